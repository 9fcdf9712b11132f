// Light, dark, as the desktop; text from 80 % to 200 %: changed while the window is open.
#include "named.h"
#include "window_bench.h"

#include <gui/appearance/appearance.h>
#include <gui/appearance/system_scheme.h>
#include <gui/editor/json_editor.h>
#include <gui/navigation.h>
#include <workspace/uistate.h>

#include <QAbstractScrollArea>
#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QElapsedTimer>
#include <QLabel>
#include <QListWidget>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTableView>
#include <QTest>

using namespace smc;
using namespace smc::gui;
using theme::Scheme;

namespace {

/// The colour that most of a picture has.
QColor ground(QWidget &widget)
{
    const QImage image = widget.grab().toImage();
    QHash<QRgb, int> counts;
    for (int y = 0; y < image.height(); y += 2) {
        for (int x = 0; x < image.width(); x += 2)
            ++counts[image.pixel(x, y)];
    }
    QRgb most = 0;
    for (auto at = counts.constBegin(); at != counts.constEnd(); ++at) {
        if (at.value() > counts.value(most))
            most = at.key();
    }
    return QColor(most);
}

/// A desktop's portal, as far as the console asks it.
class Portal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    explicit Portal(uint preference)
        : m_preference(preference)
    {
        QDBusConnection bus = own();
        bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), this, QDBusConnection::ExportAllContents);
        bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop"));
    }
    ~Portal() override
    {
        QDBusConnection bus = own();
        bus.unregisterService(QStringLiteral("org.freedesktop.portal.Desktop"));
        bus.unregisterObject(QStringLiteral("/org/freedesktop/portal/desktop"));
    }

    /// Not the console's: a desktop is another program.
    static QDBusConnection own()
    {
        return QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("portal"));
    }

    void change(uint preference)
    {
        m_preference = preference;
        Q_EMIT SettingChanged(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme"),
                              QDBusVariant(preference));
    }

public Q_SLOTS:
    QDBusVariant Read(const QString &, const QString &) const
    {
        return QDBusVariant(QVariant::fromValue(QDBusVariant(m_preference))); // Packed twice, as portals do.
    }

Q_SIGNALS:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    uint m_preference;
};

} // namespace

class TestAppearance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { theme::apply(*qApp, Scheme::Light, 100); }

    void everyPageFollowsTheColoursAtOnce();
    void darkAndBackLooksAsBefore();
    void textSizeFollowsEverywhere();
    void keysAndActionsChangeTheTextSize();
    void textSizeStaysWithinItsBounds();
    void choicesAreRemembered();
    void damagedChoicesAreLeftAlone();
    void desktopDecidesWhereItIsLeftToIt();
    void desktopIsAskedOverItsPortal();
    void pagesCanBeUsedAt200Percent_data();
    void pagesCanBeUsedAt200Percent();
    void switchingTakesNoLongTime();
};

void TestAppearance::everyPageFollowsTheColoursAtOnce()
{
    WindowBench bench;
    for (const PageId id : {PageId::Connection, PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox}) {
        bench.go(id);
        for (const Scheme scheme : {Scheme::Dark, Scheme::Light}) {
            bench.window().appearance().choose(scheme == Scheme::Dark ? SchemeChoice::Dark : SchemeChoice::Light);
            QTest::qWait(30);
            const theme::Colours &colours = theme::colours(scheme);
            const QColor seen = ground(bench.page(id));
            QVERIFY2(seen == colours.surface || seen == colours.raised, qPrintable(seen.name()));
            QCOMPARE(ground(bench.find<Navigation>("navigation")), colours.sunken);
        }
    }
    bench.go(PageId::Compose);
    auto *editor = named<JsonEditor>(bench.window(), QStringLiteral("Event as JSON"));
    bench.window().appearance().choose(SchemeChoice::Dark);
    QTest::qWait(30);
    QCOMPARE(ground(*editor), theme::colours(Scheme::Dark).raised);
}

void TestAppearance::darkAndBackLooksAsBefore()
{
    WindowBench bench;
    for (const PageId id : {PageId::Connection, PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox}) {
        bench.go(id);
        bench.named<QListWidget>("Pages").setFocus();
        QTest::qWait(300);
        const QImage before = bench.window().grab().toImage();
        bench.window().appearance().toggle();
        QTest::qWait(100);
        bench.window().appearance().toggle();
        QTest::qWait(300);
        const QImage after = bench.window().grab().toImage();
        if (before != after) {
            before.save(pictureFolder() + QStringLiteral("/theme-before.png"));
            after.save(pictureFolder() + QStringLiteral("/theme-after.png"));
        }
        QVERIFY2(before == after, qPrintable(bench.page(id).objectName()));
    }
}

