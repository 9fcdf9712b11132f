// Edits of a mapping's text, and of a profile's destination filters, that leave every other byte as it is.
//
// Each gives the whole new text. Errors: value_not_json, preset_invalid where the text has no such place.
#pragma once

#include <base/error.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace smc::gui {

/// A column of a rule, both from 0.
struct ColumnPlace
{
    std::size_t rule = 0;
    std::size_t column = 0;
};

Result<std::string> withTrigger(std::string_view mapping, std::size_t rule, std::string_view fql);

/// `name` and `value` as they are edited (mapping_value.h). A key field that has the column's old name takes the new
/// one.
Result<std::string> withColumnName(std::string_view mapping, ColumnPlace at, std::string_view name);
Result<std::string> withColumnValue(std::string_view mapping, ColumnPlace at, std::string_view value);

/// Puts a column in front of the one at `at`, or behind the last.
Result<std::string> withNewColumn(std::string_view mapping, ColumnPlace at, std::string_view name,
                                  std::string_view value);
Result<std::string> withoutColumn(std::string_view mapping, ColumnPlace at);
/// `to` counts without the column that moves.
Result<std::string> withColumnMoved(std::string_view mapping, ColumnPlace at, std::size_t to);

/// The rule as `preset` has it, found by its id. Error: rule_not_in_preset.
Result<std::string> withRuleOf(std::string_view mapping, std::size_t rule, std::string_view preset);

} // namespace smc::gui
