// Edits of what stands at a JSON pointer.
#include "edit.h"
#include "pointer.h"
#include "text.h"
#include "writer.h"

#include <algorithm>
#include <charconv>

namespace smc::json {

namespace {

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
        text = "{" + json::quoted(keys[i]) + ":" + text + "}";
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
        return fail("no_such_element", "The list has no element " + json::quoted(token) + ".", token);
    return index;
}

} // namespace

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
                        (i == 0 ? "The text" : json::quoted((*tokens)[i - 1])) + " is " +
                            std::string(describe(value.type())) + " and has no place for " + json::quoted(token) + ".",
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

} // namespace smc::json
