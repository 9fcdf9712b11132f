// What is drawn or cut to measure follows the size of the text, also where that changes while it is shown.
#include "named.h"
#include "window_bench.h"

#include <gui/activity/compare_model.h>
#include <gui/activity/compare_window.h>
#include <gui/compose/compose_page.h>
#include <gui/editor/json_editor.h>
#include <gui/navigation.h>
#include <gui/profile_switch.h>
#include <gui/widgets/data_table.h>
#include <gui/widgets/elided_label.h>
#include <gui/widgets/empty_state.h>

#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QScrollBar>
#include <QTabBar>
#include <QTableView>
#include <QTabWidget>
#include <QTest>
#include <QTextBrowser>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdlib>

using namespace smc;
using namespace smc::gui;
using theme::Scheme;

namespace {

constexpr int Sizes[] = {80, 100, 150, 200};

void zoomTo(int percent)
{
    theme::apply(*qApp, Scheme::Light, percent);
    QTest::qWait(50); // Layouts follow a little later.
}

/// The smallest rectangle with all pixels of `image` within `within` that `is` holds for.
template <typename Is>
QRect boundsOf(const QImage &image, const QRect &within, Is is)
{
    QRect bounds;
    for (int y = within.top(); y <= within.bottom(); ++y) {
        for (int x = within.left(); x <= within.right(); ++x) {
            if (is(image.pixelColor(x, y)))
                bounds |= QRect(x, y, 1, 1);
        }
    }
    return bounds;
}

QImage imageOf(QWidget &widget)
{
    return widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

bool isNear(int one, int other, int by = 1)
{
    return std::abs(one - other) <= by;
}

QString describe(const QRect &rect)
{
    return QStringLiteral("%1,%2 %3x%4").arg(rect.x()).arg(rect.y()).arg(rect.width()).arg(rect.height());
}

int linesOf(const QLabel &label)
{
    return label.heightForWidth(label.width()) / label.fontMetrics().lineSpacing();
}

/// The labels of an empty state that wrap: its title and its sentence.
QList<QLabel *> wordsOf(const EmptyState &state)
{
    QList<QLabel *> words;
    for (QLabel *label : state.findChildren<QLabel *>()) {
        if (label->wordWrap())
            words.append(label);
    }
    return words;
}

const QString Sentence = QStringLiteral("Filters keep events back, or take properties out of them, before the mapping "
                                        "sees them. This profile has none: every event goes to the mapping.");

} // namespace

class TestZoom : public QObject
{
    Q_OBJECT

private:
    void eachSize()
    {
        QTest::addColumn<int>("zoom");
        for (const int zoom : Sizes)
            QTest::addRow("%d", zoom) << zoom;
    }

    /// Compose with the event `text`.
    JsonEditor &compose(WindowBench &bench, const std::string &text)
    {
        bench.go(PageId::Compose);
        auto &page = static_cast<ComposePage &>(bench.page(PageId::Compose));
        auto *editor = named<JsonEditor>(page, QStringLiteral("Event as JSON"));
        editor->setCode(text);
        editor->setCaret(0);
        if (!QTest::qWaitFor([&] { return page.preview().eventText == text || !page.preview().problems.empty(); }))
            qFatal("The event is not read");
        return *editor;
    }

private Q_SLOTS:
    void init() { theme::apply(*qApp, Scheme::Light, 100); }
    void cleanup() { theme::apply(*qApp, Scheme::Light, 100); }

    void anEmptyStateHasItsLinesBrokenAlikeAtEveryTextSize_data() { eachSize(); }

    void anEmptyStateHasItsLinesBrokenAlikeAtEveryTextSize()
    {
        QFETCH(int, zoom);
        EmptyState state(QStringLiteral("list"), QStringLiteral("No destination filters"), Sentence);
        state.resize(1200, 700);
        state.show();
        QVERIFY(QTest::qWaitForWindowExposed(&state));
        const QLabel *text = wordsOf(state).last();
        const int lines = linesOf(*text);
        const int width = text->width();
        QCOMPARE(width, 460);
        zoomTo(zoom);
        QVERIFY2(isNear(text->width(), width * zoom / 100), qPrintable(QString::number(text->width())));
        QCOMPARE(linesOf(*text), lines);
        QVERIFY(isNear(text->geometry().center().x(), state.width() / 2, 2));
        QCOMPARE(clippedTexts(state), QStringList());
    }

