#include "fql_lexer.h"

namespace smc::mapping {

namespace {

bool isAlpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isNumeral(char c)
{
    return c >= '0' && c <= '9';
}

bool isIdent(char c)
{
    return isAlpha(c) || isNumeral(c) || c == '_' || c == '-' || c == '\\';
}

bool isTerminator(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == ',' || c == ']' || c == ')';
}

class Lexer
{
public:
    explicit Lexer(std::string_view fql)
        : m_fql(fql)
    {
    }

    Lexed run()
    {
        while (m_error.empty() && m_at < m_fql.size()) {
            m_start = m_at;
            lexOne(m_fql[m_at++]);
        }
        m_start = m_at;
        push(Token::Kind::End, "eos");
        return {std::move(m_tokens), std::move(m_error), m_at};
    }

private:
    using Kind = Token::Kind;

    bool ended() const { return m_at >= m_fql.size(); }
    char peek() const { return ended() ? '\0' : m_fql[m_at]; }
    bool terminatorAhead() const { return ended() || isTerminator(peek()); }
    void push(Kind kind, std::string text)
    {
        m_tokens.push_back(
            {kind, std::move(text), {static_cast<std::uint32_t>(m_start), static_cast<std::uint32_t>(m_at)}});
    }

    void lexOne(char c)
    {
        if (c == ' ' || c == '\t' || c == '\n')
            return;
        if (c == '!' && !ended() && (isAlpha(peek()) || peek() == '('))
            return push(Kind::Operator, "!");
        if (isAlpha(c) || c == '\\' || c == '_')
            return lexWord(c);
        if (c == '!' || c == '=' || c == '>' || c == '<')
            return lexOperator(c);
        if (isNumeral(c) || c == '-' || c == '+')
            return lexNumber(c);
        if (c == '"' || c == '\'')
            return lexString(c);
        switch (c) {
        case '.':
            return push(Kind::Dot, ".");
        case '[':
            return push(Kind::BracketLeft, "[");
        case ']':
            return push(Kind::BracketRight, "]");
        case ',':
            return push(Kind::Comma, ",");
        case '(':
            return push(Kind::ParenLeft, "(");
        case ')':
            return push(Kind::ParenRight, ")");
        default:
            m_error = "this character has no meaning here";
        }
    }

    /// Takes `word` where it stands ahead and a terminator stands behind it. Like fql-ts, what was read of it when the
    /// text ends in the middle is lost.
    bool accept(std::string_view word)
    {
        const std::size_t start = m_at;
        std::size_t read = 0;
        for (std::size_t i = 0; i < word.size(); ++i) {
            if (ended())
                return false;
            ++read;
            if (isTerminator(m_fql[m_at++]))
                break;
        }
        if (m_fql.substr(start, read) == word && terminatorAhead())
            return true;
        m_at = start;
        return false;
    }

    void lexString(char quote)
    {
        std::string text(1, quote);
        while (!ended() && peek() != quote)
            text += m_fql[m_at++];
        if (ended()) {
            m_error = "the closing quote is missing";
            return;
        }
        // A closing quote that no terminator follows opens the next string (fql-ts).
        accept(std::string_view(&quote, 1));
        push(Kind::String, text + quote);
    }

    void lexNumber(char first)
    {
        std::string text(1, first);
        bool isDecimal = false;
        while (!ended() && (isNumeral(peek()) || peek() == '.')) {
            const char c = m_fql[m_at++];
            text += c;
            if (c != '.')
                continue;
            if (terminatorAhead() || isDecimal) {
                m_error = isDecimal ? "a number has one decimal point" : "digits belong behind the decimal point";
                return;
            }
            isDecimal = true;
        }
        push(Kind::Number, std::move(text));
    }

    /// An escaped letter outside ASCII is two or three bytes; one outside the basic plane is two units in JavaScript,
    /// of which the second may not follow.
    void takeRestOfLetter(std::string &word)
    {
        for (int tail = 0; tail < 2 && !ended() && (static_cast<unsigned char>(peek()) & 0xC0U) == 0x80U; ++tail)
            word += m_fql[m_at++];
    }

    void lexOperator(char c)
    {
        if (c == '=')
            return push(Kind::Operator, "=");
        if (c == '!') {
            if (accept("="))
                return push(Kind::Operator, "!=");
            m_error = "after ! an = and a space belong";
            return;
        }
        push(Kind::Operator, accept("=") ? std::string{c, '='} : std::string(1, c));
    }

    void lexWord(char c)
    {
        if (c == 'a' && accept("nd"))
            return push(Kind::Conditional, "and");
        if (c == 'o' && accept("r"))
            return push(Kind::Conditional, "or");
        if (c == 'n' && accept("ull"))
            return push(Kind::Null, "null");
        std::string word;
        for (;;) {
            if (c == '\\') {
                if (ended()) {
                    m_error = "a character belongs behind the backslash";
                    return;
                }
                c = m_fql[m_at++];
            }
            word += c;
            takeRestOfLetter(word);
            if (ended() || !isIdent(peek()))
                break;
            c = m_fql[m_at++];
        }
        const char next = peek();
        if (!terminatorAhead() && next != '.' && next != '(' && next != '=' && next != '!') {
            m_error = "a name ends with a space, a dot, a bracket or an operator";
            return;
        }
        push(Kind::Ident, std::move(word));
    }

    std::string_view m_fql;
    std::size_t m_start = 0; ///< Of the token being read.
    std::size_t m_at = 0;
    std::vector<Token> m_tokens;
    std::string m_error;
};

} // namespace

Lexed lexFqlAsFarAsItGoes(std::string_view fql)
{
    return Lexer(fql).run();
}

Result<std::vector<Token>> lexFql(std::string_view fql)
{
    Lexed lexed = lexFqlAsFarAsItGoes(fql);
    if (!lexed.mistake.empty())
        return fail("trigger_invalid",
                    "The trigger can't be read at column " + std::to_string(lexed.stop) + ": " + lexed.mistake + ".");
    return std::move(lexed.tokens);
}

} // namespace smc::mapping
