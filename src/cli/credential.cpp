#include "commands.h"
#include "credential_source.h"
#include "event_loop.h"
#include "output.h"
#include "say.h"
#include "secret_input.h"

#include <json/writer.h>
#include <vault/vault.h>

namespace smc::cli {

namespace {

ExitCode noKeychain(const vault::Vault &vault, std::string_view consequence)
{
    return giveUp(ExitCode::Unreachable, vault.reason() + ' ' + std::string(consequence));
}

constexpr std::string_view NothingStored =
    "Nothing was stored. Set SMC_API_KEY and SMC_API_SECRET for each run instead, or use --credentials-stdin.";
constexpr std::string_view NothingRemoved = "A key of this profile may still be in it.";
constexpr std::string_view NothingKnown =
    "Without one, 'smcctl' takes the key from SMC_API_KEY and SMC_API_SECRET, or with --credentials-stdin.";

void writeStatus(const ChosenProfile &chosen, std::string_view keychain, std::string_view stored)
{
    json::Writer writer;
    writer.object([&] {
        writer.member("profile", std::string_view(chosen.profile.name));
        writer.member("id", std::string_view(chosen.profile.id));
        writer.member("storage", keychain);
        writer.key("stored").raw(stored);
    });
    Output().write(writer.take() + '\n');
}

/// What came of storing or removing: only what reached the keychain counts.
ExitCode conclude(const ChosenProfile &chosen, const vault::Vault &vault, const Result<vault::Storage> &reached,
                  std::string_view stored, std::string_view otherwise)
{
    if (!reached)
        return giveUp(ExitCode::Unreachable, reached.error());
    if (*reached != vault::Storage::Keychain)
        return noKeychain(vault, otherwise);
    writeStatus(chosen, "keychain", stored);
    return ExitCode::Done;
}

QCoro::Task<ExitCode> set(ChosenProfile chosen)
{
    vault::Vault vault(vault::KeychainService);
    if (co_await vault.probe() != vault::Storage::Keychain)
        co_return noKeychain(vault, NothingStored);
    auto credentials = readCredentials();
    if (!credentials)
        co_return giveUp(ExitCode::Usage, credentials.error());
    const auto stored = co_await vault.write(chosen.profile.id, std::move(*credentials));
    co_return conclude(chosen, vault, stored, "true", NothingStored);
}

QCoro::Task<ExitCode> clear(ChosenProfile chosen)
{
    vault::Vault vault(vault::KeychainService);
    const auto removed = co_await vault.remove(chosen.profile.id);
    co_return conclude(chosen, vault, removed, "false", NothingRemoved);
}

QCoro::Task<ExitCode> status(ChosenProfile chosen)
{
    vault::Vault vault(vault::KeychainService);
    if (co_await vault.probe() != vault::Storage::Keychain) {
        writeStatus(chosen, "none", "null");
        co_return noKeychain(vault, NothingKnown);
    }
    const auto stored = co_await vault.read(chosen.profile.id);
    if (!stored)
        co_return giveUp(ExitCode::Unreachable, stored.error());
    writeStatus(chosen, "keychain", stored->complete() ? "true" : "false");
    co_return ExitCode::Done;
}

Result<ChosenProfile> chooseStored(const GlobalOptions &global)
{
    auto chosen = chooseProfile(global);
    if (chosen && chosen->kind != ChosenProfile::Kind::Stored)
        return fail("profile_not_stored", "The keychain keeps keys of stored profiles only, and '" + global.profile +
                                              "' is a file. Store it with 'smcctl profile set NAME --from " +
                                              global.profile + "', or use SMC_API_KEY and SMC_API_SECRET.");
    return chosen;
}

} // namespace

ExitCode credential(const GlobalOptions &global, const CredentialOptions &options)
{
    const auto chosen = chooseStored(global);
    if (!chosen)
        return giveUp(ExitCode::Usage, chosen.error());
    switch (options.action) {
    case CredentialOptions::Action::Set:
        return runInEventLoop([&] { return set(*chosen); });
    case CredentialOptions::Action::Clear:
        return runInEventLoop([&] { return clear(*chosen); });
    case CredentialOptions::Action::Status:
        return runInEventLoop([&] { return status(*chosen); });
    }
    return ExitCode::Usage;
}

} // namespace smc::cli
