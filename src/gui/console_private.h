// What Console keeps; for its own translation units only.
#pragma once

#include "background.h"
#include "console.h"
#include "dialogs.h"
#include "drafts/file_writer.h"
#include "folder_watch.h"
#include "history_service.h"
#include "profile_disk.h"
#include "sandbox_host.h"
#include "schema_cache.h"
#include "turns.h"

#include <net/cancel.h>
#include <net/clock.h>
#include <rest/client.h>
#include <vault/credential_store.h>
#include <workspace/drafts.h>
#include <workspace/session.h>
#include <workspace/uistate.h>

#include <QThreadPool>
#include <QTimer>

#include <optional>
#include <set>
#include <utility>

namespace smc::gui {

/// What is to be done on the disk, in its thread; holds values only.
template <typename R>
using DiskWork = std::function<R(ProfileDisk &)>;

/// The R of a `begin` that gives a Result<DiskWork<R>>.
template <typename Begin>
using DiskAnswer = typename std::invoke_result_t<Begin>::value_type::result_type;

class Console::Private
{
public:
    explicit Private(Seams &&given);

    workspace::Profile *find(const std::string &id);

    /// Follows what other programs do to the profiles on disk. The current one is never taken away, and its settings
    /// stay as they are while something is on its way.
    void watchProfiles(Console &console);
    QCoro::Task<void> readProfilesAnew(Console &console);
    void takeFromElsewhere(Console &console, KeptProfile read);

    /// Does one thing to profiles and mappings on disk, in its turn. `begin` is asked once it is its turn, so that what
    /// stands then is what it begins at: it gives a Result<DiskWork<R>>. The work is done beside the main thread, and
    /// `take` puts the R in force before the next turn begins; it gives a Result. Errors: those of both, and cancelled
    /// where `life` is over meanwhile: then nothing of the console may be touched.
    template <typename Begin, typename Take>
    auto inTurn(std::weak_ptr<const int> life, Begin begin, Take take)
        -> QCoro::Task<std::invoke_result_t<Take, DiskAnswer<Begin>>>;

    std::string folder;
    std::unique_ptr<vault::CredentialStore> store;
    std::shared_ptr<net::Clock> clock;
    std::shared_ptr<net::Clock> sendingClock; ///< The same, and tells of long waits.
    std::shared_ptr<Dialogs> dialogs;
    SandboxPolicy policy;
    std::unique_ptr<workspace::Session> session;

    ProfileDisk profileDisk;
    workspace::UiState uiState;
    workspace::Drafts drafts;
    std::unique_ptr<HistoryService> history;
    SandboxHost sandbox;
    std::unique_ptr<SchemaCache> schema;
    std::map<QString, QString> notices;

    std::vector<workspace::Profile> profiles;
    std::unique_ptr<FolderWatch> profileWatch;
    QTimer profilesSettled; ///< A file comes in several steps.
    std::string currentId;
    workspace::Profile current;
    destination::Settings stored;
    destination::Destination destination;
    Result<std::string> mapping = std::string(destination::Preset::smcText()); ///< As it was read last.

    vault::Credentials credentials;
    vault::Storage credentialsIn = vault::Storage::Unknown;
    unsigned credentialsTurn = 0; ///< So that a slow answer of the keychain does not overtake a newer question.

    std::set<std::string> confirmed; ///< Production destinations that the person has said yes to in this session.
    net::CancelSource cancel;
    bool busy = false;
    int switches = 0; ///< That are under way to another profile.

    Turns turns;      ///< For what changes profiles and mappings.
    QThreadPool disk; ///< Of one thread. Late, like what follows: what is on its way is written before anything goes.
    FileWriter files;
};

template <typename Begin, typename Take>
auto Console::Private::inTurn(std::weak_ptr<const int> life, Begin begin, Take take)
    -> QCoro::Task<std::invoke_result_t<Take, DiskAnswer<Begin>>>
{
    const Turns::Turn turn = co_await turns.next();
    if (life.expired())
        co_return fail("cancelled", {});
    auto work = begin();
    if (!work)
        co_return tl::make_unexpected(work.error());
    auto onDisk = [disk = profileDisk, work = *std::move(work)]() mutable { return work(disk); };
    auto task = inBackground(disk, std::move(onDisk));
    auto answer = co_await task;
    if (life.expired())
        co_return fail("cancelled", {});
    co_return take(std::move(answer));
}

} // namespace smc::gui
