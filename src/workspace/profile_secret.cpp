#include "profile_secret.h"

#include "profile.h"

#include <base/user_info.h>
#include <json/pointer.h>

#include <algorithm>
#include <array>

namespace smc::workspace {

namespace {

/// Only letters, in lower case: "api_key", "API-Key" and "apiKey" are one name.
std::string lettersOf(std::string_view name)
{
    std::string letters;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z')
            letters += char(c - 'A' + 'a');
        else if (c >= 'a' && c <= 'z')
            letters += c;
    }
    return letters;
}

bool namesASecret(std::string_view key)
{
    static constexpr std::array<std::string_view, 9> names{
        "apikey", "apisecret", "xapikey", "apitoken", "secret", "password", "clientsecret", "secrets", "authorization"};
    return std::find(names.begin(), names.end(), lettersOf(key)) != names.end();
}

bool holdsProxyPassword(json::Value member)
{
    return lettersOf(member.key()) == "proxyurl" && member.is(json::Type::String) && mayHoldPassword(member.text());
}

/// The first member, at any depth, whose name is a secret's, or which names a proxy together with its password.
json::Value findSecret(json::Value value)
{
    if (!value.is(json::Type::Object) && !value.is(json::Type::Array))
        return {};
    const bool isObject = value.is(json::Type::Object);
    for (const json::Value member : value) {
        if (isObject && (namesASecret(member.key()) || holdsProxyPassword(member)))
            return member;
        if (const json::Value found = findSecret(member))
            return found;
    }
    return {};
}

tl::unexpected<Error> secretError(std::string_view name, std::string where)
{
    return fail("profile_secret",
                "\"" + std::string(name) +
                    "\" can't stand in a profile, which is a plain file. The API key and secret go to the keychain: "
                    "enter them on the "
                    "Connection page or with \"smcctl credential set\". Where there is no keychain, smcctl reads "
                    "SMC_API_KEY and "
                    "SMC_API_SECRET from the environment.",
                std::move(where));
}

} // namespace

Result<void> refuseSecret(json::Value root)
{
    const json::Value secret = findSecret(root);
    if (!secret)
        return {};
    if (!namesASecret(secret.key()))
        return fail(
            "profile_secret",
            "The proxy's password can't stand in a profile, which is a plain file. Write the proxy without it. "
            "Where the proxy wants one, leave the proxy empty here and name it, with user name and password, in the "
            "environment variable https_proxy.",
            json::pointerTo(secret));
    return secretError(secret.key(), json::pointerTo(secret));
}

Result<void> checkNoSecret(std::string_view name)
{
    if (!namesASecret(name))
        return {};
    std::string where = "/variables";
    json::appendToken(where, name);
    return secretError(name, std::move(where));
}

} // namespace smc::workspace
