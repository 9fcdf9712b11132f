// Writing JSON, and changing its layout without touching a number.
#include <json/text.h>
#include <json/writer.h>

#include <QTest>

using namespace smc::json;

class TestJsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWriterKeepsTheOrderOfKeys()
    {
        Writer writer;
        writer.object([&] {
            writer.member("z", 1).member("a", "é\"\n\x01");
            writer.key("rows").array([&] { writer.raw("1.00").null().value(true).value(0.1); });
            writer.key("empty").object([] {});
        });
        QCOMPARE(writer.take(),
                 std::string("{\"z\":1,\"a\":\"é\\\"\\n\\u0001\",\"rows\":[1.00,null,true,0.1],\"empty\":{}}"));
        QVERIFY(writer.text().empty());
    }

    void compactTextKeepsNumbersAndMeaning()
    {
        Document document;
        QVERIFY(document.parse("{ \"a\" : [ 1.00 , 1e5, 18446744073709551615 ],\n \"b\\u0041\" : \"\\u00e9\\/\" }")
                    .has_value());
        QCOMPARE(compact(document.root()), std::string(R"({"a":[1.00,1e5,18446744073709551615],"bA":"é/"})"));
    }

    void textWithoutSpaceKeepsEachToken()
    {
        QCOMPARE(withoutSpace("\r\n{ \"a \\\" b\" : [ 1.00 ,\t-1E5, {} ] ,\n \"\\u0041\\ud800\":\"\\/ \\\\\" }  "),
                 std::string("{\"a \\\" b\":[1.00,-1E5,{}],\"\\u0041\\ud800\":\"\\/ \\\\\"}"));
        QCOMPARE(withoutSpace(" true "), std::string("true"));
        QCOMPARE(withoutSpace("[]"), std::string("[]"));
    }

    void compactTextIsKnownAsSuch()
    {
        Document document;
        for (const char *text : {R"({"a":[1,"b",null],"c":{}})", "1", "\"é\\n\"", "[]"}) {
            QVERIFY(document.parse(text).has_value());
            QVERIFY2(document.isCompact(), text);
        }
        for (const char *text : {R"({"a": 1})", " 1", "[1,2 ]", R"({"a" :1})", R"(["\u00e9"])", R"({"\/":1})", "[ ]"}) {
            QVERIFY(document.parse(text).has_value());
            QVERIFY2(!document.isCompact(), text);
        }
    }

    void prettyTextIsIndentedAndOtherwiseTheSame()
    {
        QCOMPARE(pretty(R"({"a":[1.00,{}],"b":{"c":[]}})"),
                 std::string("{\n  \"a\": [\n    1.00,\n    {}\n  ],\n  \"b\": {\n    \"c\": []\n  }\n}"));
        QCOMPARE(pretty("not json"), std::string("not json"));
    }

    void escapesAreResolved()
    {
        QCOMPARE(unescaped(R"(\ud83d\ude00\t\/\u0041)"), std::string("😀\t/A"));
        QCOMPARE(unescaped(R"(\ud83dx)"), std::string("\xEF\xBF\xBDx"));
    }
};

QTEST_APPLESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
