#include "field_edits.h"

#include "../../text.h"

#include <json/pointer.h>
#include <json/writer.h>

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace smc::gui {

namespace {

using segment::CallType;

/// Gives the words below their context.
struct FieldTable
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::FieldTable)

public:
    static constexpr FieldSpec Rows[] = {
        {FieldId::Type, "/type", QT_TR_NOOP("Call &type"), "", QT_TR_NOOP("Which of Segment's calls this is (type).")},
        {FieldId::Method, "/traits/method", QT_TR_NOOP("Met&hod"), "",
         QT_TR_NOOP("Whether the person joins or leaves the segment (traits.method); ADD where it is left out.")},
        {FieldId::EventName, "/event", QT_TR_NOOP("Event &name"), QT_TR_NOOP("What happened"),
         QT_TR_NOOP("What the person did (event). The list holds the Allowed Events of this profile.")},
        {FieldId::Name, "/name", QT_TR_NOOP("&Name"), QT_TR_NOOP("Of the page or screen"),
         QT_TR_NOOP("The name of the page or screen (name).")},
        {FieldId::Category, "/category", QT_TR_NOOP("Categor&y"), QT_TR_NOOP("Optional"),
         QT_TR_NOOP("The category of the page or screen (category).")},
        {FieldId::GroupId, "/groupId", QT_TR_NOOP("Static &segment"), QT_TR_NOOP("API name of the segment"),
         QT_TR_NOOP("The API name of the static segment in SMC (groupId).")},
        {FieldId::UserId, "/userId", QT_TR_NOOP("&User ID"), QT_TR_NOOP("Who it is"),
         QT_TR_NOOP("Who it is (userId). In a group call: the value that SMC looks for in the match field.")},
        {FieldId::AnonymousId, "/anonymousId", QT_TR_NOOP("&Anonymous ID"), QT_TR_NOOP("Where there is no user ID"),
         QT_TR_NOOP("The id of a person who is not known yet (anonymousId).")},
        {FieldId::PreviousId, "/previousId", QT_TR_NOOP("&Previous ID"), QT_TR_NOOP("The id so far"),
         QT_TR_NOOP("The id that the person had so far (previousId).")},
        {FieldId::MatchKey, "/traits/matchkey", QT_TR_NOOP("&Match field"), QT_TR_NOOP("Such as MAIL"),
         QT_TR_NOOP("The field of the user list that the user ID is compared with (traits.matchkey).")},
        {FieldId::UserList, "/traits/userlist", QT_TR_NOOP("User &list"), QT_TR_NOOP("API name of the list"),
         QT_TR_NOOP("The API name of the list that the segment is of (traits.userlist).")},
    };
};

/// The order in which Segment's documentation writes an event.
constexpr std::array<std::string_view, 12> TopLevelOrder = {
    "type",        "event",      "name",   "category",   "groupId", "userId",
    "anonymousId", "previousId", "traits", "properties", "context", "integrations",
};

std::size_t rankOf(std::string_view key)
{
    return static_cast<std::size_t>(std::find(TopLevelOrder.begin(), TopLevelOrder.end(), key) - TopLevelOrder.begin());
}

/// Behind the last member that comes before `key` in that order.
std::size_t placeFor(json::Value event, std::string_view key)
{
    const std::size_t rank = rankOf(key);
    if (rank == TopLevelOrder.size())
        return json::AtEnd;
    std::size_t place = 0;
    std::size_t index = 0;
    for (const json::Value member : event) {
        ++index;
        if (rankOf(member.key()) < rank)
            place = index;
    }
    return place;
}

} // namespace

std::span<const FieldSpec> fieldTable()
{
    return FieldTable::Rows;
}

const FieldSpec &fieldSpec(FieldId id)
{
    return FieldTable::Rows[static_cast<std::size_t>(id)];
}

QString labelOf(const FieldSpec &spec)
{
    return FieldTable::tr(spec.label);
}

QString placeholderOf(const FieldSpec &spec)
{
    return *spec.placeholder ? FieldTable::tr(spec.placeholder) : QString();
}

QString tipOf(const FieldSpec &spec)
{
    return FieldTable::tr(spec.tip);
}

std::optional<CallType> callTypeOf(json::Value event)
{
    return segment::callTypeOf(event.find("type").text());
}

std::vector<FieldId> fieldsFor(json::Value event)
{
    std::vector<FieldId> fields{FieldId::Type};
    const auto add = [&fields](std::initializer_list<FieldId> more) { fields.insert(fields.end(), more); };
    const auto call = callTypeOf(event);
    if (call == CallType::Group)
        add({FieldId::Method});
    if (call == CallType::Track)
        add({FieldId::EventName});
    if (call == CallType::Page || call == CallType::Screen)
        add({FieldId::Name, FieldId::Category});
    if (call == CallType::Group)
        add({FieldId::GroupId});
    add({FieldId::UserId});
    if (event.find("anonymousId") || (call != CallType::Alias && !event.find("userId")))
        add({FieldId::AnonymousId});
    if (call == CallType::Alias)
        add({FieldId::PreviousId});
    if (call == CallType::Group)
        add({FieldId::MatchKey, FieldId::UserList});
    return fields;
}

Result<json::Edits> setInEvent(json::Value event, std::string_view pointer, std::string_view json)
{
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    if (!event.is(json::Type::Object) || pointer.size() < 2)
        return json::setAt(event, pointer, json);
    const std::string top = json::unescapedToken(pointer.substr(1, end - 1));
    if (event.find(top))
        return json::setAt(event, pointer, json);
    std::string content(json);
    if (end < pointer.size())
        content = "{" + json::quoted(json::unescapedToken(pointer.substr(end + 1))) + ":" + content + "}";
    return json::insertMember(event, placeFor(event, top), top, content);
}

Result<json::Edits> setField(json::Value event, FieldId id, const QString &text)
{
    const std::string_view pointer = fieldSpec(id).pointer;
    return text.isEmpty() ? json::removeAt(event, pointer) : setInEvent(event, pointer, json::quoted(toUtf8(text)));
}

std::string blankEvent(CallType type)
{
    return "{\n  \"type\": " + json::quoted(segment::nameOf(type)) + "\n}\n";
}

} // namespace smc::gui
