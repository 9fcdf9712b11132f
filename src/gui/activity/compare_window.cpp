#include "compare_window.h"

#include "../theme.h"
#include "../widgets/pane_head.h"
#include "compare_model.h"
#include "compare_table.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QTabBar>
#include <QTableView>
#include <QTabWidget>

namespace smc::gui {

namespace {

constexpr QSize Designed(1100, 640);
constexpr int LinesOfOne = 5;

enum Part { RequestPart, AnswerPart, TimingPart, EventPart };

QLabel *caption(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(breakable(text), parent);
    theme::setRole(*label, "caption");
    label->setWordWrap(true);
    return label;
}

QPlainTextEdit *lineView(const QString &name, QWidget *parent)
{
    auto *view = new QPlainTextEdit(parent);
    theme::setRole(*view, "code");
    view->setAccessibleName(name);
    view->setReadOnly(true);
    view->setTabChangesFocus(true);
    view->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    view->document()->setDocumentMargin(theme::space::Tight);
    return view;
}

} // namespace

CompareWindow::CompareWindow(Comparison comparison, QWidget *parent)
    : QDialog(parent)
    , m_parts(new QTabWidget(this))
    , m_left(lineView(tr("Line on the left"), this))
    , m_right(lineView(tr("Line on the right"), this))
    , m_state(new QLabel(this))
    , m_previous(new QPushButton(tr("&Previous difference"), this))
    , m_next(new QPushButton(tr("&Next difference"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Compare two exchanges"));
    resize(Designed);
    m_parts->setDocumentMode(true);
    m_parts->tabBar()->setExpanding(false);
    m_parts->setAccessibleName(tr("Parts"));
    m_parts->tabBar()->setAccessibleName(tr("Parts"));
    auto *names = new QHBoxLayout;
    names->setSpacing(theme::space::Large);
    names->addWidget(caption(tr("Left: %1").arg(comparison.leftName), this), 1);
    names->addWidget(caption(tr("Right: %1").arg(comparison.rightName), this), 1);
    addPart(tr("Request"), std::move(comparison.request));
    addPart(tr("Answer"), std::move(comparison.answer));
    addPart(tr("Timing"), std::move(comparison.timing));
    addPart(tr("Event"), std::move(comparison.event));

    theme::setRole(*m_state, "caption");
    m_state->setWordWrap(true);
    m_next->setAccessibleName(tr("Next difference"));
    m_next->setToolTip(tr("Next difference (F3)"));
    m_previous->setAccessibleName(tr("Previous difference"));
    m_previous->setToolTip(tr("Previous difference (Shift+F3)"));
    connect(m_next, &QPushButton::clicked, this, [this] { jump(CompareModel::Way::Next); });
    connect(m_previous, &QPushButton::clicked, this, [this] { jump(CompareModel::Way::Previous); });
    connect(new QShortcut(QKeySequence(Qt::Key_F3), this), &QShortcut::activated, m_next, &QPushButton::click);
    connect(new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F3), this), &QShortcut::activated, m_previous,
            &QPushButton::click);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *close = buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
    close->setAccessibleName(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(theme::space::Small);
    foot->addWidget(m_state, 1);
    for (QPushButton *button : {m_previous, m_next, close})
        button->setAutoDefault(false);
    foot->addWidget(m_previous);
    foot->addWidget(m_next);
    foot->addWidget(buttons);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::Large, theme::space::Large, theme::space::Large, theme::space::Large);
    layout->setSpacing(theme::space::Small);
    layout->addLayout(names);
    layout->addWidget(m_parts, 1);
    auto *lines = new QHBoxLayout;
    lines->setSpacing(theme::space::Large);
    lines->addWidget(m_left, 1);
    lines->addWidget(m_right, 1);
    layout->addLayout(lines);
    layout->addLayout(foot);
    openWhereTheyDiffer();
    connect(m_parts, &QTabWidget::currentChanged, this, &CompareWindow::showState);
    fitText();
    showState();
    currentView()->setFocus();
}

void CompareWindow::addPart(const QString &title, ComparedPart part)
{
    const int differences = part.differences();
    auto *model = new CompareModel(std::move(part));
    auto *view = new CompareTable(*model, this);
    model->setParent(view);
    view->setAccessibleName(title);
    m_parts->addTab(view,
                    differences == 0 ? tr("%1 (the same)").arg(title) : tr("%1 (%2)").arg(title).arg(differences));
    const int first = model->findDifference(-1, CompareModel::Way::Next);
    if (model->rowCount() > 0)
        view->setCurrentIndex(model->index(std::max(first, 0), CompareModel::LeftText));
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this, &CompareWindow::showLine);
}

/// What was sent and answered tells more than how long it took, which always differs.
void CompareWindow::openWhereTheyDiffer()
{
    for (const int part : {RequestPart, AnswerPart, EventPart, TimingPart}) {
        const auto *view = static_cast<QTableView *>(m_parts->widget(part));
        if (static_cast<CompareModel *>(view->model())->part().differences() == 0)
            continue;
        m_parts->setCurrentIndex(part);
        return;
    }
}

void CompareWindow::fitText()
{
    const QFontMetrics metrics(theme::codeFont());
    for (QPlainTextEdit *view : {m_left, m_right})
        view->setFixedHeight(LinesOfOne * metrics.lineSpacing() + 2 * (theme::space::Tight + view->frameWidth()));
}

void CompareWindow::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitText();
}

QTableView *CompareWindow::currentView() const
{
    return static_cast<QTableView *>(m_parts->currentWidget());
}

CompareModel *CompareWindow::currentModel() const
{
    return static_cast<CompareModel *>(currentView()->model());
}

void CompareWindow::jump(CompareModel::Way way)
{
    QTableView *view = currentView();
    const int row = currentModel()->findDifference(view->currentIndex().row(), way);
    if (row < 0)
        return;
    view->setCurrentIndex(currentModel()->index(row, CompareModel::LeftText));
    view->scrollTo(view->currentIndex(), QAbstractItemView::PositionAtCenter);
}

void CompareWindow::showState()
{
    const ComparedPart &part = currentModel()->part();
    const int differences = part.differences();
    QString text = differences == 0   ? (part.cut.isEmpty() ? tr("This part is the same on both sides.")
                                                            : tr("What is compared is the same on both sides."))
                   : differences == 1 ? tr("This part differs in one place.")
                                      : tr("This part differs in %n places.", nullptr, differences);
    if (!part.cut.isEmpty())
        text += QLatin1Char(' ') + part.cut;
    m_state->setText(text);
    m_next->setEnabled(differences > 0);
    m_previous->setEnabled(differences > 0);
    showLine();
}

void CompareWindow::showLine()
{
    const QModelIndex at = currentView()->currentIndex();
    for (const auto &[view, column] :
         {std::pair(m_left, int(CompareModel::LeftText)), {m_right, CompareModel::RightText}})
        view->setPlainText(at.isValid() ? at.siblingAtColumn(column).data(CompareModel::LineRole).toString()
                                        : QString());
}

} // namespace smc::gui
