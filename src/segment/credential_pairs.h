// The values of names in forms and addresses: `user=a&password=…`, also where such a text stands within another.
#pragma once

#include "credential_text.h"

namespace smc::segment {

struct CredentialRange
{
    std::size_t begin;
    std::size_t end;
};

class CredentialPairs : public CredentialText
{
public:
    using CredentialText::CredentialText;

    /// What belongs to the name from `begin` to `end`: of a pair (URL Standard, application/x-www-form-urlencoded), of
    /// JSON that is escaped as in addresses, of a part of a form (RFC 7578), or of an XML element. In a command a pair
    /// may stand behind a blank.
    std::optional<CredentialRange> pairValue(std::size_t begin, std::size_t end, bool isInCommand) const;

    /// Whether `("token", "…")` or `["token", "…"]` stands here, with the name at `begin` and the comma at `comma`.
    bool isPairInBrackets(std::size_t begin, std::size_t comma) const;

    /// The end of a key without quotes: a word with a digit in it; `begin` if it is none, but a name or an expression
    /// of a program.
    std::size_t endOfPlainSetting(std::size_t begin) const;

    /// The same of a secret, whose name ordinary text has, too.
    std::size_t endOfPlainSecret(std::size_t begin) const;

private:
    /// What makes a name the first part of a pair: a sign before it, or only that a line or a word begins.
    enum class Start { None, Weak, Strong };
    Start startOf(std::size_t begin, bool isInCommand) const;
    /// The quote within whose string `begin` stands, if it is near; else 0.
    char quoteAround(std::size_t begin) const;
    std::size_t endOfPair(std::size_t begin, char quote, bool isEscaped) const;
    bool endsPair(std::size_t index, char quote, bool isEscaped) const;
    std::optional<CredentialRange> escapedMember(std::size_t begin, std::size_t end) const;
    /// How the lines of a part of a form end: within a string with "\r\n" in letters.
    enum class Lines { AreLines, MayBeLetters };
    /// A character of a line's end, however it is spelt; of no size where none is.
    Sign breakAt(std::size_t index, Lines lines) const;
    std::optional<CredentialRange> formPart(std::size_t begin, std::size_t end) const;
    std::optional<CredentialRange> element(std::size_t begin, std::size_t end) const;
};

} // namespace smc::segment
