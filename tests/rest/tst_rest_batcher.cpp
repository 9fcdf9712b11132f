// Gathering rows into batches: what travels together, in which order, and how much may wait.
#include "rest_fixtures.h"

using namespace restfixtures;
using smc::rest::Batch;
using smc::rest::Batcher;

namespace {

/// "people[1,2] other[3]": lists with the events of their rows.
std::string described(const std::vector<Batch> &batches)
{
    std::string text;
    for (const Batch &batch : batches) {
        text +=
            (text.empty() ? "" : " ") + batch.list + (batch.isSegment() ? "/" + batch.segment : std::string()) + "[";
        for (const auto &row : batch.rows)
            text += (&row == batch.rows.data() ? "" : ",") + std::to_string(row.source.event);
        text += "]";
    }
    return text;
}

} // namespace

class TstRestBatcher : public QObject
{
    Q_OBJECT

    smc::json::Document m_none;

    void add(Batcher &batcher, std::size_t event, const Delivery &delivery)
    {
        const auto added = batcher.add({event, 0}, delivery, m_none);
        QVERIFY2(added, added ? "" : added.error().message.c_str());
    }
    static Delivery person(const std::string &mail, const std::string &list = "people")
    {
        return delivery(Operation::Load, list, {"MAIL", "NAME"}, {"\"" + mail + "\"", "\"x\""});
    }
    static Delivery city(const std::string &mail)
    {
        return delivery(Operation::Load, "people", {"MAIL", "CITY"}, {"\"" + mail + "\"", "\"y\""});
    }
    static Delivery member(const std::string &mail)
    {
        return delivery(Operation::SegmentLoad, "people", {"MAIL"}, {"\"" + mail + "\""}, "gold");
    }

private Q_SLOTS:
    void eventsForTheSameListAndColumnsTravelTogether()
    {
        Batcher batcher;
        add(batcher, 0, person("a@x"));
        add(batcher, 1, person("b@x", "other"));
        add(batcher, 2, person("c@x"));
        QCOMPARE(batcher.waitingRows(), std::size_t(3));
        QVERIFY(batcher.takeFull().empty());
        COMPARE_TEXT(described(batcher.takeAll()), "people[0,2] other[1]");
        QCOMPARE(batcher.waitingRows(), std::size_t(0));
        QCOMPARE(batcher.waitingBytes(), std::size_t(0));
        QVERIFY(batcher.takeAll().empty());
    }

    void cellsGoIntoTheBodyAsTheyAreSpelt()
    {
        Batcher batcher;
        add(batcher, 0,
            delivery(Operation::Load, "l", {"A", "B", "C"}, {"1.00", "18446744073709551615", "\"\\u00e9\""}));
        add(batcher, 1, delivery(Operation::Load, "l", {"A", "B", "C"}, {"null", "true", "\"é\""}));
        const auto batches = batcher.takeAll();
        QCOMPARE(batches.size(), std::size_t(1));
        COMPARE_TEXT(batches[0].body(), R"([[1.00,18446744073709551615,"\u00e9"],[null,true,"é"]])");
    }

    void aFullBatchIsDueAndTheNextRowStartsAnother()
    {
        Batcher batcher;
        for (std::size_t i = 0; i < 2499; ++i)
            add(batcher, i, person(std::to_string(i)));
        QVERIFY(batcher.takeFull().empty());
        add(batcher, 2499, person("2499"));
        add(batcher, 2500, person("2500"));
        const auto full = batcher.takeFull();
        QCOMPARE(full.size(), std::size_t(1));
        QCOMPARE(full[0].rows.size(), std::size_t(2500));
        COMPARE_TEXT(described(batcher.takeAll()), "people[2500]");
    }

    void noBodyIsLargerThanTheLimit()
    {
        Batcher::Limits limits;
        limits.bytes = 1000;
        Batcher batcher(limits);
        std::vector<Batch> batches;
        for (std::size_t i = 0; i < 100; ++i) {
            add(batcher, i, person(std::string(i % 90, 'm') + std::to_string(i)));
            for (Batch &batch : batcher.takeFull())
                batches.push_back(std::move(batch));
        }
        for (Batch &batch : batcher.takeAll())
            batches.push_back(std::move(batch));
        std::size_t next = 0;
        for (const Batch &batch : batches) {
            QVERIFY2(batch.body().size() <= 1000, std::to_string(batch.body().size()).c_str());
            for (const auto &row : batch.rows)
                QCOMPARE(row.source.event, next++);
        }
        QCOMPARE(next, std::size_t(100));
    }

    void aRowThatNoRequestCanCarryIsRefusedWithAReason()
    {
        Batcher::Limits limits;
        limits.bytes = 100;
        Batcher batcher(limits);
        const auto added = batcher.add({0, 0}, person(std::string(200, 'a')), m_none);
        QVERIFY(!added);
        COMPARE_TEXT(added.error().code, "row_too_large");
        QCOMPARE(batcher.waitingRows(), std::size_t(0));
    }

