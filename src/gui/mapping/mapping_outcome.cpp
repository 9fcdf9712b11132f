#include "mapping_outcome.h"

#include "../compose/preview_words.h"
#include "../send_words.h"
#include "../text.h"

#include <destination/api_name.h>
#include <destination/explain.h>
#include <destination/typed_cells.h>
#include <json/document.h>
#include <json/pointer.h>

#include <QCoreApplication>

#include <algorithm>

namespace smc::gui {

using destination::Prepared;
using destination::Verdict;
using theme::Tone;

namespace {

constexpr std::size_t MostPaths = 500;
constexpr int DeepestPath = 6;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::mapping)
};

VerdictContent said(Tone tone, const QString &word, const QString &sentence)
{
    VerdictContent content;
    content.tone = tone;
    content.word = word;
    content.sentence = sentence;
    return content;
}

/// A name that get() reads as one step.
bool isPlainKey(const std::string &key)
{
    return !key.empty() && key.find_first_of(".[]'\"\\ {}") == std::string::npos;
}

void addPaths(json::Value object, const std::string &prefix, int depth, std::vector<std::string> &paths)
{
    for (const json::Value member : object) {
        if (paths.size() >= MostPaths)
            return;
        const std::string key = member.key();
        if (!isPlainKey(key))
            continue;
        std::string path = prefix;
        path.append(1, '.').append(key);
        paths.push_back(path);
        if (member.is(json::Type::Object) && depth < DeepestPath)
            addPaths(member, path, depth + 1, paths);
    }
}

ColumnOutcome outcomeOfCell(const destination::Cell &cell)
{
    ColumnOutcome outcome;
    outcome.exists = true;
    outcome.isNull = cell.json == "null";
    outcome.value = readable(cell.json);
    outcome.from =
        outcome.isNull && cell.origin.sources.empty() ? Words::tr("not in the event") : originInWords(cell.origin);
    return outcome;
}

class Outcome
{
public:
    explicit Outcome(const OutcomeInput &input)
        : m_input(input)
    {
    }

    MappingOutcome operator()()
    {
        checkColumns();
        if (m_input.filterError) {
            // What would become of an event without these filters is not what the person asks.
            m_made.verdict = said(Tone::Danger, Words::tr("Not usable"), fromUtf8(m_input.filterError->message));
            return std::move(m_made);
        }
        const auto preset = destination::Preset::compile(m_input.mapping);
        if (!preset) {
            m_made.error = preset.error();
            m_made.verdict = said(Tone::Danger, Words::tr("Not usable"), fromUtf8(preset.error().message));
        }
        if (m_input.event.text.empty()) {
            if (preset)
                m_made.verdict = said(Tone::Neutral, Words::tr("No event"),
                                      Words::tr("Compose holds no event that can be read. Write one there to see what "
                                                "becomes of it here."));
            return std::move(m_made);
        }
        const destination::Destination destination{m_input.settings, preset ? *preset : destination::Preset::none(),
                                                   m_input.fields};
        const Prepared prepared = destination::prepare(m_input.event.text, destination, m_input.event.stamp);
        m_made.paths = pathsOf(prepared.event().root());
        addFilters(prepared);
        if (preset) {
            addRules(prepared, destination);
            sayVerdict(prepared);
        }
        return std::move(m_made);
    }

private:
    /// What can be said without an event.
    void checkColumns()
    {
        for (const RuleView &rule : m_input.view.rules) {
            RuleOutcome outcome;
            outcome.hints = mapping::lint(rule.trigger);
            const std::string list = listOf(rule, m_input.settings);
            const std::vector<std::string> fields = fieldsOf(list, m_input.schema);
            for (const ColumnView &column : rule.columns) {
                ColumnOutcome one;
                one.problem = fromUtf8(column.nameProblem.empty() ? column.valueProblem : column.nameProblem);
                const bool isKnown = fields.empty() || !column.isPlainName ||
                                     std::any_of(fields.begin(), fields.end(), [&](const std::string &field) {
                                         return destination::sameApiName(field, column.name);
                                     });
                if (!isKnown)
                    one.warning = Words::tr("The list %1 has no field %2.").arg(fromUtf8(list), fromUtf8(column.name));
                outcome.columns.push_back(one);
            }
            m_made.rules.push_back(std::move(outcome));
        }
    }

