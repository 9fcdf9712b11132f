// What of an event goes nowhere, and why; what the rules read of a call.
#include <destination/reading.h>
#include <destination/unused.h>

#include <QElapsedTimer>
#include <QTest>

using namespace smc;
using namespace smc::destination;

namespace {

Destination everythingOn()
{
    Destination destination;
    destination.settings.allowedEvents = {"Order Completed"};
    destination.settings.sendGroupEvents = destination.settings.sendPageEvents = true;
    return destination;
}

/// A destination whose preset is one rule with these columns.
Destination withColumns(const QByteArray &columns, const QByteArray &more = {})
{
    Destination destination = everythingOn();
    QByteArray preset =
        R"({"version":1,"name":"Test","integrations":["SMC"],"rules":[{"id":"r","trigger":"type = 'track'","operation":"load","list":"L","keyFields":["ID"],"columns":[COLUMNS],"more":0}]})";
    preset.replace("'track'", "\\\"track\\\"").replace("COLUMNS", columns).replace(",\"more\":0", more);
    auto compiled = Preset::compile(preset.toStdString());
    if (!compiled)
        qFatal("%s", compiled.error().message.c_str());
    destination.preset = *compiled;
    return destination;
}

QByteArray unusedIn(const QByteArray &event, const Destination &destination = everythingOn())
{
    const Prepared prepared = prepare(event.toStdString(), destination);
    QByteArrayList paths;
    for (const Unused &unused : unusedValues(prepared, destination))
        paths.append(QByteArray::fromStdString(pathInWords(unused.value)));
    return paths.join(' ');
}

const QByteArray Id = R"({"name":"ID","value":{"@path":"$.userId"}})";

} // namespace

