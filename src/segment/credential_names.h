// The names under which credentials stand in commands, headers, forms, addresses and programs.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace smc::segment {

enum class CredentialName : std::uint8_t {
    Header,  ///< Of an HTTP header: Authorization, X-ApiKey.
    Cookie,  ///< The headers for cookies, whose name ordinary text has, too.
    Setting, ///< Of a key in code or an environment: writeKey, SMC_API_KEY. Nothing else is called so.
    Secret,  ///< A word that ordinary text has, too: password, token, signature.
};

/// What `word` names, in any case and with any '_' and '-' in it; nothing where it names no credential.
std::optional<CredentialName> credentialName(std::string_view word);

} // namespace smc::segment
