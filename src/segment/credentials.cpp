#include "credentials.h"

#include <json/scan.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace smc::segment {

namespace {

constexpr std::size_t MaxNames = 10;
constexpr auto Nowhere = std::string_view::npos;

enum class NameKind : std::uint8_t { Header, Setting };

struct Name
{
    std::string_view word; ///< In lower case, without underscores.
    NameKind kind;
};

constexpr std::array Names = {Name{"authorization", NameKind::Header}, Name{"proxy-authorization", NameKind::Header},
                              Name{"x-apikey", NameKind::Header},      Name{"x-apikey-secret", NameKind::Header},
                              Name{"cookie", NameKind::Header},        Name{"set-cookie", NameKind::Header},
                              Name{"writekey", NameKind::Setting},     Name{"apikey", NameKind::Setting},
                              Name{"apisecret", NameKind::Setting},    Name{"smcapikey", NameKind::Setting},
                              Name{"smcapisecret", NameKind::Setting}};
constexpr std::size_t LongestName = 24;
/// Of a value that is looked for before its name.
constexpr std::size_t LongestBehind = 2048;

constexpr std::array<std::string_view, 6> LongOptions = {"--user",   "--proxy-user", "--oauth2-bearer",
                                                         "--cookie", "--pass",       "--proxy-pass"};
/// Of curl's options with one letter: those with a credential, and those that take no argument and may stand before
/// one.
constexpr std::string_view CredentialLetters = "uUb";
constexpr std::string_view Switches = "sSvkLfgGiIjlnNpqRVZaB#0123456";

bool isWordByte(char c)
{
    return json::isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

bool isQuote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

const Name *nameFor(std::string_view word)
{
    if (word.size() > LongestName)
        return nullptr;
    std::string plain;
    for (const char c : word) {
        if (c != '_')
            plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
    const auto *found = std::find_if(Names.begin(), Names.end(), [&](const Name &name) { return name.word == plain; });
    return found == Names.end() ? nullptr : found;
}

/// Reads a text forward and copies it, without its credentials.
class Cleaner
{
public:
    explicit Cleaner(std::string_view text)
        : m_text(text)
        , m_isCommand(text.find("curl") != Nowhere)
    {
    }

    WithoutCredentials clean()
    {
        while (m_at < m_text.size()) {
            if (isWordByte(m_text[m_at]))
                readWord();
            else if (m_text.substr(m_at).starts_with("://"))
                readAddress();
            else
                ++m_at;
        }
        m_found.text += m_text.substr(m_copied);
        return std::move(m_found);
    }

private:
    char at(std::size_t index) const { return index < m_text.size() ? m_text[index] : '\0'; }

    std::size_t afterBlanks(std::size_t index) const
    {
        while (isBlank(at(index)))
            ++index;
        return index;
    }

    std::size_t afterSpace(std::size_t index) const
    {
        while (index < m_text.size() && json::isSpace(m_text[index]))
            ++index;
        return index;
    }

    /// Up to where `end` text stands once white space at its end is left out.
    std::size_t beforeSpace(std::size_t end) const
    {
        while (end > 0 && json::isSpace(m_text[end - 1]))
            --end;
        return end;
    }

    /// Up to where text stands before the quote, which may be escaped, that ends at `end`.
    std::optional<std::size_t> beforeQuote(std::size_t end) const
    {
        if (end == 0 || !isQuote(m_text[end - 1]))
            return std::nullopt;
        const bool isEscaped = end > 1 && (m_text[end - 2] == '\\' || m_text[end - 2] == '^');
        return end - (isEscaped ? 2 : 1);
    }

    /// Up to where text stands before the key `name` in quotes and its colon, which end at `end`.
    std::optional<std::size_t> beforeKey(std::size_t end, std::string_view name) const
    {
        end = beforeSpace(end);
        if (end == 0 || m_text[end - 1] != ':')
            return std::nullopt;
        const auto close = beforeQuote(beforeSpace(end - 1));
        return close && m_text.substr(0, *close).ends_with(name) ? beforeQuote(*close - name.size()) : std::nullopt;
    }

    /// Where the value of the key `name`, which begins at `index` with its quote, begins with a quote.
    std::optional<std::size_t> valueOfKey(std::size_t index, std::string_view name) const
    {
        const auto open = afterQuote(index);
        if (!open || m_text.substr(*open, name.size()) != name)
            return std::nullopt;
        const auto close = afterQuote(*open + name.size());
        const std::size_t colon = afterSpace(close.value_or(m_text.size()));
        const std::size_t value = afterSpace(colon + 1);
        return at(colon) == ':' && afterQuote(value) ? std::optional(value) : std::nullopt;
    }

    /// Behind a quote that may be escaped, as in a string within a string or on the command line of Windows.
    std::optional<std::size_t> afterQuote(std::size_t index) const
    {
        const bool isEscaped = (at(index) == '\\' || at(index) == '^') && isQuote(at(index + 1));
        if (isEscaped)
            return index + 2;
        return isQuote(at(index)) ? std::optional(index + 1) : std::nullopt;
    }

    void readWord()
    {
        const std::size_t begin = m_at;
        while (isWordByte(at(m_at)))
            ++m_at;
        const std::string_view word = m_text.substr(begin, m_at - begin);
        const char before = begin > 0 ? m_text[begin - 1] : '\n';
        if (m_isCommand && word.front() == '-' && (json::isSpace(before) || isQuote(before)))
            readOption(word);
        else if (word == "cookies" && isQuote(before))
            readCookies();
        else if (const Name *name = nameFor(word))
            readNamed(*name, begin, before);
        else if (word == "load" && m_text.substr(0, begin).ends_with("analytics.") && at(m_at) == '(' &&
                 isQuote(at(afterBlanks(m_at + 1))))
            readQuoted("analytics.load", afterBlanks(m_at + 1));
    }

    /// `-u KEY:`, `-suKEY:`, `--user=KEY:`
    void readOption(std::string_view word)
    {
        const bool isLong = std::find(LongOptions.begin(), LongOptions.end(), word) != LongOptions.end();
        if (word.starts_with("--")) {
            if (isLong)
                readArgument(std::string(word), at(m_at) == '=' ? m_at + 1 : m_at);
            return;
        }
        const std::size_t letter = word.find_first_not_of(Switches, 1);
        if (letter == Nowhere || CredentialLetters.find(word[letter]) == Nowhere)
            return;
        readArgument({'-', word[letter]}, m_at - word.size() + letter + 1);
    }

    void readArgument(std::string name, std::size_t begin)
    {
        begin = afterBlanks(begin);
        if (afterQuote(begin))
            readQuoted(std::move(name), begin);
        else
            leaveOut(std::move(name), begin, endOfShellWord(begin));
    }

    std::size_t endOfShellWord(std::size_t index) const
    {
        while (index < m_text.size() && !json::isSpace(m_text[index]) && !isQuote(m_text[index]))
            index += m_text[index] == '\\' && index + 1 < m_text.size() && !isLineEnd(m_text[index + 1]) ? 2 : 1;
        return std::min(index, m_text.size());
    }

    /// `X-ApiKey: …` in all its dresses. `before` is what stands before the name.
    void readNamed(const Name &name, std::size_t begin, char before)
    {
        std::string word(m_text.substr(begin, m_at - begin));
        std::size_t index = m_at;
        const auto behindKey = isQuote(before) ? afterQuote(index) : std::nullopt;
        if (behindKey && (readNextMember(word, *behindKey) || readMemberBefore(word, begin)))
            return;
        index = afterBlanks(behindKey.value_or(index));
        const char sign = at(index);
        if (sign != ':' && sign != '=' && !(sign == ',' && behindKey))
            return;
        const std::size_t value = afterBlanks(index + 1);
        if (afterQuote(value))
            return readQuoted(std::move(word), value);
        // Outside of commands 'Cookie: accepted' may be any text.
        if (isQuote(before) && !behindKey && !m_isCommand && name.word.ends_with("cookie"))
            return;
        if (isQuote(before) && !behindKey)
            return leaveOut(std::move(word), value, endOfQuoted(value, before));
        if (name.kind == NameKind::Setting)
            return readPlain(std::move(word), value);
        if (isAtLineStart(begin))
            leaveOut(std::move(word), value, std::min(m_text.find_first_of("\r\n", value), m_text.size()));
        else if (m_isCommand && value == index + 1)
            leaveOut(std::move(word), value, endOfShellWord(value));
    }

    /// A recording has the name in one member and the value in the next: {"name": "Cookie", "value": "…"}.
    bool readNextMember(const std::string &name, std::size_t behind)
    {
        const std::size_t comma = afterSpace(behind);
        const auto value = at(comma) == ',' ? valueOfKey(afterSpace(comma + 1), "value") : std::nullopt;
        if (value)
            readQuoted(name, *value);
        return value.has_value();
    }

    /// The same the other way round: {"value": "…", "name": "Cookie"}, where `Cookie` begins at `begin`.
    bool readMemberBefore(const std::string &name, std::size_t begin)
    {
        const auto key = beforeKey(beforeQuote(begin).value_or(0), "name");
        const std::size_t comma = beforeSpace(key.value_or(0));
        const auto end = comma > 0 && m_text[comma - 1] == ',' ? beforeQuote(beforeSpace(comma - 1)) : std::nullopt;
        if (!end)
            return false;
        const bool isPlain = isQuote(m_text[*end]);
        const char quote = m_text[isPlain ? *end : *end + 1];
        const std::size_t escape = isPlain ? 2 : 3; // So far before the end of a quote within the value.
        const auto isOpening = [&](std::size_t index) {
            return m_text[index - 1] == quote && (index < escape || m_text[index - escape] != '\\');
        };
        const std::size_t first = std::max(m_copied, *end - std::min(*end, LongestBehind));
        std::size_t from = *end;
        while (from > first && !isOpening(from))
            --from;
        if (from == first || !beforeKey(beforeQuote(from).value_or(0), "value"))
            return false;
        leaveOut(name, from, *end);
        return true;
    }

    /// What a recording has of cookies besides their header: "cookies": [{"name": "…", "value": "…"}].
    void readCookies()
    {
        const std::size_t colon = afterSpace(afterQuote(m_at).value_or(m_text.size()));
        const std::size_t open = afterSpace(colon + 1);
        if (at(colon) != ':' || at(open) != '[')
            return;
        for (m_at = open + 1; m_at < m_text.size() && m_text[m_at] != ']';) {
            if (const auto value = valueOfKey(m_at, "value"))
                readQuoted("cookies", *value);
            else if (const auto begin = afterQuote(m_at))
                m_at = endOfQuoted(*begin, m_text[*begin - 1]);
            m_at = afterQuote(m_at).value_or(m_at + 1);
        }
    }

    bool isAtLineStart(std::size_t index) const
    {
        while (index > 0 && (isBlank(m_text[index - 1]) || m_text[index - 1] == '>' || m_text[index - 1] == '<'))
            --index;
        return index == 0 || isLineEnd(m_text[index - 1]);
    }

    /// A value without quotes: a word with a digit in it. Any other is a name or an expression of a program.
    void readPlain(std::string name, std::size_t begin)
    {
        std::size_t end = begin;
        while (isWordByte(at(end)) || at(end) == ':' || at(end) == '+' || at(end) == '/')
            ++end;
        const std::string_view value = m_text.substr(begin, end - begin);
        const bool isWhole = at(end) != '.' && at(end) != '(';
        if (isWhole && !value.empty() && std::any_of(value.begin(), value.end(), json::isDigit))
            leaveOut(std::move(name), begin, end);
    }

    /// The string whose quote, which may be escaped, stands at `index`.
    void readQuoted(std::string name, std::size_t index)
    {
        const std::size_t begin = afterQuote(index).value_or(index + 1);
        leaveOut(std::move(name), begin, endOfQuoted(begin, m_text[begin - 1]));
    }

    /// Up to the quote, or what escapes it, or the end of the line.
    std::size_t endOfQuoted(std::size_t begin, char quote) const
    {
        const bool isEscaped = begin > 1 && (m_text[begin - 2] == '\\' || m_text[begin - 2] == '^');
        std::size_t index = begin;
        while (index < m_text.size() && m_text[index] != quote && !isLineEnd(m_text[index]))
            index += !isEscaped && m_text[index] == '\\' && index + 1 < m_text.size() ? 2 : 1;
        index = std::min(index, m_text.size());
        const bool hasEscape = index > begin && at(index) == quote && (at(index - 1) == '^' || at(index - 1) == '\\');
        return hasEscape ? index - 1 : index;
    }

    void readAddress()
    {
        m_at += 3;
        const std::size_t end = std::min(m_text.find_first_of("/?#\"'`<> \t\r\n\\", m_at), m_text.size());
        const std::size_t sign = m_text.substr(m_at, end - m_at).rfind('@');
        if (sign != Nowhere)
            leaveOut("user and password of the address", m_at, m_at + sign);
    }

    void leaveOut(std::string name, std::size_t begin, std::size_t end)
    {
        m_at = std::max(m_at, end);
        const std::string_view value = m_text.substr(begin, end - begin);
        const bool isOnlyAName = value.empty() || value.front() == '$' || value.starts_with("{{") ||
                                 value.front() == '%' || value == CredentialMask;
        if (isOnlyAName)
            return;
        m_found.text += m_text.substr(m_copied, begin - m_copied);
        m_found.text += CredentialMask;
        m_copied = end;
        std::vector<std::string> &names = m_found.leftOut;
        if (names.size() < MaxNames && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    }

    std::string_view m_text;
    bool m_isCommand;
    std::size_t m_at = 0;
    std::size_t m_copied = 0; ///< Up to here the text is copied.
    WithoutCredentials m_found;
};

} // namespace

WithoutCredentials withoutCredentials(std::string_view text)
{
    return Cleaner(text).clean();
}

} // namespace smc::segment
