#include "shortfall.h"

#include <algorithm>

namespace smc::cli {

namespace {

using destination::Omission;

constexpr std::size_t MostLists = 10; ///< A mapping may take a list's name from the event.

std::string whose(const Omission &omission)
{
    return omission.list.empty() ? "the rule " + omission.ruleId : "the list " + omission.list;
}

std::string events(std::size_t count)
{
    return std::to_string(count) + (count == 1 ? " event" : " events");
}

} // namespace

bool lacksDelivery(const destination::Prepared &prepared)
{
    const auto &omissions = prepared.omissions();
    return std::any_of(omissions.begin(), omissions.end(),
                       [](const Omission &omission) { return omission.extent == Omission::Extent::Delivery; });
}

void Shortfall::add(const destination::Prepared &prepared)
{
    if (prepared.omissions().empty())
        return;
    m_deliveries += lacksDelivery(prepared) ? 1 : 0;
    std::map<std::string, bool> hasRow; // By list: each counts once an event.
    for (const Omission &omission : prepared.omissions()) {
        const bool isMember = omission.extent == Omission::Extent::Member;
        const auto [place, isNew] = hasRow.try_emplace(whose(omission), isMember);
        place->second = place->second && isMember;
    }
    for (const auto &[list, has] : hasRow) {
        if (m_lists.size() >= MostLists && m_lists.count(list) == 0)
            ++m_others;
        else
            ++(has ? m_lists[list].members : m_lists[list].rows);
    }
}

std::string Shortfall::sentence() const
{
    std::string text;
    const auto say = [&text](const std::string &sentence) { text += (text.empty() ? "" : " ") + sentence; };
    for (const auto &[list, lacking] : m_lists) {
        if (lacking.rows > 0)
            say("No row for " + list + ": " + events(lacking.rows) + ".");
        if (lacking.members > 0)
            say("A row for " + list + " without some traits: " + events(lacking.members) + ".");
    }
    if (m_others > 0)
        say("The same for other lists: " + events(m_others) + ".");
    return text.empty() ? text : text + " \"omitted\" of the results says why.";
}

} // namespace smc::cli
