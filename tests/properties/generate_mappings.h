// Mappings and events for them. The leaves of such an event are all different, and a mapping has none of them, so that
// what a piece of output is a copy of is beyond doubt.
#pragma once

#include "generate.h"

namespace smc::test {

inline rc::Gen<std::string> pathText()
{
    return rc::gen::elementOf(Texts{"$.a", "b", "$.traits", "$.traits.a", "$.traits.b.a", "$.properties",
                                    "$.properties.c[0]", "$.c[1].a", "$.c.0.b", "$.a.length", "$['my key']",
                                    "$.missing", "$.traits.missing.deeper", "$.", "$.length", "$.c", "$.é"});
}

inline rc::Gen<std::string> pathDirective()
{
    return rc::gen::map(pathText(), [](const std::string &path) { return "{\"@path\":" + json::quoted(path) + '}'; });
}

inline rc::Gen<std::string> templateDirective()
{
    const auto piece = rc::gen::oneOf(rc::gen::elementOf(Texts{"k", " - ", "\"", "\\", "é"}),
                                      rc::gen::map(rc::gen::elementOf(Texts{"a", "traits.a", "c.0", "properties.c[0]",
                                                                            "missing", "my key", "traits"}),
                                                   [](const std::string &path) { return "{{" + path + "}}"; }),
                                      rc::gen::map(rc::gen::elementOf(Texts{"b", "traits.a", "traits", "missing"}),
                                                   [](const std::string &path) { return "{{{" + path + "}}}"; }));
    return rc::gen::map(several(4, piece),
                        [](const Texts &pieces) { return "{\"@template\":" + json::quoted(joined(pieces, "")) + '}'; });
}

/// What makes other text of a text.
inline rc::Gen<std::string> changingDirective()
{
    const auto wrap = [](const char *before, const char *behind) {
        return rc::gen::map(pathDirective(), [=](const std::string &path) { return before + path + behind; });
    };
    return rc::gen::oneOf(wrap(R"({"@case":{"operator":"upper","value":)", "}}"),
                          wrap(R"({"@replace":{"pattern":"v","replacement":"k$&","value":)", "}}"),
                          wrap(R"({"@json":{"mode":"encode","value":)", "}}"),
                          wrap(R"({"@json":{"mode":"decode","value":)", "}}"));
}

inline rc::Gen<std::string> mappingText(int depth);

inline rc::Gen<std::string> fieldsText(int depth)
{
    const auto field = rc::gen::map(rc::gen::pair(keyText(), mappingText(depth)),
                                    [](const auto &pair) { return pair.first + ':' + pair.second; });
    return rc::gen::map(several(4, field), [](const Texts &fields) { return '{' + joined(fields, ",") + '}'; });
}

/// A sound mapping: one that compiles.
inline rc::Gen<std::string> mappingText(int depth)
{
    const auto constant = rc::gen::elementOf(Texts{"\"k\"", "1.50", "null", "true", "[]", "{\"k\":[\"k\",1]}"});
    if (depth <= 0)
        return rc::gen::oneOf(constant, pathDirective(), templateDirective(), changingDirective());
    const auto inner = mappingText(depth - 1);
    const auto fields = fieldsText(depth - 1);
    const auto list = rc::gen::map(several(3, inner), [](const Texts &all) { return '[' + joined(all, ",") + ']'; });
    const auto conditional = rc::gen::map(
        rc::gen::tuple(rc::gen::elementOf(Texts{"exists", "blank"}), inner, inner, inner), [](const auto &t) {
            return "{\"@if\":{\"" + std::get<0>(t) + "\":" + std::get<1>(t) + ",\"then\":" + std::get<2>(t) +
                   ",\"else\":" + std::get<3>(t) + "}}";
        });
    const auto items = rc::gen::map(rc::gen::pair(pathText(), fields), [](const auto &pair) {
        return "{\"@arrayPath\":[" + json::quoted(pair.first) + ',' + pair.second + "]}";
    });
    const auto object = rc::gen::oneOf(fields, pathDirective(), templateDirective(), conditional, items);
    const auto merged = rc::gen::map(
        rc::gen::pair(rc::gen::elementOf(Texts{"left", "right"}), several(3, object)), [](const auto &pair) {
            return "{\"@merge\":{\"direction\":\"" + pair.first + "\",\"objects\":[" + joined(pair.second, ",") + "]}}";
        });
    const auto flat = rc::gen::map(
        inner, [](const std::string &value) { return "{\"@flatten\":{\"separator\":\".\",\"value\":" + value + "}}"; });
    const auto transformed = rc::gen::map(rc::gen::pair(fields, fields), [](const auto &pair) {
        return "{\"@transform\":{\"apply\":" + pair.first + ",\"mapping\":" + pair.second + "}}";
    });
    const auto cleaned =
        rc::gen::map(inner, [](const std::string &value) { return "{\"@excludeWhenNull\":" + value + '}'; });
    return rc::gen::oneOf(constant, pathDirective(), templateDirective(), changingDirective(), fields, list,
                          conditional, items, merged, flat, transformed, cleaned);
}

/// An event of which each text and number is another one: "v1", 1002.50. White space and key order as they come.
inline rc::Gen<std::string> eventText(int depth)
{
    return rc::gen::map(objectText(depth), [](const std::string &object) {
        // A key keeps its text; behind a colon or in an array a string or number becomes a number of its own.
        std::string event;
        int next = 1;
        for (std::size_t i = 0; i < object.size();) {
            const char c = object[i];
            if (c == '"') {
                std::size_t end = i + 1;
                while (object[end] != '"')
                    end += object[end] == '\\' ? 2 : 1;
                ++end;
                const std::size_t behind = object.find_first_not_of(" \t\r\n", end);
                const bool isKey = behind != std::string::npos && object[behind] == ':';
                event += isKey ? object.substr(i, end - i) : "\"v" + std::to_string(next++) + '"';
                i = end;
            } else if (c == '-' || (c >= '0' && c <= '9')) {
                const std::size_t end = object.find_first_not_of("+-.eE0123456789", i);
                event += std::to_string(1000 + next++) + ".50";
                i = end;
            } else {
                event += c;
                ++i;
            }
        }
        return event;
    });
}

} // namespace smc::test
