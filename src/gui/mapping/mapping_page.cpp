#include "mapping_page.h"

#include "../actions.h"
#include "../background.h"
#include "../console.h"
#include "../dialogs.h"
#include "../list_refresh.h"
#include "../tab_order.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/banner.h"
#include "../widgets/pane_head.h"
#include "../widgets/verdict_widget.h"
#include "filter_pane.h"
#include "filter_view.h"
#include "lists_offer.h"

#include <workspace/files.h>
#include <workspace/profile.h>

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace smc::gui {

namespace {

FileQuestion fileQuestion(const char *id, const QString &title)
{
    return {.id = QString::fromLatin1(id),
            .title = title,
            .suggested = QStringLiteral("mapping.json"),
            .filter = MappingPage::tr("Mappings (*.json);;All files (*)")};
}

} // namespace

MappingPage::MappingPage(Console &console, MappingSession::Events events, QWidget *parent)
    : EditingPage(PageId::Mapping, console, {.save = "mapping.save", .takeBack = "mapping.discard"}, parent)
    , m_session(console, std::move(events), nullptr)
{
    makeActions();
    makeContent();
    connect(&m_session, &MappingSession::changed, this, &MappingPage::refresh);
    connect(&m_session.undoStack(), &QUndoStack::indexChanged, this, &MappingPage::refreshActions);
    connect(m_rules, &RulePane::selectionChanged, this, &MappingPage::refreshActions);
    connect(m_filters, &FilterPane::selectionChanged, this, &MappingPage::refreshActions);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        showTab(tab);
        refreshActions();
        followLayout(*this);
    });
    connect(m_rules, &RulePane::trouble, this, &MappingPage::showTrouble);
    connect(&console, &Console::profileChanged, this, &MappingPage::followDraft); // After the session's own turn.
    restoreDraft();
    refresh();
}

QString MappingPage::title() const
{
    return tr("Mapping");
}

QString MappingPage::iconName() const
{
    return QStringLiteral("mapping");
}

QString MappingPage::whatIsThis() const
{
    return tr("Which events become which columns of which lists in SMC. "
              "The event in Compose shows what comes of each change.");
}

void MappingPage::makeActions()
{
    m_undo = makeAction("mapping.undo", this, [this] { m_session.undoStack().undo(); });
    m_redo = makeAction("mapping.redo", this, [this] { m_session.undoStack().redo(); });
    m_add = makeAction("mapping.add", this, [this] { add(); });
    m_remove = makeAction("mapping.remove", this, [this] { remove(); });
    m_up = makeAction("mapping.up", this, [this] { move(RulePane::Direction::Up); });
    m_down = makeAction("mapping.down", this, [this] { move(RulePane::Direction::Down); });
    m_resetRule = makeAction("mapping.resetRule", this, [this] { m_rules->resetRule(); });
    m_resetAll = makeAction("mapping.resetAll", this, [this] { resetAll(); });
    m_import = makeAction("mapping.import", this, [this] { importFile(); });
    m_export = makeAction("mapping.export", this, [this] { exportFile(); });
    addActions({m_undo, m_redo, m_add, m_remove, m_up, m_down, m_resetRule});
    addAction(makeAction("mapping.suggest", this, [this] { m_rules->suggest(); }));
    QAction *refresh = makeAction("mapping.refreshLists", this, [this] { m_refresh->read(m_session.lists()); });
    addAction(refresh);
    m_refresh = new ListRefresh(console(), *refresh, this);
    m_listsOffer = new ListsOffer(console(), m_session, banners(), *refresh, this);
    connect(m_refresh, &ListRefresh::status, this, &MappingPage::status);
    connect(m_refresh, &ListRefresh::ended, m_listsOffer, &ListsOffer::take);
}

