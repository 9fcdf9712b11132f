// What SMC stores for a value in a field of some type, and why it would refuse one: known before anything is sent.
//
// SMC publishes the types and the validation codes (SMC API, fields and LoadDataResponse), not the rules between them.
// The rules here are inferred from SQL Server, on which SMC runs, and are those of the sandbox; a test holds the two
// together.
#pragma once

#include <base/error.h>
#include <json/document.h>

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace smc::destination {

/// SMC API, `data_type` of a field.
enum class DataType : std::uint8_t { Unknown, Boolean, Numeric, Long, Float, Date, DateTime, Text, LongText, Json };

std::string_view nameOf(DataType type);
DataType dataTypeNamed(std::string_view name); ///< In any case; Unknown for other texts.

struct ListField
{
    std::string name;
    DataType type = DataType::Unknown;
    std::optional<std::size_t> length{}; ///< Of a Text, in UTF-16 units. A LongText has none, whatever SMC tells.
    std::optional<bool> allowsNull{};    ///< None where SMC does not tell: then null is not checked.

    /// As SMC tells of it: a length counts for a Text where it is 1 or more.
    static ListField of(std::string name, DataType type, std::optional<std::int64_t> length,
                        std::optional<bool> allowsNull);
};

struct ListFields
{
    std::string list;
    std::vector<ListField> fields;

    const ListField *find(std::string_view name) const; ///< Names know no case.
};

/// The lists whose fields are known.
using KnownFields = std::vector<ListFields>;

/// The list of that API name, or none.
const ListFields *listNamed(const KnownFields &lists, std::string_view name);

/// Why SMC would refuse a value (SMC API, `invalid_records`).
struct ValueProblem
{
    std::string_view validationCode; ///< MaxStringLengthExceeded, InvalidType or Unknown; an error code of the whole
                                     ///< request (ERR_VALIDATION) for a column that the list does not have.
    std::string message;             ///< As SMC words it: "Length of string (53) exceeds maximum field length (50)".
    std::string advice;              ///< A sentence: what would be taken.
    std::string nearest{};           ///< Of a column that the list does not have: the field that was probably meant.
};

/// The value as SMC stores it, as JSON: `"5"` in a Numeric field is 5, 5 in a Text field is "5", a DateTime with an
/// offset is in UTC. A field of an unknown type takes everything as it is.
///
/// Text takes strings, numbers as they are spelt and booleans, and counts UTF-16 units; Numeric and Long take integers
/// of 32 and 64 bits, as numbers or strings; Float takes finite numbers likewise; Boolean takes true, false, 1 and 0,
/// as such or as strings; Date and DateTime take ISO 8601 strings; Json takes any JSON.
tl::expected<std::string, ValueProblem> storedAs(const ListField &field, json::Value value);

/// Why SMC would refuse a request with `column`, which `list` does not have; nothing where it has it, where its fields
/// are not told, or where SMC is taken to pass over such columns (field_types.json, "unknown_field").
std::optional<ValueProblem> unknownField(const ListFields &list, std::string_view column);

/// The value as it is sent to such a field: nothing where it is sent as it stands.
///
/// What SMC would take is spelt as its documents spell it: booleans as true and false, numbers out of strings as
/// numbers, times in UTC with a "Z" (SMC API, data/load), dates without a time; numbers and booleans become strings for
/// a text field, objects and arrays become JSON in a string for a Json field. A number keeps its spelling.
/// Errors are those of storedAs().
tl::expected<std::optional<std::string>, ValueProblem> sentAs(const ListField &field, json::Value value);

/// The fields in `json`: an object of lists, {"segment_events": [{"name": …, "data_type": …, "length": …,
/// "allow_null": …}], …}; or SMC's answer to GET L/fields, {"fields": […]}, alone for the list `only` or in the place
/// of such an array. Errors: fields_malformed, with the place as a JSON pointer in `where`.
Result<KnownFields> readFields(std::string_view json, std::string_view only);

/// `lists` in the form that readFields() takes, on one line: {"segment_events":[{"name":…,"data_type":…,…}],…}.
std::string fieldsAsJson(const KnownFields &lists);

} // namespace smc::destination
