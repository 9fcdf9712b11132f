// What a screen reader is told without being asked, in the real window. That it hears it: tests/accessibility.
#include "compose_bench.h"

#include <gui/compose/verdict_voice.h>
#include <gui/widgets/announcer.h>
#include <gui/widgets/banner.h>

#include <QAccessible>

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
