// Whatever the text of an event, the preset and the filters, the one door has a verdict, and what it delivers is JSON.
//
// An input is an event; behind a line of "%%" may stand a preset, and behind another one destination filters.
#include "require.h"

#include <destination/explain.h>
#include <destination/explanation_key.h>
#include <destination/filters.h>
#include <destination/prepare.h>
#include <destination/unused.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

using namespace smc;
using fuzz::require;

namespace {

destination::Destination openDestination()
{
    destination::Destination destination;
    destination.settings.allowedEvents = {"Order Completed", "Signed Up", "E"};
    destination.settings.sendAliasEvents = true;
    destination.settings.sendGroupEvents = true;
    destination.settings.sendPageEvents = true;
    destination.settings.sendScreenEvents = true;
    return destination;
}

/// The same where the fields of the events list are known, one of each type.
destination::Destination typedDestination()
{
    using destination::DataType;
    destination::Destination destination = openDestination();
    destination.fields = std::make_shared<const destination::KnownFields>(
        destination::KnownFields{{"segment_events",
                                  {{"MESSAGE_ID", DataType::Long, {}, false},
                                   {"TYPE", DataType::Text, 6},
                                   {"EVENT", DataType::Boolean},
                                   {"USER_ID", DataType::Numeric},
                                   {"ANONYMOUS_ID", DataType::Float},
                                   {"TRAITS", DataType::Json},
                                   {"TIMESTAMP", DataType::DateTime},
                                   {"SENT_AT", DataType::Date}}}});
    return destination;
}

void check(const destination::Delivery &delivery)
{
    require(!delivery.list.empty(), "a delivery has a list");
    require(delivery.row.size() == delivery.columns.size(), "a row has a value for each column");
    for (const destination::Cell &cell : delivery.row) {
        json::Document value;
        require(value.parse(std::string(cell.json)).has_value(), "a value is JSON");
        require(cell.json.find('\n') == std::string::npos, "a value stands on one line");
    }
}

/// What is left of `text` behind the next separator; `text` keeps what stands before it.
std::string_view cut(std::string_view &text)
{
    constexpr std::string_view Separator = "\n%%\n";
    const std::size_t at = text.find(Separator);
    if (at == std::string_view::npos)
        return {};
    const std::string_view rest = text.substr(at + Separator.size());
    text = text.substr(0, at);
    return rest;
}

/// None where preset or filters are of the wrong shape.
std::optional<destination::Destination> destinationOf(std::string_view preset, std::string_view filters)
{
    destination::Destination destination = openDestination();
    destination.settings.audienceListApiName = "USERS";
    destination.settings.audienceKeyFields = {"MAIL"};
    if (!preset.empty()) {
        auto compiled = destination::Preset::compile(preset);
        if (!compiled) {
            require(!compiled.error().message.empty(), "a preset is refused in words");
            return {};
        }
        destination.preset = *compiled;
    }
    if (!filters.empty()) {
        json::Document array;
        if (!array.parse(std::string(filters)))
            return {};
        auto read = destination::Filters::fromJson(array.root());
        if (!read) {
            require(!read.error().message.empty(), "filters are refused in words");
            return {};
        }
        destination.settings.destinationFilters = *std::move(read);
    }
    return destination;
}

/// Settings compiled, and what prepares events for them.
struct Bench
{
    explicit Bench(destination::Destination made)
        : destination(std::move(made))
        , preparer(destination)
        , keys(destination)
    {
    }

