// Calls of every kind, as people copy them, pasted into the real window.
#include "compose_bench.h"

#include <gui/widgets/banner.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QSignalSpy>

using namespace smc;
using namespace smc::gui;

namespace {

const QString NotAll = QStringLiteral(" Not all of it could be used:");
const QString Person = QStringLiteral("\nevent: The track call begins with a person, as SMC's documentation writes it: "
                                      "\"userId123\" was taken as the userId. Add the event's name.");
const QString Visitor = QStringLiteral("\nanonymousId: A call names nobody, and %1 would add the visitor's own. Add "
                                       "a userId or an anonymousId.");

QString nobody(const char *library)
{
    return NotAll + Visitor.arg(QLatin1String(library));
}

/// Of one of the source debugger's own members.
QString envelope(const char *member, const char *why)
{
    return QStringLiteral("\n%1: %2").arg(QLatin1String(member), QLatin1String(why));
}

} // namespace

class TestComposePasteCalls : public ComposeBench
{
    Q_OBJECT

    Banner *banner() { return m_page->banners().banner(QStringLiteral("paste")); }

    void paste(const QString &text)
    {
        QGuiApplication::clipboard()->setText(text);
        editor().setFocus();
        QTest::keyClick(&editor(), Qt::Key_V, Qt::ControlModifier);
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void everyCallBecomesItsEvent_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("more");
        QTest::newRow("track") << "analytics.track('Order Completed', {total: 1.50, paid: true}, {anonymousId: 'a1'});"
                               << "{\n  \"type\": \"track\",\n  \"event\": \"Order Completed\",\n"
                                  "  \"anonymousId\": \"a1\",\n  \"properties\": {\n    \"total\": 1.50,\n"
                                  "    \"paid\": true\n  }\n}"
                               << "an analytics.js track call"
                               << "";
        QTest::newRow("track as the seed writes it")
            << "analytics.track('userId123', {\n  property1: 1,\n  property2: 'test',\n  property3: true\n});"
            << "{\n  \"type\": \"track\",\n  \"userId\": \"userId123\",\n  \"properties\": {\n"
               "    \"property1\": 1,\n    \"property2\": \"test\",\n    \"property3\": true\n  }\n}"
            << "an analytics.js track call" << NotAll + Person;
        QTest::newRow("screen") << "analytics.screen('Home', {feed: 'private'});"
                                << "{\n  \"type\": \"screen\",\n  \"name\": \"Home\",\n  \"properties\": {\n"
                                   "    \"feed\": \"private\"\n  }\n}"
                                << "an analytics.js screen call" << nobody("analytics.js");
        QTest::newRow("group") << "analytics.group('g1', {matchkey: 'MAIL', userlist: 'USERS'});"
                               << "{\n  \"type\": \"group\",\n  \"groupId\": \"g1\",\n  \"traits\": {\n"
                                  "    \"matchkey\": \"MAIL\",\n    \"userlist\": \"USERS\"\n  }\n}"
                               << "an analytics.js group call" << nobody("analytics.js");
        QTest::newRow("alias") << "analytics.alias('new', 'old');"
                               << "{\n  \"type\": \"alias\",\n  \"previousId\": \"old\",\n  \"userId\": \"new\"\n}"
                               << "an analytics.js alias call"
                               << "";
        QTest::newRow("Objective-C screen")
            << "[[SEGAnalytics sharedAnalytics] screen:@\"Home\"\nproperties:@{ @\"Feed Type\": @\"private\" }];"
            << "{\n  \"type\": \"screen\",\n  \"name\": \"Home\",\n  \"properties\": {\n"
               "    \"Feed Type\": \"private\"\n  }\n}"
            << "an Objective-C screen call" << nobody("the library");
        const QString event = QStringLiteral("{\n  \"anonymousId\": \"a\",\n  \"event\": \"E\",\n"
                                             "  \"originalTimestamp\": \"2026-01-01T00:00:00Z\",\n"
                                             "  \"properties\": {\"revenue\": 1.00},\n"
                                             "  \"receivedAt\": \"2026-01-01T00:00:00Z\",\n  \"type\": \"track\"\n}");
        QTest::newRow("Segment's debugger")
            << QString(event)
                   .replace(QStringLiteral("{\n  \"anon"), QStringLiteral("{\n  \"_metadata\": {},\n  \"anon"))
                   .replace(QStringLiteral("  \"prop"), QStringLiteral("  \"projectId\": \"p\",\n  \"prop"))
                   .replace(QStringLiteral("\"track\"\n"), QStringLiteral("\"track\",\n  \"writeKey\": \"KEY\"\n"))
            << event << "an event from Segment's debugger"
            << NotAll + envelope("_metadata", "Segment's libraries add it for Segment; destinations do not get it.") +
                   envelope("projectId", "It names the Segment source, and is no part of the event.") +
                   envelope("writeKey", "It is the key of a Segment source, and no part of the event.");
    }

    void everyCallBecomesItsEvent()
    {
        QFETCH(QString, code);
        QFETCH(QString, event);
        QFETCH(QString, words);
        QFETCH(QString, more);
        write("");
        QSignalSpy said(m_page, &Page::status);
        paste(code);
        QCOMPARE(QString::fromStdString(editor().code()), event);
        QVERIFY(banner() != nullptr);
        QVERIFY(banner()->isVisible());
        QCOMPARE(banner()->content().text, QStringLiteral("Recognised %1.").arg(words) + more);
        QCOMPARE(said.last().first().toString(),
                 QStringLiteral("Recognised %1. Undo brings back what was there.").arg(words));
        // What was pasted is at hand all the same, but for its keys.
        QTest::mouseClick(named<QPushButton>(*banner(), QStringLiteral("Paste as text instead")), Qt::LeftButton);
        QCOMPARE(QString::fromStdString(editor().code()),
                 QString(code).replace(QStringLiteral("KEY"), QStringLiteral("***")));
    }
};

QTEST_MAIN(TestComposePasteCalls)
#include "test_compose_paste_calls.moc"