    void anEmptyStateUsesTheRoomThatItHas_data() { eachSize(); }

    void anEmptyStateUsesTheRoomThatItHas()
    {
        QFETCH(int, zoom);
        EmptyState state(QStringLiteral("list"), QStringLiteral("No destination filters in this profile"), Sentence);
        state.resize(420, 700);
        state.show();
        QVERIFY(QTest::qWaitForWindowExposed(&state));
        zoomTo(zoom);
        QCOMPARE(state.width(), 420);
        QVERIFY2(state.minimumSizeHint().width() <= 420, qPrintable(QString::number(state.minimumSizeHint().width())));
        const QLabel *text = wordsOf(state).last();
        const QMargins around = state.layout()->contentsMargins();
        QCOMPARE(text->width(), std::min(theme::scaled(460), state.width() - around.left() - around.right()));
        QCOMPARE(clippedTexts(state), QStringList());
        // However low it is, it asks for the height of all its lines.
        state.resize(420, 10);
        QVERIFY(state.minimumSizeHint().height() > text->heightForWidth(text->width()));
    }

    void aPaneKeepsItsHeightWhereNothingInItWraps()
    {
        WrappedPane pane;
        auto *layout = new QVBoxLayout(&pane);
        auto *row = new QWidget(&pane);
        row->setMinimumHeight(120);
        auto *note = new QLabel(Sentence, &pane);
        note->setWordWrap(true);
        layout->addWidget(row);
        layout->addWidget(note);
        pane.resize(300, 400);
        QVERIFY(pane.minimumSizeHint().height() > 120);
        note->hide();
        QVERIFY2(pane.minimumSizeHint().height() >= 120, qPrintable(QString::number(pane.minimumSizeHint().height())));
    }

    void emptyPagesFillTheirRoomInTheWindow()
    {
        WindowBench bench;
        bench.window().resize(1280, 800);
        bench.go(PageId::Activity);
        const EmptyState *empty = nullptr;
        const auto look = [&] {
            for (const EmptyState *state : bench.page(PageId::Activity).findChildren<EmptyState *>())
                empty = state->isVisible() ? state : empty;
            return empty != nullptr;
        };
        QTRY_VERIFY(look());
        const QLabel *text = wordsOf(*empty).last();
        const int before = text->width();
        zoomTo(200);
        bench.picture("activity-empty-zoom200");
        QVERIFY2(text->width() > before * 3 / 2, qPrintable(QString::number(text->width())));
        QCOMPARE(clippedTexts(bench.page(PageId::Activity)), QStringList());
    }

    void theDotOfTheProfileIsAsLargeAsItsWords_data()
    {
        QTest::addColumn<int>("zoom");
        QTest::addColumn<ProfileSwitch::Words>("words");
        for (const int zoom : Sizes) {
            QTest::addRow("%d", zoom) << zoom << ProfileSwitch::Words::Shown;
            QTest::addRow("narrow-%d", zoom) << zoom << ProfileSwitch::Words::Hidden;
        }
    }

    void theDotOfTheProfileIsAsLargeAsItsWords()
    {
        QFETCH(int, zoom);
        QFETCH(ProfileSwitch::Words, words);
        WindowBench bench;
        auto &profile = bench.named<ProfileSwitch>("Profile: Sandbox, Sandbox");
        if (words == ProfileSwitch::Words::Hidden) {
            bench.action("window.navigation").trigger();
            QTRY_VERIFY(profile.width() < 100);
        }
        zoomTo(zoom);
        const QImage image = imageOf(profile);
        image.save(pictureFolder() + QStringLiteral("/profile-%1.png").arg(QLatin1String(QTest::currentDataTag())));
        const theme::Colours &colours = theme::colours(Scheme::Light);
        const QColor colour = theme::colourOf(theme::Tone::Info, colours);
        const QRect inside = profile.rect().adjusted(4, 4, -4, -4);
        const QRect dot = boundsOf(image, inside, [&](const QColor &pixel) { return pixel == colour; });
        const int side = theme::scaled(10);
        QVERIFY2(isNear(dot.width(), side, 2) && isNear(dot.height(), side, 2), qPrintable(describe(dot)));
        // Beside or over the words, and never under them.
        const auto isInk = [&](const QColor &pixel) { return theme::contrast(pixel, colours.raised) > 3; };
        if (words == ProfileSwitch::Words::Shown) {
            QVERIFY2(isNear(dot.center().y(), profile.height() / 2, 2), qPrintable(describe(dot)));
            const QRect beside(dot.right() + 2, inside.top(), inside.right() - dot.right() - 2, inside.height());
            const QRect ink = boundsOf(image, beside, isInk);
            QVERIFY2(ink.left() > dot.right() + 4, qPrintable(describe(dot) + u' ' + describe(ink)));
        } else {
            QVERIFY2(isNear(dot.center().x(), profile.width() / 2, 2), qPrintable(describe(dot)));
            const QRect below(inside.left(), dot.bottom() + 2, inside.width(), inside.bottom() - dot.bottom() - 1);
            const QRect ink = boundsOf(image, below, isInk);
            QVERIFY2(ink.isValid() && ink.bottom() < inside.bottom(), qPrintable(describe(dot) + u' ' + describe(ink)));
        }
    }

