// Which texts are ISO 8601 dates and times.
#include <segment/timestamp.h>

#include <QTest>

using namespace smc::segment;

class TestTimestamp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreClassified_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("form");
        const auto rows = [](TimestampForm form, std::initializer_list<const char *> texts) {
            for (const char *text : texts)
                QTest::newRow(text) << QByteArray(text) << static_cast<int>(form);
        };
        rows(TimestampForm::Complete,
             {"2026-01-31T12:00:00.123Z", "2026-01-31T12:00:00Z", "2026-01-31T12:00Z", "2026-01-31T13:00:00+01:00",
              "2026-01-31T13:00:00-0530", "2026-01-31T13:00:00+01", "2024-02-29T00:00:00Z", "2000-02-29T00:00:00Z",
              "2026-06-30T23:59:60Z", "2026-01-31T24:00:00Z", "2026-01-31T12:00:00.123456789Z",
              "2026-01-31T12:00:00,5Z", "2026-01-31t12:00:00z", "0000-01-01T00:00:00Z"});
        rows(TimestampForm::WithoutZone, {"2026-01-31", "2026-01-31T12:00:00.123", "2026-01-31T12:00"});
        rows(TimestampForm::NotIso8601, {"",
                                         "2026",
                                         "2026-01",
                                         "2026-13-01",
                                         "2026-00-01",
                                         "2026-01-32",
                                         "2026-01-00",
                                         "2025-02-29",
                                         "1900-02-29",
                                         "2026-04-31",
                                         "2026-01-31T",
                                         "2026-01-31T12",
                                         "2026-01-31T25:00:00Z",
                                         "2026-01-31T24:01:00Z",
                                         "2026-01-31T12:60:00Z",
                                         "2026-01-31T12:00:61Z",
                                         "2026-01-31T12:00:60Z",
                                         "2026-01-31T12:00:00.Z",
                                         "2026-01-31 12:00:00Z",
                                         "2026-01-31T12:00:00 Z",
                                         "2026-01-31T12:00:00+24:00",
                                         "2026-01-31T12:00:00+1",
                                         "2026-01-31T12:00:00+01:0",
                                         "2026-01-31T12:00:00ZZ",
                                         "26-01-31T12:00:00Z",
                                         "+2026-01-31T12:00:00Z",
                                         "01/31/2026",
                                         "1769860800",
                                         "Sat, 31 Jan 2026 12:00:00 GMT",
                                         " 2026-01-31T12:00:00Z",
                                         "now"});
    }

    void textsAreClassified()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, form);
        QCOMPARE(static_cast<int>(timestampForm({text.constData(), std::size_t(text.size())})), form);
    }
};

QTEST_APPLESS_MAIN(TestTimestamp)
#include "tst_timestamp.moc"
