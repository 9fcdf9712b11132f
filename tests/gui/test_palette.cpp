// The command palette in the real window: by keyboard alone, and as a screen reader hears it.
#include "computed_time.h"
#include "named.h"
#include "window_bench.h"

#include <destination/settings.h>
#include <gui/actions.h>
#include <gui/editor/json_editor.h>
#include <gui/palette/command_palette.h>
#include <gui/palette/palette_model.h>
#include <gui/sandbox/content_tree.h>
#include <gui/sandbox_host.h>
#include <gui/schema_cache.h>
#include <vault/credentials.h>
#include <workspace/profile.h>
#include <workspace/profile_store.h>
#include <workspace/uistate.h>

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QStatusBar>
#include <QTableView>
#include <QTest>

using namespace smc;
using namespace smc::gui;

namespace {

QLineEdit &field(WindowBench &bench)
{
    return bench.named<QLineEdit>("Search actions, pages, profiles and lists");
}

QStringList titles(WindowBench &bench)
{
    const PaletteModel &model = bench.window().commandPalette().model();
    QStringList found;
    for (int row = 0; row < model.rowCount(); ++row)
        found.append(model.item(row).title);
    return found;
}

void openWith(WindowBench &bench, const QString &letters)
{
    QTest::keyClick(&bench.window(), Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(bench.window().commandPalette().isVisible());
    QTest::keyClicks(&field(bench), letters);
}

} // namespace

class TestPalette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void controlAndKOpensItWhereverTheKeyboardIs();
    void profilesThatAnotherProgramMakesOrRemovesAreFollowed();
    void buttonAtTheTitleOpensIt();
    void everyActionIsFoundOrHidden();
    void returnDoesWhatIsChosen();
    void keysOfThePageBelowDoNothing();
    void pagesAndProfilesAreThere();
    void listsOfTheSandboxAreThere();
    void namesOfListsElsewhereAreCopied();
    void savedEventsAreThereAndOpenInCompose();
    void manySavedEventsDoNotHoldUpTheLetters();
    void wordsOfTitleAndDetailTogetherFindIt();
    void whatWasSentIsFound();
    void whatWorksElsewhereLeadsThere();
    void whatWorksHereComesBeforeWhatLeadsElsewhere();
    void whatDoesNotWorkNowSaysWhyAndDoesNothing();
    void escapeGivesTheKeyboardBack();
    void clickBesideClosesIt();
    void arrowsGoRoundAndPagesStop();
    void screenReaderHearsTheChosenLine();
    void nothingFoundIsSaid();
    void choicesAreRememberedAcrossStarts();
    void shortcutsInItAreThoseThatHold();
    void looksRight_data();
    void looksRight();
    void titlesHaveTheRoom();
    void opensAndFiltersInAFrame();
};

void TestPalette::profilesThatAnotherProgramMakesOrRemovesAreFollowed()
{
    WindowBench bench;
    const std::size_t before = bench.console().profiles().size();
    workspace::ProfileStore other(bench.folder().toStdString());
    workspace::Profile profile;
    profile.name = "Made elsewhere";
    profile.settingsJson = "{}";
    const auto made = other.save(profile);
    QVERIFY2(made, made ? "" : made.error().message.c_str());
    QTRY_COMPARE(bench.console().profiles().size(), before + 1);
    openWith(bench, QStringLiteral("made else"));
    QCOMPARE(titles(bench).value(0), QStringLiteral("Made elsewhere"));
    QTest::keyClick(&field(bench), Qt::Key_Escape);

    QVERIFY(other.remove(made->id));
    QTRY_COMPARE(bench.console().profiles().size(), before);
    // The one in force stays: what is sent must have a profile.
    const std::string current = bench.console().profile().id;
    QVERIFY(other.remove(current));
    QTest::qWait(400);
    QCOMPARE(bench.console().profile().id, current);
    QCOMPARE(bench.console().profiles().size(), before);
    // And the others are followed nevertheless.
    const auto another = other.save(profile);
    QVERIFY(another);
    QTRY_COMPARE(bench.console().profiles().size(), before + 1);
    // Once another one is chosen, it has gone.
    QVERIFY(QCoro::waitFor(bench.console().select(another->id)));
    QTRY_COMPARE(bench.console().profiles().size(), std::size_t(1));
}

