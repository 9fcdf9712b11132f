// The rows of an event by the fields of their lists: what goes, converted, and what stays behind. Inside of the room
// only.
#pragma once

#include "deliveries.h"
#include "field_index.h"
#include "typed_cells.h"

#include <vector>

namespace smc::destination {

/// What does not go as the mapping made it.
struct Misfits
{
    std::vector<ValueRefusal> refusals; ///< Of Deliveries::all(): nothing of the event can be sent.
    std::vector<ValueRefusal> heldBack; ///< Of Deliveries::heldBack(): the other rows go.
    std::vector<Omission> omissions;    ///< Members that their list has no field for.
};

/// For many events one after another.
class FieldFit
{
public:
    struct Input
    {
        const KnownFields &fields; ///< Must outlive the next call.
        const Preset::Rules &rules;
        const json::Document &event;
    };

    /// Takes members that no field stands for out of rows, converts cells to the types of their fields, and holds back
    /// rows that SMC would refuse where a setting asks for them beside others and any of these can go.
    Misfits run(Deliveries &deliveries, const Input &input, mapping::Scratch &scratch);

private:
    FieldIndex m_index;
    CellTyper m_typer;
};

} // namespace smc::destination
