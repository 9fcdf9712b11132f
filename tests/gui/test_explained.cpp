// Why a row for SMC is as it is: where each cell came from, why others stayed empty, why rules did not take the event.
#include "compose_bench.h"

#include <gui/compose/explanation_model.h>
#include <gui/compose/explanation_pane.h>
#include <gui/widgets/data_table.h>
#include <rest/plan.h>

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QTabBar>

using namespace smc;
using namespace smc::gui;

namespace {

/// With ~ for the quotes within strings, which moc can't read.
constexpr const char *Mapping = R"({
  "version": 1, "name": "Test", "integrations": ["Test"],
  "rules": [
    { "id": "row", "description": "One row.", "trigger": "type = ~identify~", "operation": "load", "list": "PEOPLE",
      "columns": [
        { "name": "MAIL", "value": { "@path": "$.traits.email" } },
        { "name": "NAME", "value": { "@template": "Dear {{traits.first}} {{traits.last}}" } },
        { "name": "SOURCE", "value": "web" },
        { "name": "UPPER", "value": { "@case": { "operator": "upper", "value": { "@path": "$.userId" } } } },
        { "name": "ID", "value": { "@path": "$.messageId" } },
        { "name": "CITY", "value": { "@path": "$.traits.address.city" } } ] },
    { "id": "orders", "trigger": "type = ~track~ and event = ~Order Completed~", "operation": "load",
      "list": "ORDERS", "columns": [ { "name": "ID", "value": { "@path": "$.userId" } } ] } ] })";

constexpr const char *Person =
    R"({"type":"identify","userId":"u1","traits":{"e_mail":"a@b.c","first":"Ann","last":"Lee","city":"Ghent"}})";

Preview previewOf(std::string_view text)
{
    destination::Destination destination;
    destination.settings.allowedEvents = {"Order Completed"};
    const auto preset = destination::Preset::compile(
        QString::fromUtf8(Mapping).replace(QLatin1Char('~'), QStringLiteral("\\\"")).toStdString());
    if (!preset)
        qFatal("%s", preset.error().message.c_str());
    destination.preset = *preset;
    const RequestMaker none = [](const destination::Prepared &) -> Result<std::vector<rest::PlannedRequest>> {
        return fail("none", "No request is wanted.");
    };
    return makePreview({text, 0}, destination, destination::Stamp{"stamp-1", "2026-03-01T12:00:00.000Z"}, none);
}

const PreviewCell &cellOf(const Preview &preview, const char *column)
{
    for (const PreviewCell &cell : preview.deliveries.at(0).cells) {
        if (cell.column == QLatin1String(column))
            return cell;
    }
    qFatal("No column %s", column);
}

QStringList textsAt(const std::vector<json::Span> &spans, std::string_view text)
{
    QStringList texts;
    for (const json::Span &span : spans)
        texts.append(QString::fromStdString(std::string(span.of(text))));
    return texts;
}

} // namespace

class TestExplained : public ComposeBench
{
    Q_OBJECT

