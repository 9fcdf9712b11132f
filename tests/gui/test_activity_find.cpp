// Activity: searching; columns; pins, notes, deleting and its undo; the history's bound.
#include "activity_bench.h"

#include <gui/activity/filter_bar.h>
#include <gui/activity/history_size.h>
#include <gui/widgets/banner.h>

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

using namespace smc;
using namespace smc::gui;

class TestActivityFind : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ActivityBench> m_activity;

    ActivityBench &activity() { return *m_activity; }
    QLineEdit &search() { return *named<QLineEdit>(*activity().page, QStringLiteral("Search the history")); }

    void typeSearch(const QString &text)
    {
        search().setFocus();
        search().setText(text); // Keys can't be clicked for what is not ASCII.
        QTest::keyClick(&search(), Qt::Key_Return);
        activity().settle();
    }

    void select(int first, int last)
    {
        activity().table().clearSelection();
        activity().table().setCurrentIndex(activity().table().model()->index(first, 0));
        for (int row = first; row <= last; ++row)
            activity().table().selectionModel()->select(activity().table().model()->index(row, 0),
                                                        QItemSelectionModel::Select | QItemSelectionModel::Rows);
        activity().settle();
    }

    std::size_t kept() { return historyOf(activity().console()).size(); }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }
    void init() { m_activity = std::make_unique<ActivityBench>(); }
    void cleanup() { m_activity.reset(); }

    void aTextIsFoundInWhatWasReallySent()
    {
        activity().send(R"({"type":"identify","userId":"jane","traits":{"city":"Zürich"}})");
        activity().send(R"({"type":"identify","userId":"joe"})");
        QTest::keyClick(activity().page, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(search().hasFocus());
        typeSearch(QStringLiteral("zürich"));
        QCOMPARE(activity().rows(), 1);
        QCOMPARE(activity().labelWith(QStringLiteral("of 2")), QStringLiteral("1 of 2 entries"));
        QVERIFY(activity().codeIn(QStringLiteral("Event")).find("jane") != std::string::npos);
        // In the answer of both.
        typeSearch(QStringLiteral("\"result_code\":\"Succeeded\""));
        QCOMPARE(activity().rows(), 2);
        typeSearch(QStringLiteral("nobody"));
        QVERIFY(activity().emptyState() != nullptr);
        QTest::keyClick(&search(), Qt::Key_Escape);
        activity().settle();
        QCOMPARE(activity().rows(), 2);
        QVERIFY(search().text().isEmpty());
    }

    void whatWasFoundStaysInViewOnceTheSearchIsOver_data()
    {
        QTest::addColumn<QString>("found");
        QTest::newRow("among what is read at once") << QStringLiteral("Number 190");
        QTest::newRow("below that") << QStringLiteral("Number 77");
    }

    void whatWasFoundStaysInViewOnceTheSearchIsOver()
    {
        QFETCH(QString, found);
        activity().fill(260);
        activity().openAnew();
        typeSearch(found);
        QTRY_COMPARE(activity().rows(), 1);
        const std::int64_t id = activity().shownId();
        QTest::keyClick(&search(), Qt::Key_Escape);
        QTRY_VERIFY(activity().rows() >= 100);
        activity().settle();
        DataTable &table = activity().table();
        QCOMPARE(activity().shownId(), id);
        const QModelIndexList rows = table.selectionModel()->selectedRows(HistoryModel::SentenceColumn);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().data().toString(), found);
        QTRY_VERIFY(table.viewport()->rect().contains(table.visualRect(rows.first())));
    }

    void typingSearchesWithoutReturn()
    {
        activity().fill(20);
        activity().openAnew();
        search().setFocus();
        QTest::keyClicks(&search(), QStringLiteral("Number 7"));
        QTRY_COMPARE(activity().rows(), 1);
    }

    void whatComesInIsFilteredToo()
    {
        activity().fill(3);
        activity().openAnew();
        typeSearch(QStringLiteral("marked"));
        QCOMPARE(activity().rows(), 0);
        activity().send(R"({"type":"identify","userId":"unremarkable"})");
        QCOMPARE(activity().rows(), 0);
        activity().send(R"({"type":"identify","userId":"marked"})");
        QTRY_COMPARE(activity().rows(), 1);
    }

    void aColumnThatIsChosenHasRoom()
    {
        activity().fill(30, [](workspace::HistoryEntry &entry, int) {
            entry.method = "POST";
            entry.status = 200;
        });
        activity().openAnew();
        activity().bench.window().resize(1024, 680);
        const auto isHidden = [this](int column) { return activity().table().isColumnHidden(column); };
        QTRY_VERIFY(isHidden(HistoryModel::StatusColumn)); // Else there is room for all.
        const auto choose = [this](const QString &name) {
            QHeaderView *header = activity().table().horizontalHeader();
            Q_EMIT header->customContextMenuRequested({40, 8});
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            for (QAction *action : menu->actions()) {
                if (action->text() == name)
                    action->trigger();
            }
            menu->close();
            activity().settle();
        };
        choose(QStringLiteral("Status"));
        QVERIFY(!isHidden(HistoryModel::StatusColumn));
        QVERIFY(activity().table().columnWidth(HistoryModel::SentenceColumn) >= 100);
        activity().bench.picture("activity-column-chosen");
        choose(QStringLiteral("Took"));
        QVERIFY(!isHidden(HistoryModel::DurationColumn));
        choose(QStringLiteral("Took"));
        QVERIFY(isHidden(HistoryModel::DurationColumn) && !isHidden(HistoryModel::StatusColumn));
        // Also at the next start, and where there is room for all of them.
        activity().bench.window().close();
        QTRY_VERIFY(!activity().bench.window().isVisible());
        activity().openAnew();
        activity().bench.window().resize(1024, 680);
        activity().settle();
        QVERIFY(!isHidden(HistoryModel::StatusColumn));
        activity().bench.window().resize(2200, 900);
        QTRY_VERIFY(!isHidden(HistoryModel::CallColumn));
        QVERIFY(!isHidden(HistoryModel::StatusColumn) && isHidden(HistoryModel::DurationColumn));
    }

    void columnsThatWereMadeWideInAWideWindowFitIntoASmallOne()
    {
        activity().fill(30, [](workspace::HistoryEntry &entry, int) {
            entry.method = "POST";
            entry.status = 200;
            entry.sentence = "SMC took 1 of 2 rows into the list segment_events; it refused 1. Mend what SMC names.";
        });
        activity().openAnew();
        activity().bench.window().resize(2200, 900);
        activity().settle();
        const auto widen = [this] {
            activity().table().setColumnWidth(HistoryModel::TimeColumn, 400);
            activity().table().setColumnWidth(HistoryModel::VerdictColumn, 300);
        };
        widen();
        activity().bench.window().close();
        QTRY_VERIFY(!activity().bench.window().isVisible());
        activity().openAnew();
        activity().bench.window().resize(1024, 680);
        QTRY_COMPARE(activity().table().horizontalScrollBar()->maximum(), 0);
        QVERIFY(activity().table().columnWidth(HistoryModel::SentenceColumn) >= 100);
        // A wide window has them as they were set, also after a start in a small one.
        activity().bench.window().close();
        QTRY_VERIFY(!activity().bench.window().isVisible());
        activity().openAnew();
        activity().bench.window().resize(2200, 900);
        QTRY_COMPARE(activity().table().columnWidth(HistoryModel::TimeColumn), 400);
        QCOMPARE(activity().table().columnWidth(HistoryModel::VerdictColumn), 300);
    }

    void pinnedEntriesStandOut()
    {
        activity().fill(5);
        activity().openAnew();
        select(1, 2);
        QTest::keyClick(&activity().table(), Qt::Key_P);
        activity().settle();
        const QModelIndex second = activity().table().model()->index(1, HistoryModel::SentenceColumn);
        QVERIFY(!second.data(Qt::DecorationRole).isNull());
        QVERIFY(second.data(Qt::AccessibleTextRole).toString().startsWith(QStringLiteral("Pinned. ")));
        named<QCheckBox>(*activity().page, QStringLiteral("Show pinned entries only"))->click();
        activity().settle();
        QCOMPARE(activity().rows(), 2);
        select(0, 0);
        auto *pin = named<QToolButton>(*activity().page, QStringLiteral("Pinned"));
        QVERIFY(pin->isChecked());
        pin->click();
        activity().settle();
        QVERIFY(!pin->isChecked());
        QVERIFY(!historyOf(activity().console()).at(1).pinned);
        QVERIFY(historyOf(activity().console()).at(2).pinned);
    }

    void aNoteIsKeptWhileItIsTyped()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        const std::int64_t id = activity().shownId();
        activity().action("activity.note")->trigger();
        auto *note = named<QLineEdit>(*activity().page, QStringLiteral("Note"));
        const auto kept = [&] { return (*entryOf(activity().console(), id))->note; };
        QTest::keyClicks(note, QStringLiteral("Ask Zoe"));
        QTRY_COMPARE_WITH_TIMEOUT(kept(), std::string("Ask Zoe"), 1000); // It may end here.
        QVERIFY(note->hasFocus());
        QCOMPARE(note->text(), QStringLiteral("Ask Zoe"));
        // Escape takes back all that was typed, also what was kept of it.
        QTest::keyClick(note, Qt::Key_Escape);
        QCOMPARE(note->text(), QString());
        QTRY_COMPARE(kept(), std::string());
        // Another entry that comes into view takes nothing with it.
        QTest::keyClicks(note, QStringLiteral("Ask Jo"));
        activity().send(R"({"type":"identify","userId":"u2"})");
        activity().table().setCurrentIndex(activity().table().model()->index(0, 0));
        QTRY_VERIFY(activity().shownId() != id);
        activity().settle();
        QCOMPARE(kept(), std::string("Ask Jo"));
        QCOMPARE(note->text(), QString());
    }

    void aNoteIsWrittenInPlaceAndFound()
    {
        activity().fill(3);
        activity().openAnew();
        select(1, 1);
        const std::int64_t id = activity().shownId();
        QTest::keyClick(&activity().table(), Qt::Key_F2);
        auto *note = named<QLineEdit>(*activity().page, QStringLiteral("Note"));
        QVERIFY(note->hasFocus());
        QTest::keyClicks(note, QStringLiteral("Ask Zoe"));
        QTest::keyClick(note, Qt::Key_Return);
        activity().settle();
        QCOMPARE((*entryOf(activity().console(), id))->note, std::string("Ask Zoe"));
        QVERIFY(activity().cell(1, HistoryModel::SentenceColumn).startsWith(QStringLiteral("Note: Ask Zoe")));
        // Escape takes back what was typed since.
        QTest::keyClicks(note, QStringLiteral(" tomorrow"));
        QTest::keyClick(note, Qt::Key_Escape);
        QCOMPARE(note->text(), QStringLiteral("Ask Zoe"));
        typeSearch(QStringLiteral("ask zoe"));
        QCOMPARE(activity().rows(), 1);
    }

    void deletingSeveralCanBeUndone()
    {
        activity().fill(6);
        activity().openAnew();
        select(1, 3);
        QTest::keyClick(&activity().table(), Qt::Key_Delete);
        activity().settle();
        QCOMPARE(activity().rows(), 3);
        QCOMPARE(kept(), std::size_t(3));
        QVERIFY2(activity().bannerText().startsWith(QStringLiteral("3 entries are deleted")),
                 qPrintable(activity().bannerText()));
        QVERIFY(activity().bench.dialogs().asked.isEmpty());
        // The entry below takes their place.
        QCOMPARE(activity().details().details().explanation.sentence, QStringLiteral("Number 1"));
        QSignalSpy said(activity().page, &Page::status);
        named<QPushButton>(*activity().page, QStringLiteral("Undo"))->click();
        activity().settle();
        QCOMPARE(activity().rows(), 6);
        QCOMPARE(said.value(0).value(0).toString(), QStringLiteral("3 entries are back."));
        for (int row = 0; row < 6; ++row)
            QCOMPARE(activity().cell(row, HistoryModel::SentenceColumn), QStringLiteral("Number %1").arg(5 - row));
        // The first of what is back is shown, not what had taken its place.
        QTRY_COMPARE(activity().details().details().explanation.sentence, QStringLiteral("Number 4"));
        QCOMPARE(activity().table().selectionModel()->selectedRows().size(), 1);
    }

    void deletedEntriesGoForGoodWithTheirBanner()
    {
        activity().fill(3);
        activity().openAnew();
        const std::int64_t id = historyOf(activity().console()).front().id;
        select(0, 0);
        activity().action("activity.remove")->trigger();
        activity().settle();
        QVERIFY(activity().action("activity.undoRemove")->isEnabled());
        named<QPushButton>(*activity().page, QStringLiteral("Dismiss"))->click();
        activity().settle();
        QVERIFY(!activity().action("activity.undoRemove")->isEnabled());
        QCOMPARE(*QCoro::waitFor(activity().console().history().restore({id})), std::int64_t(0));
        QCOMPARE(kept(), std::size_t(2));
    }

    void deletedEntriesAreGoneAfterARestart()
    {
        activity().fill(3);
        activity().openAnew();
        const std::int64_t id = historyOf(activity().console()).front().id;
        select(0, 0);
        activity().action("activity.remove")->trigger();
        activity().settle();
        activity().openAnew();
        QCOMPARE(activity().rows(), 2);
        QCOMPARE(*QCoro::waitFor(activity().console().history().restore({id})), std::int64_t(0));
    }

    void clearingAsksAndEmptiesTheList()
    {
        activity().fill(3);
        activity().openAnew();
        activity().bench.dialogs().answer = QStringLiteral("cancel");
        activity().action("activity.clear")->trigger();
        activity().settle();
        QCOMPARE(activity().rows(), 3);
        const QString question = activity().bench.dialogs().questions.last().text;
        QVERIFY2(question.contains(QStringLiteral("3 entries with ")), qPrintable(question));
        QVERIFY(activity().action("activity.remove")->isEnabled());
        activity().bench.dialogs().answer = QStringLiteral("clear");
        activity().action("activity.clear")->trigger();
        activity().settle();
        QVERIFY(!activity().action("activity.remove")->isEnabled());
        QCOMPARE(activity().rows(), 0);
        QCOMPARE(kept(), std::size_t(0));
        QVERIFY(activity().emptyState() != nullptr);
    }

    void theBoundIsShownAndCanBeChanged()
    {
        activity().fill(30);
        activity().openAnew();
        const QString size = activity().labelWith(QStringLiteral(" of 256 MB"));
        QVERIFY2(size.startsWith(QStringLiteral("30 entries, ")), qPrintable(size));
        named<QPushButton>(*activity().page, QStringLiteral("Change the bound of the history"))->click();
        auto *dialog = &activity().bench.named<QDialog>("Bound of the history");
        QVERIFY(dialog->isVisible());
        named<QSpinBox>(*dialog, QStringLiteral("Most entries"))->setValue(10);
        named<QSpinBox>(*dialog, QStringLiteral("Most megabytes"))->setValue(12);
        activity().bench.picture("activity-bound");
        QVERIFY2(clippedTexts(*dialog).isEmpty(), qPrintable(clippedTexts(*dialog).join(u'\n')));
        dialog->grab().save(pictureFolder() + QStringLiteral("/activity-bound-dialog.png"));
        dialog->accept();
        activity().settle();
        QCOMPARE(activity().rows(), 10);
        QVERIFY(activity().labelWith(QStringLiteral(" of 12 MB")).startsWith(QStringLiteral("10 entries, ")));
        activity().openAnew();
        QVERIFY(activity().labelWith(QStringLiteral(" of 12 MB")).startsWith(QStringLiteral("10 entries, ")));
    }

    void pinsThatTakeUpMostOfTheHistoryAreSaid()
    {
        HistoryService::Extent extent;
        extent.limits = {100, 10 << 20};
        extent.size = {60, 1 << 20, 50, 1 << 10};
        QVERIFY(!extentInWords(extent).contains(QStringLiteral("Pinned")));
        extent.size.pinnedEntries = 51;
        QVERIFY(extentInWords(extent).contains(QStringLiteral("Pinned entries take up more than half")));
    }

    void pinningTooManyIsRefusedInWords()
    {
        activity().fill(4);
        static_cast<void>(QCoro::waitFor(activity().console().history().setLimits({4, 1 << 20})));
        activity().openAnew();
        select(0, 2);
        activity().action("activity.pin")->trigger();
        activity().settle();
        QVERIFY2(activity().bannerText().contains(QStringLiteral("Pinned entries may take up half")),
                 qPrintable(activity().bannerText()));
    }

    void rowsAreCopiedAsTsvAndJson()
    {
        activity().fill(2);
        activity().openAnew();
        activity().table().selectAll();
        activity().table().copyRows();
        const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[0].startsWith(QStringLiteral("Time\tVerdict\tWhat happened")), qPrintable(lines[0]));
        QVERIFY2(lines[1].startsWith(QStringLiteral("2023-11-14 22:13:20.001 UTC\t")), qPrintable(lines[1]));
        activity().table().copyRowsAsJson();
        const QString json = QApplication::clipboard()->text();
        QVERIFY2(json.contains(QStringLiteral("\"Time\":\"2023-11-14T22:13:20.001Z\"")), qPrintable(json));
    }

    void whatIsHiddenIsNotCopied()
    {
        activity().fill(1, [](workspace::HistoryEntry &entry, int) { entry.status = 200; });
        activity().openAnew();
        DataTable &table = activity().table();
        for (int column = 0; column < HistoryModel::ColumnCount; ++column)
            table.setColumnHidden(column,
                                  column == HistoryModel::StatusColumn || column == HistoryModel::DurationColumn);
        table.selectRow(0);
        QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
        const QStringList cells = QApplication::clipboard()->text().split(QLatin1Char('\t'));
        QCOMPARE(cells.size(), HistoryModel::ColumnCount - 2);
        QVERIFY2(!cells.mid(0, 4).contains(QString()), qPrintable(cells.join(QLatin1Char('|'))));
        QVERIFY(cells.contains(QStringLiteral("even")));
    }

    void nothingScrollsSidewaysInASmallWindow()
    {
        activity().fill(30, [](workspace::HistoryEntry &entry, int) {
            entry.method = "POST";
            entry.status = 200;
            entry.sentence = "SMC took 1 of 2 rows into the list segment_events; it refused 1. Mend what SMC names.";
        });
        QVERIFY(QCoro::waitFor(activity().console().create("Production")).has_value());
        activity().openAnew();
        activity().bench.window().resize(1024, 680);
        activity().settle();
        QCOMPARE(activity().table().horizontalScrollBar()->maximum(), 0);
        const QStringList clipped = clippedTexts(*activity().page);
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QLatin1Char('\n'))));
        activity().choose(QStringLiteral("Show verdicts"), QStringLiteral("Refused"));
        activity().bench.picture("activity-1024");
        theme::apply(*qApp, theme::Scheme::Dark);
        activity().bench.picture("activity-1024-dark");
        theme::apply(*qApp, theme::Scheme::Light);
    }

    void everyControlHasAName()
    {
        activity().fill(3);
        activity().openAnew();
        const QStringList nameless = withoutAccessibleName(*activity().page);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral(", "))));
    }
};

QTEST_MAIN(TestActivityFind)
#include "test_activity_find.moc"
