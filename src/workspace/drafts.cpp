#include "drafts.h"

#include "files.h"

#include <QDir>

#include <algorithm>

namespace smc::workspace {

namespace {

constexpr std::size_t MostBytes = 256u << 20;
constexpr std::size_t MaxKeyLength = 60;

/// Only these stand for themselves in a file's name: capitals don't, since some file systems take "A" for "a".
bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

std::string encoded(std::string_view key)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string name;
    for (const char c : key) {
        const auto byte = static_cast<unsigned char>(c);
        if (isPlain(c))
            name += c;
        else
            name.append({'%', digits[byte >> 4], digits[byte & 0xf]});
    }
    return name;
}

} // namespace

Drafts::Drafts(std::string directory)
    : m_directory(std::move(directory) + "/drafts")
{
}

Result<std::string> Drafts::fileOf(std::string_view key) const
{
    if (key.empty() || key.size() > MaxKeyLength)
        return fail("draft_key_invalid", "A draft's key has 1 to " + std::to_string(MaxKeyLength) + " bytes.",
                    std::string(key));
    return m_directory + "/d-" + encoded(key) + ".txt";
}

Result<void> Drafts::save(std::string_view key, std::string_view text)
{
    const auto file = fileOf(key);
    if (!file)
        return tl::make_unexpected(file.error());
    if (auto made = makeDirectory(m_directory); !made)
        return made;
    removeLeftovers(m_directory);
    return writeUnsynced(*file, text);
}

Result<void> Drafts::confirm(std::string_view key) const
{
    return fileOf(key).map([](const std::string &file) { syncFile(file); });
}

Result<std::optional<std::string>> Drafts::load(std::string_view key) const
{
    return fileOf(key).and_then([](const std::string &file) { return readFile(file, MostBytes); });
}

Result<void> Drafts::remove(std::string_view key)
{
    return fileOf(key).and_then([](const std::string &file) { return removeFile(file); });
}

std::vector<std::string> Drafts::keys() const
{
    std::vector<std::string> keys;
    const QDir folder(QString::fromStdString(m_directory));
    for (const QString &name : folder.entryList({QStringLiteral("d-*.txt")}, QDir::Files))
        keys.push_back(QByteArray::fromPercentEncoding(name.mid(2).chopped(4).toUtf8()).toStdString());
    std::sort(keys.begin(), keys.end());
    return keys;
}

} // namespace smc::workspace