    void addRules(const Prepared &prepared, const destination::Destination &destination)
    {
        const auto explanation = destination::explain(prepared, destination);
        for (std::size_t at = 0; at < m_made.rules.size(); ++at) {
            const std::string &id = m_input.view.rules[at].id;
            const auto deliveries = prepared.deliveries();
            const auto made = std::find_if(deliveries.begin(), deliveries.end(),
                                           [&](const auto &delivery) { return delivery.ruleId == id; });
            if (made != deliveries.end()) {
                addRow(m_made.rules[at], *made);
                continue;
            }
            for (const destination::NotFired &rule : explanation.notFired) {
                if (rule.ruleId != id)
                    continue;
                m_made.rules[at].state = RuleOutcome::State::NotTaken;
                m_made.rules[at].sentence = withQuotes(fromUtf8(rule.because));
            }
        }
        for (const destination::ValueRefusal &refusal : prepared.refusals())
            addRefusal(prepared.deliveries()[refusal.delivery], refusal);
        for (const destination::EmptyColumn &empty : explanation.empty)
            addEmpty(prepared.deliveries()[empty.delivery].ruleId, empty);
    }

    void addRow(RuleOutcome &rule, const destination::Delivery &delivery) const
    {
        rule.state = RuleOutcome::State::Taken;
        rule.sentence = sentenceFor(delivery, m_input.settings.eventsDataListApiName);
        for (std::size_t at = 0; at < delivery.columns.size() && at < delivery.row.size(); ++at) {
            ColumnOutcome cell = outcomeOfCell(delivery.row[at]);
            if (at >= rule.columns.size()) {
                rule.more.emplace_back(fromUtf8(delivery.columns[at]), std::move(cell));
                continue;
            }
            cell.name = fromUtf8(delivery.columns[at]);
            cell.problem = rule.columns[at].problem;
            cell.warning = rule.columns[at].warning;
            rule.columns[at] = std::move(cell);
        }
    }

    void addRefusal(const destination::Delivery &delivery, const destination::ValueRefusal &refusal)
    {
        for (std::size_t at = 0; at < m_made.rules.size(); ++at) {
            RuleOutcome &rule = m_made.rules[at];
            if (m_input.view.rules[at].id != delivery.ruleId)
                continue;
            const QString sentence = fromUtf8(destination::sentenceFor(refusal, delivery));
            if (refusal.column < rule.columns.size()) {
                if (rule.columns[refusal.column].warning.isEmpty())
                    rule.columns[refusal.column].warning = sentence;
            } else if (refusal.column - rule.columns.size() < rule.more.size())
                rule.more[refusal.column - rule.columns.size()].second.warning = sentence;
        }
    }

    void addEmpty(const std::string &ruleId, const destination::EmptyColumn &empty)
    {
        for (std::size_t at = 0; at < m_made.rules.size(); ++at) {
            if (m_input.view.rules[at].id != ruleId || empty.column >= m_made.rules[at].columns.size())
                continue;
            ColumnOutcome &column = m_made.rules[at].columns[empty.column];
            if (!column.warning.isEmpty() || empty.isNull || empty.nearest.empty())
                continue;
            column.nearest = empty.nearest;
            column.warning = Words::tr("Nothing stands at %1 in this event. Did you mean %2?")
                                 .arg(fromUtf8(empty.path), fromUtf8(empty.nearest));
        }
    }

