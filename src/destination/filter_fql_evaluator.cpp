#include "filter_fql_value.h"

#include <json/text.h>
#include <json/writer.h>

#include <algorithm>
#include <charconv>

namespace smc::destination {

using json::Type;
using json::Value;

namespace {

using Term = FilterCondition::Term;
using Kind = Term::Kind;

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
            return lengthOf(first);
        case FilterFunction::Typeof:
            return textSeen(std::string(typeWord(first)));
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
