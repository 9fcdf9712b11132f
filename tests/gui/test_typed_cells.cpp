// What the preview says where the types of SMC's fields are known. No widget.
#include <gui/compose/delivery_model.h>
#include <gui/compose/preview.h>
#include <gui/compose/typed_cells.h>
#include <gui/icons.h>
#include <gui/widgets/data_table.h>
#include <rest/plan.h>

#include <QTest>

#include <algorithm>

using namespace smc;
using namespace smc::gui;
using destination::DataType;

namespace {

/// The preset that comes with the program.
destination::Destination shopWithAudience()
{
    destination::Destination destination;
    destination.settings.smcAdminUrl = "https://acme.slgnt.us";
    destination.settings.organization = "DEMO";
    destination.settings.audienceListApiName = "USERS";
    destination.settings.audienceKeyFields = {"MAIL"};
    destination.fields =
        std::make_shared<const destination::KnownFields>(destination::KnownFields{{"USERS",
                                                                                   {{"MAIL", DataType::Text, 12, false},
                                                                                    {"VIP", DataType::Boolean},
                                                                                    {"AGE", DataType::Numeric},
                                                                                    {"SCORE", DataType::Float},
                                                                                    {"BORN", DataType::Date},
                                                                                    {"SEEN", DataType::DateTime},
                                                                                    {"BIO", DataType::LongText}}}});
    return destination;
}

/// The same where the row for the audience list belongs to the event as its row for the events data list does.
destination::Destination shop()
{
    destination::Destination destination = shopWithAudience();
    std::string preset(destination::Preset::smcText());
    const std::string when = R"("when": { "setting": "audienceListApiName" },)";
    preset.erase(preset.find(when), when.size());
    destination.preset = *destination::Preset::compile(preset);
    return destination;
}

Preview previewOf(const std::string &text, const destination::Destination &destination = shop())
{
    return makePreview(
        {text, 0}, destination, destination::Stamp{"stamp-1", "2026-03-01T12:00:00.000Z"},
        [](const destination::Prepared &prepared) {
            return rest::plan({*destination::AdminUrl::parse("https://acme.slgnt.us"), "DEMO"}, prepared);
        });
}

std::string identify(const std::string &traits, const std::string &user = "a@b.c")
{
    return R"({"type":"identify","userId":")" + user + R"(","traits":{)" + traits + "}}";
}

const PreviewCell &cell(const Preview &preview, const QString &column)
{
    for (const PreviewCell &one : preview.deliveries.back().cells) {
        if (one.column == column)
            return one;
    }
    qFatal("No column %s", qPrintable(column));
}

QByteArray after(std::string text, const Fix &fix)
{
    for (auto edit = fix.edits.rbegin(); edit != fix.edits.rend(); ++edit)
        text.replace(edit->span.begin, edit->span.size(), edit->text);
    return QByteArray::fromStdString(text);
}

} // namespace

