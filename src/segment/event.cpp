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
    if (auto parsed = event->m_document.parseInPlace(event->m_text); !parsed)
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
    return m_document.parseInPlace(text.text);
}

std::optional<CallType> Event::callType() const
{
    const json::Value type = root().find("type");
    if (!type.is(json::Type::String))
        return {};
    if (!type.isPlainString())
        return callTypeOf(type.text());
    const std::string_view raw = type.raw();
    return callTypeOf(raw.substr(1, raw.size() - 2));
}

} // namespace smc::segment
