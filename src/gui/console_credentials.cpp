#include "console.h"
#include "console_private.h"
#include "text.h"

#include <vault/credentials.h>

namespace smc::gui {

QCoro::Task<void> Console::readCredentials()
{
    const std::weak_ptr<const int> life = m_life;
    const unsigned turn = ++d->credentialsTurn;
    const std::string id = d->current.id;
    const bool own = usesOwnSandbox();
    if (!own)
        co_await d->store->probe();
    if (life.expired() || turn != d->credentialsTurn)
        co_return;
    Result<vault::Credentials> read;
    if (!own)
        read = co_await d->store->read(id);
    if (life.expired() || turn != d->credentialsTurn)
        co_return;
    setNotice(QStringLiteral("credentials"), read ? QString() : fromUtf8(read.error().message));
    d->credentials = read ? std::move(*read) : vault::Credentials{};
    d->credentialsIn = d->store->where();
    Q_EMIT credentialsChanged();
}

CredentialsState Console::credentialsState() const
{
    CredentialsState state;
    state.keychainAnswers = d->store->where() != vault::Storage::SessionOnly;
    if (!state.keychainAnswers)
        state.reason = tr("%1 Keys and secrets are kept in memory only, until you close the console.")
                           .arg(fromUtf8(d->store->reason()));
    if (usesOwnSandbox())
        state.where = CredentialsState::Where::Sandbox;
    else if (!d->credentials.complete())
        state.where = CredentialsState::Where::None;
    else if (d->credentialsIn == vault::Storage::SessionOnly)
        state.where = CredentialsState::Where::ThisSession;
    else
        state.where = CredentialsState::Where::Keychain;
    return state;
}

QCoro::Task<Result<void>> Console::storeCredentials(vault::Credentials credentials)
{
    const std::weak_ptr<const int> life = m_life;
    const std::string id = d->current.id;
    ++d->credentialsTurn;
    const Result<vault::Storage> stored = co_await d->store->write(id, credentials);
    if (!stored)
        co_return tl::make_unexpected(stored.error());
    if (life.expired() || d->current.id != id)
        co_return Result<void>{};
    d->credentials = std::move(credentials);
    d->credentialsIn = *stored;
    Q_EMIT credentialsChanged();
    co_return Result<void>{};
}

QCoro::Task<Result<void>> Console::removeCredentials()
{
    const std::weak_ptr<const int> life = m_life;
    const std::string id = d->current.id;
    ++d->credentialsTurn;
    const Result<vault::Storage> removed = co_await d->store->remove(id);
    if (!removed)
        co_return tl::make_unexpected(removed.error());
    if (life.expired() || d->current.id != id)
        co_return Result<void>{};
    d->credentials = {};
    Q_EMIT credentialsChanged();
    co_return Result<void>{};
}

QCoro::Task<void> Console::probeKeychain()
{
    const std::weak_ptr<const int> life = m_life;
    co_await d->store->probe();
    if (!life.expired())
        co_await readCredentials();
}

} // namespace smc::gui
