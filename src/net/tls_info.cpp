#include "tls_info.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QSslCipher>

#include <array>

namespace smc::net {

namespace {

/// A certificate comes from the other side: what is shown of it is bounded.
constexpr qsizetype MostNames = 100;
constexpr qsizetype MostCharacters = 300;

std::string shortened(const QString &text)
{
    return text.left(MostCharacters).toStdString();
}

/// "CN=acme.slgnt.us, O=Acme": the usual attributes first.
template <typename Read>
std::string nameOf(Read read)
{
    QStringList parts;
    for (const char *attribute : {"CN", "O", "OU", "L", "ST", "C"}) {
        for (const QString &value : read(QByteArray(attribute)))
            parts.append(QLatin1String(attribute) + QLatin1Char('=') + value);
    }
    return shortened(parts.join(QStringLiteral(", ")));
}

std::vector<std::string> namesOf(const QSslCertificate &certificate)
{
    std::vector<std::string> names;
    const auto all = certificate.subjectAlternativeNames();
    for (auto it = all.cbegin(); it != all.cend() && qsizetype(names.size()) < MostNames; ++it) {
        const QString kind = it.key() == QSsl::DnsEntry     ? QStringLiteral("DNS")
                             : it.key() == QSsl::EmailEntry ? QStringLiteral("email")
                                                            : QStringLiteral("IP");
        names.push_back(shortened(kind + QLatin1Char(':') + it.value()));
    }
    return names;
}

std::string protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return "TLS 1.2";
    case QSsl::TlsV1_3:
        return "TLS 1.3";
    default:
        return {};
    }
}

UtcTime utc(const QDateTime &time)
{
    return UtcTime(std::chrono::milliseconds(time.isValid() ? time.toMSecsSinceEpoch() : 0));
}

} // namespace

TlsInfo tlsInfoOf(const QSslCertificate &certificate, const QSslConfiguration &connection)
{
    TlsInfo info;
    info.protocol = protocolName(connection.sessionProtocol());
    info.cipher = connection.sessionCipher().name().toStdString();
    info.subject = nameOf([&](const QByteArray &attribute) { return certificate.subjectInfo(attribute); });
    info.issuer = nameOf([&](const QByteArray &attribute) { return certificate.issuerInfo(attribute); });
    info.validFrom = utc(certificate.effectiveDate());
    info.validUntil = utc(certificate.expiryDate());
    info.names = namesOf(certificate);
    info.sha256 = certificate.digest(QCryptographicHash::Sha256).toHex(':').toStdString();
    return info;
}

} // namespace smc::net
