// Events of one key are explained alike, so that the words for the first do for all.
#include <destination/explain.h>
#include <destination/explanation_key.h>

#include <QTest>

#include <algorithm>
#include <map>

using namespace smc;
using namespace smc::destination;

namespace {

std::string json_(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

/// Paths into objects and arrays, a trigger on a property and a length, columns that the event names.
constexpr const char *Rules =
    "{'version':1,'name':'test','integrations':[],'rules':["
    "{'id':'row','trigger':'type = \\'identify\\' or traits.plan = \\'pro\\'','operation':'load','list':'L',"
    "'keyFields':[],'columns':[{'name':'MAIL','value':{'@path':'$.traits.e_mail'}},"
    "{'name':'FIRST','value':{'@path':'$.properties.items[0].sku'}},"
    "{'name':'NOTE','value':{'@template':'{{traits.note}}'}}]},"
    "{'id':'vip','trigger':'traits.tags.length > 1','operation':'load','list':'L','keyFields':[],"
    "'columns':[{'name':'A','value':{'@path':'$.userId'}}]},"
    "{'id':'named','trigger':'type = \\'group\\'','operation':'load','list':{'from':{'@path':'$.traits.list'},"
    "'what':'the list'},'keyFields':[],'columns':[{'name':{'from':{'@path':'$.traits.column'},'what':'the column'},"
    "'value':{'@path':'$.traits.empty'}}]}]}";

Destination testDestination()
{
    Destination destination;
    destination.settings.allowedEvents = {"Order"};
    destination.settings.sendGroupEvents = true;
    const auto preset = Preset::compile(json_(Rules));
    if (preset)
        destination.preset = *preset;
    else
        qWarning("%s", preset.error().message.c_str());
    return destination;
}

std::string inWords(const Reasons &reasons, const Prepared &prepared)
{
    std::string words;
    for (const Delivery &delivery : prepared.deliveries())
        words += delivery.ruleId + ';';
    for (const NotFired &rule : reasons.notFired) {
        words += rule.ruleId + ": " + rule.because;
        for (const mapping::Unmet &unmet : rule.unmet)
            words += " [" + unmet.condition + ' ' + unmet.path + ' ' + mapping::valueAsJson(unmet) + ']';
        words += ';';
    }
    for (const EmptyColumn &empty : reasons.empty) {
        words += std::to_string(empty.delivery) + prepared.deliveries()[empty.delivery].columns[empty.column] + ' ' +
                 empty.path + (empty.isNull ? " null" : "") + " ~ " + empty.nearest + ';';
    }
    return words;
}

} // namespace

class TestExplanationKey : public QObject
{
    Q_OBJECT

    std::string keyOf(const std::string &event)
    {
        const Destination to = testDestination();
        return std::string(ExplanationKeys(to).of(prepare(json_(event), to)));
    }

private Q_SLOTS:
    void eventsOfOneKeyHaveTheSameReasons()
    {
        const Destination to = testDestination();
        ExplanationKeys keys(to);
        Explainer explainer(to);
        std::map<std::string, std::string> told;
        int again = 0;
        const std::vector<std::string> types = {"'identify'", "'track','event':'Order'", "'group','groupId':'g'"};
        const std::vector<std::string> mails = {"",
                                                ",'email':'a@b.c'",
                                                ",'email':'d@e.f'",
                                                ",'email':null",
                                                ",'e_mail':null",
                                                ",'e_mail':''",
                                                ",'in':{'email':'x'}",
                                                ",'in':{},'email':'x'",
                                                ",'em\\u0061il':'x'"};
        const std::vector<std::string> others = {"",
                                                 ",'plan':'pro'",
                                                 ",'plan':'free'",
                                                 ",'plan':7",
                                                 ",'plan':[]",
                                                 ",'plan':{'a':1}",
                                                 ",'tags':['a','b']",
                                                 ",'tags':['a']",
                                                 ",'tags':'ab'",
                                                 ",'note':'n','list':'L','column':'C'",
                                                 ",'list':'L','column':'D','empty':''",
                                                 ",'list':'L','column':'D','empty':null"};
        const std::vector<std::string> items = {"",
                                                ",'properties':{'items':[]}",
                                                ",'properties':{'items':[{'sku':1},{'sku':null}]}",
                                                ",'properties':{'items':[{'sku':null}]}",
                                                ",'properties':{'items':[{'SKU':2}]}",
                                                ",'properties':{'items':{'sku':3}}",
                                                ",'properties':{'item':[{'sku':4}]}"};
        for (const std::string &type : types) {
            for (const std::string &mail : mails) {
                for (const std::string &other : others) {
                    for (const std::string &item : items) {
                        const std::string event = json_("{'type':" + type + ",'userId':'u','traits':{'a':1" + mail +
                                                        other + "}" + item + "}");
                        const Prepared prepared = prepare(event, to);
                        const std::string key(keys.of(prepared));
                        if (key.empty())
                            continue;
                        const std::string words = inWords(explainer.reasons(prepared), prepared);
                        const auto [known, isNew] = told.emplace(key, words);
                        again += isNew ? 0 : 1;
                        if (known->second != words)
                            QFAIL((event + "\n" + known->second + "\n" + words).c_str());
                    }
                }
            }
        }
        QVERIFY2(again > 100, qPrintable(QString::number(again)));
        QVERIFY2(told.size() > 200, qPrintable(QString::number(told.size())));
    }

    void valuesThatNobodyLooksAtMakeNoOtherKey()
    {
        const std::string key = keyOf("{'type':'identify','userId':'u','traits':{'email':'a@b.c','age':1}}");
        QVERIFY(!key.empty());
        QCOMPARE(keyOf("{'type': 'identify', 'userId':'v','traits':{'email':true,'age':22}}"), key);
        QVERIFY(keyOf("{'type':'identify','userId':'u','traits':{'email':'a@b.c','age':null}}") != key);
        QVERIFY(keyOf("{'type':'identify','userId':'u','traits':{'email':'a@b.c','ages':1}}") != key);
        QVERIFY(keyOf("{'type':'identify','userId':'u','traits':{'age':1,'email':'a@b.c'}}") != key);
    }

    void whatFollowsFromMoreHasNoKey()
    {
        // Refused by the preset's own check of the list, not by a trigger.
        QCOMPARE(keyOf("{'type':'group','groupId':'g','userId':'u','traits':{'list':'no list','column':'C'}}"),
                 std::string());
        // Not valid, and never asked about.
        QCOMPARE(keyOf("{'type':'identify'}"), std::string());
        std::string traits;
        for (int i = 0; i < 2000; ++i)
            traits += (i > 0 ? ",'k" : "'k") + std::to_string(i) + "':1";
        QCOMPARE(keyOf("{'type':'identify','userId':'u','traits':{" + traits + "}}"), std::string());
        std::string deep = "1";
        for (int i = 0; i < 100; ++i)
            deep = "{'d':" + deep + "}";
        QCOMPARE(keyOf("{'type':'identify','userId':'u','traits':" + deep + "}"), std::string());
        const Destination to = testDestination();
        QVERIFY(!keyOf("{'type':'identify','userId':'u'}").empty());
        QVERIFY(ExplanationKeys(to)
                    .of(prepare(json_("{'type':'identify','userId':'u'}"), to, Stamp{"m", "2026-01-31T10:00:00Z"}))
                    .empty());
    }
};

QTEST_APPLESS_MAIN(TestExplanationKey)
#include "tst_explanation_key.moc"
