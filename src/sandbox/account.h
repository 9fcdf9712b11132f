// The service account that may call the sandbox, and the checks that SMC makes on one.
#pragma once

#include "http_message.h"

#include <base/error.h>
#include <base/secret_string.h>

#include <QtCore/qdatetime.h>
#include <QtNetwork/qhostaddress.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::sandbox {

struct Account
{
    SecretString key;                       ///< Empty: one is generated.
    SecretString secret;                    ///< Empty: one is generated.
    std::optional<QDate> expires;           ///< The last day on which the key is good.
    std::vector<std::string> cidrs;         ///< IPv4 subnets such as "192.168.0.0/16"; empty: from anywhere.
    std::vector<std::string> organizations; ///< API names; empty: all of them.
    /// What the account may do, each "[METHOD ]PATH" with the paths of the API's contract, such as
    /// "POST /organizations/{organization}/lists/{api_name}/data/load" or "/lists/{list}/segments"; empty: everything.
    std::vector<std::string> rights;
    /// keyMark() of other pairs of key and secret that are let in just so, in ascending order.
    std::vector<std::string> otherKeys;
};

/// 32 random bytes in Base64: 44 characters, as SMC's keys and secrets have.
SecretString generateSecret();

/// By what a key with its secret can be known again without being kept: SHA-256 of both, in hexadecimal. Of a pair of
/// generateSecret()s nobody can find the pair by it.
std::string keyMark(std::string_view key, std::string_view secret);

/// An account that can be used: key and secret are there, subnets are subnets, rights are of operations. Errors:
/// sandbox_cidr, sandbox_account.
Result<Account> completed(Account account);

/// Whether a request's X-ApiKey header ("key:secret", or the key beside X-ApiKey-Secret) is the account's, today.
/// Returns nothing where it is, or the text of the 401.
std::optional<std::string_view> refusedCredentials(const Account &account, const HttpRequest &request, QDate today);

bool allowsAddress(const Account &account, const QHostAddress &address);
bool allowsOrganization(const Account &account, std::string_view organization);
/// `path` is a path of the contract, with its placeholders.
bool allowsOperation(const Account &account, std::string_view method, std::string_view path);

} // namespace smc::sandbox
