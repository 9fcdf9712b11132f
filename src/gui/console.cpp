// What holds the console together. Profiles stand in console_profiles.cpp, credentials in console_credentials.cpp,
// sending in console_send.cpp.
#include "console.h"

#include "console_private.h"
#include "text.h"

#include <net/telling_clock.h>
#include <vault/vault.h>
#include <workspace/files.h>

namespace smc::gui {

namespace {

QString sandboxFile(const std::string &folder)
{
    return fromUtf8(folder) + QStringLiteral("/sandbox.sqlite");
}

} // namespace

Console::Private::Private(Seams &&given)
    : folder(std::move(given.workspaceFolder))
    , store(given.credentials ? std::move(given.credentials) : std::make_unique<vault::Vault>(vault::KeychainService))
    , clock(given.clock ? std::move(given.clock) : std::make_shared<net::SystemClock>())
    , dialogs(given.dialogs ? std::move(given.dialogs) : std::make_shared<WindowDialogs>())
    , policy(given.sandbox)
    , session(given.session ? std::move(given.session) : std::make_unique<workspace::Session>(folder))
    , profileDisk(folder)
    , uiState(folder)
    , drafts(folder)
    , sandbox(sandboxFile(folder))
{
    disk.setMaxThreadCount(1);
}

Console::Console(Seams seams, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(seams)))
    , m_life(std::make_shared<const int>(0))
{
    // A sender may outlive the console by a moment.
    d->sendingClock = std::make_shared<net::TellingClock>(
        d->clock,
        [this, life = std::weak_ptr(m_life)](std::chrono::milliseconds wait) {
            if (!life.expired())
                Q_EMIT waiting(wait);
        },
        [this, life = std::weak_ptr(m_life)] {
            if (!life.expired())
                Q_EMIT goesOn();
        });
    connect(d->store.get(), &vault::CredentialStore::storageChanged, this, &Console::credentialsChanged);
    connect(&d->sandbox, &SandboxHost::stateChanged, this, &Console::followSandbox);
    makeSchemaCache();
    if (const Result<void> made = workspace::makeDirectory(d->folder); !made)
        setNotice(QStringLiteral("workspace"), fromUtf8(made.error().message));
    openHistory();
    // In the main thread, once: there is nothing to show or to hold up before the profile is known.
    workspace::ProfileList found = d->profileDisk.read();
    d->profiles = std::move(found.profiles);
    if (d->uiState.problem())
        found.problems.push_back(*d->uiState.problem());
    report(found.problems);
    const workspace::Profile &first = profileToBeginWith();
    makeCurrent(first, d->profileDisk.mapping(first.settingsJson));
    followTarget();
    d->watchProfiles(*this);
}

Console::~Console()
{
    m_life.reset();
    d->cancel.cancel();
    d->sandbox.disconnect(this);
    d->store->disconnect(this);
    d->history->disconnect(this);
}

void Console::setNotice(const QString &id, const QString &text)
{
    if (text.isEmpty())
        d->notices.erase(id);
    else
        d->notices[id] = text;
    Q_EMIT notice(id, text);
}

void Console::openHistory()
{
    d->history = std::make_unique<HistoryService>(d->folder);
    connect(d->history.get(), &HistoryService::trouble, this,
            [this](const QString &sentence) { setNotice(QStringLiteral("history"), sentence); });
    connect(d->history.get(), &HistoryService::settingsTrouble, this,
            [this](const QString &sentence) { setNotice(QStringLiteral("workspaceSettings"), sentence); });
}

void Console::followSandbox()
{
    putSettingsInForce();
    Q_EMIT sandboxChanged();
    if (usesOwnSandbox())
        Q_EMIT credentialsChanged();
}

QCoro::Task<void> Console::start()
{
    const std::weak_ptr<const int> life = m_life;
    if (usesOwnSandbox() && d->policy == SandboxPolicy::StartWithProfile)
        co_await d->sandbox.start(); // What went wrong stands in problem(); the pages show it.
    if (life.expired())
        co_return;
    co_await readCredentials();
    if (!life.expired())
        co_await d->history->opened(); // What went wrong stands in a notice.
}

QDate Console::today() const
{
    return QDateTime::fromMSecsSinceEpoch(d->clock->now().time_since_epoch().count()).date();
}

SandboxHost &Console::sandbox()
{
    return d->sandbox;
}

HistoryService &Console::history()
{
    return *d->history;
}

workspace::Drafts &Console::drafts()
{
    return d->drafts;
}

workspace::UiState &Console::uiState()
{
    return d->uiState;
}

void Console::saveUiState()
{
    const auto copy = std::make_shared<workspace::UiState>(d->uiState);
    d->files.write(
        "ui_state", [written = *copy]() mutable { return written.save(); }, this,
        [this, copy](const Result<void> &saved) {
            if (saved)
                d->uiState.markSaved(*copy);
            setNotice(QStringLiteral("uiState"), saved ? QString() : fromUtf8(saved.error().message));
        },
        FileWriter::Pace::Unhurried);
}

FileWriter &Console::files()
{
    return d->files;
}

bool Console::endedBadly() const
{
    return d->session->before() == workspace::Session::Before::EndedBadly;
}

Dialogs &Console::dialogs()
{
    return *d->dialogs;
}

net::Clock &Console::clock()
{
    return *d->clock;
}

const std::string &Console::workspaceFolder() const
{
    return d->folder;
}

const std::map<QString, QString> &Console::notices() const
{
    return d->notices;
}

} // namespace smc::gui
