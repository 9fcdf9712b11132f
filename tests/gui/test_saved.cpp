// Saved events in Compose, as a person keeps, finds, moves and loses them, on a real disk.
#include "compose_bench.h"

#include <gui/compose/event_library.h>
#include <gui/compose/place_panel.h>
#include <gui/widgets/banner.h>
#include <gui/widgets/elided_label.h>
#include <workspace/saved_events.h>

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeView>
#include <QUrl>

using namespace smc;
using namespace smc::gui;
using workspace::SavedEntry;
using workspace::SavedPath;
using Kind = LibraryItem::Kind;

namespace {

const QByteArray Mine = "{\n  \"type\": \"identify\",\n  \"userId\": \"mine\",\n  \"n\": 1.00\n}\n";

} // namespace

class TestSaved : public ComposeBench
{
    Q_OBJECT

private:
    QString file(const QString &name) const { return m_bench->folder() + QStringLiteral("/events/") + name; }
    QByteArray content(const QString &name) const
    {
        QFile source(file(name));
        return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray("not there");
    }
    void put(const QString &name, const QByteArray &bytes) const
    {
        QDir().mkpath(QFileInfo(file(name)).path());
        QSaveFile target(file(name));
        QVERIFY(target.open(QIODevice::WriteOnly));
        target.write(bytes);
        QVERIFY(target.commit());
    }
    QTreeView &tree() { return *named<QTreeView>(*m_page, QStringLiteral("Saved events and examples")); }
    const LibraryModel &model() { return *static_cast<const LibraryModel *>(tree().model()); }
    QModelIndex at(Kind kind, const char *path) { return model().indexOf(kind, path); }
    bool comes(Kind kind, const char *path)
    {
        return QTest::qWaitFor([&] { return at(kind, path).isValid(); }, 10000);
    }
    bool goes(Kind kind, const char *path)
    {
        return QTest::qWaitFor([&] { return !at(kind, path).isValid(); }, 10000);
    }
    /// Puts files where they belong and shows them.
    void has(const QStringList &names)
    {
        for (const QString &name : names)
            put(name + QStringLiteral(".json"), Mine);
        m_bench->restart();
        openPage();
        QVERIFY(comes(Kind::Event, names.last().toUtf8().constData()));
    }
    void choose(Kind kind, const char *path)
    {
        QVERIFY(comes(kind, path));
        tree().setFocus();
        tree().setCurrentIndex(at(kind, path));
    }
    QPoint placeOf(Kind kind, const char *path)
    {
        tree().scrollTo(at(kind, path));
        return tree().visualRect(at(kind, path)).center();
    }
    void click(Kind kind, const char *path)
    {
        QVERIFY(comes(kind, path));
        QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, placeOf(kind, path));
    }
    void open(const char *path)
    {
        choose(Kind::Event, path);
        QTest::keyClick(&tree(), Qt::Key_Return);
        QTRY_COMPARE(savedAs(), QString::fromUtf8(path));
    }
    QString savedAs() { return m_page->findChild<ElidedLabel *>(QStringLiteral("savedAs"))->fullText(); }
    Banner *banner(const char *id) { return m_page->banners().banner(QString::fromLatin1(id)); }
    bool banners(const char *id)
    {
        return QTest::qWaitFor([&] { return banner(id) != nullptr; }, 10000);
    }
    void press(const char *bannerId, const QString &button)
    {
        QVERIFY(banners(bannerId));
        QTest::mouseClick(named<QPushButton>(*banner(bannerId), button), Qt::LeftButton);
    }
    PlacePanel &place() { return *m_page->findChild<PlacePanel *>(); }
    QLineEdit &name() { return *named<QLineEdit>(place(), QStringLiteral("Name")); }
    QComboBox &folder() { return *named<QComboBox>(place(), QStringLiteral("Folder")); }
    void rename(const QString &typed)
    {
        QTest::keyClick(&tree(), Qt::Key_F2);
        QTRY_VERIFY(inPlace() != nullptr);
        inPlace()->setText(typed);
        QTest::keyClick(inPlace(), Qt::Key_Return);
    }
    QLineEdit *inPlace() { return tree().viewport()->findChild<QLineEdit *>(); }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void theFirstSaveAsksForANameAndTheNextOnesDoNot()
    {
        write(Mine.toStdString());
        QTest::keyClick(&editor(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(name().isVisible());
        QCOMPARE(QApplication::focusWidget(), &name());
        QCOMPARE(name().text(), QStringLiteral("Identify"));
        QTest::keyClicks(&name(), QStringLiteral("Welcome: you"));
        folder().setCurrentText(QStringLiteral("Newsletter/Spring"));
        QTest::keyClick(&name(), Qt::Key_Return);
        QVERIFY(comes(Kind::Event, "Newsletter/Spring/Welcome- you"));
        QCOMPARE(content(QStringLiteral("Newsletter/Spring/Welcome- you.json")), Mine);
        QVERIFY(!name().isVisible());
        QVERIFY(editor().hasFocus());
        QCOMPARE(savedAs(), QStringLiteral("Newsletter/Spring/Welcome- you"));

        editor().replaceSpan({0, 1}, "{ ");
        QTRY_COMPARE(savedAs(), QStringLiteral("Newsletter/Spring/Welcome- you – unsaved changes"));
        // However little room there is, the name is to be read, and that there is something to save.
        const auto *label = m_page->findChild<ElidedLabel *>(QStringLiteral("savedAs"));
        QVERIFY2(label->text().contains(QStringLiteral("Welc")), qPrintable(label->text()));
        QVERIFY2(label->text().contains(QStringLiteral("unsaved")) || label->text().startsWith(QChar(0x25CF)),
                 qPrintable(label->text()));
        m_bench->picture("saved-open");
        QTest::keyClick(&editor(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(savedAs(), QStringLiteral("Newsletter/Spring/Welcome- you"));
        QCOMPARE(content(QStringLiteral("Newsletter/Spring/Welcome- you.json")), "{ " + Mine.mid(1));
        QVERIFY(!name().isVisible());
    }

    void escapeLeavesTheQuestionForAName()
    {
        write(Mine.toStdString());
        action("compose.save")->trigger();
        QTRY_VERIFY(name().isVisible());
        m_bench->picture("saved-naming");
        QTest::keyClick(&name(), Qt::Key_Escape);
        QVERIFY(!name().isVisible() && editor().hasFocus());
        action("compose.save")->trigger();
        name().setText(QStringLiteral(" "));
        QTest::keyClick(&name(), Qt::Key_Return);
        QVERIFY(name().isVisible());
        QVERIFY(!QFileInfo::exists(file({})));
        write("");
        action("compose.saveAs")->trigger();
        QVERIFY(!QFileInfo::exists(file({})));
    }

    void aTakenNameIsReplacedOnlyWhenThePersonSaysSo()
    {
        has({QStringLiteral("Welcome")});
        write(Track);
        action("compose.save")->trigger();
        name().setText(QStringLiteral("WELCOME"));
        m_bench->dialogs().answer = QStringLiteral("cancel");
        QTest::keyClick(&name(), Qt::Key_Return);
        QTRY_COMPARE(m_bench->dialogs().asked, QStringList{QStringLiteral("replace_event")});
        QVERIFY(name().isVisible());
        QCOMPARE(content(QStringLiteral("Welcome.json")), Mine);
        m_bench->dialogs().answer = QStringLiteral("replace");
        QTest::keyClick(&name(), Qt::Key_Return);
        QTRY_VERIFY(!name().isVisible());
        const QDir events(file({}));
        QCOMPARE(events.entryList({QStringLiteral("*.json")}).size(), 1);
        QCOMPARE(content(events.entryList({QStringLiteral("*.json")}).first()), QByteArray(Track));
    }

    void openingAnEventShowsItAndUndoStaysWithinIt()
    {
        has({QStringLiteral("a"), QStringLiteral("b")});
        open("a");
        QCOMPARE(editor().code(), Mine.toStdString());
        QTest::keyClick(&editor(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(editor().code(), Mine.toStdString());
        QVERIFY(editor().hasFocus());
    }

    void aClickOpensAnEventAndStaysInTheListForWhatComesNext()
    {
        has({QStringLiteral("a"), QStringLiteral("b")});
        editor().setFocus();
        click(Kind::Event, "a");
        QTRY_COMPARE(savedAs(), QStringLiteral("a"));
        QCOMPARE(editor().code(), Mine.toStdString());
        QVERIFY(tree().hasFocus());
        QTest::keyClick(&tree(), Qt::Key_F2);
        QTRY_VERIFY(inPlace() != nullptr && inPlace()->hasFocus());
        QTest::keyClicks(inPlace(), QStringLiteral("renamed"));
        QTest::keyClick(inPlace(), Qt::Key_Return);
        QVERIFY(comes(Kind::Event, "renamed"));
        QTRY_COMPARE(savedAs(), QStringLiteral("renamed"));
        // The one that is open already, and an example, likewise.
        click(Kind::Event, "renamed");
        QTest::qWait(50);
        QVERIFY(tree().hasFocus());
        tree().expandAll();
        click(Kind::Example, "page-home.json");
        QTRY_COMPARE(savedAs(), QString());
        QVERIFY(tree().hasFocus());
        QCOMPARE(content(QStringLiteral("renamed.json")), Mine);
    }

    void returnAndADoubleClickGoOnToTheEditor()
    {
        has({QStringLiteral("a"), QStringLiteral("b")});
        open("a");
        QTRY_VERIFY(editor().hasFocus());
        click(Kind::Event, "b");
        QTRY_COMPARE(savedAs(), QStringLiteral("b"));
        QVERIFY(tree().hasFocus());
        QTest::mouseDClick(tree().viewport(), Qt::LeftButton, {}, placeOf(Kind::Event, "b"));
        QTRY_VERIFY(editor().hasFocus());
        QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, placeOf(Kind::Event, "a"));
        QTest::mouseDClick(tree().viewport(), Qt::LeftButton, {}, placeOf(Kind::Event, "a"));
        QTRY_COMPARE(savedAs(), QStringLiteral("a"));
        QTRY_VERIFY(editor().hasFocus());
        QCOMPARE(editor().code(), Mine.toStdString());
    }

    void theNameOfTheOpenEventIsThereInASmallWindowToo()
    {
        has({QStringLiteral("Newsletter/Welcome")});
        open("Newsletter/Welcome");
        m_bench->window().resize(1024, 680);
        // With the button for earlier texts beside it.
        editor().replaceSpan({0, 1}, "{ ");
        m_page->loadExample("page-home.json");
        open("Newsletter/Welcome");
        editor().replaceSpan({0, 1}, "{ ");
        const auto *label = m_page->findChild<ElidedLabel *>(QStringLiteral("savedAs"));
        QTRY_VERIFY(label->fullText().contains(QStringLiteral("unsaved")));
        QTRY_VERIFY2(label->text().contains(QStringLiteral("Welcome")), qPrintable(label->text()));
        QVERIFY2(label->text().contains(QStringLiteral("unsaved")) || label->text().startsWith(QChar(0x25CF)),
                 qPrintable(label->text()));
        m_bench->picture("saved-open-small");
        const int below = label->mapTo(m_page, QPoint()).y();
        m_bench->window().resize(1600, 900);
        QTRY_VERIFY(label->mapTo(m_page, QPoint()).y() < below);
        QCOMPARE(label->text(), label->fullText());
    }

    void whatIsOpenedWhileAnotherIsSavedKeepsItsOwnName()
    {
        has({QStringLiteral("a"), QStringLiteral("b")});
        open("a");
        QTRY_VERIFY(editor().hasFocus());
        editor().replaceSpan({0, 1}, "{ ");
        const std::string changed = editor().code();
        QTest::keyClick(&editor(), Qt::Key_S, Qt::ControlModifier);
        // Before the save is through.
        choose(Kind::Event, "b");
        QTest::keyClick(&tree(), Qt::Key_Return);
        QTRY_COMPARE(content(QStringLiteral("a.json")), QByteArray::fromStdString(changed));
        QTRY_COMPARE(savedAs(), QStringLiteral("b"));
        QTest::qWait(100);
        QCOMPARE(savedAs(), QStringLiteral("b"));
        QCOMPARE(editor().code(), Mine.toStdString());
    }

    void nothingMovesTheListBetweenTheTwoClicksOfADoubleClick()
    {
        has({QStringLiteral("a"), QStringLiteral("b")});
        open("a");
        editor().replaceSpan({0, 1}, "{ ");
        const QPoint before = tree().mapToGlobal(QPoint());
        click(Kind::Event, "b");
        QTRY_COMPARE(savedAs(), QStringLiteral("b"));
        QCOMPARE(tree().mapToGlobal(QPoint()), before);
        QVERIFY(banners("left"));
        QCOMPARE(banner("left")->content().text, QStringLiteral("The changes to “a” are not saved."));
    }

    void changesThatWouldBeLostCanBeGoneBackTo()
    {
        has({QStringLiteral("a"), QStringLiteral("b")});
        open("a");
        editor().replaceSpan({0, 1}, "{ ");
        const std::string changed = editor().code();
        open("b");
        press("left", QStringLiteral("Go back to it"));
        QTRY_COMPARE(savedAs(), QStringLiteral("a – unsaved changes"));
        QCOMPARE(editor().code(), changed);
        QVERIFY(banner("left") == nullptr);
        // The list follows: F2 and Del mean what is open.
        QTRY_COMPARE(tree().selectionModel()->selectedRows(), QModelIndexList{at(Kind::Event, "a")});
        m_page->loadExample("page-home.json");
        QTRY_COMPARE(savedAs(), QString());
        QVERIFY(tree().selectionModel()->selectedRows().isEmpty());
        press("left", QStringLiteral("Go back to it"));
        QTRY_COMPARE(editor().code(), changed);
        QCOMPARE(content(QStringLiteral("a.json")), Mine);
    }

    void whatIsSaidOfAnEarlierTextFollowsWhatIsOpen()
    {
        has({QStringLiteral("a"), QStringLiteral("b")});
        open("a");
        editor().replaceSpan({0, 1}, "{ ");
        const std::string changed = editor().code();
        open("b");
        QVERIFY(banners("left"));
        QCOMPARE(banner("left")->content().text, QStringLiteral("The changes to “a” are not saved."));
        open("a");
        QCOMPARE(banner("left")->content().text, QStringLiteral("An earlier text of “a” is not saved."));
        m_bench->restart();
        openPage();
        QTRY_COMPARE(savedAs(), QStringLiteral("a"));
        QTRY_VERIFY(banner("left") != nullptr);
        QTRY_COMPARE(banner("left")->content().text, QStringLiteral("An earlier text of “a” is not saved."));
        m_bench->picture("saved-earlier-text");
        m_page->loadExample("page-home.json");
        QCOMPARE(banner("left")->content().text, QStringLiteral("The changes to “a” are not saved."));
        press("left", QStringLiteral("Go back to it"));
        QTRY_COMPARE(editor().code(), changed);
        QVERIFY(banner("left") == nullptr);
    }

    void whatWasPastedOverBeforeASaveIsCalledEarlier()
    {
        has({QStringLiteral("a"), QStringLiteral("b")});
        open("a");
        editor().replaceSpan({0, 1}, "{ ");
        QGuiApplication::clipboard()->setText(
            QString::fromUtf8(Mine).replace(QStringLiteral("me"), QStringLiteral("us")));
        QTest::keyClick(&editor(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&editor(), Qt::Key_V, Qt::ControlModifier);
        const QByteArray pasted = QByteArray::fromStdString(editor().code());
        QTest::keyClick(&editor(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(content(QStringLiteral("a.json")), pasted);
        QTRY_VERIFY(banner("left") == nullptr);
        open("b");
        QVERIFY(banners("left"));
        QCOMPARE(banner("left")->content().text, QStringLiteral("An earlier text of “a” is not saved."));
    }

    void whatTheFileHoldsIsNoEarlierText()
    {
        has({QStringLiteral("a"), QStringLiteral("b")});
        open("a");
        editor().replaceSpan({0, 1}, "{ ");
        const QByteArray changed = QByteArray::fromStdString(editor().code());
        open("b");
        QVERIFY(banners("left"));
        put(QStringLiteral("a.json"), changed);
        open("a");
        QTRY_COMPARE(QByteArray::fromStdString(editor().code()), changed);
        QTRY_VERIFY(banner("left") == nullptr);
        open("b");
        editor().replaceSpan({0, 1}, "{ ");
        open("a");
        QVERIFY(banners("left"));
        open("b");
        editor().replaceSpan({0, 1}, "{ ");
        QTest::keyClick(&editor(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(content(QStringLiteral("b.json")), QByteArray("{ ") + Mine.mid(1));
        QTRY_COMPARE(savedAs(), QStringLiteral("b"));
        QTRY_VERIFY(banner("left") == nullptr);
        // Nor is what the person has typed once more.
        editor().replaceSpan({0, 1}, "{\n");
        open("a");
        QVERIFY(banners("left"));
        open("b");
        QCOMPARE(banner("left")->content().text, QStringLiteral("An earlier text of “b” is not saved."));
        editor().replaceSpan({0, 1}, "{\n");
        QTRY_VERIFY(banner("left") == nullptr);
    }

    void aDraftWithoutANameCanBeGoneBackTo()
    {
        has({QStringLiteral("a")});
        write(Track);
        open("a");
        press("left", QStringLiteral("Go back to it"));
        QTRY_COMPARE(editor().code(), std::string(Track));
        QCOMPARE(savedAs(), QString());
    }

    void aDraftWithoutANameIsNotLostBehindAnExample()
    {
        has({QStringLiteral("a")});
        write(Track);
        m_page->loadExample("page-home.json");
        QVERIFY(banner("left") == nullptr); // Undo brings it back.
        open("a");
        press("left", QStringLiteral("Go back to it"));
        QTRY_COMPARE(editor().code(), std::string(Track));
    }

    void whatWasSetAsideOutlivesTheProgram()
    {
        has({QStringLiteral("a"), QStringLiteral("b")});
        open("a");
        editor().replaceSpan({0, 1}, "{ \xff");
        const std::string changed = editor().code();
        open("b");
        QVERIFY(banners("left"));
        m_bench->restart();
        openPage();
        QVERIFY(banners("left"));
        QVERIFY2(banner("left")->content().text.contains(QStringLiteral("“a”")),
                 qPrintable(banner("left")->content().text));
        QTRY_COMPARE(savedAs(), QStringLiteral("b"));
        press("left", QStringLiteral("Go back to it"));
        QTRY_COMPARE(savedAs(), QStringLiteral("a – unsaved changes"));
        QCOMPARE(editor().code(), changed);
        QCOMPARE(content(QStringLiteral("a.json")), Mine);
        // Had back, it is not offered again; and neither is what the person has dismissed.
        m_bench->restart();
        openPage();
        QTRY_COMPARE(savedAs(), QStringLiteral("a – unsaved changes"));
        QTest::qWait(200);
        QVERIFY(banner("left") == nullptr);
        open("b");
        press("left", QStringLiteral("Dismiss"));
        m_bench->restart();
        openPage();
        QTRY_COMPARE(savedAs(), QStringLiteral("b"));
        QTest::qWait(200);
        QVERIFY(banner("left") == nullptr);
    }

    void aDamagedDraftOfWhatWasSetAsideIsLeftAlone()
    {
        for (const QByteArray &bytes :
             {QByteArray(""), QByteArray("{}"), QByteArray("[\n"), QByteArray("{\"path\":\"../../x\",\"base\":1}\nab"),
              QByteArray("{\"path\":\"a\",\"base\":99999999999}\nab"),
              QByteArray("{\"path\":\"a\",\"base\":-1}\nab")}) {
            QDir().mkpath(m_bench->folder() + QStringLiteral("/drafts"));
            QFile draft(m_bench->folder() + QStringLiteral("/drafts/d-compose%2eleft.txt"));
            QVERIFY(draft.open(QIODevice::WriteOnly));
            draft.write(bytes);
            draft.close();
            m_bench->restart();
            openPage();
            QTest::qWait(100);
            QVERIFY2(banner("left") == nullptr, bytes.constData());
        }
    }

    void theOpenEventOutlivesTheProgram()
    {
        has({QStringLiteral("f/a")});
        open("f/a");
        editor().replaceSpan({0, 1}, "{ ");
        QTRY_COMPARE(savedAs(), QStringLiteral("f/a – unsaved changes"));
        m_bench->restart();
        openPage();
        QTRY_COMPARE(savedAs(), QStringLiteral("f/a – unsaved changes"));
        QVERIFY(banner("changedOutside") == nullptr);
        action("compose.save")->trigger();
        QTRY_COMPARE(content(QStringLiteral("f/a.json")), "{ " + Mine.mid(1));
    }

    void aChangeOutsideIsSaidAndReloaded()
    {
        has({QStringLiteral("a")});
        open("a");
        put(QStringLiteral("a.json"), "{\"of\":\"git\"}");
        QVERIFY(banners("changedOutside"));
        m_bench->picture("saved-changed-outside");
        press("changedOutside", QStringLiteral("Reload"));
        QCOMPARE(editor().code(), std::string("{\"of\":\"git\"}"));
        QTRY_COMPARE(savedAs(), QStringLiteral("a"));
        QVERIFY(banner("changedOutside") == nullptr);
    }

    void aChangeOutsideDoesNotTakeMine()
    {
        has({QStringLiteral("a")});
        open("a");
        editor().replaceSpan({0, 1}, "{ ");
        put(QStringLiteral("a.json"), "{\"of\":\"git\"}");
        // Saving says it too, where nobody waited.
        action("compose.save")->trigger();
        QVERIFY(banners("changedOutside"));
        QCOMPARE(content(QStringLiteral("a.json")), QByteArray("{\"of\":\"git\"}"));
        QTRY_VERIFY(m_bench->window().statusBar()->currentMessage().startsWith(QStringLiteral("Not saved")));
        press("changedOutside", QStringLiteral("Keep mine"));
        QTRY_COMPARE(savedAs(), QStringLiteral("a – unsaved changes"));
        action("compose.save")->trigger();
        QTRY_COMPARE(content(QStringLiteral("a.json")), "{ " + Mine.mid(1));
        QTRY_COMPARE(savedAs(), QStringLiteral("a"));
    }

    void anEventThatWentOutsideStaysInTheEditor()
    {
        has({QStringLiteral("a")});
        open("a");
        QVERIFY(QFile::remove(file(QStringLiteral("a.json"))));
        press("changedOutside", QStringLiteral("Keep mine"));
        QCOMPARE(editor().code(), Mine.toStdString());
        action("compose.save")->trigger();
        QTRY_COMPARE(content(QStringLiteral("a.json")), Mine);
    }

    void anEventThatWentOutsideIsNotLostBehindAnother()
    {
        has({QStringLiteral("a")});
        open("a");
        QVERIFY(QFile::remove(file(QStringLiteral("a.json"))));
        QVERIFY(banners("changedOutside"));
        QTRY_COMPARE(savedAs(), QStringLiteral("a – unsaved changes"));
        m_page->loadExample("page-home.json");
        QVERIFY(banners("left"));
        QCOMPARE(banner("left")->content().text, QStringLiteral("The changes to “a” are not saved."));
        press("left", QStringLiteral("Go back to it"));
        QTRY_COMPARE(editor().code(), Mine.toStdString());
    }

    void whatGitPullsComesByItself()
    {
        has({QStringLiteral("f/a")});
        put(QStringLiteral("f/b.json"), Mine);
        QVERIFY(comes(Kind::Event, "f/b"));
        put(QStringLiteral("new/c.json"), Mine);
        QVERIFY(comes(Kind::Event, "new/c"));
        put(QStringLiteral("new/d.json"), Mine);
        QVERIFY(comes(Kind::Event, "new/d"));
        QVERIFY(QDir(file(QStringLiteral("new"))).removeRecursively());
        QVERIFY(goes(Kind::Folder, "new"));
    }

    void aNameIsChangedInItsPlace()
    {
        has({QStringLiteral("f/a"), QStringLiteral("f/b")});
        open("f/a");
        choose(Kind::Event, "f/a");
        QTest::keyClick(&tree(), Qt::Key_F2);
        QTRY_VERIFY(inPlace() != nullptr);
        inPlace()->selectAll();
        QTest::keyClicks(inPlace(), QStringLiteral("Bye"));
        m_bench->picture("saved-renaming");
        QTest::keyClick(inPlace(), Qt::Key_Return);
        QVERIFY(comes(Kind::Event, "f/Bye") && goes(Kind::Event, "f/a"));
        QTRY_COMPARE(savedAs(), QStringLiteral("f/Bye"));
        QTRY_COMPARE(tree().currentIndex(), at(Kind::Event, "f/Bye"));

        QTest::keyClick(&tree(), Qt::Key_F2);
        QTRY_VERIFY(inPlace() != nullptr);
        inPlace()->setText(QStringLiteral("B"));
        QTest::keyClick(inPlace(), Qt::Key_Return);
        QVERIFY(banners("saved"));
        QVERIFY2(banner("saved")->content().text.contains(QStringLiteral("f/B")),
                 qPrintable(banner("saved")->content().text));
        QVERIFY(at(Kind::Event, "f/Bye").isValid());

        choose(Kind::Folder, "f");
        QTest::keyClick(&tree(), Qt::Key_F2);
        QTRY_VERIFY(inPlace() != nullptr);
        inPlace()->setText(QStringLiteral("g"));
        QTest::keyClick(inPlace(), Qt::Key_Return);
        QVERIFY(comes(Kind::Event, "g/Bye"));
        QTRY_COMPARE(savedAs(), QStringLiteral("g/Bye"));
    }

    void renamingCanBeUndone_data()
    {
        QTest::addColumn<bool>("isFolder");
        QTest::newRow("the event") << false;
        QTest::newRow("its folder") << true;
    }

    void renamingCanBeUndone()
    {
        QFETCH(bool, isFolder);
        has({QStringLiteral("f/a"), QStringLiteral("f/b")});
        open("f/a");
        editor().replaceSpan({0, 1}, "{ ");
        choose(isFolder ? Kind::Folder : Kind::Event, isFolder ? "f" : "f/a");
        rename(QStringLiteral("new"));
        const QString there = isFolder ? QStringLiteral("new/a") : QStringLiteral("f/new");
        QTRY_COMPARE(savedAs(), there + QStringLiteral(" – unsaved changes"));
        QVERIFY(banners("placed"));
        QCOMPARE(banner("placed")->content().text,
                 isFolder ? QStringLiteral("Renamed “f” to “new”.") : QStringLiteral("Renamed “a” to “new”."));
        m_bench->picture("saved-renamed");
        // What stood open does so under its new name.
        QVERIFY(tree().isExpanded(isFolder ? at(Kind::Folder, "new") : at(Kind::Folder, "f")));
        press("placed", QStringLiteral("Undo"));
        QTRY_COMPARE(savedAs(), QStringLiteral("f/a – unsaved changes"));
        QVERIFY(comes(Kind::Event, "f/a") && goes(Kind::Event, there.toUtf8().constData()));
        QVERIFY(banner("placed") == nullptr);
        QTRY_COMPARE(tree().currentIndex(), isFolder ? at(Kind::Folder, "f") : at(Kind::Event, "f/a"));
        QTRY_VERIFY(tree().isExpanded(at(Kind::Folder, "f")));
        QVERIFY(tree().hasFocus());
        QCOMPARE(content(QStringLiteral("f/a.json")), Mine);
        QCOMPARE(content(QStringLiteral("f/b.json")), Mine);
    }

    void movingCanBeUndone()
    {
        has({QStringLiteral("a"), QStringLiteral("f/b"), QStringLiteral("g/c")});
        open("a");
        choose(Kind::Event, "a");
        tree().selectionModel()->select(at(Kind::Folder, "f"), QItemSelectionModel::Select);
        action("saved.move")->trigger();
        QTRY_VERIFY(folder().isVisible());
        folder().setCurrentText(QStringLiteral("g"));
        QTest::keyClick(folder().lineEdit(), Qt::Key_Return);
        QTRY_COMPARE(savedAs(), QStringLiteral("g/a"));
        QVERIFY(comes(Kind::Event, "g/f/b"));
        press("placed", QStringLiteral("Undo"));
        QTRY_COMPARE(savedAs(), QStringLiteral("a"));
        QVERIFY(comes(Kind::Event, "f/b") && goes(Kind::Event, "g/f/b"));
    }

    void whatCannotBeTakenBackIsSaid()
    {
        has({QStringLiteral("a"), QStringLiteral("b")});
        choose(Kind::Event, "a");
        rename(QStringLiteral("new"));
        QVERIFY(banners("placed"));
        put(QStringLiteral("a.json"), Mine);
        press("placed", QStringLiteral("Undo"));
        QVERIFY(banners("saved"));
        QVERIFY2(banner("saved")->content().text.contains(QStringLiteral("“a” is there already")),
                 qPrintable(banner("saved")->content().text));
        // What has gone can't get its name back.
        choose(Kind::Event, "new");
        rename(QStringLiteral("newer"));
        QVERIFY(comes(Kind::Event, "newer") && banners("placed"));
        choose(Kind::Event, "newer");
        QTest::keyClick(&tree(), Qt::Key_Delete);
        QVERIFY(banners("removed"));
        QVERIFY(banner("placed") == nullptr);
    }

    void aNameThatNoFileCanHaveIsNotTakenSilently_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("stands");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *typed, const char *stands, const char *words) {
            QTest::newRow(name) << QString::fromUtf8(typed) << QString::fromUtf8(stands) << QString::fromUtf8(words);
        };
        row("characters", "Half/half: why?", "Half-half- why-",
            "Renamed “a” to “Half-half- why-”. No file's name can hold “/” “:” “?”.");
        row("a dot in front", ".hidden", "hidden",
            "Renamed “a” to “hidden”. No file can have the name that you typed.");
        row("blanks and the ending", "  two  words.json", "two words", "Renamed “a” to “two words”.");
        row("as before", "a.", "a", "“a” keeps its name. No file can have the name that you typed.");
        row("a percent sign", "%1 %2", "%1 %2", "Renamed “a” to “%1 %2”.");
    }

    void aNameThatNoFileCanHaveIsNotTakenSilently()
    {
        QFETCH(QString, typed);
        QFETCH(QString, stands);
        QFETCH(QString, words);
        has({QStringLiteral("a")});
        choose(Kind::Event, "a");
        const QSignalSpy said(m_page, &Page::status);
        rename(typed);
        QTRY_VERIFY(!said.isEmpty());
        QCOMPARE(said.last().first().toString(), words);
        QVERIFY(comes(Kind::Event, stands.toUtf8().constData()));
        QCOMPARE(banner("placed") == nullptr, stands == QLatin1String("a"));
    }

    void theFirstNameOfAFolderIsNoChange()
    {
        has({QStringLiteral("a")});
        choose(Kind::Event, "a");
        action("saved.newFolder")->trigger();
        QTRY_VERIFY(inPlace() != nullptr);
        const QSignalSpy said(m_page, &Page::status);
        inPlace()->setText(QStringLiteral("g"));
        QTest::keyClick(inPlace(), Qt::Key_Return);
        QVERIFY(comes(Kind::Folder, "g"));
        QTRY_VERIFY(!said.isEmpty());
        QCOMPARE(said.last().first().toString(), QStringLiteral("Named “g”."));
        QVERIFY(banner("placed") == nullptr);
        choose(Kind::Folder, "g");
        rename(QStringLiteral("h"));
        QVERIFY(banners("placed"));
    }

    void theListComesBackAtItsTopWhereThereIsRoom()
    {
        QStringList names;
        for (int i = 10; i < 45; ++i)
            names.append(QStringLiteral("e%1").arg(i));
        has(names);
        const int height = m_bench->window().height();
        m_bench->restart(WindowBench::Pages::WhenAskedFor);
        // What is open is shown before the window has all its room.
        m_bench->window().resize(m_bench->window().width(), 680);
        openPage();
        static_cast<Page *>(m_page)->enter(QStringLiteral("saved:e28"));
        QTRY_COMPARE(savedAs(), QStringLiteral("e28"));
        QTRY_VERIFY(tree().verticalScrollBar()->value() > 0);
        const auto isShown = [this] {
            return tree().viewport()->rect().contains(tree().visualRect(at(Kind::Event, "e28")));
        };
        QTRY_VERIFY(isShown());
        m_bench->window().resize(m_bench->window().width(), height);
        QTRY_COMPARE(tree().verticalScrollBar()->value(), 0);
        QVERIFY(isShown());
        // Who has scrolled it stays there.
        m_bench->window().resize(m_bench->window().width(), 680);
        tree().setFocus();
        tree().verticalScrollBar()->setValue(5);
        m_bench->window().resize(m_bench->window().width(), 720);
        QTest::qWait(100);
        QCOMPARE(tree().verticalScrollBar()->value(), 5);
    }

    void deletingCanBeUndone()
    {
        has({QStringLiteral("f/a"), QStringLiteral("f/b")});
        choose(Kind::Event, "f/a");
        QTest::keyClick(&tree(), Qt::Key_Delete);
        QVERIFY(goes(Kind::Event, "f/a"));
        QVERIFY(banners("removed"));
        QCOMPARE(banner("removed")->content().text, QStringLiteral("Removed “a”."));
        m_bench->picture("saved-removed");
        press("removed", QStringLiteral("Undo"));
        QVERIFY(comes(Kind::Event, "f/a"));
        QVERIFY(banner("removed") == nullptr);
        choose(Kind::Folder, "f");
        QTest::keyClick(&tree(), Qt::Key_Delete);
        QVERIFY(goes(Kind::Event, "f/b"));
        press("removed", QStringLiteral("Undo"));
        QVERIFY(comes(Kind::Event, "f/b"));
        QCOMPARE(content(QStringLiteral("f/a.json")), Mine);
        QVERIFY(m_bench->dialogs().asked.isEmpty());
    }

    void deleteInTheEditorIsTheEditors()
    {
        has({QStringLiteral("a")});
        open("a");
        editor().setCaret(0);
        QTest::keyClick(&editor(), Qt::Key_Delete);
        QCOMPARE(editor().code(), Mine.mid(1).toStdString());
        QTest::qWait(100);
        QVERIFY(at(Kind::Event, "a").isValid());
    }

    void theOpenEventThatIsDeletedStaysInTheEditor()
    {
        has({QStringLiteral("a")});
        open("a");
        choose(Kind::Event, "a");
        QTest::keyClick(&tree(), Qt::Key_Delete);
        QTRY_COMPARE(savedAs(), QString());
        QCOMPARE(editor().code(), Mine.toStdString());
        QVERIFY(banner("changedOutside") == nullptr);
    }

    void theOpenEventIsOpenAgainWhenItsRemovalIsUndone_data()
    {
        QTest::addColumn<bool>("isFolder");
        QTest::newRow("the event") << false;
        QTest::newRow("its folder") << true;
    }

    void theOpenEventIsOpenAgainWhenItsRemovalIsUndone()
    {
        QFETCH(bool, isFolder);
        has({QStringLiteral("f/a"), QStringLiteral("g/b")});
        open("f/a");
        editor().replaceSpan({0, 1}, "{ ");
        const std::string changed = editor().code();
        QTRY_COMPARE(savedAs(), QStringLiteral("f/a – unsaved changes"));
        choose(isFolder ? Kind::Folder : Kind::Event, isFolder ? "f" : "f/a");
        QTest::keyClick(&tree(), Qt::Key_Delete);
        QTRY_COMPARE(savedAs(), QString());
        const QSignalSpy said(m_page, &Page::status);
        press("removed", QStringLiteral("Undo"));
        QTRY_COMPARE(savedAs(), QStringLiteral("f/a – unsaved changes"));
        QCOMPARE(said.last().first().toString(),
                 isFolder ? QStringLiteral("“f” is back.") : QStringLiteral("“a” is back."));
        QVERIFY(comes(Kind::Event, "f/a"));
        QCOMPARE(editor().code(), changed);
        editor().setFocus();
        QTest::keyClick(&editor(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(savedAs(), QStringLiteral("f/a"));
        QCOMPARE(content(QStringLiteral("f/a.json")).toStdString(), changed);
        QVERIFY(!place().isVisible());
        open("g/b");
        QTest::qWait(50);
        QVERIFY(banner("left") == nullptr);
    }

    void whatTheFileHoldsAgainIsNoLongerUnsaved()
    {
        has({QStringLiteral("a"), QStringLiteral("b")});
        open("a");
        choose(Kind::Event, "a");
        QTest::keyClick(&tree(), Qt::Key_Delete);
        QTRY_COMPARE(savedAs(), QString());
        open("b");
        QVERIFY(banners("left"));
        press("removed", QStringLiteral("Undo"));
        QTRY_VERIFY(banner("left") == nullptr);
        QCOMPARE(savedAs(), QStringLiteral("b"));
    }

    void eventsAreMovedByKeyboard()
    {
        has({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("f/c")});
        choose(Kind::Event, "a");
        QTest::keyClick(&tree(), Qt::Key_Down, Qt::ShiftModifier);
        action("saved.move")->trigger();
        QTRY_VERIFY(folder().isVisible());
        QVERIFY(!name().isVisible());
        m_bench->picture("saved-moving");
        folder().setCurrentText(QStringLiteral("f/new"));
        QTest::keyClick(folder().lineEdit(), Qt::Key_Return);
        QVERIFY(comes(Kind::Event, "f/new/a") && comes(Kind::Event, "f/new/b"));
        QVERIFY(!folder().isVisible());
        QCOMPARE(content(QStringLiteral("f/new/a.json")), Mine);
        QVERIFY(tree().hasFocus());
        // What was moved is what is chosen, for what comes next.
        QTRY_COMPARE(tree().selectionModel()->selectedRows().size(), 2);
        QVERIFY(tree().selectionModel()->isSelected(at(Kind::Event, "f/new/a")));
        QVERIFY(tree().selectionModel()->isSelected(at(Kind::Event, "f/new/b")));
    }

    void theKeyboardGoesOnBesideWhatWasRemoved()
    {
        has({QStringLiteral("f/a"), QStringLiteral("f/b"), QStringLiteral("f/c")});
        const auto removeAt = [this](const char *path) {
            choose(Kind::Event, path);
            QTest::keyClick(&tree(), Qt::Key_Delete);
            QVERIFY(goes(Kind::Event, path));
        };
        removeAt("f/b");
        QCOMPARE(tree().currentIndex(), at(Kind::Event, "f/c"));
        // Where one goes on, not what the next key removes.
        QVERIFY(tree().selectionModel()->selectedRows().isEmpty());
        removeAt("f/c");
        QCOMPARE(tree().currentIndex(), at(Kind::Event, "f/a"));
        removeAt("f/a");
        QCOMPARE(tree().currentIndex(), at(Kind::Folder, "f"));
    }

    void eventsAreMovedByDragging()
    {
        has({QStringLiteral("a"), QStringLiteral("f/b"), QStringLiteral("f/g/c")});
        auto &target = const_cast<LibraryModel &>(model());
        const auto drag = [&](const QModelIndex &what, const QModelIndex &where) {
            const std::unique_ptr<QMimeData> data(target.mimeData({what}));
            if (target.canDropMimeData(data.get(), Qt::MoveAction, -1, -1, where))
                target.dropMimeData(data.get(), Qt::MoveAction, -1, -1, where);
        };
        drag(at(Kind::Event, "a"), at(Kind::Folder, "f"));
        QVERIFY(comes(Kind::Event, "f/a") && goes(Kind::Event, "a"));
        drag(at(Kind::Folder, "f/g"), at(Kind::Saved, ""));
        QVERIFY(comes(Kind::Event, "g/c"));
        drag(at(Kind::Folder, "f"), at(Kind::Folder, "f"));
        QVERIFY(banners("saved"));
        // An example is no folder, and examples don't move.
        drag(at(Kind::Event, "f/a"), at(Kind::Examples, ""));
        drag(at(Kind::Example, "page-home.json"), at(Kind::Folder, "f"));
        QTest::qWait(200);
        QVERIFY(at(Kind::Event, "f/a").isValid() && at(Kind::Folder, "f").isValid());
        QVERIFY(!(model().flags(at(Kind::Example, "page-home.json")) & Qt::ItemIsDragEnabled));
    }

    void theFolderThatGetsWhatIsDraggedIsMarked()
    {
        has({QStringLiteral("a"), QStringLiteral("f/b"), QStringLiteral("f/g/c"), QStringLiteral("h/d")});
        tree().expandAll();
        m_bench->picture("library-not-dragged");
        auto &library = static_cast<LibraryTree &>(tree());
        QVERIFY(!library.showDropIndicator());
        const std::unique_ptr<QMimeData> data(model().mimeData({at(Kind::Event, "a")}));
        QDragEnterEvent enter(QPoint(5, 5), Qt::MoveAction | Qt::CopyAction, data.get(), Qt::LeftButton, {});
        QCoreApplication::sendEvent(library.viewport(), &enter);
        const auto over = [&](Kind kind, const char *path, int fromTop) {
            const QRect row = library.visualRect(at(kind, path));
            QDragMoveEvent move({row.center().x(), row.top() + fromTop}, Qt::MoveAction | Qt::CopyAction, data.get(),
                                Qt::LeftButton, {});
            QCoreApplication::sendEvent(library.viewport(), &move);
            return move.isAccepted();
        };
        const auto rowOf = [&](Kind kind, const char *path) { return library.visualRect(at(kind, path)); };
        // Wherever on the row the pointer is: there are no places between rows.
        for (const int fromTop : {0, 8, rowOf(Kind::Folder, "f").height() - 1}) {
            QVERIFY(over(Kind::Folder, "f", fromTop));
            QCOMPARE(library.dropTarget(), at(Kind::Folder, "f"));
            QVERIFY(over(Kind::Event, "f/g/c", fromTop));
            QCOMPARE(library.dropTarget(), at(Kind::Folder, "f/g"));
            QVERIFY(over(Kind::Event, "a", fromTop));
            QCOMPARE(library.dropTarget(), at(Kind::Saved, ""));
        }
        QVERIFY(over(Kind::Event, "f/b", 0));
        QCOMPARE(library.dropMark().top(), rowOf(Kind::Folder, "f").top());
        QVERIFY(library.dropMark().contains(rowOf(Kind::Event, "f/b")));
        QVERIFY(!library.dropMark().intersects(rowOf(Kind::Folder, "h")));
        m_bench->picture("library-dragged");
        const QRect mark = library.dropMark();
        const QImage drawn = library.viewport()->grab().toImage();
        const QColor accent = theme::colours(library).accent;
        QCOMPARE(drawn.pixelColor(QPoint(mark.center().x(), mark.bottom() - 1) * drawn.devicePixelRatio()), accent);
        QVERIFY(!over(Kind::CallType, "track", 5));
        QVERIFY(!library.dropTarget().isValid());

        QVERIFY(over(Kind::Event, "f/g/c", 0));
        QDropEvent drop(rowOf(Kind::Event, "f/g/c").center(), Qt::MoveAction | Qt::CopyAction, data.get(),
                        Qt::LeftButton, {});
        QCoreApplication::sendEvent(library.viewport(), &drop);
        QVERIFY(!library.dropTarget().isValid() && library.dropMark().isEmpty());
        QVERIFY(comes(Kind::Event, "f/g/a") && goes(Kind::Event, "a"));
    }

    void theTopFolderIsChosenByItsName()
    {
        has({QStringLiteral("f/a"), QStringLiteral("tools/b")});
        choose(Kind::Event, "f/a");
        write(Mine.toStdString());
        action("compose.saveAs")->trigger();
        QTRY_VERIFY(name().isVisible());
        QCOMPARE(folder().currentText(), QStringLiteral("f"));
        folder().showPopup();
        const QModelIndex first = folder().view()->currentIndex().siblingAtRow(0);
        QCOMPARE(first.data().toString(), QStringLiteral("Top folder"));
        QCOMPARE(folder().view()->currentIndex().data().toString(), QStringLiteral("f"));
        m_bench->picture("save-in-top-folder");
        QTest::mouseClick(folder().view()->viewport(), Qt::LeftButton, {}, folder().view()->visualRect(first).center());
        QTRY_VERIFY(!folder().view()->isVisible());
        QCOMPARE(folder().currentText(), QString());
        QCOMPARE(folder().lineEdit()->placeholderText(), QStringLiteral("Top folder"));
        // A letter is completed to a folder, never to that name.
        folder().lineEdit()->setFocus();
        QTest::keyClicks(folder().lineEdit(), QStringLiteral("to"));
        QCOMPARE(folder().currentText(), QStringLiteral("tools"));
        folder().setEditText(QStringLiteral("Top folder"));
        name().setText(QStringLiteral("At the top"));
        QTest::keyClick(&name(), Qt::Key_Return);
        QVERIFY(comes(Kind::Event, "At the top"));
        QVERIFY(!at(Kind::Folder, "Top folder").isValid());
    }

    void anEventThatIsOpenedGetsValuesOfItsOwn()
    {
        const QByteArray text = "{\"type\":\"identify\",\"userId\":\"{{uuid}}\"}";
        put(QStringLiteral("a.json"), text);
        put(QStringLiteral("b.json"), text);
        m_bench->restart();
        openPage();
        QVERIFY(comes(Kind::Event, "b"));
        open("a");
        QTRY_VERIFY(m_page->preview().canSend());
        const std::string first = m_page->preview().eventText;
        const std::string id = m_page->shownStamp().messageId;
        open("b");
        QTRY_VERIFY(m_page->preview().canSend());
        const std::string second = m_page->preview().eventText;
        QVERIFY2(first != second, second.c_str());
        QVERIFY(id != m_page->shownStamp().messageId);

        action("compose.send")->trigger();
        QTRY_COMPARE(lastStep(), QStringLiteral("Sent"));
        QCOMPARE(m_page->preview().eventText, second);
        open("a");
        QTRY_VERIFY(m_page->preview().eventText != second);
        QCOMPARE(lastStep(), QStringLiteral("Not sent"));
    }

    void filesFromElsewhereAreDroppedIn()
    {
        has({QStringLiteral("f/a")});
        QTemporaryDir outside;
        QFile file(outside.filePath(QStringLiteral("two.ndjson")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"type\":\"track\",\"event\":\"One\"}\n{\"type\":\"page\",\"name\":\"Two\"}\nbroken\n");
        file.close();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file.fileName())});
        const_cast<LibraryModel &>(model()).dropMimeData(&data, Qt::CopyAction, -1, -1, at(Kind::Folder, "f"));
        QVERIFY(comes(Kind::Event, "f/two/01 One") && comes(Kind::Event, "f/two/02 Two"));
        QVERIFY(banners("saved"));
        QVERIFY2(banner("saved")->content().text.startsWith(QStringLiteral("Imported 2 events.")),
                 qPrintable(banner("saved")->content().text));
    }

    void aLongImportTellsHowFarItIsAndCanBeCancelled()
    {
        QTemporaryDir outside;
        QFile file(outside.filePath(QStringLiteral("many.ndjson")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < 9000; ++i)
            file.write("{\"type\":\"track\",\"event\":\"One\"}\n");
        file.close();
        m_bench->dialogs().path = file.fileName();
        QTRY_VERIFY(at(Kind::Saved, "").isValid());
        choose(Kind::Saved, "");
        action("saved.import")->trigger();
        const auto &bar = *named<QProgressBar>(*m_page, QStringLiteral("Progress of the import"));
        auto &cancel = *named<QPushButton>(*m_page, QStringLiteral("Cancel the import"));
        QTRY_VERIFY_WITH_TIMEOUT(bar.isVisible(), 10000);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->unfinished().contains(QStringLiteral("of 9,000 events taken")), 10000);
        m_bench->picture("import-running");
        m_bench->go(PageId::Sandbox);
        auto &working = m_bench->find<QPushButton>("status.working");
        QTRY_VERIFY2(working.isVisible() && working.text().startsWith(QStringLiteral("Importing events: ")),
                     qPrintable(working.text()));
        openPage();
        // Another one has to wait.
        action("saved.import")->trigger();
        QTest::qWait(50);
        QTest::mouseClick(&cancel, Qt::LeftButton);
        QTRY_VERIFY(banners("saved"));
        QVERIFY2(banner("saved")->content().text.startsWith(QStringLiteral("Import cancelled: ")),
                 qPrintable(banner("saved")->content().text));
        QVERIFY(!bar.isVisible());
        QVERIFY(m_page->unfinished().isEmpty());
        const int taken = QDir(this->file(QStringLiteral("many"))).entryList(QDir::Files).size();
        QVERIFY2(taken > 0 && taken < 9000, qPrintable(QString::number(taken)));
        QVERIFY(comes(Kind::Event, "many/0001 One"));
    }

    void whatAnImportLeavesOutIsListedWithItsReasons()
    {
        QTemporaryDir outside;
        QFile file(outside.filePath(QStringLiteral("bad.ndjson")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"type\":\"page\",\"name\":\"Good\"}\n");
        for (int i = 0; i < 80; ++i)
            file.write("no event\n");
        file.close();
        m_bench->dialogs().path = file.fileName();
        action("saved.import")->trigger();
        QTRY_VERIFY(banners("saved"));
        const QString words = banner("saved")->content().text;
        QVERIFY2(words.startsWith(QStringLiteral("Imported one event.")) && words.contains(QStringLiteral("Line 2")) &&
                     words.endsWith(QStringLiteral("79 more could not be taken either.")),
                 qPrintable(words));
        QTest::mouseClick(named<QPushButton>(*banner("saved"), QStringLiteral("Show each")), Qt::LeftButton);
        auto &list = *named<QListWidget>(*m_page, QStringLiteral("What the import left out"));
        QVERIFY(list.isVisible() && list.hasFocus());
        QCOMPARE(list.count(), 50);
        m_bench->picture("import-left-out");
        QTest::mouseClick(named<QPushButton>(*m_page, QStringLiteral("Copy the list")), Qt::LeftButton);
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("Line 51")));
        QTest::keyClick(&list, Qt::Key_Escape);
        QVERIFY(!list.isVisible());
    }

    void importAndExportGoThroughTheDialogs()
    {
        has({QStringLiteral("f/a"), QStringLiteral("b")});
        QTemporaryDir outside;
        m_bench->dialogs().path = outside.path();
        choose(Kind::Folder, "f");
        action("saved.export")->trigger();
        QTRY_VERIFY(QFileInfo::exists(outside.filePath(QStringLiteral("f/a.json"))));
        QVERIFY(!QFileInfo::exists(outside.filePath(QStringLiteral("b.json"))));
        m_bench->dialogs().answer = QStringLiteral("cancel");
        action("saved.export")->trigger();
        QTRY_VERIFY(m_bench->dialogs().asked.contains(QStringLiteral("replace_files")));

        m_bench->dialogs().path = outside.filePath(QStringLiteral("all.ndjson"));
        tree().clearSelection();
        action("saved.exportLines")->trigger();
        QTRY_VERIFY(QFileInfo::exists(m_bench->dialogs().path));
        QFile lines(m_bench->dialogs().path);
        QVERIFY(lines.open(QIODevice::ReadOnly));
        QCOMPARE(lines.readAll(), QByteArray("{\"type\":\"identify\",\"userId\":\"mine\",\"n\":1.00}\n").repeated(2));

        choose(Kind::Folder, "f");
        action("saved.import")->trigger();
        QVERIFY(comes(Kind::Event, "f/all/02 Identify"));
        m_bench->dialogs().path = outside.filePath(QStringLiteral("f"));
        choose(Kind::Saved, "");
        action("saved.importFolder")->trigger();
        QTRY_COMPARE(content(QStringLiteral("f/a 2.json")), Mine);
        m_bench->dialogs().path.clear();
        action("saved.import")->trigger();
        QTest::qWait(50);
        choose(Kind::Event, "b");
        action("saved.copyPath")->trigger();
        QCOMPARE(QApplication::clipboard()->text(), file(QStringLiteral("b.json")));
    }

    void copiesAndFoldersAreNamedAtOnce()
    {
        has({QStringLiteral("a")});
        choose(Kind::Event, "a");
        QTest::keyClick(&tree(), Qt::Key_D, Qt::ControlModifier);
        QVERIFY(comes(Kind::Event, "Copy of a"));
        QTRY_VERIFY(inPlace() != nullptr);
        QTest::keyClick(inPlace(), Qt::Key_Escape);
        QTRY_VERIFY(inPlace() == nullptr);
        choose(Kind::Saved, "");
        action("saved.newFolder")->trigger();
        QVERIFY(comes(Kind::Folder, "New folder"));
        QTRY_VERIFY(inPlace() != nullptr);
        inPlace()->setText(QStringLiteral("Orders"));
        QTest::keyClick(inPlace(), Qt::Key_Return);
        QVERIFY(comes(Kind::Folder, "Orders"));
    }

    void searchFindsNamesTextsAndExamples()
    {
        put(QStringLiteral("deep/er/Order.json"), "{\"event\":\"Coupon\"}");
        has({QStringLiteral("x/Welcome")});
        auto *search = named<QLineEdit>(*m_page, QStringLiteral("Search saved events and examples"));
        search->setText(QStringLiteral("coupon"));
        QTRY_COMPARE(model().countShown(), 1);
        QVERIFY(tree().isExpanded(at(Kind::Folder, "deep/er")));
        search->setText(QStringLiteral("welc"));
        QTRY_VERIFY(at(Kind::Event, "x/Welcome").isValid() && !at(Kind::Folder, "deep").isValid());
        search->setText(QStringLiteral("static segment"));
        QTRY_VERIFY(at(Kind::Example, "group-static-segment.json").isValid() && !at(Kind::Saved, "").isValid());
        search->setText(QStringLiteral("nothing is called so"));
        QTRY_COMPARE(model().countShown(), 0);
        m_bench->picture("saved-nothing-found");
        search->clear();
        QTRY_VERIFY(at(Kind::Folder, "deep").isValid() && at(Kind::Example, "page-home.json").isValid());
        QVERIFY(!tree().isExpanded(at(Kind::Folder, "deep")));
    }

    void whatStandsOpenIsRemembered()
    {
        has({QStringLiteral("f/a"), QStringLiteral("g/b")});
        tree().setExpanded(at(Kind::Folder, "f"), true);
        tree().setExpanded(at(Kind::CallType, "track"), false);
        m_bench->window().close();
        QTRY_VERIFY(!m_bench->window().isVisible());
        m_bench->restart();
        openPage();
        QVERIFY(comes(Kind::Event, "g/b"));
        QVERIFY(tree().isExpanded(at(Kind::Folder, "f")) && !tree().isExpanded(at(Kind::Folder, "g")));
        QVERIFY(!tree().isExpanded(at(Kind::CallType, "track")) && tree().isExpanded(at(Kind::CallType, "page")));
    }

    void nothingSavedYetLeadsToSaving()
    {
        write(Mine.toStdString());
        choose(Kind::Hint, "");
        QTest::keyClick(&tree(), Qt::Key_Return);
        QTRY_VERIFY(name().isVisible());
        QTest::keyClick(&name(), Qt::Key_Return);
        QVERIFY(comes(Kind::Event, "Identify"));
        QVERIFY(!at(Kind::Hint, "").isValid());
    }

    void theModelIsSound()
    {
        LibraryModel model(builtInExamples());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        workspace::SavedTree tree;
        for (const char *path : {"f", "f/g"})
            tree.entries.push_back({SavedEntry::Kind::Folder, *SavedPath::parse(path), 0});
        for (const char *path : {"f/g/a", "f"})
            tree.entries.push_back({SavedEntry::Kind::Event, *SavedPath::parse(path), 0});
        QVERIFY(model.setSaved(tree));
        QVERIFY(!model.setSaved(tree));
        QVERIFY(model.indexOf(Kind::Event, "f") != model.indexOf(Kind::Folder, "f"));
        model.setFilter(QStringLiteral("zz"), {*SavedPath::parse("f/g/a")});
        QCOMPARE(model.countShown(), 1);
        QVERIFY(!model.indexOf(Kind::Event, "f").isValid());
        model.setFilter({}, {});
        QVERIFY(model.setSaved({}));
    }

    void aLargeFolderDoesNotHoldUpTheWindow()
    {
        QDir().mkpath(file(QStringLiteral("many")));
        for (int i = 0; i < 5000; ++i) {
            QFile one(file(QStringLiteral("many/e%1.json").arg(i)));
            QVERIFY(one.open(QIODevice::WriteOnly));
            one.write(Mine);
        }
        has({QStringLiteral("z")});
        tree().setExpanded(at(Kind::Folder, "many"), true);
        // A heart that should beat every few milliseconds, while the tree is read again and shown.
        QElapsedTimer sinceBeat;
        qint64 longest = 0;
        QTimer heart;
        connect(&heart, &QTimer::timeout, this, [&] { longest = qMax(longest, sinceBeat.restart()); });
        sinceBeat.start();
        heart.start(5);
        put(QStringLiteral("many/new.json"), Mine);
        QVERIFY(comes(Kind::Event, "many/new"));
        QTest::qWait(200);
        qInfo("5000 events, one more: the window was held up for %lld ms at most", longest);
        QVERIFY(longest < 1000);
    }
};

QTEST_MAIN(TestSaved)
#include "test_saved.moc"
