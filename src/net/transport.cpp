#include "transport.h"

#include <QFile>
#include <QFileInfo>
#include <QNetworkProxy>
#include <QNetworkProxyFactory>
#include <QSslCertificate>

namespace smc::net {

namespace {

bool isToken(std::string_view text)
{
    constexpr std::string_view Marks = "!#$%&'*+-.^_`|~";
    for (const char c : text) {
        const bool isAlnum = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!isAlnum && Marks.find(c) == std::string_view::npos)
            return false;
    }
    return !text.empty();
}

/// No line break or other control character can slip a header of its own into the request.
bool isFieldValue(std::string_view text)
{
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\t') || byte == 0x7f)
            return false;
    }
    return true;
}

std::optional<QNetworkProxy> explicitProxy(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    if (!url.isValid() || url.host().isEmpty())
        return std::nullopt;
    const bool isSocks = scheme == QLatin1String("socks5") || scheme == QLatin1String("socks5h");
    if (!isSocks && scheme != QLatin1String("http"))
        return std::nullopt;
    return QNetworkProxy(isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
                         quint16(url.port(isSocks ? 1080 : 8080)), url.userName(QUrl::FullyDecoded),
                         url.password(QUrl::FullyDecoded));
}

constexpr qint64 MostCaBytes = 4 << 20;

/// A pipe may never end, and a device give bytes for ever: only a file is read.
QList<QSslCertificate> certificatesIn(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!QFileInfo(file).isFile() || file.size() > MostCaBytes || !file.open(QIODevice::ReadOnly))
        return {};
    return QSslCertificate::fromData(file.read(MostCaBytes), QSsl::Pem);
}

class ProxyFactory : public QNetworkProxyFactory
{
public:
    explicit ProxyFactory(Transport transport)
        : m_transport(std::move(transport))
    {
    }

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const QNetworkProxy direct(QNetworkProxy::NoProxy);
        if (isLoopback(query.url()) || m_transport.proxy == ProxyUse::None)
            return {direct};
        if (m_transport.proxy == ProxyUse::Explicit)
            return {explicitProxy(m_transport.proxyUrl).value_or(direct)};
        const QList<QNetworkProxy> proxies = systemProxyForQuery(query);
        return proxies.isEmpty() ? QList<QNetworkProxy>{direct} : proxies;
    }

private:
    Transport m_transport;
};

} // namespace

std::optional<Refusal> refusalOf(const HttpRequest &request)
{
    const QUrl &url = request.url;
    const bool isHttp = url.scheme() == QLatin1String("http");
    const bool isHttps = url.scheme() == QLatin1String("https");
    if (!url.isValid() || url.host().isEmpty() || !(isHttp || isHttps) || !url.userInfo().isEmpty())
        return Refusal{Trouble::BadUrl, url.toDisplayString(QUrl::RemoveUserInfo).toStdString()};
    if (isHttp && !isLoopback(url))
        return Refusal{Trouble::PlainHttp, {}};
    if (!isToken(request.method))
        return Refusal{Trouble::BadHeader, "the method"};
    for (const Header &header : request.headers) {
        if (!isToken(header.name) || !isFieldValue(header.value))
            return Refusal{Trouble::BadHeader, isToken(header.name) ? header.name : "a header's name"};
    }
    if (request.secret && (!isToken(request.secret->name) || !isFieldValue(request.secret->value.reveal())))
        return Refusal{Trouble::BadHeader, isToken(request.secret->name) ? request.secret->name : "a header's name"};
    return std::nullopt;
}

std::optional<Refusal> refusalOf(const Transport &transport)
{
    if (transport.proxy == ProxyUse::Explicit && !explicitProxy(transport.proxyUrl))
        return Refusal{Trouble::BadProxyUrl, {}};
    return std::nullopt;
}

Trust trustIn(const std::string &caFile)
{
    Trust trust{QSslConfiguration::defaultConfiguration()};
    trust.tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (caFile.empty())
        return trust;
    const QList<QSslCertificate> extra = certificatesIn(caFile);
    if (extra.isEmpty())
        trust.refusal = Refusal{Trouble::BadCaFile, caFile};
    else
        trust.tls.setCaCertificates(QSslConfiguration::systemCaCertificates() + extra);
    return trust;
}

std::unique_ptr<QNetworkAccessManager> makeManager(const Transport &transport)
{
    auto manager = std::make_unique<QNetworkAccessManager>();
    manager->setProxyFactory(new ProxyFactory(transport)); // The manager owns it.
    manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    return manager;
}

std::string proxyHost(const Transport &transport, const QUrl &url)
{
    const QList<QNetworkProxy> proxies = ProxyFactory(transport).queryProxy(QNetworkProxyQuery(url));
    return proxies.isEmpty() ? std::string() : proxies.front().hostName().toStdString();
}

void complete(HttpRequest &request)
{
    if (!findHeader(request.headers, "User-Agent"))
        request.headers.push_back({"User-Agent", "smc-console"});
    if (request.method == "POST" && !findHeader(request.headers, "Content-Type"))
        request.headers.push_back({"Content-Type", "application/octet-stream"});
}

QNetworkRequest toNetworkRequest(const HttpRequest &request, const QUrl &url, const QSslConfiguration &tls)
{
    QNetworkRequest out(url);
    out.setSslConfiguration(tls);
    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    for (const auto attribute :
         {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute,
          QNetworkRequest::AuthenticationReuseAttribute})
        out.setAttribute(attribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    // Policy::maxAnswerBytes bounds what is unpacked; a list of like rows may well shrink to a hundredth.
    out.setDecompressedSafetyCheckThreshold(-1);
    for (const Header &header : request.headers) {
        const QByteArray name = QByteArray::fromStdString(header.name);
        QByteArray value = QByteArray::fromStdString(header.value);
        if (out.hasRawHeader(name))
            value = out.rawHeader(name) + ", " + value;
        out.setRawHeader(name, value);
    }
    if (request.secret) {
        const std::string_view value = request.secret->value.reveal();
        out.setRawHeader(QByteArray::fromStdString(request.secret->name),
                         QByteArray(value.data(), qsizetype(value.size())));
    }
    return out;
}

} // namespace smc::net
