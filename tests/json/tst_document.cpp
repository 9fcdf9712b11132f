// Reading JSON without losing a byte, and saying exactly where a text stops being JSON.
#include <json/document.h>
#include <json/pointer.h>

#include <QTest>

#include <random>

using namespace smc::json;

namespace {

std::string read(const std::string &text)
{
    Document document;
    const auto result = document.parse(text);
    return result ? "ok" : result.error().message;
}

} // namespace

class TestDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyValueIsASpanOfTheText()
    {
        const std::string text = R"( { "b" : 1.00 , "a":[true, null,"x\ty"], "b":18446744073709551615 } )";
        Document document;
        QVERIFY(document.parse(text).has_value());
        const Value root = document.root();
        QCOMPARE(root.raw(), std::string_view(R"({ "b" : 1.00 , "a":[true, null,"x\ty"], "b":18446744073709551615 })"));
        QCOMPARE(root.size(), 3U);
        QCOMPARE((*root.begin()).raw(), std::string_view("1.00"));
        QCOMPARE((*root.begin()).keySpan().of(document.text()), std::string_view("\"b\""));
        QCOMPARE(root.find("b").raw(), std::string_view("18446744073709551615"));
        QCOMPARE(root.find("a").at(2).text(), std::string("x\ty"));
        QVERIFY(root.find("a").at(0).isTrue());
        QVERIFY(!root.find("a").at(3).exists());
        QVERIFY(!root.find("c").exists());
        QCOMPARE(root.find("a").span().of(document.text()), root.find("a").raw());
    }

    void aSmallTextAfterALargeOneHasOnlyItsOwnValues()
    {
        Document document;
        QVERIFY(document.parse("[" + std::string(4000, '[')).has_value() == false);
        QVERIFY(document.parse(R"({"a":[1,2,3,{"b":[[[[4]]]]}],"c":"\n"})").has_value());
        QVERIFY(document.parse(R"(["x",[]])").has_value());
        QCOMPARE(document.root().size(), 2U);
        QCOMPARE(document.root().at(0).raw(), std::string_view("\"x\""));
        QVERIFY(document.root().at(0).isPlainString());
        QVERIFY(document.root().at(1).begin() == document.root().at(1).end());
        QCOMPARE(document.valueAt(5).raw(), std::string_view("[]"));
        QVERIFY(!document.valueAt(20).exists());
        QVERIFY(!document.parse("").has_value());
        QVERIFY(!document.root().exists());
        QVERIFY(!document.valueAt(0).exists());
    }

    void aDocumentReadsOneTextAfterAnother()
    {
        Document document;
        QVERIFY(document.parse(R"({"a":{"b":1}})").has_value());
        QVERIFY(!document.parse("{").has_value());
        QVERIFY(!document.root().exists());
        QVERIFY(document.parse("[1,2]").has_value());
        QCOMPARE(document.root().size(), 2U);
    }

    void escapedKeysAreFoundByTheirMeaning()
    {
        Document document;
        QVERIFY(document.parse(R"({"caf\u00e9":1,"\ud83d\ude00":2,"lone\ud800":3})").has_value());
        QCOMPARE(document.root().find("café").raw(), std::string_view("1"));
        QCOMPARE(document.root().find("😀").raw(), std::string_view("2"));
        QCOMPARE(document.root().find("lone\xEF\xBF\xBD").raw(), std::string_view("3"));
    }

    void wrongTextNamesItsPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char *name, QByteArray text, const char *message) {
            QTest::newRow(name) << std::move(text) << QByteArray(message);
        };
        row("empty", "", "Line 1, column 1: expected a value, but the text ends here.");
        row("open object", "{\"a\":1", "Line 1, column 7: expected ',' or '}', but the text ends here.");
        row("missing comma", "{\n \"é\":1 \"b\":2}", "Line 2, column 8: expected ',' or '}', but found '\"'.");
        row("trailing comma", "[1,]", "Line 1, column 4: expected a value, but found ']'.");
        row("trailing comma in object", "{\"a\":1,}", "Line 1, column 8: expected a key in quotes, but found '}'.");
        row("bare key", "{a:1}", "Line 1, column 2: expected a key in quotes or '}', but found 'a'.");
        row("no colon", "{\"a\" 1}", "Line 1, column 6: expected ':' after the key, but found '1'.");
        row("single quotes", "{'a':1}", "Line 1, column 2: expected a key in quotes or '}', but found '''.");
        row("two values", "1 2", "Line 1, column 3: expected the end of the text, but found '2'.");
        row("leading zero", "[01]", "Line 1, column 3: expected the end of the number, but found '1'.");
        row("broken number", "[1.]", "Line 1, column 4: expected a digit, but found ']'.");
        row("NaN", "[NaN]", "Line 1, column 2: expected a value or ']', but found 'N'.");
        row("open string", "[\"a", "Line 1, column 4: expected '\"' at the end of the string, but the text ends here.");
        row("wrong escape", "[\"\\x\"]",
            "Line 1, column 3: expected an escape such as \\\", \\\\, \\n or \\u00e9, but found '\\'.");
        row("line break in string", "[\"a\nb\"]",
            "Line 1, column 4: expected no line break or control character inside a string (write \\n), but found the "
            "byte 0x0A.");
        row("broken UTF-8", "[\"\xC3(\"]", "Line 1, column 3: expected text in UTF-8, but found the byte 0xC3.");
        row("mismatched", "[}", "Line 1, column 2: expected a value or ']', but found '}'.");
        row("byte order mark", "\xEF\xBB\xBF{}", "Line 1, column 1: expected a value, but found '\xEF\xBB\xBF'.");
        row("too deep", QByteArray(2000, '['),
            "Line 1, column 1001: expected at most 1000 levels of nesting, but found '['.");
    }

    void wrongTextNamesItsPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, message);
        QCOMPARE(QByteArray::fromStdString(read(text.toStdString())), message);
    }

    void theFastReaderAndTheExactOneAgreeOnMangledText()
    {
        const std::string seed =
            R"({"type":"track","n":[1,-2.5e10,0,true,false,null],"s":"aé\u00e9\n","o":{"x":{},"y":[]},"t":"2024"})";
        const std::string alphabet = "{}[]:,\"\\ \n0123.eE+-tfnul\x01\xC3\xA9";
        std::mt19937 random(7);
        int accepted = 0;
        for (int round = 0; round < 60000; ++round) {
            std::string text = seed;
            for (int changes = static_cast<int>(random() % 4); changes >= 0; --changes) {
                const std::size_t at = random() % text.size();
                switch (random() % 3) {
                case 0:
                    text[at] = alphabet[random() % alphabet.size()];
                    break;
                case 1:
                    text.erase(at, 1 + random() % 3);
                    break;
                default:
                    text.insert(at, 1, alphabet[random() % alphabet.size()]);
                }
                if (text.empty())
                    text = " ";
            }
            Document document;
            const bool fast = document.parse(text).has_value();
            const bool exact = !locateError(text).has_value();
            QVERIFY2(fast == exact, text.c_str());
            accepted += fast;
        }
        QVERIFY2(accepted > 500 && accepted < 59500, qPrintable(QString::number(accepted)));
    }

    void aPlaceInTheTextLeadsToItsValue()
    {
        Document document;
        const std::string text = R"({"traits":{"address":{"city":"Gent"},"tags":["a","b"]}})";
        QVERIFY(document.parse(text).has_value());
        QCOMPARE(pointerTo(document.valueAt(text.find("Gent"))), std::string("/traits/address/city"));
        QCOMPARE(pointerTo(document.valueAt(text.find("city"))), std::string("/traits/address/city"));
        QCOMPARE(pointerTo(document.valueAt(text.find("\"b\""))), std::string("/traits/tags/1"));
        QCOMPARE(pointerTo(document.valueAt(0)), std::string());
        QVERIFY(!document.valueAt(text.size()).exists());
        QCOMPARE(resolve(document.root(), "/traits/tags/1").raw(), std::string_view("\"b\""));
        QVERIFY(!resolve(document.root(), "/traits/tags/2").exists());
        QVERIFY(!resolve(document.root(), "traits").exists());
    }

    void pointersEscapeTheirTokens()
    {
        Document document;
        QVERIFY(document.parse(R"({"a/b":{"~":1}})").has_value());
        const Value value = document.root().find("a/b").find("~");
        QCOMPARE(pointerTo(value), std::string("/a~1b/~0"));
        QCOMPARE(resolve(document.root(), pointerTo(value)).raw(), std::string_view("1"));
    }

    void numbersAreReadOnlyWhereAsked()
    {
        Document document;
        QVERIFY(document.parse("[1e2, -0, 9223372036854775807, 9223372036854775808, 1e999]").has_value());
        QCOMPARE(document.root().at(0).number().value(), 100.0);
        QVERIFY(!document.root().at(0).integer().has_value());
        QCOMPARE(document.root().at(2).integer().value(), std::numeric_limits<std::int64_t>::max());
        QVERIFY(!document.root().at(3).integer().has_value());
        QVERIFY(std::isinf(document.root().at(4).number().value()));
    }
};

QTEST_APPLESS_MAIN(TestDocument)
#include "tst_document.moc"
