#include "file_writer.h"

#include <algorithm>

namespace smc::gui {

FileWriter::FileWriter(QObject *parent)
    : QObject(parent)
{
}

FileWriter::~FileWriter()
{
    m_soon.thread.waitForDone();
    m_unhurried.thread.waitForDone();
}

void FileWriter::write(const std::string &key, Job job, QObject *context, Done done, Pace pace)
{
    Lane &lane = pace == Pace::Soon ? m_soon : m_unhurried;
    const std::lock_guard lock(m_mutex);
    std::erase_if(lane.waiting, [&key](const Entry &entry) { return entry.key == key; });
    lane.waiting.push_back({key, std::move(job), context, std::move(done)});
    if (lane.works)
        return;
    lane.works = true;
    lane.thread.start([this, &lane] { workIn(lane); });
}

std::optional<FileWriter::Entry> FileWriter::nextOf(Lane &lane)
{
    const std::lock_guard lock(m_mutex);
    if (lane.waiting.empty()) {
        lane.works = false;
        return {};
    }
    Entry entry = std::move(lane.waiting.front());
    lane.waiting.erase(lane.waiting.begin());
    return entry;
}

void FileWriter::workIn(Lane &lane)
{
    while (auto entry = nextOf(lane)) {
        Result<void> result = entry->job();
        QMetaObject::invokeMethod(
            this,
            [context = std::move(entry->context), done = std::move(entry->done), result = std::move(result)] {
                if (context && done)
                    done(result);
            },
            Qt::QueuedConnection);
    }
}

} // namespace smc::gui