void TestPalette::controlAndKOpensItWhereverTheKeyboardIs()
{
    WindowBench bench;
    for (const PageId page :
         {PageId::Connection, PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox}) {
        bench.go(page);
        for (QWidget *widget : tabChain(bench.window(), bench.page(page))) {
            widget->setFocus();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_K, Qt::ControlModifier);
            QVERIFY2(bench.window().commandPalette().isVisible(), qPrintable(widget->objectName()));
            QVERIFY(field(bench).hasFocus());
            QTest::keyClick(&field(bench), Qt::Key_Escape);
            QVERIFY(!bench.window().commandPalette().isVisible());
        }
    }
}

void TestPalette::buttonAtTheTitleOpensIt()
{
    WindowBench bench;
    auto *button = named<QPushButton>(bench.page(PageId::Connection), "Search…");
    QVERIFY(button->isVisible());
    QVERIFY2(button->text().contains(QStringLiteral("Ctrl+K")), qPrintable(button->text()));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(bench.window().commandPalette().isVisible());
}

void TestPalette::everyActionIsFoundOrHidden()
{
    WindowBench bench;
    bench.go(PageId::Compose);
    for (const ActionSpec &spec : actionTable()) {
        auto *action = bench.window().findChild<QAction *>(QString::fromLatin1(spec.id));
        QVERIFY2(action, spec.id);
        if (!action->isVisible() || QString::fromLatin1(spec.id) == QLatin1String("window.palette"))
            continue;
        const QString title = action->text().remove(QLatin1Char('&'));
        bench.window().commandPalette().open(title);
        QVERIFY2(titles(bench).contains(title), qPrintable(title));
    }
}

void TestPalette::returnDoesWhatIsChosen()
{
    WindowBench bench;
    bench.go(PageId::Compose);
    const QSignalSpy triggered(&bench.action("compose.dryRun"), &QAction::triggered);
    openWith(bench, QStringLiteral("dry"));
    QCOMPARE(titles(bench).first(), QStringLiteral("Dry run"));
    QTest::keyClick(&field(bench), Qt::Key_Return);
    QTRY_COMPARE(triggered.count(), 1);
    QVERIFY(!bench.window().commandPalette().isVisible());
}

