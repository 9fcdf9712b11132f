// The frame: navigation, profile switch, guards, what is remembered; and what every page must keep to.
#include "window_bench.h"

#include <gui/navigation.h>
#include <gui/profile_switch.h>
#include <workspace/profile.h>
#include <workspace/uistate.h>

#include <QApplication>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTest>

using namespace smc::gui;

namespace {
/// "-200" where everything is drawn twice as large.
QString atScale()
{
    const int percent = qRound(qApp->devicePixelRatio() * 100);
    return percent == 100 ? QString() : QStringLiteral("-%1").arg(percent);
}

const PageId AllPages[] = {PageId::Connection, PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox};
} // namespace

class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void firstStartOpensConnectionOnTheSandboxProfile();
    void controlAndDigitShowsEachPage();
    void navigationListShowsPagesWithTheKeyboard();
    void controlAndReturnIsThePagesPrimaryAction();
    void navigationCanBeNarrowAndKeepsItsWords();
    void lastPageAndNavigationAreRememberedAcrossStarts();
    void productionIsRedAndNamed();
    void sandboxIsNotRed();
    void leavingUnsavedSettingsAsks_data();
    void leavingUnsavedSettingsAsks();
    void switchingProfilesAsksForUnsavedSettings();
    void closingAsksForUnsavedSettings();
    void closingWithoutChangesAsksNothing();
    void profilesAreMadeDuplicatedAndRemoved();
    void menuMarksTheCurrentProfile();
    void lastProfileCannotBeRemoved();
    void schemeChangesAndIsRemembered();
    void eachPageSaysInTwoSentencesWhatItIs();
    void environmentsHaveTheirColours_data();
    void environmentsHaveTheirColours();

    void pagesKeepToTheRules_data();
    void pagesKeepToTheRules();
};

void TestWindow::firstStartOpensConnectionOnTheSandboxProfile()
{
    WindowBench bench;
    QCOMPARE(bench.window().currentPage()->id(), PageId::Connection);
    QCOMPARE(bench.console().profiles().size(), std::size_t(1));
    QCOMPARE(bench.console().profile().name, std::string("Sandbox"));
    QCOMPARE(bench.console().profile().environment, smc::workspace::Environment::Sandbox);
    QVERIFY(bench.named<QPushButton>("Profile: Sandbox, Sandbox").isVisible());
    QVERIFY2(bench.find<QLabel>("status.target").text().contains(QStringLiteral("http://127.0.0.1:")),
             qPrintable(bench.find<QLabel>("status.target").text()));
}

void TestWindow::controlAndDigitShowsEachPage()
{
    WindowBench bench;
    for (int number = 5; number >= 1; --number) {
        QTest::keyClick(&bench.window(), static_cast<Qt::Key>(Qt::Key_0 + number), Qt::ControlModifier);
        QCOMPARE(bench.window().currentPage()->id(), AllPages[number - 1]);
        QCOMPARE(bench.named<QListWidget>("Pages").currentRow(), number - 1);
        QVERIFY(bench.window().windowTitle().startsWith(bench.window().currentPage()->title()));
    }
}

void TestWindow::navigationListShowsPagesWithTheKeyboard()
{
    WindowBench bench;
    auto &list = bench.named<QListWidget>("Pages");
    QCOMPARE(list.count(), 5);
    list.setFocus();
    QTest::keyClick(&list, Qt::Key_Down);
    QCOMPARE(bench.window().currentPage()->id(), PageId::Compose);
    QTest::keyClick(&list, Qt::Key_End);
    QCOMPARE(bench.window().currentPage()->id(), PageId::Sandbox);
}

