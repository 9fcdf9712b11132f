// What the reasons of an explanation follow from, so that many events alike are explained once.
#pragma once

#include "prepare.h"

#include <mapping/path_table.h>

#include <string>
#include <string_view>
#include <vector>

namespace smc::destination {

/// Two events of the same key have the same destination::Reasons in all words, though not at the same places: the same
/// rules took them, the same columns stayed empty, their members have the same names and stand or are null alike, and
/// triggers look at the same values. For one thread.
class ExplanationKeys
{
public:
    /// `destination` is the one that the events are prepared for.
    explicit ExplanationKeys(const Destination &destination);

    /// Lives until the next call. Empty for an event whose reasons follow from more: a rule that matches and makes
    /// nothing, what Segment assigned, or an event so large that keeping its key does not pay.
    std::string_view of(const Prepared &prepared);

private:
    bool addRules(const Prepared &prepared);
    bool addTriggers(json::Value event);
    bool addMembers(const json::Document &event, std::uint32_t node, std::size_t depth);

    const Settings m_settings;
    const std::shared_ptr<const Preset> m_preset;
    std::vector<mapping::Lookup> m_looked; ///< By triggers, each path once.
    bool m_entersArrays = false;           ///< A column's path has an index.
    std::string m_key;
};

} // namespace smc::destination
