#include "filter_fql_term.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace smc::destination {

namespace {

using Term = FilterCondition::Term;
using Kind = Term::Kind;

struct NamedFunction
{
    std::string_view name;
    FilterFunction function;
    std::size_t arguments;
};

/// All but semver() stand in the documentation; that one is in @segment/tsub 2.0.
constexpr NamedFunction Functions[] = {
    {"contains", FilterFunction::Contains, 2},   {"match", FilterFunction::Match, 2},
    {"length", FilterFunction::Length, 1},       {"lowercase", FilterFunction::Lowercase, 1},
    {"uppercase", FilterFunction::Uppercase, 1}, {"snakecase", FilterFunction::Snakecase, 1},
    {"kebabcase", FilterFunction::Kebabcase, 1}, {"titlecase", FilterFunction::Titlecase, 1},
    {"typeof", FilterFunction::Typeof, 1},       {"bool", FilterFunction::Bool, 1},
    {"string", FilterFunction::String, 1},       {"number", FilterFunction::Number, 1},
    {"semver", FilterFunction::Semver, 3},
};

struct NamedOperator
{
    std::string_view text;
    Kind kind;
};

/// Longer ones first.
constexpr NamedOperator Comparisons[] = {
    {"!=", Kind::Unequal}, {"<=", Kind::LessOrEqual}, {">=", Kind::GreaterOrEqual},
    {"=", Kind::Equal},    {"<", Kind::Less},         {">", Kind::Greater},
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Field paths: other characters need a backslash.
bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '-' || c == '\\';
}

/// Thrown and caught in this file only: the way out of a deep condition.
struct Mistake
{
    FqlError error;
};

class Parser
{
public:
    explicit Parser(std::string_view fql)
        : m_fql(fql)
    {
    }

    Term run()
    {
        Term term = readOr();
        skipSpace();
        if (m_at < m_fql.size())
            mistake("and, or, or the end was expected");
        return term;
    }

private:
    [[noreturn]] void mistake(std::string_view what) const
    {
        const auto at = static_cast<std::uint32_t>(m_at);
        const std::uint32_t end = std::min(at + 1, static_cast<std::uint32_t>(m_fql.size()));
        throw Mistake{{"The condition can't be read at column " + std::to_string(json::placeOf(m_fql, m_at).column) +
                           ": " + std::string(what) + '.',
                       {at, end}}};
    }

    /// Counts the brackets, lists and negations that are open.
    class Depth
    {
    public:
        explicit Depth(Parser &parser)
            : m_parser(parser)
        {
            if (++m_parser.m_depth > FilterCondition::MaxDepth)
                m_parser.mistake("too much stands inside each other");
        }
        ~Depth() { --m_parser.m_depth; }
        Depth(const Depth &) = delete;
        Depth &operator=(const Depth &) = delete;

    private:
        Parser &m_parser;
    };

    void skipSpace()
    {
        while (m_at < m_fql.size() && std::string_view(" \t\r\n").find(m_fql[m_at]) != std::string_view::npos)
            ++m_at;
    }

    char peek()
    {
        skipSpace();
        return m_at < m_fql.size() ? m_fql[m_at] : '\0';
    }

    bool take(char c)
    {
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }

    void need(char c)
    {
        if (!take(c))
            mistake(std::string("'") + c + "' was expected");
    }

    bool takeWord(std::string_view word)
    {
        skipSpace();
        const std::size_t end = m_at + word.size();
        const bool isHere = m_fql.substr(m_at).starts_with(word) &&
                            (end >= m_fql.size() || (!isNameCharacter(m_fql[end]) && m_fql[end] != '.'));
        if (isHere)
            m_at = end;
        return isHere;
    }

    // Inferred: and binds before or, as in every language that has both. The documentation only shows brackets.
    Term readOr()
    {
        return readJoined(Kind::Or, "or", [this] { return readAnd(); });
    }
    Term readAnd()
    {
        return readJoined(Kind::And, "and", [this] { return readUnary(); });
    }

    template <typename Part>
    Term readJoined(Kind kind, std::string_view word, Part readPart)
    {
        Term first = readPart();
        if (!takeWord(word))
            return first;
        Term joined{kind};
        joined.parts.push_back(std::move(first));
        do
            joined.parts.push_back(readPart());
        while (takeWord(word));
        return joined;
    }

    Term readUnary()
    {
        if (peek() != '!' || m_fql.substr(m_at).starts_with("!="))
            return readComparison();
        ++m_at;
        const Depth depth(*this);
        Term term{Kind::Not};
        term.parts.push_back(readUnary());
        return term;
    }

    Term readComparison()
    {
        Term left = readOperand();
        const std::optional<Kind> comparison = takeComparison();
        if (!comparison)
            return left;
        Term term{*comparison};
        term.parts.push_back(std::move(left));
        term.parts.push_back(readOperand());
        return term;
    }

    std::optional<Kind> takeComparison()
    {
        skipSpace();
        for (const NamedOperator &named : Comparisons) {
            if (m_fql.substr(m_at).starts_with(named.text)) {
                m_at += named.text.size();
                if (peek() == '=')
                    mistake("equality is one =");
                return named.kind;
            }
        }
        return takeWord("in") ? std::optional(Kind::In) : std::nullopt;
    }

