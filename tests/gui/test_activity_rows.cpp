// The rows of Activity's list are as high as their sentences.
#include "activity_bench.h"

#include <gui/activity/history_table.h>
#include <gui/activity/sentence_delegate.h>

#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QLabel>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTextDocumentFragment>
#include <QToolTip>

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
    int selectedRows() { return static_cast<int>(table().selectionModel()->selectedRows().size()); }

    /// As another program does.
    void keepElsewhere(const std::string &verdict, const std::string &sentence)
    {
        auto other = workspace::HistoryStore::open(activity().console().workspaceFolder());
        QVERIFY(other);
        workspace::HistoryEntry entry;
        entry.timeMs = 1800000000000;
        entry.verdict = verdict;
        entry.sentence = sentence;
        QVERIFY(other->append(entry));
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void init() { m_activity = std::make_unique<ActivityBench>(); }

    void cleanup()
    {
        m_activity.reset();
        theme::apply(*qApp, theme::Scheme::Light, 100);
    }

    void homeAndEndGoToTheFirstAndTheLastEntry_data()
    {
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::newRow("plain") << Qt::KeyboardModifiers();
        QTest::newRow("with Ctrl") << Qt::KeyboardModifiers(Qt::ControlModifier);
    }

    void homeAndEndGoToTheFirstAndTheLastEntry()
    {
        QFETCH(Qt::KeyboardModifiers, modifiers);
        constexpr int Entries = 260; // More than are read at once.
        activity().fill(Entries);
        activity().openAnew();
        QTRY_VERIFY(table().model()->rowCount() >= 100);
        table().setCurrentIndex(table().model()->index(5, HistoryModel::SentenceColumn));
        table().setFocus();
        const auto isAlone = [this](int row) {
            const QModelIndexList rows = table().selectionModel()->selectedRows();
            return rows.size() == 1 && rows.first().row() == row && table().currentIndex().row() == row &&
                   table().viewport()->rect().intersects(table().visualRect(rows.first()));
        };
        QTest::keyClick(&table(), Qt::Key_End, modifiers);
        QTRY_VERIFY(isAlone(Entries - 1));
        QTest::keyClick(&table(), Qt::Key_Home, modifiers);
        QTRY_VERIFY(isAlone(0));
        QTest::keyClick(&table(), Qt::Key_PageDown);
        const int page = table().currentIndex().row();
        QVERIFY(page > 1);
        QTRY_VERIFY(isAlone(page));
        QTest::keyClick(&table(), Qt::Key_PageUp);
        QTRY_VERIFY(isAlone(0));
        QTest::keyClick(&table(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(&table(), Qt::Key_Home, modifiers | Qt::ShiftModifier);
        QTRY_VERIFY(isAlone(0));
        QTest::keyClick(&table(), Qt::Key_Down);
        QTest::keyClick(&table(), Qt::Key_Home, modifiers | Qt::ShiftModifier);
        QCOMPARE(table().selectionModel()->selectedRows().size(), 2);
    }

    void whatAnotherProgramKeepsAppearsAndMovesNothing()
    {
        activity().fill(60);
        activity().openAnew();
        QTRY_COMPARE(activity().rows(), 60);
        activity().select({30});
        const std::int64_t selected = activity().shownId();
        table().verticalScrollBar()->setValue(25);
        const QPersistentModelIndex first = table().indexAt({5, 5});
        QCOMPARE(first.row(), 25);
        keepElsewhere("Delivered", "From elsewhere");
        QTRY_COMPARE(activity().rows(), 61);
        QCOMPARE(activity().cell(0, HistoryModel::SentenceColumn), QStringLiteral("From elsewhere"));
        QCOMPARE(activity().shownId(), selected);
        QCOMPARE(selectedRows(), 1);
        QCOMPARE(table().indexAt({5, 5}).row(), first.row());
        // Also where nothing is selected.
        table().clearSelection();
        keepElsewhere("Delivered", "From elsewhere, too");
        QTRY_COMPARE(activity().rows(), 62);
        QCOMPARE(selectedRows(), 0);
        QCOMPARE(table().indexAt({5, 5}).row(), first.row());
    }

    void whatAnotherProgramKeepsFillsAnEmptyList()
    {
        activity().openAnew();
        QTRY_VERIFY(activity().emptyState());
        keepElsewhere("Delivered", "From elsewhere");
        QTRY_COMPARE(activity().rows(), 1);
        QVERIFY(!activity().emptyState());
        QTRY_VERIFY(activity().shownId() != 0);
        QTRY_COMPARE(activity().labelWith(QStringLiteral("1 entry")).contains(QStringLiteral("no label")), false);
    }

    void whatAnotherProgramKeepsIsFiltered()
    {
        activity().fill(20);
        activity().openAnew();
        activity().choose(QStringLiteral("Show verdicts"), QStringLiteral("Refused"));
        QTRY_COMPARE(activity().rows(), 2);
        keepElsewhere("Delivered", "Taken");
        keepElsewhere("Refused", "Not taken");
        QTRY_COMPARE(activity().rows(), 3);
        QCOMPARE(activity().cell(0, HistoryModel::SentenceColumn), QStringLiteral("Not taken"));
    }

    void inAnotherOrderWhatAnotherProgramKeepsWaitsForOnesReturn()
    {
        constexpr int LongerThanItTakes = 1500;
        activity().fill(20);
        activity().openAnew();
        table().sortByColumn(HistoryModel::SentenceColumn, Qt::AscendingOrder);
        QTRY_COMPARE(activity().rows(), 20);
        activity().settle();
        QSignalSpy read(table().model(), &QAbstractItemModel::modelReset);
        keepElsewhere("Delivered", "From elsewhere");
        QTest::qWait(LongerThanItTakes);
        QCOMPARE(activity().rows(), 20);
        QCOMPARE(read.size(), 0);
        bench().go(PageId::Compose);
        bench().go(PageId::Activity);
        QTRY_COMPARE(activity().rows(), 21);
    }

    void whoGoesOnMeanwhileIsNotTakenToTheEnd()
    {
        activity().fill(260);
        activity().openAnew();
        QTRY_VERIFY(table().model()->rowCount() >= 100);
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_End);
        QTest::keyClick(&table(), Qt::Key_Home);
        QTRY_COMPARE(table().model()->rowCount(), 260);
        activity().settle();
        QCOMPARE(table().currentIndex().row(), 0);
    }

    void theWholeHistoryIsSelected()
    {
        constexpr int Entries = 1260; // More than are read at once, on the way to the end too.
        activity().fill(Entries);
        activity().openAnew();
        QTRY_VERIFY(table().model()->rowCount() >= 100);
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_A, Qt::ControlModifier);
        QTRY_COMPARE(selectedRows(), Entries);
        const QString words = activity().bench.find<QLabel>("activity.nothing").text();
        QVERIFY2(words.startsWith(QStringLiteral("1260 entries are selected.")), qPrintable(words));
        // What is copied is all of it.
        QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text().count(QLatin1Char('\n')), Entries - 1);
    }

    void shiftAndEndSelectToTheEndOfTheHistory_data() { homeAndEndGoToTheFirstAndTheLastEntry_data(); }

    void shiftAndEndSelectToTheEndOfTheHistory()
    {
        QFETCH(Qt::KeyboardModifiers, modifiers);
        activity().fill(260);
        activity().openAnew();
        QTRY_VERIFY(table().model()->rowCount() >= 100);
        table().setCurrentIndex(table().model()->index(5, HistoryModel::SentenceColumn));
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_End, modifiers | Qt::ShiftModifier);
        QTRY_COMPARE(selectedRows(), 255);
        QCOMPARE(table().currentIndex().row(), 259);
        QVERIFY(!table().selectionModel()->isRowSelected(4, {}));
        // And back, from where it began.
        QTest::keyClick(&table(), Qt::Key_Home, modifiers | Qt::ShiftModifier);
        QTRY_COMPARE(selectedRows(), 6);
    }

    void whoSelectsSomethingElseMeanwhileKeepsThat_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::newRow("Shift+End") << int(Qt::Key_End) << Qt::KeyboardModifiers(Qt::ShiftModifier);
        QTest::newRow("Ctrl+A") << int(Qt::Key_A) << Qt::KeyboardModifiers(Qt::ControlModifier);
    }

    void whoSelectsSomethingElseMeanwhileKeepsThat()
    {
        QFETCH(int, key);
        QFETCH(Qt::KeyboardModifiers, modifiers);
        activity().fill(260);
        activity().openAnew();
        QTRY_VERIFY(table().model()->rowCount() >= 100);
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key(key), modifiers);
        QVERIFY(table().model()->rowCount() < 260);
        table().selectRow(3);
        QTRY_COMPARE(table().model()->rowCount(), 260);
        activity().settle();
        QCOMPARE(selectedRows(), 1);
        QCOMPARE(table().currentIndex().row(), 3);
    }

    void whatIsTooMuchToSelectIsSaid()
    {
        activity().fill(260);
        activity().openAnew();
        QTRY_VERIFY(table().model()->rowCount() >= 100);
        static_cast<HistoryTable &>(table()).setMostSelected(150);
        QSignalSpy said(activity().page, &Page::status);
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_A, Qt::ControlModifier);
        QTRY_COMPARE(selectedRows(), 150);
        QCOMPARE(said.count(), 1);
        QCOMPARE(said.first().first().toString(),
                 QStringLiteral("The selection ends at entry 150 of the list: more can't be selected at once."));
        // Where all are there, nothing is left out.
        QTest::keyClick(&table(), Qt::Key_End);
        QTRY_COMPARE(table().currentIndex().row(), 259);
        QTest::keyClick(&table(), Qt::Key_A, Qt::ControlModifier);
        QTRY_COMPARE(selectedRows(), 260);
        QCOMPARE(said.count(), 1);
    }

    void whatIsLeftIsSelectedWhereTheRestIsDeleted()
    {
        activity().fill(8);
        activity().openAnew();
        QTRY_COMPARE(activity().rows(), 8);
        const auto removed = [this](const std::vector<int> &rows) {
            table().clearSelection();
            for (const int row : rows)
                table().selectionModel()->select(table().model()->index(row, 0),
                                                 QItemSelectionModel::Select | QItemSelectionModel::Rows);
            const int before = activity().rows();
            activity().action("activity.remove")->trigger();
            static_cast<void>(QTest::qWaitFor([&] { return activity().rows() < before; }));
            return selectedRows() == 1 ? activity().cell(table().currentIndex().row(), HistoryModel::SentenceColumn)
                                       : QString();
        };
        QCOMPARE(removed({1, 3, 2}), QStringLiteral("Number 3")); // The one below.
        QCOMPARE(removed({4, 3}), QStringLiteral("Number 2"));    // At the end, the one above.
        QCOMPARE(removed({0}), QStringLiteral("Number 3"));
    }

    void pinnedSentencesWithNotesAreShownWhole()
    {
        activity().fill(12, [](workspace::HistoryEntry &entry, int i) {
            entry.sentence = "SMC put the row into the static segment SegmentToSMCStatic of the list USERS";
            for (int more = 0; more < i; ++more)
                entry.sentence += " and";
        });
        activity().openAnew();
        QTRY_COMPARE(activity().rows(), 12);
        for (const workspace::HistorySummary &entry : historyOf(activity().console())) {
            QVERIFY(QCoro::waitFor(activity().console().history().setPinned({entry.id}, workspace::Pin::Pinned)));
            QVERIFY(QCoro::waitFor(activity().console().history().setNote(entry.id, "Looked at with Jo")));
        }
        activity().openAnew();
        QTRY_COMPARE(activity().rows(), 12);
        const auto isWhole = [this](int row) {
            const QModelIndex index = table().model()->index(row, HistoryModel::SentenceColumn);
            QStyleOptionViewItem cell;
            cell.initFrom(&table());
            cell.rect = QRect(0, 0, table().columnWidth(index.column()), 1000);
            cell.features =
                QStyleOptionViewItem::HasDecoration | QStyleOptionViewItem::HasDisplay | QStyleOptionViewItem::WrapText;
            const int icon = table().style()->pixelMetric(QStyle::PM_SmallIconSize);
            cell.decorationSize = {icon, icon};
            cell.icon = index.data(Qt::DecorationRole).value<QIcon>();
            cell.text = index.data().toString();
            const int margin = table().style()->pixelMetric(QStyle::PM_FocusFrameHMargin) + 1;
            const QRect room = table().style()->subElementRect(QStyle::SE_ItemViewItemText, &cell, &table());
            const QRect text =
                table().fontMetrics().boundingRect(room.adjusted(margin, 0, -margin, 0), Qt::TextWordWrap, cell.text);
            return !cell.icon.isNull() && table().rowHeight(row) >= text.height();
        };
        for (int row = 0; row < 12; ++row) {
            table().selectRow(row); // What is in view is measured.
            QTRY_VERIFY2(isWhole(row), qPrintable(QString::number(row)));
        }
    }

    void namesInASmallWindowGoOnInTheNextLine()
    {
        const QString sentence =
            QStringLiteral("SMC put the row into the static segment SegmentToSMCStatic of the list USERS_SEGMENT.");
        QCOMPARE(withPlacesToBreak(sentence).remove(QChar(0x200B)), sentence);
        QVERIFY(!withPlacesToBreak(QStringLiteral("SMC took the row.")).contains(QChar(0x200B)));
        activity().fill(30, [&](workspace::HistoryEntry &entry, int) { entry.sentence = sentence.toStdString(); });
        activity().openAnew();
        bench().window().resize(1024, 680);
        QTRY_VERIFY(table().verticalScrollBar()->maximum() > 0);
        const int pin = table().style()->pixelMetric(QStyle::PM_SmallIconSize) + 8;
        const int room = table().columnWidth(HistoryModel::SentenceColumn) - 17 - pin;
        static const QRegularExpression places(QStringLiteral("[\\s\\x{200B}]"));
        for (const QString &piece : withPlacesToBreak(sentence).split(places))
            QVERIFY2(table().fontMetrics().horizontalAdvance(piece) <= room, qPrintable(piece));
        // What is copied is as it was.
        table().selectRow(0);
        table().copyRows();
        QVERIFY(!QApplication::clipboard()->text().contains(QChar(0x200B)));
    }

    void outcomesAreWholeAtEveryTextSize()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        const auto *rows = named<DataTable>(*activity().page, QStringLiteral("Rows and what became of them"));
        QTRY_COMPARE(rows->model()->rowCount(), 1);
        for (const int zoom : {110, 130, 150, 170, 190, 200, 100, 80, 100}) {
            theme::apply(*qApp, theme::Scheme::Light, zoom);
            QTRY_VERIFY2(rows->columnWidth(0) >= rows->wantedWidth(0), qPrintable(QString::number(zoom)));
        }
    }

    void aSentenceLongerThanTheListIsWholeInItsTooltip()
    {
        QString sentence = QStringLiteral("SMC said <b>no</b> & gave a reason:");
        for (int i = 0; i < 120; ++i)
            sentence += QStringLiteral(" word%1").arg(i);
        activity().fill(3, [&](workspace::HistoryEntry &entry, int) { entry.sentence = sentence.toStdString(); });
        activity().openAnew();
        theme::apply(*qApp, theme::Scheme::Light, 200);
        bench().window().resize(1024, 680);
        QTRY_COMPARE(activity().rows(), 3);
        activity().settle();
        const QModelIndex index = table().model()->index(0, HistoryModel::SentenceColumn);
        QCOMPARE(index.data(Qt::AccessibleTextRole).toString(), sentence);
        QHelpEvent help(QEvent::ToolTip, table().visualRect(index).center(), QPoint(500, 300));
        QApplication::sendEvent(table().viewport(), &help);
        QVERIFY(QToolTip::isVisible());
        const QLabel *tip = nullptr;
        for (const QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget->isVisible() && widget->inherits("QTipLabel"))
                tip = qobject_cast<const QLabel *>(widget);
        }
        QVERIFY(tip != nullptr);
        QTextDocumentFragment words = QTextDocumentFragment::fromHtml(tip->text());
        QCOMPARE(words.toPlainText().remove(QChar(0x200B)), sentence);
        QVERIFY2(tip->width() < 1024, qPrintable(QString::number(tip->width())));
        QToolTip::hideText();
    }

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
