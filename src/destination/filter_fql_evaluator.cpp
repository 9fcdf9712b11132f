#include "filter_fql_term.h"
#include "filter_glob.h"

#include <json/text.h>
#include <json/writer.h>
#include <mapping/javascript.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace smc::destination {

using json::Type;
using json::Value;

namespace {

using Term = FilterCondition::Term;
using Kind = Term::Kind;

/// A value as conditions compare it.
struct Seen
{
    enum class Is : std::uint8_t { Null, Bool, Number, Text, List, Object };

    Is is = Is::Null;
    bool flag = false;
    double number = 0;
    std::string text{}; ///< Of a text; of a number, a list and an object their compact JSON.
    Value value{};      ///< Of a list or an object in the event.
    const Term *list = nullptr;

    bool isTrue() const { return is == Is::Bool && flag; }
};

Seen textSeen(std::string text)
{
    return {.is = Seen::Is::Text, .text = std::move(text)};
}
Seen boolSeen(bool flag)
{
    return {.is = Seen::Is::Bool, .flag = flag};
}
Seen numberSeen(double number)
{
    return {.is = Seen::Is::Number, .number = number, .text = mapping::javascript::numberText(number)};
}

Seen seenOf(Value value)
{
    if (!value)
        return {};
    switch (value.type()) {
    case Type::Null:
        return {};
    case Type::Bool:
        return boolSeen(value.isTrue());
    case Type::Number:
        return {.is = Seen::Is::Number, .number = value.number().value_or(0), .text = std::string(value.raw())};
    case Type::String:
        return textSeen(value.text());
    case Type::Array:
        return {.is = Seen::Is::List, .text = {}, .value = value};
    case Type::Object:
        return {.is = Seen::Is::Object, .text = {}, .value = value};
    }
    return {};
}

class Evaluator
{
public:
    explicit Evaluator(const FilterInput &input)
        : m_input(input)
    {
    }

    Seen see(const Term &term) const
    {
        const auto isTrue = [this](const Term &part) { return see(part).isTrue(); };
        switch (term.kind) {
        case Kind::Null:
            return {};
        case Kind::Bool:
            return boolSeen(term.flag);
        case Kind::Number:
            return {.is = Seen::Is::Number, .number = term.number, .text = term.text};
        case Kind::Text:
            return textSeen(term.text);
        case Kind::List:
            return {.is = Seen::Is::List, .list = &term};
        case Kind::Path:
            return seenOf(valueAt(m_input, term.path));
        case Kind::Call:
            return call(term);
        case Kind::Not:
            // @segment/tsub: what is not true is turned to true, a missing value too.
            return boolSeen(!see(term.parts[0]).isTrue());
        case Kind::And:
            return boolSeen(std::all_of(term.parts.begin(), term.parts.end(), isTrue));
        case Kind::Or:
            return boolSeen(std::any_of(term.parts.begin(), term.parts.end(), isTrue));
        case Kind::Equal:
            return boolSeen(areEqual(see(term.parts[0]), see(term.parts[1])));
        case Kind::Unequal:
            return boolSeen(!areEqual(see(term.parts[0]), see(term.parts[1])));
        case Kind::In:
            return boolSeen(isIn(see(term.parts[0]), see(term.parts[1])));
        default:
            return boolSeen(compares(term.kind, see(term.parts[0]), see(term.parts[1])));
        }
    }

private:
    /// Same type, same content. Numbers are equal by value; lists and objects by their JSON, keys in the same order
    /// (@segment/tsub).
    bool areEqual(const Seen &a, const Seen &b) const
    {
        if (a.is != b.is)
            return false;
        switch (a.is) {
        case Seen::Is::Null:
            return true;
        case Seen::Is::Bool:
            return a.flag == b.flag;
        case Seen::Is::Number:
            return a.text == b.text || a.number == b.number;
        case Seen::Is::Text:
            return a.text == b.text;
        default:
            return jsonOf(a) == jsonOf(b);
        }
    }

    std::string jsonOf(const Seen &seen) const
    {
        switch (seen.is) {
        case Seen::Is::Null:
            return "null";
        case Seen::Is::Bool:
            return seen.flag ? "true" : "false";
        case Seen::Is::Number:
            return seen.text;
        case Seen::Is::Text:
            return json::quoted(seen.text);
        default:
            break;
        }
        if (seen.list == nullptr)
            return json::compact(seen.value);
        std::string text = "[";
        for (const Term &part : seen.list->parts)
            text += (text.size() > 1 ? "," : "") + jsonOf(see(part));
        return text + ']';
    }

