// The rows of an event by the fields of their lists: what is refused, and what stays behind while the rest goes.
#include <destination/explain.h>
#include <destination/prepare.h>

#include <QTest>

#include <algorithm>

using namespace smc;
using namespace smc::destination;

namespace {

std::string json_(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

/// Both lists known: the events data list takes ids of 7 characters, the audience list of 5, and an age.
Destination withAudience()
{
    Destination destination;
    destination.settings.audienceListApiName = "USERS";
    destination.settings.audienceKeyFields = {"MAIL"};
    KnownFields lists{{"USERS", {{"MAIL", DataType::Text, 5, false}, {"AGE", DataType::Numeric, {}, false}}},
                      {"segment_events", {}}};
    const Prepared plain = prepare(R"({"type":"identify","userId":"u"})", destination);
    for (const std::string &column : plain.deliveries().front().columns)
        lists.back().fields.push_back({column, DataType::LongText});
    for (ListField &field : lists.back().fields) {
        if (field.name == "USER_ID")
            field = {"USER_ID", DataType::Text, 7};
    }
    destination.fields = std::make_shared<const KnownFields>(std::move(lists));
    return destination;
}

std::string identify(const std::string &user, const std::string &age)
{
    return json_("{'type':'identify','messageId':'m','userId':'" + user + "','traits':{'age':" + age + "}}");
}

} // namespace

class TestFieldFit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRefusalIsAProblemAtItsPlaceAndForgottenWithTheNextEvent()
    {
        Preparer preparer(withAudience());
        const Prepared &prepared = preparer.prepare(identify("too long", "1"));
        QCOMPARE(prepared.verdict(), Verdict::Refused);
        QCOMPARE(prepared.problems().size(), 2U); // The audience list's key is too long, too.
        const segment::Problem &first = prepared.problems().front();
        QCOMPARE(std::string(first.code), std::string("MaxStringLengthExceeded"));
        QVERIFY(first.severity == segment::Severity::Error);
        QCOMPARE(first.path, std::string("/userId"));
        QCOMPARE(first.message, std::string("SMC would refuse USER_ID of segment_events with MaxStringLengthExceeded: "
                                            "Length of string (8) exceeds maximum field "
                                            "length (7). The field USER_ID takes 7 characters."));
        QCOMPARE(preparer.prepare(identify("a@b.c", "1")).verdict(), Verdict::Ready);
        QVERIFY(prepared.problems().empty() && prepared.refusals().empty() && prepared.heldBack().empty());
        QCOMPARE(preparer.prepare(identify("too long", "1")).refusals().size(), 2U);
    }

    void aRowThatASettingAddsStaysBehindAloneWhereSmcWouldRefuseIt()
    {
        Preparer preparer(withAudience());
        const std::string event = identify("a@b.cd", "null");
        const Prepared &prepared = preparer.prepare(event);
        QCOMPARE(prepared.verdict(), Verdict::Ready);
        QCOMPARE(prepared.deliveries().size(), 1U);
        QCOMPARE(prepared.deliveries().front().list, std::string("segment_events"));
        QCOMPARE(prepared.heldBack().size(), 1U);
        QCOMPARE(prepared.heldBack().front().list, std::string("USERS"));
        QVERIFY(prepared.refusals().empty());
        QCOMPARE(prepared.refusalsOfHeldBack().size(), 2U);
        QCOMPARE(prepared.problems().size(), 2U);
        QCOMPARE(prepared.omissions().size(), 2U);
        for (std::size_t i = 0; i < 2; ++i) {
            const segment::Problem &problem = prepared.problems()[i];
            const Omission &omission = prepared.omissions()[i];
            QVERIFY(problem.severity == segment::Severity::Warning);
            QVERIFY(omission.extent == Omission::Extent::Delivery);
            QCOMPARE(omission.ruleId, std::string("audience-upsert"));
            QCOMPARE(omission.reason, problem.message);
            QCOMPARE(omission.code, problem.code);
            QCOMPARE(omission.span.of(event), problem.span.of(event));
        }
        QCOMPARE(prepared.omissions()[0].code, std::string("MaxStringLengthExceeded"));
        QCOMPARE(prepared.omissions()[0].reason,
                 std::string("SMC would refuse MAIL of USERS with MaxStringLengthExceeded: Length of string (6) "
                             "exceeds maximum field length (5). "
                             "The field MAIL takes 5 characters. The row for USERS is left out."));
        QCOMPARE(prepared.omissions()[0].span.of(event), std::string_view("\"a@b.cd\""));
        QCOMPARE(prepared.problems()[0].path, std::string("/userId"));
        QCOMPARE(prepared.omissions()[1].code, std::string("Unknown"));
        QCOMPARE(prepared.problems()[1].path, std::string("/traits/age"));
        const Explanation explanation = explain(prepared, withAudience());
        const auto audience = std::find_if(explanation.notFired.begin(), explanation.notFired.end(),
                                           [](const NotFired &rule) { return rule.ruleId == "audience-upsert"; });
        QVERIFY(audience != explanation.notFired.end());
        QCOMPARE(audience->because, prepared.omissions()[0].reason);

        QCOMPARE(preparer.prepare(identify("a@b.c", "1")).deliveries().size(), 2U);
        QVERIFY(prepared.heldBack().empty() && prepared.omissions().empty() && prepared.problems().empty());
    }

