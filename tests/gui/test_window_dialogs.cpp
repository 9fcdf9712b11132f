// The real dialogs, and what happens to the window when things go wrong around it.
#include "named.h"
#include "window_bench.h"

#include <gui/history_service.h>
#include <gui/sandbox_host.h>
#include <gui/widgets/banner.h>
#include <vault/credential_store.h>
#include <workspace/profile.h>

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace smc::gui;

namespace {

constexpr const char *Identify = R"({"type":"identify","userId":"u-1","traits":{"email":"ada@example.com"}})";

Question saveOrDiscard()
{
    return {.id = QStringLiteral("unsaved"),
            .title = QStringLiteral("Unsaved"),
            .text = QStringLiteral("Save <b>it</b>?"),
            .details = {},
            .choices = {{QStringLiteral("save"), QStringLiteral("Save"), Choice::Kind::Proceed},
                        {QStringLiteral("discard"), QStringLiteral("Discard"), Choice::Kind::Destroy},
                        {QStringLiteral("cancel"), QStringLiteral("Keep editing"), Choice::Kind::Cancel}},
            .preferred = QStringLiteral("save")};
}

/// Asks with the real dialog; `act` gets it once it is shown.
QString answered(const std::function<void(QMessageBox &)> &act)
{
    QWidget window;
    window.show();
    WindowDialogs dialogs;
    QTimer::singleShot(50, &window, [&window, &act] {
        if (auto *box = window.findChild<QMessageBox *>())
            act(*box);
    });
    return QCoro::waitFor(dialogs.ask(&window, saveOrDiscard()));
}

bool hasBannerWith(QWidget &window, const QString &text)
{
    for (const Banner *banner : window.findChildren<Banner *>()) {
        if (banner->isVisible() && banner->content().text.contains(text))
            return true;
    }
    return false;
}

} // namespace

class TestWindowDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void buttonGivesItsId();
    void returnGivesThePreferredChoice();
    void escapeAndTheCornerGiveTheCancelChoice();
    void questionIsPlainTextAndModal();
    void fileDialogGivesNothingWhenCancelled();
    void windowMayCloseWhileSomethingIsSent();
    void closingNamesTheRunThatItWouldBreakOff();
    void consoleMayGoWhileSomethingIsSent();
    void secondSendWaitsItsTurn();
    void switchingTheProfileCancelsTheSend();
    void damagedProfileIsReportedAndSetAside();
    void damagedHistoryStaysReportedAfterTheNextSend();
    void folderThatCannotBeWrittenIsReported();
};

void TestWindowDialogs::buttonGivesItsId()
{
    const QString answer = answered([](QMessageBox &box) { named<QPushButton>(box, "Discard")->click(); });
    QCOMPARE(answer, QStringLiteral("discard"));
}

void TestWindowDialogs::returnGivesThePreferredChoice()
{
    QCOMPARE(answered([](QMessageBox &box) { QTest::keyClick(&box, Qt::Key_Return); }), QStringLiteral("save"));
}

void TestWindowDialogs::escapeAndTheCornerGiveTheCancelChoice()
{
    QCOMPARE(answered([](QMessageBox &box) { QTest::keyClick(&box, Qt::Key_Escape); }), QStringLiteral("cancel"));
    QCOMPARE(answered([](QMessageBox &box) { box.close(); }), QStringLiteral("cancel"));
}

void TestWindowDialogs::questionIsPlainTextAndModal()
{
    QString text;
    bool modal = false;
    answered([&](QMessageBox &box) {
        modal = box.isModal();
        text = box.findChild<QLabel *>(QStringLiteral("qt_msgbox_label"))->text();
        QCOMPARE(box.textFormat(), Qt::PlainText);
        box.close();
    });
    QVERIFY(modal);
    QCOMPARE(text, QStringLiteral("Save <b>it</b>?"));
}

