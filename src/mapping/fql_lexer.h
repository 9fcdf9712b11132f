// FQL text to tokens, as @segment/fql-ts cuts them.
#pragma once

#include <base/error.h>

#include <string>
#include <string_view>
#include <vector>

namespace smc::mapping {

struct Token
{
    enum class Kind : std::uint8_t {
        Ident,
        Dot,
        Operator,
        Conditional,
        String,
        Number,
        Null,
        BracketLeft,
        BracketRight,
        ParenLeft,
        ParenRight,
        Comma,
        End,
    };
    Kind kind = Kind::End;
    std::string text; ///< Strings keep their quotes.
};

/// Error code "trigger_invalid", with the column in the sentence.
Result<std::vector<Token>> lexFql(std::string_view fql);

} // namespace smc::mapping
