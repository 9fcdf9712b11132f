#include "snippet_literal.h"

#include "snippet_string.h"

#include <json/document.h>
#include <json/scan.h>
#include <json/writer.h>

#include <charconv>

namespace smc::segment {

namespace {

constexpr std::size_t MaxGaps = 1000;
constexpr std::size_t LongestPath = 120;
constexpr std::size_t LongestQuote = 40;

/// The first `size` bytes, but no half character.
std::string cut(std::string_view text, std::size_t size)
{
    if (text.size() <= size)
        return std::string(text);
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U)
        --size;
    return std::string(text.substr(0, size)) + "…";
}

bool isFunction(std::string_view spelt)
{
    spelt = spelt.substr(0, LongestPath); // Nested ones would each be searched to their end.
    return spelt.starts_with("function") || spelt.starts_with("async") || spelt.starts_with("^") ||
           spelt.find("=>") != std::string_view::npos;
}

class Reader
{
public:
    Reader(SourceText &source, Dialect dialect)
        : m_source(source)
        , m_dialect(dialect)
    {
    }

    Literal read()
    {
        m_source.skipSpace();
        const std::size_t begin = m_source.at();
        const Outcome outcome = readValue();
        m_literal.source = m_source.from(begin);
        while (!m_literal.source.empty() && json::isSpace(m_literal.source.back()))
            m_literal.source.remove_suffix(1);
        m_literal.kind = kindOf(outcome);
        if (!m_literal.isJson()) {
            m_literal.gaps.clear();
            return std::move(m_literal);
        }
        json::Document document;
        const bool wasJson = m_literal.gaps.empty() && document.parse(std::string(m_literal.source)).has_value();
        m_literal.json = wasJson ? std::string(m_literal.source) : std::move(m_out);
        return std::move(m_literal);
    }

private:
    enum class Outcome { Written, Undefined, Function, Expression, Broken };

    static Literal::Kind kindOf(Outcome outcome)
    {
        switch (outcome) {
        case Outcome::Written:
            return Literal::Kind::Json;
        case Outcome::Undefined:
            return Literal::Kind::Undefined;
        case Outcome::Function:
            return Literal::Kind::Function;
        case Outcome::Expression:
            return Literal::Kind::Expression;
        case Outcome::Broken:
            break;
        }
        return Literal::Kind::Broken;
    }

    bool isObjectiveC() const { return m_dialect == Dialect::ObjectiveC; }

    /// True where the value that was just read is all of its expression.
    bool isAtEnd()
    {
        m_source.skipSpace();
        const char c = m_source.peek();
        const bool isName = isObjectiveC() && m_depth == 0 && isIdentifierByte(c);
        return m_source.atEnd() || isName || std::string_view(",)]};").find(c) != std::string_view::npos;
    }

    /// Behind a value that turned out to be only the start of something else.
    Outcome restOfExpression(std::size_t begin)
    {
        const bool isInMessage = isObjectiveC() && m_depth == 0;
        if (!(isInMessage ? skipArgument() : m_source.skipExpression()))
            return Outcome::Broken;
        return isFunction(m_source.from(begin)) ? Outcome::Function : Outcome::Expression;
    }

    /// Up to the next part of a message's selector, or to the bracket that ends the message.
    bool skipArgument()
    {
        for (m_source.skipSpace(); !m_source.atEnd() && m_source.peek() != ']'; m_source.skipSpace()) {
            const std::size_t begin = m_source.at();
            const char c = m_source.peek();
            if (!m_source.takeIdentifier().empty()) {
                if (m_source.peek() != ':')
                    continue;
                m_source.moveTo(begin);
                return true;
            }
            if (c != '[' && c != '(' && c != '{')
                m_source.skipToken();
            else if (!m_source.skipBrackets())
                return false;
        }
        return true;
    }

