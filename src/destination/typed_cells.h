// The cells of a delivery by the types of its list's fields: converted to what SMC takes, or refused.
#pragma once

#include "column_types.h"
#include "delivery.h"

#include <mapping/scratch.h>

#include <string>
#include <vector>

namespace smc::destination {

/// A value that SMC would refuse, and its whole row with it.
struct ValueRefusal
{
    std::size_t delivery = 0; ///< Index of Prepared::deliveries().
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
    /// Converts the cells of `delivery` where `lists` know their fields, and says which ones SMC would refuse: those
    /// stay as they are. `event` is the document whose places are told. What is converted lives in `scratch`.
    std::vector<ValueRefusal> apply(Delivery &delivery, std::size_t index, const KnownFields &lists,
                                    const json::Document &event, mapping::Scratch &scratch);

private:
    void match(const Delivery &delivery, const KnownFields &lists);
    json::Value valueOf(const Cell &cell);

    std::string m_listName;
    std::vector<std::string> m_columns;
    std::vector<const ListField *> m_fields; ///< Of each column; none where it is not known.
    json::Document m_document;
};

} // namespace smc::destination
