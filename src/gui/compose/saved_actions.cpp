#include "saved_actions.h"

#include "../actions.h"
#include "../console.h"
#include "../dialogs.h"
#include "../page.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "event_library.h"
#include "saved_store.h"

#include <QAbstractItemDelegate>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QPointer>
#include <QTreeView>

namespace smc::gui {

using workspace::SavedEntry;
using workspace::SavedEvents;
using workspace::SavedPath;

namespace {

QString nameOf(const SavedEntry &entry)
{
    return fromUtf8(entry.path.name());
}

QAction *line(QObject *parent)
{
    auto *action = new QAction(parent);
    action->setSeparator(true);
    return action;
}

} // namespace

SavedActions::SavedActions(Console &console, SavedStore &store, EventLibrary &library, ImportPanel &panel, Page &page)
    : QObject(&page)
    , m_console(console)
    , m_store(store)
    , m_library(library)
    , m_panel(panel)
    , m_page(page)
{
    makeActions();
    listenToImports();
    connect(&library, &EventLibrary::renameWanted, this,
            [this](const SavedEntry &entry, const QString &name) { rename(entry, name); });
    connect(&library, &EventLibrary::moveWanted, this,
            [this](const std::vector<SavedEntry> &entries, const SavedPath &folder) { move(entries, folder); });
    connect(&library, &EventLibrary::importWanted, this,
            [this](const QStringList &files, const SavedPath &folder) { import(files, folder); });
    connect(&library, &EventLibrary::selectionChanged, this, &SavedActions::followSelection);
    connect(&page.banners(), &BannerArea::action, this, [this](const QString &id) {
        if (id == QLatin1String("removed"))
            restore();
        else if (id == placedBanner())
            placeBack();
    });
    connect(library.tree().itemDelegate(), &QAbstractItemDelegate::closeEditor, this, [this] { m_named.reset(); });
    connect(&library.place(), &PlacePanel::accepted, this, [this](const QString &, const QString &folder) {
        if (m_library.place().asker() != this)
            return;
        const auto where = SavedPath::made(toUtf8(folder));
        if (!where) {
            m_library.place().setError(fromUtf8(where.error().message));
            return;
        }
        m_library.place().hide();
        m_library.tree().setFocus(Qt::OtherFocusReason); // Where it was asked for.
        move(std::exchange(m_moving, {}), *where);
    });
    connect(&library.place(), &PlacePanel::cancelled, this, [this] {
        if (m_library.place().asker() != this)
            return;
        m_library.place().hide();
        m_library.tree().setFocus(Qt::OtherFocusReason);
    });
    followSelection();
}

void SavedActions::makeActions()
{
    m_open = makeAction("saved.open", this, [this] { Q_EMIT openWanted(chosen().front()); });
    m_send = makeAction("saved.send", this, [this] { Q_EMIT sendWanted(m_library.selected()); });
    m_rename = makeAction("saved.rename", this, [this] { m_library.edit(chosen().front()); });
    m_duplicate = makeAction("saved.duplicate", this, [this] { duplicate(); });
    m_move = makeAction("saved.move", this, [this] { askWhereTo(); });
    m_remove = makeAction("saved.remove", this, [this] { remove(); });
    m_copyPath = makeAction("saved.copyPath", this, [this] { copyPath(); });
    QAction *folder = makeAction("saved.newFolder", this, [this] { makeFolder(); });
    QAction *import = makeAction("saved.import", this, [this] { chooseImport(); });
    QAction *importFolder = makeAction("saved.importFolder", this, [this] { chooseImportFolder(); });
    m_exports = {makeAction("saved.export", this, [this] { exportFiles(); }),
                 makeAction("saved.exportLines", this, [this] { exportLines(); })};
    m_library.setActions(
        {m_open, m_send, line(this), m_rename, m_duplicate, m_move, m_remove, line(this), folder, import, importFolder,
         m_exports[0], m_exports[1], line(this), m_copyPath},
        {folder, line(this), import, importFolder, line(this), m_exports[0], m_exports[1], line(this), m_copyPath});
}

void SavedActions::followSelection()
{
    const std::vector<SavedEntry> entries = chosen();
    const bool isOne = entries.size() == 1;
    const auto enable = [](QAction *action, bool can, const QString &why) {
        action->setEnabled(can);
        action->setToolTip(can ? action->statusTip() : why);
    };
    const QString one = tr("Choose one saved event or folder first.");
    const QString some = tr("Choose saved events or folders first.");
    enable(m_open, isOne && entries.front().kind == SavedEntry::Kind::Event, tr("Choose one saved event first."));
    enable(m_send, !m_library.selected().empty(), some);
    enable(m_rename, isOne, one);
    enable(m_duplicate, isOne, one);
    enable(m_move, !entries.empty(), some);
    enable(m_remove, !entries.empty(), some);
}

std::vector<SavedEntry> SavedActions::chosen() const
{
    std::vector<SavedEntry> entries = m_library.selected();
    std::erase_if(entries, [](const SavedEntry &entry) { return entry.path.isTop(); });
    return entries;
}

std::vector<SavedEntry> SavedActions::chosenOrAll() const
{
    std::vector<SavedEntry> entries = m_library.selected();
    if (entries.empty())
        entries.push_back({SavedEntry::Kind::Folder, {}, 0});
    return entries;
}

void SavedActions::complain(const Error &error)
{
    complain(fromUtf8(error.message));
}

void SavedActions::complain(const QString &text)
{
    BannerContent content;
    content.tone = theme::Tone::Warning;
    content.text = text;
    content.dismissable = true;
    m_page.banners().show(QStringLiteral("saved"), content);
}

void SavedActions::askWhereTo()
{
    m_moving = chosen();
    if (m_moving.empty())
        return;
    PlacePanel::Question question;
    question.ask = PlacePanel::Ask::Folder;
    question.title = m_moving.size() == 1
                         ? tr("Move “%1”").arg(nameOf(m_moving.front()))
                         : tr("Move %n saved events and folders", nullptr, static_cast<int>(m_moving.size()));
    question.button = tr("Move");
    question.folder = fromUtf8(m_moving.front().path.parent().text());
    question.folders = m_library.folders();
    m_library.place().open(question, this);
}

QCoro::Task<void> SavedActions::duplicate()
{
    const QPointer<SavedActions> self(this);
    const std::vector<SavedEntry> entries = chosen();
    if (entries.size() != 1)
        co_return;
    const SavedEntry &entry = entries.front();
    const std::string name = toUtf8(tr("Copy of %1").arg(nameOf(entry)));
    auto task = m_store.ask([entry, name](SavedEvents &events) { return events.duplicate(entry, name); });
    const Result<SavedPath> copy = co_await task;
    if (!self)
        co_return;
    if (!copy) {
        complain(copy.error());
        co_return;
    }
    m_named = SavedEntry{entry.kind, *copy, 0};
    m_library.edit(*m_named);
    m_store.refresh();
}

QCoro::Task<void> SavedActions::remove()
{
    const QPointer<SavedActions> self(this);
    const std::vector<SavedEntry> entries = chosen();
    std::vector<workspace::RemovedEvent> removed;
    for (const SavedEntry &entry : entries) {
        auto task = m_store.ask([entry](SavedEvents &events) { return events.remove(entry); });
        const Result<workspace::RemovedEvent> one = co_await task;
        if (!self)
            co_return;
        if (one) {
            removed.push_back(*one);
            Q_EMIT moved(entry, {});
        } else if (one.error().code != "saved_not_found" || entries.size() == 1) {
            complain(one.error());
        }
    }
    m_store.refresh();
    if (removed.empty())
        co_return;
    m_removed = std::move(removed);
    m_page.banners().hide(placedBanner()); // What was renamed or moved may be what has gone.
    BannerContent content;
    content.text = m_removed.size() == 1
                       ? tr("Removed “%1”.").arg(nameOf(m_removed.front().entry))
                       : tr("Removed %n saved events and folders.", nullptr, static_cast<int>(m_removed.size()));
    content.action = tr("Undo");
    content.dismissable = true;
    m_page.banners().show(QStringLiteral("removed"), content);
    Q_EMIT m_page.status(content.text);
}

QCoro::Task<void> SavedActions::restore()
{
    const QPointer<SavedActions> self(this);
    std::vector<workspace::RemovedEvent> removed = std::exchange(m_removed, {});
    std::vector<SavedEntry> there;
    m_page.banners().hide(QStringLiteral("removed"));
    // A folder that was removed last may hold the place of what went before it.
    for (auto one = removed.rbegin(); one != removed.rend(); ++one) {
        auto task = m_store.ask([back = *one](SavedEvents &events) { return events.restore(back); });
        const Result<SavedPath> place = co_await task;
        if (!self)
            co_return;
        if (place) {
            Q_EMIT restored(one->entry, *place);
            there.push_back({one->entry.kind, *place, 0});
        } else {
            complain(place.error());
        }
    }
    if (!there.empty())
        Q_EMIT m_page.status(
            there.size() == 1 ? tr("“%1” is back.").arg(nameOf(there.front()))
                              : tr("%n saved events and folders are back.", nullptr, static_cast<int>(there.size())));
    m_library.select(std::move(there));
    m_store.refresh();
    m_library.tree().setFocus(Qt::OtherFocusReason);
}

QCoro::Task<void> SavedActions::makeFolder()
{
    const QPointer<SavedActions> self(this);
    const SavedPath in = m_library.folder();
    auto task = m_store.ask(
        [in, name = toUtf8(tr("New folder"))](SavedEvents &events) { return events.makeFolderBeside(in, name); });
    const Result<SavedPath> made = co_await task;
    if (!self)
        co_return;
    if (!made) {
        complain(made.error());
        co_return;
    }
    m_named = SavedEntry{SavedEntry::Kind::Folder, *made, 0};
    m_library.edit(*m_named);
    m_store.refresh();
}

void SavedActions::copyPath()
{
    const std::vector<SavedEntry> entries = chosenOrAll();
    QStringList paths;
    for (const SavedEntry &entry : entries) {
        paths.append(fromUtf8(entry.kind == SavedEntry::Kind::Event ? m_store.events().fileOf(entry.path)
                                                                    : m_store.events().folderOf(entry.path)));
    }
    QApplication::clipboard()->setText(paths.join(QLatin1Char('\n')));
    Q_EMIT m_page.status(tr("Copied: %1").arg(paths.first()));
}

} // namespace smc::gui
