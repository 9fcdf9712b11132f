// Variables that stand for a whole value without quotes, `"age": {{age}}`: the form reads such a text as JSON.
//
// Each gets a dress of the same length that JSON takes for a string and that nobody writes, so that every place stays
// where it is. Texts leave the form undressed.
#pragma once

#include <json/document.h>
#include <json/edit.h>

#include <QString>

#include <cstddef>
#include <string>
#include <string_view>

namespace smc::gui {

/// Where `text` holds what looks like the dress; such a text is not to be dressed. The text's size for nowhere.
std::size_t dressIn(std::string_view text);
/// `text` with its variables outside of strings dressed, but those that stand where a key would.
std::string dressed(std::string_view text);
/// `text`, pieces of JSON, with the dressed variables in it as they are written. A key is never one.
std::string undressed(std::string_view text);
/// What a person typed, JSON or not, with the control character DEL escaped: so it never looks like the dress.
std::string withoutDress(std::string text);
json::Edits undressed(json::Edits edits);

/// True for a value that is a dressed variable.
bool isPlaceholder(json::Value value);
/// True where `text` is one variable and nothing else: "{{age}}".
bool isPlaceholder(std::string_view text);

} // namespace smc::gui
