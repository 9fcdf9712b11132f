// The one door: what becomes of an event.
#include <destination/prepare.h>
#include <json/pointer.h>

#include <QFile>
#include <QTest>

using namespace smc;
using namespace smc::destination;

namespace {

Destination everythingOn()
{
    Destination destination;
    destination.settings.allowedEvents = {"Order Completed"};
    destination.settings.sendAliasEvents = destination.settings.sendGroupEvents = true;
    destination.settings.sendPageEvents = destination.settings.sendScreenEvents = true;
    return destination;
}

QByteArray cellOf(const Delivery &delivery, const std::string &column)
{
    for (std::size_t i = 0; i < delivery.columns.size(); ++i) {
        if (delivery.columns[i] == column)
            return QByteArray(delivery.row[i].json.data(), static_cast<qsizetype>(delivery.row[i].json.size()));
    }
    return "no such column";
}

/// "ready", or the code of the discard or of the first problem.
QByteArray verdictOf(const QByteArray &event, const Destination &destination = everythingOn())
{
    const Prepared prepared = prepare(event.toStdString(), destination);
    switch (prepared.verdict()) {
    case Verdict::Invalid:
        return QByteArray(prepared.problems().front().code.data());
    case Verdict::Discarded:
        return QByteArray::fromStdString(prepared.discard()->code);
    case Verdict::Refused:
        return QByteArray(prepared.refusals().front().problem.validationCode.data());
    case Verdict::Ready:
        return "ready";
    }
    return {};
}

QByteArray groupWith(const QByteArray &traits)
{
    return QByteArray(
               R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"segmenttest@selligent.com","traits":{TRAITS}})")
        .replace("TRAITS", traits);
}

} // namespace

