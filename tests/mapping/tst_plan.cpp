// What a mapping makes of an event. The expected values are those of @segment/actions-core, which tests/conformance
// holds against the original; here stand the rules that people rely on, and the origins, which the original lacks.
#include <json/pointer.h>
#include <mapping/plan.h>

#include <QTest>

using namespace smc;
using namespace smc::mapping;

namespace {

const char *const Event = R"({
  "type": "track", "userId": "u1", "zero": 0, "empty": "", "nothing": null, "off": false,
  "properties": {
    "price": 1.00, "big": 18446744073709551615, "name": "Red Shoes", "tags": ["a", null, ["b", 2]],
    "my key": {"x": 1},
    "products": [{"sku": "s1", "qty": 1}, {"sku": "s2"}],
    "json": "[{ }, 1.50]", "broken": "{a"
  }
})";

QByteArray run(const QByteArray &mapping)
{
    json::Document event;
    if (!event.parse(Event))
        return "bad event";
    const auto plan = Plan::compile(std::string_view(mapping.constData(), static_cast<std::size_t>(mapping.size())));
    if (!plan)
        return "error at " + QByteArray::fromStdString(plan.error().where);
    Scratch scratch;
    const auto mapped = plan->run({event.root()}, scratch);
    if (!mapped)
        return "failed";
    if (!mapped->exists)
        return "undefined";
    return QByteArray::fromStdString(std::string(mapped->line(scratch)));
}

} // namespace

class TestPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mappingsGiveWhatSegmentGives_data()
    {
        QTest::addColumn<QByteArray>("mapping");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *mapping, const char *expected) {
            QTest::newRow(name) << QByteArray(mapping) << QByteArray(expected);
        };
        row("raw values stand", R"({"a":1.00,"b":[null,"x"]})", R"({"a":1.00,"b":[null,"x"]})");
        row("numbers keep their spelling", R"({"@path":"$.properties.price"})", "1.00");
        row("large integers stay whole", R"({"@path":"$.properties.big"})", "18446744073709551615");
        row("path without $", R"({"@path":"userId"})", "\"u1\"");
        row("brackets", R"({"@path":"$.properties['my key'].x"})", "1");
        row("index in brackets", R"({"@path":"$.properties.products[1].sku"})", "\"s2\"");
        row("index behind a dot", R"({"@path":"$.properties.products.1.sku"})", "\"s2\"");
        row("length of an array", R"({"@path":"$.properties.products.length"})", "2");
        row("nothing there", R"({"@path":"$.properties.missing.deeper"})", "undefined");
        row("a falsy value on the way is the result", R"({"@path":"$.zero.deeper"})", "0");
        row("null on the way is the result", R"({"@path":"$.nothing.deeper"})", "null");
        row("undefined members go", R"({"a":{"@path":"$.missing"},"b":1})", R"({"b":1})");
        row("null members stay", R"({"a":{"@path":"$.nothing"}})", R"({"a":null})");
        row("undefined elements are null", R"({"a":[{"@path":"$.missing"},1]})", R"({"a":[null,1]})");
        row("template", R"({"@template":"{{ properties.name }} costs {{properties.price}}{{missing}}."})",
            "\"Red Shoes costs 1.00.\"");
        row("three braces", R"({"@template":"<{{{userId}}}>"})", "\"<u1>\"");
        row("arrays in templates", R"({"@template":"{{properties.tags}}"})", "\"a,,b,2\"");
        row("objects in templates", R"({"@template":"{{properties}}"})", "\"[object Object]\"");
        row("open braces stay", "{\"@template\":\"{{}} {{userId\"}", "\"{{}} {{userId\"");
        row("if exists", R"({"@if":{"exists":{"@path":"$.zero"},"then":"yes","else":"no"}})", "\"yes\"");
        row("if null does not exist", R"({"@if":{"exists":{"@path":"$.nothing"},"then":"yes","else":"no"}})", "\"no\"");
        row("blank counts zero as blank", R"({"@if":{"blank":{"@path":"$.zero"},"then":"yes","else":"no"}})", "\"no\"");
        row("a falsy else is nothing", R"({"@if":{"exists":{"@path":"$.missing"},"then":1,"else":0}})", "undefined");
        row("case", R"({"@case":{"operator":"upper","value":{"@path":"$.properties.name"}}})", "\"RED SHOES\"");
        row("case of a number", R"({"@case":{"operator":"upper","value":{"@path":"$.properties.price"}}})", "1.00");
        row("encode keeps numbers", R"({"@json":{"mode":"encode","value":{"@path":"$.properties.products"}}})",
            "\"[{\\\"sku\\\":\\\"s1\\\",\\\"qty\\\":1},{\\\"sku\\\":\\\"s2\\\"}]\"");
        row("encode of nothing", R"({"@json":{"mode":"encode","value":{"@path":"$.missing"}}})", "undefined");
        row("decode", R"({"@json":{"mode":"decode","value":{"@path":"$.properties.json"}}})", "[{ }, 1.50]");
        row("decode of broken text", R"({"@json":{"mode":"decode","value":{"@path":"$.properties.broken"}}})",
            "\"{a\"");
        row("array path", R"({"@arrayPath":["$.properties.products",{"id":{"@path":"$.sku"},"n":{"@path":"$.qty"}}]})",
            R"([{"id":"s1","n":1},{"id":"s2"}])");
        row("array path over an object", R"({"@arrayPath":["$.properties['my key']",{"v":{"@path":"$.x"}}]})",
            R"([{"v":1}])");
        row("array path without a shape", R"({"@arrayPath":["$.properties.tags"]})", R"(["a", null, ["b", 2]])");
        row("array path over decoded text",
            R"({"@arrayPath":[{"@json":{"mode":"decode","value":{"@path":"$.properties.json"}}},{"v":1}]})",
            R"([{"v":1},{"v":1}])");
        row("a path that is computed", R"({"@path":{"@template":"properties.{{missing}}name"}})", "\"Red Shoes\"");
        row("literal", R"({"@literal":{"@path":"$.userId"}})", "\"u1\"");
        row("metadata beside a directive", R"({"@path":"$.userId","_metadata":{"label":"x"}})", "\"u1\"");
        row("unknown directive", R"({"a":{"@oops":1}})", "error at /a/@oops");
        row("two directives", R"({"a":{"@path":"a","@literal":1}})", "error at /a");
        row("a wrong directive deep in an @if", R"({"@if":{"exists":1,"then":{"@oops":1}}})",
            "error at /@if/then/@oops");
        row("path that is a number", R"({"@path":5})", "error at /@path");
        row("path computed to nothing", R"({"@path":{"@path":"$.missing"}})", "failed");
        row("if without a condition", R"({"@if":{"then":1}})", "failed");
        row("case with a wrong operator", R"({"@case":{"operator":"title","value":"x"}})", "failed");
    }

    void mappingsGiveWhatSegmentGives()
    {
        QFETCH(QByteArray, mapping);
        QFETCH(QByteArray, expected);
        QCOMPARE(run(mapping), expected);
    }

    void eachValueTellsWhereItCameFrom_data()
    {
        QTest::addColumn<QByteArray>("mapping");
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("sources");
        QTest::newRow("path") << QByteArray(R"({"@path":"$.userId"})") << QByteArray("event") << QByteArray("/userId");
        QTest::newRow("constant") << QByteArray("\"x\"") << QByteArray("constant") << QByteArray();
        QTest::newRow("a template of one string")
            << QByteArray(R"({"@template":"{{userId}}"})") << QByteArray("event") << QByteArray("/userId");
        QTest::newRow("a template") << QByteArray(R"({"@template":"{{userId}}-{{type}}"})") << QByteArray("computed")
                                    << QByteArray("/userId /type");
        QTest::newRow("encoded") << QByteArray(R"({"@json":{"mode":"encode","value":{"@path":"$.properties"}}})")
                                 << QByteArray("computed") << QByteArray("/properties");
        QTest::newRow("decoded") << QByteArray(R"({"@json":{"mode":"decode","value":{"@path":"$.properties.json"}}})")
                                 << QByteArray("computed") << QByteArray("/properties/json");
        QTest::newRow("object") << QByteArray(R"({"a":{"@path":"$.userId"},"b":{"@path":"$.zero"}})")
                                << QByteArray("computed") << QByteArray("/userId /zero");
        QTest::newRow("chosen") << QByteArray(R"({"@if":{"exists":{"@path":"$.type"},"then":{"@path":"$.userId"}}})")
                                << QByteArray("event") << QByteArray("/userId");
        QTest::newRow("default") << QByteArray(R"({"@path":"$.messageId"})") << QByteArray("assigned") << QByteArray();
    }

    void eachValueTellsWhereItCameFrom()
    {
        QFETCH(QByteArray, mapping);
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, sources);
        json::Document event;
        json::Document defaults;
        QVERIFY(event.parse(Event).has_value());
        QVERIFY(defaults.parse(R"({"messageId":"m1","userId":"never used"})").has_value());
        const auto plan = Plan::compile(mapping.toStdString());
        QVERIFY(plan.has_value());
        Scratch scratch;
        const auto mapped = plan->run({event.root(), defaults.root()}, scratch);
        QVERIFY(mapped.has_value() && mapped->exists);
        QByteArrayList paths;
        for (const json::Value source : mapped->origin().sources) {
            QVERIFY(source.document() == &event);
            paths << QByteArray::fromStdString(json::pointerTo(source));
        }
        const std::string_view name = nameOf(mapped->kind);
        QCOMPARE(QByteArray(name.data(), static_cast<qsizetype>(name.size())), kind);
        QCOMPARE(paths.join(' '), sources);
    }

    void theDeepestMappingsRun_data()
    {
        QTest::addColumn<QByteArray>("open");
        QTest::addColumn<QByteArray>("close");
        const auto row = [](const char *open, const char *close) {
            QTest::newRow(open) << QByteArray(open).replace('\'', '"') << QByteArray(close);
        };
        row("{'a':", "}");
        row("[", "]");
        row("{'@literal':", "}");
        row("{'@if':{'exists':1,'then':", "}}");
        row("{'@case':{'operator':'upper','value':", "}}");
        row("{'@replace':{'pattern':'x','value':", "}}");
        row("{'@flatten':{'separator':'.','value':", "}}");
        row("{'@merge':{'direction':'right','objects':[", "]}}");
        row("{'@transform':{'mapping':{},'apply':", "}}");
        row("{'@transform':{'apply':{},'mapping':", "}}");
        row("{'@excludeWhenNull':", "}");
        row("{'@arrayPath':[", "]}");
        row("{'@path':", "}");
        row("{'@template':", "}");
        row("{'@json':{'mode':'decode','value':", "}}");
    }

    void theDeepestMappingsRun()
    {
        QFETCH(QByteArray, open);
        QFETCH(QByteArray, close);
        const auto levels = static_cast<int>(json::Document::MaxDepth - 2) / close.size();
        const QByteArray mapping = open.repeated(levels) + "{\"@path\":\"$.properties\"}" + close.repeated(levels);
        json::Document event;
        QVERIFY(event.parse(Event).has_value());
        // Refused or run: what counts is that there is an end to it.
        const auto plan = Plan::compile(mapping.toStdString());
        QVERIFY2(plan.has_value() || plan.error().code == "mapping_invalid", plan ? "" : plan.error().message.c_str());
        if (!plan)
            return;
        Scratch scratch;
        scratch.trace();
        const auto mapped = plan->run({event.root()}, scratch);
        QVERIFY(mapped.has_value() || !mapped.error().message.empty());
    }

    void onlyObjectsAreMapped()
    {
        json::Document event;
        QVERIFY(event.parse("[1]").has_value());
        const auto plan = Plan::compile(std::string_view("1"));
        Scratch scratch;
        QVERIFY(!plan->run({event.root()}, scratch).has_value());
    }
};

QTEST_APPLESS_MAIN(TestPlan)
#include "tst_plan.moc"