void TestWindow::controlAndReturnIsThePagesPrimaryAction()
{
    WindowBench bench;
    for (const PageId id : {PageId::Connection, PageId::Compose}) {
        bench.go(id);
        QAction *primary = bench.page(id).primaryAction();
        QVERIFY(primary);
        primary->setEnabled(true);
        const QSignalSpy triggered(primary, &QAction::triggered);
        QTest::keyClick(&bench.window(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(triggered.count(), 1);
        QTRY_VERIFY(!bench.console().isBusy());
    }
}

void TestWindow::navigationCanBeNarrowAndKeepsItsWords()
{
    WindowBench bench;
    auto &navigation = bench.find<Navigation>("navigation");
    QCOMPARE(navigation.width(), theme::space::NavigationWidth);
    QTest::keyClick(&bench.window(), Qt::Key_B, Qt::ControlModifier);
    QTRY_VERIFY(navigation.width() < 80);
    const QListWidgetItem *item = navigation.list().item(1);
    QCOMPARE(item->text(), QString());
    QCOMPARE(item->data(Qt::AccessibleTextRole).toString(), QStringLiteral("Compose"));
    QVERIFY(item->toolTip().contains(QStringLiteral("Ctrl+2")));
    bench.picture("state-narrow");
}

void TestWindow::lastPageAndNavigationAreRememberedAcrossStarts()
{
    WindowBench bench;
    bench.go(PageId::Activity);
    bench.action("window.navigation").trigger();
    bench.window().resize(1100, 700);
    bench.window().close();
    QTRY_VERIFY(!bench.window().isVisible());
    bench.restart();
    QCOMPARE(bench.window().currentPage()->id(), PageId::Activity);
    QCOMPARE(bench.find<Navigation>("navigation").widthMode(), Navigation::Width::Narrow);
    QCOMPARE(bench.window().size(), QSize(1100, 700));
}

void TestWindow::productionIsRedAndNamed()
{
    WindowBench bench;
    bench.addProfile("Acme", "production");
    const auto &line = bench.find<QFrame>("productionLine");
    QVERIFY(line.isVisible());
    QCOMPARE(line.height(), 4);
    QCOMPARE(line.mapTo(&bench.window(), QPoint()), QPoint(0, 0));
    QCOMPARE(line.width(), bench.window().width());
    const QImage picture = bench.window().grab().toImage();
    QCOMPARE(picture.pixelColor(picture.width() / 2, 1), theme::colours(theme::Scheme::Light).danger);
    auto &profile = bench.named<ProfileSwitch>("Profile: Acme, Production");
    QCOMPARE(profile.grab().toImage().pixelColor(profile.width() / 2, 3), theme::colours(theme::Scheme::Light).danger);
    // Colour is not the only sign.
    QVERIFY(profile.accessibleName().contains(QStringLiteral("Production")));
    bench.go(PageId::Compose);
    QCOMPARE(bench.action("compose.send").text().remove(QLatin1Char('&')), QStringLiteral("Send to PRODUCTION: Acme"));
    QVERIFY(bench.find<QLabel>("status.target").text().contains(QStringLiteral("PRODUCTION: Acme")));
    bench.picture("state-production");
}

void TestWindow::sandboxIsNotRed()
{
    WindowBench bench;
    QVERIFY(!bench.find<QFrame>("productionLine").isVisible());
    bench.go(PageId::Compose);
    QCOMPARE(bench.action("compose.send").text().remove(QLatin1Char('&')), QStringLiteral("Send to Sandbox"));
}

void TestWindow::leavingUnsavedSettingsAsks_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<PageId>("endsOn");
    QTest::addColumn<QString>("nameAfter");
    QTest::newRow("save") << QStringLiteral("save") << PageId::Activity << QStringLiteral("Renamed");
    QTest::newRow("discard") << QStringLiteral("discard") << PageId::Activity << QStringLiteral("Sandbox");
    QTest::newRow("keep editing") << QStringLiteral("cancel") << PageId::Connection << QStringLiteral("Sandbox");
}

void TestWindow::leavingUnsavedSettingsAsks()
{
    QFETCH(QString, answer);
    QFETCH(PageId, endsOn);
    QFETCH(QString, nameAfter);
    WindowBench bench;
    auto &name = bench.named<QLineEdit>("Profile name");
    name.selectAll();
    QTest::keyClicks(&name, QStringLiteral("Renamed"));
    bench.dialogs().answer = answer;
    QTest::keyClick(&bench.window(), Qt::Key_4, Qt::ControlModifier);
    QTRY_COMPARE(bench.window().currentPage()->id(), endsOn);
    QCOMPARE(bench.dialogs().asked, QStringList{QStringLiteral("unsaved_settings")});
    QCOMPARE(QString::fromStdString(bench.console().profile().name), nameAfter);
    QCOMPARE(name.text(), answer == QLatin1String("discard") ? QStringLiteral("Sandbox") : QStringLiteral("Renamed"));
    // The navigation shows the page that is shown, whatever was clicked.
    QCOMPARE(bench.named<QListWidget>("Pages").currentRow(), static_cast<int>(endsOn));
    const Question question = bench.dialogs().questions.first();
    QCOMPARE(question.choices.last().kind, Choice::Kind::Cancel);
}

void TestWindow::switchingProfilesAsksForUnsavedSettings()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    QTest::keyClicks(&bench.named<QLineEdit>("Organization"), QStringLiteral("X"));
    bench.dialogs().answer = QStringLiteral("cancel");
    const auto choose = [&bench](const QString &name) {
        for (QAction *action : bench.named<QMenu>("Profiles").actions()) {
            if (action->text().startsWith(name)) {
                action->trigger();
                return;
            }
        }
    };
    choose(QStringLiteral("Sandbox"));
    QCOMPARE(bench.console().profile().name, std::string("Acme"));
    bench.dialogs().answer = QStringLiteral("discard");
    choose(QStringLiteral("Sandbox"));
    QTRY_COMPARE(bench.console().profile().name, std::string("Sandbox"));
    QCOMPARE(bench.dialogs().asked.size(), 2);
    QCOMPARE(bench.named<QLineEdit>("Profile name").text(), QStringLiteral("Sandbox"));
}

