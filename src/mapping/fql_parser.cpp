#include "fql_parser.h"

#include "javascript.h"

#include <algorithm>
#include <deque>
#include <optional>

namespace smc::mapping {

namespace {

using Condition = Trigger::Condition;
using Operator = Condition::Operator;
using Kind = Token::Kind;

/// The value of a token: text as JavaScript's String() gives it, and as a number.
std::string valueText(const Token &token)
{
    if (token.kind == Kind::String) {
        std::string text = token.text;
        if (text.starts_with('"'))
            text.erase(0, 1);
        if (text.ends_with('"'))
            text.pop_back();
        return text;
    }
    return token.kind == Kind::Number ? javascript::numberText(javascript::numberOf(token.text)) : token.text;
}

double valueNumber(const Token &token)
{
    const bool isBoolean = token.kind == Kind::Ident && (token.text == "true" || token.text == "false");
    return isBoolean ? (token.text == "true" ? 1 : 0) : javascript::numberOf(valueText(token));
}

Operator operatorOf(std::string_view text)
{
    struct Named
    {
        std::string_view text;
        Operator test;
    };
    static constexpr Named Table[] = {
        {"=", Operator::Equals},
        {"!=", Operator::NotEquals},
        {"<", Operator::Less},
        {"<=", Operator::LessOrEqual},
        {">", Operator::Greater},
        {">=", Operator::GreaterOrEqual},
        {"contains", Operator::Contains},
        {"not_contains", Operator::NotContains},
        {"starts_with", Operator::StartsWith},
        {"not_starts_with", Operator::NotStartsWith},
        {"ends_with", Operator::EndsWith},
        {"not_ends_with", Operator::NotEndsWith},
        {"exists", Operator::Exists},
        {"not_exists", Operator::NotExists},
        {"is_true", Operator::IsTrue},
        {"is_false", Operator::IsFalse},
        {"number_equals", Operator::NumberEquals},
        {"number_not_equals", Operator::NumberNotEquals},
    };
    const auto *found =
        std::find_if(std::begin(Table), std::end(Table), [&](const Named &n) { return n.text == text; });
    return found == std::end(Table) ? Operator::Never : found->test;
}

/// "properties.plan" as a path from the event's top; "properties" alone means its own member of that name, as Segment
/// reads it.
Path nestedPath(std::string_view root, std::string_view field)
{
    std::string_view rest = field;
    if (rest.size() > root.size() && rest[root.size()] == '.')
        rest.remove_prefix(root.size() + 1);
    Path path = splitProperty(rest);
    path.insert(path.begin(), Step{std::string(root), {}});
    return path;
}

Path pathOf(FieldKind kind, std::string_view field)
{
    if (kind != FieldKind::Nested)
        return {Step{std::string(field.substr(0, field.find('.'))), {}}};
    return nestedPath(field.substr(0, field.find('.')), field);
}

class Parser
{
public:
    explicit Parser(std::vector<Token> tokens)
        : m_tokens(tokens.begin(), tokens.end())
    {
    }

    Result<Condition> run()
    {
        std::optional<Condition> condition = parseLevel();
        if (!m_error.empty())
            return fail("trigger_invalid", m_error);
        if (!condition)
            return fail("trigger_invalid", "The trigger holds no condition on type, event, name, userId, properties, "
                                           "traits or context.");
        return *std::move(condition);
    }

private:
    std::optional<Token> shift()
    {
        if (m_tokens.empty())
            return {};
        Token token = std::move(m_tokens.front());
        m_tokens.pop_front();
        return token;
    }

    std::optional<Condition> parseLevel()
    {
        std::vector<Condition> conditions;
        Operator join = Operator::AllOf;
        for (auto token = shift(); token && token->kind != Kind::End && m_error.empty(); token = shift()) {
            if (token->kind == Kind::Ident) {
                parseIdent(*token, conditions);
            } else if (token->kind == Kind::Operator && token->text == "!" && isFunctionAhead()) {
                parseFunction(shift()->text, Negate::Yes, conditions);
            } else if (token->kind == Kind::ParenLeft) {
                parseGroup(conditions);
            } else if (token->kind == Kind::Conditional) {
                join = token->text == "or" ? Operator::AnyOf : Operator::AllOf;
            }
        }
        if (conditions.empty())
            return {};
        if (conditions.size() == 1)
            return std::move(conditions.front());
        Condition group;
        group.test = join;
        group.children = std::move(conditions);
        return group;
    }

    void parseGroup(std::vector<Condition> &conditions)
    {
        std::vector<Token> inside;
        auto token = shift();
        for (; token && token->kind != Kind::ParenRight; token = shift())
            inside.push_back(std::move(*token));
        if (!token) {
            m_error = "A bracket is not closed; brackets inside brackets are not understood by Segment.";
            return;
        }
        inside.push_back({Kind::End, "eos"});
        Parser group(std::move(inside));
        std::optional<Condition> condition = group.parseLevel();
        m_error = group.m_error;
        if (condition)
            conditions.push_back(*std::move(condition));
        else if (m_error.empty())
            m_error = "There is no condition between the brackets.";
    }

