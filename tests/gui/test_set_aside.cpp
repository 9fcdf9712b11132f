// What a person typed is not lost when another text takes the editor: several texts are kept, and offered back.
#include "compose_bench.h"

#include <gui/compose/aside_button.h>
#include <gui/compose/compose_link.h>
#include <gui/compose/saved_store.h>
#include <gui/compose/set_aside.h>
#include <gui/widgets/banner.h>

#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QMenu>

using namespace smc;
using namespace smc::gui;
using workspace::SavedEntry;
using workspace::SavedPath;

namespace {

AsideText text(const std::string &path, const std::string &content, std::optional<std::string> base = {})
{
    return {path.empty() ? SavedPath() : *SavedPath::parse(path), std::move(base), content, 1700000000000, {}};
}

std::string typed(int number)
{
    return R"({"type":"identify","userId":"typed )" + std::to_string(number) + R"("})";
}

} // namespace

class TestSetAside : public ComposeBench
{
    Q_OBJECT

    AsideButton &button() { return *named<AsideButton>(*m_page, QStringLiteral("Earlier texts…")); }
    QStringList offered()
    {
        Q_EMIT button().menu()->aboutToShow();
        QStringList texts;
        for (const QAction *one : button().menu()->actions()) {
            if (!one->isSeparator())
                texts.append(one->text());
        }
        if (!texts.isEmpty())
            texts.removeLast(); // "Forget all of them"
        return texts;
    }
    void goBackTo(int index)
    {
        Q_EMIT button().menu()->aboutToShow();
        button().menu()->actions().at(index)->trigger();
    }
    void save(const QString &name, const QByteArray &content)
    {
        QDir().mkpath(m_bench->folder() + QStringLiteral("/events"));
        QFile file(m_bench->folder() + QStringLiteral("/events/") + name + QStringLiteral(".json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void everyTextThatAnExampleTakesThePlaceOfCanBeHadBack()
    {
        QVERIFY(!button().isVisible());
        for (int i = 1; i <= 3; ++i) {
            write(typed(i));
            m_page->loadExample("page-home.json");
        }
        QVERIFY(button().isVisible());
        QCOMPARE(offered().size(), 3);
        QVERIFY2(offered().front().startsWith(QStringLiteral("Identify")), qPrintable(offered().join(u'\n')));
        m_bench->picture("compose-earlier-texts");
        goBackTo(2);
        QTRY_COMPARE(editor().code(), typed(1));
        QCOMPARE(offered().size(), 2);
        goBackTo(0);
        QTRY_COMPARE(editor().code(), typed(3));
        // What stood there in between is kept in its turn.
        QCOMPARE(offered().size(), 2);
        goBackTo(0);
        QTRY_COMPARE(editor().code(), typed(1));
    }

    void whatUndoBringsBackIsOfferedNoMore()
    {
        write(typed(1));
        m_page->loadExample("page-home.json");
        QCOMPARE(offered().size(), 1);
        editor().undo();
        QTRY_COMPARE(editor().code(), typed(1));
        QTRY_VERIFY(!button().isVisible());
    }

    void whatWasPastedOverIsNotLostBehindASavedEvent()
    {
        save(QStringLiteral("a"), R"({"type":"identify","userId":"saved"})");
        write(typed(7));
        QGuiApplication::clipboard()->setText(QStringLiteral("analytics.identify('pasted', {plan: 'pro'});"));
        action("compose.pasteEvent")->trigger();
        QTRY_VERIFY(editor().code().find("pasted") != std::string::npos);
        QCOMPARE(offered().size(), 1);
        m_page->enter(SavedLink{QStringLiteral("a")}.text());
        QTRY_VERIFY(editor().code().find("saved") != std::string::npos);
        QCOMPARE(offered().size(), 2);
        goBackTo(1);
        QTRY_COMPARE(editor().code(), typed(7));
    }

    void whatWasPastedOverIsCalledEarlier()
    {
        save(QStringLiteral("a"), R"({"type":"identify","userId":"saved"})");
        write(typed(1));
        QGuiApplication::clipboard()->setText(QString::fromStdString(typed(2)));
        QTest::keyClick(&editor(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&editor(), Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(editor().code(), typed(2));
        write("");
        m_page->enter(SavedLink{QStringLiteral("a")}.text());
        const auto said = [this] {
            const Banner *banner = m_page->banners().banner(QStringLiteral("left"));
            return banner == nullptr ? QString() : banner->content().text;
        };
        QTRY_COMPARE(said(), QStringLiteral("An earlier text of the editor is not saved."));
        m_bench->restart();
        openPage();
        QTRY_COMPARE(said(), QStringLiteral("An earlier text of the editor is not saved."));
    }

    void allOfThemOutliveTheProgram()
    {
        for (int i = 1; i <= 3; ++i) {
            write(typed(i));
            m_page->loadExample("page-home.json");
        }
        m_bench->restart();
        openPage();
        QTRY_COMPARE(offered().size(), 3);
        QTRY_VERIFY(m_page->banners().banner(QStringLiteral("left")) != nullptr);
        goBackTo(0);
        QTRY_COMPARE(editor().code(), typed(3));
        Q_EMIT button().menu()->aboutToShow();
        button().menu()->actions().last()->trigger();
        QVERIFY(!button().isVisible());
        m_bench->restart();
        openPage();
        QTest::qWait(200);
        QVERIFY(!button().isVisible());
        QVERIFY(m_page->banners().banner(QStringLiteral("left")) == nullptr);
    }

    void forgettingAllOfThemCanBeUndone()
    {
        for (int i = 1; i <= 3; ++i) {
            write(typed(i));
            m_page->loadExample("page-home.json");
        }
        const QStringList before = offered();
        Q_EMIT button().menu()->aboutToShow();
        button().menu()->actions().last()->trigger();
        QVERIFY(!button().isVisible());
        const Banner *banner = m_page->banners().banner(QStringLiteral("forgotten"));
        QVERIFY(banner && banner->isVisible());
        QVERIFY2(banner->content().text.contains(QStringLiteral("3 texts")), qPrintable(banner->content().text));
        m_bench->picture("compose-forgotten-texts");
        // What is set aside meanwhile stays the newest.
        write(typed(4));
        m_page->loadExample("page-home.json");
        Q_EMIT m_page->banners().action(QStringLiteral("forgotten"));
        QCOMPARE(offered().size(), 4);
        QCOMPARE(offered().mid(1), before);
        goBackTo(0);
        QTRY_COMPARE(editor().code(), typed(4));
        m_bench->restart();
        openPage();
        QTRY_COMPARE(offered().size(), 3);
    }

    void whatIsForgottenIsOnDiskNoMore()
    {
        write(typed(1));
        m_page->loadExample("page-home.json");
        const QString drafts = m_bench->folder() + QStringLiteral("/drafts");
        const auto isKept = [&drafts] {
            for (const QFileInfo &file : QDir(drafts).entryInfoList(QDir::Files)) {
                QFile content(file.filePath());
                if (content.open(QIODevice::ReadOnly) && content.readAll().contains("typed 1"))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(isKept());
        Q_EMIT button().menu()->aboutToShow();
        button().menu()->actions().last()->trigger();
        QTRY_VERIFY(!isKept());
        Q_EMIT m_page->banners().dismissed(QStringLiteral("forgotten"));
        Q_EMIT m_page->banners().action(QStringLiteral("forgotten"));
        QVERIFY(!button().isVisible()); // Closed: they are gone.
    }

    void aMenuThatIsOpenGivesTheTextThatItNames()
    {
        write(typed(1));
        m_page->loadExample("page-home.json");
        Q_EMIT button().menu()->aboutToShow();
        QAction *first = button().menu()->actions().first();
        // Another one takes the first place while the menu stands open.
        write(typed(2));
        m_page->loadExample("page-home.json");
        first->trigger();
        QTRY_COMPARE(editor().code(), typed(1));
    }

    void aTextFollowsItsEventWhereverThatIsMoved()
    {
        SetAside aside;
        aside.add(text("Orders/a", "1", "0"));
        aside.add(text("Orders/deep/b", "2"));
        aside.add(text("Other", "3"));
        aside.add(text("", "4"));
        const auto paths = [&aside] {
            QStringList all;
            for (const AsideText &one : aside.texts())
                all.append(QString::fromStdString(std::string(one.path.text())));
            return all.join(QLatin1Char(','));
        };
        QVERIFY(
            aside.followMove({SavedEntry::Kind::Folder, *SavedPath::parse("Orders"), 0}, *SavedPath::parse("Sales")));
        QCOMPARE(paths(), QStringLiteral(",Other,Sales/deep/b,Sales/a"));
        QVERIFY(
            aside.followMove({SavedEntry::Kind::Event, *SavedPath::parse("Other"), 0}, *SavedPath::parse("x/Mine")));
        QCOMPARE(paths(), QStringLiteral(",x/Mine,Sales/deep/b,Sales/a"));
        QVERIFY(aside.followMove({SavedEntry::Kind::Event, *SavedPath::parse("Sales/a"), 0}, {}));
        QCOMPARE(paths(), QStringLiteral(",x/Mine,Sales/deep/b,"));
        QVERIFY(!aside.texts().back().base);
        QVERIFY(!aside.followMove({SavedEntry::Kind::Event, *SavedPath::parse("Nobody"), 0}, {}));
        QCOMPARE(aside.texts().back().text, std::string("1"));
    }

    void aTextHasItsNameAgainOnceItsEventIsBack()
    {
        SetAside aside;
        aside.add(text("Orders/a", "1", "0"));
        aside.add(text("", "2"));
        const SavedEntry folder{SavedEntry::Kind::Folder, *SavedPath::parse("Orders"), 0};
        QVERIFY(aside.followMove(folder, {}));
        QVERIFY(aside.texts().back().path.isTop());
        QVERIFY(!aside.followRestore({SavedEntry::Kind::Folder, *SavedPath::parse("Others"), 0},
                                     *SavedPath::parse("Others")));
        QVERIFY(aside.followRestore(folder, *SavedPath::parse("Orders 2")));
        QCOMPARE(std::string(aside.texts().back().path.text()), std::string("Orders 2/a"));
        QCOMPARE(aside.texts().back().base, std::optional<std::string>("0"));
        QVERIFY(aside.texts().front().path.isTop());
        QVERIFY(!aside.followRestore(folder, *SavedPath::parse("Orders 2")));
    }

    void theyAreBoundedAndTheOldestGo()
    {
        SetAside aside;
        for (int i = 0; i < 50; ++i)
            aside.add(text("", typed(i)));
        QCOMPARE(aside.texts().size(), SetAside::MostTexts);
        QCOMPARE(aside.texts().front().text, typed(49));
        aside.add(text("", typed(45)));
        QCOMPARE(aside.texts().size(), SetAside::MostTexts);
        QCOMPARE(aside.texts().front().text, typed(45));
        aside.add(text("", std::string(SetAside::MostBytes + 1, 'x')));
        QCOMPARE(aside.texts().size(), std::size_t(1));
    }

    void equalTextsAreKeptOnceAtTheirNewestTime()
    {
        SetAside aside;
        aside.add(text("Orders/a", "same", "0"));
        aside.add(text("", "other"));
        AsideText again = text("", "same");
        again.atMs += 5000;
        aside.add(again);
        QCOMPARE(aside.texts().size(), std::size_t(2));
        QCOMPARE(aside.texts().front().text, std::string("same"));
        QCOMPARE(aside.texts().front().atMs, again.atMs);
        // Whose it was is not forgotten for one without a name.
        QCOMPARE(aside.texts().front().path.text(), std::string("Orders/a"));
        QVERIFY(aside.texts().front().base == "0");
        aside.add(text("b", "same"));
        QCOMPARE(aside.texts().size(), std::size_t(2));
        QCOMPARE(aside.texts().front().path.text(), std::string("b"));

        SetAside one;
        one.add(text("a", "same"));
        SetAside two;
        two.add(text("", "same"));
        const SetAside read = SetAside::read(one.written() + two.written());
        QCOMPARE(read.texts().size(), std::size_t(1));
        QCOMPARE(read.texts().front().path.text(), std::string("a"));
    }

    void whatIsWrittenIsReadBackByteForByte()
    {
        SetAside aside;
        aside.add(text("f/a", std::string("\xff\n{\"text\":3}\n\0x", 15), std::string("\n\n")));
        aside.add(text("", ""));
        aside.add(text("", "{\"path\":\"\",\"base\":null,\"text\":1}\nx"));
        const SetAside back = SetAside::read(aside.written());
        QCOMPARE(back.texts().size(), std::size_t(3));
        for (std::size_t i = 0; i < 3; ++i) {
            QVERIFY(back.texts()[i].text == aside.texts()[i].text);
            QVERIFY(back.texts()[i].base == aside.texts()[i].base);
            QVERIFY(back.texts()[i].path == aside.texts()[i].path);
            QCOMPARE(back.texts()[i].atMs, aside.texts()[i].atMs);
        }
        // However it is cut off, what is whole before the cut is read, and nothing else.
        const std::string whole = aside.written();
        std::size_t read = 0;
        for (std::size_t length = 0; length <= whole.size(); ++length) {
            const std::size_t count = SetAside::read(whole.substr(0, length)).texts().size();
            QVERIFY(count >= read);
            read = count;
        }
        for (const char *damaged :
             {"[\n", "{}\n", "{\"path\":\"../../x\",\"text\":1}\nx", "{\"path\":\"a\",\"text\":-1}\nx",
              "{\"path\":\"a\",\"base\":99999999999,\"text\":1}\nx", "null\n", "\n\n\n"})
            QVERIFY2(SetAside::read(damaged).isEmpty(), damaged);
    }
};

QTEST_MAIN(TestSetAside)
#include "test_set_aside.moc"
