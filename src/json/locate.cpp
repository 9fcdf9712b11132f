// Reads a text byte by byte to say exactly where it stops being JSON and what was expected there.
#include "document.h"
#include "scan.h"
#include "utf8.h"

#include <cstdio>

namespace smc::json {

namespace {

class Locator
{
public:
    explicit Locator(std::string_view text)
        : m_text(text)
    {
    }

    std::optional<SyntaxError> run()
    {
        while (!m_error && step())
            ;
        return std::move(m_error);
    }

private:
    enum class Expect { Value, ValueOrClose, Key, KeyOrClose, CommaOrClose, End };

    /// Reads one token; false at the end of a well-formed text.
    bool step()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
        const bool ended = m_at >= m_text.size();
        switch (m_expect) {
        case Expect::End:
            return ended ? false : fail("the end of the text");
        case Expect::CommaOrClose:
            return afterValue(ended);
        case Expect::KeyOrClose:
            if (!ended && m_text[m_at] == '}')
                return close();
            return readKey(ended, "a key in quotes or '}'");
        case Expect::Key:
            return readKey(ended, "a key in quotes");
        case Expect::ValueOrClose:
            if (!ended && m_text[m_at] == ']')
                return close();
            return readValue(ended, "a value or ']'");
        case Expect::Value:
            return readValue(ended, "a value");
        }
        return false;
    }

    bool afterValue(bool ended)
    {
        const bool inObject = m_open.back() == '{';
        if (!ended && m_text[m_at] == ',') {
            ++m_at;
            m_expect = inObject ? Expect::Key : Expect::Value;
            return true;
        }
        if (!ended && m_text[m_at] == (inObject ? '}' : ']'))
            return close();
        return fail(inObject ? "',' or '}'" : "',' or ']'");
    }

    bool close()
    {
        ++m_at;
        m_open.pop_back();
        m_expect = m_open.empty() ? Expect::End : Expect::CommaOrClose;
        return true;
    }

    bool readKey(bool ended, const char *expected)
    {
        if (ended || m_text[m_at] != '"')
            return fail(expected);
        if (!readString())
            return false;
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
        if (m_at >= m_text.size() || m_text[m_at] != ':')
            return fail("':' after the key");
        ++m_at;
        m_expect = Expect::Value;
        return true;
    }

    bool readValue(bool ended, const char *expected)
    {
        if (ended)
            return fail(expected);
        const char c = m_text[m_at];
        if (c == '{' || c == '[') {
            if (m_open.size() >= Document::MaxDepth) {
                fail("at most " + std::to_string(Document::MaxDepth) + " levels of nesting");
                m_error->isTooDeep = true;
                return false;
            }
            m_open.push_back(c);
            ++m_at;
            m_expect = c == '{' ? Expect::KeyOrClose : Expect::ValueOrClose;
            return true;
        }
        m_expect = m_open.empty() ? Expect::End : Expect::CommaOrClose;
        if (c == '"')
            return readString();
        if (c == '-' || isDigit(c))
            return readNumber();
        for (const std::string_view word : {"true", "false", "null"}) {
            if (m_text.substr(m_at, word.size()) == word) {
                m_at += word.size();
                return !continuesWord() || fail("',', a closing bracket or the end after a value");
            }
        }
        return fail(expected);
    }

    bool continuesWord() const
    {
        if (m_at >= m_text.size())
            return false;
        const char c = m_text[m_at];
        return !isSpace(c) && std::string_view(",:]}").find(c) == std::string_view::npos;
    }

    bool readNumber()
    {
        const NumberScan scan = scanNumber(m_text.substr(m_at));
        m_at += scan.length;
        if (!scan.complete)
            return fail("a digit");
        return !continuesWord() || fail("the end of the number");
    }

    bool readString()
    {
        const std::size_t start = m_at++;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '"') {
                const std::string_view content = m_text.substr(start + 1, m_at - start - 1);
                const std::size_t wrong = findWrongEscape(content);
                if (wrong != std::string_view::npos) {
                    m_at = start + 1 + wrong;
                    return fail("an escape such as \\\", \\\\, \\n or \\u00e9");
                }
                ++m_at;
                return true;
            }
            if (static_cast<unsigned char>(c) < 0x20)
                return fail("no line break or control character inside a string (write \\n)");
            if (c == '\\' && m_at + 1 < m_text.size() && static_cast<unsigned char>(m_text[m_at + 1]) >= 0x20) {
                m_at += 1;
            }
            const std::size_t length = sequenceLength(m_text, m_at);
            if (length == 0)
                return fail("text in UTF-8");
            m_at += length;
        }
        m_at = m_text.size();
        return fail("'\"' at the end of the string");
    }

    std::string found() const
    {
        if (m_at >= m_text.size())
            return "the text ends here";
        const std::size_t length = sequenceLength(m_text, m_at);
        const auto byte = static_cast<unsigned char>(m_text[m_at]);
        char buffer[32];
        if (length == 0 || byte < 0x20) {
            std::snprintf(buffer, sizeof buffer, "found the byte 0x%02X", byte);
            return buffer;
        }
        return "found '" + std::string(m_text.substr(m_at, length)) + "'";
    }

    bool fail(std::string expected)
    {
        const Place place = placeOf(m_text, m_at);
        std::string message = "Line " + std::to_string(place.line) + ", column " + std::to_string(place.column) +
                              ": expected " + expected + ", but " + found() + ".";
        m_error = SyntaxError{static_cast<std::uint32_t>(m_at), place.line, place.column, std::move(expected),
                              std::move(message)};
        return false;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    Expect m_expect = Expect::Value;
    std::string m_open; ///< The brackets around the place.
    std::optional<SyntaxError> m_error;
};

} // namespace

std::optional<SyntaxError> locateError(std::string_view text)
{
    return Locator(text).run();
}

Place placeOf(std::string_view text, std::size_t offset)
{
    Place place;
    for (std::size_t i = 0; i < offset && i < text.size(); ++i) {
        if (text[i] == '\n') {
            ++place.line;
            place.column = 1;
        } else if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) {
            ++place.column;
        }
    }
    return place;
}

} // namespace smc::json
