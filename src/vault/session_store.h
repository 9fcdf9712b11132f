// Credentials in memory: for a run whose credentials come from the environment, and for tests.
#pragma once

#include "credential_store.h"

#include <map>

namespace smc::vault {

class SessionStore final : public CredentialStore
{
    Q_OBJECT

public:
    /// `reason` is what reason() says: why nothing is kept.
    explicit SessionStore(std::string reason, QObject *parent = nullptr);

    QCoro::Task<Result<Credentials>> read(std::string profileId) override;
    QCoro::Task<Result<Storage>> write(std::string profileId, Credentials credentials) override;
    QCoro::Task<Result<Storage>> remove(std::string profileId) override;
    QCoro::Task<Storage> probe() override;
    Storage where() const override { return Storage::SessionOnly; }
    std::string reason() const override { return m_reason; }

private:
    std::string m_reason;
    std::map<std::string, Credentials> m_kept;
};

} // namespace smc::vault
