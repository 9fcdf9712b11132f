// How patiently a request is sent, and by which way.
#pragma once

#include <QUrl>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace smc::net {

/// Whether a request may be sent again although the server may have acted on it already.
enum class Repeat : std::uint8_t {
    /// Doing it twice does no harm: reads, upserts, deletions.
    Freely,
    /// Doing it twice does harm (a mailing, a journey): only failures before sending and answers that say that nothing
    /// was done (429, 503) are followed by another attempt.
    OnlyIfUnsent,
};

struct Policy
{
    /// Longest silence: no byte goes or comes for this long. An answer that keeps trickling is not timed out by it.
    std::chrono::milliseconds timeout = std::chrono::seconds(15);
    /// Longest duration of one attempt, however busy it is: the hard limit.
    std::chrono::milliseconds attemptLimit = std::chrono::minutes(5);

    /// Attempts in all; 1 never retries. Redirects within the same origin don't count.
    int maxAttempts = 4;
    /// The wait before retry n is min(backoffCap, backoffBase * 2^(n-1)), half of it fixed and half random ("equal
    /// jitter"): below the cap none is shorter than the one before.
    std::chrono::milliseconds backoffBase = std::chrono::milliseconds(500);
    std::chrono::milliseconds backoffCap = std::chrono::seconds(20);
    /// Longest wait that a server may ask for by Retry-After or X-RateLimit-Reset. Where it asks for more, nothing is
    /// sent again: earlier than asked would be against its word, and nobody sits before a window for an hour.
    std::chrono::milliseconds maxRetryWait = std::chrono::seconds(90);

    /// How long to go on, all waits together, where a 429 names no wait: something else is being done, and nobody
    /// knows for how long. 0 gives up with the first such answer; none takes it as any other that is worth another
    /// attempt. These waits don't count as attempts; they double from `busyBackoffBase` to `busyBackoffCap`, with equal
    /// jitter.
    std::optional<std::chrono::milliseconds> busyPatience{};
    std::chrono::milliseconds busyBackoffBase = std::chrono::seconds(1);
    std::chrono::milliseconds busyBackoffCap = std::chrono::seconds(10);

    /// An answer's body is cut behind this many bytes (decoded) and marked as truncated.
    std::size_t maxAnswerBytes = std::size_t(64) * 1024 * 1024;

    /// Where bodies go that have more than `spoolAbove` bytes, as files of their own; empty: they are kept in memory,
    /// up to `maxAnswerBytes`. Of such a body, and of all files of the folder together, there may be so much on disk.
    std::string spoolFolder{};
    std::size_t spoolAbove = std::size_t(8) * 1024 * 1024;
    std::uint64_t maxSpooledBytes = std::uint64_t(2) * 1024 * 1024 * 1024;
    std::uint64_t maxSpoolFolderBytes = std::uint64_t(4) * 1024 * 1024 * 1024;

    Repeat repeat = Repeat::Freely;
};

enum class ProxyUse : std::uint8_t {
    System,   ///< As the operating system or the environment (https_proxy, no_proxy) says.
    None,     ///< Straight to the server.
    Explicit, ///< By Transport::proxyUrl.
};

/// The way to the servers. This computer itself (loopback) is never asked for through a proxy.
struct Transport
{
    std::string caFile; ///< PEM file with certificates that are trusted besides the system's; empty for none.
    ProxyUse proxy = ProxyUse::System;
    QUrl proxyUrl; ///< "http://proxy.example:3128" or "socks5://…", with user and password where it wants them.
};

} // namespace smc::net
