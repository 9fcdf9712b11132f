#include "vault.h"

#include "keychain_call.h"

#include <QPointer>

#include <algorithm>
#include <map>
#include <vector>

namespace smc::vault {

using Kind = KeychainOutcome::Kind;

/// Shared with the running coroutines, so that they may outlive the vault.
struct Vault::State
{
    State(std::string serviceName, std::unique_ptr<Keychain> seam, Patience howLong)
        : service(std::move(serviceName))
        , keychain(std::move(seam))
        , patience(howLong)
    {
    }

    void moveTo(Storage storage, std::string why)
    {
        if (where == storage && reason == why)
            return;
        where = storage;
        reason = std::move(why);
        if (owner)
            Q_EMIT owner->storageChanged();
    }

    void cancelCalls()
    {
        for (const auto &weak : std::exchange(calls, {})) {
            if (const auto call = weak.lock())
                call->cancel();
        }
    }

    const std::string service;
    const std::unique_ptr<Keychain> keychain;
    const Patience patience;
    Storage where = Storage::Unknown;
    std::string reason;
    std::map<std::string, Credentials> session; ///< What the keychain does not hold, by profile id.
    std::vector<std::weak_ptr<KeychainCall>> calls;
    QPointer<Vault> owner;

    enum class Verb { Read, Write, Remove };
    struct Question
    {
        Verb verb = Verb::Read;
        std::string key;
        SecretString value;
        std::chrono::milliseconds patience{0};
    };