void TestPalette::keysOfThePageBelowDoNothing()
{
    WindowBench bench;
    bench.go(PageId::Compose);
    QVERIFY(bench.action("compose.send").isEnabled());
    const QSignalSpy sent(&bench.action("compose.send"), &QAction::triggered);
    const QSignalSpy saved(&bench.action("compose.save"), &QAction::triggered);
    openWith(bench, QStringLiteral("zzzz"));
    QTest::keyClick(&field(bench), Qt::Key_Return, Qt::ControlModifier);
    QTest::keyClick(&field(bench), Qt::Key_S, Qt::ControlModifier);
    QCoreApplication::processEvents();
    QCOMPARE(sent.count(), 0);
    QCOMPARE(saved.count(), 0);
    QVERIFY(bench.window().commandPalette().isVisible());
    // What is the window's goes on.
    QTest::keyClick(&field(bench), Qt::Key_4, Qt::ControlModifier);
    QTRY_COMPARE(bench.window().currentPage()->id(), PageId::Activity);
    bench.go(PageId::Compose);
    QTest::keyClick(&bench.window(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(sent.count(), 1);
}

void TestPalette::pagesAndProfilesAreThere()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    openWith(bench, QStringLiteral("page act"));
    QCOMPARE(titles(bench).first(), QStringLiteral("Activity"));
    QTest::keyClick(&field(bench), Qt::Key_Return);
    QTRY_COMPARE(bench.window().currentPage()->id(), PageId::Activity);

    openWith(bench, QStringLiteral("profile sandb"));
    QCOMPARE(titles(bench).first(), QStringLiteral("Sandbox"));
    QTest::keyClick(&field(bench), Qt::Key_Return);
    QTRY_COMPARE(bench.console().profile().name, std::string("Sandbox"));
}

void TestPalette::listsOfTheSandboxAreThere()
{
    WindowBench bench;
    openWith(bench, QStringLiteral("smcstatic"));
    QTRY_VERIFY(titles(bench).contains(QStringLiteral("SegmentToSMCStatic")));
    QTest::keyClick(&field(bench), Qt::Key_Return);
    QTRY_COMPARE(bench.window().currentPage()->id(), PageId::Sandbox);
    // The very one, with what is in it.
    auto &tree = bench.named<ContentTree>("Lists and segments");
    QTRY_COMPARE(tree.current().segment, QStringLiteral("SegmentToSMCStatic"));
    QCOMPARE(tree.current().list, QStringLiteral("USERS_SEGMENT"));
    auto &rows = bench.named<QTableView>("Records");
    QTRY_COMPARE(rows.model()->rowCount(), 0);
    bench.go(PageId::Compose);
    openWith(bench, QStringLiteral("list USERS_SEG"));
    QTRY_COMPARE(titles(bench).value(0), QStringLiteral("USERS_SEGMENT"));
    QTest::keyClick(&field(bench), Qt::Key_Return);
    QTRY_COMPARE(bench.window().currentPage()->id(), PageId::Sandbox);
    QTRY_COMPARE(rows.model()->rowCount(), 100);
    QCOMPARE(tree.current().list, QStringLiteral("USERS_SEGMENT"));
    QCOMPARE(tree.current().segment, QString());
    QVERIFY(bench.find<QLabel>("sandbox.rows.title").text().contains(QStringLiteral("USERS_SEGMENT")));
}

void TestPalette::namesOfListsElsewhereAreCopied()
{
    WindowBench bench;
    // A profile whose SMC is not the console's own, and has the same lists: it is that sandbox by its address.
    const std::string address = bench.console().sandbox().address();
    const vault::Credentials credentials = bench.console().sandbox().credentials();
    bench.addProfile("Acme", "staging");
    QVERIFY(QCoro::waitFor(bench.console().changeSettings([&address](destination::Settings &settings) {
        settings.smcAdminUrl = address;
        settings.organization = "DEMO";
    })));
    QVERIFY(QCoro::waitFor(bench.console().storeCredentials(credentials)));
    QVERIFY(QCoro::waitFor(bench.console().sandbox().start()).has_value());
    bench.go(PageId::Compose);
    bench.action("compose.refreshLists").trigger(); // That SMC did not answer before.
    QTRY_VERIFY(!bench.console().schema().isReading() && bench.console().schema().readAt());
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    openWith(bench, QStringLiteral("list USERS_SEG"));
    QTRY_COMPARE(titles(bench).value(0), QStringLiteral("USERS_SEGMENT"));
    QCOMPARE(bench.window().commandPalette().model().item(0).detail,
             QStringLiteral("Copy this name of a list of Acme"));
    QTest::keyClick(&field(bench), Qt::Key_Return);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("USERS_SEGMENT"));
    QCOMPARE(bench.window().statusBar()->currentMessage(), QStringLiteral("“USERS_SEGMENT” is copied."));
    QCOMPARE(bench.window().currentPage()->id(), PageId::Compose);
    // Segments are there as far as they were read, for suggestions in Compose.
    bench.console().schema().wantList("USERS_SEGMENT");
    openWith(bench, QStringLiteral("smcstatic"));
    QTRY_COMPARE(titles(bench).value(0), QStringLiteral("SegmentToSMCStatic"));
    QCOMPARE(bench.window().commandPalette().model().item(0).detail,
             QStringLiteral("Copy this name of a segment of USERS_SEGMENT"));
    QTest::keyClick(&field(bench), Qt::Key_Return);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("SegmentToSMCStatic"));
    QCOMPARE(bench.window().currentPage()->id(), PageId::Compose);
}

