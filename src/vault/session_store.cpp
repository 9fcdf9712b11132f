#include "session_store.h"

namespace smc::vault {

SessionStore::SessionStore(std::string reason, QObject *parent)
    : CredentialStore(parent)
    , m_reason(std::move(reason))
{
}

QCoro::Task<Result<Credentials>> SessionStore::read(std::string profileId)
{
    const auto kept = m_kept.find(profileId);
    Result<Credentials> answer = kept == m_kept.end() ? Credentials() : kept->second;
    co_return answer;
}

QCoro::Task<Result<Storage>> SessionStore::write(std::string profileId, Credentials credentials)
{
    Result<Storage> answer = Storage::SessionOnly;
    if (const auto checked = check(credentials))
        m_kept[profileId] = std::move(credentials);
    else
        answer = tl::make_unexpected(checked.error());
    co_return answer;
}

QCoro::Task<Result<Storage>> SessionStore::remove(std::string profileId)
{
    m_kept.erase(profileId);
    Result<Storage> answer = Storage::SessionOnly;
    co_return answer;
}

QCoro::Task<Storage> SessionStore::probe()
{
    co_return Storage::SessionOnly;
}

} // namespace smc::vault
