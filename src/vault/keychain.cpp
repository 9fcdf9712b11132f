#include "keychain.h"

namespace smc::vault {

Keychain::~Keychain() = default;

} // namespace smc::vault
