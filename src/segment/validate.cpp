#include "validate.h"

#include "spec.h"
#include "text_checks.h"
#include "timestamp.h"

#include <json/pointer.h>
#include <json/text.h>

#include <algorithm>
#include <array>

namespace smc::segment {

namespace {

using json::Type;
using json::Value;

bool isEmptyText(Value value)
{
    return value.is(Type::String) && value.span().size() == 2;
}

std::string inQuotes(std::string_view name)
{
    return "\"" + std::string(name) + "\"";
}

std::size_t countCharacters(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

class Validator
{
public:
    explicit Validator(const Event &event)
        : m_event(event)
    {
    }

    std::vector<Problem> run()
    {
        if (!m_event.root().is(Type::Object)) {
            add("not_an_object", {}, m_event.root().span(),
                "An event is a JSON object, and this is " +
                    std::string(m_event.root().exists() ? json::describe(m_event.root().type()) : "nothing") + ".");
            return std::move(m_problems);
        }
        if (m_event.hasUnknownKeys())
            checkKeys();
        checkSize();
        checkType();
        checkIds();
        checkNames();
        checkObjects();
        checkMessageId();
        for (const Field field : {Field::Timestamp, Field::SentAt, Field::OriginalTimestamp, Field::ReceivedAt})
            checkTimestamp(field);
        checkText(m_event, m_problems);
        std::stable_sort(m_problems.begin(), m_problems.end(),
                         [](const Problem &a, const Problem &b) { return a.span.begin < b.span.begin; });
        return std::move(m_problems);
    }

private:
    /// The field's value; none where it is missing or null.
    Value get(Field field) const
    {
        const Value value = m_event.member(field);
        return value.is(Type::Null) ? Value() : value;
    }

    bool isCall(std::initializer_list<CallType> calls) const
    {
        return m_call && std::find(calls.begin(), calls.end(), *m_call) != calls.end();
    }

    void add(std::string_view code, std::string path, json::Span span, std::string message, std::string suggestion = {})
    {
        m_problems.push_back(
            {std::string(code), Severity::Error, std::move(path), span, std::move(message), std::move(suggestion)});
    }

    void addWrong(std::string_view code, Field field, std::string message, std::string suggestion = {})
    {
        add(code, "/" + std::string(nameOf(field)), get(field).span(), std::move(message), std::move(suggestion));
    }

    void addMissing(std::string_view code, Field field, std::string message)
    {
        add(code, "/" + std::string(nameOf(field)), m_event.root().span(), std::move(message));
    }

    void warn(std::string_view code, Field field, std::string message)
    {
        addWrong(code, field, std::move(message));
        m_problems.back().severity = Severity::Warning;
    }

    void checkKeys()
    {
        for (const Value member : m_event.root()) {
            const bool isPlain = !m_event.document().node(member.node()).keyEscaped;
            const Field field = isPlain ? fieldOf(member.rawKey()) : fieldOf(member.key());
            if (field == Field::Unknown)
                checkUnknownKey(member);
        }
    }

    void checkUnknownKey(Value member)
    {
        const std::string_view known = knownKeyLike(member.rawKey());
        if (known.empty())
            return;
        std::string path;
        json::appendToken(path, member.key());
        m_problems.push_back(
            {"unknown_key", Severity::Warning, std::move(path), member.keySpan(),
             "Segment does not know the key " + inQuotes(member.rawKey()) + ". Did you mean " + inQuotes(known) + "?",
             std::string(known)});
    }

    void checkSize()
    {
        if (m_event.text().size() < MaxEventBytes)
            return;
        const std::size_t size = json::compact(m_event.root()).size();
        if (size >= MaxEventBytes)
            add("event_too_large", {}, m_event.root().span(),
                "The event has " + std::to_string(size) + " bytes without white space. Segment takes less than " +
                    std::to_string(MaxEventBytes) + " (32 KB).");
    }

    void checkType()
    {
        const Value type = get(Field::Type);
        if (!type || isEmptyText(type)) {
            const Value batch = m_event.root().find("batch");
            if (!type && batch && !batch.is(Type::Array))
                return add("batch_not_array", "/batch", batch.span(),
                           "\"batch\" must be an array of events, and this is " +
                               std::string(json::describe(batch.type())) + ".");
            const std::string message =
                "The event has no \"type\". It must be one of identify, track, page, screen, group and alias.";
            return type ? addWrong("type_missing", Field::Type, message)
                        : addMissing("type_missing", Field::Type, message);
        }
        if (!type.is(Type::String))
            return addWrong("type_not_string", Field::Type,
                            "\"type\" must be a string, and this is " + std::string(json::describe(type.type())) + ".");
        m_call = m_event.callType();
        if (m_call)
            return;
        const std::string text = type.text();
        const std::string_view meant = callNameLike(text);
        addWrong("type_unknown", Field::Type,
                 inQuotes(text.substr(0, 60)) + " is no type of call. " +
                     (meant.empty() ? "It must be one of identify, track, page, screen, group and alias."
                                    : "Did you mean " + inQuotes(meant) + "?"),
                 std::string(meant));
    }

    /// True where the id can identify: what is wrong with an id that is there is reported on the way.
    bool checkId(Field field)
    {
        const Value id = get(field);
        if (!id)
            return false;
        if (!id.is(Type::String)) {
            addWrong("id_not_string", field,
                     inQuotes(nameOf(field)) + " must be a string, and this is " +
                         std::string(json::describe(id.type())) + ". Put it in quotes.");
        } else if (isEmptyText(id)) {
            addWrong(field == Field::PreviousId ? "previous_id_missing" : "id_required", field,
                     inQuotes(nameOf(field)) + " is empty. Give it a value or leave it out.");
        }
        return true;
    }

    /// An id that the call does not use: what every library takes is not refused.
    void checkUnusedId(Field field)
    {
        if (!get(field).is(Type::Number) && !isEmptyText(get(field)))
            checkId(field);
    }

    void checkIds()
    {
        const bool hasUser = checkId(Field::UserId);
        const bool hasAnonymous = checkId(Field::AnonymousId);
        if (!isCall({CallType::Group}))
            checkUnusedId(Field::GroupId);
        if (!isCall({CallType::Alias}))
            checkUnusedId(Field::PreviousId);
        if (isCall({CallType::Alias})) {
            const bool hasPrevious = checkId(Field::PreviousId);
            if (!hasUser)
                addMissing("id_required", Field::UserId, "An alias needs the new id in \"userId\".");
            if (!hasPrevious)
                addMissing("previous_id_missing", Field::PreviousId,
                           "An alias needs the id that the user had so far in \"previousId\".");
            return;
        }
        if (!hasUser && !hasAnonymous)
            addMissing("no_user_anon_id", Field::UserId,
                       "The event says nothing about who it is: it needs a \"userId\" or an \"anonymousId\".");
        if (isCall({CallType::Group}) && !checkId(Field::GroupId))
            addMissing("id_required", Field::GroupId, "A group call needs a \"groupId\".");
    }

    void checkNames()
    {
        const Value event = get(Field::EventName);
        if (event && !event.is(Type::String)) {
            addWrong("event_not_string", Field::EventName,
                     "The name in \"event\" must be a string, and this is " +
                         std::string(json::describe(event.type())) + ".");
        } else if (isCall({CallType::Track})) {
            if (!event)
                addMissing("event_not_defined", Field::EventName, "A track call needs the event's name in \"event\".");
            else if (isEmptyText(event))
                addWrong("event_not_defined", Field::EventName,
                         "The name in \"event\" is empty. A track call needs the event's name.");
        }
        checkName(Field::Name, "name_not_string");
        checkName(Field::Category, "category_not_string");
    }

    void checkName(Field field, std::string_view code)
    {
        const Value name = get(field);
        if (!name)
            return;
        if (!name.is(Type::String))
            addWrong(code, field,
                     inQuotes(nameOf(field)) + " must be a string, and this is " +
                         std::string(json::describe(name.type())) + ".");
        else if (isEmptyText(name) && isCall({CallType::Page, CallType::Screen}))
            addWrong(code, field, inQuotes(nameOf(field)) + " is empty. Give it a value or leave it out.");
    }

    void checkObjects()
    {
        if (isCall({CallType::Track, CallType::Page, CallType::Screen}))
            checkObject(Field::Properties, "properties_not_object");
        if (isCall({CallType::Identify, CallType::Group}))
            checkObject(Field::Traits, "traits_not_object");
        checkObject(Field::Context, "context_not_object");
        checkObject(Field::Integrations, "integrations_not_object");
    }

    void checkObject(Field field, std::string_view code)
    {
        const Value value = get(field);
        if (value && !value.is(Type::Object))
            addWrong(code, field,
                     inQuotes(nameOf(field)) + " must be an object, and this is " +
                         std::string(json::describe(value.type())) + ".");
    }

    void checkMessageId()
    {
        const Value id = get(Field::MessageId);
        if (!id)
            return;
        if (!id.is(Type::String))
            return addWrong("message_id_not_string", Field::MessageId,
                            "\"messageId\" must be a string, and this is " + std::string(json::describe(id.type())) +
                                ".");
        if (id.span().size() <= MaxMessageIdLength + 2)
            return;
        const std::size_t length = countCharacters(id.text());
        if (length > MaxMessageIdLength)
            addWrong("message_id_too_long", Field::MessageId,
                     "\"messageId\" has " + std::to_string(length) + " characters. Segment takes at most " +
                         std::to_string(MaxMessageIdLength) + ".");
    }

    void checkTimestamp(Field field)
    {
        const Value value = get(field);
        if (!value)
            return;
        const TimestampForm form = value.isPlainString() ? timestampForm(value.raw().substr(1, value.span().size() - 2))
                                                         : timestampForm(value.text());
        if (form == TimestampForm::NotIso8601)
            warn("timestamp_not_iso8601", field,
                 inQuotes(nameOf(field)) + " is not an ISO 8601 date and time such as 2026-01-31T12:00:00.000Z.");
        else if (form == TimestampForm::WithoutZone)
            warn("timestamp_without_zone", field,
                 inQuotes(nameOf(field)) + " does not say in which time zone it is. Add Z for UTC or an offset such as "
                                           "+01:00.");
    }

    const Event &m_event;
    std::optional<CallType> m_call;
    std::vector<Problem> m_problems;
};

} // namespace

std::string_view nameOf(Severity severity)
{
    return severity == Severity::Error ? "error" : "warning";
}

std::vector<Problem> validate(const Event &event)
{
    return Validator(event).run();
}

bool hasErrors(const std::vector<Problem> &problems)
{
    return std::any_of(problems.begin(), problems.end(),
                       [](const Problem &problem) { return problem.severity == Severity::Error; });
}

} // namespace smc::segment
