#include "credential_names.h"

#include <algorithm>
#include <array>
#include <string>

namespace smc::segment {

namespace {

struct Name
{
    std::string_view word; ///< In lower case, without '_' and '-'.
    CredentialName kind;
};

using enum CredentialName;

constexpr std::array Names = {Name{"authorization", Header},
                              Name{"proxyauthorization", Header},
                              Name{"xapikey", Header},
                              Name{"xapikeysecret", Header},
                              Name{"xauthtoken", Header},
                              Name{"xaccesstoken", Header},
                              Name{"xcsrftoken", Header},
                              Name{"xxsrftoken", Header},
                              Name{"privatetoken", Header},
                              Name{"cookie", Cookie},
                              Name{"setcookie", Cookie},
                              Name{"writekey", Setting},
                              Name{"apikey", Setting},
                              Name{"apisecret", Setting},
                              Name{"smcapikey", Setting},
                              Name{"smcapisecret", Setting},
                              Name{"pwd", Secret},
                              Name{"passphrase", Secret},
                              Name{"token", Secret},
                              Name{"auth", Secret},
                              Name{"sig", Secret},
                              Name{"signature", Secret},
                              Name{"sid", Secret},
                              Name{"session", Secret},
                              Name{"credential", Secret},
                              Name{"credentials", Secret},
                              Name{"assertion", Secret},
                              Name{"clientassertion", Secret},
                              Name{"xamzsignature", Secret},
                              Name{"xamzcredential", Secret},
                              Name{"xgoogsignature", Secret},
                              Name{"xgoogcredential", Secret}};

/// Whatever stands before them: old_password, DB_PASSWORD, PHPSESSID, x-amz-security-token.
constexpr std::array<std::string_view, 19> Endings = {
    "password",   "passwd",    "secret",    "sessionid",  "sessid",      "accesstoken",  "refreshtoken",
    "idtoken",    "authtoken", "csrftoken", "xsrftoken",  "bearertoken", "sessiontoken", "securitytoken",
    "resettoken", "accesskey", "secretkey", "privatekey", "apikey"};

constexpr std::size_t LongestName = 40;

} // namespace

std::optional<CredentialName> credentialName(std::string_view word)
{
    if (word.size() < 3 || word.size() > LongestName)
        return {};
    std::array<char, LongestName> letters{};
    std::size_t size = 0;
    for (const char c : word) {
        if (c != '_' && c != '-')
            letters[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
    const std::string_view plain(letters.data(), size);
    const auto *found = std::find_if(Names.begin(), Names.end(), [&](const Name &name) { return name.word == plain; });
    if (found != Names.end())
        return found->kind;
    const bool endsSo =
        std::any_of(Endings.begin(), Endings.end(), [&](std::string_view ending) { return plain.ends_with(ending); });
    return endsSo ? std::optional(Secret) : std::nullopt;
}

} // namespace smc::segment
