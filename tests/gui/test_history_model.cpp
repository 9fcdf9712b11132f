// The list of Activity: pages of the history that come a little later than they are asked for.
#include "activity_bench.h"

#include <gui/verdict_words.h>
#include <workspace/verdict_order.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <algorithm>

using namespace smc;
using namespace smc::gui;

class TestHistoryModel : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ActivityBench> m_activity;

    HistoryService &history() { return m_activity->console().history(); }
    static QString sentence(const HistoryModel &model, int row)
    {
        return model.index(row, HistoryModel::SentenceColumn).data().toString();
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }
    void init() { m_activity = std::make_unique<ActivityBench>(); }
    void cleanup() { m_activity.reset(); }

    void theHistoryIsReadPageByPage()
    {
        m_activity->fill(250);
        HistoryModel model(history());
        QVERIFY(!model.isLoaded());
        model.reload();
        QTRY_VERIFY(model.isLoaded());
        QCOMPARE(model.rowCount(), HistoryModel::PageSize);
        QCOMPARE(sentence(model, 0), QStringLiteral("Number 249"));
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QVERIFY(!model.canFetchMore({})); // While that page is being read.
        QTRY_COMPARE(model.rowCount(), 200);
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 250);
        QCOMPARE(sentence(model, 249), QStringLiteral("Number 0"));
        QVERIFY(!model.canFetchMore({}));
    }

    void newAndRemovedEntriesMoveTheOthers()
    {
        m_activity->fill(20);
        HistoryModel model(history());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.reload();
        QTRY_COMPARE(model.rowCount(), 20);
        const std::int64_t tenth = model.entry(9).id;
        m_activity->fill(5);
        model.takeNew();
        model.takeNew(); // Twice asked, once taken.
        QTRY_COMPARE(model.rowOf(tenth), 14);
        QTest::qWait(20);
        QCOMPARE(model.rowCount(), 25);
        model.drop({model.entry(0).id, model.entry(3).id, 12345});
        QCOMPARE(model.rowOf(tenth), 12);
        QCOMPARE(model.rowCount(), 23);

        m_activity->fill(150); // More than one page holds.
        model.takeNew();
        QTRY_COMPARE(sentence(model, 0), QStringLiteral("Number 149"));
        QVERIFY(model.rowCount() >= HistoryModel::PageSize);
    }

    void whatBeganBeforeOthersEndedComesToItsPlace()
    {
        m_activity->fill(250, [](workspace::HistoryEntry &entry, int i) { entry.timeMs = 1000 + 10 * i; });
        HistoryModel model(history());
        model.reload();
        QTRY_COMPARE(model.rowCount(), HistoryModel::PageSize);
        std::vector<std::int64_t> began = {5000, 1000 + 10 * 240 + 5, 1005, 1000 + 10 * 240 + 5, 6000};
        m_activity->fill(5, [&](workspace::HistoryEntry &entry, int i) { entry.timeMs = began[std::size_t(i)]; });
        model.takeNew();
        QTRY_COMPARE(model.rowCount(), HistoryModel::PageSize + 4);
        QCOMPARE(model.entry(0).timeMs, std::int64_t(6000));
        QCOMPARE(model.entry(1).timeMs, std::int64_t(5000));
        model.fetchMore({}); // Below what was read there is one more.
        QTRY_COMPARE(model.rowCount(), 204);
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 255);
        QCOMPARE(model.entry(253).timeMs, std::int64_t(1005));
        for (int row = 1; row < model.rowCount(); ++row)
            QVERIFY(std::pair(model.entry(row - 1).timeMs, model.entry(row - 1).id) >
                    std::pair(model.entry(row).timeMs, model.entry(row).id));
    }

    void anEntryFarDownIsReadTowards()
    {
        m_activity->fill(1500);
        HistoryModel model(history());
        model.reload();
        QTRY_VERIFY(model.isLoaded());
        const std::int64_t oldest = model.entry(0).id - 1499;
        int rounds = 0;
        while (model.readTowards(oldest) && ++rounds < 100)
            QTest::qWait(5);
        QCOMPARE(model.rowOf(oldest), 1499);
        QVERIFY(!model.readTowards(123456789));
        QCOMPARE(model.rowOf(123456789), -1);
    }

    void columnsAreSortedByTheHistory()
    {
        m_activity->fill(300, [](workspace::HistoryEntry &entry, int i) {
            entry.method = "POST";
            entry.durationMs = (i * 7919) % 1000;
        });
        HistoryModel model(history());
        model.sort(HistoryModel::DurationColumn, Qt::AscendingOrder);
        QTRY_VERIFY(model.isLoaded());
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 200);
        for (int row = 1; row < model.rowCount(); ++row)
            QVERIFY(model.entry(row - 1).durationMs <= model.entry(row).durationMs);
        // What comes finds its place.
        workspace::HistoryEntry entry;
        entry.method = "POST";
        entry.sentence = "quickest";
        m_activity->keep(entry);
        model.takeNew();
        QTRY_COMPARE(sentence(model, 1), QStringLiteral("quickest"));
    }

    void sortedByVerdictTheSignsStandTogether()
    {
        const auto order = workspace::verdictsBySeverity();
        const std::vector<std::string> &verdicts = historyVerdicts();
        QVERIFY(std::is_permutation(order.begin(), order.end(), verdicts.begin(), verdicts.end()));
        m_activity->fill(static_cast<int>(verdicts.size()), [&](workspace::HistoryEntry &entry, int i) {
            entry.verdict = verdicts[static_cast<std::size_t>(i)];
        });
        HistoryModel model(history());
        model.sort(HistoryModel::VerdictColumn, Qt::AscendingOrder);
        QTRY_COMPARE(model.rowCount(), static_cast<int>(verdicts.size()));
        using theme::Tone;
        QList<Tone> tones;
        for (int row = 0; row < model.rowCount(); ++row) {
            const Tone tone = verdictWord(model.entry(row).verdict).tone;
            if (tones.isEmpty() || tones.last() != tone)
                tones.append(tone);
        }
        QCOMPARE(tones, (QList<Tone>{Tone::Danger, Tone::Warning, Tone::Neutral, Tone::Success}));
    }

    void aNewerQuestionOutdatesTheOlder()
    {
        m_activity->fill(2000,
                         [](workspace::HistoryEntry &entry, int) { entry.exchangeJson = std::string(5000, 'x'); });
        HistoryModel model(history());
        QSignalSpy loaded(&model, &HistoryModel::loaded);
        for (const char *text : {"Number 1", "Number 12", "Number 123", "Number 1234"}) {
            workspace::HistoryFilter filter;
            filter.text = text;
            model.setFilter(filter);
        }
        QTRY_VERIFY(model.isLoaded());
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(loaded.count(), 1);
    }

    void goingAwayWhileReadingHarmsNothing()
    {
        m_activity->fill(500);
        auto model = std::make_unique<HistoryModel>(history());
        workspace::HistoryFilter filter;
        filter.text = "Number";
        model->setFilter(filter);
        model.reset();
        QTest::qWait(30);
        auto service = std::make_unique<HistoryService>(m_activity->bench.folder().toStdString());
        bool isAnswered = false;
        const auto ask = [](HistoryService &of, bool &answered) -> QCoro::Task<void> {
            const workspace::HistoryFilter everything;
            const auto count = co_await of.count(everything);
            answered = count.has_value();
        };
        ask(*service, isAnswered);
        service.reset();
        QVERIFY(isAnswered);
    }

    void theWindowIsNotBlockedByALargeHistory()
    {
        m_activity->fill(3000,
                         [](workspace::HistoryEntry &entry, int) { entry.exchangeJson = std::string(30'000, 'x'); });
        HistoryModel model(history());
        workspace::HistoryFilter filter;
        filter.text = "nowhere to be found";
        QElapsedTimer whole;
        whole.start();
        QElapsedTimer turn;
        turn.start();
        qint64 longest = 0;
        int turns = 0;
        model.setFilter(filter);
        while (!model.isLoaded()) {
            longest = std::max(longest, turn.restart());
            QTest::qWait(1);
            ++turns;
        }
        qInfo("90 MB searched in %lld ms; the longest turn of the event loop took %lld ms of %d",
              static_cast<long long>(whole.elapsed()), static_cast<long long>(longest), turns);
        QVERIFY2(turns > 3, "The search is too short to tell");
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(TestHistoryModel)
#include "test_history_model.moc"
