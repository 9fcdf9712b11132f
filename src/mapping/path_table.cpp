#include "path_table.h"

#include <json/text.h>

#include <algorithm>

namespace smc::mapping {

using json::Type;

PathTable::PathTable()
    : m_places(1)
{
}

std::size_t PathTable::bucketOf(std::string_view name)
{
    if (name.empty())
        return 0;
    const auto first = static_cast<unsigned char>(name.front());
    const auto last = static_cast<unsigned char>(name.back());
    return (name.size() * 5 + first * 3U + last) % Buckets;
}

PathTable::Id PathTable::childOf(Id place, std::string_view name) const
{
    Id child = m_places[place].children[bucketOf(name)];
    while (child != Nowhere && m_places[child].name != name)
        child = m_places[child].nextInBucket;
    return child;
}

std::optional<PathTable::Id> PathTable::add(const Path &path)
{
    if (path.size() > LongestPath)
        return {};
    Id place = 0;
    for (const Step &step : path) {
        Id child = childOf(place, step.name);
        if (child == Nowhere) {
            child = static_cast<Id>(m_places.size());
            m_places.push_back({.name = step.name});
            Id &head = m_places[place].children[bucketOf(step.name)];
            m_places[child].nextInBucket = head;
            head = child;
            m_places[place].all.push_back(child);
        }
        place = child;
    }
    return place;
}

void Lookups::run(const PathTable &table, json::Value root)
{
    m_table = &table;
    m_document = root.document();
    m_nodes.assign(table.m_places.size(), Missing_);
    m_nodes[0] = root.node();
    if (root.is(Type::Object))
        visit(0, root.node());
    else
        setBelow(0, Unclear_);
}

void Lookups::visit(PathTable::Id place, std::uint32_t node)
{
    const std::string_view text = m_document->text();
    const std::uint32_t end = m_document->node(node).next;
    for (std::uint32_t i = node + 1; i < end; i = m_document->node(i).next) {
        const json::Document::Node &member = m_document->node(i);
        const std::string_view key(text.data() + member.key.begin + 1, member.key.size() - 2);
        const PathTable::Id child = m_table->childOf(place, member.keyEscaped ? json::unescaped(key) : key);
        if (child == PathTable::Nowhere)
            continue;
        // Of two equal keys the last one counts, as JavaScript reads them.
        const bool wasThere = m_nodes[child] != Missing_;
        m_nodes[child] = i;
        if (m_table->m_places[child].all.empty())
            continue;
        if (wasThere)
            setBelow(child, Missing_);
        if (member.type == Type::Object)
            visit(child, i);
        else
            setBelow(child, Unclear_);
    }
}

void Lookups::setBelow(PathTable::Id place, std::uint32_t node)
{
    for (const PathTable::Id child : m_table->m_places[place].all) {
        m_nodes[child] = node;
        setBelow(child, node);
    }
}

} // namespace smc::mapping
