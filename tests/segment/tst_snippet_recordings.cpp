// Commands, recordings and events as they come out of other tools; and texts that mean harm.
#include "snippet_check.h"

#include <json/document.h>
#include <segment/event_reader.h>

#include <QElapsedTimer>

using namespace smc::segment;

namespace {

std::string repeated(std::string_view piece, std::size_t bytes)
{
    std::string text;
    while (text.size() < bytes)
        text += piece;
    return text;
}

const QByteArray Sample = "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\"}";

} // namespace

class TestSnippetRecordings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void curlCommandsAreRead_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char *name, const QByteArray &command, const QByteArray &said) {
            QTest::newRow(name) << command << said;
        };
        const QByteArray said = "a cURL command with a track call | " + Sample;
        row("quotes", "curl https://api.segment.io/v1/track -d '" + Sample + "'", said);
        row("lines, options, a key",
            "$ curl -X POST https://api.segment.io/v1/track \\\n  -u 'abcWRITEKEY:' \\\n  -H 'Content-Type: "
            "application/json' \\\n  --data-raw '" +
                Sample + "' --compressed",
            said);
        row("double quotes",
            "curl -sd \"{\\\"type\\\":\\\"track\\\",\\\"event\\\":\\\"E\\\",\\\"userId\\\":\\\"u\\\"}\" "
            "https://events.eu1.segmentapis.com/v1/track",
            said);
        row("bash escapes",
            "curl 'https://x.example/v1/t' --data-binary $'" + QByteArray(Sample).replace("\"E\"", "\"E\\u00e9\\'\"") +
                "'",
            QByteArray(said).replace("\"E\"", "\"Eé'\""));
        row("Windows",
            "curl ^\"https://api.segment.io/v1/track^\" ^\r\n  -H ^\"content-type: "
            "text/plain^\" ^\r\n  --data-raw "
            "^\"^{^\\^\"type^\\^\":^\\^\"track^\\^\",^\\^\"event^\\^\":^\\^\"E^\\^\",^"
            "\\^\"userId^\\^\":^\\^\"u^\\^\"^}^\"",
            said);
        row("type from the path", "curl https://api.segment.io/v1/identify --json '{ \"userId\": \"u\" }'",
            "a cURL command with an identify call | { \"type\": \"identify\", \"userId\": \"u\" }");
        row("batch",
            "curl https://api.segment.io/v1/batch --data='{\"batch\":[{\"type\":\"page\",\"userId\":\"u\"}],"
            "\"sentAt\":\"2026-01-01T00:00:00Z\"}'",
            "a cURL command with a page call | "
            "{\"type\":\"page\",\"userId\":\"u\",\"sentAt\":\"2026-01-01T00:00:00Z\"}");
        row("two",
            "curl https://api.segment.io/v1/page -d '{\"userId\":\"a\"}' && curl -d "
            "'{\"userId\":\"b\"}' https://api.segment.io/v1/page",
            "2 cURL commands with 2 page calls | {\"type\":\"page\",\"userId\":\"a\"} | "
            "{\"type\":\"page\",\"userId\":\"b\"}");
        row("a file", "curl https://api.segment.io/v1/track -d @event.json", "! snippet_without_event");
        row("elsewhere", "curl https://acme.slgnt.eu/Portal/Api/lists -d '{\"fields\":[]}'", "! snippet_without_event");
    }

    void curlCommandsAreRead()
    {
        QFETCH(QByteArray, command);
        QFETCH(QByteArray, said);
        QCOMPARE(saidOf(command.toStdString()), QString::fromUtf8(said));
    }

    void writeKeysAreNotKept()
    {
        const char *texts[] = {
            "curl -u SECRETKEY: -H 'Authorization: Basic SECRETKEY' https://api.segment.io/v1/track -d "
            "'{\"event\":\"E\",\"userId\":\"u\",\"writeKey\":\"SECRETKEY\"}'",
            "curl --user=SECRETKEY: https://SECRETKEY@api.segment.io/v1/track -d "
            "'{\"userId\":\"u\",\"type\":\"page\"}'",
            "{\"type\":\"page\",\"userId\":\"u\",\"writeKey\":\"SECRETKEY\"}",
            "{\"batch\":[{\"type\":\"page\",\"userId\":\"u\"}],\"writeKey\":\"SECRETKEY\"}",
            "analytics.load('SECRETKEY'); analytics.page({userId: 'u', writeKey: 'SECRETKEY'})",
            "{\"log\":{\"entries\":[{\"request\":{\"url\":\"https://api.segment.io/v1/p\",\"postData\":{\"text\":"
            "\"{\\\"userId\\\":\\\"u\\\",\\\"writeKey\\\":\\\"SECRETKEY\\\"}\"}}}]}}",
        };
        for (const char *text : texts) {
            const QString said = saidOf(text) + unusedOf(text);
            QVERIFY2(!said.contains(QLatin1String("SECRETKEY")), qPrintable(said));
            QVERIFY2(!unusedOf(text).isEmpty(), text);
        }
    }

    void theKeyOfABatchIsNamedWhereverItsBodyStands()
    {
        const std::string body = "{\"batch\":[{\"type\":\"page\",\"userId\":\"u\"}],\"writeKey\":\"SECRETKEY\"}";
        const QString said = QStringLiteral("writeKey: It is the key of a Segment source, and no part of an event.");
        QCOMPARE(unusedOf(body), said);
        QCOMPARE(unusedOf("curl https://api.segment.io/v1/batch -d '" + body + "'"), said);
    }

    void theDebuggersEnvelopeIsSetAside()
    {
        const char *text = "{\n  \"_metadata\": {\"bundled\": []},\n  \"anonymousId\": \"a\",\n  \"event\": \"E\",\n"
                           "  \"originalTimestamp\": \"2026-01-01T00:00:00Z\",\n  \"projectId\": \"p\",\n"
                           "  \"properties\": {\"revenue\": 1.00},\n  \"receivedAt\": \"2026-01-01T00:00:00Z\",\n"
                           "  \"type\": \"track\",\n  \"writeKey\": \"k\"\n}";
        QCOMPARE(saidOf(text),
                 QStringLiteral("an event from Segment's debugger | {\n  \"anonymousId\": \"a\",\n  \"event\": \"E\",\n"
                                "  \"originalTimestamp\": \"2026-01-01T00:00:00Z\",\n"
                                "  \"properties\": {\"revenue\": 1.00},\n  \"receivedAt\": \"2026-01-01T00:00:00Z\",\n"
                                "  \"type\": \"track\"\n}"));
        QVERIFY(!recognise(text)->isVerbatim);
        QCOMPARE(unusedOf(text).count(QLatin1Char('\n')), 2);
    }

    void jsonStaysAsItIs_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("event") << Sample << "a track call";
        QTest::newRow("NDJSON") << Sample + "\n" + Sample << "2 track calls";
        QTest::newRow("several calls") << Sample + "\n{\"type\":\"page\",\"userId\":\"u\"}"
                                       << "2 events";
        QTest::newRow("no call of the spec") << QByteArray("{\"userId\":\"u\"}") << "one event";
        QTest::newRow("array") << "[" + Sample + "," + Sample + "," + Sample + "]"
                               << "3 track calls";
        QTest::newRow("batch") << "{\"batch\":[" + Sample + "]}"
                               << "a track call";
        QTest::newRow("with code in a string")
            << QByteArray("{\"type\":\"track\",\"event\":\"analytics.track('x')\",\"userId\":\"curl\"}")
            << "a track call";
    }

    void jsonStaysAsItIs()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, words);
        const auto found = recognise(text.toStdString());
        QVERIFY(found.has_value());
        QVERIFY(found->isVerbatim);
        QCOMPARE(QString::fromStdString(found->words), words);
    }

    void partsOfAnEventAreTheirOwnersData_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isPart");
        const auto row = [](const QByteArray &text, bool isPart) { QTest::newRow(text) << text << isPart; };
        row("\"device\": {\"id\": \"a\", \"token\": \"ff15bc0c\"}", true);
        row("\"session_id\": 1234567, \"password\": \"x\"", true);
        row(",\n  \"session_id\": \"abc\",\r\n", true);
        row("{\"id\": \"a\", \"token\": \"b\"},", true);
        row("[{\"token\": \"b\"}]", true);
        row(Sample, true);
        row("\"token\": \"b\"}\n{\"a\": 1", false);
        row("\"token\": ", false);
        row("\"/a?token=b\"", false);
        row("token: 'b1'", false);
        row("\"writeKey\": \"b\"", false);
        row("{\"log\": {\"entries\": []}}", false);
        row("\"log\": {\"entries\": []}", false);
        row(" , ", false);
        row("", false);
    }

    void partsOfAnEventAreTheirOwnersData()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isPart);
        QCOMPARE(isJsonOfEvents(text.toStdString()), isPart);
    }

    void aHarGivesItsEvents()
    {
        const char *har =
            "{\"log\":{\"version\":\"1.2\",\"entries\":[\n"
            "{\"request\":{\"method\":\"GET\",\"url\":\"https://cdn.segment.com/v1/projects/k/settings\"}},\n"
            "{\"request\":{\"method\":\"POST\",\"url\":\"https://api.segment.io/v1/t?x=1\",\"postData\":"
            "{\"mimeType\":\"text/plain\",\"text\":\"{\\\"event\\\":\\\"E\\\",\\\"userId\\\":\\\"u\\\","
            "\\\"properties\\\":{\\\"n\\\":1.00}}\"}}},\n"
            "{\"request\":{\"method\":\"POST\",\"url\":\"https://api.segment.io/v1/batch\",\"postData\":"
            "{\"text\":\"{\\\"batch\\\":[{\\\"type\\\":\\\"page\\\",\\\"userId\\\":\\\"u\\\"}]}\"}}}]}}";
        QCOMPARE(saidOf(har), QStringLiteral("a HAR with 2 events | "
                                             "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\",\"properties\":"
                                             "{\"n\":1.00}} | {\"type\":\"page\",\"userId\":\"u\"}"));
        QCOMPARE(unusedOf(har), QStringLiteral("one other request: It brings no events to Segment."));
        const std::string get = "{\"request\":{\"method\":\"GET\",\"url\":\"https://cdn.segment.com/\"}},";
        const std::string two = std::string(har).replace(std::string(har).find("{\"request"), 0, get);
        QCOMPARE(unusedOf(two.c_str()), QStringLiteral("2 other requests: They bring no events to Segment."));
        QCOMPARE(saidOf("{\"log\":{\"entries\":[]}}"), QStringLiteral("! snippet_without_event"));
    }

    void otherTextsAreNotTakenForEvents_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"Dear all, the analytics are fine.", "<html></html>", "12", "\"x\"",
                                 "{\"a\":", "[1,2]", "SELECT * FROM t", "curly braces {}", "{", "@\"", "[[a b] c:d]"})
            QTest::newRow(text) << text;
    }

    void otherTextsAreNotTakenForEvents()
    {
        QFETCH(QString, text);
        QCOMPARE(saidOf(text.toStdString()), QStringLiteral("! snippet_unknown"));
    }

    void emptyAndHugeTextsAreRefused()
    {
        QCOMPARE(saidOf(" \r\n\t"), QStringLiteral("! snippet_empty"));
        QCOMPARE(saidOf(std::string(MaxSnippetBytes + 1, ' ')), QStringLiteral("! snippet_too_large"));
    }

    void harmfulTextsTakeNoTime_data()
    {
        QTest::addColumn<QByteArray>("text");
        const std::pair<const char *, const char *> pieces[] = {
            {"analytics.track(", "["},
            {"analytics.track('E',", "{a:"},
            {"analytics.track('E',", "{a:["},
            {"", "\\'"},
            {"", "`${"},
            {"", "`"},
            {"x=", "/["},
            {"x", "=/a"},
            {"", "'a"},
            {"", "/*"},
            {"[a track:", "@["},
            {"[a track:", "@{@\"a\":"},
            {"@\"[", "track:("},
            {"curl -d '", "\\'"},
            {"curl ", "\\\""},
            {"curl ^\"", "\\^\""},
            {"curl ", "-d "},
            {"", "analytics.track("},
            {"", "analytics.track(a"},
            {"", "analytics.track({a:b"},
            {"", "analytics.page({...a,"},
            {"analytics.track({", "a,"},
            {"analytics.track({", "[a],"},
            {"analytics.track([", "(1),"},
            {"analytics.track(", "[[1]+"},
            {"{", "a:{"},
            {"{\"log\":", "["},
            {"{\"log\":1,", "\"a\":{"},
            {"[", "{\"type\":\"a\"},"},
            {"analytics.track(", "1_"},
            {"analytics.track('", "\\u{"},
            {"analytics.track(f", "(a)=>"},
            {"", "analytics.page();"},
        };
        for (const auto &[start, piece] : pieces)
            QTest::addRow("%s%s…", start, piece) << QByteArray::fromStdString(start + repeated(piece, 256U << 10U));
    }

    void harmfulTextsTakeNoTime()
    {
        QFETCH(QByteArray, text);
        QElapsedTimer timer;
        timer.start();
        const auto found = recognise({text.constData(), static_cast<std::size_t>(text.size())});
        // A reader that goes back over the text would need minutes here.
        QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed())));
        if (found)
            QVERIFY(found->unused.size() <= MaxUnused);
        else
            QVERIFY(found.error().message.size() < 2000);
    }

    void aRefusalNamesWhatIsLost()
    {
        const auto messageOf = [](std::string_view text) {
            const auto found = recognise(text);
            return found ? QString() : QString::fromStdString(found.error().message);
        };
        const QString start = QStringLiteral("This is a cURL command, but it holds no event that can be used.");
        QCOMPARE(messageOf("curl -X POST --user \"$WRITE_KEY:\" https://api.segment.io/v1/batch --data @batch.json"),
                 start +
                     QStringLiteral(" @batch.json: The data stand in a file, which did not come along. Drop the file "
                                    "itself."));
        QCOMPARE(messageOf("curl -u KEY: https://api.segment.io/v1/page -F a=b --data-urlencode c -T d --config e"),
                 start +
                     QStringLiteral(" --form: Events travel as JSON, with --data. --data-urlencode: Events travel as "
                                    "JSON, with --data. --upload-file: Events travel as JSON, with --data. And 2 "
                                    "more."));
    }

    void aRefusalReadsAsSentences()
    {
        const auto messageOf = [](const std::string &text) {
            const auto found = recognise(text);
            return found ? QString() : QString::fromStdString(found.error().message);
        };
        const std::string request = "{\"request\":{\"method\":\"POST\",\"url\":\"https://api.segment.io/v1/track\","
                                    "\"postData\":{\"text\":\"12\"}}}";
        QCOMPARE(
            messageOf("{\"log\":{\"entries\":[" + request + "]}}"),
            QStringLiteral("This is a HAR, but it holds no event that can be used. A body: It is no JSON object."));
        const QString several = messageOf("curl https://api.segment.io/v1/page\ncurl https://api.segment.io/v1/page");
        QCOMPARE(several, QStringLiteral("These are 2 cURL commands, but they hold no event that can be used. "
                                         "The command: It sends no data."));
        // A name is no word: it stays as it is spelt.
        const Unused name{"properties.plan", "It is worked out.", Unused::Kind::Lost};
        QCOMPARE(name.sentence(), std::string("properties.plan: It is worked out."));
    }

    void whatIsBeyondTheNamedIsCounted()
    {
        std::string call = "analytics.identify('u', {ok: 1";
        for (std::size_t i = 0; i < MaxUnused + 7; ++i)
            call += ", t" + std::to_string(i) + ": x" + std::to_string(i);
        const auto found = recognise(call + "})");
        QVERIFY(found.has_value());
        QCOMPARE(found->unused.size(), MaxUnused);
        QCOMPARE(found->moreUnused, std::size_t(7));
    }

    void bytesThatAreNoUtf8AreSaid()
    {
        const auto found = recognise("analytics.page('\xff\xfe')");
        QVERIFY(!found.has_value());
        QCOMPARE(found.error().code, std::string("snippet_without_event"));
    }
};

QTEST_APPLESS_MAIN(TestSnippetRecordings)
#include "tst_snippet_recordings.moc"
