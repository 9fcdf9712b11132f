// What the engine tells beside its results: hints, filters, reasons.
#include "smcctl_process.h"

#include <QTest>

#include <set>

using namespace smc::test;

class TestCliEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchNamesTheOdditiesOfATrigger()
    {
        const Ran ran =
            m_smcctl.run({"match", "--lint"}, json("{'trigger':'!(type = \\'track\\')','payload':{'type':'track'}}\n"
                                                   "{'trigger':'type = \\'track\\''}\n"
                                                   "{'trigger':'messageId = \\'m\\'','payload':{}}\n"
                                                   "{'payload':{}}\n"));
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.lines().size(), 4);
        const Line negated(ran.lines().at(0));
        QCOMPARE(negated.raw("/match"), std::string("true"));
        QCOMPARE(negated.text("/hints/0/code"), std::string("negated_group_ignored"));
        QCOMPARE(negated.text("/hints/0/severity"), std::string("warning"));
        QCOMPARE(negated.raw("/hints/0/range"), std::string("[0,1]"));
        QVERIFY(!negated.text("/hints/0/message").empty());
        QCOMPARE(ran.lines().at(1), QByteArray(json("{'hints':[]}")));
        const Line refused(ran.lines().at(2));
        QVERIFY(!refused.text("/error").empty());
        QCOMPARE(refused.text("/hints/0/code"), std::string("field_unsupported"));
        QVERIFY(Line(ran.lines().at(3)).text("/error").find("\"trigger\"") != std::string::npos);
    }

    void mapAppliesTheFiltersOfAProfile()
    {
        const QByteArray filters =
            json("[{'name':'No tests','if':'match(event, \\'Test*\\')','actions':[{'type':'DROP'}]},"
                 "{'name':'No email','if':'all','actions':[{'type':'DROP_PROPERTIES','fields':{'traits':['email']}}]}]")
                .replace("\\\"", "'");
        const Ran set = m_smcctl.run({"profile", "set", "Filtered", "--environment", "staging", "--set",
                                      "allowedEvents=[\"Test 1\",\"Real\"]", "--set",
                                      "destinationFilters=" + QString::fromUtf8(filters)});
        QCOMPARE(set.code, 0);
        QCOMPARE(Line(set.out).text("/settings/destinationFilters/1/name"), std::string("No email"));
        const Ran ran = m_smcctl.run({"--profile", "Filtered", "map", "--explain"},
                                     json("{'type':'track','event':'Test 1','userId':'u'}\n"
                                          "{'type':'track','event':'Real','userId':'u'}\n"
                                          "{'type':'identify','userId':'u','traits':{'email':'a@b.c','n':1}}\n"));
        QCOMPARE(ran.code, 0);
        const Line dropped(ran.lines().at(0));
        QCOMPARE(dropped.text("/discarded/code"), std::string("FILTERED_BY_RULES"));
        QVERIFY(dropped.text("/discarded/reason").find("No tests") != std::string::npos);
        QVERIFY(Line(ran.lines().at(1)).raw("/removed").empty());
        const Line identify(ran.lines().at(2));
        QCOMPARE(identify.raw("/removed"), json("[{'path':'/traits/email','filter':'No email'}]").toStdString());
        QVERIFY(!ran.lines().at(2).contains("a@b.c"));
    }

    void mapSaysWhatThePiecesOfAValueCameFrom()
    {
        const QString preset = m_smcctl.write(
            "preset.json",
            json("{'version':1,'name':'Pieces','integrations':[],'rules':[{'id':'r','trigger':'userId != null',"
                 "'operation':'load','list':'L','keyFields':[],'columns':[{'name':'A','value':{'@arrayPath':["
                 "'$.traits.list',{'n':{'@template':'#{{id}}'}}]}}]}]}"));
        const QString profile = m_smcctl.write(
            "pieces.json", json("{'name':'P','environment':'sandbox','settings':{'presetFile':'" + preset.toUtf8() +
                                "','smcAdminUrl':'https://acme.slgnt.eu/',"
                                "'organization':'DEMO','allowedEvents':[]}}"));
        const QByteArray event = json("{'type':'identify','userId':'u','traits':{'list':[{'id':'x1'}]}}");
        const Ran ran = m_smcctl.run({"--profile", profile, "map", "--explain"}, event);
        const Line line(ran.out);
        QVERIFY2(line["/deliveries/0/row/0"].exists(), ran.out + ran.err);
        QCOMPARE(line.raw("/deliveries/0/row/0"), json("[{'n':'#x1'}]").toStdString());
        QCOMPARE(line.text("/deliveries/0/origins/0/by"), std::string("@arrayPath"));
        QCOMPARE(line.text("/deliveries/0/origins/0/sources/0/path"), std::string("/traits/list"));
        const std::string parts = "/deliveries/0/origins/0/parts";
        QCOMPARE(line.text(parts + "/1/by"), std::string("@template"));
        QCOMPARE(line.text(parts + "/2/kind"), std::string("constant"));
        QCOMPARE(line.text(parts + "/3/kind"), std::string("event"));
        QCOMPARE(line.text(parts + "/3/sources/0/path"), std::string("/traits/list/0/id"));
        const auto begin = line[parts + "/3/copied/0"].integer();
        QVERIFY(begin.has_value());
        QCOMPARE(event.mid(static_cast<qsizetype>(*begin), 2), QByteArray("x1"));
    }

    void aNameThatTheEventChoosesIsItsOwn()
    {
        const QString preset = m_smcctl.write(
            "chosen.json",
            json("{'version':1,'name':'Chosen','integrations':[],'rules':[{'id':'r','trigger':'userId != null',"
                 "'operation':'load','list':'L','keyFields':[],'columns':[{'name':{'what':'a name','from':{'@if':{"
                 "'exists':{'@path':'$.traits.b'},'then':'B','else':'A'}}},'value':{'@path':'$.userId'}}]}]}"));
        const QString profile =
            m_smcctl.write("chosen_profile.json",
                           json("{'name':'P','environment':'sandbox','settings':{'presetFile':'" + preset.toUtf8() +
                                "','smcAdminUrl':'https://acme.slgnt.eu/',"
                                "'organization':'DEMO','allowedEvents':[]}}"));
        const Ran ran =
            m_smcctl.run({"--profile", profile, "map"}, json("{'type':'identify','userId':'u'}\n"
                                                             "{'type':'identify','userId':'u','traits':{'b':1}}\n"
                                                             "{'type':'identify','userId':'u','traits':{}}\n"));
        QCOMPARE(ran.lines().size(), 3);
        for (const auto &[line, name] : {std::pair(0, "A"), std::pair(1, "B"), std::pair(2, "A")})
            QCOMPARE(Line(ran.lines().at(line)).text("/deliveries/0/columns/0"), std::string(name));
    }

    void mapExplainsWhyNot()
    {
        const QString profile = m_smcctl.write("demo.json", demoProfile());
        const Ran ran = m_smcctl.run({"--profile", profile, "map", "--explain"},
                                     json("{'type':'identify','userId':'u','message_id':'m-1','traits':null}"));
        QCOMPARE(ran.code, 0);
        const Line line(ran.out);
        bool hasGroup = false;
        for (const smc::json::Value rule : line["/notFired"]) {
            if (rule.find("because").text() != "`type = \"group\"` does not hold: type is \"identify\".")
                continue;
            hasGroup = true;
            QCOMPARE(rule.find("unmet").at(0).find("condition").text(), std::string("type = \"group\""));
            QCOMPARE(std::string(rule.find("unmet").at(0).find("value").raw()), std::string("\"identify\""));
        }
        QVERIFY2(hasGroup, ran.out.constData());
        // The rules by their descriptions in the preset, those that made a row first.
        QCOMPARE(line["/fired"].size(), line["/deliveries"].size());
        QCOMPARE(line.text("/fired/0/rule"), std::string("event-row"));
        QVERIFY(!line.text("/fired/0/description").empty());
        QVERIFY(!line.text("/notFired/0/description").empty());
        QCOMPARE(line.text("/deliveries/0/origins/0/kind"), std::string("nothing"));
        QCOMPARE(line.text("/deliveries/0/origins/1/kind"), std::string("event"));
        QCOMPARE(line.text("/empty/0/column"), std::string("MESSAGE_ID"));
        QCOMPARE(line.text("/empty/0/path"), std::string("$.messageId"));
        QCOMPARE(line.text("/empty/0/nearest"), std::string("$.message_id"));
        QVERIFY(!m_smcctl.run({"--profile", profile, "map"}, json("{'type':'identify','userId':'u'}"))
                     .out.contains("notFired"));
    }

    void mapChecksValuesByTheFieldsOfAList()
    {
        const QString profile = m_smcctl.write("demo.json", demoProfile());
        const QString fields = m_smcctl.write(
            "fields.json",
            json("{'fields':[{'name':'USER_ID','data_type':'Text','length':3},"
                 "{'name':'SENT_AT','data_type':'Date'},{'name':'TYPE','data_type':'Text','length':20}]}"));
        const Ran ran = m_smcctl.run({"--profile", profile, "map", "--fields", fields},
                                     json("{'type':'identify','userId':'u-12','sentAt':'2026-01-31T10:00:00Z'}"));
        QCOMPARE(ran.code, 1);
        const Line line(ran.out);
        // First the columns that the list does not have, each once; then the values.
        const std::size_t unknown = line["/deliveries/0/columns"].size() - 3;
        QCOMPARE(line["/refused"].size(), unknown + 1);
        QVERIFY(!line["/unknown"]);
        QCOMPARE(line.text("/refused/0/column"), std::string("MESSAGE_ID"));
        QCOMPARE(line.text("/refused/0/validation_code"), std::string("ERR_VALIDATION"));
        QCOMPARE(line.text("/refused/0/message"),
                 std::string("Field 'MESSAGE_ID' does not exist on list 'segment_events'"));
        const std::string refused = "/refused/" + std::to_string(unknown);
        QCOMPARE(line.text(refused + "/column"), std::string("USER_ID"));
        QCOMPARE(line.text(refused + "/validation_code"), std::string("MaxStringLengthExceeded"));
        QCOMPARE(line.text(refused + "/path"), std::string("/userId"));
        QVERIFY(!line.text(refused + "/advice").empty());
        QCOMPARE(line.raw("/converted"), json("[{'delivery':0,'column':'SENT_AT','type':'Date','from':"
                                              "'2026-01-31T10:00:00Z','value':'2026-01-31'}]")
                                             .toStdString());
        QVERIFY(line.raw("/deliveries/0/row").find(json("'2026-01-31'").toStdString()) != std::string::npos);
        std::set<std::string> columns;
        for (const smc::json::Value each : line["/refused"])
            columns.insert(each.find("column").text());
        QCOMPARE(columns.size(), line["/refused"].size());
        QVERIFY(!line["/refused/0/nearest"]);

        const QString misspelt = m_smcctl.write("misspelt.json", json("{'fields':[{'name':'USERID','data_type':'Text'},"
                                                                      "{'name':'TYPE','data_type':'Text'}]}"));
        const Ran near = m_smcctl.run({"--profile", profile, "map", "--fields", misspelt},
                                      json("{'type':'identify','userId':'u-12'}"));
        bool isMeant = false;
        const Line meant(near.out);
        for (const smc::json::Value each : meant["/refused"])
            isMeant |= each.find("column").textIs("USER_ID") && each.find("nearest").textIs("USERID");
        QVERIFY2(isMeant, near.out.constData());

        QByteArray all = "{\"fields\":[{\"name\":\"user_id\",\"data_type\":\"Text\",\"length\":3},"
                         "{\"name\":\"SENT_AT\",\"data_type\":\"Date\"}";
        for (const smc::json::Value column : line["/deliveries/0/columns"]) {
            if (!column.textIs("SENT_AT") && !column.textIs("USER_ID"))
                all += ",{\"name\":" + QByteArray::fromStdString(std::string(column.raw())) +
                       ",\"data_type\":\"LongText\"}";
        }
        const QString whole = m_smcctl.write("whole.json", all + "]}");
        const Ran good = m_smcctl.run({"--profile", profile, "map", "--explain", "--fields", whole},
                                      json("{'type':'identify','userId':'u-1','sentAt':'2026-01-31T10:00:00Z'}"));
        QCOMPARE(good.code, 0);
        QVERIFY2(
            good.out.contains(json("'range':[43,65]}],'converted':{'from':'2026-01-31T10:00:00Z','type':'Date'}}")),
            good.out.constData());
        const Ran wrong =
            m_smcctl.run({"--profile", profile, "map", "--fields", m_smcctl.write("bad.json", "[1")}, "{}");
        QCOMPARE(wrong.code, 2);
        QVERIFY(wrong.err.contains("bad.json"));
    }

    void aRowForTheAudienceThatSmcWouldRefuseIsLeftOutByItself()
    {
        const QString profile = m_smcctl.write(
            "audience.json", json("{'name':'A','environment':'sandbox','settings':{'audienceListApiName':'USERS',"
                                  "'audienceKeyFields':['MAIL']}}"));
        const QString fields = m_smcctl.write("fields.json", json("{'USERS':[{'name':'MAIL','data_type':'Text',"
                                                                  "'length':5}]}"));
        const Ran ran = m_smcctl.run({"--profile", profile, "map", "--explain", "--fields", fields},
                                     json("{'type':'identify','userId':'too long'}\n{'type':'identify','userId':'u'}"));
        QCOMPARE(ran.code, 1);
        const Line line(ran.lines().at(0));
        QCOMPARE(line["/deliveries"].size(), std::size_t(1));
        QCOMPARE(line.text("/deliveries/0/list"), std::string("segment_events"));
        QCOMPARE(line.raw("/refused"), std::string("[]"));
        QCOMPARE(line["/omitted"].size(), std::size_t(1));
        QCOMPARE(line.text("/omitted/0/rule"), std::string("audience-upsert"));
        QCOMPARE(line.text("/omitted/0/extent"), std::string("delivery"));
        QCOMPARE(line.text("/omitted/0/code"), std::string("MaxStringLengthExceeded"));
        QCOMPARE(line.raw("/omitted/0/range"), std::string("[28,38]"));
        QVERIFY2(line.text("/omitted/0/reason").ends_with("The row for USERS is left out."), ran.out.constData());
        QCOMPARE(line.text("/problems/0/severity"), std::string("warning"));
        QCOMPARE(line.text("/problems/0/path"), std::string("/userId"));
        for (const smc::json::Value rule : line["/notFired"]) {
            if (rule.find("rule").textIs("audience-upsert"))
                QCOMPARE(rule.find("because").text(), line.text("/omitted/0/reason"));
        }
        QCOMPARE(Line(ran.lines().at(1))["/deliveries"].size(), std::size_t(2));
        QVERIFY2(ran.err.contains("No row for the list USERS: 1 event."), ran.err.constData());
    }

    void filtersOfTheWrongShapeAreRefused()
    {
        const Ran ran = m_smcctl.run({"profile", "set", "Wrong", "--environment", "staging", "--set",
                                      "destinationFilters=[{\"name\":\"x\",\"if\":\"all\",\"actions\":[]}]"});
        QVERIFY(ran.code != 0);
        QVERIFY2(ran.err.contains("has no action"), ran.err.constData());
    }

private:
    Smcctl m_smcctl;
};

QTEST_GUILESS_MAIN(TestCliEngine)
#include "tst_cli_engine.moc"
