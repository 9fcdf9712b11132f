// The Sandbox page, and the tour through the whole window.
#include "named.h"
#include "window_bench.h"

#include <gui/sandbox/content_tree.h>
#include <gui/sandbox/rows_model.h>
#include <gui/sandbox/sandbox_page.h>
#include <gui/sandbox_host.h>
#include <gui/starting_profile.h>
#include <gui/tour.h>
#include <gui/widgets/banner.h>
#include <gui/widgets/data_table.h>
#include <workspace/history_store.h>
#include <workspace/profile.h>

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>
#include <QTest>

using namespace smc::gui;

namespace {

constexpr const char *Group = R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"segmenttest@selligent.com",)"
                              R"("traits":{"matchkey":"MAIL","method":"ADD","userlist":"USERS_SEGMENT"}})";

/// The text of a column of the row that shows `name`, or an empty one.
QString countOf(const ContentTree &tree, const QString &name)
{
    const auto items = tree.findItems(name, Qt::MatchExactly | Qt::MatchRecursive, 0);
    return items.isEmpty() ? QString() : items.first()->text(1);
}

/// What is said to be wrong, in the field that `editor` belongs to.
const QLabel *errorBelow(const QWidget &editor)
{
    for (const QLabel *label : editor.parentWidget()->findChildren<QLabel *>()) {
        if (label->isVisible() && label->property("role") == QLatin1String("error"))
            return label;
    }
    return nullptr;
}

} // namespace

class TestSandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void startsWithTheSandboxProfile();
    void doesNotStartForAnotherProfile();
    void listsAndSegmentsShowTheirCounts();
    void rowsArePaged();
    void whatIsSentShowsUp();
    void requestsAreLogged();
    void addressIsCopied();
    void faultsAreSwitchesWithAWarning();
    void eachFaultChangesWhatASendComesTo_data();
    void eachFaultChangesWhatASendComesTo();
    void listFieldSegmentAndRecordAreMade();
    void stoppingAndStartingKeepsTheContent();
    void resetAsksAndBringsTheDemoBack();
    void contentSurvivesARestart();
    void sendingWhileItIsStoppedSaysSo();
    void productionIsAskedOnce();
    void tourWorksAndLeavesAPictureOfEachPage();
    void tourFailsWhereSmcRefuses();
    void aTakenNameGetsANumber();
};

void TestSandbox::startsWithTheSandboxProfile()
{
    WindowBench bench;
    QVERIFY(bench.console().sandbox().isRunning());
    QCOMPARE(bench.console().destination().settings.smcAdminUrl, bench.console().sandbox().address());
    QCOMPARE(bench.console().destination().settings.organization, std::string("DEMO"));
    // The address of the moment is no setting of the profile.
    QCOMPARE(bench.console().storedSettings().smcAdminUrl, std::string());
    bench.go(PageId::Sandbox);
    QVERIFY(bench.find<QLabel>("sandbox.address").text().startsWith(QStringLiteral("http://127.0.0.1:")));
    QVERIFY(!bench.action("sandbox.start").isVisible());
}

