#include "saved_store.h"

#include "../text.h"

#include <QGuiApplication>
#include <QPointer>

namespace smc::gui {

namespace {

constexpr int SoonMs = 150;

}

SavedStore::SavedStore(std::string workspaceFolder, QObject *parent)
    : QObject(parent)
    , m_events(std::move(workspaceFolder))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(SoonMs);
    connect(&m_watch, &FolderWatch::changed, this, [this] { m_soon.start(); });
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (m_reading == Reading::AtOnce)
            refresh();
    });
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive)
            m_soon.start();
    });
    refresh();
}

void SavedStore::refresh()
{
    m_soon.stop();
    m_isStale = true;
    if (!m_isListing)
        list();
}

void SavedStore::setReading(Reading reading)
{
    m_reading = reading;
    if (reading == Reading::AtOnce)
        refresh();
}

QCoro::Task<void> SavedStore::list()
{
    const QPointer<SavedStore> self(this);
    m_isListing = true;
    while (m_isStale) {
        m_isStale = false;
        auto task = ask([](workspace::SavedEvents &events) { return events.list(); });
        workspace::SavedTree tree = co_await task;
        if (!self)
            co_return;
        m_tree = std::move(tree);
    }
    m_isListing = false;
    watchFolders();
    Q_EMIT listed();
}

void SavedStore::watch(const workspace::SavedPath &event)
{
    m_watched = event;
    watchFolders();
}

void SavedStore::watchFolders()
{
    QStringList wanted;
    if (!m_watched.isTop())
        wanted.append(fromUtf8(m_events.fileOf(m_watched)));
    wanted.append(fromUtf8(m_events.root()));
    for (const workspace::SavedEntry &entry : m_tree.entries) {
        if (wanted.size() >= MostWatched)
            break;
        if (entry.kind == workspace::SavedEntry::Kind::Folder)
            wanted.append(fromUtf8(m_events.folderOf(entry.path)));
    }
    m_watch.watch(wanted);
}

} // namespace smc::gui
