// Which place of the event became which part of the request, both ways. No widget.
#include <gui/compose/packed_json.h>
#include <gui/compose/preview.h>

#include <QElapsedTimer>
#include <QTest>

using namespace smc;
using namespace smc::gui;

namespace {

constexpr const char *Group = R"({
  "type": "group",
  "groupId": "SegmentToSMCStatic",
  "userId": "segmenttest@selligent.com",
  "traits": { "matchkey": "MAIL", "method": "ADD", "userlist": "USERS_SEGMENT", "age": 42 }
})";
constexpr const char *Track =
    "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"u1\",\"properties\":{\"note\":"
    "\"a\\\"b\\u00e9\",\"items\":[1.50,{\"sku\":\"x\"}]}}";

destination::Destination everything()
{
    destination::Destination destination;
    destination.settings.allowedEvents = {"Order Completed"};
    destination.settings.sendGroupEvents = true;
    return destination;
}

Result<std::vector<rest::PlannedRequest>> planned(const destination::Prepared &prepared)
{
    return rest::plan({*destination::AdminUrl::parse("https://acme.slgnt.us"), "DEMO"}, prepared);
}

Preview previewOf(std::string_view text, std::size_t caret = 0,
                  const destination::Destination &destination = everything())
{
    return makePreview({text, caret}, destination, destination::Stamp{"stamp-1", "2026-03-01T12:00:00.000Z"}, planned);
}

/// The parts of `text` at `spans`, joined.
QByteArray parts(std::string_view text, const std::vector<json::Span> &spans)
{
    QByteArrayList found;
    for (const json::Span &span : spans) {
        const std::string_view part = span.of(text);
        found.append(QByteArray(part.data(), qsizetype(part.size())));
    }
    return found.join(" | ");
}

/// What lights up in the editor for a caret at `word` in the request.
QByteArray fromRequest(const Preview &preview, std::string_view editor, const char *word, std::size_t within = 1)
{
    const std::string request = preview.request.toStdString();
    const std::size_t at = request.find(word);
    if (at == std::string::npos)
        qFatal("The request holds no %s:\n%s", word, request.c_str());
    const auto caret = static_cast<std::uint32_t>(at + within);
    return parts(editor, preview.provenance->placesOf({caret, caret}));
}

/// What lights up in the request for a caret at `word` in the editor.
QByteArray fromEditor(const Preview &preview, std::string_view editor, const char *word)
{
    const std::string request = preview.request.toStdString();
    return parts(request, preview.provenance->inRequest(editor.find(word) + 1));
}

} // namespace

