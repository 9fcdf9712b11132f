#include "pointer.h"

#include <charconv>
#include <vector>

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
    if (!value.exists())
        return {};
    const Document &document = *value.document();
    std::vector<std::string> tokens;
    for (Value parent = document.parentOf(value); parent; value = parent, parent = document.parentOf(value)) {
        if (parent.is(Type::Object)) {
            tokens.push_back(value.key());
            continue;
        }
        std::size_t index = 0;
        for (const Value element : parent) {
            if (element.node() == value.node())
                break;
            ++index;
        }
        tokens.push_back(std::to_string(index));
    }
    std::string pointer;
    for (auto token = tokens.rbegin(); token != tokens.rend(); ++token)
        appendToken(pointer, *token);
    return pointer;
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
