// The Connection page, driven as a person drives it.
#include "connection_bench.h"
#include "named.h"
#include "window_bench.h"

#include <gui/connection/allow_list_editor.h>
#include <gui/connection/allow_list_model.h>
#include <gui/connection/connection_page.h>
#include <gui/connection/test_panel.h>
#include <gui/sandbox_host.h>
#include <gui/widgets/verdict_widget.h>
#include <rest/client.h>
#include <vault/credentials.h>
#include <workspace/history_store.h>

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>

#include <algorithm>

using namespace smc::gui;

class TestConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void sandboxProfileNeedsNothing();
    void addressShowsTheApiBaseAsItIsTyped();
    void addressThatIsRefusedSaysWhyWhenLeft();
    void wayThatCantBeGoneSaysWhyWhenLeft();
    void errorGoesAsSoonAsItIsMended();
    void pastedColumnIsTrimmedAndAddedOnce();
    void pastedSpreadsheetTakesItsFirstColumn();
    void pastingIntoTheListAddsNames();
    void namesCanBeEditedAndRemovedWithTheKeyboard();
    void saveAndRevertFollowTheChanges();
    void savedSettingsAreInForceAtOnce();
    void nameThatIsTakenStaysUnderItsField();
    void productionSaysWhatItMeans();
    void testOfTheSandboxSucceeds();
    void aResultSaysThatSomethingChangedSince();
    void whatCouldNotBeTestedIsNotSaidOnceTheSecretIsThere();
    void whatCouldNotBeTestedIsNotSaidOnceTheSandboxRuns();
    void testShowsEachStepAsItEnds();
    void testOfNobodySaysWhatFailed();
    void whatATestFailedForIsSaidOnceAndLeavesTheForm();
    void testWithoutKeySaysWhatIsMissing();
    void testIsFiledAsAnsweredUnderTheAddressesThatWereAsked();
    void testCanBeCancelled();
    void theKeyboardStaysOnThePageWhereAButtonIsSwitchedOff();
    void leadingToASettingFocusesIt();
};

void TestConnection::sandboxProfileNeedsNothing()
{
    WindowBench bench;
    QVERIFY(bench.named<QLineEdit>("SMC admin URL").text().isEmpty());
    QVERIFY(bench.find<QLabel>("smcAdminUrlUnder").text().contains(QStringLiteral("http://127.0.0.1:")));
    QCOMPARE(bench.named<QLineEdit>("Organization").text(), QStringLiteral("DEMO"));
    QCOMPARE(bench.find<QLabel>("organizationUnder").text(),
             QStringLiteral("The sandbox in this console is DEMO, whatever stands here."));
    QVERIFY(bench.find<QLabel>("credentials.where").isVisible());
    QVERIFY(!bench.named<QLineEdit>("API key").isVisible());
    for (const char *toggle : {"Send page events", "Send screen events", "Send group events", "Send alias events"})
        QVERIFY(bench.named<QCheckBox>(toggle).isChecked());
    bench.console().sandbox().stop();
    QTRY_COMPARE(bench.find<QLabel>("organizationUnder").text(),
                 QStringLiteral("The sandbox in this console has its own, whatever stands here."));
    QVERIFY(bench.find<AllowListEditor>("allowedEvents").names().contains(QStringLiteral("Order Completed")));
}

void TestConnection::addressShowsTheApiBaseAsItIsTyped()
{
    WindowBench bench;
    type(bench.named<QLineEdit>("SMC admin URL"), QStringLiteral("paranasolution.selligent.com/portal/ES/a"));
    QCOMPARE(bench.find<QLabel>("smcAdminUrlUnder").text(),
             QStringLiteral("API: https://paranasolution.selligent.com/Portal/Api"));
    QVERIFY(bench.find<QLabel>("organizationUnder").text().contains(QStringLiteral("top right of SMC")));
}

