// Keys of the person's own: edited, refused in words, in force at once, kept, listed.
#include "named.h"
#include "window_bench.h"

#include <gui/help/manual.h>
#include <gui/shortcuts/shortcuts.h>
#include <gui/shortcuts/shortcuts_dialog.h>
#include <gui/widgets/data_table.h>
#include <workspace/uistate.h>

#include <QApplication>
#include <QFile>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace smc;
using namespace smc::gui;

namespace {

QKeySequence keys(const char *portable)
{
    return QKeySequence(QString::fromLatin1(portable), QKeySequence::PortableText);
}

/// The dialog, with the action of that text selected.
ShortcutsDialog &openFor(WindowBench &bench, const QString &action)
{
    bench.action("window.shortcuts").trigger();
    auto *dialog = bench.window().findChild<ShortcutsDialog *>();
    if (!dialog || !QTest::qWaitForWindowExposed(dialog))
        qFatal("The dialog is not shown");
    auto *search = named<QLineEdit>(*dialog, QStringLiteral("Search actions and keys"));
    search->clear();
    QTest::keyClicks(search, action);
    return *dialog;
}

void press(ShortcutsDialog &dialog, const char *name)
{
    auto &button = *named<QPushButton>(dialog, name);
    if (!button.isEnabled())
        qFatal("%s is off", name);
    QTest::mouseClick(&button, Qt::LeftButton);
}

/// The field for the keys of the action that is selected.
QKeySequenceEdit &fieldOf(ShortcutsDialog &dialog)
{
    const QModelIndex current = named<DataTable>(dialog, "Actions and their keys")->currentIndex();
    const QString action = current.siblingAtColumn(0).data().toString();
    return *named<QKeySequenceEdit>(dialog, action.isEmpty() ? QStringLiteral("Keys")
                                                             : QStringLiteral("Keys for %1").arg(action));
}

/// Records keys as a person does.
void record(ShortcutsDialog &dialog, Qt::Key key, Qt::KeyboardModifiers held)
{
    auto &edit = fieldOf(dialog);
    edit.setFocus();
    edit.clear();
    QSignalSpy recorded(&edit, &QKeySequenceEdit::editingFinished);
    QTest::keyClick(&edit, key, held);
    if (!recorded.wait())
        qFatal("The keys are not recorded");
}

QString problem(ShortcutsDialog &dialog)
{
    return dialog.findChild<QLabel *>(QStringLiteral("shortcuts.problem"))->text();
}

} // namespace

class TestShortcuts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void newKeysWorkAtOnceAndOldOnesNoMore();
    void keysCanBeUsedWithoutWaiting();
    void newKeysAreKeptAcrossStarts();
    void takenKeysAreNamedAndCanBeTakenOver();
    void takenKeysComeBackHoweverTheyBecomeFree();
    void keysOfAnotherPageAreNotTaken();
    void beginningOfASequenceIsTakenToo();
    void keysForTypingAndEditingAreRefused_data();
    void keysForTypingAndEditingAreRefused();
    void oneIsResetAndAllAreReset();
    void keysCanBeTakenAway();
    void damagedKeysAreLeftAlone();
    void tooltipsAndNavigationFollow();
    void listsNameTheKeysThatHold();
    void listIsSavedAsAFile();
    void searchFindsActionsAndKeys();
    void escapeLeavesTheFieldThenTheDialog();
    void dialogKeepsToTheRules_data();
    void dialogKeepsToTheRules();
};

