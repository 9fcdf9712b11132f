// What the window works on: the profile chosen, its settings and credentials, the sandbox, sending and the history.
//
// Pages ask the console and listen to it; the console knows no page. It lives in the main thread, never blocks it, and
// everything that takes time is a coroutine.
#pragma once

#include "profile_change.h"
#include "widgets/verdict_widget.h"

#include <base/error.h>
#include <destination/prepare.h>
#include <net/http_request.h>
#include <workspace/session.h>

#include <QCoro/QCoroTask>
#include <QDate>
#include <QObject>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

class QWidget;

namespace smc::vault {
struct Credentials;
class CredentialStore;
} // namespace smc::vault
namespace smc::net {
class CancelToken;
class Clock;
struct Exchange;
class Redactor;
} // namespace smc::net
namespace smc::rest {
class Client;
struct Address;
struct Connection;
struct ConnectionReport;
struct ConnectionStep;
struct Outcome;
struct PlannedRequest;
} // namespace smc::rest
namespace smc::workspace {
enum class Environment;
class Drafts;
struct HistoryEntry;
struct Profile;
struct ProfileList;
class UiState;
} // namespace smc::workspace

namespace smc::gui {

class Dialogs;
class FileWriter;
class HistoryService;
class ProfileDisk;
struct KeptProfile;
struct MappingOnDisk;
class SandboxHost;
class SchemaCache;
class SendSession;
struct Question;

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
    std::unique_ptr<workspace::Session> session; ///< Nothing: one is begun on the folder.
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
    std::int64_t timeMs = 0;            ///< When the last of these was sent, as it stands there; 0 for none.
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

    /// Starts what takes time: credentials and sandbox of the current profile. The constructor has read the workspace,
    /// made the first profile where there was none, and selected the last one. Call once.
    QCoro::Task<void> start();

    // --- Profiles ---------------------------------------------------------------------------------------------------
    const std::vector<workspace::Profile> &profiles() const; ///< By name.
    const workspace::Profile &profile() const;               ///< The current one.
    /// Nothing is sent and no page of a profile takes input until it is there: what is typed or sent meanwhile would go
    /// to the one that is left.
    QCoro::Task<Result<void>> select(std::string profileId);
    /// Changes the profile when its turn comes, as it stands on disk then; the current one's new settings are in force
    /// at once. Where its settings could not be read before and are others now, a copy of its file is set aside first.
    QCoro::Task<Result<void>> save(std::string profileId, ProfileChange change);
    /// Keeps a new profile; its id.
    QCoro::Task<Result<std::string>> add(workspace::Profile profile);
    /// A profile with nothing in it yet; `name` gets a number where it is taken. Its id.
    QCoro::Task<Result<std::string>> create(std::string name);
    QCoro::Task<Result<void>> remove(std::string profileId);
    QCoro::Task<Result<std::string>> duplicate(std::string profileId); ///< The copy's id. Secrets are not copied.

    /// Another profile is on its way until the last of these is gone: for who is going to select() one. Keep it no
    /// longer than that takes.
    std::shared_ptr<const void> beginSwitch();
    bool isSwitching() const;

    /// For buttons and sentences: "Sandbox", "PRODUCTION: Acme".
    QString targetText() const;
    bool isProduction() const;

    // --- The destination --------------------------------------------------------------------------------------------
    /// Settings in force (the sandbox's address filled in) and the preset: what prepare() wants.
    const destination::Destination &destination() const;

    /// save() for the settings of the current profile alone: "Add it to Allowed Events". What stands among them besides
    /// stays. Refused where they can't be read (settings_unreadable).
    QCoro::Task<Result<void>> changeSettings(std::function<void(destination::Settings &)> change);
    /// The current profile's mapping as it was read last, also where it can't be used. Errors: preset_unreadable,
    /// preset_too_large.
    const Result<std::string> &mappingText() const;
    /// Where it stands; empty for the preset that comes with the program.
    std::string mappingFile() const;
    /// Keeps `mapping` in the profile's file, or in one of its own where it had none, and `filters` in its settings:
    /// both, or neither. Then they are in force. The preset that comes with the program needs no file. Errors:
    /// preset_invalid, those of files and of changeSettings().
    QCoro::Task<Result<void>> saveMapping(std::string mapping, destination::Filters filters);
    /// Takes the mapping from disk where somebody has changed it there.
    QCoro::Task<void> reloadMapping();

    /// The current profile's settings as they are stored.
    const destination::Settings &storedSettings() const;
    /// True where the settings name no address and the environment is sandbox: the embedded one is meant.
    bool usesOwnSandbox() const;
    /// It is the one that events go to, and faults are switched on.
    bool sandboxMisbehaves() const;
    static bool meansOwnSandbox(workspace::Environment environment, const destination::Settings &settings);

    /// Today, where the person is.
    QDate today() const;

    CredentialsState credentialsState() const;
    /// Knows the key and secret in force: every sentence that quotes an event or an answer goes through it before it is
    /// shown.
    net::Redactor redactor() const;
    /// For the current profile.
    QCoro::Task<Result<void>> storeCredentials(vault::Credentials credentials);
    QCoro::Task<Result<void>> removeCredentials();
    /// Asks again whether a keychain answers.
    QCoro::Task<void> probeKeychain();

    SandboxHost &sandbox();
    /// What the current profile's SMC holds, as far as it was read.
    SchemaCache &schema();

    // --- Sending ----------------------------------------------------------------------------------------------------
    /// The requests that `prepared` would travel as, without secrets; an error names the setting that is missing.
    Result<std::vector<rest::PlannedRequest>> requestsFor(const destination::Prepared &prepared) const;

