#include "history_limits.h"

#include "files.h"

#include <json/document.h>
#include <json/text.h>
#include <json/writer.h>

#include <memory>
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

using Settings = std::unique_ptr<json::Document>;

/// An empty object where there is no file.
Result<Settings> readSettings(const std::string &file)
{
    const auto text = readFile(file, MostSettings);
    if (!text)
        return tl::make_unexpected(text.error());
    auto document = std::make_unique<json::Document>();
    if (const auto parsed = document->parse(text->value_or("{}")); !parsed)
        return fail("settings_damaged", parsed.error().message, file);
    if (!document->root().is(json::Type::Object))
        return fail("settings_damaged", "It should be a JSON object.", file);
    return document;
}

/// Under the lock.
Result<Settings> readOrSetAside(const std::string &file)
{
    auto settings = readSettings(file);
    if (settings || settings.error().code != "settings_damaged")
        return settings;
    const auto aside = setAside(file);
    if (!aside)
        return tl::make_unexpected(aside.error());
    return fail("settings_damaged",
                "The workspace's settings " + file + " can't be used and were set aside as " + *aside + ". " +
                    settings.error().message,
                file);
}

ReadLimits limitsIn(json::Value settings, const std::string &file)
{
    ReadLimits read;
    const auto complain = [&](std::string_view place, std::string_view wanted) {
        if (!read.problem)
            read.problem = Error{"settings_invalid",
                                 std::string(place) + " in " + file + " should be " + std::string(wanted) +
                                     ". The history keeps to its usual bound instead.",
                                 std::string(place)};
    };
    const json::Value history = settings.find("history");
    if (history && !history.is(json::Type::Object))
        complain("/history", "an object with mostEntries and mostBytes");
    const auto take = [&](std::string_view name, std::int64_t &limit) {
        const json::Value value = history.find(name);
        const auto given = value.integer();
        if (given && *given > 0)
            limit = *given;
        else if (value)
            complain("/history/" + std::string(name), "a whole number above 0");
    };
    take("mostEntries", read.limits.mostEntries);
    take("mostBytes", read.limits.mostBytes);
    return read;
}

} // namespace

ReadLimits readHistoryLimits(const std::string &directory)
{
    const std::string file = fileIn(directory);
    auto settings = readSettings(file);
    if (!settings && settings.error().code == "settings_damaged") {
        const auto lock = lockDirectory(directory);
        // Another program may have replaced it before the lock was ours.
        settings = lock ? readOrSetAside(file) : tl::make_unexpected(lock.error());
    }
    if (!settings) {
        Error problem = settings.error();
        problem.message += " The history keeps to its usual bounds.";
        return {{}, std::move(problem)};
    }
    return limitsIn((*settings)->root(), file);
}

Result<void> keepHistoryLimits(const std::string &directory, HistoryLimits limits)
{
    const auto lock = lockDirectory(directory);
    if (!lock)
        return tl::make_unexpected(lock.error());
    const std::string file = fileIn(directory);
    const auto settings = readSettings(file);
    if (!settings && settings.error().code == "settings_damaged")
        return fail("settings_unreadable",
                    "The bound was not kept: " + file + " can't be read. Mend or remove it, then try again.", file);
    if (!settings)
        return tl::make_unexpected(settings.error());
    if (limitsIn((*settings)->root(), file).problem) {
        if (const auto copy = copyAside(file, MostSettings); !copy)
            return tl::make_unexpected(copy.error());
    }
    return writeAtomically(file, withLimits((*settings)->root(), limits));
}

} // namespace smc::workspace
