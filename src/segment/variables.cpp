#include "variables.h"

#include "fake_person.h"
#include "spec.h"
#include "variable_time.h"

#include <json/writer.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <optional>
#include <random>

namespace smc::segment {

namespace {

constexpr std::string_view Person = "person.";
/// White space between the braces and the name.
constexpr std::size_t MaxSpace = 8;

bool isNameByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

bool isNameStart(char c)
{
    return isNameByte(c) && c != '.' && !(c >= '0' && c <= '9');
}

/// `{{ name }}` at the start of a text.
struct Reference
{
    std::string_view name;
    std::size_t length = 0;
};

std::optional<Reference> referenceAt(std::string_view text)
{
    text = text.substr(0, MaxVariableName + 2 * MaxSpace + 4);
    std::size_t at = 2;
    const auto skipSpace = [&] {
        while (at < text.size() && text[at] == ' ')
            ++at;
    };
    skipSpace();
    const std::size_t begin = at;
    if (at >= text.size() || !isNameStart(text[at]))
        return {};
    while (at < text.size() && (isNameByte(text[at]) || text[at] == '+' || text[at] == '-'))
        ++at;
    const std::string_view name = text.substr(begin, at - begin);
    skipSpace();
    if (!text.substr(at).starts_with("}}"))
        return {};
    return Reference{name, at + 2};
}

std::string uuidFrom(std::uint64_t &state)
{
    const std::uint64_t high = nextRandom(state);
    const std::uint64_t low = nextRandom(state);
    char text[40];
    std::snprintf(text, sizeof text, "%08x-%04x-4%03x-%04x-%012llx", static_cast<unsigned>(high >> 32U),
                  static_cast<unsigned>((high >> 16U) & 0xFFFFU), static_cast<unsigned>(high & 0xFFFU),
                  static_cast<unsigned>(0x8000U | (low >> 50U)),
                  static_cast<unsigned long long>(low & 0xFFFFFFFFFFFFU));
    return text;
}

std::uint32_t position(std::size_t at)
{
    return static_cast<std::uint32_t>(at);
}

} // namespace

bool isVariableName(std::string_view name)
{
    return !name.empty() && name.size() <= MaxVariableName && isNameStart(name.front()) &&
           std::all_of(name.begin(), name.end(), isNameByte);
}

const std::vector<BuiltInVariable> &builtInVariables()
{
    static const std::vector<BuiltInVariable> variables = {
        {"uuid", "A random UUID, another one each time."},
        {"now", "The present time in UTC."},
        {"now-2d", "A time before or after now: s, m, h, d or w."},
        {"person.id", "The id of a made-up person."},
        {"person.firstName", "The person's first name."},
        {"person.lastName", "The person's last name."},
        {"person.name", "Both names."},
        {"person.email", "An e-mail address at example.com."},
        {"person.phone", "A phone number that nobody has."},
        {"person.birthday", "The person's day of birth."},
        {"person.gender", "female or male, as the first name is."},
        {"person.street", "Street and number."},
        {"person.postalCode", "The postal code of the city."},
        {"person.city", "A city."},
        {"person.country", "The city's country."},
        {"person.company", "The company that the person works for."},
    };
    return variables;
}

bool isBuiltInVariable(std::string_view name)
{
    return name == "uuid" || name == "now" || name.starts_with("now+") || name.starts_with("now-") ||
           name == "person" || name.starts_with(Person);
}

Draw makeDraw()
{
    using namespace std::chrono;
    std::random_device device;
    const std::uint64_t high = device();
    return {(high << 32U) | device(), duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

bool mayHoldVariables(std::string_view text)
{
    return text.find("{{") != std::string_view::npos;
}

namespace {

/// Goes through a text and tells what stands within a string. No string goes over a line's end.
class StringSide
{
public:
    explicit StringSide(std::string_view text)
        : m_text(text)
    {
    }

    /// `at` is not in front of the last place that was asked about.
    bool isInString(std::size_t at)
    {
        for (; m_read < at; ++m_read) {
            const char c = m_text[m_read];
            if (c == '"')
                m_isInString = !m_isInString;
            else if (c == '\n')
                m_isInString = false;
            else if (c == '\\' && m_isInString)
                ++m_read;
        }
        return m_isInString;
    }
    /// For what is known to hold no quote.
    void skipTo(std::size_t at) { m_read = at; }

private:
    std::string_view m_text;
    std::size_t m_read = 0;
    bool m_isInString = false;
};

} // namespace

std::vector<json::Span> variablesOutsideStrings(std::string_view text)
{
    std::vector<json::Span> found;
    StringSide side(text);
    for (std::size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at)) {
        const auto reference = referenceAt(text.substr(at));
        if (!reference) {
            ++at;
            continue;
        }
        if (!side.isInString(at))
            found.push_back({position(at), position(at + reference->length)});
        at += reference->length;
        side.skipTo(at);
    }
    return found;
}

/// Reads the text once, forward.
class Expander
{
public:
    Expander(std::string_view text, const std::vector<Variable> &own, const Draw &draw)
        : m_text(text)
        , m_draw(draw)
        , m_person(fakePerson(draw.seed))
        , m_uuids(~draw.seed)
        , m_side(text)
    {
        for (const Variable &variable : own)
            m_own.emplace(variable.name, &variable.value);
    }

    Expansion expand()
    {
        for (std::size_t at = m_text.find("{{"); at != std::string_view::npos; at = m_text.find("{{", at)) {
            const auto reference = referenceAt(m_text.substr(at));
            if (!reference) {
                ++at;
                continue;
            }
            m_isInString = m_side.isInString(at);
            if (!replace(*reference, at))
                break;
            at += reference->length;
        }
        m_out.m_text += m_text.substr(m_copied);
        return std::move(m_out);
    }

private:
    /// False where the text would become too long.
    bool replace(const Reference &reference, std::size_t at)
    {
        const json::Span source{position(at), position(at + reference.length)};
        auto value = valueOf(reference.name, source);
        if (!value && m_isInString)
            return true; // It stays as it stands.
        const std::string written = value ? spelt(*value, reference.name, source) : "null";
        if (m_out.m_text.size() + written.size() > at + Expansion::MaxGrowth) {
            addProblem("variables_too_large", Severity::Error, source,
                       "What the variables stand for makes the text too long; from here on they stay as they are.");
            return false;
        }
        m_out.m_text += m_text.substr(m_copied, at - m_copied);
        m_copied = at + reference.length;
        const std::size_t begin = m_out.m_text.size();
        m_out.m_text += written;
        m_out.m_replacements.push_back({std::string(reference.name),
                                        value.value_or(std::string()),
                                        value.has_value(),
                                        source,
                                        {position(begin), position(m_out.m_text.size())}});
        // The name holds no quote, and what stands for it is whole.
        m_side.skipTo(m_copied);
        return true;
    }

    std::optional<std::string> valueOf(std::string_view name, json::Span source)
    {
        if (const auto own = m_own.find(name); own != m_own.end())
            return *own->second;
        if (name == "uuid")
            return uuidFrom(m_uuids);
        if (name.starts_with(Person)) {
            if (auto value = m_person.find(name.substr(Person.size())))
                return value;
        }
        if (const auto offset = timeOffset(name)) {
            if (auto time = timeText(m_draw.nowMs, *offset))
                return time;
            addProblem("variable_out_of_range", Severity::Error, source,
                       "{{" + std::string(name) + "}} is a time before the year 1 or after the year 9999.");
            return {};
        }
        addUnknown(name, source);
        return {};
    }

    /// The value as it stands in the text: escaped within a string, as it is where it stands alone.
    std::string spelt(const std::string &value, std::string_view name, json::Span source)
    {
        std::string quoted = json::quoted(value);
        if (m_isInString)
            return quoted.substr(1, quoted.size() - 2);
        if (json::Document().parse(value))
            return value;
        addProblem("variable_not_json", Severity::Error, source,
                   "{{" + std::string(name) + "}} stands alone, but its value is no JSON. Write it in quotes.",
                   "\"{{" + std::string(name) + "}}\"");
        return quoted;
    }

    void addUnknown(std::string_view name, json::Span source)
    {
        if (m_out.m_problems.size() == Expansion::MaxProblems)
            return; // Looking for what was meant takes time.
        std::vector<std::string_view> known;
        for (const BuiltInVariable &variable : builtInVariables())
            known.push_back(variable.name);
        for (const auto &[own, value] : m_own)
            known.push_back(own);
        const std::string_view meant = nameLike(name, known);
        std::string message = "There is no variable {{" + std::string(name) + "}}";
        message += m_isInString ? ": it is sent as it stands." : ".";
        if (!meant.empty())
            message += " Did you mean {{" + std::string(meant) + "}}?";
        addProblem("variable_unknown", m_isInString ? Severity::Warning : Severity::Error, source, std::move(message),
                   meant.empty() ? std::string() : "{{" + std::string(meant) + "}}");
    }

    void addProblem(std::string_view code, Severity severity, json::Span source, std::string message,
                    std::string suggestion = {})
    {
        if (m_out.m_problems.size() < Expansion::MaxProblems)
            m_out.m_problems.push_back(
                {std::string(code), severity, {}, source, std::move(message), std::move(suggestion)});
    }

    std::string_view m_text;
    const Draw &m_draw;
    FakePerson m_person;
    std::uint64_t m_uuids;
    std::map<std::string_view, const std::string *> m_own;
    Expansion m_out;
    std::size_t m_copied = 0; ///< Up to here the text has been written.
    StringSide m_side;
    bool m_isInString = false;
};

Expansion expand(std::string_view text, const std::vector<Variable> &own, const Draw &draw)
{
    return Expander(text, own, draw).expand();
}

json::Span Expansion::toSource(json::Span inText) const
{
    if (inText.isEmpty()) {
        const std::uint32_t at = position(toSource(inText.begin));
        return {at, at};
    }
    // The last one that begins before the end.
    const auto behind =
        std::lower_bound(m_replacements.begin(), m_replacements.end(), inText.end,
                         [](const Replacement &one, std::uint32_t offset) { return one.result.begin < offset; });
    std::uint32_t end = inText.end;
    if (behind != m_replacements.begin()) {
        const Replacement &last = *std::prev(behind);
        end = inText.end <= last.result.end ? last.source.end : inText.end - last.result.end + last.source.end;
    }
    return {position(toSource(inText.begin)), end};
}

std::size_t Expansion::toSource(std::size_t offset) const
{
    const auto behind = std::upper_bound(m_replacements.begin(), m_replacements.end(), offset,
                                         [](std::size_t at, const Replacement &one) { return at < one.result.begin; });
    if (behind == m_replacements.begin())
        return offset;
    const Replacement &last = *std::prev(behind);
    return offset < last.result.end ? last.source.begin : offset - last.result.end + last.source.end;
}

std::size_t Expansion::toText(std::size_t sourceOffset) const
{
    const auto behind = std::upper_bound(m_replacements.begin(), m_replacements.end(), sourceOffset,
                                         [](std::size_t at, const Replacement &one) { return at < one.source.begin; });
    if (behind == m_replacements.begin())
        return sourceOffset;
    const Replacement &last = *std::prev(behind);
    return sourceOffset < last.source.end ? last.result.begin : sourceOffset - last.source.end + last.result.end;
}

bool Expansion::isWithinValue(std::size_t offset) const
{
    const auto behind = std::upper_bound(m_replacements.begin(), m_replacements.end(), offset,
                                         [](std::size_t at, const Replacement &one) { return at < one.result.begin; });
    if (behind == m_replacements.begin())
        return false;
    const json::Span &result = std::prev(behind)->result;
    return offset > result.begin && offset < result.end;
}

std::span<const Replacement> Expansion::within(json::Span inText) const
{
    const auto first = std::lower_bound(m_replacements.begin(), m_replacements.end(), inText.begin,
                                        [](const Replacement &one, std::uint32_t at) { return one.result.end <= at; });
    const auto last = std::lower_bound(first, m_replacements.end(), inText.end,
                                       [](const Replacement &one, std::uint32_t at) { return one.result.begin < at; });
    return {first, last};
}

const Replacement *Expansion::wholeOf(json::Span inText) const
{
    const std::span<const Replacement> inside = within(inText);
    if (inside.size() != 1)
        return nullptr;
    const json::Span &result = inside.front().result;
    const bool isAlone = result == inText;
    const bool isQuoted =
        result.begin == inText.begin + 1 && result.end + 1 == inText.end && m_text[inText.begin] == '"';
    return isAlone || isQuoted ? &inside.front() : nullptr;
}

} // namespace smc::segment
