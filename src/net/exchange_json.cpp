#include "exchange_json.h"

#include "body_text.h"

#include <json/document.h>
#include <json/pointer.h>
#include <json/writer.h>

#include <QDateTime>

#include <algorithm>
#include <array>

namespace smc::net {

namespace {

using json::Type;
using json::Value;
using json::Writer;

constexpr std::array<std::string_view, 3> NextNames = {"nothing", "retry", "redirect"};
constexpr std::array<std::string_view, 4> SpoolStopNames = {"none", "bound", "folder_bound", "disk"};
constexpr std::array<std::string_view, 4> WaitNames = {"none", "backoff", "retry_after", "rate_limit_reset"};

// Writing

void writeText(Writer &out, std::string_view name, const std::string &text)
{
    out.member(name, std::string_view(text));
}

void writeUrl(Writer &out, const QUrl &url)
{
    writeText(out, "url", url.toEncoded().toStdString());
}

void writeHeaders(Writer &out, const Headers &headers)
{
    out.key("headers").array([&] {
        for (const Header &header : headers)
            out.array([&] { out.value(std::string_view(header.name)).value(std::string_view(header.value)); });
    });
}

void writeBody(Writer &out, const std::string &body)
{
    if (isUtf8(body)) {
        writeText(out, "body", body);
    } else {
        writeText(out, "body", toBase64(body));
        out.member("encoding", "base64");
    }
}

void writeRequest(Writer &out, const HttpRequest &request)
{
    out.key("request").object([&] {
        writeText(out, "method", request.method);
        writeUrl(out, request.url);
        writeHeaders(out, request.headers);
        writeBody(out, request.body);
        if (!request.secret)
            return;
        out.key("secret").object([&] {
            writeText(out, "name", request.secret->name);
            writeText(out, "display", request.secret->display);
        });
    });
}

void writeTiming(Writer &out, const Timing &timing)
{
    const auto write = [&out](std::string_view name, std::optional<double> moment) {
        if (moment)
            out.member(name, *moment);
    };
    out.key("timing").object([&] {
        write("queuedMs", timing.queuedMs);
        write("encryptedMs", timing.encryptedMs);
        write("connectedMs", timing.connectedMs);
        write("firstByteMs", timing.firstByteMs);
        write("doneMs", timing.doneMs);
    });
}

void writeAttempt(Writer &out, const Attempt &attempt)
{
    out.object([&] {
        writeText(out, "started", toIso(attempt.started));
        writeText(out, "method", attempt.method);
        writeUrl(out, attempt.url);
        writeTiming(out, attempt.timing);
        out.member("status", attempt.status);
        writeText(out, "reason", attempt.reason);
        writeHeaders(out, attempt.headers);
        out.member("trouble", nameOf(attempt.trouble));
        writeText(out, "sentence", attempt.sentence);
        out.member("next", NextNames[std::size_t(attempt.next)]);
        out.member("waitMs", std::int64_t(attempt.wait.count()));
        out.member("waitReason", WaitNames[std::size_t(attempt.waitReason)]);
        if (attempt.tooLongWait)
            out.member("tooLongWaitMs", std::int64_t(attempt.tooLongWait->count()));
    });
}

void writeAnswer(Writer &out, const Answer &answer)
{
    out.key("answer").object([&] {
        out.member("status", answer.status);
        writeText(out, "reason", answer.reason);
        writeHeaders(out, answer.headers);
        writeBody(out, answer.body);
        out.member("truncated", answer.truncated);
        if (answer.spooled) {
            out.key("spooled").object([&] {
                out.member("name", std::string_view(answer.spooled->name));
                out.member("bytes", answer.spooled->bytes);
            });
        }
        if (answer.spoolStop != SpoolStop::None)
            out.member("spoolStop", SpoolStopNames[std::size_t(answer.spoolStop)]);
        if (answer.wireBytes)
            out.member("wireBytes", *answer.wireBytes);
    });
}

void writeTls(Writer &out, const TlsInfo &tls)
{
    out.key("tls").object([&] {
        writeText(out, "protocol", tls.protocol);
        writeText(out, "cipher", tls.cipher);
        writeText(out, "subject", tls.subject);
        writeText(out, "issuer", tls.issuer);
        writeText(out, "validFrom", toIso(tls.validFrom));
        writeText(out, "validUntil", toIso(tls.validUntil));
        out.key("names").array([&] {
            for (const std::string &name : tls.names)
                out.value(std::string_view(name));
        });
        writeText(out, "sha256", tls.sha256);
    });
}

// Reading. The first thing that is not as it should be ends it.

class Reader
{
public:
    Exchange exchange(Value root)
    {
        Exchange out;
        need(root, Type::Object, {});
        out.id = text(root, "id");
        out.request = request(member(root, "request", Type::Object));
        for (const Value attempt : member(root, "attempts", Type::Array))
            out.attempts.push_back(this->attempt(attempt));
        if (const Value value = root.find("answer"); value.is(Type::Object))
            out.answer = answer(value);
        out.state = oneOf<State>(root, "state", int(State::TimedOut) + 1, [](State state) { return nameOf(state); });
        out.trouble = trouble(root);
        out.sentence = text(root, "sentence");
        if (const Value value = root.find("tls"); value.is(Type::Object))
            out.tls = tls(value);
        return out;
    }

