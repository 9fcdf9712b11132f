// Texts laid out in rows: as they came, for reading, and as hexadecimal digits.
#include "json_samples.h"

#include <json/hex_rows.h>
#include <json/json_indexer.h>
#include <json/pretty_rows.h>
#include <json/raw_rows.h>
#include <json/text.h>

#include <QTest>

#include <algorithm>

using namespace smc::json;

namespace {

constexpr int Wide = 100000;

/// All rows of a layout as one text: lines that go on in the next row are whole again.
std::string wholeText(const Rows &rows, std::int64_t atOnce)
{
    std::string out;
    bool continues = true;
    for (RowNumber next{0}; next.value < rows.count();) {
        const std::vector<Row> read = rows.read(next, atOnce);
        if (read.empty())
            return out + "\n(rows are missing)";
        for (const Row &row : read) {
            if (row.number != next)
                return out + "\n(a row has the wrong number)";
            if (!continues)
                out += '\n';
            std::string_view text = row.text;
            if (continues && next.value > 0)
                text = text.substr(
                    row.pieces.empty() || row.pieces.front().kind != PieceKind::Made ? 0 : row.pieces.front().end);
            out += text;
            continues = row.continues;
            ++next;
        }
    }
    return out;
}

void readAll(PrettyRows &rows, std::string_view text, int columns, std::size_t block)
{
    JsonIndexer indexer(text, columns);
    for (bool more = true; more;) {
        const JsonPart part = indexer.advance(block);
        rows.add(part);
        more = part.shape == JsonShape::Reading;
    }
}

void readAll(RawRows &rows, std::string_view text, int columns, std::size_t block)
{
    RawIndexer indexer(text, columns);
    for (bool more = true; more;) {
        const RawPart part = indexer.advance(block);
        rows.add(part);
        more = !part.isComplete;
    }
}

std::string shown(std::string_view text, int columns)
{
    PrettyRows rows(text, columns);
    readAll(rows, text, columns, 1U << 20U);
    return wholeText(rows, 7);
}

JsonPart readToEnd(std::string_view text)
{
    JsonIndexer indexer(text, 80);
    JsonPart part = indexer.advance(text.size() + 1);
    while (part.shape == JsonShape::Reading)
        part = indexer.advance(text.size() + 1);
    return part;
}

} // namespace

class TestRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLayoutForReadingIsThatOfPretty()
    {
        for (std::uint64_t seed = 0; seed < 3000; ++seed) {
            const std::string text = samples::wellFormed(seed);
            QCOMPARE(shown(text, Wide), pretty(text));
            QCOMPARE(prettyRange(text, {{0}, offsetAt(text.size())}, text.size() * 20 + 10), pretty(text));
        }
    }

    void brokenLinesAreTheSameText()
    {
        for (std::uint64_t seed = 0; seed < 1000; ++seed) {
            const std::string text = samples::wellFormed(seed);
            for (const int columns : {64, 97})
                QCOMPARE(shown(text, columns), pretty(text));
        }
        const std::string lines = "short\n" + std::string(1000, 'x') + "\n\nläßt\r\nend";
        RawRows rows(lines, 64);
        readAll(rows, lines, 64, 100);
        std::string expected = lines;
        expected.erase(expected.find('\r'), 1);
        QCOMPARE(wholeText(rows, 3), expected);
    }

    void rowsAreTheSameFromEachPlace()
    {
        const std::string text = samples::records(4000);
        PrettyRows rows(text, 80);
        readAll(rows, text, 80, 50000);
        const std::vector<Row> all = rows.read({0}, rows.count());
        QCOMPARE(std::int64_t(all.size()), rows.count());
        for (std::int64_t first = 0; first < rows.count(); first += 997) {
            const std::vector<Row> some = rows.read({first}, 5);
            for (std::size_t i = 0; i < some.size(); ++i)
                QCOMPARE(some[i].text, all[static_cast<std::size_t>(first) + i].text);
            QCOMPARE(rows.rowOf(all[static_cast<std::size_t>(first)].source.begin).value, first);
            QCOMPARE(rows.rowOf(all[static_cast<std::size_t>(first)].source.end - 1).value, first);
        }
    }

    void whatIsNotReadYetIsBehindTheLastRow()
    {
        const std::string text = samples::records(4000);
        const PrettyRows rows(text, 80);
        QVERIFY(!rows.isComplete());
        QCOMPARE(rows.rowOf(offsetAt(text.size() - 1)).value, rows.count() - 1);
        QCOMPARE(rows.read({rows.count() + 5}, 3).size(), std::size_t(1));
    }

    void piecesAreTheTextsOwnBytes()
    {
        for (std::uint64_t seed = 0; seed < 500; ++seed) {
            const std::string text = samples::wellFormed(seed);
            PrettyRows rows(text, 40);
            readAll(rows, text, 40, 10);
            std::string bytes;
            for (const Row &row : rows.read({0}, rows.count())) {
                for (const Piece &piece : row.pieces) {
                    const std::string part = row.text.substr(piece.begin, piece.end - piece.begin);
                    if (piece.sourceSize == 0)
                        continue;
                    QCOMPARE(part, text.substr(piece.source.index(), piece.sourceSize));
                    bytes += part;
                    QCOMPARE(columnOf(row, piece.source), piece.begin);
                    QCOMPARE(offsetOf(row, piece.begin).value, piece.source.value);
                }
            }
            Document document;
            QVERIFY(document.parse(text).has_value());
            Document again;
            QVERIFY(again.parse(bytes).has_value());
            QCOMPARE(compact(again.root()), compact(document.root()));
        }
    }

    void keysAreToldFromStrings()
    {
        const std::string text = R"({"a" : "b", "c":["d"]})";
        const PrettyRows rows(text, 80);
        std::string keys;
        std::string strings;
        for (const Row &row : rows.read({0}, rows.count())) {
            for (const Piece &piece : row.pieces) {
                const std::string part = row.text.substr(piece.begin, piece.end - piece.begin);
                keys += piece.kind == PieceKind::Key ? part : "";
                strings += piece.kind == PieceKind::String ? part : "";
            }
        }
        QCOMPARE(keys, std::string("\"a\"\"c\""));
        QCOMPARE(strings, std::string("\"b\"\"d\""));
    }

    void oneEndlessLineIsBroken()
    {
        const std::string text = "{\"data\":\"" + std::string(5'000'000, 'x') + "\\\"é\",\"n\":1}";
        PrettyRows rows(text, 100);
        readAll(rows, text, 100, 1U << 20U);
        QVERIFY(rows.count() > 50000);
        for (const std::int64_t first : {std::int64_t(0), std::int64_t(25000), rows.count() - 3}) {
            for (const Row &row : rows.read({first}, 3))
                QVERIFY(row.text.size() < 110);
        }
        QCOMPARE(rows.read({rows.count() - 2}, 1).front().text, std::string("  \"n\": 1"));
        QCOMPARE(wholeText(rows, 1000), pretty(text));
    }

    void charactersAreNotTornApart()
    {
        std::string text;
        for (int i = 0; i < 3000; ++i)
            text += i % 3 == 0 ? "é" : i % 3 == 1 ? "字" : "😀";
        RawRows rows(text, 61);
        readAll(rows, text, 61, 1000);
        QVERIFY(rows.count() > 100);
        for (const Row &row : rows.read({0}, rows.count()))
            QVERIFY((static_cast<unsigned char>(row.text.front()) & 0xC0U) != 0x80U);
        QCOMPARE(wholeText(rows, 10), text);
    }

    void numbersAndWordsAreNotBrokenInTwo()
    {
        std::string text = "[";
        for (int i = 0; i < 2000; ++i)
            text +=
                "{\"id\":" + std::to_string(1'000'000'007LL * i) + ",\"mail\":\"someone." + std::to_string(i) +
                "@example.com\",\"at\":\"2026-03-01T12:00:00.000Z\",\"total\":-1.25e+10,\"note\":\"two words\\n\"},";
        text.back() = ']';
        const auto isInToken = [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
                   c == '+' || c == '@' || c == ':' || c == '\\';
        };
        for (const int columns : {40, 61, 97}) {
            RawRows raw(text, columns);
            readAll(raw, text, columns, 1000);
            QCOMPARE(wholeText(raw, 10), text);
            for (const Row &row : raw.read({0}, raw.count())) {
                QVERIFY(row.text.size() <= std::size_t(columns));
                const std::size_t end = row.source.end.index();
                if (row.continues)
                    QVERIFY2(!isInToken(text[end - 1]) || !isInToken(text[end]), row.text.c_str());
            }
        }
        // The same where it is laid out for reading: a number that the key leaves no room for has a row of its own.
        const std::string keyed = "{\"" + std::string(30, 'k') + "\":12345678901234,\"x\":\"one or two words\"}";
        PrettyRows pretty(keyed, 40);
        readAll(pretty, keyed, 40, 1000);
        QStringList rows;
        for (const Row &row : pretty.read({0}, pretty.count()))
            rows << QString::fromStdString(row.text);
        QVERIFY2(rows.contains(QStringLiteral("    12345678901234,")), qPrintable(rows.join(QLatin1Char('\n'))));
    }

    void whatIsWiderThanARowIsBrokenWhereTheRowIsFull()
    {
        const std::string digits(100, '7');
        const std::string text = "[1," + digits + ",2]";
        RawRows raw(text, 40);
        readAll(raw, text, 40, 1000);
        const std::vector<Row> rows = raw.read({0}, raw.count());
        QCOMPARE(rows.size(), std::size_t(3));
        QCOMPARE(rows.front().text.size(), std::size_t(40));
        QCOMPARE(wholeText(raw, 10), text);
        QCOMPARE(shown(text, 40), smc::json::pretty(text));
    }

    void theEndIsThereBeforeAllIsRead()
    {
        std::string text;
        for (int i = 0; i < 100000; ++i)
            text += "line " + std::to_string(i) + "\n";
        const RawRows rows(text, 80);
        QVERIFY(!rows.isComplete());
        const std::vector<Row> last = rows.read({rows.count() - 5}, 5);
        QCOMPARE(last.size(), std::size_t(5));
        QCOMPARE(last.back().text, std::string("line 99999"));
        QCOMPARE(last.front().text, std::string("line 99995"));
        QVERIFY(qAbs(double(rows.count()) / 100000 - 1) < 0.2);
        const std::vector<Row> middle = rows.read({rows.count() / 2}, 5);
        QVERIFY(middle.front().text.rfind("line ", 0) == 0);

        RawRows whole(text, 80);
        readAll(whole, text, 80, 70000);
        QVERIFY(whole.isComplete());
        QCOMPARE(whole.count(), std::int64_t(100000));
        QCOMPARE(whole.read({54321}, 1).front().text, std::string("line 54321"));
        QCOMPARE(whole.rowOf(whole.read({54321}, 1).front().source.begin).value, std::int64_t(54321));
    }

    void lineEndsOfAllKindsAreUnderstood()
    {
        const std::string text = "a\r\nb\rc\n\nd";
        const RawRows rows(text, 80);
        QCOMPARE(wholeText(rows, 10), std::string("a\nb\rc\n\nd"));
        QCOMPARE(rows.count(), std::int64_t(4));
        const std::string empty;
        QCOMPARE(RawRows(empty, 80).count(), std::int64_t(1));
        QCOMPARE(RawRows(empty, 80).read({0}, 9).size(), std::size_t(1));
        QCOMPARE(PrettyRows(empty, 80).read({0}, 9).size(), std::size_t(1));
        QCOMPARE(HexRows(empty).read({0}, 9).size(), std::size_t(1));
    }

    void bytesThatAreNoTextAreDigits()
    {
        std::string bytes;
        for (int i = 0; i < 300; ++i)
            bytes += static_cast<char>(i);
        QVERIFY(looksBinary(bytes));
        QVERIFY(looksBinary(std::string("a\0b\0c\0", 6)));
        QVERIFY(!looksBinary("{\"a\": \"é\"}\r\n\t"));
        QVERIFY(!looksBinary(""));
        const HexRows rows(bytes);
        QCOMPARE(rows.count(), std::int64_t(19));
        QCOMPARE(rows.read({4}, 1).front().text,
                 std::string("00000040 40 41 42 43 44 45 46 47  48 49 4A 4B 4C 4D 4E 4F  @ABCDEFGHIJKLMNO"));
        const Row last = rows.read({18}, 1).front();
        QCOMPARE(last.text.substr(0, 20), std::string("00000120 20 21 22 23"));
        QCOMPARE(last.source.end.value, std::int64_t(300));
        QCOMPARE(offsetOf(last, 12).value, std::int64_t(0x121));
        QCOMPARE(rows.rowOf({300}).value, std::int64_t(18));
    }

    void wellFormedIsWhatIsWellFormed()
    {
        for (std::uint64_t seed = 0; seed < 1000; ++seed)
            QCOMPARE(readToEnd(samples::wellFormed(seed)).shape, JsonShape::Whole);
        samples::Random random(7);
        int broken = 0;
        for (std::uint64_t seed = 0; seed < 4000; ++seed) {
            std::string text = samples::wellFormed(seed);
            if (text.size() < 3)
                continue;
            const auto at = static_cast<std::size_t>(random.below(static_cast<int>(text.size())));
            text[at] = "{}[],:\"x1 \n\\"[random.below(12)];
            const JsonPart part = readToEnd(text);
            const std::optional<SyntaxError> error = locateError(text);
            // Escapes and characters are shown as they came, wrong or not.
            const bool isShownAsItCame =
                error && (error->expected.find("escape") != std::string::npos || error->expected == "text in UTF-8");
            if (part.shape == JsonShape::Broken) {
                ++broken;
                QVERIFY2(error.has_value(), text.c_str());
                QVERIFY2(isShownAsItCame || part.fault->offset.value <= std::int64_t(error->offset) + 1, text.c_str());
                continue;
            }
            if (part.shape == JsonShape::Empty)
                QVERIFY2(error && text.find_first_not_of(" \n\t\r") == std::string::npos, text.c_str());
            else if (part.shape == JsonShape::Whole)
                QVERIFY2(!error || isShownAsItCame, text.c_str());
            else if (!isShownAsItCame)
                QVERIFY2(error && error->offset >= text.find_last_not_of(" \n\t\r"), text.c_str());
        }
        QVERIFY(broken > 500);
    }

    void whatIsExpectedIsSaid_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("offset");
        QTest::addColumn<QString>("expected");
        QTest::newRow("HTML") << QByteArray("<html>") << 0 << "a value";
        QTest::newRow("text") << QByteArray("Not Found") << 0 << "a value";
        QTest::newRow("no comma") << QByteArray("{\"a\":1 \"b\":2}") << 7 << "',' or '}'";
        QTest::newRow("no key") << QByteArray("{1:2}") << 1 << "a key in quotes or '}'";
        QTest::newRow("wrong bracket") << QByteArray("[1}") << 2 << "',' or ']'";
        QTest::newRow("two values") << QByteArray("{} {}") << 3 << "the end of the text";
        QTest::newRow("a number that breaks off") << QByteArray("[1.,2]") << 3 << "a digit";
        QTest::newRow("a line break in a string")
            << QByteArray("[\"a\nb\"]") << 3 << "no line break or control character inside a string (write \\n)";
    }

    void whatIsExpectedIsSaid()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, offset);
        QFETCH(QString, expected);
        const std::string bytes = text.toStdString();
        const JsonPart part = readToEnd(bytes);
        QCOMPARE(part.shape, JsonShape::Broken);
        QCOMPARE(part.fault->offset.value, std::int64_t(offset));
        QCOMPARE(QString::fromStdString(part.fault->expected), expected);
    }

    void cutTextsAreToldFromBrokenOnes()
    {
        const std::string text = samples::records(50);
        for (std::size_t size = 1; size < text.size(); size += 7)
            QCOMPARE(readToEnd(std::string_view(text).substr(0, size)).shape, JsonShape::Cut);
        QCOMPARE(readToEnd(" \n").shape, JsonShape::Empty);
        QCOMPARE(readToEnd("").shape, JsonShape::Empty);
        QCOMPARE(readToEnd("\xEF\xBB\xBF{\"a\":1}").shape, JsonShape::Whole);
        QCOMPARE(readToEnd("[tr").shape, JsonShape::Cut);
        QCOMPARE(readToEnd("tr").shape, JsonShape::Broken);
    }

    void hostileNestingIsLaidOut()
    {
        const std::string deep = std::string(10000, '[') + std::string(10000, ']');
        PrettyRows rows(deep, 80);
        readAll(rows, deep, 80, 1000);
        QCOMPARE(rows.count(), std::int64_t(19999));
        for (const Row &row : rows.read({0}, rows.count()))
            QVERIFY(row.text.size() < 90);
        QCOMPARE(readToEnd(deep).shape, JsonShape::Whole);
        QCOMPARE(readToEnd(std::string(3'000'000, '[')).shape, JsonShape::Broken);
        QCOMPARE(readToEnd(std::string(10000, '[')).shape, JsonShape::Cut);
        QCOMPARE(readToEnd("[" + std::string(3'000'000, ' ') + "]").shape, JsonShape::Whole);
    }

    void bytesThatAreNoUtf8AreKept()
    {
        const std::string text = "[\"\xFF\xFE\x80\x80\x80\x80\x80\xC3\",\"\xED\xA0\x80\"]";
        QCOMPARE(readToEnd(text).shape, JsonShape::Whole);
        PrettyRows rows(text, 16);
        readAll(rows, text, 16, 3);
        QCOMPARE(wholeText(rows, 2), "[\n  \"\xFF\xFE\x80\x80\x80\x80\x80\xC3\",\n  \"\xED\xA0\x80\"\n]");
    }

    void theIndexStaysSmall()
    {
        const std::string text = samples::records(100000);
        JsonIndexer indexer(text, 100);
        std::size_t bytes = 0;
        for (bool more = true; more;) {
            const JsonPart part = indexer.advance(1U << 20U);
            bytes += part.marks.size() * sizeof(PrettyMark) + part.containers.size() * sizeof(LargeContainer) +
                     part.landmarks.size() * sizeof(Landmark);
            more = part.shape == JsonShape::Reading;
        }
        QVERIFY2(bytes * 200 < text.size(), qPrintable(QString::number(bytes)));
    }
};

QTEST_APPLESS_MAIN(TestRows)
#include "tst_rows.moc"
