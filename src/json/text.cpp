#include "text.h"

#include "scan.h"
#include "writer.h"

#include <algorithm>

namespace smc::json {

namespace {

void appendCodePoint(std::string &out, std::uint32_t c)
{
    const auto tail = [](std::uint32_t bits) { return static_cast<char>(0x80U | (bits & 0x3FU)); };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0U | (c >> 6U));
        out += tail(c);
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0U | (c >> 12U));
        out += tail(c >> 6U);
        out += tail(c);
    } else {
        out += static_cast<char>(0xF0U | (c >> 18U));
        out += tail(c >> 12U);
        out += tail(c >> 6U);
        out += tail(c);
    }
}

std::uint32_t hexUnit(std::string_view digits)
{
    std::uint32_t unit = 0;
    for (const char c : digits)
        unit = unit * 16 + static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    return unit;
}

char simpleEscape(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

void appendKey(std::string &out, Value member)
{
    const Document::Node &node = member.document()->node(member.node());
    if (node.keyEscaped)
        appendQuoted(out, member.key());
    else
        out += node.key.of(member.document()->text());
    out += ':';
}

void newLine(std::string &out, int depth, int indent)
{
    out += '\n';
    out.append(static_cast<std::size_t>(depth) * static_cast<std::size_t>(indent), ' ');
}

void appendPretty(std::string &out, Value value, int depth, int indent)
{
    const bool isObject = value.is(Type::Object);
    if ((!isObject && !value.is(Type::Array)) || value.size() == 0) {
        out += value.size() == 0 && (isObject || value.is(Type::Array)) ? (isObject ? "{}" : "[]") : value.raw();
        return;
    }
    out += isObject ? '{' : '[';
    bool isFirst = true;
    for (const Value child : value) {
        if (!isFirst)
            out += ',';
        isFirst = false;
        newLine(out, depth + 1, indent);
        if (isObject)
            out.append(1, '"').append(child.rawKey()).append("\": ");
        appendPretty(out, child, depth + 1, indent);
    }
    newLine(out, depth, indent);
    out += isObject ? '}' : ']';
}

} // namespace

void appendUnescaped(std::string &out, std::string_view escaped)
{
    std::size_t from = 0;
    for (std::size_t i = escaped.find('\\'); i != std::string_view::npos; i = escaped.find('\\', from)) {
        out.append(escaped, from, i - from);
        if (i + 1 >= escaped.size())
            return;
        if (escaped[i + 1] != 'u' || i + 6 > escaped.size()) {
            out += simpleEscape(escaped[i + 1]);
            from = i + 2;
            continue;
        }
        std::uint32_t unit = hexUnit(escaped.substr(i + 2, 4));
        from = i + 6;
        if (unit >= 0xD800 && unit < 0xDC00 && from + 6 <= escaped.size() && escaped[from] == '\\' &&
            escaped[from + 1] == 'u') {
            const std::uint32_t low = hexUnit(escaped.substr(from + 2, 4));
            if (low >= 0xDC00 && low < 0xE000) {
                unit = 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00);
                from += 6;
            }
        }
        appendCodePoint(out, unit >= 0xD800 && unit < 0xE000 ? 0xFFFD : unit);
    }
    out.append(escaped, from);
}

std::string unescaped(std::string_view escaped)
{
    std::string out;
    out.reserve(escaped.size());
    appendUnescaped(out, escaped);
    return out;
}

void appendCompact(std::string &out, Value value)
{
    if (!value.exists())
        return;
    if (value.document()->isCompact()) {
        out += value.raw();
        return;
    }
    const Type type = value.type();
    if (type == Type::String) {
        if (value.isPlainString())
            out += value.raw();
        else
            appendQuoted(out, value.text());
        return;
    }
    if (type != Type::Object && type != Type::Array) {
        out += value.raw();
        return;
    }
    out += type == Type::Object ? '{' : '[';
    bool isFirst = true;
    for (const Value child : value) {
        if (!isFirst)
            out += ',';
        isFirst = false;
        if (type == Type::Object) {
            appendKey(out, child);
        }
        appendCompact(out, child);
    }
    out += type == Type::Object ? '}' : ']';
}

std::string compact(Value value)
{
    std::string out;
    out.reserve(value.span().size());
    appendCompact(out, value);
    return out;
}

std::string_view withoutByteOrderMark(std::string_view text)
{
    constexpr std::string_view ByteOrderMark = "\xEF\xBB\xBF";
    return text.starts_with(ByteOrderMark) ? text.substr(ByteOrderMark.size()) : text;
}

std::string withoutSpace(std::string_view json)
{
    std::string out;
    out.reserve(json.size());
    for (std::size_t i = 0; i < json.size();) {
        if (isSpace(json[i])) {
            ++i;
            continue;
        }
        std::size_t end = i + 1;
        if (json[i] == '"') {
            while (end < json.size() && json[end] != '"')
                end += json[end] == '\\' ? 2 : 1;
            end = std::min(end + 1, json.size());
        } else {
            while (end < json.size() && json[end] != '"' && !isSpace(json[end]))
                ++end;
        }
        out.append(json, i, end - i);
        i = end;
    }
    return out;
}

std::string pretty(std::string_view text, int indent)
{
    Document document;
    if (!document.parse(std::string(text)))
        return std::string(text);
    std::string out;
    out.reserve(text.size() * 2);
    appendPretty(out, document.root(), 0, indent);
    return out;
}

} // namespace smc::json
