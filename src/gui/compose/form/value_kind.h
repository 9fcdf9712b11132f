// The kinds of values as the form names them, and what is typed as JSON of a kind.
#pragma once

#include <base/error.h>
#include <json/document.h>

#include <QString>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace smc::gui {

enum class ValueKind : std::uint8_t {
    Text,
    Number,
    TrueFalse,
    Null,
    List,
    Object,
    Variable, ///< `{{age}}` without quotes; see placeholders.h.
};
/// Those that a value can be made to be.
inline constexpr std::array AllKinds = {ValueKind::Text, ValueKind::Number, ValueKind::TrueFalse,
                                        ValueKind::Null, ValueKind::List,   ValueKind::Object};

ValueKind kindOf(json::Value value);
QString wordFor(ValueKind kind); ///< "True/false".

inline bool isContainer(ValueKind kind)
{
    return kind == ValueKind::List || kind == ValueKind::Object;
}

/// A value as a person reads it: a string without quotes and escapes; a list or an object on one line, otherwise as it
/// is spelt, and cut behind about `limit` characters.
inline constexpr std::size_t NoLimit = static_cast<std::size_t>(-1);
QString readableText(json::Value value, std::size_t limit = NoLimit);

/// What was typed for a value of `kind`, as JSON with its variables dressed. Text stays text, whatever it looks like,
/// also in the place of null. In the place of a variable JSON is taken as it is, and anything else as text.
/// Errors, as sentences: number_malformed, word_malformed, value_not_json.
Result<std::string> jsonOf(ValueKind kind, const QString &typed);

/// `value` as another kind, with as much of it as that kind can hold.
std::string convertedTo(ValueKind kind, json::Value value);

} // namespace smc::gui
