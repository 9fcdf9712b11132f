// Key and secret stand nowhere but in the keychain and in the request: a run with an SMC that answers with the key it
// was given is searched through, every file, table, text and log line of it.
#include "named.h"
#include "window_bench.h"

#include <gui/editor/code_view.h>
#include <gui/viewer/text_view.h>
#include <rest/client.h>
#include <vault/credentials.h>
#include <workspace/history_store.h>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

using namespace smc;
using namespace smc::gui;

namespace {

const QByteArray Key = "KeyForTheSearch+0123456789/=";
const QByteArray Secret = "SecretForTheSearch+9876543210/=";
/// Stands in the event, so that a search that finds nothing at all is noticed.
const QByteArray Probe = "probe-for-the-search";

QByteArray g_log;

void keepLog(QtMsgType, const QMessageLogContext &, const QString &message)
{
    g_log += message.toUtf8() + '\n';
}

/// Answers every request with 401 and the key that came with it, in a header and in the body.
class EchoingServer : public QTcpServer
{
public:
    EchoingServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, socket, [socket] { answer(*socket); });
        });
    }

private:
    static void answer(QTcpSocket &socket)
    {
        const QByteArray request = socket.peek(1 << 20);
        const qsizetype end = request.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        socket.readAll();
        const QByteArray given = Key + ':' + Secret;
        const QByteArray body = "\"The access key " + given + " (" + given.toBase64() + ") was incorrect, " +
                                QUrl::toPercentEncoding(QString::fromLatin1(given)) + "\"";
        socket.write("HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nX-Echo: " + given +
                     "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
        socket.disconnectFromHost();
    }
};

QByteArrayList secretForms()
{
    QByteArrayList forms;
    for (const QByteArray &secret : {Key, Secret, QByteArray(Key + ':' + Secret)}) {
        forms << secret << secret.toBase64(QByteArray::OmitTrailingEquals)
              << QUrl::toPercentEncoding(QString::fromLatin1(secret));
    }
    return forms;
}

/// Where any form of the secret stands in `bytes`; empty where none does.
QByteArray foundIn(const QByteArray &bytes)
{
    for (const QByteArray &form : secretForms()) {
        if (bytes.contains(form))
            return form;
    }
    return {};
}

QByteArray textOf(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QByteArray text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            for (const int role :
                 {Qt::DisplayRole, Qt::EditRole, Qt::ToolTipRole, Qt::AccessibleTextRole, Qt::UserRole})
                text += index.data(role).toString().toUtf8() + '\n';
        }
        text += textOf(model, model.index(row, 0, parent));
    }
    return text;
}

/// All that a person or a screen reader finds in `root`, every tab of it.
QByteArray textOf(QWidget &root)
{
    QByteArray text;
    const auto add = [&](const QString &part) { text += part.toUtf8() + '\n'; };
    for (QWidget *widget : root.findChildren<QWidget *>()) {
        add(widget->toolTip());
        add(widget->accessibleName());
        add(widget->accessibleDescription());
        if (auto *label = qobject_cast<QLabel *>(widget))
            add(label->text());
        if (auto *line = qobject_cast<QLineEdit *>(widget))
            add(line->text());
        if (auto *button = qobject_cast<QAbstractButton *>(widget))
            add(button->text());
        if (auto *edit = qobject_cast<QPlainTextEdit *>(widget))
            add(edit->toPlainText());
        if (auto *code = qobject_cast<CodeView *>(widget))
            text += QByteArray::fromStdString(code->code());
        if (auto *body = qobject_cast<TextView *>(widget))
            text += body->visibleText().toUtf8() + '\n';
        if (auto *view = qobject_cast<QAbstractItemView *>(widget); view != nullptr && view->model() != nullptr)
            text += textOf(*view->model());
    }
    return text;
}

} // namespace

class TestSecretSearch : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowBench> m_bench;
    EchoingServer m_server;

    Console &console() { return m_bench->console(); }

    QByteArray windowText()
    {
        QByteArray text;
        for (const PageId id :
             {PageId::Connection, PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox}) {
            m_bench->go(id);
            text += textOf(m_bench->window());
            for (QTabBar *tabs : m_bench->page(id).findChildren<QTabBar *>()) {
                for (int tab = 0; tab < tabs->count(); ++tab) {
                    tabs->setCurrentIndex(tab);
                    QTest::qWait(1);
                    text += textOf(m_bench->page(id));
                }
            }
        }
        return text;
    }

