// Calls of analytics.js and of Segment's Node library, and object literals that are events.
#include "snippet_calls.h"
#include "snippet_gathering.h"

#include <array>
#include <utility>

namespace smc::segment {

namespace {

constexpr std::string_view Library = "analytics.js";

/// What an argument at some place of a call is for.
enum class Slot { UserId, GroupId, PreviousId, Event, Category, Name, Content, Options };

/// The arguments of each call in their order; each may be left out where its type tells (analytics.js, Basic tracking
/// methods).
std::vector<Slot> slotsOf(CallType type)
{
    switch (type) {
    case CallType::Identify:
        return {Slot::UserId, Slot::Content, Slot::Options};
    case CallType::Track:
        return {Slot::Event, Slot::Content, Slot::Options};
    case CallType::Page:
    case CallType::Screen:
        return {Slot::Category, Slot::Name, Slot::Content, Slot::Options};
    case CallType::Group:
        return {Slot::GroupId, Slot::Content, Slot::Options};
    case CallType::Alias:
        return {Slot::UserId, Slot::PreviousId, Slot::Options};
    }
    return {};
}

bool takes(Slot slot, const Literal &argument)
{
    switch (slot) {
    case Slot::UserId:
    case Slot::GroupId:
    case Slot::PreviousId:
        return argument.isString() || argument.isNumber();
    case Slot::Event:
    case Slot::Category:
    case Slot::Name:
        return argument.isString();
    case Slot::Content:
    case Slot::Options:
        return argument.isObject();
    }
    return false;
}

std::string nameOf(Slot slot, CallType type)
{
    static constexpr std::array Names = {"userId", "groupId", "previousId", "event", "category", "name"};
    if (slot == Slot::Content)
        return std::string(contentNameOf(type));
    return slot == Slot::Options ? "options" : Names[static_cast<std::size_t>(slot)];
}

std::string &partOf(CallParts &parts, Slot slot)
{
    switch (slot) {
    case Slot::UserId:
        return parts.userId;
    case Slot::GroupId:
        return parts.groupId;
    case Slot::PreviousId:
        return parts.previousId;
    case Slot::Event:
        return parts.event;
    case Slot::Category:
        return parts.category;
    case Slot::Name:
        return parts.name;
    case Slot::Content:
        return parts.content;
    case Slot::Options:
        break;
    }
    return parts.options;
}

/// The library makes strings of ids that are numbers.
std::string idText(const Literal &argument)
{
    return argument.isNumber() ? '"' + argument.json + '"' : argument.json;
}

/// Fills a call's slots with its arguments, one after the other.
class Arguments
{
public:
    Arguments(CallType type, Gathering &found)
        : m_slots(slotsOf(type))
        , m_found(found)
    {
        m_parts.type = type;
    }

    void take(const Literal &argument)
    {
        // The order of SMC's documentation; analytics.js takes no second text.
        if (m_parts.type == CallType::Track && m_next == 1 && argument.isString() && !m_parts.event.empty()) {
            m_parts.userId = std::exchange(m_parts.event, argument.json);
            return m_found.addAssumed("The first text of the track call was taken as the userId, the second as the "
                                      "event's name.");
        }
        if (argument.kind == Literal::Kind::Function)
            return m_found.addUnused("the callback", "It runs in the program, and is no part of the event.");
        std::size_t at = m_next;
        if (argument.isJson() && !argument.isNothing()) {
            while (at < m_slots.size() && !takes(m_slots[at], argument))
                ++at;
        }
        if (at == m_slots.size() && argument.isNothing())
            return;
        if (at == m_slots.size())
            return m_found.addUnused("an argument", "The " + std::string(segment::nameOf(m_parts.type)) +
                                                        " call takes none of its kind here.");
        m_next = at + 1;
        const Slot slot = m_slots[at];
        const std::string name = nameOf(slot, m_parts.type);
        if (argument.isJson() && !argument.isNothing()) {
            partOf(m_parts, slot) = slot <= Slot::PreviousId ? idText(argument) : argument.json;
            addGaps(argument, name, m_found);
        } else if (argument.kind == Literal::Kind::Expression) {
            m_found.addUnused(name, workedOut(argument.source));
        }
    }

    CallParts parts()
    {
        // One string alone is the name.
        if (m_parts.name.empty())
            m_parts.name.swap(m_parts.category);
        return std::move(m_parts);
    }

private:
    std::vector<Slot> m_slots;
    std::size_t m_next = 0;
    CallParts m_parts;
    Gathering &m_found;
};

/// True for the Node library's way: everything in one object.
bool isWholeEvent(CallType type, const Literal &argument)
{
    if (!argument.isObject())
        return false;
    if (type == CallType::Track || type == CallType::Group || type == CallType::Alias)
        return true;
    json::Document document;
    if (!document.parse(argument.json))
        return false;
    const json::Value root = document.root();
    return root.find("userId") || root.find("anonymousId") || root.find("messageId") ||
           root.find(contentNameOf(type)).is(json::Type::Object);
}

class CallFinder
{
public:
    explicit CallFinder(std::string_view text)
        : m_source(text)
    {
    }

