// Compose helps while one writes: values that go nowhere stand back, places light up, names are suggested, problems are
// mended. Driven through the real window, with the real sandbox.
#include "compose_bench.h"

#include <gui/compose/delivery_model.h>
#include <gui/editor/completion_popup.h>
#include <gui/sandbox_host.h>
#include <gui/schema_cache.h>
#include <gui/widgets/data_table.h>

#include <QAccessible>
#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace smc;
using namespace smc::gui;

namespace {

constexpr const char *Group = R"({
  "type": "group",
  "groupId": "SegmentToSMCStatic",
  "userId": "segmenttest@selligent.com",
  "traits": {
    "matchkey": "MAIL",
    "userlist": "USERS_SEGMENT",
    "age": 42,
    "city": "Gent"
  }
})";

constexpr unsigned long HighlightIndicator = 8;
constexpr unsigned long FaintIndicator = 11;

} // namespace

class TestComposeAssist : public ComposeBench
{
    Q_OBJECT

    CodeView &request() { return *named<CodeView>(*m_page, QStringLiteral("Request as text")); }
    CompletionPopup &popup() { return *named<CompletionPopup>(*m_page, QStringLiteral("Suggestions")); }

    static bool isDrawn(const CodeView &view, unsigned long indicator, std::size_t byte)
    {
        return view.SendScintilla(QsciScintillaBase::SCI_INDICATORVALUEAT, indicator, static_cast<long>(byte)) != 0;
    }

    std::size_t at(const char *word) { return editor().code().find(word); }

    QStringList suggested()
    {
        QStringList names;
        for (int row = 0; row < popup().model()->rowCount(); ++row)
            names.append(popup().model()->index(row, 0).data().toString());
        return names;
    }

    /// The menu of quick fixes that is open, or the test ends.
    QMenu &fixMenu()
    {
        QMenu *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            qFatal("No menu is open");
        return *menu;
    }

    void writeAndWait(const std::string &text)
    {
        write(text);
        QTRY_VERIFY(m_page->preview().provenance != nullptr);
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void whatGoesNowhereStandsBackWithItsReason()
    {
        writeAndWait(Group);
        QTRY_COMPARE(editor().faint().size(), std::size_t(2));
        QVERIFY(isDrawn(editor(), FaintIndicator, at("\"age\"")));
        QVERIFY(isDrawn(editor(), FaintIndicator, at("42")));
        QVERIFY(!isDrawn(editor(), FaintIndicator, at("\"MAIL\"")));

        editor().setFocus();
        editor().setCaret(at("42"));
        const QString reason = QStringLiteral("traits.age goes nowhere: no rule of the mapping reads it.");
        auto *line = named<QLabel>(*m_page, QStringLiteral("What becomes of the value at the caret"));
        QTRY_COMPARE(line->toolTip(), reason);
        const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&editor());
        QCOMPARE(accessible->text(QAccessible::Description), reason);
        m_bench->window().resize(1280, 800);
        QTRY_COMPARE(QString(line->text()).replace(QLatin1Char('\n'), QLatin1Char(' ')),
                     reason); // Whole, in two lines.
        m_bench->picture("compose-dimmed");
        theme::apply(*qApp, theme::Scheme::Dark);
        m_bench->picture("compose-dimmed-dark");
        theme::apply(*qApp, theme::Scheme::Light);

        editor().setCaret(at("\"MAIL\"") + 2);
        QTRY_COMPARE(line->toolTip(), QStringLiteral("traits.matchkey names the column MAIL."));
    }

    void dimmingCanBeSwitchedOffAndStaysOff()
    {
        writeAndWait(Group);
        QTRY_VERIFY(isDrawn(editor(), FaintIndicator, at("42")));
        action("compose.dimUnused")->trigger();
        QVERIFY(!isDrawn(editor(), FaintIndicator, at("42")));
        m_bench->restart();
        openPage();
        QVERIFY(!action("compose.dimUnused")->isChecked());
    }

