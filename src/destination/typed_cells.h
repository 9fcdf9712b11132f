// The cells of a delivery by the types of its list's fields: converted to what SMC takes, or refused.
#pragma once

#include "column_types.h"
#include "delivery.h"
#include "field_index.h"

#include <mapping/scratch.h>

#include <string>
#include <utility>
#include <vector>

namespace smc::destination {

/// A value that SMC would refuse, and its whole row with it.
struct ValueRefusal
{
    std::size_t delivery = 0; ///< Index of Prepared::deliveries(), or of Prepared::heldBack().
    std::size_t column = 0;   ///< Of that delivery.
    ValueProblem problem;
    json::Span span{};  ///< The value's place in the event, if it came from there.
    std::string path{}; ///< JSON pointer to it.
};

/// "SMC would refuse MAIL of USERS: Length of string (53) exceeds maximum field length (50). The field MAIL takes 50
/// characters."
std::string sentenceFor(const ValueRefusal &refusal, const Delivery &delivery);

/// For many deliveries one after another: the fields of columns that stay the same are looked up once.
class CellTyper
{
public:
    static constexpr std::size_t MostUnknown = 100;

    /// Converts the cells of `delivery` where their fields are known, and says which ones SMC would refuse, be it for
    /// their value or since the list has no such field (at most MostUnknown of these): those stay as they are.
    /// `event` is the document whose places are told. What is converted lives in `scratch`.
    std::vector<ValueRefusal> apply(Delivery &delivery, std::size_t index, FieldIndex &fields,
                                    const json::Document &event, mapping::Scratch &scratch);

private:
    void match(const Delivery &delivery, FieldIndex &fields);
    json::Value valueOf(const Cell &cell);
    void addUnknown(std::vector<ValueRefusal> &refusals, const Delivery &delivery, std::size_t index,
                    const json::Document &event) const;

    const KnownFields *m_lists = nullptr;
    std::string m_listName;
    std::vector<std::string> m_columns;
    std::vector<const ListField *> m_fields;                     ///< Of each column; none where it is not known.
    std::vector<std::pair<std::size_t, ValueProblem>> m_unknown; ///< By column: those that the list does not have.
    json::Document m_document;
};

} // namespace smc::destination
