// What holds for every mapping and every event.
#include "generate_mappings.h"

#include <json/text.h>
#include <mapping/fql.h>
#include <mapping/fql_lint.h>
#include <mapping/plan.h>

#include <QTest>

#include <algorithm>

using namespace smc;
using namespace smc::mapping;
using namespace smc::test;
using json::Value;

namespace {

/// A mapping and an event, read and compiled.
struct Case
{
    explicit Case(const std::string &mapping, const std::string &event)
    {
        RC_ASSERT(document.parse(event).has_value());
        json::Document source;
        RC_ASSERT(source.parse(mapping).has_value());
        auto compiled = Plan::compile(source.root(), &paths);
        if (!compiled)
            RC_FAIL("The mapping does not compile: " + compiled.error().message);
        plan.emplace(*std::move(compiled));
    }

    json::Document document;
    PathTable paths;
    std::optional<Plan> plan;
};

/// The outcome as text: the value with its kind, "undefined", or the error.
std::string outcome(const Result<Mapped> &mapped, Scratch &scratch)
{
    if (!mapped)
        return "error: " + mapped.error().message;
    if (!mapped->exists)
        return "undefined";
    return std::string(nameOf(mapped->kind)) + ' ' + std::string(mapped->line(scratch));
}

bool isEventText(std::string_view leaf)
{
    return leaf.size() > 3 && leaf.starts_with("\"v") &&
           std::all_of(leaf.begin() + 2, leaf.end() - 1, [](char c) { return c >= '0' && c <= '9'; });
}

bool isEventNumber(std::string_view leaf)
{
    return leaf.size() == 7 && leaf.ends_with(".50") && leaf.starts_with('1');
}

/// The tokens of a well-formed text, as they are spelt.
Texts tokensOf(std::string_view json)
{
    Texts tokens;
    for (std::size_t i = 0; i < json.size();) {
        std::size_t end = i + 1;
        if (json[i] == '"') {
            while (json[end] != '"')
                end += json[end] == '\\' ? 2 : 1;
            ++end;
        } else if (std::string_view("{}[]:, \t\r\n").find(json[i]) == std::string_view::npos) {
            end = std::min(json.find_first_of("{}[]:, \t\r\n", i), json.size());
        }
        if (json.find_first_not_of(" \t\r\n", i) == i)
            tokens.emplace_back(json.substr(i, end - i));
        i = end;
    }
    return tokens;
}

/// The smallest piece that holds all of `span`; none where nothing does.
const Part *innermost(const Parts &parts, json::Span span)
{
    const Part *found = nullptr;
    for (const Part &part : parts) {
        if (part.text.begin <= span.begin && part.text.end >= span.end)
            found = &part;
    }
    return found;
}

void checkParts(const Parts &parts, std::string_view text, const json::Document &event)
{
    for (const Part &part : parts) {
        RC_ASSERT(part.text.begin < part.text.end && part.text.end <= text.size());
        RC_ASSERT((part.kind == Origin::Kind::Event) == !part.copied.isEmpty());
        if (part.kind == Origin::Kind::Event) {
            RC_ASSERT(part.sources.size() == 1U);
            const json::Span source = part.sources.front().span();
            RC_ASSERT(source.begin <= part.copied.begin && part.copied.end <= source.end);
            RC_ASSERT(std::string(part.copied.of(event.text())) == std::string(part.text.of(text)));
        }
        for (const Value source : part.sources)
            RC_ASSERT(source.document() == &event);
        for (const Part &other : parts) {
            const bool isApart = other.text.end <= part.text.begin || other.text.begin >= part.text.end;
            const bool isWithin = other.text.begin >= part.text.begin && other.text.end <= part.text.end;
            const bool isAround = other.text.begin <= part.text.begin && other.text.end >= part.text.end;
            RC_ASSERT(isApart || isWithin || isAround);
        }
    }
}

/// Each leaf of the output belongs to a piece, and one that can only come from one place of the event says so.
void checkLeaves(Value output, const Parts &parts, std::string_view event)
{
    for (const Value child : output)
        checkLeaves(child, parts, event);
    if (output.size() > 0 || output.raw() == "null")
        return;
    const std::string leaf(output.raw());
    const json::Span span = output.span();
    const Part *whole = innermost(parts, span);
    if (whole == nullptr)
        RC_FAIL("No piece holds " + leaf);
    const bool isText = isEventText(leaf);
    if (!isText && !isEventNumber(leaf))
        return;
    const Part *piece = isText ? innermost(parts, {span.begin + 1, span.end - 1}) : whole;
    // What a computation left as it was is no copy.
    if (piece->by == Directive::AtReplace || piece->by == Directive::AtJson)
        return;
    RC_ASSERT(piece->kind == Origin::Kind::Event);
    const std::size_t place = event.find(leaf) + (isText ? 1U : 0U);
    const std::size_t copiedFrom = piece->copied.begin + (isText ? span.begin + 1 : span.begin) - piece->text.begin;
    RC_ASSERT(copiedFrom == place);
}

Texts keysOf(Value object)
{
    Texts keys;
    for (const Value member : object)
        keys.push_back(member.key());
    return keys;
}

} // namespace

class TestMappingProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMappingGivesTheSameEachTime()
    {
        QVERIFY(rc::check("deterministic", [] {
            Case one(*mappingText(3), *eventText(3));
            Scratch scratch;
            const std::string first = outcome(one.plan->run({one.document.root()}, scratch), scratch);
            // In memory that was used before, with the paths looked up in one pass, under watch, and traced.
            scratch.clear();
            RC_ASSERT(outcome(one.plan->run({one.document.root()}, scratch), scratch) == first);
            Lookups lookups;
            lookups.run(one.paths, one.document.root());
            RC_ASSERT(outcome(one.plan->run({one.document.root(), {}, &lookups}, scratch), scratch) == first);
            Scratch watched;
            watched.watch();
            RC_ASSERT(outcome(one.plan->run({one.document.root()}, watched), watched) == first);
            Scratch traced;
            traced.trace();
            RC_ASSERT(outcome(one.plan->run({one.document.root()}, traced), traced) == first);
        }));
    }

    void whatIsCopiedIsTheBytesOfItsPlace()
    {
        QVERIFY(rc::check("copies", [] {
            Case one(*mappingText(3), *eventText(3));
            Scratch scratch;
            scratch.trace();
            const auto mapped = one.plan->run({one.document.root()}, scratch);
            if (!mapped || !mapped->exists)
                return;
            checkParts(scratch.partsOf(mapped->json), mapped->json, one.document);
            if (mapped->kind == Origin::Kind::Event) {
                RC_ASSERT(mapped->sourceCount == 1U);
                RC_ASSERT(mapped->json.data() == mapped->sources->raw().data());
                RC_ASSERT(mapped->json.size() == mapped->sources->raw().size());
            }
            const std::string_view line = mapped->line(scratch);
            checkParts(scratch.partsOf(line), line, one.document);
            json::Document output;
            RC_ASSERT(output.parse(std::string(line)).has_value());
            checkLeaves(output.root(), scratch.partsOf(line), one.document.text());
        }));
    }

    void whatIsOnePieceHasNoOtherParts()
    {
        QVERIFY(rc::check("one piece", [] {
            const std::string path = *pathDirective();
            const std::string branch = R"({"@if":{"exists":)" + path + R"(,"then":)" + path + R"(,"else":[1, 2]}})";
            const std::string encoded = R"({"@json":{"mode":"encode","value":)" + path + "}}";
            const std::string literal = R"({"@literal":{"a": [1, {"b": 2}]}})";
            const std::string mapping = *rc::gen::element(path, branch, encoded, literal);
            std::string event = *eventText(3);
            std::replace_if(
                event.begin(), event.end(), [](char c) { return c == '\r' || c == '\n'; }, ' ');
            Case one(mapping, event);
            if (!one.plan->isOnePiece())
                return;
            Scratch scratch;
            scratch.trace();
            const auto mapped = one.plan->run({one.document.root()}, scratch);
            if (!mapped || !mapped->exists)
                return;
            RC_TAG(std::string(nameOf(mapped->kind)));
            const std::string_view line = mapped->line(scratch);
            for (const Part &part : scratch.partsOf(line))
                RC_ASSERT(part.text.size() == line.size());
        }));
    }

    void whatIsCopiedOverSeveralLinesKeepsEachOfItsTokens()
    {
        QVERIFY(rc::check("tokens", [] {
            // Odd spelling everywhere: needless escapes, lone surrogates, numbers that no double holds.
            Case one(*pathDirective(), *objectText(3));
            Scratch scratch;
            scratch.trace();
            const auto mapped = one.plan->run({one.document.root()}, scratch);
            if (!mapped || !mapped->exists || mapped->origin().kind != Origin::Kind::Event)
                return;
            const Value source = mapped->origin().sources.front();
            const std::string_view line = mapped->line(scratch);
            RC_ASSERT(line.find_first_of("\r\n") == std::string_view::npos);
            RC_ASSERT(tokensOf(line) == tokensOf(source.raw()));
            const Parts &parts = scratch.partsOf(line);
            checkParts(parts, line, one.document);
            // Each leaf is a copy of its place.
            json::Document output;
            RC_ASSERT(output.parse(std::string(line)).has_value());
            for (std::uint32_t node = 0; node < output.node(0).next; ++node) {
                const Value leaf(&output, node);
                if (leaf.size() > 0 || leaf.is(json::Type::Array) || leaf.is(json::Type::Object))
                    continue;
                const Part *piece = innermost(parts, leaf.span());
                RC_ASSERT(piece != nullptr);
                RC_ASSERT(piece->kind == Origin::Kind::Event);
            }
        }));
    }

    void keysKeepTheOrderOfTheEventAndOfTheMapping()
    {
        QVERIFY(rc::check("order", [] {
            const std::string event = *objectText(3);
            Case copied(R"({"@path":"$."})", event);
            Scratch scratch;
            const auto whole = copied.plan->run({copied.document.root()}, scratch);
            RC_ASSERT(whole.has_value());
            RC_ASSERT(std::string(whole->json) == std::string(copied.document.root().raw()));

            Texts fields;
            Texts expected;
            for (const std::string &name : *several(6, text())) {
                const bool isNew = std::find(expected.begin(), expected.end(), name) == expected.end();
                if (isNew)
                    expected.push_back(name);
                fields.push_back(json::quoted(name) + ":{\"@template\":\"k\"}");
            }
            Case written('{' + joined(fields, ",") + '}', event);
            const auto mapped = written.plan->run({written.document.root()}, scratch);
            RC_ASSERT(mapped.has_value());
            json::Document output;
            RC_ASSERT(output.parse(std::string(mapped->json)).has_value());
            const bool isObject = output.root().is(json::Type::Object);
            RC_ASSERT(isObject);
            const bool isDirectiveLike = std::any_of(expected.begin(), expected.end(),
                                                     [](const std::string &key) { return key.starts_with('@'); });
            RC_PRE(!isDirectiveLike);
            RC_ASSERT(keysOf(output.root()) == expected);
        }));
    }

    void whiteSpaceInTheEventChangesNothing()
    {
        QVERIFY(rc::check("white space", [] {
            const std::string mapping = *mappingText(3);
            const std::string event = *eventText(3);
            Case spread(mapping, event);
            Case dense(mapping, json::compact(spread.document.root()));
            Case indented(mapping, json::pretty(event));
            Scratch scratch;
            // Copies of a container keep its white space until they are put on a line.
            const auto line = [&](Case &one) {
                const std::string text = outcome(one.plan->run({one.document.root()}, scratch), scratch);
                const std::size_t at = text.find(' ');
                json::Document value;
                return value.parse(text.substr(at + 1)) ? text.substr(0, at + 1) + json::compact(value.root()) : text;
            };
            const std::string expected = line(dense);
            RC_ASSERT(line(spread) == expected);
            RC_ASSERT(line(indented) == expected);
        }));
    }

    void anyTextCompilesOrIsRefusedInWords()
    {
        QVERIFY(rc::check("compile", [] {
            const std::string mapping = *rc::gen::oneOf(damaged(mappingText(3)), valueText(3), bytes());
            const auto plan = Plan::compile(std::string_view(mapping));
            if (!plan) {
                RC_ASSERT(!plan.error().code.empty() && !plan.error().message.empty());
                return;
            }
            json::Document event;
            RC_ASSERT(event.parse(*objectText(3)).has_value());
            Scratch scratch;
            const auto mapped = plan->run({event.root()}, scratch);
            if (mapped && mapped->exists)
                RC_ASSERT(json::Document().parse(std::string(mapped->line(scratch))).has_value());
        }));
    }

    void aTriggerSaysTheSameEachTime()
    {
        QVERIFY(rc::check("triggers", [] {
            const auto condition = rc::gen::elementOf(Texts{
                "type = \"track\"", "traits.a != null", "contains(event, \"x\")", "properties.a > 4", "userId = null",
                "!match(traits.b, \"k*\")", "(", ")", "and", "or", "\"", "properties.c.length >= 2", "!(", "'"});
            const std::string fql =
                *rc::gen::map(several(7, condition), [](const Texts &all) { return joined(all, " "); });
            json::Document event;
            RC_ASSERT(event.parse(*objectText(3)).has_value());
            const auto trigger = Trigger::compile(fql);
            RC_ASSERT(trigger.has_value() == Trigger::compile(fql).has_value());
            for (const FqlHint &hint : lint(fql))
                RC_ASSERT(hint.range.begin <= hint.range.end && hint.range.end <= fql.size());
            if (!trigger) {
                RC_ASSERT(!trigger.error().message.empty());
                return;
            }
            const bool matches = trigger->matches(event.root());
            PathTable paths;
            const auto looked = Trigger::compile(fql, &paths);
            Lookups lookups;
            lookups.run(paths, event.root());
            RC_ASSERT(looked->matches(event.root(), &lookups) == matches);
            json::Document dense;
            RC_ASSERT(dense.parse(json::compact(event.root())).has_value());
            RC_ASSERT(trigger->matches(dense.root()) == matches);
        }));
    }
};

QTEST_APPLESS_MAIN(TestMappingProperties)
#include "tst_mapping_properties.moc"