void TestConnection::addressThatIsRefusedSaysWhyWhenLeft()
{
    WindowBench bench;
    auto &url = bench.named<QLineEdit>("SMC admin URL");
    auto &under = bench.find<QLabel>("smcAdminUrlUnder");
    type(url, QStringLiteral("http://acme.slgnt.us/"));
    QCOMPARE(under.property("role").toString(), QStringLiteral("hint"));
    leave(url);
    QCOMPARE(under.property("role").toString(), QStringLiteral("error"));
    QVERIFY2(under.text().contains(QStringLiteral("https")), qPrintable(under.text()));
    QCOMPARE(url.accessibleDescription(), under.text());
}

void TestConnection::wayThatCantBeGoneSaysWhyWhenLeft()
{
    WindowBench bench;
    auto &proxy = bench.named<QLineEdit>("Proxy");
    auto &underProxy = bench.find<QLabel>("proxyUrlUnder");
    const QString hint = underProxy.text();
    type(proxy, QStringLiteral("ftp:nonsense"));
    leave(proxy);
    QCOMPARE(underProxy.property("role").toString(), QStringLiteral("error"));
    QVERIFY2(underProxy.text().contains(QStringLiteral("http://host:port")), qPrintable(underProxy.text()));
    proxy.clear();
    type(proxy, QStringLiteral("http://proxy.example:3128"));
    leave(proxy);
    QCOMPARE(underProxy.text(), hint);

    auto &file = bench.named<QLineEdit>("Certificate authority file");
    auto &underFile = bench.find<QLabel>("caFileUnder");
    type(file, bench.folder() + QStringLiteral("/none.pem"));
    leave(file);
    QTRY_COMPARE(underFile.property("role").toString(), QStringLiteral("error"));
    QCOMPARE(file.accessibleDescription(), underFile.text());
    // It is said again when one saves, which it does not prevent: the file may come later.
    bench.action("connection.save").trigger();
    bench.written();
    QTRY_VERIFY(!bench.console().storedSettings().caFile.empty());
    QCOMPARE(underFile.property("role").toString(), QStringLiteral("error"));
    QTest::keyClick(&file, Qt::Key_Backspace);
    QCOMPARE(underFile.property("role").toString(), QStringLiteral("hint"));
}

void TestConnection::errorGoesAsSoonAsItIsMended()
{
    WindowBench bench;
    auto &list = bench.named<QLineEdit>("Events data list, API name");
    auto &under = bench.find<QLabel>("eventsDataListApiNameUnder");
    const QString hint = under.text();
    type(list, QStringLiteral("segment events"));
    leave(list);
    QCOMPARE(under.property("role").toString(), QStringLiteral("error"));
    list.setFocus();
    QTest::keyClick(&list, Qt::Key_Home);
    type(list, QStringLiteral("segment_events2"));
    QCOMPARE(under.property("role").toString(), QStringLiteral("hint"));
    QCOMPARE(under.text(), hint);
}

void TestConnection::pastedColumnIsTrimmedAndAddedOnce()
{
    AllowListModel model;
    model.setNames({QStringLiteral("Order Completed")});
    const AllowListModel::Added result =
        model.add(QStringLiteral("  Signed Up \r\nOrder Completed\n\n\torphan cell\norder completed\rSigned Up\n"));
    // A line that begins with a tab has an empty first cell.
    QCOMPARE(model.names(), (QStringList{QStringLiteral("Order Completed"), QStringLiteral("Signed Up"),
                                         QStringLiteral("order completed")}));
    QCOMPARE(result.added, 2);
    QCOMPARE(result.known, 2);
}

void TestConnection::pastedSpreadsheetTakesItsFirstColumn()
{
    AllowListModel model;
    model.add(QStringLiteral("Product Viewed\t120\tyes\nProduct Added\t3\tno\n"));
    QCOMPARE(model.names(), (QStringList{QStringLiteral("Product Viewed"), QStringLiteral("Product Added")}));
}