    std::optional<Error> error;

private:
    void complain(std::string_view what, Value at, std::string_view name)
    {
        if (error)
            return;
        std::string where = at ? json::pointerTo(at) : std::string();
        if (!name.empty())
            json::appendToken(where, name);
        error = Error{"exchange_malformed",
                      "This is no exchange of SMC Console: " + std::string(what) + " is expected at \"" + where + "\".",
                      where};
    }

    bool need(Value value, Type type, std::string_view what)
    {
        if (value.is(type))
            return true;
        complain(what.empty() ? json::describe(type) : what, value, {});
        return false;
    }

    Value member(Value object, std::string_view name, Type type)
    {
        const Value value = object ? object.find(name) : Value();
        if (value.is(type))
            return value;
        complain(json::describe(type), object, name);
        return {};
    }

    std::string text(Value object, std::string_view name)
    {
        const Value value = member(object, name, Type::String);
        return value ? value.text() : std::string();
    }

    std::int64_t integer(Value object, std::string_view name)
    {
        const Value value = member(object, name, Type::Number);
        const std::optional<std::int64_t> number = value ? value.integer() : std::nullopt;
        if (!number)
            complain("an integer", object, name);
        return number.value_or(0);
    }

    template <typename Enum, typename Name>
    Enum oneOf(Value object, std::string_view member, int count, Name nameOfValue)
    {
        const std::string wanted = text(object, member);
        for (int i = 0; i < count; ++i) {
            if (nameOfValue(Enum(i)) == wanted)
                return Enum(i);
        }
        complain("a known word", object, member);
        return Enum(0);
    }

    Trouble trouble(Value object)
    {
        return oneOf<Trouble>(object, "trouble", int(Trouble::Other) + 1, [](Trouble value) { return nameOf(value); });
    }

    QUrl url(Value object) { return QUrl::fromEncoded(QByteArray::fromStdString(text(object, "url"))); }

    Headers headers(Value object)
    {
        Headers out;
        for (const Value header : member(object, "headers", Type::Array)) {
            if (header.is(Type::Array) && header.at(0).is(Type::String) && header.at(1).is(Type::String))
                out.push_back({header.at(0).text(), header.at(1).text()});
            else
                complain("a pair of strings", header, {});
        }
        return out;
    }

    std::string body(Value object)
    {
        std::string body = text(object, "body");
        if (!object || !object.find("encoding"))
            return body;
        std::optional<std::string> bytes = fromBase64(body);
        if (!bytes || !object.find("encoding").textIs("base64"))
            complain("base64", object, "body");
        return std::move(bytes).value_or(std::string());
    }

    HttpRequest request(Value object)
    {
        HttpRequest out;
        out.method = text(object, "method");
        out.url = url(object);
        out.headers = headers(object);
        out.body = body(object);
        if (const Value secret = object ? object.find("secret") : Value(); secret.is(Type::Object))
            out.secret = SecretHeader{text(secret, "name"), SecretString(), text(secret, "display")};
        return out;
    }

    Timing timing(Value object)
    {
        const Value timing = member(object, "timing", Type::Object);
        const auto moment = [timing](std::string_view name) {
            const Value value = timing ? timing.find(name) : Value();
            return value.is(Type::Number) ? value.number() : std::nullopt;
        };
        return {moment("queuedMs"), moment("encryptedMs"), moment("connectedMs"), moment("firstByteMs"),
                moment("doneMs")};
    }

