#include "folder_watch.h"

#include <QFileInfo>
#include <QFileSystemWatcher>

namespace smc::gui {

/// QFileSystemWatcher asks the disk in the thread that calls it.
class FolderWatch::Watcher final : public QFileSystemWatcher
{
public:
    void set(const QStringList &wanted)
    {
        const QStringList watched = files() + directories();
        QStringList gone;
        QStringList added;
        for (const QString &path : watched) {
            if (!wanted.contains(path))
                gone.append(path);
        }
        for (const QString &path : wanted) {
            if (!watched.contains(path) && QFileInfo::exists(path))
                added.append(path);
        }
        if (!gone.isEmpty())
            removePaths(gone);
        if (!added.isEmpty())
            addPaths(added);
    }
};

FolderWatch::FolderWatch(QObject *parent)
    : QObject(parent)
    , m_watcher(new Watcher)
{
    m_watcher->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_watcher, &QObject::deleteLater);
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, this, &FolderWatch::changed);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, this, &FolderWatch::changed);
    m_thread.start();
}

FolderWatch::~FolderWatch()
{
    m_thread.quit();
    m_thread.wait();
}

void FolderWatch::watch(const QStringList &paths)
{
    QMetaObject::invokeMethod(m_watcher, [watcher = m_watcher, paths] { watcher->set(paths); });
}

} // namespace smc::gui