void TestSandbox::doesNotStartForAnotherProfile()
{
    WindowBench bench(SandboxPolicy::OnlyWhenAsked);
    QVERIFY(!bench.console().sandbox().isRunning());
    bench.addProfile("Acme", "staging");
    QVERIFY(!bench.console().sandbox().isRunning());
    bench.go(PageId::Sandbox);
    QVERIFY(bench.action("sandbox.start").isVisible());
    QCOMPARE(bench.page(PageId::Sandbox).primaryAction(), &bench.action("sandbox.start"));
    QTest::keyClick(&bench.window(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(bench.console().sandbox().isRunning());
    // Another profile's settings are not the sandbox's.
    QCOMPARE(bench.console().destination().settings.smcAdminUrl, std::string("https://acme.slgnt.us/"));
}

void TestSandbox::listsAndSegmentsShowTheirCounts()
{
    WindowBench bench;
    bench.go(PageId::Sandbox);
    auto &tree = bench.named<ContentTree>("Lists and segments");
    QTRY_COMPARE(countOf(tree, QStringLiteral("USERS_SEGMENT")), QStringLiteral("100"));
    QCOMPARE(countOf(tree, QStringLiteral("segment_events")), QStringLiteral("0"));
    QCOMPARE(countOf(tree, QStringLiteral("SegmentToSMCStatic")), QStringLiteral("0"));
}

void TestSandbox::rowsArePaged()
{
    WindowBench bench;
    // One more than a page holds.
    for (int i = 0; i < 101; ++i) {
        const std::string event = R"({"type":"identify","userId":"u)" + std::to_string(i) + R"("})";
        QCOMPARE(QCoro::waitFor(bench.console().send(event)).result, SendReport::Result::Accepted);
    }
    bench.go(PageId::Sandbox);
    auto &rows = bench.named<QTableView>("Records");
    QTRY_COMPARE(rows.model()->rowCount(), 100);
    auto &next = bench.named<QPushButton>("Next page of records");
    QTRY_VERIFY(next.isEnabled());
    auto &previous = *named<QPushButton>(bench.page(PageId::Sandbox), QStringLiteral("Previous page of records"));
    QVERIFY(!previous.isEnabled());
    const QString first = rows.model()->index(0, 0).data().toString();
    next.click();
    QTRY_COMPARE(rows.model()->rowCount(), 1);
    QVERIFY(!next.isEnabled());
    QVERIFY(rows.model()->index(0, 0).data().toString() != first);
    QVERIFY(previous.isEnabled());
    previous.click();
    QTRY_COMPARE(rows.model()->rowCount(), 100);
    QCOMPARE(rows.model()->index(0, 0).data().toString(), first);
    QVERIFY(!previous.isEnabled());
    QVERIFY(next.isEnabled());
    bench.named<ContentTree>("Lists and segments")
        .selectOnceThere({QStringLiteral("USERS_SEGMENT"), QStringLiteral("SegmentToSMCStatic")});
    QTRY_COMPARE(rows.model()->rowCount(), 0);
}

void TestSandbox::whatIsSentShowsUp()
{
    WindowBench bench;
    bench.go(PageId::Sandbox);
    auto &tree = bench.named<ContentTree>("Lists and segments");
    QTRY_COMPARE(countOf(tree, QStringLiteral("SegmentToSMCStatic")), QStringLiteral("0"));
    QCOMPARE(QCoro::waitFor(bench.console().send(Group)).result, SendReport::Result::Accepted);
    QTRY_COMPARE(countOf(tree, QStringLiteral("SegmentToSMCStatic")), QStringLiteral("1"));
    QCoro::waitFor(bench.window().showPage(PageId::Sandbox, QStringLiteral("USERS_SEGMENT/SegmentToSMCStatic")));
    auto &rows = bench.named<QTableView>("Records");
    QTRY_COMPARE(rows.model()->rowCount(), 1);
    QStringList cells;
    for (int column = 0; column < rows.model()->columnCount(); ++column)
        cells.append(rows.model()->index(0, column).data().toString());
    QVERIFY2(cells.contains(QStringLiteral("segmenttest@selligent.com")), qPrintable(cells.join(QLatin1Char('|'))));
}

void TestSandbox::requestsAreLogged()
{
    WindowBench bench;
    bench.go(PageId::Sandbox);
    QCoro::waitFor(bench.console().send(Group));
    auto &log = bench.named<QTableView>("Requests");
    QTRY_COMPARE(log.model()->rowCount(), 1);
    QCOMPARE(log.model()->index(0, 1).data().toString(), QStringLiteral("POST"));
    const QString path = log.model()->index(0, 2).data(CopyRole).toString();
    QVERIFY2(path.contains(QStringLiteral("/segments/SegmentToSMCStatic/")), qPrintable(path));
    QCOMPARE(log.model()->index(0, 3).data().toString(), QStringLiteral("200"));
    // Each as wide as what it holds, and the path takes the rest.
    bench.window().resize(1280, 800);
    bench.named<QTabBar>("Rows, requests or faults").setCurrentIndex(1);
    QTest::qWait(50);
    const auto &table = static_cast<DataTable &>(log);
    int width = 0;
    for (int column = 0; column < log.model()->columnCount(); ++column) {
        QVERIFY2(column == 2 || log.columnWidth(column) >= table.wantedWidth(column),
                 qPrintable(QString::number(column)));
        width += log.columnWidth(column);
    }
    QCOMPARE(width, log.viewport()->width());
}

void TestSandbox::addressIsCopied()
{
    WindowBench bench;
    bench.go(PageId::Sandbox);
    bench.action("sandbox.copyAddress").trigger();
    QCOMPARE(QApplication::clipboard()->text().toStdString(), bench.console().sandbox().address());
}

void TestSandbox::faultsAreSwitchesWithAWarning()
{
    WindowBench bench;
    bench.go(PageId::Sandbox);
    Page &page = bench.page(PageId::Sandbox);
    const auto &state = bench.named<VerdictWidget>("Running");
    QCOMPARE(state.content().tone, theme::Tone::Success);
    bench.named<QTabBar>("Rows, requests or faults").setCurrentIndex(2);
    auto &refusing = *named<QCheckBox>(page, QStringLiteral("Not let in (401)"));
    QTest::qWait(50);
    const QPoint before = refusing.mapTo(&bench.window(), QPoint());
    refusing.click();
    QTest::qWait(50);
    QCOMPARE(refusing.mapTo(&bench.window(), QPoint()), before); // What one is about to press next stays below.
    named<QCheckBox>(page, QStringLiteral("Late answers"))->click();
    named<QSpinBox>(page, QStringLiteral("Milliseconds"))->setValue(10);
    named<QComboBox>(page, QStringLiteral("Requests that Not let in (401) meets"))->setCurrentIndex(1);
    QCOMPARE(bench.console().sandbox().faults(), *smc::sandbox::parseFaults({"latency=10", "401:1"}));
    QCOMPARE(state.content().tone, theme::Tone::Warning);
    QVERIFY2(state.content().sentence.contains(QStringLiteral("Not let in (401)")),
             qPrintable(state.content().sentence));
    bench.picture("state-sandbox-faults");

    const SendReport refused = QCoro::waitFor(bench.console().send(Group));
    QCOMPARE(refused.result, SendReport::Result::Failed);
    QCOMPARE(QCoro::waitFor(bench.console().send(Group)).result, SendReport::Result::Accepted);

    Q_EMIT named<VerdictWidget>(page, state.content().word)->linkActivated({}); // "Switch all off"
    QVERIFY(bench.console().sandbox().faults().isEmpty());
    QVERIFY(!named<QCheckBox>(page, QStringLiteral("Late answers"))->isChecked());
    QCOMPARE(state.content().tone, theme::Tone::Success);
    QVERIFY(QApplication::focusWidget() && page.isAncestorOf(QApplication::focusWidget()));
}

void TestSandbox::eachFaultChangesWhatASendComesTo_data()
{
    using Result = SendReport::Result;
    enum class Done { No, Yes };
    QTest::addColumn<Result>("result");
    QTest::addColumn<QString>("says");
    QTest::addColumn<QString>("members"); // Of the segment, then.
    const auto row = [](const char *fault, Result result, const char *says, Done done) {
        QTest::newRow(fault) << result << QString::fromUtf8(says) << QString::fromLatin1(done == Done::Yes ? "1" : "0");
    };
    const char *broke = "Unclear|Not known whether SMC took it. The connection to 127.0.0.1 broke";
    row("Late answers", Result::Accepted, "Delivered|", Done::Yes);
    row("Not let in (401)", Result::Failed,
        "Not sent|SMC has not taken it. SMC did not let this request in (status 401)", Done::No);
    row("Quota used up (429)", Result::Failed, "Not sent|SMC has not taken it. The key's quota of 2500 requests",
        Done::No);
    row("List busy (429)", Result::Failed, "Not sent|SMC has not taken it. SMC is busy with another bulk operation",
        Done::No);
    row("Unavailable (503)", Result::Failed, "Not sent|SMC has not taken it. SMC is under load or in maintenance",
        Done::No);
    row("Connection breaks before", Result::Failed, broke, Done::No);
    row("Connection breaks after", Result::Failed, broke, Done::Yes);
    row("Damaged answer", Result::Failed, "Unclear|Not known whether SMC took it. What came is not an answer of SMC",
        Done::Yes);
    row("Some rows fail", Result::Rejected, "Refused|SMC refused the row.", Done::No);
}

void TestSandbox::eachFaultChangesWhatASendComesTo()
{
    QFETCH(SendReport::Result, result);
    QFETCH(QString, says);
    QFETCH(QString, members);
    const QString fault = QString::fromLatin1(QTest::currentDataTag());
    WindowBench bench;
    bench.go(PageId::Sandbox);
    Page &page = bench.page(PageId::Sandbox);
    bench.named<QTabBar>("Rows, requests or faults").setCurrentIndex(2);
    QCOMPARE(page.findChildren<QCheckBox *>().size(), 9);
    auto &tree = bench.named<ContentTree>("Lists and segments");
    QTRY_COMPARE(countOf(tree, QStringLiteral("SegmentToSMCStatic")), QStringLiteral("0"));

    QTest::mouseClick(named<QCheckBox>(page, fault), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(named<QCheckBox>(page, fault)->isChecked());
    QCOMPARE(named<QComboBox>(page, QStringLiteral("Requests that %1 meets").arg(fault))->currentText(),
             QStringLiteral("Every request"));
    named<QSpinBox>(page, QStringLiteral("Milliseconds"))->setValue(300);
    named<QSpinBox>(page, QStringLiteral("Rows"))->setValue(1);
    QElapsedTimer took;
    took.start();
    const SendReport report = QCoro::waitFor(bench.console().send(Group));
    const QString said = report.verdict.word + u'|' + report.verdict.sentence;
    QVERIFY2(report.result == result, qPrintable(said));
    QVERIFY2(said.startsWith(says), qPrintable(said));
    if (fault == QLatin1String("Late answers"))
        QVERIFY2(took.elapsed() >= 300, qPrintable(QString::number(took.elapsed())));
    QCoro::waitFor(static_cast<SandboxPage &>(page).refresh());
    QTRY_COMPARE(countOf(tree, QStringLiteral("SegmentToSMCStatic")), members);

    // Without it the same is taken.
    QTest::mouseClick(named<QCheckBox>(page, fault), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(bench.console().sandbox().faults().isEmpty());
    QCOMPARE(QCoro::waitFor(bench.console().send(Group)).result, SendReport::Result::Accepted);
}

void TestSandbox::listFieldSegmentAndRecordAreMade()
{
    WindowBench bench;
    bench.go(PageId::Sandbox);
    auto &tree = bench.named<ContentTree>("Lists and segments");
    QTRY_COMPARE(countOf(tree, QStringLiteral("USERS_SEGMENT")), QStringLiteral("100"));
    const auto fill = [&bench](const char *action, const char *title, const QHash<QString, QString> &values) {
        bench.action(action).trigger();
        auto &form = bench.named<QDialog>(title);
        for (auto value = values.begin(); value != values.end(); ++value) {
            if (value.key() == QLatin1String("Type"))
                named<QComboBox>(form, value.key())->setCurrentText(value.value());
            else
                named<QLineEdit>(form, value.key())->setText(value.value());
        }
        return QPointer<QDialog>(&form);
    };
    const auto press = [](QDialog &form, const char *text) {
        for (QPushButton *button : form.findChildren<QPushButton *>()) {
            if (button->text() == QLatin1String(text))
                return button->click();
        }
        qFatal("No button says %s", text);
    };

    QPointer<QDialog> form = fill("sandbox.newList", "New list",
                                  {{QStringLiteral("API name"), QStringLiteral("not legal")},
                                   {QStringLiteral("Name"), QStringLiteral("Orders")},
                                   {QStringLiteral("Type"), QStringLiteral("Userlist")}});
    press(*form, "Create list");
    const auto saysWhatIsWrong = [&form] {
        for (const QLabel *label : form->findChildren<QLabel *>()) {
            if (label->isVisible() && label->property("role") == QLatin1String("error") && !label->text().isEmpty())
                return true;
        }
        return false;
    };
    QTRY_VERIFY(saysWhatIsWrong());
    named<QLineEdit>(*form, "API name")->setText(QStringLiteral("ORDERS"));
    press(*form, "Create list");
    QTRY_VERIFY(!form || !form->isVisible());
    QTRY_COMPARE(countOf(tree, QStringLiteral("ORDERS")), QStringLiteral("0"));
    QTRY_COMPARE(tree.current().list, QStringLiteral("ORDERS"));

    form = fill("sandbox.newField", "New field",
                {{QStringLiteral("Name"), QStringLiteral("COLOUR")},
                 {QStringLiteral("Type"), QStringLiteral("Text")},
                 {QStringLiteral("Length"), QStringLiteral("5")}});
    press(*form, "Create field");
    QTRY_VERIFY(!form || !form->isVisible());

    form = fill("sandbox.newSegment", "New static segment",
                {{QStringLiteral("API name"), QStringLiteral("VIPS")},
                 {QStringLiteral("Name"), QStringLiteral("Very important")}});
    press(*form, "Create segment");
    QTRY_COMPARE(countOf(tree, QStringLiteral("VIPS")), QStringLiteral("0"));

    tree.selectOnceThere({QStringLiteral("ORDERS"), {}});
    QCoro::waitFor(static_cast<SandboxPage &>(bench.page(PageId::Sandbox)).refresh());
    form = fill("sandbox.newRecord", "New record", {{QStringLiteral("COLOUR"), QStringLiteral("far too long")}});
    press(*form, "Create record");
    QTRY_VERIFY(saysWhatIsWrong());
    // At the field, which comes into view.
    auto *colour = named<QLineEdit>(*form, "COLOUR");
    const auto *under = errorBelow(*colour);
    QVERIFY(under);
    QTRY_COMPARE(under->visibleRegion().boundingRect(), under->rect());
    QCOMPARE(QApplication::focusWidget(), colour);
    form->grab().save(pictureFolder() + QStringLiteral("/state-sandbox-record.png"));
    colour->setText(QStringLiteral("red"));
    press(*form, "Create record");
    QTRY_COMPARE(countOf(tree, QStringLiteral("ORDERS")), QStringLiteral("1"));
}

void TestSandbox::stoppingAndStartingKeepsTheContent()
{
    WindowBench bench;
    bench.go(PageId::Sandbox);
    QCoro::waitFor(bench.console().send(Group));
    bench.action("sandbox.stop").trigger();
    QVERIFY(!bench.console().sandbox().isRunning());
    QVERIFY(bench.action("sandbox.start").isVisible());
    bench.picture("state-sandbox-stopped");
    bench.action("sandbox.start").trigger();
    QTRY_VERIFY(bench.console().sandbox().isRunning());
    QTRY_COMPARE(countOf(bench.named<ContentTree>("Lists and segments"), QStringLiteral("SegmentToSMCStatic")),
                 QStringLiteral("1"));
    QCOMPARE(QCoro::waitFor(bench.console().send(Group)).result, SendReport::Result::Accepted);

    // The list that was chosen has its records beside it again.
    auto &tree = bench.named<ContentTree>("Lists and segments");
    auto &rows = bench.named<QTableView>("Records");
    tree.setCurrentItem(tree.findItems(QStringLiteral("USERS_SEGMENT"), Qt::MatchExactly).first());
    QTRY_COMPARE(rows.model()->rowCount(), 100);
    bench.action("sandbox.stop").trigger();
    bench.action("sandbox.start").trigger();
    QTRY_VERIFY(bench.console().sandbox().isRunning());
    QTRY_COMPARE(rows.model()->rowCount(), 100);
    QCOMPARE(tree.current().list, QStringLiteral("USERS_SEGMENT"));
}

void TestSandbox::resetAsksAndBringsTheDemoBack()
{
    WindowBench bench;
    bench.go(PageId::Sandbox);
    QCoro::waitFor(bench.console().send(Group));
    auto &tree = bench.named<ContentTree>("Lists and segments");
    QTRY_COMPARE(countOf(tree, QStringLiteral("SegmentToSMCStatic")), QStringLiteral("1"));
    bench.dialogs().answer = QStringLiteral("cancel");
    bench.action("sandbox.reset").trigger();
    QTest::qWait(100);
    QCOMPARE(countOf(tree, QStringLiteral("SegmentToSMCStatic")), QStringLiteral("1"));
    bench.dialogs().answer = QStringLiteral("reset");
    bench.action("sandbox.reset").trigger();
    QTRY_COMPARE(countOf(tree, QStringLiteral("SegmentToSMCStatic")), QStringLiteral("0"));
    QCOMPARE(bench.dialogs().asked, QStringList(2, QStringLiteral("reset_sandbox")));
}

void TestSandbox::contentSurvivesARestart()
{
    WindowBench bench;
    QCoro::waitFor(bench.console().send(Group));
    bench.restart();
    bench.go(PageId::Sandbox);
    QTRY_COMPARE(countOf(bench.named<ContentTree>("Lists and segments"), QStringLiteral("SegmentToSMCStatic")),
                 QStringLiteral("1"));
}

void TestSandbox::sendingWhileItIsStoppedSaysSo()
{
    WindowBench bench;
    bench.console().sandbox().stop();
    const SendReport report = QCoro::waitFor(bench.console().send(Group));
    QCOMPARE(report.result, SendReport::Result::NotSent);
    QVERIFY(report.verdict.sentence.contains(QStringLiteral("sandbox")));
    QCOMPARE(report.verdict.linkId, QStringLiteral("sandbox:"));
}

void TestSandbox::productionIsAskedOnce()
{
    WindowBench bench;
    // A production profile that leads to the sandbox: asked about all the same.
    const std::string address = bench.console().sandbox().address();
    const smc::vault::Credentials credentials = bench.console().sandbox().credentials();
    bench.addProfile("Acme", "production");
    QVERIFY(QCoro::waitFor(bench.console().changeSettings([&address](smc::destination::Settings &settings) {
        settings.smcAdminUrl = address;
        settings.organization = "DEMO";
        settings.sendGroupEvents = true;
    })));
    QVERIFY(QCoro::waitFor(bench.console().storeCredentials(credentials)));

    bench.dialogs().answer = QStringLiteral("cancel");
    QCOMPARE(QCoro::waitFor(bench.console().send(Group)).result, SendReport::Result::Declined);
    QVERIFY(bench.console().sandbox().requests().empty());
    const Question question = bench.dialogs().questions.last();
    QCOMPARE(question.id, QStringLiteral("send_to_production"));
    QVERIFY(question.text.contains(QStringLiteral("Acme")) && question.text.contains(QStringLiteral("DEMO")));
    QCOMPARE(question.preferred, QStringLiteral("cancel"));

    bench.dialogs().answer = QStringLiteral("send");
    QCOMPARE(QCoro::waitFor(bench.console().send(Group)).result, SendReport::Result::Accepted);
    QCOMPARE(QCoro::waitFor(bench.console().send(Group)).result, SendReport::Result::Accepted);
    QCOMPARE(bench.dialogs().asked.size(), 2);
    // Another organization is another question.
    QVERIFY(QCoro::waitFor(
        bench.console().changeSettings([](smc::destination::Settings &settings) { settings.organization = "OTHER"; })));
    QCOMPARE(QCoro::waitFor(bench.console().send(Group)).result, SendReport::Result::Rejected);
    QCOMPARE(bench.dialogs().asked.size(), 3);
}

void TestSandbox::tourWorksAndLeavesAPictureOfEachPage()
{
    WindowBench bench;
    const QString folder = bench.folder() + QStringLiteral("/tour");
    QStringList lines;
    TourOptions options;
    options.folder = folder;
    options.say = [&lines](const QString &line) { lines.append(line); };
    const bool worked = QCoro::waitFor(runTour(bench.console(), bench.window(), options));
    QVERIFY2(worked, qPrintable(lines.join(QLatin1Char('\n'))));
    QCOMPARE(QDir(folder).entryList({QStringLiteral("*.png")}, QDir::Files, QDir::Name),
             (QStringList{QStringLiteral("1-connection.png"), QStringLiteral("2-compose-identify.png"),
                          QStringLiteral("3-compose-group.png"), QStringLiteral("4-mapping.png"),
                          QStringLiteral("5-activity.png"), QStringLiteral("6-sandbox.png")}));
    QCOMPARE(lines.filter(QStringLiteral(" → 200 Answered")).size(), 3);
    QCOMPARE(lines.filter(QStringLiteral(" → 200 Delivered")).size(), 2);
    QVERIFY(lines.last().contains(QStringLiteral("1 in segment_events, 1 in SegmentToSMCStatic")));
}

void TestSandbox::tourFailsWhereSmcRefuses()
{
    WindowBench bench;
    bench.console().sandbox().setFaults(*smc::sandbox::parseFaults({"401"}));
    TourOptions options;
    options.folder = bench.folder() + QStringLiteral("/tour");
    QStringList lines;
    options.say = [&lines](const QString &line) { lines.append(line); };
    QVERIFY(!QCoro::waitFor(runTour(bench.console(), bench.window(), options)));
    QVERIFY(lines.last().startsWith(QStringLiteral("Step failed:")));
}

void TestSandbox::aTakenNameGetsANumber()
{
    smc::workspace::Profile sandbox;
    sandbox.name = "Sandbox";
    smc::workspace::Profile second;
    second.name = "SANDBOX 2";
    QCOMPARE(freeName("Sandbox", {}), std::string("Sandbox"));
    QCOMPARE(freeName("sandbox", {sandbox}), std::string("sandbox 2"));
    QCOMPARE(freeName("Sandbox", {sandbox, second}), std::string("Sandbox 3"));
}

QTEST_MAIN(TestSandbox)
#include "test_sandbox.moc"
