// What QtKeychain does not tell of a Secret Service (GNOME Keyring, KWallet's, KeePassXC's): Linux and BSD only.
#pragma once

#include <functional>
#include <string>

namespace smc::vault {

/// Calls `done` later, once: whether a locked collection holds an entry of QtKeychain's under `service` and `key`.
///
/// libsecret answers a look-up or a removal with "nothing there" when the person leaves the keyring locked. Only a
/// search, which needs no unlocking, tells a locked entry from none (Secret Service API, Service.SearchItems). False
/// where no Secret Service answers.
void searchLockedEntry(const std::string &service, const std::string &key, std::function<void(bool)> done);

/// Lets go of libsecret's connection, so that the next job makes a new one. libsecret keeps the session that it opened
/// with a daemon, and fails for ever once that daemon has been restarted.
void dropSecretServiceConnection();

} // namespace smc::vault
