// What an event becomes for SMC: one row for a list, or one reference for a static segment.
#pragma once

#include <mapping/origin.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace smc::destination {

enum class Operation : std::uint8_t {
    Load,          ///< POST L/data/load
    Delete,        ///< DELETE L/data
    SegmentLoad,   ///< POST L/segments/{segment}/data/load
    SegmentDelete, ///< DELETE L/segments/{segment}/data
};

/// "load", "delete", "segment_load", "segment_delete".
std::string_view nameOf(Operation operation);

struct Cell
{
    /// One JSON value on one line; numbers as the event spells them. A slice of the event's text, of the preset, or of
    /// the memory of the run: it lives as long as what Prepared holds.
    std::string_view json{};
    mapping::Origin origin{};
};

/// Where a column's name came from, if the event gave it. A member that names its column by its key is its source.
struct ColumnOrigin
{
    std::size_t column = 0;
    mapping::Origin origin{};
};

/// A cell that is sent otherwise than the mapping made it, for the type of its field. Its origin keeps the sources.
struct Conversion
{
    std::size_t column = 0;
    std::string_view from{};     ///< The JSON that the mapping made; lives as long as the cell's.
    std::string_view dataType{}; ///< The field's type: "Boolean".
};

struct Delivery
{
    std::string ruleId; ///< The preset's rule that made it: "identify-row".
    Operation operation = Operation::Load;
    std::string list;
    std::string segment; ///< For the segment operations only.
    std::vector<std::string> keyFields;
    std::vector<std::string> columns;
    std::vector<Cell> row;                     ///< As many as columns.
    std::vector<ColumnOrigin> columnOrigins{}; ///< By column; none for names that stand in the preset or a setting.
    std::vector<Conversion> conversions{};     ///< By column; none where no fields are known.
    mapping::Origin operationOrigin{};
    mapping::Origin listOrigin{};
    mapping::Origin segmentOrigin{};

    /// Of the name of `column`; without sources where the event did not give it.
    mapping::Origin nameOrigin(std::size_t column) const;
    void setNameOrigin(std::size_t column, const mapping::Origin &origin);
    /// What was done to the cell of `column`, or none.
    const Conversion *conversionOf(std::size_t column) const;

    bool isSegment() const { return operation == Operation::SegmentLoad || operation == Operation::SegmentDelete; }
};

/// What an event should have become by its rules and does not, while the rest of it goes on.
struct Omission
{
    enum class Extent : std::uint8_t {
        Member,   ///< One member of an object whose members become columns; the rest of the row is sent.
        Delivery, ///< All that the rule would have sent.
    };

    std::string ruleId;
    Extent extent = Extent::Member;
    std::string code;         ///< API_NAME_ILLEGAL, TRAIT_SHADOWED, KEY_FIELD_MISSING, one of the preset's, or SMC's
                              ///< validation code for a value that it would refuse.
    std::string reason;       ///< A sentence.
    json::Span span{};        ///< The place in the event that decided, if any.
    std::string suggestion{}; ///< What the member that is left out was probably meant to be called.
    std::string list{};       ///< Whose row lacks it; empty where that is not known.
};

} // namespace smc::destination
