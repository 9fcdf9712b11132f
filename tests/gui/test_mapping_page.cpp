// Mapping in the real window: what the page shows of rules and columns, edits with undo, what is in force once saved.
#include "mapping_bench.h"

#include <destination/settings.h>
#include <gui/mapping/mapping_session.h>
#include <gui/sandbox_host.h>
#include <gui/widgets/banner.h>
#include <gui/widgets/data_table.h>
#include <gui/widgets/verdict_widget.h>
#include <vault/credentials.h>
#include <workspace/profile.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QPushButton>
#include <QSignalSpy>

using namespace smc;
using namespace smc::gui;

class TestMappingPage : public MappingBench
{
    Q_OBJECT

    Banner *offer() { return m_page->banners().banner(QStringLiteral("lists")); }

private Q_SLOTS:
    void whereListsAreReadOnlyOnRequestThePageSaysSoAndAsks()
    {
        QVERIFY(offer() == nullptr); // The sandbox is read by itself.
        // A production profile whose SMC is the sandbox of this console.
        Console &console = m_bench->console();
        destination::Settings settings = console.destination().settings;
        settings.smcAdminUrl = console.sandbox().address();
        const vault::Credentials credentials = console.sandbox().credentials();
        m_bench->addProfile("Acme", "production");
        m_bench->changeProfile([settings](workspace::Profile &, destination::Settings &now) { now = settings; });
        QVERIFY(QCoro::waitFor(console.sandbox().start()).has_value());
        openPage();
        QVERIFY(offer() != nullptr && offer()->isVisible());
        QVERIFY2(offer()->content().text.startsWith(QStringLiteral("The fields of SMC's lists are not known")),
                 qPrintable(offer()->content().text));
        m_bench->picture("mapping-lists-offer");
        QVERIFY(m_page->session().fieldsOfRule(0).isEmpty());
        auto *ask = named<QPushButton>(*offer(), QStringLiteral("Refresh lists from SMC"));
        // Without a key it says why it could not, and can be asked again.
        ask->click();
        QTRY_VERIFY(offer()->content().text.startsWith(QStringLiteral("The lists could not be read.")));
        QVERIFY(QCoro::waitFor(console.storeCredentials(credentials)).has_value());
        ask->click();
        QTRY_VERIFY(offer() == nullptr);
        QTRY_VERIFY(m_page->session().fieldsOfRule(0).contains(QStringLiteral("USER_ID")));
    }

    void theOfferToReadListsStaysAwayOnceItWasDeclined()
    {
        m_bench->addProfile("Acme", "production");
        openPage();
        QVERIFY(offer() != nullptr);
        named<QPushButton>(*offer(), QStringLiteral("Dismiss"))->click();
        QVERIFY(offer() == nullptr);
        m_bench->go(PageId::Compose);
        openPage();
        QVERIFY(offer() == nullptr);
        QVERIFY(action("mapping.refreshLists")->isEnabled());
    }

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
        const QString why = m_bench->find<QLabel>("mapping.ruleOutcome").text();
        QVERIFY2(why.contains(QString::fromUtf8("“type = \"group\"”")) && !why.contains(u'`'), qPrintable(why));
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
        m_bench->written();
        QVERIFY(!m_bench->find<QLabel>("mapping.unsaved").isVisible());
        QCOMPARE(previewOf("EVENT"), QStringLiteral("ada@example.com"));
        QVERIFY2(m_bench->find<QLabel>("mapping.where").text().contains(QStringLiteral("mappings/")),
                 qPrintable(m_bench->find<QLabel>("mapping.where").text()));