void TestWindowDialogs::fileDialogGivesNothingWhenCancelled()
{
    QWidget window;
    window.show();
    WindowDialogs dialogs;
    QTimer::singleShot(50, &window, [&window] { window.findChild<QFileDialog *>()->reject(); });
    FileQuestion question;
    question.title = QStringLiteral("Export");
    question.suggested = QStringLiteral("a.har");
    QCOMPARE(QCoro::waitFor(dialogs.saveFile(&window, question)), QString());

    // A name without a kind gets that of the filter.
    QTemporaryDir folder;
    question.suggested = folder.filePath(QStringLiteral("a.csv"));
    question.filter = QStringLiteral("CSV (*.csv);;NDJSON (*.ndjson)");
    for (const char *kind : {"csv", "ndjson"}) {
        QTimer::singleShot(50, &window, [&] {
            auto *dialog = window.findChild<QFileDialog *>();
            if (kind == QByteArray("ndjson")) {
                dialog->selectNameFilter(QStringLiteral("NDJSON (*.ndjson)"));
                Q_EMIT dialog->filterSelected(dialog->selectedNameFilter()); // As a choice in its box does.
            }
            dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))
                ->setText(folder.filePath(QStringLiteral("b")));
            static_cast<QDialog *>(dialog)->accept();
        });
        QCOMPARE(QCoro::waitFor(dialogs.saveFile(&window, question)),
                 folder.filePath(QStringLiteral("b.") + QLatin1String(kind)));
    }
}

void TestWindowDialogs::windowMayCloseWhileSomethingIsSent()
{
    WindowBench bench;
    bench.console().sandbox().setFaults(*smc::sandbox::parseFaults({"latency=10000"}));
    bench.go(PageId::Compose);
    bench.action("compose.send").trigger();
    QTRY_VERIFY(bench.console().isBusy());
    bench.dialogs().answer = QStringLiteral("stay");
    bench.window().close();
    QTest::qWait(50);
    QVERIFY(bench.window().isVisible());
    QVERIFY(bench.console().isBusy());
    QCOMPARE(bench.dialogs().asked, QStringList{QStringLiteral("close_unfinished")});
    QCOMPARE(bench.dialogs().questions.last().text, QStringLiteral("An event is on its way to Sandbox."));

    bench.dialogs().answer = QStringLiteral("close");
    bench.window().close();
    QTRY_VERIFY(!bench.window().isVisible());
    QVERIFY(!bench.console().isBusy());
    // What was on its way is written down before the window is gone.
    QCOMPARE(historyOf(bench.console()).front().verdict, std::string("Cancelled"));
    bench.restart();
    QVERIFY(bench.window().isVisible());
    QVERIFY(!bench.console().isBusy());
}

void TestWindowDialogs::closingNamesTheRunThatItWouldBreakOff()
{
    WindowBench bench;
    bench.go(PageId::Compose);
    bench.action("compose.sendSeveral").trigger();
    named<QSpinBox>(bench.page(PageId::Compose), QStringLiteral("Times"))->setValue(5000);
    for (QPushButton *button : bench.page(PageId::Compose).findChildren<QPushButton *>()) {
        if (button->accessibleName().startsWith(QLatin1String("Send 5000 events")))
            button->click();
    }
    QTRY_VERIFY(!historyOf(bench.console()).empty());
    bench.go(PageId::Sandbox);
    bench.dialogs().answer = QStringLiteral("stay");
    bench.action("window.quit").trigger();
    QTRY_COMPARE(bench.dialogs().asked, QStringList{QStringLiteral("close_unfinished")});
    const QString words = bench.dialogs().questions.last().text;
    QVERIFY2(words.startsWith(QStringLiteral("A run to Sandbox is under way: 4")), qPrintable(words));
    QTest::qWait(50);
    QVERIFY(bench.console().isBusy());

    bench.dialogs().answer = QStringLiteral("close");
    bench.action("window.quit").trigger();
    QTRY_VERIFY(!bench.window().isVisible());
    QVERIFY(!bench.console().isBusy());
    const auto sent = QCoro::waitFor(bench.console().history().extent())->size.entries;
    QTest::qWait(100);
    QCOMPARE(QCoro::waitFor(bench.console().history().extent())->size.entries, sent);
    QVERIFY(sent < 5000);
}

void TestWindowDialogs::consoleMayGoWhileSomethingIsSent()
{
    bool ended = false;
    {
        WindowBench bench;
        bench.console().sandbox().setFaults(*smc::sandbox::parseFaults({"latency=10000"}));
        bench.console().send(Identify).then([&ended](const SendReport &) { ended = true; });
        QTRY_VERIFY(bench.console().isBusy());
    }
    QTRY_VERIFY_WITH_TIMEOUT(ended, 3000);
}