    void rowsThatMakeNoRequestAreRefused()
    {
        Delivery noList = person("a");
        noList.list.clear();
        Delivery noKey = person("a");
        noKey.keyFields.clear();
        Delivery shortRow = person("a");
        shortRow.row.pop_back();
        Delivery comma = person("a");
        comma.columns[1] = "A,B";
        Delivery noSegment = member("a");
        noSegment.segment.clear();
        for (const Delivery &wrong : {noList, noKey, shortRow, comma, noSegment}) {
            Batcher batcher;
            const auto added = batcher.add({0, 0}, wrong, m_none);
            QVERIFY(!added);
            COMPARE_TEXT(added.error().code, "row_malformed");
        }
    }

    void otherColumnsForOtherPeopleDoNotBreakABatch()
    {
        Batcher batcher;
        add(batcher, 0, person("a@x"));
        add(batcher, 1, city("b@x"));
        add(batcher, 2, person("c@x"));
        add(batcher, 3, city("d@x"));
        COMPARE_TEXT(described(batcher.takeAll()), "people[0,2] people[1,3]");
    }

    void whatConcernsOnePersonKeepsItsOrder()
    {
        Batcher batcher;
        add(batcher, 0, person("a@x"));
        add(batcher, 1, city("b@x"));
        add(batcher, 2, person("B@X ")); // SMC may take it for b@x
        add(batcher, 3, city("a@x"));
        add(batcher, 4, person("c@x"));
        COMPARE_TEXT(described(batcher.takeAll()), "people[0] people[1,3] people[2,4]");
    }

    void aPersonIsLoadedBeforeItIsPutIntoASegment()
    {
        Batcher batcher;
        add(batcher, 0, person("a@x"));
        add(batcher, 1, member("a@x"));
        add(batcher, 2, person("b@x"));
        add(batcher, 3, member("b@x"));
        COMPARE_TEXT(described(batcher.takeAll()), "people[0,2] people/gold[1,3]");
    }

    void rowsWhoseKeysCannotBeComparedKeepTheirOrder()
    {
        Batcher batcher;
        Delivery byId = delivery(Operation::Load, "people", {"ID", "NAME"}, {"7", "\"x\""});
        add(batcher, 0, person("a@x"));
        add(batcher, 1, byId);
        add(batcher, 2, person("b@x"));
        COMPARE_TEXT(described(batcher.takeAll()), "people[0] people[1] people[2]");
        add(batcher, 3, delivery(Operation::Load, "people", {"ID", "NAME"}, {"1.0", "\"x\""}));
        add(batcher, 4, delivery(Operation::Load, "people", {"ID", "CITY"}, {"1", "\"x\""}));
        add(batcher, 5, delivery(Operation::Load, "people", {"ID", "NAME"}, {"null", "\"x\""}));
        COMPARE_TEXT(described(batcher.takeAll()), "people[3] people[4] people[5]");
    }

    void whatWaitsIsBoundedHoweverManyListsTheEventsName()
    {
        Batcher batcher;
        std::size_t most = 0;
        std::size_t rows = 0;
        for (std::size_t i = 0; i < 20000; ++i) {
            add(batcher, i, person("a", "list" + std::to_string(i)));
            for (const Batch &batch : batcher.takeFull())
                rows += batch.rows.size();
            most = std::max(most, batcher.waitingRows());
        }
        for (const Batch &batch : batcher.takeAll())
            rows += batch.rows.size();
        QVERIFY2(most <= 10000, std::to_string(most).c_str());
        QCOMPARE(rows, std::size_t(20000));
    }

    void cellsRememberWhereInTheEventTheyCameFrom()
    {
        smc::json::Document event;
        QVERIFY(event.parse(R"({"traits":{"e-mail/1":"a@x","n":1}})"));
        smc::json::Document other;
        QVERIFY(other.parse(R"({"receivedAt":"now"})"));
        const smc::json::Value mail = event.root().find("traits").find("e-mail/1");
        const smc::json::Value stamp = other.root().find("receivedAt");
        Delivery delivery = person("a@x");
        delivery.row[0].origin = {smc::mapping::Origin::Kind::Event, {&mail, 1}};
        delivery.row[1].origin = {smc::mapping::Origin::Kind::Assigned, {&stamp, 1}};
        Batcher batcher;
        QVERIFY(batcher.add({5, 2}, delivery, event));
        const auto batches = batcher.takeAll();
        const smc::rest::Row &row = batches.at(0).rows.at(0);
        QVERIFY((row.source == smc::rest::RowSource{5, 2}));
        QCOMPARE(row.cells[0].sources.size(), std::size_t(1));
        COMPARE_TEXT(row.cells[0].sources[0].path, "/traits/e-mail~11");
        COMPARE_TEXT(std::string(row.cells[0].sources[0].span.of(event.text())), "\"a@x\"");
        QVERIFY(row.cells[1].sources.empty());
    }
};

QTEST_GUILESS_MAIN(TstRestBatcher)
#include "tst_rest_batcher.moc"
