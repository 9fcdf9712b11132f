#include "file_writer.h"

#include <algorithm>

namespace smc::gui {

FileWriter::FileWriter(QObject *parent)
    : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
}

FileWriter::~FileWriter()
{
    m_thread.waitForDone();
}

void FileWriter::write(const std::string &key, Job job, QObject *context, Done done)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_waiting, [&key](const Entry &entry) { return entry.key == key; });
    m_waiting.push_back({key, std::move(job), context, std::move(done)});
    if (m_works)
        return;
    m_works = true;
    m_thread.start([this] { work(); });
}

std::optional<FileWriter::Entry> FileWriter::next()
{
    const std::lock_guard lock(m_mutex);
    if (m_waiting.empty()) {
        m_works = false;
        return {};
    }
    Entry entry = std::move(m_waiting.front());
    m_waiting.erase(m_waiting.begin());
    return entry;
}

void FileWriter::work()
{
    while (auto entry = next()) {
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
