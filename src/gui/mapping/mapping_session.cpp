#include "mapping_session.h"

#include "../console.h"
#include "../schema_cache.h"
#include "../text.h"

#include <destination/api_name.h>
#include <json/document.h>
#include <workspace/profile.h>

#include <QPointer>
#include <QUndoCommand>

#include <algorithm>

namespace smc::gui {

namespace {

Result<destination::Filters> readFilterSet(const std::string &text)
{
    json::Document array;
    if (const auto parsed = array.parse(text); !parsed)
        return fail("filter_malformed", parsed.error().message);
    return destination::Filters::fromJson(array.root());
}

} // namespace

/// From one state to another. The texts are small, and a state is always whole.
class MappingSession::Step final : public QUndoCommand
{
public:
    Step(MappingSession &session, State after, const QString &what, QString typing)
        : QUndoCommand(what)
        , m_session(session)
        , m_before(session.m_now)
        , m_after(std::move(after))
        , m_typing(std::move(typing))
    {
    }

    void redo() override { m_session.put(m_after); }
    void undo() override { m_session.put(m_before); }
    int id() const override { return m_typing.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const Step *>(other);
        if (next->m_typing != m_typing)
            return false;
        m_after = next->m_after;
        return true;
    }

private:
    MappingSession &m_session;
    State m_before;
    State m_after;
    QString m_typing;
};

MappingSession::MappingSession(Console &console, Events events, QObject *parent)
    : QObject(parent)
    , m_console(console)
    , m_events(std::move(events))
{
    connect(&console, &Console::profileChanged, this, &MappingSession::followConsole);
    connect(&console, &Console::settingsChanged, this, &MappingSession::followConsole);
    connect(&console.schema(), &SchemaCache::changed, this, &MappingSession::look);
    load();
}

MappingSession::~MappingSession()
{
    m_stack.blockSignals(true); // It empties itself, and would have its page look at states that are gone.
}

const destination::Settings &MappingSession::settings() const
{
    return m_console.destination().settings;
}

bool MappingSession::isPreset() const
{
    return m_now.mapping == destination::Preset::smcText();
}

MappingSession::State MappingSession::stored()
{
    State state;
    m_trouble.reset();
    const Result<std::string> text = m_console.mappingText();
    if (text)
        state.mapping = *text;
    else
        m_trouble = text.error();
    if (const std::string &filters = m_console.storedSettings().destinationFilters.json(); !filters.empty())
        state.filters = filters;
    return state;
}

QStringList MappingSession::fieldsOfRule(std::size_t rule) const
{
    QStringList fresh;
    QStringList taken;
    if (rule >= m_view.rules.size())
        return fresh;
    const RuleView &view = m_view.rules[rule];
    for (const std::string &field : fieldsOf(listOf(view, settings()), &m_console.schema().schema())) {
        const bool isTaken = std::any_of(view.columns.begin(), view.columns.end(), [&](const ColumnView &column) {
            return destination::sameApiName(column.name, field);
        });
        (isTaken ? taken : fresh).append(fromUtf8(field));
    }
    return fresh + taken;
}

void MappingSession::wantFields()
{
    m_console.schema().want(); // Fields are read of lists that are known, and Compose need not have been opened.
    for (const std::string &list : lists())
        m_console.schema().wantList(list);
}

std::vector<std::string> MappingSession::lists() const
{
    std::vector<std::string> named;
    for (const RuleView &rule : m_view.rules) {
        std::string list = listOf(rule, settings());
        if (!list.empty() && std::find(named.begin(), named.end(), list) == named.end())
            named.push_back(std::move(list));
    }
    return named;
}

void MappingSession::load()
{
    m_profileId = m_console.profile().id;
    m_saved = stored();
    m_stack.clear();
    put(m_saved);
}

void MappingSession::followConsole()
{
    if (m_console.profile().id != m_profileId || !hasChanges()) {
        const State now = stored();
        if (m_console.profile().id != m_profileId || now != m_saved)
            load();
        else
            put(m_now); // Settings may have changed what becomes of the event.
        return;
    }
    m_saved = stored(); // What is being edited stays.
    put(m_now);
}

void MappingSession::put(State state)
{
    m_now = std::move(state);
    const Result<MappingView> view = readMapping(m_now.mapping);
    m_view = view ? *view : MappingView();
    if (!view && !m_trouble)
        m_trouble = view.error();
    else if (view)
        m_trouble.reset();
    refreshOutcome();
    Q_EMIT changed();
}

void MappingSession::push(State state, const QString &what, const QString &typing)
{
    const QString run = typing.isEmpty() ? typing : QStringLiteral("%1#%2").arg(typing).arg(m_typing);
    if (state != m_now)
        m_stack.push(new Step(*this, std::move(state), what, run));
}

void MappingSession::setMapping(std::string mapping, const QString &what, const QString &typing)
{
    push({std::move(mapping), m_now.filters}, what, typing);
}

void MappingSession::setFilters(std::string filters, const QString &what, const QString &typing)
{
    push({m_now.mapping, std::move(filters)}, what, typing);
}

Result<void> MappingSession::change(Result<std::string> mapping, const QString &what, const QString &typing)
{
    if (!mapping)
        return tl::make_unexpected(mapping.error());
    setMapping(*std::move(mapping), what, typing);
    return {};
}

void MappingSession::look()
{
    refreshOutcome();
    Q_EMIT changed();
}

void MappingSession::refreshOutcome()
{
    destination::Settings settings = m_console.destination().settings;
    settings.destinationFilters = {};
    std::optional<Error> filterError;
    if (Result<destination::Filters> read = readFilterSet(m_now.filters))
        settings.destinationFilters = *std::move(read);
    else
        filterError = std::move(read).error();
    m_outcome =
        outcomeOf({m_now.mapping, m_view, std::move(settings), m_console.destination().fields,
                   m_events ? m_events() : EventAtHand(), &m_console.schema().schema(), std::move(filterError)});
    m_outcome = redacted(std::move(m_outcome), m_console.redactor());
}

QCoro::Task<Result<void>> MappingSession::save()
{
    const Result<destination::Filters> filters = readFilterSet(m_now.filters);
    if (!filters)
        co_return tl::make_unexpected(filters.error());
    endTyping();
    const State kept = m_now;
    const QPointer<MappingSession> alive(this);
    const std::string profileId = m_profileId;
    auto saving = m_console.saveMapping(kept.mapping, *filters);
    const Result<void> saved = co_await saving;
    if (!alive || m_profileId != profileId)
        co_return saved;
    m_saved = stored();
    Q_EMIT changed();
    co_return saved;
}

void MappingSession::restore(std::string mapping, std::string filters)
{
    State state = m_now;
    if (readMapping(mapping))
        state.mapping = std::move(mapping);
    json::Document array;
    if (array.parse(filters) && array.root().is(json::Type::Array))
        state.filters = std::move(filters);
    push(std::move(state), tr("Restore unsaved changes"), {});
}

void MappingSession::discard()
{
    push(m_saved, tr("Discard changes"), {});
}

} // namespace smc::gui
