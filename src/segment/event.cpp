#include "event.h"

#include <array>

namespace smc::segment {

namespace {

constexpr std::array<std::string_view, 6> CallNames = {"identify", "track", "page", "screen", "group", "alias"};

} // namespace

std::string_view nameOf(CallType type)
{
    return CallNames[static_cast<std::size_t>(type)];
}

std::optional<CallType> callTypeOf(std::string_view name)
{
    for (std::size_t i = 0; i < CallNames.size(); ++i) {
        if (CallNames[i] == name)
            return static_cast<CallType>(i);
    }
    return {};
}

tl::expected<Event, json::SyntaxError> Event::read(std::string text, Origin origin)
{
    tl::expected<Event, json::SyntaxError> event;
    event->m_text = std::move(text);
    event->m_text.reserve(event->m_text.size() + json::Document::Padding);
    event->m_origin = origin;
    if (auto parsed = event->parse(event->m_text); !parsed)
        return tl::make_unexpected(std::move(parsed.error()));
    return event;
}

tl::expected<void, json::SyntaxError> Event::assign(std::string_view text, Origin origin)
{
    m_text.reserve(text.size() + json::Document::Padding);
    m_text.assign(text);
    return assign(PaddedText{m_text}, origin);
}

tl::expected<void, json::SyntaxError> Event::assign(PaddedText text, Origin origin)
{
    m_origin = origin;
    return parse(text.text);
}

tl::expected<void, json::SyntaxError> Event::parse(std::string_view padded)
{
    m_members.fill(0);
    m_hasUnknownKeys = false;
    m_callType.reset();
    auto parsed = m_document.parseInPlace(padded);
    if (parsed) {
        readMembers();
        m_callType = readCallType();
    }
    return parsed;
}

void Event::readMembers()
{
    if (!root().is(json::Type::Object))
        return;
    for (const json::Value member : root()) {
        const bool isPlain = !m_document.node(member.node()).keyEscaped;
        const Field field = isPlain ? fieldOf(member.rawKey()) : fieldOf(member.key());
        if (field < Field::Count)
            m_members[static_cast<std::size_t>(field)] = member.node();
        else if (field == Field::Unknown)
            m_hasUnknownKeys = true;
    }
}

std::optional<CallType> Event::readCallType() const
{
    const json::Value type = member(Field::Type);
    if (!type.is(json::Type::String))
        return {};
    if (!type.isPlainString())
        return callTypeOf(type.text());
    const std::string_view raw = type.raw();
    return callTypeOf(raw.substr(1, raw.size() - 2));
}

} // namespace smc::segment
