// Hints about triggers. What a hint says of Segment is held to Segment's own package by the conformance tests, whose
// cases hold the triggers of this table; here the trigger's answer on one event stands beside its hints.
#include <mapping/fql.h>
#include <mapping/fql_lint.h>

#include <QTest>

using namespace smc;
using namespace smc::mapping;

namespace {

constexpr std::string_view Event =
    R"({"type":"track","event":"Order Completed","userId":"5","properties":{"total":5,"vip":true,"text":"5","plan":"pro",)"
    R"("list":["a"],"products":[{"sku":"x"}]},"traits":{},"context":{}})";

/// "mixed_and_or[or … and] single_quotes['x']": codes with the text that they are about; notes in small brackets.
QByteArray inWords(std::string_view fql)
{
    std::string words;
    for (const FqlHint &hint : lint(fql)) {
        const bool isNote = hint.weight == FqlHint::Weight::Note;
        words += words.empty() ? "" : " ";
        words += std::string(hint.code) + (isNote ? "(" : "[") + std::string(hint.range.of(fql)) + (isNote ? ")" : "]");
    }
    return QByteArray::fromStdString(words);
}

QByteArray answer(std::string_view fql)
{
    json::Document event;
    if (!event.parse(std::string(Event)))
        return "no JSON";
    const auto trigger = Trigger::compile(fql);
    if (!trigger)
        return "error";
    return trigger->matches(event.root()) ? "yes" : "no";
}

} // namespace

