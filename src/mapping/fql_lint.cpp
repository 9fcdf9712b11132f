#include "fql_lint.h"

#include "fql.h"
#include "fql_lint_conditions.h"

#include <algorithm>

namespace smc::mapping {

using Kind = Token::Kind;

namespace {

/// Goes over the tokens as Segment's parser does, and says where that is not what one sees.
class Linter
{
public:
    Linter(FqlHints &hints, std::vector<Token> tokens)
        : m_hints(hints)
        , m_tokens(std::move(tokens))
    {
    }

    void run() { lintLevel(m_tokens.size()); }

private:
    /// What a level holds so far.
    struct Level
    {
        std::vector<std::size_t> joins; ///< Its and/or.
        std::size_t conditions = 0;
        bool isJoined = true; ///< An and/or stands in front of what comes next, or nothing does.
    };

    const Token &token(std::size_t at) const { return m_tokens[std::min(at, m_tokens.size() - 1)]; }

    void lintLevel(std::size_t end)
    {
        Level level;
        while (m_at < end && token(m_at).kind != Kind::End)
            lintOne(level, end);
        lintJoins(level);
    }

    void lintOne(Level &level, std::size_t end)
    {
        const Token &here = token(m_at);
        switch (here.kind) {
        case Kind::Ident:
            return lintIdent(level);
        case Kind::Operator:
            return lintStrayOperator(level);
        case Kind::ParenLeft:
            return lintGroup(level, end);
        case Kind::Conditional:
            level.joins.push_back(m_at++);
            level.isJoined = true;
            return;
        default:
            ++m_at;
        }
    }

    void addCondition(Level &level, std::size_t at)
    {
        if (!level.isJoined)
            m_hints.warn("missing_and", token(at).place,
                         "No and or or stands in front of this: Segment joins it as the level's last operator says, "
                         "or by and.");
        level.isJoined = false;
        ++level.conditions;
    }

    void lintIdent(Level &level)
    {
        const std::size_t first = m_at;
        if (fieldKindOf(token(first).text) != FieldKind::None) {
            addCondition(level, first);
            lintComparison(m_hints, token(first), token(first + 1), token(first + 2));
            m_at += 3;
            skipList(first);
        } else if (isTriggerFunction(token(first))) {
            addFunction(level, first, Negated::No);
        } else {
            lintUnknownWord();
        }
    }

    /// What is left of `in ["a", "b"]` and of `products.0.sku = "x"` has no meaning, and one hint is enough.
    void skipList(std::size_t first)
    {
        const bool isList = token(first + 1).text == "in" && token(first + 2).kind == Kind::BracketLeft;
        const bool isPath = token(first + 1).kind == Kind::Dot;
        while ((isList || isPath) && m_at < m_tokens.size() && token(m_at).kind != Kind::Conditional &&
               token(m_at).kind != Kind::End && token(m_at).kind != Kind::ParenRight)
            ++m_at;
    }

    void addFunction(Level &level, std::size_t name, Negated negated)
    {
        constexpr std::size_t Arguments = 5;
        addCondition(level, name);
        const std::size_t size = std::min(Arguments + 1, m_tokens.size() - name);
        lintFunction(m_hints, std::span(m_tokens).subspan(name, size), negated);
        m_at = name + Arguments + 1;
    }

    void lintUnknownWord()
    {
        const Token &word = token(m_at);
        const Token &next = token(m_at + 1);
        const std::string quoted = m_hints.quote(word.place);
        if (word.text == "AND" || word.text == "OR" || word.text == "And" || word.text == "Or")
            m_hints.warn("capital_operator", word.place,
                         "Segment knows and and or in small letters only, and ignores " + quoted + '.');
        else if (word.text == "not" || word.text == "NOT")
            m_hints.warn("negation_ignored", word.place,
                         "Segment knows no not and ignores it. Turn the condition itself round, as with !=.");
        else if (next.kind == Kind::ParenLeft)
            warnOfFunction(word);
        else if (next.kind == Kind::Operator || next.kind == Kind::Dot)
            m_hints.warn("field_unsupported", word.place,
                         "Triggers can't look at " + quoted +
                             ": Segment leaves this condition out, and refuses a trigger that has no other. They can "
                             "look at type, event, name, userId, properties, traits and context.");
        else
            m_hints.warn("word_ignored", word.place, "Segment ignores " + quoted + '.');
        skipUnknown();
    }

    /// What belongs to a word that has no meaning: one hint is enough.
    void skipUnknown()
    {
        const Kind next = token(++m_at).kind;
        if (next == Kind::ParenLeft) {
            while (m_at < m_tokens.size() && token(m_at).kind != Kind::ParenRight)
                ++m_at;
            ++m_at;
        }
        if (token(m_at).kind == Kind::Operator && token(m_at).text != "!") {
            ++m_at;
            const Kind value = token(m_at).kind;
            if (value == Kind::String || value == Kind::Number || value == Kind::Null || value == Kind::Ident)
                ++m_at;
        }
    }