private Q_SLOTS:
    void initTestCase() { qInstallMessageHandler(keepLog); }

    void init()
    {
        m_bench = std::make_unique<WindowBench>();
        m_bench->addProfile("Echo", "staging");
        QVERIFY(QCoro::waitFor(console().changeSettings([this](destination::Settings &settings) {
                    settings.smcAdminUrl = "http://127.0.0.1:" + std::to_string(m_server.serverPort());
                    settings.organization = "DEMO";
                })).has_value());
        vault::Credentials credentials{SecretString(Key.toStdString()), SecretString(Secret.toStdString())};
        QVERIFY(QCoro::waitFor(console().storeCredentials(std::move(credentials))).has_value());

        const std::string event = "{\"type\":\"identify\",\"userId\":\"" + Probe.toStdString() + "\"}";
        const SendReport report = QCoro::waitFor(console().send(event));
        QVERIFY(report.result == SendReport::Result::Rejected || report.result == SendReport::Result::Failed);
        QCOMPARE(report.entryIds.size(), std::size_t(1));
        m_bench->go(PageId::Activity);
        QTRY_VERIFY(
            m_bench->page(PageId::Activity).findChild<QAction *>(QStringLiteral("activity.exportHar"))->isEnabled());
    }

    void cleanup() { m_bench.reset(); }

    void noPageShowsIt()
    {
        const QByteArray text = windowText();
        QVERIFY(text.contains(Probe));
        QVERIFY(text.contains("was incorrect"));
        QCOMPARE(foundIn(text), QByteArray());
    }

    void noFileKeepsIt()
    {
        m_bench->dialogs().path = m_bench->folder() + QStringLiteral("/exported.har");
        m_bench->page(PageId::Activity).findChild<QAction *>(QStringLiteral("activity.exportHar"))->trigger();
        QTRY_VERIFY(QFile::exists(m_bench->dialogs().path));
        m_bench->restart();
        bool sawProbe = false;
        int files = 0;
        for (QDirIterator it(m_bench->folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
             it.hasNext();) {
            QFile file(it.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            const QByteArray bytes = file.readAll();
            const QByteArray found = foundIn(bytes);
            QVERIFY2(found.isEmpty(), qPrintable(file.fileName()));
            sawProbe = sawProbe || bytes.contains(Probe);
            ++files;
        }
        QVERIFY(sawProbe);
        QVERIFY2(files >= 4, qPrintable(QString::number(files)));
    }

    void anEventThatHoldsItIsKeptWithoutIt()
    {
        const std::string traits =
            "{\"key\":\"" + Key.toStdString() + "\",\"secret\":\"" + Secret.toStdString() + "\",\"mark\":\"marked\"}";
        const std::string identify = "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":" + traits + "}";
        const std::string track =
            "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"Not Allowed\",\"properties\":" + traits + "}";
        for (const std::string &event : {identify, track}) {
            const SendReport report = QCoro::waitFor(console().send(event));
            QCOMPARE(report.entryIds.size(), std::size_t(1));
            const auto entry = entryOf(console(), report.entryIds.front());
            QVERIFY(entry.has_value() && entry->has_value());
            const workspace::HistoryEntry &kept = **entry;
            QVERIFY2(kept.eventText.find("marked") != std::string::npos, kept.eventText.c_str());
            QCOMPARE(foundIn(QByteArray::fromStdString(kept.eventText + kept.exchangeJson + kept.outcomeJson)),
                     QByteArray());
        }
    }

    void theCurlCommandLeavesItToTheShell()
    {
        auto *copy = m_bench->page(PageId::Activity).findChild<QAction *>(QStringLiteral("activity.copyCurl"));
        QTRY_VERIFY(copy->isEnabled());
        copy->trigger();
        const QByteArray copied = QApplication::clipboard()->text().toUtf8();
        QVERIFY(copied.contains("$SMC_API_KEY:$SMC_API_SECRET"));
        QVERIFY(copied.contains(Probe));
        QCOMPARE(foundIn(copied), QByteArray());
    }

    void noLogLineHoldsIt()
    {
        qWarning("%s", Probe.constData());
        QVERIFY(g_log.contains(Probe));
        QCOMPARE(foundIn(g_log), QByteArray());
    }
};

QTEST_MAIN(TestSecretSearch)
#include "test_secret_search.moc"