    UtcTime time(Value object, std::string_view name)
    {
        const QDateTime time = QDateTime::fromString(QString::fromStdString(text(object, name)), Qt::ISODateWithMs);
        if (!time.isValid())
            complain("a time such as 2026-01-31T12:00:00.000Z", object, name);
        return UtcTime(std::chrono::milliseconds(time.isValid() ? time.toMSecsSinceEpoch() : 0));
    }

    TlsInfo tls(Value object)
    {
        TlsInfo out;
        out.protocol = text(object, "protocol");
        out.cipher = text(object, "cipher");
        out.subject = text(object, "subject");
        out.issuer = text(object, "issuer");
        out.validFrom = time(object, "validFrom");
        out.validUntil = time(object, "validUntil");
        for (const Value name : member(object, "names", Type::Array)) {
            if (need(name, Type::String, {}))
                out.names.push_back(name.text());
        }
        out.sha256 = text(object, "sha256");
        return out;
    }

    Attempt attempt(Value object)
    {
        Attempt out;
        if (!need(object, Type::Object, {}))
            return out;
        out.started = time(object, "started");
        out.method = text(object, "method");
        out.url = url(object);
        out.timing = timing(object);
        out.status = int(integer(object, "status"));
        out.reason = text(object, "reason");
        out.headers = headers(object);
        out.trouble = trouble(object);
        out.sentence = text(object, "sentence");
        out.next = oneOf<Next>(object, "next", int(NextNames.size()), [](Next v) { return NextNames[std::size_t(v)]; });
        out.wait = std::chrono::milliseconds(integer(object, "waitMs"));
        out.waitReason = oneOf<WaitReason>(object, "waitReason", int(WaitNames.size()),
                                           [](WaitReason v) { return WaitNames[std::size_t(v)]; });
        if (object.find("tooLongWaitMs").is(Type::Number)) {
            constexpr std::chrono::milliseconds Year = std::chrono::hours(24 * 365); // As long as any wait counts.
            const std::chrono::milliseconds wait(integer(object, "tooLongWaitMs"));
            out.tooLongWait = std::clamp(wait, std::chrono::milliseconds(0), Year);
        }
        return out;
    }

    Answer answer(Value object)
    {
        Answer out;
        out.status = int(integer(object, "status"));
        out.reason = text(object, "reason");
        out.headers = headers(object);
        out.body = body(object);
        out.truncated = member(object, "truncated", Type::Bool).isTrue();
        if (const Value spooled = object.find("spooled"); spooled.is(Type::Object)) {
            SpooledBody body{text(spooled, "name"), std::uint64_t(integer(spooled, "bytes"))};
            // A name, never a way to somewhere else.
            if (body.name.empty() || body.name.front() == '.' || body.name.find_first_of("/\\:") != std::string::npos)
                complain("name", spooled, "name");
            out.spooled = std::move(body);
        }
        for (std::size_t i = 0; object.find("spoolStop").is(Type::String) && i < SpoolStopNames.size(); ++i) {
            if (text(object, "spoolStop") == SpoolStopNames[i])
                out.spoolStop = SpoolStop(i);
        }
        if (object.find("wireBytes").is(Type::Number))
            out.wireBytes = std::uint64_t(integer(object, "wireBytes"));
        return out;
    }
};

} // namespace

std::string exchangeToJson(const Exchange &exchange)
{
    Writer out;
    out.object([&] {
        writeText(out, "id", exchange.id);
        writeRequest(out, exchange.request);
        out.key("attempts").array([&] {
            for (const Attempt &attempt : exchange.attempts)
                writeAttempt(out, attempt);
        });
        if (exchange.answer)
            writeAnswer(out, *exchange.answer);
        out.member("state", nameOf(exchange.state));
        out.member("trouble", nameOf(exchange.trouble));
        writeText(out, "sentence", exchange.sentence);
        if (exchange.tls)
            writeTls(out, *exchange.tls);
    });
    return out.take();
}

Result<Exchange> exchangeFromJson(std::string_view text)
{
    json::Document document;
    if (const auto parsed = document.parse(std::string(text)); !parsed)
        return fail("exchange_not_json", parsed.error().message);
    Reader reader;
    Exchange exchange = reader.exchange(document.root());
    if (reader.error)
        return tl::make_unexpected(*reader.error);
    return exchange;
}

} // namespace smc::net