void TestAppearance::textSizeFollowsEverywhere()
{
    WindowBench bench;
    bench.go(PageId::Compose);
    auto *editor = named<JsonEditor>(bench.window(), QStringLiteral("Event as JSON"));
    auto &list = bench.named<QListWidget>("Pages");
    const auto *title = bench.page(PageId::Compose).findChild<QLabel *>();
    auto *table = &bench.named<QTableView>("Row for SMC");
    const int line = static_cast<int>(editor->SendScintilla(QsciScintillaBase::SCI_TEXTHEIGHT, 0UL));
    const int titleHeight = title->fontMetrics().height();
    const int tableLine = table->fontMetrics().height();
    const int icon = list.iconSize().width();
    QTest::keyClick(&bench.window(), Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(theme::zoom(), 110);
    bench.window().appearance().setZoom(200);
    QTest::qWait(50);
    const auto isTwice = [](int now, int before) { return std::abs(now - 2 * before) <= 3; };
    QVERIFY(isTwice(static_cast<int>(editor->SendScintilla(QsciScintillaBase::SCI_TEXTHEIGHT, 0UL)), line));
    QVERIFY2(isTwice(title->fontMetrics().height(), titleHeight),
             qPrintable(QString::number(title->fontMetrics().height())));
    QVERIFY(isTwice(table->fontMetrics().height(), tableLine));
    QCOMPARE(list.iconSize().width(), 2 * icon);
    QTest::keyClick(editor, Qt::Key_0, Qt::ControlModifier);
    QTest::qWait(50);
    QCOMPARE(theme::zoom(), 100);
    QCOMPARE(static_cast<int>(editor->SendScintilla(QsciScintillaBase::SCI_TEXTHEIGHT, 0UL)), line);
    QCOMPARE(title->fontMetrics().height(), titleHeight);
}

void TestAppearance::keysAndActionsChangeTheTextSize()
{
    WindowBench bench;
    bench.go(PageId::Compose);
    auto &list = bench.named<QListWidget>("Pages");
    const auto is = [&](int percent) {
        return theme::zoom() == percent && bench.window().appearance().zoomPercent() == percent;
    };
    const auto said = [&bench] { return bench.window().statusBar()->currentMessage(); };
    const int row = list.fontMetrics().height();
    QTest::keyClick(&list, Qt::Key_Minus, Qt::ControlModifier);
    QVERIFY(is(90));
    QCOMPARE(said(), QStringLiteral("Text is at 90 %."));
    QTRY_VERIFY(list.fontMetrics().height() < row);
    auto *editor = named<JsonEditor>(bench.window(), QStringLiteral("Event as JSON"));
    QTest::keyClick(editor, Qt::Key_Minus, Qt::ControlModifier);
    QVERIFY(is(80));
    QTest::keyClick(&bench.window(), Qt::Key_0, Qt::ControlModifier);
    QVERIFY(is(100));
    bench.action("window.zoomIn").trigger();
    QVERIFY(is(110));
    QCOMPARE(said(), QStringLiteral("Text is at 110 %."));
    bench.action("window.zoomIn").trigger();
    QVERIFY(is(125));
    bench.action("window.zoomOut").trigger();
    QVERIFY(is(110));
    bench.action("window.zoomNormal").trigger();
    QVERIFY(is(100));
    QTRY_COMPARE(list.fontMetrics().height(), row);
}

void TestAppearance::textSizeStaysWithinItsBounds()
{
    WindowBench bench;
    Appearance &appearance = bench.window().appearance();
    for (int at = 0; at < 20; ++at)
        appearance.larger();
    QCOMPARE(appearance.zoomPercent(), 200);
    for (int at = 0; at < 20; ++at)
        appearance.smaller();
    QCOMPARE(appearance.zoomPercent(), 80);
    appearance.setZoom(1'000'000);
    QCOMPARE(appearance.zoomPercent(), 200);
    appearance.setZoom(-7);
    QCOMPARE(appearance.zoomPercent(), 80);
}

void TestAppearance::choicesAreRemembered()
{
    WindowBench bench;
    bench.action("window.schemeDark").trigger();
    bench.window().appearance().setZoom(150);
    bench.restart();
    const Look look = Look::remembered(bench.console().uiState(), Scheme::Light);
    QCOMPARE(look.scheme(), Scheme::Dark);
    QCOMPARE(look.zoomPercent, 150);
    QVERIFY(bench.action("window.schemeDark").isChecked());
    bench.action("window.schemeSystem").trigger();
    bench.restart();
    QCOMPARE(Look::remembered(bench.console().uiState(), Scheme::Light).choice, SchemeChoice::System);
}

void TestAppearance::damagedChoicesAreLeftAlone()
{
    WindowBench bench;
    workspace::UiState &state = bench.console().uiState();
    for (const char *odd : {"", "x", "99999999999999999999", "-5", "150x", "0x96"}) {
        state.set("window/zoom", odd);
        state.set("window/scheme", odd);
        const Look look = Look::remembered(state, Scheme::Dark);
        QVERIFY2(look.zoomPercent >= 80 && look.zoomPercent <= 200, odd);
        QCOMPARE(look.scheme(), Scheme::Dark);
    }
}

void TestAppearance::desktopDecidesWhereItIsLeftToIt()
{
    Portal portal(1);
    WindowBench bench;
    SystemScheme desktop(Scheme::Light);
    bench.window().appearance().follow(desktop);
    QTRY_COMPARE(theme::schemeOf(bench.window().palette()), Scheme::Dark);
    portal.change(2);
    QTRY_COMPARE(theme::schemeOf(bench.window().palette()), Scheme::Light);
    portal.change(1);
    QTRY_COMPARE(theme::schemeOf(bench.window().palette()), Scheme::Dark);
    QCOMPARE(Look::remembered(bench.console().uiState(), Scheme::Light).desktop, Scheme::Dark);
    // Not where the person has chosen.
    bench.action("window.schemeLight").trigger();
    QCOMPARE(theme::schemeOf(bench.window().palette()), Scheme::Light);
    portal.change(2);
    portal.change(1);
    QTest::qWait(100);
    QCOMPARE(theme::schemeOf(bench.window().palette()), Scheme::Light);
    bench.action("window.schemeSystem").trigger();
    QCOMPARE(theme::schemeOf(bench.window().palette()), Scheme::Dark);
}

void TestAppearance::desktopIsAskedOverItsPortal()
{
    {
        const Portal portal(1);
        const SystemScheme desktop(Scheme::Light);
        QTRY_COMPARE(desktop.scheme(), Scheme::Dark);
    }
    // No portal, or one without a preference: what the platform's palette tells.
    const SystemScheme without(Scheme::Dark);
    QTRY_COMPARE(without.scheme(), theme::platformScheme());
    const Portal undecided(0);
    const SystemScheme neither(Scheme::Dark);
    QTRY_COMPARE(neither.scheme(), theme::platformScheme());
    const Portal odd(77);
    const SystemScheme unknown(Scheme::Dark);
    QTRY_COMPARE(unknown.scheme(), theme::platformScheme());
}

void TestAppearance::pagesCanBeUsedAt200Percent_data()
{
    QTest::addColumn<PageId>("id");
    QTest::addColumn<Scheme>("scheme");
    for (const PageId id : {PageId::Connection, PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox}) {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark})
            QTest::addRow("%s-%s-zoom200", qPrintable(nameOf(id)), scheme == Scheme::Dark ? "dark" : "light")
                << id << scheme;
    }
}

