// What has the keyboard keeps it, or hands it on to where one goes on, and stays in view when a page grows.
#include "named.h"
#include "window_bench.h"

#include <gui/appearance/appearance.h>
#include <gui/compose/place_panel.h>
#include <gui/editor/json_editor.h>
#include <gui/widgets/data_table.h>
#include <gui/widgets/focus_scroll.h>
#include <workspace/history_store.h>
#include <workspace/profile.h>

#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace smc;
using namespace smc::gui;

namespace {

/// What of it a person can see. Qt counts a frameless view as hidden by its own viewport.
QRegion shownPartOf(const QWidget &widget)
{
    const auto *view = qobject_cast<const QAbstractScrollArea *>(&widget);
    return view ? view->viewport()->visibleRegion() : widget.visibleRegion();
}

} // namespace

class TestFocusKept : public QObject
{
    Q_OBJECT

    static void pages()
    {
        QTest::addColumn<PageId>("id");
        for (const PageId id :
             {PageId::Connection, PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox})
            QTest::addRow("%s", qPrintable(nameOf(id))) << id;
    }

private Q_SLOTS:
    void theDismissedResultLeavesTheKeyboardAtTheEvent();
    void aFixLeavesTheKeyboardAtTheEventAndASettingCanBeTakenBack();
    void theDismissedRunLeavesTheKeyboardAtTheHistory();
    void whatHasTheKeyboardStaysInViewWhenThePageGrows_data() { pages(); }
    void whatHasTheKeyboardStaysInViewWhenThePageGrows();
    void theRequestCanBeReadAtEverySize();
    void whoIsAskedForANameSeesTheButtons();
    void anotherEntryLeavesTheKeyboardWhereItIs();
    void whoScrollsAwayStaysThere();
    void theWheelTurnsNoControlOnItsWay();
};

void TestFocusKept::theDismissedResultLeavesTheKeyboardAtTheEvent()
{
    WindowBench bench;
    bench.go(PageId::Compose);
    auto &editor = bench.named<JsonEditor>("Event as JSON");
    editor.setCode(R"({"type":"identify","userId":"u-1"})");
    QTRY_VERIFY(bench.action("compose.send").isEnabled());
    bench.action("compose.send").trigger();
    const auto button = [&bench] {
        for (QPushButton *one : bench.page(PageId::Compose).findChildren<QPushButton *>()) {
            if (one->accessibleName() == QStringLiteral("Dismiss the result") && one->isVisible())
                return one;
        }
        return static_cast<QPushButton *>(nullptr);
    };
    QTRY_VERIFY(button());
    button()->setFocus();
    QTest::keyClick(button(), Qt::Key_Space);
    QVERIFY(!button());
    QVERIFY2(editor.hasFocus(), qPrintable(QApplication::focusWidget()->accessibleName()));
}

void TestFocusKept::aFixLeavesTheKeyboardAtTheEventAndASettingCanBeTakenBack()
{
    WindowBench bench;
    bench.go(PageId::Compose);
    bench.changeProfile(
        [](workspace::Profile &, destination::Settings &settings) { settings.allowedEvents = {"Order Completed"}; });
    auto &editor = bench.named<JsonEditor>("Event as JSON");
    const std::string text = R"({"type":"track","event":"Order Completd","userId":"a"})";
    editor.setCode(text);
    const auto button = [&bench](const QString &words) {
        for (QPushButton *one : bench.page(PageId::Compose).findChildren<QPushButton *>()) {
            if (one->text().startsWith(words) && one->isVisible())
                return one;
        }
        return static_cast<QPushButton *>(nullptr);
    };
    const QString fix = QStringLiteral("Add “Order Completd” to Allowed Events");
    QTRY_VERIFY2(button(fix), qPrintable([&] {
                     QStringList all;
                     for (QPushButton *one : bench.page(PageId::Compose).findChildren<QPushButton *>())
                         all.append(one->text());
                     return all.join(u'|');
                 }()));
    button(fix)->setFocus();
    QTest::keyClick(button(fix), Qt::Key_Space);
    QTRY_COMPARE(bench.console().destination().settings.allowedEvents.size(), std::size_t(2));
    QTRY_VERIFY(!button(fix));
    QVERIFY2(editor.hasFocus(), qPrintable(QApplication::focusWidget()->accessibleName()));
    QTRY_VERIFY(button(QStringLiteral("Undo")));
    bench.picture("compose-setting-fixed");
    button(QStringLiteral("Undo"))->setFocus();
    QTest::keyClick(button(QStringLiteral("Undo")), Qt::Key_Space);
    QTRY_COMPARE(bench.console().destination().settings.allowedEvents, std::vector<std::string>{"Order Completed"});
    QVERIFY(!button(QStringLiteral("Undo")));
    QVERIFY2(editor.hasFocus(), qPrintable(QApplication::focusWidget()->accessibleName()));
    QCOMPARE(editor.code(), text);
}

