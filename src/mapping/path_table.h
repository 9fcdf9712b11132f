// The paths that the plans and triggers of a preset look up, so that one pass over an event finds them all.
#pragma once

#include "path.h"

#include <json/document.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::mapping {

/// Filled while plans and triggers are compiled, and read only from then on.
class PathTable
{
public:
    using Id = std::uint32_t;

    PathTable();

    /// The id of `path` from the top of a payload, the same for the same path; none for one of more than LongestPath
    /// steps.
    std::optional<Id> add(const Path &path);
    static constexpr std::size_t LongestPath = 32;

private:
    friend class Lookups;

    static constexpr std::size_t Buckets = 32;
    static constexpr Id Nowhere = 0; ///< The top of the payload is nobody's child.

    /// A place that paths lead to or through. Children in the same bucket are chained.
    struct Place
    {
        std::string name;
        Id nextInBucket = Nowhere;
        std::array<Id, Buckets> children{};
        std::vector<Id> all{};
    };

    static std::size_t bucketOf(std::string_view name);
    Id childOf(Id place, std::string_view name) const;

    std::vector<Place> m_places;
};

/// A path, and its id where it is one of a table's.
struct Lookup
{
    Path path{};
    std::optional<PathTable::Id> id{};
};

/// What one payload has at the paths of a table.
class Lookups
{
public:
    /// One pass over the members that a path leads to or through; what was found before is forgotten.
    void run(const PathTable &table, json::Value root);

    enum class State : std::uint8_t {
        Missing, ///< There is no such value.
        Found,
        Unclear, ///< The path leads into something that is no object: follow it step by step.
    };
    State stateOf(PathTable::Id id) const
    {
        const std::uint32_t node = m_nodes[id];
        return node < Unclear_ ? State::Found : node == Unclear_ ? State::Unclear : State::Missing;
    }
    /// Where the state is Found.
    json::Value valueAt(PathTable::Id id) const { return json::Value(m_document, m_nodes[id]); }

private:
    static constexpr std::uint32_t Missing_ = UINT32_MAX;
    static constexpr std::uint32_t Unclear_ = UINT32_MAX - 1;

    void visit(PathTable::Id place, std::uint32_t node);
    void setBelow(PathTable::Id place, std::uint32_t node);

    const PathTable *m_table = nullptr;
    const json::Document *m_document = nullptr;
    std::vector<std::uint32_t> m_nodes; ///< By id.
};

} // namespace smc::mapping
