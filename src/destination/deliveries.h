// The deliveries of one event after another, in memory that is used again.
#pragma once

#include "delivery.h"
#include "rule.h"

#include <optional>
#include <span>
#include <vector>

namespace smc::destination {

class Deliveries
{
public:
    /// Runs `rule` on an event and adds what comes of it, or says why the rule sends nothing.
    std::optional<Refusal> add(const Rule &rule, const Settings &settings, const mapping::Payload &payload,
                               mapping::Scratch &scratch);
    /// Forgets the event before.
    void clear()
    {
        m_count = 0;
        m_leftOut.clear();
    }

    std::span<const Delivery> all() const { return {m_slots.data(), m_count}; }
    std::span<Delivery> all() { return {m_slots.data(), m_count}; }
    /// Members of the event's object that became no column of a rule that takes each (`columnsFrom`), and why.
    const std::vector<Omission> &leftOut() const { return m_leftOut; }

private:
    Delivery &slotFor(const Rule &rule);

    std::vector<Delivery> m_slots; ///< Behind those of the event, deliveries of earlier ones.
    std::size_t m_count = 0;       ///< Of the event.
    std::vector<Omission> m_leftOut;
};

} // namespace smc::destination
