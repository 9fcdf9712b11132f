// The saved events as the window uses them: read and written in other threads, and read again when the disk changes.
#pragma once

#include "../background.h"
#include "../folder_watch.h"

#include <workspace/saved_events.h>

#include <QCoro/QCoroTask>
#include <QObject>
#include <QTimer>

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace smc::gui {

class SavedStore : public QObject
{
    Q_OBJECT

public:
    /// `workspaceFolder` holds the folder `events`. Begins to read at once.
    explicit SavedStore(std::string workspaceFolder, QObject *parent = nullptr);

    const workspace::SavedEvents &events() const { return m_events; }
    /// As it was when it was read last.
    const workspace::SavedTree &tree() const { return m_tree; }

    /// Calls `work` with the saved events, in another thread.
    template <typename Work>
    QCoro::Task<std::invoke_result_t<Work, workspace::SavedEvents &>> ask(Work work)
    {
        const auto job = [events = m_events, work = std::move(work)] {
            workspace::SavedEvents mine = events;
            return work(mine);
        };
        auto task = inBackground(job);
        auto result = co_await task;
        co_return result;
    }

    /// Reads the tree again; listed() follows.
    void refresh();
    /// Whether what changes on disk is read at once, or once somebody who writes many files has finished.
    enum class Reading { AtOnce, Later };
    void setReading(Reading reading);
    /// Looks at this event's file too, which may be written in its place; nothing for none.
    void watch(const workspace::SavedPath &event);

Q_SIGNALS:
    /// The tree was read, whether it changed or not: a file's text may have.
    void listed();

private:
    QCoro::Task<void> list();
    void watchFolders();

    /// More folders are looked at only when the window is entered: each takes one of the system's watches.
    static constexpr int MostWatched = 200;

    workspace::SavedEvents m_events;
    workspace::SavedTree m_tree;
    workspace::SavedPath m_watched;
    FolderWatch m_watch;
    QTimer m_soon; ///< git changes many files one after another.
    Reading m_reading = Reading::AtOnce;
    bool m_isListing = false;
    bool m_isStale = false;
};

} // namespace smc::gui
