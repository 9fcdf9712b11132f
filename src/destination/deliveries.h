// The deliveries of one event after another, in memory that is used again.
#pragma once

#include "column_index.h"
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
        m_count = m_heldBack = 0;
        m_leftOut.clear();
    }

    std::span<const Delivery> all() const { return {m_slots.data(), m_count}; }
    std::span<Delivery> all() { return {m_slots.data(), m_count}; }
    /// Takes a delivery out of all(), and keeps it beside them. To be called from the last one to the first.
    void holdBack(std::size_t index);
    /// In the order in which they were added.
    std::span<const Delivery> heldBack() const { return {m_slots.data() + m_count, m_heldBack}; }
    /// Members of the event's object that became no column of a rule that takes each (`columnsFrom`), and why.
    const std::vector<Omission> &leftOut() const { return m_leftOut; }

private:
    Delivery &slotFor(const Rule &rule);

    std::vector<Delivery> m_slots; ///< Those of the event, those held back, and behind them some of earlier events.
    std::size_t m_count = 0;
    std::size_t m_heldBack = 0;
    ColumnIndex m_index;
    std::vector<Omission> m_leftOut;
};

} // namespace smc::destination
