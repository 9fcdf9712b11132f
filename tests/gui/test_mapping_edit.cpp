// What a person writes for a value, and edits of a mapping's text and of filters: nothing else changes by a byte.
#include <destination/preset.h>
#include <gui/mapping/filter_view.h>
#include <gui/mapping/mapping_edit.h>
#include <gui/mapping/mapping_value.h>
#include <gui/mapping/mapping_view.h>
#include <gui/mapping/value_words.h>
#include <json/document.h>

#include <QTest>

using namespace smc;
using namespace smc::gui;

namespace {

const std::string Preset(destination::Preset::smcText());

std::string textOfJson(const std::string &json)
{
    json::Document document;
    return document.parse(json) ? textOf(document.root()) : "not JSON";
}

/// `whole` without `begin` bytes in front and `end` behind.
std::string_view inner(const std::string &whole, std::size_t begin, std::size_t end)
{
    return std::string_view(whole).substr(begin, whole.size() - begin - end);
}

} // namespace

class TestMappingEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachDirectiveHasItsWords_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("inWords");
        const auto row = [](const char *name, const char *json, const char *inWords) {
            QTest::newRow(name) << QString::fromUtf8(json) << QString::fromUtf8(inWords);
        };
        row("path", R"({"@path":"$.userId"})", "$.userId");
        row("constant", R"("Signed up")", "Signed up");
        row("literal", R"({"@literal":5})", R"({"@literal":5})");
        row("or else", R"({"@if":{"exists":{"@path":"$.a"},"then":{"@path":"$.a"},"else":{"@path":"$.b"}}})",
            "$.a, or else $.b");
        row("if", R"({"@if":{"exists":{"@path":"$.a"},"then":"yes","else":"no"}})",
            "if $.a exists: “yes”; if not: “no”");
        row("if alone", R"({"@if":{"blank":{"@path":"$.a"},"then":{"@template":"{{b}} c"}}})",
            "if $.a is blank: “{{b}} c”");
        row("case", R"({"@case":{"operator":"lower","value":{"@path":"$.a"}}})", "$.a in lower case");
        row("replace", R"({"@replace":{"pattern":"-","replacement":"","value":{"@path":"$.a"}}})",
            "$.a, with “” in the place of “-”");
        row("items", R"({"@arrayPath":["$.products"]})", "each item of $.products");
        row("shaped items", R"({"@arrayPath":["$.products",{"SKU":{"@path":"$.sku"},"N":1}]})",
            "of each item of $.products: { SKU: $.sku, N: 1 }");
        row("merge", R"({"@merge":{"direction":"right","objects":[{"@path":"$.a"},{"@path":"$.b"}]}})",
            "$.a, merged with $.b");
        row("merge to the left", R"({"@merge":{"direction":"left","objects":[{"@path":"$.a"},{"@path":"$.b"}]}})",
            "$.b, merged with $.a");
        row("transform", R"({"@transform":{"apply":{"x":{"@path":"$.a"}},"mapping":{"@path":"$.x"}}})",
            "$.x, from { x: $.a }");
        row("flatten", R"({"@flatten":{"separator":"_","value":{"@path":"$.traits"}}})",
            "$.traits, flattened with “_”");
        row("encode", R"({"@json":{"mode":"encode","value":{"@path":"$.a"}}})", "$.a as JSON text");
        row("decode", R"({"@json":{"mode":"decode","value":{"@path":"$.a"}}})", "$.a, read as JSON");
        row("left out", R"({"@excludeWhenNull":{"@path":"$.a"}})", "$.a, left out when null");
        row("parts", R"({"a":{"@path":"$.a"},"b":[1,{"@path":"$.c"}]})", "{ a: $.a, b: [ 1, $.c ] }");
        row("unknown", R"({"@oops":  1})", R"({"@oops": 1})");
        row("percent", R"({"@if":{"exists":{"@path":"$.%1"},"then":"%2","else":"%1"}})",
            "if $.%1 exists: “%2”; if not: “%1”");
        row("half", R"({"@case":{}})", "{}");
        row("not JSON", "not JSON, 5", "not JSON, 5");
    }

    void eachDirectiveHasItsWords()
    {
        QFETCH(QString, json);
        QFETCH(QString, inWords);
        QCOMPARE(inOneLine(json.toStdString()), inWords);
    }

    void wordsStayOnALineHoweverLargeAndDeepAValueIs()
    {
        std::string deep = R"({"@path":"$.a"})";
        for (int level = 0; level < 200; ++level)
            deep = "{\"@json\":{\"mode\":\"encode\",\"value\":" + deep + "}}";
        QVERIFY(inOneLine(deep).size() < 300);
        std::string wide = "{\"@merge\":{\"direction\":\"right\",\"objects\":[";
        for (int object = 0; object < 20'000; ++object)
            wide += (object == 0 ? "" : ",") + std::string("{\"@path\":\"$.ä") + std::to_string(object) + "\"}";
        QVERIFY(inOneLine(wide + "]}}").size() < 300);
        QVERIFY(inOneLine("\"" + std::string(1 << 20, 'x') + "\n\"").size() < 300);
    }

    void valuesAreReadAsTheyAreMeant_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("json");
        QTest::newRow("path") << "$.traits.email"
                              << R"({"@path":"$.traits.email"})";
        QTest::newRow("template") << "Hello {{traits.name}}"
                                  << R"({"@template":"Hello {{traits.name}}"})";
        QTest::newRow("template first") << "{{a}} and {{b}}"
                                        << R"({"@template":"{{a}} and {{b}}"})";
        QTest::newRow("constant") << "Signed up"
                                  << R"("Signed up")";
        QTest::newRow("number") << "1.00"
                                << "1.00";
        QTest::newRow("large number") << "18446744073709551615"
                                      << "18446744073709551615";
        QTest::newRow("null") << "null"
                              << "null";
        QTest::newRow("quoted number") << R"("5")"
                                       << R"("5")";
        QTest::newRow("quoted path") << R"("$.x")"
                                     << R"("$.x")";
        QTest::newRow("directive") << R"({"@if": {}})"
                                   << R"({"@if": {}})";
        QTest::newRow("empty") << ""
                               << R"("")";
        QTest::newRow("quotes inside") << "a \"b\""
                                       << "\"a \\\"b\\\"\"";
    }

    void valuesAreReadAsTheyAreMeant()
    {
        QFETCH(QString, text);
        QFETCH(QString, json);
        QCOMPARE(QString::fromStdString(valueJson(text.toStdString()).value_or("an error")), json);
    }

    void whatIsShownIsReadAsTheSameValue_data()
    {
        QTest::addColumn<QString>("json");
        for (const char *json : {R"({"@path":"$.traits.email"})",
                                 R"({"@path":"traits.email"})",
                                 R"({"@path":"$.a b"})",
                                 R"({"@template":"Hello {{name}}"})",
                                 R"({"@template":"no placeholder"})",
                                 R"({"@template":" {{a}}"})",
                                 R"("plain")",
                                 R"("$.path")",
                                 R"("{{x}}")",
                                 R"("true")",
                                 R"("5")",
                                 R"("")",
                                 R"(" x ")",
                                 "\"{\"",
                                 "5",
                                 "true",
                                 "null",
                                 "[1,2]",
                                 R"({"@path":{"@path":"$.x"}})",
                                 R"({"@if":{"exists":1}})",
                                 R"({"@path":"$.x","@template":"y"})"})
            QTest::newRow(json) << QString::fromLatin1(json);
    }

    void whatIsShownIsReadAsTheSameValue()
    {
        QFETCH(QString, json);
        const std::string text = textOfJson(json.toStdString());
        QCOMPARE(QString::fromStdString(valueJson(text).value_or("an error")), json);
    }

    void brokenJsonIsNamed()
    {
        for (const char *text : {"{\"@path\":", "[1,", "\"open", "{]"}) {
            const auto read = valueJson(text);
            QVERIFY2(!read, text);
            QCOMPARE(read.error().code, std::string("value_not_json"));
            QVERIFY2(read.error().message.find("column") != std::string::npos, read.error().message.c_str());
        }
    }

    void aChangedValueLeavesEveryOtherByte()
    {
        const auto changed = withColumnValue(Preset, {0, 3}, "$.traits.id");
        QVERIFY(changed);
        QVERIFY(destination::Preset::compile(*changed));
        const std::size_t at = Preset.find("$.userId");
        const std::size_t behind = Preset.size() - at - std::string_view("$.userId").size();
        QCOMPARE(changed->substr(0, at), Preset.substr(0, at));
        QCOMPARE(inner(*changed, at, behind), std::string_view("$.traits.id"));
        QCOMPARE(changed->substr(changed->size() - behind), Preset.substr(Preset.size() - behind));
    }

    void aValueThatSaysTheSameChangesNothing()
    {
        const auto view = readMapping(Preset);
        QVERIFY(view);
        for (std::size_t rule = 0; rule < view->rules.size(); ++rule) {
            for (std::size_t column = 0; column < view->rules[rule].columns.size(); ++column) {
                const std::string &value = view->rules[rule].columns[column].value;
                QCOMPARE(withColumnValue(Preset, {rule, column}, value).value_or("an error"), Preset);
            }
        }
    }

    void theKeyTakesTheColumnsNewName()
    {
        const auto changed = withColumnName(Preset, {0, 0}, "EVENT_KEY");
        QVERIFY(changed);
        QVERIFY(changed->find(R"("keyFields": ["EVENT_KEY"])") != std::string::npos);
        const auto view = readMapping(*changed);
        QCOMPARE(view->rules[0].columns[0].name, std::string("EVENT_KEY"));
        QVERIFY(view->rules[0].columns[0].isKey);
    }

    void addMoveAndRemoveComeBackToTheSameText()
    {
        const auto added = withNewColumn(Preset, {0, 2}, "SOURCE", "web");
        QVERIFY(added && destination::Preset::compile(*added));
        QCOMPARE(readMapping(*added)->rules[0].columns[2].name, std::string("SOURCE"));
        const auto moved = withColumnMoved(*added, {0, 2}, 5);
        QVERIFY(moved && destination::Preset::compile(*moved));
        QCOMPARE(readMapping(*moved)->rules[0].columns[5].value, std::string("web"));
        const auto back = withColumnMoved(*moved, {0, 5}, 2);
        QCOMPARE(back.value_or("an error"), *added);
        QCOMPARE(withoutColumn(*added, {0, 2}).value_or("an error"), Preset);
    }

    void aResetRuleIsThePresetsByteForByte()
    {
        auto changed = withTrigger(Preset, 0, "type = \"track\"");
        QVERIFY(changed);
        changed = withoutColumn(*changed, {0, 4});
        QVERIFY(changed && *changed != Preset);
        QCOMPARE(withRuleOf(*changed, 0, Preset).value_or("an error"), Preset);
    }

    void problemsAreNamedWhereTheyStand()
    {
        const auto wrong = withColumnValue(Preset, {0, 1}, R"({"@oops": "$.x"})");
        QVERIFY(wrong);
        QVERIFY(!destination::Preset::compile(*wrong));
        const auto view = readMapping(*wrong);
        QVERIFY(view);
        QVERIFY2(view->rules[0].columns[1].valueProblem.find("@oops") != std::string::npos,
                 view->rules[0].columns[1].valueProblem.c_str());
        QVERIFY(view->rules[0].columns[0].valueProblem.empty());
        const auto twice = readMapping(*withColumnName(Preset, {0, 1}, "MESSAGE_ID"));
        QVERIFY(!twice->rules[0].columns[1].nameProblem.empty());
        // SMC's names know no case; and a file may begin with a byte order mark.
        const auto other = readMapping("\xEF\xBB\xBF" + *withColumnName(Preset, {0, 1}, "message_Id"));
        QVERIFY(!other->rules[0].columns[1].nameProblem.empty());
        const auto blank = readMapping(*withColumnName(Preset, {0, 1}, "a b"));
        QVERIFY(!blank->rules[0].columns[1].nameProblem.empty());
        QVERIFY(!readMapping(*withTrigger(Preset, 0, ""))->rules[0].triggerProblem.empty());
    }

    void hostileTextsAreRefusedOrShown()
    {
        for (const char *text : {"", "{", "[]", "5", "{\"rules\": 5}", "{\"rules\": {}}"})
            QVERIFY2(!readMapping(text), text);
        const auto odd = readMapping(R"({"rules": [5, {"columns": 5}, {"columns": [5, {"name": 7}]}]})");
        QVERIFY(odd);
        QCOMPARE(odd->rules.size(), std::size_t(3));
        QVERIFY(!odd->rules[2].columns[1].nameProblem.empty());
        QVERIFY(!withColumnValue(R"({"rules": [5]})", {0, 0}, "x"));
        QVERIFY(!withTrigger(R"({"rules": [5]})", 0, "x"));
        std::string many = "{\"rules\": [{\"columns\": [";
        for (int i = 0; i < 5000; ++i)
            many += i == 0 ? "{}" : ",{}";
        QCOMPARE(readMapping(many + "]}]}").error().code, std::string("preset_too_large"));
    }

    void descriptionsComeWithThePreset()
    {
        const auto &rules = destination::Preset::smc()->ruleInfos();
        QCOMPARE(rules.size(), std::size_t(3));
        for (const destination::RuleInfo &rule : rules) {
            QVERIFY2(!rule.description.empty(), rule.id.c_str());
            QVERIFY(rule.description.find('\n') == std::string::npos);
        }
        QVERIFY(!destination::Preset::compile(
            R"({"version":1,"name":"x","integrations":[],"rules":[{"id":"a","description":5}]})"));
    }

    void filtersKeepWhatTheFormDoesNotShow()
    {
        const std::string array =
            R"([{"title":"No staff","if":"type = 'track'","extra":{"a":1.00},"actions":[{"type":"DROP"},{"type":"SAMPLE","percent":0.5}]}])";
        auto views = readFilters(array);
        QCOMPARE(views.size(), std::size_t(1));
        QCOMPARE(views[0].actions, std::size_t(2));
        views[0].name = "Staff";
        views[0].action = destination::FilterAction::Type::DropProperties;
        views[0].properties = R"(traits.email, context.traits.a\.b, userId)";
        const std::string changed = withFilter(array, 0, views[0]);
        QCOMPARE(
            QString::fromStdString(changed),
            QStringLiteral(
                R"([{"title":"Staff","if":"type = 'track'","extra":{"a":1.00},"actions":[{"type":"DROP_PROPERTIES","fields":{"traits":["email"],"context.traits":["a.b"],"":["userId"]}},{"type":"SAMPLE","percent":0.5}]}])"));
        QCOMPARE(readFilters(changed)[0].properties, views[0].properties);
        QVERIFY(readFilters(changed)[0].problem.empty());
    }

    void filtersAreAddedMovedAndRemoved()
    {
        FilterView first{.name = "A", .fql = "all"};
        first.action = destination::FilterAction::Type::Sample;
        first.percent = 12.5;
        first.path = "userId";
        std::string array = withNewFilter("[]", 0, first);
        QCOMPARE(
            array,
            std::string(
                R"([{"name":"A","if":"all","enabled":true,"actions":[{"type":"SAMPLE","percent":0.125,"path":"userId"}]}])"));
        QCOMPARE(readFilters(array)[0].percent, 12.5);
        array = withNewFilter(array, 1, FilterView{.name = "B", .fql = "type ="});
        QVERIFY(!readFilters(array)[1].conditionProblem.empty());
        QCOMPARE(readFilters(withFilterMoved(array, 1, 0))[0].name, std::string("B"));
        QCOMPARE(withoutFilter(withoutFilter(array, 1), 0), std::string("[]"));
        QVERIFY(readFilters("{}").empty());
        QVERIFY(readFilters("[5]")[0].problem.find("filter") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestMappingEdit)
#include "test_mapping_edit.moc"
