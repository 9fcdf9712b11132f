#include "nearest_path.h"

#include "meant.h"

#include <mapping/fql_explain.h>

#include <algorithm>

namespace smc::destination {

using json::Type;
using json::Value;
using mapping::Path;
using mapping::Step;

namespace {

Value stepInto(Value from, const Step &step)
{
    if (from.is(Type::Array))
        return step.index ? from.at(*step.index) : Value();
    return from.find(step.name);
}

/// Two letters beside each other have changed places.
bool isSwapped(std::string_view a, std::string_view b)
{
    std::size_t at = 0;
    while (at < a.size() && at < b.size() && a[at] == b[at])
        ++at;
    return a.size() == b.size() && at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] &&
           a.substr(at + 2) == b.substr(at + 2);
}

/// Its unescaped name, written to `room` only where it stands otherwise in the text.
std::string_view nameOf(Value member, std::string &room)
{
    const std::string_view raw = member.rawKey();
    if (raw.find('\\') == std::string_view::npos)
        return raw;
    room = member.key();
    return room;
}

bool isSameName(std::string_view a, std::string_view b)
{
    return folded(a) == folded(b);
}

} // namespace

Value valueAt(Value root, const Path &path)
{
    Value value = root;
    for (const Step &step : path)
        value = stepInto(value, step);
    return value;
}

bool hasValue(Value value)
{
    return value.exists() && !value.is(Type::Null);
}

void NearestPaths::lookIn(Value event)
{
    m_event = event;
    m_object = {};
    m_places.clear();
}

std::string NearestPaths::operator()(const Path &missing)
{
    Path path;
    Value from = m_event;
    for (const Step &step : missing) {
        const Value next = stepInto(from, step);
        if (!hasValue(next))
            break;
        path.push_back(step);
        from = next;
    }
    if (path.size() == missing.size())
        return {};
    const std::string beside = besideName(from, missing[path.size()].name);
    if (!beside.empty()) {
        Path meant = path;
        meant.push_back({beside, {}});
        meant.insert(meant.end(), missing.begin() + static_cast<std::ptrdiff_t>(meant.size()), missing.end());
        if (hasValue(valueAt(m_event, meant)))
            return mapping::pathText(meant);
    }
    return elsewhere(missing);
}

const std::vector<NearestPaths::Member> &NearestPaths::membersOf(Value object)
{
    if (m_object && m_object.node() == object.node())
        return m_members;
    m_object = object;
    m_members.clear();
    std::string room;
    for (const Value member : object) {
        if (m_members.size() == MostMembers)
            break;
        if (hasValue(member))
            m_members.push_back({member, NameShape(nameOf(member, room))});
    }
    return m_members;
}

std::string NearestPaths::besideName(Value object, const std::string &name)
{
    if (!object.is(Type::Object))
        return {};
    const NameShape meant(name);
    std::vector<std::string> near;
    std::string room;
    for (const Member &member : membersOf(object)) {
        if (!meant.mayMean(member.name))
            continue;
        const std::string_view found = nameOf(member.value, room);
        if (isSameName(found, name) || isSwapped(found, name))
            return std::string(found);
        if (mayBeTypo(name, found))
            near.emplace_back(found);
    }
    return nearMiss(name, near).name;
}

/// Level by level, so that a nearer one is found first.
std::string NearestPaths::elsewhere(const Path &missing)
{
    const std::string &name = missing.back().name;
    if (m_places.empty())
        collectPlaces();
    const NameShape meant(name);
    std::string room;
    for (std::size_t i = 1; i < m_places.size(); ++i) {
        const Place &place = m_places[i];
        if (!meant.mayBeSame(place.name) || !hasValue(place.value) || !isSameName(nameOf(place.value, room), name))
            continue;
        if (const Path found = pathOf(i); mayBeMeant(missing, found))
            return mapping::pathText(found);
    }
    return {};
}

void NearestPaths::collectPlaces()
{
    m_places.push_back({m_event, NameShape({}), 0});
    std::string room;
    for (std::size_t parent = 0; parent < m_places.size(); ++parent) {
        const Value object = m_places[parent].value;
        if (!object.is(Type::Object))
            continue;
        for (const Value member : object) {
            if (m_places.size() > MostMembers)
                return;
            m_places.push_back({member, NameShape(nameOf(member, room)), parent});
        }
    }
}

Path NearestPaths::pathOf(std::size_t place) const
{
    Path path;
    for (; place != 0; place = m_places[place].parent)
        path.push_back({m_places[place].value.key(), {}});
    std::reverse(path.begin(), path.end());
    return path;
}

std::string nearestPath(Value event, const Path &missing)
{
    NearestPaths nearest;
    nearest.lookIn(event);
    return missing.empty() ? std::string() : nearest(missing);
}

} // namespace smc::destination
