// Changes of JSON text that leave every number and key as it is spelt.
#pragma once

#include "document.h"

#include <string>
#include <string_view>

namespace smc::json {

/// Appends the content of a JSON string (without its quotes) with its escapes resolved. Lone surrogates become U+FFFD.
void appendUnescaped(std::string &out, std::string_view escaped);
std::string unescaped(std::string_view escaped);

/// `value` on one line without white space; strings escaped as JSON.stringify does; numbers as they are spelt.
std::string compact(Value value);
void appendCompact(std::string &out, Value value);

/// `json`, a well-formed text, without the white space between its tokens: each token as it is spelt.
std::string withoutSpace(std::string_view json);

/// `text` without the byte order mark that some editors put in front of a file.
std::string_view withoutByteOrderMark(std::string_view text);

/// Any JSON text indented by `indent` spaces a level. Text that is not well-formed comes back as it is.
std::string pretty(std::string_view text, int indent = 2);

} // namespace smc::json
