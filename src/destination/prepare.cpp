#include "prepare.h"

#include "admission.h"
#include "deliveries.h"
#include "field_fit.h"
#include "receipt_time.h"

#include <json/writer.h>
#include <segment/event_reader.h>

#include <QUuid>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iterator>
#include <utility>

namespace smc::destination {

using segment::Problem;
using segment::Severity;

struct Prepared::Storage
{
    Verdict verdict = Verdict::Invalid;
    segment::Event event;
    std::vector<Problem> problems;
    std::optional<Discard> discard;
    Deliveries deliveries;
    std::vector<ValueRefusal> refusals;
    std::vector<ValueRefusal> heldBack;
    FieldFit fit;
    mapping::Scratch scratch;
    mapping::Lookups lookups;
    json::Document defaults;
    json::Value assigned; ///< The root of `defaults`, where there is a stamp.
    FilteredEvent filtered;
    bool hasAskedRules = false;
    std::vector<Omission> omissions;
    std::shared_ptr<const Preset> preset;      ///< Cells may be slices of its constants.
    std::shared_ptr<const KnownFields> fields; ///< `fit` points into them.

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
        if (discard)
            return;
        if (destination.fields)
            fitToFields(destination);
        tellOmissions();
        tellRefusals();
    }

    void reset()
    {
        verdict = Verdict::Invalid;
        discard.reset();
        refusals.clear();
        heldBack.clear();
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

    void fitToFields(const Destination &destination)
    {
        fields = destination.fields;
        Misfits misfits = fit.run(deliveries, {*fields, preset->rules(), event.document()}, scratch);
        std::move(misfits.omissions.begin(), misfits.omissions.end(), std::back_inserter(omissions));
        refusals = std::move(misfits.refusals);
        heldBack = std::move(misfits.heldBack);
        if (!refusals.empty())
            verdict = Verdict::Refused;
    }

    /// Behind all other problems, as a row's own stand where it stays behind.
    void tellRefusals()
    {
        const auto add = [this](const ValueRefusal &refusal, Severity severity, std::string sentence) {
            problems.push_back(Problem{std::string(refusal.problem.validationCode), severity, refusal.path,
                                       refusal.span, std::move(sentence)});
        };
        for (const ValueRefusal &refusal : refusals)
            add(refusal, Severity::Error, sentenceFor(refusal, deliveries.all()[refusal.delivery]));
        for (const ValueRefusal &refusal : heldBack) {
            const Delivery &delivery = deliveries.heldBack()[refusal.delivery];
            std::string sentence = sentenceFor(refusal, delivery) + " The row for " + delivery.list + " is left out.";
            omissions.push_back({delivery.ruleId,
                                 Omission::Extent::Delivery,
                                 std::string(refusal.problem.validationCode),
                                 sentence,
                                 refusal.span,
                                 {},
                                 delivery.list});
            add(refusal, Severity::Warning, std::move(sentence));
        }
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
                                     rule.list.fixed(destination.settings)});
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
            discard = discardOfAll(*destination.preset);
    }

    /// Where no rule could take calls of this type, whatever they hold, the type itself is not supported.
    Discard discardByRules(const Preset &shown) const
    {
        const std::vector<Rule> &rules = shown.rules().rules;
        const bool couldFire = std::any_of(rules.begin(), rules.end(), [this](const Rule &rule) {
            return rule.trigger.couldMatch(event.root(), "type");
        });
        if (couldFire || rules.empty())
            return {"NO_MATCHING_MAPPING", "No rule of the preset \"" + shown.name() + "\" takes this event."};
        const json::Value type = event.member(segment::Field::Type);
        return {"UNSUPPORTED_EVENT_TYPE",
                "The preset \"" + shown.name() + "\" has no rule for " + type.text() + " calls, so none is sent.",
                {},
                type.span()};
    }

    Discard discardOfAll(const Preset &shown)
    {
        const auto refused = std::find_if(omissions.begin(), omissions.end(), [](const Omission &omission) {
            return omission.extent == Omission::Extent::Delivery;
        });
        Discard all = refused == omissions.end() ? discardByRules(shown)
                                                 : Discard{refused->code, refused->reason, {}, refused->span};
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

std::span<const Delivery> Prepared::heldBack() const
{
    return m_storage->deliveries.heldBack();
}

const std::vector<ValueRefusal> &Prepared::refusalsOfHeldBack() const
{
    return m_storage->heldBack;
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

std::string receiptTime(std::chrono::sys_time<std::chrono::milliseconds> when)
{
    using namespace std::chrono;
    const auto day = floor<days>(when);
    const year_month_day date(day);
    const hh_mm_ss time(when - day);
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", int(date.year()), unsigned(date.month()),
                  unsigned(date.day()), int(time.hours().count()), int(time.minutes().count()),
                  int(time.seconds().count()), int(time.subseconds().count()));
    return text;
}

Stamp makeStamp()
{
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    return {"console-" + QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString(), receiptTime(now)};
}

} // namespace smc::destination
