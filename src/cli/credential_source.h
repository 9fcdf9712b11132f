// Where key and secret come from.
#pragma once

#include "profile_choice.h"

#include <vault/credentials.h>

#include <QCoroTask>

#include <cstdint>

namespace smc::cli {

enum class CredentialSource : std::uint8_t {
    StandardInput, ///< As readCredentials() reads it.
    Found,         ///< SMC_API_KEY and SMC_API_SECRET where set, else the keychain for a stored profile.
};

/// Key and secret for `chosen`. Errors: credential_missing (nowhere any; the sentence says what to do),
/// credential_half (one of the two variables is set), those of the vault and of readCredentials().
QCoro::Task<Result<vault::Credentials>> findCredentials(ChosenProfile chosen, CredentialSource source);

} // namespace smc::cli
