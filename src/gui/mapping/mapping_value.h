// A value of a mapping as a person reads and writes it: a path, a template, a constant, or a directive as JSON.
//
//     $.traits.email              {"@path": "$.traits.email"}
//     Hello {{traits.name}}       {"@template": "Hello {{traits.name}}"}
//     Signed up                   "Signed up"
//     5   true   "5"   {"@if": …} as they stand: JSON
//
// What would be read as something else than it is stands as JSON: "$.x" as a constant keeps its quotes.
#pragma once

#include <base/error.h>
#include <json/document.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace smc::gui {

/// What makes the value (Segment, mapping-kit directives).
enum class Directive : std::uint8_t {
    Path,
    Template,
    Constant,
    If,
    Case,
    Replace,
    ArrayPath,
    Merge,
    Transform,
    Flatten,
    Json,
    ExcludeWhenNull,
    Parts,   ///< An object or an array whose parts are mapped.
    Unknown, ///< A directive that this program does not know.
};

Directive directiveOf(json::Value value);

/// `value` as it is edited: never empty. JSON is indented by two spaces where it takes several lines in its file.
std::string textOf(json::Value value);

/// The value that `text` means, as JSON. Errors: value_not_json, where it begins like JSON and is none.
Result<std::string> valueJson(std::string_view text);

/// The name of a column: a plain name, or JSON where a setting or the event gives it.
std::string nameTextOf(json::Value name);
/// Errors: value_not_json.
Result<std::string> nameJson(std::string_view text);

} // namespace smc::gui