/// What of it a person can see. Qt counts a frameless view as hidden by its own viewport.
static QRegion shownPartOf(const QWidget &widget)
{
    const auto *view = qobject_cast<const QAbstractScrollArea *>(&widget);
    return view ? view->viewport()->visibleRegion().translated(view->viewport()->pos()) : widget.visibleRegion();
}

void TestAppearance::pagesCanBeUsedAt200Percent()
{
    QFETCH(PageId, id);
    QFETCH(Scheme, scheme);
    WindowBench bench;
    bench.window().resize(1280, 800);
    QCoro::waitFor(bench.console().send(R"({"type":"identify","userId":"u-1","traits":{"email":"ada@example.com"}})"));
    bench.go(id);
    // Larger while it is shown, as a person does it.
    theme::apply(*qApp, scheme, 200);
    QTest::qWait(300);
    bench.picture(QTest::currentDataTag());
    QCOMPARE(bench.window().size(), QSize(1280, 800));
    const QStringList clipped = clippedTexts(bench.window());
    QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QLatin1Char('\n'))));
    const QStringList jumps = againstReading(bench.window(), bench.page(id));
    QVERIFY2(jumps.isEmpty(), qPrintable(jumps.join(QLatin1Char('\n'))));
    // Whatever Tab reaches comes into view.
    const qsizetype stops = tabChain(bench.window(), bench.page(id)).size();
    QVERIFY(stops > 2);
    tabChain(bench.window(), bench.page(id)).first()->setFocus(Qt::TabFocusReason);
    for (qsizetype stop = 1; stop < stops; ++stop) {
        QWidget *widget = QApplication::focusWidget();
        QTest::keyClick(widget, Qt::Key_Tab, qobject_cast<JsonEditor *>(widget) ? Qt::ControlModifier : Qt::NoModifier);
        widget = QApplication::focusWidget();
        QVERIFY(widget);
        const auto isSeen = [&] {
            const QRegion seen = shownPartOf(*widget);
            return !seen.isEmpty() &&
                   bench.window().rect().contains(widget->mapTo(&bench.window(), seen.boundingRect().center()));
        };
        if (!QTest::qWaitFor(isSeen, 3000)) {
            bench.picture("unseen");
            QFAIL(qPrintable(widget->objectName() + QLatin1Char(0x7c) +
                             QLatin1String(widget->metaObject()->className()) + QLatin1Char(0x7c) +
                             widget->accessibleName()));
        }
    }
}

void TestAppearance::switchingTakesNoLongTime()
{
    WindowBench bench;
    bench.go(PageId::Compose);
    QElapsedTimer clock;
    clock.start();
    bench.window().appearance().choose(SchemeChoice::Dark);
    const qint64 scheme = clock.restart();
    bench.window().appearance().setZoom(110);
    const qint64 zoom = clock.elapsed();
    qInfo("Another scheme in %lld ms, another text size in %lld ms.", static_cast<long long>(scheme),
          static_cast<long long>(zoom));
    QVERIFY(scheme < 3000 && zoom < 3000);
}

QTEST_MAIN(TestAppearance)
#include "test_appearance.moc"
