// Triggers, with the oddities that Segment's own engine has.
#include <mapping/fql.h>

#include <QTest>

using namespace smc;
using namespace smc::mapping;

class TestTrigger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void triggersMatchWhatSegmentMatches_data()
    {
        QTest::addColumn<QByteArray>("fql");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *fql, const char *expected) {
            QTest::newRow(fql) << QByteArray(fql) << QByteArray(expected);
        };
        row(R"(type = "track")", "yes");
        row(R"(type = "identify")", "no");
        row(R"(type = "track" and event = "Order Completed")", "yes");
        row(R"(type = "identify" or event = "Order Completed")", "yes");
        row(R"(event = "order completed")", "no");
        row(R"(properties.total = 5)", "yes");
        row(R"(properties.total = "5")", "no");
        row(R"(properties.total >= 5 and properties.total < 5.5)", "yes");
        row(R"(properties.text = "5")", "yes");
        row(R"(properties.text > 4)", "no");
        row(R"(properties.missing != "x")", "yes");
        row(R"(properties.missing != 5)", "no");
        row(R"(properties.missing = null)", "yes");
        row(R"(properties.total != null)", "yes");
        row(R"(properties.vip = true)", "yes");
        row(R"(properties.vip = "true")", "no");
        row(R"(contains(event, "Order"))", "yes");
        row(R"(!contains(event, "Refund"))", "yes");
        row(R"(!contains(properties.missing, "x"))", "no");
        row(R"(match(event, "Order*"))", "yes");
        row(R"(match(event, "*Completed"))", "yes");
        row(R"(match(event, "*Started"))", "no");
        row(R"(traits.address.city = "Gent")", "yes");
        row(R"(properties.my\ prop = "x")", "yes");
        // Mixed and/or on one level: the last operator counts for all.
        row(R"(type = "x" or type = "y" and event = "Order Completed")", "no");
        row(R"(type = "track" and type = "y" or event = "nope")", "yes");
        row(R"((type = "track") and (event = "x" or event = "Order Completed"))", "yes");
        row(R"(!(type = "track"))", "yes");
        row(R"(((type = "track")))", "error");
        row(R"(messageId = "m1")", "error");
        row(R"(messageId = "m1" and type = "track")", "yes");
        row(R"(type = 'track')", "no");
        row(R"(type == "track")", "no");
        row("event = \"unclosed", "error");
        row("", "error");
        row("type # 1", "error");
        row("type", "error");
        row(R"(type !="track")", "error");
    }

    void triggersMatchWhatSegmentMatches()
    {
        QFETCH(QByteArray, fql);
        QFETCH(QByteArray, expected);
        json::Document event;
        QVERIFY(event
                    .parse(R"({"type":"track","event":"Order Completed","messageId":"m1",
            "properties":{"total":5,"text":"5","vip":true,"my prop":"x"},"traits":{"address":{"city":"Gent"}}})")
                    .has_value());
        const auto trigger = Trigger::compile(fql.toStdString());
        const QByteArray actual = !trigger ? "error" : trigger->matches(event.root()) ? "yes" : "no";
        QCOMPARE(actual, expected);
    }

    void aTriggerCouldMatchWhateverItDoesNotRuleOut_data()
    {
        QTest::addColumn<QByteArray>("fql");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char *fql, bool expected) { QTest::newRow(fql) << QByteArray(fql) << expected; };
        row(R"(type = "track")", true);
        row(R"(type = "page")", false);
        row(R"(type != "track")", false);
        row(R"(type != "page")", true);
        row(R"(type = "track" and event = "Never Sent")", true);
        row(R"(type = "page" and event = "Order Completed")", false);
        row(R"(type = "page" or event = "Never Sent")", true);
        row(R"(event = "Never Sent")", true);
        row(R"((type = "page" or type = "screen") and properties.total > 5)", false);
        row(R"(match(type, "tr*") and properties.total > 500)", true);
        row(R"(type == "track")", false);
    }

    void aTriggerCouldMatchWhateverItDoesNotRuleOut()
    {
        QFETCH(QByteArray, fql);
        QFETCH(bool, expected);
        json::Document event;
        QVERIFY(event.parse(R"({"type":"track","event":"Order Completed","properties":{"total":5}})").has_value());
        const auto trigger = Trigger::compile(fql.toStdString());
        QVERIFY(trigger.has_value());
        QCOMPARE(trigger->couldMatch(event.root(), "type"), expected);
    }
};

QTEST_APPLESS_MAIN(TestTrigger)
#include "tst_trigger.moc"
