// From an event to a delivery.
#include "api_name.h"
#include "deliveries.h"

#include <json/pointer.h>
#include <json/text.h>
#include <json/writer.h>

#include <algorithm>
#include <utility>

namespace smc::destination {

using json::Type;
using mapping::Mapped;

namespace {

Refusal mappingFailed(const Error &error)
{
    return {"FILTERED_AT_MAPPING", "The mapping can't be run on this event: " + error.message};
}

class Run
{
public:
    Run(const Rule &rule, const Settings &settings, const mapping::Payload &payload, mapping::Scratch &scratch,
        Delivery &delivery, ColumnIndex &index, std::vector<Omission> &leftOut)
        : m_rule(rule)
        , m_settings(settings)
        , m_payload(payload)
        , m_scratch(scratch)
        , m_delivery(delivery)
        , m_index(index)
        , m_leftOut(leftOut)
    {
    }

    /// Makes the delivery anew, with what stands there already, or says why the rule sends nothing.
    std::optional<Refusal> operator()()
    {
        m_hasNames = m_delivery.ruleId == m_rule.id;
        m_delivery.ruleId = m_rule.id;
        m_delivery.segment.clear();
        m_delivery.columnOrigins.clear();
        m_delivery.operationOrigin = m_delivery.listOrigin = m_delivery.segmentOrigin = {};
        m_delivery.keyFields =
            m_rule.keyFieldsSetting != nullptr ? m_settings.*m_rule.keyFieldsSetting : m_rule.keyFields;
        m_columns = 0;
        const bool done = chooseOperation() && nameList() && addColumns() && addColumnsFrom() && checkKeyFields();
        m_delivery.columns.resize(m_columns);
        m_delivery.row.resize(m_columns);
        return done ? std::nullopt : std::move(m_refusal);
    }

private:
    bool refuse(Refusal refusal)
    {
        m_refusal = std::move(refusal);
        return false;
    }

    bool chooseOperation()
    {
        m_delivery.operation = m_rule.operation.fixed;
        if (!m_rule.operation.plan)
            return true;
        const Result<Mapped> chosen = m_rule.operation.plan->run(m_payload, m_scratch);
        if (!chosen)
            return refuse(mappingFailed(chosen.error()));
        m_delivery.operationOrigin = chosen->origin();
        for (const auto &[text, operation] : m_rule.operation.choices) {
            if (chosen->type == Type::String && chosen->text() == text) {
                m_delivery.operation = operation;
                return true;
            }
        }
        Refusal unknown = m_rule.operation.unknown;
        unknown.span = placeOf(chosen->origin());
        for (const auto &[text, operation] : m_rule.operation.choices)
            unknown.choices.push_back(text);
        return refuse(std::move(unknown));
    }

    bool nameList()
    {
        if (!takeName(m_rule.list, m_delivery.list, m_delivery.listOrigin))
            return false;
        return !m_rule.segment || takeName(*m_rule.segment, m_delivery.segment, m_delivery.segmentOrigin);
    }

    /// Where the value stands that `origin` names, if it is one of the event's.
    json::Span placeOf(const mapping::Origin &origin) const
    {
        if (origin.sources.empty() || origin.sources.front().document() != m_payload.root.document())
            return {};
        return origin.sources.front().span();
    }

    /// `refusal` with the place where the value that `plan` reads belongs.
    static Refusal missingAt(const Refusal &refusal, const mapping::Plan &plan)
    {
        Refusal placed = refusal;
        if (const auto path = plan.path()) {
            for (const mapping::Step &step : *path)
                json::appendToken(placed.path, step.name);
        }
        return placed;
    }

