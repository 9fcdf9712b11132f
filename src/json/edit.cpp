#include "edit.h"

#include "layout.h"
#include "pointer.h"
#include "text.h"
#include "writer.h"

#include <algorithm>
#include <charconv>

namespace smc::json {

namespace {

std::vector<Value> childrenOf(Value container)
{
    std::vector<Value> children;
    for (const Value child : container)
        children.push_back(child);
    return children;
}

std::size_t depthOf(Value value)
{
    std::size_t depth = 0;
    for (Value around = value; around; around = around.document()->parentOf(around))
        ++depth;
    return depth;
}

/// Levels of containers in `value`. A document's depth bounds the recursion.
std::size_t heightOf(Value value)
{
    std::size_t height = 0;
    for (const Value child : value)
        height = std::max(height, heightOf(child));
    return value.is(Type::Object) || value.is(Type::Array) ? height + 1 : 0;
}

/// Reads what is to be written at `depth` containers below the root.
Result<Document> readNew(std::string_view json, std::size_t depth)
{
    Document document;
    if (const auto read = document.parse(std::string(json)); !read)
        return fail("value_not_json", read.error().message);
    if (depth + heightOf(document.root()) > Document::MaxDepth)
        return fail("too_deep",
                    "Lists and objects can be nested " + std::to_string(Document::MaxDepth) + " levels deep at most.");
    return document;
}

Error keyTaken(std::string_view key)
{
    return Error{"key_taken", "There is a " + quoted(key) + " here already.", {}};
}

std::string_view textAround(Value value)
{
    return value.document()->text();
}

bool isIndent(char c)
{
    return c == ' ' || c == '\t';
}

/// The same removal, begun at the start of its first line where the white space allows: an editor then takes away that
/// line rather than joining two.
Span fromLineStart(std::string_view text, Span span)
{
    Span moved = span;
    while (moved.begin > 0 && !moved.isEmpty() && isIndent(text[moved.begin - 1]) &&
           text[moved.begin - 1] == text[moved.end - 1]) {
        --moved.begin;
        --moved.end;
    }
    return moved.begin > 0 && text[moved.begin - 1] == '\n' ? moved : span;
}

/// The same insertion, begun at the start of a line where the white space allows.
Replacement fromLineStart(std::string_view text, Replacement insertion)
{
    Replacement moved = insertion;
    while (moved.span.begin > 0 && isIndent(text[moved.span.begin - 1]) &&
           text[moved.span.begin - 1] == moved.text.back()) {
        moved.text.insert(moved.text.begin(), moved.text.back());
        moved.text.pop_back();
        --moved.span.begin;
        --moved.span.end;
    }
    return moved.span.begin > 0 && text[moved.span.begin - 1] == '\n' ? moved : insertion;
}

/// Puts a child's text in front of the child at `index`.
Replacement insertion(Value container, const std::vector<Value> &children, std::size_t index,
                      const std::string &content)
{
    const Layout layout = layoutOf(container);
    if (children.empty()) {
        const Span inside{container.span().begin + 1, container.span().end - 1};
        return {inside, layout.isOnLines ? layout.lineEnd + layout.indent + content + layout.lineEnd + layout.ownIndent
                                         : content};
    }
    const std::string gap = gapAt(container, layout, index);
    if (index == 0) {
        const std::uint32_t at = outerBegin(children.front());
        return fromLineStart(textAround(container), Replacement{{at, at}, content + gap});
    }
    const std::uint32_t at = children[std::min(index, children.size()) - 1].span().end;
    return {{at, at}, gap + content};
}

Span removal(Value container, const std::vector<Value> &children, std::size_t index)
{
    if (children.size() == 1)
        return {container.span().begin + 1, container.span().end - 1};
    if (index + 1 < children.size())
        return fromLineStart(textAround(container), Span{outerBegin(children[index]), outerBegin(children[index + 1])});
    return {children[index - 1].span().end, children[index].span().end};
}

std::size_t indexAmong(const std::vector<Value> &children, Value value)
{
    const auto found = std::find_if(children.begin(), children.end(),
                                    [&](const Value &child) { return child.node() == value.node(); });
    return static_cast<std::size_t>(found - children.begin());
}

std::string laidOutContent(Value value, const Layout &layout)
{
    std::string out;
    appendLaidOut(out, value, layout);
    return out;
}

bool haveSameShape(Value a, Value b)
{
    if (a.type() != b.type() || (!a.is(Type::Object) && !a.is(Type::Array)) || a.size() == 0)
        return false;
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Value &x, const Value &y) { return x.rawKey() == y.rawKey(); });
}

void appendDifferences(Edits &edits, Value old, Value wanted)
{
    if (!haveSameShape(old, wanted)) {
        std::string text = laidOutContent(wanted, layoutInPlaceOf(old));
        if (text != old.raw())
            edits.push_back({old.span(), std::move(text)});
        return;
    }
    auto other = wanted.begin();
    for (const Value child : old) {
        appendDifferences(edits, child, *other);
        ++other;
    }
}

Result<std::vector<std::string>> tokensOf(std::string_view pointer)
{
    std::vector<std::string> tokens;
    while (!pointer.empty()) {
        if (pointer.front() != '/')
            return fail("pointer_malformed", "A JSON pointer begins with a slash.", std::string(pointer));
        const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
        tokens.push_back(unescapedToken(pointer.substr(1, end - 1)));
        pointer.remove_prefix(end);
    }
    return tokens;
}

/// `json` within objects of one member each.
std::string wrapped(const std::vector<std::string> &keys, std::size_t from, std::string_view json)
{
    std::string text(json);
    for (std::size_t i = keys.size(); i-- > from;)
        text = "{" + quoted(keys[i]) + ":" + text + "}";
    return text;
}

