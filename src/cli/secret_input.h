// Key and secret from standard input: a pipe, or a person who types them unseen.
#pragma once

#include <base/error.h>
#include <vault/credentials.h>

namespace smc::cli {

/// Reads key and secret: `key:secret`, or the key in one line and the secret in the next. A terminal is asked for them
/// with a question on stderr and does not show what is typed. Reads no further than the lines it needs. Errors:
/// credential_missing where the input ends too soon, credential_too_long, and those of vault::parseCredentials().
Result<vault::Credentials> readCredentials();

} // namespace smc::cli