void TestShortcuts::newKeysWorkAtOnceAndOldOnesNoMore()
{
    WindowBench bench;
    ShortcutsDialog &dialog = openFor(bench, QStringLiteral("page names"));
    record(dialog, Qt::Key_J, Qt::ControlModifier | Qt::AltModifier);
    press(dialog, "Use these keys");
    dialog.accept();
    QApplication::setActiveWindow(&bench.window());
    const QSignalSpy triggered(&bench.action("window.navigation"), &QAction::triggered);
    QTest::keyClick(&bench.window(), Qt::Key_B, Qt::ControlModifier);
    QCOMPARE(triggered.count(), 0);
    QTest::keyClick(&bench.window(), Qt::Key_J, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(triggered.count(), 1);
}

void TestShortcuts::keysCanBeUsedWithoutWaiting()
{
    WindowBench bench;
    ShortcutsDialog &dialog = openFor(bench, QStringLiteral("page names"));
    auto &edit = fieldOf(dialog);
    auto &field = *edit.findChild<QLineEdit *>();
    QCOMPARE(field.accessibleName(), edit.accessibleName());
    edit.setFocus();
    // Qt goes on waiting for more keys for a second.
    QTest::keyClick(&edit, Qt::Key_J, Qt::ControlModifier | Qt::AltModifier);
    press(dialog, "Use these keys");
    QCOMPARE(bench.action("window.navigation").shortcut(), keys("Ctrl+Alt+J"));
}

void TestShortcuts::newKeysAreKeptAcrossStarts()
{
    WindowBench bench;
    bench.window().shortcuts().set(actionSpec("window.navigation"), keys("F9"));
    bench.restart();
    QCOMPARE(bench.action("window.navigation").shortcut(), keys("F9"));
    QVERIFY(bench.window().shortcuts().isChanged(actionSpec("window.navigation")));
    // The usual ones are not kept, so that later versions may choose better ones.
    bench.window().shortcuts().reset(actionSpec("window.navigation"));
    bench.restart();
    QVERIFY(!bench.console().uiState().value("shortcuts/window.navigation"));
}

void TestShortcuts::takenKeysAreNamedAndCanBeTakenOver()
{
    WindowBench bench;
    ShortcutsDialog &dialog = openFor(bench, QStringLiteral("dry run"));
    record(dialog, Qt::Key_B, Qt::ControlModifier);
    QVERIFY2(problem(dialog).contains(QStringLiteral("Ctrl+B is taken by “Show or hide page names” (Everywhere).")),
             qPrintable(problem(dialog)));
    QCOMPARE(named<QPushButton>(dialog, "Take over")->text(), QStringLiteral("&Take over"));
    press(dialog, "Take over");
    QCOMPARE(bench.action("compose.dryRun").shortcut(), keys("Ctrl+B"));
    QVERIFY(bench.action("window.navigation").shortcut().isEmpty());
    press(dialog, "Reset");
    QCOMPARE(bench.action("compose.dryRun").shortcut(), Shortcuts::usual(actionSpec("compose.dryRun")));
    QCOMPARE(bench.action("window.navigation").shortcut(), keys("Ctrl+B"));
    QVERIFY(!bench.window().shortcuts().isChanged(actionSpec("window.navigation")));
}

void TestShortcuts::takenKeysComeBackHoweverTheyBecomeFree()
{
    WindowBench bench;
    Shortcuts &shortcuts = bench.window().shortcuts();
    const ActionSpec &taker = actionSpec("compose.dryRun");
    const ActionSpec &loser = actionSpec("window.navigation");
    const auto loses = [&](const char *sequence) {
        shortcuts.set(taker, keys(sequence));
        return shortcuts.of(loser).isEmpty();
    };
    QVERIFY(loses("Ctrl+B"));
    shortcuts.set(taker, keys("Ctrl+J"));
    QCOMPARE(shortcuts.of(loser), keys("Ctrl+B"));
    QVERIFY(loses("Ctrl+B, Ctrl+X"));
    shortcuts.set(taker, {});
    QCOMPARE(shortcuts.of(loser), keys("Ctrl+B"));
    QVERIFY(loses("Ctrl+B"));
    shortcuts.set(loser, keys("F7"));
    shortcuts.reset(taker);
    QCOMPARE(shortcuts.of(loser), keys("F7"));
    // Nothing was taken from what a person has taken the keys away from.
    shortcuts.set(loser, {});
    shortcuts.set(taker, keys("Ctrl+B"));
    shortcuts.reset(taker);
    QVERIFY(shortcuts.of(loser).isEmpty());
}

void TestShortcuts::keysOfAnotherPageAreNotTaken()
{
    WindowBench bench;
    const Shortcuts &shortcuts = bench.window().shortcuts();
    QVERIFY(!shortcuts.problemWith(actionSpec("sandbox.refresh"), keys("Ctrl+Shift+F")));
    QVERIFY(shortcuts.problemWith(actionSpec("compose.dryRun"), keys("Ctrl+Shift+F")));
    QVERIFY(shortcuts.problemWith(actionSpec("window.navigation"), keys("Ctrl+Shift+F")));
}

void TestShortcuts::beginningOfASequenceIsTakenToo()
{
    WindowBench bench;
    Shortcuts &shortcuts = bench.window().shortcuts();
    // Ctrl+K alone would never wait for a second key.
    const auto longer = shortcuts.problemWith(actionSpec("compose.dryRun"), keys("Ctrl+K, Ctrl+D"));
    QVERIFY(longer && longer->kind == ShortcutProblem::Kind::Taken && longer->other == &actionSpec("window.palette"));
    shortcuts.set(actionSpec("compose.format"), keys("Ctrl+M, Ctrl+F"));
    const auto shorter = shortcuts.problemWith(actionSpec("compose.dryRun"), keys("Ctrl+M"));
    QVERIFY(shorter && shorter->other == &actionSpec("compose.format"));
}

void TestShortcuts::keysForTypingAndEditingAreRefused_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("held");
    QTest::addColumn<QString>("because");
    using Held = Qt::KeyboardModifiers;
    QTest::newRow("letter") << Qt::Key_A << Held() << "for typing";
    QTest::newRow("capital") << Qt::Key_A << Held(Qt::ShiftModifier) << "for typing";
    QTest::newRow("return") << Qt::Key_Return << Held() << "for typing";
    QTest::newRow("copy") << Qt::Key_C << Held(Qt::ControlModifier) << "“Copy”";
    QTest::newRow("undo") << Qt::Key_Z << Held(Qt::ControlModifier) << "“Undo”";
}

