// The editor: places in bytes, marks, keys, large texts.
#include <gui/editor/json_editor.h>
#include <gui/theme.h>

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace smc;
using namespace smc::gui;

namespace {

/// Numbers of the indicators and markers that the editor draws with.
constexpr unsigned long HighlightIndicator = 8;
constexpr unsigned long ErrorIndicator = 9;
constexpr int ErrorMarker = 1;
constexpr int WarningMarker = 2;

bool isDrawn(const JsonEditor &editor, unsigned long indicator, long byte)
{
    return editor.SendScintilla(QsciScintillaBase::SCI_INDICATORVALUEAT, indicator, byte) != 0;
}

} // namespace

class TestEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void aViewThatIsHiddenTakesTheSchemeAndWrapsItsLinesOnceItIsShown()
    {
        CodeView view(CodeView::Language::Http);
        view.breakLongLines();
        view.resize(300, 300);
        view.show();
        view.hide();
        theme::apply(*qApp, theme::Scheme::Dark);
        view.setCode("POST http://localhost/\n\n" + std::string(200, 'x'));
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const QImage shown = view.grab().toImage();
        theme::apply(*qApp, theme::Scheme::Light);

        QCOMPARE(shown.pixelColor(shown.width() / 2, shown.height() - 20), theme::colours(theme::Scheme::Dark).raised);
        QVERIFY(view.SendScintilla(QsciScintillaBase::SCI_WRAPCOUNT, 2UL) > 1);
    }

    void aSpanIsItsBytesAlsoBehindUmlauts()
    {
        JsonEditor editor;
        const std::string text = "{\"größe\":\"ü\",\"b\":1}";
        editor.setCode(text);
        const auto begin = static_cast<std::uint32_t>(text.find("\"ü\""));
        const json::Span span{begin, begin + 4};
        editor.highlight(std::vector{span});

        QCOMPARE(editor.code(), text);
        QVERIFY(!isDrawn(editor, HighlightIndicator, span.begin - 1));
        QVERIFY(isDrawn(editor, HighlightIndicator, span.begin));
        QVERIFY(isDrawn(editor, HighlightIndicator, span.end - 1));
        QVERIFY(!isDrawn(editor, HighlightIndicator, span.end));

        editor.clearHighlight();
        QVERIFY(!isDrawn(editor, HighlightIndicator, span.begin));
    }

    void spansBeyondTheTextAreCut()
    {
        JsonEditor editor;
        editor.setCode("{}");
        editor.highlight(std::vector{json::Span{1, 4000000000U}});
        editor.setMarks({{{77, 99}, EditorMark::Severity::Error, QStringLiteral("behind the end")}});
        editor.reveal({500, 600});
        QCOMPARE(editor.caret(), std::size_t(2));
        QVERIFY(isDrawn(editor, HighlightIndicator, 1));
    }

    void anErrorIsMarkedAtItsPlaceAndInTheMargin()
    {
        JsonEditor editor;
        editor.setCode("{\n  \"a\": 1\n  \"b\": 2\n}");
        const std::uint32_t at = 13;
        editor.setMarks({{{at, at + 1}, EditorMark::Severity::Error, QStringLiteral("expected ','")},
                         {{0, 20}, EditorMark::Severity::Warning, QStringLiteral("lacks something")}});

        QVERIFY(isDrawn(editor, ErrorIndicator, at));
        QVERIFY(!isDrawn(editor, ErrorIndicator, at + 2));
        QCOMPARE(editor.markersAtLine(2) & (1U << ErrorMarker), 1U << ErrorMarker);
        QCOMPARE(editor.markersAtLine(0) & (1U << WarningMarker), 1U << WarningMarker);

        editor.setMarks({});
        QVERIFY(!isDrawn(editor, ErrorIndicator, at));
        QCOMPARE(editor.markersAtLine(2) & (1U << ErrorMarker), 0U);
    }

    void formattingKeepsNumbersAsTheyAreSpeltAndCanBeUndone()
    {
        JsonEditor editor;
        const std::string text = R"({"price":1.00,"id":18446744073709551615,"b":[true,null]})";
        editor.setCode(text);
        editor.forgetUndo();
        QVERIFY(editor.format());
        QVERIFY(editor.code().find("\"price\": 1.00") != std::string::npos);
        QVERIFY(editor.code().find("18446744073709551615") != std::string::npos);
        QVERIFY(editor.lines() > 5);
        QVERIFY(!editor.format());
        editor.undo();
        QCOMPARE(editor.code(), text);
    }

    void brokenTextIsLeftAsItIs()
    {
        JsonEditor editor;
        editor.setCode("{\"a\":");
        QVERIFY(!editor.format());
        QCOMPARE(editor.code(), std::string("{\"a\":"));
    }

    void aReplacementIsOneStepToUndo()
    {
        JsonEditor editor;
        editor.setCode("{\"event\":\"order completed\"}");
        editor.forgetUndo();
        editor.replaceSpan({9, 26}, "\"Order Completed\"");
        QCOMPARE(editor.code(), std::string("{\"event\":\"Order Completed\"}"));
        editor.undo();
        QCOMPARE(editor.code(), std::string("{\"event\":\"order completed\"}"));
    }

    void quickTypingIsSaidOnce()
    {
        JsonEditor editor;
        editor.show();
        QVERIFY(QTest::qWaitForWindowExposed(&editor));
        QSignalSpy edited(&editor, &JsonEditor::edited);
        QSignalSpy caret(&editor, &JsonEditor::caretMoved);
        QTest::keyClicks(&editor, QStringLiteral("12345"));
        QCOMPARE(edited.count(), 0);
        QTRY_COMPARE(edited.count(), 1);
        QTRY_VERIFY(caret.count() >= 1);
        QCOMPARE(caret.last().first().toLongLong(), 5);
    }

    void tabIndentsAndEscapeThenTabLeaves()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *editor = new JsonEditor(&window);
        auto *next = new QLineEdit(&window);
        layout->addWidget(editor);
        layout->addWidget(next);
        window.show();
        QApplication::setActiveWindow(&window);
        QVERIFY(QTest::qWaitForWindowActive(&window));
        editor->setFocus();

        QTest::keyClick(editor, Qt::Key_Tab);
        QCOMPARE(editor->code(), std::string("  "));
        QVERIFY(editor->hasFocus());
        QTest::keyClick(editor, Qt::Key_Escape);
        QTest::keyClick(editor, Qt::Key_Tab);
        QTRY_VERIFY(next->hasFocus());
        QCOMPARE(editor->code(), std::string("  "));

        editor->setFocus();
        QTest::keyClick(editor, Qt::Key_Tab, Qt::ControlModifier);
        QTRY_VERIFY(next->hasFocus());
        QVERIFY(editor->toolTip().contains(QStringLiteral("Escape")));
    }

    void anEndlessLineIsLaidOutWhenPasted()
    {
        std::string line = "[";
        while (line.size() < 60000)
            line += R"({"type":"identify","userId":"u","traits":{"n":1.50}},)";
        line.back() = ']';
        QApplication::clipboard()->setText(QString::fromStdString(line));
        JsonEditor editor;
        editor.paste();
        QVERIFY(editor.lines() > 1000);
        QVERIFY(editor.code().find("1.50") != std::string::npos);
    }

    void aPartOfAnEventKeepsItsTokensWhenPasted()
    {
        JsonEditor editor;
        QSignalSpy leftOut(&editor, &JsonEditor::credentialsLeftOut);
        editor.setCode("{\"context\": {}}");
        editor.setCaret(13);
        const QString device = QStringLiteral(R"("device": {"id": "a", "token": "ff15bc0c"}, "session_id": 1234567)");
        QApplication::clipboard()->setText(device);
        editor.paste();
        QCOMPARE(editor.code(), "{\"context\": {" + device.toStdString() + "}}");
        QVERIFY(leftOut.isEmpty());

        editor.setCode("{\"context\": {}}");
        editor.setCaret(13);
        QApplication::clipboard()->setText(device + QStringLiteral(", \"more"));
        editor.paste();
        QVERIFY(editor.code().find(R"("token": "***"}, "session_id": "***",)") != std::string::npos);
        QCOMPARE(leftOut.count(), 1);
        QApplication::clipboard()->clear();
    }

    void whatIsTooLargeIsNotPasted()
    {
        QApplication::clipboard()->setText(QString(17 << 20, QLatin1Char('x')));
        JsonEditor editor;
        QSignalSpy refused(&editor, &JsonEditor::pasteRefused);
        editor.paste();
        QCOMPARE(editor.byteCount(), std::size_t(0));
        QCOMPARE(refused.count(), 1);
        QApplication::clipboard()->clear();
    }

    void coloursFollowTheScheme()
    {
        JsonEditor editor;
        editor.show();
        editor.setCode("{\"a\": 1}");
        const QColor light = editor.lexer()->color(QsciLexerJSON::Property);
        QCOMPARE(light, theme::colours(theme::Scheme::Light).codeKey);
        theme::apply(*qApp, theme::Scheme::Dark);
        QTRY_COMPARE(editor.lexer()->color(QsciLexerJSON::Property), theme::colours(theme::Scheme::Dark).codeKey);
        QCOMPARE(editor.lexer()->paper(0), theme::colours(theme::Scheme::Dark).raised);
        theme::apply(*qApp, theme::Scheme::Light);
    }

    void aLongLineOfARequestBreaksBetweenItsTokens()
    {
        std::string text = "POST http://127.0.0.1/Portal/Api\n\n[";
        for (int i = 0; i < 60; ++i)
            text += "[" + std::to_string(1234567890123LL + i) + ",\"MAIL\"],";
        text.back() = ']';
        CodeView view(CodeView::Language::Http);
        view.resize(410, 300);
        view.breakLongLines();
        view.setCode(text);
        view.show();
        view.recolor();
        QTest::qWait(100);
        const auto lineAt = [&view](std::size_t byte) {
            return view.SendScintilla(QsciScintillaBase::SCI_POINTYFROMPOSITION, 0UL, static_cast<long>(byte));
        };
        QVERIFY(lineAt(text.size() - 1) > lineAt(text.find('[')));
        for (int i = 0; i < 60; ++i) {
            const std::string number = std::to_string(1234567890123LL + i);
            const std::size_t at = text.find(number);
            QCOMPARE(lineAt(at), lineAt(at + number.size() - 1));
        }
    }

    void anAddressBreaksBehindItsPunctuationOnly_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {160, 200, 260, 330, 410, 470})
            QTest::addRow("%d", width) << width;
    }

    void anAddressBreaksBehindItsPunctuationOnly()
    {
        QFETCH(int, width);
        const std::string text = "POST https://acme.slgnt.us/Portal/Api/organizations/DEMO/lists/segment_events/data\n"
                                 "    ?keyFields=MESSAGE_ID\n"
                                 "    &fields=MESSAGE_ID,EVENT_TYPE,PROPERTIES,CONTEXT,TIMESTAMP_OF_IT,USER_ID,TRAITS\n"
                                 "Content-Type: application/json\n\n[]";
        CodeView view(CodeView::Language::Http);
        view.resize(width, 400);
        view.breakLongLines();
        view.setCode(text);
        view.show();
        view.recolor();
        QTest::qWait(100);
        const auto yAt = [&view](std::size_t byte) {
            return view.SendScintilla(QsciScintillaBase::SCI_POINTYFROMPOSITION, 0UL, static_cast<long>(byte));
        };
        int breaks = 0;
        for (std::size_t at = 1; at < text.find("\n\n"); ++at) {
            if (text[at - 1] == '\n' || yAt(at) == yAt(at - 1))
                continue;
            ++breaks;
            QVERIFY2(std::string_view("/?&=, ").find(text[at - 1]) != std::string_view::npos,
                     text.substr(0, at).c_str());
            const std::size_t begin = text.rfind('\n', at) + 1;
            QVERIFY2(text.find_first_not_of(' ', begin) < at, "an empty line");
            QVERIFY2(text.compare(at - 1, 2, "//") != 0, "within ://");
        }
        QVERIFY(breaks > 1);
    }

    void aViewShowsARequestAndGivesTabBack()
    {
        CodeView view(CodeView::Language::Http);
        view.setCode("POST http://127.0.0.1/Portal/Api\nContent-Type: application/json\n\n[\n  [\"a\", 1, null]\n]");
        view.recolor();
        const auto styleAt = [&view](std::size_t byte) {
            return view.SendScintilla(QsciScintillaBase::SCI_GETSTYLEAT, static_cast<unsigned long>(byte));
        };
        const std::string text = view.code();
        const long method = styleAt(0);
        QVERIFY(method != styleAt(text.find("http")));
        QVERIFY(styleAt(text.find("Content")) != styleAt(text.find("application")));
        QCOMPARE(styleAt(text.find("null")), method);
        QVERIFY(styleAt(text.find("\"a\"")) != styleAt(text.find("1, null")));
        QVERIFY(view.isReadOnly());
    }
};

QTEST_MAIN(TestEditor)
#include "test_editor.moc"
