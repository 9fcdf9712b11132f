// The conditions of destination filters. Rows marked "documented" stand in Segment's Public API documentation.
#include <destination/filter_fql.h>
#include <destination/filter_glob.h>

#include <QElapsedTimer>
#include <QTest>

using namespace smc;
using namespace smc::destination;

namespace {

const std::string Documented = "{\"event\":\"Button Clicked\",\"type\":\"track\",\"context\":{\"library\":{\"name\":"
                               "\"analytics.js\",\"version\":\"1.0\"}},\"properties\":{\"features\":[\"discounts\","
                               "\"dark-mode\"]}}";

const std::string Rich =
    "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":null,\"properties\":{\"total\":12.50,"
    "\"count\":\"3\",\"vip\":true,\"off\":false,\"empty\":\"\",\"name\":\"test string\",\"a b\":1,"
    "\"list\":[1,null,\"x\",{\"k\":\"v\"}],\"object\":{\"a\":1},\"version\":\"2.10.0\","
    "\"kana\":\"\xE3\x82\xA2\",\"10\":\"ten\"}}";

QByteArray answer(const std::string &fql, const std::string &event)
{
    json::Document document;
    if (!document.parse(event))
        return "no JSON";
    const auto condition = FilterCondition::compile(fql);
    if (!condition)
        return "error";
    return condition->holds({document.root()}) ? "yes" : "no";
}

} // namespace

