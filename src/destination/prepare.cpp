#include "prepare.h"

#include "admission.h"
#include "api_name.h"
#include "deliveries.h"
#include "type_rules.h"

#include <json/writer.h>
#include <segment/event_reader.h>

#include <QUuid>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>

namespace smc::destination {

using segment::Problem;
using segment::Severity;

namespace {

/// Takes columns out; `gone` in rising order. Before there are conversions.
void drop(Delivery &delivery, const std::vector<std::size_t> &gone)
{
    if (gone.empty())
        return;
    const auto isGone = [&](std::size_t column) { return std::binary_search(gone.begin(), gone.end(), column); };
    std::size_t kept = 0;
    for (std::size_t column = 0; column < delivery.columns.size(); ++column) {
        if (isGone(column))
            continue;
        if (kept != column) {
            delivery.columns[kept] = std::move(delivery.columns[column]);
            delivery.row[kept] = delivery.row[column];
        }
        ++kept;
    }
    delivery.columns.resize(kept);
    delivery.row.resize(kept);
    std::erase_if(delivery.columnOrigins, [&](const ColumnOrigin &named) { return isGone(named.column); });
    for (ColumnOrigin &named : delivery.columnOrigins)
        named.column -=
            static_cast<std::size_t>(std::lower_bound(gone.begin(), gone.end(), named.column) - gone.begin());
}

/// The list of every row of `rule`; empty where the event names it.
std::string listOf(const Rule &rule, const Settings &settings)
{
    if (rule.list.setting != nullptr)
        return settings.*rule.list.setting;
    if (rule.list.listSetting != nullptr)
        return (settings.*rule.list.listSetting).empty() ? std::string() : (settings.*rule.list.listSetting).front();
    return rule.list.constant;
}

} // namespace

struct Prepared::Storage
{
    Verdict verdict = Verdict::Invalid;
    segment::Event event;
    std::vector<Problem> problems;
    std::optional<Discard> discard;
    Deliveries deliveries;
    std::vector<ValueRefusal> refusals;
    CellTyper typer;
    mapping::Scratch scratch;
    mapping::Lookups lookups;
    json::Document defaults;
    json::Value assigned; ///< The root of `defaults`, where there is a stamp.
    FilteredEvent filtered;
    bool hasAskedRules = false;
    std::vector<Omission> omissions;
    std::shared_ptr<const Preset> preset;      ///< Cells may be slices of its constants.
    std::shared_ptr<const KnownFields> fields; ///< `typer` points into them.

    template <typename Text> // std::string_view or segment::PaddedText
    void prepare(Text text, const Destination &destination, const std::optional<Stamp> &stamp, segment::Origin origin)
    {
        reset();
        if (auto read = event.assign(text, origin); !read)
            return notJson(read.error(), origin);
        problems = segment::validate(event);
        if (segment::hasErrors(problems))
            return;
        assigned = defaultsOf(stamp);
        if (!destination.settings.destinationFilters.isEmpty())
            discard = filtered.run(destination.settings.destinationFilters, {event.root(), assigned});
        if (!discard)
            discard = admit(event, destination);
        if (!discard)
            map(destination);
        verdict = discard ? Verdict::Discarded : Verdict::Ready;
        if (destination.fields && !discard)
            fitToFields(destination);
        if (!discard)
            tellOmissions();
    }

    void reset()
    {
        verdict = Verdict::Invalid;
        discard.reset();
        refusals.clear();
        assigned = {};
        filtered.clear();
        hasAskedRules = false;
        omissions.clear();
        deliveries.clear();
        scratch.clear();
    }

    void notJson(const json::SyntaxError &error, const segment::Origin &origin)
    {
        problems.assign(1, Problem{"not_json",
                                   Severity::Error,
                                   {},
                                   {error.offset, error.offset},
                                   segment::placeInInput(error, origin).message});
    }

    json::Value defaultsOf(const std::optional<Stamp> &stamp)
    {
        if (!stamp)
            return {};
        json::Writer writer;
        writer.object([&] {
            writer.member("messageId", std::string_view(stamp->messageId));
            writer.member("receivedAt", std::string_view(stamp->receivedAt));
        });
        return defaults.parse(writer.take()) ? defaults.root() : json::Value();
    }

