// One request and all that came of it: attempts, timing, the answer. Never holds a secret.
#pragma once

#include "http_request.h"

#include <QUrl>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace smc::net {

using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// "2026-03-01T12:00:00.123Z".
std::string toIso(UtcTime time);

/// Why no usable answer came.
enum class Trouble : std::uint8_t {
    None,
    HostNotFound,
    Refused,
    Unreachable, ///< No route, network down.
    Dropped,     ///< Closed before the answer was complete.
    TimedOut,
    TlsUntrusted,      ///< Self-signed, or signed by nobody we know.
    TlsExpired,        ///< Expired or not valid yet.
    TlsHostMismatch,   ///< The certificate is another host's.
    TlsFailed,         ///< Any other TLS failure.
    Proxy,             ///< The proxy was not found, refused or broke off.
    ProxyLogin,        ///< The proxy wants a user name and password.
    NotHttp,           ///< What came is not HTTP.
    RedirectElsewhere, ///< Sent on to another origin; not followed, because the key must not go there.
    TooManyRedirects,
    Cancelled,
    PlainHttp,   ///< http to another computer; nothing was sent.
    BadUrl,      ///< Not an absolute http(s) URL, or one with a password in it; nothing was sent.
    BadHeader,   ///< A header name or value that cannot stand in HTTP; nothing was sent.
    BadCaFile,   ///< The extra CA file can't be read or holds no certificate; nothing was sent.
    BadProxyUrl, ///< The explicit proxy is no http or socks5 URL; nothing was sent.
    Other,
};

/// Stable names for JSON and logs: "host_not_found", "tls_untrusted", …
std::string_view nameOf(Trouble trouble);

/// Moments in milliseconds from the attempt's start; none where it did not get so far.
struct Timing
{
    std::optional<double> queuedMs;    ///< A connection was free, or a new one began to connect.
    std::optional<double> encryptedMs; ///< TLS was agreed on; none without TLS or on a connection that stood already.
    std::optional<double> connectedMs; ///< Connected (TLS included) and the request's head on its way.
    std::optional<double> firstByteMs; ///< The answer's head was there.
    std::optional<double> doneMs;      ///< The end, good or bad.

    bool operator==(const Timing &) const = default;
};

/// Who the server said it is, and how the connection was protected. Texts are as the certificate has them.
struct TlsInfo
{
    std::string protocol; ///< "TLS 1.3", also where it came to nothing; empty where it was not agreed on.
    std::string cipher;   ///< "TLS_AES_256_GCM_SHA384"
    std::string subject;  ///< "CN=acme.slgnt.us, O=Acme"
    std::string issuer;
    UtcTime validFrom{};
    UtcTime validUntil{};
    std::vector<std::string> names; ///< Subject alternative names: "DNS:acme.slgnt.us", "IP:127.0.0.1". At most 100.
    std::string sha256;             ///< The certificate's fingerprint: "ab:cd:…".

    bool operator==(const TlsInfo &) const = default;
};

/// What followed an attempt.
enum class Next : std::uint8_t { Nothing, Retry, Redirect };

/// What set the length of the wait before a retry.
enum class WaitReason : std::uint8_t { None, Backoff, RetryAfter, RateLimitReset };

struct Attempt
{
    UtcTime started;
    std::string method;
    QUrl url;
    Timing timing;
    int status = 0;     ///< 0 where no answer came.
    std::string reason; ///< "Not Found".
    Headers headers;    ///< The answer's, redacted.
    Trouble trouble = Trouble::None;
    std::string sentence; ///< What happened; empty where trouble is None.
    Next next = Next::Nothing;
    std::chrono::milliseconds wait{0}; ///< Before the next attempt.
    WaitReason waitReason = WaitReason::None;
    /// What the answer asked to wait, where that was longer than the Policy::maxRetryWait in force: nothing followed.
    std::optional<std::chrono::milliseconds> tooLongWait{};

    bool operator==(const Attempt &) const = default;
};

/// A body on disk: a file in Policy::spoolFolder, redacted, decoded.
struct SpooledBody
{
    std::string name; ///< "0d5f….body", in that folder.
    std::uint64_t bytes = 0;

    bool operator==(const SpooledBody &) const = default;
};

/// Why a body's rest did not go to disk: it reached its own bound, all bodies together reached theirs, or the disk is
/// full or takes nothing.
enum class SpoolStop : std::uint8_t { None, Bound, FolderBound, Disk };

struct Answer
{
    int status = 0;
    std::string reason;
    Headers headers;        ///< As they came, sensitive ones masked.
    std::string body;       ///< Decoded (gzip, deflate), redacted. Of a spooled one, the first bytes.
    bool truncated = false; ///< Cut at a bound of Policy, or incomplete because the connection broke or a disk is full.
    std::optional<SpooledBody> spooled{}; ///< The body, where it was too large for memory.
    SpoolStop spoolStop = SpoolStop::None;
    /// The whole body's size, decoded.
    std::uint64_t bodyBytes() const { return spooled ? spooled->bytes : body.size(); }
    /// `body` is not all that came.
    bool isPart() const { return truncated || spooled; }

    std::optional<std::uint64_t>
        wireBytes; ///< The body's size on the way, where the server told or nothing was packed.

    bool operator==(const Answer &) const = default;
};

enum class State : std::uint8_t {
    Done,   ///< An answer came, whatever its status.
    Failed, ///< None came, or none that may be followed.
    Cancelled,
    TimedOut,
};
std::string_view nameOf(State state);

struct Exchange
{
    std::string id;                ///< A UUID.
    HttpRequest request;           ///< Redacted; secret->value is empty.
    std::vector<Attempt> attempts; ///< In the order of time. Empty where nothing was sent.
    std::optional<Answer>
        answer; ///< The last attempt's, where it has one; also beside trouble such as RedirectElsewhere.
    State state = State::Failed;
    Trouble trouble = Trouble::None; ///< The reason of a state other than Done.
    std::string sentence;            ///< It in words: what happened. Empty when Done. For what to do, adviceFor().
    std::optional<TlsInfo> tls;      ///< The last attempt's over https, also where its certificate was not trusted.

    bool isSuccess() const { return state == State::Done && answer && answer->status >= 200 && answer->status < 300; }
    /// When the first attempt began; the epoch where there was none.
    UtcTime started() const;
    /// From the start of the first attempt to the end of the last one, waits included.
    std::chrono::milliseconds duration() const;

    bool operator==(const Exchange &) const = default;
};

} // namespace smc::net