void TestConnection::pastingIntoTheListAddsNames()
{
    WindowBench bench;
    auto &editor = bench.find<AllowListEditor>("allowedEvents");
    const QStringList before = editor.names();
    QApplication::clipboard()->setText(QStringLiteral("A One\nB Two\n%1\n").arg(before.first()));
    editor.list().setFocus();
    QTest::keyClick(&editor.list(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(editor.names(), before + QStringList({QStringLiteral("A One"), QStringLiteral("B Two")}));
    const auto labels = editor.findChildren<QLabel *>();
    QVERIFY(labels.first()->text().contains(QStringLiteral("Added 2, left out 1")));

    // More than one line pasted into the field for one name goes the same way.
    QApplication::clipboard()->setText(QStringLiteral("C Three\nD Four"));
    auto &field = bench.named<QLineEdit>("Event to allow");
    field.setFocus();
    QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(editor.names().last(), QStringLiteral("D Four"));
    QVERIFY(field.text().isEmpty());
    QVERIFY(bench.find<QLabel>("connection.unsaved").isVisible());
}

void TestConnection::namesCanBeEditedAndRemovedWithTheKeyboard()
{
    WindowBench bench;
    auto &editor = bench.find<AllowListEditor>("allowedEvents");
    auto &field = bench.named<QLineEdit>("Event to allow");
    type(field, QStringLiteral("  Typed  "));
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(editor.names().last(), QStringLiteral("Typed"));
    QListView &list = editor.list();
    QAbstractItemModel &model = *list.model();
    QVERIFY(model.setData(model.index(0, 0), QStringLiteral("Renamed "), Qt::EditRole));
    QCOMPARE(editor.names().first(), QStringLiteral("Renamed"));
    const auto says = [&editor](const QString &words) {
        const auto labels = editor.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->text().contains(words); });
    };
    QVERIFY(!model.setData(model.index(0, 0), QStringLiteral("Typed"), Qt::EditRole));
    QVERIFY(says(QStringLiteral("“Renamed” stays: “Typed” is there already.")));
    QVERIFY(!model.setData(model.index(0, 0), QStringLiteral("  "), Qt::EditRole));
    QVERIFY(says(QStringLiteral("“Renamed” stays: a name can't be empty.")));
    list.setFocus();
    list.setCurrentIndex(model.index(0, 0));
    QTest::keyClick(&list, Qt::Key_Delete);
    QVERIFY(!editor.names().contains(QStringLiteral("Renamed")));
}

void TestConnection::saveAndRevertFollowTheChanges()
{
    WindowBench bench;
    QVERIFY(!bench.action("connection.save").isEnabled());
    QVERIFY(!bench.find<QLabel>("connection.unsaved").isVisible());
    bench.named<QCheckBox>("Send page events").click();
    QVERIFY(bench.action("connection.save").isEnabled());
    QVERIFY(bench.find<QLabel>("connection.unsaved").isVisible());
    bench.action("connection.revert").trigger();
    QVERIFY(bench.named<QCheckBox>("Send page events").isChecked());
    QVERIFY(!bench.action("connection.save").isEnabled());
    // A change that is taken back by hand is no change.
    bench.named<QCheckBox>("Send page events").click();
    bench.named<QCheckBox>("Send page events").click();
    QVERIFY(!bench.action("connection.save").isEnabled());
}

void TestConnection::savedSettingsAreInForceAtOnce()
{
    WindowBench bench;
    bench.named<QCheckBox>("Send group events").click();
    type(bench.named<QLineEdit>("Audience list, API name"), QStringLiteral("USERS_SEGMENT"));
    type(bench.named<QLineEdit>("Business key field of the audience list"), QStringLiteral("CUSTOMER_ID , MAIL"));
    QTest::keyClick(&bench.window(), Qt::Key_S, Qt::ControlModifier);
    bench.written();
    const smc::destination::Settings &settings = bench.console().destination().settings;
    QVERIFY(!settings.sendGroupEvents);
    QCOMPARE(settings.audienceListApiName, std::string("USERS_SEGMENT"));
    QCOMPARE(settings.audienceKeyFields, (std::vector<std::string>{"CUSTOMER_ID", "MAIL"}));
    bench.restart();
    QVERIFY(!bench.console().destination().settings.sendGroupEvents);
    QCOMPARE(bench.named<QLineEdit>("Business key field of the audience list").text(),
             QStringLiteral("CUSTOMER_ID, MAIL"));
}