    void marksOfFoldsAreAsLargeAsTheText_data() { eachSize(); }

    void marksOfFoldsAreAsLargeAsTheText()
    {
        QFETCH(int, zoom);
        WindowBench bench;
        JsonEditor &editor =
            compose(bench, "{\n  \"type\": \"identify\",\n  \"userId\": \"u\",\n  \"traits\": {\n    \"a\": 1\n  }\n}");
        constexpr int FoldMargin = 2;
        const int before = editor.marginWidth(FoldMargin);
        zoomTo(zoom);
        const int width = editor.marginWidth(FoldMargin);
        QVERIFY2(isNear(width, before * zoom / 100), qPrintable(QStringLiteral("%1, not %2").arg(width).arg(before)));
        const int left = editor.marginWidth(0) + editor.marginWidth(1);
        const QImage image = imageOf(*editor.viewport());
        const QColor ground = theme::colours(Scheme::Light).sunken;
        const auto markOf = [&](int line) {
            const int height = editor.textHeight(line);
            const QRect cell(left, line * height, width, height);
            return boundsOf(image, cell, [&](const QColor &pixel) { return theme::contrast(pixel, ground) > 2; });
        };
        const QRect open = markOf(0);
        QVERIFY2(open.width() >= width / 2 && open.width() <= width, qPrintable(describe(open)));
        QVERIFY2(isNear(open.center().y(), editor.textHeight(0) / 2, 1 + zoom / 50), qPrintable(describe(open)));
        QVERIFY(markOf(1).isNull());
        QVERIFY(markOf(3).isValid());
        // It folds where it is drawn.
        QVERIFY(editor.SendScintilla(QsciScintillaBase::SCI_GETLINEVISIBLE, 4UL) != 0);
        const QPoint at(left + width / 2, 3 * editor.textHeight(0) + editor.textHeight(0) / 2);
        QTest::mouseClick(editor.viewport(), Qt::LeftButton, {}, at);
        QVERIFY(editor.SendScintilla(QsciScintillaBase::SCI_GETLINEVISIBLE, 4UL) == 0);
    }

    void twoExchangesAreComparedAtEveryTextSize_data() { eachSize(); }

