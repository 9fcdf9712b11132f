#include "admin_url.h"

#include <base/user_info.h>

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace smc::destination {

namespace {

constexpr std::string_view Example = " It should look like https://your-company.slgnt.us.";

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view Around = " \t\r\n\"'<>";
    const std::size_t first = text.find_first_not_of(Around);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(Around) - first + 1);
}

bool isLoopbackHost(const QString &host)
{
    static const QRegularExpression ipv4(QStringLiteral("^127(\\.\\d{1,3}){3}$"));
    return host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0 || host == QLatin1String("::1") ||
           ipv4.match(host).hasMatch();
}

std::string quote(std::string_view text)
{
    return "\"" + withoutUserInfo(text).substr(0, 200) + "\"";
}

tl::unexpected<Error> refuse(std::string code, std::string sentence)
{
    return fail(std::move(code), std::move(sentence), "smcAdminUrl");
}

QUrl withScheme(std::string_view text)
{
    const QString typed = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    // "mailto:me@acme.us" has a scheme, "acme.slgnt.us:8443" a port.
    static const QRegularExpression schemeWithoutSlashes(QStringLiteral("^[A-Za-z][A-Za-z0-9+.-]*:(?!\\d)"));
    if (typed.contains(QLatin1String("://")) || schemeWithoutSlashes.match(typed).hasMatch())
        return QUrl(typed, QUrl::StrictMode);
    const QUrl secure(QLatin1String("https://") + typed, QUrl::StrictMode);
    // What runs on this computer seldom speaks TLS.
    return isLoopbackHost(secure.host()) ? QUrl(QLatin1String("http://") + typed, QUrl::StrictMode) : secure;
}

} // namespace

Result<AdminUrl> AdminUrl::parse(std::string_view text)
{
    const std::string_view typed = trimmed(text);
    if (typed.empty())
        return refuse("admin_url_missing",
                      "The SMC admin URL is missing. Copy the link that you use to log in to SMC." +
                          std::string(Example));
    const bool hasOddBytes = std::any_of(typed.begin(), typed.end(),
                                         [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\\'; });
    const QUrl url = withScheme(typed);
    if (hasOddBytes || !url.isValid())
        return refuse("admin_url_malformed", quote(typed) + " is not a web address." + std::string(Example));
    const QString scheme = url.scheme().toLower();
    if (scheme != QLatin1String("https") && scheme != QLatin1String("http"))
        return refuse("admin_url_scheme",
                      quote(typed) + " is not a web address: SMC is reached by https." + std::string(Example));
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    if (host.isEmpty())
        return refuse("admin_url_no_host", quote(typed) + " names no computer." + std::string(Example));
    const bool isLocal = isLoopbackHost(url.host());
    if (!isLocal && !host.contains(QLatin1Char('.')) && !host.contains(QLatin1Char(':')))
        return refuse("admin_url_no_host", quote(typed) + " is not a whole address: " + host.toStdString() +
                                               " lacks the part behind the dot, as in " + host.toStdString() +
                                               ".slgnt.us.");
    if (scheme == QLatin1String("http") && !isLocal)
        return refuse("admin_url_not_https", "The address starts with http, so the key and secret would travel in the "
                                             "open. Use https://" +
                                                 host.toStdString() + " instead.");
    AdminUrl result;
    QUrl origin;
    origin.setScheme(scheme);
    origin.setHost(url.host());
    const int defaultPort = scheme == QLatin1String("https") ? 443 : 80;
    if (url.port(defaultPort) != defaultPort)
        origin.setPort(url.port());
    result.m_origin = origin.toString(QUrl::FullyEncoded).toStdString();
    result.m_isLoopback = isLocal;
    return result;
}

} // namespace smc::destination
