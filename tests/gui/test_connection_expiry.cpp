// The last day of a key on the Connection page: how it is written, and what is said of it.
#include "connection_bench.h"
#include "window_bench.h"

#include <gui/connection/profile_draft.h>
#include <gui/widgets/date_edit.h>
#include <workspace/profile.h>

#include <QApplication>
#include <QCalendarWidget>
#include <QCheckBox>
#include <QLabel>
#include <QTest>

using namespace smc::gui;

class TestConnectionExpiry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void expiryCountsTheDays_data();
    void expiryCountsTheDays();
    void expiryDateIsKept();
    void expiryDateIsReadAsItIsWritten_data();
    void expiryDateIsReadAsItIsWritten();
    void whatIsNoDateIsRefused();
};

void TestConnectionExpiry::expiryCountsTheDays_data()
{
    QTest::addColumn<QDate>("expires");
    QTest::addColumn<QString>("text");
    QTest::addColumn<theme::Tone>("tone");
    QTest::newRow("far") << QDate(2026, 4, 10) << QStringLiteral("40 days left.") << theme::Tone::Success;
    QTest::newRow("thirty") << QDate(2026, 3, 31) << QStringLiteral("30 days left.") << theme::Tone::Success;
    QTest::newRow("under thirty") << QDate(2026, 3, 30) << QStringLiteral("29 days left.") << theme::Tone::Warning;
    QTest::newRow("tomorrow") << QDate(2026, 3, 2) << QStringLiteral("1 day left.") << theme::Tone::Warning;
    QTest::newRow("today") << QDate(2026, 3, 1) << QStringLiteral("Today is its last day.") << theme::Tone::Danger;
}

void TestConnectionExpiry::expiryCountsTheDays()
{
    QFETCH(QDate, expires);
    QFETCH(QString, text);
    QFETCH(theme::Tone, tone);
    const Expiry expiry = expiryOf(expires, QDate(2026, 3, 1));
    QCOMPARE(expiry.text, text);
    QCOMPARE(expiry.tone, tone);
    QVERIFY(expiryOf(expires, expires.addDays(1)).text.startsWith(QStringLiteral("Expired.")));
    QVERIFY(expiryOf({}, expires).text.isEmpty());
}

void TestConnectionExpiry::expiryDateIsKept()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    auto &box = bench.named<QCheckBox>("The key expires");
    auto &date = bench.named<DateEdit>("Last day of the key");
    auto &under = bench.find<QLabel>("keyExpiresUnder");
    QVERIFY(!date.isEnabled());
    box.click();
    date.setDate(QDate(2026, 3, 11));
    QCOMPARE(under.text(), QStringLiteral("10 days left."));
    QCOMPARE(under.property("role").toString(), QStringLiteral("warning"));
    bench.picture("state-key-expires");
    bench.action("connection.save").trigger();
    bench.written();
    QTRY_COMPARE(bench.console().profile().keyExpires, std::optional(QDate(2026, 3, 11)));
    box.click();
    QVERIFY(!under.isVisible());
}

