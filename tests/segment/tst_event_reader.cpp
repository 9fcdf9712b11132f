// Events out of one event, NDJSON, arrays and batches, whatever the bytes are.
#include <segment/event_reader.h>

#include <QTest>

#include <random>

using namespace smc::segment;
namespace json = smc::json;

namespace {

/// One line for each step: the event's text, or "! " and the error; so that a test shows both sides as text.
std::string describe(const tl::expected<Event, ReadError> &event)
{
    return event ? std::string(event->text()) : "! " + event.error().message;
}

QString read(std::string_view text)
{
    QStringList lines;
    for (const auto &event : parse(text))
        lines << QString::fromStdString(describe(event));
    return lines.join(QLatin1Char('|'));
}

/// Hands the text out in pieces of `size` bytes.
EventReader::Source inPiecesOf(std::size_t size, std::string text)
{
    return [size, text = std::move(text), at = std::size_t{0}](std::string &buffer) mutable {
        buffer.append(text, at, size);
        at = std::min(at + size, text.size());
        return at < text.size();
    };
}

QString readInPieces(std::size_t size, const std::string &text)
{
    QStringList lines;
    EventReader reader(inPiecesOf(size, text));
    for (auto step = reader.next(); step != EventReader::Step::End; step = reader.next()) {
        if (step == EventReader::Step::Error) {
            lines << QString::fromStdString("! " + reader.error().message);
            continue;
        }
        auto event = Event::read(std::string(reader.text()), reader.origin());
        lines << QString::fromStdString(event ? std::string(event->text())
                                              : "! " + placeInInput(event.error(), reader.origin()).message);
    }
    return lines.join(QLatin1Char('|'));
}

} // namespace

class TestEventReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inputsAreSplitIntoEvents_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("events");
        const auto row = [](const char *name, const char *input, const char *events) {
            QTest::newRow(name) << QByteArray(input) << QString::fromUtf8(events);
        };
        row("nothing", "", "");
        row("white space", " \r\n\t\n", "");
        row("one event", "{\"a\":1}", "{\"a\":1}");
        row("one event over many lines", "{\n  \"a\": {\n    \"b\": 1\n  }\n}\n",
            "{\n  \"a\": {\n    \"b\": 1\n  }\n}");
        row("several over many lines", "{\n\"a\": 1\n}\n{\n\"b\": [\n{}\n]\n}\n\n{\"c\":3}",
            "{\n\"a\": 1\n}|{\n\"b\": [\n{}\n]\n}|{\"c\":3}");
        row("commas first", "{\"a\":{}\n,\"b\":1}\n{\"c\":2}", "{\"a\":{}\n,\"b\":1}|{\"c\":2}");
        row("ndjson", "{\"a\":1}\n{\"b\":2}\n", "{\"a\":1}|{\"b\":2}");
        row("crlf and blank lines", "\r\n{\"a\":1}\r\n\r\n  \r\n{\"b\":2}\r\n", "{\"a\":1}|{\"b\":2}");
        row("byte order mark", "\xEF\xBB\xBF{\"a\":1}\n{\"b\":2}", "{\"a\":1}|{\"b\":2}");
        row("brackets and quotes in strings", "{\"a\":\"}{[\\\"\"}\n{\"b\":\"]\\\\\"}",
            "{\"a\":\"}{[\\\"\"}|{\"b\":\"]\\\\\"}");
        row("array", "[{\"a\":1}, {\"b\":2}\n,\n{\"c\":3}]", "{\"a\":1}|{\"b\":2}|{\"c\":3}");
        row("empty array", " [ ] ", "");
        row("array of other values", "[1, \"a,b\", null, [{}], {}]", "1|\"a,b\"|null|[{}]|{}");
        row("array behind an event", "{\"a\":1}\n[{\"b\":2}]\n{\"c\":3}", "{\"a\":1}|{\"b\":2}|{\"c\":3}");
        row("scalars", "1\n\"a\"\nnull", "1|\"a\"|null");
        row("batch", "{\"batch\":[{\"a\":1},{\"b\":2}],\"writeKey\":\"k\"}", "{\"a\":1}|{\"b\":2}");
        row("batch over many lines",
            "{\n \"sentAt\": \"x\",\n \"batch\": [\n  {\"a\":1},\n  {\"b\":2}\n ]\n}\n{\"c\":3}",
            "{\"a\":1,\"sentAt\":\"x\"}|{\"b\":2,\"sentAt\":\"x\"}|{\"c\":3}");
        row("batches as ndjson", "{\"batch\":[{\"a\":1}]}\n{\"batch\":[{\"b\":2}]}\n", "{\"a\":1}|{\"b\":2}");
        row("context before", "{\"context\":{\"ip\":\"1\"},\"batch\":[{\"a\":1},{}]}",
            "{\"a\":1,\"context\":{\"ip\":\"1\"}}|{\"context\":{\"ip\":\"1\"}}");
        row("context and integrations behind",
            "{\"batch\":[{\"a\":1}, {\"context\":{}}],\"context\":{\"b\":[]},\"integrations\":{\"All\":false}}",
            "{\"a\":1,\"context\":{\"b\":[]},\"integrations\":{\"All\":false}}|{\"context\":{\"b\":[]},"
            "\"integrations\":{\"All\":false}}");
        row("context and integrations of both",
            "{\"batch\":[{\"context\":{\"ip\":\"1\"},\"integrations\":{\"X\":true},\"z\":1},{\"integrations\":null}],"
            "\"context\":{\"ip\":\"9\",\"k\":1},\"integrations\":{\"All\":false}}",
            "{\"context\":{\"ip\":\"1\",\"k\":1},\"integrations\":{\"X\":true,\"All\":false},\"z\":1}|"
            "{\"integrations\":{\"All\":false},\"context\":{\"ip\":\"9\",\"k\":1}}");
        row("context that is no object", "{\"context\":null,\"batch\":[{\"a\":1}]}", "{\"a\":1}");
        row("batch item that is no object", "{\"context\":{},\"batch\":[1,[2]]}", "1|[2]");
        row("event with a batch", "{\"type\":\"track\",\"batch\":[{\"a\":1}]}",
            "{\"type\":\"track\",\"batch\":[{\"a\":1}]}");
        row("event with a batch and its type last", "{\"batch\":[{\"a\":1}],\"type\":\"track\"}",
            "{\"batch\":[{\"a\":1}],\"type\":\"track\"}");
        row("batch deeper inside", "{\"properties\":{\"batch\":[{\"a\":1}]}}",
            "{\"properties\":{\"batch\":[{\"a\":1}]}}");
        row("batch that is no array", "{\"batch\":{\"a\":[1]}}", "{\"batch\":{\"a\":[1]}}");
        row("batch as a value", "{\"a\":\"batch\",\"b\":[{\"c\":1}]}", "{\"a\":\"batch\",\"b\":[{\"c\":1}]}");
    }

    void inputsAreSplitIntoEvents()
    {
        QFETCH(QByteArray, input);
        QFETCH(QString, events);
        QCOMPARE(read({input.constData(), std::size_t(input.size())}), events);
        for (const std::size_t size : {1U, 2U, 3U, 7U})
            QCOMPARE(readInPieces(size, input.toStdString()), events);
    }

    void errorsNameThePlaceInTheWholeInput_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("events");
        const auto row = [](const char *name, const char *input, const char *events) {
            QTest::newRow(name) << QByteArray(input) << QString::fromUtf8(events);
        };
        row("wrong line", "{\"a\":1}\n{\"b\":tru}\n{\"c\":3}",
            "{\"a\":1}|! Line 2, column 6: expected a value, but found 't'.|{\"c\":3}");
        row("line without its end", "{\"a\":1}\n{\"b\":2\n{\"c\":3}",
            "{\"a\":1}|! Line 2, column 7: expected ',' or '}', but the text ends here.|{\"c\":3}");
        row("line that ends in a string", "{\"a\":\"x\n{\"b\":2}\n",
            "! Line 1, column 8: expected '\"' at the end of the string, but the text ends here.|{\"b\":2}");
        row("line that ends before a value", "{\"a\":\n{\"b\":2}\n{\"c\":3}\n",
            "! Line 1, column 6: expected a value, but the text ends here.|{\"b\":2}|{\"c\":3}");
        row("line with an inner end missing", "{\"a\":{\"b\":1}\n{\"c\":3}",
            "! Line 1, column 13: expected ',' or '}', but the text ends here.|{\"c\":3}");
        row("garbage lines", "garbage\n\n{\"a\":1}\nmore garbage\n{\"b\":2}",
            "! Line 1, column 1: expected a value, but found 'g'.|{\"a\":1}|! Line 4, column 1: expected a value, but "
            "found 'm'.|{\"b\":2}");
        row("two on a line", "{\"a\":1} {\"b\":2}\n{\"c\":3}",
            "! Line 1, column 9: expected the end of the text, but found '{'.|{\"c\":3}");
        row("comma between lines", "{\"a\":1},\n{\"b\":2}",
            "! Line 1, column 8: expected the end of the text, but found ','.|{\"b\":2}");
        row("one broken event over many lines", "{\n  \"a\": {\n    \"b\" 1\n  }\n}\n{\"c\":3}",
            "! Line 3, column 9: expected ':' after the key, but found '1'.|{\"c\":3}");
        row("many lines without an end", "{\n  \"a\": {\n    \"b\": 1\n  \"c\": 2\n}\n",
            "! Line 4, column 3: expected ',' or '}', but found '\"'.");
        row("many lines that run into the next event", "{\n  \"a\": {\n    \"b\": 1\n}\n{\"c\":3}",
            "! Line 4, column 2: expected ',' or '}', but the text ends here.|{\"c\":3}");
        row("columns in characters", "[\"\xC3\xA9\", {\"\xC3\xA9\": x}]",
            "\"\xC3\xA9\"|! Line 1, column 13: expected a value, but found 'x'.");
        row("complete but wrong element", "[{\"a\":1},\n {\"b\":},{\"c\":3}]",
            "{\"a\":1}|! Line 2, column 7: expected a value, but found '}'.|{\"c\":3}");
        row("array without its end", "[{\"a\":1}",
            "{\"a\":1}|! Line 1, column 9: expected ',' or ']', but the text ends here.");
        row("array with a comma too many", "[{\"a\":1},]",
            "{\"a\":1}|! Line 1, column 10: expected a value, but found ']'.");
        row("array without a comma", "[{\"a\":1} {\"b\":2}]",
            "{\"a\":1}|! Line 1, column 10: expected ',' or ']', but found '{'.");
        row("array of nothing but a brace", "[}", "! Line 1, column 2: expected a value or ']', but found '}'.");
        row("half a character behind an element", "[1\xC3]",
            "! Line 1, column 3: expected the end of the number, but found the byte 0xC3.");
        row("half a character behind an object", "[{}\xC3",
            "{}|! Line 1, column 4: expected ',' or ']', but found the byte 0xC3.");
        row("a whole one", "[{}\xC3\xA9", "{}|! Line 1, column 4: expected ',' or ']', but found '\xC3\xA9'.");
        row("empty batch", "{\"batch\":[]}\n{\"a\":1}",
            "! Line 1, column 1: this batch is empty, and Segment drops it.|{\"a\":1}");
        row("batch with something behind", "{\"batch\":[] x}",
            "! Line 1, column 13: expected ',' or '}', but found 'x'.");
        row("array that only begins", "[", "! Line 1, column 2: expected a value or ']', but the text ends here.");
        row("element without its end", "[{\"a\":1},{\"b\":[1}",
            "{\"a\":1}|! Line 1, column 17: expected ',' or ']', but found '}'.");
        row("batch without its end", "{\"batch\":[{\"a\":1}\n",
            "! Line 1, column 18: expected ',' or ']', but the text ends here.");
        row("batch with a broken context", "{\"context\":{\"a\"},\"batch\":[{}]}",
            "! Line 1, column 16: expected ':' after the key, but found '}'.");
        row("other brackets", "{\"a\":[}\n{\"b\":2}",
            "! Line 1, column 7: expected a value or ']', but found '}'.|{\"b\":2}");
        row("a number alone that is none", "[01, 2]",
            "! Line 1, column 3: expected the end of the number, but found '1'.|2");
    }

    void errorsNameThePlaceInTheWholeInput()
    {
        QFETCH(QByteArray, input);
        QFETCH(QString, events);
        QCOMPARE(read({input.constData(), std::size_t(input.size())}), events);
        for (const std::size_t size : {1U, 2U, 3U, 7U})
            QCOMPARE(readInPieces(size, input.toStdString()), events);
    }

    void whatIsNotReadToTheEndIsKnownAsSuch_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<bool>("brokeOff");
        QTest::newRow("whole") << QByteArray("[{\"a\":1}]\n{\"b\":2}") << false;
        QTest::newRow("wrong lines") << QByteArray("{\"a\":\n{\"b\":2}\nnonsense\n") << false;
        QTest::newRow("array without its end") << QByteArray("[{\"a\":1},\n") << false;
        QTest::newRow("element without its end") << QByteArray("[{\"a\":") << false;
        QTest::newRow("two elements without a comma") << QByteArray("[{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n") << true;
        QTest::newRow("wrong element") << QByteArray("[{\"a\":1],\n{\"b\":2}]") << false;
        QTest::newRow("broken batch") << QByteArray("{\"batch\":[{\"a\":1}]x}\n{\"b\":2}") << true;
    }
    void whatIsNotReadToTheEndIsKnownAsSuch()
    {
        QFETCH(QByteArray, input);
        QFETCH(bool, brokeOff);
        for (const std::size_t size : {1U, 2U, 3U, 1000U}) {
            EventReader reader(inPiecesOf(size, input.toStdString()));
            while (reader.next() != EventReader::Step::End)
                QVERIFY(!reader.brokeOff() || reader.next() == EventReader::Step::End);
            QCOMPARE(reader.brokeOff(), brokeOff);
        }
    }

    void originsAreCountedFromTheStartOfTheInput()
    {
        EventReader reader("\xEF\xBB\xBF{\"a\":1}\n\n[\n \"\xC3\xA9\", {\"b\":2}]\n");
        QVERIFY(reader.next() == EventReader::Step::Event);
        QCOMPARE(reader.origin().offset, 3U);
        QCOMPARE(reader.origin().column, 1U);
        QVERIFY(reader.next() == EventReader::Step::Event);
        QVERIFY(reader.next() == EventReader::Step::Event);
        QCOMPARE(reader.text(), std::string_view("{\"b\":2}"));
        QCOMPARE(reader.origin().offset, 21U);
        QCOMPARE(reader.origin().line, 4U);
        QCOMPARE(reader.origin().column, 7U);
        QVERIFY(reader.next() == EventReader::Step::End);
        QVERIFY(reader.next() == EventReader::Step::End);
    }

    void tooDeepEventsAreErrorsAndTheOthersAreRead()
    {
        const std::string deep = std::string(100000, '[') + std::string(100000, ']');
        const QString events = read("[{\"a\":1}," + deep + ",{\"b\":2}]");
        QCOMPARE(events, QStringLiteral("{\"a\":1}|! Line 1, column 1010: expected at most 1000 levels of nesting, but "
                                        "found '['.|{\"b\":2}"));
        QVERIFY(read("{\"a\":" + std::string(1000000, '[')).startsWith(QLatin1String("! Line 1, column 1005")));
    }

    void tooLargeEventsAreErrorsAndTheOthersAreRead_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("behind");
        QTest::addColumn<QString>("error");
        QTest::newRow("ndjson") << QByteArray("{\"a\":1}\n{\"x\":\"") << QByteArray("\"}\n{\"b\":2}\n")
                                << QStringLiteral("! Line 2, column 1: this event is larger than 16 MB.");
        QTest::newRow("over lines") << QByteArray("{\"a\":1}\n{\n\"x\":\"") << QByteArray("\"\n}\n{\"b\":2}\n")
                                    << QStringLiteral("! Line 2, column 1: this event is larger than 16 MB.");
        QTest::newRow("array") << QByteArray("[{\"a\":1},{\"x\":\"\\\"") << QByteArray("\\\\\"},{\"b\":2}]")
                               << QStringLiteral("! Line 1, column 10: this event is larger than 16 MB.");
        QTest::newRow("batch") << QByteArray("{\"batch\":[{\"a\":1},{\"x\":\"") << QByteArray("\"},{\"b\":2}]}")
                               << QStringLiteral("! Line 1, column 19: this event is larger than 16 MB.");
        QTest::newRow("line") << QByteArray("{\"a\":1}\n") << QByteArray("\n{\"b\":2}\n")
                              << QStringLiteral("! Line 2, column 1: this line is larger than 16 MB.");
    }

    void tooLargeEventsAreErrorsAndTheOthersAreRead()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, behind);
        QFETCH(QString, error);
        const std::string text =
            before.toStdString() + std::string(EventReader::MaxEventSize + 5, 'x') + behind.toStdString();
        QCOMPARE(read(text), QStringLiteral("{\"a\":1}|") + error + QStringLiteral("|{\"b\":2}"));
    }

    void aBatchOfAnyLengthIsReadItemByItem()
    {
        // 40 MB of items, made as they are asked for.
        int made = 0;
        std::size_t largest = 0;
        EventReader reader([&](std::string &buffer) {
            largest = std::max(largest, buffer.size());
            buffer += made == 0 ? "{\"context\":{\"ip\":\"1\"},\"batch\":[" : ",";
            buffer += "{\"i\":" + std::to_string(made) + ",\"x\":\"" + std::string(4000, 'x') + "\"}";
            if (++made < 10000)
                return true;
            buffer += "],\"integrations\":{\"All\":false}}";
            return false;
        });
        int count = 0;
        std::string last;
        for (auto step = reader.next(); step != EventReader::Step::End; step = reader.next()) {
            QVERIFY(step == EventReader::Step::Event);
            ++count;
            last = reader.text();
        }
        QCOMPARE(count, 10000);
        QVERIFY2(last.substr(last.size() - 23) == "\",\"context\":{\"ip\":\"1\"}}",
                 last.substr(last.size() - 40).c_str());
        QVERIFY2(largest <= EventReader::MaxEventSize + 8192, std::to_string(largest).c_str());
    }

    void anEventDoesNotWaitForTheNextOne_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::newRow("line") << QByteArray("{\"a\":1}\n");
        QTest::newRow("many lines") << QByteArray("{\n  \"a\": {}\n}\n");
        QTest::newRow("element") << QByteArray("[{\"a\":1}");
        QTest::newRow("other value") << QByteArray("5\n");
    }

    void anEventDoesNotWaitForTheNextOne()
    {
        QFETCH(QByteArray, input);
        int asked = 0;
        EventReader reader([&](std::string &buffer) {
            buffer += ++asked == 1 ? input.toStdString() : std::string();
            return asked == 1;
        });
        QVERIFY(reader.next() == EventReader::Step::Event);
        QCOMPARE(asked, 1);
    }

    void memoryIsBoundedForLinesAndArrays_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("between");
        QTest::newRow("lines") << QByteArray() << QByteArray("\n");
        QTest::newRow("array") << QByteArray("[") << QByteArray(",");
    }

    void memoryIsBoundedForLinesAndArrays()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, between);
        int made = 0;
        std::size_t largest = 0;
        EventReader reader([&](std::string &buffer) {
            largest = std::max(largest, buffer.size());
            buffer += made == 0 ? before.toStdString() : between.toStdString();
            buffer += "{\"i\":" + std::to_string(made) + ",\"x\":\"" + std::string(1000, 'x') + "\"}";
            if (++made < 20000)
                return true;
            buffer += before.isEmpty() ? "" : "]";
            return false;
        });
        int count = 0;
        for (auto step = reader.next(); step != EventReader::Step::End; step = reader.next()) {
            QVERIFY(step == EventReader::Step::Event);
            ++count;
        }
        QCOMPARE(count, 20000);
        QVERIFY2(largest < 4096, std::to_string(largest).c_str());
    }

    void manyLinesThatBreakOffTakeNoLongerThanTheyShould()
    {
        std::string text;
        for (int i = 0; i < 200000; ++i)
            text += i % 3 == 0 ? "{\"a\":[\n" : i % 3 == 1 ? "{\"b\":1},\n" : "{\"c\":{\"d\":[\n";
        QElapsedTimer timer;
        timer.start();
        QVERIFY(parse(text).size() > 100000);
        QVERIFY2(timer.elapsed() < 20000, std::to_string(timer.elapsed()).c_str());
    }

    void anyBytesGiveEventsOrErrors()
    {
        std::mt19937 random(20240131);
        const std::string_view pieces[] = {
            "{",      "}",     "[",    "]",    ",",   ":",          "\"",   "\\",           "\n", "\r\n",   " ",
            "\"a\":", "batch", "type", "null", "1e5", "\"batch\":", "\xC3", "\xEF\xBB\xBF", "{}", "context"};
        for (int round = 0; round < 20000; ++round) {
            std::string text;
            const auto length = random() % 40;
            for (std::size_t i = 0; i < length; ++i) {
                if (random() % 8 == 0)
                    text += static_cast<char>(random() % 256);
                else
                    text += pieces[random() % std::size(pieces)];
            }
            const QString whole = read(text);
            const QString pieced = readInPieces(1 + random() % 5, text);
            QCOMPARE(pieced, whole);
        }
    }
};

QTEST_APPLESS_MAIN(TestEventReader)
#include "tst_event_reader.moc"
