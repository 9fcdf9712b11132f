// The history's database damaged, foreign, newer, older, out of reach.
#include "history_fixture.h"
#include "test_files.h"

#include <workspace/migrations.h>

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace smc;
using namespace smc::workspace;

namespace {

/// Runs statements on the database file as another program would.
void onDatabase(const std::string &file, const std::function<void(QSqlDatabase &)> &work)
{
    {
        auto sql = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("outside"));
        sql.setDatabaseName(QString::fromStdString(file));
        QVERIFY(sql.open());
        work(sql);
    }
    QSqlDatabase::removeDatabase(QStringLiteral("outside"));
}

void run(const std::string &file, const std::initializer_list<const char *> &statements)
{
    onDatabase(file, [&](QSqlDatabase &sql) {
        for (const char *statement : statements) {
            QSqlQuery query(sql);
            QVERIFY2(query.exec(QString::fromUtf8(statement)), statement);
        }
    });
}

} // namespace

class TestHistoryDamage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aDamagedDatabaseIsSetAsideAndANewOneBegun_data();
    void aDamagedDatabaseIsSetAsideAndANewOneBegun();
    void damageFoundWhileWritingLosesNoNewEntry();
    void damageFoundWhileReadingIsReported();
    void aNewerDatabaseIsLeftAlone();
    void aKilledProgramsLogIsReadAgain();
    void aFolderThatCanNotBeWrittenIsAnError();
    void migrationsAreTakenOnceInTheirOrder();
    void aFailedMigrationLeavesTheDatabaseAsItWas();

private:
    void fill(int entries);

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::string m_directory;
    std::string m_file;
};

void TestHistoryDamage::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    m_directory = m_temporary->path().toStdString();
    m_file = m_directory + "/history.sqlite";
}

void TestHistoryDamage::fill(int entries)
{
    auto store = HistoryStore::open(m_directory);
    QVERIFY(store);
    for (int i = 1; i <= entries; ++i)
        QVERIFY(store->append(historyEntry(i)));
}

void TestHistoryDamage::aDamagedDatabaseIsSetAsideAndANewOneBegun_data()
{
    QTest::addColumn<QByteArray>("damage");
    for (const char *damage : {"text", "zeros", "cut in the middle", "cut in the first page", "another program's"})
        QTest::newRow(damage) << QByteArray(damage);
}

