// Secrets in the operating system's keychain, or in memory for this session where no keychain answers.
//
//     vault::Vault vault(vault::KeychainService);
//     connect(&vault, &vault::CredentialStore::storageChanged, …);        // the banner: vault.where(), vault.reason()
//     const auto stored = co_await vault.write(profile.id, credentials);  // *stored says where they went
//
// A profile has one entry, under its id, holding `key:secret` in one line. Nothing is written anywhere else.
#pragma once

#include "credential_store.h"
#include "keychain.h"

#include <chrono>
#include <memory>

namespace smc::vault {

/// The name under which the console and smcctl keep their entries in the keychain.
inline constexpr const char *KeychainService = "SMC Console";

/// How long a keychain may take.
struct Patience
{
    std::chrono::milliseconds probe{5000};      ///< For a question that no person has to answer.
    std::chrono::milliseconds operation{60000}; ///< For one that may have to wait until a person unlocks the keychain.
};

/// A keychain that fails, is denied or takes longer than Patience is not asked again until probe() finds that it
/// answers. Until then secrets are kept in memory, and reason() says why. A keychain that answers again is given what
/// was kept.
class Vault final : public CredentialStore
{
    Q_OBJECT

public:
    /// `service` names the program's entries in the keychain: KeychainService.
    explicit Vault(std::string service, QObject *parent = nullptr);
    Vault(std::string service, std::unique_ptr<Keychain> keychain, Patience patience, QObject *parent = nullptr);
    /// Operations that still run end with the error vault_cancelled.
    ~Vault() override;

    /// Codes: profile_id_invalid, vault_cancelled, keychain_failed (this very read failed: locked, denied, timed out;
    /// the message says which and what to do), keychain_entry_damaged (what stands there is not `key:secret`).
    QCoro::Task<Result<Credentials>> read(std::string profileId) override;
    /// Codes: those of check(), profile_id_invalid, vault_cancelled.
    QCoro::Task<Result<Storage>> write(std::string profileId, Credentials credentials) override;
    /// Codes: profile_id_invalid, vault_cancelled.
    QCoro::Task<Result<Storage>> remove(std::string profileId) override;
    QCoro::Task<Storage> probe() override;

    Storage where() const override;
    std::string reason() const override;

    /// Ends every operation that waits for the keychain, at the next turn of the event loop, with the error
    /// vault_cancelled. What the keychain was told already it may still do.
    void cancel();

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace smc::vault