void TestFocusKept::theDismissedRunLeavesTheKeyboardAtTheHistory()
{
    WindowBench bench;
    workspace::HistoryEntry entry;
    entry.profileId = bench.console().profile().id;
    entry.profileName = "Sandbox";
    entry.environment = "sandbox";
    entry.verdict = "Refused";
    entry.method = "POST";
    entry.eventText = "{\"type\":\"identify\",\"userId\":\"one\"}\n{\"type\":\"identify\",\"userId\":\"two\"}";
    QVERIFY(QCoro::waitFor(bench.console().history().append(entry)).has_value());
    bench.go(PageId::Activity);
    const auto button = [&bench](const char *name) {
        for (QPushButton *one : bench.page(PageId::Activity).findChildren<QPushButton *>()) {
            if (one->accessibleName() == QLatin1String(name) && one->isVisible() && one->isEnabled())
                return one;
        }
        return static_cast<QPushButton *>(nullptr);
    };
    QTRY_VERIFY(button("Resend to Sandbox"));
    button("Resend to Sandbox")->setFocus();
    QTest::keyClick(button("Resend to Sandbox"), Qt::Key_Space);
    QTRY_VERIFY(button("Send 2 events to Sandbox"));
    QTest::keyClick(button("Send 2 events to Sandbox"), Qt::Key_Space);
    QTRY_VERIFY(button("Dismiss the result of the run"));
    button("Dismiss the result of the run")->setFocus();
    QTest::keyClick(button("Dismiss the result of the run"), Qt::Key_Space);
    QVERIFY(!button("Dismiss the result of the run"));
    const QWidget *now = QApplication::focusWidget();
    QVERIFY(now != nullptr);
    QVERIFY2(now == &bench.named<DataTable>("Exchanges") || now == button("Resend to Sandbox"),
             qPrintable(now->accessibleName()));
}

void TestFocusKept::whatHasTheKeyboardStaysInViewWhenThePageGrows()
{
    QFETCH(PageId, id);
    WindowBench bench;
    bench.window().resize(1024, 680);
    QCoro::waitFor(bench.console().send(R"({"type":"identify","userId":"u-1","traits":{"email":"ada@example.com"}})"));
    bench.go(id);
    QTest::qWait(300);
    auto &scroll = *bench.page(id).findChild<QScrollArea *>(QStringLiteral("pageScroll"));
    QWidget *last = nullptr;
    for (QWidget *stop : tabChain(bench.window(), bench.page(id)))
        last = scroll.isAncestorOf(stop) ? stop : last;
    QVERIFY(last);
    last->setFocus(Qt::TabFocusReason);
    scroll.ensureWidgetVisible(last);
    theme::apply(*qApp, theme::Scheme::Light, 200);
    const auto isSeen = [&] { return last->hasFocus() && !shownPartOf(*last).isEmpty(); };
    QTest::qWait(300); // All layouts have been made anew.
    const bool seen = QTest::qWaitFor(isSeen);
    theme::apply(*qApp, theme::Scheme::Light, 100);
    QVERIFY2(seen, qPrintable(last->objectName() + QLatin1Char(' ') + last->accessibleName()));
}

void TestFocusKept::theRequestCanBeReadAtEverySize()
{
    WindowBench bench;
    bench.window().resize(1024, 680);
    bench.go(PageId::Compose);
    auto *request = named<CodeView>(bench.page(PageId::Compose), QStringLiteral("Request as text"));
    QVERIFY(request);
    for (const int percent : {100, 200, 100}) {
        theme::apply(*qApp, theme::Scheme::Light, percent);
        const auto twoLines = [&] { return 2 * request->rectAt(0).height(); };
        QTRY_VERIFY2(request->isVisible() && request->viewport()->height() >= twoLines(),
                     qPrintable(QStringLiteral("%1 px high at %2 %").arg(request->viewport()->height()).arg(percent)));
    }
}

void TestFocusKept::whoIsAskedForANameSeesTheButtons()
{
    WindowBench bench;
    bench.window().resize(1024, 680);
    bench.window().appearance().setZoom(200);
    bench.go(PageId::Compose);
    bench.action("compose.saveAs").trigger();
    auto *buttons = bench.page(PageId::Compose).findChild<PlacePanel *>()->findChild<QDialogButtonBox *>();
    QTRY_COMPARE(buttons->visibleRegion().boundingRect().height(), buttons->height());
    QVERIFY(QApplication::focusWidget()->visibleRegion().boundingRect().height() > 0);
    bench.window().appearance().setZoom(100);
}

