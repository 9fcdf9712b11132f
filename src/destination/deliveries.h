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
    void clear() { m_count = 0; }

    std::span<const Delivery> all() const { return {m_slots.data(), m_count}; }
    std::span<Delivery> all() { return {m_slots.data(), m_count}; }

private:
    Delivery &slotFor(const Rule &rule);

    std::vector<Delivery> m_slots; ///< Behind those of the event, deliveries of earlier ones.
    std::size_t m_count = 0;       ///< Of the event.
};

} // namespace smc::destination