void TestPalette::savedEventsAreThereAndOpenInCompose()
{
    WindowBench bench;
    QVERIFY(QDir().mkpath(bench.folder() + QStringLiteral("/events/Newsletter")));
    QFile file(bench.folder() + QStringLiteral("/events/Newsletter/Welcome mail.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"type":"identify","userId":"from-the-palette"})");
    file.close();
    bench.restart();
    bench.go(PageId::Connection);
    openWith(bench, QStringLiteral("welcome m"));
    QTRY_VERIFY2(titles(bench).contains(QStringLiteral("Welcome mail")),
                 qPrintable(titles(bench).join(QLatin1Char('\n'))));
    const PaletteItem &item = bench.window().commandPalette().model().item(0);
    QCOMPARE(item.title, QStringLiteral("Welcome mail"));
    QVERIFY2(item.detail.contains(QStringLiteral("Newsletter")), qPrintable(item.detail));
    QTest::keyClick(&field(bench), Qt::Key_Return);
    QTRY_COMPARE(bench.window().currentPage()->id(), PageId::Compose);
    auto *editor = named<JsonEditor>(bench.page(PageId::Compose), QStringLiteral("Event as JSON"));
    QTRY_COMPARE(editor->code(), std::string(R"({"type":"identify","userId":"from-the-palette"})"));

    // One that goes meanwhile is said to be gone.
    QVERIFY(file.remove());
    bench.go(PageId::Connection);
    editor->setCode("{}");
    QTRY_VERIFY(([&] {
        bench.window().commandPalette().open(QStringLiteral("welcome m"));
        return !titles(bench).contains(QStringLiteral("Welcome mail"));
    })());
}

void TestPalette::manySavedEventsDoNotHoldUpTheLetters()
{
    WindowBench bench;
    QVERIFY(QDir().mkpath(bench.folder() + QStringLiteral("/events")));
    for (int number = 0; number < 3000; ++number) {
        QFile file(bench.folder() + QStringLiteral("/events/Order Completed %1.json").arg(number));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{}");
    }
    bench.restart();
    openWith(bench, QStringLiteral("completed 1500"));
    QTRY_VERIFY(titles(bench).contains(QStringLiteral("Order Completed 1500")));
    LongestStep longest;
    for (const char *letters : {"o", "or", "ord", "order c", "order completed 12", "compose"})
        longest.take([&] { bench.window().commandPalette().open(QString::fromLatin1(letters)); });
    qInfo("With 3000 saved events a letter takes at most %lld ms.", static_cast<long long>(longest.ms()));
    QVERIFY2(longest.ms() <= 2 * MostComputedMs, qPrintable(QString::number(longest.ms())));
}

void TestPalette::wordsOfTitleAndDetailTogetherFindIt()
{
    WindowBench bench;
    bench.go(PageId::Sandbox);
    openWith(bench, QStringLiteral("new person"));
    QCOMPARE(titles(bench).value(0), QStringLiteral("New record…"));
}

void TestPalette::whatWasSentIsFound()
{
    WindowBench bench;
    QCoro::waitFor(bench.console().send(R"({"type":"identify","userId":"u-1","traits":{"email":"ada@example.com"}})"));
    const QString sentence = QString::fromStdString(historyOf(bench.console()).front().sentence);
    openWith(bench, QStringLiteral("sent ") + sentence.left(12));
    QTRY_VERIFY2(titles(bench).contains(sentence), qPrintable(titles(bench).join(QLatin1Char('\n'))));
}

void TestPalette::whatWorksElsewhereLeadsThere()
{
    WindowBench bench;
    bench.go(PageId::Connection);
    openWith(bench, QStringLiteral("format json"));
    const PaletteModel &model = bench.window().commandPalette().model();
    QCOMPARE(model.item(0).title, QStringLiteral("Format JSON"));
    const QString detail = QStringLiteral("Shows the page Compose, where it works");
    QCOMPARE(model.item(0).leadsTo, detail);
    QVERIFY2(field(bench).accessibleDescription().contains(detail), qPrintable(field(bench).accessibleDescription()));
    const QSignalSpy triggered(&bench.action("compose.format"), &QAction::triggered);
    QTest::keyClick(&field(bench), Qt::Key_Return);
    QTRY_COMPARE(bench.window().currentPage()->id(), PageId::Compose);
    QCOMPARE(triggered.count(), 0); // Of a text that nobody has seen.
    named<JsonEditor>(bench.page(PageId::Compose), QStringLiteral("Event as JSON"))->setCode(R"({"userId":"u"})");
    QTRY_VERIFY(bench.action("compose.format").isEnabled());
    openWith(bench, QStringLiteral("format json"));
    QTest::keyClick(&field(bench), Qt::Key_Return);
    QTRY_COMPARE(triggered.count(), 1);
}

void TestPalette::whatWorksHereComesBeforeWhatLeadsElsewhere()
{
    WindowBench bench;
    const PaletteModel &model = bench.window().commandPalette().model();
    const auto firstIsHere = [&](const QString &query) {
        openWith(bench, query);
        return model.item(0).leadsTo.isEmpty();
    };
    bench.go(PageId::Compose);
    QTRY_VERIFY(bench.action("compose.save").isEnabled());
    QVERIFY2(firstIsHere(QStringLiteral("save")), qPrintable(model.item(0).title));
    QVERIFY2(firstIsHere(QString()), qPrintable(model.item(0).title));
    bool isElsewhere = false;
    for (int row = 0; row < model.rowCount(); ++row) {
        const PaletteItem &item = model.item(row);
        QVERIFY2(!isElsewhere || !item.leadsTo.isEmpty() || !item.whyOff.isEmpty(), qPrintable(item.title));
        isElsewhere = isElsewhere || !item.leadsTo.isEmpty();
    }
    QVERIFY(isElsewhere);
    // Its tip still finds what leads elsewhere.
    openWith(bench, QStringLiteral("new person"));
    QCOMPARE(titles(bench).value(0), QStringLiteral("New record…"));
}

void TestPalette::whatDoesNotWorkNowSaysWhyAndDoesNothing()
{
    WindowBench bench;
    bench.go(PageId::Activity);
    openWith(bench, QStringLiteral("export har"));
    const PaletteModel &model = bench.window().commandPalette().model();
    QCOMPARE(model.item(0).title, QStringLiteral("Export HAR…"));
    QVERIFY(!model.item(0).whyOff.isEmpty());
    QVERIFY2(field(bench).accessibleDescription().contains(model.item(0).whyOff),
             qPrintable(field(bench).accessibleDescription()));
    const QSignalSpy triggered(&bench.action("activity.exportHar"), &QAction::triggered);
    QTest::keyClick(&field(bench), Qt::Key_Return);
    QTest::qWait(50);
    QCOMPARE(triggered.count(), 0);
    QVERIFY(bench.window().commandPalette().isVisible());

    // The only profile can't be removed.
    field(bench).clear();
    QTest::keyClicks(&field(bench), QStringLiteral("remove this"));
    QVERIFY(!model.item(0).whyOff.isEmpty());
}

void TestPalette::escapeGivesTheKeyboardBack()
{
    WindowBench bench;
    auto &name = bench.named<QLineEdit>("Profile name");
    name.setFocus();
    openWith(bench, QStringLiteral("x"));
    QTest::keyClick(&field(bench), Qt::Key_Escape);
    QVERIFY(!bench.window().commandPalette().isVisible());
    QVERIFY(name.hasFocus());
    QCOMPARE(name.text(), QStringLiteral("Sandbox"));
}

void TestPalette::clickBesideClosesIt()
{
    WindowBench bench;
    openWith(bench, {});
    QTest::mouseClick(&bench.window(), Qt::LeftButton, {},
                      QPoint(bench.window().width() / 2, bench.window().height() - 60));
    QVERIFY(!bench.window().commandPalette().isVisible());
}

void TestPalette::arrowsGoRoundAndPagesStop()
{
    WindowBench bench;
    openWith(bench, {});
    auto &list = bench.named<QListView>("What was found");
    const int last = bench.window().commandPalette().model().rowCount() - 1;
    QVERIFY(last > 10);
    QCOMPARE(list.currentIndex().row(), 0);
    QTest::keyClick(&field(bench), Qt::Key_Up);
    QCOMPARE(list.currentIndex().row(), last);
    QTest::keyClick(&field(bench), Qt::Key_Down);
    QCOMPARE(list.currentIndex().row(), 0);
    QTest::keyClick(&field(bench), Qt::Key_PageUp);
    QCOMPARE(list.currentIndex().row(), 0);
    for (int page = 0; page < 20; ++page)
        QTest::keyClick(&field(bench), Qt::Key_PageDown);
    QCOMPARE(list.currentIndex().row(), last);
    QVERIFY(field(bench).hasFocus());
}

void TestPalette::screenReaderHearsTheChosenLine()
{
    WindowBench bench;
    openWith(bench, QStringLiteral("act"));
    QVERIFY(titles(bench).size() > 1);
    QTest::keyClick(&field(bench), Qt::Key_Down);
    const QString second = field(bench).accessibleDescription();
    QVERIFY2(second.contains(QStringLiteral("2 of ")), qPrintable(second));
    QTest::keyClick(&field(bench), Qt::Key_Up);
    const QString first = field(bench).accessibleDescription();
    QVERIFY2(first.startsWith(QStringLiteral("Activity, Page, Ctrl+4")) && first.contains(QStringLiteral("1 of ")),
             qPrintable(first));
    const QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&bench.named<QListView>("What was found"));
    QVERIFY(list->child(0)->text(QAccessible::Name).startsWith(QStringLiteral("Activity, Page, Ctrl+4")));
    QVERIFY(list->child(0)->state().selected && !list->child(1)->state().selected);
    QCOMPARE(list->role(), QAccessible::List);
    QVERIFY(!list->text(QAccessible::Name).isEmpty());
}