void TestHistoryDamage::aDamagedDatabaseIsSetAsideAndANewOneBegun()
{
    QFETCH(QByteArray, damage);
    if (damage == "another program's") {
        run(m_file, {"CREATE TABLE recipes (name TEXT)", "INSERT INTO recipes VALUES ('soup')"});
    } else {
        fill(300);
        QByteArray bytes = contentOf(m_file);
        QVERIFY(bytes.size() > 20'000);
        if (damage == "text")
            bytes = "this is no database, but long enough to look like one " + QByteArray(200, 'x');
        else if (damage == "zeros")
            bytes.fill('\0');
        else
            bytes.truncate(damage == "cut in the middle" ? bytes.size() / 2 : 700);
        put(m_file, bytes.toStdString());
    }
    const QByteArray before = contentOf(m_file);

    auto store = HistoryStore::open(m_directory);
    QVERIFY2(store, store ? "" : store.error().message.c_str());
    QVERIFY(store->setAside());
    QCOMPARE(store->setAside()->code, std::string("history_damaged"));
    const auto aside = filesUnder(m_directory).filter(QRegularExpression(QStringLiteral("\\.damaged-[0-9TZ]+$")));
    QCOMPARE(aside.size(), 1);
    QVERIFY2(contains(store->setAside()->message, aside[0].toStdString()), store->setAside()->message.c_str());
    QVERIFY(contentOf(m_directory + "/" + aside[0].toStdString()) == before);
    QVERIFY(store->page()->empty());
    QVERIFY(store->append(historyEntry(1)));
    QVERIFY(!HistoryStore::open(m_directory)->setAside());
}

void TestHistoryDamage::damageFoundWhileWritingLosesNoNewEntry()
{
    fill(50);
    auto store = HistoryStore::open(m_directory);
    QVERIFY(store);
    // Other pages than the first are what opening does not look at.
    QByteArray bytes = contentOf(m_file);
    for (qsizetype i = 4096; i < bytes.size(); ++i)
        bytes[i] = '\xaa';
    put(m_file, bytes.toStdString());
    auto again = HistoryStore::open(m_directory);
    QVERIFY2(again, again ? "" : again.error().message.c_str());
    const auto id = again->append(historyEntry(77));
    QVERIFY2(id, id ? "" : id.error().message.c_str());
    QVERIFY(again->setAside());
    QCOMPARE((*again->get(*id))->sentence, historyEntry(77).sentence);
    QCOMPARE(again->size()->entries, std::int64_t(1));
}

void TestHistoryDamage::damageFoundWhileReadingIsReported()
{
    fill(2000);
    {
        auto store = HistoryStore::open(m_directory);
        QVERIFY(store);
    }
    // Only the table of entries itself, in the middle of the file; the totals, which opening reads, are near its
    // beginning.
    QByteArray bytes = contentOf(m_file);
    for (qsizetype i = bytes.size() / 2; i < bytes.size(); ++i)
        bytes[i] = '\xaa';
    put(m_file, bytes.toStdString());
    auto store = HistoryStore::open(m_directory);
    QVERIFY2(store, store ? "" : store.error().message.c_str());
    bool reported = store->setAside().has_value();
    for (int i = 2000; !reported && i > 0; --i) {
        const auto entry = store->get(i);
        if (!entry) {
            QCOMPARE(entry.error().code, std::string("history_damaged"));
            QVERIFY2(contains(entry.error().message, ".damaged-"), entry.error().message.c_str());
            reported = true;
        }
    }
    QVERIFY2(reported, "half of the file is gone, and nobody noticed");
    QVERIFY(store->append(historyEntry(1)));
    QCOMPARE(store->page()->size(), std::size_t(1));
}

void TestHistoryDamage::aNewerDatabaseIsLeftAlone()
{
    fill(3);
    run(m_file, {"PRAGMA user_version = 99", "PRAGMA wal_checkpoint(TRUNCATE)"});
    const QByteArray before = contentOf(m_file);
    const auto store = HistoryStore::open(m_directory);
    QVERIFY(!store);
    QCOMPARE(store.error().code, std::string("history_newer"));
    QVERIFY2(contains(store.error().message, "99"), store.error().message.c_str());
    QVERIFY(contentOf(m_file) == before);
    QCOMPARE(filesUnder(m_directory).filter(QStringLiteral("damaged")), QStringList());
}

/// The files as a program leaves them that is killed while its last entries are only in the log.
void TestHistoryDamage::aKilledProgramsLogIsReadAgain()
{
    const std::string copy = m_directory + "/after the crash";
    {
        auto store = HistoryStore::open(m_directory);
        QVERIFY(store->append(historyEntry(1)));
        put(copy + "/history.sqlite", contentOf(m_file).toStdString());
        put(copy + "/history.sqlite-wal", contentOf(m_file + "-wal").toStdString());
    }
    auto store = HistoryStore::open(copy);
    QVERIFY(store);
    QVERIFY(!store->setAside());
    QCOMPARE(store->size()->entries, std::int64_t(1));

    // A log that breaks off in its midst counts up to the last whole transaction.
    const QByteArray log = contentOf(m_directory + "/after the crash/history.sqlite-wal");
    const std::string torn = m_directory + "/torn";
    put(torn + "/history.sqlite", contentOf(copy + "/history.sqlite").toStdString());
    put(torn + "/history.sqlite-wal", log.left(log.size() * 2 / 3).toStdString());
    auto tornStore = HistoryStore::open(torn);
    QVERIFY2(tornStore, tornStore ? "" : tornStore.error().message.c_str());
    QVERIFY(tornStore->append(historyEntry(2)));
}

void TestHistoryDamage::aFolderThatCanNotBeWrittenIsAnError()
{
    put(m_directory + "/file", "x");
    const auto inTheWay = HistoryStore::open(m_directory + "/file");
    QVERIFY(!inTheWay);
    QVERIFY(!inTheWay.error().message.empty());
#ifdef Q_OS_LINUX
    const auto readOnly = HistoryStore::open("/proc/smc-console");
    QVERIFY(!readOnly);
    QCOMPARE(readOnly.error().code, std::string("workspace_not_writable"));
#endif
    QVERIFY(QDir().mkpath(QString::fromStdString(m_file)));
    const auto folder = HistoryStore::open(m_directory);
    QVERIFY(!folder);
    QCOMPARE(folder.error().code, std::string("history_unavailable"));
}

void TestHistoryDamage::migrationsAreTakenOnceInTheirOrder()
{
    const char *const first[] = {"CREATE TABLE t (a TEXT)", "INSERT INTO t VALUES ('one')"};
    const char *const second[] = {"ALTER TABLE t ADD COLUMN b TEXT NOT NULL DEFAULT 'new'"};
    const Migration steps[] = {Migration(first), Migration(second)};
    onDatabase(m_directory + "/m.sqlite", [&](QSqlDatabase &sql) {
        QVERIFY(migrate(sql, std::span(steps).first(1)));
        QCOMPARE(*numberOf(sql, QStringLiteral("PRAGMA user_version")), std::int64_t(1));
        QVERIFY(migrate(sql, steps));
        QVERIFY(migrate(sql, steps));
        QCOMPARE(*numberOf(sql, QStringLiteral("PRAGMA user_version")), std::int64_t(2));
        QCOMPARE(*numberOf(sql, QStringLiteral("SELECT count(*) FROM t WHERE a = 'one' AND b = 'new'")),
                 std::int64_t(1));
        const auto older = migrate(sql, std::span(steps).first(1));
        QVERIFY(!older);
        QCOMPARE(older.error().code, std::string("schema_newer"));
    });
}

void TestHistoryDamage::aFailedMigrationLeavesTheDatabaseAsItWas()
{
    const char *const first[] = {"CREATE TABLE t (a TEXT)"};
    const char *const broken[] = {"CREATE TABLE u (a TEXT)", "NO SUCH STATEMENT"};
    const Migration steps[] = {Migration(first), Migration(broken)};
    onDatabase(m_directory + "/m.sqlite", [&](QSqlDatabase &sql) {
        const auto migrated = migrate(sql, steps);
        QVERIFY(!migrated);
        QCOMPARE(migrated.error().code, std::string("database_failed"));
        QCOMPARE(*numberOf(sql, QStringLiteral("PRAGMA user_version")), std::int64_t(1));
        QCOMPARE(*numberOf(sql, QStringLiteral("SELECT count(*) FROM sqlite_master WHERE name = 'u'")),
                 std::int64_t(0));
    });
}

QTEST_GUILESS_MAIN(TestHistoryDamage)
#include "tst_history_damage.moc"
