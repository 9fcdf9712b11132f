// Destination filters: what an event loses on the way, and whether it comes through at all.
#include <destination/prepare.h>
#include <destination/unused.h>
#include <json/pointer.h>
#include <mapping/plan.h>

#include <QTest>

#include <set>

using namespace smc;
using namespace smc::destination;

namespace {

/// JSON with single quotes.
std::string json_(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    std::replace(text.begin(), text.end(), '`', '\'');
    return text;
}

Destination withFilters(const std::string &filters)
{
    Destination destination;
    const auto settings =
        Settings::fromJson(json_("{'allowedEvents':['Order Completed'],'sendGroupEvents':true,'destinationFilters':") +
                           json_(filters) + "}");
    if (settings)
        destination.settings = *settings;
    else
        qWarning("%s (%s)", settings.error().message.c_str(), settings.error().where.c_str());
    return destination;
}

const std::string Identify =
    json_("{'type':'identify','userId':'u-1','messageId':'m-1','traits':{'email':'a@acme.com',"
          "'name':'Ada','age':1.00},'context':{'ip':'1.2.3.4','traits':{'email':'a@acme.com'}}}");

const Cell *cell(const Prepared &prepared, const std::string &column)
{
    for (const Delivery &delivery : prepared.deliveries()) {
        for (std::size_t i = 0; i < delivery.columns.size(); ++i) {
            if (delivery.columns[i] == column)
                return &delivery.row[i];
        }
    }
    return nullptr;
}

std::string cellText(const Prepared &prepared, const std::string &column)
{
    const Cell *found = cell(prepared, column);
    return found == nullptr ? "no such column" : std::string(found->json);
}

std::string settingsError(const std::string &filters)
{
    const auto settings = Settings::fromJson(json_("{'destinationFilters':" + filters + "}"));
    return settings ? "fine" : settings.error().code + ' ' + settings.error().where;
}

} // namespace