    /// The name, and its origin where the event gives it; else `origin` is left as it is.
    bool takeName(const NameSource &source, std::string &name, mapping::Origin &origin)
    {
        if (!source.plan) {
            name = source.fixed(m_settings);
            if (source.isConstant())
                return true; // The preset was refused where it is not legal.
        } else {
            const Result<Mapped> mapped = source.plan->run(m_payload, m_scratch);
            if (!mapped)
                return refuse(mappingFailed(mapped.error()));
            // Into the memory that the name of an earlier event had.
            name.clear();
            if (mapped->exists && mapped->type == Type::String)
                json::appendUnescaped(name, mapped->json.substr(1, mapped->json.size() - 2));
            origin = mapped->origin();
            if (mapped->exists && !mapped->isNull() && mapped->type != Type::String)
                return refuse({"API_NAME_ILLEGAL",
                               "The API name of " + source.what + " should be a string, but it is " +
                                   std::string(json::describe(mapped->type)) + ".",
                               placeOf(origin)});
        }
        if (name.empty() && source.missing) {
            Refusal missing = source.plan ? missingAt(*source.missing, *source.plan) : *source.missing;
            missing.span = placeOf(origin);
            return refuse(std::move(missing));
        }
        if (ApiName::isLegal(name))
            return true;
        return refuse({source.plan ? "API_NAME_ILLEGAL" : "INVALID_SETTINGS",
                       ApiName::parse(name, source.what).error().message, placeOf(origin)});
    }

    /// The next column's name and cell, with the memory of an earlier event where there is some.
    std::pair<std::string &, Cell &> nextColumn()
    {
        if (m_delivery.columns.size() <= m_columns) {
            m_delivery.columns.resize(m_columns + 1);
            m_delivery.row.resize(m_columns + 1);
        }
        std::string &name = m_delivery.columns[m_columns];
        Cell &cell = m_delivery.row[m_columns];
        ++m_columns;
        return {name, cell};
    }

    bool addColumns()
    {
        for (const Column &column : m_rule.columns) {
            const bool isNamed = m_hasNames && m_columns < m_delivery.columns.size() && column.name.isConstant();
            auto [name, cell] = nextColumn();
            if (!isNamed) {
                mapping::Origin nameOrigin;
                if (!takeName(column.name, name, nameOrigin))
                    return false;
                if (column.name.plan)
                    m_delivery.columnOrigins.push_back({m_columns - 1, nameOrigin});
            }
            const Result<Mapped> value = column.value.run(m_payload, m_scratch);
            if (!value)
                return refuse(mappingFailed(value.error()));
            const bool isEmpty = !value->exists || value->isNull() || value->json == "\"\"";
            if (isEmpty && column.missing) {
                Refusal missing = missingAt(*column.missing, column.value);
                missing.span = placeOf(value->origin());
                return refuse(std::move(missing));
            }
            cell.json = value->line(m_scratch);
            // A value that the event lacks came from the event too: it is what stands there.
            cell.origin = value->origin();
            if (!value->exists)
                cell.origin.kind = mapping::Origin::Kind::Event;
            if (column.isKey)
                m_delivery.keyFields.push_back(name);
        }
        return true;
    }

    bool addColumnsFrom()
    {
        if (!m_rule.columnsFrom)
            return true;
        const Result<Mapped> object = m_rule.columnsFrom->run(m_payload, m_scratch);
        if (!object)
            return refuse(mappingFailed(object.error()));
        if (object->type != Type::Object || object->origin().sources.empty())
            return true;
        const json::Value whole = object->origin().sources.front();
        if (m_scratch.isWatching())
            m_scratch.forget(whole);
        const std::size_t first = m_columns;
        m_index.clear();
        m_shadowed.clear();
        for (const json::Value member : whole)
            addMember(member, first);
        for (const auto &[member, column] : m_shadowed) {
            if (!isSameValue(member, m_delivery.row[column]))
                leaveOut("TRAIT_SHADOWED",
                         "The trait \"" + member.key() + "\" is left out: its field " + m_delivery.columns[column] +
                             " gets another value of this event already, and SMC's field names know no case.",
                         member);
        }
        return true;
    }

    /// One column for the member of an object, whose own columns begin at `first`. What can't be one is left out.
    void addMember(json::Value member, std::size_t first)
    {
        const std::string key = member.key();
        if (const auto legal = ApiName::parse(key, "a field for the trait \"" + key + "\""); !legal)
            return leaveOut("API_NAME_ILLEGAL", legal.error().message + " The trait is left out.", member);
        const auto column = m_index.find(std::span(m_delivery.columns).first(m_columns), key);
        if (!column) {
            nextColumn().first = key;
            return fillColumn(m_columns - 1, member);
        }
        // Of keys that are the same to the letter, the last one counts, as everywhere in an event.
        if (*column >= first && m_delivery.columns[*column] == key)
            return fillColumn(*column, member);
        m_shadowed.emplace_back(member, *column); // By a value that may still change.
    }

