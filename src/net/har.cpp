#include "har.h"

#include "body_text.h"

#include <json/writer.h>

#include <QUrlQuery>

#include <algorithm>
#include <cmath>

namespace smc::net {

namespace {

using json::Writer;

void writeHeaders(Writer &out, const Headers &headers, const std::optional<SecretHeader> &secret)
{
    const auto write = [&out](std::string_view name, std::string_view value) {
        out.object([&] { out.member("name", name).member("value", value); });
    };
    out.key("headers").array([&] {
        for (const Header &header : headers)
            write(header.name, header.value);
        if (secret)
            write(secret->name, secret->display);
    });
}

void writeQuery(Writer &out, const QUrl &url)
{
    out.key("queryString").array([&] {
        const auto items = QUrlQuery(url.query(QUrl::FullyEncoded)).queryItems(QUrl::FullyDecoded);
        for (const auto &[name, value] : items) {
            const std::string nameText = name.toStdString();
            const std::string valueText = value.toStdString();
            out.object(
                [&] { out.member("name", std::string_view(nameText)).member("value", std::string_view(valueText)); });
        }
    });
}

void writePostData(Writer &out, const HttpRequest &request)
{
    const bool isText = isUtf8(request.body);
    const std::string packed = isText ? std::string() : toBase64(request.body);
    out.key("postData").object([&] {
        out.member("mimeType", findHeader(request.headers, "Content-Type").value_or(""));
        out.key("params").array([] {});
        out.member("text", std::string_view(isText ? request.body : packed));
        if (!isText)
            out.member("comment", "The body is not text; it is given in base64.").member("_encoding", "base64");
    });
}

void writeRequest(Writer &out, const HttpRequest &request, const Attempt &attempt)
{
    const std::string url = attempt.url.toEncoded().toStdString();
    out.key("request").object([&] {
        out.member("method", std::string_view(attempt.method)).member("url", std::string_view(url));
        out.member("httpVersion", "HTTP/1.1");
        out.key("cookies").array([] {});
        writeHeaders(out, request.headers, request.secret);
        writeQuery(out, attempt.url);
        if (!request.body.empty())
            writePostData(out, request);
        out.member("headersSize", -1).member("bodySize", request.body.size());
    });
}

void writeContent(Writer &out, const Attempt &attempt, const Answer *answer)
{
    out.key("content").object([&] {
        out.member("size", answer ? answer->bodyBytes() : std::uint64_t(0));
        out.member("mimeType", findHeader(attempt.headers, "Content-Type").value_or("x-unknown"));
        if (!answer || answer->body.empty())
            return;
        if (isUtf8(answer->body)) {
            out.member("text", std::string_view(answer->body));
        } else {
            const std::string packed = toBase64(answer->body);
            out.member("text", std::string_view(packed)).member("encoding", "base64");
        }
        if (answer->truncated)
            out.member("comment", "The body is not complete.");
        else if (answer->spooled)
            out.member("comment", "Only the beginning of the body is here: it is too large.");
    });
}

void writeResponse(Writer &out, const Attempt &attempt, const Answer *answer)
{
    out.key("response").object([&] {
        out.member("status", attempt.status).member("statusText", std::string_view(attempt.reason));
        out.member("httpVersion", "HTTP/1.1");
        out.key("cookies").array([] {});
        writeHeaders(out, attempt.headers, std::nullopt);
        writeContent(out, attempt, answer);
        out.member("redirectURL", findHeader(attempt.headers, "Location").value_or("")).member("headersSize", -1);
        if (answer && answer->wireBytes)
            out.member("bodySize", *answer->wireBytes);
        else
            out.member("bodySize", -1);
        if (!attempt.sentence.empty())
            out.member("comment", std::string_view(attempt.sentence));
    });
}

/// A difference of two moments would show what binary fractions can't hold: 0.5289999999999999.
double toMicroseconds(double milliseconds)
{
    return std::round(milliseconds * 1000) / 1000;
}

/// An attempt's moments as HAR's phases, which add up to the whole. Phases that were not reached are 0, or -1 where HAR
/// allows it.
void writeTimings(Writer &out, const Timing &timing)
{
    const double done = timing.doneMs.value_or(0);
    const double queued = std::min(timing.queuedMs.value_or(done), done);
    const double connected = std::clamp(timing.connectedMs.value_or(done), queued, done);
    const double firstByte = std::clamp(timing.firstByteMs.value_or(done), connected, done);
    // Qt tells when TLS stood, not when it began: HAR counts "ssl" into "connect", so it stays unknown.
    out.member("time", toMicroseconds(done));
    out.key("timings").object([&] {
        out.member("blocked", toMicroseconds(queued)).member("dns", -1);
        out.member("connect", toMicroseconds(connected - queued)).member("send", 0);
        out.member("wait", toMicroseconds(firstByte - connected));
        out.member("receive", toMicroseconds(done - firstByte)).member("ssl", -1);
    });
}

void writeEntry(Writer &out, const Exchange &exchange, std::size_t index)
{
    const Attempt &attempt = exchange.attempts[index];
    const bool isLast = index + 1 == exchange.attempts.size();
    const std::string started = toIso(attempt.started);
    out.object([&] {
        out.member("startedDateTime", std::string_view(started));
        writeRequest(out, exchange.request, attempt);
        writeResponse(out, attempt, isLast && exchange.answer ? &*exchange.answer : nullptr);
        out.key("cache").object([] {});
        writeTimings(out, attempt.timing);
        out.member("_exchange", std::string_view(exchange.id)).member("_attempt", index + 1);
    });
}

} // namespace

std::string toHar(std::span<const Exchange> exchanges)
{
    struct Entry
    {
        const Exchange *exchange;
        std::size_t attempt;
    };
    std::vector<Entry> entries;
    for (const Exchange &exchange : exchanges) {
        for (std::size_t i = 0; i < exchange.attempts.size(); ++i)
            entries.push_back({&exchange, i});
    }
    std::stable_sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) {
        return a.exchange->attempts[a.attempt].started < b.exchange->attempts[b.attempt].started;
    });

    Writer out;
    out.object([&] {
        out.key("log").object([&] {
            out.member("version", "1.2");
            out.key("creator").object([&] { out.member("name", "SMC Console").member("version", SMC_VERSION); });
            out.key("entries").array([&] {
                for (const Entry &entry : entries)
                    writeEntry(out, *entry.exchange, entry.attempt);
            });
        });
    });
    return out.take();
}

} // namespace smc::net