class TestFilters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDroppedEventNamesTheFilterAndTheCondition()
    {
        const Destination destination =
            withFilters("[{'name':'No staff','if':'contains(traits.email, `@acme.com`)','actions':[{'type':'DROP'}]}]");
        const Prepared prepared = prepare(Identify, destination);
        QCOMPARE(prepared.verdict(), Verdict::Discarded);
        QCOMPARE(prepared.discard()->code, std::string("FILTERED_BY_RULES"));
        QVERIFY(prepared.discard()->reason.find("No staff") != std::string::npos);
        QVERIFY(prepared.discard()->reason.find("contains(traits.email, '@acme.com')") != std::string::npos);
        QCOMPARE(std::string(prepared.discard()->span.of(Identify)), std::string("\"a@acme.com\""));
        std::string other = Identify;
        other.replace(other.find("acme"), 4, "gent");
        QCOMPARE(prepare(other, destination).verdict(), Verdict::Ready);
    }

    void aStoppedEventTellsWhichFilterItWasAlsoAmongNamesakes()
    {
        const std::string other = "{'name':'N','if':'type = `group`','actions':[{'type':'DROP'}]}";
        const std::string drop = "{'name':'N','if':'all','actions':[{'type':'DROP'}]}";
        const std::string sample = "{'name':'N','if':'all','actions':[{'type':'SAMPLE','percent':0}]}";
        const std::string broken = "{'name':'N','if':'type ==','actions':[{'type':'DROP'}]}";
        QVERIFY(prepare(Identify, withFilters('[' + other + ',' + drop + ']')).discard()->filter == 1U);
        QVERIFY(prepare(Identify, withFilters('[' + drop + ',' + sample + ']')).discard()->filter == 1U);
        QVERIFY(prepare(Identify, withFilters('[' + drop + ',' + other + ',' + broken + ']')).discard()->filter == 2U);
        const std::string cut =
            "{'name':'N','if':'all','actions':[{'type':'DROP_PROPERTIES','fields':{'traits':['email']}}]}";
        const Prepared prepared = prepare(Identify, withFilters('[' + other + ',' + cut + ']'));
        QCOMPARE(prepared.removals().size(), 1U);
        QCOMPARE(prepared.removals().front().index, std::size_t(1));
        QVERIFY(!prepared.discard());
    }

    void filtersComeBeforeTheSettings()
    {
        const Destination destination = withFilters("[{'name':'N','if':'type = `track`','actions':[{'type':'DROP'}]}]");
        const Prepared prepared = prepare(json_("{'type':'track','userId':'u','event':'Not Allowed'}"), destination);
        QCOMPARE(prepared.discard()->code, std::string("FILTERED_BY_RULES"));
    }

    void aFilterThatIsOffDoesNothing()
    {
        const Destination destination =
            withFilters("[{'name':'Off','enabled':false,'if':'all','actions':[{'type':'DROP'}]},"
                        "{'name':'Broken and off','enabled':false,'if':'type ==','actions':[{'type':'DROP'}]}]");
        QVERIFY(destination.settings.destinationFilters.isEmpty());
        QCOMPARE(prepare(Identify, destination).verdict(), Verdict::Ready);
    }

    void aConditionThatCantBeReadDropsEveryEventAndIsAProblemOfTheSettings()
    {
        const Destination destination =
            withFilters("[{'name':'Broken','if':'type == `track`','actions':[{'type':'DROP_PROPERTIES',"
                        "'fields':{'traits':['x']}}]}]");
        const Prepared prepared = prepare(Identify, destination);
        QCOMPARE(prepared.discard()->code, std::string("FILTERED_BY_RULES"));
        QVERIFY(prepared.discard()->reason.find("column 7") != std::string::npos);
        bool isNamed = false;
        for (const SettingsProblem &problem : check(destination.settings))
            isNamed |= problem.setting == "destinationFilters" && problem.error.code == "filter_unreadable";
        QVERIFY(isNamed);
    }

    void droppedPropertiesAreUnseenByTheMappingAndOriginsStayInTheEvent()
    {
        const Destination destination =
            withFilters("[{'name':'No email','if':'all','actions':[{'type':'DROP_PROPERTIES',"
                        "'fields':{'traits':['email'],'context.traits':['email'],'context':['ip']}}]}]");
        const Prepared prepared = prepare(Identify, destination);
        QCOMPARE(prepared.verdict(), Verdict::Ready);
        QCOMPARE(cellText(prepared, "TRAITS"), std::string("\"{\\\"name\\\":\\\"Ada\\\",\\\"age\\\":1.00}\""));
        QVERIFY(cellText(prepared, "PAYLOAD").find("acme") == std::string::npos);
        QVERIFY(cellText(prepared, "PAYLOAD").find("1.2.3.4") == std::string::npos);
        const Cell *user = cell(prepared, "USER_ID");
        QCOMPARE(user->origin.sources.size(), 1U);
        QVERIFY(user->origin.sources[0].document() == &prepared.event().document());
        QCOMPARE(std::string(user->origin.sources[0].span().of(Identify)), std::string("\"u-1\""));
        const Cell *traits = cell(prepared, "TRAITS");
        QCOMPARE(json::pointerTo(traits->origin.sources[0]), std::string("/traits"));
        QVERIFY(traits->origin.sources[0].document() == &prepared.event().document());
        std::set<std::string> removed;
        for (const Removal &removal : prepared.removals()) {
            QCOMPARE(removal.filter, std::string("No email"));
            removed.insert(json::pointerTo(removal.value));
        }
        QCOMPARE(removed, (std::set<std::string>{"/traits/email", "/context/ip", "/context/traits/email"}));
        for (const Unused &unused : unusedValues(prepared, destination))
            QCOMPARE(unused.why, Unused::Why::Filtered);
    }

    void onlyAllowedPropertiesStay()
    {
        const Destination destination =
            withFilters("[{'name':'Few','if':'type = "
                        "`identify`','actions':[{'type':'ALLOW_PROPERTIES','fields':{'traits':['name']}}]}]");
        const Prepared prepared = prepare(Identify, destination);
        QCOMPARE(cellText(prepared, "TRAITS"), std::string("\"{\\\"name\\\":\\\"Ada\\\"}\""));
        QVERIFY(cellText(prepared, "CONTEXT").find("1.2.3.4") != std::string::npos);
    }

    void objectsInArraysLoseTheirMembers()
    {
        const Destination destination =
            withFilters("[{'name':'P','if':'all','actions':[{'type':'DROP_PROPERTIES','fields':{'properties.products':"
                        "['price'],'properties.list.1':['a']}}]}]");
        const Prepared prepared =
            prepare(json_("{'type':'track','event':'Order Completed','userId':'u','properties':{ 'products' : [ { "
                          "'price' : 1 , 'sku' : 'x' } , {'price':2}, 3, {'sku':'y','price':3,'price':4} ],"
                          "'list':[{'a':1},{'a':2,'b':3}]}}"),
                    destination);
        QCOMPARE(cellText(prepared, "PROPERTIES"),
                 std::string("\"{\\\"products\\\":[{\\\"sku\\\":\\\"x\\\"},{},3,{\\\"sku\\\":\\\"y\\\"}],"
                             "\\\"list\\\":[{\\\"a\\\":1},{\\\"b\\\":3}]}\""));
    }

    void aSecondMemberOfTheSameNameDoesNotHide()
    {
        const Destination destination = withFilters(
            "[{'name':'E','if':'all','actions':[{'type':'DROP_PROPERTIES','fields':{'traits':['email']}}]}]");
        const Prepared prepared = prepare(
            json_("{'type':'identify','userId':'u','traits':{'email':'secret'},'traits':{'email':'secret','email':"
                  "'secret','\\u0065mail':'secret','n':1}}"),
            destination);
        QVERIFY(cellText(prepared, "PAYLOAD").find("secret") == std::string::npos);
        QVERIFY(cellText(prepared, "PAYLOAD").find("n") != std::string::npos);
    }

    void samplesComeFirstAndDropsBeforeProperties()
    {
        // The property filter stands first and would hide what the drop looks at.
        const Destination drop =
            withFilters("[{'name':'A','if':'all','actions':[{'type':'DROP_PROPERTIES','fields':{'traits':['email']}}]},"
                        "{'name':'B','if':'traits.email != null','actions':[{'type':'DROP'}]}]");
        QVERIFY(prepare(Identify, drop).discard()->reason.find("\"B\"") != std::string::npos);
        const Destination sample = withFilters("[{'name':'A','if':'all','actions':[{'type':'DROP'}]},"
                                               "{'name':'B','if':'all','actions':[{'type':'SAMPLE','percent':0}]}]");
        QVERIFY(prepare(Identify, sample).discard()->reason.find("\"B\"") != std::string::npos);
        // An allow list sees what a drop of properties left.
        const Destination allow =
            withFilters("[{'name':'A','if':'traits.email != null','actions':[{'type':'ALLOW_PROPERTIES','fields':{"
                        "'traits':['age']}}]},{'name':'B','if':'all','actions':[{'type':'DROP_PROPERTIES','fields':{"
                        "'traits':['email']}}]}]");
        QCOMPARE(cellText(prepare(Identify, allow), "TRAITS"),
                 std::string("\"{\\\"name\\\":\\\"Ada\\\",\\\"age\\\":1.00}\""));
    }

    void aSampleByAPathAlwaysGoesTheSameWay()
    {
        // The first eight bytes of the MD5 digest of "u-1" with its quotes, as a fraction: 0.0661990…
        QVERIFY(qAbs(sampleShare("\"u-1\"") - 0.06619907684824121) < 1e-12);
        QVERIFY(qAbs(sampleShare("5") - 0.8939549624299663) < 1e-12);
        const auto verdict = [](const std::string &percent) {
            const Prepared prepared = prepare(
                Identify, withFilters("[{'name':'S','if':'all','actions':[{'type':'SAMPLE','percent':" + percent +
                                      ",'path':'userId'}]}]"));
            return prepared.verdict();
        };
        QCOMPARE(verdict("0.067"), Verdict::Ready);
        QCOMPARE(verdict("0.066"), Verdict::Discarded);
        QCOMPARE(verdict("1"), Verdict::Ready);
        QCOMPARE(verdict("0"), Verdict::Discarded);
    }

    void aSampleLetsItsPercentageThrough()
    {
        const Destination destination =
            withFilters("[{'name':'Third','if':'all','actions':[{'type':'SAMPLE','percent':0.33}]}]");
        Preparer preparer(destination);
        int ready = 0;
        for (int i = 0; i < 3000; ++i) {
            const std::string event =
                json_("{'type':'identify','userId':'u','messageId':'m-" + std::to_string(i) + "'}");
            ready += preparer.prepare(event).verdict() == Verdict::Ready ? 1 : 0;
        }
        QVERIFY2(ready > 900 && ready < 1080, qPrintable(QString::number(ready)));
    }

    void aSampleSaysWhatItLetsThroughAndByWhat()
    {
        const Prepared out = prepare(Identify, withFilters("[{'name':'Few','if':'all','actions':[{'type':'SAMPLE',"
                                                           "'percent':0.025,'path':'userId'}]}]"));
        QCOMPARE(out.verdict(), Verdict::Discarded);
        QVERIFY2(out.discard()->reason.find("2.5 %") != std::string::npos, out.discard()->reason.c_str());
        QVERIFY(out.discard()->reason.find("`userId`") != std::string::npos);
        QCOMPARE(std::string(out.discard()->span.of(Identify)), std::string("\"u-1\""));
    }

    void filtersThatAreNoneAreRefusedWithTheirPlace()
    {
        QCOMPARE(settingsError("{}"), std::string("filter_malformed /destinationFilters"));
        QCOMPARE(settingsError("[{'if':'all','actions':[{'type':'DROP'}]}]"),
                 std::string("filter_malformed /destinationFilters/0"));
        QCOMPARE(settingsError("[{'name':'x','if':'all','actions':[]}]"),
                 std::string("filter_malformed /destinationFilters/0"));
        QCOMPARE(settingsError("[{'name':'x','if':'all','actions':[{'type':'DROP_EVENT'}]}]"),
                 std::string("filter_malformed /destinationFilters/0/actions/0/type"));
        QCOMPARE(settingsError("[{'name':'x','if':'all','actions':[{'type':'SAMPLE','percent':10}]}]"),
                 std::string("filter_malformed /destinationFilters/0/actions/0/percent"));
        QCOMPARE(settingsError("[{'name':'x','if':'all','actions':[{'type':'DROP_PROPERTIES','fields':{'a':[1]}}]}]"),
                 std::string("filter_malformed /destinationFilters/0/actions/0/fields/a/0"));
        for (const char *fields : {"{}", "{'traits':[]}", "{'traits':[],'':[]}"})
            QCOMPARE(settingsError("[{'name':'x','if':'all','actions':[{'type':'DROP_PROPERTIES','fields':" +
                                   std::string(fields) + "}]}]"),
                     std::string("filter_malformed /destinationFilters/0/actions/0/fields"));
        QCOMPARE(settingsError("[{'name':'x','if':'all','actions':[{'type':'ALLOW_PROPERTIES','fields':{}}]}]"),
                 std::string("filter_malformed /destinationFilters/0/actions/0/fields"));
        // To keep nothing of an object is something.
        QCOMPARE(settingsError("[{'name':'x','if':'all','actions':[{'type':'ALLOW_PROPERTIES',"
                               "'fields':{'traits':[]}}]}]"),
                 std::string("fine"));
        QCOMPARE(settingsError("[{'name':'" + std::string(65, 'x') + "','if':'all','actions':[{'type':'DROP'}]}]"),
                 std::string("filter_malformed /destinationFilters/0/name"));
        std::string many;
        for (int i = 0; i < 11; ++i)
            many += std::string(i > 0 ? "," : "") + "{'name':'x','if':'all','actions':[{'type':'DROP'}]}";
        QCOMPARE(settingsError("[" + many + "]"), std::string("filter_malformed /destinationFilters"));
        QCOMPARE(settingsError("[{'title':'As the API has it','description':'d','if':'all','enabled':true,'actions':"
                               "[{'type':'DROP','path':null}]}]"),
                 std::string("fine"));
    }

    void filtersSurviveTheirFile()
    {
        const Destination destination =
            withFilters("[ {'title':'T','id':7,'if':'all','actions':[{'type':'SAMPLE','percent':0.10}]} ]");
        const std::string written = destination.settings.toJson();
        QVERIFY2(written.find(json_("'destinationFilters':[{'title':'T','id':7,'if':'all','actions':[{'type':'SAMPLE',"
                                    "'percent':0.10}]}]")) != std::string::npos,
                 written.c_str());
        const auto read = Settings::fromJson(written);
        QVERIFY(read.has_value());
        QVERIFY(*read == destination.settings);
        Settings none = *read;
        none.destinationFilters = {};
        QVERIFY(!(none == *read));
        QVERIFY(none.writeInto(written).find("destinationFilters") == std::string::npos);
    }

    void aRefusalBehindAFilterStillShowsItsPlaceInTheEvent()
    {
        const Destination destination = withFilters(
            "[{'name':'F','if':'all','actions':[{'type':'DROP_PROPERTIES','fields':{'traits':['first']}}]}]");
        const std::string group = json_("{'type':'group','userId':'u','groupId':'S','traits':{'first':1,'matchkey':"
                                        "'MAIL','userlist':'LIST','method':'MOVE'}}");
        const Prepared prepared = prepare(group, destination);
        QCOMPARE(prepared.verdict(), Verdict::Discarded);
        QCOMPARE(std::string(prepared.discard()->span.of(group)), std::string("\"MOVE\""));
    }

    void storageIsUsedAgainWithoutOldRemovals()
    {
        Preparer preparer(withFilters("[{'name':'F','if':'userId = `u-1`','actions':[{'type':'DROP_PROPERTIES',"
                                      "'fields':{'traits':['email']}}]}]"));
        QCOMPARE(preparer.prepare(Identify).removals().size(), 1U);
        const std::string other = json_("{'type':'identify','userId':'u-2','traits':{'email':'x'}}");
        const Prepared &second = preparer.prepare(other);
        QVERIFY(second.removals().empty());
        QVERIFY(cellText(second, "TRAITS").find("email") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestFilters)
#include "tst_filters.moc"
