#include "admission.h"

#include "rule.h"
#include "similar.h"

#include <algorithm>
#include <string_view>

namespace smc::destination {

using json::Type;
using json::Value;
using segment::CallType;
using segment::Field;

namespace {

/// Segment spec, integrations object: names are case-sensitive; an object or true lets the event through.
std::optional<Discard> filteredByIntegrations(Value integrations, const std::vector<std::string> &names)
{
    if (!integrations.is(Type::Object))
        return {};
    const auto isOff = [](Value value) { return value.is(Type::Bool) && !value.isTrue(); };
    for (const std::string &name : names) {
        const Value own = integrations.find(name);
        if (!own || own.is(Type::Null))
            continue;
        if (!isOff(own))
            return {};
        return Discard{"FILTERED_BY_INTEGRATIONS_OBJECT",
                       "The event's `integrations` object switches \"" + name + "\" off.",
                       {},
                       own.span()};
    }
    const Value all = integrations.find("All");
    if (!isOff(all))
        return {};
    const std::string name = names.empty() ? std::string() : names.front();
    return Discard{"FILTERED_BY_INTEGRATIONS_OBJECT",
                   "The event's `integrations` object switches all destinations off with \"All\": false and does not "
                   "switch \"" +
                       name + "\" on.",
                   {},
                   all.span()};
}

bool endsWithSpace(std::string_view text)
{
    return !text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos;
}

std::string withMiss(const std::string &event, const NearMiss &near)
{
    const std::string is = " \"" + near.name + "\" is";
    const std::string spaces =
        endsWithSpace(event) && !endsWithSpace(near.name) ? "the event's name ends with a space" : "the spaces differ";
    switch (near.miss) {
    case Miss::Case:
        return is + ", with other capitals: names must match letter by letter.";
    case Miss::Spaces:
        return is + ": " + spaces + ", and names must match letter by letter.";
    case Miss::CaseAndSpaces:
        return is + ", with other capitals, and " + spaces + ": names must match letter by letter.";
    case Miss::Typo:
        return " Did you mean \"" + near.name + "\"?";
    case Miss::None:
        break;
    }
    return " Add it there, or leave this event out.";
}

std::optional<Discard> notAllowed(Value event, const std::vector<std::string> &allowed)
{
    const bool isAllowed =
        std::any_of(allowed.begin(), allowed.end(), [&](const std::string &name) { return event.textIs(name); });
    if (isAllowed)
        return {};
    const std::string name = event.text();
    if (allowed.empty())
        return Discard{"EVENT_NOT_ALLOWED",
                       "Allowed Events is empty, so no track event is sent. Add \"" + name + "\" there.",
                       {},
                       event.span()};
    const NearMiss near = nearMiss(name, allowed);
    return Discard{"EVENT_NOT_ALLOWED", "\"" + name + "\" is not in Allowed Events." + withMiss(name, near), near.name,
                   event.span()};
}

struct Switch
{
    CallType type;
    bool Settings::*setting;
    std::string_view code;
    std::string_view calls;
    std::string_view name;
    std::string_view label;
};

constexpr Switch Switches[] = {
    {CallType::Group, &Settings::sendGroupEvents, "GROUP_EVENTS_OFF", "group", "sendGroupEvents", "Send Group Events"},
    {CallType::Page, &Settings::sendPageEvents, "PAGE_EVENTS_OFF", "page", "sendPageEvents", "Send Page Events"},
    {CallType::Screen, &Settings::sendScreenEvents, "SCREEN_EVENTS_OFF", "screen", "sendScreenEvents",
     "Send Screen Events"},
    {CallType::Alias, &Settings::sendAliasEvents, "ALIAS_EVENTS_OFF", "alias", "sendAliasEvents", "Send Alias Events"},
};

} // namespace

std::optional<Discard> admit(const segment::Event &event, const Destination &destination)
{
    if (auto discard =
            filteredByIntegrations(event.member(Field::Integrations), destination.preset->rules().integrations))
        return discard;
    const std::optional<CallType> type = event.callType();
    if (type == CallType::Track)
        return notAllowed(event.member(Field::EventName), destination.settings.allowedEvents);
    for (const Switch &entry : Switches) {
        if (type == entry.type && !(destination.settings.*entry.setting))
            return Discard{std::string(entry.code),
                           "The setting " + std::string(entry.label) + " is off, so " + std::string(entry.calls) +
                               " calls are not sent.",
                           std::string(entry.name), event.member(Field::Type).span()};
    }
    return {};
}

} // namespace smc::destination