class TestUnused : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatNoRuleOfAGroupCallReadsGoesNowhere()
    {
        const QByteArray event =
            R"({"type":"group","messageId":"m","groupId":"S","userId":"u","context":{"ip":"1"},"traits":{"matchkey":"MAIL","userlist":"L","method":"ADD","age":42}})";
        QCOMPARE(unusedIn(event), QByteArray("messageId context traits.age"));
        const Destination destination = everythingOn();
        const Prepared prepared = prepare(event.toStdString(), destination);
        const auto unused = unusedValues(prepared, destination);
        QCOMPARE(sentenceFor(unused[0]), std::string("messageId does not reach SMC: Segment reads it on receipt, but "
                                                     "no rule of the mapping does."));
        QCOMPARE(sentenceFor(unused[2]), std::string("traits.age goes nowhere: no rule of the mapping reads it."));
    }

    void aRowWithTheWholePayloadLeavesNothingOut()
    {
        QCOMPARE(unusedIn(R"({"type":"track","event":"Order Completed","userId":"u","properties":{"a":[1,{"b":2}]}})"),
                 QByteArray());
    }

    void aWholeObjectIsNamedOnceAndAMixedOneByItsParts()
    {
        const Destination destination = withColumns(Id + R"(,{"name":"A","value":{"@path":"$.properties.list[1].x"}})");
        QCOMPARE(
            unusedIn(
                R"({"type":"track","event":"Order Completed","userId":"u","properties":{"list":[{"x":1},{"x":2,"y":3}],"z":{"q":1,"r":2}},"context":{"ip":"1"}})",
                destination),
            QByteArray("properties.list[0] properties.list[1].y properties.z context"));
    }

    void whatOnlyDecidesIsUsed()
    {
        // The condition's value goes into no cell.
        const Destination destination = withColumns(
            Id + R"(,{"name":"VIP","value":{"@if":{"exists":{"@path":"$.properties.vip"},"then":"1","else":"0"}}})");
        QCOMPARE(unusedIn(R"({"type":"track","event":"Order Completed","userId":"u","properties":{"vip":true,"b":1}})",
                          destination),
                 QByteArray("properties.b"));
        QCOMPARE(unusedIn(R"({"type":"track","event":"Order Completed","userId":"u","integrations":{"All":true}})",
                          destination),
                 QByteArray());
    }

    void partsOfItemsAreToldApart()
    {
        const Destination destination = withColumns(
            Id +
            R"(,{"name":"SKUS","value":{"@json":{"mode":"encode","value":{"@arrayPath":["$.properties.products",{"sku":{"@path":"$.sku"}}]}}}})");
        QCOMPARE(
            unusedIn(
                R"({"type":"track","event":"Order Completed","userId":"u","properties":{"products":[{"sku":"a","price":1},{"sku":"b"}]}})",
                destination),
            QByteArray("properties.products[0].price"));
    }

    void aKeyThatStandsTwiceCountsOnce()
    {
        const Destination destination = withColumns(Id);
        const QByteArray event = R"({"type":"track","event":"Order Completed","userId":"a","userId":"b"})";
        QCOMPARE(unusedIn(event, destination), QByteArray("userId"));
        const Prepared prepared = prepare(event.toStdString(), destination);
        const auto unused = unusedValues(prepared, destination);
        QCOMPARE(unused.front().why, Unused::Why::Shadowed);
        QCOMPARE(unused.front().value.text(), std::string("a"));
    }

    void aMemberWhoseColumnIsTakenGoesNowhere()
    {
        Destination destination = withColumns(Id, R"(,"columnsFrom":{"@path":"$.properties"})");
        const QByteArray event =
            R"({"type":"track","event":"Order Completed","userId":"u","properties":{"id":"x","CITY":"Gent"}})";
        QCOMPARE(unusedIn(event, destination), QByteArray("properties.id"));
        const Prepared prepared = prepare(event.toStdString(), destination);
        QCOMPARE(unusedValues(prepared, destination).front().why, Unused::Why::Taken);
    }

    void ofAnEventThatIsNotSentNothingIsSaid_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::newRow("discarded") << QByteArray(R"({"type":"track","event":"Other","userId":"u"})");
        QTest::newRow("invalid") << QByteArray(R"({"type":"track"})");
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("a number") << QByteArray("5");
        QTest::newRow("nothing") << QByteArray();
    }
    void ofAnEventThatIsNotSentNothingIsSaid()
    {
        QFETCH(QByteArray, event);
        QCOMPARE(unusedIn(event), QByteArray());
    }

    void aLargeHostileEventIsLookedThroughInTime()
    {
        // As many members as go into 32 KB, none of which is used, and all alike.
        QByteArray event =
            "{\"type\":\"group\",\"groupId\":\"S\",\"userId\":\"u\",\"traits\":{\"matchkey\":\"M\",\"userlist\":\"L\"";
        for (int i = 0; event.size() < 32000; ++i)
            event += ",\"k" + QByteArray::number(i % 50) + "\":" + QByteArray::number(i % 10);
        event += "}}";
        const Destination destination = everythingOn();
        const Prepared prepared = prepare(event.toStdString(), destination);
        QCOMPARE(prepared.verdict(), Verdict::Ready);
        QElapsedTimer timer;
        timer.start();
        const auto unused = unusedValues(prepared, destination);
        const double ms = double(timer.nsecsElapsed()) / 1e6;
        qInfo("%zu unused values in %.2f ms", unused.size(), ms);
        QVERIFY(unused.size() > 3000);
        QVERIFY2(ms < 200, qPrintable(QString::number(ms))); // Also without optimisation, on a busy machine.
    }

    void namesAndChoicesKnowTheirOrigin()
    {
        const Prepared prepared = prepare(
            R"({"type":"group","groupId":"S","userId":"u","traits":{"matchkey":"MAIL","userlist":"L","method":"REMOVE"}})",
            everythingOn());
        QCOMPARE(prepared.verdict(), Verdict::Ready);
        const Delivery &delivery = prepared.deliveries().front();
        QCOMPARE(delivery.listOrigin.sources.front().text(), std::string("L"));
        QCOMPARE(delivery.segmentOrigin.sources.front().text(), std::string("S"));
        QCOMPARE(delivery.operationOrigin.sources.front().text(), std::string("REMOVE"));
        QCOMPARE(delivery.nameOrigin(0).sources.front().text(), std::string("MAIL"));
    }

    void aDiscardNamesThePlaceAndWhatCouldStandThere()
    {
        const std::string text =
            R"({"type":"group","groupId":"My Segment","userId":"u","traits":{"matchkey":"MAIL","userlist":"L"}})";
        const Prepared illegal = prepare(text, everythingOn());
        QCOMPARE(illegal.discard()->code, std::string("API_NAME_ILLEGAL"));
        QCOMPARE(illegal.discard()->span.of(text), std::string_view("\"My Segment\""));

        const std::string wrong =
            R"({"type":"group","groupId":"S","userId":"u","traits":{"matchkey":"MAIL","userlist":"L","method":"add"}})";
        const Prepared unknown = prepare(wrong, everythingOn());
        QCOMPARE(unknown.discard()->code, std::string("GROUP_METHOD_UNKNOWN"));
        QCOMPARE(unknown.discard()->span.of(wrong), std::string_view("\"add\""));
        QCOMPARE(unknown.discard()->choices, (std::vector<std::string>{"ADD", "REMOVE"}));

        const Prepared missing =
            prepare(R"({"type":"group","groupId":"S","userId":"u","traits":{"userlist":"L"}})", everythingOn());
        QCOMPARE(missing.discard()->code, std::string("GROUP_MATCHKEY_MISSING"));
        QCOMPARE(missing.discard()->path, std::string("/traits/matchkey"));
        QVERIFY(missing.discard()->span.isEmpty());
    }

    void theRulesTellWhatTheyReadOfACall()
    {
        const Reading group = readingOf(everythingOn(), "group");
        QStringList roles;
        for (const Role &role : group.roles)
            roles.append(QString::fromStdString(role.path.back()) + QString::number(int(role.what)));
        QCOMPARE(roles, QStringList({QStringLiteral("method3"), QStringLiteral("userlist0"), QStringLiteral("groupId1"),
                                     QStringLiteral("matchkey2")}));
        QCOMPARE(group.roles.back().listPath, (KeyPath{"traits", "userlist"}));
        QVERIFY(group.open.empty());

        Destination destination = everythingOn();
        destination.settings.audienceListApiName = "USERS";
        destination.settings.audienceKeyFields = {"ID"};
        const Reading identify = readingOf(destination, "identify");
        QCOMPARE(identify.open.size(), std::size_t(1));
        QCOMPARE(identify.open.front().list, std::string("USERS"));
        QCOMPARE(identify.open.front().path, KeyPath{"traits"});
        QVERIFY(readingOf(destination, "track").open.empty());
        QVERIFY(readingOf(destination, "").paths.size() > readingOf(destination, "group").paths.size());
    }

    void aListThatIsTheFirstOfASettingIsKnownWithoutAnEvent()
    {
        Destination destination = everythingOn();
        QByteArray text =
            R"({"version":1,"name":"Test","integrations":["SMC"],"rules":[{"id":"r","trigger":"type = 'identify'","operation":"load","list":{"setting":"audienceKeyFields"},"keyFields":["ID"],"columns":[],"columnsFrom":{"@path":"$.traits"}}]})";
        const auto preset = Preset::compile(text.replace("'identify'", "\\\"identify\\\"").toStdString());
        QVERIFY2(preset, preset ? "" : preset.error().message.c_str());
        destination.preset = *preset;
        destination.settings.audienceKeyFields = {"USERS", "OTHERS"};
        const Reading reading = readingOf(destination, "identify");
        QCOMPARE(reading.open.size(), std::size_t(1));
        QCOMPARE(reading.open.front().list, std::string("USERS"));
    }
};

QTEST_GUILESS_MAIN(TestUnused)
#include "tst_unused.moc"
