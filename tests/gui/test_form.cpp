// The form: each field of each call, and the text that comes of filling it in.
#include "form_bench.h"

#include <gui/compose/form/event_form.h>
#include <gui/compose/form/field_edits.h>
#include <workspace/drafts.h>

#include <QAction>
#include <QCompleter>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

using namespace smc;
using namespace smc::gui;

class TestForm : public FormBench
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void eachCallHasItsFields_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<QStringList>("fields");
        const auto row = [](const char *call, const char *fields) {
            QTest::newRow(call) << QString::fromLatin1(call) << QString::fromLatin1(fields).split(QStringLiteral(", "));
        };
        row("identify", "Call type, User ID");
        row("track", "Call type, Event name, User ID");
        row("page", "Call type, Name, Category, User ID");
        row("screen", "Call type, Name, Category, User ID");
        row("group", "Call type, Method, Static segment, User ID, Match field, User list");
        row("alias", "Call type, User ID, Previous ID");
        row("unheard", "Call type, User ID");
    }

    void eachCallHasItsFields()
    {
        QFETCH(QString, call);
        QFETCH(QStringList, fields);
        open("{\"type\":\"" + call.toStdString() + "\",\"userId\":\"u\"}");
        QStringList shown;
        for (const FieldSpec &spec : fieldTable()) {
            const QString name = labelOf(spec).remove(QLatin1Char('&'));
            if (line(name) || box(name))
                shown.append(name);
        }
        QCOMPARE(shown, fields);
        QCOMPARE(box(QStringLiteral("Call type"))->currentText(), call);
    }

    void anonymousIdIsAFieldWhereItIsUsedOrNeeded()
    {
        const QString name = QStringLiteral("Anonymous ID");
        open(R"({"type":"track","event":"Signed Up","userId":"u"})");
        QVERIFY(!line(name));
        open(R"({"type":"track","event":"Signed Up","anonymousId":"a"})");
        QCOMPARE(line(name)->text(), QStringLiteral("a"));
        open(R"({"type":"track","event":"Signed Up"})");
        QVERIFY(line(name));
    }

    void aFieldChangesItsValueAndNothingElse_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QByteArray>("wanted");
        const auto row = [](const char *name, QByteArray text, const char *field, const char *value,
                            QByteArray wanted) {
            QTest::newRow(name) << std::move(text) << QString::fromUtf8(field) << QString::fromUtf8(value)
                                << std::move(wanted);
        };
        row("identify userId", "{\n  \"type\": \"identify\",\n  \"userId\": \"a\"\n}", "User ID", "Zoë \"Z\"",
            "{\n  \"type\": \"identify\",\n  \"userId\": \"Zoë \\\"Z\\\"\"\n}");
        row("identify, CRLF", "{\r\n\t\"type\": \"identify\",\r\n\t\"userId\": \"a\",\r\n\t\"n\": 1.00\r\n}\r\n",
            "User ID", "b", "{\r\n\t\"type\": \"identify\",\r\n\t\"userId\": \"b\",\r\n\t\"n\": 1.00\r\n}\r\n");
        row("identify, new userId", "{\n  \"type\": \"identify\",\n  \"traits\": {}\n}", "User ID", "b",
            "{\n  \"type\": \"identify\",\n  \"userId\": \"b\",\n  \"traits\": {}\n}");
        row("identify, new anonymousId, compact", R"({"type":"identify","traits":{"n":1e2}})", "Anonymous ID", "x",
            R"({"type":"identify","anonymousId":"x","traits":{"n":1e2}})");
        row("identify, userId emptied", "{\n  \"type\": \"identify\",\n  \"userId\": \"a\",\n  \"x\": 1\n}", "User ID",
            "", "{\n  \"type\": \"identify\",\n  \"x\": 1\n}");
        row("track event", R"({"type":"track","event":"A","userId":"u"})", "Event name", "order completed",
            R"({"type":"track","event":"order completed","userId":"u"})");
        row("track, new event", "{\r\n  \"type\": \"track\",\r\n  \"userId\": \"u\"\r\n}", "Event name", "12",
            "{\r\n  \"type\": \"track\",\r\n  \"event\": \"12\",\r\n  \"userId\": \"u\"\r\n}");
        row("page name", R"({"type":"page","name":"Home","userId":"u"})", "Name", "Start",
            R"({"type":"page","name":"Start","userId":"u"})");
        row("page category", R"({ "type": "page", "name": "Home", "userId": "u" })", "Category", "Shop",
            R"({ "type": "page", "name": "Home", "category": "Shop", "userId": "u" })");
        row("screen name", R"({"type":"screen","name":"Home","userId":"u"})", "Name", "",
            R"({"type":"screen","userId":"u"})");
        row("screen category", R"({"type":"screen","category":"c","userId":"u"})", "Category", "d",
            R"({"type":"screen","category":"d","userId":"u"})");
        row("group id", R"({"type":"group","groupId":"S","userId":"u"})", "Static segment", "T",
            R"({"type":"group","groupId":"T","userId":"u"})");
        row("group userId", R"({"type":"group","groupId":"S","userId":"u"})", "User ID", "v@example.com",
            R"({"type":"group","groupId":"S","userId":"v@example.com"})");
        row("group matchkey", "{\n  \"type\": \"group\",\n  \"userId\": \"u\"\n}", "Match field", "MAIL",
            "{\n  \"type\": \"group\",\n  \"userId\": \"u\",\n  \"traits\": {\n    \"matchkey\": \"MAIL\"\n  }\n}");
        row("group userlist", R"({"type":"group","userId":"u","traits":{"userlist":"A","matchkey":"B"}})", "User list",
            "C", R"({"type":"group","userId":"u","traits":{"userlist":"C","matchkey":"B"}})");
        row("alias userId", R"({"type":"alias","userId":"u","previousId":"p"})", "User ID", "w",
            R"({"type":"alias","userId":"w","previousId":"p"})");
        row("alias previousId", R"({"type":"alias","userId":"u","previousId":"p"})", "Previous ID", "q",
            R"({"type":"alias","userId":"u","previousId":"q"})");
        row("a number becomes text once it is typed over", R"({"type":"identify","userId":5})", "User ID", "6",
            R"({"type":"identify","userId":"6"})");
        row("a variable stays as it is written", R"({"type":"identify","userId":"u"})", "User ID", "{{person.email}}",
            R"({"type":"identify","userId":"{{person.email}}"})");
        row("in a batch", "{\"batch\": [\n  {\"type\":\"identify\",\"userId\":\"u\"}\n], \"context\": {\"ip\": \"1\"}}",
            "User ID", "w",
            "{\"batch\": [\n  {\"type\":\"identify\",\"userId\":\"w\"}\n], \"context\": {\"ip\": \"1\"}}");
        row("behind a byte order mark", "\xEF\xBB\xBF{\"type\":\"identify\",\"userId\":\"u\"}", "User ID", "w",
            "\xEF\xBB\xBF{\"type\":\"identify\",\"userId\":\"w\"}");
    }

    void aFieldChangesItsValueAndNothingElse()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, field);
        QFETCH(QString, value);
        QFETCH(QByteArray, wanted);
        open(text.toStdString());
        fill(field, value);
        QCOMPARE(QByteArray::fromStdString(editor().code()), wanted);
        // One step, there and back.
        action("compose.undo")->trigger();
        QCOMPARE(QByteArray::fromStdString(editor().code()), text);
        QVERIFY(!editor().isUndoAvailable());
        action("compose.redo")->trigger();
        QCOMPARE(QByteArray::fromStdString(editor().code()), wanted);
    }

    void typeAndMethodAreChosen()
    {
        open("{\n  \"type\": \"group\",\n  \"traits\": {\n    \"matchkey\": \"MAIL\"\n  }\n}");
        choose(QStringLiteral("Method"), QStringLiteral("REMOVE"));
        QCOMPARE(text(), std::string("{\n  \"type\": \"group\",\n  \"traits\": {\n    \"matchkey\": \"MAIL\",\n"
                                     "    \"method\": \"REMOVE\"\n  }\n}"));
        choose(QStringLiteral("Method"), QStringLiteral("ADD"));
        QVERIFY(text().find("\"method\": \"ADD\"") != std::string::npos);
        choose(QStringLiteral("Method"), QStringLiteral("Not set (ADD)"));
        choose(QStringLiteral("Call type"), QStringLiteral("identify"));
        QCOMPARE(text(),
                 std::string("{\n  \"type\": \"identify\",\n  \"traits\": {\n    \"matchkey\": \"MAIL\"\n  }\n}"));
        QVERIFY(!box(QStringLiteral("Method")));
    }

    void aTypeThatIsNoneIsShownAsItIs()
    {
        open(R"({"type":"Trakc","userId":"u"})");
        QCOMPARE(box(QStringLiteral("Call type"))->currentText(), QStringLiteral("Trakc"));
        QTRY_VERIFY(wordsUnder(QStringLiteral("Call type")).contains(QStringLiteral("\"track\"")));
    }

    void allowedEventsAreProposedAndOthersCanBeTyped()
    {
        open(R"({"type":"track","event":"order completed","userId":"u"})");
        QComboBox *events = box(QStringLiteral("Event name"));
        QVERIFY(events->findText(QStringLiteral("Order Completed")) >= 0);
        QCOMPARE(events->currentText(), QStringLiteral("order completed"));
        choose(QStringLiteral("Event name"), QStringLiteral("Order Completed"));
        QCOMPARE(text(), std::string(R"({"type":"track","event":"Order Completed","userId":"u"})"));
        QTRY_COMPARE(m_page->preview().verdict.word, QStringLiteral("Ready"));
    }

    void suggestionsAreAskedForInTheFieldThatHasTheFocus()
    {
        const std::string before = R"({"type":"track","event":"","userId":"u"})";
        open(before);
        auto *suggest = m_page->findChild<QAction *>(QStringLiteral("compose.complete"));
        QVERIFY(suggest);
        QComboBox *events = box(QStringLiteral("Event name"));
        events->setFocus();
        suggest->trigger();
        QVERIFY(events->completer()->popup()->isVisible());
        QVERIFY(events->isVisible());
        events->completer()->popup()->hide();

        QSignalSpy said(m_page, &Page::status);
        line(QStringLiteral("User ID"))->setFocus();
        suggest->trigger();
        QCOMPARE(said.size(), 1);
        QVERIFY(line(QStringLiteral("User ID"))->hasFocus());
        QVERIFY(!editor().isVisible());
        QCOMPARE(text(), before);
    }

    void theKeyboardStaysInTheFormWhereAnEventWasSaved()
    {
        open(R"({"type":"identify","userId":"u-1"})");
        m_page->findChild<QAction *>(QStringLiteral("compose.save"))->trigger();
        QTRY_VERIFY(line(QStringLiteral("Name")) && line(QStringLiteral("Name"))->hasFocus());
        QTest::keyClick(line(QStringLiteral("Name")), Qt::Key_Return);
        QTRY_VERIFY(!line(QStringLiteral("Name")));
        const auto *form = m_page->findChild<EventForm *>();
        QTRY_VERIFY(form->isAncestorOf(QApplication::focusWidget()));
        editor().setFocus(); // Behind the form nobody would see what is typed.
        QVERIFY(form->isAncestorOf(QApplication::focusWidget()));
    }

    void fieldsAreCheckedWhenLeftAndSayWhatIsWrong()
    {
        open(R"({"type":"group","groupId":"S","userId":"u"})");
        QLineEdit *field = line(QStringLiteral("Static segment"));
        field->setFocus();
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::qWait(150);
        QCOMPARE(wordsUnder(QStringLiteral("Static segment")), QString());
        QCOMPARE(text(), std::string(R"({"type":"group","groupId":"S","userId":"u"})"));
        QTest::keyClick(field, Qt::Key_Tab);
        QTRY_COMPARE(wordsUnder(QStringLiteral("Static segment")), QStringLiteral("A group call needs a \"groupId\"."));
        fill(QStringLiteral("Static segment"), QStringLiteral("T"));
        QTRY_COMPARE(wordsUnder(QStringLiteral("Static segment")), QString());
    }

    void whatDiscardsTheEventStandsUnderItsField_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::addColumn<QString>("field");
        const QByteArray good =
            R"({"type":"group","groupId":"S","userId":"u","traits":{"matchkey":"MAIL","userlist":"L"}})";
        QTest::newRow("a name that is none")
            << QByteArray(good).replace("\"S\"", "\"nons\\\"ense\"") << QStringLiteral("Static segment");
        QTest::newRow("a method that is none")
            << QByteArray(good).replace("\"L\"", R"("L","method":"ADDD")") << QStringLiteral("Method");
        QTest::newRow("a match field that is missing")
            << QByteArray(good).replace(R"("matchkey":"MAIL",)", "") << QStringLiteral("Match field");
        QTest::newRow("an event that is not allowed")
            << QByteArray(R"({"type":"track","event":"Never Heard Of","userId":"u"})") << QStringLiteral("Event name");
    }

    void whatDiscardsTheEventStandsUnderItsField()
    {
        QFETCH(QByteArray, event);
        QFETCH(QString, field);
        open(event.toStdString());
        QTRY_COMPARE(m_page->preview().state, Preview::State::Discarded);
        const QString reason = m_page->preview().verdict.sentence;
        QTRY_COMPARE(wordsUnder(field), reason);
        auto *problems = named<QListView>(*m_page, QStringLiteral("Problems of the event"));
        QCOMPARE(problems->model()->rowCount(), 1);
        QCOMPARE(problems->model()->index(0, 0).data().toString(), QStringLiteral("Line 1: ") + reason);
        QCOMPARE(m_page->findChild<QLabel *>(QStringLiteral("problemSummary"))->text(), QStringLiteral("1 warning"));
        QVERIFY(!m_page->preview().problems.front().fixes.empty());
    }

    void whatIsTypedIsSentAlsoBeforeTheFieldIsLeft()
    {
        open(R"({"type":"identify","userId":"old"})");
        QLineEdit *field = line(QStringLiteral("User ID"));
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("new"));
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(resultOf(QStringLiteral("Delivered")) != nullptr);
        const auto entry = entryOf(console(), history().front().id);
        QCOMPARE((*entry)->eventText, std::string(R"({"type":"identify","userId":"new"})"));
    }

    void aValueThatIsNoTextIsMadeOneByReturn()
    {
        open("{\"type\":\"identify\",\"userId\":5.0}");
        QTRY_VERIFY(wordsUnder(QStringLiteral("User ID"))
                        .endsWith(QStringLiteral("Press Return in this field to make it text.")));
        line(QStringLiteral("User ID"))->setFocus();
        QTest::keyClick(focus(), Qt::Key_Tab);
        QVERIFY(!editor().isUndoAvailable());
        line(QStringLiteral("User ID"))->setFocus();
        QTest::keyClick(focus(), Qt::Key_Return);
        QCOMPARE(text(), std::string("{\"type\":\"identify\",\"userId\":\"5.0\"}"));
        QTRY_COMPARE(wordsUnder(QStringLiteral("User ID")), QString());
    }

    void escapeTakesBackWhatIsTyped()
    {
        open(R"({"type":"identify","userId":"old"})");
        QLineEdit *field = line(QStringLiteral("User ID"));
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("er"));
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(field->text(), QStringLiteral("old"));
        QTest::keyClick(field, Qt::Key_Tab);
        QVERIFY(!editor().isUndoAvailable());
    }

    void theKeyboardStaysInTheFormWhateverTheTextIs()
    {
        open(R"({"type":"track","userId":"u","event":"A","properties":{"a":1}})");
        box(QStringLiteral("Call type"))->setFocus();
        const auto *form = m_page->findChild<EventForm *>();
        QVERIFY(form->isAncestorOf(focus()));
        for (const char *text : {"", "lorem ipsum", "", R"({"type":"identify","userId":"u"})", "lorem ipsum",
                                 R"({"type":"identify","userId":"u"})", "lorem ipsum", ""}) {
            editor().setCode(text);
            QTest::qWait(20);
            QVERIFY2(form->isAncestorOf(focus()) && focus()->isEnabled() && focus()->isVisible(), text);
        }
    }

    void undoGoesThroughBothViews()
    {
        const std::string start = R"({"type":"identify","userId":"a"})";
        open(start);
        fill(QStringLiteral("User ID"), QStringLiteral("b"));
        showJson();
        editor().setCaret(editor().byteCount());
        QTest::keyClicks(&editor(), QStringLiteral(" "));
        showForm();
        fill(QStringLiteral("User ID"), QStringLiteral("c"));
        QCOMPARE(text(), std::string(R"({"type":"identify","userId":"c"} )"));

        // In a field in which nothing is being typed Ctrl+Z is the event's.
        line(QStringLiteral("User ID"))->setFocus();
        QTest::keyClick(focus(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(text(), std::string(R"({"type":"identify","userId":"b"} )"));
        QTRY_COMPARE(line(QStringLiteral("User ID"))->text(), QStringLiteral("b"));
        showJson();
        QTest::keyClick(&editor(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(text(), std::string(R"({"type":"identify","userId":"b"})"));
        showForm();
        rows().setFocus();
        QTest::keyClick(&rows(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(text(), start);
        QTRY_COMPARE(line(QStringLiteral("User ID"))->text(), QStringLiteral("a"));
        QTest::keyClick(&rows(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(text(), std::string(R"({"type":"identify","userId":"b"})"));

        // What is being typed comes first.
        QLineEdit *field = line(QStringLiteral("User ID"));
        field->setFocus();
        field->setCursorPosition(1);
        QTest::keyClicks(field, QStringLiteral("x"));
        QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(field->text(), QStringLiteral("b"));
        QCOMPARE(text(), std::string(R"({"type":"identify","userId":"b"})"));
    }

    void anEditKeepsFoldsMarksAndTheCaret()
    {
        std::string long_ = "{\n  \"type\": \"identify\",\n  \"userId\": \"a\",\n  \"context\": {\n    \"ip\": \"1\",\n"
                            "    \"locale\": \"nl\"\n  },\n  \"traits\": {\n    \"n\": 1\n  }\n}";
        open(long_);
        showJson();
        editor().recolor();
        editor().foldLine(3);
        QVERIFY(editor().contractedFolds().contains(3));
        const std::size_t caret = text().find("\"n\"");
        editor().setCaret(caret);
        editor().markerDefine(QsciScintilla::Circle, 7);
        editor().markerAdd(8, 7);
        showForm();
        fill(QStringLiteral("User ID"), QStringLiteral("longer"));
        go("/traits/n", MemberModel::KeyColumn);
        QTest::keyClick(&rows(), Qt::Key_Insert);
        QTRY_VERIFY(qobject_cast<QLineEdit *>(focus()));
        QTest::keyClick(focus(), Qt::Key_Escape);
        showJson();
        QCOMPARE(editor().caret(), caret + 5);
        QVERIFY(editor().contractedFolds().contains(3));
        QCOMPARE(editor().markersAtLine(8) & (1U << 7U), 1U << 7U);
    }

    void eachViewKeepsItsPlace()
    {
        std::string big = "{\n  \"type\": \"identify\",\n  \"userId\": \"a\",\n  \"traits\": {\n";
        for (int i = 0; i < 200; ++i)
            big += "    \"trait" + std::to_string(i) + "\": " + std::to_string(i) + (i < 199 ? ",\n" : "\n");
        big += "  }\n}";
        open(big);
        go("/traits/trait150");
        const int scroll = rows().verticalScrollBar()->value();
        QVERIFY(scroll > 0);
        showJson();
        editor().setSelection(100, 2, 100, 8);
        const int first = editor().firstVisibleLine();
        showForm();
        QCOMPARE(QString::fromStdString(model().pointerOf(rows().currentIndex())), QStringLiteral("/traits/trait150"));
        QCOMPARE(rows().verticalScrollBar()->value(), scroll);
        QVERIFY(rows().hasFocus());
        showJson();
        QVERIFY(editor().hasFocus());
        QCOMPARE(editor().firstVisibleLine(), first);
        QCOMPARE(editor().selectedText().size(), 6);
    }

    void theViewIsRemembered()
    {
        QTest::keyClick(&editor(), Qt::Key_J, Qt::ControlModifier);
        QVERIFY(line(QStringLiteral("User ID")));
        m_bench->window().close();
        QTRY_VERIFY(!m_bench->window().isVisible());
        m_bench->restart();
        openPage();
        QVERIFY(line(QStringLiteral("User ID")));
        QTest::keyClick(focus(), Qt::Key_J, Qt::ControlModifier);
        QVERIFY(editor().isVisible() && editor().hasFocus());
    }

    void whatIsBeingTypedIsPartOfTheDraft()
    {
        open("{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"a\":\"1\"}}");
        line(QStringLiteral("User ID"))->setFocus();
        QTest::keyClicks(focus(), QStringLiteral("v"));
        const auto kept = [this] {
            return QByteArray::fromStdString(console().drafts().load("compose").value_or(std::nullopt).value_or(""));
        };
        QTRY_COMPARE(kept(), QByteArray("{\"type\":\"identify\",\"userId\":\"uv\",\"traits\":{\"a\":\"1\"}}"));
        QVERIFY(!editor().isUndoAvailable());
        go("/traits/a");
        QTest::keyClick(&rows(), Qt::Key_Return);
        QTest::keyClicks(focus(), QStringLiteral("2"));
        QTRY_COMPARE(kept(), QByteArray("{\"type\":\"identify\",\"userId\":\"uv\",\"traits\":{\"a\":\"2\"}}"));
    }

    void editsOfTheJsonShowAtOnce()
    {
        open(R"({"type":"track","event":"order completed","userId":"u"})");
        editor().replaceSpan({31, 32}, "X");
        QTRY_COMPARE(box(QStringLiteral("Event name"))->currentText(), QStringLiteral("order Xompleted"));
        m_page->loadExample("group-remove.json");
        QTRY_VERIFY(box(QStringLiteral("Method")));
        QCOMPARE(box(QStringLiteral("Method"))->currentText(), QStringLiteral("REMOVE"));
    }

    void brokenJsonDisablesTheFormAndLeadsToThePlace()
    {
        open(R"({"type":"identify","userId":"u","traits":{"a":"b"}})");
        QCOMPARE(model().rowCount(), 1);
        editor().setCode("{\n  \"type\": \"identify\"\n  \"userId\": \"u\"\n}");
        QPushButton *lead = nullptr;
        QTRY_VERIFY((lead = visible<QPushButton>(QStringLiteral("Show the place"))) != nullptr);
        QVERIFY(!line(QStringLiteral("User ID"))->isEnabled());
        bool isSaid = false;
        for (const QLabel *label : m_page->findChildren<QLabel *>())
            isSaid |= label->isVisible() && label->text().startsWith(QStringLiteral("Line 3, column 3: expected ','"));
        QVERIFY(isSaid);
        m_bench->picture("form-broken");
        // Nothing of another event stands there.
        QCOMPARE(line(QStringLiteral("User ID"))->text(), QString());
        QCOMPARE(box(QStringLiteral("Call type"))->currentText(), QString());
        QCOMPARE(model().rowCount(), 0);
        lead->click();
        QVERIFY(editor().isVisible() && editor().hasFocus());
        QCOMPARE(editor().caret(), std::size_t(25));
        editor().setCaret(22);
        QTest::keyClicks(&editor(), QStringLiteral(","));
        showForm();
        QVERIFY(line(QStringLiteral("User ID"))->isEnabled());
        QCOMPARE(line(QStringLiteral("User ID"))->text(), QStringLiteral("u"));
        QCOMPARE(box(QStringLiteral("Call type"))->currentText(), QStringLiteral("identify"));
    }

    void ofSeveralEventsTheOneAtTheCaretIsShown()
    {
        const std::string first = R"({"type":"identify","userId":"one"})";
        open(first + "\n{\n\"type\": \"alias\", \"userId\": \"two\"}\n" + R"({"type":"identify","userId":"three"})");
        const auto position = [this] {
            for (const QLabel *label : m_page->findChildren<QLabel *>()) {
                if (label->isVisible() && label->text().startsWith(QStringLiteral("Event ")))
                    return label->text();
            }
            return QString();
        };
        QTRY_COMPARE(position(), QStringLiteral("Event 1 of 3"));
        visible<QToolButton>(QStringLiteral("Next event"))->click();
        QTRY_COMPARE(position(), QStringLiteral("Event 2 of 3"));
        QTRY_COMPARE(line(QStringLiteral("User ID"))->text(), QStringLiteral("two"));
        fill(QStringLiteral("Previous ID"), QStringLiteral("p"));
        QCOMPARE(text(), first + "\n{\n\"type\": \"alias\", \"userId\": \"two\", \"previousId\": \"p\"}\n" +
                             R"({"type":"identify","userId":"three"})");
        QTest::keyClick(focus(), Qt::Key_PageDown, Qt::ControlModifier);
        QTRY_COMPARE(line(QStringLiteral("User ID"))->text(), QStringLiteral("three"));
        QTRY_VERIFY(!action("compose.nextEvent")->isEnabled());
        QTest::keyClick(focus(), Qt::Key_PageUp, Qt::ControlModifier);
        QTRY_COMPARE(line(QStringLiteral("User ID"))->text(), QStringLiteral("two"));
    }

    void anEmptyTextOffersTheCalls()
    {
        open("");
        QVERIFY(!line(QStringLiteral("User ID")));
        auto *begin = visible<QPushButton>(QStringLiteral("Begin with group"));
        QVERIFY(begin);
        m_bench->picture("form-empty");
        begin->click();
        QCOMPARE(text(), std::string("{\n  \"type\": \"group\"\n}\n"));
        QCOMPARE(focus(), line(QStringLiteral("Static segment")));
        fill(QStringLiteral("Static segment"), QStringLiteral("S"));
        fill(QStringLiteral("User ID"), QStringLiteral("u@example.com"));
        fill(QStringLiteral("Match field"), QStringLiteral("MAIL"));
        fill(QStringLiteral("User list"), QStringLiteral("USERS_SEGMENT"));
        QCOMPARE(text(),
                 std::string("{\n  \"type\": \"group\",\n  \"groupId\": \"S\",\n  \"userId\": \"u@example.com\",\n"
                             "  \"traits\": {\n    \"matchkey\": \"MAIL\",\n"
                             "    \"userlist\": \"USERS_SEGMENT\"\n  }\n}\n"));
        for (int step = 0; step < 5; ++step)
            action("compose.undo")->trigger();
        QCOMPARE(text(), std::string());
        QTRY_VERIFY(visible<QPushButton>(QStringLiteral("Begin with track")));
    }

    void aProblemLeadsToItsField()
    {
        open(R"({"type":"group","userId":"u","traits":{"n":18446744073709551615}})");
        auto *problems = named<QListView>(*m_page, QStringLiteral("Problems of the event"));
        QTRY_COMPARE(problems->model()->rowCount(), 2);
        for (int row = 0; row < 2; ++row) {
            problems->setFocus();
            problems->setCurrentIndex(problems->model()->index(row, 0));
            QTest::keyClick(problems, Qt::Key_Return);
            if (problems->model()->index(row, 0).data().toString().contains(QStringLiteral("groupId")))
                QCOMPARE(focus(), line(QStringLiteral("Static segment")));
            else
                QCOMPARE(model().pointerOf(rows().currentIndex()), std::string("/traits/n"));
        }
    }
};

QTEST_MAIN(TestForm)
#include "test_form.moc"
