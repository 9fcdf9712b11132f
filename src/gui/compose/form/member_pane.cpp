#include "member_pane.h"

#include "../../actions.h"
#include "../../text.h"
#include "../../theme.h"
#include "../../widgets/icon_button.h"
#include "member_delegate.h"
#include "member_view.h"
#include "reserved_names.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr int MinHeight = 190;

} // namespace

MemberPane::MemberPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new MemberModel(this))
    , m_view(new MemberView(*m_model, this))
    , m_tabs(new QTabBar(this))
    , m_message(new QLabel(this))
{
    makeActions();
    m_tabs->setAccessibleName(tr("Parts of the event"));
    m_tabs->setExpanding(false);
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        m_chosen = section();
        showSection();
    });

    auto *foot = new QHBoxLayout;
    foot->setSpacing(theme::space::Tight);
    foot->addWidget(iconButton(m_actions[0], this), 0, Qt::AlignTop);
    foot->addWidget(iconButton(m_actions[1], this), 0, Qt::AlignTop);
    foot->addWidget(m_message, 1);

    m_view->setMinimumHeight(MinHeight);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(m_tabs);
    layout->addWidget(m_view, 1);
    layout->addLayout(foot);

    connect(m_model, &MemberModel::edited, this, [this](const MemberEdit &edit) {
        m_refusal.clear();
        Q_EMIT edited(edit);
    });
    connect(m_model, &MemberModel::refused, this, [this](const QString &why) {
        m_refusal = why;
        showMessage();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        m_refusal.clear();
        showMessage();
        refreshActions();
    });
    m_view->installEventFilter(this);
    connect(&m_view->delegate(), &MemberDelegate::typed, this, &MemberPane::typed);
    connect(m_model, &QAbstractItemModel::modelReset, this, &MemberPane::refreshActions);
    setEvent({});
}

void MemberPane::makeActions()
{
    m_actions = {makeAction("compose.addRow", this, [this] { m_view->addRow(); }),
                 makeAction("compose.removeRow", this, [this] { m_view->removeRow(); }),
                 makeAction("compose.rowUp", this, [this] { m_view->moveRow(MemberModel::Direction::Up); }),
                 makeAction("compose.rowDown", this, [this] { m_view->moveRow(MemberModel::Direction::Down); })};
    for (QAction *action : m_actions)
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_view->addActions(m_actions);
}

Section MemberPane::section() const
{
    const auto at = static_cast<std::size_t>(std::max(0, m_tabs->currentIndex()));
    return at < m_sections.size() ? m_sections[at] : Section::More;
}

void MemberPane::setEvent(const std::shared_ptr<const json::Document> &document)
{
    m_document = document;
    const json::Value event = document ? document->root() : json::Value();
    m_sections = document ? sectionsOf(event) : std::vector<Section>();
    const bool wasBlocked = m_tabs->blockSignals(true);
    const auto count = static_cast<int>(m_sections.size());
    while (m_tabs->count() > count)
        m_tabs->removeTab(m_tabs->count() - 1);
    for (int i = 0; i < count; ++i) {
        const QString title = titleOf(m_sections[static_cast<std::size_t>(i)], event);
        if (i < m_tabs->count())
            m_tabs->setTabText(i, title);
        else
            m_tabs->addTab(title);
    }
    if (count > 0) {
        const auto chosen = m_chosen ? std::find(m_sections.begin(), m_sections.end(), *m_chosen) : m_sections.end();
        m_tabs->setCurrentIndex(chosen == m_sections.end() ? 0 : static_cast<int>(chosen - m_sections.begin()));
    }
    m_tabs->blockSignals(wasBlocked);
    m_tabs->updateGeometry(); // A bar of tabs that is not shown yet tells its layout of none.
    showSection();
}

void MemberPane::clear()
{
    m_document.reset();
    showSection();
}

void MemberPane::showSection()
{
    m_model->setContent(contentOf(section(), m_document));
    m_model->setProblems(m_problems);
    const json::Value event = m_document ? m_document->root() : json::Value();
    m_view->setAccessibleName(m_document ? tr("%1 of the event").arg(titleOf(section(), event)) : tr("Rows"));
    const QString add = m_actions.front()->shortcut().toString(QKeySequence::NativeText);
    m_view->setEmptyText(m_document ? tr("Nothing here yet. Press %1 to add a row.").arg(add) : QString());
    showMessage();
    refreshActions();
}

void MemberPane::setProblems(const std::vector<PreviewProblem> &problems)
{
    m_problems = problems;
    m_model->setProblems(problems);
    showMessage();
}

void MemberPane::setUnused(const std::vector<UnusedPlace> &places)
{
    m_model->setUnused(places);
    showMessage();
}

void MemberPane::hideEvent(QHideEvent *event)
{
    m_refusal.clear();
    showMessage();
    QWidget::hideEvent(event);
}

/// Escape in the rows takes back what was said of a refused one.
bool MemberPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape &&
        !m_refusal.isEmpty()) {
        m_refusal.clear();
        showMessage();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void MemberPane::showMessage()
{
    const QModelIndex current = m_view->currentIndex();
    const PreviewProblem *problem = m_model->problemAt(current);
    const char *role = "hint";
    QString text;
    if (!m_refusal.isEmpty()) {
        role = "error";
        text = m_refusal;
    } else if (problem) {
        role = problem->severity == segment::Severity::Error ? "error" : "warning";
        text = problem->message;
    } else if (const QString *why = m_model->whyUnused(current)) {
        text = *why;
    } else if (current.isValid() && !m_model->isNew(current)) {
        text = reservedHint(m_model->call(), m_model->containerOf(current), m_model->valueOf(current).key());
    }
    theme::setRole(*m_message, role);
    m_message->setText(text);
    m_view->setAccessibleDescription(text);
    theme::repolish(*m_message);
}

void MemberPane::refreshActions()
{
    const bool hasRow = m_view->currentIndex().isValid();
    m_actions[0]->setEnabled(m_document != nullptr);
    for (QAction *action : m_actions.mid(1))
        action->setEnabled(hasRow);
}

bool MemberPane::showPointer(const std::string &pointer)
{
    for (std::size_t i = 0; i < m_sections.size(); ++i) {
        const SectionContent content = contentOf(m_sections[i], m_document);
        if (!pointer.starts_with(content.pointer + "/"))
            continue;
        m_tabs->setCurrentIndex(static_cast<int>(i));
        if (m_view->showPointer(pointer)) {
            m_view->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return false;
}

json::Edits MemberPane::pendingEdits() const
{
    const QModelIndex index = m_view->delegate().openIndex();
    if (index.column() != MemberModel::ValueColumn || m_view->delegate().typedText().isEmpty())
        return {};
    return m_model->editsFor(index, m_view->delegate().typedText()).value_or(json::Edits());
}

void MemberPane::commit()
{
    m_view->delegate().commit();
}

} // namespace smc::gui
