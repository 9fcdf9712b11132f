// FQL text to tokens, as @segment/fql-ts cuts them.
#pragma once

#include <base/error.h>
#include <json/span.h>

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
    std::string text;      ///< Strings keep their quotes.
    json::Span place = {}; ///< Bytes of the trigger.
};

/// The tokens of a text, as far as it can be read.
struct Lexed
{
    std::vector<Token> tokens; ///< The last one is End.
    std::string mistake{};     ///< Why reading stopped; empty where it did not.
    std::size_t stop = 0;      ///< Bytes that were read.
};
Lexed lexFqlAsFarAsItGoes(std::string_view fql);

/// Error code "trigger_invalid", with the column in the sentence.
Result<std::vector<Token>> lexFql(std::string_view fql);

} // namespace smc::mapping