void TestWindow::closingAsksForUnsavedSettings()
{
    WindowBench bench;
    QTest::keyClicks(&bench.named<QLineEdit>("Organization"), QStringLiteral("X"));
    bench.dialogs().answer = QStringLiteral("cancel");
    bench.window().close();
    QTest::qWait(50);
    QVERIFY(bench.window().isVisible());
    bench.dialogs().answer = QStringLiteral("discard");
    bench.window().close();
    QTRY_VERIFY(!bench.window().isVisible());
    QCOMPARE(bench.dialogs().asked.size(), 2);
}

void TestWindow::closingWithoutChangesAsksNothing()
{
    WindowBench bench;
    bench.window().close();
    QTRY_VERIFY(!bench.window().isVisible());
    QVERIFY(bench.dialogs().asked.isEmpty());
}

void TestWindow::profilesAreMadeDuplicatedAndRemoved()
{
    WindowBench bench;
    bench.go(PageId::Compose);
    bench.action("profile.new").trigger();
    QTRY_COMPARE(bench.console().profile().name, std::string("New profile"));
    QTRY_COMPARE(bench.window().currentPage()->id(), PageId::Connection);
    QTRY_COMPARE(bench.window().focusWidget(), &bench.named<QLineEdit>("Profile name"));
    QCOMPARE(bench.named<QLineEdit>("Profile name").selectedText(), QStringLiteral("New profile"));
    bench.action("profile.new").trigger();
    QTRY_COMPARE(bench.console().profile().name, std::string("New profile 2"));
    bench.action("profile.duplicate").trigger();
    QTRY_COMPARE(bench.console().profile().name, std::string("Copy of New profile 2"));
    QCOMPARE(bench.console().profiles().size(), std::size_t(4));

    bench.dialogs().answer = QStringLiteral("cancel");
    bench.action("profile.remove").trigger();
    QCOMPARE(bench.console().profiles().size(), std::size_t(4));
    bench.dialogs().answer = QStringLiteral("remove");
    bench.action("profile.remove").trigger();
    QTRY_COMPARE(bench.console().profiles().size(), std::size_t(3));
    QTRY_VERIFY(bench.console().profile().name != "Copy of New profile 2");
}

void TestWindow::menuMarksTheCurrentProfile()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    QStringList texts;
    for (const QAction *action : bench.named<QMenu>("Profiles").actions()) {
        if (action->isCheckable())
            texts.append(action->text());
    }
    QCOMPARE(texts, (QStringList{QStringLiteral("Acme (Staging) – current"), QStringLiteral("Sandbox")}));
}

void TestWindow::lastProfileCannotBeRemoved()
{
    WindowBench bench;
    QVERIFY(!bench.action("profile.remove").isEnabled());
}

void TestWindow::schemeChangesAndIsRemembered()
{
    WindowBench bench;
    bench.action("window.scheme").trigger();
    QCOMPARE(theme::schemeOf(bench.window().palette()), theme::Scheme::Dark);
    QCOMPARE(bench.console().uiState().value("window/scheme", ""), std::string("dark"));
    bench.action("window.scheme").trigger();
    QCOMPARE(theme::schemeOf(bench.window().palette()), theme::Scheme::Light);
}

void TestWindow::eachPageSaysInTwoSentencesWhatItIs()
{
    WindowBench bench;
    QStringList said;
    for (const PageId id : AllPages) {
        bench.go(id);
        Page &page = bench.page(id);
        const QLabel *title = nullptr;
        const QLabel *what = nullptr;
        for (const QLabel *label : page.findChildren<QLabel *>()) {
            if (label->isVisible() && label->text() == page.title() &&
                label->property("role") == QLatin1String("pageTitle"))
                title = label;
            else if (label->isVisible() && label->text() == page.whatIsThis())
                what = label;
        }
        QVERIFY2(title && what, qPrintable(page.title()));
        QVERIFY(what->mapTo(&page, QPoint()).y() >= title->mapTo(&page, QPoint(0, title->height())).y());
        const QStringList sentences = what->text().split(QStringLiteral(". "));
        QVERIFY2(sentences.size() == 2 && what->text().endsWith(u'.'), qPrintable(what->text()));
        for (const QString &sentence : sentences)
            QVERIFY2(sentence.size() > 10 && sentence.at(0).isUpper(), qPrintable(what->text()));
        said.append(what->text());
    }
    QCOMPARE(said.removeDuplicates(), 0);
}

