#include "fql_lint_conditions.h"

#include "javascript.h"

#include <algorithm>
#include <cmath>

namespace smc::mapping {

using Kind = Token::Kind;
using Weight = FqlHint::Weight;

void FqlHints::warn(std::string_view code, json::Span range, std::string message)
{
    m_hints.push_back({code, std::move(message), range, Weight::Warning});
}

void FqlHints::note(std::string_view code, json::Span range, std::string message)
{
    m_hints.push_back({code, std::move(message), range, Weight::Note});
}

std::string FqlHints::quote(json::Span range) const
{
    constexpr std::size_t Longest = 80;
    std::string text(range.of(m_fql).substr(0, Longest));
    while (text.size() == Longest && (static_cast<unsigned char>(text.back()) & 0x80U) != 0)
        text.pop_back();
    return '`' + text + (text.size() < range.size() ? "…`" : "`");
}

std::vector<FqlHint> FqlHints::take()
{
    std::stable_sort(m_hints.begin(), m_hints.end(),
                     [](const FqlHint &a, const FqlHint &b) { return a.range.begin < b.range.begin; });
    return std::move(m_hints);
}

bool isTriggerFunction(const Token &token)
{
    return token.kind == Kind::Ident && (token.text == "contains" || token.text == "match");
}

namespace {

json::Span across(const Token &first, const Token &last)
{
    return {first.place.begin, std::max(first.place.end, last.place.end)};
}

bool isText(const Token &token)
{
    return token.kind == Kind::String;
}

std::string inside(const Token &text)
{
    return text.text.size() < 2 ? std::string() : text.text.substr(1, text.text.size() - 2);
}

bool isSingleQuoted(const Token &token)
{
    return isText(token) && token.text.starts_with('\'');
}

bool isBoolean(const Token &token)
{
    return token.kind == Kind::Ident && (token.text == "true" || token.text == "false");
}

bool hasMemberName(const Token &field)
{
    return field.text.find('.') != std::string::npos;
}

bool isNumeric(const std::string &text)
{
    return text.find_first_not_of(" \t") != std::string::npos && !std::isnan(javascript::numberOf(text));
}

constexpr std::string_view Operators[] = {"=", "!=", "<", "<=", ">", ">="};
/// Names that are no FQL, but that Segment understands in an operator's place.
constexpr std::string_view NamedOperators[] = {"contains",  "not_contains",  "starts_with",   "not_starts_with",
                                               "ends_with", "not_ends_with", "exists",        "not_exists",
                                               "is_true",   "is_false",      "number_equals", "number_not_equals"};

template <std::size_t Count>
bool isOneOf(const std::string &text, const std::string_view (&names)[Count])
{
    return std::find(std::begin(names), std::end(names), text) != std::end(names);
}

/// The comparison's operator is one; else a warning says so.
bool lintOperator(FqlHints &hints, const Token &field, const Token &comparison, const Token &value)
{
    if (comparison.kind == Kind::Dot || comparison.kind == Kind::BracketLeft) {
        hints.warn("array_path", across(field, value), "Triggers can't look into arrays: this condition never holds.");
    } else if (comparison.kind == Kind::Ident && comparison.text == "in") {
        hints.warn("in_list", comparison.place,
                   "Triggers have no `in [...]`: this condition never holds. Compare with each value, joined by or.");
    } else if (comparison.text == "=" && value.text == "=") {
        hints.warn("double_equals", across(comparison, value),
                   "Segment reads the second = as the value, so this condition never holds. Write one =.");
    } else if (isOneOf(comparison.text, Operators)) {
        return true;
    } else if (comparison.kind == Kind::Ident && isOneOf(comparison.text, NamedOperators)) {
        hints.warn("operator_undocumented", comparison.place,
                   "Segment understands " + hints.quote(comparison.place) +
                       " between a field and a value, but does not document it. Write contains(field, \"text\") or "
                       "match(field, \"text*\").");
    } else {
        hints.warn("operator_unknown", comparison.place,
                   "Segment knows no operator " + hints.quote(comparison.place) + ": this condition never holds.");
    }
    return false;
}

void lintField(FqlHints &hints, FieldKind kind, const Token &field)
{
    if (kind == FieldKind::Nested && !hasMemberName(field))
        hints.warn("whole_object", field.place,
                   "Segment looks at " + hints.quote(field.place) + " inside " + hints.quote(field.place) +
                       ", not at the object itself. Name one of its members.");
    if (kind != FieldKind::Nested && hasMemberName(field))
        hints.warn("member_ignored", field.place,
                   "Segment looks at `" + field.text.substr(0, field.text.find('.')) +
                       "` and ignores what stands behind the dot.");
}

/// Values that are compared by size.
void lintOrder(FqlHints &hints, FieldKind kind, const Token &field, const Token &value)
{
    if (kind != FieldKind::Nested)
        hints.warn("order_needs_number", field.place,
                   "Segment compares only numbers by size, and this field holds text: the condition never holds.");
    else if ((isText(value) && !isNumeric(inside(value))) || value.kind == Kind::Ident || value.kind == Kind::Null)
        hints.warn("order_needs_number", value.place,
                   "Segment compares only numbers by size: the condition never holds. Dates and texts can't be "
                   "compared this way.");
}

enum class Equality : std::uint8_t { Equal, Unequal };

void lintQuotedValue(FqlHints &hints, const Token &field, const Token &value, Equality equality)
{
    const std::string text = inside(value);
    const bool isEqual = equality == Equality::Equal;
    const std::string effect = isEqual ? " does not match. " : " counts as different. ";
    if (text == "true" || text == "false")
        hints.warn("quoted_boolean", value.place,
                   "This is the text " + text + ": the value " + text + effect + "Leave the quotes out" +
                       (isEqual ? "." : " and ask for the other value with =."));
    else if (text == "null")
        hints.warn("quoted_null", value.place,
                   "This is the text null: a missing value" + effect + "Leave the quotes out.");
    else if (isNumeric(text))
        hints.note("quoted_number", value.place,
                   "This is the text " + value.text + ": the number " + text + effect + "Leave the quotes out where " +
                       hints.quote(field.place) + " is a number.");
}

void lintUnquotedValue(FqlHints &hints, const Token &value)
{
    const std::string text = hints.quote(value.place);
    if (fieldKindOf(value.text) != FieldKind::None)
        hints.warn("field_as_value", value.place,
                   "Segment does not compare two fields: it takes " + text + " as a text, as if it stood in quotes.");
    else
        hints.note("unquoted_text", value.place,
                   "Segment takes " + text + " as a text. Put it in double quotes, so that it can be seen.");
}

/// `field = true`, `field != true`.
void lintBoolean(FqlHints &hints, FieldKind kind, const Token &comparison, const Token &value)
{
    if (comparison.text == "!=")
        hints.warn("boolean_unequal", across(comparison, value),
                   "Segment compares texts here, so that this holds for true and false alike. Write = " +
                       std::string(value.text == "true" ? "false" : "true") + ".");
    else if (kind != FieldKind::Nested && kind != FieldKind::UserId)
        hints.warn("boolean_is_text", value.place,
                   "Segment compares this field with the text \"" + value.text + "\", not with the value.");
}

/// `field = null`, `field != null`.
void lintNull(FqlHints &hints, FieldKind kind, const Token &comparison, const Token &value)
{
    if (kind == FieldKind::Event || kind == FieldKind::Type)
        hints.warn("null_is_text", value.place,
                   "For `event` and `type` Segment compares with the text \"null\": this " +
                       std::string(comparison.text == "=" ? "hardly ever" : "nearly always") + " holds.");
}

void lintNumber(FqlHints &hints, FieldKind kind, const Token &field, const Token &comparison, const Token &value)
{
    if (kind != FieldKind::Nested)
        hints.note("number_is_text", value.place,
                   "Segment compares " + hints.quote(field.place) + " with this as a text: a number there " +
                       (comparison.text == "=" ? "does not match." : "counts as different."));
    else if (comparison.text == "!=")
        hints.note("unequal_needs_number", across(field, value),
                   "This does not hold where " + hints.quote(field.place) + " is missing or no number.");
}

void lintEquality(FqlHints &hints, FieldKind kind, const Token &field, const Token &comparison, const Token &value)
{
    const Equality equality = comparison.text == "=" ? Equality::Equal : Equality::Unequal;
    if (value.kind == Kind::Null) {
        lintNull(hints, kind, comparison, value);
    } else if (isBoolean(value)) {
        lintBoolean(hints, kind, comparison, value);
    } else if (value.kind == Kind::Number) {
        lintNumber(hints, kind, field, comparison, value);
    } else if (value.kind == Kind::Ident) {
        lintUnquotedValue(hints, value);
    } else if (isText(value)) {
        if (kind == FieldKind::Nested)
            lintQuotedValue(hints, field, value, equality);
        if (equality == Equality::Unequal)
            hints.note("unequal_when_missing", across(field, value),
                       "This holds where " + hints.quote(field.place) + " is missing, too.");
    }
}

void lintPattern(FqlHints &hints, const Token &text)
{
    const std::string pattern = inside(text);
    const bool endsInStar = pattern.ends_with('*');
    const std::string middle =
        endsInStar ? pattern.substr(0, pattern.size() - 1) : pattern.substr(pattern.empty() ? 0 : 1);
    if (middle.find('*') != std::string::npos)
        hints.warn("star_in_middle", text.place,
                   "Only one * at an end stands for any text: Segment looks for the others as they are written.");
    else if (!endsInStar && !pattern.starts_with('*'))
        hints.warn(
            "match_without_star", text.place,
            "Without a * at an end, Segment drops the first letter and asks whether the text ends with the rest. "
            "Write \"text*\", \"*text\" or field = \"text\".");
    if (middle.find_first_of("?[\\") != std::string::npos)
        hints.note("pattern_is_literal", text.place,
                   "In triggers only * at an end has a meaning: ?, [ ] and \\ are looked for as they are written.");
}

} // namespace

void lintComparison(FqlHints &hints, const Token &field, const Token &comparison, const Token &value)
{
    const FieldKind kind = fieldKindOf(field.text);
    lintField(hints, kind, field);
    if (comparison.kind == Kind::End || value.kind == Kind::End) {
        hints.warn("value_missing", across(field, value), "An operator and a value belong behind the field.");
        return;
    }
    if (!lintOperator(hints, field, comparison, value))
        return;
    if (isSingleQuoted(value)) {
        hints.warn("single_quotes", value.place,
                   "Segment takes single quotes for a part of the text. Write double quotes.");
        return;
    }
    if (comparison.text == "=" || comparison.text == "!=")
        lintEquality(hints, kind, field, comparison, value);
    else
        lintOrder(hints, kind, field, value);
}

void lintFunction(FqlHints &hints, std::span<const Token> call, Negated negated)
{
    constexpr Kind Form[] = {Kind::Ident, Kind::ParenLeft, Kind::Ident, Kind::Comma, Kind::String, Kind::ParenRight};
    const auto hasKind = [](const Token &token, Kind kind) { return token.kind == kind; };
    if (!std::equal(call.begin(), call.end(), std::begin(Form), std::end(Form), hasKind)) {
        hints.warn("function_arguments", across(call.front(), call.back()),
                   "Segment reads " + call.front().text + "(field, \"text\") and nothing else here.");
        return;
    }
    const Token &field = call[2];
    const Token &text = call[4];
    const FieldKind kind = fieldKindOf(field.text);
    const bool isPlain = field.text == "event" || field.text == "name" || field.text == "userId";
    if (!isPlain && kind != FieldKind::Nested)
        hints.warn("field_unsupported", field.place,
                   call.front().text + "() can't look at " + hints.quote(field.place) +
                       ": Segment leaves this condition out. It can look at event, name, userId, properties, traits "
                       "and context.");
    else
        lintField(hints, kind, field);
    if (isSingleQuoted(text)) {
        hints.warn("single_quotes", text.place,
                   "Segment takes single quotes for a part of the text. Write double quotes.");
        return;
    }
    if (call.front().text == "match")
        lintPattern(hints, text);
    if (negated == Negated::Yes)
        hints.note("negated_needs_text", across(call.front(), call.back()),
                   "This does not hold where " + hints.quote(field.place) + " is missing or no text.");
}

} // namespace smc::mapping
