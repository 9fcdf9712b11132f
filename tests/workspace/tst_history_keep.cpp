// What a person does to entries of the history: pins, notes, removing and bringing back.
#include "history_fixture.h"
#include "test_files.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace smc;
using namespace smc::workspace;

class TestHistoryKeep : public QObject
{
    Q_OBJECT

private:
    HistoryStore open(HistoryLimits limits = {})
    {
        auto store = HistoryStore::open(m_directory, limits);
        if (!store)
            qFatal("%s", store.error().message.c_str());
        return std::move(*store);
    }

    static void fill(HistoryStore &store, int from, int to)
    {
        for (int i = from; i <= to; ++i) {
            const auto id = store.append(historyEntry(i));
            QVERIFY2(id, id ? "" : id.error().message.c_str());
        }
    }

    static QByteArray ids(HistoryStore &store, const HistoryFilter &filter = {})
    {
        HistoryQuery query;
        query.filter = filter;
        QByteArray text;
        const auto page = store.page(query).value();
        for (const HistorySummary &summary : page)
            text += QByteArray::number(qlonglong(summary.id)) + ' ';
        return text;
    }

    /// Runs statements on the closed database as another program would.
    void onFile(const std::vector<std::string> &statements)
    {
        {
            auto sql = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("outside"));
            sql.setDatabaseName(QString::fromStdString(m_directory + "/history.sqlite"));
            QVERIFY(sql.open());
            for (const std::string &statement : statements) {
                QSqlQuery query(sql);
                QVERIFY2(query.exec(QString::fromStdString(statement)), statement.c_str());
            }
        }
        QSqlDatabase::removeDatabase(QStringLiteral("outside"));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_directory;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_directory = m_folder->path().toStdString();
    }

    void pinnedEntriesOutliveTheLimits()
    {
        HistoryStore store = open({10, 1 << 20});
        fill(store, 1, 10);
        QVERIFY(store.setPinned({2, 5}, Pin::Pinned).has_value());
        fill(store, 11, 40);
        QCOMPARE(ids(store), QByteArray("40 39 38 37 36 35 34 33 5 2 "));
        QVERIFY((*store.get(5))->pinned);
        HistoryFilter pinned;
        pinned.pinnedOnly = true;
        QCOMPARE(ids(store, pinned), QByteArray("5 2 "));
        QCOMPARE(*store.count(pinned), std::int64_t(2));
        const auto size = store.size().value();
        QCOMPARE(size.entries, std::int64_t(10));
        QCOMPARE(size.pinnedEntries, std::int64_t(2));
        QCOMPARE(size.pinnedBytes, (*store.get(2))->bytes + (*store.get(5))->bytes);

        QVERIFY(store.setPinned({2, 5}, Pin::Unpinned).has_value());
        fill(store, 41, 41);
        QCOMPARE(ids(store), QByteArray("41 40 39 38 37 36 35 34 33 5 "));
        QCOMPARE(store.size()->pinnedBytes, std::int64_t(0));
    }

    void pinsMayTakeUpHalfOfTheHistory()
    {
        HistoryStore store = open({10, 1 << 20});
        fill(store, 1, 10);
        QVERIFY(store.setPinned({1, 2, 3, 4, 5}, Pin::Pinned).has_value());
        const auto more = store.setPinned({6}, Pin::Pinned);
        QCOMPARE(more.error().code, std::string("history_pins_full"));
        QVERIFY(!(*store.get(6))->pinned);
        // The same by bytes.
        const std::int64_t bytes = (*store.get(7))->bytes;
        QVERIFY(store.setPinned({1, 2, 3, 4, 5}, Pin::Unpinned).has_value());
        QVERIFY(store.setLimits({10, 20 * bytes}).has_value());
        QVERIFY(store.setNote(7, std::string(4000, 'n')).has_value());
        QVERIFY(store.setNote(8, std::string(4000, 'n')).has_value());
        const auto both = store.setPinned({7, 8}, Pin::Pinned);
        QVERIFY2(!both && both.error().code == "history_pins_full", qPrintable(QString::number(bytes)));
        QVERIFY(!(*store.get(7))->pinned);
    }

    void lowerLimitsLeavePinsAndSayThatNothingElseFits()
    {
        HistoryStore store = open({10, 1 << 20});
        fill(store, 1, 10);
        QVERIFY(store.setPinned({1, 2, 3, 4}, Pin::Pinned).has_value());
        QVERIFY(store.setLimits({3, 1 << 20}).has_value());
        QCOMPARE(ids(store), QByteArray("4 3 2 1 "));
        const auto refused = store.append(historyEntry(11));
        QCOMPARE(refused.error().code, std::string("history_full"));
        QCOMPARE(ids(store), QByteArray("4 3 2 1 "));
        QVERIFY(store.setPinned({1, 2}, Pin::Unpinned).has_value());
        QVERIFY(store.append(historyEntry(12)).has_value());
        QCOMPARE(store.size()->entries, std::int64_t(3));
    }

    void aNoteStaysAndCounts()
    {
        HistoryStore store = open();
        fill(store, 1, 2);
        const std::int64_t before = store.size()->bytes;
        const std::string note = "Ask Zoë: why “refused”? '; --";
        QVERIFY(store.setNote(1, note).has_value());
        QCOMPARE((*store.get(1))->note, note);
        QCOMPARE(store.page()->back().note, note);
        QCOMPARE(store.size()->bytes, before + std::int64_t(note.size()));
        QVERIFY(store.setNote(1, {}).has_value());
        QCOMPARE(store.size()->bytes, before);
        const auto tooLong = store.setNote(1, std::string(HistoryStore::MostNoteBytes + 1, 'x'));
        QCOMPARE(tooLong.error().code, std::string("history_note_too_long"));
        QVERIFY(store.setNote(99, "nobody").has_value());
    }

    void removedEntriesComeBackAsTheyWere()
    {
        HistoryStore store = open();
        fill(store, 1, 5);
        QVERIFY(store.setPinned({2}, Pin::Pinned).has_value());
        QVERIFY(store.setNote(2, "mine").has_value());
        const auto whole = store.get(2).value();
        const auto size = store.size().value();
        QVERIFY(store.remove({2, 4, 77}).has_value());
        QCOMPARE(ids(store), QByteArray("5 3 1 "));
        QVERIFY(!*store.get(2));
        QCOMPARE(store.size()->entries, std::int64_t(3));
        QCOMPARE(store.size()->pinnedEntries, std::int64_t(0));
        QCOMPARE(*store.restore({2, 4, 77}), std::int64_t(2));
        QCOMPARE(ids(store), QByteArray("5 4 3 2 1 "));
        QVERIFY(*store.get(2) == *whole);
        QVERIFY(*store.size() == size);
    }

    void manyAreRemovedAndRestoredAtOnce()
    {
        HistoryStore store = open();
        fill(store, 1, 3000);
        std::vector<std::int64_t> all;
        for (std::int64_t id = 1; id <= 3000; ++id)
            all.push_back(id);
        QVERIFY(store.remove(all).has_value());
        QVERIFY(*store.size() == HistoryStore::Size{});
        QCOMPARE(*store.restore(all), std::int64_t(3000));
        QCOMPARE(store.size()->entries, std::int64_t(3000));
    }

    void whatIsForgottenIsInNoFile()
    {
        HistoryStore store = open();
        fill(store, 1, 3);
        HistoryEntry entry = historyEntry(4);
        entry.eventText = "person.of.interest@example.com" + std::string(50'000, 'y');
        QVERIFY(store.append(entry).has_value());
        QVERIFY(store.remove({4}).has_value());
        QVERIFY(!filesThatContain(m_directory, "person.of.interest").isEmpty());
        QVERIFY(store.forgetRemoved().has_value());
        QCOMPARE(filesThatContain(m_directory, "person.of.interest"), QStringList());
        QCOMPARE(*store.restore({4}), std::int64_t(0));
        QCOMPARE(ids(store), QByteArray("3 2 1 "));
        QCOMPARE(store.size()->entries, std::int64_t(3));
    }

    void whatAKilledProgramRemovedIsForgottenLater()
    {
        {
            HistoryStore store = open();
            fill(store, 1, 3);
            QVERIFY(store.remove({1, 2}).has_value());
        }
        {
            // Another program that opens the history meanwhile takes nothing away.
            HistoryStore store = open();
            QCOMPARE(*store.restore({1}), std::int64_t(1));
        }
        onFile({"UPDATE entry SET removed_ms = removed_ms - 700000 WHERE removed_ms > 0"});
        HistoryStore store = open();
        QCOMPARE(*store.restore({2}), std::int64_t(0));
        QCOMPARE(ids(store), QByteArray("3 1 "));
    }

    void anOlderHistoryIsBroughtUpToDate()
    {
        {
            HistoryStore store = open();
            fill(store, 1, 5);
        }
        // As the first version made it.
        onFile({"DROP TRIGGER entry_added", "DROP TRIGGER entry_removed", "DROP TRIGGER entry_changed",
                "DROP TABLE total", "DROP INDEX entry_of_call", "DROP INDEX entry_of_status", "DROP INDEX entry_pinned",
                "DROP INDEX entry_gone", "ALTER TABLE entry DROP COLUMN pinned", "ALTER TABLE entry DROP COLUMN note",
                "ALTER TABLE entry DROP COLUMN removed_ms",
                "CREATE TABLE total (entries INTEGER NOT NULL, bytes INTEGER NOT NULL)",
                "INSERT INTO total SELECT count(*), sum(bytes) FROM entry",
                "CREATE TRIGGER entry_added AFTER INSERT ON entry BEGIN"
                " UPDATE total SET entries = entries + 1, bytes = bytes + new.bytes; END",
                "CREATE TRIGGER entry_removed AFTER DELETE ON entry BEGIN"
                " UPDATE total SET entries = entries - 1, bytes = bytes - old.bytes; END",
                "PRAGMA user_version = 1"});
        HistoryStore store = open();
        QVERIFY(!store.setAside());
        QCOMPARE(ids(store), QByteArray("5 4 3 2 1 "));
        const auto size = store.size().value();
        QCOMPARE(size.entries, std::int64_t(5));
        std::int64_t bytes = 0;
        for (std::int64_t id = 1; id <= 5; ++id)
            bytes += (*store.get(id))->bytes;
        QCOMPARE(size.bytes, bytes);
        QVERIFY(store.setPinned({1}, Pin::Pinned).has_value());
        QVERIFY(store.setNote(1, "old").has_value());
        QVERIFY(store.append(historyEntry(6)).has_value());
        QCOMPARE(store.size()->entries, std::int64_t(6));
    }

    void verdictsOfAnOlderHistoryAreCalledAsTheyAreToday_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("outcome");
        QTest::addColumn<QByteArray>("after");
        const auto outcome = [](const char *verdict, std::initializer_list<const char *> rows) {
            QByteArray text = QByteArray("{\"verdict\":\"") + verdict + "\",\"side\":\"network\",\"message\":\"…\"";
            for (const char *row : rows) {
                text += text.contains("rows") ? "," : ",\"rows\":[";
                text += QByteArray("{\"event\":0,\"status\":\"") + row + "\",\"message\":\"…\"}";
            }
            return text + (rows.size() > 0 ? "]}" : "}");
        };
        const QByteArray post("POST");
        QTest::newRow("broken off") << QByteArray("Unreachable") << post << outcome("unreachable", {"unknown"})
                                    << QByteArray("Unclear");
        QTest::newRow("one of two unclear") << QByteArray("Unreachable") << post
                                            << outcome("unreadable", {"not_sent", "unknown"}) << QByteArray("Unclear");
        QTest::newRow("never reached") << QByteArray("Unreachable") << post << outcome("unreachable", {"not_sent"})
                                       << QByteArray("NotSent");
        QTest::newRow("not let in") << QByteArray("Refused") << post << outcome("not_let_in", {"not_sent"})
                                    << QByteArray("NotSent");
        QTest::newRow("busy") << QByteArray("Refused") << post << outcome("busy", {"not_sent", "not_sent"})
                              << QByteArray("NotSent");
        QTest::newRow("nobody found") << QByteArray("Refused") << post << outcome("refused", {"not_found", "not_found"})
                                      << QByteArray("NotFound");
        QTest::newRow("one found") << QByteArray("Refused") << post << outcome("refused", {"not_found", "refused"})
                                   << QByteArray("Refused");
        QTest::newRow("refused") << QByteArray("Refused") << post << outcome("refused", {"refused"})
                                 << QByteArray("Refused");
        QTest::newRow("a question without an answer") << QByteArray("Unreachable") << QByteArray("GET")
                                                      << outcome("unreachable", {}) << QByteArray("Unreachable");
        QTest::newRow("an answered question")
            << QByteArray("Delivered") << QByteArray("GET") << outcome("accepted", {}) << QByteArray("Answered");
        QTest::newRow("delivered") << QByteArray("Delivered") << post << outcome("accepted", {"delivered"})
                                   << QByteArray("Delivered");
        QTest::newRow("words of others are only quoted")
            << QByteArray("Unreachable") << QByteArray("GET")
            << QByteArray("{\"verdict\":\"unreachable\",\"words\":\"{\\\"status\\\":\\\"unknown\\\"}\"}")
            << QByteArray("Unreachable");
        QTest::newRow("nothing kept") << QByteArray("Unreachable") << post << QByteArray() << QByteArray("Unreachable");
        QTest::newRow("damaged") << QByteArray("Refused") << post << QByteArray("{\"verdict\":\"\0busy", 17)
                                 << QByteArray("Refused");
    }

    void verdictsOfAnOlderHistoryAreCalledAsTheyAreToday()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, outcome);
        QFETCH(QByteArray, after);
        {
            HistoryStore store = open();
            HistoryEntry entry = historyEntry(1);
            entry.callType = method == "GET" ? "" : "track";
            entry.verdict = before.toStdString();
            entry.method = method.toStdString();
            entry.outcomeJson = outcome.toStdString();
            QVERIFY(store.append(entry).has_value());
        }
        onFile({"PRAGMA user_version = 2"});
        HistoryStore store = open();
        QVERIFY(!store.setAside());
        QCOMPARE(QByteArray::fromStdString((*store.get(1))->verdict), after);
        HistoryFilter filter;
        filter.verdict = after.toStdString();
        QCOMPARE(ids(store, filter), QByteArray("1 "));
        QCOMPARE((*store.get(1))->outcomeJson, outcome.toStdString());
        QCOMPARE(store.size()->entries, std::int64_t(1));
    }
};

QTEST_GUILESS_MAIN(TestHistoryKeep)
#include "tst_history_keep.moc"
