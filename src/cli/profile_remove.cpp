#include "commands.h"
#include "credential_source.h"
#include "event_loop.h"
#include "output.h"
#include "say.h"
#include "stored_profile.h"

#include <json/writer.h>
#include <vault/vault.h>
#include <workspace/directory.h>
#include <workspace/profile_store.h>

namespace smc::cli {

namespace {

/// Key and secret go first: a profile that is gone could not lead to them any more.
QCoro::Task<ExitCode> removeBoth(workspace::ProfileStore store, workspace::Profile profile)
{
    vault::Vault vault(vault::KeychainService);
    const auto forgotten = co_await vault.remove(profile.id);
    if (!forgotten)
        co_return giveUp(ExitCode::Unreachable, forgotten.error());
    const bool hasKeychain = *forgotten == vault::Storage::Keychain;

    if (const auto removed = store.remove(profile.id); !removed)
        co_return giveUp(ExitCode::Usage, removed.error());
    json::Writer writer;
    writer.object([&] {
        writer.member("removed", std::string_view(profile.name));
        writer.member("id", std::string_view(profile.id));
    });
    Output().write(writer.take() + '\n');
    if (!hasKeychain)
        say("The keychain could not be asked, so an API key of this profile may still be in it. " + vault.reason());
    co_return ExitCode::Done;
}

} // namespace

ExitCode removeProfile(const GlobalOptions &global, const ProfileRemoveOptions &options)
{
    workspace::ProfileStore store(workspace::workspaceDirectory(global.workspace));
    const auto profile = storedProfile(store, options.name);
    if (!profile)
        return giveUp(ExitCode::Usage, profile.error());
    return runInEventLoop([&] { return removeBoth(store, *profile); });
}

} // namespace smc::cli
