// Activity: the list narrowed by its filters.
#include "activity_bench.h"

#include <gui/widgets/banner.h>
#include <workspace/profile.h>

#include <QLabel>
#include <QPushButton>

#include <array>

using namespace smc;
using namespace smc::gui;

class TestActivityFilters : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ActivityBench> m_activity;

    ActivityBench &activity() { return *m_activity; }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }
    void init() { m_activity = std::make_unique<ActivityBench>(); }
    void cleanup() { m_activity.reset(); }

    void filtersNarrowTheListAndCanBeTakenBack()
    {
        activity().fill(40);
        activity().openAnew();
        QCOMPARE(activity().labelWith(QStringLiteral("entries")), QStringLiteral("40 entries"));
        activity().choose(QStringLiteral("Show verdicts"), QStringLiteral("Refused"));
        QCOMPARE(activity().rows(), 4);
        QCOMPARE(activity().labelWith(QStringLiteral("of 40")), QStringLiteral("4 of 40 entries"));
        auto *clear = named<QPushButton>(*activity().page, QStringLiteral("Clear filters"));
        QVERIFY(clear->isVisible());
        activity().choose(QStringLiteral("Show verdicts"), QStringLiteral("Cancelled"));
        QCOMPARE(activity().rows(), 0);
        QVERIFY(activity().emptyState() != nullptr);
        named<QPushButton>(*activity().emptyState(), "Show everything")->click();
        activity().settle();
        QCOMPARE(activity().rows(), 40);
        QVERIFY(!clear->isVisible());
    }

    void everyFilterIsAsked()
    {
        using workspace::HistoryEntry;
        const std::int64_t now = activity().console().clock().now().time_since_epoch().count();
        constexpr std::int64_t Hour = 3600 * 1000;
        activity().fill(9, [now](HistoryEntry &entry, int i) {
            entry.callType = i == 0 ? "group" : "track";
            entry.status = i == 1 ? 503 : i == 2 ? 401 : i == 3 ? 0 : i == 6 ? 302 : 200;
            // It is noon.
            const std::int64_t ago = i == 4   ? 10 * 24 * Hour
                                     : i == 5 ? 30 * Hour
                                     : i == 7 ? 3 * Hour
                                     : i == 8 ? 40 * 24 * Hour
                                              : 1000;
            entry.timeMs = now - ago;
        });
        activity().openAnew();
        const auto shown = [this] {
            QStringList numbers;
            for (int row = 0; row < activity().rows(); ++row)
                numbers.append(activity().cell(row, HistoryModel::SentenceColumn).remove(QStringLiteral("Number ")));
            numbers.sort();
            return numbers.join(u' ');
        };
        const QString all = QStringLiteral("0 1 2 3 4 5 6 7 8");
        const std::vector<std::array<const char *, 3>> choices = {{"Show calls", "Group", "0"},
                                                                  {"Show statuses", "2xx: done", "0 4 5 7 8"},
                                                                  {"Show statuses", "3xx: elsewhere", "6"},
                                                                  {"Show statuses", "4xx: refused", "2"},
                                                                  {"Show statuses", "401: not let in", "2"},
                                                                  {"Show statuses", "5xx: failed", "1"},
                                                                  {"Show statuses", "No answer", "3"},
                                                                  {"Show times", "Last hour", "0 1 2 3 6"},
                                                                  {"Show times", "Today", "0 1 2 3 6 7"},
                                                                  {"Show times", "Yesterday", "5"},
                                                                  {"Show times", "Last 7 days", "0 1 2 3 5 6 7"},
                                                                  {"Show times", "Last 30 days", "0 1 2 3 4 5 6 7"}};
        for (const auto &[box, choice, numbers] : choices) {
            QCOMPARE(shown(), all);
            activity().choose(QString::fromLatin1(box), QString::fromLatin1(choice));
            QVERIFY2(shown() == QLatin1String(numbers),
                     qPrintable(QLatin1String(choice) + QStringLiteral(": ") + shown()));
            named<QPushButton>(*activity().page, QStringLiteral("Clear filters"))->click();
            activity().settle();
        }
        QCOMPARE(shown(), all);
    }

    void theListShowsOneProfileAlone()
    {
        Console &console = activity().console();
        const std::string sandbox = console.profile().id;
        const Result<std::string> production = QCoro::waitFor(console.create("Production"));
        QVERIFY(production.has_value());
        activity().fill(5, [&](workspace::HistoryEntry &entry, int i) {
            entry.profileId = i < 2 ? *production : i < 4 ? sandbox : "one that is gone";
            // A name is no more than what it was called then.
            entry.profileName = "Sandbox";
        });
        activity().openAnew();
        const auto shown = [this] {
            QStringList sentences;
            for (int row = 0; row < activity().rows(); ++row)
                sentences.append(activity().cell(row, HistoryModel::SentenceColumn));
            return sentences;
        };
        QCOMPARE(activity().rows(), 5);
        activity().choose(QStringLiteral("Show profiles"), QStringLiteral("Production"));
        QCOMPARE(shown(), QStringList({QStringLiteral("Number 1"), QStringLiteral("Number 0")}));
        QCOMPARE(activity().labelWith(QStringLiteral("of 5")), QStringLiteral("2 of 5 entries"));
        activity().choose(QStringLiteral("Show profiles"), QStringLiteral("Sandbox"));
        QCOMPARE(shown(), QStringList({QStringLiteral("Number 3"), QStringLiteral("Number 2")}));
        activity().choose(QStringLiteral("Show profiles"), QStringLiteral("All profiles"));
        QCOMPARE(activity().rows(), 5);
    }

    void anEntryThatIsAskedForIsShownDespiteTheFilter()
    {
        activity().fill(400);
        activity().openAnew();
        activity().choose(QStringLiteral("Show verdicts"), QStringLiteral("Refused"));
        const std::int64_t delivered = historyOf(activity().console()).front().id - 350;
        activity().page->enter(QString::number(delivered));
        QTRY_COMPARE(activity().shownId(), delivered);
        QCOMPARE(activity().bannerText(), QStringLiteral("The filters are cleared: they hid this entry."));
        activity().choose(QStringLiteral("Show verdicts"), QStringLiteral("Delivered"));
        QVERIFY(!activity().page->banners().banner(QStringLiteral("filters")));
        const int rows = activity().rows();
        activity().page->enter(QStringLiteral("99999"));
        activity().settle();
        QVERIFY(activity().shownId() != 99999);
        // The filters are as they were, for they hid nothing.
        QTRY_COMPARE(activity().rows(), rows);
        QVERIFY(!activity().page->banners().banner(QStringLiteral("filters")));
    }

    void filtersSortingAndColumnsAreRemembered()
    {
        activity().fill(40);
        activity().openAnew();
        activity().choose(QStringLiteral("Show verdicts"), QStringLiteral("Refused"));
        activity().table().sortByColumn(HistoryModel::TimeColumn, Qt::AscendingOrder);
        activity().table().setColumnHidden(HistoryModel::StatusColumn, true);
        activity().settle();
        QCOMPARE(activity().cell(0, HistoryModel::SentenceColumn), QStringLiteral("Number 0"));
        activity().bench.window().close();
        QTRY_VERIFY(!activity().bench.window().isVisible());
        activity().openAnew();
        QCOMPARE(activity().rows(), 4);
        QCOMPARE(activity().cell(0, HistoryModel::SentenceColumn), QStringLiteral("Number 0"));
        QVERIFY(activity().table().isColumnHidden(HistoryModel::StatusColumn));
    }
};

QTEST_MAIN(TestActivityFilters)
#include "test_activity_filters.moc"