    void dimmingALargeEventTakesNoTimeToSpeakOf()
    {
        std::string text = "{\"type\":\"group\",\"groupId\":\"S\",\"userId\":\"u\",\"traits\":{\"matchkey\":\"MAIL\","
                           "\"userlist\":\"L\"";
        for (int i = 0; text.size() < 32000; ++i)
            text += ",\n\"k" + std::to_string(i) + "\":" + std::to_string(i);
        text += "}}";
        writeAndWait(text);
        std::vector<FaintPlace> places = editor().faint();
        QVERIFY(places.size() > 1000);
        QElapsedTimer timer;
        timer.start();
        editor().setFaint({});
        editor().setFaint(places);
        const double ms = double(timer.nsecsElapsed()) / 1e6;
        qInfo("%zu places drawn in %.2f ms", places.size(), ms);
        QVERIFY2(ms < 100, qPrintable(QString::number(ms))); // On a busy machine too.
    }

    void thePartOfTheRequestThatOnePutsTheCaretOnLightsUpItsPlace()
    {
        writeAndWait(Group);
        QTRY_VERIFY(!request().code().empty());
        request().setFocus();
        QTRY_VERIFY(request().hasFocus());
        request().setCaret(request().code().find("USERS_SEGMENT") + 3);
        QTRY_VERIFY(isDrawn(editor(), HighlightIndicator, at("\"USERS_SEGMENT\"")));
        QVERIFY(!isDrawn(editor(), HighlightIndicator, at("\"MAIL\"")));
        request().setCaret(request().code().find("segmenttest@") + 3);
        QTRY_VERIFY(isDrawn(editor(), HighlightIndicator, at("\"segmenttest@")));
        QVERIFY(!isDrawn(editor(), HighlightIndicator, at("\"USERS_SEGMENT\"")));
    }

    void theValueUnderTheCaretLightsUpItsCellAndItsPartOfTheRequest()
    {
        writeAndWait(Group);
        QTRY_VERIFY(!request().code().empty());
        editor().setFocus();
        editor().setCaret(at("\"userId\"") + 2);
        const std::size_t inRequest = request().code().find("\"segmenttest@");
        QTRY_VERIFY(isDrawn(request(), HighlightIndicator, inRequest));
        const auto *table = named<DataTable>(*m_page, QStringLiteral("Row for SMC"));
        QVERIFY(table->model()->index(0, DeliveryModel::ValueColumn).data(MarkedRole).toBool());
        editor().setCaret(at("42") + 1);
        QTRY_VERIFY(!isDrawn(request(), HighlightIndicator, inRequest));
        QVERIFY(!table->model()->index(0, DeliveryModel::ValueColumn).data(MarkedRole).toBool());
    }