    void addFilters(const Prepared &prepared)
    {
        const bool isRead = prepared.verdict() != Verdict::Invalid;
        const std::optional<std::size_t> stopping =
            prepared.discard() ? prepared.discard()->filter : std::optional<std::size_t>();
        // As the door asks them: with what Segment gives an event that lacks it.
        const destination::FilterInput input{prepared.event().root(), prepared.payload().defaults};
        const std::vector<destination::Filter> &filters = m_input.settings.destinationFilters.all();
        for (std::size_t index = 0; index < filters.size(); ++index) {
            FilterEffect effect;
            for (const destination::Removal &removal : prepared.removals()) {
                if (removal.index == index)
                    effect.removed.append(pathInWords(json::pointerTo(removal.value)));
            }
            const auto &condition = filters[index].condition;
            if (isRead)
                effect.kind = stopping == index                                 ? FilterEffect::Kind::Stops
                              : !effect.removed.isEmpty()                       ? FilterEffect::Kind::Removes
                              : condition != nullptr && condition->holds(input) ? FilterEffect::Kind::Matches
                                                                                : FilterEffect::Kind::NoMatch;
            m_made.filters.push_back(std::move(effect));
        }
    }

    void sayVerdict(const Prepared &prepared)
    {
        if (prepared.verdict() == Verdict::Invalid) {
            const auto &problems = prepared.problems();
            m_made.verdict = said(Tone::Danger, Words::tr("Not valid"),
                                  problems.empty() ? QString() : fromUtf8(problems.front().message));
            return;
        }
        if (prepared.verdict() == Verdict::Discarded) {
            const destination::Discard &discard = *prepared.discard();
            m_made.verdict = said(Tone::Warning, Words::tr("Discarded"), withQuotes(fromUtf8(discard.reason)));
            m_made.verdict.todo = segmentsCodeFor(discard);
            return;
        }
        if (prepared.verdict() == Verdict::Refused && !prepared.refusals().empty()) {
            const destination::ValueRefusal &first = prepared.refusals().front();
            m_made.verdict = said(Tone::Danger, Words::tr("Refused"),
                                  fromUtf8(destination::sentenceFor(first, prepared.deliveries()[first.delivery])));
            return;
        }
        QStringList sentences;
        for (const destination::Delivery &delivery : prepared.deliveries())
            sentences.append(sentenceFor(delivery, m_input.settings.eventsDataListApiName));
        m_made.verdict = said(Tone::Success, Words::tr("Mapped"), sentences.join(QLatin1Char(' ')));
    }

    const OutcomeInput &m_input;
    MappingOutcome m_made;
};

} // namespace

MappingOutcome outcomeOf(const OutcomeInput &input)
{
    return Outcome(input)();
}

std::string listOf(const RuleView &rule, const destination::Settings &settings)
{
    if (rule.listSetting == "eventsDataListApiName")
        return settings.eventsDataListApiName;
    if (rule.listSetting == "audienceListApiName")
        return settings.audienceListApiName;
    return rule.list;
}

MappingOutcome redacted(MappingOutcome outcome, const net::Redactor &redactor)
{
    const auto hide = [&redactor](ColumnOutcome &column) {
        for (QString *foreign : {&column.name, &column.value})
            *foreign = fromUtf8(redactor.text(toUtf8(*foreign)));
        for (QString *sentence : {&column.problem, &column.warning})
            *sentence = redacted(*sentence, redactor);
    };
    outcome.verdict = redacted(std::move(outcome.verdict), redactor);
    if (outcome.error)
        outcome.error->message = toUtf8(redacted(fromUtf8(outcome.error->message), redactor));
    for (RuleOutcome &rule : outcome.rules) {
        rule.sentence = redacted(rule.sentence, redactor);
        std::for_each(rule.columns.begin(), rule.columns.end(), hide);
        for (auto &[name, column] : rule.more) {
            name = fromUtf8(redactor.text(toUtf8(name)));
            hide(column);
        }
    }
    return outcome;
}

std::vector<std::string> fieldsOf(const std::string &list, const rest::Schema *schema)
{
    std::vector<std::string> names;
    const rest::KnownList *known = schema && !list.empty() ? schema->find(list) : nullptr;
    if (!known || !known->fields)
        return names;
    for (const rest::FieldInfo &field : *known->fields)
        names.push_back(field.name);
    return names;
}

std::vector<std::string> pathsOf(json::Value event)
{
    std::vector<std::string> paths;
    addPaths(event, "$", 1, paths);
    return paths;
}

} // namespace smc::gui
