#include "filtered_event.h"

#include "prepare.h"

#include <json/text.h>
#include <mapping/javascript.h>

#include <QCryptographicHash>

#include <algorithm>
#include <cmath>

namespace smc::destination {

using json::Span;
using json::Type;
using json::Value;
using ActionType = FilterAction::Type;

double sampleShare(std::string_view json)
{
    const QByteArray digest = QCryptographicHash::hash(
        QByteArray::fromRawData(json.data(), static_cast<qsizetype>(json.size())), QCryptographicHash::Md5);
    std::uint64_t significand = 0;
    for (int i = 0; i < 8; ++i)
        significand = (significand << 8U) | static_cast<unsigned char>(digest[i]);
    return std::min(std::ldexp(static_cast<double>(significand), -64), std::nextafter(1.0, 0.0));
}

namespace {

/// JSON.stringify, as far as a sample needs it: numbers as JavaScript writes them.
std::string stringified(Value value)
{
    if (!value)
        return "null"; // Inferred: what Segment's servers make of a missing value is not published.
    if (value.is(Type::Number))
        return mapping::javascript::numberText(value.number().value_or(0));
    return json::compact(value);
}

std::string percentText(double percent)
{
    return mapping::javascript::numberText(std::round(percent * 10000) / 100) + " %";
}

/// The objects at `path`: all members of a name that stands twice, and each object of an array at the end.
void findTargets(Value at, const std::vector<std::string> &path, std::size_t step, std::vector<Value> &targets)
{
    if (step == path.size()) {
        if (at.is(Type::Object))
            targets.push_back(at);
        for (const Value element : at) {
            if (at.is(Type::Array) && element.is(Type::Object))
                targets.push_back(element);
        }
    } else if (at.is(Type::Object)) {
        for (const Value member : at) {
            if (member.keyIs(path[step]))
                findTargets(member, path, step + 1, targets);
        }
    } else if (at.is(Type::Array)) {
        findTargets(valueAt({at, {}}, {path[step]}), path, step + 1, targets);
    }
}

/// The bytes to take out of an object so that it loses `isRemoved` members and stays an object.
class Cutter
{
public:
    void visit(Value object, const std::vector<std::string> &names, ActionType type)
    {
        const bool isDrop = type == ActionType::DropProperties;
        bool hasKept = false;
        std::uint32_t previousEnd = 0;
        std::optional<std::uint32_t> open; ///< Where removed members begin that no kept one stands before.
        for (const Value member : object) {
            const bool isNamed = std::binary_search(names.begin(), names.end(), member.key());
            if (open)
                cuts.push_back({*std::exchange(open, std::nullopt), member.keySpan().begin});
            if (isNamed == isDrop) {
                removed.push_back(member.node());
                if (hasKept)
                    cuts.push_back({previousEnd, member.span().end});
                else
                    open = member.keySpan().begin;
            } else {
                hasKept = true;
            }
            previousEnd = member.span().end;
        }
        if (open)
            cuts.push_back({*open, previousEnd});
    }

    std::string applied(std::string_view text) const
    {
        std::string left;
        std::uint32_t at = 0;
        for (const Span &span : cuts) {
            left.append(text, at, span.begin - at);
            at = span.end;
        }
        return left.append(text, at);
    }

