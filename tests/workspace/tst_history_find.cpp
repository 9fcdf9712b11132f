// Filters, orders and searches of the history.
#include "history_fixture.h"
#include "test_files.h"

#include <workspace/verdict_order.h>

#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <algorithm>
#include <functional>
#include <tuple>

using namespace smc;
using namespace smc::workspace;

namespace {

using Ids = std::vector<std::int64_t>;

QByteArray shown(const Ids &ids)
{
    QByteArray text;
    for (const std::int64_t id : ids)
        text += QByteArray::number(qlonglong(id)) + ' ';
    return text;
}

std::int64_t severityOf(const std::string &verdict)
{
    const auto order = verdictsBySeverity();
    return std::find(order.begin(), order.end(), verdict) - order.begin();
}

} // namespace

class TestHistoryFind : public QObject
{
    Q_OBJECT

private:
    HistoryStore &store() { return *m_store; }

    void fill(int count, const std::function<void(HistoryEntry &, int)> &change = {})
    {
        for (int i = 1; i <= count; ++i) {
            HistoryEntry entry = historyEntry(i);
            if (change)
                change(entry, i);
            const auto id = store().append(entry);
            QVERIFY2(id, id ? "" : id.error().message.c_str());
        }
    }

    /// `count` entries of 1.8 KB, every thousandth with a needle in it, as if they had been kept one by one.
    void fillAtOnce(int count)
    {
        {
            auto sql = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("outside"));
            sql.setDatabaseName(m_folder->filePath(QStringLiteral("history.sqlite")));
            QVERIFY(sql.open());
            const QString numbers = QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                                                   " WHERE i < %1) ")
                                        .arg(count);
            for (const QString &statement :
                 {QStringLiteral("BEGIN"),
                  QStringLiteral("INSERT INTO entry (id, time_ms, profile_id, profile_name, environment, call_type,"
                                 " verdict, sentence, method, url, status, duration_ms, bytes) %1"
                                 "SELECT i, i, 'p', 'P', 'sandbox', 'track', CASE i % 10 WHEN 0 THEN 'Refused' ELSE"
                                 " 'Delivered' END, 'Number ' || i, 'POST', 'https://acme.example/', 200, i % 500, 1800"
                                 " FROM n")
                      .arg(numbers),
                  QStringLiteral("INSERT INTO body %1SELECT i, CAST('{}' AS BLOB), CAST(printf('%.1700c', 'p') ||"
                                 " CASE i % 1000 WHEN 0 THEN 'needle' ELSE 'straw' END AS BLOB), CAST('{}' AS BLOB)"
                                 " FROM n")
                      .arg(numbers),
                  QStringLiteral("COMMIT")}) {
                QSqlQuery query(sql);
                QVERIFY2(query.exec(statement), qPrintable(query.lastError().text()));
            }
        }
        QSqlDatabase::removeDatabase(QStringLiteral("outside"));
    }

    Ids idsFor(const HistoryFilter &filter)
    {
        HistoryQuery query;
        query.filter = filter;
        query.count = 1000;
        Ids ids;
        const auto page = store().page(query).value();
        for (const HistorySummary &summary : page)
            ids.push_back(summary.id);
        const auto counted = store().count(filter);
        if (!counted || *counted != std::int64_t(ids.size()))
            qFatal("The count is not that of the page");
        return ids;
    }

    SearchProgress searchAll(const HistoryFilter &filter)
    {
        for (int step = 0; step < 100'000; ++step) {
            const auto progress = store().search(filter);
            if (!progress)
                qFatal("%s", progress.error().message.c_str());
            if (progress->isDone)
                return *progress;
        }
        qFatal("The search does not end");
    }

    Ids idsWith(const std::string &text)
    {
        HistoryFilter filter;
        filter.text = text;
        searchAll(filter);
        return idsFor(filter);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryStore> m_store;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = HistoryStore::open(m_folder->path().toStdString(), {200'000, std::int64_t(4) << 30});
        QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
        m_store = std::make_unique<HistoryStore>(std::move(*opened));
    }

    void cleanup() { m_store.reset(); }

    void filtersLetThroughWhatTheySay()
    {
        fill(30, [](HistoryEntry &entry, int i) { entry.status = i % 5 == 0 ? 0 : 100 * (i % 5 + 1); });
        HistoryFilter filter;
        filter.profileId = "sandbox-1";
        QCOMPARE(shown(idsFor(filter)), QByteArray("30 27 24 21 18 15 12 9 6 3 "));
        filter.verdict = "Refused";
        QCOMPARE(shown(idsFor(filter)), QByteArray("30 "));
        filter = {};
        filter.callType = "group";
        filter.fromMs = historyEntry(5).timeMs;
        filter.untilMs = historyEntry(10).timeMs;
        QCOMPARE(shown(idsFor(filter)), QByteArray("9 7 5 "));
        filter = {};
        const std::vector<std::pair<StatusClass, int>> classes = {{StatusClass::NoAnswer, 0},
                                                                  {StatusClass::Success, 1},
                                                                  {StatusClass::Redirect, 2},
                                                                  {StatusClass::ClientError, 3},
                                                                  {StatusClass::ServerError, 4}};
        for (const auto &[status, rest] : classes) {
            filter.status = status;
            const Ids ids = idsFor(filter);
            QCOMPARE(ids.size(), std::size_t(6));
            for (const std::int64_t id : ids)
                QCOMPARE(int(id % 5), rest);
        }
        filter = {};
        filter.exactStatus = 404;
        QVERIFY(idsFor(filter).empty());
        filter.exactStatus = 400;
        QCOMPARE(idsFor(filter).size(), std::size_t(6));
        filter = {};
        filter.verdict = "no such' OR 1=1 --";
        QVERIFY(idsFor(filter).empty());
    }

    void everyOrderGoesThroughAllPagesWithoutGapOrDouble_data()
    {
        QTest::addColumn<int>("order");
        for (int order = 0; order <= int(HistoryOrder::Size); ++order)
            QTest::addRow("%d", order) << order;
    }

    void everyOrderGoesThroughAllPagesWithoutGapOrDouble()
    {
        QFETCH(int, order);
        fill(57, [](HistoryEntry &entry, int i) {
            entry.timeMs = historyEntry((i * 7) % 19).timeMs; // Not as they came, and some at once.
            entry.status = 200 + i % 3;
            entry.sentence = "Sentence " + std::to_string(i % 4);
        });
        for (const Direction direction : {Direction::Descending, Direction::Ascending}) {
            HistoryQuery query;
            query.order = HistoryOrder(order);
            query.direction = direction;
            query.count = 10;
            std::vector<HistorySummary> all;
            for (auto page = store().page(query); !page->empty(); page = store().page(query)) {
                all.insert(all.end(), page->begin(), page->end());
                query.after = all.back();
                QVERIFY(all.size() < 100);
            }
            const auto key = [&](const HistorySummary &entry) -> std::pair<std::string, std::int64_t> {
                switch (query.order) {
                case HistoryOrder::Time:
                    return {{}, entry.timeMs};
                case HistoryOrder::Verdict:
                    return {{}, severityOf(entry.verdict)};
                case HistoryOrder::Sentence:
                    return {entry.sentence, 0};
                case HistoryOrder::Call:
                    return {entry.callType, 0};
                case HistoryOrder::Status:
                    return {{}, entry.status};
                case HistoryOrder::Duration:
                    return {{}, entry.durationMs};
                case HistoryOrder::Profile:
                    return {entry.profileName, 0};
                case HistoryOrder::Size:
                    return {{}, entry.bytes};
                }
                return {};
            };
            const bool isSorted = std::is_sorted(all.begin(), all.end(), [&](const auto &a, const auto &b) {
                const auto left = std::tuple(key(a), a.timeMs, a.id);
                const auto right = std::tuple(key(b), b.timeMs, b.id);
                return direction == Direction::Ascending ? left < right : left > right;
            });
            QVERIFY(isSorted);
            Ids ids;
            for (const HistorySummary &entry : all)
                ids.push_back(entry.id);
            std::sort(ids.begin(), ids.end());
            ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
            QCOMPARE(ids.size(), std::size_t(57));
        }
    }

    void verdictsAreOrderedByWhatTheyMean()
    {
        // Neither as they are spelt, nor as they came.
        const std::vector<std::string> verdicts = {"Answered",      "Delivered",    "Discarded", "NotSent",
                                                   "PartlyRefused", "SomethingNew", "Refused",   "Unclear",
                                                   "Unreachable",   "Cancelled"};
        fill(20, [&](HistoryEntry &entry, int i) { entry.verdict = verdicts[std::size_t(i - 1) % verdicts.size()]; });
        HistoryQuery query;
        query.order = HistoryOrder::Verdict;
        query.direction = Direction::Ascending;
        query.count = 7; // Pages begin in the middle of a verdict, too.
        QByteArray order;
        for (auto page = store().page(query); !page->empty(); page = store().page(query)) {
            for (const HistorySummary &entry : *page)
                order += entry.verdict.c_str() + QByteArray(" ");
            query.after = page->back();
        }
        QCOMPARE(order,
                 QByteArray("Refused Refused Unreachable Unreachable Unclear Unclear PartlyRefused PartlyRefused "
                            "NotSent NotSent Discarded Discarded Cancelled Cancelled Answered Answered "
                            "Delivered Delivered SomethingNew SomethingNew "));
    }

    void entriesStandInTheOrderOfTheirTimeHoweverTheyCame()
    {
        const std::vector<int> began = {3, 1, 5, 4, 4, 2};
        fill(6, [&](HistoryEntry &entry, int i) { entry.timeMs = historyEntry(began[std::size_t(i - 1)]).timeMs; });
        QCOMPARE(shown(idsFor({})), QByteArray("3 5 4 1 6 2 "));
        HistoryFilter filter;
        filter.text = "Entry";
        searchAll(filter);
        QCOMPARE(shown(idsFor(filter)), QByteArray("3 5 4 1 6 2 "));
        HistoryQuery query;
        query.newerThan = 4;
        const auto newer = store().page(query).value();
        QCOMPARE(newer.size(), std::size_t(2));
        QCOMPARE(newer.front().id, std::int64_t(5));
    }

    void aSearchThatGoesOnHasNoGapsWhereOneCameSinceThatBeganEarlier()
    {
        fill(3000);
        HistoryFilter filter;
        filter.text = "Entry";
        QVERIFY(!store().search(filter)->isDone); // The first thousand.
        HistoryEntry early = historyEntry(5);
        QVERIFY(store().append(early).has_value());
        const auto isGapless = [&] {
            HistoryQuery query;
            query.filter = filter;
            query.count = 1000;
            std::vector<HistorySummary> all;
            for (auto page = store().page(query).value(); !page.empty(); page = store().page(query).value()) {
                all.insert(all.end(), page.begin(), page.end());
                query.after = all.back();
            }
            return all.size() == 3001 || all.back().timeMs == historyEntry(3001 - int(all.size())).timeMs;
        };
        QVERIFY(isGapless());
        QVERIFY(!store().search(filter)->isDone);
        QVERIFY(isGapless());
        QCOMPARE(searchAll(filter).found, std::int64_t(3001));
        QVERIFY(isGapless());
    }

    void aTextIsFoundWhereverItStands()
    {
        fill(9, [](HistoryEntry &entry, int i) {
            const std::string needle = "Needle\"in\\hay";
            if (i == 1)
                entry.sentence = "x " + needle;
            if (i == 2)
                entry.url = "https://acme.example/" + needle;
            if (i == 3)
                entry.eventText = "{" + needle + "}";
            if (i == 4) // As a body stands in a stored exchange.
                entry.exchangeJson = "{\"request\":{\"body\":\"[[\\\"a Needle\\\"in\\\\hay\\\"]]\"}}";
            if (i == 5)
                entry.exchangeJson = "{\"request\":{\"body\":\"[[\\\"a Needle\\\\\\\"in\\\\\\\\hay\\\"]]\"}}";
            if (i == 6)
                entry.outcomeJson = "{\"message\":\"Needle\\\"in\\\\hay\"}";
        });
        QVERIFY(store().setNote(7, "see Needle\"in\\hay").has_value());
        QCOMPARE(shown(idsWith("Needle\"in\\hay")), QByteArray("7 6 4 3 2 1 "));
        QCOMPARE(shown(idsWith("nEEDLE")), QByteArray("7 6 5 4 3 2 1 "));
        QCOMPARE(shown(idsWith("Entry 8 ")), QByteArray("8 "));
        QVERIFY(idsWith("nowhere").empty());
    }

    void capitalsOfEveryAlphabetAreFoundBySmallLetters()
    {
        fill(5, [](HistoryEntry &entry, int i) {
            const std::vector<std::string> texts = {"Zürich [7]*?", "ZÜRICH [8]", "МОСКВА", "Zurich", "[\"zÜ\"]"};
            entry.eventText = texts[std::size_t(i - 1)];
        });
        for (const char *text : {"zürich", "ZÜRICH", "zÜrIcH"})
            QCOMPARE(shown(idsWith(text)), QByteArray("2 1 "));
        QCOMPARE(shown(idsWith("ZÜrich [7]*?")), QByteArray("1 "));
        QVERIFY(idsWith("ü*").empty());
        QVERIFY(idsWith("ü?").empty());
        QCOMPARE(shown(idsWith("москва")), QByteArray("3 "));
        QCOMPARE(shown(idsWith("\"Zü\"")), QByteArray("5 "));
    }

    void signsThatMeanSomethingToSqlMeanThemselves()
    {
        fill(6, [](HistoryEntry &entry, int i) {
            const std::vector<std::string> texts = {"100% sure", "100 sure", "a_b", "axb", "back\\slash", "it's"};
            entry.eventText = texts[std::size_t(i - 1)];
        });
        QCOMPARE(shown(idsWith("100%")), QByteArray("1 "));
        QCOMPARE(shown(idsWith("a_b")), QByteArray("3 "));
        QCOMPARE(shown(idsWith("k\\s")), QByteArray("5 "));
        QCOMPARE(shown(idsWith("it's")), QByteArray("6 "));
        QVERIFY(idsWith("' OR 1=1 --").empty());
    }

    void aSearchGoesOnWithWhatCameSince()
    {
        fill(5);
        HistoryFilter filter;
        filter.text = "Entry";
        QVERIFY(idsFor(filter).empty()); // Nobody has looked yet.
        QVERIFY((searchAll(filter) == SearchProgress{5, true}));
        QVERIFY(store().append(historyEntry(6)).has_value());
        QVERIFY((searchAll(filter) == SearchProgress{6, true}));
        QCOMPARE(shown(idsFor(filter)), QByteArray("6 5 4 3 2 1 "));
        QVERIFY(store().remove({5}).has_value());
        QCOMPARE(shown(idsFor(filter)), QByteArray("6 4 3 2 1 "));
    }

    void aSearchCombinesWithTheOtherFilters()
    {
        fill(30);
        HistoryFilter filter;
        filter.text = "Entry 1";
        filter.profileId = "sandbox-1";
        searchAll(filter);
        QCOMPARE(shown(idsFor(filter)), QByteArray("18 15 12 "));
    }

    void aTextTooLongIsRefused()
    {
        HistoryFilter filter;
        filter.text = std::string(HistoryStore::MostSearchBytes + 1, 'x');
        QCOMPARE(store().search(filter).error().code, std::string("history_text_too_long"));
        filter.text.pop_back();
        QVERIFY(store().search(filter).has_value());
    }

    void aHundredThousandEntriesAreSearchedInShortSteps()
    {
        constexpr int Count = 100'000;
        QElapsedTimer clock;
        clock.start();
        fillAtOnce(Count);
        QCOMPARE(store().size()->entries, std::int64_t(Count));
        const auto filled = clock.restart();
        HistoryQuery query;
        query.order = HistoryOrder::Duration;
        QCOMPARE(store().page(query)->size(), std::size_t(100));
        const auto sorted = clock.restart();
        HistoryFilter refused;
        refused.verdict = "Refused";
        query.order = HistoryOrder::Time;
        query.filter = refused;
        QCOMPARE(store().page(query)->back().id, std::int64_t(Count - 990));
        query.after = store().page(query)->back();
        QCOMPARE(store().page(query)->front().id, std::int64_t(Count - 1000));
        const auto paged = clock.restart();
        QVERIFY2(paged < 100, qPrintable(QString::number(paged)));
        QCOMPARE(*store().count(refused), std::int64_t(Count / 10));
        const auto counted = clock.restart();

        HistoryFilter filter;
        filter.text = "needle";
        qint64 longest = 0;
        qint64 whole = 0;
        SearchProgress progress;
        for (; !progress.isDone; clock.restart()) {
            clock.restart();
            progress = store().search(filter).value();
            longest = std::max(longest, clock.elapsed());
            whole += clock.elapsed();
        }
        QVERIFY((progress == SearchProgress{Count / 1000, true}));
        qInfo(
            "100 000 entries: kept in %lld ms; a sorted page in %lld ms, a count in %lld ms; searched in %lld ms, the "
            "longest step %lld ms",
            static_cast<long long>(filled), static_cast<long long>(sorted), static_cast<long long>(counted),
            static_cast<long long>(whole), static_cast<long long>(longest));
        QVERIFY2(longest < 500, qPrintable(QString::number(longest)));
    }
};

QTEST_GUILESS_MAIN(TestHistoryFind)
#include "tst_history_find.moc"