class TestFqlLint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void odditiesAreNamedWhereTheyStand_data()
    {
        QTest::addColumn<QByteArray>("fql");
        QTest::addColumn<QByteArray>("hints");
        QTest::addColumn<QByteArray>("result");
        const auto row = [](const char *fql, const char *hints, const char *result) {
            QTest::newRow(fql) << QByteArray(fql) << QByteArray(hints) << QByteArray(result);
        };
        row("type = \"x\" or type = \"track\" and event = \"x\"", "mixed_and_or[or type = \"track\" and]", "no");
        row("!(type = \"track\")", "negated_group_ignored[!]", "yes");
        row("!type = \"track\"", "negation_ignored[!]", "yes");
        row("type = \"track\" and not event = \"Order Completed\"", "negation_ignored[not]", "yes");
        row("anonymousId = \"a\"", "field_unsupported[anonymousId]", "error");
        row("groupId != null and type = \"track\"", "field_unsupported[groupId]", "yes");
        row("messageId = \"m\" and type = \"track\"", "field_unsupported[messageId]", "yes");
        row("contains(type, \"x\") and event = \"Order Completed\"", "field_unsupported[type]", "yes");
        row("type = 'track'", "single_quotes['track']", "no");
        row("match(event, 'Order*')", "single_quotes['Order*']", "no");
        row("type == \"track\"", "double_equals[==]", "no");
        row("type in [\"track\", \"page\"]", "in_list[in]", "no");
        row("type in [\"track\"] or event = \"Order Completed\"", "in_list[in]", "yes");
        row("length(event) > 3", "function_unknown[length]", "error");
        row("(lowercase(event) = \"x\")", "function_unknown[lowercase]", "error");
        row("((type = \"track\"))", "nested_brackets[(]", "error");
        row("properties.products[0].sku = \"x\"", "array_path[[]", "error");
        row("properties.list.0 = \"a\"", "array_path[properties.list.0]", "no");
        row("match(event, \"O*d\")", "star_in_middle[\"O*d\"]", "no");
        row("match(event, \"*rder*\")", "star_in_middle[\"*rder*\"]", "no");
        row("match(event, \"Xrder Completed\")", "match_without_star[\"Xrder Completed\"]", "yes");
        row("match(event, \"Order?Comp*\")", "pattern_is_literal(\"Order?Comp*\")", "no");
        row("properties.total = \"5\"", "quoted_number(\"5\")", "no");
        row("properties.total != \"5\"", "unequal_when_missing(properties.total != \"5\") quoted_number(\"5\")", "yes");
        row("properties.vip = \"true\"", "quoted_boolean[\"true\"]", "no");
        row("properties.vip != true", "boolean_unequal[!= true]", "yes");
        row("event = true", "boolean_is_text[true]", "no");
        row("properties.missing = \"null\"", "quoted_null[\"null\"]", "no");
        row("event != null", "null_is_text[null]", "yes");
        row("type = null", "null_is_text[null]", "no");
        row("userId = 5", "number_is_text(5)", "yes");
        row("userId > 4", "order_needs_number[userId]", "no");
        row("properties.text > \"A\"", "order_needs_number[\"A\"]", "no");
        row("properties.total > \"4\"", "", "yes");
        row("properties.missing != \"x\"", "unequal_when_missing(properties.missing != \"x\")", "yes");
        row("properties.missing != 5", "unequal_needs_number(properties.missing != 5)", "no");
        row("!contains(properties.missing, \"x\")", "negated_needs_text(contains(properties.missing, \"x\"))", "no");
        row("event = name", "field_as_value[name]", "no");
        row("type = track", "unquoted_text(track)", "yes");
        row("traits != null", "whole_object[traits]", "no");
        row("type.foo = \"track\"", "member_ignored[type.foo]", "yes");
        row("type = \"track\" OR event = \"x\"", "capital_operator[OR] missing_and[event]", "no");
        row("type = \"track\" event = \"x\"", "missing_and[event]", "no");
        row("type = \"track\" && event = \"x\"", "symbol_operator[&]", "error");
        row("event contains \"Order\"", "operator_undocumented[contains]", "yes");
        row("event like \"Order\"", "operator_unknown[like]", "no");
        row("type =", "value_missing[type =]", "no");
        row("type = \"identify\" and (contains(event, \"zzz\") or event = \"Order Completed\")",
            "mixed_and_or[and (contains(event, \"zzz\") or] function_ends_group[)]", "yes");
        row("(type = \"track\" and contains(event, \"Order\"))", "", "yes");
        row("contains(event \"Order\")", "function_arguments[contains(event \"Order\")]", "no");
        row("all", "word_ignored[all]", "error");
        row("event = \"unclosed", "unreadable[d]", "error");
        row("", "refused[]", "error");
        row("type = \"track\"", "", "yes");
        row("type = \"track\" and event = \"Order Completed\"", "", "yes");
        row("(type = \"track\") and (event = \"x\" or event = \"Order Completed\")", "", "yes");
        row("properties.total >= 5 and properties.vip = true and properties.plan != null", "", "yes");
        row("match(event, \"Order*\") or match(event, \"*Completed\") or contains(event, \"r\")", "", "yes");
    }

    void odditiesAreNamedWhereTheyStand()
    {
        QFETCH(QByteArray, fql);
        QFETCH(QByteArray, hints);
        QFETCH(QByteArray, result);
        QCOMPARE(inWords(fql.toStdString()), hints);
        QCOMPARE(answer(fql.toStdString()), result);
    }

    /// A text of any kind has hints that lie inside it, and one that is refused has a warning.
    void hostileTextsKeepTheRangesInside()
    {
        const std::vector<std::string> pieces = {"type",        " = ",    "\"x\"", "'y'",  "(",    ")",  "!",
                                                 "contains(",   "match(", " and ", " or ", "in",   "[",  "]",
                                                 "properties.", "5",      "-",     ",",    "null", "\\", "\xC3\xA9",
                                                 "é",           "\n",     "\"",    "AND",  "."};
        std::uint32_t dice = 1;
        for (int run = 0; run < 5000; ++run) {
            std::string fql;
            for (int i = 0; i < 9; ++i) {
                dice = dice * 1664525U + 1013904223U;
                fql += pieces[(dice >> 16U) % pieces.size()];
            }
            bool hasWarning = false;
            for (const FqlHint &hint : lint(fql)) {
                QVERIFY2(hint.range.begin <= hint.range.end && hint.range.end <= fql.size(), fql.c_str());
                QVERIFY2(!hint.code.empty() && !hint.message.empty(), fql.c_str());
                hasWarning |= hint.weight == FqlHint::Weight::Warning;
            }
            QVERIFY2(hasWarning || Trigger::compile(fql), fql.c_str());
        }
    }

    void manyBracketsAreReadOnce()
    {
        QVERIFY(!lint(std::string(200000, '(')).empty());
        std::string groups;
        for (int i = 0; i < 20000; ++i)
            groups += "(type = \"a\" or contains(event, \"b\")) and ";
        QVERIFY(lint(groups + "type = \"c\"").empty());
    }
};

QTEST_APPLESS_MAIN(TestFqlLint)
#include "tst_fql_lint.moc"