void TestShortcuts::keysForTypingAndEditingAreRefused()
{
    QFETCH(Qt::Key, key);
    QFETCH(Qt::KeyboardModifiers, held);
    QFETCH(QString, because);
    WindowBench bench;
    ShortcutsDialog &dialog = openFor(bench, QStringLiteral("dry run"));
    record(dialog, key, held);
    QVERIFY2(problem(dialog).contains(because), qPrintable(problem(dialog)));
    QVERIFY(!named<QPushButton>(dialog, "Use these keys")->isEnabled());
    QCOMPARE(bench.action("compose.dryRun").shortcut(), keys("Ctrl+Shift+Return"));
}

void TestShortcuts::oneIsResetAndAllAreReset()
{
    WindowBench bench;
    Shortcuts &shortcuts = bench.window().shortcuts();
    shortcuts.set(actionSpec("compose.dryRun"), keys("F7"));
    shortcuts.set(actionSpec("compose.format"), keys("F8"));
    ShortcutsDialog &dialog = openFor(bench, QStringLiteral("dry run"));
    press(dialog, "Reset");
    QCOMPARE(bench.action("compose.dryRun").shortcut(), keys("Ctrl+Shift+Return"));
    QCOMPARE(bench.action("compose.format").shortcut(), keys("F8"));
    QVERIFY(!named<QPushButton>(dialog, "Reset")->isEnabled());

    bench.dialogs().answer = QStringLiteral("cancel");
    press(dialog, "Reset all…");
    QCOMPARE(bench.action("compose.format").shortcut(), keys("F8"));
    bench.dialogs().answer = QStringLiteral("reset");
    press(dialog, "Reset all…");
    QTRY_COMPARE(bench.action("compose.format").shortcut(), keys("Ctrl+Shift+F"));
    for (const ActionSpec &spec : actionTable())
        QVERIFY2(!shortcuts.isChanged(spec), spec.id);
}

void TestShortcuts::keysCanBeTakenAway()
{
    WindowBench bench;
    ShortcutsDialog &dialog = openFor(bench, QStringLiteral("dry run"));
    press(dialog, "No keys");
    QVERIFY(bench.action("compose.dryRun").shortcut().isEmpty());
    bench.restart();
    QVERIFY(bench.action("compose.dryRun").shortcut().isEmpty());
}

