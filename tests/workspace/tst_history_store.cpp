#include "history_fixture.h"
#include "test_files.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QThread>

using namespace smc;
using namespace smc::workspace;

namespace {

HistoryStore opened(const std::string &directory, HistoryLimits limits = {})
{
    auto store = HistoryStore::open(directory, limits);
    if (!store)
        qFatal("%s", store.error().message.c_str());
    return std::move(*store);
}

std::vector<std::int64_t> idsOf(const std::vector<HistorySummary> &page)
{
    std::vector<std::int64_t> ids;
    for (const auto &summary : page)
        ids.push_back(summary.id);
    return ids;
}

} // namespace

class TestHistoryStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anEntryComesBackWhole();
    void anyBytesComeBackAsTheyWere();
    void pagesGoFromNewestToOldestWithoutGapOrDouble();
    void theNumberOfEntriesIsBounded();
    void theBytesAreBounded();
    void anEntryLargerThanTheHistoryIsRefused();
    void tenThousandEntriesStayQuickAndBounded();
    void lowerLimitsHoldAtOnce();
    void removingAndClearing();
    void whatIsClearedIsInNoFile();
    void idsAreNeverUsedAgain();
    void theFilesAreTheOwnersOnly();
    void twoProgramsWriteAtOnce();
    void aWriterWaitsForAnother();

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    std::string m_directory;
};

void TestHistoryStore::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    m_directory = m_temporary->path().toStdString() + "/work space ü";
}

void TestHistoryStore::anEntryComesBackWhole()
{
    auto entry = historyEntry(7);
    {
        auto store = opened(m_directory);
        QVERIFY(!store.setAside());
        const auto id = store.append(entry);
        QVERIFY2(id, id ? "" : id.error().message.c_str());
        entry.id = *id;
    }
    auto store = opened(m_directory);
    const auto loaded = store.get(entry.id);
    QVERIFY(loaded && *loaded);
    entry.bytes = (*loaded)->bytes;
    QVERIFY(entry.bytes > 200);
    QVERIFY(**loaded == entry);
    const auto page = store.page();
    QCOMPARE(page->size(), std::size_t(1));
    QVERIFY(page->front() == static_cast<const HistorySummary &>(entry));
    QVERIFY(!*store.get(entry.id + 1));
}

void TestHistoryStore::anyBytesComeBackAsTheyWere()
{
    auto store = opened(m_directory);
    HistoryEntry entry;
    entry.sentence = "'; DROP TABLE entry; --";
    entry.eventText = std::string("\x00\xff\xfe{\"half", 9);
    entry.exchangeJson = std::string(2'000'000, 'x');
    const auto id = store.append(entry);
    QVERIFY2(id, id ? "" : id.error().message.c_str());
    const auto loaded = *store.get(*id);
    QVERIFY(loaded->eventText == entry.eventText);
    QVERIFY(loaded->exchangeJson == entry.exchangeJson);
    QCOMPARE(loaded->outcomeJson, std::string());
    QCOMPARE(loaded->sentence, entry.sentence);
    QVERIFY(*store.size() == (HistoryStore::Size{1, loaded->bytes, 0, 0}));
}

void TestHistoryStore::pagesGoFromNewestToOldestWithoutGapOrDouble()
{
    auto store = opened(m_directory);
    for (int i = 0; i < 25; ++i)
        QVERIFY(store.append(historyEntry(i)));
    std::vector<std::int64_t> seen;
    HistoryQuery query;
    query.count = 10;
    for (auto page = store.page(query); !page->empty(); page = store.page(query)) {
        for (const auto id : idsOf(*page))
            seen.push_back(id);
        query.after = page->back();
        // What comes in meanwhile does not shift the pages.
        QVERIFY(store.append(historyEntry(100)));
    }
    QCOMPARE(seen.size(), std::size_t(25));
    for (std::size_t i = 0; i < seen.size(); ++i)
        QCOMPARE(seen[i], std::int64_t(25 - i));
    query.after.reset();
    query.count = -5;
    QCOMPARE(store.page(query)->size(), std::size_t(1));
}