    const destination::Destination destination;
    destination::Preparer preparer;
    destination::ExplanationKeys keys;
    std::map<std::string, std::string> reasons; ///< Of the events before, by key.
};

/// The bench for such settings; most inputs differ from the one before in the event only. None where preset or filters
/// are of the wrong shape.
Bench *benchFor(std::string_view preset, std::string_view filters)
{
    constexpr std::size_t MostBenches = 128;
    static std::map<std::pair<std::string, std::string>, std::unique_ptr<Bench>> benches;
    if (benches.size() >= MostBenches)
        benches.clear();
    const auto [bench, isNew] = benches.try_emplace({std::string(preset), std::string(filters)});
    if (isNew) {
        if (auto destination = destinationOf(preset, filters))
            bench->second = std::make_unique<Bench>(*std::move(destination));
    }
    return bench->second.get();
}

/// All that goes to SMC, as text.
std::string shown(const destination::Prepared &prepared)
{
    std::string text = std::to_string(int(prepared.verdict()));
    for (const destination::Delivery &delivery : prepared.deliveries()) {
        text.append("\n").append(delivery.ruleId).append(" ").append(nameOf(delivery.operation));
        text.append(" ").append(delivery.list).append(" ").append(delivery.segment);
        for (const std::string &key : delivery.keyFields)
            text.append(" ").append(key);
        for (std::size_t i = 0; i < delivery.columns.size(); ++i)
            text.append(" ").append(delivery.columns[i]).append("=").append(delivery.row[i].json);
    }
    for (const segment::Problem &problem : prepared.problems())
        text.append("\n").append(problem.code).append(" ").append(problem.path).append(" ").append(problem.message);
    if (prepared.discard())
        text.append("\n").append(prepared.discard()->code).append(" ").append(prepared.discard()->reason);
    return text;
}

bool isWithin(json::Span span, std::string_view text)
{
    return span.begin <= span.end && span.end <= text.size();
}

std::string shown(const destination::Reasons &reasons, const destination::Prepared &prepared)
{
    std::string text;
    for (const destination::Delivery &delivery : prepared.deliveries())
        text.append(delivery.ruleId).append(";");
    for (const destination::NotFired &rule : reasons.notFired) {
        text.append("\n").append(rule.ruleId).append(": ").append(rule.because);
        for (const mapping::Unmet &unmet : rule.unmet)
            text.append("\n").append(unmet.condition).append(unmet.path).append(mapping::valueAsJson(unmet));
    }
    for (const destination::EmptyColumn &empty : reasons.empty) {
        text.append("\n").append(prepared.deliveries()[empty.delivery].columns[empty.column]).append(" ");
        text.append(empty.path).append(empty.isNull ? " null " : " ").append(empty.nearest);
    }
    return text;
}

void checkKey(const destination::Prepared &prepared, const destination::Reasons &reasons, Bench &bench)
{
    constexpr std::size_t MostReasons = 500;
    const std::string key(bench.keys.of(prepared));
    if (key.empty())
        return;
    if (bench.reasons.size() >= MostReasons)
        bench.reasons.clear();
    const std::string words = shown(reasons, prepared);
    require(bench.reasons.emplace(key, words).first->second == words, "events of one key have the same reasons");
}

/// With a stamp and without: verdict, origins and the reasons why not.
void checkMapped(std::string_view text, Bench &bench)
{
    static std::size_t count = 0;
    const bool isCompared = ++count % 8 == 0;
    const destination::Destination &destination = bench.destination;
    const std::optional<destination::Stamp> stamps[] = {{}, destination::Stamp{"m-1", "2026-01-31T12:00:00.000Z"}};
    for (const auto &stamp : stamps) {
        const destination::Prepared &prepared = bench.preparer.prepare(text, stamp);
        if (isCompared)
            require(shown(prepared) == shown(destination::prepare(text, destination, stamp)),
                    "events before it change nothing");
        const std::string_view event = prepared.event().text();
        if (prepared.discard()) {
            require(isWithin(prepared.discard()->span, event), "a discard's place is in the event");
            const auto index = prepared.discard()->filter;
            require(!index || *index < destination.settings.destinationFilters.all().size(), "a filter has its index");
        }
        for (const destination::Delivery &delivery : prepared.deliveries()) {
            check(delivery);
            for (const destination::Cell &cell : delivery.row) {
                for (const json::Value source : cell.origin.sources)
                    require(source.document() != &prepared.event().document() || isWithin(source.span(), event),
                            "an origin is in the event");
            }
        }
        if (prepared.verdict() != destination::Verdict::Invalid) {
            const destination::Explanation explanation = destination::explain(prepared, destination);
            checkKey(prepared, explanation, bench);
            for (const destination::CellParts &cell : explanation.parts) {
                const std::string_view json = prepared.deliveries()[cell.delivery].row[cell.column].json;
                for (const mapping::Part &part : cell.parts) {
                    require(isWithin(part.text, json), "a piece is in its value");
                    require(part.copied.isEmpty() || part.copied.of(event) == part.text.of(json), "a copy is a copy");
                }
            }
            for (const destination::Unused &unused : destination::unusedValues(prepared, destination))
                require(unused.value.exists() && !destination::sentenceFor(unused).empty(), "what is unused is there");
            for (const destination::NotFired &rule : explanation.notFired)
                require(!rule.because.empty(), "a rule that did not fire has a reason");
        }
    }
}

void checkTyped(std::string_view text, destination::Verdict plain)
{
    static destination::Preparer preparer(typedDestination());
    const destination::Prepared &prepared = preparer.prepare(text);
    require(prepared.heldBack().size() <= prepared.refusalsOfHeldBack().size(), "a row that is held back has a reason");
    const bool isRefused = prepared.verdict() == destination::Verdict::Refused;
    require((isRefused ? destination::Verdict::Ready : prepared.verdict()) == plain, "types change nothing before");
    require(isRefused == !prepared.refusals().empty(), "a refused event has a refusal");
    for (const destination::Delivery &delivery : prepared.deliveries())
        check(delivery);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static destination::Preparer preparer(openDestination());
    std::string_view text(reinterpret_cast<const char *>(data), size);
    std::string_view preset = cut(text);
    const std::string_view filters = cut(preset);
    if (!preset.empty() || !filters.empty()) {
        if (Bench *bench = benchFor(preset, filters))
            checkMapped(text, *bench);
        return 0;
    }
    const destination::Prepared &prepared = preparer.prepare(text);
    switch (prepared.verdict()) {
    case destination::Verdict::Invalid:
        require(segment::hasErrors(prepared.problems()), "an invalid event has an error");
        break;
    case destination::Verdict::Discarded:
        require(prepared.discard() && !prepared.discard()->reason.empty(), "a discarded event has a reason");
        break;
    case destination::Verdict::Refused:
        require(false, "nothing is refused where no fields are known");
        break;
    case destination::Verdict::Ready:
        require(!prepared.deliveries().empty(), "a ready event is delivered");
        for (const destination::Delivery &delivery : prepared.deliveries())
            check(delivery);
        break;
    }
    checkTyped(text, prepared.verdict());
    return 0;
}
