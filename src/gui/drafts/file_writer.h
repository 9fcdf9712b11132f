// Writes files beside the main thread: a disk that takes its time never holds up the window.
#pragma once

#include <base/error.h>

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace smc::gui {

class FileWriter final : public QObject
{
    Q_OBJECT

public:
    explicit FileWriter(QObject *parent = nullptr);
    /// Waits until everything is written.
    ~FileWriter() override;

    using Job = std::function<Result<void>()>;
    using Done = std::function<void(const Result<void> &)>;

    enum class Pace {
        Soon,      ///< It takes no time to speak of.
        Unhurried, ///< It waits for the disk, and nothing that is to be there soon waits for it.
    };

    /// Runs `job` in another thread, after those before it at the same pace. One under the same `key` that has not
    /// begun is dropped: what would be written is old by now. `done` is called in the main thread, while `context`
    /// lives.
    void write(const std::string &key, Job job, QObject *context, Done done, Pace pace = Pace::Soon);

private:
    struct Entry
    {
        std::string key;
        Job job;
        QPointer<QObject> context;
        Done done;
    };
    /// Of one thread.
    struct Lane
    {
        Lane() { thread.setMaxThreadCount(1); }
        std::vector<Entry> waiting;
        bool works = false;
        QThreadPool thread; ///< Last, so that it ends first.
    };
    std::optional<Entry> nextOf(Lane &lane);
    void workIn(Lane &lane);

    std::mutex m_mutex;
    Lane m_soon;
    Lane m_unhurried;
};

} // namespace smc::gui