    bool isSameValue(json::Value member, const Cell &cell)
    {
        if (member.is(Type::Object) || member.is(Type::Array))
            return m_scratch.keepQuoted(json::compact(member)) == cell.json;
        if (!member.is(Type::String) || cell.json.size() < 2 || cell.json.front() != '"')
            return member.raw() == cell.json;
        std::string sent;
        json::appendUnescaped(sent, cell.json.substr(1, cell.json.size() - 2));
        return member.text() == sent;
    }

    void fillColumn(std::size_t column, json::Value member)
    {
        Cell &cell = m_delivery.row[column];
        const bool isContainer = member.is(Type::Object) || member.is(Type::Array);
        if (isContainer)
            cell.json = m_scratch.keepQuoted(json::compact(member));
        else
            cell.json = member.raw();
        cell.origin = {isContainer ? mapping::Origin::Kind::Computed : mapping::Origin::Kind::Event,
                       m_scratch.keep(std::span(&member, 1))};
        m_delivery.setNameOrigin(column, {mapping::Origin::Kind::Event, cell.origin.sources});
        if (m_scratch.isWatching())
            m_scratch.saw(cell.origin.sources);
    }

    void leaveOut(std::string code, std::string reason, json::Value member)
    {
        constexpr std::size_t Most = 100; // A hostile event has thousands; nobody reads so many.
        if (m_leftOut.size() >= Most)
            return;
        m_leftOut.push_back({m_rule.id,
                             Omission::Extent::Member,
                             std::move(code),
                             std::move(reason),
                             member.keySpan(),
                             {},
                             m_delivery.list});
    }

    /// SMC API, data/load: `fields` names all fields, the keys among them.
    bool checkKeyFields()
    {
        const auto end = m_delivery.columns.begin() + static_cast<std::ptrdiff_t>(m_columns);
        for (const std::string &key : m_delivery.keyFields) {
            const bool has =
                std::any_of(m_delivery.columns.begin(), end, [&](const std::string &c) { return sameApiName(c, key); });
            if (!has)
                return refuse({"KEY_FIELD_MISSING", "The event has no value for " + key + ", a key field of the list " +
                                                        m_delivery.list + "."});
        }
        return true;
    }

    const Rule &m_rule;
    const Settings &m_settings;
    const mapping::Payload &m_payload;
    mapping::Scratch &m_scratch;
    Delivery &m_delivery;
    ColumnIndex &m_index;
    std::vector<Omission> &m_leftOut;
    std::vector<std::pair<json::Value, std::size_t>> m_shadowed{}; ///< Members whose field has a column already.
    bool m_hasNames = false; ///< This rule made the delivery before: its constant names are there.
    std::size_t m_columns = 0;
    std::optional<Refusal> m_refusal{};
};

} // namespace

Delivery &Deliveries::slotFor(const Rule &rule)
{
    // One that the same rule made has its names already.
    const auto free = m_slots.begin() + static_cast<std::ptrdiff_t>(m_count);
    const auto same = std::find_if(free, m_slots.end(), [&](const Delivery &each) { return each.ruleId == rule.id; });
    if (same == m_slots.end())
        return *m_slots.emplace(free);
    if (same != free)
        std::swap(*same, *free);
    return *free;
}

void Deliveries::holdBack(std::size_t index)
{
    const auto held = m_slots.begin() + static_cast<std::ptrdiff_t>(index);
    std::rotate(held, held + 1, m_slots.begin() + static_cast<std::ptrdiff_t>(m_count));
    --m_count;
    ++m_heldBack;
}

std::optional<Refusal> Deliveries::add(const Rule &rule, const Settings &settings, const mapping::Payload &payload,
                                       mapping::Scratch &scratch)
{
    auto refusal = Run(rule, settings, payload, scratch, slotFor(rule), m_index, m_leftOut)();
    m_count += refusal ? 0 : 1;
    return refusal;
}

} // namespace smc::destination