void TestHistoryStore::theNumberOfEntriesIsBounded()
{
    auto store = opened(m_directory, {5, 1 << 20});
    for (int i = 1; i <= 12; ++i)
        QVERIFY(store.append(historyEntry(i)));
    const std::vector<std::int64_t> newest{12, 11, 10, 9, 8};
    QVERIFY(idsOf(*store.page()) == newest);
    QCOMPARE(store.size()->entries, std::int64_t(5));
    QVERIFY(!*store.get(7));
}

void TestHistoryStore::theBytesAreBounded()
{
    auto store = opened(m_directory, {1000, 100'000});
    for (int i = 1; i <= 20; ++i) {
        auto entry = historyEntry(i);
        entry.exchangeJson = std::string(30'000, 'x');
        QVERIFY(store.append(entry));
        QVERIFY2(store.size()->bytes <= 100'000, qPrintable(QString::number(store.size()->bytes)));
    }
    const std::vector<std::int64_t> newest{20, 19, 18};
    QVERIFY(idsOf(*store.page()) == newest);
}

void TestHistoryStore::anEntryLargerThanTheHistoryIsRefused()
{
    auto store = opened(m_directory, {1000, 10'000});
    QVERIFY(store.append(historyEntry(1)));
    auto entry = historyEntry(2);
    entry.exchangeJson = std::string(10'001, 'x');
    const auto refused = store.append(entry);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, std::string("history_entry_too_large"));
    QCOMPARE(store.size()->entries, std::int64_t(1));
}

void TestHistoryStore::tenThousandEntriesStayQuickAndBounded()
{
    auto store = opened(m_directory, {8000, 256 << 20});
    QElapsedTimer clock;
    clock.start();
    for (int i = 1; i <= 10'000; ++i) {
        const auto id = store.append(historyEntry(i));
        QVERIFY2(id, id ? "" : id.error().message.c_str());
    }
    const auto appended = clock.restart();
    QCOMPARE(store.size()->entries, std::int64_t(8000));
    HistoryQuery query;
    query.after = **store.get(4001);
    const auto middle = store.page(query);
    QCOMPARE(middle->size(), std::size_t(100));
    QCOMPARE(middle->front().id, std::int64_t(4000));
    query.filter.verdict = "Refused";
    QCOMPARE(store.page(query)->size(), std::size_t(100));
    QVERIFY(*store.get(9999));
    const auto read = clock.elapsed();
    qInfo("10 000 entries in %lld ms, two pages and an entry in %lld ms", static_cast<long long>(appended),
          static_cast<long long>(read));
    QVERIFY2(read < 5000, qPrintable(QString::number(read)));
    const auto file = QFileInfo(QString::fromStdString(m_directory + "/history.sqlite")).size();
    QVERIFY2(file < 20'000'000, qPrintable(QString::number(file)));
    query = {};
    query.count = 1'000'000;
    QCOMPARE(store.page(query)->size(), std::size_t(1000));
}

void TestHistoryStore::lowerLimitsHoldAtOnce()
{
    {
        auto store = opened(m_directory);
        for (int i = 1; i <= 200; ++i) {
            auto entry = historyEntry(i);
            entry.exchangeJson = std::string(20'000, 'x');
            QVERIFY(store.append(entry));
        }
        QVERIFY(store.setLimits({100, 64 << 20}));
        QCOMPARE(store.size()->entries, std::int64_t(100));
        QVERIFY(store.setLimits({100, 200'000}));
        QVERIFY(store.size()->bytes <= 200'000);
    }
    auto store = opened(m_directory, {3, 64 << 20});
    QCOMPARE(store.size()->entries, std::int64_t(3));
    QCOMPARE(store.page()->front().id, std::int64_t(200));
}

void TestHistoryStore::removingAndClearing()
{
    auto store = opened(m_directory);
    for (int i = 1; i <= 5; ++i)
        QVERIFY(store.append(historyEntry(i)));
    QVERIFY(store.remove({3}));
    QVERIFY(store.remove({3}));
    const std::vector<std::int64_t> rest{5, 4, 2, 1};
    QVERIFY(idsOf(*store.page()) == rest);
    QVERIFY(!*store.get(3));
    QVERIFY(store.clear());
    QVERIFY(store.page()->empty());
    QVERIFY(*store.size() == HistoryStore::Size{});
}

void TestHistoryStore::whatIsClearedIsInNoFile()
{
    auto store = opened(m_directory);
    auto entry = historyEntry(1);
    entry.eventText = "person.of.interest@example.com";
    entry.sentence = "person.of.interest@example.com";
    entry.exchangeJson = "person.of.interest@example.com" + std::string(100'000, 'y');
    QVERIFY(store.append(entry));
    QVERIFY(!filesThatContain(m_directory, "person.of.interest").isEmpty());
    QVERIFY(store.clear());
    QCOMPARE(filesThatContain(m_directory, "person.of.interest"), QStringList());
    const auto file = QFileInfo(QString::fromStdString(m_directory + "/history.sqlite")).size();
    QVERIFY2(file < 90'000, qPrintable(QString::number(file)));
}

void TestHistoryStore::idsAreNeverUsedAgain()
{
    auto store = opened(m_directory);
    QCOMPARE(*store.append(historyEntry(1)), std::int64_t(1));
    QCOMPARE(*store.append(historyEntry(2)), std::int64_t(2));
    QVERIFY(store.clear());
    QCOMPARE(*store.append(historyEntry(3)), std::int64_t(3));
}

void TestHistoryStore::theFilesAreTheOwnersOnly()
{
    auto store = opened(m_directory);
    QVERIFY(store.append(historyEntry(1)));
    const auto files = filesUnder(m_directory);
    QVERIFY2(files.contains(QStringLiteral("history.sqlite-wal")), qPrintable(files.join(QLatin1Char(' '))));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QString &file : files)
        QCOMPARE(int(QFile::permissions(QString::fromStdString(m_directory) + QLatin1Char('/') + file) & others), 0);
}

void TestHistoryStore::twoProgramsWriteAtOnce()
{
    std::vector<std::unique_ptr<QProcess>> writers;
    for (int i = 0; i < 2; ++i) {
        writers.push_back(std::make_unique<QProcess>());
        writers.back()->start(QCoreApplication::applicationFilePath(),
                              {QStringLiteral("--append-300"), QString::fromStdString(m_directory)});
    }
    for (const auto &writer : writers) {
        QVERIFY(writer->waitForFinished(60000));
        QVERIFY2(writer->exitCode() == 0, writer->readAllStandardError().constData());
    }
    auto store = opened(m_directory);
    QCOMPARE(store.size()->entries, std::int64_t(600));
    QVERIFY(!store.setAside());
}

void TestHistoryStore::aWriterWaitsForAnother()
{
    auto store = opened(m_directory);
    QThread *other = QThread::create([directory = m_directory] {
        {
            auto sql = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
            sql.setDatabaseName(QString::fromStdString(directory + "/history.sqlite"));
            sql.open();
            QSqlQuery query(sql);
            query.exec(QStringLiteral("BEGIN IMMEDIATE"));
            QThread::msleep(400);
            query.exec(QStringLiteral("COMMIT"));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("other"));
    });
    other->start();
    QThread::msleep(100);
    QElapsedTimer clock;
    clock.start();
    const auto id = store.append(historyEntry(1));
    QVERIFY2(id, id ? "" : id.error().message.c_str());
    QVERIFY2(clock.elapsed() >= 150, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(other->wait(5000));
    delete other;
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == QStringLiteral("--append-300")) {
        auto store = opened(app.arguments().value(2).toStdString());
        for (int i = 0; i < 300; ++i) {
            if (const auto id = store.append(historyEntry(i)); !id) {
                std::fputs(id.error().message.c_str(), stderr);
                return 1;
            }
        }
        return 0;
    }
    TestHistoryStore test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_history_store.moc"