void TestConnection::nameThatIsTakenStaysUnderItsField()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    type(bench.named<QLineEdit>("Profile name"), QStringLiteral("sandbox"));
    bench.action("connection.save").trigger();
    bench.written();
    QCOMPARE(bench.find<QLabel>("nameUnder").property("role").toString(), QStringLiteral("error"));
    QCOMPARE(bench.console().profile().name, std::string("Acme"));
}

void TestConnection::productionSaysWhatItMeans()
{
    WindowBench bench;
    auto &environment = bench.named<QComboBox>("Environment");
    QVERIFY(!bench.find<QLabel>("environmentUnder").isVisible());
    environment.setFocus();
    QTest::keyClick(&environment, Qt::Key_End);
    QCOMPARE(environment.currentText(), QStringLiteral("Production"));
    QVERIFY(bench.find<QLabel>("environmentUnder").text().contains(QStringLiteral("asks")));
    QVERIFY(!bench.console().isProduction());
}

void TestConnection::testOfTheSandboxSucceeds()
{
    WindowBench bench;
    QTest::keyClick(&bench.window(), Qt::Key_Return, Qt::ControlModifier);
    auto &panel = bench.find<TestPanel>("connectionTest");
    QTRY_VERIFY(panel.isGood());
    QTRY_VERIFY(panel.isVisible());
    const auto steps = panel.findChildren<VerdictWidget *>();
    QCOMPARE(steps.size(), 3);
    for (const VerdictWidget *step : steps)
        QCOMPARE(step->content().tone, theme::Tone::Success);
    QVERIFY(!bench.console().isBusy());
    QVERIFY(bench.action("connection.test").isEnabled());
}

void TestConnection::aResultSaysThatSomethingChangedSince()
{
    WindowBench bench;
    bench.action("connection.test").trigger();
    auto &panel = bench.find<TestPanel>("connectionTest");
    QTRY_VERIFY(panel.isGood());
    const auto says = [&panel](const char *title) { return panel.outcome().startsWith(QString::fromLatin1(title)); };
    QVERIFY2(says("The connection works."), qPrintable(panel.outcome()));
    bench.named<QCheckBox>("Send group events").toggle();
    QVERIFY2(says("The connection works."), qPrintable(panel.outcome()));
    auto &list = bench.named<QLineEdit>("Events data list, API name");
    const QString before = list.text();
    type(list, QStringLiteral("ANOTHER_LIST"));
    QVERIFY2(says("The connection worked before your last change."), qPrintable(panel.outcome()));
    bench.picture("state-test-outdated");
    type(list, before);
    QVERIFY2(says("The connection works."), qPrintable(panel.outcome()));
}

void TestConnection::whatCouldNotBeTestedIsNotSaidOnceTheSecretIsThere()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    type(bench.named<QLineEdit>("SMC admin URL"), QStringLiteral("http://127.0.0.1:9/"));
    type(bench.named<QLineEdit>("API key"), QString::fromLatin1(Key));
    bench.action("connection.test").trigger();
    auto &panel = bench.find<TestPanel>("connectionTest");
    QTRY_COMPARE(panel.findChildren<VerdictWidget *>().size(), 1);
    QTRY_VERIFY(panel.isVisible() && !panel.isRunning());
    type(bench.named<QLineEdit>("API secret"), QString::fromLatin1(Secret));
    QTRY_VERIFY(!panel.isVisible());
}

void TestConnection::whatCouldNotBeTestedIsNotSaidOnceTheSandboxRuns()
{
    WindowBench bench;
    bench.console().sandbox().stop();
    QTRY_VERIFY(!bench.console().sandbox().isRunning());
    bench.action("connection.test").trigger();
    auto &panel = bench.find<TestPanel>("connectionTest");
    QTRY_VERIFY(panel.isVisible() && !panel.isRunning());
    QVERIFY2(panel.outcome().contains(QStringLiteral("The sandbox does not run.")), qPrintable(panel.outcome()));
    QVERIFY(QCoro::waitFor(bench.console().sandbox().start()).has_value());
    QTRY_VERIFY(!panel.isVisible());
}

