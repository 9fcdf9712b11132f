// Why a rule did not fire and a column stayed empty.
#include <destination/explain.h>

#include <QTest>

using namespace smc;
using namespace smc::destination;

namespace {

std::string json_(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

Destination withPreset(const std::string &rules)
{
    Destination destination;
    destination.settings.allowedEvents = {"Order"};
    destination.settings.sendGroupEvents = true;
    const auto preset = Preset::compile(json_("{'version':1,'name':'test','integrations':[],'rules':[" + rules + "]}"));
    if (preset)
        destination.preset = *preset;
    else
        qWarning("%s", preset.error().message.c_str());
    return destination;
}

std::string rule(const std::string &id, const std::string &trigger, const std::string &columns)
{
    return "{'id':'" + id + "','trigger':'" + trigger + "','operation':'load','list':'L','keyFields':[],'columns':[" +
           columns + "]}";
}

std::string column(const std::string &name, const std::string &path)
{
    return "{'name':'" + name + "','value':{'@path':'" + path + "'}}";
}

/// "MAIL $.traits.e_mail ~ $.traits.email"
std::string emptyInWords(const Prepared &prepared, const Destination &destination)
{
    std::string words;
    for (const EmptyColumn &empty : explain(prepared, destination).empty) {
        words += words.empty() ? "" : "; ";
        words += prepared.deliveries()[empty.delivery].columns[empty.column] + ' ' + empty.path;
        words += empty.isNull ? " null" : "";
        words += empty.nearest.empty() ? "" : " ~ " + empty.nearest;
    }
    return words;
}

} // namespace

class TestExplain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLengthThatIsNotMetIsToldWithWhatHasIt()
    {
        const Destination destination =
            withPreset(rule("first", "properties.tags.length > 2 and properties.name.length = 9", column("A", "$.x")));
        const Prepared prepared = prepare(
            json_("{'type':'identify','userId':'u','properties':{'tags':['a', 'b'],'name':'Ada'}}"), destination);
        const Explanation explanation = explain(prepared, destination);
        QCOMPARE(explanation.notFired.size(), 1U);
        const std::vector<mapping::Unmet> &unmet = explanation.notFired.front().unmet;
        QCOMPARE(unmet.size(), 2U);
        QCOMPARE(mapping::valueAsJson(unmet[0]), std::string("2"));
        QCOMPARE(unmet[0].actual.raw(), std::string_view("[\"a\", \"b\"]"));
        QCOMPARE(mapping::valueInWords(unmet[1]), std::string("3"));
        QCOMPARE(unmet[1].actual.raw(), std::string_view("\"Ada\""));
        QVERIFY(mapping::valueAsJson({"c", "$.x", {}}).empty());
    }

    void theFailingPartOfATriggerIsNamedWithWhatStandsThere_data()
    {
        QTest::addColumn<QByteArray>("sentence");
        const auto row = [](const char *trigger, const char *sentence) {
            QTest::newRow(trigger) << QByteArray(sentence);
        };
        row("type = \\'track\\'", "`type = \"track\"` does not hold: type is \"identify\".");
        row("type = \\'identify\\' and traits.vip = true",
            "`traits.vip = true` does not hold: there is no traits.vip.");
        row("traits.age > 40 and traits.name = \\'Bob\\'",
            "`traits.age > 40` does not hold: traits.age is 36. `traits.name = \"Bob\"` does not hold: traits.name is "
            "\"Ada\".");
        row("type = \\'track\\' or type = \\'page\\'",
            "`type = \"track\" or type = \"page\"` does not hold: type is \"identify\".");
        row("type = \\'identify\\' and (traits.name = \\'Bob\\' or contains(userId, \\'x\\'))",
            "`traits.name = \"Bob\" or contains(userId, \"x\")` does not hold: traits.name is \"Ada\", userId is "
            "\"u\".");
        row("type = \\'track\\' or (type = \\'identify\\' and traits.vip = true)",
            "`type = \"track\" or (type = \"identify\" and traits.vip = true)` does not hold: type is \"identify\", "
            "there "
            "is no traits.vip.");
        row("traits.name = \\'Bob\\' or (userId = \\'u\\' and traits.age > 40)",
            "`traits.name = \"Bob\" or (userId = \"u\" and traits.age > 40)` does not hold: traits.name is \"Ada\", "
            "traits.age is 36.");
        row("userId in [\\'u\\']", "`userId in …` never holds, as Segment knows no such operator: userId is \"u\".");
        row("traits.name like \\'Ada\\'",
            "`traits.name like …` never holds, as Segment knows no such operator: traits.name is \"Ada\".");
        row("match(userId, \\'A*\\')", "`match(userId, \"A*\")` does not hold: userId is \"u\".");
        row("!contains(traits.missing, \\'x\\')",
            "`!contains(traits.missing, \"x\")` does not hold: there is no traits.missing.");
        row("traits.address = null", "`traits.address = null` does not hold: traits.address is an object.");
        row("traits.name.length = 9", "`traits.name.length = 9` does not hold: traits.name.length is 3.");
    }