    Discard discardFor(Refusal refusal) const
    {
        std::string suggestion = refusal.choices.size() == 1 ? refusal.choices.front() : std::string();
        return {std::move(refusal.code),        std::move(refusal.reason), std::move(suggestion),
                filtered.inEvent(refusal.span), std::move(refusal.path),   std::move(refusal.choices)};
    }

    /// A rule that one switches on beside the others does not keep these from their work, but says what it lacked.
    void tellOmissions()
    {
        const json::Value root = event.root();
        for (const Omission &omission : omissions) {
            const json::Span opening{root.span().begin, root.span().begin + 1};
            problems.push_back(Problem{omission.code,
                                       Severity::Warning,
                                       {},
                                       omission.span.isEmpty() ? opening : omission.span,
                                       omission.reason,
                                       omission.suggestion});
        }
    }

    /// Members that name their column themselves and that the list has no field for: they go, the row stays. A column
    /// that the preset or a mapping names is refused instead, and so is a key, without which SMC takes no row.
    void leaveOutUnknown(Delivery &delivery)
    {
        const ListFields *list = listNamed(*fields, delivery.list);
        const std::string &code = typeRules().unknownFieldCode;
        if (list == nullptr || list->fields.empty() || code.empty() || delivery.columnOrigins.empty())
            return;
        constexpr std::size_t MostOmissions = 100; // The rest goes without a word of its own.
        std::vector<std::size_t> unknown;
        for (const ColumnOrigin &named : delivery.columnOrigins) {
            const std::string &name = delivery.columns[named.column];
            const auto isThis = [&](const std::string &key) { return sameApiName(key, name); };
            const json::Value source = named.origin.sources.empty() ? json::Value() : named.origin.sources.front();
            const bool isKey = std::any_of(delivery.keyFields.begin(), delivery.keyFields.end(), isThis);
            if (!source || !source.keyIs(name) || isKey || list->find(name) != nullptr)
                continue;
            if (omissions.size() < MostOmissions) {
                const std::optional<ValueProblem> problem = unknownField(*list, name);
                std::string nearest = problem ? problem->nearest : std::string();
                // A field that gets its value already was not meant, and could not be written twice.
                const auto isNearest = [&](const std::string &column) { return sameApiName(column, nearest); };
                if (std::any_of(delivery.columns.begin(), delivery.columns.end(), isNearest))
                    nearest.clear();
                omissions.push_back({delivery.ruleId, Omission::Extent::Member, code,
                                     "The trait \"" + name + "\" is left out: the list " + delivery.list +
                                         " has no field of that name." +
                                         (nearest.empty() ? "" : " Did you mean " + nearest + "?"),
                                     source.keySpan(), nearest, delivery.list});
            }
            unknown.push_back(named.column);
        }
        std::sort(unknown.begin(), unknown.end());
        drop(delivery, unknown);
    }

    void fitToFields(const Destination &destination)
    {
        fields = destination.fields;
        const std::span<Delivery> all = deliveries.all();
        for (std::size_t index = 0; index < all.size(); ++index) {
            leaveOutUnknown(all[index]);
            for (ValueRefusal &refusal : typer.apply(all[index], index, *fields, event.document(), scratch)) {
                problems.push_back(Problem{std::string(refusal.problem.validationCode), Severity::Error, refusal.path,
                                           refusal.span, sentenceFor(refusal, all[index])});
                refusals.push_back(std::move(refusal));
            }
        }
        if (!refusals.empty())
            verdict = Verdict::Refused;
    }