    void twoExchangesAreComparedAtEveryTextSize()
    {
        QFETCH(int, zoom);
        WindowBench bench;
        for (const char *event : {R"({"type":"identify","userId":"u1","traits":{"city":"Bern","total":1.50}})",
                                  R"({"type":"identify","userId":"u1","traits":{"city":"Bern","total":1.5}})"})
            QCoro::waitFor(bench.console().send(event));
        bench.go(PageId::Activity);
        auto &table = bench.named<DataTable>("Exchanges");
        QTRY_COMPARE(table.model()->rowCount(), 2);
        table.selectAll();
        QTRY_VERIFY(bench.action("activity.compare").isEnabled());
        bench.action("activity.compare").trigger();
        QTRY_VERIFY(bench.page(PageId::Activity).findChild<CompareWindow *>());
        auto *window = bench.page(PageId::Activity).findChild<CompareWindow *>();
        auto *parts = named<QTabWidget>(*window, "Parts");
        parts->setCurrentIndex(3);
        QTRY_VERIFY(window->isVisible());
        zoomTo(zoom);
        window->grab().save(pictureFolder() + QStringLiteral("/compare-zoom%1.png").arg(zoom));
        const QFontMetrics code(theme::codeFont());
        for (int part = 0; part < parts->count(); ++part) {
            const auto *view = static_cast<QTableView *>(parts->widget(part));
            QVERIFY(view->verticalHeader()->defaultSectionSize() >= code.height());
            for (const int column : {int(CompareModel::LeftNumber), int(CompareModel::RightNumber)})
                QVERIFY(view->columnWidth(column) >= code.horizontalAdvance(QStringLiteral("999999")));
            QVERIFY(view->columnWidth(CompareModel::Mark) >= code.horizontalAdvance(QChar(0x2260)) + 12);
        }
        // Both sides have most of the room, and the same.
        const auto *view = static_cast<QTableView *>(parts->currentWidget());
        QVERIFY(isNear(view->columnWidth(CompareModel::LeftText), view->columnWidth(CompareModel::RightText)));
        QVERIFY2(view->columnWidth(CompareModel::LeftText) >= code.horizontalAdvance(QString(16, u'x')),
                 qPrintable(QString::number(view->columnWidth(CompareModel::LeftText))));
        QVERIFY2(view->viewport()->height() >= 4 * view->verticalHeader()->defaultSectionSize(),
                 qPrintable(QString::number(view->viewport()->height())));
        for (const char *name : {"Line on the left", "Line on the right"}) {
            auto *line = named<QPlainTextEdit>(*window, QLatin1String(name));
            QVERIFY2(line->font().pointSizeF() == theme::codeFont().pointSizeF(), name);
            QVERIFY2(line->viewport()->height() >= 5 * code.lineSpacing(), name);
        }
        QCOMPARE(clippedTexts(*window), QStringList());
    }

    void theLineUnderTheEditorHasOneMiddleAtEveryTextSize_data() { eachSize(); }

    void theLineUnderTheEditorHasOneMiddleAtEveryTextSize()
    {
        QFETCH(int, zoom);
        WindowBench bench;
        bench.window().resize(1280, 800);
        JsonEditor &editor =
            compose(bench, R"({"type":"identify","userId":"u","usrId":"u","traits":{"email":"ada@example.com"}})");
        Page &page = bench.page(PageId::Compose);
        editor.setFocus();
        editor.setCaret(editor.code().find("ada@"));
        auto *fate = named<QLabel>(page, QStringLiteral("What becomes of the value at the caret"));
        QTRY_VERIFY(!fate->toolTip().isEmpty());
        zoomTo(zoom);
        bench.picture(qPrintable(QStringLiteral("compose-line-zoom%1").arg(zoom)));
        auto *bulb = named<QToolButton>(page, QStringLiteral("Help with writing"));
        const auto &summary = bench.find<QLabel>("problemSummary");
        const auto middleOf = [&](const QWidget &widget) {
            return widget.mapTo(&page, QPoint(0, 0)).y() + widget.height() / 2;
        };
        QVERIFY(isNear(middleOf(*fate), middleOf(*bulb)));
        QVERIFY(isNear(middleOf(summary), middleOf(*bulb)));
        // The bulb is as large as other signs, and at the end of the line that ends with the editor.
        QCOMPARE(bulb->iconSize(), QSize(theme::scaled(20), theme::scaled(20)));
        QVERIFY(bulb->width() >= bulb->iconSize().width() && bulb->height() >= bulb->iconSize().height());
        const auto endOf = [&](const QWidget &widget) { return widget.mapTo(&page, QPoint(widget.width(), 0)).x(); };
        const int editorsEnd = endOf(*editor.parentWidget()); // With its edge.
        QVERIFY2(isNear(endOf(*bulb), editorsEnd, 2),
                 qPrintable(QStringLiteral("%1, not %2").arg(endOf(*bulb)).arg(editorsEnd)));
        // What has no room is cut with …, and begins where the editor's words can be followed.
        const QStringList lines = fate->text().split(QLatin1Char('\n'));
        for (const QString &line : lines)
            QVERIFY2(fate->fontMetrics().horizontalAdvance(line) <= fate->contentsRect().width(), qPrintable(line));
        QVERIFY2(fate->contentsRect().height() >= lines.size() * fate->fontMetrics().height(),
                 qPrintable(QString::number(fate->height())));
        QVERIFY2(lines.join(QLatin1Char(' ')) == fate->toolTip() || fate->text().endsWith(QChar(0x2026)),
                 qPrintable(fate->text()));
        QVERIFY(!fate->text().isEmpty());
        QCOMPARE(clippedTexts(page), QStringList());
        // The sign stands at the words that it is of, in the form, too.
        const auto standsAtWords = [&] {
            for (const QLabel *label : summary.parentWidget()->findChildren<QLabel *>()) {
                const int gap = summary.x() - label->geometry().right() - 1;
                if (!label->pixmap(Qt::ReturnByValue).isNull() &&
                    isNear(label->geometry().center().y(), summary.geometry().center().y(), 2))
                    return gap >= 0 && gap <= theme::space::Small;
            }
            return false;
        };
        QVERIFY(standsAtWords());
        bench.action("compose.view").trigger();
        QTRY_VERIFY(standsAtWords());
        bench.action("compose.view").trigger();
        QTRY_VERIFY(editor.isVisible());
        // Problems stand in whole rows below it.
        const auto *problems = named<QListView>(page, QStringLiteral("Problems of the event"));
        QVERIFY(problems->isVisible());
        const QRect first = problems->visualRect(problems->model()->index(0, 0));
        QVERIFY2(problems->viewport()->rect().contains(first), qPrintable(describe(first)));
    }

