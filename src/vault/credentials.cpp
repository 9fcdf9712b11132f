#include "credentials.h"

#include <algorithm>
#include <optional>

namespace smc::vault {

namespace {

struct Half
{
    std::string_view text;
    const char *where;
    const char *name; ///< As a sentence begins with it.
};

bool isLineBreak(char c)
{
    return c == '\n' || c == '\r';
}

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

/// What SMC's keys and secrets never hold (they are base64), and JSON, sentences and quoted values do.
constexpr std::string_view MarksOfOtherText = " \"'`{}[]";

bool isBeyondAscii(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

std::optional<Error> problemOf(const Half &half)
{
    const std::string name = half.name;
    const auto problem = [&](std::string code, const std::string &sentence) {
        return Error{std::move(code), name + sentence, half.where};
    };
    const std::string_view text = half.text;
    if (text.empty())
        return problem("credential_missing", " is missing.");
    if (text.size() > MaxCredentialLength)
        return problem("credential_too_long",
                       " is longer than " + std::to_string(MaxCredentialLength) + " characters: too much was copied.");
    if (std::any_of(text.begin(), text.end(), isLineBreak))
        return problem("credential_not_single_line", " has more than one line. Copy it again, without line breaks.");
    if (std::any_of(text.begin(), text.end(), isControl))
        return problem("credential_control_character",
                       " contains an invisible control character, such as a tab. Copy it again.");
    if (std::any_of(text.begin(), text.end(), isBeyondAscii))
        return problem("credential_not_ascii",
                       " contains a character that an HTTP header can't carry, such as an accented letter, "
                       "a typographic quote or a no-break space.");
    if (text.front() == ' ' || text.back() == ' ')
        return problem("credential_outer_space", " begins or ends with a space, probably copied along with it.");
    if (text.find_first_of(MarksOfOtherText) != std::string_view::npos)
        return problem("credential_other_text", " contains a space, a quote, a brace or a bracket, which no key or "
                                                "secret of SMC does: something else was copied.");
    return std::nullopt;
}

} // namespace

Result<void> check(const Credentials &credentials)
{
    const Half halves[] = {{credentials.apiKey.reveal(), "apiKey", "The API key"},
                           {credentials.apiSecret.reveal(), "apiSecret", "The API secret"}};
    for (const Half &half : halves) {
        if (auto problem = problemOf(half))
            return tl::make_unexpected(std::move(*problem));
    }
    if (halves[0].text.find(':') != std::string_view::npos)
        return fail("credential_key_has_colon",
                    "The API key contains ':'. SMC shows key and secret as key:secret; enter the two halves apart.",
                    "apiKey");
    return {};
}

SecretString headerValue(const Credentials &credentials)
{
    std::string text;
    text.reserve(credentials.apiKey.reveal().size() + 1 + credentials.apiSecret.reveal().size());
    text.append(credentials.apiKey.reveal()).append(1, ':').append(credentials.apiSecret.reveal());
    SecretString value(text);
    wipe(text);
    return value;
}

Result<Credentials> parseCredentials(std::string_view keyAndSecret)
{
    if (keyAndSecret.ends_with('\n'))
        keyAndSecret.remove_suffix(1);
    if (keyAndSecret.ends_with('\r'))
        keyAndSecret.remove_suffix(1);
    const auto colon = keyAndSecret.find(':');
    if (colon == std::string_view::npos)
        return fail("credential_form",
                    "Key and secret are expected in one line as key:secret, with a ':' between them.");
    Credentials credentials{SecretString(keyAndSecret.substr(0, colon)), SecretString(keyAndSecret.substr(colon + 1))};
    if (auto checked = check(credentials); !checked)
        return tl::make_unexpected(std::move(checked.error()));
    return credentials;
}

} // namespace smc::vault
