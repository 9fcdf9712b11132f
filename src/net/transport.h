// From a request to Qt's network classes: proxies, certificates, headers, and what is refused beforehand. Internal to
// this room.
#pragma once

#include "exchange.h"
#include "http_request.h"
#include "policy.h"

#include <base/error.h>

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSslConfiguration>

#include <memory>
#include <string>

namespace smc::net {

/// Why a request is not sent at all.
struct Refusal
{
    Trouble trouble = Trouble::None;
    std::string detail;
};

/// Nothing where `request` may be sent.
std::optional<Refusal> refusalOf(const HttpRequest &request);
/// Nothing where the proxy's URL is usable.
std::optional<Refusal> refusalOf(const Transport &transport);

/// Whom TLS trusts: the system's certificates and those of a CA file.
struct Trust
{
    QSslConfiguration tls;
    std::optional<Refusal> refusal{}; ///< The file is not there, no file of at most 4 MB, or without a certificate.
};
/// Reads the file, which may lie across a network: not for a thread that somebody waits for. Nothing is read for "".
Trust trustIn(const std::string &caFile);

/// A manager that goes by `transport`'s proxy, but straight to this computer; without cookies, cache or redirects of
/// its own.
std::unique_ptr<QNetworkAccessManager> makeManager(const Transport &transport);

/// Where the proxy stands that an https request to a far host would take: for sentences.
std::string proxyHost(const Transport &transport, const QUrl &url);

/// Adds what is always sent: a User-Agent, and for POST a Content-Type, where there is none.
void complete(HttpRequest &request);

/// `request` with its secret in it, to `url`.
QNetworkRequest toNetworkRequest(const HttpRequest &request, const QUrl &url, const QSslConfiguration &tls);

} // namespace smc::net
