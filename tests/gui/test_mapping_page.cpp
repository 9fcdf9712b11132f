// Mapping in the real window: what the page shows of rules and columns, edits with undo, saving, files.
#include "named.h"
#include "window_bench.h"

#include <destination/preset.h>
#include <gui/compose/compose_page.h>
#include <gui/editor/json_editor.h>
#include <gui/mapping/mapping_page.h>
#include <gui/widgets/banner.h>
#include <gui/widgets/verdict_widget.h>
#include <workspace/profile.h>

#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace smc;
using namespace smc::gui;

namespace {

constexpr const char *Identify =
    R"({"type":"identify","userId":"u-1","messageId":"m-1","traits":{"email":"ada@example.com","name":"Ada"}})";

} // namespace

class TestMappingPage : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowBench> m_bench;
    MappingPage *m_page = nullptr;

    void compose(const char *text)
    {
        m_bench->go(PageId::Compose);
        auto *page = static_cast<ComposePage *>(&m_bench->page(PageId::Compose));
        named<JsonEditor>(*page, QStringLiteral("Event as JSON"))->setCode(text);
        QTRY_COMPARE(page->preview().eventText, std::string(text));
    }

    void openPage()
    {
        m_bench->go(PageId::Mapping);
        m_page = static_cast<MappingPage *>(&m_bench->page(PageId::Mapping));
    }

    QTableView *columns() { return named<QTableView>(*m_page, QStringLiteral("Columns of the rule")); }
    QListView *rules() { return named<QListView>(*m_page, QStringLiteral("Rules of the mapping")); }
    QLineEdit *name() { return named<QLineEdit>(*m_page, QStringLiteral("Name of the column")); }
    QPlainTextEdit *value() { return named<QPlainTextEdit>(*m_page, QStringLiteral("Value of the column")); }
    QLineEdit *trigger() { return named<QLineEdit>(*m_page, QStringLiteral("Trigger of the rule")); }
    QString under() { return m_bench->find<QLabel>("mapping.columnUnder").text(); }
    QAction *action(const char *id) { return m_page->findChild<QAction *>(QString::fromLatin1(id)); }

    /// The row of a column, or -1.
    int rowOf(const QString &column)
    {
        for (int row = 0; row < columns()->model()->rowCount(); ++row) {
            if (columns()->model()->index(row, 0).data(Qt::EditRole).toString() == column)
                return row;
        }
        return -1;
    }
    QString cell(const QString &column, int at)
    {
        return columns()->model()->index(rowOf(column), at).data().toString();
    }
    QString result(const QString &column) { return cell(column, 3); }
    void select(const QString &column) { columns()->setCurrentIndex(columns()->model()->index(rowOf(column), 0)); }
    void writeValue(const QString &text)
    {
        value()->setFocus();
        value()->selectAll();
        QTest::keyClicks(value(), text);
        name()->setFocus(); // Left: now it is checked.
    }

    /// What Compose says of a column of the event's row: what is in force.
    QString previewOf(const char *column)
    {
        const auto *page = static_cast<ComposePage *>(&m_bench->page(PageId::Compose));
        for (const PreviewDelivery &delivery : page->preview().deliveries) {
            for (const PreviewCell &cell : delivery.cells) {
                if (cell.column == QLatin1String(column))
                    return cell.isNull() ? QStringLiteral("null") : cell.value;
            }
        }
        return QStringLiteral("no such column");
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<WindowBench>();
        compose(Identify);
        openPage();
    }
    void cleanup() { m_bench.reset(); }

    void rulesShowWhatTheyDoAndWhetherTheyTakeTheEvent()
    {
        QCOMPARE(rules()->model()->rowCount(), 3);
        QCOMPARE(rules()->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("event-row, takes this event"));
        QCOMPARE(rules()->model()->index(2, 0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("group-membership, not this event"));
        QVERIFY(rules()->model()->index(0, 0).data(Qt::ToolTipRole).toString().startsWith(QStringLiteral("Each call")));
        QVERIFY(trigger()->text().startsWith(QStringLiteral("type = \"identify\"")));
        rules()->setCurrentIndex(rules()->model()->index(2, 0));
        QVERIFY(m_bench->find<QLabel>("mapping.ruleOutcome").text().contains(QStringLiteral("identify")));
    }

    void columnsShowDirectiveAndLiveResult()
    {
        QCOMPARE(cell(QStringLiteral("USER_ID"), 1), QStringLiteral("Path"));
        QCOMPARE(cell(QStringLiteral("USER_ID"), 2), QStringLiteral("$.userId"));
        QCOMPARE(result(QStringLiteral("USER_ID")), QStringLiteral("u-1"));
        QCOMPARE(cell(QStringLiteral("EVENT"), 1), QStringLiteral("Condition"));
        QCOMPARE(cell(QStringLiteral("TRAITS"), 1), QStringLiteral("JSON text"));
        QCOMPARE(result(QStringLiteral("EVENT")), QStringLiteral("(empty)"));
    }

    void anEditedColumnShowsItsResultAndIsInForceOnceSaved()
    {
        select(QStringLiteral("EVENT"));
        QVERIFY(!action("mapping.save")->isEnabled());
        writeValue(QStringLiteral("$.traits.email"));
        QCOMPARE(cell(QStringLiteral("EVENT"), 1), QStringLiteral("Path"));
        QCOMPARE(result(QStringLiteral("EVENT")), QStringLiteral("ada@example.com"));
        QVERIFY(m_bench->find<QLabel>("mapping.unsaved").isVisible());
        QCOMPARE(previewOf("EVENT"), QStringLiteral("null")); // Not in force yet.

        QTest::keyClick(&m_bench->window(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!m_bench->find<QLabel>("mapping.unsaved").isVisible());
        QCOMPARE(previewOf("EVENT"), QStringLiteral("ada@example.com"));
        QVERIFY2(m_bench->find<QLabel>("mapping.where").text().contains(QStringLiteral("mappings/")),
                 qPrintable(m_bench->find<QLabel>("mapping.where").text()));

        m_bench->restart();
        openPage();
        QCOMPARE(cell(QStringLiteral("EVENT"), 2), QStringLiteral("$.traits.email"));
        QCOMPARE(previewOf("EVENT"), QStringLiteral("ada@example.com"));
    }

    void whatCanNotBeUsedIsNamedAndNotSaved()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("{\"@oops\": \"$.x\"}"));
        QVERIFY2(under().contains(QStringLiteral("@oops")), qPrintable(under()));
        QCOMPARE(result(QStringLiteral("EVENT")), QStringLiteral("can't be used"));
        QVERIFY(value()->accessibleDescription().contains(QStringLiteral("@oops")));
        action("mapping.save")->trigger();
        auto *banner = m_page->banners().banner(QStringLiteral("mapping"));
        QVERIFY(banner && banner->content().text.startsWith(QStringLiteral("Not saved.")));
        QVERIFY(m_bench->console().mappingFile().empty());

        writeValue(QStringLiteral("{\"@path\": "));
        QVERIFY2(under().contains(QStringLiteral("column")), qPrintable(under()));
        QVERIFY(action("mapping.save")->isEnabled());
        action("mapping.save")->trigger();
        QVERIFY(m_bench->console().mappingFile().empty());
        action("mapping.undo")->trigger();
        QVERIFY(!value()->toPlainText().startsWith(QStringLiteral("{\"@path\"")));
        QCOMPARE(cell(QStringLiteral("EVENT"), 1), QStringLiteral("Condition"));
        writeValue(QStringLiteral("$.traits.name"));
        QVERIFY(!under().contains(QStringLiteral("column ")));
        QCOMPARE(result(QStringLiteral("EVENT")), QStringLiteral("Ada"));
    }

    void triggerWithAQuirkIsWarnedOf()
    {
        trigger()->setFocus();
        trigger()->selectAll();
        QTest::keyClicks(trigger(), QStringLiteral("type = \"track\" and event = \"A\" or event = \"B\""));
        value()->setFocus();
        const QString said = m_bench->find<QLabel>("mapping.triggerUnder").text();
        QVERIFY2(said.contains(QStringLiteral("and")) && said.contains(QStringLiteral("or")), qPrintable(said));
        QCOMPARE(rules()->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("event-row, not this event"));
        trigger()->setFocus();
        trigger()->selectAll();
        QTest::keyClick(trigger(), Qt::Key_Delete);
        value()->setFocus();
        QVERIFY(!m_bench->find<QLabel>("mapping.triggerUnder").text().isEmpty());
        QCOMPARE(rules()->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("event-row, can't be used"));
    }

    void theNearestPathIsOffered()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.e_mail"));
        QVERIFY2(under().contains(QStringLiteral("$.traits.email")), qPrintable(under()));
        auto &use = m_bench->find<QPushButton>("mapping.nearest");
        QCOMPARE(use.text(), QStringLiteral("Use $.traits.email"));
        QTest::mouseClick(&use, Qt::LeftButton);
        QCOMPARE(value()->toPlainText(), QStringLiteral("$.traits.email"));
        QCOMPARE(result(QStringLiteral("EVENT")), QStringLiteral("ada@example.com"));
    }

    void pathsOfTheEventAreSuggestedWhileOneWrites()
    {
        select(QStringLiteral("EVENT"));
        value()->setFocus();
        value()->selectAll();
        QTest::keyClicks(value(), QStringLiteral("$.traits.na"));
        auto *popup = value()->findChild<QListView *>();
        QVERIFY(popup && popup->isVisible());
        QCOMPARE(popup->currentIndex().data().toString(), QStringLiteral("$.traits.name"));
        QTest::keyClick(value(), Qt::Key_Return);
        QVERIFY(!popup->isVisible());
        QCOMPARE(value()->toPlainText(), QStringLiteral("$.traits.name"));
        QCOMPARE(result(QStringLiteral("EVENT")), QStringLiteral("Ada"));
    }

    void fieldsOfTheListAreSuggestedForNames()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_page->session().fieldsOfRule(0).contains(QStringLiteral("MESSAGE_ID")), 30000);
        select(QStringLiteral("EVENT"));
        name()->setFocus();
        name()->selectAll();
        QTest::keyClicks(name(), QStringLiteral("NO_SUCH_FIELD"));
        value()->setFocus();
        QVERIFY2(under().contains(QStringLiteral("segment_events has no field NO_SUCH_FIELD")), qPrintable(under()));
    }

    void whatSmcWouldRefuseIsWarnedOf()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_page->session().fieldsOfRule(0).contains(QStringLiteral("TIMESTAMP")), 30000);
        select(QStringLiteral("TIMESTAMP"));
        writeValue(QStringLiteral("$.traits.name"));
        QVERIFY2(under().contains(QStringLiteral("SMC would refuse TIMESTAMP")), qPrintable(under()));
        QCOMPARE(m_page->session().outcome().verdict.word, QStringLiteral("Refused"));
    }

    void aNameThatTheEventGivesIsSaidInWords()
    {
        compose(
            R"({"type":"group","userId":"a@b.c","groupId":"S","traits":{"userlist":"USERS_SEGMENT","matchkey":"MAIL"}})");
        QVERIFY(m_bench->console().changeSettings(
            [](destination::Settings &settings) { settings.sendGroupEvents = true; }));
        openPage();
        rules()->setCurrentIndex(rules()->model()->index(2, 0));
        QCOMPARE(columns()->model()->index(0, 0).data().toString(),
                 QStringLiteral("MAIL, named by $.traits.matchkey (key)"));
        QVERIFY(name()->text().startsWith(QStringLiteral("{\"from\"")));
    }

    void everyStepIsUndoneAndRedone()
    {
        const std::string before = m_page->session().mapping();
        select(QStringLiteral("EVENT"));
        const int count = columns()->model()->rowCount();
        writeValue(QStringLiteral("$.traits.email"));
        writeValue(QStringLiteral("$.traits.name"));
        action("mapping.undo")->trigger(); // Two visits of the field are two steps.
        QCOMPARE(result(QStringLiteral("EVENT")), QStringLiteral("ada@example.com"));
        action("mapping.add")->trigger();
        QCOMPARE(columns()->model()->rowCount(), count + 1);
        QCOMPARE(name()->selectedText(), QStringLiteral("NEW_COLUMN"));
        QTest::keyClicks(name(), QStringLiteral("SOURCE"));
        QVERIFY(rowOf(QStringLiteral("SOURCE")) == rowOf(QStringLiteral("EVENT")) + 1);
        action("mapping.up")->trigger();
        QVERIFY(rowOf(QStringLiteral("SOURCE")) == rowOf(QStringLiteral("EVENT")) - 1);
        action("mapping.remove")->trigger();
        QCOMPARE(rowOf(QStringLiteral("SOURCE")), -1);
        const std::string after = m_page->session().mapping();

        // With the keys, while a field has the focus; a word typed is one step.
        name()->setFocus();
        for (int step = 0; step < 5; ++step)
            QTest::keyClick(name(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_page->session().mapping(), before);
        QVERIFY(!action("mapping.undo")->isEnabled());
        QVERIFY(!m_bench->find<QLabel>("mapping.unsaved").isVisible());
        value()->setFocus();
        for (int step = 0; step < 5; ++step)
            QTest::keyClick(value(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_page->session().mapping(), after);
    }

    void resetPutsThePresetBackAndCanBeUndone()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.email"));
        action("mapping.save")->trigger();
        const std::string own = m_page->session().mapping();
        QVERIFY(QFile::exists(QString::fromStdString(m_bench->console().mappingFile())));
        action("mapping.resetRule")->trigger();
        QCOMPARE(m_page->session().mapping(), std::string(destination::Preset::smcText()));
        action("mapping.undo")->trigger();
        QCOMPARE(m_page->session().mapping(), own);
        action("mapping.resetAll")->trigger();
        const QString file = QString::fromStdString(m_bench->console().mappingFile());
        action("mapping.save")->trigger();
        QVERIFY(m_bench->console().mappingFile().empty());
        QVERIFY(!QFile::exists(file));
        QCOMPARE(previewOf("EVENT"), QStringLiteral("null"));
    }

    void leavingUnsavedChangesAsks()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.email"));
        m_bench->dialogs().answer = QStringLiteral("cancel");
        QVERIFY(!QCoro::waitFor(m_bench->window().showPage(PageId::Compose)));
        m_bench->dialogs().answer = QStringLiteral("discard");
        QVERIFY(QCoro::waitFor(m_bench->window().showPage(PageId::Compose)));
        QCOMPARE(previewOf("EVENT"), QStringLiteral("null"));
        openPage();
        QCOMPARE(result(QStringLiteral("EVENT")), QStringLiteral("(empty)"));
        writeValue(QStringLiteral("$.traits.email"));
        m_bench->dialogs().answer = QStringLiteral("save");
        QVERIFY(QCoro::waitFor(m_bench->window().showPage(PageId::Compose)));
        QCOMPARE(previewOf("EVENT"), QStringLiteral("ada@example.com"));
    }

    void anExportedFileImportsToTheSameAndMapsAlikeInSmcctl()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("Hello {{traits.name}}"));
        QCOMPARE(result(QStringLiteral("EVENT")), QStringLiteral("Hello Ada"));
        const std::string mapping = m_page->session().mapping();
        const QString file = m_bench->folder() + QStringLiteral("/exported.json");
        m_bench->dialogs().path = file;
        action("mapping.export")->trigger();
        QTRY_VERIFY(QFile::exists(file));
        action("mapping.resetAll")->trigger();
        QVERIFY(m_page->session().mapping() != mapping);
        action("mapping.import")->trigger();
        QTRY_COMPARE(m_page->session().mapping(), mapping);

        QFile profile(m_bench->folder() + QStringLiteral("/profile.json"));
        QVERIFY(profile.open(QIODevice::WriteOnly));
        profile.write(
            QStringLiteral("{\"name\":\"P\",\"environment\":\"sandbox\",\"settings\":{\"presetFile\":\"%1\"}}")
                .arg(file)
                .toUtf8());
        profile.close();
        QProcess smcctl;
        smcctl.start(QStringLiteral(SMC_SMCCTL),
                     {QStringLiteral("--profile"), profile.fileName(), QStringLiteral("map")});
        QVERIFY(smcctl.waitForStarted());
        smcctl.write(Identify);
        smcctl.closeWriteChannel();
        QVERIFY(smcctl.waitForFinished());
        const QByteArray said = smcctl.readAllStandardOutput();
        QVERIFY2(said.contains("\"Hello Ada\""), said + smcctl.readAllStandardError());
    }

    void smcctlMapsAStoredProfileByItsOwnMapping()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.email"));
        action("mapping.save")->trigger();
        QProcess smcctl;
        smcctl.start(QStringLiteral(SMC_SMCCTL),
                     {QStringLiteral("--workspace"), m_bench->folder(), QStringLiteral("--profile"),
                      QStringLiteral("Sandbox"), QStringLiteral("map")});
        QVERIFY(smcctl.waitForStarted());
        smcctl.write(R"({"type":"identify","userId":"u","messageId":"m","traits":{"email":"only@here.example"}})");
        smcctl.closeWriteChannel();
        QVERIFY(smcctl.waitForFinished());
        const QByteArray said = smcctl.readAllStandardOutput();
        QVERIFY2(said.contains("\"only@here.example\","), said + smcctl.readAllStandardError());
    }

    void typingStaysQuickWithALargeEvent()
    {
        std::string traits;
        for (int i = 0; i < 250; ++i)
            traits += ",\"trait_" + std::to_string(i) + "\":\"" + std::string(80, 'x') + "\"";
        const std::string event = "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"a\":1" + traits + "}}";
        compose(event.c_str());
        openPage();
        select(QStringLiteral("EVENT"));
        value()->setFocus();
        value()->selectAll();
        QElapsedTimer timer;
        timer.start();
        QTest::keyClicks(value(), QStringLiteral("$.traits.trait_249"));
        const qint64 perKey = timer.elapsed() / 18;
        qInfo("%lld ms a key with an event of %zu KB.", static_cast<long long>(perKey), event.size() / 1024);
        QVERIFY2(perKey < 1000, qPrintable(QString::number(perKey)));
        QTest::keyClick(value(), Qt::Key_Escape);
        QCOMPARE(result(QStringLiteral("EVENT")), QString(80, QLatin1Char('x')));
    }

    void hostileFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("said");
        QTest::newRow("no JSON") << QByteArray("{\"rules\": [") << QStringLiteral("not JSON");
        QTest::newRow("binary") << QByteArray(4096, '\0') << QStringLiteral("not JSON");
        QTest::newRow("too large") << QByteArray(5 * 1024 * 1024, ' ') << QStringLiteral("4 MB");
        QTest::newRow("deep") << QByteArray(100'000, '[') << QStringLiteral("not JSON");
        QTest::newRow("other JSON") << QByteArray("{\"hello\": 1}") << QStringLiteral("lacks");
    }

    void hostileFilesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, said);
        QFile file(m_bench->folder() + QStringLiteral("/hostile.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        m_bench->dialogs().path = file.fileName();
        const std::string before = m_page->session().mapping();
        action("mapping.import")->trigger();
        QTRY_VERIFY(m_page->banners().banner(QStringLiteral("mapping")));
        const QString text = m_page->banners().banner(QStringLiteral("mapping"))->content().text;
        QVERIFY2(text.startsWith(QStringLiteral("Not imported.")) && text.contains(said), qPrintable(text));
        QCOMPARE(m_page->session().mapping(), before);
    }

    void aFileChangedElsewhereIsTakenUp()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.email"));
        action("mapping.save")->trigger();
        m_bench->go(PageId::Compose);
        QFile file(QString::fromStdString(m_bench->console().mappingFile()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray text = file.readAll();
        text.replace("$.traits.email", "$.traits.name");
        QVERIFY(file.resize(0) && file.seek(0) && file.write(text) == text.size());
        file.close();
        openPage();
        QCOMPARE(result(QStringLiteral("EVENT")), QStringLiteral("Ada"));
        QCOMPARE(previewOf("EVENT"), QStringLiteral("Ada"));

        m_bench->go(PageId::Compose);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
        file.close();
        openPage();
        QVERIFY(m_page->banners().banner(QStringLiteral("unreadable")));
        action("mapping.resetAll")->trigger();
        QVERIFY(!m_page->banners().banner(QStringLiteral("unreadable")));
        action("mapping.save")->trigger();
        QCOMPARE(previewOf("EVENT"), QStringLiteral("null"));
    }

    void settingsThatCanNotBeReadKeepTheirMapping()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.email"));
        action("mapping.save")->trigger();
        const QString file = QString::fromStdString(m_bench->console().mappingFile());
        QFile kept(file);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        const QByteArray before = kept.readAll();
        workspace::Profile damaged = m_bench->console().profile();
        damaged.settingsJson = "{\"organization\": 5}";
        QVERIFY(m_bench->console().save(damaged));
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.name"));
        action("mapping.save")->trigger();
        QVERIFY(m_page->banners().banner(QStringLiteral("mapping")));
        QFile after(file);
        QVERIFY(after.open(QIODevice::ReadOnly));
        QCOMPARE(after.readAll(), before);
    }

    void aCopiedProfileHasAMappingOfItsOwn()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.email"));
        action("mapping.save")->trigger();
        const QString original = QString::fromStdString(m_bench->console().mappingFile());
        m_bench->action("profile.duplicate").trigger();
        QTRY_COMPARE(m_bench->console().profile().name, std::string("Copy of Sandbox"));
        const QString copy = QString::fromStdString(m_bench->console().mappingFile());
        QVERIFY(copy != original && QFile::exists(copy));
        m_bench->dialogs().answer = QStringLiteral("remove");
        m_bench->action("profile.remove").trigger();
        QTRY_COMPARE(m_bench->console().profile().name, std::string("Sandbox"));
        QVERIFY(!QFile::exists(copy) && QFile::exists(original));
    }

    void theEventOfComposeIsTheOneAtHand()
    {
        compose(R"({"type":"identify","userId":"u-2","messageId":"m-2"})");
        openPage();
        QCOMPARE(result(QStringLiteral("USER_ID")), QStringLiteral("u-2"));
    }
};

QTEST_MAIN(TestMappingPage)
#include "test_mapping_page.moc"