void TestPalette::nothingFoundIsSaid()
{
    WindowBench bench;
    openWith(bench, QStringLiteral("zzzqqq"));
    QVERIFY(!bench.named<QListView>("What was found").isVisible());
    QVERIFY2(field(bench).accessibleDescription().contains(QStringLiteral("zzzqqq")),
             qPrintable(field(bench).accessibleDescription()));
    QTest::keyClick(&field(bench), Qt::Key_Return);
    QTest::keyClick(&field(bench), Qt::Key_Down);
    QVERIFY(bench.window().commandPalette().isVisible());
}

void TestPalette::choicesAreRememberedAcrossStarts()
{
    WindowBench bench;
    openWith(bench, QStringLiteral("page sandbox"));
    QTest::keyClick(&field(bench), Qt::Key_Return);
    QTRY_COMPARE(bench.window().currentPage()->id(), PageId::Sandbox);
    bench.restart();
    openWith(bench, {});
    QCOMPARE(titles(bench).first(), QStringLiteral("Sandbox"));
}

void TestPalette::shortcutsInItAreThoseThatHold()
{
    WindowBench bench;
    bench.go(PageId::Compose);
    bench.action("compose.dryRun").setShortcut(QKeySequence(QStringLiteral("Ctrl+Alt+D")));
    openWith(bench, QStringLiteral("dry run"));
    QCOMPARE(bench.window().commandPalette().model().item(0).shortcut, QStringLiteral("Ctrl+Alt+D"));
}

