// The path that was probably meant where nothing stands at one.
#pragma once

#include "similar.h"

#include <json/document.h>
#include <mapping/path.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace smc::destination {

/// What stands at `path`, without the oddities of Segment's engine; none where a step leads nowhere.
json::Value valueAt(json::Value root, const mapping::Path &path);

/// Something other than null stands there.
bool hasValue(json::Value value);

/// Searches the members of an event for names that paths without a value probably meant: for many paths of many events.
class NearestPaths
{
public:
    /// Forgets the event before; memory is used again.
    void lookIn(json::Value event);

    /// The path that has a value and comes nearest to `missing`, which has none: a name beside it that differs in case,
    /// in `_`, `-` and spaces, or in a letter or two; else the same name elsewhere. Empty where there is none.
    std::string operator()(const mapping::Path &missing);

private:
    static constexpr std::size_t MostMembers = 2000;

    /// A member of an object that has a value.
    struct Member
    {
        json::Value value;
        NameShape name;
    };
    /// A member somewhere in the event.
    struct Place
    {
        json::Value value;
        NameShape name;
        std::size_t parent = 0; ///< Index of the object that it stands in.
    };

    const std::vector<Member> &membersOf(json::Value object);
    std::string besideName(json::Value object, const std::string &name);
    std::string elsewhere(const mapping::Path &missing);
    void collectPlaces();
    mapping::Path pathOf(std::size_t place) const;

    json::Value m_event{};
    json::Value m_object{}; ///< Whose members stand in m_members: most paths miss in the same one.
    std::vector<Member> m_members;
    std::vector<Place> m_places; ///< The event, then its members; empty until they are needed.
};

/// The same for one path.
std::string nearestPath(json::Value event, const mapping::Path &missing);

} // namespace smc::destination
