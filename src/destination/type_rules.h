// What SMC takes in a field of each type: resources/mappings/field_types.json, as plain values. Inside of the room
// only.
#pragma once

#include "column_types.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smc::destination {

struct IntegerRange
{
    std::int64_t least = 0;
    std::int64_t most = 0;
};

struct TypeRules
{
    std::vector<std::string> truths;     ///< Texts that stand for true, in any case.
    std::vector<std::string> falsehoods; ///< Likewise for false.
    IntegerRange numeric;
    IntegerRange whole; ///< Of a Long.
    /// Whether a text field takes such a value, which is stored as it is spelt.
    bool textTakes(DataType text, json::Type value) const;

    /// What SMC answers to a request that names a field which the list lacks; empty where it is taken to pass over it.
    std::string unknownFieldCode;

    std::vector<json::Type> inText;
    std::vector<json::Type> inLongText;
};

/// Those that come with the program.
const TypeRules &typeRules();

} // namespace smc::destination