void TestFocusKept::anotherEntryLeavesTheKeyboardWhereItIs()
{
    WindowBench bench;
    for (const char *event : {R"({"type":"identify","userId":"u-1"})", R"({"type":"identify","userId":"u-2"})"})
        QCoro::waitFor(bench.console().send(event));
    bench.go(PageId::Activity);
    auto &history = bench.named<QTableView>("Exchanges");
    history.selectRow(0);
    auto *open = named<QPushButton>(bench.page(PageId::Activity), QStringLiteral("Show the place in Compose"));
    QVERIFY(open);
    QTRY_VERIFY(open->isEnabled());
    open->setFocus();
    auto &event = *named<CodeView>(bench.page(PageId::Activity), QStringLiteral("Event"));
    const std::string before = event.code();
    history.selectRow(1);
    QTRY_VERIFY(event.code() != before);
    QVERIFY(open->isEnabled());
    QVERIFY2(open->hasFocus(), qPrintable(QApplication::focusWidget()->accessibleName()));
}

void TestFocusKept::whoScrollsAwayStaysThere()
{
    QWidget window;
    FocusScroll scroll(&window);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    auto *above = new QWidget(content);
    auto *field = new QLineEdit(content);
    auto *other = new QLineEdit(content);
    for (QWidget *part : {above, static_cast<QWidget *>(field), static_cast<QWidget *>(other)})
        layout->addWidget(part);
    layout->addStretch(1);
    above->setFixedHeight(20);
    scroll.setWidgetResizable(true);
    scroll.setWidget(content);
    scroll.resize(300, 150);
    window.resize(300, 150);
    window.show();
    QApplication::setActiveWindow(&window);
    QVERIFY(QTest::qWaitForWindowActive(&window));
    field->setFocus();
    const auto isSeen = [](QWidget *widget) { return !widget->visibleRegion().isEmpty(); };
    above->setFixedHeight(600);
    QTRY_VERIFY(isSeen(field));
    QTRY_VERIFY(scroll.verticalScrollBar()->value() > 400);
    // By the wheel.
    const QPointF at(50, 50);
    for (int turn = 0; turn < 40 && scroll.verticalScrollBar()->value() > 0; ++turn) {
        QWheelEvent wheel(at, scroll.viewport()->mapToGlobal(at), {}, {0, 240}, Qt::NoButton, {}, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(scroll.viewport(), &wheel);
    }
    QCOMPARE(scroll.verticalScrollBar()->value(), 0);
    above->setFixedHeight(900);
    QTRY_VERIFY(scroll.verticalScrollBar()->maximum() > 700);
    QTest::qWait(50);
    QCOMPARE(scroll.verticalScrollBar()->value(), 0);
    // Until the keyboard goes elsewhere, also from outside.
    other->setFocus();
    QTRY_VERIFY(isSeen(other));
    scroll.verticalScrollBar()->setValue(0);
    above->setFixedHeight(950);
    QTRY_VERIFY(isSeen(other));
}

void TestFocusKept::theWheelTurnsNoControlOnItsWay()
{
    theme::apply(*qApp, theme::Scheme::Light);
    QWidget window;
    FocusScroll scroll(&window);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    auto *tabs = new QTabBar(content);
    auto *box = new QComboBox(content);
    auto *number = new QSpinBox(content);
    for (const char *name : {"One", "Two", "Three"}) {
        tabs->addTab(QString::fromLatin1(name));
        box->addItem(QString::fromLatin1(name));
    }
    for (QWidget *part : {static_cast<QWidget *>(tabs), static_cast<QWidget *>(box), static_cast<QWidget *>(number)})
        layout->addWidget(part);
    layout->addSpacing(900);
    scroll.setWidgetResizable(true);
    scroll.setWidget(content);
    scroll.resize(300, 200);
    window.show();
    QApplication::setActiveWindow(&window);
    QVERIFY(QTest::qWaitForWindowActive(&window));
    scroll.setFocus();
    const auto turnOver = [&](QWidget &widget) {
        const QPointF at(10, 10);
        QWheelEvent wheel(at, widget.mapToGlobal(at), {}, {0, -120}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&widget, &wheel);
    };
    const auto values = [&] { return QList<int>{tabs->currentIndex(), box->currentIndex(), number->value()}; };
    number->setValue(50);
    for (QWidget *control :
         {static_cast<QWidget *>(tabs), static_cast<QWidget *>(box), static_cast<QWidget *>(number)}) {
        turnOver(*control);
        QVERIFY2(values() == (QList<int>{0, 0, 50}), control->metaObject()->className());
        QVERIFY(!control->hasFocus());
    }
    tabs->setFocus();
    turnOver(*tabs);
    QCOMPARE(values(), (QList<int>{0, 0, 50}));
    number->setFocus();
    turnOver(*number);
    QCOMPARE(values(), (QList<int>{0, 0, 49}));
}

QTEST_MAIN(TestFocusKept)
#include "test_focus_kept.moc"
