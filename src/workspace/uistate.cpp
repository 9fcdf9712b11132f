#include "uistate.h"

#include "files.h"

#include <json/document.h>
#include <json/text.h>
#include <json/writer.h>

#include <QString>

namespace smc::workspace {

namespace {

constexpr int Version = 1;
constexpr std::size_t MostBytes = 16u << 20;

/// What is no UTF-8 would make the whole file unreadable.
std::string validUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size())).toStdString();
}

} // namespace

UiState::UiState(std::string directory)
    : m_directory(std::move(directory))
    , m_file(m_directory + "/ui_state.json")
{
    auto values = readFromDisk();
    if (!values && values.error().code == "ui_state_damaged") {
        if (const auto lock = lockDirectory(m_directory))
            values = readOrSetAside();
    }
    if (values)
        m_values = std::move(*values);
    else
        m_problem = std::move(values.error());
}

Result<UiState::Values> UiState::parse(const std::string &text)
{
    json::Document document;
    if (const auto parsed = document.parse(text); !parsed)
        return fail("ui_state_damaged", parsed.error().message);
    const json::Value version = document.root().find("version");
    if (version.integer().value_or(0) > Version)
        return fail("ui_state_newer",
                    "What the console remembers was written by a newer version of it, and is left alone.");
    const json::Value members = document.root().find("values");
    if (!members.is(json::Type::Object) || version.integer().value_or(0) != Version)
        return fail("ui_state_damaged", "It has no values of version 1.");
    Values values;
    for (const json::Value member : members) {
        if (member.is(json::Type::String))
            values[member.key()] = member.text();
    }
    return values;
}

Result<UiState::Values> UiState::readFromDisk() const
{
    const auto bytes = readFile(m_file, MostBytes);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    if (!*bytes)
        return Values{};
    auto values = parse(**bytes);
    if (!values)
        values.error().where = m_file;
    return values;
}

/// Under the lock.
Result<UiState::Values> UiState::readOrSetAside() const
{
    auto values = readFromDisk();
    if (values || values.error().code != "ui_state_damaged")
        return values;
    const auto aside = setAside(m_file);
    if (!aside)
        return tl::make_unexpected(aside.error());
    return fail("ui_state_damaged",
                "What the console remembered of its windows can't be used and was set aside as " + *aside + ". " +
                    values.error().message,
                m_file);
}

std::optional<std::string> UiState::value(std::string_view key) const
{
    const auto found = m_values.find(key);
    return found == m_values.end() ? std::nullopt : std::optional(found->second);
}

std::string UiState::value(std::string_view key, std::string_view otherwise) const
{
    return value(key).value_or(std::string(otherwise));
}

void UiState::set(std::string_view key, std::string_view value)
{
    const std::string name = validUtf8(key);
    std::string text = validUtf8(value);
    const auto found = m_values.find(name);
    if (found != m_values.end() && found->second == text)
        return;
    m_values.insert_or_assign(name, std::move(text));
    m_changed.insert(name);
}

void UiState::remove(std::string_view key)
{
    const auto found = m_values.find(key);
    if (found == m_values.end())
        return;
    m_values.erase(found);
    m_changed.insert(std::string(key));
}

Result<void> UiState::save()
{
    if (m_changed.empty())
        return {};
    const auto lock = lockDirectory(m_directory);
    if (!lock)
        return tl::make_unexpected(lock.error());
    auto onDisk = readOrSetAside();
    if (!onDisk && onDisk.error().code == "ui_state_damaged")
        m_problem = onDisk.error();
    else if (!onDisk)
        return tl::make_unexpected(onDisk.error());
    // What was just set aside is written anew from all that is known here.
    Values merged = onDisk ? std::move(*onDisk) : m_values;
    for (const std::string &key : m_changed) {
        const auto found = m_values.find(key);
        if (found == m_values.end())
            merged.erase(key);
        else
            merged[key] = found->second;
    }
    json::Writer writer;
    writer.object([&] {
        writer.member("version", Version);
        writer.key("values").object([&] {
            for (const auto &[key, value] : merged)
                writer.member(key, std::string_view(value));
        });
    });
    const auto written = writeAtomically(m_file, json::pretty(writer.take()) + "\n");
    if (!written)
        return written;
    m_values = std::move(merged);
    m_changed.clear();
    return {};
}

void UiState::markSaved(const UiState &copy)
{
    std::erase_if(m_changed, [&](const std::string &key) { return value(key) == copy.value(key); });
}

} // namespace smc::workspace
