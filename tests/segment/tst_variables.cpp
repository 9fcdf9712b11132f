// What stands for a variable, and the way back to it.
#include <json/document.h>
#include <segment/fake_person.h>
#include <segment/timestamp.h>
#include <segment/variables.h>

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

using namespace smc::segment;
namespace json = smc::json;

namespace {

/// 2026-01-31, noon.
constexpr Draw Noon{7, 1'769'860'800'000};

std::string expanded(std::string_view text, const std::vector<Variable> &own = {})
{
    return expand(text, own, Noon).text();
}

std::string codesOf(const Expansion &expansion)
{
    std::string codes;
    for (const Problem &problem : expansion.problems())
        codes += std::string(codes.empty() ? "" : ",") + std::string(problem.code);
    return codes;
}

} // namespace

class TestVariables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesAreCountedFromTheDraw_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("time");
        QTest::newRow("now") << "now"
                             << "2026-01-31T12:00:00.000Z";
        QTest::newRow("seconds") << "now-1s"
                                 << "2026-01-31T11:59:59.000Z";
        QTest::newRow("minutes") << "now+90m"
                                 << "2026-01-31T13:30:00.000Z";
        QTest::newRow("hours") << "now-12h"
                               << "2026-01-31T00:00:00.000Z";
        QTest::newRow("days") << "now-2d"
                              << "2026-01-29T12:00:00.000Z";
        QTest::newRow("weeks") << "now+1w"
                               << "2026-02-07T12:00:00.000Z";
    }

    void timesAreCountedFromTheDraw()
    {
        QFETCH(QString, name);
        QFETCH(QString, time);
        const std::string text = "{\"a\":\"{{" + name.toStdString() + "}}\"}";
        QCOMPARE(expanded(text), "{\"a\":\"" + time.toStdString() + "\"}");
        QCOMPARE(timestampForm(time.toStdString()), TimestampForm::Complete);
    }

    void aPersonIsTheSameThroughoutAndAnotherOneInTheNextDraw()
    {
        const char *text = "[\"{{person.email}}\",\"{{person.email}}\",\"{{ person.firstName }}\",\"{{person.id}}\"]";
        json::Document document;
        QVERIFY(document.parse(expanded(text)).has_value());
        const FakePerson person = fakePerson(Noon.seed);
        QCOMPARE(document.root().at(0).text(), person.email);
        QCOMPARE(document.root().at(1).text(), person.email);
        QCOMPARE(document.root().at(2).text(), person.firstName);
        QVERIFY(person.email.ends_with("@example.com"));
        QCOMPARE(expanded(text), expanded(text));
        QVERIFY(expanded(text) != expand(text, {}, Draw{8, Noon.nowMs}).text());
    }

    void everyBuiltInVariableHasAValue()
    {
        for (const BuiltInVariable &variable : builtInVariables()) {
            const Expansion expansion = expand("{\"a\":\"{{" + std::string(variable.name) + "}}\"}", {}, Noon);
            QVERIFY2(expansion.problems().empty(), codesOf(expansion).c_str());
            QCOMPARE(expansion.replacements().size(), 1U);
            QVERIFY(!expansion.replacements().front().value.empty());
            QVERIFY(isBuiltInVariable(variable.name));
        }
    }

    void everyUuidIsAnotherOneOfVersionFour()
    {
        json::Document document;
        QVERIFY(document.parse(expanded("[\"{{uuid}}\",\"{{uuid}}\"]")).has_value());
        const QString first = QString::fromStdString(document.root().at(0).text());
        QVERIFY2(QRegularExpression(QStringLiteral("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-"
                                                   "[0-9a-f]{12}$"))
                     .match(first)
                     .hasMatch(),
                 qPrintable(first));
        QVERIFY(first != QString::fromStdString(document.root().at(1).text()));
    }

    void onesOwnValuesAreEscapedInStringsAndPlainElsewhere()
    {
        const std::vector<Variable> own{{"age", "42"}, {"say", "\"hi\"\n"}, {"list", "[1.00]"}};
        QCOMPARE(expanded("{\"a\":{{age}},\"b\":\"{{age}} {{say}}\",\"c\":{{ list }}}", own),
                 std::string("{\"a\":42,\"b\":\"42 \\\"hi\\\"\\n\",\"c\":[1.00]}"));
    }

    void aTextValueThatStandsAloneIsAProblem()
    {
        const char *text = "{\"a\":{{person.email}}}";
        const Expansion expansion = expand(text, {}, Noon);
        QCOMPARE(codesOf(expansion), std::string("variable_not_json"));
        QCOMPARE(expansion.problems().front().suggestion, std::string("\"{{person.email}}\""));
        QCOMPARE(expansion.problems().front().span.of(text), std::string_view("{{person.email}}"));
        QVERIFY(json::Document().parse(expansion.text()).has_value());
    }

    void anUnknownVariableNamesTheNearestOne()
    {
        const char *text = "{\"a\":\"{{person.emial}}\",\"b\":{{agee}},\"c\":\"{{first_name}}\"}";
        const Expansion expansion = expand(text, {{"age", "1"}}, Noon);
        QCOMPARE(codesOf(expansion), std::string("variable_unknown,variable_unknown,variable_unknown"));
        QCOMPARE(expansion.problems()[0].suggestion, std::string("{{person.email}}"));
        QCOMPARE(expansion.problems()[0].severity, Severity::Warning);
        QCOMPARE(expansion.problems()[1].suggestion, std::string("{{age}}"));
        QCOMPARE(expansion.problems()[1].severity, Severity::Error);
        QCOMPARE(expansion.problems()[2].suggestion, std::string());
        // Templates of other tools are content like any other.
        QCOMPARE(expansion.text(), std::string("{\"a\":\"{{person.emial}}\",\"b\":null,\"c\":\"{{first_name}}\"}"));
    }

    void whatNoNameCanBeStays_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"{\"a\":{\"b\":{}}}", "{{\"a\":1}}", "\"{{}}\"", "\"{{ }}\"", "\"{{1a}}\"", "\"{{a b}}\"", "\"{{uuid}\"",
              "\"{{uuid\"", "{{", "\"\\u007b{uuid}}\"", "\"{{uuid\n}}\""})
            QTest::newRow(text) << text;
    }

    void whatNoNameCanBeStays()
    {
        QFETCH(QString, text);
        const Expansion expansion = expand(text.toStdString(), {}, Noon);
        QCOMPARE(QString::fromStdString(expansion.text()), text);
        QVERIFY(expansion.problems().empty());
    }

    void aTimeOutOfTheCalendarIsAProblem()
    {
        QCOMPARE(codesOf(expand("\"{{now-9999999w}}\"", {}, Noon)), std::string("variable_out_of_range"));
        QCOMPARE(codesOf(expand("\"{{now+99999999999999999999999d}}\"", {}, Noon)),
                 std::string("variable_out_of_range"));
        QCOMPARE(codesOf(expand("\"{{now-2x}}\"", {}, Noon)), std::string("variable_unknown"));
    }

    void placesLeadBackToTheText()
    {
        const std::string source = "{\"a\":\"x{{age}}y\",\"b\":{{age}},\"c\":\"{{age}}\"}";
        const Expansion expansion = expand(source, {{"age", "1234567890"}}, Noon);
        json::Document document;
        QVERIFY(document.parse(expansion.text()).has_value());
        const auto back = [&](json::Value value) { return expansion.toSource(value.span()).of(source); };
        QCOMPARE(back(document.root()), std::string_view(source));
        QCOMPARE(back(document.root().find("a")), std::string_view("\"x{{age}}y\""));
        QCOMPARE(back(document.root().find("b")), std::string_view("{{age}}"));
        QCOMPARE(back(document.root().find("c")), std::string_view("\"{{age}}\""));
        QVERIFY(expansion.wholeOf(document.root().find("a").span()) == nullptr);
        QCOMPARE(expansion.within(document.root().find("a").span()).size(), 1U);
        QCOMPARE(expansion.wholeOf(document.root().find("b").span())->name, std::string("age"));
        QCOMPARE(expansion.wholeOf(document.root().find("c").span())->name, std::string("age"));
        QCOMPARE(expansion.within(document.root().span()).size(), 3U);
        // A place within what stands for a variable is the variable.
        const json::Span inside{expansion.replacements()[0].result.begin + 2,
                                expansion.replacements()[0].result.begin + 4};
        QCOMPARE(expansion.toSource(inside).of(source), std::string_view("{{age}}"));
        for (std::size_t at = 0; at <= source.size(); ++at) {
            const std::size_t there = expansion.toSource(expansion.toText(at));
            QVERIFY2(there <= at && at - there <= 7, qPrintable(QString::number(at)));
        }
    }

    void manyAndLongValuesAreBounded()
    {
        std::string text = "[";
        for (int i = 0; i < 100000; ++i)
            text += "\"{{big}}{{nme}}\",";
        QElapsedTimer timer;
        timer.start();
        const Expansion expansion = expand(text, {{"big", std::string(10000, 'x')}}, Noon);
        QVERIFY(expansion.text().size() <= 2 * text.size() + Expansion::MaxGrowth);
        QVERIFY(expansion.problems().size() <= Expansion::MaxProblems);
        QVERIFY(timer.elapsed() < 10000);
    }

    void variablesOutsideStringsAreFound()
    {
        const std::string_view text =
            "{\"a\": {{age}}, \"b\": \"{{no}} \\\" {{no}}\", \"c\": [{{ x }},{{now-2d}}], {{\"d\":1}}";
        std::vector<std::string> found;
        for (const json::Span &span : variablesOutsideStrings(text))
            found.emplace_back(span.of(text));
        QCOMPARE(found, (std::vector<std::string>{"{{age}}", "{{ x }}", "{{now-2d}}"}));
        QVERIFY(variablesOutsideStrings("").empty());
        QVERIFY(variablesOutsideStrings("{{").empty());
        QCOMPARE(variablesOutsideStrings("{{{{a}}}}").size(), 1U);
    }

    void namesAreChecked()
    {
        for (const char *name : {"age", "_a", "a.b", "A1"})
            QVERIFY(isVariableName(name));
        for (const char *name : {"", "1a", ".a", "a-b", "a b", "a}", "ä"})
            QVERIFY2(!isVariableName(name), name);
        QVERIFY(!isVariableName(std::string(MaxVariableName + 1, 'a')));
        for (const char *name : {"now", "now-5x", "uuid", "person.x", "person"})
            QVERIFY2(isBuiltInVariable(name), name);
        QVERIFY(!isBuiltInVariable("nowhere"));
    }
};

QTEST_APPLESS_MAIN(TestVariables)
#include "tst_variables.moc"