void TestShortcuts::damagedKeysAreLeftAlone()
{
    WindowBench bench;
    workspace::UiState &state = bench.console().uiState();
    state.set("shortcuts/compose.dryRun", "Ctrl+Nonsense+++");
    state.set("shortcuts/compose.format", std::string(100'000, 'F'));
    state.set("shortcuts/no.such.action", "F7");
    QVERIFY(state.save());
    bench.restart();
    QCOMPARE(bench.action("compose.dryRun").shortcut(), keys("Ctrl+Shift+Return"));
    QCOMPARE(bench.action("compose.format").shortcut(), keys("Ctrl+Shift+F"));
}

void TestShortcuts::tooltipsAndNavigationFollow()
{
    WindowBench bench;
    Shortcuts &shortcuts = bench.window().shortcuts();
    shortcuts.set(actionSpec("compose.dryRun"), keys("F7"));
    bench.go(PageId::Compose);
    const auto &button = bench.named<QPushButton>("Dry run");
    QVERIFY2(button.toolTip().contains(QStringLiteral("(F7)")), qPrintable(button.toolTip()));
    shortcuts.set(actionSpec("window.palette"), keys("F2"));
    const auto *search = named<QPushButton>(bench.page(PageId::Compose), "Search…");
    QVERIFY2(search->text().startsWith(QStringLiteral("F2")), qPrintable(search->text()));
}

void TestShortcuts::listsNameTheKeysThatHold()
{
    WindowBench bench;
    Shortcuts &shortcuts = bench.window().shortcuts();
    shortcuts.set(actionSpec("compose.dryRun"), keys("F7"));
    shortcuts.set(actionSpec("compose.format"), {});
    const QString text = shortcutsAsText(shortcuts);
    QVERIFY2(text.contains(QStringLiteral("\nCompose\n")) && text.contains(QStringLiteral("\nEverywhere\n")),
             qPrintable(text));
    QVERIFY2(text.contains(QRegularExpression(QStringLiteral("\n  F7 +Dry run\n"))), qPrintable(text));
    QVERIFY2(!text.contains(QStringLiteral("Format JSON")), qPrintable(text));
    const QString html = shortcutsAsHtml(shortcuts);
    QVERIFY2(html.contains(QStringLiteral("<kbd>F7</kbd></td><td>Dry run</td>")), qPrintable(html));
    QVERIFY(!html.contains(QStringLiteral("Ctrl+Shift+Return")));
    const QString chapter = keyboardChapter(&shortcuts);
    QVERIFY2(chapter.contains(QStringLiteral("| `F7` | Do all but the sending |")), qPrintable(chapter));
    QVERIFY(!chapter.contains(QStringLiteral("Ctrl+Shift+Return")));
}

void TestShortcuts::listIsSavedAsAFile()
{
    WindowBench bench;
    ShortcutsDialog &dialog = openFor(bench, QStringLiteral("dry run"));
    for (const char *name : {"list.html", "list.txt"}) {
        bench.dialogs().path = bench.folder() + QLatin1Char('/') + QString::fromLatin1(name);
        press(dialog, "Save as a list…");
        QFile file(bench.dialogs().path);
        QTRY_VERIFY(problem(dialog).contains(bench.dialogs().path)); // Written beside the window.
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray list = file.readAll();
        QVERIFY2(list.contains("Ctrl+Shift+Return") && list.contains("Dry run"), list.constData());
        QCOMPARE(list.startsWith("<!DOCTYPE html>"), qstrcmp(name, "list.html") == 0);
    }
    bench.dialogs().path = QStringLiteral("/proc/no-such-place/list.html");
    press(dialog, "Save as a list…");
    QTRY_VERIFY2(problem(dialog).contains(QStringLiteral("Could not write")), qPrintable(problem(dialog)));
}

void TestShortcuts::searchFindsActionsAndKeys()
{
    WindowBench bench;
    ShortcutsDialog &dialog = openFor(bench, QStringLiteral("ctrl+shift+f"));
    auto *table = named<DataTable>(dialog, QStringLiteral("Actions and their keys"));
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("Format JSON"));
    auto *search = named<QLineEdit>(dialog, QStringLiteral("Search actions and keys"));
    search->setText(QStringLiteral("no such action"));
    QCOMPARE(table->model()->rowCount(), 0);
    QVERIFY(!named<QPushButton>(dialog, "Use these keys")->isEnabled());
    QVERIFY(!fieldOf(dialog).isEnabled());
}

void TestShortcuts::escapeLeavesTheFieldThenTheDialog()
{
    WindowBench bench;
    ShortcutsDialog &dialog = openFor(bench, QStringLiteral("dry run"));
    record(dialog, Qt::Key_F7, {});
    QTest::keyClick(&fieldOf(dialog), Qt::Key_Escape);
    QVERIFY(dialog.isVisible());
    QCOMPARE(fieldOf(dialog).keySequence(), keys("Ctrl+Shift+Return"));
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
}

void TestShortcuts::dialogKeepsToTheRules_data()
{
    QTest::addColumn<theme::Scheme>("scheme");
    QTest::addColumn<int>("zoom");
    QTest::newRow("shortcuts-light") << theme::Scheme::Light << 100;
    QTest::newRow("shortcuts-dark") << theme::Scheme::Dark << 100;
    QTest::newRow("shortcuts-zoom200") << theme::Scheme::Light << 200;
}

void TestShortcuts::dialogKeepsToTheRules()
{
    QFETCH(theme::Scheme, scheme);
    QFETCH(int, zoom);
    theme::apply(*qApp, scheme, zoom);
    WindowBench bench;
    ShortcutsDialog &dialog = openFor(bench, {});
    record(dialog, Qt::Key_B, Qt::ControlModifier);
    QTest::qWait(50);
    dialog.grab().save(pictureFolder() + QLatin1Char('/') + QLatin1String(QTest::currentDataTag()) +
                       QStringLiteral(".png"));
    const QStringList nameless = withoutAccessibleName(dialog);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
    const QStringList clipped = clippedTexts(dialog);
    QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QLatin1Char('\n'))));
    QVERIFY(dialog.width() <= bench.window().width() && dialog.height() <= bench.window().height());
    theme::apply(*qApp, theme::Scheme::Light, 100);
}

QTEST_MAIN(TestShortcuts)
#include "test_shortcuts.moc"
