#include "event_pane.h"

#include "../editor/json_editor.h"
#include "../icons.h"
#include "../widgets/pane_head.h"
#include "problem_model.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr int MaxListHeight = 112;
constexpr int IconSize = 16;

} // namespace

EventPane::EventPane(QAction *format, QWidget *parent)
    : QWidget(parent)
    , m_formatButton(new QToolButton(this))
    , m_position(new QLabel(this))
    , m_editor(new JsonEditor(this))
    , m_underEditor(new QVBoxLayout)
    , m_summaryIcon(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_model(new ProblemModel(this))
    , m_list(new QListView(this))
{
    auto *title = new QLabel(tr("&Event"), this);
    title->setBuddy(m_editor);
    theme::setRole(*title, "groupTitle");
    theme::setRole(*m_position, "caption");
    m_formatButton->setDefaultAction(format);
    m_formatButton->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_formatButton->setAutoRaise(true);
    m_formatButton->setMinimumHeight(PaneHeadHeight);
    m_formatButton->setFocusPolicy(Qt::TabFocus);
    m_formatButton->setAccessibleName(format->text().remove(QLatin1Char('&')));

    title->setMinimumHeight(PaneHeadHeight);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(theme::space::Small);
    head->addWidget(title);
    head->addWidget(m_position, 1);
    head->addWidget(m_formatButton);

    auto *card = new QFrame(this);
    theme::setRole(*card, "card");
    auto *cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(1, 1, 1, 1);
    cardLayout->addWidget(m_editor);

    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("Problems of the event"));
    m_list->setWordWrap(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setIconSize(QSize(IconSize, IconSize));
    const auto jump = [this](const QModelIndex &index) { m_editor->reveal(m_model->problem(index.row()).span); };
    connect(m_list, &QListView::clicked, this, jump);
    connect(m_list, &QListView::activated, this, jump);

    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setObjectName(QStringLiteral("problemSummary"));
    auto *line = new QHBoxLayout;
    line->setSpacing(theme::space::Tight);
    line->addWidget(m_summaryIcon);
    line->addWidget(m_summary, 1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addLayout(head);
    layout->addWidget(card, 1);
    layout->addLayout(m_underEditor);
    layout->addLayout(line);
    layout->addWidget(m_list);
    setPreview({});
}

void EventPane::addUnderEditor(QWidget *line)
{
    m_underEditor->addWidget(line);
}

void EventPane::setPreview(const Preview &preview)
{
    m_model->setProblems(preview.problems, m_editor->code());
    std::vector<EditorMark> marks;
    for (const PreviewProblem &problem : preview.problems) {
        const bool isError = problem.severity == segment::Severity::Error;
        marks.push_back(
            {problem.span, isError ? EditorMark::Severity::Error : EditorMark::Severity::Warning, problem.message});
    }
    m_editor->setMarks(std::move(marks));

    const bool isEmpty = preview.state == Preview::State::Empty;
    const theme::Tone tone = isEmpty ? theme::Tone::Neutral : m_model->tone();
    m_summaryIcon->setPixmap(icon(iconNameOf(tone), tone).pixmap(QSize(IconSize, IconSize), devicePixelRatioF()));
    m_summaryIcon->setVisible(!isEmpty);
    m_summary->setText(isEmpty ? QString() : m_model->summary());
    showPosition(preview);
    fitProblems();
}

void EventPane::showPosition(const Preview &preview)
{
    QString text;
    if (preview.isCutShort)
        text = tr("%1 of %2, in the first 1 MB").arg(preview.index + 1).arg(preview.count);
    else if (preview.count > 1)
        text = tr("%1 of %2, at the caret").arg(preview.index + 1).arg(preview.count);
    m_position->setText(text);
    m_position->setToolTip(text.isEmpty() ? QString()
                                          : tr("The preview shows the event at the caret, and Send sends that one."));
}

void EventPane::fitProblems()
{
    m_list->setVisible(m_model->rowCount() > 0);
    if (m_model->rowCount() == 0)
        return;
    m_list->doItemsLayout();
    const int bottom = m_list->visualRect(m_model->index(m_model->rowCount() - 1, 0)).bottom();
    const int offset = m_list->verticalScrollBar()->value();
    m_list->setFixedHeight(std::min(bottom + offset + 2 * m_list->frameWidth() + theme::space::Tight, MaxListHeight));
}

void EventPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitProblems();
}

} // namespace smc::gui
