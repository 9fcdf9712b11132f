// What the window works on: the profile chosen, its settings and credentials, the sandbox, sending and the history.
//
// Pages ask the console and listen to it; the console knows no page. It lives in the main thread, never blocks it, and
// everything that takes time is a coroutine.
#pragma once

#include "widgets/verdict_widget.h"

#include <base/error.h>
#include <destination/prepare.h>
#include <net/http_request.h>

#include <QCoro/QCoroTask>
#include <QObject>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace smc::vault {
struct Credentials;
class CredentialStore;
} // namespace smc::vault
namespace smc::net {
class Clock;
} // namespace smc::net
namespace smc::workspace {
class Drafts;
class HistoryStore;
struct Profile;
class UiState;
} // namespace smc::workspace

namespace smc::gui {

class Dialogs;
class SandboxHost;

/// Whether choosing a sandbox profile starts the embedded sandbox.
enum class SandboxPolicy {
    StartWithProfile,
    OnlyWhenAsked,
};

/// What the console is given. All but the folder has a sensible default; tests replace what they want to see.
struct Seams
{
    std::string workspaceFolder;                         ///< In UTF-8; made where it does not exist.
    std::unique_ptr<vault::CredentialStore> credentials; ///< Nothing: the system's keychain.
    std::shared_ptr<net::Clock> clock;                   ///< Nothing: the computer's.
    std::shared_ptr<Dialogs> dialogs;                    ///< Nothing: real ones.
    SandboxPolicy sandbox = SandboxPolicy::StartWithProfile;
};

/// What came of one press of Send or Dry run.
struct SendReport
{
    enum class Result {
        Accepted, ///< SMC took every delivery.
        Rejected, ///< SMC answered, and refused at least one of them.
        Failed,   ///< No usable answer.
        NotSent,  ///< Nothing to send: not valid, discarded, settings incomplete, or a dry run.
        Declined, ///< The person was asked, and said no.
        Cancelled,
    };
    Result result = Result::NotSent;
    VerdictContent verdict;             ///< It in words.
    std::vector<std::int64_t> entryIds; ///< In the history, in the order of sending.
};

/// Where the current profile's key and secret are.
struct CredentialsState
{
    enum class Where { None, Keychain, ThisSession, Sandbox };
    Where where = Where::None;
    bool keychainAnswers = true;
    QString reason; ///< Why no keychain is used; empty where one is.
};

class Console : public QObject
{
    Q_OBJECT

public:
    explicit Console(Seams seams, QObject *parent = nullptr);
    ~Console() override;

    /// Reads the workspace, makes the first profile where there is none, and selects the last one. Call once.
    QCoro::Task<void> start();

    // --- Profiles ---------------------------------------------------------------------------------------------------
    const std::vector<workspace::Profile> &profiles() const; ///< By name.
    const workspace::Profile &profile() const;               ///< The current one.
    QCoro::Task<Result<void>> select(std::string profileId);
    /// Keeps `profile`, new or changed; the current one's new settings are in force at once.
    Result<void> save(workspace::Profile profile);
    QCoro::Task<Result<void>> remove(std::string profileId);
    Result<std::string> duplicate(std::string profileId); ///< The copy's id. Secrets are not copied.

    /// For buttons and sentences: "Sandbox", "PRODUCTION: Acme".
    QString targetText() const;
    bool isProduction() const;

    // --- The destination --------------------------------------------------------------------------------------------
    /// Settings in force (the sandbox's address filled in) and the preset: what prepare() wants.
    const destination::Destination &destination() const;

    CredentialsState credentialsState() const;
    QCoro::Task<Result<void>> storeCredentials(vault::Credentials credentials);
    QCoro::Task<Result<void>> removeCredentials();

    SandboxHost &sandbox();

    // --- Sending ----------------------------------------------------------------------------------------------------
    /// The requests that `prepared` would travel as, without secrets; an error names the setting that is missing.
    Result<std::vector<net::HttpRequest>> requestsFor(const destination::Prepared &prepared) const;

    /// Prepares, asks where the profile is production and was not confirmed yet, sends, records. `stamp` is the one
    /// that was previewed, so that what is sent is what was shown; without it a new one is made.
    QCoro::Task<SendReport> send(std::string eventText, std::optional<destination::Stamp> stamp = {});
    /// All but the sending.
    QCoro::Task<SendReport> dryRun(std::string eventText, std::optional<destination::Stamp> stamp = {});
    /// Ends what runs: send() and testConnection().
    void cancel();
    bool isBusy() const;

    workspace::HistoryStore *history(); ///< Nothing where it can't be opened; notice() has said why.
    workspace::Drafts &drafts();
    workspace::UiState &uiState();
    Dialogs &dialogs();
    net::Clock &clock();
    const std::string &workspaceFolder() const;

Q_SIGNALS:
    /// Another profile is current, or its name or environment changed.
    void profileChanged();
    void profilesChanged();
    /// destination() gives something else now.
    void settingsChanged();
    void credentialsChanged();
    void sandboxChanged();
    void busyChanged();
    /// A new entry stands in the history.
    void exchangeRecorded(qint64 entryId);
    /// Something that concerns the whole console went wrong, for a banner: a damaged profile file, a full disk.
    void notice(const QString &id, const QString &text);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace smc::gui