void TestWindowDialogs::secondSendWaitsItsTurn()
{
    WindowBench bench;
    bench.console().sandbox().setFaults(*smc::sandbox::parseFaults({"latency=10000"}));
    bool ended = false;
    SendReport::Result result = SendReport::Result::Accepted;
    bench.console().send(Identify).then([&](const SendReport &report) {
        result = report.result;
        ended = true;
    });
    QTRY_VERIFY(bench.console().isBusy());
    const SendReport second = QCoro::waitFor(bench.console().send(Identify));
    QCOMPARE(second.result, SendReport::Result::NotSent);
    QVERIFY(second.verdict.sentence.contains(QStringLiteral("already")));
    bench.console().cancel();
    QTRY_VERIFY_WITH_TIMEOUT(ended, 3000);
    QCOMPARE(result, SendReport::Result::Cancelled);
    QVERIFY(!bench.console().isBusy());
}

void TestWindowDialogs::switchingTheProfileCancelsTheSend()
{
    WindowBench bench;
    bench.console().sandbox().setFaults(*smc::sandbox::parseFaults({"latency=10000"}));
    bool ended = false;
    bench.console().send(Identify).then([&ended](const SendReport &) { ended = true; });
    QTRY_VERIFY(bench.console().isBusy());
    bench.addProfile("Acme", "staging");
    QTRY_VERIFY_WITH_TIMEOUT(ended, 3000);
    QVERIFY(!bench.console().isBusy());
}

void TestWindowDialogs::damagedProfileIsReportedAndSetAside()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    const QString file = bench.folder() + QStringLiteral("/profiles/") +
                         QString::fromStdString(bench.console().profile().id) + QStringLiteral(".json");
    QFile profile(file);
    QVERIFY(profile.open(QIODevice::WriteOnly | QIODevice::Truncate));
    profile.write("{\"name\": \"Acm");
    profile.close();
    bench.restart();
    QVERIFY(hasBannerWith(bench.window(), QStringLiteral("damaged")) ||
            hasBannerWith(bench.window(), QStringLiteral("set aside")));
    QCOMPARE(bench.console().profile().name, std::string("Sandbox"));
    QVERIFY(!QFile::exists(file));
    const QStringList kept =
        QDir(bench.folder() + QStringLiteral("/profiles")).entryList({QStringLiteral("*damaged*")}, QDir::Files);
    QCOMPARE(kept.size(), 1);
}

void TestWindowDialogs::damagedHistoryStaysReportedAfterTheNextSend()
{
    QTemporaryDir folder;
    QFile file(folder.path() + QStringLiteral("/history.sqlite"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    Seams seams;
    seams.workspaceFolder = folder.path().toStdString();
    seams.dialogs = std::make_shared<AnsweringDialogs>();
    Console console(std::move(seams));
    QCoro::waitFor(console.start());
    QVERIFY(QCoro::waitFor(console.history().opened()));
    const QString said = console.notices().at(QStringLiteral("history"));
    QVERIFY2(said.contains(QStringLiteral("set aside")), qPrintable(said));
    const SendReport report = QCoro::waitFor(console.send(Identify));
    QCOMPARE(report.result, SendReport::Result::Accepted);
    QCOMPARE(report.entryIds.size(), std::size_t(1));
    QCOMPARE(console.notices().at(QStringLiteral("history")), said);
}

void TestWindowDialogs::folderThatCannotBeWrittenIsReported()
{
    // A file stands where the folder should be.
    QTemporaryDir folder;
    QFile file(folder.path() + QStringLiteral("/workspace"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    Seams seams;
    seams.workspaceFolder = file.fileName().toStdString();
    seams.dialogs = std::make_shared<AnsweringDialogs>();
    seams.sandbox = SandboxPolicy::OnlyWhenAsked;
    Console console(std::move(seams));
    MainWindow window(console);
    window.show();
    QVERIFY(!console.notices().empty());
    QVERIFY(hasBannerWith(window, console.notices().at(QStringLiteral("workspace"))));
    QCOMPARE(console.profile().name, std::string("Sandbox"));
    QVERIFY(!QCoro::waitFor(console.history().opened()));
    // The window closes all the same.
    window.close();
    QTRY_VERIFY(!window.isVisible());
}

QTEST_MAIN(TestWindowDialogs)
#include "test_window_dialogs.moc"