void MappingPage::makeContent()
{
    auto *content = new QWidget(this);
    content->setObjectName(QStringLiteral("scrolled"));
    m_verdict = new VerdictWidget(VerdictWidget::Form::Tall, content);
    m_rules = new RulePane(m_session, {m_add, m_remove, m_up, m_down, m_resetRule}, content);
    m_filters = new FilterPane(m_session, {m_add, m_remove, m_up, m_down}, content);
    m_tabs = new QTabBar(content);
    m_tabs->setObjectName(QStringLiteral("mapping.tabs"));
    m_tabs->setAccessibleName(tr("Parts of the mapping"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("Rules"));
    m_tabs->addTab(tr("Destination filters"));
    m_stack = new QStackedWidget(content);
    m_stack->addWidget(m_rules);
    m_stack->addWidget(m_filters);
    showTab(0);
    m_where = new QLabel(content);
    m_where->setObjectName(QStringLiteral("mapping.where"));
    m_where->setWordWrap(true);
    m_where->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_where->setTextFormat(Qt::PlainText);
    theme::setRole(*m_where, "caption");
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Small);
    layout->addWidget(m_verdict);
    auto *head = new QHBoxLayout;
    head->setSpacing(theme::space::Large);
    head->addWidget(m_tabs);
    head->addWidget(m_where, 1);
    layout->addLayout(head);
    layout->addWidget(m_stack, 1);
    setContent(content);
    m_rules->foldIn(room());

    addFootAction(m_import, FootSide::Left);
    addFootAction(m_export, FootSide::Left);
    addFootAction(m_resetAll, FootSide::Left);
    addFootWidget(unsavedLabel(), FootSide::Left);
    setPrimaryAction(saveAction());
    addFootAction(takeBackAction(), FootSide::Right);
}

void MappingPage::refresh()
{
    m_verdict->setContent(withBreaks(m_session.outcome().verdict));
    const std::string file = console().mappingFile();
    const QString profile = fromUtf8(console().profile().name);
    m_where->setText(breakable(file.empty() ? tr("“%1” uses the preset that comes with the program.").arg(profile)
                                            : tr("The mapping of “%1” stands in %2").arg(profile, fromUtf8(file))));
    if (m_session.trouble()) {
        BannerContent content;
        content.tone = theme::Tone::Danger;
        content.text = tr("%1 Reset to the preset or import another file to begin anew.")
                           .arg(fromUtf8(m_session.trouble()->message));
        banners().show(QStringLiteral("unreadable"), content);
    } else {
        banners().hide(QStringLiteral("unreadable"));
    }
    if (isVisible())
        m_session.wantFields(); // Of another SMC, or of a list that was named just now.
    m_listsOffer->follow();
    refreshActions();
}

void MappingPage::refreshActions()
{
    EditingPage::refreshActions();
    QUndoStack &stack = m_session.undoStack();
    m_undo->setToolTip(stack.canUndo() ? tr("Take back: %1").arg(stack.undoText()) : tr("There is nothing to undo."));
    m_redo->setToolTip(stack.canRedo() ? tr("Do again: %1").arg(stack.redoText()) : tr("There is nothing to redo."));
    m_undo->setEnabled(stack.canUndo());
    m_redo->setEnabled(stack.canRedo());
    const bool hasRules = !m_session.view().rules.empty();
    const bool filters = showsFilters();
    const int count = m_filters->count();
    m_tabs->setTabText(1, count == 0 ? tr("Destination filters") : tr("Destination filters (%1)").arg(count));
    m_add->setText(filters ? tr("&Add filter") : tr("&Add column"));
    m_add->setEnabled(filters ? m_filters->canAdd() : hasRules);
    m_remove->setEnabled(filters ? m_filters->canRemove() : m_rules->canRemove());
    const auto canMove = [&](RulePane::Direction direction) {
        return filters ? m_filters->canMove(direction) : m_rules->canMove(direction);
    };
    m_up->setEnabled(canMove(RulePane::Direction::Up));
    m_down->setEnabled(canMove(RulePane::Direction::Down));
    m_resetRule->setEnabled(!filters && hasRules && !m_session.isPreset());
    m_resetAll->setEnabled(!m_session.isPreset());
}

void MappingPage::showTab(int tab)
{
    // The part that is not shown asks for no room.
    for (int i = 0; i < m_stack->count(); ++i) {
        const auto policy = i == tab ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        m_stack->widget(i)->setSizePolicy(policy, policy);
    }
    m_stack->setCurrentIndex(tab);
}

bool MappingPage::showsFilters() const
{
    return m_tabs->currentIndex() == 1;
}

void MappingPage::add()
{
    if (showsFilters())
        m_filters->add();
    else
        m_rules->addColumn();
}

