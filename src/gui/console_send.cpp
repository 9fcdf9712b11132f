#include "background.h"
#include "console.h"
#include "console_private.h"
#include "key_expiry.h"
#include "send_words.h"
#include "target_words.h"
#include "text.h"

#include <net/exchange_json.h>
#include <net/redaction.h>
#include <rest/answer.h>
#include <rest/dispatcher.h>
#include <rest/plan.h>
#include <rest/redacted.h>
#include <workspace/spool_folder.h>

#include <algorithm>

namespace smc::gui {

namespace {

/// One request of a send, for the history.
struct Recorded
{
    net::Exchange exchange;
    rest::Outcome outcome;
};

rest::ConnectionStep redacted(rest::ConnectionStep step, const net::Redactor &redactor)
{
    step.sentence = redactor.sentence(step.sentence); // Quotes SMC's own words.
    step.advice = redactor.sentence(step.advice);
    return step;
}

/// Profile, address and organization: another of these is another question.
std::string confirmationKey(const std::string &profileId, const destination::Settings &settings)
{
    return profileId + '\n' + settings.smcAdminUrl + '\n' + settings.organization;
}

} // namespace

Result<rest::Address> Console::addressOf(const destination::Settings &settings, Sandbox sandbox)
{
    if (sandbox == Sandbox::Own && settings.smcAdminUrl.empty())
        return fail("sandbox_stopped", toUtf8(tr("The sandbox does not run. Start it, then try again.")), "sandbox");
    Result<destination::AdminUrl> url = destination::AdminUrl::parse(settings.smcAdminUrl);
    if (!url)
        return fail(url.error().code, url.error().message, "smcAdminUrl");
    if (settings.organization.empty())
        return fail("organization_missing", toUtf8(tr("The organization is missing.")), "organization");
    for (destination::SettingsProblem &problem : destination::check(settings)) {
        if (problem.setting == "organization") // "." and "..", which no request may be sent to.
            return tl::make_unexpected(std::move(problem.error));
    }
    return rest::Address{std::move(*url), settings.organization};
}

Result<rest::Connection> Console::connection(const destination::Settings &settings, Sandbox sandbox,
                                             const vault::Credentials &credentials)
{
    Result<rest::Address> address = addressOf(settings, sandbox);
    if (!address)
        return tl::make_unexpected(address.error());
    if (!credentials.complete())
        return fail("credentials_missing", toUtf8(tr("The API key and its secret are missing.")), "credentials");
    return rest::Connection{.address = std::move(*address),
                            .apiKey = credentials.apiKey,
                            .apiSecret = credentials.apiSecret,
                            .transport = rest::transportFor(settings)};
}

vault::Credentials Console::credentialsInForce() const
{
    return usesOwnSandbox() ? d->sandbox.credentials() : d->credentials;
}

net::Redactor Console::redactor() const
{
    const vault::Credentials credentials = credentialsInForce();
    const rest::Connection holder{.apiKey = credentials.apiKey, .apiSecret = credentials.apiSecret};
    return holder.redactor();
}

Result<std::vector<rest::PlannedRequest>> Console::requestsFor(const destination::Prepared &prepared) const
{
    const Result<rest::Address> address = addressOf(d->destination.settings, sandboxInForce());
    if (!address)
        return tl::make_unexpected(address.error());
    Result<std::vector<rest::PlannedRequest>> requests = rest::plan(*address, prepared);
    if (requests) {
        for (rest::PlannedRequest &planned : *requests)
            planned.request.secret = net::SecretHeader{"X-ApiKey", {}, "$SMC_API_KEY:$SMC_API_SECRET"};
    }
    return requests;
}

void Console::makeSchemaCache()
{
    d->schema = std::make_unique<SchemaCache>(
        [this]() -> Result<rest::Client> {
            Result<rest::Connection> way = connection(d->destination.settings, sandboxInForce(), credentialsInForce());
            if (!way)
                return tl::make_unexpected(way.error());
            return rest::Client(std::move(*way), d->clock);
        },
        d->clock);
    // The one door knows what is known of SMC: preview, send and runs alike.
    connect(d->schema.get(), &SchemaCache::changed, this,
            [this] { d->destination.fields = rest::knownFields(d->schema->schema()); });
    for (const auto signal : {&Console::settingsChanged, &Console::profileChanged})
        connect(this, signal, this, &Console::followTarget);
}

void Console::followTarget()
{
    const bool isSandbox = d->current.environment == workspace::Environment::Sandbox;
    d->schema->setTarget(confirmationKey(d->current.id, d->destination.settings),
                         isSandbox ? SchemaCache::Reading::WhenWanted : SchemaCache::Reading::WhenAsked);
}

SchemaCache &Console::schema()
{
    return *d->schema;
}

QCoro::Task<bool> Console::mayReachProduction(QWidget *over)
{
    if (!isProduction())
        co_return true;
    const std::string key = confirmationKey(d->current.id, d->destination.settings);
    if (d->confirmed.count(key))
        co_return true;
    const std::weak_ptr<const int> life = m_life;
    auto asking = d->dialogs->ask(over, productionQuestion(d->current, d->destination.settings));
    const QString answer = co_await asking;
    if (life.expired() || answer != QLatin1String("send"))
        co_return false;
    d->confirmed.insert(key);
    co_return true;
}

QCoro::Task<SendReport> Console::send(std::string eventText, std::optional<destination::Stamp> stamp)
{
    const std::weak_ptr<const int> life = m_life;
    if (const Result<void> isFree = freeToSend(); !isFree)
        co_return notSent(isFree.error());
    const destination::Prepared prepared =
        destination::prepare(eventText, d->destination, stamp ? *stamp : destination::makeStamp());
    if (prepared.verdict() != destination::Verdict::Ready) {
        SendReport report = redacted(reportOf(prepared), redactor());
        workspace::HistoryEntry entry = entryFor(prepared, report);
        const std::optional<std::int64_t> id = co_await keep(std::move(entry));
        if (id)
            report.entryIds.push_back(*id);
        co_return report;
    }
    Result<rest::Connection> way = connection(d->destination.settings, sandboxInForce(), credentialsInForce());
    if (!way)
        co_return notSent(way.error());
    way->policy.spoolFolder = workspace::spoolFolder(d->folder);
    const net::Redactor secrets = way->redactor();
    // The answer may take long, and another profile may be current by then: what was asked about is what is sent.
    workspace::HistoryEntry blank = entryFor(prepared, {});
    blank.eventText = secrets.text(eventText);
    const bool may = co_await mayReachProduction(nullptr);
    if (life.expired() || !may)
        co_return declined();
    if (blank.profileId != d->current.id || d->busy)
        co_return declined();

    setBusy(Busy::Yes);
    rest::Client client(std::move(*way), d->sendingClock);
    auto sending = transmit(client, prepared, blank, d->cancel.token());
    SendReport report = co_await sending;
    if (!life.expired())
        setBusy(Busy::No);
    co_return report;
}

QCoro::Task<SendReport> Console::transmit(rest::Client &client, destination::Prepared prepared,
                                          workspace::HistoryEntry blank, net::CancelToken cancel)
{
    const std::weak_ptr<const int> life = m_life;
    const net::Redactor secrets = client.connection().redactor();
    std::vector<Recorded> recorded;
    std::vector<rest::EventOutcome> outcomes;
    rest::Dispatcher::Listeners listeners;
    listeners.event = [&outcomes](const rest::EventOutcome &outcome) { outcomes.push_back(outcome); };
    listeners.sent = [&recorded](const rest::Batch &, const rest::Sent &sent) {
        recorded.push_back({sent.exchange, sent.outcome});
    };
    rest::Dispatcher run(client, rest::Dispatcher::Options{}, listeners, std::move(cancel));
    co_await run.add(0, prepared);
    co_await run.finish();
    if (life.expired())
        co_return declined();

    SendReport report =
        outcomes.empty() ? notSent(tr("Nothing was sent.")) : redacted(reportOf(outcomes.front()), secrets);
    if (!outcomes.empty() && outcomes.front().code == rest::nameOf(rest::Verdict::NotLetIn))
        report.verdict.todo = withExpiry(blank.profileId, report.verdict.todo);
    for (Recorded &one : recorded) {
        // An answer may be large, and the window must not wait until it is written down.
        auto write = [blank, secrets, one = std::move(one)] {
            return filled(blank, one.exchange, rest::redacted(one.outcome, secrets)); // Quotes values of the event.
        };
        workspace::HistoryEntry entry = co_await inBackground(std::move(write));
        if (life.expired())
            co_return report;
        report.timeMs = entry.timeMs;
        const std::optional<std::int64_t> id = co_await keep(std::move(entry));
        if (id)
            report.entryIds.push_back(*id);
        if (life.expired())
            co_return report;
    }
    co_return report;
}

QCoro::Task<SendReport> Console::dryRun(std::string eventText, std::optional<destination::Stamp> stamp)
{
    const destination::Prepared prepared =
        destination::prepare(eventText, d->destination, stamp ? *stamp : destination::makeStamp());
    if (prepared.verdict() != destination::Verdict::Ready)
        co_return redacted(reportOf(prepared), redactor());
    const Result<std::vector<rest::PlannedRequest>> requests = requestsFor(prepared);
    if (!requests)
        co_return notSent(requests.error());
    co_return redacted(dryRunReport(*requests, targetText()), redactor());
}

QCoro::Task<Result<rest::ConnectionReport>>
Console::testConnection(workspace::Environment environment, destination::Settings settings, vault::Credentials typed,
                        std::function<void(const rest::ConnectionStep &)> ended)
{
    const std::weak_ptr<const int> life = m_life;
    if (const Result<void> isFree = freeToSend(); !isFree)
        co_return tl::make_unexpected(isFree.error());
    if (const Result<void> storable = workspace::checkSettings(settings.toJson()); !storable)
        co_return fail(storable.error().code, storable.error().message, "proxyUrl");
    // What is asked may not be stored yet: the sandbox's key is for the sandbox alone, the stored one never for it.
    const bool own = meansOwnSandbox(environment, settings);
    if (own) {
        settings.smcAdminUrl = d->sandbox.address();
        settings.organization = d->sandbox.organization();
        typed = d->sandbox.credentials();
    } else if (typed.apiKey.isEmpty() != typed.apiSecret.isEmpty()) {
        // The stored pair is not what the person means now.
        const bool isKey = typed.apiKey.isEmpty();
        co_return fail("credentials_incomplete",
                       toUtf8(isKey ? tr("The API key is missing: only its secret is entered.")
                                    : tr("The API secret is missing: only the key is entered.")),
                       isKey ? "apiKey" : "apiSecret");
    } else if (!typed.complete() && !usesOwnSandbox()) {
        typed = d->credentials;
    }
    Result<rest::Connection> way = connection(settings, own ? Sandbox::Own : Sandbox::None, typed);
    if (!way)
        co_return tl::make_unexpected(way.error());
    setBusy(Busy::Yes);
    rest::Client client(std::move(*way), d->sendingClock);
    const net::Redactor secrets = client.connection().redactor();
    std::function<void(const rest::ConnectionStep &)> tell = [ended, secrets](const rest::ConnectionStep &step) {
        if (ended)
            ended(redacted(step, secrets));
    };
    auto testing = client.testConnection(settings.eventsDataListApiName, d->cancel.token(), std::move(tell));
    rest::ConnectionReport report = co_await testing;
    if (life.expired())
        co_return fail("cancelled", {});
    setBusy(Busy::No);
    for (rest::ConnectionStep &step : report.steps)
        step = redacted(std::move(step), secrets);
    for (const rest::ConnectionStep &step : report.steps) {
        if (!step.exchange)
            continue;
        const rest::Outcome outcome = rest::outcomeOf(*step.exchange, rest::Subject{});
        workspace::HistoryEntry entry = filled(entryFor(step), *step.exchange, outcome);
        if (outcome.verdict == rest::Verdict::Accepted)
            entry.verdict = "Answered"; // Nothing was delivered: it was a question.
        co_await keep(std::move(entry));
        if (life.expired())
            co_return fail("cancelled", {});
    }
    co_return report;
}

void Console::cancel()
{
    d->cancel.cancel();
    d->cancel = net::CancelSource();
}

Result<void> Console::freeToSend() const
{
    if (d->busy)
        return fail("busy", toUtf8(tr("Something is being sent already. Wait for it, or cancel it.")));
    if (isSwitching())
        return fail("switching", toUtf8(tr("Another profile is on its way. Nothing was sent: look where it would go "
                                           "once it is there, then send.")));
    return {};
}

bool Console::isBusy() const
{
    return d->busy || isSwitching();
}

void Console::setBusy(Busy busy)
{
    d->busy = busy == Busy::Yes;
    Q_EMIT busyChanged();
}

workspace::HistoryEntry Console::entryFor(const destination::Prepared &prepared, const SendReport &report) const
{
    workspace::HistoryEntry entry = blankEntry();
    const net::Redactor secrets = redactor();
    entry.eventText = secrets.text(prepared.event().text()); // A key may stand in it by mistake.
    if (const auto type = prepared.event().callType())
        entry.callType = std::string(segment::nameOf(*type));
    entry.verdict = historyWordOf(prepared);
    entry.sentence = secrets.sentence(toUtf8(report.verdict.sentence));
    return entry;
}

QString Console::withExpiry(const std::string &profileId, const QString &todo) const
{
    const auto &all = profiles();
    const auto profile = std::find_if(all.begin(), all.end(), [&](const auto &one) { return one.id == profileId; });
    const QString expiry = profile == all.end() ? QString() : expiryWords(*profile, today());
    return QStringList{expiry, todo}.join(QLatin1Char(' ')).trimmed();
}

workspace::HistoryEntry Console::entryFor(const rest::ConnectionStep &step) const
{
    workspace::HistoryEntry entry = blankEntry();
    entry.sentence = step.sentence;
    return entry;
}

workspace::HistoryEntry Console::blankEntry() const
{
    workspace::HistoryEntry entry;
    entry.timeMs = d->clock->now().time_since_epoch().count();
    entry.profileId = d->current.id;
    entry.profileName = d->current.name;
    entry.environment = std::string(workspace::nameOf(d->current.environment));
    return entry;
}

workspace::HistoryEntry Console::filled(workspace::HistoryEntry entry, const net::Exchange &exchange,
                                        const rest::Outcome &outcome)
{
    if (!exchange.attempts.empty())
        entry.timeMs = exchange.started().time_since_epoch().count();
    entry.verdict = rest::historyWord(outcome);
    if (entry.sentence.empty())
        entry.sentence = rest::historySentence(outcome);
    entry.method = exchange.request.method;
    entry.url = exchange.request.url.toString(QUrl::FullyEncoded).toStdString();
    entry.status = outcome.status;
    entry.durationMs = exchange.duration().count();
    entry.exchangeJson = net::exchangeToJson(exchange);
    entry.outcomeJson = rest::toJson(outcome);
    return entry;
}

QCoro::Task<std::optional<std::int64_t>> Console::keep(workspace::HistoryEntry entry)
{
    const std::weak_ptr<const int> life = m_life;
    const Result<std::int64_t> id = co_await d->history->append(std::move(entry));
    if (life.expired())
        co_return std::nullopt;
    const bool isNews = !id && id.error().code != "history_not_open"; // That stands in a notice of its own.
    setNotice(QStringLiteral("historyEntry"), isNews ? fromUtf8(id.error().message) : QString());
    if (!id)
        co_return std::nullopt;
    Q_EMIT exchangeRecorded(*id);
    co_return *id;
}

} // namespace smc::gui
