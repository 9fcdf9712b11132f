#include "network_trouble.h"

#include <algorithm>

namespace smc::net {

namespace {

Trouble troubleOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
    case QSslError::InvalidCaCertificate:
        return Trouble::TlsUntrusted;
    case QSslError::HostNameMismatch:
        return Trouble::TlsHostMismatch;
    case QSslError::CertificateExpired:
    case QSslError::CertificateNotYetValid:
        return Trouble::TlsExpired;
    default:
        return Trouble::TlsFailed;
    }
}

} // namespace

Trouble troubleOf(const std::vector<QSslError> &errors)
{
    for (const Trouble trouble : {Trouble::TlsUntrusted, Trouble::TlsHostMismatch, Trouble::TlsExpired}) {
        const auto isIt = [trouble](const QSslError &error) { return troubleOf(error.error()) == trouble; };
        if (std::any_of(errors.begin(), errors.end(), isIt))
            return trouble;
    }
    return Trouble::TlsFailed;
}

Trouble troubleOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::NoError:
        return Trouble::None;
    case QNetworkReply::ConnectionRefusedError:
        return Trouble::Refused;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // Closed, and not to be sent again.
        return Trouble::Dropped;
    case QNetworkReply::HostNotFoundError:
        return Trouble::HostNotFound;
    case QNetworkReply::TimeoutError:
        return Trouble::TimedOut;
    case QNetworkReply::OperationCanceledError:
        return Trouble::Cancelled;
    case QNetworkReply::SslHandshakeFailedError:
        return Trouble::TlsFailed;
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::UnknownNetworkError:
        return Trouble::Unreachable;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return Trouble::ProxyLogin;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return Trouble::Proxy;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return Trouble::NotHttp;
    default:
        return Trouble::Other;
    }
}

bool isStatusOnly(QNetworkReply::NetworkError error)
{
    return (error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError) ||
           error >= QNetworkReply::InternalServerError || error == QNetworkReply::ProtocolInvalidOperationError;
}

bool isRedirectWithBody(QNetworkReply::NetworkError error, int status)
{
    return error == QNetworkReply::ContentReSendError && (status == 307 || status == 308);
}

} // namespace smc::net
