#include "layout.h"

#include "scan.h"

#include <algorithm>
#include <vector>

namespace smc::json {

namespace {

bool isContainer(Value value)
{
    return value.is(Type::Object) || value.is(Type::Array);
}

bool hasContent(Value value)
{
    return isContainer(value) && value.begin() != value.end();
}

std::string_view between(Value inside, std::uint32_t begin, std::uint32_t end)
{
    return inside.document()->text().substr(begin, end - begin);
}

bool hasLineBreak(std::string_view space)
{
    return space.find('\n') != std::string_view::npos;
}

std::string_view behindLastBreak(std::string_view space)
{
    return space.substr(space.rfind('\n') + 1);
}

std::string lineEndIn(std::string_view space)
{
    const std::size_t at = space.find('\n');
    return at != std::string_view::npos && at > 0 && space[at - 1] == '\r' ? "\r\n" : "\n";
}

/// White space at the start of the line that holds the byte at `offset`.
std::string indentOfLine(std::string_view text, std::size_t offset)
{
    std::size_t begin = offset;
    while (begin > 0 && text[begin - 1] != '\n')
        --begin;
    std::size_t end = begin;
    while (end < offset && (text[end] == ' ' || text[end] == '\t'))
        ++end;
    return std::string(text.substr(begin, end - begin));
}

Value lastChild(Value container)
{
    Value last;
    for (const Value child : container)
        last = child;
    return last;
}

std::string colonOf(Value member)
{
    const std::string_view colon = between(member, member.keySpan().end, member.span().begin);
    return hasLineBreak(colon) ? ": " : std::string(colon);
}

/// The colon of a member of `container`, or of the nearest member around it, or of any.
std::string colonNear(Value container)
{
    const Document &document = *container.document();
    if (container.is(Type::Object) && hasContent(container))
        return colonOf(*container.begin());
    for (Value around = container; around; around = document.parentOf(around)) {
        if (!around.keySpan().isEmpty())
            return colonOf(around);
    }
    // Behind the root only its own content is left, and that begins with an array.
    const std::uint32_t end = document.node(0).next;
    for (std::uint32_t i = 1; i < end; ++i) {
        if (!document.node(i).key.isEmpty())
            return colonOf(Value(&document, i));
    }
    return {};
}

/// What stands between two values on one line, in `container` or around it.
std::string commaNear(Value container, std::string_view colon)
{
    const Document &document = *container.document();
    for (Value around = container; around; around = document.parentOf(around)) {
        Value previous;
        std::size_t looked = 0;
        for (const Value child : around) {
            if (previous) {
                const std::string_view gap = between(around, previous.span().end, outerBegin(child));
                if (!hasLineBreak(gap))
                    return std::string(gap);
            }
            previous = child;
            if (++looked > 8)
                break;
        }
    }
    return !colon.empty() && isSpace(colon.back()) ? ", " : ",";
}

void readLines(Layout &layout, Value container, std::string_view lead)
{
    const std::string_view tail = between(container, lastChild(container).span().end, container.span().end - 1);
    layout.lineEnd = lineEndIn(lead);
    layout.indent = behindLastBreak(lead);
    // A value within a larger text does not know its first line's beginning; its closing bracket's line tells.
    layout.ownIndent = hasLineBreak(tail) ? std::string(behindLastBreak(tail))
                                          : indentOfLine(container.document()->text(), container.span().begin);
    if (layout.indent.size() > layout.ownIndent.size() && layout.indent.starts_with(layout.ownIndent))
        layout.unit = layout.indent.substr(layout.ownIndent.size());
}

Layout layoutOfEmpty(Value container)
{
    const std::string_view inside = between(container, container.span().begin + 1, container.span().end - 1);
    const Value parent = container.document()->parentOf(container);
    Layout layout = parent ? deeper(layoutOf(parent)) : Layout();
    if (hasLineBreak(inside)) {
        layout.isOnLines = true;
        layout.lineEnd = lineEndIn(inside);
        layout.ownIndent = behindLastBreak(inside);
        layout.indent = layout.ownIndent + layout.unit;
    }
    if (layout.isOnLines && !parent)
        layout.colon = ": ";
    return layout;
}

void appendOnLines(std::string &out, Value value, const Layout &layout);

void appendOnOneLine(std::string &out, Value value, const Layout &layout)
{
    bool isFirst = true;
    for (const Value child : value) {
        if (!isFirst)
            out += layout.comma;
        isFirst = false;
        if (value.is(Type::Object))
            out.append(child.keySpan().of(child.document()->text())).append(layout.colon);
        appendLaidOut(out, child, layout);
    }
}

void appendOnLines(std::string &out, Value value, const Layout &layout)
{
    const Layout inner = deeper(layout);
    bool isFirst = true;
    for (const Value child : value) {
        if (!isFirst)
            out += ',';
        isFirst = false;
        out.append(layout.lineEnd).append(layout.indent);
        if (value.is(Type::Object))
            out.append(child.keySpan().of(child.document()->text())).append(layout.colon);
        appendLaidOut(out, child, inner);
    }
    out.append(layout.lineEnd).append(layout.ownIndent);
}

} // namespace

Layout layoutOf(Value container)
{
    if (!hasContent(container))
        return layoutOfEmpty(container);
    const std::string_view lead = between(container, container.span().begin + 1, outerBegin(*container.begin()));
    Layout layout;
    layout.isOnLines = hasLineBreak(lead);
    if (layout.isOnLines) {
        readLines(layout, container, lead);
    } else {
        layout.ownIndent = indentOfLine(container.document()->text(), container.span().begin);
        layout.indent = layout.ownIndent;
    }
    layout.colon = colonNear(container);
    if (layout.colon.empty())
        layout.colon = layout.isOnLines ? ": " : ":";
    layout.comma = commaNear(container, layout.colon);
    return layout;
}

Layout layoutInPlaceOf(Value value)
{
    const Value parent = value.document()->parentOf(value);
    if (hasContent(value) || (!parent && isContainer(value)))
        return layoutOf(value);
    return parent ? deeper(layoutOf(parent)) : Layout();
}

Layout deeper(const Layout &layout)
{
    Layout inner = layout;
    inner.ownIndent = layout.indent;
    inner.indent = layout.isOnLines ? layout.indent + layout.unit : layout.indent;
    return inner;
}

std::string gapAt(Value container, const Layout &layout, std::size_t index)
{
    std::string_view lead;
    Value before;
    std::size_t at = 0;
    for (const Value child : container) {
        if (before) {
            lead = between(container, before.span().end, outerBegin(child));
            if (at >= std::max<std::size_t>(index, 1))
                break;
        }
        before = child;
        ++at;
    }
    if (!lead.empty() && std::count(lead.begin(), lead.end(), '\n') <= 1)
        return std::string(lead);
    return layout.isOnLines ? "," + layout.lineEnd + layout.indent : layout.comma;
}

void appendLaidOut(std::string &out, Value value, const Layout &layout)
{
    if (!isContainer(value)) {
        out += value.raw();
        return;
    }
    const bool isObject = value.is(Type::Object);
    out += isObject ? '{' : '[';
    if (hasContent(value)) {
        if (layout.isOnLines)
            appendOnLines(out, value, layout);
        else
            appendOnOneLine(out, value, layout);
    }
    out += isObject ? '}' : ']';
}

} // namespace smc::json
