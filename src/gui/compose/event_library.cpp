#include "event_library.h"

#include "../actions.h"
#include "../icons.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/clear_button.h"
#include "../widgets/menu_opener.h"
#include "../widgets/pane_head.h"
#include "../widgets/selection.h"
#include "saved_store.h"

#include <QAbstractItemDelegate>
#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QToolButton>
#include <QVBoxLayout>

namespace smc::gui {

using Kind = LibraryItem::Kind;
using workspace::SavedEntry;
using workspace::SavedPath;

namespace {

constexpr int SearchDelayMs = 150;
constexpr int IconSide = 16;

bool isText(const LibraryItem &item)
{
    return item.kind == Kind::Event || item.kind == Kind::Example;
}

} // namespace

EventLibrary::EventLibrary(SavedStore &store, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_model(new LibraryModel(builtInExamples(), this))
    , m_search(new QLineEdit(this))
    , m_tree(new LibraryTree(*m_model, this))
    , m_nothing(new QLabel(this))
    , m_place(new PlacePanel(this))
    , m_more(new QToolButton(this))
{
    auto *title = new QLabel(tr("Saved and e&xamples"), this);
    title->setBuddy(m_tree);
    theme::setRole(*title, "paneTitle");
    title->setWordWrap(true); // Where text is large, two lines are better than a pane that is too wide.
    m_more->setIcon(icon(QStringLiteral("more")));
    m_more->setAutoRaise(true);
    m_more->setFocusPolicy(Qt::TabFocus);
    m_more->setAccessibleName(tr("More for saved events"));
    m_more->setToolTip(tr("New folder, import, export"));
    auto *head = new QHBoxLayout;
    head->setSpacing(theme::space::Small);
    head->addWidget(title, 1);
    head->addWidget(m_more);

    m_search->setPlaceholderText(tr("Search events"));
    m_search->setAccessibleName(tr("Search saved events and examples"));
    addClearButton(*m_search);
    m_searchTimer.setSingleShot(true);
    m_searchTimer.setInterval(SearchDelayMs);
    connect(m_search, &QLineEdit::textChanged, &m_searchTimer, qOverload<>(&QTimer::start));
    connect(&m_searchTimer, &QTimer::timeout, this, [this] { search(m_search->text().trimmed()); });

    makeTree();
    theme::setRole(*m_nothing, "caption");
    m_nothing->setWordWrap(true);
    m_nothing->setTextFormat(Qt::PlainText);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addLayout(head);
    layout->addWidget(m_search);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_nothing);
    layout->addWidget(m_place);
    connect(&m_store, &SavedStore::listed, this, &EventLibrary::follow);
    follow();
}

EventLibrary::~EventLibrary()
{
    m_searching.request_stop();
}

void EventLibrary::makeTree()
{
    followSelection(*m_tree);
    m_tree->setHeaderHidden(true);
    m_tree->setAccessibleName(tr("Saved events and examples"));
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setTabKeyNavigation(false);
    theme::setIconSide(*m_tree, IconSide);
    m_tree->setUniformRowHeights(true);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setMinimumWidth(140);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &EventLibrary::openMenu);
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        // With Ctrl or Shift one chooses several.
        if (m_tree->selectionModel()->selectedRows().size() <= 1)
            activate(index, GoOn::InLibrary);
    });
    connect(m_tree, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) {
        if (isText(m_model->item(index)))
            activate(index, GoOn::InEditor); // The first click has opened or closed anything else.
    });
    // Not activated(): some desktops say it of a click too.
    m_tree->installEventFilter(this);
    connect(m_tree->itemDelegate(), &QAbstractItemDelegate::closeEditor, &m_store, &SavedStore::refresh);
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex &at) { rememberExpansion(at, true); });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &at) { rememberExpansion(at, false); });
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EventLibrary::selectionChanged);
    connect(m_model, &LibraryModel::modelReset, this, &EventLibrary::selectionChanged);
    connect(m_model, &LibraryModel::renameWanted, this, &EventLibrary::renameWanted);
    connect(m_model, &LibraryModel::moveWanted, this, &EventLibrary::moveWanted);
    connect(m_model, &LibraryModel::importWanted, this, &EventLibrary::importWanted);
}