    /// Writes the value; where it is none, what was written of it is taken back.
    Outcome readValue()
    {
        m_source.skipSpace();
        const std::size_t begin = m_source.at();
        const std::size_t written = m_out.size();
        const std::size_t gaps = m_literal.gaps.size();
        Outcome outcome = m_depth < SourceText::MaxDepth ? readPrimary() : Outcome::Expression;
        if (outcome == Outcome::Broken)
            return outcome;
        if (outcome == Outcome::Expression || !isAtEnd())
            outcome = restOfExpression(begin);
        if (outcome != Outcome::Written) {
            m_out.resize(written);
            m_literal.gaps.resize(gaps);
            m_spelt = m_source.from(begin);
        }
        return outcome;
    }

    /// Expression where what stands here is no literal; then nothing is passed over that skipExpression() needs.
    Outcome readPrimary()
    {
        // Without its '@' a bracket of Objective-C is no literal.
        const bool isBracketed = !isObjectiveC() || m_source.take("@");
        const char c = m_source.peek();
        if (!isBracketed && m_source.take("[NSNull null]")) {
            m_out += "null";
            return Outcome::Written;
        }
        switch (c) {
        case '{':
            return isBracketed ? readObject() : Outcome::Expression;
        case '[':
            return isBracketed ? readArray() : Outcome::Expression;
        case '(':
            return isBracketed && isObjectiveC() ? readBoxed() : Outcome::Expression;
        case '"':
        case '\'':
            return readString();
        case '`':
            return isObjectiveC() ? Outcome::Expression : readTemplate();
        case '!':
            return isObjectiveC() ? Outcome::Expression : readShortBoolean();
        default:
            return isIdentifierByte(c) && !json::isDigit(c) ? readWord() : readNumber();
        }
    }

    Outcome readString()
    {
        const std::size_t begin = m_source.at() + 1;
        if (!m_source.skipString())
            return Outcome::Broken;
        appendStringAsJson(m_out, m_source.from(begin).substr(0, m_source.at() - begin - 1));
        return Outcome::Written;
    }

    Outcome readTemplate()
    {
        const std::size_t begin = m_source.at() + 1;
        if (!m_source.skipTemplate())
            return Outcome::Broken;
        const std::string_view content = m_source.from(begin).substr(0, m_source.at() - begin - 1);
        const std::size_t hole = content.find("${");
        if (hole != std::string_view::npos && (hole == 0 || content[hole - 1] != '\\'))
            return Outcome::Expression;
        appendStringAsJson(m_out, content);
        return Outcome::Written;
    }

    Outcome readNumber()
    {
        NumberText number = scanNumberLiteral(m_source.rest());
        if (number.json.empty())
            return Outcome::Expression;
        m_source.moveTo(m_source.at() + number.length);
        m_out += number.json;
        return Outcome::Written;
    }

    /// `!0` and `!1`, as minifiers spell true and false.
    Outcome readShortBoolean()
    {
        const bool isTrue = m_source.peek(1) == '0';
        const bool isDigitAlone = (isTrue || m_source.peek(1) == '1') && !isIdentifierByte(m_source.peek(2));
        if (!isDigitAlone || m_source.peek(2) == '.')
            return Outcome::Expression;
        m_source.moveTo(m_source.at() + 2);
        m_out += isTrue ? "true" : "false";
        return Outcome::Written;
    }

    Outcome readWord()
    {
        const std::string_view word = m_source.takeIdentifier();
        if (word == "true" || word == "YES" || word == "TRUE")
            m_out += "true";
        else if (word == "false" || word == "NO" || word == "FALSE")
            m_out += "false";
        else if (word == "null")
            m_out += "null";
        else if (word == "undefined" || word == "nil" || word == "NULL")
            return isAtEnd() ? Outcome::Undefined : Outcome::Expression;
        else
            return Outcome::Expression;
        const bool isUpperCase = word.front() < 'a';
        return isUpperCase && !isObjectiveC() ? Outcome::Expression : Outcome::Written;
    }

    /// `@(12)`
    Outcome readBoxed()
    {
        m_source.take("(");
        ++m_depth;
        const Outcome outcome = readValue();
        --m_depth;
        if (outcome == Outcome::Broken || !m_source.take(")"))
            return Outcome::Broken;
        return outcome;
    }

