// Why SMC did not take an event, told by a real sandbox that has a real reason: the one verdict of it, on whose side it
// is, and what to do.
#include "../net/certificates.h"
#include "../net/script_server.h"
#include "activity_bench.h"
#include "named.h"
#include "window_bench.h"

#include <gui/activity/explanation_view.h>
#include <sandbox/faults.h>
#include <sandbox/server.h>

#include <QLabel>
#include <QMap>
#include <QTest>

using namespace smc;
using namespace smc::gui;

class TestActivityCauses : public QObject
{
    Q_OBJECT

    std::unique_ptr<ActivityBench> m_activity;
    sandbox::Server m_server;

    ActivityBench &activity() { return *m_activity; }

    QString shownText()
    {
        QStringList parts;
        for (const QLabel *label : activity().page->findChild<ExplanationView *>()->findChildren<QLabel *>()) {
            if (!label->isHidden())
                parts.append(label->text());
        }
        return parts.join(QLatin1Char('\n')).remove(QChar(0x200B));
    }

    /// What stands behind "What to do:", alone.
    QString shownAdvice()
    {
        const QString lead = QStringLiteral("What to do: ");
        for (const QString &line : shownText().split(QLatin1Char('\n'))) {
            if (line.startsWith(lead))
                return line.mid(lead.size());
        }
        return {};
    }

    /// A profile that leads to `url`, with the key and secret of the sandbox where it runs, and `change`.
    void connectTo(const std::string &url, const std::function<void(destination::Settings &)> &change = {})
    {
        activity().bench.addProfile("Acme", "staging");
        QVERIFY(QCoro::waitFor(activity().console().changeSettings([&](destination::Settings &settings) {
            settings.smcAdminUrl = url;
            settings.organization = "DEMO";
            if (change)
                change(settings);
        })));
        vault::Credentials credentials{SecretString(std::string("a-key")), SecretString(std::string("a-secret"))};
        if (m_server.isRunning())
            credentials = {m_server.apiKey(), m_server.apiSecret()};
        QVERIFY(QCoro::waitFor(activity().console().storeCredentials(std::move(credentials))));
    }

    void sendAndExpect(const QStringList &parts)
    {
        const SendReport report = activity().send(R"({"type":"identify","userId":"u1"})");
        QCOMPARE(report.entryIds.size(), std::size_t(1));
        QTRY_VERIFY(activity().shownId() == report.entryIds.front());
        const QString text = shownText();
        for (const QString &part : parts)
            QVERIFY2(text.contains(part), qPrintable(part + QStringLiteral(" is not in: ") + text));
        QVERIFY2(!activity().holdsSecret(text), qPrintable(text));
        activity().bench.picture(qPrintable(QStringLiteral("activity-cause-") +
                                            QLatin1String(QTest::currentDataTag()).toString().replace(u' ', u'-')));
    }

    static std::string originOf(const sandbox::Server &server)
    {
        return server.url().toString(QUrl::RemovePath).toStdString();
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }
    void init() { m_activity = std::make_unique<ActivityBench>(); }
    void cleanup()
    {
        m_activity.reset();
        m_server.stop();
    }