    // Coroutines take everything by value: they go on after their caller's arguments are gone.
    using Shared = std::shared_ptr<State>;
    static QCoro::Task<KeychainOutcome> ask(Shared state, Question question);
    static QCoro::Task<Kind> probe(Shared state);
    static QCoro::Task<Kind> handOver(Shared state);
    static QCoro::Task<Result<Credentials>> read(Shared state, std::string id);
    static QCoro::Task<Result<Storage>> write(Shared state, std::string id, Credentials credentials);
    static QCoro::Task<Result<Storage>> remove(Shared state, std::string id);
};

namespace {

/// A key under which nothing is ever kept: asking for it unlocks nothing and bothers nobody.
constexpr const char *ProbeKey = "probe (never stored)";

constexpr std::size_t MaxProfileIdLength = 200;

Result<void> checkProfileId(const std::string &id)
{
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (id.empty() || id.size() > MaxProfileIdLength || std::any_of(id.begin(), id.end(), isControl))
        return fail("profile_id_invalid", "A profile's id is one line of 1 to 200 characters.", "profileId");
    return {};
}

tl::unexpected<Error> cancelled()
{
    return fail("vault_cancelled", "The keychain was not waited for, because the operation was cancelled.");
}

std::string inParentheses(const std::string &detail)
{
    return detail.empty() ? std::string() : " (" + detail + ")";
}

/// What went wrong, without a full stop.
std::string sentenceFor(const KeychainOutcome &outcome)
{
    switch (outcome.kind) {
    case Kind::Denied:
        return "The keychain is locked or refused access" + inParentheses(outcome.detail);
    case Kind::TimedOut: {
        const auto seconds = std::max<long long>(1, std::chrono::round<std::chrono::seconds>(outcome.patience).count());
        return "The keychain did not answer within " + std::to_string(seconds) +
               (seconds == 1 ? " second" : " seconds");
    }
    default:
        return "No keychain answers on this computer" + inParentheses(outcome.detail);
    }
}

std::string sessionReason(const KeychainOutcome &outcome)
{
    return sentenceFor(outcome) + '.';
}

bool answered(Kind kind)
{
    return kind == Kind::Done || kind == Kind::NoEntry;
}

} // namespace

QCoro::Task<KeychainOutcome> Vault::State::ask(Shared state, Question question)
{
    const auto call = KeychainCall::start(question.patience);
    if (state->owner) {
        std::erase_if(state->calls, [](const auto &weak) { return weak.expired(); });
        state->calls.push_back(call);
        switch (question.verb) {
        case Verb::Read:
            state->keychain->read(state->service, question.key, call->done());
            break;
        case Verb::Write:
            state->keychain->write(state->service, question.key, std::move(question.value), call->done());
            break;
        case Verb::Remove:
            state->keychain->remove(state->service, question.key, call->done());
            break;
        }
    } else {
        call->cancel();
    }
    KeychainOutcome outcome = co_await call->outcome();
    co_return std::move(outcome);
}

QCoro::Task<Kind> Vault::State::probe(Shared state)
{
    Question question{Verb::Read, ProbeKey, {}, state->patience.probe};
    const KeychainOutcome outcome = co_await ask(state, std::move(question));
    Kind kind = outcome.kind;
    if (answered(kind)) {
        state->moveTo(Storage::Keychain, {});
        kind = co_await handOver(state);
    } else if (kind != Kind::Cancelled) {
        state->moveTo(Storage::SessionOnly, sessionReason(outcome));
    }
    co_return kind;
}

/// Gives a keychain that answers again what was kept in memory meanwhile.
QCoro::Task<Kind> Vault::State::handOver(Shared state)
{
    const auto waiting = state->session;
    for (const auto &[id, credentials] : waiting) {
        Question question{Verb::Write, id, headerValue(credentials), state->patience.operation};
        const KeychainOutcome outcome = co_await ask(state, std::move(question));
        if (outcome.kind == Kind::Cancelled)
            co_return Kind::Cancelled;
        if (!answered(outcome.kind)) {
            state->moveTo(Storage::SessionOnly, sessionReason(outcome));
            co_return outcome.kind;
        }
        const auto kept = state->session.find(id);
        if (kept != state->session.end() && kept->second == credentials)
            state->session.erase(kept);
    }
    co_return Kind::Done;
}

QCoro::Task<Result<Credentials>> Vault::State::read(Shared state, std::string id)
{
    Result<Credentials> answer;
    if (const auto checked = checkProfileId(id); !checked) {
        answer = tl::make_unexpected(checked.error());
        co_return answer;
    }
    if (const auto kept = state->session.find(id); kept != state->session.end()) {
        answer = kept->second;
        co_return answer;
    }
    Kind probed = Kind::Done;
    if (state->where == Storage::Unknown)
        probed = co_await probe(state);
    if (probed == Kind::Cancelled)
        answer = cancelled();
    if (probed == Kind::Cancelled || state->where != Storage::Keychain)
        co_return answer;

    Question question{Verb::Read, id, {}, state->patience.operation};
    const KeychainOutcome outcome = co_await ask(state, std::move(question));
    if (outcome.kind == Kind::Cancelled) {
        answer = cancelled();
    } else if (outcome.kind == Kind::Done) {
        answer = parseCredentials(outcome.value.reveal());
        if (!answer)
            answer = fail("keychain_entry_damaged",
                          "What the keychain holds for this profile can't be used: " + answer.error().message +
                              " Enter key and secret again.",
                          answer.error().where);
    } else if (outcome.kind != Kind::NoEntry) {
        state->moveTo(Storage::SessionOnly, sessionReason(outcome));
        const char *unlock = outcome.kind == Kind::Denied ? ". Unlock it and try again" : ". Try again";
        answer = fail("keychain_failed", sentenceFor(outcome) + unlock + ", or enter key and secret for this session.");
    }
    co_return answer;
}

QCoro::Task<Result<Storage>> Vault::State::write(Shared state, std::string id, Credentials credentials)
{
    Result<Storage> answer = Storage::SessionOnly;
    auto checked = checkProfileId(id);
    if (checked)
        checked = check(credentials);
    if (!checked) {
        answer = tl::make_unexpected(checked.error());
        co_return answer;
    }
    Kind outcomeKind = Kind::Done;
    if (state->where == Storage::Unknown)
        outcomeKind = co_await probe(state);
    if (outcomeKind != Kind::Cancelled && state->where == Storage::Keychain) {
        Question question{Verb::Write, id, headerValue(credentials), state->patience.operation};
        const KeychainOutcome outcome = co_await ask(state, std::move(question));
        outcomeKind = outcome.kind;
        if (answered(outcomeKind)) {
            state->session.erase(id);
            answer = Storage::Keychain;
            co_return answer;
        }
        if (outcomeKind != Kind::Cancelled)
            state->moveTo(Storage::SessionOnly, sessionReason(outcome));
    }
    if (outcomeKind == Kind::Cancelled)
        answer = cancelled();
    else
        state->session[id] = std::move(credentials);
    co_return answer;
}

QCoro::Task<Result<Storage>> Vault::State::remove(Shared state, std::string id)
{
    Result<Storage> answer = Storage::SessionOnly;
    if (const auto checked = checkProfileId(id); !checked) {
        answer = tl::make_unexpected(checked.error());
        co_return answer;
    }
    state->session.erase(id);
    Kind outcomeKind = Kind::Done;
    if (state->where == Storage::Unknown)
        outcomeKind = co_await probe(state);
    if (outcomeKind != Kind::Cancelled && state->where == Storage::Keychain) {
        Question question{Verb::Remove, id, {}, state->patience.operation};
        const KeychainOutcome outcome = co_await ask(state, std::move(question));
        outcomeKind = outcome.kind;
        if (answered(outcomeKind))
            answer = Storage::Keychain;
        else if (outcomeKind != Kind::Cancelled)
            state->moveTo(Storage::SessionOnly, sessionReason(outcome));
    }
    if (outcomeKind == Kind::Cancelled)
        answer = cancelled();
    co_return answer;
}

Vault::Vault(std::string service, QObject *parent)
    : Vault(std::move(service), systemKeychain(), Patience{}, parent)
{
}

Vault::Vault(std::string service, std::unique_ptr<Keychain> keychain, Patience patience, QObject *parent)
    : CredentialStore(parent)
    , m_state(std::make_shared<State>(std::move(service), std::move(keychain), patience))
{
    m_state->owner = this;
}

Vault::~Vault()
{
    m_state->owner = nullptr;
    m_state->cancelCalls();
}

QCoro::Task<Result<Credentials>> Vault::read(std::string profileId)
{
    return State::read(m_state, std::move(profileId));
}

QCoro::Task<Result<Storage>> Vault::write(std::string profileId, Credentials credentials)
{
    return State::write(m_state, std::move(profileId), std::move(credentials));
}

QCoro::Task<Result<Storage>> Vault::remove(std::string profileId)
{
    return State::remove(m_state, std::move(profileId));
}

QCoro::Task<Storage> Vault::probe()
{
    const auto state = m_state;
    co_await State::probe(state);
    co_return state->where;
}

Storage Vault::where() const
{
    return m_state->where;
}

std::string Vault::reason() const
{
    return m_state->reason;
}

void Vault::cancel()
{
    m_state->cancelCalls();
}

} // namespace smc::vault