void TestConnection::testShowsEachStepAsItEnds()
{
    WindowBench bench;
    bench.console().sandbox().setFaults(*smc::sandbox::parseFaults({"latency=400"}));
    bench.action("connection.test").trigger();
    auto &panel = bench.find<TestPanel>("connectionTest");
    const auto tones = [&panel] {
        QList<theme::Tone> all;
        for (const VerdictWidget *step : panel.findChildren<VerdictWidget *>())
            all.append(step->content().tone);
        return all;
    };
    using theme::Tone;
    QCOMPARE(tones(), (QList<Tone>{Tone::Info, Tone::Neutral, Tone::Neutral}));
    QTRY_COMPARE(tones(), (QList<Tone>{Tone::Success, Tone::Info, Tone::Neutral}));
    QVERIFY(bench.console().isBusy());
    bench.picture("state-test-running");
    QTRY_COMPARE(tones(), (QList<Tone>{Tone::Success, Tone::Success, Tone::Info}));
    QTRY_VERIFY(panel.isGood());
    QCOMPARE(tones(), (QList<Tone>{Tone::Success, Tone::Success, Tone::Success}));
}

void TestConnection::testOfNobodySaysWhatFailed()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    type(bench.named<QLineEdit>("SMC admin URL"), QStringLiteral("http://127.0.0.1:9/"));
    type(bench.named<QLineEdit>("API key"), QString::fromLatin1(Key));
    type(bench.named<QLineEdit>("API secret"), QString::fromLatin1(Secret));
    bench.action("connection.test").trigger();
    auto &panel = bench.find<TestPanel>("connectionTest");
    QTRY_VERIFY_WITH_TIMEOUT(!bench.console().isBusy() && panel.findChildren<VerdictWidget *>().size() == 3, 30000);
    QVERIFY(!panel.isGood());
    QCOMPARE(panel.findChildren<VerdictWidget *>().first()->content().tone, theme::Tone::Danger);
    QVERIFY(!panel.findChildren<VerdictWidget *>().first()->content().sentence.isEmpty());
    bench.picture("state-test-failed");
}

void TestConnection::whatATestFailedForIsSaidOnceAndLeavesTheForm()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    bench.window().resize(1024, 680);
    auto &panel = bench.find<TestPanel>("connectionTest");
    smc::rest::ConnectionReport report;
    const std::string why = "SMC does not let this computer in: the key is for 10.0.0.0/8 alone, and this computer "
                            "reaches SMC from another address. SMC said: Access denied for the address 192.0.2.10.";
    using Step = smc::rest::ConnectionStep;
    for (const char *id : {"address", "access", "events_list"}) {
        Step step;
        step.id = id;
        step.title = "The address answers";
        step.sentence = id == std::string("address") ? "It answers." : why;
        step.advice = id == std::string("address") ? "" : "Ask who runs SMC to add the address to the key's filter.";
        step.state = id == std::string("address") ? Step::State::Ok : Step::State::Failed;
        report.steps.push_back(step);
    }
    panel.showReport(report);
    QTest::qWait(50);
    bench.picture("state-test-failed-1024");
    qsizetype said = 0;
    for (const QLabel *label : panel.findChildren<QLabel *>())
        said += label->isVisible() ? label->text().count(QStringLiteral("Access denied")) : 0;
    QCOMPARE(said, qsizetype(1));
    QCOMPARE(panel.outcome().count(QStringLiteral("Access denied")), qsizetype(1));
    QCOMPARE(clippedTexts(panel), QStringList());
    const int form = bench.find<QScrollArea>("connection.form").height();
    QVERIFY2(form >= 240, qPrintable(QString::number(form)));
}