void TestWindow::environmentsHaveTheirColours_data()
{
    QTest::addColumn<QByteArray>("environment");
    QTest::addColumn<QString>("word");
    QTest::addColumn<theme::Scheme>("scheme");
    for (const theme::Scheme scheme : {theme::Scheme::Light, theme::Scheme::Dark}) {
        const char *suffix = scheme == theme::Scheme::Dark ? "dark" : "light";
        QTest::addRow("sandbox-%s", suffix) << QByteArray("sandbox") << QStringLiteral("Sandbox") << scheme;
        QTest::addRow("development-%s", suffix) << QByteArray("development") << QStringLiteral("Development") << scheme;
        QTest::addRow("staging-%s", suffix) << QByteArray("staging") << QStringLiteral("Staging") << scheme;
    }
}

void TestWindow::environmentsHaveTheirColours()
{
    QFETCH(QByteArray, environment);
    QFETCH(QString, word);
    QFETCH(theme::Scheme, scheme);
    theme::apply(*qApp, scheme);
    WindowBench bench;
    bench.addProfile("Acme", environment.constData());
    bench.go(PageId::Compose);
    const theme::Colours &colours = theme::colours(scheme);
    const QHash<QByteArray, QColor> wanted{
        {"sandbox", colours.info}, {"development", colours.success}, {"staging", colours.warning}};
    auto &profile = *named<ProfileSwitch>(bench.window(), QStringLiteral("Profile: Acme, %1").arg(word));
    const QImage image = profile.grab().toImage().convertToFormat(QImage::Format_RGB32);
    QHash<QByteArray, int> pixels;
    for (int y = 4; y < image.height() - 4; ++y) {
        for (int x = 4; x < image.width() - 4; ++x) {
            for (auto at = wanted.begin(); at != wanted.end(); ++at)
                pixels[at.key()] += image.pixelColor(x, y) == at.value() ? 1 : 0;
        }
    }
    for (auto at = wanted.begin(); at != wanted.end(); ++at)
        QVERIFY2((pixels.value(at.key()) > 20) == (at.key() == environment), at.key().constData());
    // Colour is not the only sign, and nothing but production is red.
    QVERIFY2(profile.accessibleName().contains(word), qPrintable(profile.accessibleName()));
    QVERIFY(!bench.find<QFrame>("productionLine").isVisible());
    const QString names = bench.named<QMenu>("Profiles").actions().first()->text();
    QVERIFY2(names.startsWith(QStringLiteral("Acme (%1)").arg(word)), qPrintable(names));
    bench.picture(qPrintable(QStringLiteral("state-profile-") + QLatin1String(QTest::currentDataTag())));
    theme::apply(*qApp, theme::Scheme::Light);
}

void TestWindow::pagesKeepToTheRules_data()
{
    QTest::addColumn<PageId>("id");
    QTest::addColumn<theme::Scheme>("scheme");
    QTest::addColumn<QSize>("size");
    for (const PageId id : AllPages) {
        for (const theme::Scheme scheme : {theme::Scheme::Light, theme::Scheme::Dark}) {
            for (const QSize size : {QSize(1280, 800), QSize(1024, 680)}) {
                QTest::addRow("%s-%s-%d", qPrintable(nameOf(id)), scheme == theme::Scheme::Dark ? "dark" : "light",
                              size.width())
                    << id << scheme << size;
            }
        }
    }
}

void TestWindow::pagesKeepToTheRules()
{
    QFETCH(PageId, id);
    QFETCH(theme::Scheme, scheme);
    QFETCH(QSize, size);
    theme::apply(*qApp, scheme);
    WindowBench bench;
    bench.window().resize(size);
    // Pages are looked at with something on them.
    const SendReport sent = QCoro::waitFor(
        bench.console().send(R"({"type":"identify","userId":"u-1","traits":{"email":"ada@example.com"}})"));
    QCOMPARE(sent.result, SendReport::Result::Accepted);
    bench.go(id);
    QTest::qWait(300); // Previews and contents come a little later.
    // What came at the last moment is laid out.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QCOMPARE(bench.window().size(), size);
    QVERIFY(bench.window().grab().save(pictureFolder() + QLatin1Char('/') + QLatin1String(QTest::currentDataTag()) +
                                       atScale() + QStringLiteral(".png")));

    const QStringList nameless = withoutAccessibleName(bench.window());
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
    const QStringList clipped = clippedTexts(bench.window());
    QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QLatin1Char('\n'))));

    QVERIFY(tabChain(bench.window(), bench.page(id)).size() > 2);
    const QStringList jumps = againstReading(bench.window(), bench.page(id));
    QVERIFY2(jumps.isEmpty(), qPrintable(jumps.join(QLatin1Char('\n'))));
    theme::apply(*qApp, theme::Scheme::Light);
}

QTEST_MAIN(TestWindow)
#include "test_window.moc"