    void theBulbMendsWhatTheCaretStandsAt()
    {
        WindowBench bench;
        JsonEditor &editor = compose(bench, R"({"type":"identify","userid":"u"})");
        Page &page = bench.page(PageId::Compose);
        editor.setFocus();
        editor.setCaret(editor.code().find("userid") + 2);
        auto *bulb = named<QToolButton>(page, QStringLiteral("Help with writing"));
        QTRY_VERIFY(bulb->menu()->actions().contains(&bench.action("compose.quickFix")));
        // By keyboard alone: to the bulb with Tab, and through its menu.
        QVERIFY(tabChain(bench.window(), page).contains(bulb));
        bulb->setFocus(Qt::TabFocusReason);
        bool isMended = false;
        QTimer::singleShot(0, bulb->menu(), [&] {
            bulb->menu()->setActiveAction(&bench.action("compose.quickFix"));
            QTest::keyClick(bulb->menu(), Qt::Key_Return);
            isMended = true;
        });
        QTest::keyClick(bulb, Qt::Key_Space);
        QTRY_VERIFY(isMended);
        QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
        auto *fixes = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(fixes);
        QCOMPARE(fixes->actions().first()->text(), QStringLiteral("Rename to “userId”"));
        QTest::keyClick(fixes, Qt::Key_Return);
        QTRY_COMPARE(editor.code(), std::string(R"({"type":"identify","userId":"u"})"));
    }

    void whatHasAWidthOfItsOwnGrowsWithTheText()
    {
        WindowBench bench;
        bench.action("window.manual").trigger();
        const auto holdsWords = [](const QWidget &widget) {
            return qobject_cast<const QLineEdit *>(&widget) || qobject_cast<const QComboBox *>(&widget) ||
                   qobject_cast<const QLabel *>(&widget);
        };
        QList<QPair<QPointer<QWidget>, int>> before;
        for (QWidget *widget : bench.window().findChildren<QWidget *>()) {
            if (holdsWords(*widget) && widget->minimumWidth() > 40)
                before.append({widget, widget->minimumWidth()});
        }
        QVERIFY2(before.size() >= 2, qPrintable(QString::number(before.size())));
        const auto *chapter = named<QTextBrowser>(bench.window(), QStringLiteral("Chapter"));
        const int line = chapter->maximumWidth();
        zoomTo(200);
        for (const auto &[widget, width] : before) {
            QVERIFY2(!widget || widget->minimumWidth() >= width * 9 / 5,
                     qPrintable(QLatin1String(widget->metaObject()->className()) + u' ' + widget->accessibleName()));
        }
        QVERIFY2(chapter->maximumWidth() >= line * 8 / 5, qPrintable(QString::number(chapter->maximumWidth())));
    }

    void namesAreCutAnewForEachTextSize()
    {
        ElidedLabel label;
        label.setFullText(QStringLiteral("Newsletter/Spring/A rather long name of an event"), QStringLiteral("A name"));
        label.resize(label.sizeHint().width() + 4, 60);
        label.show();
        QVERIFY(QTest::qWaitForWindowExposed(&label));
        QCOMPARE(label.text(), label.fullText());
        zoomTo(200);
        QVERIFY2(label.fontMetrics().horizontalAdvance(label.text()) <= label.contentsRect().width(),
                 qPrintable(label.text()));
        zoomTo(100);
        QCOMPARE(label.text(), label.fullText());
    }
};

QTEST_MAIN(TestZoom)
#include "test_zoom.moc"
