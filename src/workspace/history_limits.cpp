#include "history_limits.h"

#include "files.h"

#include <json/document.h>
#include <json/pointer.h>
#include <json/text.h>
#include <json/writer.h>

#include <optional>

namespace smc::workspace {

namespace {

constexpr std::size_t MostSettings = 1 << 20;

std::string fileIn(const std::string &directory)
{
    return directory + "/settings.json";
}

void writeHistory(json::Writer &out, json::Value before, HistoryLimits limits)
{
    out.object([&] {
        for (const json::Value member : before) {
            if (!member.keyIs("mostEntries") && !member.keyIs("mostBytes"))
                out.key(member.key()).raw(member.raw());
        }
        out.member("mostEntries", limits.mostEntries).member("mostBytes", limits.mostBytes);
    });
}

std::string withLimits(json::Value before, HistoryLimits limits)
{
    json::Writer out;
    json::Value history;
    out.object([&] {
        for (const json::Value member : before) {
            if (member.keyIs("history"))
                history = member.is(json::Type::Object) ? member : json::Value();
            else
                out.key(member.key()).raw(member.raw());
        }
        writeHistory(out.key("history"), history, limits);
    });
    return json::pretty(out.text()) + "\n";
}

} // namespace

HistoryLimits historyLimits(const std::string &directory)
{
    HistoryLimits limits;
    const auto text = readFile(fileIn(directory), MostSettings);
    json::Document document;
    if (!text || !*text || !document.parse(**text))
        return limits;
    const auto take = [&](std::string_view name, std::int64_t &limit) {
        const auto given = json::resolve(document.root(), "/history/" + std::string(name)).integer();
        if (given && *given > 0)
            limit = *given;
    };
    take("mostEntries", limits.mostEntries);
    take("mostBytes", limits.mostBytes);
    return limits;
}

Result<void> keepHistoryLimits(const std::string &directory, HistoryLimits limits)
{
    const auto lock = lockDirectory(directory);
    if (!lock)
        return tl::make_unexpected(lock.error());
    const std::string file = fileIn(directory);
    const auto text = readFile(file, MostSettings);
    if (!text)
        return tl::make_unexpected(text.error());
    json::Document document;
    if (!document.parse(text->value_or("{}")) || !document.root().is(json::Type::Object))
        return fail("settings_unreadable",
                    "The bound was not kept: " + file + " can't be read. Mend or remove it, then try again.", file);
    return writeAtomically(file, withLimits(document.root(), limits));
}

} // namespace smc::workspace
