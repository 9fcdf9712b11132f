// Activity: a range of times of one's own.
#include "activity_bench.h"

#include <gui/widgets/moment_edit.h>

#include <QLabel>
#include <QPushButton>

using namespace smc;
using namespace smc::gui;

class TestActivityRange : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ActivityBench> m_activity;

    ActivityBench &activity() { return *m_activity; }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }
    void init() { m_activity = std::make_unique<ActivityBench>(); }
    void cleanup() { m_activity.reset(); }

    void aRangeOfOnesOwnIsAskedAndRemembered()
    {
        const QDateTime noon(QDate(2026, 2, 20), QTime(12, 0));
        activity().fill(5, [&](workspace::HistoryEntry &entry, int i) {
            entry.timeMs = noon.addSecs(i * 60LL).toMSecsSinceEpoch() + 30'000;
        });
        activity().openAnew();
        auto *from = named<MomentEdit>(*activity().page, QStringLiteral("From"));
        auto *until = named<MomentEdit>(*activity().page, QStringLiteral("To"));
        QVERIFY(!from->isVisible());
        activity().choose(QStringLiteral("Show times"), QStringLiteral("From … to …"));
        QVERIFY(from->isVisible() && until->isVisible());
        // It begins with the day that it is for the console.
        QCOMPARE(from->moment(), QDateTime(QDate(2026, 3, 1), QTime(0, 0)));
        QCOMPARE(activity().rows(), 0);
        const auto shows = [this](int rows) {
            return QTest::qWaitFor([&] {
                activity().settle();
                return activity().rows() == rows;
            });
        };
        from->setMoment(noon.addSecs(60));
        until->setMoment(noon.addSecs(180));
        // The last minute is meant as well.
        QVERIFY(shows(3));
        QCOMPARE(activity().cell(0, HistoryModel::SentenceColumn), QStringLiteral("Number 3"));
        activity().bench.picture("activity-range");
        activity().bench.window().close();
        QTRY_VERIFY(!activity().bench.window().isVisible());
        activity().openAnew();
        from = named<MomentEdit>(*activity().page, QStringLiteral("From"));
        until = named<MomentEdit>(*activity().page, QStringLiteral("To"));
        QVERIFY(from->isVisible());
        QVERIFY(shows(3));
        until->setMoment(noon);
        QVERIFY(shows(0));
        QTRY_COMPARE(activity().labelWith(QStringLiteral("ends before it begins")),
                     QStringLiteral("This range ends before it begins, so it holds nothing."));
        named<QPushButton>(*activity().page, QStringLiteral("Clear filters"))->click();
        QVERIFY(shows(5));
        QVERIFY(!from->isVisible());
    }

    void aMomentIsReadAsItIsWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QDateTime>("moment");
        const auto at = [](int hour, int minute) { return QDateTime(QDate(2026, 11, 22), QTime(hour, minute)); };
        const std::pair<const char *, QDateTime> texts[] = {
            {"2026-11-22 14:30", at(14, 30)},
            {"  2026-11-22   9:05 ", at(9, 5)},
            {"2026-11-22T14:30:59", at(14, 30)},
            {"22 November 2026, 14:30", at(14, 30)},
            {"2026-11-22", at(23, 59)},
            {"2026-11-22 2:30 pm", at(14, 30)},
            {"2026-11-22 12:05 AM", at(0, 5)},
            {"2026-13-45", {}},
            {"2026-02-30 10:00", {}},
            {"2026-11-22 24:00", {}},
            {"2026-11-22 14:3", {}},
            {"2026-11-22 13:00 pm", {}},
            {"14:30", {}},
            {"", {}},
            {"2026-11-22 14:30 or so", {}},
        };
        for (const auto &[text, moment] : texts)
            QTest::newRow(text) << QString::fromLatin1(text) << moment;
        QTest::newRow("endless") << QString(100000, QLatin1Char('1')) << QDateTime();
    }

    void aMomentIsReadAsItIsWritten()
    {
        QFETCH(QString, text);
        QFETCH(QDateTime, moment);
        const auto found = momentIn(text, QLocale(QLocale::English, QLocale::UnitedStates), QTime(23, 59));
        QCOMPARE(found.value_or(QDateTime()), moment);
    }

    void aDateThatIsNoneIsSaidAndChangesNothing()
    {
        activity().fill(5);
        activity().openAnew();
        activity().choose(QStringLiteral("Show times"), QStringLiteral("From … to …"));
        auto *from = named<MomentEdit>(*activity().page, QStringLiteral("From"));
        const auto type = [&](const char *text) {
            from->setFocus();
            from->selectAll();
            QTest::keyClicks(from, QString::fromLatin1(text));
        };
        type("2023-11-14");
        QTRY_COMPARE(activity().rows(), 5);
        QCOMPARE(from->moment(), QDateTime(QDate(2023, 11, 14), QTime(0, 0)));
        type("2026-13-45");
        QVERIFY(from->accessibleDescription().isEmpty()); // It is not written to its end yet, maybe.
        QTest::keyClick(from, Qt::Key_Tab);
        QCOMPARE(from->text(), QStringLiteral("2026-13-45"));
        QVERIFY(from->accessibleDescription().startsWith(QStringLiteral("“2026-13-45” is no date.")));
        QTRY_COMPARE(activity().labelWith(QStringLiteral("is no date")), from->accessibleDescription());
        activity().settle();
        QCOMPARE(activity().rows(), 5);
        QCOMPARE(from->moment(), QDateTime(QDate(2023, 11, 14), QTime(0, 0)));
        type("22 November 2026");
        QVERIFY(from->accessibleDescription().isEmpty());
        QTest::keyClick(from, Qt::Key_Return);
        QCOMPARE(from->text(), QStringLiteral("2026-11-22 00:00"));
        QTRY_COMPARE(activity().rows(), 0);
        QTest::keyClick(from, Qt::Key_Down);
        QCOMPARE(from->text(), QStringLiteral("2026-11-21 00:00"));
    }
};

QTEST_MAIN(TestActivityRange)
#include "test_activity_range.moc"
