#include "pointer.h"

#include "quote.h"

#include <algorithm>
#include <charconv>

namespace smc::json {

void appendToken(std::string &pointer, std::string_view name)
{
    pointer += '/';
    for (const char c : name) {
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer += c;
    }
}

std::string unescapedToken(std::string_view token)
{
    std::string name;
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token[i] == '~' && i + 1 < token.size())
            name += token[++i] == '1' ? '/' : '~';
        else
            name += token[i];
    }
    return name;
}

std::string pointerTo(Value value)
{
    return value.exists() ? PointerFinder(*value.document()).to(value) : std::string();
}

void PointerFinder::goTo(std::uint32_t target)
{
    while (!m_frames.empty() &&
           (m_document->node(m_frames.back().container).next <= target || m_frames.back().child > target))
        m_frames.pop_back();
    if (target == 0)
        return;
    if (m_frames.empty())
        m_frames.push_back({0, 1, 0});
    while (m_frames.back().child != target) {
        Frame &frame = m_frames.back();
        ++m_steps;
        const std::uint32_t next = m_document->node(frame.child).next;
        if (next <= target) {
            frame.child = next;
            ++frame.index;
        } else {
            m_frames.push_back({frame.child, frame.child + 1, 0});
        }
    }
}

std::string PointerFinder::to(Value value)
{
    goTo(value.node());
    std::string pointer;
    for (const Frame &frame : m_frames) {
        if (m_document->node(frame.container).type == Type::Object)
            appendToken(pointer, Value(m_document, frame.child).key());
        else
            pointer.append(1, '/').append(std::to_string(frame.index));
    }
    return pointer;
}

void PointerFinder::appendQuoted(std::string &out, Value value)
{
    goTo(value.node());
    const std::size_t begin = out.size();
    out += '"';
    for (const Frame &frame : m_frames) {
        out += '/';
        if (m_document->node(frame.container).type == Type::Array) {
            char digits[20];
            out.append(digits, std::to_chars(digits, digits + sizeof digits, frame.index).ptr);
            continue;
        }
        // Most names are spelt alike in a text, in a pointer and in a string.
        const std::string_view name = Value(m_document, frame.child).rawKey();
        if (std::any_of(name.begin(), name.end(), [](char c) { return c == '\\' || c == '~' || c == '/'; })) {
            out.resize(begin);
            return json::appendQuoted(out, to(value));
        }
        out += name;
    }
    out += '"';
}

Value resolve(Value root, std::string_view pointer)
{
    Value value = root;
    while (value.exists() && !pointer.empty()) {
        if (pointer.front() != '/')
            return {};
        const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
        const std::string token = unescapedToken(pointer.substr(1, end - 1));
        pointer.remove_prefix(end);
        if (value.is(Type::Array)) {
            std::size_t index = 0;
            const auto parsed = std::from_chars(token.data(), token.data() + token.size(), index);
            value = parsed.ec == std::errc() && parsed.ptr == token.data() + token.size() ? value.at(index) : Value();
        } else {
            value = value.find(token);
        }
    }
    return value;
}

} // namespace smc::json