    void namesAreSuggestedAsOneTypesAndChosenByKeyboard()
    {
        write("{}");
        editor().setFocus();
        editor().setCaret(1);
        QTest::keyClicks(&editor(), QStringLiteral("\"ty"));
        QTRY_VERIFY(popup().isVisible());
        QCOMPARE(suggested().first(), QStringLiteral("type"));
        QTest::keyClick(&editor(), Qt::Key_Return);
        // The value is asked for at once.
        QCOMPARE(editor().code(), std::string("{\"type\": \"\"}"));
        QVERIFY(popup().isVisible());
        QCOMPARE(suggested().size(), 6);
        QTest::keyClick(&editor(), Qt::Key_Down);
        QTest::keyClick(&editor(), Qt::Key_Tab);
        QCOMPARE(editor().code(), std::string("{\"type\": \"track\"}"));
        QVERIFY(!popup().isVisible());
        QTest::keyClick(&editor(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(editor().code(), std::string("{\"type\": \"\"}"));
    }

    void suggestionsStayWhereTheFirstProblemTakesRoomOfTheEditor()
    {
        write("");
        editor().setFocus();
        const int before = editor().height();
        QTest::keyClicks(&editor(), QStringLiteral("{\""));
        QTRY_VERIFY(editor().height() < before);
        QTest::qWait(50);
        QVERIFY(popup().isVisible());
        const QRect caret = editor().rectAt(1);
        QVERIFY2(popup().geometry().contains(caret.bottomLeft() + QPoint(1, 2)), "under the caret");
        QTest::keyClick(&editor(), Qt::Key_Escape);
        QVERIFY(!popup().isVisible());
    }

    void escapeClosesTheSuggestionsAndNothingElse()
    {
        write("{\"type\":\"track\",\"event\":\"\"}");
        editor().setFocus();
        editor().setCaret(at("\"\"") + 1);
        action("compose.complete")->trigger();
        QTRY_VERIFY(popup().isVisible());
        QVERIFY(suggested().contains(QStringLiteral("Order Completed")));
        QVERIFY(QGuiApplication::topLevelWindows().contains(popup().windowHandle()));
        popup().grab().save(pictureFolder() + QStringLiteral("/compose-suggestions.png"));
        QTest::keyClick(&editor(), Qt::Key_Escape);
        QVERIFY(!popup().isVisible());
        QCOMPARE(editor().code(), std::string("{\"type\":\"track\",\"event\":\"\"}"));
        QVERIFY(editor().hasFocus());
        // Nor does a screen reader come upon them among the windows.
        QTRY_VERIFY(popup().windowHandle() == nullptr);
        // Escape did not arm Tab to leave the editor either.
        QTest::keyClick(&editor(), Qt::Key_Tab);
        QVERIFY(editor().hasFocus());
        action("compose.complete")->trigger();
        QTRY_VERIFY(popup().isVisible());
    }

    void whatHelpsCanBeFoundWithoutAKey()
    {
        const auto *button = named<QToolButton>(*m_page, QStringLiteral("Help with writing"));
        QVERIFY(button->isVisible());
        const QList<QAction *> offered = button->menu()->actions();
        for (const char *id : {"compose.complete", "compose.quickFix", "compose.refreshLists", "compose.dimUnused"})
            QVERIFY2(offered.contains(action(id)), id);
        button->menu()->ensurePolished();
        button->menu()->grab().save(pictureFolder() + QStringLiteral("/compose-help-menu.png"));
    }

    void suggestionsThatWereSentAwayDoNotComeBackByThemselves()
    {
        write(R"({"type":"group","groupId":"","userId":"u","traits":{"userlist":"USERS_SEGMENT","matchkey":""}})");
        editor().setFocus();
        editor().setCaret(at("\"matchkey\":\"") + 12);
        action("compose.complete")->trigger();
        QTRY_VERIFY(popup().isVisible());
        QTest::keyClick(&editor(), Qt::Key_Escape);
        QTRY_VERIFY(!console().schema().isReading());
        action("compose.refreshLists")->trigger();
        QVERIFY(console().schema().isReading());
        QTRY_VERIFY(!console().schema().isReading());
        QTest::qWait(50);
        QVERIFY(!popup().isVisible());
    }

    void listsSegmentsAndFieldsComeFromTheSandbox()
    {
        write(R"({"type":"group","groupId":"","userId":"u","traits":{"userlist":"USERS_SEGMENT","matchkey":""}})");
        editor().setFocus();
        editor().setCaret(at("\"matchkey\":\"") + 12);
        action("compose.complete")->trigger();
        QTRY_VERIFY(popup().isVisible() && suggested().contains(QStringLiteral("MAIL")));
        QVERIFY(suggested().contains(QStringLiteral("CUSTOMER_ID")));
        QVERIFY(console().schema().readAt().has_value());
        QTest::keyClick(&editor(), Qt::Key_Escape);
        editor().setCaret(at("\"groupId\":\"") + 11);
        action("compose.complete")->trigger();
        QTRY_COMPARE(suggested(), QStringList{QStringLiteral("SegmentToSMCStatic")});
    }

    void typingAsksTheSandboxOnlyOnce()
    {
        write(R"({"type":"group","groupId":"","userId":"u","traits":{"userlist":"USERS_SEGMENT","matchkey":""}})");
        editor().setFocus();
        editor().setCaret(at("\"matchkey\":\"") + 12);
        action("compose.complete")->trigger();
        QTRY_VERIFY(suggested().contains(QStringLiteral("MAIL")));
        QTRY_VERIFY(!console().schema().isReading());
        const std::size_t before = console().sandbox().requests().size();
        QTest::keyClicks(&editor(), QStringLiteral("MAILCUST"));
        QTest::qWait(150);
        QVERIFY(!console().schema().isReading());
        QCOMPARE(console().sandbox().requests().size(), before);
        m_page->findChild<QAction *>(QStringLiteral("compose.refreshLists"))->trigger();
        QTRY_VERIFY(console().sandbox().requests().size() > before);
    }

    void productionIsReadOnlyAfterThePersonAsked()
    {
        m_bench->addProfile("Acme", "production");
        openPage();
        write(R"({"type":"group","groupId":"","userId":"u","traits":{"userlist":""}})");
        editor().setFocus();
        editor().setCaret(at("\"userlist\":\"") + 12);
        action("compose.complete")->trigger();
        QTest::qWait(100);
        QVERIFY(!console().schema().isReading());
        QVERIFY(console().schema().waitsForPerson());
        QVERIFY(!console().schema().readAt().has_value());
        action("compose.refreshLists")->trigger();
        QVERIFY(!console().schema().waitsForPerson()); // Asked for now; there is no key, so nothing was read.
        QVERIFY(!console().schema().readAt().has_value());
    }

    void listsThatNobodyHasReadAreOfferedToBeRead()
    {
        useProduction();
        const QString refresh = QStringLiteral("Refresh lists from SMC");
        write(R"({"type":"group","groupId":"","userId":"u","traits":{"userlist":"USERS_SEGMENT","matchkey":""}})");
        editor().setFocus();
        const std::size_t before = console().sandbox().requests().size();
        editor().setCaret(at("\"groupId\":\"") + 11);
        action("compose.complete")->trigger();
        QTRY_VERIFY(popup().isVisible());
        QCOMPARE(suggested(), QStringList{refresh});
        QCOMPARE(popup().model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Refresh lists from SMC, Ctrl+Shift+R"));
        m_bench->picture("compose-lists-offered");
        // Who goes on writing means the text, whatever they press next.
        QTest::keyClick(&editor(), Qt::Key_M);
        QTRY_VERIFY(!popup().isVisible());
        QTest::keyClick(&editor(), Qt::Key_Backspace);
        QTest::qWait(50);
        QVERIFY(!popup().isVisible());

        editor().setCaret(at("\"matchkey\":\"") + 12);
        action("compose.complete")->trigger();
        QTRY_COMPARE(suggested(), QStringList{refresh});
        QVERIFY(popup().isVisible() && !console().schema().isReading());
        QCOMPARE(console().sandbox().requests().size(), before);
        QTest::keyClick(&editor(), Qt::Key_Return);
        QVERIFY(console().schema().isReading());
        QTRY_VERIFY(popup().isVisible() && suggested().contains(QStringLiteral("MAIL")));
        QVERIFY(!suggested().contains(refresh));
        QVERIFY(editor().code().find("\"matchkey\":\"\"") != std::string::npos);
    }

    void aSandboxProfileThatBecomesProductionIsNoLongerReadByItself()
    {
        QTRY_VERIFY(!console().schema().waitsForPerson());
        const auto change = [](workspace::Profile &profile, destination::Settings &) {
            profile.environment = workspace::Environment::Production;
        };
        QVERIFY(QCoro::waitFor(console().save(console().profile().id, change)).has_value());
        QVERIFY(console().schema().waitsForPerson());
    }

    void aFieldThatTheListLacksIsWarnedOfAndMended()
    {
        std::string text = Group;
        text.replace(text.find("\"MAIL\""), 6, "\"MAILL\"");
        writeAndWait(text);
        QTRY_COMPARE(m_page->preview().problems.size(), std::size_t(1));
        QCOMPARE(m_page->preview().problems.front().code, std::string("ERR_VALIDATION"));
        editor().setFocus();
        editor().setCaret(at("\"MAILL\"") + 2);
        action("compose.quickFix")->trigger();
        QCOMPARE(fixMenu().actions().first()->text(), QStringLiteral("Write “MAIL”"));
        fixMenu().grab().save(pictureFolder() + QStringLiteral("/compose-quick-fix.png"));
        fixMenu().actions().first()->trigger();
        fixMenu().close();
        QTRY_VERIFY(m_page->preview().problems.empty());
        QVERIFY(editor().code().find("\"MAIL\"") != std::string::npos);
    }

    void oneMendOfTwoProblemsIsOfferedOnce()
    {
        write(R"({"type":"identify","userid":"u"})");
        editor().setFocus();
        editor().setCaret(at("userid") + 2);
        QTRY_VERIFY(m_page->preview().problems.size() >= 2);
        action("compose.quickFix")->trigger();
        QStringList renames;
        for (const QAction *mend : fixMenu().actions()) {
            if (mend->text().startsWith(QStringLiteral("Rename")))
                renames.append(mend->text());
        }
        fixMenu().close();
        QVERIFY2(renames.size() == 1, qPrintable(renames.join(QLatin1Char('\n'))));
    }

    void aProblemIsMendedFromItsListByKeyboardAsOneStep()
    {
        write(R"({"type":"identify","userid":"u"})");
        const std::string before = editor().code();
        auto *problems = named<QListView>(*m_page, QStringLiteral("Problems of the event"));
        QTRY_VERIFY(problems->model()->rowCount() >= 1);
        int row = 0;
        for (std::size_t i = 0; i < m_page->preview().problems.size(); ++i) {
            if (m_page->preview().problems[i].code == "unknown_key")
                row = static_cast<int>(i);
        }
        problems->setFocus();
        problems->setCurrentIndex(problems->model()->index(row, 0));
        QTest::keyClick(problems, Qt::Key_Period, Qt::ControlModifier);
        QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
        QCOMPARE(fixMenu().activeAction()->text(), QStringLiteral("Rename to “userId”"));
        QTest::keyClick(&fixMenu(), Qt::Key_Return);
        QTRY_COMPARE(editor().code(), std::string(R"({"type":"identify","userId":"u"})"));
        editor().undo();
        QCOMPARE(editor().code(), before);
    }

    void aSettingIsSwitchedOnFromTheCaret()
    {
        QVERIFY(QCoro::waitFor(
            console().changeSettings([](destination::Settings &settings) { settings.sendPageEvents = false; })));
        write(R"({"type":"page","name":"Home","userId":"u"})");
        QTRY_COMPARE(m_page->preview().state, Preview::State::Discarded);
        editor().setFocus();
        QTest::keyClick(&editor(), Qt::Key_Return, Qt::AltModifier);
        QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
        QCOMPARE(fixMenu().actions().first()->text(), QStringLiteral("Switch on Send Page Events"));
        fixMenu().actions().first()->trigger();
        fixMenu().close();
        QTRY_COMPARE(m_page->preview().state, Preview::State::Ready);
    }

    void anEventThatTheMappingDoesNotTakeLeadsToTheMapping()
    {
        QTemporaryDir folder;
        QFile preset(folder.filePath(QStringLiteral("nothing.json")));
        QVERIFY(preset.open(QIODevice::WriteOnly));
        preset.write(R"({"version":1,"name":"Nothing","integrations":[],"rules":[{"id":"g","trigger":"type = null",
            "operation":"load","list":"L","keyFields":["A"],"columns":[{"name":"A","value":{"@path":"$.userId"}}]}]})");
        preset.close();
        const auto mapping = [this](const std::string &file) {
            return QCoro::waitFor(
                console().changeSettings([file](destination::Settings &settings) { settings.presetFile = file; }));
        };
        QVERIFY(mapping(preset.fileName().toStdString()));
        write(R"({"type":"identify","userId":"u"})");
        QTRY_COMPARE(m_page->preview().state, Preview::State::Discarded);
        const VerdictContent shown = m_page->preview().verdict;
        QCOMPARE(shown.sentence,
                 QStringLiteral("The preset \"Nothing\" has no rule for identify calls, so none is sent."));
        QCOMPARE(shown.link, QStringLiteral("Open Mapping"));
        QSignalSpy left(m_page, &Page::goTo);
        Q_EMIT verdict()->linkActivated(shown.linkId);
        QCOMPARE(left.count(), 1);
        QCOMPARE(left.first().first().value<PageId>(), PageId::Mapping);
        QVERIFY(mapping({}));
    }

    void aMissingNameIsFilledInFromWhatSmcHolds()
    {
        write(R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"u","traits":{"userlist":"USERS_SEGMENT"}})");
        QTRY_COMPARE(m_page->preview().state, Preview::State::Discarded);
        Q_EMIT verdict()->linkActivated(m_page->preview().verdict.linkId);
        QVERIFY(editor().code().find("\"matchkey\":\"\"") != std::string::npos);
        QTRY_VERIFY(popup().isVisible() && suggested().contains(QStringLiteral("MAIL")));
        QTest::keyClicks(&editor(), QStringLiteral("ma"));
        QTRY_COMPARE(suggested().first(), QStringLiteral("MAIL"));
        QTest::keyClick(&editor(), Qt::Key_Return);
        QTRY_COMPARE(m_page->preview().verdict.word, QStringLiteral("Ready"));
        QVERIFY(editor().code().find("\"matchkey\":\"MAIL\"") != std::string::npos);
    }
};

QTEST_MAIN(TestComposeAssist)
#include "test_compose_assist.moc"
