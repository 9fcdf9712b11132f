// Segment's destination filters: what an event loses, or whether it goes nowhere at all, before settings and mapping
// see it.
//
// The shape is that of Segment's Public API, so that a filter can be carried over in both directions:
//
//     [{"name": "No staff", "if": "contains(traits.email, '@acme.com')", "actions": [{"type": "DROP"}]},
//      {"name": "Tenth", "if": "all", "actions": [{"type": "SAMPLE", "percent": 0.1, "path": "userId"}]},
//      {"name": "No email", "if": "type = 'identify'", "enabled": false,
//       "actions": [{"type": "DROP_PROPERTIES", "fields": {"traits": ["email"], "context.traits": ["email"]}}]}]
//
// The API's own name for `name` is `title`, which is read as well; members that are none of these stay as they are.
#pragma once

#include "filter_fql.h"

#include <base/error.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace smc::destination {

/// Members of an object, or of each object in an array.
struct FilterFields
{
    std::vector<std::string> path;  ///< To the object from the event's top; empty for the event itself.
    std::vector<std::string> names; ///< Sorted.
};

struct FilterAction
{
    enum class Type : std::uint8_t {
        Drop,            ///< The event goes nowhere.
        Sample,          ///< It goes on for `percent` of what stands at `path`.
        DropProperties,  ///< It loses these members.
        AllowProperties, ///< It keeps, of these objects, only these members.
    };

    Type type = Type::Drop;
    double percent = 1; ///< 0 to 1: the part that is let through.
    std::string path{}; ///< "userId"; empty for a choice by messageId.
    std::vector<FilterFields> fields{};
};

/// "DROP", "SAMPLE", "DROP_PROPERTIES", "ALLOW_PROPERTIES".
std::string_view nameOf(FilterAction::Type type);

struct Filter
{
    std::string name;
    std::string fql;
    bool isEnabled = true;
    std::vector<FilterAction> actions{};
    std::unique_ptr<const FilterCondition> condition{}; ///< None where `error` says why.
    FqlError error{};
};

class Filters
{
public:
    /// Destination filters, limits.
    static constexpr std::size_t MaxFilters = 10;
    static constexpr std::size_t MaxNameLength = 64; ///< In characters.

    Filters() = default;
    /// Reads the array. Errors: filter_malformed, with the place as a JSON pointer in `where`. A condition that can't
    /// be read is no error here: Segment keeps such a filter, and drops every event by it.
    static Result<Filters> fromJson(json::Value array);

    /// None is switched on: events pass untouched.
    bool isEmpty() const { return m_filters == nullptr || !m_hasEnabled; }
    /// In the order of the array; none where there is no array.
    const std::vector<Filter> &all() const;
    /// The array as it was read, compact; empty where there is none.
    const std::string &json() const { return m_json; }

    bool operator==(const Filters &other) const { return m_json == other.m_json; }

private:
    std::string m_json;
    std::shared_ptr<const std::vector<Filter>> m_filters;
    bool m_hasEnabled = false;
};

} // namespace smc::destination