        m_bench->restart();
        openPage();
        QCOMPARE(cell(QStringLiteral("EVENT"), 2), QStringLiteral("$.traits.email"));
        QCOMPARE(previewOf("EVENT"), QStringLiteral("ada@example.com"));
    }

    void theKeyboardStaysOnThePageWhereItsButtonIsSwitchedOff()
    {
        select(QStringLiteral("EVENT"));
        for (const char *button : {"Save mapping", "Discard"}) {
            writeValue(QStringLiteral("$.traits.") + QString::fromLatin1(button).left(4));
            auto &pressed = m_bench->named<QPushButton>(button);
            QTRY_VERIFY(pressed.isEnabled());
            pressed.setFocus();
            QTest::keyClick(&pressed, Qt::Key_Space);
            QTRY_VERIFY(!pressed.isEnabled());
            const QWidget *now = QApplication::focusWidget();
            QVERIFY2(now && m_page->isAncestorOf(now), qPrintable(now ? now->accessibleName() : QString()));
        }
    }

    void aSessionThatEndsSpeaksOfNoSteps()
    {
        auto session = std::make_unique<MappingSession>(
            m_bench->console(), [] { return EventAtHand(); }, nullptr);
        session->setFilters(R"([{"drop":"type = 'page'"}])", QStringLiteral("Drop pages"));
        QCOMPARE(session->undoStack().count(), 1);
        const QSignalSpy moved(&session->undoStack(), &QUndoStack::indexChanged);
        session.reset();
        QCOMPARE(moved.count(), 0);
    }

    void whatCanNotBeUsedIsNamedAndNotSaved()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("{\"@oops\": \"$.x\"}"));
        QVERIFY2(under().contains(QStringLiteral("@oops")), qPrintable(under()));
        QCOMPARE(result(QStringLiteral("EVENT")), QStringLiteral("can't be used"));
        QVERIFY(value()->accessibleDescription().contains(QStringLiteral("@oops")));
        action("mapping.save")->trigger();
        m_bench->written();
        auto *banner = m_page->banners().banner(QStringLiteral("trouble"));
        QVERIFY(banner && banner->content().text.startsWith(QStringLiteral("Not saved.")));
        QVERIFY(m_bench->console().mappingFile().empty());

        writeValue(QStringLiteral("{\"@path\": "));
        QVERIFY2(under().contains(QStringLiteral("column")), qPrintable(under()));
        QVERIFY(action("mapping.save")->isEnabled());
        action("mapping.save")->trigger();
        m_bench->written();
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
        QVERIFY2(said.contains(QString::fromUtf8("“and” and “or”")) && !said.contains(u'`'), qPrintable(said));
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
        auto &use = m_bench->named<QPushButton>("Use $.traits.email");
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

    void fieldsOfTheListAreKnownThoughComposeWasNotOpened()
    {
        m_bench->restart(WindowBench::Pages::WhenAskedFor);
        openPage();
        QTRY_VERIFY_WITH_TIMEOUT(m_page->session().fieldsOfRule(0).contains(QStringLiteral("MESSAGE_ID")), 30000);
    }

    void whatIsNoValueYetStaysWhileOtherFieldsChange()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("{\"@path\": \"$.userId\""));
        trigger()->setFocus();
        trigger()->setText(QString());
        QTest::keyClicks(trigger(), QStringLiteral("type = \"identify\""));
        QCOMPARE(value()->toPlainText(), QStringLiteral("{\"@path\": \"$.userId\""));
        QVERIFY2(under().contains(QStringLiteral("This begins like JSON")), qPrintable(under()));
    }

    void aRuleThatNamesAColumnTwiceIsNotSaved()
    {
        select(QStringLiteral("EVENT"));
        name()->setFocus();
        name()->selectAll();
        QTest::keyClicks(name(), QStringLiteral("Type"));
        if (QWidget *offered = QApplication::activePopupWidget())
            offered->close();
        value()->setFocus();
        QVERIFY2(under().contains(QStringLiteral("There is a column")), qPrintable(under()));
        QCOMPARE(m_page->session().outcome().verdict.word, QStringLiteral("Not usable"));
        action("mapping.save")->trigger();
        m_bench->written();
        QVERIFY(m_page->session().hasChanges());
        QVERIFY(m_page->banners().banner(QStringLiteral("trouble")));
    }

    void whatSmcWouldRefuseIsWarnedOf()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_page->session().fieldsOfRule(0).contains(QStringLiteral("TIMESTAMP")), 30000);
        select(QStringLiteral("TIMESTAMP"));
        writeValue(QStringLiteral("$.traits.name"));
        QVERIFY2(under().contains(QStringLiteral("SMC would refuse TIMESTAMP of segment_events with InvalidType")),
                 qPrintable(under()));
        QCOMPARE(m_page->session().outcome().verdict.word, QStringLiteral("Refused"));
    }

    void aNameThatTheEventGivesIsSaidInWords()
    {
        compose(
            R"({"type":"group","userId":"a@b.c","groupId":"S","traits":{"userlist":"USERS_SEGMENT","matchkey":"MAIL"}})");
        QVERIFY(QCoro::waitFor(m_bench->console().changeSettings(
            [](destination::Settings &settings) { settings.sendGroupEvents = true; })));
        openPage();
        rules()->setCurrentIndex(rules()->model()->index(2, 0));
        QCOMPARE(columns()->model()->index(0, 0).data().toString(),
                 QStringLiteral("MAIL, named by $.traits.matchkey (key)"));
        // JSON stands there only while somebody writes it.
        QTRY_COMPARE(name()->text(), QStringLiteral("named by $.traits.matchkey"));
        name()->setFocus();
        QVERIFY(name()->text().startsWith(QStringLiteral("{\"from\"")));
        value()->setFocus();
        QCOMPARE(name()->text(), QStringLiteral("named by $.traits.matchkey"));
        QVERIFY(!m_page->session().hasChanges());
        // Whole, as the other columns need little.
        m_bench->window().resize(1280, 800);
        const int text = columns()->fontMetrics().horizontalAdvance(columns()->model()->index(0, 0).data().toString());
        QTRY_VERIFY2(columns()->columnWidth(0) > text, qPrintable(QString::number(columns()->columnWidth(0))));
    }

    void directivesStandInTheTableInWords()
    {
        QCOMPARE(cell(QStringLiteral("EVENT"), 2), QStringLiteral("$.event, or else $.name"));
        QCOMPARE(cell(QStringLiteral("PROPERTIES"), 2), QStringLiteral("$.properties as JSON text"));
        QCOMPARE(cell(QStringLiteral("TYPE"), 2), QStringLiteral("$.type"));
        for (int row = 0; row < columns()->model()->rowCount(); ++row)
            QVERIFY(!columns()->model()->index(row, 2).data().toString().contains(QLatin1Char('@')));
        // They are written as JSON, and copied as that.
        select(QStringLiteral("PROPERTIES"));
        QVERIFY(value()->toPlainText().contains(QStringLiteral("@json")));
        const QModelIndex shown = columns()->model()->index(rowOf(QStringLiteral("PROPERTIES")), 2);
        QCOMPARE(shown.data(CopyRole).toString(), value()->toPlainText());
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

    void whatStepsLeaveIsSelected()
    {
        select(QStringLiteral("EVENT"));
        const int row = columns()->currentIndex().row();
        action("mapping.add")->trigger();
        action("mapping.undo")->trigger();
        QVERIFY(columns()->currentIndex().isValid());
        QVERIFY(qAbs(columns()->currentIndex().row() - row) <= 1);
        QVERIFY(columns()->selectionModel()->isRowSelected(columns()->currentIndex().row(), {}));
        QCOMPARE(name()->text(), columns()->currentIndex().siblingAtColumn(0).data().toString());
        QVERIFY(action("mapping.remove")->isEnabled());
    }

    void aNewColumnsValueGivesWayToWhatIsTyped()
    {
        action("mapping.add")->trigger();
        QTest::keyClicks(name(), QStringLiteral("SOURCE"));
        value()->setFocus(Qt::TabFocusReason);
        QTRY_COMPARE(value()->textCursor().selectedText(), QStringLiteral("null"));
        QTest::keyClicks(value(), QStringLiteral("$.userId"));
        name()->setFocus();
        QCOMPARE(result(QStringLiteral("SOURCE")), QStringLiteral("u-1"));
        value()->setFocus(Qt::TabFocusReason);
        QTest::qWait(1);
        QVERIFY(!value()->textCursor().hasSelection());
    }

    void whatWasNotSavedIsSpokenOfUntilItIsTakenBack()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("{\"@oops\": \"$.x\"}"));
        action("mapping.save")->trigger();
        m_bench->written();
        QVERIFY(m_page->banners().banner(QStringLiteral("trouble")) != nullptr);
        action("mapping.undo")->trigger();
        QVERIFY(!action("mapping.undo")->isEnabled());
        QVERIFY(m_page->banners().banner(QStringLiteral("trouble")) == nullptr);
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

    void theEventOfComposeIsTheOneAtHand()
    {
        compose(R"({"type":"identify","userId":"u-2","messageId":"m-2"})");
        openPage();
        QCOMPARE(result(QStringLiteral("USER_ID")), QStringLiteral("u-2"));
    }
};

QTEST_MAIN(TestMappingPage)
#include "test_mapping_page.moc"
