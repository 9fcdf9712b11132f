// The history's bounds: read from and kept in the workspace's settings.
#include "history_fixture.h"
#include "test_files.h"

#include <QTemporaryDir>

using namespace smc;
using namespace smc::workspace;

class TestHistoryLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_directory = m_folder->path().toStdString();
    }

    void theWorkspacesSettingsGiveTheLimits()
    {
        QVERIFY(readHistoryLimits(m_directory).limits == HistoryLimits());
        QVERIFY(!readHistoryLimits(m_directory).problem);
        write("{\"history\":{\"mostEntries\":3}}");
        QCOMPARE(readHistoryLimits(m_directory).limits.mostEntries, std::int64_t(3));
        QCOMPARE(readHistoryLimits(m_directory).limits.mostBytes, HistoryLimits().mostBytes);
        QVERIFY(!readHistoryLimits(m_directory).problem);
        auto store = HistoryStore::open(m_directory);
        QVERIFY(store.has_value());
        for (int i = 0; i < 5; ++i)
            QVERIFY(store->append(HistoryEntry{}).has_value());
        QCOMPARE(store->page().value().size(), std::size_t(3));
        write("{}");
        QVERIFY(!readHistoryLimits(m_directory).problem);
    }

    void settingsThatAreNoneAreSetAsideAndNamed()
    {
        for (const char *text : {"nonsense", "[1]", "{\"history\":{\"mostEntries\":3}", "", "\xff\xfe"}) {
            write(text);
            const ReadLimits read = readHistoryLimits(m_directory);
            QVERIFY2(read.limits == HistoryLimits(), text);
            QVERIFY2(read.problem, text);
            QCOMPARE(read.problem->code, std::string("settings_damaged"));
            const QStringList aside = filesUnder(m_directory);
            QCOMPARE(aside.size(), 1);
            const std::string kept = m_directory + "/" + aside.front().toStdString();
            QCOMPARE(contentOf(kept), QByteArray(text));
            for (const std::string &part : {kept, std::string("usual bounds")})
                QVERIFY2(contains(read.problem->message, part), read.problem->message.c_str());
            QVERIFY(!readHistoryLimits(m_directory).problem); // Said once.
            QVERIFY(QFile::remove(QString::fromStdString(kept)));
        }
    }

    void aBoundThatIsNoneIsNamedAndLeftAsItIs()
    {
        for (const char *text : {"{\"history\":{\"mostEntries\":3,\"mostBytes\":-1}}",
                                 "{\"history\":{\"mostEntries\":3,\"mostBytes\":\"1 GB\"}}",
                                 "{\"history\":{\"mostEntries\":3,\"mostBytes\":1e400}}"}) {
            write(text);
            const ReadLimits read = readHistoryLimits(m_directory);
            QCOMPARE(read.limits.mostEntries, std::int64_t(3));
            QCOMPARE(read.limits.mostBytes, HistoryLimits().mostBytes);
            QVERIFY2(read.problem && read.problem->code == "settings_invalid", text);
            QVERIFY2(contains(read.problem->message, "/history/mostBytes"), read.problem->message.c_str());
            QCOMPARE(contentOf(m_directory + "/settings.json"), QByteArray(text));
        }
        write("{\"history\":7}");
        QVERIFY(readHistoryLimits(m_directory).problem.has_value());
    }

    void aBoundThatIsNoneIsCopiedBeforeAnotherTakesItsPlace()
    {
        const char *const text = "{\"history\":{\"mostEntries\":\"many\"}}";
        write(text);
        QVERIFY(keepHistoryLimits(m_directory, {7, 8}).has_value());
        QVERIFY((readHistoryLimits(m_directory).limits == HistoryLimits{7, 8}));
        QVERIFY(!readHistoryLimits(m_directory).problem);
        QStringList files = filesUnder(m_directory);
        files.removeAll(QStringLiteral("settings.json"));
        QCOMPARE(files.size(), 1);
        QCOMPARE(contentOf(m_directory + "/" + files.front().toStdString()), QByteArray(text));
        QVERIFY(keepHistoryLimits(m_directory, {9, 10}).has_value());
        QCOMPARE(filesUnder(m_directory).size(), 2);
    }

    void keptLimitsAreReadAgainAndLeaveTheRest()
    {
        write("{\"editor\":{\"zoom\":1.00},\"history\":{\"mostEntries\":3,\"more\":[1e2]},\"editor\":2}");
        QVERIFY(keepHistoryLimits(m_directory, {50, 1000}).has_value());
        QVERIFY((readHistoryLimits(m_directory).limits == HistoryLimits{50, 1000}));
        const std::string text = contentOf(m_directory + "/settings.json").toStdString();
        QVERIFY2(contains(text, "\"zoom\": 1.00"), text.c_str());
        QVERIFY2(contains(text, "1e2"), text.c_str());
        QVERIFY2(contains(text, "\"editor\": 2"), text.c_str());
    }

    void limitsCanBeKeptWhereThereIsNoFileYet()
    {
        QVERIFY(keepHistoryLimits(m_directory, {7, 8}).has_value());
        QVERIFY((readHistoryLimits(m_directory).limits == HistoryLimits{7, 8}));
    }

    void settingsThatCannotBeReadAreLeftAlone()
    {
        for (const char *text : {"nonsense", "[1]", "{\"history\":", ""}) {
            write(text);
            const auto kept = keepHistoryLimits(m_directory, {7, 8});
            QVERIFY2(!kept, text);
            QCOMPARE(kept.error().code, std::string("settings_unreadable"));
            QCOMPARE(contentOf(m_directory + "/settings.json"), QByteArray(text));
        }
    }

private:
    void write(const char *text) { put(m_directory + "/settings.json", text); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_directory;
};

QTEST_GUILESS_MAIN(TestHistoryLimits)
#include "tst_history_limits.moc"