/// Where `token` leads to in an array: an index up to its length.
Result<std::size_t> indexIn(Value array, const std::string &token)
{
    const std::size_t size = array.size();
    if (token == "-")
        return size;
    std::size_t index = 0;
    const auto read = std::from_chars(token.data(), token.data() + token.size(), index);
    if (read.ec != std::errc() || read.ptr != token.data() + token.size() || index > size)
        return fail("no_such_element", "The list has no element " + quoted(token) + ".", token);
    return index;
}

} // namespace

std::string applied(std::string_view text, const Edits &edits)
{
    std::string out;
    std::size_t from = 0;
    for (const Replacement &edit : edits) {
        out.append(text, from, edit.span.begin - from).append(edit.text);
        from = edit.span.end;
    }
    return out.append(text, from);
}

Edits shifted(Edits edits, std::size_t offset)
{
    const auto by = static_cast<std::uint32_t>(offset);
    for (Replacement &edit : edits)
        edit.span = {edit.span.begin + by, edit.span.end + by};
    return edits;
}

Result<Edits> replaceValue(Value value, std::string_view json)
{
    const auto wanted = readNew(json, depthOf(value) - 1);
    if (!wanted)
        return tl::make_unexpected(wanted.error());
    Edits edits;
    appendDifferences(edits, value, wanted->root());
    return edits;
}

Result<Edits> insertMember(Value object, std::size_t index, std::string_view key, std::string_view json)
{
    if (!object.is(Type::Object))
        return fail("not_an_object", "Only an object has keys.");
    if (object.find(key))
        return tl::make_unexpected(keyTaken(key));
    const auto value = readNew(json, depthOf(object));
    if (!value)
        return tl::make_unexpected(value.error());
    const Layout layout = layoutOf(object);
    const std::string content = quoted(key) + layout.colon + laidOutContent(value->root(), deeper(layout));
    return Edits{insertion(object, childrenOf(object), index, content)};
}

Result<Edits> insertElement(Value array, std::size_t index, std::string_view json)
{
    if (!array.is(Type::Array))
        return fail("not_an_array", "Only a list has elements.");
    const auto value = readNew(json, depthOf(array));
    if (!value)
        return tl::make_unexpected(value.error());
    const std::string content = laidOutContent(value->root(), deeper(layoutOf(array)));
    return Edits{insertion(array, childrenOf(array), index, content)};
}

Result<Edits> removeValue(Value value)
{
    const Value parent = value.document()->parentOf(value);
    if (!parent)
        return fail("root_stays", "The whole text can't be taken away.");
    const std::vector<Value> siblings = childrenOf(parent);
    return Edits{{removal(parent, siblings, indexAmong(siblings, value)), {}}};
}

Result<Edits> renameMember(Value member, std::string_view key)
{
    if (member.keySpan().isEmpty())
        return fail("not_a_member", "Only the member of an object has a key.");
    if (member.keyIs(key))
        return Edits{};
    if (member.document()->parentOf(member).find(key))
        return tl::make_unexpected(keyTaken(key));
    return Edits{{member.keySpan(), quoted(key)}};
}

Result<Edits> moveValue(Value value, std::size_t index)
{
    const Value parent = value.document()->parentOf(value);
    if (!parent)
        return fail("root_stays", "The whole text can't be moved.");
    const std::vector<Value> siblings = childrenOf(parent);
    const std::size_t from = indexAmong(siblings, value);
    const std::size_t to = std::min(index, siblings.size() - 1);
    if (from == to)
        return Edits{};
    const std::uint32_t begin = outerBegin(value);
    const std::string content(textAround(value).substr(begin, value.span().end - begin));
    const Replacement removed{removal(parent, siblings, from), {}};
    const Replacement inserted = insertion(parent, siblings, to < from ? to : to + 1, content);
    return to < from ? Edits{inserted, removed} : Edits{removed, inserted};
}

Result<Edits> setAt(Value root, std::string_view pointer, std::string_view json)
{
    const auto tokens = tokensOf(pointer);
    if (!tokens)
        return tl::make_unexpected(tokens.error());
    Value value = root;
    for (std::size_t i = 0; i < tokens->size(); ++i) {
        const std::string &token = (*tokens)[i];
        const std::string rest = wrapped(*tokens, i + 1, json);
        if (value.is(Type::Array)) {
            const auto index = indexIn(value, token);
            if (!index)
                return tl::make_unexpected(index.error());
            if (*index == value.size())
                return insertElement(value, AtEnd, rest);
            value = value.at(*index);
            continue;
        }
        if (value.is(Type::Null))
            return replaceValue(value, wrapped(*tokens, i, json));
        if (!value.is(Type::Object))
            return fail("not_an_object",
                        (i == 0 ? "The text" : quoted((*tokens)[i - 1])) + " is " +
                            std::string(describe(value.type())) + " and has no place for " + quoted(token) + ".",
                        std::string(pointer));
        const Value member = value.find(token);
        if (!member)
            return insertMember(value, AtEnd, token, rest);
        value = member;
    }
    return replaceValue(value, json);
}

Result<Edits> removeAt(Value root, std::string_view pointer)
{
    const Value value = resolve(root, pointer);
    return value ? removeValue(value) : Result<Edits>(Edits{});
}

Result<Edits> editText(std::string_view text, const std::function<Result<Edits>(Value root)> &edit)
{
    const std::string_view json = withoutByteOrderMark(text);
    Document document;
    if (const auto read = document.parse(std::string(json)); !read)
        return fail("not_json", read.error().message);
    auto edits = edit(document.root());
    return edits ? Result<Edits>(shifted(std::move(*edits), text.size() - json.size())) : edits;
}

} // namespace smc::json
