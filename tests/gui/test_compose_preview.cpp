// What the preview says, without any widget.
#include <gui/compose/compose_link.h>
#include <gui/compose/delivery_model.h>
#include <gui/compose/event_at.h>
#include <gui/compose/library_model.h>
#include <gui/compose/preview.h>
#include <gui/compose/preview_words.h>
#include <gui/compose/problem_model.h>
#include <gui/icons.h>
#include <gui/widgets/data_table.h>
#include <gui/widgets/verdict_widget.h>
#include <json/document.h>
#include <rest/plan.h>

#include <QAbstractItemModelTester>
#include <QTest>

#include <algorithm>

using namespace smc;
using namespace smc::gui;

namespace {

constexpr const char *Group = R"({
  "type": "group",
  "groupId": "SegmentToSMCStatic",
  "userId": "segmenttest@selligent.com",
  "traits": { "matchkey": "MAIL", "method": "ADD", "userlist": "USERS_SEGMENT" }
})";

destination::Destination everything()
{
    destination::Destination destination;
    destination.settings.smcAdminUrl = "https://acme.slgnt.us";
    destination.settings.organization = "DEMO";
    destination.settings.allowedEvents = {"Order Completed"};
    destination.settings.sendGroupEvents = true;
    return destination;
}

Result<std::vector<rest::PlannedRequest>> requestsOf(const destination::Prepared &prepared)
{
    auto requests = rest::plan({*destination::AdminUrl::parse("https://acme.slgnt.us"), "DEMO"}, prepared);
    if (requests) {
        for (rest::PlannedRequest &planned : *requests)
            planned.request.secret = net::SecretHeader{"X-ApiKey", {}, "$SMC_API_KEY:$SMC_API_SECRET"};
    }
    return requests;
}

Preview previewOf(std::string_view text, std::size_t caret = 0,
                  const destination::Destination &destination = everything())
{
    return makePreview({text, caret}, destination, destination::Stamp{"stamp-1", "2026-03-01T12:00:00.000Z"},
                       requestsOf);
}

const PreviewCell *cellNamed(const Preview &preview, const QString &column)
{
    for (const PreviewDelivery &delivery : preview.deliveries) {
        for (const PreviewCell &cell : delivery.cells) {
            if (cell.column == column)
                return &cell;
        }
    }
    return nullptr;
}

const VerdictContent &stepOf(const Preview &preview, StepId id)
{
    return preview.steps[static_cast<std::size_t>(id)];
}

} // namespace

