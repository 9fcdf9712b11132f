// JSON texts of many shapes, the same on every run.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace smc::json::samples {

/// Park and Miller: the same numbers on every machine.
class Random
{
public:
    explicit Random(std::uint64_t seed)
        : m_state(seed % 2147483646 + 1)
    {
    }
    int below(int limit)
    {
        m_state = m_state * 48271 % 2147483647;
        return static_cast<int>(m_state % static_cast<std::uint64_t>(limit));
    }

private:
    std::uint64_t m_state;
};

inline void appendSpaces(std::string &out, Random &random)
{
    static const char *const spaces[] = {"", "", "", " ", "\n", "\t ", "\r\n  "};
    out += spaces[random.below(7)];
}

inline void appendScalar(std::string &out, Random &random)
{
    static const char *const scalars[] = {
        "0",          "-0",         "1.00",      "1e5",          "18446744073709551615", "-12.50e-3", "true",
        "false",      "null",       "\"\"",      "\"plain\"",    R"("a \"b\" c")",       R"("\\")",   R"("\u00e9\n")",
        "\"{[,:]}\"", "\"é 😀 字\"", R"("\\\\")", R"("x\\\"y,")", "\"tab\\t\"",           "[]",        "{}",
    };
    out += scalars[random.below(21)];
}

inline void appendValue(std::string &out, Random &random, int depth)
{
    const int kind = depth > 6 ? 9 : random.below(10);
    if (kind > 4) {
        appendScalar(out, random);
        return;
    }
    const bool isObject = kind < 3;
    out += isObject ? '{' : '[';
    const int count = random.below(6);
    for (int i = 0; i < count; ++i) {
        appendSpaces(out, random);
        if (isObject) {
            out += "\"key " + std::to_string(random.below(4)) + (random.below(5) == 0 ? R"(\"esc)" : "") + "\"";
            appendSpaces(out, random);
            out += ':';
            appendSpaces(out, random);
        }
        appendValue(out, random, depth + 1);
        appendSpaces(out, random);
        if (i + 1 < count)
            out += ',';
    }
    appendSpaces(out, random);
    out += isObject ? '}' : ']';
}

/// A well-formed text with odd white space, duplicates, escapes and numbers of many spellings.
inline std::string wellFormed(std::uint64_t seed)
{
    Random random(seed);
    std::string out;
    appendSpaces(out, random);
    appendValue(out, random, 0);
    appendSpaces(out, random);
    return out;
}

/// An array of `count` records of some 100 bytes.
inline std::string records(int count)
{
    std::string out = "{\"result_code\":\"Succeeded\",\"records\":[";
    for (int i = 0; i < count; ++i) {
        if (i > 0)
            out += ',';
        out += "{\"ID\":" + std::to_string(i) + ",\"MAIL\":\"person" + std::to_string(i) +
               "@example.com\",\"SCORE\":1.00,\"tags\":[\"a\",\"b\",{\"deep\":[true,null]}],\"first name\":\"Chloé\"}";
    }
    return out + "],\"total\":" + std::to_string(count) + "}";
}

} // namespace smc::json::samples
