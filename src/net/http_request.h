// What is sent: a request whose secret stands apart from everything that is shown, stored or exported.
#pragma once

#include <base/secret_string.h>

#include <QUrl>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::net {

struct Header
{
    std::string name;
    std::string value;

    bool operator==(const Header &) const = default;
};

/// In the order in which they are sent or came. Names compare without case.
using Headers = std::vector<Header>;

/// The value of the first header of that name; nothing where there is none.
std::optional<std::string_view> findHeader(const Headers &headers, std::string_view name);

/// The one header that must not be seen. Its value enters the network request at the moment of sending and nowhere
/// else.
struct SecretHeader
{
    std::string name;    ///< "X-ApiKey".
    SecretString value;  ///< "key:secret"; empty in a request that stands in an Exchange.
    std::string display; ///< What people and shells see instead: "$SMC_API_KEY:$SMC_API_SECRET".

    bool operator==(const SecretHeader &) const = default;
};

struct HttpRequest
{
    std::string method = "GET"; ///< Upper case. Any method may carry a body, DELETE included.
    QUrl url;                   ///< Absolute, https; http only to this computer. No user name or password in it.
    Headers headers;            ///< Without secrets.
    std::string body;           ///< Bytes as they are sent.
    std::optional<SecretHeader> secret;

    bool operator==(const HttpRequest &) const = default;
};

/// True for localhost, 127.0.0.0/8 and ::1: the only hosts to which plain http is spoken.
bool isLoopback(const QUrl &url);

/// True where scheme, host and port (defaults filled in) are the same.
bool isSameOrigin(const QUrl &a, const QUrl &b);

} // namespace smc::net
