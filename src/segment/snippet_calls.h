// From the arguments of a call to the event that a library makes of it.
#pragma once

#include "snippet_gathering.h"
#include "snippet_literal.h"

#include <string>
#include <string_view>
#include <vector>

namespace smc::segment {

/// What a call says, each part as JSON; empty where it says nothing of it.
struct CallParts
{
    CallType type = CallType::Track;
    std::string userId{};
    std::string groupId{};
    std::string previousId{};
    std::string event{};
    std::string category{};
    std::string name{};
    std::string content{}; ///< Its traits or properties.
    std::string options{};
};

/// The visitor as the library knows them, from call to call.
class Visitor
{
public:
    /// The event of a call, added to `found` together with what could not be used of it.
    void add(CallParts parts, Gathering &found);
    /// Says once who the events are missing, if any are missing someone.
    void conclude(std::string_view library, Gathering &found) const;

private:
    std::string m_userId;
    std::string m_anonymousId;
    std::size_t m_withoutId = 0;
    std::size_t m_withoutPreviousId = 0;
};

/// The event of a call with one object, which holds everything but the type.
void addWholeEvent(CallType type, const std::string &object, Gathering &found);

/// "traits" or "properties"; empty for alias.
std::string_view contentNameOf(CallType type);

/// The event's JSON with `"type":…` as its first member. `object` is a JSON object without one.
std::string withType(std::string_view object, CallType type);

/// Names what could not be used within a value that is called `name`.
void addGaps(const Literal &literal, std::string_view name, Gathering &found);

} // namespace smc::segment