    void map(const Destination &destination)
    {
        hasAskedRules = true;
        preset = destination.preset;
        const json::Value root = filtered.isChanged() ? filtered.root() : event.root();
        lookups.run(preset->rules().paths, root);
        const mapping::Payload payload{root, assigned, &lookups};
        for (const Rule &rule : preset->rules().rules) {
            const bool isOff = rule.when != nullptr && (destination.settings.*rule.when).empty();
            if (isOff || !rule.trigger.matches(payload.root, &lookups))
                continue;
            auto refusal = deliveries.add(rule, destination.settings, payload, scratch);
            if (!refusal) {
                if (filtered.isChanged())
                    filtered.leadBack(deliveries.all().back(), scratch);
            } else if (rule.when != nullptr) {
                omissions.push_back({rule.id,
                                     Omission::Extent::Delivery,
                                     std::move(refusal->code),
                                     std::move(refusal->reason),
                                     refusal->span,
                                     {},
                                     listOf(rule, destination.settings)});
            } else {
                deliveries.clear();
                omissions.clear();
                discard = discardFor(*std::move(refusal));
                return;
            }
        }
        omissions.insert(omissions.begin(), deliveries.leftOut().begin(), deliveries.leftOut().end());
        for (Omission &omission : omissions)
            omission.span = filtered.inEvent(omission.span);
        if (deliveries.all().empty())
            discard = discardOfAll(destination.preset->name());
    }

    Discard discardOfAll(const std::string &presetName)
    {
        const auto refused = std::find_if(omissions.begin(), omissions.end(), [](const Omission &omission) {
            return omission.extent == Omission::Extent::Delivery;
        });
        Discard all{"NO_MATCHING_MAPPING", "No rule of the preset \"" + presetName + "\" takes this event."};
        if (refused != omissions.end())
            all = Discard{refused->code, refused->reason, {}, refused->span};
        omissions.clear();
        return all;
    }
};

Verdict Prepared::verdict() const
{
    return m_storage->verdict;
}

const segment::Event &Prepared::event() const
{
    return m_storage->event;
}

const std::vector<Problem> &Prepared::problems() const
{
    return m_storage->problems;
}

const std::optional<Discard> &Prepared::discard() const
{
    return m_storage->discard;
}

std::span<const Delivery> Prepared::deliveries() const
{
    return std::as_const(m_storage->deliveries).all();
}

const std::vector<ValueRefusal> &Prepared::refusals() const
{
    return m_storage->refusals;
}

mapping::Payload Prepared::payload() const
{
    const FilteredEvent &filtered = m_storage->filtered;
    return {filtered.isChanged() ? filtered.root() : m_storage->event.root(), m_storage->assigned};
}

json::Value Prepared::inEvent(json::Value value) const
{
    return m_storage->filtered.inEvent(value);
}

const std::vector<Omission> &Prepared::omissions() const
{
    return m_storage->omissions;
}

bool Prepared::hasAskedRules() const
{
    return m_storage->hasAskedRules;
}

const std::vector<Removal> &Prepared::removals() const
{
    return m_storage->filtered.removals();
}

Prepared prepare(std::string_view text, const Destination &destination, const std::optional<Stamp> &stamp)
{
    auto storage = std::make_shared<Prepared::Storage>();
    storage->prepare(text, destination, stamp, {});
    return Prepared(std::move(storage));
}

Preparer::Preparer(Destination destination)
    : m_destination(std::move(destination))
    , m_prepared(std::make_shared<Prepared::Storage>())
{
}

const Prepared &Preparer::prepare(std::string_view text, const std::optional<Stamp> &stamp, segment::Origin origin)
{
    m_prepared.m_storage->prepare(text, m_destination, stamp, origin);
    return m_prepared;
}

const Prepared &Preparer::prepare(segment::PaddedText text, const std::optional<Stamp> &stamp, segment::Origin origin)
{
    m_prepared.m_storage->prepare(text, m_destination, stamp, origin);
    return m_prepared;
}

Stamp makeStamp()
{
    using namespace std::chrono;
    const auto now = floor<milliseconds>(system_clock::now());
    const auto day = floor<days>(now);
    const year_month_day date(day);
    const hh_mm_ss time(now - day);
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", int(date.year()), unsigned(date.month()),
                  unsigned(date.day()), int(time.hours().count()), int(time.minutes().count()),
                  int(time.seconds().count()), int(time.subseconds().count()));
    return {"console-" + QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString(), text};
}

} // namespace smc::destination