class TestTypedCells : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aConvertedValueSaysFromWhatToWhatAndKeepsItsPlace()
    {
        const std::string text = identify(R"("AGE":"42","VIP":1,"SEEN":"2026-01-31 10:00","SCORE":1.50)");
        const Preview preview = previewOf(text);
        QCOMPARE(preview.state, Preview::State::Ready);
        const PreviewCell &age = cell(preview, QStringLiteral("AGE"));
        QCOMPARE(age.json, std::string("42"));
        QCOMPARE(age.fit, PreviewCell::Fit::Converted);
        QCOMPARE(age.type, QStringLiteral("Numeric, whole numbers of 32 bits"));
        QCOMPARE(age.note, QStringLiteral("Converted from “42” to 42."));
        QCOMPARE(age.from, QStringLiteral("traits.AGE, converted from “42”"));
        QCOMPARE(age.spans.front().of(text), std::string_view("\"42\""));
        QCOMPARE(cell(preview, QStringLiteral("VIP")).note, QStringLiteral("Converted from “1” to true."));
        QCOMPARE(cell(preview, QStringLiteral("SEEN")).json, std::string("\"2026-01-31T10:00:00.000Z\""));
        QCOMPARE(cell(preview, QStringLiteral("SCORE")).fit, PreviewCell::Fit::Good);
        QVERIFY(preview.request.contains(QStringLiteral("2026-01-31T10:00:00.000Z")));
        QCOMPARE(noteFor(preview.deliveries.back()),
                 QStringLiteral("3 values were converted to the types of their fields. Choose a row to see how."));
        // Nothing is known of the other list.
        QCOMPARE(preview.deliveries.front().cells.front().fit, PreviewCell::Fit::NotKnown);
        QVERIFY(noteFor(preview.deliveries.front()).isEmpty());
    }

    void aRefusedValueSaysWhyAtItsPlace()
    {
        const std::string text = identify(R"("AGE":"old","VIP":[1])");
        const Preview preview = previewOf(text);
        QCOMPARE(preview.state, Preview::State::Refused);
        QVERIFY(!preview.canSend());
        QCOMPARE(preview.verdict.word, QStringLiteral("SMC would refuse it"));
        QCOMPARE(preview.verdict.tone, theme::Tone::Danger);
        QCOMPARE(preview.verdict.sentence,
                 QStringLiteral(
                     "SMC would refuse AGE of USERS with InvalidType: Value \"old\" is not valid for field AGE of type "
                     "Numeric. The field AGE takes whole numbers from -2147483648 to 2147483647."));
        QCOMPARE(preview.verdict.todo, QStringLiteral("SMC would refuse one more value."));
        QCOMPARE(preview.steps[static_cast<std::size_t>(StepId::Mapped)].word, QStringLiteral("Refused"));
        QCOMPARE(preview.steps[static_cast<std::size_t>(StepId::Request)].word, QStringLiteral("Not sent"));
        const auto problem = std::find_if(preview.problems.begin(), preview.problems.end(),
                                          [](const PreviewProblem &one) { return one.code == "InvalidType"; });
        QVERIFY(problem != preview.problems.end());
        QCOMPARE(problem->severity, segment::Severity::Error);
        QCOMPARE(problem->path, std::string("/traits/AGE"));
        QCOMPARE(problem->span.of(text), std::string_view("\"old\""));
        QCOMPARE(problem->fixes.size(), std::size_t(1));
        QCOMPARE(problem->fixes.front().kind, Fix::Kind::ShowPlace);
        QCOMPARE(cell(preview, QStringLiteral("AGE")).fit, PreviewCell::Fit::Refused);
        QVERIFY(preview.provenance != nullptr && !preview.request.isEmpty());
        QCOMPARE(noteFor(preview.deliveries.back()), QStringLiteral("SMC would refuse AGE, VIP."));
    }

    void aRowThatStaysBehindIsNamedAndMended()
    {
        const std::string text = identify(R"("AGE":" 42 ","VIP":[1])");
        const Preview preview = previewOf(text, shopWithAudience());
        QCOMPARE(preview.state, Preview::State::Ready);
        QVERIFY(preview.canSend());
        QCOMPARE(preview.verdict.tone, theme::Tone::Warning);
        QCOMPARE(preview.deliveries.size(), std::size_t(1));
        const QString sentence = QStringLiteral(
            "SMC would refuse AGE of USERS with InvalidType: Value \" 42 \" is not valid for field AGE of type "
            "Numeric. "
            "The field AGE takes whole numbers from -2147483648 to 2147483647. The row for USERS is left "
            "out.");
        QCOMPARE(preview.verdict.todo, sentence);
        QCOMPARE(preview.problems.size(), std::size_t(2));
        for (const PreviewProblem &problem : preview.problems)
            QCOMPARE(problem.severity, segment::Severity::Warning);
        QCOMPARE(preview.problems.front().message, sentence);
        QCOMPARE(preview.problems.front().span.of(text), std::string_view("\" 42 \""));
        QCOMPARE(preview.fixes.front().kind, Fix::Kind::Edit);
        QCOMPARE(after(text, preview.fixes.front()), QByteArray::fromStdString(identify(R"("AGE":42,"VIP":[1])")));
        QCOMPARE(previewOf(identify(R"("AGE":42)"), shopWithAudience()).deliveries.size(), std::size_t(2));
    }

    void omissionsAndRefusalsAreEachToldOnce()
    {
        // A trait that the list has no field for, and a value of the list's that SMC would refuse.
        const std::string text = identify(R"("colour":"red","AGE":"old")");
        for (const auto &destination : {shop(), shopWithAudience()}) {
            QStringList told;
            for (const PreviewProblem &problem : previewOf(text, destination).problems)
                told << QString::fromStdString(problem.code);
            told.sort(); // Errors stand before warnings.
            QCOMPARE(told, (QStringList{QStringLiteral("ERR_VALIDATION"), QStringLiteral("InvalidType")}));
        }
    }

    void refusedValuesAreMendedWhereItIsClearWhatWasMeant_data()
    {
        QTest::addColumn<QByteArray>("member");
        QTest::addColumn<QByteArray>("mended");
        QTest::newRow("yes") << QByteArray(R"("VIP":"Yes")") << QByteArray(R"("VIP":true)");
        QTest::newRow("off") << QByteArray(R"("VIP":" off ")") << QByteArray(R"("VIP":false)");
        QTest::newRow("no boolean") << QByteArray(R"("VIP":"maybe")") << QByteArray();
        QTest::newRow("spaces") << QByteArray(R"("AGE":" 42 ")") << QByteArray(R"("AGE":42)");
        QTest::newRow("plus") << QByteArray(R"("AGE":"+42")") << QByteArray(R"("AGE":42)");
        QTest::newRow("zeros behind the point") << QByteArray(R"("AGE":42.00)") << QByteArray(R"("AGE":42)");
        QTest::newRow("a real fraction") << QByteArray(R"("AGE":42.5)") << QByteArray();
        QTest::newRow("too large") << QByteArray(R"("AGE":"99999999999")") << QByteArray();
        QTest::newRow("decimal comma") << QByteArray(R"("SCORE":"1,50")") << QByteArray(R"("SCORE":1.50)");
        QTest::newRow("two commas") << QByteArray(R"("SCORE":"1,500,000")") << QByteArray();
        QTest::newRow("seconds") << QByteArray(R"("SEEN":1769860800)")
                                 << QByteArray(R"("SEEN":"2026-01-31T12:00:00.000Z")");
        QTest::newRow("points") << QByteArray(R"("BORN":"31.01.2026 12:00")") << QByteArray(R"("BORN":"2026-01-31")");
        QTest::newRow("words") << QByteArray(R"("SEEN":"yesterday")") << QByteArray();
        QTest::newRow("object") << QByteArray(R"("AGE":{"a":1})") << QByteArray();
        QTest::newRow("empty") << QByteArray(R"("AGE":"")") << QByteArray();
    }

    void refusedValuesAreMendedWhereItIsClearWhatWasMeant()
    {
        QFETCH(QByteArray, member);
        QFETCH(QByteArray, mended);
        const std::string text = identify(member.toStdString());
        const Preview preview = previewOf(text);
        QCOMPARE(preview.state, Preview::State::Refused);
        QVERIFY(!preview.fixes.empty());
        QCOMPARE(preview.fixes.front().kind == Fix::Kind::Edit, !mended.isEmpty());
        if (mended.isEmpty())
            return;
        const QByteArray whole = after(text, preview.fixes.front());
        QCOMPARE(whole, QByteArray::fromStdString(identify(mended.toStdString())));
        QCOMPARE(previewOf(whole.toStdString()).state, Preview::State::Ready);
    }

    void aTextThatIsTooLongIsShortenedBetweenCharacters()
    {
        const std::string text = identify("", "12345678901\xF0\x9F\x98\x80 and more");
        const Preview preview = previewOf(text);
        QCOMPARE(preview.problems.back().code, std::string("MaxStringLengthExceeded"));
        QCOMPARE(preview.fixes.front().label, QStringLiteral("Shorten it to 12 characters"));
        QCOMPARE(after(text, preview.fixes.front()), QByteArray::fromStdString(identify("", "12345678901")));
    }

    void aColumnThatTheListLacksNamesTheNearestField()
    {
        const Preview preview = previewOf(identify(R"("SCORES":1,"colour":"red")"));
        QCOMPARE(preview.state, Preview::State::Ready);
        QStringList told;
        for (const PreviewProblem &problem : preview.problems) {
            QCOMPARE(problem.severity, segment::Severity::Warning);
            told << problem.message;
        }
        const QString left =
            QStringLiteral("The trait \"%1\" is left out: the list USERS has no field of that name.%2");
        QCOMPARE(told, (QStringList{left.arg(QStringLiteral("SCORES"), QStringLiteral(" Did you mean SCORE?")),
                                    left.arg(QStringLiteral("colour"), QString())}));
        for (const PreviewCell &sent : preview.deliveries.back().cells)
            QVERIFY(sent.column != QStringLiteral("SCORES") && sent.column != QStringLiteral("colour"));
    }

    void aMisspeltTraitIsMendedToTheListsName()
    {
        const std::string text = identify(R"("SCORES":1,"colour":"red")");
        const Preview preview = previewOf(text);
        QCOMPARE(preview.problems.size(), std::size_t(2));
        const PreviewProblem &misspelt = preview.problems.front();
        QCOMPARE(misspelt.fixes.front().label, QStringLiteral("Write “SCORE”"));
        const QByteArray mended = after(text, misspelt.fixes.front());
        QCOMPARE(mended, QByteArray::fromStdString(identify(R"("SCORE":1,"colour":"red")")));
        const Preview now = previewOf(mended.toStdString());
        QCOMPARE(now.problems.size(), std::size_t(1));
        QCOMPARE(cell(now, QStringLiteral("SCORE")).json, std::string("1"));
        // Where no name comes near, there is nothing to write.
        QCOMPARE(preview.problems.back().fixes.size(), std::size_t(1));
        QVERIFY(preview.problems.back().fixes.front().kind == Fix::Kind::ShowPlace);
    }

    void theTableTellsTypesInTooltipsAndToScreenReaders()
    {
        DeliveryModel model;
        model.setCells(previewOf(identify(R"("AGE":"old","VIP":1,"SCORES":2)")).deliveries.back().cells);
        const auto at = [&](int row, int column, int role) { return model.index(row, column).data(role).toString(); };
        QCOMPARE(at(0, DeliveryModel::ColumnName, Qt::ToolTipRole),
                 QStringLiteral("MAIL: Text, at most 12 characters, needs a value.\nKey: SMC finds the record by it."));
        QVERIFY(at(1, DeliveryModel::ValueColumn, Qt::ToolTipRole).contains(QStringLiteral("SMC would refuse AGE")));
        QVERIFY(!model.index(1, DeliveryModel::ValueColumn).data(Qt::DecorationRole).isNull());
        QVERIFY(at(1, DeliveryModel::ValueColumn, Qt::AccessibleDescriptionRole)
                    .contains(QStringLiteral("SMC would refuse AGE")));
        QCOMPARE(at(2, DeliveryModel::ValueColumn, Qt::AccessibleDescriptionRole),
                 QStringLiteral(
                     "VIP comes from traits.VIP. SMC's field: Boolean, true or false. Converted from “1” to true."));
        QCOMPARE(model.rowCount(), 3); // SCORES is left out.
    }

    void withoutFieldsThePreviewSaysNothingOfTypes()
    {
        destination::Destination destination = shop();
        destination.fields.reset();
        const Preview preview = previewOf(identify(R"("AGE":"old")"), destination);
        QCOMPARE(preview.state, Preview::State::Ready);
        QCOMPARE(cell(preview, QStringLiteral("AGE")).fit, PreviewCell::Fit::NotKnown);
        QVERIFY(noteFor(preview.deliveries.back()).isEmpty());
    }
};

QTEST_MAIN(TestTypedCells)
#include "test_typed_cells.moc"