    bool isIn(const Seen &needle, const Seen &list) const
    {
        if (list.is != Seen::Is::List)
            return false;
        if (list.list != nullptr)
            return std::any_of(list.list->parts.begin(), list.list->parts.end(),
                               [&](const Term &part) { return areEqual(needle, see(part)); });
        return std::any_of(list.value.begin(), list.value.end(),
                           [&](Value element) { return areEqual(needle, seenOf(element)); });
    }

    static bool compares(Kind kind, const Seen &a, const Seen &b)
    {
        if (a.is != Seen::Is::Number || b.is != Seen::Is::Number)
            return false;
        switch (kind) {
        case Kind::Less:
            return a.number < b.number;
        case Kind::LessOrEqual:
            return a.number <= b.number;
        case Kind::Greater:
            return a.number > b.number;
        default:
            return a.number >= b.number;
        }
    }

    Seen call(const Term &term) const
    {
        const Seen first = see(term.parts[0]);
        switch (term.function) {
        case FilterFunction::Contains:
        case FilterFunction::Match:
            return boolSeen(finds(term.function, first, see(term.parts[1])));
        case FilterFunction::Length:
            return length(first);
        case FilterFunction::Typeof:
            return textSeen(std::string(typeOf(first)));
        case FilterFunction::Bool:
            return toBool(first);
        case FilterFunction::String:
            return textSeen(first.is == Seen::Is::Text   ? first.text
                            : first.is == Seen::Is::Null ? std::string()
                                                         : jsonOf(first));
        case FilterFunction::Number:
            return toNumber(first);
        case FilterFunction::Semver:
            return boolSeen(comparesVersions(first, see(term.parts[1]), see(term.parts[2])));
        default:
            // lowercase(null) is null, and so is that of any other value that is no text (@segment/tsub).
            return first.is == Seen::Is::Text ? textSeen(inCase(term.function, first.text)) : Seen();
        }
    }

    static bool finds(FilterFunction function, const Seen &text, const Seen &what)
    {
        if (text.is != Seen::Is::Text || what.is != Seen::Is::Text)
            return false;
        return function == FilterFunction::Contains ? text.text.find(what.text) != std::string::npos
                                                    : globMatches(what.text, text.text);
    }

    /// Elements of a list, bytes of a text, 0 of null; of anything else not a number, which compares with nothing.
    static Seen length(const Seen &seen)
    {
        switch (seen.is) {
        case Seen::Is::Null:
            return numberSeen(0);
        case Seen::Is::Text:
            return numberSeen(static_cast<double>(seen.text.size()));
        case Seen::Is::List:
            return numberSeen(static_cast<double>(seen.list != nullptr ? seen.list->parts.size() : seen.value.size()));
        default:
            return {.is = Seen::Is::Number, .number = std::numeric_limits<double>::quiet_NaN(), .text = {}};
        }
    }

    /// Inferred: the documentation names no word for an object.
    static std::string_view typeOf(const Seen &seen)
    {
        constexpr std::array<std::string_view, 6> Words = {"null", "bool", "number", "string", "list", "json"};
        return Words[static_cast<std::size_t>(seen.is)];
    }

    /// Inferred, after Go's ParseBool: the documentation only says that the value is converted.
    static Seen toBool(const Seen &seen)
    {
        switch (seen.is) {
        case Seen::Is::Bool:
            return seen;
        case Seen::Is::Number:
            return boolSeen(seen.number != 0);
        case Seen::Is::Text: {
            constexpr std::array<std::string_view, 6> True = {"1", "t", "T", "true", "TRUE", "True"};
            return boolSeen(std::find(True.begin(), True.end(), seen.text) != True.end());
        }
        case Seen::Is::List:
            return boolSeen(length(seen).number > 0);
        default:
            return boolSeen(false);
        }
    }

    /// Inferred: a text that is no number becomes null.
    static Seen toNumber(const Seen &seen)
    {
        if (seen.is == Seen::Is::Number)
            return seen;
        double number = 0;
        const char *end = seen.text.data() + seen.text.size();
        const auto read = std::from_chars(seen.text.data(), end, number);
        const bool isNumber = seen.is == Seen::Is::Text && read.ec == std::errc() && read.ptr == end;
        return isNumber && std::isfinite(number) ? numberSeen(number) : Seen();
    }

