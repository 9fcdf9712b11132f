// The way to SMC that a profile gives.
#pragma once

#include "credential_source.h"

#include <rest/client.h>

namespace smc::cli {

/// Address and transport of `chosen`, which checkForSending() found in good order; without a key.
rest::Connection connectionOf(const ChosenProfile &chosen);

/// The same with key and secret. Errors: those of findCredentials().
QCoro::Task<Result<rest::Connection>> connectionWithKey(ChosenProfile chosen, CredentialSource source);

} // namespace smc::cli
