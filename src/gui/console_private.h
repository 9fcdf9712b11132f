// What Console keeps; for its own translation units only.
#pragma once

#include "console.h"
#include "dialogs.h"
#include "drafts/file_writer.h"
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

#include <optional>
#include <set>
#include <utility>

namespace smc::gui {

class Console::Private
{
public:
    explicit Private(Seams &&given);

    workspace::Profile *find(const std::string &id);

    std::string folder;
    std::unique_ptr<vault::CredentialStore> store;
    std::shared_ptr<net::Clock> clock;
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

    Turns turns;      ///< For what changes profiles and mappings.
    QThreadPool disk; ///< Of one thread. Late, like what follows: what is on its way is written before anything goes.
    FileWriter files;
};

} // namespace smc::gui
