// The sandbox as an object: demo content, what it shows of itself, and what stays in its file.
#include "support.h"

#include <sandbox/server.h>

#include <QtCore/qdiriterator.h>
#include <QtCore/qfile.h>
#include <QtCore/qtemporarydir.h>
#include <QtSql/qsqldatabase.h>
#include <QtSql/qsqlquery.h>
#include <QtTest/qsignalspy.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace smc::sandbox;
using namespace smc::sandbox::test;

namespace {

const QString Load =
    u"/organizations/DEMO/lists/segment_events/data/load?keyFields=MESSAGE_ID&fields=MESSAGE_ID,TYPE"_s;

const ListState *listNamed(const State &state, std::string_view apiName)
{
    for (const ListState &list : state.lists) {
        if (list.apiName == apiName)
            return &list;
    }
    return nullptr;
}

QByteArray allBytesIn(const QString &folder)
{
    QByteArray bytes;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            bytes += file.readAll();
    }
    return bytes;
}

} // namespace

class TestSandboxState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theUrlIsAnOriginOnLoopback()
    {
        Server server;
        QVERIFY(server.url().isEmpty());
        const auto url = server.start(Options());
        QVERIFY(url.has_value());
        QCOMPARE(url->toString(), u"http://127.0.0.1:%1"_s.arg(url->port()));
        QCOMPARE(server.url(), *url);
        QCOMPARE(server.start(Options()).error().code, "sandbox_running");
        server.stop();
        QVERIFY(!server.isRunning());
        QVERIFY(server.start(Options()).has_value());
    }

    void theDemoIsThereAtTheStart()
    {
        Sandbox sandbox;
        const auto state = sandbox.server.state();
        QVERIFY(state.has_value());
        QCOMPARE(state->organization, "DEMO");
        QCOMPARE(state->lists.size(), 2U);
        const ListState *events = listNamed(*state, "segment_events");
        QVERIFY(events);
        QCOMPARE(events->kind, ListKind::Datalist);
        QCOMPARE(events->records, 0);
        QCOMPARE(events->fields.at(1).name, "MESSAGE_ID");
        QCOMPARE(events->businessKey, std::vector<std::string>{"MESSAGE_ID"});
        const ListState *users = listNamed(*state, "USERS_SEGMENT");
        QVERIFY(users);
        QCOMPARE(users->kind, ListKind::Userlist);
        QCOMPARE(users->records, 100);
        QCOMPARE(users->businessKey, std::vector<std::string>{"CUSTOMER_ID"});
        QCOMPARE(users->segments.at(0).apiName, "SegmentToSMCStatic");
        QCOMPARE(users->segments.at(0).members, 0);
    }

    void thePeopleAreTheSameEachTime()
    {
        Sandbox one;
        Sandbox other;
        const RowsQuery query{"users_segment", {}, 0, 1000};
        auto rows = one.server.rows(query);
        auto others = other.server.rows(query);
        QVERIFY(rows && others);
        QCOMPARE(rows->total, 100);
        QCOMPARE(rows->rows.size(), 100U);
        QSet<QString> mails;
        for (std::size_t i = 0; i < rows->rows.size(); ++i) {
            for (std::size_t column = 0; column < rows->columns.size(); ++column) {
                if (!rows->columns[column].ends_with("_DT"))
                    QVERIFY(rows->rows[i][column] == others->rows[i][column]);
            }
            mails.insert(QString::fromStdString(rows->rows[i].at(1).value()));
        }
        QCOMPARE(mails.size(), 100);
        QVERIFY(mails.contains(u"segmenttest@selligent.com"_s));
    }

    void rowsAreSortedBeforeTheyComeInPages()
    {
        Sandbox sandbox;
        const auto firstOf = [&sandbox](const RowsQuery &query) { return sandbox.server.rows(query)->rows.at(0); };
        using Direction = RowsOrder::Direction;
        // As numbers, and the last of all records, not of the first page.
        QCOMPARE(firstOf({"USERS_SEGMENT", {}, 0, 10, RowsOrder{"id", Direction::Descending}}).at(0).value(), "100");
        QCOMPARE(firstOf({"USERS_SEGMENT", {}, 10, 10, RowsOrder{"ID", Direction::Descending}}).at(0).value(), "90");
        const auto all = sandbox.server.rows({"USERS_SEGMENT", {}, 0, 1000, RowsOrder{"MAIL", Direction::Ascending}});
        QVERIFY(all && all->rows.size() == 100);
        QVERIFY(std::is_sorted(all->rows.begin(), all->rows.end(), [](const StoredRow &a, const StoredRow &b) {
            return QString::fromStdString(*a.at(1)).compare(QString::fromStdString(*b.at(1)), Qt::CaseInsensitive) < 0;
        }));
        QCOMPARE(all->types.size(), all->columns.size());
        QCOMPARE(all->types.at(0), DataType::Long);
        // A column that is none, whatever it says, sorts nothing.
        for (const char *hostile : {"", "GONE", "ID\" DESC; DROP TABLE smc_lists; --", "1", "random()"})
            QCOMPARE(firstOf({"USERS_SEGMENT", {}, 0, 10, RowsOrder{hostile, Direction::Descending}}).at(0).value(),
                     "1");
        QCOMPARE(sandbox.server.state()->lists.size(), 2U);
    }

    void allRowsAreReadAtOnceAndNoFurtherThanWanted()
    {
        Sandbox sandbox;
        std::vector<std::string> names;
        std::size_t rows = 0;
        std::size_t most = 1000;
        const RowsSink sink{[&names](const std::vector<std::string> &columns, const std::vector<DataType> &types) {
                                names = columns;
                                return types.size() == columns.size();
                            },
                            [&](const StoredRow &row) { return row.size() == names.size() && ++rows < most; }};
        const RowsQuery query{"USERS_SEGMENT", {}, 50, 10};
        QVERIFY(readAllRows(sandbox.server.stateFile(), query, sink));
        QCOMPARE(rows, 100U);
        most = 3;
        rows = 0;
        QVERIFY(readAllRows(sandbox.server.stateFile(), query, sink));
        QCOMPARE(rows, 3U);
        QCOMPARE(readAllRows(sandbox.server.stateFile(), {"GONE", {}}, sink).error().code, "sandbox_list");
    }

    void rowsComePageByPageAndBySegment()
    {
        Sandbox sandbox;
        const auto page = sandbox.server.rows({"USERS_SEGMENT", {}, 98, 10});
        QCOMPARE(page->rows.size(), 2U);
        QCOMPARE(page->rows.at(0).at(0).value(), "99");
        sandbox.post(
            listPath(u"USERS_SEGMENT"_s, u"/segments/SegmentToSMCStatic/data/load?keyFields=MAIL&fields=MAIL"_s),
            R"([["segmenttest@selligent.com"]])");
        const auto members = sandbox.server.rows({"USERS_SEGMENT", "segmenttosmcstatic", 0, 10});
        QCOMPARE(members->total, 1);
        QCOMPARE(members->rows.at(0).at(1).value(), "segmenttest@selligent.com");
        QVERIFY(!members->rows.at(0).at(4).has_value());
        QCOMPARE(sandbox.server.rows({"nowhere", {}, 0, 10}).error().code, "sandbox_list");
    }

    void changesAndRequestsAreTold()
    {
        Sandbox sandbox;
        QSignalSpy changed(&sandbox.server, &Server::changed);
        QSignalSpy handled(&sandbox.server, &Server::requestHandled);
        sandbox.get(u"/organizations/DEMO/lists"_s);
        QTRY_COMPARE(handled.size(), 1);
        QTest::qWait(200);
        QCOMPARE(changed.size(), 0);
        sandbox.post(Load, R"([["m-1","track"]])");
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(handled.size(), 2);
        const auto entry = handled.at(1).at(0).value<RequestLogEntry>();
        QCOMPARE(entry.method, u"POST"_s);
        QCOMPARE(entry.path, u"/Portal/Api"_s + Load);
        QCOMPARE(entry.status, 200);
        QVERIFY(entry.time.secsTo(QDateTime::currentDateTimeUtc()) < 60);
    }

    void resettingBringsTheDemoBack()
    {
        Sandbox sandbox;
        sandbox.post(Load, R"([["m-1","track"]])");
        sandbox.del(listPath(u"USERS_SEGMENT"_s));
        sandbox.post(u"/organizations/DEMO/lists"_s, R"({"api_name":"extra","name":"Extra","type":"Datalist"})");
        QSignalSpy changed(&sandbox.server, &Server::changed);
        QTRY_COMPARE(listNamed(*sandbox.server.state(), "extra") != nullptr, true);
        sandbox.server.resetToDemo();
        QTRY_COMPARE(listNamed(*sandbox.server.state(), "extra") == nullptr, true);
        const auto state = sandbox.server.state();
        QCOMPARE(listNamed(*state, "USERS_SEGMENT")->records, 100);
        QCOMPARE(listNamed(*state, "segment_events")->records, 0);
        QTRY_VERIFY(!changed.isEmpty());
        QCOMPARE(sandbox.post(Load, R"([["m-1","track"]])").number("number_of_inserted_records"), 1);
    }

    void theStateFileKeepsTheContentAndNoSecret()
    {
        const QTemporaryDir folder;
        Options options;
        options.stateFile = folder.filePath(u"state.sqlite"_s);
        QByteArray firstKey;
        {
            Sandbox sandbox(options);
            firstKey = sandbox.credentials();
            QCOMPARE(sandbox.post(Load, R"([["m-1","track"]])").status, 200);
            QCOMPARE(sandbox.send("POST", Load, R"([["m-2","track"]])", {{"X-ApiKey", "wrong:wrong-secret-in-request"}})
                         .status,
                     401);
            const QByteArray running = allBytesIn(folder.path());
            for (const QByteArray &part : firstKey.split(':'))
                QVERIFY(!running.contains(part));
        }
        {
            Sandbox sandbox(options);
            QVERIFY(sandbox.credentials() != firstKey);
            const auto rows = sandbox.server.rows({"segment_events", {}, 0, 10});
            QCOMPARE(rows->total, 1);
            QCOMPARE(rows->rows.at(0).at(1).value(), "m-1");
            QCOMPARE(sandbox.post(Load, R"([["m-1","page"]])").number("number_of_updated_records"), 1);
        }
        const QByteArray bytes = allBytesIn(folder.path());
        QVERIFY(bytes.contains("segmenttest@selligent.com"));
        QVERIFY(!bytes.contains("wrong-secret-in-request"));
        for (const QByteArray &part : firstKey.split(':'))
            QVERIFY(!bytes.contains(part));
    }

    void aTemporarySandboxLeavesNothingBehind()
    {
        const auto count = [] {
            return QDir(QDir::tempPath()).entryList({u"tst_sandbox_state-*"_s}, QDir::AllEntries).size();
        };
        const auto before = count();
        {
            Sandbox sandbox;
            QVERIFY(sandbox.server.state().has_value());
            QCOMPARE(count(), before + 1);
        }
        QCOMPARE(count(), before);
    }

    void twoSandboxesCannotShareAFile()
    {
        const QTemporaryDir folder;
        Options options;
        options.stateFile = folder.filePath(u"state.sqlite"_s);
        Sandbox sandbox(options);
        Server other;
        const auto started = other.start(options);
        QVERIFY(!started);
        QCOMPARE(started.error().code, "sandbox_state_file");
        QVERIFY(sandbox.server.state().has_value());
    }

    void aFileThatIsNoStateIsRefusedAndLeftAlone()
    {
        const QTemporaryDir folder;
        Options options;
        options.stateFile = folder.filePath(u"notes.txt"_s);
        const QByteArray text("These are my notes, and not a database at all.\n");
        QFile file(options.stateFile);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.repeated(50));
        file.close();
        Server server;
        const auto started = server.start(options);
        QVERIFY(!started);
        QCOMPARE(started.error().code, "sandbox_state_file");
        QCOMPARE(started.error().where, options.stateFile.toStdString());
        QCOMPARE(started.error().message, "This file is no state of a sandbox: it is not an SQLite database. Give a "
                                          "file that a sandbox wrote, or a new name.");
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), text.repeated(50));

        options.stateFile = folder.filePath(u"no/such/folder/state.sqlite"_s);
        QCOMPARE(server.start(options).error().code, "sandbox_state_file");
    }

    void aFolderOrADamagedFileIsRefusedInPlainWords()
    {
        const QTemporaryDir folder;
        Options options;
        options.stateFile = folder.path();
        Server server;
        const auto onFolder = server.start(options);
        QVERIFY(!onFolder);
        QVERIFY2(onFolder.error().message.find("a file, not a folder") != std::string::npos,
                 onFolder.error().message.c_str());

        options.stateFile = folder.filePath(u"state.sqlite"_s);
        {
            const Sandbox sandbox(options);
        }
        QFile file(options.stateFile);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(100); // Behind the header: the schema's page.
        file.write(QByteArray(3000, '\x5a'));
        file.close();
        const auto onDamaged = server.start(options);
        QVERIFY(!onDamaged);
        QCOMPARE(onDamaged.error().message,
                 "The state file is damaged. Give another file, or remove this one to begin anew.");
    }

    void keysOfTheStateAreKnownAgainWhateverStandsAmongThem_data()
    {
        QTest::addColumn<QStringList>("changes");
        QTest::addColumn<bool>("isUsable");
        QTest::newRow("none, as in a file of an earlier version") << QStringList{u"DROP TABLE smc_keys"_s} << true;
        QTest::newRow("texts that are no marks")
            << QStringList{u"INSERT INTO smc_keys (mark) VALUES (''), (NULL), (zeroblob(64)), (hex(zeroblob(5000000)))"_s}
            << true;
        QTest::newRow("another table of that name")
            << QStringList{u"DROP TABLE smc_keys"_s, u"CREATE TABLE smc_keys (name TEXT)"_s} << false;
    }
    void keysOfTheStateAreKnownAgainWhateverStandsAmongThem()
    {
        QFETCH(const QStringList, changes);
        QFETCH(const bool, isUsable);
        const QTemporaryDir folder;
        Options options;
        options.stateFile = folder.filePath(u"state.sqlite"_s);
        options.keys = Options::Keys::OfTheState;
        QVERIFY(Server().start(options));
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"keys"_s);
            database.setDatabaseName(options.stateFile);
            QVERIFY(database.open());
            QSqlQuery query(database);
            for (const QString &change : changes)
                QVERIFY(query.exec(change));
        }
        QSqlDatabase::removeDatabase(u"keys"_s);
        Server server;
        const auto started = server.start(options);
        QCOMPARE(started.has_value(), isUsable);
        if (isUsable)
            QCOMPARE(server.state()->lists.size(), 2U);
        else
            QCOMPARE(started.error().code, "sandbox_state_file");
    }

    void aDatabaseOfAnotherProgramIsRefusedAndLeftAlone()
    {
        const QTemporaryDir folder;
        Options options;
        options.stateFile = folder.filePath(u"other.sqlite"_s);
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
            database.setDatabaseName(options.stateFile);
            QVERIFY(database.open());
            QSqlQuery query(database);
            QVERIFY(query.exec(u"CREATE TABLE accounts (id INTEGER)"_s));
        }
        QSqlDatabase::removeDatabase(u"other"_s);
        const QByteArray before = allBytesIn(folder.path());
        Server server;
        const auto started = server.start(options);
        QVERIFY(!started);
        QCOMPARE(started.error().code, "sandbox_state_file");
        QCOMPARE(allBytesIn(folder.path()), before);
    }

    void aTakenPortIsAnError()
    {
        Sandbox sandbox;
        Options options;
        options.port = sandbox.port();
        Server other;
        const auto started = other.start(options);
        QVERIFY(!started);
        QCOMPARE(started.error().code, "sandbox_port");
        QVERIFY(!other.isRunning());
    }

    void anotherOrganizationCanBeNamed()
    {
        Options options;
        options.organization = "ACME";
        Sandbox sandbox(options);
        QCOMPARE(sandbox.get(u"/organizations/acme"_s).text("name"), "ACME");
        QCOMPARE(sandbox.get(u"/organizations/DEMO"_s).status, 404);
        options.organization = "not a name";
        Server other;
        QCOMPARE(other.start(options).error().code, "sandbox_organization");
    }

    void stoppingDuringALoadIsQuickAndLeavesNoHalfOfIt()
    {
        const QTemporaryDir folder;
        Options options;
        options.stateFile = folder.filePath(u"state.sqlite"_s);
        QByteArray rows = "[";
        for (int i = 0; i < 100'000; ++i)
            rows += (i ? ",[\"m-" : "[\"m-") + QByteArray::number(i) + "\",\"track\"]";
        rows += ']';
        auto sandbox = std::make_unique<Sandbox>(options);
        auto load = sandbox->begin("POST", Load, rows);
        QTest::qWait(1500);
        QElapsedTimer clock;
        clock.start();
        sandbox->server.stop();
        QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));
        load.reset();
        sandbox.reset();
        Sandbox again(options);
        const qint64 records = listNamed(*again.server.state(), "segment_events")->records;
        QVERIFY2(records == 0 || records == 100'000, qPrintable(QString::number(records)));
    }
};

QTEST_GUILESS_MAIN(TestSandboxState)
#include "tst_sandbox_state.moc"