    void theFailingPartOfATriggerIsNamedWithWhatStandsThere()
    {
        QFETCH(QByteArray, sentence);
        const Destination destination = withPreset(rule("first", QTest::currentDataTag(), column("A", "$.userId")) +
                                                   ',' + rule("second", "userId != null", column("A", "$.userId")));
        const Prepared prepared = prepare(
            json_("{'type':'identify','userId':'u','traits':{'age':36,'name':'Ada','address':{}}}"), destination);
        QCOMPARE(prepared.verdict(), Verdict::Ready);
        const Explanation explanation = explain(prepared, destination);
        QCOMPARE(explanation.notFired.size(), 1U);
        QCOMPARE(explanation.notFired.front().ruleId, std::string("first"));
        QCOMPARE(explanation.notFired.front().because, sentence.toStdString());
        QVERIFY(!explanation.notFired.front().unmet.empty());
        for (const mapping::Unmet &unmet : explanation.notFired.front().unmet) {
            if (unmet.condition.ends_with("…"))
                continue; // Of an operator that Segment does not know.
            const auto alone = mapping::Trigger::compile(unmet.condition);
            QVERIFY2(alone && !alone->matches(prepared.event().root()), unmet.condition.c_str());
        }
    }

    void anEventThatNoRuleTakesSaysWhyForEach()
    {
        const Destination destination = withPreset(rule("a", "type = \\'identify\\' and traits.vip = true", "") + ',' +
                                                   rule("b", "type = \\'page\\'", ""));
        const Prepared prepared = prepare(json_("{'type':'identify','userId':'u'}"), destination);
        QCOMPARE(prepared.discard()->code, std::string("NO_MATCHING_MAPPING"));
        QCOMPARE(explain(prepared, destination).notFired.size(), 2U);
    }

    void aCallTypeThatNoRuleCouldTakeIsUnsupported()
    {
        const Destination destination =
            withPreset(rule("a", "type = \\'track\\'", "") + ',' +
                       rule("b", "type = \\'page\\' and (name = \\'x\\' or name = \\'y\\')", ""));
        const std::string text = json_("{'userId':'u','type':'identify'}");
        const Prepared prepared = prepare(text, destination);
        QCOMPARE(prepared.discard()->code, std::string("UNSUPPORTED_EVENT_TYPE"));
        QCOMPARE(prepared.discard()->reason,
                 std::string("The preset \"test\" has no rule for identify calls, so none is sent."));
        QCOMPARE(prepared.discard()->span.of(text), std::string_view("\"identify\""));
        QCOMPARE(explain(prepared, destination).notFired.size(), 2U);
    }

    void aRuleThatIsOffNamesTheSettingThatIsMissing()
    {
        Destination destination;
        const Prepared prepared = prepare(json_("{'type':'identify','userId':'u'}"), destination);
        const Explanation explanation = explain(prepared, destination);
        bool isNamed = false;
        for (const NotFired &notFired : explanation.notFired)
            isNamed |= notFired.ruleId == "audience-upsert" &&
                       notFired.because == "The audience list is not set, so this rule is off.";
        QVERIFY(isNamed);
    }

