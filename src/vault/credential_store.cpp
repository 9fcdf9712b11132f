#include "credential_store.h"

namespace smc::vault {

std::string_view nameOf(Storage storage)
{
    switch (storage) {
    case Storage::Unknown:
        return "unknown";
    case Storage::Keychain:
        return "keychain";
    case Storage::SessionOnly:
        return "session";
    }
    return {};
}

} // namespace smc::vault
