// The destination's settings, under Segment's own names. Key and secret are no part of them.
#pragma once

#include "admin_url.h"
#include "filters.h"

#include <base/error.h>
#include <json/document.h>

#include <string>
#include <string_view>
#include <vector>

namespace smc::destination {

struct Settings
{
    std::string smcAdminUrl; ///< As the person wrote it; AdminUrl::parse() makes an address of it.
    std::string organization;
    std::vector<std::string> allowedEvents; ///< Names of track events, exact and case-sensitive.
    std::string eventsDataListApiName = "segment_events";
    bool sendAliasEvents = false;
    bool sendGroupEvents = false;
    bool sendPageEvents = false;
    bool sendScreenEvents = false;

    /// Segment keeps these beside the destination: what goes nowhere, and which properties the mapping does not see.
    Filters destinationFilters;

    /// Ours, not Segment's: where set, identify also upserts its traits into this audience list.
    std::string audienceListApiName;
    std::vector<std::string> audienceKeyFields; ///< The list's business key; the first takes the userId.

    /// Ours: a file with a preset that takes the place of the one that comes with the program.
    std::string presetFile;

    /// Ours: for networks with their own certificate authority or proxy.
    std::string caFile;   ///< A PEM file that is trusted beside the system's.
    std::string proxyUrl; ///< "http://proxy:3128"; empty for the system's.

    bool operator==(const Settings &) const = default;

    /// Reads a JSON object. Errors: settings_malformed, settings_type (names the key), filter_malformed,
    /// settings_secret (an apiKey or apiSecret stands in it: secrets belong in the keychain).
    static Result<Settings> fromJson(json::Value object);
    static Result<Settings> fromJson(std::string_view text);
    std::string toJson() const; ///< Every Segment setting; ours only where set.
    /// toJson() within what `json` holds besides: settings keep their places, and members that are none of them stay as
    /// they are spelt. Where `json` is no object, toJson() alone.
    std::string writeInto(std::string_view json) const;
};

/// `onto` with what `after` says otherwise than `before`: changes that were made on one state, brought to another. Of
/// lists, the elements that came and those that went.
Settings rebased(const Settings &before, const Settings &after, Settings onto);

/// One thing that keeps settings from working.
struct SettingsProblem
{
    std::string setting; ///< "organization"
    Error error;
};

/// All problems of `settings`; empty where everything can be sent.
std::vector<SettingsProblem> check(const Settings &settings);

} // namespace smc::destination