    std::vector<Span> cuts;
    std::vector<std::uint32_t> removed;
};

} // namespace

void FilteredEvent::clear()
{
    m_input = {};
    m_removals.clear();
}

bool FilteredEvent::holds(const Filter &filter) const
{
    return filter.condition != nullptr && filter.condition->holds(current());
}

template <typename Body>
std::optional<Discard> FilteredEvent::forEach(const Filters &filters, ActionType type, Body body)
{
    for (const Filter &filter : filters.all()) {
        for (const FilterAction &action : filter.actions) {
            if (!filter.isEnabled || action.type != type || !holds(filter))
                continue;
            if (std::optional<Discard> discard = body(filter, action))
                return discard;
        }
    }
    return {};
}

std::optional<Discard> FilteredEvent::run(const Filters &filters, const FilterInput &input)
{
    clear();
    m_input = input;
    m_filters = &filters;
    for (const Filter &filter : filters.all()) {
        if (filter.isEnabled && filter.condition == nullptr)
            return stoppedBy(filter, "The destination filter \"" + filter.name +
                                         "\" can't be read, and Segment drops every event by such a filter. " +
                                         filter.error.message);
    }
    const auto sampled = [&](const Filter &filter, const FilterAction &action) { return sample(filter, action); };
    if (auto discard = forEach(filters, ActionType::Sample, sampled))
        return discard;
    const auto dropped = [&](const Filter &filter, const FilterAction &) { return dropBy(filter); };
    if (auto discard = forEach(filters, ActionType::Drop, dropped))
        return discard;
    const auto cutting = [&](const Filter &filter, const FilterAction &action) -> std::optional<Discard> {
        for (const FilterFields &fields : action.fields)
            cut(filter, action, fields);
        return {};
    };
    if (auto discard = forEach(filters, ActionType::DropProperties, cutting))
        return discard;
    return forEach(filters, ActionType::AllowProperties, cutting);
}

std::optional<Discard> FilteredEvent::sample(const Filter &filter, const FilterAction &action) const
{
    Value by;
    std::string what = "`" + action.path + "`";
    if (!action.path.empty()) {
        by = valueAt(m_input, splitFilterPath(action.path));
    } else {
        by = valueAt(m_input, {"messageId"});
        what = by ? "`messageId` (Segment throws dice here)" : "its text (Segment throws dice here)";
        if (!by)
            by = m_input.event;
    }
    const double share = sampleShare(stringified(by));
    if (action.percent >= 1 || (action.percent > 0 && share < action.percent))
        return {};
    const bool isInEvent = by && by.document() == m_input.event.document();
    return stoppedBy(filter,
                     "The destination filter \"" + filter.name + "\" lets " + percentText(action.percent) +
                         " of the events through for which `" + filter.fql + "` holds. This one, chosen by " + what +
                         ", is not among them.",
                     isInEvent ? by.span() : Span());
}

std::optional<Discard> FilteredEvent::dropBy(const Filter &filter) const
{
    Span span;
    for (const Value value : filter.condition->valuesIn(m_input)) {
        if (span.isEmpty() && value.document() == m_input.event.document())
            span = value.span();
    }
    return stoppedBy(
        filter, "The destination filter \"" + filter.name + "\" drops this event, because `" + filter.fql + "` holds.",
        span);
}

Discard FilteredEvent::stoppedBy(const Filter &filter, std::string reason, json::Span span) const
{
    return {.code = "FILTERED_BY_RULES", .reason = std::move(reason), .span = span, .filter = indexOf(filter)};
}

void FilteredEvent::cut(const Filter &filter, const FilterAction &action, const FilterFields &fields)
{
    const Value before = root();
    std::vector<Value> targets;
    findTargets(before, fields.path, 0, targets);
    Cutter cutter;
    for (const Value target : targets)
        cutter.visit(target, fields.names, action.type);
    if (cutter.removed.empty())
        return;
    std::vector<std::uint32_t> nodes;
    std::vector<Removal> removals;
    auto removed = cutter.removed.begin();
    const json::Document &document = *before.document();
    for (std::uint32_t node = 0, end = document.node(0).next; node < end;) {
        const Value original = inEvent(Value(&document, node));
        if (removed != cutter.removed.end() && *removed == node) {
            removals.push_back({original, filter.name, indexOf(filter)});
            node = document.node(node).next;
            ++removed;
        } else {
            nodes.push_back(original.node());
            ++node;
        }
    }
    // What is cut out of JSON member by member is JSON.
    static_cast<void>(m_document.parse(cutter.applied(document.text())));
    m_nodes = std::move(nodes);
    m_removals.insert(m_removals.end(), removals.begin(), removals.end());
}

Value FilteredEvent::inEvent(Value value) const
{
    const bool isOurs = isChanged() && value.exists() && value.document() == &m_document;
    return isOurs ? Value(m_input.event.document(), m_nodes[value.node()]) : value;
}

Span FilteredEvent::inEvent(Span span) const
{
    if (!isChanged() || span.isEmpty())
        return span;
    for (std::uint32_t node = 0; node < m_nodes.size(); ++node) {
        const Value value(&m_document, node);
        if (value.span() == span)
            return inEvent(value).span();
        if (value.keySpan() == span)
            return inEvent(value).keySpan();
    }
    return {};
}

void FilteredEvent::leadBack(Delivery &delivery, mapping::Scratch &scratch) const
{
    const auto lead = [&](mapping::Origin &origin) {
        std::vector<Value> sources;
        for (const Value source : origin.sources) {
            sources.push_back(inEvent(source));
            if (origin.kind == mapping::Origin::Kind::Event && sources.back().raw().size() != source.raw().size())
                origin.kind = mapping::Origin::Kind::Computed;
        }
        origin.sources = scratch.keep(std::span<const Value>(sources));
    };
    for (Cell &cell : delivery.row)
        lead(cell.origin);
    for (ColumnOrigin &column : delivery.columnOrigins)
        lead(column.origin);
    lead(delivery.operationOrigin);
    lead(delivery.listOrigin);
    lead(delivery.segmentOrigin);
}

} // namespace smc::destination
