// Where each piece of a mapped value came from: the spans, and which directive made what is no copy.
#include "parts_cases.h"

#include <json/pointer.h>
#include <mapping/plan.h>

#include <QTest>

using namespace smc;
using namespace smc::mapping;
using namespace smc::test;

namespace {

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

/// "computed @template [/a /b] "whole"; event /a x"
QByteArray inWords(const Parts &parts, std::string_view text, const json::Document &event)
{
    QByteArrayList words;
    for (const Part &part : parts) {
        QByteArray one = bytes(nameOf(part.kind));
        if (part.by != Directive::None)
            one += ' ' + bytes(nameOf(part.by));
        for (const json::Value source : part.sources)
            one += ' ' + QByteArray::fromStdString(json::pointerTo(source));
        one += ' ' + bytes(part.text.of(text));
        if (!part.copied.isEmpty() && part.copied.of(event.text()) != part.text.of(text))
            one += " WHICH IS NOT " + bytes(part.copied.of(event.text()));
        words << one;
    }
    return words.join("; ");
}

} // namespace

class TestParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPieceSaysWhatItIsMadeOf_data()
    {
        QTest::addColumn<QByteArray>("mapping");
        QTest::addColumn<QByteArray>("expected");
        for (const PartsCase &one : partsCases())
            QTest::newRow(one.name) << QByteArray(one.mapping) << QByteArray(one.expected);
    }

    void everyPieceSaysWhatItIsMadeOf()
    {
        QFETCH(QByteArray, mapping);
        QFETCH(QByteArray, expected);
        json::Document event;
        QVERIFY(event.parse(PartsEvent).has_value());
        const auto plan = Plan::compile(mapping.toStdString());
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().message.c_str());
        Scratch scratch;
        scratch.trace();
        const auto mapped = plan->run({event.root()}, scratch);
        QVERIFY(mapped.has_value() && mapped->exists);
        const std::string_view line = mapped->line(scratch);
        QCOMPARE(inWords(scratch.partsOf(line), line, event), expected);
    }

    void theWholeNamesItsDirectiveWithoutATraceToo()
    {
        json::Document event;
        QVERIFY(event.parse(PartsEvent).has_value());
        Scratch scratch;
        const auto byOf = [&](std::string_view mapping) {
            return bytes(nameOf(Plan::compile(mapping)->run({event.root()}, scratch)->by));
        };
        QCOMPARE(byOf("{\"@template\":\"{{userId}}!\"}"), QByteArray("@template"));
        QCOMPARE(byOf("{\"@path\":\"$.userId\"}"), QByteArray());
        QCOMPARE(byOf("{\"@merge\":{\"direction\":\"left\",\"objects\":[]}}"), QByteArray("@merge"));
        QVERIFY(scratch.partsOf({}).empty());
    }

    void assignedValuesStandNowhereInTheEvent()
    {
        json::Document event;
        json::Document defaults;
        QVERIFY(event.parse(PartsEvent).has_value());
        QVERIFY(defaults.parse(R"({"messageId":"m1"})").has_value());
        const auto plan = Plan::compile(R"({"@template":"{{messageId}}-{{userId}}"})");
        Scratch scratch;
        scratch.trace();
        const auto mapped = plan->run({event.root(), defaults.root()}, scratch);
        QCOMPARE(inWords(scratch.partsOf(mapped->json), mapped->json, event),
                 QByteArray(R"(computed @template /userId "m1-u1"; assigned m1; constant -; event /userId u1)"));
    }
};

QTEST_APPLESS_MAIN(TestParts)
#include "tst_parts.moc"
