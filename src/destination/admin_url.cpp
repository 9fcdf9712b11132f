#include "admin_url.h"

#include <base/user_info.h>

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>

namespace smc::destination {

namespace {

constexpr std::string_view Example = " It should look like https://your-company.slgnt.us.";

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view Around = " \t\r\n\"'<>,;";
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

/// What stands between "https://", a user name and the path, as it was typed.
std::string_view authorityOf(std::string_view typed)
{
    if (const std::size_t scheme = typed.find("://"); scheme != std::string_view::npos)
        typed.remove_prefix(scheme + 3);
    typed = typed.substr(0, typed.find_first_of("/?#\\"));
    if (const std::size_t at = typed.rfind('@'); at != std::string_view::npos)
        typed.remove_prefix(at + 1);
    return typed;
}

std::string_view portOf(std::string_view authority)
{
    const std::size_t colon = authority.rfind(':');
    const bool isInAddress = colon != std::string_view::npos && authority.find(']', colon) != std::string_view::npos;
    return colon == std::string_view::npos || isInAddress ? std::string_view() : authority.substr(colon + 1);
}

bool isPort(std::string_view text)
{
    std::uint32_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port > 0 && port <= 65535;
}

/// What is wrong with the name of the computer; empty where nothing is.
std::string_view whyNoHost(std::string_view host)
{
    if (host.find("..") != std::string_view::npos || host.starts_with('.'))
        return "nothing stands between two of its dots, or before the first";
    if (host.starts_with('-') || host.find(".-") != std::string_view::npos ||
        host.find("-.") != std::string_view::npos || host.ends_with('-'))
        return "no part of a computer's name begins or ends with a hyphen";
    constexpr std::string_view Strange = "!\"#$%&'()*+,;<=>^`{|}~";
    return host.find_first_of(Strange) == std::string_view::npos
               ? std::string_view()
               : "a computer's name has only letters, digits, dots and hyphens";
}

/// Why `typed` is no web address, as the end of a sentence.
std::string whyMalformed(std::string_view typed)
{
    const std::string_view authority = authorityOf(typed);
    if (typed.find_first_of(" \t\r\n") != std::string_view::npos)
        return "there is white space in it";
    if (typed.find('\\') != std::string_view::npos)
        return "it has a backslash where a web address has a slash";
    if (const std::string_view port = portOf(authority); authority.ends_with(':') || (!port.empty() && !isPort(port)))
        return "\"" + std::string(port.substr(0, 20)) + "\" is no port: those are the numbers from 1 to 65535";
    const std::string_view host = authority.substr(0, authority.find(':'));
    if (const std::string_view why = whyNoHost(host); !why.empty())
        return std::string(why);
    return "a sign stands in it that no web address has";
}

/// "jane@acme.com": what a browser would take for a user name.
bool isMailAddress(std::string_view typed)
{
    return typed.find("://") == std::string_view::npos && typed.find(':') == std::string_view::npos &&
           typed.substr(0, typed.find('/')).find('@') != std::string_view::npos;
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
    if (isMailAddress(typed))
        return refuse("admin_url_malformed", "This is an e-mail address, not a web address." + std::string(Example));
    const QUrl url = withScheme(typed);
    const bool hasNoPort = url.port(1) == 0; // Which QUrl takes for a number like others.
    if (hasOddBytes || !url.isValid() || hasNoPort)
        return refuse("admin_url_malformed",
                      quote(typed) + " is not a web address: " + whyMalformed(typed) + '.' + std::string(Example));
    const QString scheme = url.scheme().toLower();
    if (scheme != QLatin1String("https") && scheme != QLatin1String("http"))
        return refuse("admin_url_scheme",
                      quote(typed) + " is not a web address: SMC is reached by https." + std::string(Example));
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    if (host.isEmpty())
        return refuse("admin_url_no_host", quote(typed) + " names no computer." + std::string(Example));
    if (const std::string_view why = whyNoHost(host.toStdString()); !why.empty())
        return refuse("admin_url_malformed",
                      quote(typed) + " is not a web address: " + std::string(why) + '.' + std::string(Example));
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
