#include "summons.h"

#include <json/document.h>
#include <json/writer.h>

#include <algorithm>
#include <utility>

namespace smc::gui {

namespace {

constexpr int Version = 1;
constexpr std::string_view AddressBegin = "smc-console-";
constexpr std::size_t AddressDigits = 32;

} // namespace

std::string toLine(const Summons &summons)
{
    json::Writer writer;
    writer.object([&] {
        writer.member("version", Version);
        writer.member("page", std::string_view(summons.page));
        writer.member("file", std::string_view(summons.file));
        writer.member("profile", std::string_view(summons.profile));
        writer.member("activation", std::string_view(summons.activation));
    });
    return writer.take() + '\n';
}

Result<Summons> summonsFrom(std::string_view line)
{
    if (line.size() > MostSummonsBytes)
        return fail("summons_too_long", "What another start of the console asks is too long.");
    json::Document document;
    if (const auto parsed = document.parse(std::string(line)); !parsed || !document.root().is(json::Type::Object))
        return fail("summons_not_json", "What another start of the console asks is no JSON object.");
    const json::Value root = document.root();
    if (root.find("version").integer().value_or(0) != Version)
        return fail("summons_newer", "Another version of the console asks for something.");
    Summons summons;
    const std::pair<const char *, std::string Summons::*> members[] = {
        {"page", &Summons::page},
        {"file", &Summons::file},
        {"profile", &Summons::profile},
        {"activation", &Summons::activation},
    };
    for (const auto &[name, member] : members) {
        const json::Value value = root.find(name);
        if (!value)
            continue;
        if (!value.is(json::Type::String))
            return fail("summons_wrong_type",
                        std::string("What another start of the console asks has no text as ") + name + ".");
        summons.*member = value.text();
    }
    return summons;
}

std::string addressFile(const std::string &workspaceFolder)
{
    return workspaceFolder + "/session.address";
}

bool isInstanceAddress(std::string_view name)
{
    return name.size() == AddressBegin.size() + AddressDigits && name.starts_with(AddressBegin) &&
           std::all_of(name.begin() + AddressBegin.size(), name.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

} // namespace smc::gui
