// Compose in the real window with the fields of the embedded sandbox's lists: what is converted, refused, mended, sent.
#include "compose_bench.h"

#include <gui/activity/explanation.h>
#include <gui/sandbox_host.h>
#include <gui/schema_cache.h>
#include <gui/widgets/data_table.h>
#include <net/exchange_json.h>
#include <workspace/history_entry.h>

#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QListView>

using namespace smc;
using namespace smc::gui;

namespace {

constexpr const char *Wrong =
    R"({"type":"identify","userId":"u1","messageId":"m","timestamp":"2026-01-31T10:00:00Z","sentAt":"31.01.2026 12:00"})";
constexpr const char *Converted =
    R"({"type":"identify","userId":"u1","messageId":"m","timestamp":"2026-01-31T12:00:00+02:00"})";

} // namespace

class TestComposeTypes : public ComposeBench
{
    Q_OBJECT

    DataTable &table() { return *named<DataTable>(*m_page, QStringLiteral("Row for SMC")); }
    QLabel &types() { return *named<QLabel>(*m_page, QStringLiteral("About the row")); }

    int rowOf(const QString &column)
    {
        const QAbstractItemModel &model = *table().model();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 0).data().toString() == column)
                return row;
        }
        return -1;
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void aValueThatSmcWouldRefuseIsNotSentAndIsMendedInOneStep()
    {
        write(Wrong);
        QTRY_COMPARE(m_page->preview().state, Preview::State::Refused);
        QVERIFY(!action("compose.send")->isEnabled());
        VerdictWidget *refused = verdict();
        QVERIFY(refused->isVisible());
        QVERIFY2(refused->content().sentence.contains(QStringLiteral("SENT_AT of segment_events")),
                 qPrintable(refused->content().sentence));
        QCOMPARE(refused->content().link, QStringLiteral("Write 2026-01-31T12:00:00.000Z"));
        QVERIFY(types().isVisible());
        QCOMPARE(types().accessibleDescription(), QStringLiteral("SMC would refuse SENT_AT."));
        const auto *problems = named<QListView>(*m_page, QStringLiteral("Problems of the event"));
        QStringList told;
        for (int row = 0; row < problems->model()->rowCount(); ++row)
            told.append(problems->model()->index(row, 0).data().toString());
        QVERIFY2(told.join(u'\n').contains(QStringLiteral("SMC would refuse SENT_AT")), qPrintable(told.join(u'\n')));
        const QModelIndex cell = table().model()->index(rowOf(QStringLiteral("SENT_AT")), 1);
        QTRY_VERIFY(table().viewport()->rect().contains(table().visualRect(cell)));
        m_bench->picture("compose-refused-value");
        theme::apply(*qApp, theme::Scheme::Dark);
        m_bench->picture("compose-refused-value-dark");
        theme::apply(*qApp, theme::Scheme::Light);
        m_bench->window().resize(1024, 680);
        QVERIFY2(clippedTexts(*m_page).isEmpty(), qPrintable(clippedTexts(*m_page).join(u'\n')));
        m_bench->picture("compose-refused-value-small");

        // Choosing the row lights up the place.
        table().selectRow(rowOf(QStringLiteral("SENT_AT")));
        QVERIFY(types().accessibleDescription().contains(QStringLiteral("SMC would refuse SENT_AT of segment_events")));
        table().selectRow(rowOf(QStringLiteral("USER_ID")));
        QCOMPARE(types().accessibleDescription(),
                 QStringLiteral("USER_ID is copied from userId. SMC's field: Text, at most 255 characters."));

        const std::size_t before = console().sandbox().requests().size();
        action("compose.dryRun")->trigger();
        QVERIFY(resultOf(QStringLiteral("SMC would refuse it")) != nullptr);
        QCOMPARE(console().sandbox().requests().size(), before);
        Q_EMIT refused->linkActivated(refused->content().linkId);
        QTRY_COMPARE(m_page->preview().state, Preview::State::Ready);
        QVERIFY(editor().code().find("\"sentAt\":\"2026-01-31T12:00:00.000Z\"") != std::string::npos);
        QVERIFY(action("compose.send")->isEnabled());
        editor().undo();
        QTRY_COMPARE(editor().code(), std::string(Wrong));
    }

    void aRefusedValueComesIntoViewInASmallWindow()
    {
        m_bench->window().resize(1024, 680);
        write(Converted);
        QTRY_COMPARE(m_page->preview().state, Preview::State::Ready);
        table().scrollToTop();
        write(Wrong);
        QTRY_COMPARE(m_page->preview().state, Preview::State::Refused);
        const QModelIndex cell = table().model()->index(rowOf(QStringLiteral("SENT_AT")), 1);
        QTRY_VERIFY(table().viewport()->rect().contains(table().visualRect(cell)));
        // The first time that the row is shown at all, too.
        write("");
        QTRY_VERIFY(!table().isVisible());
        write(Wrong);
        QTRY_COMPARE(m_page->preview().state, Preview::State::Refused);
        const QModelIndex again = table().model()->index(rowOf(QStringLiteral("SENT_AT")), 1);
        QTRY_VERIFY(table().viewport()->rect().contains(table().visualRect(again)));
    }

    void whatIsSentIsWhatWasConverted()
    {
        write(Converted);
        QTRY_VERIFY(types().isVisible());
        QCOMPARE(types().accessibleDescription(),
                 QStringLiteral("One value was converted to the type of its field. Choose its row to see how."));
        const int row = rowOf(QStringLiteral("TIMESTAMP"));
        QCOMPARE(table().model()->index(row, 1).data().toString(), QStringLiteral("2026-01-31T10:00:00.000Z"));
        table().selectRow(row);
        QVERIFY2(types().accessibleDescription().contains(
                     QStringLiteral("Converted from “2026-01-31T12:00:00+02:00” to 2026-01-31T10:00:00.000Z.")),
                 qPrintable(types().accessibleDescription()));
        m_bench->picture("compose-converted-value");
        action("compose.send")->trigger();
        QVERIFY(resultOf(QStringLiteral("Delivered")) != nullptr);
        const auto entry = entryOf(console(), history().front().id);
        const auto exchange = net::exchangeFromJson((*entry)->exchangeJson);
        QVERIFY(exchange.has_value());
        QVERIFY(exchange->request.body.find("\"2026-01-31T10:00:00.000Z\"") != std::string::npos);
        QCOMPARE((*entry)->eventText, std::string(Converted));
    }

    void aRunKeepsWhatSmcWouldRefuseInTheHistory()
    {
        write(Wrong);
        QTRY_COMPARE(m_page->preview().state, Preview::State::Refused);
        const SendReport report = QCoro::waitFor(console().send(Wrong));
        QCOMPARE(report.result, SendReport::Result::NotSent);
        QCOMPARE(report.verdict.word, QStringLiteral("SMC would refuse it"));
        const auto entries = history();
        QCOMPARE(entries.size(), std::size_t(1));
        QCOMPARE(entries.front().verdict, std::string("Refused"));
        const auto entry = entryOf(console(), entries.front().id);
        QCOMPARE(explain(**entry).side, TroubleSide::Yours);
        QCOMPARE(explain(**entry).todo,
                 QStringLiteral("Nothing was sent. Change the value in Compose, or the field in SMC."));
    }

    void anotherProfileKnowsNoFieldsUntilThePersonAsks()
    {
        write(Wrong);
        QTRY_COMPARE(m_page->preview().state, Preview::State::Refused);
        m_bench->addProfile("Acme", "production");
        openPage();
        write(Wrong);
        QTest::qWait(50);
        QVERIFY(m_page->preview().state != Preview::State::Refused);
        QVERIFY(console().destination().fields == nullptr);
        QVERIFY(!types().isVisible());
    }
};

QTEST_MAIN(TestComposeTypes)
#include "test_compose_types.moc"