void TestConnection::testWithoutKeySaysWhatIsMissing()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    bench.action("connection.test").trigger();
    auto &panel = bench.find<TestPanel>("connectionTest");
    QTRY_COMPARE(panel.findChildren<VerdictWidget *>().size(), 1);
    QVERIFY(panel.findChildren<VerdictWidget *>().first()->content().sentence.contains(QStringLiteral("key")));
    QVERIFY(!panel.isGood());
}

void TestConnection::testIsFiledAsAnsweredUnderTheAddressesThatWereAsked()
{
    WindowBench bench;
    smc::destination::Settings settings;
    settings.smcAdminUrl = bench.console().sandbox().address();
    settings.organization = "A B";
    const auto report = QCoro::waitFor(bench.console().testConnection(
        smc::workspace::Environment::Development, settings, bench.console().sandbox().credentials()));
    QVERIFY(report.has_value());
    QVERIFY(!report->isGood());
    const auto first = entryOf(bench.console(), 1);
    QVERIFY(first && *first);
    QCOMPARE((*first)->verdict, std::string("Answered"));
    const auto second = entryOf(bench.console(), 2);
    QVERIFY(second && *second);
    QVERIFY2(QString::fromStdString((*second)->url).endsWith(QStringLiteral("/organizations/A%20B")),
             (*second)->url.c_str());
    QVERIFY((*second)->verdict != "Answered");
}

void TestConnection::testCanBeCancelled()
{
    WindowBench bench;
    bench.console().sandbox().setFaults(*smc::sandbox::parseFaults({"latency=20000"}));
    bench.action("connection.test").trigger();
    auto &panel = bench.find<TestPanel>("connectionTest");
    auto &cancel = bench.named<QPushButton>("Cancel the test");
    QTRY_VERIFY(cancel.isVisible());
    QVERIFY(!bench.action("connection.test").isEnabled());
    cancel.click();
    QTRY_VERIFY_WITH_TIMEOUT(!bench.console().isBusy(), 3000);
    QTRY_VERIFY(!cancel.isVisible());
    QVERIFY(!panel.isGood());
    QVERIFY2(panel.outcome().startsWith(QStringLiteral("The test was cancelled.")), qPrintable(panel.outcome()));
}

void TestConnection::theKeyboardStaysOnThePageWhereAButtonIsSwitchedOff()
{
    WindowBench bench;
    auto &name = bench.named<QLineEdit>("Profile name");
    name.setFocus();
    type(name, QStringLiteral("Mine"));
    auto &save = bench.named<QPushButton>("Save");
    save.setFocus();
    QTest::keyClick(&save, Qt::Key_Space);
    QTRY_VERIFY(!save.isEnabled());
    QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget *>(&name));

    bench.console().sandbox().setFaults(*smc::sandbox::parseFaults({"latency=200"}));
    auto &test = bench.named<QPushButton>("Test connection");
    QTRY_VERIFY(test.isEnabled());
    test.setFocus();
    QTest::keyClick(&test, Qt::Key_Space);
    QTRY_VERIFY(QApplication::focusWidget());
    QTRY_COMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("Cancel the test"));
    auto &panel = bench.find<TestPanel>("connectionTest");
    QTRY_VERIFY(panel.isGood());
    QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget *>(&test));
    auto &dismiss = bench.named<QPushButton>("Dismiss the test's result");
    dismiss.setFocus();
    QTest::keyClick(&dismiss, Qt::Key_Space);
    QVERIFY(!panel.isVisible());
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(&test));
}

void TestConnection::leadingToASettingFocusesIt()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    bench.go(PageId::Compose);
    QCoro::waitFor(bench.window().showPage(PageId::Connection, QStringLiteral("organization")));
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("organization"));
    QCoro::waitFor(bench.window().showPage(PageId::Connection, QStringLiteral("credentials")));
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("apiKey"));
    QCoro::waitFor(bench.window().showPage(PageId::Connection, QStringLiteral("sendGroupEvents")));
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("sendGroupEvents"));
    QCoro::waitFor(bench.window().showPage(PageId::Connection, QStringLiteral("no such setting")));
}

QTEST_MAIN(TestConnection)
#include "test_connection.moc"
