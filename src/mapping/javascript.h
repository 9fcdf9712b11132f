// What JavaScript makes of JSON values: the rules that Segment's engine inherits from its language.
#pragma once

#include <json/document.h>
#include <json/number.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smc::mapping::javascript {

/// A value as the engine meets it: JSON text of a type, or undefined.
struct Seen
{
    bool exists = false;
    json::Type type = json::Type::Null;
    std::string_view json{};
};

/// Each key once, at its first place, with its last value: as JSON.parse reads an object.
std::vector<std::pair<std::string, json::Value>> membersOf(json::Value object);

/// False, 0, "", null and undefined are falsy (ECMA-262, ToBoolean).
bool isTruthy(const Seen &value);

/// `value == ""` (ECMA-262, IsLooselyEqual): false, 0, "" and arrays that join to "".
bool looselyEqualsEmpty(const Seen &value);

/// String(value), but numbers keep their spelling: arrays join with commas, objects are "[object Object]".
void appendString(std::string &out, const Seen &value);

/// String(number) for a number that was computed.
using json::numberText;

/// Number(text): white space is trimmed, "" is 0, what is no number is NaN.
double numberOf(std::string_view text);

std::string lower(std::string_view text);
std::string upper(std::string_view text);

/// text.trim(), with all that JavaScript calls white space.
std::string_view trim(std::string_view text);

/// text.length: in UTF-16 units.
std::size_t length(std::string_view text);
/// text[index] where that is a whole character; nothing elsewhere.
std::optional<std::string> unitAt(std::string_view text, std::size_t index);
/// All of the text's UTF-16 units, as text.charCodeAt() gives them.
std::u16string unitsOf(std::string_view text);
/// One of them as a text; nothing for half of a pair.
std::optional<std::string> textOf(char16_t unit);

} // namespace smc::mapping::javascript
