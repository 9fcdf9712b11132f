// Calls of Segment's Objective-C library: [[SEGAnalytics sharedAnalytics] screen:@"Home" properties:@{…}].
#include "snippet_calls.h"
#include "snippet_gathering.h"

namespace smc::segment {

namespace {

constexpr std::string_view Library = "the library";

/// What the selector's parts stand for (SEGAnalytics.h). The first part is the call's own name.
std::string *partOf(CallParts &parts, std::string_view label)
{
    if (label == "identify")
        return &parts.userId;
    if (label == "track")
        return &parts.event;
    if (label == "screen")
        return &parts.name;
    if (label == "group")
        return &parts.groupId;
    if (label == "alias")
        return &parts.userId;
    if (label == "category")
        return &parts.category;
    if (label == "traits" || label == "properties")
        return &parts.content;
    return label == "options" ? &parts.options : nullptr;
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
        for (m_source.skipSpace(); !m_source.atEnd(); m_source.skipSpace()) {
            const std::size_t begin = m_source.at();
            const std::string_view word = m_source.takeIdentifier();
            if (const auto type = callTypeOf(word); type && m_source.peek() == ':')
                readCall(*type, word);
            else if (m_source.at() == begin)
                m_source.skipToken();
        }
        if (!m_hasCalls)
            return {};
        m_visitor.conclude(Library, m_found);
        std::string words = m_found.callWords("Objective-C");
        return m_found.take(SnippetKind::ObjectiveC, std::move(words));
    }

private:
    /// Behind the first word of the selector.
    void readCall(CallType type, std::string_view word)
    {
        m_hasCalls = true;
        CallParts parts;
        parts.type = type;
        for (std::string_view label = word; m_source.take(":");) {
            if (!readPart(parts, label)) {
                return m_found.addUnused(std::string(word), "The call breaks off, or its brackets don't match.");
            }
            m_source.skipSpace();
            label = m_source.takeIdentifier();
            m_source.skipSpace();
        }
        m_visitor.add(std::move(parts), m_found);
    }

    /// One `label:value`; false where the value breaks off.
    bool readPart(CallParts &parts, std::string_view label)
    {
        const Literal value = readLiteral(m_source, Dialect::ObjectiveC);
        if (value.kind == Literal::Kind::Broken || m_source.atEnd())
            return false;
        std::string *part = partOf(parts, label);
        const std::string name = nameOf(parts.type, label);
        if (value.kind == Literal::Kind::Expression)
            m_found.addUnused(name, workedOut(value.source));
        else if (part == nullptr && !value.isNothing())
            m_found.addUnused(name, "It is no part of the event.");
        else if (part != nullptr && value.isJson() && !value.isNothing())
            *part = value.json;
        addGaps(value, name, m_found);
        return true;
    }

    static std::string nameOf(CallType type, std::string_view label)
    {
        if (label != segment::nameOf(type))
            return std::string(label.substr(0, 40));
        switch (type) {
        case CallType::Identify:
        case CallType::Alias:
            return "userId";
        case CallType::Track:
            return "event";
        case CallType::Group:
            return "groupId";
        default:
            return "name";
        }
    }

    SourceText m_source;
    Gathering m_found;
    Visitor m_visitor;
    bool m_hasCalls = false;
};

} // namespace

std::optional<Recognised> recogniseObjectiveC(std::string_view text)
{
    const bool isObjectiveC = text.find("@\"") != std::string_view::npos && text.find('[') != std::string_view::npos;
    return isObjectiveC ? CallFinder(text).find() : std::nullopt;
}

} // namespace smc::segment