void MappingPage::remove()
{
    if (showsFilters())
        m_filters->remove();
    else
        m_rules->removeColumn();
}

void MappingPage::move(RulePane::Direction direction)
{
    if (showsFilters())
        m_filters->move(direction);
    else
        m_rules->moveColumn(direction);
}

void MappingPage::enter(const QString &)
{
    console().reloadMapping();
    m_session.wantFields();
    m_session.look();
    if (!m_hasEntered)
        m_rules->showTaken();
    m_hasEntered = true;
    if (showsFilters())
        m_filters->takeFocus();
    else
        m_rules->takeFocus();
}

MappingPage::Words MappingPage::words(const QString &profile) const
{
    return {.question = QStringLiteral("unsaved_mapping"),
            .ask = tr("Save the changes to the mapping of “%1” first?").arg(profile),
            .saving = tr("The mapping of “%1” is being saved. You go on once it is.").arg(profile),
            .saved = tr("The mapping of “%1” is saved, and in force.").arg(profile),
            .restored =
                tr("Your changes to the mapping of “%1” that were not saved are here again. Discard takes them back.")
                    .arg(profile)};
}

bool MappingPage::check()
{
    if (const QString unread = m_rules->unread(); !unread.isEmpty()) {
        showTrouble(tr("Not saved. %1").arg(unread));
        return false;
    }
    for (const FilterView &filter : readFilters(m_session.filters())) {
        const std::string &problem =
            filter.problem.empty() && filter.isEnabled ? filter.conditionProblem : filter.problem;
        if (!problem.empty()) {
            m_tabs->setCurrentIndex(1);
            showTrouble(
                tr("Not saved: the filter “%1” can't be used. %2").arg(fromUtf8(filter.name), fromUtf8(problem)));
            return false;
        }
    }
    return true;
}

void MappingPage::showFailure(const Error &error)
{
    const QString place = error.where.empty() ? QString() : tr(" (at %1)").arg(fromUtf8(error.where));
    showTrouble(tr("Not saved. %1%2").arg(fromUtf8(error.message), place));
}

void MappingPage::resetAll()
{
    m_session.setMapping(std::string(destination::Preset::smcText()), tr("Reset all rules"));
}

QCoro::Task<void> MappingPage::importFile()
{
    const QPointer<MappingPage> alive(this);
    const FileQuestion question = fileQuestion("import_mapping", tr("Import a mapping"));
    const QString file = co_await console().dialogs().openFile(window(), question);
    if (!alive || file.isEmpty())
        co_return;
    hideTrouble();
    struct Read
    {
        Result<std::string> text;
        Result<void> compiled;
    };
    const auto work = [path = toUtf8(file)] {
        Result<std::string> text = destination::Preset::read(path);
        auto compiled = text ? destination::Preset::compile(*text).map([](const auto &) {}) : Result<void>();
        return Read{std::move(text), std::move(compiled)};
    };
    auto reading = inBackground(work);
    const auto [text, compiled] = co_await reading;
    if (!alive)
        co_return;
    if (!text || !compiled) {
        const Error error = text ? compiled.error() : text.error();
        showTrouble(tr("Not imported. %1%2")
                        .arg(fromUtf8(error.message),
                             error.where.empty() || !text ? QString() : tr(" (at %1)").arg(fromUtf8(error.where))));
        co_return;
    }
    m_session.setMapping(*text, tr("Import a mapping"));
    Q_EMIT status(tr("Imported. It is in force once you save it."));
}

QCoro::Task<void> MappingPage::exportFile()
{
    const QPointer<MappingPage> alive(this);
    const FileQuestion question = fileQuestion("export_mapping", tr("Export the mapping"));
    const QString file = co_await console().dialogs().saveFile(window(), question);
    if (!alive || file.isEmpty())
        co_return;
    hideTrouble();
    const auto work = [path = toUtf8(file), text = m_session.mapping()] {
        return workspace::writeAtomically(path, text);
    };
    auto writing = inBackground(work);
    const Result<void> written = co_await writing;
    if (!alive)
        co_return;
    if (!written) {
        showTrouble(tr("Not exported. %1").arg(fromUtf8(written.error().message)));
        co_return;
    }
    Q_EMIT status(tr("The mapping is written to %1.").arg(file));
}

} // namespace smc::gui
