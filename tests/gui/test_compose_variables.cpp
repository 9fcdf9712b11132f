// Variables in Compose: resolved in the preview, sent as they were shown, drawn anew after that.
#include "compose_bench.h"

#include <gui/compose/variable_bar.h>
#include <net/exchange_json.h>
#include <workspace/profile.h>

#include <QLabel>
#include <QPushButton>

using namespace smc;
using namespace smc::gui;

namespace {

const std::string Event = "{\n  \"type\": \"identify\",\n  \"userId\": \"{{person.id}}\",\n"
                          "  \"traits\": {\"email\": \"{{person.email}}\", \"age\": {{age}}},\n"
                          "  \"timestamp\": \"{{now-2d}}\"\n}";

} // namespace

class TestComposeVariables : public ComposeBench
{
    Q_OBJECT

    QString valueOf(const char *name)
    {
        for (const PreviewVariable &variable : m_page->preview().variables) {
            if (variable.name == QLatin1String(name))
                return variable.value;
        }
        return {};
    }

    void put(const std::string &text)
    {
        editor().setCode(text);
        editor().setCaret(0);
        QTRY_VERIFY(!m_page->preview().sourceText.empty() &&
                    text.find(m_page->preview().sourceText) != std::string::npos);
    }

    void giveProfile(std::vector<std::pair<std::string, std::string>> variables)
    {
        const auto change = [variables = std::move(variables)](workspace::Profile &profile, destination::Settings &) {
            profile.variables = variables;
        };
        const auto saved = QCoro::waitFor(console().save(console().profile().id, change));
        QVERIFY2(saved, saved ? "" : saved.error().message.c_str());
    }