class TestFilterFql : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void documentedExamplesHold_data()
    {
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *fql, const char *expected) { QTest::newRow(fql) << QByteArray(expected); };
        row("event = 'Button Clicked'", "yes");
        row("event = 'Screen Tapped'", "no");
        row("context.path.path = '/login'", "no");
        row("type = 'identify' or type = 'track'", "yes");
        row("event = 'Button Clicked' and type = 'track'", "yes");
        row("match( context.library.version, '1.*' )", "yes");
        row("match( context.library.version, '2.*' )", "no");
        row("type = 'track' and ( event = 'Click' or match( event, 'Button *' ) )", "yes");
        row("!contains( context.library.name, 'js' )", "no");
        row("'dark-mode' in properties.features", "yes");
        row("'blink' in properties.features", "no");
        row("!( type in ['track', 'identify'] )", "no");
        row("length( userId ) > 0", "no");
        row("contains( userId, 'x' )", "no");
        row("lowercase( userId ) = null", "yes");
        row("typeof( userId ) = 'null'", "yes");
        row("userId = oops\"", "error");
        row("all", "yes");
    }
    void documentedExamplesHold()
    {
        QFETCH(QByteArray, expected);
        QCOMPARE(answer(QTest::currentDataTag(), Documented), expected);
    }

    void valuesCompareByTypeAndContent_data()
    {
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *fql, const char *expected) { QTest::newRow(fql) << QByteArray(expected); };
        row("properties.total = 12.5", "yes");
        row("properties.total = '12.50'", "no");
        row("properties.total != 12.5", "no");
        row("properties.count = 3", "no");
        row("number(properties.count) = 3", "yes");
        row("number('x') = null", "yes");
        row("properties.count > 2", "no");
        row("properties.total > 12 and properties.total <= 12.5", "yes");
        row("properties.missing = null", "yes");
        row("userId = null", "yes");
        row("properties.missing != 'x'", "yes");
        row("properties.vip", "yes");
        row("properties.off", "no");
        row("properties.name", "no");
        row("!properties.missing", "yes");
        row("properties.vip = true and !properties.off", "yes");
        row("properties.vip = 'true'", "no");
        row("null in properties.list", "yes");
        row("1 in properties.list", "yes");
        row("'1' in properties.list", "no");
        row("'x' in properties.name", "no");
        row("type in [event, 'track', type]", "yes");
        row("properties.list = [1,null,'x',{}]", "error");
        row("properties.object = properties.object", "yes");
        row("properties.list.2 = 'x'", "yes");
        row("properties.list.3.k = \"v\"", "yes");
        row("properties.10 = 'ten'", "yes");
        row("properties.a\\ b = 1", "yes");
        row("length(properties.list) = 4", "yes");
        row("length(properties.kana) = 3", "yes");
        row("length(properties.total) >= 0", "no");
        row("length(properties.missing) = 0", "yes");
        row("typeof(properties.list) = 'list'", "yes");
        row("typeof(properties.vip) = 'bool'", "yes");
        row("typeof(properties.total) = 'number'", "yes");
        row("lowercase(event) = 'order completed'", "yes");
        row("uppercase(event) = 'ORDER COMPLETED'", "yes");
        row("snakecase(properties.name) = 'test_string'", "yes");
        row("kebabcase(properties.name) = 'test-string'", "yes");
        row("titlecase(properties.name) = 'Test String'", "yes");
        row("string(properties.total) = '12.50'", "yes");
        row("bool(properties.count)", "no");
        row("bool(properties.total)", "yes");
        row("semver(properties.version, '>', '2.9')", "yes");
        row("semver(properties.version, '<', '2.9')", "no");
        row("semver(properties.name, '>', '2.9')", "no");
        row("type = 'x' or type = 'track' and event = 'nope'", "no");
        row("type = 'track' or type = 'x' and event = 'nope'", "yes");
        row("!(type = 'x') and !(!(type = 'track'))", "yes");
        row("((((type = 'track'))))", "yes");
        row("event = 'it\\'s'", "no");
        row("lowercase(event)", "no");
    }
    void valuesCompareByTypeAndContent()
    {
        QFETCH(QByteArray, expected);
        QCOMPARE(answer(QTest::currentDataTag(), Rich), expected);
    }

    void mistakesAreNamedWithTheirPlace_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("place");
        const auto row = [](const char *fql, const char *message, const char *place) {
            QTest::newRow(fql) << QByteArray(message) << QByteArray(place);
        };
        row("type == 'track'", "column 7: equality is one =", "=");
        row("type = 'track' && event = 'x'", "column 16: and, or, or the end was expected", "&");
        row("type = 'track' AND event = 'x'", "column 16: and, or, or the end was expected", "A");
        row("type = 'track", "column 8: this quote is never closed", "'");
        row("(type = 'track'", "column 16: ')' was expected", "");
        row("size(event) > 1", "column 1: there is no function of this name", "s");
        row("contains(event)", "column 1: contains() takes 2 arguments", "c");
        row("", "column 1: a field, a value or a function was expected", "");
        row("event = 1.2.3", "column 9: this is no number", "1");
        row("\xC3\xA9vent = 1", "column 1: a field, a value or a function was expected", "\xC3");
    }
    void mistakesAreNamedWithTheirPlace()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, place);
        const std::string fql = QTest::currentDataTag();
        const auto condition = FilterCondition::compile(fql);
        QVERIFY(!condition.has_value());
        QVERIFY2(condition.error().message.find(message.toStdString()) != std::string::npos,
                 condition.error().message.c_str());
        QCOMPARE(std::string(condition.error().place.of(fql)), place.toStdString());
    }

    void patternsMatchAsDocumented_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char *text, const char *pattern, bool expected) {
            QTest::addRow("%s ~ %s", text, pattern) << QByteArray(text) << QByteArray(pattern) << expected;
        };
        row("abcd", "a*d", true);
        row("", "*", true);
        row("abc", "ab", false);
        row("abcd", "a??d", true);
        row("abcd", "*d", true);
        row("ab*d", "ab\\*d", true);
        row("abxd", "ab\\*d", false);
        row("abCd", "ab[cC]d", true);
        row("abcd", "ab[a-z]d", true);
        row("abcd", "ab[A-Z]d", false);
        row("abcd", "ab[^A-Z]d", true);
        row("ab/cd", "ab*", true);
        row("x]y", "x\\]y", true);
        row("a\xC3\xA9z", "a?z", true);
        row("abc", "a[", false);
        row("abc", "ab\\", false);
        row("aXbXc", "a*b*c", true);
        row("aXbX", "a*b*c", false);
    }
    void patternsMatchAsDocumented()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, pattern);
        QFETCH(bool, expected);
        QCOMPARE(globMatches(pattern.toStdString(), text.toStdString()), expected);
    }

    void hostileConditionsEndSoonAndWithAnError()
    {
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!FilterCondition::compile(std::string(FilterCondition::MaxSize + 1, ' ')));
        QVERIFY(!FilterCondition::compile(std::string(5000, '(')));
        QVERIFY(!FilterCondition::compile(std::string(5000, '[')));
        QVERIFY(!FilterCondition::compile(std::string(5000, '!')));
        std::string calls;
        for (int i = 0; i < 500; ++i)
            calls += "length(";
        QVERIFY(!FilterCondition::compile(calls));
        std::string stars;
        for (int i = 0; i < 1000; ++i)
            stars += "*a";
        QVERIFY(!globMatches(stars + 'b', std::string(20000, 'a')));
        QVERIFY2(timer.elapsed() < 5000, "A pattern of many stars must not take long.");
    }
};

QTEST_APPLESS_MAIN(TestFilterFql)
#include "tst_filter_fql.moc"