    void parseIdent(const Token &ident, std::vector<Condition> &conditions)
    {
        if (const FieldKind kind = fieldKindOf(ident.text); kind != FieldKind::None)
            return parseComparison(kind, ident.text, conditions);
        if (isFunction(ident.text))
            parseFunction(ident.text, Negate::No, conditions);
    }

    void parseComparison(FieldKind kind, std::string_view field, std::vector<Condition> &conditions)
    {
        const auto comparison = shift();
        const auto value = comparison ? shift() : std::nullopt;
        if (!comparison || !value) {
            m_error = "An operator and a value belong behind \"" + std::string(field) + "\".";
            return;
        }
        Condition condition;
        condition.lookup.path = pathOf(kind, field);
        condition.text = valueText(*value);
        // Segment keeps what is compared with a property as it is, and makes a text of it for the other fields.
        condition.number = kind == FieldKind::Nested ? valueNumber(*value) : javascript::numberOf(condition.text);
        condition.test = testOf(kind, comparison->text, *value);
        if (condition.test == Operator::Never)
            condition.unknown = comparison->text;
        conditions.push_back(std::move(condition));
    }

    static Operator testOf(FieldKind kind, const std::string &comparison, const Token &value)
    {
        const bool isEquals = comparison == "=";
        const bool isUnequal = comparison == "!=";
        const bool isNullable = kind != FieldKind::Event && kind != FieldKind::Type;
        const bool isBoolean = kind == FieldKind::UserId || kind == FieldKind::Nested;
        if (isNullable && value.text == "null" && (isEquals || isUnequal))
            return isEquals ? Operator::NotExists : Operator::Exists;
        if (isBoolean && isEquals && (value.text == "true" || value.text == "false"))
            return value.text == "true" ? Operator::IsTrue : Operator::IsFalse;
        if (kind == FieldKind::Nested && value.kind == Kind::Number && (isEquals || isUnequal))
            return isEquals ? Operator::NumberEquals : Operator::NumberNotEquals;
        return operatorOf(comparison);
    }

    static bool isFunction(std::string_view name) { return name == "contains" || name == "match"; }

    bool isFunctionAhead() const
    {
        return !m_tokens.empty() && m_tokens.front().kind == Kind::Ident && isFunction(m_tokens.front().text);
    }

    enum class Negate : std::uint8_t { No, Yes };

    /// contains(field, "text") and match(field, "text*"): five tokens behind the name, whatever they are.
    void parseFunction(const std::string &name, Negate negate, std::vector<Condition> &conditions)
    {
        shift();
        const auto field = shift();
        shift();
        const auto value = shift();
        shift();
        if (!field || !value) {
            m_error = name + "() needs a field and a text.";
            return;
        }
        Condition condition;
        condition.text = valueText(*value);
        if (name == "contains") {
            condition.test = negate == Negate::Yes ? Operator::NotContains : Operator::Contains;
        } else if (value->text.ends_with("*\"")) {
            condition.test = negate == Negate::Yes ? Operator::NotStartsWith : Operator::StartsWith;
            if (!condition.text.empty())
                condition.text.pop_back();
        } else {
            condition.test = negate == Negate::Yes ? Operator::NotEndsWith : Operator::EndsWith;
            dropFirstCharacter(condition.text);
        }
        addForField(field->text, std::move(condition), conditions);
    }

    static void dropFirstCharacter(std::string &text)
    {
        std::size_t length = text.empty() ? 0 : 1;
        while (length > 0 && length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
            ++length;
        text.erase(0, length);
    }

    static void addForField(const std::string &field, Condition condition, std::vector<Condition> &conditions)
    {
        if (field == "event" || field == "name" || field == "userId") {
            condition.lookup.path = {Step{field, {}}};
            conditions.push_back(std::move(condition));
            return;
        }
        for (const std::string_view root : {"properties", "traits", "context"}) {
            if (field.starts_with(root)) {
                condition.lookup.path = nestedPath(root, field);
                conditions.push_back(std::move(condition));
                return;
            }
        }
    }

    std::deque<Token> m_tokens;
    std::string m_error;
};

} // namespace

FieldKind fieldKindOf(std::string_view field)
{
    const std::string_view first = field.substr(0, field.find('.'));
    if (first == "event")
        return FieldKind::Event;
    if (first == "type")
        return FieldKind::Type;
    if (first == "name")
        return FieldKind::Name;
    if (first == "userId")
        return FieldKind::UserId;
    return first == "properties" || first == "traits" || first == "context" ? FieldKind::Nested : FieldKind::None;
}

std::vector<Token> joinDots(std::vector<Token> tokens)
{
    std::vector<Token> joined;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const bool isDotted = !joined.empty() && joined.back().kind == Kind::Ident && tokens[i].kind == Kind::Dot &&
                              i + 1 < tokens.size() && tokens[i + 1].kind == Kind::Ident;
        if (isDotted) {
            joined.back().text += '.' + tokens[++i].text;
            joined.back().place.end = tokens[i].place.end;
        } else {
            joined.push_back(std::move(tokens[i]));
        }
    }
    return joined;
}

Result<Trigger::Condition> parseFql(std::vector<Token> tokens)
{
    return Parser(joinDots(std::move(tokens))).run();
}

} // namespace smc::mapping