    /// Whether a letter of `what`, at its first place in the text, is in `colour`.
    bool isSeenIn(const QColor &colour, const std::string &what)
    {
        const std::size_t begin = editor().code().find(what);
        QRect place = editor().rectAt(begin).united(editor().rectAt(begin + what.size()));
        place.moveTopLeft(editor().viewport()->mapFromGlobal(place.topLeft()));
        const QImage shown = editor().viewport()->grab(place).toImage();
        for (int y = 0; y < shown.height(); ++y) {
            for (int x = 0; x < shown.width(); ++x) {
                if (shown.pixelColor(x, y) == colour)
                    return true;
            }
        }
        return false;
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void thePreviewShowsWhatStandsForThem()
    {
        giveProfile({{"age", "42"}});
        put(Event);
        QCOMPARE(m_page->preview().verdict.word, QStringLiteral("Ready"));
        QCOMPARE(valueOf("age"), QStringLiteral("42"));
        QCOMPARE(valueOf("now-2d"), QStringLiteral("2026-02-27T12:00:00.000Z")); // The bench's clock.
        QVERIFY(valueOf("person.email").endsWith(QStringLiteral("@example.com")));
        QVERIFY(m_page->preview().request.contains(valueOf("person.id")));
        const auto *bar = m_page->findChild<VariableBar *>();
        QVERIFY(bar->isVisible());
        const auto *values = bar->findChild<QLabel *>(QStringLiteral("variableValues"));
        QVERIFY(values->accessibleName().contains(QStringLiteral("{{person.email}} is ") + valueOf("person.email")));
        m_bench->picture("compose-variables");
        const QStringList clipped = clippedTexts(*m_page);
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QLatin1Char('\n'))));
    }

    void aKnownOneWithoutQuotesIsNoErrorToTheEye()
    {
        const theme::Colours &colours = theme::colours(editor());
        giveProfile({{"a.b", "42"}, {"c.d", "true"}});
        put("{\"type\":\"identify\",\"userId\":\"u\",\n\"traits\":{\"age\":{{a.b}}}}\n"
            "{\"type\":\"identify\",\"userId\":\"v\",\n\"traits\":{\"other\":{{c.d}},\n\"last\":{{no.such}}}}");
        for (const char *known : {"{{a.b}}", "{{c.d}}"}) {
            QTRY_VERIFY2(isSeenIn(colours.codeWord, known), known);
            QVERIFY2(!isSeenIn(colours.danger, known), known);
        }
        QVERIFY(isSeenIn(colours.danger, "{{no.such}}"));
        // What comes behind one on its line is what it is, too.
        put(R"({"a":{{a.b}},"s":"HHH","n":1144,"EH":1})");
        QTRY_VERIFY(isSeenIn(colours.codeWord, "{{a.b}}"));
        m_bench->picture("compose-bare-variables-line");
        QVERIFY(isSeenIn(colours.codeString, "\"HHH\""));
        QVERIFY(isSeenIn(colours.codeNumber, "1144"));
        QVERIFY(isSeenIn(colours.codeKey, "\"EH\""));
        m_bench->picture("compose-bare-variables");
    }

    void nothingIsCutInASmallDarkWindow()
    {
        theme::apply(*qApp, theme::Scheme::Dark);
        m_bench->window().resize(1024, 680);
        giveProfile({{"age", "42"}, {"a.name.of.the.longest.kind.that.there.may.be", std::string(200, 'w')}});
        put("{\"type\":\"identify\",\"userId\":\"{{person.id}} {{person.email}} {{person.street}} {{person.name}}\","
            "\"traits\":{\"x\":\"{{a.name.of.the.longest.kind.that.there.may.be}} {{uuid}} {{uuid}}\"}}");
        m_bench->picture("compose-variables-small-dark");
        const QStringList clipped = clippedTexts(*m_page);
        theme::apply(*qApp, theme::Scheme::Light);
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QLatin1Char('\n'))));
        QCOMPARE(m_bench->window().size(), QSize(1024, 680));
    }

    void aCellSaysItsVariableAndLeadsToIt()
    {
        giveProfile({{"age", "42"}});
        put(Event);
        const PreviewCell *user = nullptr;
        for (const PreviewCell &cell : m_page->preview().deliveries.front().cells) {
            if (cell.column == QLatin1String("USER_ID"))
                user = &cell;
        }
        QVERIFY(user != nullptr);
        QCOMPARE(user->from, QStringLiteral("{{person.id}}"));
        QCOMPARE(user->spans.size(), std::size_t(1));
        QCOMPARE(user->spans.front().of(Event), std::string_view("\"{{person.id}}\""));
    }

    void whatWasPreviewedIsSentAndStaysShownUntilTheNextSend()
    {
        giveProfile({{"age", "42"}});
        put(Event);
        const QString id = valueOf("person.id");
        const std::string text = m_page->preview().eventText;
        QVERIFY(text.find("{{") == std::string::npos);
        action("compose.send")->trigger();
        QVERIFY(resultOf(QStringLiteral("Delivered to Sandbox")) != nullptr);
        const auto entry = entryOf(console(), history().front().id);
        QCOMPARE((*entry)->eventText, text);
        const auto exchange = net::exchangeFromJson((*entry)->exchangeJson);
        QVERIFY(exchange->request.body.find(id.toStdString()) != std::string::npos);

        QCOMPARE(lastStep(), QStringLiteral("Sent"));
        QCOMPARE(valueOf("person.id"), id);
        QCOMPARE(m_page->preview().eventText, text);
        QCOMPARE(editor().code(), Event);

        action("compose.send")->trigger();
        QTRY_COMPARE(history().size(), std::size_t(2));
        QTRY_COMPARE(lastStep(), QStringLiteral("Sent"));
        QVERIFY(valueOf("person.id") != id);
        QCOMPARE((*entryOf(console(), history().front().id))->eventText, m_page->preview().eventText);

        // Other values are not those that were sent.
        action("compose.newValues")->trigger();
        QCOMPARE(lastStep(), QStringLiteral("Not sent"));
    }

    void valuesStayWhileOneWritesAndChangeWhenAsked()
    {
        giveProfile({{"age", "42"}});
        put(Event);
        const QString email = valueOf("person.email");
        put(Event + "\n");
        QCOMPARE(valueOf("person.email"), email);
        QTest::mouseClick(named<QPushButton>(*m_page->findChild<VariableBar *>(), QStringLiteral("New values")),
                          Qt::LeftButton);
        QVERIFY(valueOf("person.email") != email);
    }

    void anUnknownNameIsNamedWithTheNearestOneAndMended()
    {
        put("{\"type\":\"identify\",\"userId\":\"{{person.idd}}\"}");
        QCOMPARE(m_page->preview().verdict.word, QStringLiteral("Ready"));
        QCOMPARE(m_page->preview().problems.size(), std::size_t(1));
        const PreviewProblem problem = m_page->preview().problems.front();
        QCOMPARE(problem.code, std::string("variable_unknown"));
        QCOMPARE(problem.span.of(editor().code()), std::string_view("{{person.idd}}"));
        QCOMPARE(problem.fixes.front().label, QStringLiteral("Write {{person.id}}"));
    }

    void aNameWithoutAValueThatStandsAloneIsAnError()
    {
        giveProfile({});
        put(Event);
        QCOMPARE(m_page->preview().state, Preview::State::Invalid);
        QVERIFY2(m_page->preview().verdict.sentence.startsWith(QStringLiteral("There is no variable {{age}}")),
                 qPrintable(m_page->preview().verdict.sentence));
        QVERIFY(!action("compose.send")->isEnabled());
        // As soon as the profile has it, the event is good.
        giveProfile({{"age", "42"}});
        QTRY_COMPARE(m_page->preview().state, Preview::State::Ready);
        giveProfile({{"age", "old"}});
        QTRY_COMPARE(m_page->preview().state, Preview::State::Invalid);
        QCOMPARE(m_page->preview().fixes.front().text, std::string("\"{{age}}\""));
        Q_EMIT verdict()->linkActivated(QStringLiteral("fix:0"));
        QTRY_COMPARE(m_page->preview().state, Preview::State::Ready);
    }

    void anUnknownVariableLeadsToWhereOneIsMade()
    {
        put(R"({"type":"identify","userId":"{{customer}}"})");
        const auto &problems = m_page->preview().problems;
        const auto unknown = std::find_if(problems.begin(), problems.end(),
                                          [](const auto &problem) { return problem.code == "variable_unknown"; });
        QVERIFY(unknown != problems.end());
        QVERIFY(std::any_of(unknown->fixes.begin(), unknown->fixes.end(), [](const Fix &fix) {
            return fix.kind == Fix::Kind::OpenSettings && fix.text == "variables";
        }));
        QCoro::waitFor(m_bench->window().showPage(PageId::Connection, QStringLiteral("variables")));
        QTRY_VERIFY(m_bench->named<QPushButton>("Add (variables)").hasFocus());
        m_bench->go(PageId::Compose);
    }

    void errorsBehindVariablesStandAtTheirPlace()
    {
        put("{\"userId\":\"{{person.email}}\" \"x\":1}");
        QCOMPARE(m_page->preview().state, Preview::State::Unread);
        const PreviewProblem &problem = m_page->preview().problems.front();
        QCOMPARE(problem.span.begin, 29U);
        QVERIFY2(problem.message.startsWith(QStringLiteral("Line 1, column 30:")), qPrintable(problem.message));
    }

    void theEventAtTheCaretHasItsOwnVariables()
    {
        put("{\"type\":\"page\",\"userId\":\"{{person.id}}\"}\n{\"type\":\"page\",\"userId\":\"{{uuid}}\"}");
        QCOMPARE(m_page->preview().count, std::size_t(2));
        QCOMPARE(m_page->preview().variables.size(), std::size_t(1));
        QCOMPARE(m_page->preview().variables.front().name, QStringLiteral("person.id"));
        editor().setCaret(60);
        QTRY_COMPARE(m_page->preview().variables.front().name, QStringLiteral("uuid"));
    }
};

QTEST_MAIN(TestComposeVariables)
#include "test_compose_variables.moc"