class TestProvenance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPartOfAGroupRequestLeadsToItsValue()
    {
        const Preview preview = previewOf(Group);
        QVERIFY(preview.provenance != nullptr);
        QCOMPARE(fromRequest(preview, Group, "POST"), QByteArray("\"ADD\""));
        QCOMPARE(fromRequest(preview, Group, "USERS_SEGMENT"), QByteArray("\"USERS_SEGMENT\""));
        QCOMPARE(fromRequest(preview, Group, "SegmentToSMCStatic"), QByteArray("\"SegmentToSMCStatic\""));
        QCOMPARE(fromRequest(preview, Group, "MAIL"), QByteArray("\"MAIL\""));
        QCOMPARE(fromRequest(preview, Group, "segmenttest@"), QByteArray("\"segmenttest@selligent.com\""));
        QCOMPARE(fromRequest(preview, Group, "Portal"), QByteArray());
    }

    void everyValueLeadsToItsPartsOfTheRequest()
    {
        const Preview preview = previewOf(Group);
        QCOMPARE(fromEditor(preview, Group, "\"USERS_SEGMENT\""), QByteArray("USERS_SEGMENT"));
        QCOMPARE(fromEditor(preview, Group, "\"userlist\""), QByteArray("USERS_SEGMENT"));
        QVERIFY(fromEditor(preview, Group, "\"MAIL\"").startsWith("MAIL"));
        QCOMPARE(fromEditor(preview, Group, "\"segmenttest@"), QByteArray("\"segmenttest@selligent.com\""));
        QCOMPARE(fromEditor(preview, Group, "42"), QByteArray());
        QVERIFY(preview.provenance->inRequest(0).empty()); // The whole event is in everything.
    }

    void insideJsonInAStringTheVeryValueIsFound()
    {
        const Preview preview = previewOf(Track);
        QCOMPARE(fromRequest(preview, Track, "1.50"), QByteArray("1.50"));
        QCOMPARE(fromRequest(preview, Track, "sku"), QByteArray("\"x\""));
        const QByteArray lit = fromEditor(preview, Track, "1.50");
        QCOMPARE(lit, QByteArray("1.50 | 1.50")); // In PROPERTIES and in PAYLOAD.
        QVERIFY2(fromEditor(preview, Track, "\"note\"").contains("\\\\\\\"b"), fromEditor(preview, Track, "\"note\""));
    }

    void aSelectionTakesInAllThatItTouches()
    {
        const Preview preview = previewOf(Group);
        const std::string request = preview.request.toStdString();
        const json::Span whole{0, static_cast<std::uint32_t>(request.size())};
        const QByteArray lit = parts(Group, preview.provenance->placesOf(whole));
        for (const char *part : {"ADD", "USERS_SEGMENT", "SegmentToSMCStatic", "MAIL", "segmenttest@"})
            QVERIFY2(lit.contains(part), part);
    }

    void placesBeyondTheTextsAreNothing()
    {
        const Preview preview = previewOf(Group);
        QVERIFY(preview.provenance->placesOf({4000000000U, 4000000001U}).empty());
        QVERIFY(preview.provenance->inRequest(1000000).empty());
        QVERIFY(!preview.provenance->valueAt(1000000));
        QVERIFY(preview.provenance->fateAt(1000000).isEmpty());
    }

    void inALargerTextPlacesCountFromItsStart()
    {
        const std::string text = std::string("{\"type\":\"identify\",\"userId\":\"first\"}\n") + Group;
        const Preview preview = previewOf(text, text.size() - 2);
        QCOMPARE(fromRequest(preview, text, "segmenttest@"), QByteArray("\"segmenttest@selligent.com\""));
        QVERIFY(preview.provenance->inRequest(5).empty());
        QCOMPARE(preview.provenance->unused().size(), std::size_t(1));
        QCOMPARE(preview.provenance->unused().front().span.of(text), std::string_view("\"age\": 42"));
    }

    void anEventOfABatchLeadsToItsOwnText()
    {
        const std::string text =
            R"({"context":{"locale":"nl"},"batch":[{"type":"identify","userId":"a"},{"type":"identify","userId":"b"}]})";
        const Preview preview = previewOf(text, text.find("\"b\""));
        QCOMPARE(fromRequest(preview, text, "\"b\""), QByteArray("\"b\""));
        // What the batch gave has no place in the event's own text; nothing wrong lights up.
        for (const json::Span &span : preview.provenance->placesOf({0, 100000}))
            QVERIFY(span.end <= text.size());
    }

    void theFateOfAValueIsASentence()
    {
        const Preview preview = previewOf(Group);
        const auto fate = [&](const char *word) {
            return preview.provenance->fateAt(std::string_view(Group).find(word) + 1);
        };
        QCOMPARE(fate("\"segmenttest@"), QStringLiteral("userId goes to MAIL of USERS_SEGMENT."));
        QCOMPARE(fate("\"USERS_SEGMENT\""), QStringLiteral("traits.userlist names the list USERS_SEGMENT."));
        QCOMPARE(fate("\"SegmentToSMCStatic\""),
                 QStringLiteral("groupId names the static segment SegmentToSMCStatic."));
        QCOMPARE(fate("\"MAIL\""), QStringLiteral("traits.matchkey names the column MAIL."));
        QCOMPARE(fate("\"ADD\""), QStringLiteral("traits.method chooses between adding and removing."));
        QCOMPARE(fate("\"group\""), QStringLiteral("type helps to decide whether and how the event is sent."));
        QCOMPARE(fate("42"), QStringLiteral("traits.age goes nowhere: no rule of the mapping reads it."));
        QVERIFY(preview.provenance->fateAt(0).isEmpty());
    }

    void ofADiscardedEventNothingIsDimmed()
    {
        const Preview preview = previewOf(R"({"type":"track","event":"Other","userId":"u","traits":{"a":1}})");
        QCOMPARE(preview.state, Preview::State::Discarded);
        QVERIFY(!preview.provenance || preview.provenance->unused().empty());
        QVERIFY(preview.verdict.sentence.contains(QStringLiteral("Allowed Events")));
    }

    void packedTextKeepsTheWayOut_data()
    {
        QTest::addColumn<QByteArray>("literal");
        QTest::newRow("plain") << QByteArray("\"{\\\"a\\\":1}\"");
        QTest::newRow("unicode") << QByteArray("\"[\\\"\\u00e9\\\",\\\"\\ud83d\\ude00\\\",2]\"");
        QTest::newRow("nested escapes") << QByteArray("\"[\\\"a\\\\\\\"b\\\",\\\"\\\\\\\\\\\"]\"");
    }
    void packedTextKeepsTheWayOut()
    {
        QFETCH(QByteArray, literal);
        const PackedJson packed({literal.constData(), std::size_t(literal.size())});
        QVERIFY(packed.isRead());
        for (const json::Value part : packed.document().root()) {
            const json::Span outside = packed.outside(part.span());
            QVERIFY(outside.end < std::uint32_t(literal.size()));
            QCOMPARE(packed.document().valueAt(packed.inside(outside.begin)).node(), part.node());
            QCOMPARE(packed.document().valueAt(packed.inside(outside.end - 1)).node(), part.node());
        }
    }

    void whatIsNoPackedJsonIsNotRead()
    {
        for (const char *literal : {"", "\"", "5", "\"\"", "\"{\"", "\"\\ud83d\"", "\"\\u12\"", "\"\\"})
            QVERIFY2(!PackedJson(literal).isRead(), literal);
    }

    void aLargeEventIsTracedInTime()
    {
        std::string text =
            "{\"type\":\"group\",\"groupId\":\"S\",\"userId\":\"u\",\"traits\":{\"matchkey\":\"M\",\"userlist\":\"L\"";
        for (int i = 0; text.size() < 32000; ++i)
            text += ",\"key" + std::to_string(i) + "\":\"v\"";
        text += "}}";
        const Preview preview = previewOf(text);
        QCOMPARE(preview.state, Preview::State::Ready);
        QVERIFY(preview.provenance->unused().size() > 1500);
        QElapsedTimer timer;
        timer.start();
        for (std::size_t caret = 0; caret < text.size(); caret += 3200)
            static_cast<void>(preview.provenance->fateAt(caret));
        const double ms = double(timer.nsecsElapsed()) / 1e6 / 10;
        qInfo("the fate of a value in %.2f ms", ms);
        QVERIFY2(ms < 50, qPrintable(QString::number(ms)));
    }
};

QTEST_MAIN(TestProvenance)
#include "test_provenance.moc"
