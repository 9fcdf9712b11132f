#include "spool.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <system_error>
#include <utility>

namespace smc::net {

namespace {

/// Longer than any secret in any dress.
constexpr std::size_t Overlap = 64UL * 1024;
constexpr std::size_t Context = 16;
/// Redacted at once: the redacted copy lies in memory, too.
constexpr std::size_t Slice = 1024UL * 1024;

std::uint64_t sizeOf(const QDir &folder)
{
    std::uint64_t bytes = 0;
    for (const QFileInfo &file : folder.entryInfoList(QDir::Files | QDir::Hidden))
        bytes += static_cast<std::uint64_t>(file.size());
    return bytes;
}

/// Where the system doesn't tell, all room there is: a write that fails is noticed anyway. QStorageInfo finds nothing
/// where the folder's mount point is not in sight, as in a container.
std::uint64_t freeAt(const QString &folder)
{
    std::error_code unknown;
    const std::filesystem::space_info space = std::filesystem::space(folder.toStdU16String(), unknown);
    return unknown ? std::numeric_limits<std::uint64_t>::max() : space.available;
}

} // namespace

Spool::Spool(std::string folder, std::string name, std::uint64_t most, std::uint64_t mostTogether, Redactor redactor)
    : m_folder(std::move(folder))
    , m_name(std::move(name))
    , m_most(most)
    , m_mostTogether(mostTogether)
    , m_redactor(std::move(redactor))
{
}

Spool::~Spool()
{
    if (!m_isKept && !m_file.fileName().isEmpty())
        m_file.remove();
}

bool Spool::open()
{
    const QString path = QString::fromStdString(m_folder);
    if (!QDir().mkpath(path))
        return false;
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    setBounds(path);
    m_file.setFileName(QDir(path).filePath(QString::fromStdString(m_name)));
    return m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered,
                       QFile::ReadOwner | QFile::WriteOwner);
}

void Spool::setBounds(const QString &folder)
{
    const std::uint64_t taken = sizeOf(QDir(folder));
    const std::uint64_t free = freeAt(folder);
    const std::uint64_t together = m_mostTogether - std::min(m_mostTogether, taken);
    const std::uint64_t onDisk = free - std::min(free, MinFree);
    if (together < m_most)
        m_bound = SpoolStop::FolderBound;
    m_most = std::min(m_most, together);
    if (onDisk < m_most)
        m_bound = SpoolStop::Disk;
    m_most = std::min(m_most, onDisk);
}

bool Spool::append(std::string_view bytes)
{
    for (; bytes.size() > Slice; bytes.remove_prefix(Slice)) {
        m_waiting.append(bytes.substr(0, Slice));
        if (!take(Last::No))
            return false;
    }
    m_waiting.append(bytes);
    return take(Last::No);
}

bool Spool::end(TextEnd end)
{
    const bool isWhole = take(Last::Yes, end);
    m_file.close();
    if (m_written == 0)
        m_file.remove(); // Before anybody is told that the answer is there.
    return isWhole;
}

bool Spool::take(Last last, TextEnd end)
{
    if (m_stop == SpoolStop::None && m_file.fileName().isEmpty() && !open())
        m_stop = SpoolStop::Disk;
    if (m_stop != SpoolStop::None)
        return false;
    const std::size_t held = last == Last::Yes ? 0 : std::min(Overlap, m_waiting.size() - m_context);
    const Redactor::Part part = m_redactor.part(m_waiting, m_context, m_waiting.size() - held, end);
    const bool isTaken = write(part.text);
    const std::size_t gone = part.end - std::min(part.end, Context);
    m_waiting.erase(0, gone);
    m_context = part.end - gone;
    return isTaken;
}

bool Spool::write(std::string_view redacted)
{
    const std::uint64_t room = m_most - std::min(m_most, m_written);
    const auto taken = static_cast<qint64>(std::min<std::uint64_t>(room, redacted.size()));
    const qint64 written = std::max<qint64>(m_file.write(redacted.data(), taken), 0);
    m_written += static_cast<std::uint64_t>(written);
    if (written < taken)
        m_stop = SpoolStop::Disk;
    else if (room < redacted.size())
        m_stop = m_bound;
    return m_stop == SpoolStop::None;
}

SpooledBody Spool::keep()
{
    m_isKept = m_written > 0;
    return {m_name, m_written};
}

} // namespace smc::net
