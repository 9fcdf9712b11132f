#include "exchange.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace smc::net {

std::string toIso(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC)
        .toString(Qt::ISODateWithMs)
        .toStdString();
}

std::string_view nameOf(Trouble trouble)
{
    switch (trouble) {
    case Trouble::None:
        return "none";
    case Trouble::HostNotFound:
        return "host_not_found";
    case Trouble::Refused:
        return "refused";
    case Trouble::Unreachable:
        return "unreachable";
    case Trouble::Dropped:
        return "dropped";
    case Trouble::TimedOut:
        return "timed_out";
    case Trouble::TlsUntrusted:
        return "tls_untrusted";
    case Trouble::TlsExpired:
        return "tls_expired";
    case Trouble::TlsHostMismatch:
        return "tls_host_mismatch";
    case Trouble::TlsFailed:
        return "tls_failed";
    case Trouble::Proxy:
        return "proxy";
    case Trouble::ProxyLogin:
        return "proxy_login";
    case Trouble::NotHttp:
        return "not_http";
    case Trouble::RedirectElsewhere:
        return "redirect_elsewhere";
    case Trouble::TooManyRedirects:
        return "too_many_redirects";
    case Trouble::Cancelled:
        return "cancelled";
    case Trouble::PlainHttp:
        return "plain_http";
    case Trouble::BadUrl:
        return "bad_url";
    case Trouble::BadHeader:
        return "bad_header";
    case Trouble::BadCaFile:
        return "bad_ca_file";
    case Trouble::BadProxyUrl:
        return "bad_proxy_url";
    case Trouble::Other:
        break;
    }
    return "other";
}

std::string_view nameOf(State state)
{
    switch (state) {
    case State::Done:
        return "done";
    case State::Failed:
        return "failed";
    case State::Cancelled:
        return "cancelled";
    case State::TimedOut:
        break;
    }
    return "timed_out";
}

UtcTime Exchange::started() const
{
    return attempts.empty() ? UtcTime{} : attempts.front().started;
}

std::chrono::milliseconds Exchange::duration() const
{
    if (attempts.empty())
        return {};
    const Attempt &last = attempts.back();
    const auto lastOne = std::chrono::milliseconds(std::llround(last.timing.doneMs.value_or(0)));
    return std::max(last.started - started() + lastOne + last.wait, std::chrono::milliseconds(0));
}

} // namespace smc::net