class TestPrepare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void identifyBecomesARowOfTheEventsDataList()
    {
        const std::string text =
            R"({"type":"identify","userId":"userId123","traits":{"property1": 1.00,"property2":"test"},"timestamp":"2026-01-02T03:04:05Z"})";
        const Prepared prepared = prepare(text, everythingOn());
        QCOMPARE(prepared.verdict(), Verdict::Ready);
        QCOMPARE(prepared.deliveries().size(), 1U);
        const Delivery &delivery = prepared.deliveries().front();
        QCOMPARE(delivery.operation, Operation::Load);
        QCOMPARE(delivery.list, std::string("segment_events"));
        QCOMPARE(delivery.keyFields, std::vector<std::string>{"MESSAGE_ID"});
        QCOMPARE(delivery.columns.size(), delivery.row.size());
        QCOMPARE(cellOf(delivery, "USER_ID"), QByteArray("\"userId123\""));
        QCOMPARE(cellOf(delivery, "TYPE"), QByteArray("\"identify\""));
        QCOMPARE(cellOf(delivery, "TRAITS"), QByteArray("\"{\\\"property1\\\":1.00,\\\"property2\\\":\\\"test\\\"}\""));
        QCOMPARE(cellOf(delivery, "TIMESTAMP"), QByteArray("\"2026-01-02T03:04:05Z\""));
        QCOMPARE(cellOf(delivery, "MESSAGE_ID"), QByteArray("null"));
    }

    void eachCellLeadsBackToItsPlace()
    {
        const std::string text = R"({"type":"identify","userId":"u1"})";
        const Prepared prepared = prepare(text, everythingOn());
        const Delivery &delivery = prepared.deliveries().front();
        for (std::size_t i = 0; i < delivery.columns.size(); ++i) {
            if (delivery.columns[i] != "USER_ID")
                continue;
            const auto &origin = delivery.row[i].origin;
            QCOMPARE(origin.kind, mapping::Origin::Kind::Event);
            QCOMPARE(origin.sources.size(), 1U);
            QCOMPARE(json::pointerTo(origin.sources.front()), std::string("/userId"));
            QCOMPARE(origin.sources.front().span().of(text), std::string_view("\"u1\""));
        }
    }

    void theStampFillsWhatSegmentWouldAssign()
    {
        const Stamp stamp{"console-1", "2026-01-02T03:04:05.678Z"};
        const Prepared bare = prepare(R"({"type":"identify","userId":"u1"})", everythingOn(), stamp);
        QCOMPARE(cellOf(bare.deliveries().front(), "MESSAGE_ID"), QByteArray("\"console-1\""));
        QCOMPARE(cellOf(bare.deliveries().front(), "TIMESTAMP"), QByteArray("\"2026-01-02T03:04:05.678Z\""));
        const Prepared own = prepare(R"({"type":"identify","userId":"u1","messageId":"mine"})", everythingOn(), stamp);
        QCOMPARE(cellOf(own.deliveries().front(), "MESSAGE_ID"), QByteArray("\"mine\""));
        QVERIFY(makeStamp().messageId != makeStamp().messageId);
    }

    void theStampTakesThePlaceOfAnEmptyMessageId_data()
    {
        QTest::addColumn<QByteArray>("messageId");
        QTest::newRow("empty") << QByteArray("\"\"");
        QTest::newRow("null") << QByteArray("null");
    }

    void theStampTakesThePlaceOfAnEmptyMessageId()
    {
        QFETCH(QByteArray, messageId);
        const std::string event = R"({"type":"identify","userId":"u","messageId":)" + messageId.toStdString() + "}";
        const Prepared prepared = prepare(event, everythingOn(), Stamp{"made", "2026-03-01T12:00:00.000Z"});
        QCOMPARE(cellOf(prepared.deliveries().front(), "MESSAGE_ID"), QByteArray("\"made\""));
    }

    void groupAddsToOrRemovesFromTheStaticSegment()
    {
        const QByteArray plain = groupWith(R"("matchkey":"MAIL","userlist":"USERS_SEGMENT")");
        const QByteArray remove = groupWith(R"("matchkey":"MAIL","userlist":"USERS_SEGMENT","method":"REMOVE")");
        for (const auto &[event, operation] :
             {std::pair(plain, Operation::SegmentLoad), std::pair(remove, Operation::SegmentDelete)}) {
            const Prepared prepared = prepare(event.toStdString(), everythingOn());
            QCOMPARE(prepared.verdict(), Verdict::Ready);
            const Delivery &delivery = prepared.deliveries().front();
            QCOMPARE(delivery.operation, operation);
            QCOMPARE(delivery.list, std::string("USERS_SEGMENT"));
            QCOMPARE(delivery.segment, std::string("SegmentToSMCStatic"));
            QCOMPARE(delivery.columns, std::vector<std::string>{"MAIL"});
            QCOMPARE(delivery.keyFields, std::vector<std::string>{"MAIL"});
            QCOMPARE(delivery.row.front().json, std::string_view("\"segmenttest@selligent.com\""));
        }
    }

    void aGroupCallThatCannotWorkIsRefused_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::addColumn<QByteArray>("code");
        const QByteArray both = R"("matchkey":"MAIL","userlist":"USERS_SEGMENT")";
        QTest::newRow("no matchkey") << groupWith(R"("userlist":"U")") << QByteArray("GROUP_MATCHKEY_MISSING");
        QTest::newRow("no userlist") << groupWith(R"("matchkey":"MAIL")") << QByteArray("GROUP_USERLIST_MISSING");
        QTest::newRow("no traits") << QByteArray(R"({"type":"group","groupId":"S","userId":"u"})")
                                   << QByteArray("GROUP_USERLIST_MISSING");
        QTest::newRow("another method") << groupWith(both + R"(,"method":"UPDATE")")
                                        << QByteArray("GROUP_METHOD_UNKNOWN");
        QTest::newRow("lower case") << groupWith(both + R"(,"method":"add")") << QByteArray("GROUP_METHOD_UNKNOWN");
        QTest::newRow("method is no string")
            << groupWith(both + R"(,"method":1)") << QByteArray("GROUP_METHOD_UNKNOWN");
        QTest::newRow("illegal list") << groupWith(R"("matchkey":"MAIL","userlist":"U/../X")")
                                      << QByteArray("API_NAME_ILLEGAL");
        QTest::newRow("illegal field") << groupWith(R"("matchkey":"MA IL","userlist":"U")")
                                       << QByteArray("API_NAME_ILLEGAL");
        QTest::newRow("list is a number")
            << groupWith(R"("matchkey":"MAIL","userlist":7)") << QByteArray("API_NAME_ILLEGAL");
        QTest::newRow("anonymous")
            << QByteArray(
                   R"({"type":"group","groupId":"S","anonymousId":"a","traits":{"matchkey":"MAIL","userlist":"U"}})")
            << QByteArray("GROUP_USER_ID_MISSING");
        QTest::newRow("illegal segment")
            << QByteArray(
                   R"({"type":"group","groupId":"My Segment","userId":"u","traits":{"matchkey":"MAIL","userlist":"U"}})")
            << QByteArray("API_NAME_ILLEGAL");
    }

    void aGroupCallThatCannotWorkIsRefused()
    {
        QFETCH(QByteArray, event);
        QFETCH(QByteArray, code);
        QCOMPARE(verdictOf(event), code);
        QVERIFY(prepare(event.toStdString(), everythingOn()).deliveries().empty());
    }

    void onlyAllowedTrackEventsPass()
    {
        const auto track = [](const QByteArray &name) {
            return QByteArray(R"({"type":"track","userId":"u","event":"NAME"})").replace("NAME", name);
        };
        QCOMPARE(verdictOf(track("Order Completed")), QByteArray("ready"));
        for (const char *name : {"order completed", "Order Completed ", "Order Complete", "Signed Up"})
            QCOMPARE(verdictOf(track(name)), QByteArray("EVENT_NOT_ALLOWED"));
        const auto reason = [&](const QByteArray &name) {
            return QByteArray::fromStdString(prepare(track(name).toStdString(), everythingOn()).discard()->reason);
        };
        QVERIFY2(reason("order completed").contains("other capitals"), reason("order completed"));
        QVERIFY2(reason("Order Completed ").contains("ends with a space"), reason("Order Completed "));
        QVERIFY2(reason("order completed ").contains("other capitals") &&
                     reason("order completed ").contains("a space"),
                 reason("order completed "));
        QVERIFY2(reason("Order Complete").contains("Did you mean \"Order Completed\"?"), reason("Order Complete"));
        QVERIFY2(reason("Signed Up").contains("Add it there"), reason("Signed Up"));
        Destination none;
        QCOMPARE(verdictOf(track("X"), none), QByteArray("EVENT_NOT_ALLOWED"));
        // The allow-list concerns track only.
        QCOMPARE(verdictOf(R"({"type":"identify","userId":"u"})", none), QByteArray("ready"));
    }

    void callsThatAreSwitchedOffAreDiscarded()
    {
        const Destination off;
        QCOMPARE(verdictOf(groupWith(""), off), QByteArray("GROUP_EVENTS_OFF"));
        QCOMPARE(verdictOf(R"({"type":"page","userId":"u","name":"Home"})", off), QByteArray("PAGE_EVENTS_OFF"));
        QCOMPARE(verdictOf(R"({"type":"screen","userId":"u","name":"Home"})", off), QByteArray("SCREEN_EVENTS_OFF"));
        QCOMPARE(verdictOf(R"({"type":"alias","userId":"u","previousId":"p"})", off), QByteArray("ALIAS_EVENTS_OFF"));
        QCOMPARE(verdictOf(R"({"type":"page","userId":"u","name":"Home"})"), QByteArray("ready"));
        QCOMPARE(verdictOf(R"({"type":"screen","userId":"u","name":"Home"})"), QByteArray("ready"));
        QCOMPARE(verdictOf(R"({"type":"alias","userId":"u","previousId":"p"})"), QByteArray("ready"));
    }

    void theIntegrationsObjectIsHonoured_data()
    {
        QTest::addColumn<QByteArray>("integrations");
        QTest::addColumn<QByteArray>("code");
        const QByteArray filtered = "FILTERED_BY_INTEGRATIONS_OBJECT";
        QTest::newRow("all off") << QByteArray(R"({"All":false})") << filtered;
        QTest::newRow("own off") << QByteArray(R"({"Selligent Marketing Cloud":false})") << filtered;
        QTest::newRow("all off, own on") << QByteArray(R"({"All":false,"Selligent Marketing Cloud":true})")
                                         << QByteArray("ready");
        QTest::newRow("own options") << QByteArray(R"({"All":false,"Selligent Marketing Cloud":{}})")
                                     << QByteArray("ready");
        QTest::newRow("another off") << QByteArray(R"({"Salesforce":false})") << QByteArray("ready");
        QTest::newRow("other capitals") << QByteArray(R"({"selligent marketing cloud":false})") << QByteArray("ready");
        QTest::newRow("empty") << QByteArray("{}") << QByteArray("ready");
    }

    void theIntegrationsObjectIsHonoured()
    {
        QFETCH(QByteArray, integrations);
        QFETCH(QByteArray, code);
        QCOMPARE(
            verdictOf(
                QByteArray(R"({"type":"identify","userId":"u","integrations":HERE})").replace("HERE", integrations)),
            code);
    }

    void identifyAlsoWritesToTheAudienceListWhereOneIsSet()
    {
        Destination destination = everythingOn();
        destination.settings.audienceListApiName = "USERS_SEGMENT";
        destination.settings.audienceKeyFields = {"CUSTOMER_ID"};
        const Prepared prepared = prepare(
            R"({"type":"identify","userId":"u1","traits":{"MAIL":"a@b.c","customer_id":"x","tags":[1, 2],"POINTS":1.50}})",
            destination);
        QCOMPARE(prepared.deliveries().size(), 2U);
        const Delivery &audience = prepared.deliveries().back();
        QCOMPARE(audience.list, std::string("USERS_SEGMENT"));
        QCOMPARE(audience.keyFields, std::vector<std::string>{"CUSTOMER_ID"});
        QCOMPARE(audience.columns, (std::vector<std::string>{"CUSTOMER_ID", "MAIL", "tags", "POINTS"}));
        QCOMPARE(cellOf(audience, "CUSTOMER_ID"), QByteArray("\"u1\""));
        QCOMPARE(cellOf(audience, "tags"), QByteArray("\"[1,2]\""));
        QCOMPARE(cellOf(audience, "POINTS"), QByteArray("1.50"));
    }

    void ofTraitsWithOneNameTheLastOneCountsForTheAudienceToo()
    {
        Destination destination = everythingOn();
        destination.settings.audienceListApiName = "USERS_SEGMENT";
        destination.settings.audienceKeyFields = {"CUSTOMER_ID"};
        const Prepared prepared =
            prepare(R"({"type":"identify","userId":"u","traits":{"NAME":"first","A":1,"NAME":"last"}})", destination);
        const Delivery &audience = prepared.deliveries().back();
        QCOMPARE(audience.columns, (std::vector<std::string>{"CUSTOMER_ID", "NAME", "A"}));
        QCOMPARE(cellOf(audience, "NAME"), QByteArray("\"last\""));
        QCOMPARE(audience.nameOrigin(1).sources.front().raw(), std::string_view("\"last\""));
        QVERIFY(prepared.omissions().empty());
    }

    void traitsThatCannotBecomeAColumnAreLeftOutAndNamed()
    {
        Destination destination = everythingOn();
        destination.settings.audienceListApiName = "USERS_SEGMENT";
        destination.settings.audienceKeyFields = {"CUSTOMER_ID"};
        const Prepared prepared = prepare(
            R"({"type":"identify","userId":"u","traits":{"first name":"x","NAME":"a","name":"b","customer_id":"v"}})",
            destination);
        QCOMPARE(prepared.deliveries().size(), 2U);
        QCOMPARE(prepared.deliveries().back().columns, (std::vector<std::string>{"CUSTOMER_ID", "NAME"}));
        std::vector<std::string> codes;
        for (const Omission &omission : prepared.omissions()) {
            QCOMPARE(omission.ruleId, std::string("audience-upsert"));
            QVERIFY(omission.extent == Omission::Extent::Member);
            QVERIFY(!omission.span.isEmpty());
            codes.push_back(omission.code);
        }
        QCOMPARE(codes, (std::vector<std::string>{"API_NAME_ILLEGAL", "TRAIT_SHADOWED", "TRAIT_SHADOWED"}));
    }

    void traitsThatTheAudienceListLacksAreLeftOutToo()
    {
        Destination destination = everythingOn();
        destination.settings.audienceListApiName = "USERS_SEGMENT";
        destination.settings.audienceKeyFields = {"CUSTOMER_ID"};
        const auto fields = readFields(
            R"({"USERS_SEGMENT":[{"name":"CUSTOMER_ID","data_type":"Text","length":50},{"name":"NAME","data_type":"Text","length":50}]})",
            "");
        QVERIFY(fields);
        destination.fields = std::make_shared<KnownFields>(*fields);
        const Prepared prepared =
            prepare(R"({"type":"identify","userId":"u","traits":{"plan":"x","NAME":"a","tier":1}})", destination);
        QVERIFY(prepared.verdict() == Verdict::Ready);
        const Delivery &audience = prepared.deliveries().back();
        QCOMPARE(audience.columns, (std::vector<std::string>{"CUSTOMER_ID", "NAME"}));
        QCOMPARE(cellOf(audience, "NAME"), QByteArray("\"a\""));
        QCOMPARE(audience.nameOrigin(1).sources.front().raw(), std::string_view("\"a\""));
        QCOMPARE(prepared.omissions().size(), 2U);
        QCOMPARE(prepared.omissions().front().reason,
                 std::string("The trait \"plan\" is left out: the list USERS_SEGMENT has no field of that name."));
        const Prepared near = prepare(R"({"type":"identify","userId":"u","traits":{"NAMES":"a"}})", destination);
        QVERIFY(near.omissions().front().reason.ends_with("Did you mean NAME?"));
        QCOMPARE(near.omissions().front().suggestion, std::string("NAME"));
        QCOMPARE(near.problems().back().suggestion, std::string("NAME"));
        // A field that has its value already is not what was meant.
        const Prepared taken =
            prepare(R"({"type":"identify","userId":"u","traits":{"NAMES":"a","name":"b"}})", destination);
        QVERIFY2(taken.omissions().front().reason.ends_with("of that name."), taken.omissions().front().reason.c_str());
        QCOMPARE(taken.omissions().front().suggestion, std::string());
    }

    void aTraitThatSaysTheSameAsItsFieldIsNotMissed()
    {
        Destination destination = everythingOn();
        destination.settings.audienceListApiName = "USERS_SEGMENT";
        destination.settings.audienceKeyFields = {"CUSTOMER_ID"};
        const auto left = [&](const std::string &traits) {
            const std::string event = R"({"type":"identify","userId":"u","traits":{)" + traits + "}}";
            return prepare(event, destination).omissions().size();
        };
        QCOMPARE(left(R"("b":{"x":1},"B":{"x": 1},"c":"\u0041","C":"A")"), 0U);
        QCOMPARE(left(R"("p":"a","P":"a","p":"b")"), 1U);
        QCOMPARE(left(R"("a":null,"A":1)"), 1U);
    }

    void whatOnlyASwitchedRuleTakesIsRefusedInItsWords()
    {
        const QByteArray preset = QByteArray("{'version':1,'name':'P','integrations':[],'rules':[{'id':'r',"
                                             "'when':{'setting':'audienceListApiName'},"
                                             "'trigger':'type = \\'identify\\'','operation':'load',"
                                             "'list':{'setting':'audienceListApiName'},'keyFields':['K'],"
                                             "'columns':[{'name':'A','value':1}]}]}")
                                      .replace('\'', '"');
        Destination destination = everythingOn();
        destination.settings.audienceListApiName = "L";
        const auto compiled = Preset::compile(preset.toStdString());
        QVERIFY2(compiled, compiled ? "" : compiled.error().message.c_str());
        destination.preset = *compiled;
        QCOMPARE(verdictOf(R"({"type":"identify","userId":"u"})", destination), QByteArray("KEY_FIELD_MISSING"));
    }

    void anAudienceRuleThatFailsLeavesTheEventsRow()
    {
        Destination destination = everythingOn();
        destination.settings.audienceListApiName = "USERS_SEGMENT";
        destination.settings.audienceKeyFields = {"CUSTOMER_ID"};
        const auto warningOf = [&](const char *event) {
            const Prepared prepared = prepare(event, destination);
            if (prepared.deliveries().size() != 1 || prepared.deliveries().front().list != "segment_events")
                return QByteArray("no row of the events data list alone");
            return QByteArray::fromStdString(std::string(prepared.problems().back().code));
        };
        QCOMPARE(warningOf(R"({"type":"identify","anonymousId":"a"})"), QByteArray("AUDIENCE_USER_ID_MISSING"));
        destination.settings.audienceKeyFields = {"CUSTOMER_ID", "MAIL"};
        QCOMPARE(warningOf(R"({"type":"identify","userId":"u","traits":{"NAME":"x"}})"),
                 QByteArray("KEY_FIELD_MISSING"));
        destination.settings.audienceKeyFields = {};
        QCOMPARE(warningOf(R"({"type":"identify","userId":"u"})"), QByteArray("INVALID_SETTINGS"));
    }

    void aWrongEventsListNameIsASettingsProblem()
    {
        Destination destination = everythingOn();
        destination.settings.eventsDataListApiName = "segment events";
        QCOMPARE(verdictOf(R"({"type":"identify","userId":"u"})", destination), QByteArray("INVALID_SETTINGS"));
    }

    void textThatIsNoEventIsInvalid()
    {
        QCOMPARE(verdictOf("["), QByteArray("not_json"));
        QCOMPARE(verdictOf(""), QByteArray("not_json"));
        QCOMPARE(verdictOf(R"({"type":"group"})"), QByteArray("no_user_anon_id"));
    }

    void aPreparerGivesTheSameAgainAndAgain()
    {
        Preparer preparer(everythingOn());
        const std::string identify = R"({"type":"identify","userId":"u1","traits":{"a":1}})";
        const std::string group = groupWith(R"("matchkey":"MAIL","userlist":"USERS_SEGMENT")").toStdString();
        for (int round = 0; round < 3; ++round) {
            QCOMPARE(preparer.prepare(identify).deliveries().front().columns.size(), 12U);
            QCOMPARE(preparer.prepare("[").verdict(), Verdict::Invalid);
            const Delivery &delivery = preparer.prepare(group).deliveries().front();
            QCOMPARE(delivery.columns, std::vector<std::string>{"MAIL"});
            QCOMPARE(delivery.keyFields, std::vector<std::string>{"MAIL"});
            QCOMPARE(preparer.prepare(identify).deliveries().front().segment, std::string());
        }
    }
};

QTEST_APPLESS_MAIN(TestPrepare)
#include "tst_prepare.moc"