    std::optional<Recognised> find()
    {
        look();
        if (!m_hasCalls)
            return {};
        const bool isNode = m_wholeCalls > 0 && m_positionalCalls == 0;
        m_visitor.conclude(Library, m_found);
        std::string words = isNode ? m_found.callWords("Node library") : m_found.callWords(Library);
        return m_found.take(isNode ? SnippetKind::NodeLibrary : SnippetKind::JavaScript, std::move(words));
    }

    /// Calls, but none that sends an event.
    std::optional<Recognised> findOthers()
    {
        look();
        if (m_hasCalls || !m_hasOthers)
            return {};
        return m_found.take(SnippetKind::JavaScript, "program text");
    }

private:
    void look()
    {
        for (m_source.skipSpace(); !m_source.atEnd(); m_source.skipSpace()) {
            const std::size_t begin = m_source.at();
            const std::string_view word = m_source.takeIdentifier();
            if (word == "analytics")
                readMethod();
            else if (word == "Analytics" || word == "writeKey")
                readKey(word);
            else if (m_source.at() == begin)
                m_source.skipToken();
        }
    }

    /// `new Analytics('…')`, `new Analytics({writeKey: '…'})`
    void readKey(std::string_view word)
    {
        m_source.skipSpace();
        if (word == "writeKey" && m_source.peek() == ':')
            m_found.addUnused("writeKey", "It is the key of a Segment source, and no part of the event.",
                              Unused::Kind::Aside);
        if (word == "writeKey" || !m_source.take("("))
            return;
        m_source.skipSpace();
        if (m_source.peek() == '"' || m_source.peek() == '\'')
            m_found.addUnused("the write key", "Keys and secrets are never kept.", Unused::Kind::Aside);
    }

    /// Behind `analytics`.
    void readMethod()
    {
        m_source.skipSpace();
        if (!m_source.take("?.") && !m_source.take("."))
            return;
        m_source.skipSpace();
        const std::string_view method = m_source.takeIdentifier();
        m_source.skipSpace();
        if (method.empty() || !m_source.take("("))
            return;
        if (const auto type = callTypeOf(method)) {
            m_hasCalls = true;
            readCall(*type);
        } else {
            m_hasOthers = true;
            m_found.addUnused("analytics." + std::string(method.substr(0, 40)),
                              "It is none of the calls that send an event.");
        }
    }

    void readCall(CallType type)
    {
        Arguments arguments(type, m_found);
        std::optional<Literal> whole;
        for (std::size_t index = 0;; ++index) {
            m_source.skipSpace();
            if (m_source.take(")"))
                break;
            Literal argument = readLiteral(m_source, Dialect::JavaScript);
            m_source.skipSpace();
            const bool isClosed = m_source.peek() == ')' || m_source.take(",");
            if (argument.kind == Literal::Kind::Broken || !isClosed)
                return m_found.addUnused("analytics." + std::string(segment::nameOf(type)),
                                         "The call breaks off, or its brackets don't match.");
            if (index == 0 && isWholeEvent(type, argument))
                whole = std::move(argument);
            else if (!whole || argument.kind == Literal::Kind::Function)
                arguments.take(argument);
            else
                m_found.addUnused("an argument",
                                  "Behind an object that holds the whole event there is only a callback.");
        }
        if (whole) {
            ++m_wholeCalls;
            addGaps(*whole, {}, m_found);
            return addWholeEvent(type, whole->json, m_found);
        }
        ++m_positionalCalls;
        m_visitor.add(arguments.parts(), m_found);
    }

    SourceText m_source;
    Gathering m_found;
    Visitor m_visitor;
    bool m_hasCalls = false;
    bool m_hasOthers = false;
    std::size_t m_wholeCalls = 0;
    std::size_t m_positionalCalls = 0;
};

} // namespace

std::optional<Recognised> recogniseJavaScript(std::string_view text)
{
    return CallFinder(text).find();
}

std::optional<Recognised> recogniseOtherCalls(std::string_view text)
{
    return CallFinder(text).findOthers();
}

std::optional<Recognised> recogniseJavaScriptObject(std::string_view text)
{
    SourceText source(text);
    source.skipSpace();
    if (source.peek() != '{' && source.peek() != '[')
        return {};
    const Literal literal = readLiteral(source, Dialect::JavaScript);
    source.take(";");
    source.skipSpace();
    if (!literal.isJson() || !source.atEnd())
        return {};
    json::Document document;
    if (!document.parse(literal.json))
        return {};
    const bool isList = document.root().is(json::Type::Array);
    Gathering found;
    const auto add = [&](json::Value value) {
        if (value.is(json::Type::Object) && value.find("type").is(json::Type::String))
            found.addEvent(std::string(value.raw()));
    };
    if (isList) {
        for (const json::Value value : document.root())
            add(value);
    } else {
        add(document.root());
    }
    if (!found.hasEvents())
        return {};
    addGaps(literal, {}, found);
    return found.take(SnippetKind::JavaScriptObject,
                      isList ? "a JavaScript array with " + found.eventWords() : "a JavaScript object");
}

} // namespace smc::segment
