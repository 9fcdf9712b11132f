// Qt's errors as Trouble: what kept an answer from coming, and what only looks like an error. Inside of the room only.
#pragma once

#include "exchange.h"

#include <QNetworkReply>
#include <QSslError>

#include <vector>

namespace smc::net {

Trouble troubleOf(QNetworkReply::NetworkError error);
/// Of several, the one to mend first: trust, then the name, then the dates.
Trouble troubleOf(const std::vector<QSslError> &errors);

/// Qt reports an HTTP status of 400 and above as an error of these kinds; for us it is an answer.
bool isStatusOnly(QNetworkReply::NetworkError error);

/// Qt wants the body again already when such an answer has come whole, and calls it an error that it can't have it.
bool isRedirectWithBody(QNetworkReply::NetworkError error, int status);

} // namespace smc::net