    DataTable &table() { return *named<DataTable>(*m_page, QStringLiteral("Row for SMC")); }
    QListView &list() { return *named<QListView>(*m_page, QStringLiteral("Explanation of the row")); }
    QStringList lines()
    {
        QStringList texts;
        for (int row = 0; row < list().model()->rowCount(); ++row)
            texts.append(list().model()->index(row, 0).data().toString());
        return texts;
    }
    int lineWith(const QString &words)
    {
        const QStringList all = lines();
        for (int row = 0; row < all.size(); ++row) {
            if (all[row].contains(words))
                return row;
        }
        return -1;
    }
    void choose(const QString &column)
    {
        for (int row = 0; row < table().model()->rowCount(); ++row) {
            if (table().model()->index(row, 0).data().toString() == column)
                table().selectRow(row);
        }
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void aCellSaysWhereItCameFromByWhichDirective()
    {
        const Preview preview = previewOf(Person);
        QCOMPARE(cellOf(preview, "SOURCE").story,
                 QStringLiteral("SOURCE is written in the mapping: it is the same for every event."));
        QCOMPARE(cellOf(preview, "UPPER").story, QStringLiteral("UPPER is made by @case from userId."));
        QCOMPARE(cellOf(preview, "NAME").story,
                 QStringLiteral("NAME is made by @template from traits.first, traits.last."));
        QCOMPARE(cellOf(preview, "ID").story,
                 QStringLiteral("ID is assigned on receipt, as the event has none of its own."));
        const Preview other = previewOf(R"({"type":"identify","userId":"u1","traits":{"email":"a%1b"}})");
        QCOMPARE(cellOf(other, "MAIL").story, QStringLiteral("MAIL is copied from traits.email."));
    }

    void thePiecesOfACellHavePlacesOfTheirOwn()
    {
        const Preview preview = previewOf(Person);
        const PreviewCell &name = cellOf(preview, "NAME");
        QStringList pieces;
        for (const PreviewPart &part : name.parts)
            pieces.append(part.text + QStringLiteral(" | ") + textsAt(part.spans, Person).join(QLatin1Char(',')));
        QVERIFY2(pieces.contains(QStringLiteral("Ann | Ann")), qPrintable(pieces.join(u'\n')));
        QVERIFY2(pieces.contains(QStringLiteral("Lee | Lee")), qPrintable(pieces.join(u'\n')));
        for (const PreviewPart &part : name.parts) {
            if (part.text == QLatin1String("Ann")) {
                QCOMPARE(part.sentence, QStringLiteral("is copied from traits.first"));
            }
        }
    }

    void anEmptyColumnNamesThePathAndWhatComesNearest()
    {
        const Preview preview = previewOf(Person);
        const PreviewCell &mail = cellOf(preview, "MAIL");
        QCOMPARE(mail.gaps.size(), std::size_t(1));
        QCOMPARE(mail.gaps[0].sentence,
                 QStringLiteral("Nothing stands at $.traits.email. $.traits.e_mail comes nearest."));
        QCOMPARE(mail.story, QStringLiteral("MAIL is empty. ") + mail.gaps[0].sentence);
        QCOMPARE(textsAt(mail.gaps[0].spans, Person), QStringList(QStringLiteral("\"a@b.c\"")));
        QCOMPARE(mail.gaps[0].fixes.at(0).label, QStringLiteral("Rename “e_mail” to “email”"));
        const std::string mended = json::applied(Person, mail.gaps[0].fixes[0].edits);
        QCOMPARE(cellOf(previewOf(mended), "MAIL").value, QStringLiteral("a@b.c"));
        // It stands elsewhere: it may be right there, and is copied.
        const PreviewCell &city = cellOf(preview, "CITY");
        QCOMPARE(city.gaps.at(0).fixes.at(0).label, QStringLiteral("Copy “traits.city” to “traits.address.city”"));
        const std::string copied = json::applied(Person, city.gaps[0].fixes[0].edits);
        QCOMPARE(cellOf(previewOf(copied), "CITY").value, QStringLiteral("Ghent"));
        const Preview null = previewOf(R"({"type":"identify","userId":"u1","traits":{"email":null}})");
        QCOMPARE(cellOf(null, "MAIL").gaps.at(0).sentence, QStringLiteral("$.traits.email is null."));
    }

    void aRuleThatDidNotFireNamesTheConditionAndTheValue()
    {
        const Preview preview = previewOf(Person);
        QCOMPARE(preview.notTaken.size(), std::size_t(1));
        QCOMPARE(preview.notTaken[0].name, QStringLiteral("orders"));
        const std::vector<PreviewCondition> &unmet = preview.notTaken[0].unmet;
        QCOMPARE(unmet.size(), std::size_t(2));
        QCOMPARE(unmet[0].sentence, QStringLiteral("“type = \"track\"” does not hold: $.type is \"identify\"."));
        QCOMPARE(textsAt(unmet[0].spans, Person), QStringList(QStringLiteral("\"identify\"")));
        QVERIFY2(!preview.notTaken[0].because.contains(QLatin1Char('`')), qPrintable(preview.notTaken[0].because));
        QVERIFY2(unmet[1].sentence.endsWith(QStringLiteral("nothing stands at $.event.")),
                 qPrintable(unmet[1].sentence));
        // Where no rule takes the event, that is all there is to say.
        const Preview none = previewOf(R"({"type":"track","event":"Order Completed","anonymousId":"a"})");
        QCOMPARE(none.notTaken.size(), std::size_t(1));
        QCOMPARE(none.notTaken[0].name, QStringLiteral("row"));
        QCOMPARE(none.notTaken[0].about, QStringLiteral("One row."));
    }

    void theExplanationIsReadByKeyboardAndMendsTheEvent()
    {
        write(R"({"type":"identify","user_id":"u1","anonymousId":"a1"})");
        auto &about = *named<QLabel>(*m_page, QStringLiteral("About the row"));
        choose(QStringLiteral("USER_ID"));
        QTRY_VERIFY2(about.accessibleDescription().startsWith(QStringLiteral("USER_ID is empty.")),
                     qPrintable(about.accessibleDescription()));
        QVERIFY(!list().isVisible());
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_Return);
        QTRY_VERIFY(list().hasFocus());
        QVERIFY2(lines().front() == QStringLiteral("USER_ID stayed empty"), qPrintable(lines().join(u'\n')));
        const int gap = lineWith(QStringLiteral("$.user_id comes nearest"));
        QVERIFY2(gap >= 0, qPrintable(lines().join(u'\n')));
        QTest::keyClick(&list(), Qt::Key_Down);
        QCOMPARE(list().currentIndex().row(), 1);
        m_bench->picture("compose-explanation");
        auto *rename = named<QPushButton>(*m_page, QStringLiteral("Rename “user_id” to “userId”"));
        QVERIFY(rename->isVisible());
        QTest::keyClick(&list(), Qt::Key_Return);
        QTRY_COMPARE(editor().code(), std::string(R"({"type":"identify","userId":"u1","anonymousId":"a1"})"));
        QTRY_VERIFY(about.accessibleDescription().startsWith(QStringLiteral("USER_ID is copied from userId.")));
        editor().undo();
        QTRY_COMPARE(editor().code(), std::string(R"({"type":"identify","user_id":"u1","anonymousId":"a1"})"));
    }

