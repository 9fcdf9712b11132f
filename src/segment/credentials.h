// Finds what looks like a credential in text that people paste: commands, headers, program text, addresses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smc::segment {

/// A text with CredentialMask in the place of each credential.
struct WithoutCredentials
{
    std::string text;
    std::vector<std::string> leftOut; ///< Where they stood, each once: "X-ApiKey", "-u", "writeKey"; at most 10.
};

inline constexpr std::string_view CredentialMask = "***";

/// Takes out of `text`, which may be anything:
///
/// - the values of headers for credentials, such as Authorization and Cookie (credential_names.cpp), as commands, code
///   and recordings spell them, or on a line of their own; in a recording each cookie, too
/// - what curl's options for users, passwords, cookies and tokens say (curl's manual: -u, -U, -b and their long names)
/// - what is called writeKey, apiKey, apiSecret, SMC_API_KEY or SMC_API_SECRET, with or without underscores, and the
///   key of `analytics.load('…')` and `new Analytics('…')`
/// - what is called a password, secret, token, signature, session or the like (credential_names.cpp): in a query or a
///   form, in JSON, in the name and value of a recording, in program text, in an element of XML; also where such a text
///   is escaped within another
/// - user and password in an address, `https://user:password@host`
///
/// What only names a credential stays: `$WRITE_KEY`, `{{key}}`, `config.writeKey`. A number in JSON becomes a string.
/// Takes time in proportion to the text.
WithoutCredentials withoutCredentials(std::string_view text);

} // namespace smc::segment