    void eventsThatNoRuleWasAskedAboutHaveNoExplanation()
    {
        const Destination destination;
        for (const char *event :
             {"{'type':'nope'}", "{'type':'track','userId':'u','event':'Not Allowed'}", "no JSON"}) {
            const Prepared prepared = prepare(json_(event), destination);
            QVERIFY(prepared.verdict() != Verdict::Ready);
            QVERIFY(explain(prepared, destination).notFired.empty());
        }
    }

    void anEmptyColumnNamesThePathAndTheNearestOne_data()
    {
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *path, const char *expected) { QTest::newRow(path) << QByteArray(expected); };
        row("$.traits.e_mail", "C $.traits.e_mail ~ $.traits.email");
        row("$.traits.firstName", "C $.traits.firstName ~ $.traits.first_name");
        row("$.traits.emial", "C $.traits.emial ~ $.traits.email");
        row("$.properties.email", "C $.properties.email ~ $.traits.email");
        row("$.Traits.email", "C $.Traits.email ~ $.traits.email");
        row("$.traits.address.town", "C $.traits.address.town");
        row("$.traits.nothing", "C $.traits.nothing null");
        row("$.traits.adress.city", "C $.traits.adress.city ~ $.traits.address.city");
        row("$.city", "C $.city ~ $.traits.address.city");
        row("$.traits.Fav Color", "C $.traits['Fav Color'] ~ $.traits['fav color']");
        row("$.traits.email", "");
    }

    void anEmptyColumnNamesThePathAndTheNearestOne()
    {
        QFETCH(QByteArray, expected);
        const Destination destination = withPreset(rule("r", "userId != null", column("C", QTest::currentDataTag())));
        const Prepared prepared =
            prepare(json_("{'type':'identify','userId':'u','traits':{'email':'a@b.c','first_name':'Ada','nothing':null,"
                          "'address':{'city':'Gent'},'fav color':'red'}}"),
                    destination);
        QCOMPARE(emptyInWords(prepared, destination), expected.toStdString());
    }

    void aNameThatIsAnotherIsNotSuggested_data()
    {
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *path, const char *expected) { QTest::newRow(path) << QByteArray(expected); };
        // What describes a library, a page or a company is not the call's own.
        row("$.name", "C $.name");
        row("$.properties.url", "C $.properties.url");
        row("$.version", "C $.version");
        row("$.company.name", "C $.company.name ~ $.traits.company.name");
        row("$.properties.library.version", "C $.properties.library.version ~ $.context.library.version");
        row("$.properties.id", "C $.properties.id ~ $.traits.id");
        row("$.properties.locale", "C $.properties.locale ~ $.context.locale");
        // Other words, and other numbers.
        row("$.traits.age", "C $.traits.age");
        row("$.traits.gender", "C $.traits.gender");
        row("$.traits.min_price", "C $.traits.min_price");
        row("$.traits.address2", "C $.traits.address2");
        row("$.traits.lineItem9", "C $.traits.lineItem9");
        row("$.traits.email", "C $.traits.email ~ $.traits.mail");
        row("$.traits.phone", "C $.traits.phone ~ $.traits.phones");
        row("$.traits.max_prise", "C $.traits.max_prise ~ $.traits.max_price");
        row("$.traits.sku", "C $.traits.sku ~ $.traits.skus");
    }

    void aNameThatIsAnotherIsNotSuggested()
    {
        QFETCH(QByteArray, expected);
        const Destination destination = withPreset(rule("r", "userId != null", column("C", QTest::currentDataTag())));
        const Prepared prepared = prepare(
            json_("{'type':'identify','userId':'u','context':{'library':{'name':'x','version':'1'},'locale':'en',"
                  "'page':{'url':'http://x'}},'traits':{'id':4,'company':{'name':'Acme'},'page':1,'sender':'s',"
                  "'max_price':2,'address1':'a','lineItem1':1,'mail':'a@b.c','phones':'1','skus':'k'}}"),
            destination);
        QCOMPARE(emptyInWords(prepared, destination), expected.toStdString());
    }

    void everyPathOfAnEmptyColumnIsNamed()
    {
        const Destination destination =
            withPreset(rule("r", "userId != null",
                            "{'name':'C','value':{'@if':{'exists':{'@path':'$.traits.a'},'then':{'@path':'$.traits.a'},"
                            "'else':{'@path':'$.traits.b'}}}}"));
        const Prepared prepared = prepare(json_("{'type':'identify','userId':'u','traits':{}}"), destination);
        QCOMPARE(emptyInWords(prepared, destination), std::string("C $.traits.a; C $.traits.b"));
    }

    void anEmptyTextNamesThePathsThatItLacks()
    {
        const Destination destination =
            withPreset(rule("r", "userId != null",
                            "{'name':'C','value':{'@template':'{{traits.frist}}{{traits.missing}}'}},"
                            "{'name':'D','value':{'@path':'$.traits.empty'}}"));
        const Prepared prepared =
            prepare(json_("{'type':'identify','userId':'u','traits':{'first':'Ada','empty':''}}"), destination);
        QCOMPARE(emptyInWords(prepared, destination),
                 std::string("C $.traits.frist ~ $.traits.first; C $.traits.missing"));
    }

    void anEmptyObjectOrArrayNamesThePathsThatItLacks()
    {
        const Destination destination = withPreset(
            rule("r", "userId != null",
                 "{'name':'M','value':{'@merge':{'direction':'right','objects':[{'@path':'$.traits.adress'}]}}},"
                 "{'name':'F','value':{'@flatten':{'separator':'.','value':{'@path':'$.traits.contacts'}}}},"
                 "{'name':'A','value':{'@arrayPath':['$.traits.list',{'n':{'@path':'$.n'}}]}},"
                 "{'name':'O','value':{'@path':'$.traits.none'}}"));
        const Prepared prepared = prepare(json_("{'type':'identify','userId':'u','traits':{'address':{'city':'Gent'},'"
                                                "contact':{},'list':[],'none':{}}}"),
                                          destination);
        QCOMPARE(std::string(prepared.deliveries()[0].row[0].json), std::string("{}"));
        QCOMPARE(emptyInWords(prepared, destination),
                 std::string("M $.traits.adress ~ $.traits.address; F $.traits.contacts ~ $.traits.contact"));
    }

    void thePiecesOfAValueStandInTheEventThatCameBeforeTheFilters()
    {
        Destination destination = withPreset(
            rule("r", "userId != null",
                 "{'name':'C','value':{'@template':'{{traits.city}}, {{traits.land}}'}},"
                 "{'name':'O','value':{'whole':{'@path':'$.traits'}}},{'name':'P','value':{'@path':'$.userId'}}"));
        json::Document filters;
        QVERIFY(filters
                    .parse(json_("[{'name':'f','if':'all','actions':[{'type':'DROP_PROPERTIES','fields':"
                                 "{'traits':['secret']}}]}]"))
                    .has_value());
        destination.settings.destinationFilters = *Filters::fromJson(filters.root());
        const std::string event =
            json_("{'type':'identify','userId':'u','traits':{'secret':'x','city':'Gent','land':'BE'}}");
        const Prepared prepared = prepare(event, destination);
        const Explanation explanation = explain(prepared, destination);
        QCOMPARE(explanation.parts.size(), 2U);
        const mapping::Parts &words = explanation.parts.front().parts;
        QCOMPARE(words.size(), 3U);
        QCOMPARE(std::string(words[0].copied.of(event)), std::string("Gent"));
        QVERIFY(words[1].kind == mapping::Origin::Kind::Constant);
        QCOMPARE(std::string(words[2].copied.of(event)), std::string("BE"));
        // What lost a member is no copy any more.
        const mapping::Parts &object = explanation.parts.back().parts;
        QCOMPARE(object.size(), 1U);
        QVERIFY(object[0].kind == mapping::Origin::Kind::Computed && object[0].copied.isEmpty());
        QVERIFY(object[0].sources.front().document() == &prepared.event().document());
    }

    void largeEventsAreSearchedOnlySoFar()
    {
        std::string traits;
        for (int i = 0; i < 20000; ++i)
            traits += (i > 0 ? ",'k" : "'k") + std::to_string(i) + "':1";
        json::Document document;
        QVERIFY(document.parse(json_("{'traits':{" + traits + "}}")).has_value());
        QCOMPARE(nearestPath(document.root(), {{"traits", {}}, {"email", {}}}), std::string());
    }
};

QTEST_APPLESS_MAIN(TestExplain)
#include "tst_explain.moc"