    void aDoubleClickOnALineGoesToItsPlaceAndChangesNothing()
    {
        const std::string text = R"({"type":"identify","user_id":"u1","anonymousId":"a1"})";
        write(text);
        choose(QStringLiteral("USER_ID"));
        QTest::mouseClick(named<QPushButton>(*m_page, QStringLiteral("Explain the selected cell")), Qt::LeftButton);
        QTRY_VERIFY(list().isVisible());
        const int gap = lineWith(QStringLiteral("$.user_id comes nearest"));
        QVERIFY2(gap >= 0, qPrintable(lines().join(u'\n')));
        const QPoint at = list().visualRect(list().model()->index(gap, 0)).center();
        QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, at);
        QVERIFY(!editor().hasFocus());
        QTest::mouseDClick(list().viewport(), Qt::LeftButton, {}, at);
        QTRY_VERIFY(editor().hasFocus());
        QCOMPARE(editor().code(), text);
        const json::Span selected = static_cast<CodeView &>(editor()).selection();
        QCOMPARE(text.substr(selected.begin, selected.size()), std::string("\"u1\""));
    }

    void choosingALineLightsUpItsPlace()
    {
        const std::string text = R"({"type":"identify","user_id":"u1","anonymousId":"a1"})";
        write(text);
        choose(QStringLiteral("PAYLOAD"));
        QTest::mouseClick(named<QPushButton>(*m_page, QStringLiteral("Explain the selected cell")), Qt::LeftButton);
        QTRY_VERIFY(list().isVisible());
        QCOMPARE(lines().front(), QStringLiteral("PAYLOAD is made by @json from the whole event."));
        const auto isLit = [this](std::size_t byte) {
            return editor().SendScintilla(QsciScintillaBase::SCI_INDICATORVALUEAT, 8UL, static_cast<long>(byte)) != 0;
        };
        const int nearest = lineWith(QStringLiteral("$.user_id comes nearest"));
        QVERIFY2(nearest >= 0, qPrintable(lines().join(u'\n')));
        list().setCurrentIndex(list().model()->index(nearest, 0));
        const std::size_t at = text.find("\"u1\"");
        QTRY_VERIFY(isLit(at) && isLit(at + 3));
        QVERIFY(!isLit(at - 1) && !isLit(at + 4));
        QVERIFY2(lineWith(QStringLiteral("group-membership: “type = \"group\"” does not hold")) >= 0,
                 qPrintable(lines().join(u'\n')));
        theme::apply(*qApp, theme::Scheme::Dark);
        m_bench->picture("compose-explanation-dark");
        theme::apply(*qApp, theme::Scheme::Light);
        m_bench->window().resize(1024, 680);
        m_bench->picture("compose-explanation-small");
        QVERIFY2(clippedTexts(*m_page).isEmpty(), qPrintable(clippedTexts(*m_page).join(u'\n')));
    }
};

QTEST_MAIN(TestExplained)
#include "test_explained.moc"