    void lintStrayOperator(Level &level)
    {
        const Token &here = token(m_at);
        const Token &next = token(m_at + 1);
        if (here.text == "!" && isTriggerFunction(next))
            return addFunction(level, m_at + 1, Negated::Yes);
        if (here.text == "!" && next.kind == Kind::ParenLeft)
            m_hints.warn("negated_group_ignored", here.place,
                         "Segment ignores a ! in front of brackets. Turn each condition inside round, and change and "
                         "to or.");
        else if (here.text == "!")
            m_hints.warn("negation_ignored", here.place,
                         "Segment ignores a ! in front of a field. Write != between field and value.");
        ++m_at;
    }

    /// Brackets end at the next closing one, whatever was opened in between.
    void lintGroup(Level &level, std::size_t end)
    {
        const std::size_t open = m_at++;
        std::size_t close = m_at;
        std::size_t inner = m_tokens.size();
        while (close < end && token(close).kind != Kind::ParenRight && token(close).kind != Kind::End) {
            if (token(close).kind == Kind::ParenLeft && inner == m_tokens.size())
                inner = close;
            ++close;
        }
        addCondition(level, open);
        if (inner < close)
            return lintNested(inner, close);
        if (close >= end || token(close).kind == Kind::End)
            return; // The compiler says that the bracket is not closed.
        lintLevel(close);
        m_at = close + 1;
    }

    void lintNested(std::size_t inner, std::size_t close)
    {
        const Token &name = token(inner - 1);
        if (!isTriggerFunction(name)) {
            if (name.kind == Kind::Ident)
                warnOfFunction(name);
            else
                m_hints.warn("nested_brackets", token(inner).place,
                             "Segment knows no brackets inside brackets and refuses the trigger.");
            m_at = m_tokens.size();
            return;
        }
        if (token(close + 1).kind != Kind::ParenRight)
            m_hints.warn("function_ends_group", token(close).place,
                         "Segment ends the outer brackets here, at the end of " + name.text +
                             "(): what follows belongs to the level outside. Put " + name.text +
                             "() last between the brackets.");
        lintLevel(close + 1);
        m_at = std::max(m_at, close + 1);
    }

    void warnOfFunction(const Token &name)
    {
        m_hints.warn("function_unknown", name.place,
                     "Triggers have no function " + m_hints.quote(name.place) +
                         ": only contains(field, \"text\") and match(field, \"text*\"). Destination filters know "
                         "more.");
    }

    void lintJoins(const Level &level)
    {
        if (level.joins.empty())
            return;
        const Token &last = token(level.joins.back());
        const auto differs = [&](std::size_t at) { return token(at).text != last.text; };
        const auto first = std::find_if(level.joins.begin(), level.joins.end(), differs);
        if (first != level.joins.end() && level.conditions > 1)
            m_hints.warn("mixed_and_or", {token(*first).place.begin, last.place.end},
                         "`and` and `or` stand side by side: Segment takes the last one, `" + last.text +
                             "`, for all of them. Put brackets around what belongs together.");
    }

    FqlHints &m_hints;
    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
};

void lintMistake(FqlHints &hints, std::string_view fql, const Lexed &lexed)
{
    const auto stop = static_cast<std::uint32_t>(lexed.stop);
    const char at = lexed.stop < fql.size() ? fql[lexed.stop] : '\0';
    const char before = lexed.stop > 0 && lexed.stop <= fql.size() ? fql[lexed.stop - 1] : '\0';
    if (at == '[')
        hints.warn("array_path", {stop, stop + 1},
                   "Triggers can't look into arrays, and Segment refuses this one: a name can't be followed by [.");
    else if (before == '&' || before == '|')
        hints.warn("symbol_operator", {stop - 1, stop},
                   "Segment can't read " + std::string(1, before) + ". Conditions are joined by and and or.");
    else
        hints.warn("unreadable", {stop > 0 ? stop - 1 : 0, stop},
                   "Segment can't read the trigger from here on: " + lexed.mistake + '.');
}

} // namespace

std::string_view nameOf(FqlHint::Weight weight)
{
    return weight == FqlHint::Weight::Warning ? "warning" : "note";
}

std::vector<FqlHint> lint(std::string_view fql)
{
    FqlHints hints(fql);
    Lexed lexed = lexFqlAsFarAsItGoes(fql);
    if (!lexed.mistake.empty()) {
        lintMistake(hints, fql, lexed);
        return hints.take();
    }
    Linter(hints, joinDots(std::move(lexed.tokens))).run();
    std::vector<FqlHint> found = hints.take();
    const bool hasWarning = std::any_of(found.begin(), found.end(),
                                        [](const FqlHint &hint) { return hint.weight == FqlHint::Weight::Warning; });
    if (hasWarning)
        return found;
    if (const auto compiled = Trigger::compile(fql); !compiled)
        found.push_back({"refused",
                         compiled.error().message,
                         {0, static_cast<std::uint32_t>(fql.size())},
                         FqlHint::Weight::Warning});
    return found;
}

} // namespace smc::mapping
