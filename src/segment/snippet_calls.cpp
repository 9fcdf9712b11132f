#include "snippet_calls.h"

#include <json/text.h>
#include <json/writer.h>

#include <algorithm>
#include <array>
#include <utility>

namespace smc::segment {

namespace {

/// Options that stand beside the context rather than in it (analytics-next, EventFactory.context).
constexpr std::array<std::string_view, 4> Overrides = {"userId", "anonymousId", "timestamp", "messageId"};

/// The options of a call, sorted into members of the event.
struct Options
{
    json::Document document;
    std::string context; ///< JSON; empty where there is none.

    explicit Options(const std::string &text)
    {
        if (text.empty() || !document.parse(text))
            return;
        const json::Value given = document.root().find("context");
        std::string others;
        for (const json::Value member : document.root()) {
            if (isOverride(member) || member.keyIs("context") || member.keyIs("integrations"))
                continue;
            others.append(others.empty() ? "\"" : ",\"").append(member.rawKey()).append("\":").append(member.raw());
        }
        if (others.empty())
            context = given.raw();
        else if (given.is(json::Type::Object) && given.size() > 0)
            context = std::string(given.raw().substr(0, given.raw().size() - 1)) + ',' + others + '}';
        else
            context = '{' + others + '}';
    }

    static bool isOverride(json::Value member)
    {
        return std::any_of(Overrides.begin(), Overrides.end(),
                           [&](std::string_view name) { return member.keyIs(name); });
    }

    std::string find(std::string_view name) const { return std::string(document.root().find(name).raw()); }
};

void addMember(json::Writer &writer, std::string_view name, const std::string &json)
{
    if (!json.empty())
        writer.key(name).raw(json);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// "userId", "user_id", "userId123": what stands for a person in examples.
bool isCalledUserId(std::string_view name)
{
    std::string plain;
    for (const char c : name) {
        if (c != '_' && c != '-')
            plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return plain.starts_with("userid") && std::all_of(plain.begin() + 6, plain.end(), isDigit);
}

bool isMailAddress(std::string_view name)
{
    const std::size_t at = name.find('@');
    return at != std::string_view::npos && at > 0 && name.find('@', at + 1) == std::string_view::npos &&
           name.find('.', at) != std::string_view::npos && name.find_first_of(" \t\n") == std::string_view::npos;
}

/// A name of an event may look so, too.
bool looksLikeId(std::string_view name)
{
    return name.find_first_of(" \t\n") == std::string_view::npos &&
           std::count_if(name.begin(), name.end(), isDigit) > 1;
}

/// The person that stands where a track call has the event's name, as SMC's documentation writes it, goes where it
/// belongs. `known` is the person whom the calls before have named.
void sortOut(CallParts &parts, const std::string &known, Gathering &found)
{
    if (parts.type != CallType::Track || parts.event.size() < 2 || !parts.userId.empty())
        return;
    const std::string name = json::unescaped(std::string_view(parts.event).substr(1, parts.event.size() - 2));
    if (parts.event == known || isCalledUserId(name) || isMailAddress(name)) {
        parts.userId = std::exchange(parts.event, {});
        found.addUnused("event", "The track call begins with a person, as SMC's documentation writes it: \"" + name +
                                     "\" was taken as the userId. Add the event's name.");
    } else if (looksLikeId(name)) {
        found.addAssumed("\"" + name +
                         "\" was taken as the event's name, which a track call begins with in analytics.js. Move it "
                         "to userId if it is a person.");
    }
}

} // namespace

std::string_view contentNameOf(CallType type)
{
    switch (type) {
    case CallType::Identify:
    case CallType::Group:
        return "traits";
    case CallType::Track:
    case CallType::Page:
    case CallType::Screen:
        return "properties";
    case CallType::Alias:
        break;
    }
    return {};
}

std::string withType(std::string_view object, CallType type)
{
    const std::size_t brace = object.find('{') + 1;
    const std::size_t first = std::min(object.find_first_not_of(" \t\r\n", brace), object.size());
    const std::string_view space = object.substr(brace, first - brace);
    const bool isEmpty = object.substr(first).starts_with('}');
    std::string text(object.substr(0, brace));
    text.append(isEmpty ? std::string_view() : space).append("\"type\":");
    text.append(space.empty() ? "" : " ").append(json::quoted(nameOf(type)));
    text.append(isEmpty ? "" : ",").append(object.substr(brace));
    return text;
}

void addGaps(const Literal &literal, std::string_view name, Gathering &found)
{
    for (const Literal::Gap &gap : literal.gaps) {
        std::string_view path = gap.path;
        if (name.empty() && path.starts_with('.'))
            path.remove_prefix(1);
        const bool isNamed = !name.empty() || !path.empty();
        found.addUnused(isNamed ? std::string(name).append(path) : "a member without a name", gap.why);
    }
}

void Visitor::add(CallParts parts, Gathering &found)
{
    const Options options(parts.options);
    sortOut(parts, m_userId, found);
    const std::string userId = options.find("userId");
    const std::string anonymousId = options.find("anonymousId");
    if (!anonymousId.empty())
        m_anonymousId = anonymousId;
    if (parts.type == CallType::Alias && parts.previousId.empty())
        parts.previousId = m_userId.empty() ? m_anonymousId : m_userId;
    if (parts.userId.empty())
        parts.userId = userId.empty() ? m_userId : userId;
    if (parts.type == CallType::Identify || parts.type == CallType::Alias)
        m_userId = parts.userId;
    m_withoutId += parts.userId.empty() && m_anonymousId.empty() ? 1 : 0;
    m_withoutPreviousId += parts.type == CallType::Alias && parts.previousId.empty() ? 1 : 0;

    json::Writer writer;
    writer.object([&] {
        writer.member("type", nameOf(parts.type));
        addMember(writer, "event", parts.event);
        addMember(writer, "category", parts.category);
        addMember(writer, "name", parts.name);
        addMember(writer, "groupId", parts.groupId);
        addMember(writer, "previousId", parts.previousId);
        addMember(writer, "userId", parts.userId);
        addMember(writer, "anonymousId", m_anonymousId);
        if (!contentNameOf(parts.type).empty())
            addMember(writer, contentNameOf(parts.type), parts.content);
        addMember(writer, "context", options.context);
        addMember(writer, "integrations", options.find("integrations"));
        addMember(writer, "timestamp", options.find("timestamp"));
        addMember(writer, "messageId", options.find("messageId"));
    });
    found.addEvent(writer.take());
}

void addWholeEvent(CallType type, const std::string &object, Gathering &found)
{
    json::Document document;
    if (!document.parse(object))
        return;
    found.addEvent(document.root().find("type") ? object : withType(object, type));
}

void Visitor::conclude(std::string_view library, Gathering &found) const
{
    if (m_withoutId > 0)
        found.addUnused("anonymousId",
                        (m_withoutId == 1 ? "A call names" : std::to_string(m_withoutId) + " calls name") +
                            " nobody, and " + std::string(library) +
                            " would add the visitor's own. Add a userId or an anonymousId.");
    if (m_withoutPreviousId > 0)
        found.addUnused("previousId", "The alias call names only the new id, and " + std::string(library) +
                                          " would add the visitor's present one. Add it as previousId.");
}

} // namespace smc::segment