void TestPalette::looksRight_data()
{
    QTest::addColumn<theme::Scheme>("scheme");
    QTest::addColumn<int>("zoom");
    QTest::newRow("palette-light") << theme::Scheme::Light << 100;
    QTest::newRow("palette-dark") << theme::Scheme::Dark << 100;
    QTest::newRow("palette-light-zoom200") << theme::Scheme::Light << 200;
}

void TestPalette::looksRight()
{
    QFETCH(theme::Scheme, scheme);
    QFETCH(int, zoom);
    theme::apply(*qApp, scheme, zoom);
    WindowBench bench;
    bench.addProfile("Acme", "production");
    bench.go(PageId::Compose);
    openWith(bench, QStringLiteral("se"));
    const CommandPalette &palette = bench.window().commandPalette();
    QVERIFY(bench.window().rect().contains(palette.geometry()));
    bench.picture(QTest::currentDataTag());
    theme::apply(*qApp, theme::Scheme::Light, 100);
}

void TestPalette::titlesHaveTheRoom()
{
    WindowBench bench;
    bench.go(PageId::Compose);
    openWith(bench, QStringLiteral("segment"));
    auto &list = bench.named<QListView>("What was found");
    const auto &model = bench.window().commandPalette().model();
    // What is too long for its row is said by the tooltip, title and detail.
    for (int row = 0; row < model.rowCount(); ++row) {
        const PaletteItem &item = model.item(row);
        const QString tip = model.index(row, 0).data(Qt::ToolTipRole).toString();
        const QString &shown = item.leadsTo.isEmpty() ? item.detail : item.leadsTo;
        const QString &more = item.whyOff.isEmpty() ? shown : item.whyOff;
        QCOMPARE(tip, more.isEmpty() ? item.title : item.title + QLatin1Char('\n') + more);
    }
    // A title that needs the row has it: its last letters are drawn where the kind would stand.
    QStyleOptionViewItem option;
    option.initFrom(&list);
    option.widget = &list;
    option.font = list.font();
    const QModelIndex index = model.index(0, 0);
    const QString title = index.data().toString();
    QFont strong = list.font();
    strong.setWeight(QFont::Bold);
    const int needed = QFontMetrics(strong).horizontalAdvance(title) + theme::scaled(20) + 40;
    const auto drawn = [&](int width, const QString &kind, const QString &detail = {}) {
        QImage image(width, list.sizeHintForRow(0), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        option.rect = image.rect();
        QStandardItemModel one(1, 1);
        for (const int role : {int(Qt::DisplayRole), int(PaletteModel::PlacesRole)})
            one.setData(one.index(0, 0), index.data(role), role);
        one.setData(one.index(0, 0), kind, PaletteModel::KindRole);
        one.setData(one.index(0, 0), detail, PaletteModel::DetailRole);
        list.itemDelegate()->paint(&painter, option, one.index(0, 0));
        return image;
    };
    QCOMPARE(drawn(needed, QStringLiteral("A kind of many words")), drawn(needed, QString()));
    // And so has what is said of it.
    const QString detail = QStringLiteral("12 members, in USERS_SEGMENT");
    const int both = needed + QFontMetrics(theme::captionFont()).horizontalAdvance(detail) + 40;
    QCOMPARE(drawn(both, QStringLiteral("A kind of many words"), detail), drawn(both, QString(), detail));
    QVERIFY(drawn(both + 400, QStringLiteral("A kind of many words"), detail) != drawn(both + 400, QString(), detail));
    QVERIFY(drawn(needed + 400, QStringLiteral("A kind of many words")) != drawn(needed + 400, QString()));
}

void TestPalette::opensAndFiltersInAFrame()
{
    WindowBench bench;
    openWith(bench, {});
    QTest::keyClick(&field(bench), Qt::Key_Escape);
    LongestStep longest;
    for (const char *letters : {"", "s", "se", "sen", "copy", "profile"}) {
        longest.take([&] {
            bench.window().commandPalette().open(QString::fromLatin1(letters));
            bench.window().commandPalette().grab();
        });
    }
    qInfo("Opened and drawn in at most %lld ms.", static_cast<long long>(longest.ms()));
    QVERIFY2(longest.ms() <= 2 * MostComputedMs, qPrintable(QString::number(longest.ms())));
}

QTEST_MAIN(TestPalette)
#include "test_palette.moc"
