#include "refusal_cause.h"

#include "sentences.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace smc::rest {

namespace {

bool isOfWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (static_cast<unsigned char>(c) & 0x80) != 0;
}

/// `word` as a word of its own. Both in lower case.
bool hasWord(std::string_view text, std::string_view word)
{
    if (word.empty())
        return false;
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool begins = at == 0 || !isOfWord(text[at - 1]) || !isOfWord(word.front());
        const bool ends = end == text.size() || !isOfWord(text[end]) || !isOfWord(word.back());
        if (begins && ends)
            return true;
    }
    return false;
}

bool hasAny(std::string_view text, std::initializer_list<std::string_view> parts)
{
    return std::any_of(parts.begin(), parts.end(),
                       [text](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

} // namespace

AccessCause accessCauseIn(std::string_view words)
{
    const std::string text = lowered(words);
    if (hasAny(text, {"expire", "outdated", "rotated", "no longer valid"}))
        return AccessCause::Expired;
    if (hasWord(text, "ip") || hasAny(text, {"subnet", "ip address", "this address", "your address"}))
        return AccessCause::Address;
    if (hasAny(text, {"organization", "organisation"}))
        return AccessCause::Organization;
    if (hasAny(text, {"operation", "permission", "endpoint", "not allowed", "not configured", "forbidden"}) ||
        hasWord(text, "rights"))
        return AccessCause::Rights;
    if (hasAny(text, {"incorrect", "invalid", "unknown key", "missing"}))
        return AccessCause::Key;
    return AccessCause::Unknown;
}

std::string accessAdvice(AccessCause cause, const std::string &organization)
{
    const std::string which = organization.empty() ? "this organization" : "the organization " + inQuotes(organization);
    const std::array<std::pair<AccessCause, std::string>, 5> checks = {{
        {AccessCause::Key, "key and secret are those of the account and copied whole"},
        {AccessCause::Expired, "the account has not expired and its keys were not rotated"},
        {AccessCause::Rights, "its Endpoints include this one"},
        {AccessCause::Organization, "its organization filter includes " + which},
        {AccessCause::Address, "its IP filter lets this computer's address through"},
    }};
    std::string advice;
    switch (cause) {
    case AccessCause::Unknown:
        break;
    case AccessCause::Key:
        advice = "Copy key and secret again, whole, into the connection's settings. ";
        break;
    case AccessCause::Expired:
        advice = "Give the account a new expiration date or new keys, and enter them in the connection's settings. ";
        break;
    case AccessCause::Rights:
        advice = "Switch on this endpoint for the account. ";
        break;
    case AccessCause::Organization:
        advice = "Add " + which +
                 " to the account's organization filter, or mend its name in the connection's "
                 "settings. ";
        break;
    case AccessCause::Address:
        advice = "Add this computer's public address to the account's IP filter, or send from an address that is in "
                 "it. ";
        break;
    }
    advice += cause == AccessCause::Unknown
                  ? "In SMC, under Admin Configuration > Access Management > Service Accounts, check: "
                  : "The account stands in SMC under Admin Configuration > Access Management > Service Accounts. If "
                    "that does "
                    "not help, check there: ";
    std::string rest;
    for (const auto &[about, check] : checks) {
        if (about != cause)
            rest += (rest.empty() ? "" : "; ") + check;
    }
    return advice + rest + ".";
}

Missing missingIn(std::string_view words, const Subject &subject)
{
    const std::string text = lowered(words);
    // The narrowest first: words about a segment name its list too.
    if (hasWord(text, lowered(subject.segment)) && text.find("segment") != std::string::npos)
        return Missing::Segment;
    if (hasWord(text, lowered(subject.list)) && text.find("list") != std::string::npos)
        return Missing::List;
    if (hasWord(text, lowered(subject.organization)) && hasAny(text, {"organization", "organisation"}))
        return Missing::Organization;
    return Missing::Unknown;
}

} // namespace smc::rest
