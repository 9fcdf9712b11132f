// The viewer of bodies: three views of one body, caret, selection, path, copy.
#include "../json/json_samples.h"
#include "viewer_bench.h"

#include <gui/theme.h>
#include <json/text.h>

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace smc;
using namespace smc::gui;

namespace {

const std::string Sample = "{\"list\":\"USERS\",\"records\":[{\"MAIL\":\"a@example.com\",\"SCORE\":1.00},"
                           "{\"MAIL\":\"b@example.com\",\"SCORE\":18446744073709551615}],\"ok\":true,\"none\":null}";

} // namespace

class TestViewer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void prettyIsIndentedAndOtherwiseAsItCame()
    {
        ViewerBench bench;
        bench.show(Sample);
        QCOMPARE(bench.visible(), QString::fromStdString(json::pretty(Sample)));
        QCOMPARE(bench.viewer.view(), BodyViewer::View::Pretty);
    }

    void rawIsAsItCame()
    {
        ViewerBench bench;
        bench.show("line 1\r\n\ttabbed\nlone\rreturn \x01 \xFF end\n", "raw");
        QCOMPARE(bench.visible(), QString::fromUtf8("line 1\n\ttabbed\nlone␍return ␁ \uFFFD end"));
    }

    void theTreeIsReadAsItIsOpened()
    {
        ViewerBench bench;
        bench.show(Sample, "tree");
        QVERIFY(bench.tree().isVisible());
        QAbstractItemModel &model = *bench.tree().model();
        const QModelIndex root = model.index(0, 0);
        QCOMPARE(model.rowCount(root), 4);
        const QModelIndex records = model.index(1, 0, root);
        QCOMPARE(records.data().toString(), QStringLiteral("records"));
        QCOMPARE(records.siblingAtColumn(TreeModel::ValueColumn).data().toString(), QStringLiteral("2 elements"));
        QCOMPARE(records.siblingAtColumn(TreeModel::TypeColumn).data().toString(), QStringLiteral("array"));
        QCOMPARE(model.rowCount(records), 0);
        QVERIFY(model.canFetchMore(records));
        bench.tree().expand(records);
        QCOMPARE(model.rowCount(records), 2);
        bench.tree().expand(model.index(1, 0, records));
        const QModelIndex score = model.index(1, TreeModel::ValueColumn, model.index(1, 0, records));
        QCOMPARE(score.data().toString(), QStringLiteral("18446744073709551615"));
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        bench.tree().collapseAll();
    }

    void manyElementsStandInRanges()
    {
        ViewerBench bench;
        std::string text = "[0";
        for (int i = 1; i < 1'250'000; ++i)
            text += "," + std::to_string(i);
        bench.show(text + "]", "tree");
        QVERIFY(bench.waitUntilRead());
        QAbstractItemModel &model = *bench.tree().model();
        const QModelIndex root = model.index(0, 0);
        // A thousand elements, one range of a million and one of the rest.
        QTRY_COMPARE(model.rowCount(root), 1002);
        QCOMPARE(model.index(999, TreeModel::ValueColumn, root).data().toString(), QStringLiteral("999"));
        const QModelIndex million = model.index(1000, 0, root);
        QCOMPARE(million.data().toString(), QStringLiteral("[1,000 … 1,000,999]"));
        bench.tree().expand(million);
        QCOMPARE(model.rowCount(million), 1000);
        const QModelIndex thousand = model.index(999, 0, million);
        QCOMPARE(thousand.data().toString(), QStringLiteral("[1,000,000 … 1,000,999]"));
        bench.tree().expand(thousand);
        QTRY_COMPARE(model.rowCount(thousand), 1000);
        QCOMPARE(model.index(7, TreeModel::ValueColumn, thousand).data().toString(), QStringLiteral("1000007"));
        // And the way there from a place in the text.
        auto &tree = static_cast<TreeModel &>(model);
        const QModelIndex found = tree.indexOf({static_cast<std::int64_t>(text.find(",1234567,") + 1)});
        QCOMPARE(found.siblingAtColumn(TreeModel::ValueColumn).data().toString(), QStringLiteral("1234567"));
    }

    void aRangeHasThePathOfWhatItIsAPartOf()
    {
        ViewerBench bench;
        std::string text = R"({"rows":[0)";
        for (int i = 1; i < 2500; ++i)
            text += "," + std::to_string(i);
        bench.show(text + "]}", "tree");
        QVERIFY(bench.waitUntilRead());
        QAbstractItemModel &model = *bench.tree().model();
        const QModelIndex root = model.index(0, 0);
        bench.tree().expand(root);
        QTRY_COMPARE(model.rowCount(root), 1);
        const QModelIndex rows = model.index(0, 0, root);
        bench.tree().expand(rows);
        QTRY_COMPARE(model.rowCount(rows), 1002);
        const QModelIndex range = model.index(1000, 0, rows);
        QVERIFY2(bench.tree().isFirstColumnSpanned(1000, rows), "Its name has the room of the value");
        QVERIFY(!bench.tree().isFirstColumnSpanned(999, rows));
        bench.tree().setCurrentIndex(range);
        QCOMPARE(bench.copied("viewer.copyPath"), QStringLiteral("$.rows"));
        QSignalSpy said(&bench.viewer, &BodyViewer::status);
        QApplication::clipboard()->setText(QStringLiteral("(nothing)"));
        QTest::keySequence(&bench.tree(), QKeySequence::Copy);
        QCOMPARE(said.size(), 1);
        QVERIFY(said[0][0].toString().contains(QStringLiteral("can't be copied")));
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("(nothing)"));
    }

    void whatIsNoJsonIsShownAsItCame_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("words");
        QTest::newRow("HTML") << QByteArray("<html><body>502 Bad Gateway</body></html>")
                              << "This is HTML or XML, not JSON. It is shown as it came.";
        QTest::newRow("text")
            << QByteArray("Not Found")
            << "This is not JSON. What is expected in line 1, column 1: a value. It is shown as it came.";
        QTest::newRow("broken JSON")
            << QByteArray("{\n  \"a\": 1\n  \"b\": 2\n}")
            << "This is not JSON. What is expected in line 3, column 3: ',' or '}'. It is shown as it came.";
        QTest::newRow("bytes") << QByteArray("\x89PNG\x00\x01\x02\x03\xFF\xFE", 10)
                               << "This is not text. It is shown as hexadecimal digits.";
    }

    void keysOfTheTreeAreWholeWhereThereIsRoom()
    {
        ViewerBench bench;
        bench.viewer.resize(620, 400);
        bench.show(R"({"number_of_records_not_found":0,"deep":{"number_of_records_that_were_refused":1}})", "tree");
        TreeView &tree = bench.tree();
        const auto hasWholeKeys = [&tree] {
            return tree.header()->sectionSize(TreeModel::KeyColumn) >=
                   static_cast<QAbstractItemView &>(tree).sizeHintForColumn(TreeModel::KeyColumn);
        };
        QTRY_VERIFY(hasWholeKeys());
        const int before = tree.header()->sectionSize(TreeModel::KeyColumn);
        const QModelIndex root = tree.model()->index(0, 0);
        tree.expand(tree.model()->index(1, 0, root));
        QTRY_VERIFY(tree.header()->sectionSize(TreeModel::KeyColumn) > before);
        QVERIFY(hasWholeKeys());
        // Where it is narrow, the type gives way first.
        QVERIFY(!tree.isColumnHidden(TreeModel::TypeColumn));
        bench.viewer.resize(400, 400);
        QTRY_VERIFY(tree.isColumnHidden(TreeModel::TypeColumn));
        bench.viewer.resize(620, 400);
        QTRY_VERIFY(!tree.isColumnHidden(TreeModel::TypeColumn));
        // A key without an end leaves room for its value.
        bench.show("{\"" + std::string(5000, 'k') + "\":1}", "tree");
        QTRY_VERIFY(!hasWholeKeys());
        QVERIFY(tree.header()->sectionSize(TreeModel::ValueColumn) >= 80);
    }

    void rowsAreLeftToScrollInAtEveryTextSize()
    {
        for (const int zoom : {100, 200}) {
            theme::apply(*qApp, theme::Scheme::Light, zoom);
            ViewerBench bench;
            bench.show("[1,2,3,4,5,6]", "tree");
            bench.viewer.resize(600, 10); // Its least.
            TreeView &tree = bench.tree();
            QTRY_VERIFY(tree.model()->rowCount(tree.model()->index(0, 0)) == 6);
            const int row = tree.visualRect(tree.model()->index(0, 0)).height();
            QVERIFY2(tree.viewport()->height() >= 2 * row, qPrintable(QString::number(tree.viewport()->height())));
        }
        theme::apply(*qApp, theme::Scheme::Light, 100);
    }

    void whatIsNoJsonIsShownAsItCame()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, words);
        ViewerBench bench;
        bench.show(body.toStdString(), "tree");
        QCOMPARE(bench.viewer.view(), BodyViewer::View::Raw);
        QVERIFY2(bench.said().contains(words), qPrintable(bench.said()));
        QVERIFY(!named<QAbstractButton>(bench.viewer, QStringLiteral("Tree"))->isEnabled());
        QVERIFY(named<QAbstractButton>(bench.viewer, QStringLiteral("Raw"))->isChecked());
        // The choice is remembered for the next body all the same.
        bench.viewer.setBody(Body::fromText("[1]"));
        QCOMPARE(bench.viewer.view(), BodyViewer::View::Tree);
    }

    void emptyAndMissingBodiesAreSaidToBe()
    {
        ViewerBench bench;
        bench.show("");
        QVERIFY(bench.said().contains(QStringLiteral("The body is empty.")));
        bench.viewer.setNothing(QStringLiteral("No answer came."));
        QVERIFY(bench.said().contains(QStringLiteral("No answer came.")));
        QVERIFY(!bench.viewer.findChild<QAction *>(QStringLiteral("viewer.save"))->isEnabled());
        const auto *copies = named<QAbstractButton>(bench.viewer, QStringLiteral("Copy a part of the body"));
        QVERIFY(!copies->isEnabled());
        bench.show("{}");
        QVERIFY(copies->isEnabled());
        bench.show("  \n ");
        QCOMPARE(bench.viewer.view(), BodyViewer::View::Raw);
    }

    void aCutBodyShowsWhatIsThere()
    {
        ViewerBench bench;
        bench.show(Sample.substr(0, Sample.find("18446")), "tree");
        QVERIFY2(bench.said().contains(QStringLiteral("The body ends before its JSON does.")),
                 qPrintable(bench.said()));
        QAbstractItemModel &model = *bench.tree().model();
        QCOMPARE(model.rowCount(model.index(0, 0)), 2);
        bench.viewer.setViewName(QStringLiteral("pretty"));
        QVERIFY(bench.visible().endsWith(QStringLiteral("\"SCORE\": ")));
    }

    void theKeyboardGoesEverywhere()
    {
        ViewerBench bench;
        bench.show(json::samples::records(2000));
        QVERIFY(bench.waitUntilRead());
        const auto line = [&bench] {
            const QString text = bench.visible();
            const int at = bench.text().caretPosition();
            return text.mid(text.lastIndexOf(QLatin1Char('\n'), at - 1) + 1).section(QLatin1Char('\n'), 0, 0);
        };
        bench.key(Qt::Key_Down);
        QCOMPARE(line(), QStringLiteral("  \"result_code\": \"Succeeded\","));
        bench.key(Qt::Key_End);
        bench.key(Qt::Key_Right);
        QCOMPARE(line(), QStringLiteral("  \"records\": ["));
        bench.key(Qt::Key_Left);
        QCOMPARE(line(), QStringLiteral("  \"result_code\": \"Succeeded\","));
        bench.key(Qt::Key_Home);
        bench.key(Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(bench.text().selection().begin.value, std::int64_t(1));
        QVERIFY(bench.text().hasSelection());
        bench.key(Qt::Key_PageDown);
        QVERIFY(bench.text().topRow().value > 10);
        QVERIFY(!bench.text().hasSelection());
        bench.key(Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(line(), QStringLiteral("}"));
        bench.key(Qt::Key_Up);
        QCOMPARE(line(), QStringLiteral("  \"total\": 2000"));
        bench.key(Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(bench.text().topRow().value, std::int64_t(0));
        QCOMPARE(bench.text().caret().value, std::int64_t(0));
    }

    void theMouseSelects()
    {
        ViewerBench bench;
        bench.show(Sample);
        const int at = static_cast<int>(bench.visible().indexOf(QStringLiteral("USERS")));
        const QPoint point = bench.text().rectOfPosition(at + 2).center();
        QTest::mouseDClick(bench.text().viewport(), Qt::LeftButton, {}, point);
        QCOMPARE(bench.copied("viewer.copyPath"), QStringLiteral("$.list"));
        const json::Range word = bench.text().selection();
        QCOMPARE(Sample.substr(word.begin.index(), static_cast<std::size_t>(word.size())), std::string("USERS"));
        QTest::mousePress(bench.text().viewport(), Qt::LeftButton, {}, bench.text().rectOfPosition(at).center());
        QTest::mouseMove(bench.text().viewport(), bench.text().rectOfPosition(at + 100).center());
        QTest::mouseRelease(bench.text().viewport(), Qt::LeftButton, {}, point);
        QVERIFY(bench.text().selection().size() > 50);
    }

    void whatIsSelectedIsCopiedAsShown()
    {
        ViewerBench bench;
        bench.show(Sample);
        QApplication::clipboard()->setText(QStringLiteral("(nothing)"));
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.key(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(bench.waitForClipboard(), QString::fromStdString(json::pretty(Sample)));
        bench.viewer.setViewName(QStringLiteral("raw"));
        QApplication::clipboard()->setText(QStringLiteral("(nothing)"));
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.key(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(bench.waitForClipboard(), QString::fromStdString(Sample));
        // Lines that were broken to fit are whole again.
        bench.show("{\"a\":\"" + std::string(2000, 'x') + "\",\"b\":[1,2]}");
        const std::string text = "{\"a\":\"" + std::string(2000, 'x') + "\",\"b\":[1,2]}";
        QApplication::clipboard()->setText(QStringLiteral("(nothing)"));
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.key(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(bench.waitForClipboard(), QString::fromStdString(json::pretty(text)));
    }

    void nodesAreCopiedByteForByte()
    {
        ViewerBench bench;
        bench.show(Sample);
        bench.text().reveal({{static_cast<std::int64_t>(Sample.find("SCORE\":184"))}, {}});
        bench.text().select({{static_cast<std::int64_t>(Sample.find("SCORE\":184"))},
                             {static_cast<std::int64_t>(Sample.find("SCORE\":184"))}});
        QCOMPARE(bench.viewer.path(), QStringLiteral("$.records[1].SCORE"));
        QCOMPARE(bench.copied("viewer.copyPath"), QStringLiteral("$.records[1].SCORE"));
        QCOMPARE(bench.copied("viewer.copyNode"), QStringLiteral("18446744073709551615"));
        // The tree goes to the same place.
        bench.viewer.setViewName(QStringLiteral("tree"));
        QCOMPARE(bench.tree().currentIndex().data().toString(), QStringLiteral("SCORE"));
        QCOMPARE(bench.viewer.path(), QStringLiteral("$.records[1].SCORE"));
        bench.tree().setCurrentIndex(bench.tree().currentIndex().parent());
        QCOMPARE(bench.copied("viewer.copyNode"),
                 QStringLiteral("{\"MAIL\":\"b@example.com\",\"SCORE\":18446744073709551615}"));
        QCOMPARE(bench.copied("viewer.copyPretty"),
                 QStringLiteral("{\n  \"MAIL\": \"b@example.com\",\n  \"SCORE\": 18446744073709551615\n}"));
        bench.viewer.setViewName(QStringLiteral("pretty"));
        QCOMPARE(bench.viewer.path(), QStringLiteral("$.records[1]"));
    }

    void theSamePlaceIsShownInEachLayout()
    {
        const std::string text = json::samples::records(2000);
        ViewerBench bench;
        bench.show(text);
        QVERIFY(bench.waitUntilRead());
        const auto begin = static_cast<std::int64_t>(text.find("person1234@"));
        bench.text().reveal({{begin}, {begin + 10}});
        bench.viewer.setViewName(QStringLiteral("raw"));
        QVERIFY2(bench.visible().contains(QStringLiteral("person12")), qPrintable(bench.visible()));
        QCOMPARE(bench.text().selection().size(), std::int64_t(10));
        bench.viewer.setViewName(QStringLiteral("tree"));
        QCOMPARE(bench.viewer.path(), QStringLiteral("$.records[1234].MAIL"));
        bench.viewer.setViewName(QStringLiteral("pretty"));
        QVERIFY(bench.visible().contains(QStringLiteral("person1234@")));
        QCOMPARE(bench.viewer.path(), QStringLiteral("$.records[1234].MAIL"));
    }

    void copyingMuchIsAskedFor()
    {
        ViewerBench bench;
        bench.show("\"" + std::string(11 << 20, 'x') + "\"", "raw");
        QVERIFY(bench.waitUntilRead());
        QApplication::clipboard()->setText(QStringLiteral("(nothing)"));
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.key(Qt::Key_C, Qt::ControlModifier);
        QVERIFY2(bench.said().contains(QStringLiteral("This part has 11 MB.")), qPrintable(bench.said()));
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("(nothing)"));
        named<QAbstractButton>(bench.viewer, QStringLiteral("Copy it all the same"))->click();
        QCOMPARE(bench.waitForClipboard().size(), qsizetype(11 << 20) + 2);
        QVERIFY(!bench.said().contains(QStringLiteral("This part has")));
    }

    void screenReadersReadWhatIsInView()
    {
        ViewerBench bench;
        bench.show(Sample);
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&bench.text());
        QVERIFY(accessible != nullptr);
        QCOMPARE(accessible->role(), QAccessible::EditableText);
        QVERIFY(accessible->state().readOnly);
        QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Answer"));
        QAccessibleTextInterface *text = accessible->textInterface();
        QVERIFY(text != nullptr);
        QCOMPARE(text->text(0, text->characterCount()), bench.visible());
        bench.key(Qt::Key_Down);
        QCOMPARE(text->cursorPosition(), 4);
        text->setCursorPosition(5);
        QCOMPARE(bench.text().caret().value, std::int64_t(2));
        text->setSelection(0, 5, 9);
        int begin = 0;
        int end = 0;
        text->selection(0, &begin, &end);
        QCOMPARE(begin, 5);
        QCOMPARE(end, 9);
    }

    void coloursAreThoseOfTheTheme()
    {
        for (const theme::Scheme scheme : {theme::Scheme::Dark, theme::Scheme::Light}) {
            ViewerBench bench;
            bench.show(Sample);
            theme::apply(*qApp, scheme);
            const QImage image = bench.text().viewport()->grab().toImage();
            const theme::Colours &colours = theme::colours(scheme);
            QCOMPARE(image.pixelColor(image.width() - 2, image.height() - 2), colours.raised);
            for (const QColor &wanted : {colours.codeKey, colours.codeString, colours.codeNumber, colours.codeWord}) {
                int near = 0;
                for (int y = 0; y < image.height(); ++y) {
                    for (int x = 0; x < image.width(); ++x) {
                        const QColor pixel = image.pixelColor(x, y);
                        near += qAbs(pixel.red() - wanted.red()) + qAbs(pixel.green() - wanted.green()) +
                                    qAbs(pixel.blue() - wanted.blue()) <
                                30;
                    }
                }
                QVERIFY2(near > 10, qPrintable(wanted.name()));
            }
        }
    }

    void theViewFollowsItsWidth()
    {
        ViewerBench bench;
        bench.show("{\"a\":\"" + std::string(3000, 'x') + "\"}");
        QTRY_COMPARE(bench.text().horizontalScrollBar()->maximum(), 0);
        const std::int64_t rows = bench.viewer.index()->pretty().count();
        bench.viewer.resize(1200, 500);
        QTRY_VERIFY(bench.viewer.index()->pretty().count() < rows);
        QCOMPARE(bench.text().horizontalScrollBar()->maximum(), 0);
    }
};

QTEST_MAIN(TestViewer)
#include "test_viewer.moc"
