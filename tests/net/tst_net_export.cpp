#include "net_fixtures.h"
#include "script_server.h"

#include <json/document.h>
#include <json/pointer.h>
#include <net/curl.h>
#include <net/exchange_json.h>
#include <net/har.h>
#include <net/sender.h>

#include <QProcess>
#include <QProcessEnvironment>
#include <QTcpSocket>
#include <QTest>

#include <array>

using namespace smc::net;
using namespace netfixtures;
namespace json = smc::json;

namespace {

QString text(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// Runs `command` in a POSIX shell with key and secret in the environment, while the servers of this thread go on
/// answering.
int runInShell(const std::string &command)
{
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SMC_API_KEY"), QString::fromLatin1(Key));
    environment.insert(QStringLiteral("SMC_API_SECRET"), QString::fromLatin1(Secret));
    shell.setProcessEnvironment(environment);
    shell.start(QStringLiteral("sh"), {QStringLiteral("-s")});
    shell.write(command.data(), qint64(command.size()));
    shell.closeWriteChannel();
    const bool ended = QTest::qWaitFor([&shell] { return shell.state() == QProcess::NotRunning; }, 20'000);
    return ended ? shell.exitCode() : -1;
}

QByteArray headerOf(const QByteArray &request, const QByteArray &name)
{
    for (const QByteArray &line : request.left(request.indexOf("\r\n\r\n")).split('\n')) {
        if (line.toLower().startsWith(name.toLower() + ":"))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

QByteArray bodyOf(const QByteArray &request)
{
    return request.mid(request.indexOf("\r\n\r\n") + 4);
}

/// An exchange with every member set to something that is not its default.
Exchange fullExchange()
{
    Exchange exchange;
    exchange.id = "11111111-2222-3333-4444-555555555555";
    exchange.request.method = "DELETE";
    exchange.request.url = QUrl(QStringLiteral("https://acme.slgnt.us/Portal/Api/x?keyFields=A%2CB&q=caf%C3%A9&e="));
    exchange.request.headers = {{"Content-Type", "application/json"}, {"X-Empty", ""}, {"X-Quote", "a\"b\\c"}};
    exchange.request.body = "[[\"\u00e9\",\"line\\nbreak\"],\n[1.00]]";
    exchange.request.secret = SecretHeader{"X-ApiKey", {}, "$SMC_API_KEY:$SMC_API_SECRET"};
    Attempt first;
    first.started = UtcTime(std::chrono::milliseconds(1'767'225'600'123));
    first.method = "DELETE";
    first.url = exchange.request.url;
    first.timing = {1.5, 18.5, 20.25, std::nullopt, 30.125};
    first.trouble = Trouble::Dropped;
    first.sentence = "It broke.";
    first.next = Next::Retry;
    first.wait = std::chrono::milliseconds(700);
    first.waitReason = WaitReason::Backoff;
    Attempt second;
    second.started = UtcTime(std::chrono::milliseconds(1'767'225'601'000));
    second.method = "DELETE";
    second.url = exchange.request.url;
    second.timing = {0.0, std::nullopt, 0.0, 40.0, 41.5};
    second.status = 200;
    second.reason = "OK";
    second.tooLongWait = std::chrono::hours(1);
    second.headers = {{"Content-Type", "application/octet-stream"}, {"Content-Length", "4"}};
    exchange.attempts = {first, second};
    Answer answer;
    answer.status = 200;
    answer.reason = "OK";
    answer.headers = second.headers;
    answer.body = std::string("\x00\xff\xfe{", 4);
    answer.truncated = true;
    answer.wireBytes = 4;
    exchange.answer = answer;
    exchange.state = State::TimedOut;
    exchange.trouble = Trouble::TimedOut;
    exchange.sentence = "Too slow.";
    exchange.tls = TlsInfo{"TLS 1.3",
                           "TLS_AES_256_GCM_SHA384",
                           "CN=acme.slgnt.us",
                           "CN=Some CA",
                           UtcTime(std::chrono::milliseconds(1'700'000'000'000)),
                           UtcTime(std::chrono::milliseconds(1'800'000'000'000)),
                           {"DNS:acme.slgnt.us", "DNS:*.slgnt.us"},
                           "ab:cd"};
    return exchange;
}

void verifyHas(json::Value root, const char *pointer, const char *raw)
{
    const json::Value value = json::resolve(root, pointer);
    QVERIFY2(value.exists(), pointer);
    QVERIFY2(value.raw() == raw, qPrintable(QString::fromLatin1(pointer) + QStringLiteral(": ") + text(value.raw())));
}

} // namespace

class ExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void curlSendsWhatTheSenderSent_data();
    void curlSendsWhatTheSenderSent();
    void theShellFillsInOnlyTheSecret();
    void harHasAllThatItsFormatAsksFor();
    void harGivesTimesInMicroseconds();
    void harOfNothingIsAnEmptyLog();
    void harGivesBinaryBodiesInBase64();
    void anExchangeComesBackFromJsonAsItWas();
    void whatIsNoExchangeIsRefusedWithItsPlace_data();
    void whatIsNoExchangeIsRefusedWithItsPlace();
    void noExportHoldsTheSecret();
};

void ExportTest::curlSendsWhatTheSenderSent_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const QByteArray &method, const QByteArray &body) {
        QTest::newRow(name) << method << body;
    };
    row("get", "GET", {});
    row("head", "HEAD", {});
    row("delete without a body", "DELETE", {});
    row("post without a body", "POST", {});
    row("json", "POST", R"([["m-1","jane@example.net"]])");
    row("quotes of both kinds", "POST", R"({"a":"it's \"quoted\" 'twice'"})");
    row("line breaks", "POST", "{\n\t\"a\": 1\n}\n\n");
    row("a file name for curl", "POST", "@/etc/hostname");
    row("what a shell would fill in", "POST", "$HOME `id` $(id) ${X} \\n \\\\ ! ~ * # ; & | %s %d");
    row("an option for curl", "POST", "--help");
    row("not ASCII", "PUT", "{\"n\":\"\u00e9\u4e2d\U0001f600\"}");
    row("carriage returns", "POST", "a\r\nb\r\n");
    row("bytes", "POST", QByteArray("\x00\x01\xff'%\\5@\x7f", 8));
    row("delete with a body", "DELETE", R"([["'"]])");
    row("get with a body", "GET", "{}");
    row("more than an argument may hold", "POST", QByteArray(300'000, 'x') + "'\n$HOME");
}

void ExportTest::curlSendsWhatTheSenderSent()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    ScriptServer server(inTurn({answer("200 OK")}));
    Sender sender;
    HttpRequest asked = request(server.url(QStringLiteral("/a'b/[c]?fields=A,B&x=%27%20$HOME")), method.toStdString(),
                                body.toStdString());
    asked.headers.push_back({"X-Odd", "it's $HOME \"now\" \\ `id`"});
    asked.headers.push_back({"X-Empty", ""});
    const Exchange exchange = send(sender, asked);
    QVERIFY2(exchange.isSuccess(), exchange.sentence.c_str());

    const std::string command = toCurl(exchange);
    QVERIFY2(command.find(Key) == std::string::npos && command.find(Secret) == std::string::npos, command.c_str());
    QCOMPARE(runInShell(command), 0);
    QCOMPARE(server.requests.size(), 2u);
    const QByteArray &ours = server.requests[0];
    const QByteArray &curls = server.requests[1];
    QCOMPARE(curls.left(curls.indexOf("\r\n")), ours.left(ours.indexOf("\r\n")));
    QCOMPARE(bodyOf(curls), bodyOf(ours));
    QCOMPARE(bodyOf(curls), body);
    for (const char *name : {"Accept", "Content-Type", "X-ApiKey", "X-Odd", "X-Empty", "User-Agent"})
        QCOMPARE(headerOf(curls, name), headerOf(ours, name));
    QCOMPARE(headerOf(curls, "X-ApiKey"), QByteArray(Key) + ":" + Secret);
}

void ExportTest::theShellFillsInOnlyTheSecret()
{
    HttpRequest asked = request(QUrl(QStringLiteral("https://acme.slgnt.us/Portal/Api/status")));
    const std::string command = toCurl(asked);
    QVERIFY2(command.find("--header \"X-ApiKey: $SMC_API_KEY:$SMC_API_SECRET\"") != std::string::npos, command.c_str());
    QVERIFY2(command.find(Secret) == std::string::npos, command.c_str());

    asked.secret->display = "$(touch x)`id`\"\\$1 $OK";
    QVERIFY2(toCurl(asked).find(R"("X-ApiKey: \$(touch x)\`id\`\"\\\$1 $OK")") != std::string::npos,
             toCurl(asked).c_str());
}

void ExportTest::harHasAllThatItsFormatAsksFor()
{
    const std::array<Exchange, 1> exchanges = {fullExchange()};
    json::Document har;
    const std::string written = toHar(exchanges);
    QVERIFY2(har.parse(written).has_value(), written.c_str());
    const json::Value log = har.root().find("log");
    verifyHas(log, "/version", "\"1.2\"");
    QVERIFY(json::resolve(log, "/creator/name").is(json::Type::String));
    QVERIFY(json::resolve(log, "/creator/version").is(json::Type::String));
    QCOMPARE(log.find("entries").size(), 2u);

    for (const json::Value entry : log.find("entries")) {
        double sum = 0;
        for (const json::Value phase : entry.find("timings"))
            sum += std::max(0.0, phase.number().value());
        QCOMPARE(sum, entry.find("time").number().value());
        for (const char *phase : {"send", "wait", "receive"})
            QVERIFY(entry.find("timings").find(phase).number().value() >= 0);
        for (const char *name : {"method", "url", "httpVersion"})
            QVERIFY2(entry.find("request").find(name).is(json::Type::String), name);
        for (const char *name : {"cookies", "headers", "queryString"})
            QVERIFY2(entry.find("request").find(name).is(json::Type::Array), name);
        for (const char *name : {"statusText", "httpVersion", "redirectURL"})
            QVERIFY2(entry.find("response").find(name).is(json::Type::String), name);
        for (const char *name : {"cookies", "headers"})
            QVERIFY2(entry.find("response").find(name).is(json::Type::Array), name);
        for (const char *side : {"request", "response"}) {
            QVERIFY(entry.find(side).find("headersSize").integer().has_value());
            QVERIFY(entry.find(side).find("bodySize").integer().has_value());
        }
        QVERIFY(entry.find("cache").is(json::Type::Object));
    }
    verifyHas(log, "/entries/0/startedDateTime", "\"2026-01-01T00:00:00.123Z\"");
    verifyHas(log, "/entries/0/response/status", "0");
    verifyHas(log, "/entries/0/response/comment", "\"It broke.\"");
    verifyHas(log, "/entries/1/response/status", "200");
    verifyHas(log, "/entries/1/timings/wait", "40");
    verifyHas(log, "/entries/1/request/queryString/0/name", "\"keyFields\"");
    verifyHas(log, "/entries/1/request/queryString/0/value", "\"A,B\"");
    QCOMPARE(json::resolve(log, "/entries/1/request/queryString/1/value").text(), std::string("caf\u00e9"));
    verifyHas(log, "/entries/1/request/queryString/2/value", "\"\"");
    verifyHas(log, "/entries/1/request/postData/mimeType", "\"application/json\"");
    QCOMPARE(json::resolve(log, "/entries/1/request/postData/text").text(), exchanges[0].request.body);
    verifyHas(log, "/entries/1/request/headers/3/value", "\"$SMC_API_KEY:$SMC_API_SECRET\"");
}

void ExportTest::harGivesTimesInMicroseconds()
{
    std::array<Exchange, 1> exchanges = {fullExchange()};
    exchanges[0].attempts.resize(1);
    exchanges[0].attempts[0].timing = {2.307, std::nullopt, 2.836, 3.639, 3.665};
    json::Document har;
    QVERIFY(har.parse(toHar(exchanges)).has_value());
    const json::Value log = har.root().find("log");
    verifyHas(log, "/entries/0/time", "3.665");
    verifyHas(log, "/entries/0/timings/blocked", "2.307");
    verifyHas(log, "/entries/0/timings/connect", "0.529");
    verifyHas(log, "/entries/0/timings/wait", "0.803");
    verifyHas(log, "/entries/0/timings/receive", "0.026");
}

void ExportTest::harOfNothingIsAnEmptyLog()
{
    json::Document har;
    QVERIFY(har.parse(toHar({})).has_value());
    verifyHas(har.root(), "/log/entries", "[]");
}

void ExportTest::harGivesBinaryBodiesInBase64()
{
    const std::array<Exchange, 1> exchanges = {fullExchange()};
    json::Document har;
    QVERIFY(har.parse(toHar(exchanges)).has_value());
    const json::Value content = json::resolve(har.root(), "/log/entries/1/response/content");
    verifyHas(content, "/encoding", "\"base64\"");
    verifyHas(content, "/text", "\"AP/+ew==\"");
    verifyHas(content, "/size", "4");
}

void ExportTest::anExchangeComesBackFromJsonAsItWas()
{
    const Exchange exchange = fullExchange();
    const std::string written = exchangeToJson(exchange);
    QVERIFY2(written.find('\n') == std::string::npos, written.c_str());
    const auto read = exchangeFromJson(written);
    QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
    QCOMPARE(text(exchangeToJson(*read)), text(written));
    QVERIFY(*read == exchange);

    Exchange bare;
    bare.id = "x";
    bare.request.url = QUrl(QStringLiteral("https://a.example/"));
    const auto again = exchangeFromJson(exchangeToJson(bare));
    QVERIFY2(again.has_value(), again ? "" : again.error().message.c_str());
    QVERIFY(*again == bare);

    // Every byte, and what JSON escapes.
    for (int byte = 0; byte < 256; ++byte) {
        Exchange odd = bare;
        odd.request.body = std::string(1, char(byte)) + "\u2028\U0010ffff";
        QVERIFY2(exchangeFromJson(exchangeToJson(odd)).value() == odd, qPrintable(QString::number(byte)));
    }
    for (const char *bytes : {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x80", "\xf8\x88\x80\x80\x80"}) {
        Exchange odd = bare;
        odd.request.body = bytes;
        QVERIFY2(exchangeFromJson(exchangeToJson(odd)).value() == odd, bytes);
    }
}

void ExportTest::whatIsNoExchangeIsRefusedWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("where");
    const QByteArray whole = QByteArray::fromStdString(exchangeToJson(fullExchange()));
    const auto changed = [&whole](const QByteArray &from, const QByteArray &to) {
        QByteArray copy = whole;
        return copy.replace(copy.indexOf(from), from.size(), to);
    };
    QTest::newRow("nothing") << QByteArray() << QByteArray("exchange_not_json") << QByteArray();
    QTest::newRow("half") << whole.left(whole.size() / 2) << QByteArray("exchange_not_json") << QByteArray();
    const QByteArray malformed = "exchange_malformed";
    QTest::newRow("an array") << QByteArray("[]") << malformed << QByteArray();
    QTest::newRow("an empty object") << QByteArray("{}") << malformed << QByteArray("/id");
    QTest::newRow("state") << changed("\"timed_out\",\"trouble\"", "\"odd\",\"trouble\"") << malformed
                           << QByteArray("/state");
    QTest::newRow("time") << changed("2026-01-01T", "yesterday") << malformed << QByteArray("/attempts/0/started");
    QTest::newRow("status") << changed("\"status\":0", "\"status\":0.5") << malformed
                            << QByteArray("/attempts/0/status");
    QTest::newRow("header") << changed("[\"X-Empty\",\"\"]", "[\"X-Empty\"]") << malformed
                            << QByteArray("/request/headers/1");
    QTest::newRow("base64") << changed("AP/+ew==", "A*/+ew==") << malformed << QByteArray("/answer/body");
}

void ExportTest::whatIsNoExchangeIsRefusedWithItsPlace()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, where);
    const auto read = exchangeFromJson(json.toStdString());
    QVERIFY(!read.has_value());
    QCOMPARE(text(read.error().code), QString::fromLatin1(code));
    QCOMPARE(text(read.error().where), QString::fromLatin1(where));
    QVERIFY(!read.error().message.empty());
}

void ExportTest::noExportHoldsTheSecret()
{
    const QByteArray whole = QByteArray(Key) + ":" + Secret;
    const QByteArray echo = "{\"raw\":\"" + whole + "\",\"b\":\"" + whole.toBase64() + "\",\"p\":\"" +
                            whole.toPercentEncoding() + "\",\"j\":\"" + QByteArray(whole).replace("/", "\\/") + "\"}";
    ScriptServer server(inTurn({answer("503 " + QByteArray(Key), echo, "X-Echo: " + whole + "\r\nRetry-After: 0\r\n"),
                                answer("302 Found", echo, "Location: /?k=" + whole.toPercentEncoding() + "\r\n"),
                                answer("400 Bad " + QByteArray(Secret), echo, "X-ApiKey: " + whole + "\r\n")}));
    Sender sender;
    HttpRequest asked = request(server.url(), "GET");
    asked.headers.push_back({"Authorization", "Bearer tok3n-of-someone"});
    asked.headers.push_back({"X-Copy", whole.toStdString()});
    asked.body = {};
    const std::array<Exchange, 1> exchanges = {send(sender, asked)};
    QCOMPARE(exchanges[0].attempts.size(), 3u);
    QVERIFY(server.received.contains("tok3n-of-someone"));

    const std::array<std::pair<const char *, std::string>, 3> exports = {
        {{"JSON", exchangeToJson(exchanges[0])}, {"HAR", toHar(exchanges)}, {"cURL", toCurl(exchanges[0])}}};
    const QByteArray key(Key);
    const QByteArray secret(Secret);
    for (const auto &[name, written] : exports) {
        const QByteArray bytes = QByteArray::fromStdString(written);
        for (const QByteArray &part : {key, secret})
            for (const QByteArray &form : {part, part.toBase64().left(40), part.toPercentEncoding(),
                                           QByteArray(part).replace("/", "\\/"), part.left(20), part.right(20)})
                QVERIFY2(!bytes.contains(form),
                         qPrintable(QString::fromLatin1(name) + QStringLiteral(": ") + text(written)));
        QVERIFY2(!bytes.contains(whole.toBase64().left(40)) && !bytes.contains("tok3n-of-someone"), name);
        QVERIFY2(bytes.contains("***"), name);
    }
}

QTEST_GUILESS_MAIN(ExportTest)
#include "tst_net_export.moc"
