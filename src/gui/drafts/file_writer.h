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

    /// Runs `job` in another thread, after those before it. One under the same `key` that has not begun is dropped:
    /// what would be written is old by now. `done` is called in the main thread, while `context` lives.
    void write(const std::string &key, Job job, QObject *context, Done done);

private:
    struct Entry
    {
        std::string key;
        Job job;
        QPointer<QObject> context;
        Done done;
    };
    std::optional<Entry> next();
    void work();

    std::mutex m_mutex;
    std::vector<Entry> m_waiting;
    bool m_works = false;
    QThreadPool m_thread; ///< Last, so that it ends first.
};

} // namespace smc::gui
