// Requests piece by piece: what is read, and what is refused before it is kept.
#include <sandbox/http_parser.h>

#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;
using namespace smc::sandbox;

namespace {

HttpLimits smallLimits()
{
    HttpLimits limits;
    limits.requestLine = 100;
    limits.headers = 200;
    limits.headerLines = 5;
    limits.body = 64;
    return limits;
}

const QByteArray Post = "POST /x HTTP/1.1\r\nHost: h\r\n";

} // namespace

class TestHttpParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestIsReadHoweverItIsCut()
    {
        const std::string text = "\r\nPOST /a?b=c HTTP/1.1\r\nHost: h\r\nContent-Length:  5 \r\nX-Empty:\r\n\r\nhello"
                                 "GET /next HTTP/1.0\n\n";
        for (std::size_t piece = 1; piece <= text.size(); ++piece) {
            HttpParser parser(smallLimits());
            std::vector<HttpRequest> requests;
            for (std::size_t from = 0; from < text.size();) {
                const std::size_t used = parser.feed(std::string_view(text).substr(from, piece));
                from += used;
                if (parser.isComplete())
                    requests.push_back(parser.take());
                QVERIFY2(!parser.hasFailed(), parser.problem().message.c_str());
            }
            QCOMPARE(requests.size(), 2U);
            QCOMPARE(requests[0].method, "POST");
            QCOMPARE(requests[0].target, "/a?b=c");
            QCOMPARE(requests[0].body, "hello");
            QCOMPARE(requests[0].headers.size(), 3U);
            QCOMPARE(requests[0].header("content-length").value(), "5");
            QVERIFY(requests[0].keepsAlive());
            QCOMPARE(requests[1].target, "/next");
            QVERIFY(!requests[1].keepsAlive());
        }
    }

    void aChunkedBodyIsReadHoweverItIsCut()
    {
        const std::string text = "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n"
                                 "4;name=value\r\nWiki\r\n5\r\npedia\r\nA\r\n in chunks\r\n0\r\nTrailer: x\r\n\r\n";
        for (std::size_t piece = 1; piece <= text.size(); ++piece) {
            HttpParser parser(smallLimits());
            for (std::size_t from = 0; from < text.size();)
                from += parser.feed(std::string_view(text).substr(from, piece));
            QVERIFY(parser.isComplete());
            QCOMPARE(parser.take().body, "Wikipedia in chunks");
        }
    }

    void anAbsoluteTargetIsReducedToItsPath()
    {
        HttpParser parser(smallLimits());
        parser.feed("GET HTTP://127.0.0.1:80/a?b HTTP/1.1\r\nHost: h\r\n\r\n");
        QCOMPARE(parser.take().target, "/a?b");
        parser.feed("GET http://127.0.0.1 HTTP/1.1\r\nHost: h\r\n\r\n");
        QCOMPARE(parser.take().target, "/");
    }

    void continueIsWantedOnce()
    {
        HttpParser parser(smallLimits());
        parser.feed("POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-Continue\r\n\r\n");
        QVERIFY(parser.takeContinueWanted());
        QVERIFY(!parser.takeContinueWanted());
        QVERIFY(!parser.isComplete());
        parser.feed("ok");
        QVERIFY(parser.isComplete());
    }

    void theConnectionHeaderDecidesOnTheNextRequest()
    {
        const auto keepsAlive = [](std::string_view version, std::string_view connection) {
            HttpParser parser(smallLimits());
            parser.feed("GET / HTTP/" + std::string(version) + "\r\nConnection: " + std::string(connection) +
                        "\r\n\r\n");
            return parser.take().keepsAlive();
        };
        QVERIFY(keepsAlive("1.1", "keep-alive"));
        QVERIFY(!keepsAlive("1.1", "foo, Close"));
        QVERIFY(keepsAlive("1.0", "Keep-Alive"));
        QVERIFY(!keepsAlive("1.0", "x"));
    }

    void brokenRequestsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &bytes, int status) {
            QTest::newRow(name) << bytes << status;
        };
        row("no request", "hello\r\n", 400);
        row("a TLS handshake", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n", 12), 400);
        row("no version", "GET /\r\n", 400);
        row("another protocol", "GET / RTSP/1.0\r\n", 400);
        row("HTTP/2", "PRI * HTTP/2.0\r\n", 505);
        row("HTTP/9.9", "GET / HTTP/9.9\r\n", 505);
        row("a star", "OPTIONS * HTTP/1.1\r\n", 400);
        row("a method with a bracket", "GE[T / HTTP/1.1\r\n", 400);
        row("a space in the target", "GET /a b HTTP/1.1\r\n", 400);
        row("a NUL in the target", QByteArray("GET /a\0b HTTP/1.1\r\n", 19), 400);
        row("a header without a colon", "GET / HTTP/1.1\r\nHost\r\n", 400);
        row("a space before the colon", "GET / HTTP/1.1\r\nHost : h\r\n", 400);
        row("a folded header", "GET / HTTP/1.1\r\nA: b\r\n c\r\n", 400);
        row("a NUL in a header", QByteArray("GET / HTTP/1.1\r\nA: b\0c\r\n", 25), 400);
        row("a carriage return in a header", "GET / HTTP/1.1\r\nA: b\rc\r\n", 400);
        row("two lengths", Post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400);
        row("the same length twice", Post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n", 400);
        row("length and chunks", Post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
        row("a negative length", Post + "Content-Length: -1\r\n\r\n", 400);
        row("a length with a sign", Post + "Content-Length: +1\r\n\r\n", 400);
        row("a length in hex", Post + "Content-Length: 0x10\r\n\r\n", 400);
        row("an empty length", Post + "Content-Length:\r\n\r\n", 400);
        row("a length beyond 64 bits", Post + "Content-Length: 99999999999999999999999\r\n\r\n", 413);
        row("a body too large", Post + "Content-Length: 65\r\n\r\n", 413);
        row("gzip", Post + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501);
        row("chunks in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 501);
        const QByteArray chunked = Post + "Transfer-Encoding: chunked\r\n\r\n";
        row("a chunk without a size", chunked + "\r\n", 400);
        row("a chunk's size with a sign", chunked + "-1\r\n", 400);
        row("a chunk's size in words", chunked + "ten\r\n", 400);
        row("a chunk too large", chunked + "41\r\n", 413);
        row("a chunk beyond 64 bits", chunked + "fffffffffffffffff\r\n", 413);
        row("chunks too large together", chunked + "40\r\n" + QByteArray(64, 'x') + "\r\n1\r\n", 413);
        row("a chunk longer than it says", chunked + "1\r\nxy\r\n", 400);
        row("an endless chunk line", chunked + "1;" + QByteArray(300, 'x'), 400);
        row("an endless request line", "GET /" + QByteArray(200, 'x'), 414);
        row("an endless header", "GET / HTTP/1.1\r\nA: " + QByteArray(300, 'x'), 431);
        row("endless headers", "GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(6), 431);
        row("endless trailers", chunked + "0\r\n" + QByteArray("A: bbbbbbbbbbbbbbbb\r\n").repeated(20), 431);
    }

    void brokenRequestsAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        HttpParser parser(smallLimits());
        parser.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        QVERIFY2(parser.hasFailed(), "not refused");
        QCOMPARE(parser.problem().status, status);
        QVERIFY(!parser.problem().message.empty());
        QCOMPARE(parser.held(), 0U);
        QCOMPARE(parser.feed("more"), 0U);
    }
};

QTEST_APPLESS_MAIN(TestHttpParser)
#include "tst_http_parser.moc"
