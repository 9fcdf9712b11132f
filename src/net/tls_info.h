// Certificates in plain words. Internal to this room.
#pragma once

#include "exchange.h"

#include <QSslConfiguration>

namespace smc::net {

TlsInfo tlsInfoOf(const QSslCertificate &certificate, const QSslConfiguration &connection);

} // namespace smc::net
