// Presets as files: what their author should know.
#include <destination/preset.h>

#include <QTemporaryFile>
#include <QTest>

#include <algorithm>

using namespace smc;
using namespace smc::destination;

class TestPreset : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePresetThatComesWithTheProgramHasNoWarnings() { QVERIFY(Preset::smc()->warnings().empty()); }

    void aTriggerThatMeansSomethingElseIsAWarningAndStillCompiles()
    {
        std::string text(Preset::smcText());
        const std::string good = "\"trigger\": \"type = \\\"identify\\\"\"";
        const auto at = text.find(good);
        QVERIFY(at != std::string::npos);
        text.replace(at, good.size(), "\"trigger\": \"type = \\\"identify\\\" and !(traits.vip = true)\"");
        const auto preset = Preset::compile(text);
        QVERIFY(preset.has_value());
        QCOMPARE((*preset)->warnings().size(), 1U);
        const PresetWarning &warning = (*preset)->warnings().front();
        QCOMPARE(warning.where, std::string("/rules/1/trigger"));
        QCOMPARE(warning.ruleId, std::string("audience-upsert"));
        QCOMPARE(warning.hint.code, std::string_view("negated_group_ignored"));
    }

    void allMappingsThatCantBeUsedAreNamedAtOnce()
    {
        std::string text = "{'version':1,'name':'n','integrations':[],'rules':[{'id':'a','trigger':'type = null',"
                           "'operation':'load','list':{'from':{'@nope':1},'what':'l'},'keyFields':['A'],'columns':["
                           "{'name':'A','value':{'@liquid':'x'}},"
                           "{'name':'B','value':{'b':{'@oops':1},'c':{'@path':2}}}]}]}";
        std::replace(text.begin(), text.end(), '\'', '"');
        const auto preset = Preset::compile(text);
        QVERIFY(!preset.has_value());
        const std::string &message = preset.error().message;
        for (const char *sentence : {"/ has an invalid directive: @nope.", "/@liquid is not supported here",
                                     "/b has an invalid directive: @oops.",
                                     "/c/@path should be a string or a mapping directive but it is a number.",
                                     "At /rules/0/list/from", "At /rules/0/columns/1/value"}) {
            const std::size_t at = message.find(sentence);
            QVERIFY2(at != std::string::npos, (std::string(sentence) + " in: " + message).c_str());
            QVERIFY2(std::string_view(sentence).starts_with("At ") ||
                         message.find(sentence, at + 1) == std::string::npos,
                     message.c_str());
        }
    }

    void eachPlaceIsNamedOnceInAFileTheFirstToo()
    {
        const auto told = [](const std::string &columns) {
            std::string text = "{'version':1,'name':'n','integrations':[],'rules':[{'id':'a','trigger':'type = null',"
                               "'operation':'load','list':'L','keyFields':[],'columns':[" +
                               columns + "]}]}";
            std::replace(text.begin(), text.end(), '\'', '"');
            QTemporaryFile file;
            if (!file.open() || file.write(text.data(), static_cast<qint64>(text.size())) < 0 || !file.flush())
                qFatal("No temporary file.");
            const auto preset = Preset::load(file.fileName().toStdString());
            return preset ? QString() : QString::fromStdString(preset.error().message);
        };
        const QString one = told("{'name':'A','value':{'@oops':1}}");
        QVERIFY2(one.count(u"/rules/0/columns/0/value") == 1, qPrintable(one));
        const QString two = told("{'name':'A','value':{'@oops':1}},{'name':'B','value':{'@nope':1}}");
        QVERIFY2(two.count(u"/rules/0/columns/0/value") == 1, qPrintable(two));
        QVERIFY2(two.count(u"/rules/0/columns/1/value") == 1, qPrintable(two));
    }

    void aColumnWithoutAValueIsRefused()
    {
        std::string text(Preset::smcText());
        const std::string value = "\"value\":";
        const auto at = text.find(value);
        QVERIFY(at != std::string::npos);
        text.replace(at, value.size(), "\"valeu\":");
        const auto preset = Preset::compile(text);
        QVERIFY(!preset.has_value());
        QCOMPARE(preset.error().code, std::string("preset_invalid"));
        QCOMPARE(preset.error().where, std::string("/rules/0/columns/0"));
    }

    void aByteOrderMarkBeforeAPresetIsPassedOver()
    {
        const auto preset = Preset::compile("\xEF\xBB\xBF" + std::string(Preset::smcText()));
        QVERIFY(preset.has_value());
        QCOMPARE((*preset)->ruleInfos().size(), Preset::smc()->ruleInfos().size());
        QVERIFY(!Preset::compile("\xEF\xBB\xBF\xEF\xBB\xBF" + std::string(Preset::smcText())).has_value());
    }

    void twoRulesOfOneIdAreRefused()
    {
        std::string text(Preset::smcText());
        const std::string second = "\"id\": \"audience-upsert\"";
        const auto at = text.find(second);
        QVERIFY(at != std::string::npos);
        text.replace(at, second.size(), "\"id\": \"event-row\"");
        const auto preset = Preset::compile(text);
        QVERIFY(!preset.has_value());
        QCOMPARE(preset.error().code, std::string("preset_invalid"));
        QCOMPARE(preset.error().where, std::string("/rules/1/id"));
        QVERIFY(preset.error().message.find("event-row") != std::string::npos);
    }

    void aColumnThatStandsTwiceIsNamed()
    {
        const auto withColumns = [](const std::string &second) {
            return Preset::compile(
                R"({"name":"p","version":1,"integrations":[],"rules":[{"id":"a","trigger":"type = 'track'",)"
                R"("operation":"load","list":"l","columns":[{"name":"MAIL","value":"x"},)"
                R"({"name":")" +
                second + R"(","value":"y"}]}]})");
        };
        const auto usable = withColumns("NAME");
        QVERIFY2(usable.has_value(), usable ? "" : (usable.error().message + usable.error().where).c_str());
        const auto preset = withColumns("Mail"); // SMC's names of fields know no case.
        QVERIFY(!preset.has_value());
        QCOMPARE(preset.error().code, std::string("preset_invalid"));
        QCOMPARE(preset.error().where, std::string("/rules/0/columns/1/name"));
        QVERIFY(preset.error().message.find("Mail") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestPreset)
#include "tst_preset.moc"
