// What destination filters leave of one event, and the way back from there to the event's own text.
#pragma once

#include "filters.h"

#include <mapping/scratch.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace smc::destination {

struct Delivery;
struct Discard;

/// A value that a filter took out of the event before the mapping.
struct Removal
{
    json::Value value;     ///< In the event.
    std::string filter;    ///< The filter's name.
    std::size_t index = 0; ///< The filter's, in Filters::all().
};

class FilteredEvent
{
public:
    /// Applies the filters in Segment's order: all samples, all drops, then properties dropped, then properties
    /// allowed. A condition sees what the actions before it left (@segment/tsub). Returns why the event goes nowhere,
    /// with the code FILTERED_BY_RULES, or nothing.
    ///
    /// A sample is decided by the value at its path, as Segment's sampler does: the same value always goes the same
    /// way. Without a path Segment throws dice; here the messageId decides, or the event's text where it has none, so
    /// that the same event always goes the same way, too.
    std::optional<Discard> run(const Filters &filters, const FilterInput &input);
    /// Forgets the event before.
    void clear();

    /// Properties are gone: root() is no longer the event's own.
    bool isChanged() const { return !m_removals.empty(); }
    json::Value root() const { return isChanged() ? m_document.root() : m_input.event; }
    const std::vector<Removal> &removals() const { return m_removals; }

    /// The value of the event that `value`, one of root()'s, is what is left of. Others come back as they are.
    json::Value inEvent(json::Value value) const;
    /// The same for the place of a value or of its key.
    json::Span inEvent(json::Span span) const;
    /// Leads all origins of a delivery back to the event; what they need lives in `scratch`. A container that lost
    /// something is no longer a copy, but computed.
    void leadBack(Delivery &delivery, mapping::Scratch &scratch) const;

private:
    std::optional<Discard> sample(const Filter &filter, const FilterAction &action) const;
    std::optional<Discard> dropBy(const Filter &filter) const;
    FilterInput current() const { return {root(), m_input.assigned}; }
    bool holds(const Filter &filter) const;
    Discard stoppedBy(const Filter &filter, std::string reason, json::Span span = {}) const;
    template <typename Body>
    std::optional<Discard> forEach(const Filters &filters, FilterAction::Type type, Body body);
    void cut(const Filter &filter, const FilterAction &action, const FilterFields &fields);

    std::size_t indexOf(const Filter &filter) const
    {
        return static_cast<std::size_t>(&filter - m_filters->all().data());
    }

    FilterInput m_input;
    const Filters *m_filters = nullptr; ///< While run() runs.
    json::Document m_document;          ///< What is left, where something is gone.
    std::vector<std::uint32_t> m_nodes; ///< By node of m_document: the event's.
    std::vector<Removal> m_removals;
};

/// Where Segment's sampler puts a value, from 0 to below 1: those below the percentage are let through. `json` is the
/// value as JSON (@segment/tsub: the first half of its MD5 digest as a fraction).
double sampleShare(std::string_view json);

} // namespace smc::destination