class TestComposePreview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGroupExampleAddsAPersonToASegment()
    {
        const Preview preview = previewOf(Group);
        QCOMPARE(preview.state, Preview::State::Ready);
        QCOMPARE(preview.verdict.sentence, QStringLiteral("Adds segmenttest@selligent.com to SegmentToSMCStatic."));
        QCOMPARE(stepOf(preview, StepId::Valid).word, QStringLiteral("Valid"));
        QCOMPARE(stepOf(preview, StepId::Admitted).word, QStringLiteral("Admitted"));
        QCOMPARE(stepOf(preview, StepId::Mapped).word, QStringLiteral("Mapped"));
        QCOMPARE(stepOf(preview, StepId::Request).word, QStringLiteral("Not sent"));

        const PreviewCell *mail = cellNamed(preview, QStringLiteral("MAIL"));
        QVERIFY(mail != nullptr);
        QCOMPARE(mail->value, QStringLiteral("segmenttest@selligent.com"));
        QCOMPARE(mail->from, QStringLiteral("userId"));
        QVERIFY(mail->isKey);
        QCOMPARE(mail->spans.size(), std::size_t(1));
        QCOMPARE(mail->spans.front().of(Group), std::string_view("\"segmenttest@selligent.com\""));

        QVERIFY2(preview.request.startsWith(QStringLiteral("POST https://acme.slgnt.us/Portal/Api/organizations/DEMO"
                                                           "/lists/USERS_SEGMENT/segments/SegmentToSMCStatic")),
                 qPrintable(preview.request));
        QVERIFY(preview.request.contains(QStringLiteral("?keyFields=MAIL\n")));
        QVERIFY(preview.request.contains(QStringLiteral("X-ApiKey: $SMC_API_KEY:$SMC_API_SECRET")));
    }

    void removingSaysRemoves()
    {
        std::string text = Group;
        text.replace(text.find("ADD"), 3, "REMOVE");
        QCOMPARE(previewOf(text).verdict.sentence,
                 QStringLiteral("Removes segmenttest@selligent.com from SegmentToSMCStatic."));
    }

    void aTrackEventBecomesOneRowWithTheStampOfTheDraft()
    {
        const Preview preview = previewOf(R"({"type":"track","event":"Order Completed","userId":"u1"})");
        QCOMPARE(preview.verdict.sentence, QStringLiteral("Adds one row to segment_events."));
        QVERIFY(preview.usesStamp);
        const PreviewCell *id = cellNamed(preview, QStringLiteral("MESSAGE_ID"));
        QVERIFY(id != nullptr);
        QCOMPARE(id->value, QStringLiteral("stamp-1"));
        QCOMPARE(id->from, QStringLiteral("assigned on receipt"));
        QVERIFY(preview.request.contains(QStringLiteral("stamp-1")));
        const PreviewCell *traits = cellNamed(preview, QStringLiteral("TRAITS"));
        QVERIFY(traits != nullptr);
        QVERIFY(traits->isNull());
        QCOMPARE(traits->from, QStringLiteral("not in the event"));
    }

    void aNearMissOffersTheNameThatWasMeant()
    {
        const std::string text = R"({"type":"track","event":"order completed","userId":"u1"})";
        const Preview preview = previewOf(text);
        QCOMPARE(preview.state, Preview::State::Discarded);
        QCOMPARE(preview.verdict.word, QStringLiteral("Discarded"));
        QVERIFY2(preview.verdict.sentence.contains(QStringLiteral("Order Completed")),
                 qPrintable(preview.verdict.sentence));
        QCOMPARE(preview.fixes.size(), std::size_t(2));
        QCOMPARE(preview.fixes[0].kind, Fix::Kind::ReplaceText);
        QCOMPARE(preview.fixes[0].text, std::string("\"Order Completed\""));
        QCOMPARE(preview.fixes[0].span.of(text), std::string_view("\"order completed\""));
        QCOMPARE(preview.fixes[1].kind, Fix::Kind::AllowEvent);
        QCOMPARE(preview.fixes[1].text, std::string("order completed"));
        QCOMPARE(preview.verdict.link, preview.fixes[0].label);
        QVERIFY(!preview.canSend());
        QVERIFY(preview.request.isEmpty());
    }

    void aCallTypeThatIsOffOffersItsSwitch()
    {
        const Preview preview = previewOf(R"({"type":"page","name":"Home","userId":"u1"})");
        QCOMPARE(preview.state, Preview::State::Discarded);
        QCOMPARE(preview.fixes.size(), std::size_t(1));
        QCOMPARE(preview.fixes[0].kind, Fix::Kind::SwitchOn);
        QCOMPARE(preview.fixes[0].text, std::string("sendPageEvents"));
    }

    void brokenJsonSaysWhere()
    {
        const std::string text = "{\n  \"type\": \"identify\"\n  \"userId\": \"u1\"\n}";
        const Preview preview = previewOf(text);
        QCOMPARE(preview.state, Preview::State::Unread);
        QCOMPARE(preview.verdict.word, QStringLiteral("Not JSON"));
        QCOMPARE(preview.problems.size(), std::size_t(1));
        QCOMPARE(json::placeOf(text, preview.problems[0].span.begin).line, 3U);
        QVERIFY2(preview.verdict.sentence.contains(QStringLiteral("Line 3")), qPrintable(preview.verdict.sentence));
        QCOMPARE(preview.fixes[0].kind, Fix::Kind::ShowPlace);
    }

    void anInvalidEventNamesItsFirstErrorAndCountsTheOthers()
    {
        const Preview preview = previewOf(R"({"type":"track","properties":[]})");
        QCOMPARE(preview.state, Preview::State::Invalid);
        QVERIFY(preview.countOf(segment::Severity::Error) >= 3);
        QVERIFY2(preview.verdict.todo.contains(QStringLiteral("more errors")), qPrintable(preview.verdict.todo));
        for (const StepId id : {StepId::Admitted, StepId::Mapped, StepId::Request})
            QCOMPARE(stepOf(preview, id).tone, theme::Tone::Waiting);
    }

    void aStepThatWasNotReachedSaysSoAndWhatItWaitsFor()
    {
        const Preview none = previewOf("");
        QCOMPARE(stepOf(none, StepId::Valid).word, QStringLiteral("Not checked yet"));
        const Preview broken = previewOf("{");
        QCOMPARE(stepOf(broken, StepId::Valid).word, QStringLiteral("Not JSON"));
        QCOMPARE(stepOf(broken, StepId::Admitted).word, QStringLiteral("Not admitted yet"));
        QVERIFY(stepOf(broken, StepId::Admitted).sentence.contains(QStringLiteral("valid")));
        QCOMPARE(stepOf(broken, StepId::Mapped).word, QStringLiteral("Not mapped yet"));
        QCOMPARE(stepOf(broken, StepId::Request).word, QStringLiteral("No request yet"));
        const Preview discarded = previewOf(R"({"type":"page","name":"Home","userId":"u1"})");
        QCOMPARE(stepOf(discarded, StepId::Admitted).word, QStringLiteral("Discarded"));
        QCOMPARE(stepOf(discarded, StepId::Mapped).word, QStringLiteral("Not mapped yet"));
        QVERIFY(iconNameOf(theme::Tone::Waiting) != iconNameOf(theme::Tone::Neutral));
        VerdictWidget chip(VerdictWidget::Form::Chip);
        chip.setContent(stepOf(broken, StepId::Mapped));
        QCOMPARE(chip.accessibleName(), QStringLiteral("Not mapped yet"));
        QCOMPARE(chip.accessibleDescription(), stepOf(broken, StepId::Mapped).sentence);
    }

    void theEventAtTheCaretIsTheOneThatCounts()
    {
        const std::string first = R"({"type":"identify","userId":"first"})";
        const std::string second = R"({"type":"identify","userId":"second"})";
        const std::string text = first + "\n" + second + "\n";
        const Preview atStart = previewOf(text, 3);
        QCOMPARE(atStart.count, std::size_t(2));
        QCOMPARE(atStart.index, std::size_t(0));
        QCOMPARE(atStart.eventText, first);
        const Preview atEnd = previewOf(text, text.size());
        QCOMPARE(atEnd.index, std::size_t(1));
        QCOMPARE(atEnd.eventText, second);
        const PreviewCell *id = cellNamed(atEnd, QStringLiteral("USER_ID"));
        QVERIFY(id != nullptr);
        QCOMPARE(id->spans.front().of(text), std::string_view("\"second\""));
    }

    void aWrongLineIsNamedWhileAnotherIsPreviewed()
    {
        const std::string text =
            "{\"type\":\"identify\",\"userId\":\"u\"}\n{\"type\":\n{\"type\":\"identify\",\"userId\":\"v\"}";
        const Preview preview = previewOf(text, 0);
        QCOMPARE(preview.state, Preview::State::Ready);
        QCOMPARE(preview.countOf(segment::Severity::Error), std::size_t(1));
        QVERIFY(preview.problems.back().span.begin > 30);
    }

    void aLineThatIsNoEventIsNamedWhileAnotherIsPreviewed_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("why");
        QTest::newRow("a word") << QByteArray("zz") << QStringLiteral("Line 2, column 1: expected a value");
        QTest::newRow("a number") << QByteArray("12")
                                  << QStringLiteral(
                                         "Line 2, column 1: an event is a JSON object, and this is a number.");
        QTest::newRow("broken within") << QByteArray(R"({"type":})") << QStringLiteral("Line 2, column 9: expected");
    }

    void aLineThatIsNoEventIsNamedWhileAnotherIsPreviewed()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, why);
        const std::string text = R"({"type":"identify","userId":"u"})"
                                 "\n" +
                                 line.toStdString();
        const Preview preview = previewOf(text, 0);
        QCOMPARE(preview.state, Preview::State::Ready);
        QCOMPARE(preview.problems.size(), std::size_t(1));
        const PreviewProblem &problem = preview.problems.front();
        QVERIFY2(problem.message.startsWith(why), qPrintable(problem.message));
        QVERIFY(problem.span.begin >= text.find('\n') + 1 && problem.span.begin < text.size());
        // Where the caret is on it, it is said once.
        QCOMPARE(previewOf(text, text.size()).problems.size(), std::size_t(1));
    }

    void eventsThatSegmentRefusesAreJudgedWhereTheCaretIs()
    {
        const std::string text = R"({"type":"identify","userId":"u"})"
                                 "\n{}\n"
                                 R"({"type":"unheard"})";
        QVERIFY(previewOf(text, 0).problems.empty());
    }

    void aBatchGivesItsContextToItsEvents()
    {
        const std::string text =
            R"({"context":{"locale":"nl"},"batch":[{"type":"identify","userId":"a"},{"type":"identify","userId":"b"}]})";
        const Preview preview = previewOf(text, text.find("\"b\""));
        QCOMPARE(preview.count, std::size_t(2));
        QCOMPARE(preview.index, std::size_t(1));
        const PreviewCell *context = cellNamed(preview, QStringLiteral("CONTEXT"));
        QVERIFY(context != nullptr);
        QVERIFY2(context->value.contains(QStringLiteral("nl")), qPrintable(context->value));
        const PreviewCell *user = cellNamed(preview, QStringLiteral("USER_ID"));
        QCOMPARE(user->spans.front().of(text), std::string_view("\"b\""));
    }

    void missingSettingsLeadToConnection()
    {
        const Preview preview = makePreview({Group, 0}, everything(), {}, [](const destination::Prepared &) {
            return Result<std::vector<rest::PlannedRequest>>(
                fail("organization_missing", "Enter the organization.", "organization"));
        });
        QCOMPARE(stepOf(preview, StepId::Request).word, QStringLiteral("Settings missing"));
        QCOMPARE(preview.fixes.back().kind, Fix::Kind::OpenSettings);
        QCOMPARE(preview.fixes.back().text, std::string("organization"));
        QVERIFY(preview.request.isEmpty());
    }

    void aSecondDeliveryHasItsOwnRow()
    {
        destination::Destination destination = everything();
        destination.settings.audienceListApiName = "USERS_SEGMENT";
        destination.settings.audienceKeyFields = {"CUSTOMER_ID"};
        const Preview preview =
            previewOf(R"({"type":"identify","userId":"u1","traits":{"MAIL":"a@b.c"}})", 0, destination);
        QCOMPARE(preview.deliveries.size(), std::size_t(2));
        QVERIFY2(preview.verdict.sentence.contains(
                     QStringLiteral("Adds or updates the record of USERS_SEGMENT whose CUSTOMER_ID is u1.")),
                 qPrintable(preview.verdict.sentence));
    }

    void nothingIsPreviewedOfNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("white space") << QByteArray(" \n\t\r\n");
    }
    void nothingIsPreviewedOfNothing()
    {
        QFETCH(QByteArray, text);
        const Preview preview = previewOf(text.toStdString());
        QCOMPARE(preview.state, Preview::State::Empty);
        QCOMPARE(preview.count, std::size_t(0));
    }

    void hostileTextsGiveAVerdictToo_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("zero bytes") << QByteArray("\0\0{}", 4);
        QTest::newRow("no UTF-8") << QByteArray("{\"type\":\"track\",\"event\":\"\xff\xfe\"}");
        QTest::newRow("deep") << QByteArray(200000, '[');
        QTest::newRow("half a string") << QByteArray("{\"userId\":\"\\u12");
        QTest::newRow("a number") << QByteArray("18446744073709551616");
        QTest::newRow("a lone surrogate") << QByteArray(R"({"type":"identify","userId":"\ud800"})");
        QTest::newRow("a comma") << QByteArray(",");
    }
    void hostileTextsGiveAVerdictToo()
    {
        QFETCH(QByteArray, text);
        for (const qsizetype caret : {qsizetype(0), text.size() / 2, text.size(), text.size() + 50}) {
            const Preview preview = previewOf(text.toStdString(), static_cast<std::size_t>(caret));
            QVERIFY(preview.state != Preview::State::Empty);
            QVERIFY(!preview.verdict.word.isEmpty());
            for (const PreviewProblem &problem : preview.problems)
                QVERIFY(problem.span.end <= static_cast<std::uint32_t>(text.size()));
        }
    }

    void whatCannotBeSentIsNotReady()
    {
        const auto noAddress = [](const destination::Prepared &) -> Result<std::vector<rest::PlannedRequest>> {
            return fail("organization_missing", "The organization is missing.", "organization");
        };
        const Preview noSettings = makePreview({Group}, everything(), destination::makeStamp(), noAddress);
        QCOMPARE(noSettings.state, Preview::State::Blocked);
        QCOMPARE(noSettings.verdict.word, QStringLiteral("Not ready"));
        QCOMPARE(stepOf(noSettings, StepId::Request).word, QStringLiteral("Settings missing"));
        QVERIFY(!noSettings.canSend());

        PreviewInput withoutKey{Group};
        withoutKey.hindrance = Error{"credentials_missing", "The API key and its secret are missing.", "credentials"};
        const Preview noKey = makePreview(withoutKey, everything(), destination::makeStamp(), requestsOf);
        QCOMPARE(noKey.state, Preview::State::Blocked);
        QCOMPARE(noKey.verdict.word, QStringLiteral("Not ready"));
        QCOMPARE(noKey.verdict.todo, QStringLiteral("The API key and its secret are missing."));
        QCOMPARE(stepOf(noKey, StepId::Request).word, QStringLiteral("Key missing"));
        QVERIFY(!noKey.request.isEmpty());
        QCOMPARE(noKey.fixes.front().text, std::string("credentials"));
    }

    void aLargeTextIsPreviewedByItsStart()
    {
        std::string text;
        while (text.size() < 3 * PreviewLimit)
            text += R"({"type":"identify","userId":"u","traits":{"n":1}})"
                    "\n";
        const Preview preview = previewOf(text, text.size());
        QVERIFY(preview.isCutShort);
        QCOMPARE(preview.state, Preview::State::Ready);
        QCOMPARE(preview.countOf(segment::Severity::Error), std::size_t(0));
        QVERIFY(preview.count > 20000);
    }

    void anEventLargerThanThePreviewSaysSo()
    {
        const Preview preview =
            previewOf("{\"type\":\"identify\",\"userId\":\"" + std::string(2 * PreviewLimit, 'x') + "\"}");
        QVERIFY(preview.isCutShort);
        QVERIFY(!preview.canSend());
        QVERIFY2(preview.verdict.tone != theme::Tone::Success, qPrintable(preview.verdict.word));
    }

    void rowsCanBeReadFromTheModel()
    {
        DeliveryModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const Preview preview = previewOf(Group);
        model.setCells(preview.deliveries.front().cells);
        QCOMPARE(model.rowCount(), static_cast<int>(preview.deliveries.front().cells.size()));
        const QModelIndex value = model.index(0, DeliveryModel::ValueColumn);
        QCOMPARE(value.data().toString(), QStringLiteral("segmenttest@selligent.com"));
        QCOMPARE(value.data(JsonRole).toString(), QStringLiteral("\"segmenttest@selligent.com\""));
        QVERIFY(!value.data(MarkedRole).toBool());
        model.setCaret(preview.deliveries.front().cells.front().spans.front());
        QVERIFY(value.data(MarkedRole).toBool());
        model.setCaret(std::nullopt);
        QVERIFY(!value.data(MarkedRole).toBool());

        DataTable table(QStringLiteral("Row"));
        table.setModel(&model);
        QCOMPARE(rowsAsTsv(table, {value}),
                 QStringLiteral("Column\tValue\tFrom\nMAIL\tsegmenttest@selligent.com\tuserId"));
        QCOMPARE(rowsAsJson(table, {value}),
                 std::string(R"([{"Column":"MAIL","Value":"segmenttest@selligent.com","From":"userId"}])"));
    }

    void problemsCountAndNameTheirLine()
    {
        ProblemModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const std::string text = "{\n\"type\":\"track\",\n\"userid\":\"u\",\"event\":5}";
        const Preview preview = previewOf(text);
        model.setProblems(preview.problems, text);
        QVERIFY2(model.summary().contains(QStringLiteral("error")), qPrintable(model.summary()));
        QVERIFY2(model.summary().contains(QStringLiteral("warning")), qPrintable(model.summary()));
        QCOMPARE(model.tone(), theme::Tone::Danger);
        QVERIFY2(model.index(0).data().toString().startsWith(QStringLiteral("Line ")),
                 qPrintable(model.index(0).data().toString()));
        model.setProblems({}, {});
        QCOMPARE(model.summary(), QStringLiteral("No problems"));
    }

    void examplesStandInTheOrderOfTheSpecAndAreAllGoodEvents()
    {
        LibraryModel model(builtInExamples());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QStringList groups;
        const QModelIndex examples = model.indexOf(LibraryItem::Kind::Examples, {});
        for (int row = 0; row < model.rowCount(examples); ++row)
            groups.append(model.index(row, 0, examples).data().toString());
        QCOMPARE(groups, QStringList({QStringLiteral("Identify"), QStringLiteral("Track"), QStringLiteral("Page"),
                                      QStringLiteral("Screen"), QStringLiteral("Group"), QStringLiteral("Alias")}));
        for (const Example &example : builtInExamples()) {
            const auto text = exampleText(example.file);
            QVERIFY2(text.has_value(), example.file.c_str());
            const Preview preview = previewOf(*text);
            QVERIFY2(preview.state == Preview::State::Ready || preview.state == Preview::State::Discarded,
                     qPrintable(preview.verdict.sentence));
        }
        QVERIFY(!exampleText("../index.json").has_value());
        QVERIFY(!readExampleIndex("[1,").has_value());
    }

    void aLinkToAPlaceGoesThereAndBack()
    {
        const ComposeLink link{42, {7, 19}};
        QCOMPARE(ComposeLink::parse(link.text()), std::optional(link));
        for (const char *wrong : {"", "42", "entry:", "entry:1", "entry:-1:2-3", "entry:1:2-99999999999"})
            QVERIFY2(!ComposeLink::parse(QString::fromLatin1(wrong)), wrong);
    }

    void pathsReadAsPeopleWriteThem()
    {
        QCOMPARE(pathInWords("/traits/address/0/a~1b"), QStringLiteral("traits.address[0].a/b"));
        QCOMPARE(pathInWords(""), QStringLiteral("the whole event"));
    }
};

QTEST_MAIN(TestComposePreview)
#include "test_compose_preview.moc"
