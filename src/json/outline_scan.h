// Steps over the text that the outline and its readers share. Internal to this room.
#pragma once

#include "document.h"
#include "scan.h"
#include "string_scan.h"

#include <string_view>

namespace smc::json {

inline std::size_t skipSpaces(std::string_view text, std::size_t at, std::size_t limit)
{
    while (at < limit && isSpace(text[at]))
        ++at;
    return at;
}

/// Behind the string whose quote stands at `at`, or `limit` where it ends later.
inline std::size_t endOfString(std::string_view text, std::size_t at, std::size_t limit)
{
    StringScan scan = scanString(text, at + 1, limit);
    while (scan.stop == StringStop::Control)
        scan = scanString(text, scan.at + 1, limit);
    return scan.stop == StringStop::Quote ? scan.at : limit;
}

/// By the first character of a value.
inline Type typeOf(char first)
{
    switch (first) {
    case '{':
        return Type::Object;
    case '[':
        return Type::Array;
    case '"':
        return Type::String;
    case 't':
    case 'f':
        return Type::Bool;
    case 'n':
        return Type::Null;
    default:
        return Type::Number;
    }
}

} // namespace smc::json
