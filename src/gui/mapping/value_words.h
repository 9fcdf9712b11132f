// A directive of a mapping in words, on one line: what a table shows of it.
#pragma once

#include <json/document.h>

#include <QString>

#include <string_view>

namespace smc::gui {

/// "$.event, or else $.name", "$.traits as JSON text", "$.email in lower case": what `value`, a value of a mapping,
/// becomes. Paths, templates and constants stand as they are edited. Bounded, however large the value is; what is no
/// directive that this program knows stands as it is.
QString inOneLine(json::Value value);
/// The same of a text; the text itself where it is no JSON.
QString inOneLine(std::string_view json);

} // namespace smc::gui
