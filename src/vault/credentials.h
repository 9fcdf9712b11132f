// The key and the secret of an SMC service account.
#pragma once

#include <base/error.h>
#include <base/secret_string.h>

#include <string>
#include <string_view>

namespace smc::vault {

struct Credentials
{
    SecretString apiKey;
    SecretString apiSecret;

    /// True where both halves are there.
    bool complete() const { return !apiKey.isEmpty() && !apiSecret.isEmpty(); }
    bool isEmpty() const { return apiKey.isEmpty() && apiSecret.isEmpty(); }

    bool operator==(const Credentials &) const = default;
};

/// Longest key and longest secret, in bytes: the Windows credential store takes 2560 bytes an entry.
constexpr std::size_t MaxCredentialLength = 1024;

/// Nothing where SMC can be sent `credentials`, or the first reason why not; `where` is "apiKey" or "apiSecret".
///
/// Both halves must be there, at most MaxCredentialLength bytes long, of printable ASCII (they travel in an HTTP
/// header), without spaces, quotes, braces and brackets, which tell that another text was copied; the key holds no ':',
/// since SMC wants both as `key:secret` (SMC API, X-ApiKey). Codes: credential_missing, credential_too_long,
/// credential_not_single_line, credential_control_character, credential_not_ascii, credential_outer_space,
/// credential_other_text, credential_key_has_colon.
Result<void> check(const Credentials &credentials);

/// `key:secret`: the value of the header X-ApiKey, and what the keychain keeps.
SecretString headerValue(const Credentials &credentials);

/// Reads `key:secret`, one line (a line end behind it is dropped), and checks it.
/// Codes: those of check(), and credential_form where there is no ':'.
Result<Credentials> parseCredentials(std::string_view keyAndSecret);

} // namespace smc::vault