bool EventLibrary::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tree && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isPlain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        // A name that is written in its place passes its Return on to the tree.
        if (isPlain && !isEditing() && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
            activate(m_tree->currentIndex(), GoOn::InEditor);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void EventLibrary::setActions(const QList<QAction *> &ofEntries, const QList<QAction *> &ofLibrary)
{
    m_entryActions = ofEntries;
    for (QAction *action : ofEntries) {
        if (action->isSeparator())
            continue;
        // F2 and Del are the tree's while it has the focus, and the editor's elsewhere.
        action->setShortcutContext(Qt::WidgetShortcut);
        m_tree->addAction(action);
    }
    auto *menu = new QMenu(m_more);
    menu->addActions(ofLibrary);
    setPopupMenu(*m_more, *menu);
}

void EventLibrary::activate(const QModelIndex &index, GoOn goOn)
{
    if (!index.isValid())
        return;
    const LibraryItem item = m_model->item(index);
    switch (item.kind) {
    case Kind::Event:
        Q_EMIT eventChosen(*m_model->entry(index), goOn);
        break;
    case Kind::Example:
        Q_EMIT exampleChosen(item.key, goOn);
        break;
    case Kind::Hint:
        Q_EMIT saveWanted();
        break;
    default:
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
    }
}

bool EventLibrary::isEditing() const
{
    return m_tree->viewport()->isAncestorOf(QApplication::focusWidget());
}

void EventLibrary::follow()
{
    if (m_model->isFiltered() && m_store.tree().entries != m_model->saved().entries)
        m_searchTimer.start();
    std::vector<SavedEntry> chosen = selected();
    const QModelIndex current = m_tree->currentIndex();
    std::vector<LibraryItem> places; // Where the keyboard is, or else goes on.
    for (const QModelIndex &index : {current, m_model->beside(current)}) {
        if (index.isValid())
            places.push_back(m_model->item(index));
    }
    // A name that is being written stays; the tree is read again when it is done.
    const bool isEditing = m_tree->viewport()->isAncestorOf(QApplication::focusWidget());
    m_isBuilding = true;
    const bool hasChanged = !isEditing && m_model->setSaved(m_store.tree());
    m_isBuilding = false;
    expandAsRemembered();
    if (hasChanged && !places.empty()) {
        QModelIndex there;
        for (std::size_t i = 0; i < places.size() && !there.isValid(); ++i)
            there = m_model->indexOf(places[i].kind, places[i].key);
        m_tree->selectionModel()->setCurrentIndex(there, QItemSelectionModel::NoUpdate);
        for (const SavedEntry &entry : chosen)
            m_tree->selectionModel()->select(indexOf(entry), QItemSelectionModel::Select);
    }
    selectPending();
    showState();
}

void EventLibrary::showState()
{
    QString text;
    if (m_model->isFiltered() && m_model->countShown() == 0)
        text = tr("No saved event and no example holds “%1”.").arg(m_search->text().trimmed());
    else if (!m_store.tree().problems.empty())
        text = fromUtf8(m_store.tree().problems.front().message);
    else if (m_store.tree().entries.empty())
        text = tr("Events that you save are plain files in folders: keep them with your team in git.");
    m_nothing->setText(breakable(text));
    m_nothing->setVisible(!text.isEmpty());
}

std::vector<SavedEntry> EventLibrary::selected() const
{
    std::vector<SavedEntry> entries;
    for (const QModelIndex &row : m_tree->selectionModel()->selectedRows()) {
        if (const auto entry = m_model->entry(row))
            entries.push_back(*entry);
    }
    return entries;
}

SavedPath EventLibrary::folder() const
{
    return m_model->folderAt(m_tree->currentIndex());
}

QStringList EventLibrary::folders() const
{
    QStringList folders;
    for (const SavedEntry &entry : m_store.tree().entries) {
        if (entry.kind == SavedEntry::Kind::Folder)
            folders.append(fromUtf8(entry.path.text()));
    }
    return folders;
}

void EventLibrary::select(std::vector<SavedEntry> entries)
{
    if (entries.empty())
        return;
    m_pending = Pending{std::move(entries), Then::Show};
    selectPending();
}

void EventLibrary::showOpen(const SavedPath &path)
{
    const auto isEvent = [](const SavedEntry &entry) { return entry.kind == SavedEntry::Kind::Event; };
    if (!path.isTop())
        select({{SavedEntry::Kind::Event, path, 0}});
    else if (const auto chosen = selected(); std::any_of(chosen.begin(), chosen.end(), isEvent))
        m_tree->clearSelection();
}

void EventLibrary::edit(const SavedEntry &entry)
{
    m_pending = Pending{{entry}, Then::Edit};
    selectPending();
}

QModelIndex EventLibrary::indexOf(const SavedEntry &entry) const
{
    return m_model->indexOf(entry.kind == SavedEntry::Kind::Event ? Kind::Event : Kind::Folder, entry.path.text());
}

void EventLibrary::selectPending()
{
    if (!m_pending)
        return;
    QItemSelection selection;
    QModelIndex index;
    for (const SavedEntry &entry : m_pending->entries) {
        index = indexOf(entry);
        if (!index.isValid())
            return;
        for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
            m_tree->expand(above);
        selection.select(index, index);
    }
    m_tree->setCurrentIndex(index);
    m_tree->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_tree->scrollTo(index);
    const Then then = m_pending->then;
    m_pending.reset();
    if (then == Then::Edit) {
        m_tree->setFocus(Qt::OtherFocusReason);
        m_tree->edit(index);
    }
}

void EventLibrary::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void EventLibrary::openMenu(QPoint at)
{
    const QModelIndex index = m_tree->indexAt(at);
    if (!index.isValid() || !m_model->entry(index))
        return;
    auto *menu = new QMenu(m_tree);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_entryActions);
    menu->popup(m_tree->viewport()->mapToGlobal(at));
}

QCoro::Task<void> EventLibrary::search(QString needle)
{
    const QPointer<EventLibrary> self(this);
    m_searching.request_stop();
    m_searching = std::stop_source();
    const std::stop_token stop = m_searching.get_token();
    std::vector<SavedPath> found;
    if (!needle.isEmpty()) {
        auto task = m_store.ask(
            [text = toUtf8(needle), stop](workspace::SavedEvents &events) { return events.search(text, stop).events; });
        found = co_await task;
        if (!self || stop.stop_requested())
            co_return;
    }
    m_isBuilding = true;
    m_model->setFilter(needle, std::move(found));
    m_isBuilding = false;
    expandAsRemembered();
    showState();
}

} // namespace smc::gui