    void whereEveryRowWouldBeRefusedTheEventIs()
    {
        Preparer preparer(withAudience());
        const Prepared &prepared = preparer.prepare(identify("too long", "{}"));
        QCOMPARE(prepared.verdict(), Verdict::Refused);
        QCOMPARE(prepared.deliveries().size(), 2U);
        QCOMPARE(prepared.refusals().size(), 3U);
        QCOMPARE(prepared.refusals().front().delivery, 0U);
        QCOMPARE(prepared.refusals().back().delivery, 1U);
        QVERIFY(prepared.heldBack().empty() && prepared.omissions().empty());
    }

    void ofSeveralRowsThatSettingsAddThoseStayBehindThatMust()
    {
        Destination destination = withAudience();
        const auto rule = [](const std::string &name) {
            return "{'id':'" + name + "','when':{'setting':'audienceListApiName'},'trigger':'type = \\'identify\\''," +
                   "'operation':'load','list':'" + name + "','keyFields':['MAIL'],'columns':[{'name':'MAIL'," +
                   "'value':{'@path':'$.userId'}}]}";
        };
        const std::string rules = rule("R1") + ',' + rule("R2") + ',' + rule("R3");
        const auto preset =
            Preset::compile(json_("{'version':1,'name':'P','integrations':[],'rules':[" + rules + "]}"));
        QVERIFY2(preset, preset ? "" : preset.error().message.c_str());
        destination.preset = *preset;
        destination.fields = std::make_shared<const KnownFields>(KnownFields{{"R1", {{"MAIL", DataType::Text, 3}}},
                                                                             {"R2", {{"MAIL", DataType::Text, 9}}},
                                                                             {"R3", {{"MAIL", DataType::Text, 4}}}});
        const Prepared prepared = prepare(identify("12345", "1"), destination);
        QCOMPARE(prepared.verdict(), Verdict::Ready);
        QCOMPARE(prepared.deliveries().size(), 1U);
        QCOMPARE(prepared.deliveries().front().list, std::string("R2"));
        QCOMPARE(prepared.heldBack().size(), 2U);
        for (std::size_t i = 0; i < 2; ++i) {
            QCOMPARE(prepared.refusalsOfHeldBack()[i].delivery, i);
            QCOMPARE(prepared.omissions()[i].ruleId, prepared.heldBack()[i].ruleId);
        }
        QCOMPARE(prepared.heldBack().back().list, std::string("R3"));
        // Where all would stay behind, there is nothing that they could stay behind of.
        QCOMPARE(prepare(identify("1234567890", "1"), destination).verdict(), Verdict::Refused);
    }
};

QTEST_APPLESS_MAIN(TestFieldFit)
#include "tst_field_fit.moc"
