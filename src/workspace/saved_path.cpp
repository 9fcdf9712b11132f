#include "saved_path.h"

#include "file_name.h"

#include <QString>

#include <algorithm>

namespace smc::workspace {

namespace {

constexpr std::size_t MostFoundNameBytes = 255;

bool isUtf8(std::string_view text)
{
    const QString read = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    return read.toStdString() == text && !read.contains(QChar::ReplacementCharacter);
}

} // namespace

bool SavedPath::canHold(std::string_view name)
{
    // A dot at the start would hide it, or mean this folder or the one above; ':' is a drive or a stream on Windows.
    return !name.empty() && name.front() != '.' && name.size() <= MostFoundNameBytes &&
           name.find_first_of(std::string_view("/\\:\0", 4)) == std::string_view::npos && isUtf8(name);
}

Result<SavedPath> SavedPath::parse(std::string_view text)
{
    SavedPath path;
    if (text.empty())
        return path;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('/', begin), text.size());
        const std::string_view name = text.substr(begin, end - begin);
        if (!canHold(name) || path.depth() > MostDepth)
            return fail("saved_path_invalid", "“" + std::string(text) + "” names no saved event and no folder of them.",
                        std::string(text));
        path = path.under(name);
        begin = end + 1;
    }
    return path;
}

Result<SavedPath> SavedPath::made(std::string_view written)
{
    SavedPath path;
    for (std::size_t begin = 0; begin < written.size();) {
        const std::size_t end = std::min(written.find_first_of("/\\", begin), written.size());
        const std::string name = safeFileName(written.substr(begin, end - begin));
        begin = end + 1;
        if (name.empty())
            continue;
        if (path.depth() > MostDepth)
            return fail("saved_too_deep",
                        "Folders go at most " + std::to_string(MostDepth) + " deep. Choose one further up.");
        path = path.under(name);
    }
    if (static_cast<std::size_t>(QString::fromStdString(path.m_text).size()) > MostLength)
        return fail("saved_path_too_long", "The folders' names and the event's are too long together: at most " +
                                               std::to_string(MostLength) + " characters. Choose shorter ones.");
    return path;
}

std::string_view SavedPath::name() const
{
    const std::size_t slash = m_text.rfind('/');
    return std::string_view(m_text).substr(slash == std::string::npos ? 0 : slash + 1);
}

SavedPath SavedPath::parent() const
{
    SavedPath path;
    const std::size_t slash = m_text.rfind('/');
    if (slash != std::string::npos)
        path.m_text = m_text.substr(0, slash);
    return path;
}

int SavedPath::depth() const
{
    return isTop() ? 0 : static_cast<int>(std::count(m_text.begin(), m_text.end(), '/')) + 1;
}

SavedPath SavedPath::under(std::string_view name) const
{
    SavedPath path = *this;
    if (!isTop())
        path.m_text += '/';
    path.m_text += name;
    return path;
}

bool SavedPath::isWithin(const SavedPath &folder) const
{
    return folder.isTop() || m_text == folder.m_text ||
           (m_text.size() > folder.m_text.size() && m_text.starts_with(folder.m_text) &&
            m_text[folder.m_text.size()] == '/');
}

} // namespace smc::workspace
