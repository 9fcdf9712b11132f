// Triggers in Segment's trigger FQL: `type = "track" and event = "Order Completed"`.
//
// The language and its oddities are those of @segment/destination-subscriptions, which Segment runs: mixed and/or on
// one level all take the last operator, negation of a group is ignored, fields other than type, event, name, userId,
// properties, traits and context do not count.
#pragma once

#include "path_table.h"

#include <base/error.h>
#include <json/document.h>

#include <memory>
#include <string_view>
#include <vector>

namespace smc::mapping {

class Trigger
{
public:
    /// Compiles `fql`. Errors have the code "trigger_invalid" and a sentence with the place. With `paths`, its paths
    /// join those of other triggers and plans, to be looked up all at once.
    static Result<Trigger> compile(std::string_view fql, PathTable *paths = nullptr);

    Trigger(Trigger &&) noexcept;
    Trigger &operator=(Trigger &&) noexcept;
    ~Trigger();

    /// `lookups` are those of `event` with the table that the trigger was compiled with; none is slower.
    bool matches(json::Value event, const Lookups *lookups = nullptr) const;

    /// Whether it could match an event with the same value under the top-level key `member`, whatever else that holds.
    bool couldMatch(json::Value event, std::string_view member) const;

    /// The paths that its conditions look at.
    std::vector<Path> paths() const;

    struct Condition; ///< The compiled form.
    const Condition &condition() const { return *m_condition; }

private:
    explicit Trigger(std::unique_ptr<const Condition> condition);
    std::unique_ptr<const Condition> m_condition;
};

} // namespace smc::mapping
