#include "settings.h"

#include "api_name.h"

#include <json/edit.h>
#include <json/writer.h>

#include <algorithm>
#include <optional>

namespace smc::destination {

using json::Type;
using json::Value;

namespace {

/// One setting: its name and the member that holds it.
template <typename Member>
struct Entry
{
    std::string_view name;
    Member Settings::*member;
    enum class Owner : std::uint8_t { Segment, Ours } owner = Owner::Segment;
};

constexpr Entry<std::string> Texts[] = {
    {"smcAdminUrl", &Settings::smcAdminUrl},
    {"organization", &Settings::organization},
    {"eventsDataListApiName", &Settings::eventsDataListApiName},
    {"audienceListApiName", &Settings::audienceListApiName, Entry<std::string>::Owner::Ours},
    {"presetFile", &Settings::presetFile, Entry<std::string>::Owner::Ours},
    {"caFile", &Settings::caFile, Entry<std::string>::Owner::Ours},
    {"proxyUrl", &Settings::proxyUrl, Entry<std::string>::Owner::Ours},
};

constexpr Entry<std::vector<std::string>> Lists[] = {
    {"allowedEvents", &Settings::allowedEvents},
    {"audienceKeyFields", &Settings::audienceKeyFields, Entry<std::vector<std::string>>::Owner::Ours},
};

constexpr Entry<bool> Switches[] = {
    {"sendAliasEvents", &Settings::sendAliasEvents},
    {"sendGroupEvents", &Settings::sendGroupEvents},
    {"sendPageEvents", &Settings::sendPageEvents},
    {"sendScreenEvents", &Settings::sendScreenEvents},
};

constexpr std::string_view FiltersName = "destinationFilters";

tl::unexpected<Error> wrongType(std::string_view name, std::string_view expected, Value value)
{
    return fail("settings_type",
                "The setting " + std::string(name) + " should be " + std::string(expected) + ", but it is " +
                    std::string(json::describe(value.type())) + ".",
                std::string(name));
}

Result<std::vector<std::string>> readList(std::string_view name, Value value)
{
    if (!value.is(Type::Array))
        return wrongType(name, "an array of strings", value);
    std::vector<std::string> texts;
    for (const Value element : value) {
        if (!element.is(Type::String))
            return wrongType(name, "an array of strings", element);
        texts.push_back(element.text());
    }
    return texts;
}

/// Names that URLs take for places (RFC 3986, 5.2.4) would ask SMC for something else.
Result<void> checkOrganization(std::string_view name)
{
    constexpr std::string_view Blanks = " \t\r\n";
    const std::size_t first = name.find_first_not_of(Blanks);
    if (first == std::string_view::npos)
        return fail("organization_missing",
                    "The organization is missing. Its name stands at the top right of SMC, beside the menu.",
                    "organization");
    const std::string_view bare = name.substr(first, name.find_last_not_of(Blanks) + 1 - first);
    if (bare == "." || bare == "..")
        return fail("organization_illegal",
                    "'" + std::string(bare) +
                        "' is no name of an organization. Its name stands at the top right of SMC, beside the menu.",
                    "organization");
    return {};
}

bool holds(const std::vector<std::string> &list, const std::string &text)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

std::vector<std::string> rebasedList(const std::vector<std::string> &before, const std::vector<std::string> &after,
                                     std::vector<std::string> onto)
{
    if (onto == before)
        return after;
    std::erase_if(onto, [&](const std::string &text) { return holds(before, text) && !holds(after, text); });
    for (const std::string &text : after) {
        if (!holds(before, text) && !holds(onto, text))
            onto.push_back(text);
    }
    return onto;
}

} // namespace

Result<Settings> Settings::fromJson(Value object)
{
    if (!object.is(Type::Object))
        return fail("settings_malformed", "The settings should be a JSON object.");
    for (const std::string_view secret : {"apiKey", "apiSecret"}) {
        if (object.find(secret))
            return fail("settings_secret",
                        "The settings hold " + std::string(secret) +
                            ". Key and secret belong in the keychain: take them out of the file and store them as the "
                            "profile's credentials.",
                        std::string(secret));
    }
    Settings settings;
    for (const auto &entry : Texts) {
        const Value value = object.find(entry.name);
        if (!value || value.is(Type::Null))
            continue;
        if (!value.is(Type::String))
            return wrongType(entry.name, "a string", value);
        settings.*entry.member = value.text();
    }
    for (const auto &entry : Lists) {
        const Value value = object.find(entry.name);
        if (!value || value.is(Type::Null))
            continue;
        auto list = readList(entry.name, value);
        if (!list)
            return tl::make_unexpected(list.error());
        settings.*entry.member = *std::move(list);
    }
    for (const auto &entry : Switches) {
        const Value value = object.find(entry.name);
        if (!value || value.is(Type::Null))
            continue;
        if (!value.is(Type::Bool))
            return wrongType(entry.name, "true or false", value);
        settings.*entry.member = value.isTrue();
    }
    if (const Value value = object.find(FiltersName); value && !value.is(Type::Null)) {
        auto filters = Filters::fromJson(value);
        if (!filters)
            return tl::make_unexpected(filters.error());
        settings.destinationFilters = *std::move(filters);
    }
    return settings;
}

Result<Settings> Settings::fromJson(std::string_view text)
{
    json::Document document;
    if (const auto parsed = document.parse(std::string(text)); !parsed)
        return fail("settings_malformed", "The settings are not JSON. " + parsed.error().message);
    return fromJson(document.root());
}

std::string Settings::toJson() const
{
    json::Writer writer;
    writer.object([&] {
        for (const auto &entry : Texts) {
            const std::string &text = this->*entry.member;
            if (entry.owner == Entry<std::string>::Owner::Segment || !text.empty())
                writer.member(entry.name, std::string_view(text));
        }
        for (const auto &entry : Lists) {
            const std::vector<std::string> &list = this->*entry.member;
            if (entry.owner == Entry<std::vector<std::string>>::Owner::Ours && list.empty())
                continue;
            writer.key(entry.name).array([&] {
                for (const std::string &text : list)
                    writer.value(std::string_view(text));
            });
        }
        for (const auto &entry : Switches)
            writer.member(entry.name, this->*entry.member);
        if (!destinationFilters.json().empty())
            writer.key(FiltersName).raw(destinationFilters.json());
    });
    return writer.take();
}

std::string Settings::writeInto(std::string_view json) const
{
    const std::string own = toJson();
    json::Document after;
    if (!after.parse(own))
        return own;
    std::vector<json::MemberChange> changes;
    const auto add = [&](std::string_view name) {
        const Value setting = after.root().find(name);
        changes.push_back({name, setting ? std::optional(setting.raw()) : std::nullopt});
    };
    for (const auto &entry : Texts)
        add(entry.name);
    for (const auto &entry : Lists)
        add(entry.name);
    for (const auto &entry : Switches)
        add(entry.name);
    add(FiltersName);
    return json::withMembers(json, changes).value_or(own);
}

Settings rebased(const Settings &before, const Settings &after, Settings onto)
{
    const auto take = [&](auto member) {
        if (!(after.*member == before.*member))
            onto.*member = after.*member;
    };
    for (const auto &entry : Texts)
        take(entry.member);
    for (const auto &entry : Switches)
        take(entry.member);
    take(&Settings::destinationFilters);
    for (const auto &entry : Lists)
        onto.*entry.member = rebasedList(before.*entry.member, after.*entry.member, std::move(onto.*entry.member));
    return onto;
}

std::vector<SettingsProblem> check(const Settings &settings)
{
    std::vector<SettingsProblem> problems;
    if (const auto url = AdminUrl::parse(settings.smcAdminUrl); !url)
        problems.push_back({"smcAdminUrl", url.error()});
    if (auto named = checkOrganization(settings.organization); !named)
        problems.push_back({"organization", std::move(named.error())});
    if (const auto name = ApiName::parse(settings.eventsDataListApiName, "the events data list"); !name)
        problems.push_back({"eventsDataListApiName", name.error()});
    for (const Filter &filter : settings.destinationFilters.all()) {
        if (filter.isEnabled && filter.condition == nullptr)
            problems.push_back(
                {std::string(FiltersName),
                 {"filter_unreadable",
                  "The destination filter \"" + filter.name + "\" would drop every event. " + filter.error.message,
                  std::string(FiltersName)}});
    }
    if (settings.audienceListApiName.empty())
        return problems;
    if (const auto name = ApiName::parse(settings.audienceListApiName, "the audience list"); !name)
        problems.push_back({"audienceListApiName", name.error()});
    if (settings.audienceKeyFields.empty())
        problems.push_back(
            {"audienceKeyFields",
             {"audience_key_missing", "An audience list needs its business key: the field that userId is matched with.",
              "audienceKeyFields"}});
    for (const std::string &field : settings.audienceKeyFields) {
        if (const auto name = ApiName::parse(field, "a business key field"); !name)
            problems.push_back({"audienceKeyFields", name.error()});
    }
    return problems;
}

} // namespace smc::destination
