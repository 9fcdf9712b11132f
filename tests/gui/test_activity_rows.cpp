// The rows of Activity's list are as high as their sentences.
#include "activity_bench.h"

using namespace smc;
using namespace smc::gui;

class TestActivityRows : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ActivityBench> m_activity;

    ActivityBench &activity() { return *m_activity; }
    WindowBench &bench() { return m_activity->bench; }
    DataTable &table() { return m_activity->table(); }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void init() { m_activity = std::make_unique<ActivityBench>(); }

    void cleanup() { m_activity.reset(); }

    void longSentencesAreShownWhole()
    {
        const std::string sentence =
            "The certificate of localhost is signed by nobody this computer trusts, so nothing was sent. Details: The "
            "issuer certificate of a locally looked up certificate could not be found.";
        activity().fill(300, [&](workspace::HistoryEntry &entry, int i) {
            if (i % 3 != 0)
                entry.sentence = sentence;
        });
        activity().openAnew();
        bench().window().resize(1024, 680);
        QTRY_VERIFY(table().model()->rowCount() >= 100);
        activity().settle();
        const auto height = [this](int row) {
            const QModelIndex index = table().model()->index(row, HistoryModel::SentenceColumn);
            const int width = table().columnWidth(HistoryModel::SentenceColumn) - 17;
            return table()
                .fontMetrics()
                .boundingRect(QRect(0, 0, width, 10000), Qt::TextWordWrap, index.data().toString())
                .height();
        };
        const auto firstInView = [this] { return table().rowAt(0); };
        const auto areWhole = [&] {
            int seen = 0;
            for (int row = firstInView(); row >= 0 && row < table().model()->rowCount(); ++row) {
                if (table().rowViewportPosition(row) >= table().viewport()->height())
                    break;
                if (table().rowHeight(row) < height(row))
                    return 0;
                ++seen;
            }
            return seen;
        };
        QTRY_VERIFY(areWhole() > 2);
        // A short one takes no more than it needs.
        const int shortRow = firstInView() + (table().model()
                                                      ->index(0, HistoryModel::SentenceColumn)
                                                      .data()
                                                      .toString()
                                                      .startsWith(QStringLiteral("Number"))
                                                  ? 0
                                                  : 2);
        QVERIFY(table().rowHeight(shortRow) < table().rowHeight(shortRow + 1));
        bench().picture("activity-long-sentences");
        // A row that the keyboard leads to is in view, whole.
        table().setFocus();
        for (int i = 0; i < 60; ++i)
            QTest::keyClick(&table(), Qt::Key_Down);
        const QRect current = table().visualRect(table().currentIndex());
        QVERIFY(current.height() >= height(table().currentIndex().row()));
        QVERIFY(current.top() >= 0 && current.bottom() <= table().viewport()->height());
        QTRY_VERIFY(areWhole() > 2);
    }
};

QTEST_MAIN(TestActivityRows)
#include "test_activity_rows.moc"
