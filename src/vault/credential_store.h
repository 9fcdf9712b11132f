// Where keys and secrets are kept: what the console and smcctl know of it.
//
// Vault is the real one; SessionStore keeps them in memory for tests and for credentials that must not be kept.
#pragma once

#include "credentials.h"

#include <base/error.h>

#include <QCoroTask>
#include <QObject>

#include <string>

namespace smc::vault {

enum class Storage {
    Unknown,    ///< Nobody has asked the keychain yet.
    Keychain,   ///< The keychain of the operating system.
    SessionOnly ///< This process's memory: gone when the program ends.
};

/// "unknown", "keychain" or "session": for output that programs read.
std::string_view nameOf(Storage storage);

/// Keeps one pair of key and secret a profile, under the profile's id.
///
/// Every operation may be started at any time and ends in the thread that started it; none of them blocks.
class CredentialStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The profile's key and secret; empty Credentials (not an error) where none are kept.
    virtual QCoro::Task<Result<Credentials>> read(std::string profileId) = 0;

    /// Keeps `credentials` in the place of any others of the profile, and says where they are now.
    /// They must pass check(); its errors come back and nothing changes.
    virtual QCoro::Task<Result<Storage>> write(std::string profileId, Credentials credentials) = 0;

    /// Forgets the profile's key and secret; none kept is no error. The answer says how far it reached:
    /// SessionOnly means that a keychain could not be asked, so that an older entry may still be in it.
    virtual QCoro::Task<Result<Storage>> remove(std::string profileId) = 0;

    /// Asks whether a keychain answers, without a question to the person, and says where secrets go from now on.
    virtual QCoro::Task<Storage> probe() = 0;

    virtual Storage where() const = 0;

    /// While where() is SessionOnly: why no keychain is used, in a sentence for a person. Else empty.
    virtual std::string reason() const = 0;

Q_SIGNALS:
    /// where() or reason() has changed.
    void storageChanged();
};

} // namespace smc::vault