    Term readOperand()
    {
        const char c = peek();
        if (c == '(') {
            ++m_at;
            const Depth depth(*this);
            Term term = readOr();
            need(')');
            return term;
        }
        if (c == '[')
            return readList();
        if (c == '\'' || c == '"')
            return readText(c);
        if (isDigit(c) || ((c == '-' || c == '+') && m_at + 1 < m_fql.size() && isDigit(m_fql[m_at + 1])))
            return readNumber();
        if (takeWord("null"))
            return Term{Kind::Null};
        if (takeWord("true"))
            return Term{Kind::Bool, true};
        if (takeWord("false"))
            return Term{Kind::Bool, false};
        if (isNameCharacter(c))
            return readPathOrCall();
        mistake("a field, a value or a function was expected");
    }

    Term readList()
    {
        const Depth depth(*this);
        Term list{Kind::List};
        need('[');
        if (take(']'))
            return list;
        do
            list.parts.push_back(readOperand());
        while (take(','));
        need(']');
        return list;
    }

    /// Inferred: a backslash before the text's own quote lets that stand inside. Any other backslash is a part of the
    /// text, since the documented patterns of match() need them.
    Term readText(char quote)
    {
        Term text{Kind::Text};
        const std::size_t start = m_at++;
        for (; m_at < m_fql.size() && m_fql[m_at] != quote; ++m_at) {
            if (m_fql[m_at] == '\\' && m_at + 1 < m_fql.size() && m_fql[m_at + 1] == quote)
                ++m_at;
            text.text += m_fql[m_at];
        }
        if (m_at >= m_fql.size()) {
            m_at = start;
            mistake("this quote is never closed");
        }
        ++m_at;
        return text;
    }

    Term readNumber()
    {
        const std::size_t start = m_at;
        if (m_fql[m_at] == '-' || m_fql[m_at] == '+')
            ++m_at;
        while (m_at < m_fql.size() && (isDigit(m_fql[m_at]) || m_fql[m_at] == '.'))
            ++m_at;
        std::string_view spelt = m_fql.substr(start, m_at - start);
        if (spelt.starts_with('+'))
            spelt.remove_prefix(1);
        Term number{Kind::Number};
        number.text = spelt;
        const auto [end, error] = std::from_chars(spelt.data(), spelt.data() + spelt.size(), number.number);
        const bool isWhole = error == std::errc() && end == spelt.data() + spelt.size() && !spelt.ends_with('.');
        if (!isWhole || (m_at < m_fql.size() && isNameCharacter(m_fql[m_at]))) {
            m_at = start;
            mistake("this is no number");
        }
        return number;
    }

    Term readPathOrCall()
    {
        const std::size_t start = m_at;
        std::vector<std::string> path{readName()};
        if (peek() == '(')
            return readCall(path.front(), start);
        while (m_at < m_fql.size() && m_fql[m_at] == '.') {
            ++m_at;
            path.push_back(readName());
        }
        Term term{Kind::Path};
        term.path = std::move(path);
        return term;
    }

    std::string readName()
    {
        std::string name;
        while (m_at < m_fql.size() && isNameCharacter(m_fql[m_at])) {
            if (m_fql[m_at] == '\\' && ++m_at >= m_fql.size())
                mistake("a character belongs behind the backslash");
            name += m_fql[m_at++];
            // The rest of an escaped character outside ASCII.
            while (m_at < m_fql.size() && (static_cast<unsigned char>(m_fql[m_at]) & 0xC0U) == 0x80U)
                name += m_fql[m_at++];
        }
        if (name.empty())
            mistake("a name was expected");
        return name;
    }

    Term readCall(const std::string &name, std::size_t start)
    {
        const auto *named = std::find_if(std::begin(Functions), std::end(Functions),
                                         [&](const NamedFunction &function) { return function.name == name; });
        if (named == std::end(Functions)) {
            m_at = start;
            mistake("there is no function of this name");
        }
        const Depth depth(*this);
        Term call{Kind::Call};
        call.function = named->function;
        need('(');
        if (peek() != ')') {
            do
                call.parts.push_back(readOperand());
            while (take(','));
        }
        need(')');
        if (call.parts.size() != named->arguments) {
            m_at = start;
            mistake(name + "() takes " + std::to_string(named->arguments) +
                    (named->arguments == 1 ? " argument" : " arguments"));
        }
        return call;
    }

    std::string_view m_fql;
    std::size_t m_at = 0;
    int m_depth = 0;
};

} // namespace

tl::expected<Term, FqlError> parseFilterFql(std::string_view fql)
{
    if (fql.size() > FilterCondition::MaxSize)
        return tl::make_unexpected(
            FqlError{"The condition has " + std::to_string(fql.size()) + " bytes. Segment takes 5 KB at most.",
                     {0, static_cast<std::uint32_t>(fql.size())}});
    if (fql.substr(std::min(fql.find_first_not_of(" \t\r\n"), fql.size())).starts_with("all") &&
        fql.find_last_not_of(" \t\r\n") == fql.find("all") + 2)
        return Term{Kind::Bool, true};
    try {
        return Parser(fql).run();
    } catch (const Mistake &caught) {
        return tl::make_unexpected(caught.error);
    }
}

std::vector<std::string> splitFilterPath(std::string_view path)
{
    std::vector<std::string> names;
    if (path.empty())
        return names;
    names.emplace_back();
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] == '.')
            names.emplace_back();
        else
            names.back() += path[i] == '\\' && i + 1 < path.size() ? path[++i] : path[i];
    }
    return names;
}

} // namespace smc::destination
