#include "edit.h"

#include "layout.h"
#include "text.h"
#include "writer.h"

#include <algorithm>

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
    return Error{"key_taken", "There is a " + json::quoted(key) + " here already.", {}};
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

/// Takes away the children that go.
Edits removals(Value container, const std::vector<Value> &children, const std::vector<bool> &goes)
{
    Edits edits;
    for (std::size_t first = 0; first < children.size(); ++first) {
        if (!goes[first])
            continue;
        std::size_t next = first;
        while (next < children.size() && goes[next])
            ++next;
        if (first == 0 && next == children.size())
            return {{{container.span().begin + 1, container.span().end - 1}, {}}};
        if (next < children.size())
            edits.push_back(
                {fromLineStart(textAround(container), Span{outerBegin(children[first]), outerBegin(children[next])}),
                 {}});
        else
            edits.push_back({{children[first - 1].span().end, children.back().span().end}, {}});
        first = next;
    }
    return edits;
}

Span removal(Value container, const std::vector<Value> &children, std::size_t index)
{
    std::vector<bool> goes(children.size());
    goes[index] = true;
    return removals(container, children, goes).front().span;
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

/// What of `object` goes before the members of `changes` are set: those to be taken out, and of each to be set all but
/// the first.
Result<Edits> removalOf(Value object, const std::vector<MemberChange> &changes)
{
    if (!object.is(Type::Object))
        return fail("not_an_object", "Only an object has keys.");
    const std::vector<Value> members = childrenOf(object);
    std::vector<bool> isSet(changes.size());
    std::vector<bool> goes;
    for (const Value member : members) {
        const auto change = std::find_if(changes.begin(), changes.end(),
                                         [&](const MemberChange &one) { return member.keyIs(one.name); });
        if (change == changes.end()) {
            goes.push_back(false);
            continue;
        }
        const auto index = static_cast<std::size_t>(change - changes.begin());
        goes.push_back(!change->json || isSet[index]);
        isSet[index] = true;
    }
    return removals(object, members, goes);
}

Result<Edits> setMember(Value object, const MemberChange &change)
{
    if (!change.json)
        return Edits{};
    const Value member = object.find(change.name);
    return member ? replaceValue(member, *change.json) : insertMember(object, AtEnd, change.name, *change.json);
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
    const std::string content = json::quoted(key) + layout.colon + laidOutContent(value->root(), deeper(layout));
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
    return Edits{{member.keySpan(), json::quoted(key)}};
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

Result<std::string> withMembers(std::string_view text, const std::vector<MemberChange> &changes)
{
    auto edits = editText(text, [&](Value root) { return removalOf(root, changes); });
    std::string out(text);
    for (auto change = changes.begin(); edits && change != changes.end(); ++change) {
        out = applied(out, *edits);
        edits = editText(out, [&](Value root) { return setMember(root, *change); });
    }
    return edits ? Result<std::string>(applied(out, *edits)) : tl::make_unexpected(edits.error());
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