    /// Prepares, asks where the profile is production and was not confirmed yet, sends, records. `stamp` is the one
    /// that was previewed, so that what is sent is what was shown; without it a new one is made.
    QCoro::Task<SendReport> send(std::string eventText, std::optional<destination::Stamp> stamp = {});
    /// For several events one after another. Where the profile is production, the person is asked, with their number.
    /// Errors: busy, declined, and what is missing to send at all, with the setting in `where`.
    QCoro::Task<Result<std::shared_ptr<SendSession>>> beginSession(QWidget *over, std::size_t events);
    /// All but the sending.
    QCoro::Task<SendReport> dryRun(std::string eventText, std::optional<destination::Stamp> stamp = {});
    /// Asks SMC whether it lets `settings` in: with `typed` for key and secret where it is complete, else the stored
    /// ones, or the sandbox's where it is meant. `ended`, where given, is told each step as it ends. Errors: what is
    /// missing to ask at all, with the setting in `where`.
    QCoro::Task<Result<rest::ConnectionReport>>
    testConnection(workspace::Environment environment, destination::Settings settings, vault::Credentials typed,
                   std::function<void(const rest::ConnectionStep &)> ended = {});
    /// Ends what runs: send() and testConnection().
    void cancel();
    /// Nothing can be sent or tested now: something is, or another profile is on its way.
    bool isBusy() const;

    HistoryService &history(); ///< Its answers are errors where it can't be opened; notice() has said why.
    workspace::Drafts &drafts();
    workspace::UiState &uiState();
    /// Begins to write uiState(), beside the main thread; a notice says where it can't be.
    void saveUiState();
    /// For what is to be on disk soon, and must not hold up the window.
    FileWriter &files();
    /// The console before this one on the workspace was killed, or crashed.
    bool endedBadly() const;
    Dialogs &dialogs();
    net::Clock &clock();
    const std::string &workspaceFolder() const;
    /// What notice() has said and still holds, by id.
    const std::map<QString, QString> &notices() const;

Q_SIGNALS:
    /// Another profile is current, or its name or environment changed.
    void profileChanged();
    void profilesChanged();
    void switchingChanged();
    /// destination() gives something else now.
    void settingsChanged();
    void credentialsChanged();
    void sandboxChanged();
    void busyChanged();
    /// SMC has not taken what is under way: it is sent again after `wait`.
    void waiting(std::chrono::milliseconds wait);
    /// That time has come: it is under way again.
    void goesOn();
    /// A new entry stands in the history.
    void exchangeRecorded(qint64 entryId);
    /// Something that concerns the whole console went wrong, for a banner: a damaged profile file, a full disk. An
    /// empty text takes it back.
    void notice(const QString &id, const QString &text);

private:
    void setNotice(const QString &id, const QString &text);
    void openHistory();
    void report(const std::vector<Error> &problems);
    const workspace::Profile &profileToBeginWith() const;
    void makeCurrent(const workspace::Profile &profile, MappingOnDisk mapping);
    enum class InForce { AsBefore, Changed };
    InForce putSettingsInForce();
    InForce putMappingInForce(MappingOnDisk mapping);
    /// In its turn, `work` on the profile as it is known then; and what follows from it.
    using ProfileWork = std::function<Result<KeptProfile>(ProfileDisk &disk, const workspace::Profile &known)>;
    QCoro::Task<Result<void>> keepProfile(std::string profileId, ProfileWork work);
    void take(KeptProfile kept);
    Error inWords(Error error, const std::string &profileId) const;
    /// `make` gives the profile once it is its turn.
    QCoro::Task<Result<std::string>> addAs(std::function<Result<workspace::Profile>()> make, std::string copiedFrom);
    void followSandbox();
    void makeSchemaCache();
    void followTarget();

    QCoro::Task<void> readCredentials();
    vault::Credentials credentialsInForce() const;
    enum class Sandbox { Own, None };
    Sandbox sandboxInForce() const { return usesOwnSandbox() ? Sandbox::Own : Sandbox::None; }
    static Result<rest::Address> addressOf(const destination::Settings &settings, Sandbox sandbox);
    static Result<rest::Connection> connection(const destination::Settings &settings, Sandbox sandbox,
                                               const vault::Credentials &credentials);
    QCoro::Task<bool> mayReachProduction(QWidget *over);
    Question runQuestion(std::size_t events) const;
    friend class SendSession;
    enum class Busy { No, Yes };
    void setBusy(Busy busy);
    /// Errors: busy, switching.
    Result<void> freeToSend() const;
    /// Sends what is ready, and keeps each exchange under what `blank` says. `client` must outlive it.
    QCoro::Task<SendReport> transmit(rest::Client &client, destination::Prepared prepared,
                                     workspace::HistoryEntry blank, net::CancelToken cancel);

    /// `todo` with what the profile says of its key's last day.
    QString withExpiry(const std::string &profileId, const QString &todo) const;

    workspace::HistoryEntry blankEntry() const;
    workspace::HistoryEntry entryFor(const destination::Prepared &prepared, const SendReport &report) const;
    workspace::HistoryEntry entryFor(const rest::ConnectionStep &step) const;
    static workspace::HistoryEntry filled(workspace::HistoryEntry entry, const net::Exchange &exchange,
                                          const rest::Outcome &outcome);
    /// Into the history; its id, where it could be kept.
    QCoro::Task<std::optional<std::int64_t>> keep(workspace::HistoryEntry entry);

    class Private;
    std::unique_ptr<Private> d;
    std::shared_ptr<const int> m_life; ///< Gone once the console is: what coroutines look at after a pause.
};

} // namespace smc::gui
