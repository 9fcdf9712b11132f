// Key and secret from standard input: a pipe, or a person who types them unseen.
#pragma once

#include <base/error.h>
#include <vault/credentials.h>

#include <cstdint>

namespace smc::cli {

enum class SecretForm : std::uint8_t {
    OneLine,       ///< `key:secret`.
    OneOrTwoLines, ///< That, or the key in one line and the secret in the next.
};

/// Reads key and secret. A terminal is asked for them with a question on stderr and does not show what is typed.
/// Reads no further than the lines it needs. Errors: credential_missing where the input ends too soon,
/// credential_too_long, and those of vault::check() and vault::parseCredentials().
Result<vault::Credentials> readCredentials(SecretForm form);

} // namespace smc::cli
