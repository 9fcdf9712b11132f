#include "credential_source.h"

#include "secret_input.h"

#include <vault/vault.h>

#include <cstdlib>
#include <optional>

namespace smc::cli {

namespace {

SecretString variable(const char *name)
{
    const char *const value = std::getenv(name);
    return SecretString(value ? value : "");
}

/// Nothing where neither variable is set.
Result<std::optional<vault::Credentials>> fromEnvironment()
{
    vault::Credentials credentials{variable("SMC_API_KEY"), variable("SMC_API_SECRET")};
    if (credentials.isEmpty())
        return std::nullopt;
    if (!credentials.complete())
        return fail("credential_half", std::string("Only one of SMC_API_KEY and SMC_API_SECRET is set; ") +
                                           (credentials.apiKey.isEmpty() ? "SMC_API_KEY" : "SMC_API_SECRET") +
                                           " is missing or empty.");
    if (auto good = vault::check(credentials); !good)
        return tl::make_unexpected(good.error());
    return credentials;
}

std::string noneFound(const ChosenProfile &chosen, const std::string &keychainReason)
{
    std::string text =
        "There is no API key for profile " + describe(chosen) +
        ". Set SMC_API_KEY and SMC_API_SECRET, or give key:secret on standard input with --credentials-stdin";
    if (chosen.kind == ChosenProfile::Kind::Stored)
        text += ", or store them with 'smcctl --profile \"" + chosen.profile.name + "\" credential set'";
    text += '.';
    if (!keychainReason.empty())
        text += ' ' + keychainReason;
    return text;
}

} // namespace

QCoro::Task<Result<vault::Credentials>> findCredentials(ChosenProfile chosen, CredentialSource source)
{
    if (source == CredentialSource::StandardInput)
        co_return readCredentials();

    auto fromVariables = fromEnvironment();
    if (!fromVariables)
        co_return tl::make_unexpected(fromVariables.error());
    if (*fromVariables)
        co_return std::move(**fromVariables);

    std::string reason;
    if (chosen.kind == ChosenProfile::Kind::Stored) {
        vault::Vault vault(vault::KeychainService);
        auto stored = co_await vault.read(chosen.profile.id);
        if (!stored)
            co_return tl::make_unexpected(stored.error());
        if (stored->complete())
            co_return std::move(*stored);
        reason = vault.reason();
    }
    co_return fail("credential_missing", noneFound(chosen, reason));
}

} // namespace smc::cli
