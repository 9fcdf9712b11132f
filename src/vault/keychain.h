// The seam to the operating system's keychain: one line of text under a service and a key.
//
// Vault needs nothing else of a keychain; tests put one here that hangs, refuses or vanishes.
#pragma once

#include <base/secret_string.h>

#include <functional>
#include <memory>
#include <string>

namespace smc::vault {

struct KeychainAnswer
{
    enum class Status {
        Done,       ///< Read (`value` holds it), written or removed.
        NoEntry,    ///< The keychain answers and has nothing under that key.
        Denied,     ///< It is locked, or the person said no.
        Unavailable ///< No keychain, or it failed.
    };
    Status status = Status::Unavailable;
    SecretString value;
    std::string detail; ///< The keychain's own words, if any. Never holds a secret.
};

class Keychain
{
public:
    using Done = std::function<void(KeychainAnswer)>;

    virtual ~Keychain();

    /// Each starts a job and returns at once; `done` is called later, once, in the same thread, or never.
    virtual void read(const std::string &service, const std::string &key, Done done) = 0;
    virtual void write(const std::string &service, const std::string &key, SecretString value, Done done) = 0;
    virtual void remove(const std::string &service, const std::string &key, Done done) = 0;
};

/// GNOME Keyring (or another Secret Service), KWallet, macOS Keychain or Windows Credential Store, through QtKeychain,
/// and never its plain-text fallback. Use it from the main thread: libsecret answers in that thread's event loop.
std::unique_ptr<Keychain> systemKeychain();

} // namespace smc::vault