    void oneSendHasOneVerdict_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("word");
        QTest::newRow("breaks before") << QStringLiteral("drop") << QStringLiteral("Unclear");
        QTest::newRow("breaks after") << QStringLiteral("drop-after") << QStringLiteral("Unclear");
        QTest::newRow("damaged") << QStringLiteral("garbage") << QStringLiteral("Unclear");
        QTest::newRow("maintenance") << QStringLiteral("503") << QStringLiteral("Not sent");
        QTest::newRow("not let in") << QStringLiteral("401") << QStringLiteral("Not sent");
        QTest::newRow("not found") << QString() << QStringLiteral("Not found");
    }

    void oneSendHasOneVerdict()
    {
        QFETCH(QString, fault);
        QFETCH(QString, word);
        Console &console = activity().console();
        if (!fault.isEmpty())
            console.sandbox().setFaults(*sandbox::parseFaults({fault.toStdString()}));
        const SendReport report =
            fault.isEmpty()
                ? activity().send(R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"nobody@example.com",)"
                                  R"("traits":{"matchkey":"MAIL","userlist":"USERS_SEGMENT","method":"REMOVE"}})")
                : activity().send(R"({"type":"identify","userId":"u1"})");
        QCOMPARE(report.verdict.word, word);
        QTRY_COMPARE(activity().cell(0, HistoryModel::VerdictColumn), word);
        activity().settle();
        const auto *rows = named<DataTable>(*activity().page, QStringLiteral("Rows and what became of them"));
        QCOMPARE(rows->model()->index(0, 0).data().toString(), word);
        const QString text = shownText();
        QVERIFY2(text.trimmed().startsWith(word + QLatin1Char('\n')), qPrintable(text));
        if (word == QStringLiteral("Unclear"))
            QVERIFY2(text.contains(report.verdict.sentence), qPrintable(text + u'\n' + report.verdict.sentence));
        QCOMPARE(shownAdvice(), report.verdict.todo);
        activity().choose(QStringLiteral("Show verdicts"), word);
        QCOMPARE(activity().rows(), 1);
        activity().choose(QStringLiteral("Show verdicts"), QStringLiteral("Unreachable"));
        QCOMPARE(activity().rows(), 0);
    }

    void whoeverIsNotLetInLearnsWhy_data()
    {
        QTest::addColumn<QString>("why");
        QTest::addColumn<QStringList>("parts");
        const QString yours = QStringLiteral("on your side");
        QTest::newRow("expired key") << QStringLiteral("expired") << QStringList{yours, QStringLiteral("expired")};
        QTest::newRow("another network") << QStringLiteral("ip") << QStringList{yours, QStringLiteral("IP")};
        QTest::newRow("another organization")
            << QStringLiteral("organization")
            << QStringList{yours, QStringLiteral("organization"), QStringLiteral("DEMO")};
        QTest::newRow("no right") << QStringLiteral("rights")
                                  << QStringList{yours, QStringLiteral("Switch on this endpoint")};
    }

    void whoeverIsNotLetInLearnsWhy()
    {
        QFETCH(QString, why);
        QFETCH(QStringList, parts);
        sandbox::Options options;
        if (why == QLatin1String("expired"))
            options.account.expires = QDate::currentDate().addDays(-3);
        else if (why == QLatin1String("ip"))
            options.account.cidrs = {"192.0.2.0/24"};
        else if (why == QLatin1String("organization"))
            options.account.organizations = {"OTHER"};
        else
            options.account.rights = {"GET /organizations/{organization}/lists"};
        QVERIFY(m_server.start(options));
        connectTo(originOf(m_server));
        sendAndExpect(parts);
    }

    void whatSmcDoesNotKnowIsNamed_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QStringList>("parts");
        QTest::newRow("unknown organization")
            << QStringLiteral("organization")
            << QStringList{QStringLiteral("does not know the organization"), QStringLiteral("NOWHERE")};
        QTest::newRow("unknown list") << QStringLiteral("list")
                                      << QStringList{QStringLiteral("does not know the list"),
                                                     QStringLiteral("NOWHERE")};
    }

    void whatSmcDoesNotKnowIsNamed()
    {
        QFETCH(QString, setting);
        QFETCH(QStringList, parts);
        QVERIFY(m_server.start(sandbox::Options()));
        connectTo(originOf(m_server), [&](destination::Settings &settings) {
            (setting == QLatin1String("list") ? settings.eventsDataListApiName : settings.organization) = "NOWHERE";
        });
        sendAndExpect(parts);
    }

    void aServerThatFailsIsATroubleOnItsSide_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("500") << QByteArray("500 Internal Server Error") << QByteArray("{\"message\":\"Out of rows\"}")
                             << QStringLiteral("SMC failed inside (status 500)");
        QTest::newRow("502") << QByteArray("502 Bad Gateway") << QByteArray("<html><body>Bad Gateway</body></html>")
                             << QStringLiteral("Something between here and SMC got no answer from SMC (status 502)");
        QTest::newRow("504") << QByteArray("504 Gateway Timeout") << QByteArray()
                             << QStringLiteral("Something between here and SMC got no answer from SMC (status 504)");
    }

    void aServerThatFailsIsATroubleOnItsSide()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, sentence);
        ScriptServer server(inTurn({answer(status, body)}));
        connectTo(server.url(QString()).toString().toStdString());
        sendAndExpect({QStringLiteral("on SMC's side"), sentence});
        QVERIFY2(shownAdvice().startsWith(QStringLiteral("Try again later. If it stays so, ask SMC's support")),
                 qPrintable(shownAdvice()));
        QCOMPARE(activity().cell(0, HistoryModel::StatusColumn), QString::fromLatin1(status.left(3)));
    }

    void aCertificateThatNobodyShouldTrustIsSaid_data()
    {
        QTest::addColumn<QString>("names");
        QTest::addColumn<bool>("isExpired");
        QTest::addColumn<bool>("isTrusted");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("advice");
        const QString here = QStringLiteral("IP:127.0.0.1");
        QTest::newRow("untrusted") << here << false << false
                                   << QStringLiteral("is signed by nobody this computer trusts, so nothing was sent.")
                                   << QStringLiteral("add its CA file to the connection's settings");
        QTest::newRow("expired") << here << true << true
                                 << QStringLiteral("has expired or is not valid yet, so nothing was sent.")
                                 << QStringLiteral("Check this computer's date and time");
        QTest::newRow("wrong host") << QStringLiteral("DNS:other.example") << false << true
                                    << QStringLiteral("The certificate that came belongs to another server than")
                                    << QStringLiteral("Check the address for typing errors.");
    }

    void aCertificateThatNobodyShouldTrustIsSaid()
    {
        QFETCH(QString, names);
        QFETCH(bool, isExpired);
        QFETCH(bool, isTrusted);
        QFETCH(QString, sentence);
        QFETCH(QString, advice);
        netfixtures::Workshop workshop;
        const QString issuer = workshop.selfSigned(QStringLiteral("ca.pem"), QStringLiteral("DNS:ca.example"));
        const QString certificate = isExpired ? workshop.expired(QStringLiteral("smc.pem"), names, issuer)
                                              : workshop.selfSigned(QStringLiteral("smc.pem"), names);
        ScriptServer server(inTurn({answer("200 OK", "{}")}));
        server.useTls(netfixtures::serverSide(certificate));
        connectTo(server.url(QString()).toString().toStdString(), [&](destination::Settings &settings) {
            if (isTrusted)
                settings.caFile = (isExpired ? issuer : certificate).toStdString();
        });
        sendAndExpect({QStringLiteral("on the way"), sentence});
        QVERIFY2(shownAdvice().contains(advice), qPrintable(shownAdvice()));
        QVERIFY(server.connections > 0);
        QVERIFY2(server.received.isEmpty(), server.received.constData());
        // Who it was can be seen all the same.
        activity().details().setCurrentTab(QStringLiteral("timing"));
        activity().settle();
        const QAbstractItemModel &facts =
            *named<DataTable>(*activity().page, QStringLiteral("Sizes and connection"))->model();
        QMap<QString, QString> values;
        for (int row = 0; row < facts.rowCount(); ++row)
            values.insert(facts.index(row, 0).data().toString(), facts.index(row, 1).data().toString());
        QCOMPARE(values.value(QStringLiteral("Connection")), QStringLiteral("Not trusted, so nothing was sent"));
        QCOMPARE(values.value(QStringLiteral("Certificate of")), QStringLiteral("CN=smc.pem"));
        QCOMPARE(values.value(QStringLiteral("For")), names);
    }

    void withItsCaFileTheSameCertificateLetsTheEventThrough()
    {
        netfixtures::Workshop workshop;
        const QString certificate = workshop.selfSigned(QStringLiteral("smc.pem"), QStringLiteral("IP:127.0.0.1"));
        ScriptServer server(inTurn({answer("500 Internal Server Error")}));
        server.useTls(netfixtures::serverSide(certificate));
        connectTo(server.url(QString()).toString().toStdString(),
                  [&](destination::Settings &settings) { settings.caFile = certificate.toStdString(); });
        sendAndExpect({QStringLiteral("on SMC's side"), QStringLiteral("status 500")});
        QVERIFY(server.received.contains("/data/load"));
    }

    void aServerThatSpeaksNoTlsIsATroubleOnTheWay()
    {
        QVERIFY(m_server.start(sandbox::Options()));
        std::string url = originOf(m_server);
        url.replace(0, 5, "https:");
        connectTo(url);
        sendAndExpect({QStringLiteral("on the way"), QStringLiteral("No secure connection")});
    }

    void aServerThatIsNotThereIsATroubleOnTheWay()
    {
        QVERIFY(m_server.start(sandbox::Options()));
        const std::string url = originOf(m_server);
        connectTo(url);
        m_server.stop();
        sendAndExpect({QStringLiteral("on the way"), QStringLiteral("127.0.0.1")});
    }
};

QTEST_MAIN(TestActivityCauses)
#include "test_activity_causes.moc"
