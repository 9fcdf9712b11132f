// JSON as RapidCheck makes it up: of odd spelling, with duplicate keys, and still small enough to read when it shrinks.
#pragma once

#include <json/quote.h>

#include <rapidcheck.h>

#include <string>
#include <utility>
#include <vector>

namespace smc::test {

using Texts = std::vector<std::string>;

inline std::string joined(const Texts &texts, std::string_view separator)
{
    std::string all;
    for (const std::string &text : texts)
        all.append(&text == &texts.front() ? std::string_view() : separator).append(text);
    return all;
}

/// Up to `most` of what `one` makes.
inline rc::Gen<Texts> several(int most, rc::Gen<std::string> one)
{
    return rc::gen::resize(most, rc::gen::container<Texts>(std::move(one)));
}

/// Anything that may stand between tokens.
inline rc::Gen<std::string> space()
{
    return rc::gen::elementOf(Texts{"", "", "", " ", "\n", "\r\n\t"});
}

/// UTF-8 of several widths, what needs an escape, and plain letters.
inline rc::Gen<std::string> text()
{
    return rc::gen::map(
        several(8, rc::gen::elementOf(Texts{"a",  "B", "7", " ", "\"", "\\", "/", "\n", "\x01", "é",
                                            "日", "😀", "{", "}", "[",  ",",  ":", "'",  "$",    "\x7f"})),
        [](const Texts &pieces) { return joined(pieces, ""); });
}

/// A JSON string, escaped where it need not be, too.
inline rc::Gen<std::string> stringText()
{
    const auto odd = rc::gen::map(
        several(6, rc::gen::elementOf(Texts{"a", "b c", "\\n", "\\/", "\\u0041", "\\u00e9", "\\ud83d\\ude00", "\\ud800",
                                            "\\udc00x", "\\\"", "\\\\", "\\u0000", "日", "{", "]"})),
        [](const Texts &pieces) { return '"' + joined(pieces, "") + '"'; });
    return rc::gen::oneOf(odd, rc::gen::map(text(), [](const std::string &one) { return json::quoted(one); }));
}

inline rc::Gen<std::string> scalarText()
{
    return rc::gen::oneOf(
        stringText(),
        rc::gen::elementOf(Texts{"0", "-0", "1.00", "18446744073709551616", "1e400", "-1.5E-7", "0.1", "42"}),
        rc::gen::elementOf(Texts{"null", "true", "false", "\"\"", "[]", "{}"}));
}

/// Few, so that mappings find them, some of them troublesome; the same one may come twice.
inline rc::Gen<std::string> keyText()
{
    return rc::gen::elementOf(Texts{"\"a\"", "\"b\"", "\"c\"", "\"traits\"", "\"properties\"", "\"my key\"", "\"0\"",
                                    "\"10\"", "\"length\"", "\"a.b\"", "\"é\"", "\"\"", "\"\\u0061\"", "\"x\\\"y\""});
}

inline rc::Gen<std::string> valueText(int depth);

inline rc::Gen<std::string> objectText(int depth)
{
    const auto member =
        rc::gen::map(rc::gen::tuple(space(), keyText(), space(), valueText(depth), space()), [](const auto &t) {
            return std::get<0>(t) + std::get<1>(t) + std::get<2>(t) + ':' + std::get<2>(t) + std::get<3>(t) +
                   std::get<4>(t);
        });
    return rc::gen::map(several(5, member), [](const Texts &members) { return '{' + joined(members, ",") + '}'; });
}

inline rc::Gen<std::string> arrayText(int depth)
{
    const auto element = rc::gen::map(rc::gen::tuple(space(), valueText(depth)),
                                      [](const auto &t) { return std::get<0>(t) + std::get<1>(t); });
    return rc::gen::map(several(4, element), [](const Texts &elements) { return '[' + joined(elements, ",") + ']'; });
}

inline rc::Gen<std::string> valueText(int depth)
{
    if (depth <= 0)
        return scalarText();
    return rc::gen::oneOf(scalarText(), arrayText(depth - 1), objectText(depth - 1));
}

/// Bytes of all kinds, many of them those that JSON is made of.
inline rc::Gen<std::string> bytes()
{
    const auto byte = rc::gen::oneOf(rc::gen::map(rc::gen::elementOf(std::string("{}[]\",:\\ \n\r0e-.tfnu")),
                                                  [](char c) { return std::string(1, c); }),
                                     rc::gen::map(rc::gen::arbitrary<char>(), [](char c) { return std::string(1, c); }),
                                     rc::gen::elementOf(Texts{"\xc3", "\xff", "\xed\xa0\x80", "\"type\"", "\"track\"",
                                                              "\"userId\":\"u\"", "true", "1.0", "\xef\xbb\xbf"}));
    return rc::gen::map(several(40, byte), [](const Texts &pieces) { return joined(pieces, ""); });
}

/// `json` with a piece taken out, doubled or put in.
inline rc::Gen<std::string> damaged(rc::Gen<std::string> json)
{
    const auto how =
        rc::gen::tuple(std::move(json), rc::gen::arbitrary<std::uint16_t>(), rc::gen::inRange(0, 6), bytes());
    return rc::gen::map(how, [](const auto &t) {
        std::string damaged_ = std::get<0>(t);
        const std::size_t at = std::get<1>(t) % (damaged_.size() + 1);
        damaged_.erase(at, static_cast<std::size_t>(std::get<2>(t)));
        return damaged_.insert(at, std::get<3>(t).substr(0, 3));
    });
}

} // namespace smc::test
