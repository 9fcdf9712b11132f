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
        QVERIFY(historyLimits(m_directory) == HistoryLimits());
        write("{\"history\":{\"mostEntries\":3,\"mostBytes\":-1}}");
        QCOMPARE(historyLimits(m_directory).mostEntries, std::int64_t(3));
        QCOMPARE(historyLimits(m_directory).mostBytes, HistoryLimits().mostBytes);
        auto store = HistoryStore::open(m_directory);
        QVERIFY(store.has_value());
        for (int i = 0; i < 5; ++i)
            QVERIFY(store->append(HistoryEntry{}).has_value());
        QCOMPARE(store->page().value().size(), std::size_t(3));
        write("nonsense");
        QVERIFY(historyLimits(m_directory) == HistoryLimits());
    }

    void keptLimitsAreReadAgainAndLeaveTheRest()
    {
        write("{\"editor\":{\"zoom\":1.00},\"history\":{\"mostEntries\":3,\"more\":[1e2]},\"editor\":2}");
        QVERIFY(keepHistoryLimits(m_directory, {50, 1000}).has_value());
        QVERIFY((historyLimits(m_directory) == HistoryLimits{50, 1000}));
        const std::string text = contentOf(m_directory + "/settings.json").toStdString();
        QVERIFY2(contains(text, "\"zoom\": 1.00"), text.c_str());
        QVERIFY2(contains(text, "1e2"), text.c_str());
        QVERIFY2(contains(text, "\"editor\": 2"), text.c_str());
    }

    void limitsCanBeKeptWhereThereIsNoFileYet()
    {
        QVERIFY(keepHistoryLimits(m_directory, {7, 8}).has_value());
        QVERIFY((historyLimits(m_directory) == HistoryLimits{7, 8}));
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