    static std::string inCase(FilterFunction function, std::string text)
    {
        switch (function) {
        case FilterFunction::Lowercase:
            return mapping::javascript::lower(text);
        case FilterFunction::Uppercase:
            return mapping::javascript::upper(text);
        case FilterFunction::Snakecase:
        case FilterFunction::Kebabcase:
            std::replace(text.begin(), text.end(), ' ', function == FilterFunction::Snakecase ? '_' : '-');
            return text;
        default:
            return titleCase(text);
        }
    }

    /// Inferred from the one example, "test string" to "Test String": the rest of each word stays as it is.
    static std::string titleCase(std::string_view text)
    {
        std::string title;
        bool isStart = true;
        for (std::size_t at = 0; at < text.size();) {
            std::size_t end = at + 1;
            while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
                ++end;
            const std::string_view letter = text.substr(at, end - at);
            title += isStart ? mapping::javascript::upper(letter) : std::string(letter);
            isStart = letter == " ";
            at = end;
        }
        return title;
    }

    /// One to three numbers with dots between, the others 0 (@segment/tsub).
    static std::optional<std::array<int, 3>> versionOf(const Seen &seen)
    {
        std::array<int, 3> version{};
        std::string_view rest = seen.text;
        for (std::size_t part = 0; part < version.size(); ++part) {
            rest = mapping::javascript::trim(rest);
            const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), version[part]);
            if (seen.is != Seen::Is::Text || read.ec != std::errc())
                return std::nullopt;
            const std::size_t dot = rest.find('.');
            if (dot == std::string_view::npos)
                return version;
            rest.remove_prefix(dot + 1);
        }
        return std::nullopt;
    }

    static bool comparesVersions(const Seen &a, const Seen &comparison, const Seen &b)
    {
        const auto left = versionOf(a);
        const auto right = versionOf(b);
        if (!left || !right || comparison.is != Seen::Is::Text)
            return false;
        const std::string &sign = comparison.text;
        return (sign == "=" && *left == *right) || (sign == "!=" && *left != *right) ||
               (sign == "<" && *left < *right) || (sign == "<=" && *left <= *right) ||
               (sign == ">" && *left > *right) || (sign == ">=" && *left >= *right);
    }

    const FilterInput &m_input;
};

void collect(const Term &term, const FilterInput &input, std::vector<Value> &values)
{
    if (term.kind == Kind::Path) {
        if (const Value value = valueAt(input, term.path))
            values.push_back(value);
    }
    for (const Term &part : term.parts)
        collect(part, input, values);
}

} // namespace

FilterCondition::FilterCondition(std::unique_ptr<const Term> term)
    : m_term(std::move(term))
{
}
FilterCondition::FilterCondition(FilterCondition &&) noexcept = default;
FilterCondition &FilterCondition::operator=(FilterCondition &&) noexcept = default;
FilterCondition::~FilterCondition() = default;

tl::expected<FilterCondition, FqlError> FilterCondition::compile(std::string_view fql)
{
    auto term = parseFilterFql(fql);
    if (!term)
        return tl::make_unexpected(term.error());
    return FilterCondition(std::make_unique<const Term>(*std::move(term)));
}

bool FilterCondition::holds(const FilterInput &input) const
{
    return Evaluator(input).see(*m_term).isTrue();
}

std::vector<Value> FilterCondition::valuesIn(const FilterInput &input) const
{
    std::vector<Value> values;
    collect(*m_term, input, values);
    return values;
}

Value valueAt(const FilterInput &input, const std::vector<std::string> &path)
{
    Value value = input.event;
    for (const std::string &name : path) {
        if (value.is(Type::Array)) {
            std::size_t index = 0;
            const auto read = std::from_chars(name.data(), name.data() + name.size(), index);
            const bool isIndex = read.ec == std::errc() && read.ptr == name.data() + name.size();
            value = isIndex ? value.at(index) : Value();
        } else {
            const Value found = value.find(name);
            const bool isTop = value.exists() && input.event.exists() && value.node() == input.event.node();
            const bool isVacant = !found || found.is(Type::Null) || found.raw() == "\"\"";
            const Value assigned = isTop && isVacant ? input.assigned.find(name) : Value();
            value = assigned ? assigned : found;
        }
    }
    return value;
}

} // namespace smc::destination