    Outcome readArray()
    {
        m_source.take("[");
        m_out += '[';
        ++m_depth;
        for (std::size_t index = 0;; ++index) {
            m_source.skipSpace();
            if (m_source.take("]"))
                break;
            if (index > 0)
                m_out += ',';
            if (m_source.take(",")) {
                m_out += "null";
                continue;
            }
            const std::size_t path = m_path.size();
            m_path += '[' + std::to_string(index) + ']';
            const Outcome outcome = readValue();
            if (outcome == Outcome::Broken)
                return outcome;
            if (outcome != Outcome::Written) {
                noteGap(outcome);
                m_out += "null";
            }
            m_path.resize(path);
            if (!endOfElement(']'))
                return Outcome::Broken;
        }
        --m_depth;
        m_out += ']';
        return Outcome::Written;
    }

    Outcome readObject()
    {
        m_source.take("{");
        m_out += '{';
        ++m_depth;
        bool isFirst = true;
        for (;;) {
            m_source.skipSpace();
            if (m_source.take("}"))
                break;
            const std::size_t path = m_path.size();
            const std::size_t written = m_out.size();
            if (!isFirst)
                m_out += ',';
            const Outcome outcome = readMember();
            if (outcome == Outcome::Broken)
                return outcome;
            if (outcome == Outcome::Written)
                isFirst = false;
            else
                m_out.resize(written);
            if (outcome != Outcome::Written)
                noteGap(outcome);
            m_path.resize(path);
            if (!endOfElement('}'))
                return Outcome::Broken;
        }
        --m_depth;
        m_out += '}';
        return Outcome::Written;
    }

    /// Passes over the comma behind an element; true also where the bracket closes.
    bool endOfElement(char close)
    {
        m_source.skipSpace();
        return m_source.take(",") || m_source.peek() == close;
    }

    Outcome readMember()
    {
        const std::size_t begin = m_source.at();
        const bool hasKey = readKey();
        m_source.skipSpace();
        if (hasKey && m_source.take(":")) {
            m_out += ':';
            return readValue();
        }
        // A shorthand, a method, a computed key, a spread.
        if (!hasKey)
            m_path += "." + cut(m_source.rest().substr(0, m_source.rest().find_first_of(",}\n")), LongestQuote);
        if (!m_source.skipExpression() || m_source.at() == begin)
            return Outcome::Broken;
        m_spelt = m_source.from(begin);
        return m_spelt.find('{') == std::string_view::npos ? Outcome::Expression : Outcome::Function;
    }

    bool readKey()
    {
        if (isObjectiveC())
            m_source.take("@");
        const std::size_t written = m_out.size();
        const char c = m_source.peek();
        if (c == '"' || c == '\'') {
            if (readString() == Outcome::Broken)
                return false;
        } else if (json::isDigit(c)) {
            const NumberText number = scanNumberLiteral(m_source.rest());
            m_source.moveTo(m_source.at() + number.length);
            json::appendQuoted(m_out, number.json);
        } else {
            const std::string_view word = isObjectiveC() ? std::string_view() : m_source.takeIdentifier();
            if (word.empty())
                return false;
            json::appendQuoted(m_out, word);
        }
        m_path += '.';
        m_path.append(m_out, written + 1, m_out.size() - written - 2);
        return true;
    }

    void noteGap(Outcome outcome)
    {
        if (m_literal.gaps.size() == MaxGaps)
            return;
        std::string why = outcome == Outcome::Undefined  ? "It is undefined, which JSON does not know."
                          : outcome == Outcome::Function ? "It is a function."
                                                         : workedOut(m_spelt);
        m_literal.gaps.push_back({cut(m_path, LongestPath), std::move(why)});
    }

    SourceText &m_source;
    Dialect m_dialect;
    Literal m_literal;
    std::string m_out;
    std::string m_path;
    std::string_view m_spelt; ///< What was left out last.
    std::size_t m_depth = 0;
};

} // namespace

std::string workedOut(std::string_view spelt)
{
    while (!spelt.empty() && json::isSpace(spelt.back()))
        spelt.remove_suffix(1);
    return "`" + cut(spelt, LongestQuote) + "` is worked out by the program: its value is not in what you pasted.";
}

Literal readLiteral(SourceText &source, Dialect dialect)
{
    return Reader(source, dialect).read();
}

} // namespace smc::segment
