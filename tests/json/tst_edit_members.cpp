// Members of an object set and taken out, as settings are: what is not changed stays as it is spelt and laid out.
#include <json/edit.h>

#include <QTest>

using namespace smc::json;

namespace {

QByteArray changed(const char *text, const std::vector<MemberChange> &changes)
{
    const auto made = withMembers(text, changes);
    return QByteArray::fromStdString(made ? *made : made.error().code);
}

const std::vector<MemberChange> Changes = {{"b", "true"}, {"d", {}}, {"e", "{}"}, {"f", {}}};

} // namespace

class TestEditMembers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void membersAreChangedInTheirPlaceAndTheOthersStayAsTheyAreSpelt()
    {
        const char *const text = R"({"a":1.00,"b":"\u0041","c":[1, 2],"b":3,"d":null})";
        QCOMPARE(changed(text, Changes), QByteArray(R"({"a":1.00,"b":true,"c":[1, 2],"e":{}})"));
        QCOMPARE(changed(text, {}), QByteArray(text));
        QCOMPARE(changed("{}", Changes), QByteArray(R"({"b":true,"e":{}})"));
    }

    void theLayoutOfATextIsKept()
    {
        QCOMPARE(
            changed("{\n    \"a\": 1.00,\n    \"b\": \"x\",\n    \"c\": [1, 2],\n    \"b\": 3,\n    \"d\": null\n}\n",
                    Changes),
            QByteArray("{\n    \"a\": 1.00,\n    \"b\": true,\n    \"c\": [1, 2],\n    \"e\": {}\n}\n"));
    }

    void whatStandsTwiceIsSetOnceOrGoesAltogether_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("set");
        QTest::addColumn<QByteArray>("taken");
        const auto row = [](const char *text, const char *set, const char *taken) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(set) << QByteArray(taken);
        };
        row(R"({"b":1})", R"({"b":0})", "{}");
        row(R"({"b":1,"b":2,"b":3})", R"({"b":0})", "{}");
        row(R"({"b":1,"b":2,"c":3})", R"({"b":0,"c":3})", R"({"c":3})");
        row(R"({"c":3,"b":1,"b":2})", R"({"c":3,"b":0})", R"({"c":3})");
        row(R"({"b":1,"c":3,"b":2})", R"({"b":0,"c":3})", R"({"c":3})");
        row(R"({"c":3,"b":1,"d":4,"b":2,"\u0062":5,"e":6})", R"({"c":3,"b":0,"d":4,"e":6})", R"({"c":3,"d":4,"e":6})");
        row("{ \"b\" : 1 , \"c\" : 3 }", "{ \"b\" : 0 , \"c\" : 3 }", "{ \"c\" : 3 }");
    }

    void whatStandsTwiceIsSetOnceOrGoesAltogether()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, set);
        QFETCH(QByteArray, taken);
        QCOMPARE(changed(text, {{"b", "0"}}), set);
        QCOMPARE(changed(text, {{"b", {}}}), taken);
    }

    void aByteOrderMarkStays()
    {
        QCOMPARE(changed("\xEF\xBB\xBF{\"a\":1}", {{"a", "2"}, {"b", "3"}}),
                 QByteArray("\xEF\xBB\xBF{\"a\":2,\"b\":3}"));
    }

    void whatIsNoObjectOrNoValueIsRefused()
    {
        QCOMPARE(changed("[1]", {{"a", "2"}}), QByteArray("not_an_object"));
        QCOMPARE(changed("{", {{"a", "2"}}), QByteArray("not_json"));
        QCOMPARE(changed("{}", {{"a", "2 3"}}), QByteArray("value_not_json"));
    }
};

QTEST_APPLESS_MAIN(TestEditMembers)
#include "tst_edit_members.moc"
