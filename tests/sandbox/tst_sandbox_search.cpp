// Searches: operators, pages, order, and what is refused.
#include "things.h"

using namespace Qt::StringLiterals;
using namespace smc::sandbox;
using namespace smc::sandbox::test;
namespace json = smc::json;

class TestSandboxSearch : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Things> m_things;

private Q_SLOTS:
    void init() { m_things = std::make_unique<Things>(); }

    void searchFindsByEveryOperator_data()
    {
        QTest::addColumn<QByteArray>("filters");
        QTest::addColumn<QByteArray>("codes");

        const auto filter = [](const char *name, const char *field, const char *op, const char *value,
                               const char *codes) {
            QTest::newRow(name) << QByteArray("{\"field_name\":\"") + field + R"(","operator":")" + op +
                                       (value ? QByteArray(R"(","field_value":")") + value + "\"}" : QByteArray("\"}"))
                                << QByteArray(codes);
        };
        filter("equal", "MASTER.CODE", "EqualTo", "B", R"([["b"]])");
        filter("not equal", "NUM", "NotEqualTo", "2", R"([["a"],["c"]])");
        filter("greater", "NUM", "GreaterThan", "9", R"([["c"]])");
        filter("greater or equal", "NUM", "greaterthanorequalto", "2", R"([["b"],["c"]])");
        filter("less", "FLT", "LessThan", "1.5", R"([["a"]])");
        filter("less or equal", "DAY", "LessThanOrEqualTo", "2024-01-02", R"([["a"],["b"]])");
        filter("like", "TXT", "Like", "%x%", R"([["a"],["c"]])");
        filter("null", "NUM", "IsNull", nullptr, R"([["d"]])");
        filter("not null", "NUM", "IsNotNull", nullptr, R"([["a"],["b"],["c"]])");
        filter("empty", "TXT", "IsEmpty", nullptr, R"([["b"]])");
        filter("not empty", "TXT", "IsNotEmpty", nullptr, R"([["a"],["c"]])");
        filter("by the system's ID", "SYSTEM.SELLIGENTID", "EqualTo", "1", R"([["a"]])");
        filter("SQL in a value finds nothing", "CODE", "EqualTo", "' OR 1=1 --", "[]");
    }

    void searchFindsByEveryOperator()
    {
        QFETCH(QByteArray, filters);
        QFETCH(QByteArray, codes);
        m_things->load(u"CODE,TXT,NUM,FLT,DAY"_s, R"([["a","x1",1,1.25,"2024-01-01"],["b","",2,2.5,"2024-01-02"],
                                            ["c","1x",10,3,"2024-02-01"],["d",null,null,null,null]])");
        QCOMPARE(m_things->found("\"CODE\"", ",\"filters\":[" + filters + ']'), codes);
    }

    void searchPagesAndSorts()
    {
        m_things->load(u"CODE,NUM"_s, R"([["a",3],["b",1],["c",2],["d",1]])");
        QCOMPARE(
            m_things->found("\"CODE\"", R"(,"order_by":"MASTER.NUM","order_by_direction":"desc","skip":1,"take":2)"),
            R"([["c"],["b"]])");
        QCOMPARE(m_things->found("\"CODE\"", R"(,"skip":3)"), R"([["d"]])");
    }

    void searchRefusesWhatMakesNoSense_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("an unknown operator")
            << R"({"fields":["CODE"],"filters":[{"field_name":"CODE","operator":"Unknown"}]})"_ba;
        QTest::newRow("no value") << R"({"fields":["CODE"],"filters":[{"field_name":"CODE","operator":"EqualTo"}]})"_ba;
        QTest::newRow("a value of another type")
            << R"({"fields":["CODE"],"filters":[{"field_name":"NUM","operator":"EqualTo","field_value":"x"}]})"_ba;
        QTest::newRow("an unknown field")
            << R"({"fields":["CODE"],"filters":[{"field_name":"X","operator":"IsNull"}]})"_ba;
        QTest::newRow("SQL in a field") << "{\"fields\":[\"CODE\\\" FROM smc_lists --\"]}"_ba;
        QTest::newRow("SQL in the order") << R"({"fields":["CODE"],"order_by":"CODE; DROP TABLE smc_lists"})"_ba;
        QTest::newRow("SQL in the direction")
            << R"({"fields":["CODE"],"order_by":"CODE","order_by_direction":"ASC; --"})"_ba;
        QTest::newRow("a negative skip") << R"({"fields":["CODE"],"skip":-1})"_ba;
        QTest::newRow("too many at once") << R"({"fields":["CODE"],"take":1000000})"_ba;
        QTest::newRow("fields as text") << R"({"fields":"CODE"})"_ba;
    }

    void searchRefusesWhatMakesNoSense()
    {
        QFETCH(QByteArray, body);
        const Answer answer = m_things->sandbox.post(listPath(u"things"_s, u"/data/search"_s), body);
        QVERIFY2(answer.status == 400, answer.body.constData());
        QCOMPARE(keys(answer.json()), "errors,result_code,message");
        QCOMPARE(m_things->sandbox.get(u"/organizations/DEMO/lists"_s).json().find("lists").size(), 3U);
    }
};

QTEST_GUILESS_MAIN(TestSandboxSearch)
#include "tst_sandbox_search.moc"
