// Compose, driven as a person drives it: writing, mending and looking.
#include "compose_bench.h"
#include "look.h"

#include <gui/compose/delivery_model.h>
#include <gui/widgets/data_table.h>

#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QTreeView>

using namespace smc;
using namespace smc::gui;

class TestCompose : public ComposeBench
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void brokenJsonIsShownWithItsPlaceAndLedTo()
    {
        write("");
        editor().setFocus();
        QTest::keyClicks(&editor(), QStringLiteral("{ \"type\": \"identify\" \"userId\": 1 }"));
        auto *problems = named<QListView>(*m_page, QStringLiteral("Problems of the event"));
        QTRY_COMPARE(problems->model()->rowCount(), 1);
        QTRY_COMPARE(m_page->preview().verdict.word, QStringLiteral("Not JSON"));
        QCOMPARE(m_page->findChild<QLabel *>(QStringLiteral("problemSummary"))->text(), QStringLiteral("1 error"));
        QVERIFY(!action("compose.send")->isEnabled());

        editor().setCaret(0);
        problems->setFocus();
        problems->setCurrentIndex(problems->model()->index(0, 0));
        QTest::keyClick(problems, Qt::Key_Return);
        QVERIFY(editor().hasFocus());
        QCOMPARE(editor().caret(), std::size_t(21));
    }

    void theGroupExampleOfTheSeedSaysWhatItDoes()
    {
        auto *examples = named<QTreeView>(*m_page, QStringLiteral("Saved events and examples"));
        examples->setFocus();
        // By keyboard alone: type ahead to the group's example and open it.
        QTest::keyClicks(examples, QStringLiteral("Into"));
        QTest::keyClick(examples, Qt::Key_Return);
        QTRY_COMPARE(m_page->preview().verdict.sentence,
                     QStringLiteral("Adds segmenttest@selligent.com to SegmentToSMCStatic."));
        QCOMPARE(verdict()->content().word, QStringLiteral("Ready"));
        QVERIFY(action("compose.send")->isEnabled());
        QCOMPARE(action("compose.send")->text(), QStringLiteral("Send to Sandbox"));
    }

    void anExampleCanBeUndone()
    {
        write("{\"mine\":1}");
        m_page->loadExample("page-home.json");
        QVERIFY(editor().code().find("page") != std::string::npos);
        QVERIFY(editor().hasFocus());
        QTest::keyClick(&editor(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(editor().code(), std::string("{\"mine\":1}"));
    }

    void anEventThatIsNotAllowedSaysWhyAndCanBeMended()
    {
        write(R"({"type":"track","event":"order completed","userId":"u1"})");
        QTRY_COMPARE(m_page->preview().verdict.word, QStringLiteral("Discarded"));
        QVERIFY2(m_page->preview().verdict.sentence.contains(QStringLiteral("\"Order Completed\"")),
                 qPrintable(m_page->preview().verdict.sentence));
        Q_EMIT verdict()->linkActivated(m_page->preview().verdict.linkId);
        QTRY_COMPARE(m_page->preview().verdict.word, QStringLiteral("Ready"));
        QVERIFY(editor().code().find("\"Order Completed\"") != std::string::npos);
    }

    void anEventCanBeAllowedFromHere()
    {
        write(R"({"type":"track","event":"Coupon Used","userId":"u1"})");
        QTRY_COMPARE(m_page->preview().verdict.word, QStringLiteral("Discarded"));
        Q_EMIT verdict()->linkActivated(m_page->preview().verdict.linkId);
        QTRY_COMPARE(m_page->preview().verdict.word, QStringLiteral("Ready"));
        const auto &allowed = console().storedSettings().allowedEvents;
        QCOMPARE(allowed.back(), std::string("Coupon Used"));
    }

    void theResultIsDismissedWithinItsBox_data() { addLooks(); }

    void theResultIsDismissedWithinItsBox()
    {
        const Look look;
        m_bench->window().resize(look.size());
        write(Track);
        action("compose.send")->trigger();
        VerdictWidget *result = resultOf(QStringLiteral("Delivered to Sandbox"));
        QVERIFY(result != nullptr);
        auto *dismiss = named<QPushButton>(*m_page, QStringLiteral("Dismiss the result"));
        QTRY_COMPARE(dismiss->visibleRegion().boundingRect(), dismiss->rect());
        m_bench->picture(qPrintable(QStringLiteral("compose-result-") + Look::tag()));
        const QRect box(result->mapTo(m_page, QPoint()), result->size());
        const QRect button(dismiss->mapTo(m_page, QPoint()), dismiss->size());
        QVERIFY2(box.contains(button), qPrintable(QDebug::toString(button) + QDebug::toString(box)));
        // Beside the word, at the right.
        const auto *word = result->findChild<QLabel *>(QStringLiteral("verdictWord"));
        const QRect beside(word->mapTo(m_page, QPoint()), word->size());
        QVERIFY(std::abs(beside.center().y() - button.center().y()) <= 2 && button.left() > beside.left());
        QVERIFY(box.right() - button.right() <= theme::scaled(theme::space::Medium) + 1);
        const QStringList clipped = clippedTexts(*result);
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QLatin1Char('\n'))));
        QTest::mouseClick(dismiss, Qt::LeftButton);
        QVERIFY(!result->isVisible());
    }

    void nothingIsCutAtTheDesignedSize()
    {
        write(Track);
        action("compose.send")->trigger();
        QVERIFY(resultOf(QStringLiteral("Delivered to Sandbox")) != nullptr);
        QCOMPARE(m_bench->window().size(), QSize(1280, 800));
        m_bench->picture("compose-sent");
        const auto &table = *named<DataTable>(*m_page, QStringLiteral("Row for SMC"));
        QCOMPARE(table.horizontalScrollBar()->maximum(), 0);
        for (const int column : {DeliveryModel::ColumnName, DeliveryModel::FromColumn}) {
            QVERIFY(table.columnWidth(column) >= table.horizontalHeader()->sectionSizeHint(column));
            for (int row = 0; row < table.model()->rowCount(); ++row) {
                const QModelIndex index = table.model()->index(row, column);
                QVERIFY2(table.sizeHintForIndex(index).width() <= table.columnWidth(column),
                         qPrintable(index.data().toString()));
            }
        }
        const auto &examples = *named<QTreeView>(*m_page, QStringLiteral("Saved events and examples"));
        for (QModelIndex index = examples.model()->index(0, 0); index.isValid(); index = examples.indexBelow(index)) {
            QVERIFY2(examples.sizeHintForIndex(index).width() <= examples.visualRect(index).width(),
                     qPrintable(index.data().toString()));
        }
        const QStringList clipped = clippedTexts(*m_page);
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QLatin1Char('\n'))));
    }

    void theDraftOutlivesTheProgram()
    {
        write("{\"type\":\"identify\",\"userId\":\"draft\"}");
        m_bench->restart();
        openPage();
        QCOMPARE(editor().code(), std::string("{\"type\":\"identify\",\"userId\":\"draft\"}"));
    }

    void aSelectedRowLightsUpItsPlaceAndTheCaretItsRow()
    {
        write(Track);
        QTRY_VERIFY(!m_page->preview().deliveries.empty());
        auto *table = named<DataTable>(*m_page, QStringLiteral("Row for SMC"));
        int row = -1;
        for (int i = 0; i < table->model()->rowCount(); ++i) {
            if (table->model()->index(i, 0).data().toString() == QLatin1String("USER_ID"))
                row = i;
        }
        QVERIFY(row >= 0);
        table->selectRow(row);
        const long at = static_cast<long>(std::string(Track).find("\"u1\""));
        const auto isLit = [&](long byte) {
            return editor().SendScintilla(QsciScintillaBase::SCI_INDICATORVALUEAT, 8UL, byte) != 0;
        };
        QVERIFY(isLit(at));
        QVERIFY(!isLit(at - 1));

        editor().setCaret(static_cast<std::size_t>(at) + 1);
        QTRY_VERIFY(table->model()->index(row, 1).data(MarkedRole).toBool());
    }

    void theMainJobNeedsNoMouse()
    {
        QWidget &window = m_bench->window();
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Connection);
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Compose);
        QTRY_VERIFY(editor().hasFocus());
        QTest::keyClick(&editor(), Qt::Key_X, Qt::AltModifier);
        QTRY_COMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("Saved events and examples"));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Into"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(action("compose.send")->isEnabled());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(resultOf(QStringLiteral("Delivered")) != nullptr);
        QTest::keyClick(&window, Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Activity);
        QTRY_COMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("Exchanges"));
        QTRY_VERIFY(m_bench->action("activity.openEvent").isEnabled());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Compose);
        QVERIFY(editor().code().find("SegmentToSMCStatic") != std::string::npos);
    }

    void everyControlHasANameAndTabLeadsRound()
    {
        write(Track);
        QTRY_VERIFY(action("compose.send")->isEnabled());
        const QStringList nameless = withoutAccessibleName(*m_page);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral(", "))));

        named<QTreeView>(*m_page, QStringLiteral("Saved events and examples"))->setFocus();
        QStringList way;
        for (int step = 0; step < 30; ++step) {
            QWidget *at = QApplication::focusWidget();
            way.append(at->accessibleName());
            if (at->accessibleName() == QLatin1String("Send to Sandbox"))
                break;
            if (at == &editor())
                QTest::keyClick(at, Qt::Key_Escape);
            QTest::keyClick(at, Qt::Key_Tab);
        }
        const QString joined = way.join(QStringLiteral(" > "));
        QVERIFY2(way.indexOf(QStringLiteral("Saved events and examples")) <
                     way.indexOf(QStringLiteral("Event as JSON")),
                 qPrintable(joined));
        QVERIFY2(way.indexOf(QStringLiteral("Event as JSON")) < way.indexOf(QStringLiteral("Row for SMC")),
                 qPrintable(joined));
        QVERIFY2(way.indexOf(QStringLiteral("Row for SMC")) < way.indexOf(QStringLiteral("Request as text")),
                 qPrintable(joined));
        QVERIFY2(way.last() == QLatin1String("Send to Sandbox"), qPrintable(joined));
    }
};

QTEST_MAIN(TestCompose)
#include "test_compose.moc"