void TestConnectionExpiry::expiryDateIsReadAsItIsWritten_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDate>("date");
    const QDate day(2026, 11, 25);
    QTest::newRow("ISO") << QStringLiteral("C") << QStringLiteral("2026-11-25") << day;
    QTest::newRow("ISO in Germany") << QStringLiteral("de_DE") << QStringLiteral(" 2026-11-25 ") << day;
    QTest::newRow("long") << QStringLiteral("C") << QStringLiteral("25 November 2026") << day;
    QTest::newRow("short month") << QStringLiteral("en_GB") << QStringLiteral("25 Nov 2026") << day;
    QTest::newRow("British") << QStringLiteral("en_GB") << QStringLiteral("25/11/2026") << day;
    QTest::newRow("American, two digits") << QStringLiteral("en_US") << QStringLiteral("11/25/26") << day;
    QTest::newRow("American") << QStringLiteral("en_US") << QStringLiteral("11/25/2026") << day;
    QTest::newRow("German") << QStringLiteral("de_DE") << QStringLiteral("25.11.2026") << day;
    QTest::newRow("German, two digits") << QStringLiteral("de_DE") << QStringLiteral("25.11.26") << day;
    QTest::newRow("German month") << QStringLiteral("de_DE") << QStringLiteral("25. November 2026") << day;
    QTest::newRow("no such day") << QStringLiteral("C") << QStringLiteral("2026-02-30") << QDate();
    QTest::newRow("month first in Britain") << QStringLiteral("en_GB") << QStringLiteral("11/25/2026") << QDate();
    QTest::newRow("half") << QStringLiteral("C") << QStringLiteral("2026-11") << QDate();
    QTest::newRow("long ago") << QStringLiteral("C") << QStringLiteral("1926-11-25") << QDate();
    QTest::newRow("year of five digits") << QStringLiteral("C") << QStringLiteral("20260-11-25") << QDate();
    QTest::newRow("nothing") << QStringLiteral("C") << QString() << QDate();
    QTest::newRow("words") << QStringLiteral("C") << QStringLiteral("next year") << QDate();
}

void TestConnectionExpiry::expiryDateIsReadAsItIsWritten()
{
    QFETCH(QString, locale);
    QFETCH(QString, text);
    QFETCH(QDate, date);
    QCOMPARE(dateIn(text, QLocale(locale)).value_or(QDate()), date);
}

void TestConnectionExpiry::whatIsNoDateIsRefused()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    bench.named<QCheckBox>("The key expires").click();
    auto &field = bench.named<DateEdit>("Last day of the key");
    auto &under = bench.find<QLabel>("keyExpiresUnder");
    type(field, QStringLiteral("2026-11-25"));
    QCOMPARE(field.date(), QDate(2026, 11, 25));
    QCOMPARE(under.text(), QStringLiteral("269 days left."));
    leave(field);
    QCOMPARE(field.text(), QStringLiteral("25 November 2026"));

    type(field, QStringLiteral("2026-11-31"));
    QVERIFY(!under.isVisible()); // It may become right.
    leave(field);
    QCOMPARE(field.text(), QStringLiteral("2026-11-31"));
    QVERIFY(field.property("wrong").toBool());
    QVERIFY(under.isVisible());
    QCOMPARE(under.property("role").toString(), QStringLiteral("error"));
    QVERIFY2(under.text().contains(QStringLiteral("2026-11-25")), qPrintable(under.text()));
    bench.picture("state-no-date");
    bench.action("connection.save").trigger();
    bench.written();
    QVERIFY(!bench.console().profile().keyExpires.has_value());
    QVERIFY(field.hasFocus());

    type(field, QStringLiteral("2026-11-30"));
    QVERIFY(!field.property("wrong").toBool());
    bench.action("connection.save").trigger();
    bench.written();
    QTRY_COMPARE(bench.console().profile().keyExpires, std::optional(QDate(2026, 11, 30)));
    QTest::keyClick(&field, Qt::Key_Up);
    QCOMPARE(field.date(), QDate(2026, 12, 1));
    QTest::keyClick(&field, Qt::Key_Down, Qt::AltModifier);
    QTRY_VERIFY(field.findChild<QCalendarWidget *>() && field.findChild<QCalendarWidget *>()->isVisible());
    auto *calendar = field.findChild<QCalendarWidget *>();
    QCOMPARE(calendar->selectedDate(), QDate(2026, 12, 1));
    calendar->window()->grab().save(pictureFolder() + QStringLiteral("/state-calendar.png"));
    Q_EMIT calendar->clicked(QDate(2026, 12, 24));
    QCOMPARE(field.text(), QStringLiteral("24 December 2026"));
    QTRY_VERIFY(!field.findChild<QCalendarWidget *>());
}

QTEST_MAIN(TestConnectionExpiry)
#include "test_connection_expiry.moc"
