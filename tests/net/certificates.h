// Certificates for servers of a test: good ones, and those that nobody should trust.
#pragma once

#include <QFile>
#include <QProcess>
#include <QSsl>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

namespace netfixtures {

/// Certificates made by openssl for this run, each in a PEM file of its own beside its key.
class Workshop
{
public:
    /// A self-signed certificate, valid for a month. `names` as in subjectAltName: "IP:127.0.0.1,DNS:localhost".
    QString selfSigned(const QString &name, const QString &names)
    {
        openssl(QStringList{QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-days"),
                            QStringLiteral("30"), QStringLiteral("-out"), file(name)} +
                forNewKey(name, names));
        return file(name);
    }

    /// A certificate that expired yesterday, signed by `issuer`.
    QString expired(const QString &name, const QString &names, const QString &issuer)
    {
        const QString ask = file(name + QStringLiteral(".csr"));
        openssl(QStringList{QStringLiteral("req"), QStringLiteral("-new"), QStringLiteral("-out"), ask} +
                forNewKey(name, names));
        openssl({QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"), ask, QStringLiteral("-CA"),
                 issuer, QStringLiteral("-CAkey"), issuer + QStringLiteral(".key"), QStringLiteral("-CAcreateserial"),
                 QStringLiteral("-copy_extensions"), QStringLiteral("copy"), QStringLiteral("-days"),
                 QStringLiteral("-1"), QStringLiteral("-out"), file(name)});
        return file(name);
    }

    QString file(const QString &name) const { return m_folder.filePath(name); }

private:
    QStringList forNewKey(const QString &name, const QString &names) const
    {
        return {QStringLiteral("-newkey"),
                QStringLiteral("ec"),
                QStringLiteral("-pkeyopt"),
                QStringLiteral("ec_paramgen_curve:prime256v1"),
                QStringLiteral("-nodes"),
                QStringLiteral("-subj"),
                QStringLiteral("/CN=") + name,
                QStringLiteral("-addext"),
                QStringLiteral("subjectAltName=") + names,
                QStringLiteral("-keyout"),
                file(name + QStringLiteral(".key"))};
    }

    void openssl(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral("openssl"), arguments);
        QVERIFY(process.waitForFinished());
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }

    QTemporaryDir m_folder;
};

/// For a server that shows `certificate`, one of a Workshop.
inline QSslConfiguration serverSide(const QString &certificate)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    QFile key(certificate + QStringLiteral(".key"));
    key.open(QIODevice::ReadOnly);
    tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    return tls;
}

} // namespace netfixtures
