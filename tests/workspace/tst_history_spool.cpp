// Answers in files of their own: counted, and gone when the entries that speak of them are gone.
#include "history_fixture.h"
#include "test_files.h"

#include <workspace/spool_folder.h>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace smc;
using namespace smc::workspace;

class TestHistorySpool : public QObject
{
    Q_OBJECT

    enum class Age { Fresh, Old };

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_directory;

    void writeFile(const QString &exchange, const QByteArray &content)
    {
        const QString folder = QString::fromStdString(spoolFolder(m_directory));
        QVERIFY(QDir().mkpath(folder));
        QFile file(folder + QLatin1Char('/') + exchange + QStringLiteral(".body"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), qint64(content.size()));
    }

    /// A file as a sent exchange leaves it.
    void makeFile(const QString &exchange, Age age, qsizetype bytes = 1000)
    {
        const QString folder = QString::fromStdString(spoolFolder(m_directory));
        QVERIFY(QDir().mkpath(folder));
        QFile file(folder + QLatin1Char('/') + exchange + QStringLiteral(".body"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(QByteArray(bytes, 'a')), qint64(bytes));
        file.flush();
        const QDateTime then = QDateTime::currentDateTime().addSecs(age == Age::Old ? -3600 : 0);
        QVERIFY(file.setFileTime(then, QFileDevice::FileModificationTime));
    }

    static HistoryEntry entryOf(const std::string &exchange, int number = 1)
    {
        HistoryEntry entry = historyEntry(number);
        entry.exchangeJson = "{\"id\":\"" + exchange + "\",\"request\":{}}";
        return entry;
    }

    QStringList files() const
    {
        return QDir(QString::fromStdString(spoolFolder(m_directory))).entryList(QDir::Files, QDir::Name);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_directory = m_folder->path().toStdString();
    }

    void theStartRemovesWhatNoEntrySpeaksOf()
    {
        {
            auto store = HistoryStore::open(m_directory);
            QVERIFY(store && store->append(entryOf("kept")));
        }
        makeFile(QStringLiteral("kept"), Age::Old);
        makeFile(QStringLiteral("left-by-a-crash"), Age::Old);
        makeFile(QStringLiteral("on-its-way"), Age::Fresh);
        QVERIFY(HistoryStore::open(m_directory));
        QCOMPARE(files(), QStringList({QStringLiteral("kept.body"), QStringLiteral("on-its-way.body")}));
    }

    void anAnswerGoesWithItsEntryHoweverNewItIs()
    {
        auto store = HistoryStore::open(m_directory);
        QVERIFY(store);
        const auto removed = store->append(entryOf("removed"));
        QVERIFY(removed && store->append(entryOf("kept", 2)));
        makeFile(QStringLiteral("kept"), Age::Fresh);
        makeFile(QStringLiteral("removed"), Age::Fresh);
        makeFile(QStringLiteral("on-its-way"), Age::Fresh);
        QVERIFY(store->remove({*removed}));
        QCOMPARE(files().size(), 3); // It can be restored.
        QVERIFY(store->forgetRemoved());
        QCOMPARE(files(), QStringList({QStringLiteral("kept.body"), QStringLiteral("on-its-way.body")}));
        QVERIFY(store->clear());
        QCOMPARE(files(), QStringList({QStringLiteral("on-its-way.body")}));
    }

    void whatTheLimitsDropIsGoneAfterTheNextStart()
    {
        {
            auto store = HistoryStore::open(m_directory, {2, 1 << 20});
            QVERIFY(store);
            for (int i = 1; i <= 3; ++i) {
                QVERIFY(store->append(entryOf("number-" + std::to_string(i), i)));
                makeFile(QStringLiteral("number-%1").arg(i), Age::Old);
            }
        }
        QVERIFY(HistoryStore::open(m_directory));
        QCOMPARE(files(), QStringList({QStringLiteral("number-2.body"), QStringLiteral("number-3.body")}));
    }

    void aLowerBoundTakesTheAnswersOfWhatItDropsAtOnce()
    {
        auto store = HistoryStore::open(m_directory);
        QVERIFY(store);
        for (int i = 1; i <= 4; ++i) {
            QVERIFY(store->append(entryOf("number-" + std::to_string(i), i)));
            makeFile(QStringLiteral("number-%1").arg(i), Age::Fresh);
        }
        makeFile(QStringLiteral("on-its-way"), Age::Fresh, 5);
        QVERIFY(store->setPinned({1}, Pin::Pinned));
        QVERIFY(store->setLimits({2, 1 << 20}));
        QCOMPARE(files(), QStringList({QStringLiteral("number-1.body"), QStringLiteral("number-4.body"),
                                       QStringLiteral("on-its-way.body")}));
        QCOMPARE(store->size()->spooledBytes, std::int64_t(2005));
    }

    void aSearchLooksThroughTheFilesToo()
    {
        constexpr qsizetype Border = 8 << 20; // Of the pieces that are looked at.
        auto store = HistoryStore::open(m_directory);
        QVERIFY(store);
        for (const char *exchange : {"early", "border", "late", "not-there", "small"})
            QVERIFY(store->append(entryOf(exchange)));
        writeFile(QStringLiteral("early"), "[\"A Needle\"]");
        writeFile(QStringLiteral("border"), QByteArray(Border - 3, 'a') + "nEEdle");
        writeFile(QStringLiteral("late"), QByteArray(3 * Border, 'a') + "needle");
        writeFile(QStringLiteral("not-there"), QByteArray(Border, 'a') + "neede");
        writeFile(QStringLiteral("of-no-entry"), "needle");
        HistoryFilter filter;
        filter.text = "NEEDLE";
        int steps = 0;
        auto progress = store->search(filter);
        for (; progress && !progress->isDone; progress = store->search(filter))
            QVERIFY(++steps < 20);
        QVERIFY(progress);
        QVERIFY2(steps > 6, "Each step looks at a piece only");
        QCOMPARE(progress->found, std::int64_t(3));
        HistoryQuery query;
        query.filter = filter;
        QCOMPARE(store->page(query)->front().id, std::int64_t(3));
        QCOMPARE(store->page(query)->back().id, std::int64_t(1));
    }

    void aSearchThroughTheFilesKnowsTheCapitalsOfEveryAlphabet()
    {
        constexpr qsizetype Border = 8 << 20; // Of the pieces that are looked at.
        auto store = HistoryStore::open(m_directory);
        QVERIFY(store);
        for (const char *exchange : {"capital", "border", "other"})
            QVERIFY(store->append(entryOf(exchange)));
        writeFile(QStringLiteral("capital"), "[\"ZÜRICH\"]");
        writeFile(QStringLiteral("border"), QByteArray(Border - 2, 'a') + "zürich");
        writeFile(QStringLiteral("other"), "[\"Zurich\"]");
        HistoryFilter filter;
        filter.text = "Zürich";
        auto progress = store->search(filter);
        for (int steps = 0; progress && !progress->isDone && steps < 20; ++steps)
            progress = store->search(filter);
        QVERIFY(progress && progress->isDone);
        QCOMPARE(progress->found, std::int64_t(2));
    }

    void theSizeTellsWhatTheFilesTakeUp()
    {
        auto store = HistoryStore::open(m_directory);
        QVERIFY(store && store->append(entryOf("one")));
        QCOMPARE(store->size()->spooledBytes, std::int64_t(0));
        makeFile(QStringLiteral("one"), Age::Fresh, 70'000);
        makeFile(QStringLiteral("two"), Age::Fresh, 5);
        QCOMPARE(store->size()->spooledBytes, std::int64_t(70'005));
        QVERIFY(store->clear());
        QCOMPARE(store->size()->spooledBytes, std::int64_t(5));
    }

    void anEntryThatOnlyQuotesTheNameKeepsNothing()
    {
        auto store = HistoryStore::open(m_directory);
        QVERIFY(store);
        HistoryEntry entry = entryOf("another");
        entry.eventText = "{\"id\":\"orphan\"}";
        QVERIFY(store->append(entry));
        makeFile(QStringLiteral("orphan"), Age::Old);
        QVERIFY(HistoryStore::open(m_directory));
        QVERIFY(files().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestHistorySpool)
#include "tst_history_spool.moc"
