// What a screen reader is told without being asked, in the real window. That it hears it: tests/accessibility.
#include "compose_bench.h"
#include "crash_bench.h"

#include <gui/compose/verdict_voice.h>
#include <gui/widgets/announcer.h>
#include <gui/widgets/banner.h>

#include <QAccessible>
#include <QFile>
#include <QSysInfo>
#include <QTemporaryDir>

using namespace smc;
using namespace smc::gui;

class TestAnnouncements : public ComposeBench
{
    Q_OBJECT

    QStringList announced;

    QString all() const { return announced.join(QLatin1Char('\n')); }
    void listenTo(Announcer &announcer)
    {
        connect(&announcer, &Announcer::said, this, [this, &announcer](const QString &text) {
            announced.append(text);
            QCOMPARE(announcer.accessibleName(), text);
        });
    }
    void waitUntilQuiet()
    {
        listenTo(*m_bench->window().findChild<Announcer *>());
        QTest::qWait(3 * VerdictVoice::PauseMs);
        announced.clear();
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void theAnnouncerIsANotificationOfTheStatusBar()
    {
        auto *announcer = m_bench->window().findChild<Announcer *>();
        QVERIFY(announcer != nullptr);
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(announcer);
        QCOMPARE(interface->role(), QAccessible::Notification);
        QCOMPARE(interface->parent()->role(), QAccessible::StatusBar);
        QVERIFY(!interface->state().invisible);
        QCOMPARE(announcer->focusPolicy(), Qt::NoFocus);
    }

    void aChangedVerdictIsSaidOnceThePersonPauses()
    {
        write(Track);
        waitUntilQuiet();
        const std::string typed = R"({"type":"track","event":"Nobody Knows","userId":"u1"})";
        // Each state on the way has a verdict of its own.
        for (std::size_t length = 1; length <= typed.size(); length += 4) {
            editor().setCode(typed.substr(0, length));
            QTest::qWait(20);
        }
        editor().setCode(typed);
        QTRY_VERIFY_WITH_TIMEOUT(!announced.isEmpty(), 5000);
        QTest::qWait(2 * VerdictVoice::PauseMs);
        QCOMPARE(announced.size(), 1);
        QCOMPARE(announced.front(), spoken(m_page->preview().verdict));
        QVERIFY2(announced.front().startsWith(QStringLiteral("Discarded. ")), qPrintable(announced.front()));
    }

    void anUnchangedVerdictIsNotSaidAgain()
    {
        write(Track);
        waitUntilQuiet();
        write(R"({"type":"track","event":"Order Completed","userId":"u1","properties":{"total":99}})");
        QTest::qWait(3 * VerdictVoice::PauseMs);
        QVERIFY2(announced.isEmpty(), qPrintable(all()));
    }

    void aWarningIsSaidWithTheVerdict()
    {
        write(Track);
        waitUntilQuiet();
        write(R"({"type":"track","event":"Order Completed","userId":"u1","userid":"u2"})");
        QTRY_VERIFY2_WITH_TIMEOUT(all().contains(QStringLiteral("1 warning.")), qPrintable(all()), 5000);
    }

    void whatCameOfSendingIsSaidWithItsSentence()
    {
        write(Track);
        waitUntilQuiet();
        action("compose.send")->trigger();
        VerdictWidget *result = resultOf(QStringLiteral("Delivered to Sandbox"));
        QVERIFY(result != nullptr);
        const QString sentence = spoken(result->content()).remove(QChar(0x200B));
        QTRY_VERIFY2_WITH_TIMEOUT(all().contains(sentence), qPrintable(all() + QLatin1Char('\n') + sentence), 5000);
        // The status bar has the same words: they are said once.
        QCOMPARE(all().count(QStringLiteral("Delivered to Sandbox")), 1);
    }

    void theVerdictIsNotSaidWhileAnotherPageIsShown()
    {
        write(Track);
        m_bench->go(PageId::Activity);
        waitUntilQuiet();
        editor().setCode("{");
        QTest::qWait(3 * VerdictVoice::PauseMs);
        QVERIFY2(announced.isEmpty(), qPrintable(all()));
    }

    void aBannerAndWhatTheStatusBarSaysAreSaid()
    {
        waitUntilQuiet();
        Q_EMIT m_page->status(QStringLiteral("The lists were read."));
        QTRY_COMPARE(all(), QStringLiteral("The lists were read."));
        announced.clear();
        BannerContent content;
        content.text = QStringLiteral("The sandbox has stopped.");
        m_page->banners().show(QStringLiteral("test"), content);
        QTRY_COMPARE(all(), content.text);
        // Shown again as it is, it is no news.
        m_page->banners().show(QStringLiteral("test"), content);
        QTest::qWait(500);
        QCOMPARE(all(), content.text);
    }

    void aBannerOfAPageThatIsNotShownIsSaidOnceThePageIs()
    {
        m_bench->go(PageId::Activity);
        waitUntilQuiet();
        BannerContent content;
        content.text = QStringLiteral("The first thing went wrong.");
        m_page->banners().show(QStringLiteral("test"), content);
        content.text = QStringLiteral("Another thing went wrong.");
        m_page->banners().show(QStringLiteral("test"), content);
        BannerContent over;
        over.text = QStringLiteral("This is over before anybody sees it.");
        m_page->banners().show(QStringLiteral("over"), over);
        m_page->banners().hide(QStringLiteral("over"));
        QTest::qWait(500);
        QVERIFY2(announced.isEmpty(), qPrintable(all()));
        m_bench->go(PageId::Compose);
        QTRY_COMPARE(all(), content.text);
        // Who comes back knows it.
        m_bench->go(PageId::Activity);
        m_bench->go(PageId::Compose);
        QTest::qWait(500);
        QCOMPARE(all(), content.text);
    }

    void theWindowsOwnBannersAreSaid()
    {
        waitUntilQuiet();
        const QString text = QStringLiteral("The history can't be written.");
        Q_EMIT console().notice(QStringLiteral("test"), text);
        QTRY_COMPARE(all(), text);
        Q_EMIT console().notice(QStringLiteral("test"), {});
        QTest::qWait(500);
        QCOMPARE(all(), text);
    }

    /// The window is told of the workspace, and the page shows its banner in its constructor, before anybody sees them.
    void whatAStartFindsIsSaidOnceTheWindowIsThere()
    {
        const QTemporaryDir folder;
        { // Compose is the page that is shown, and has a draft.
            Opened first(folder.path());
            QVERIFY(QCoro::waitFor(first.window->showPage(PageId::Compose)));
            named<JsonEditor>(*first.window, QStringLiteral("Event as JSON"))->setCode(Track);
        }
        QFile lock(folder.filePath(QStringLiteral("session.lock")));
        QVERIFY(lock.open(QIODevice::WriteOnly));
        // No process has this number: Linux has at most 2^22 of them.
        lock.write(QByteArray("99999999\nsmc-console\n") + QSysInfo::machineHostName().toUtf8() + '\n');
        lock.close();
        QFile profile(folder.filePath(QStringLiteral("profiles/damaged.json")));
        QVERIFY(profile.open(QIODevice::WriteOnly));
        profile.write("{");
        profile.close();

        Opened again(folder.path(), Opened::Shown::Later);
        QVERIFY(again.console->endedBadly());
        listenTo(*again.window->findChild<Announcer *>());
        announced.clear();
        QTest::qWait(500);
        QVERIFY2(announced.isEmpty(), qPrintable(all()));
        again.window->show();
        QTRY_VERIFY2(all().contains(QStringLiteral("did not end as it should")), qPrintable(all()));
        const auto notices = again.console->notices();
        QVERIFY(!notices.empty());
        for (const auto &[id, text] : notices)
            QVERIFY2(all().contains(text), qPrintable(all() + QLatin1Char('\n') + text));
    }

    void howFarSomethingIsIsNotSaid()
    {
        waitUntilQuiet();
        BannerContent content;
        content.voice = BannerContent::Voice::Silent;
        for (int percent = 0; percent < 100; percent += 25) {
            content.text = QStringLiteral("Saving: %1 %").arg(percent);
            m_page->banners().show(QStringLiteral("test"), content);
            QTest::qWait(200);
        }
        QVERIFY2(announced.isEmpty(), qPrintable(all()));
    }

    void whatIsSaidAtOnceIsSaidTogetherAndOnce()
    {
        QWidget parent;
        Announcer announcer(&parent);
        announced.clear();
        listenTo(announcer);
        announcer.say(QStringLiteral("Delivered"));
        announcer.say(QStringLiteral("Delivered to Sandbox. One row."));
        announcer.say(QStringLiteral("Saved."));
        announcer.say({});
        QTRY_COMPARE(all(), QStringLiteral("Delivered to Sandbox. One row. Saved."));
        announcer.say(QString(100000, QLatin1Char('x')));
        QTRY_COMPARE(announced.size(), 2);
        QVERIFY(announced.back().size() <= 1000);
    }
};

QTEST_MAIN(TestAnnouncements)
#include "test_announcements.moc"
