#include "credentials.h"

#include "credential_names.h"
#include "credential_pairs.h"

#include <json/scan.h>

#include <algorithm>
#include <array>
#include <optional>

namespace smc::segment {

namespace {

constexpr std::size_t MaxNames = 10;
constexpr std::string_view NameBytes = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
constexpr auto Nowhere = std::string_view::npos;

/// Of a value that is looked for before its name.
constexpr std::size_t LongestBehind = 2048;

constexpr std::array<std::string_view, 6> LongOptions = {"--user",   "--proxy-user", "--oauth2-bearer",
                                                         "--cookie", "--pass",       "--proxy-pass"};
/// Of curl's options with one letter: those with a credential, and those that take no argument and may stand before
/// one.
constexpr std::string_view CredentialLetters = "uUb";
constexpr std::string_view Switches = "sSvkLfgGiIjlnNpqRVZaB#0123456";

/// Reads a text forward and copies it, without its credentials.
class Cleaner : private CredentialPairs
{
public:
    explicit Cleaner(std::string_view text)
        : CredentialPairs(text)
        , m_isCommand(text.find("curl") != Nowhere)
    {
    }

    WithoutCredentials clean()
    {
        while (m_at < m_text.size()) {
            if (isWordByte(m_text[m_at]))
                readWord();
            else if (m_text[m_at] == ':')
                readAddress();
            else
                ++m_at;
        }
        m_found.text += m_text.substr(m_copied);
        return std::move(m_found);
    }

private:
    void readWord()
    {
        const std::size_t begin = m_at;
        while (isWordByte(at(m_at)))
            ++m_at;
        const std::string_view word = m_text.substr(begin, m_at - begin);
        const char before = begin > 0 ? m_text[begin - 1] : '\n';
        const std::size_t rest = std::min(restOfEscape(begin), word.size());
        if (m_isCommand && word.front() == '-' && (json::isSpace(before) || isQuote(before)))
            readOption(word);
        else if (word == "cookies" && isQuote(before))
            readCookies();
        else if (word == "Cookie" && at(m_at) == '(' && m_text.substr(0, begin).ends_with("System.Net."))
            readCookieObject();
        else if (const auto behindEscape = credentialName(word.substr(rest)))
            readNamed(*behindEscape, begin + rest);
        else if (const auto name = credentialName(word))
            readNamed(*name, begin);
        else if (word == "load" && m_text.substr(0, begin).ends_with("analytics.") && at(m_at) == '(' &&
                 isQuote(at(afterBlanks(m_at + 1))))
            readQuoted("analytics.load", afterBlanks(m_at + 1));
        else if (word == "Analytics" && m_text.substr(0, begin).ends_with("new ") && at(m_at) == '(' &&
                 isQuote(at(afterBlanks(m_at + 1))))
            readQuoted("new Analytics", afterBlanks(m_at + 1));
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

    /// `X-ApiKey: …` in all its dresses; the name begins at `begin` and ends here.
    void readNamed(CredentialName kind, std::size_t begin)
    {
        std::string word(m_text.substr(begin, m_at - begin));
        const bool isSecret = kind == CredentialName::Secret;
        if (kind == CredentialName::Setting || isSecret) {
            if (const auto value = pairValue(begin, m_at, m_isCommand))
                return leaveOut(std::move(word), value->begin, value->end);
        }
        const char before = begin > 0 ? m_text[begin - 1] : '\n';
        std::size_t index = m_at;
        const auto behindKey = isQuote(before) ? afterQuote(index) : std::nullopt;
        if (behindKey && (readNextMember(word, *behindKey) || readMemberBefore(word, begin)))
            return;
        index = afterBlanks(behindKey.value_or(index));
        if (behindKey && at(index) == ']') // params["token"] = "…"
            index = afterBlanks(index + 1);
        const char sign = at(index);
        const bool isListed = sign == ',' && behindKey && (!isSecret || isPairInBrackets(begin, index));
        if (sign != ':' && sign != '=' && !isListed)
            return;
        const bool isLong = m_text.substr(index, 2) == "=>" || m_text.substr(index, 2) == ":=";
        const std::size_t value = afterBlanks(index + (isLong ? 2 : 1));
        if (afterQuote(value))
            return readQuoted(std::move(word), value);
        // Outside of commands 'Cookie: accepted' may be any text.
        const bool isOrdinary = isSecret || kind == CredentialName::Cookie;
        if (isQuote(before) && !behindKey && !m_isCommand && isOrdinary)
            return;
        if (isQuote(before) && !behindKey)
            return leaveOut(std::move(word), value, endOfQuoted(value, begin));
        if (kind == CredentialName::Setting)
            return leaveOutPlain(std::move(word), value, endOfPlainSetting(value), behindKey.value_or(m_at));
        if (isSecret)
            return leaveOutPlain(std::move(word), value, endOfPlainSecret(value), behindKey.value_or(m_at));
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
        const std::size_t open = beforeQuote(begin).value_or(0);
        const auto key = beforeKey(open, "name");
        const std::size_t comma = beforeSpace(key.value_or(0));
        const std::size_t close = comma > 0 && m_text[comma - 1] == ',' ? beforeSpace(comma - 1) : 0;
        // Of all quotes of such a recording.
        const std::string_view escape = m_text.substr(open, begin - 1 - open);
        if (close <= escape.size() || !isQuote(m_text[close - 1]) || !m_text.substr(0, close - 1).ends_with(escape))
            return false;
        const char quote = m_text[close - 1];
        const auto isOpening = [&](std::size_t index) {
            const std::string_view before = m_text.substr(0, index - 1);
            return m_text[index - 1] == quote && before.ends_with(escape) &&
                   !before.substr(0, before.size() - escape.size()).ends_with('\\');
        };
        const std::size_t end = close - 1 - escape.size();
        const std::size_t first = std::max(m_copied, end - std::min(end, LongestBehind));
        std::size_t from = end;
        while (from > first && !isOpening(from))
            --from;
        if (from == first || !beforeKey(beforeQuote(from).value_or(0), "value"))
            return false;
        leaveOut(name, from, end);
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
                m_at = endOfQuoted(*begin, *begin);
            m_at = afterQuote(m_at).value_or(m_at + 1);
        }
    }

    /// PowerShell: `System.Net.Cookie("name", "value", "/", "host")`.
    void readCookieObject()
    {
        const auto name = afterQuote(m_at + 1);
        const auto comma = name ? afterQuote(endOfQuoted(*name, *name)) : std::nullopt;
        const std::size_t value = afterBlanks(comma.value_or(m_at) + 1);
        if (comma && at(*comma) == ',' && afterQuote(value))
            readQuoted("Cookie", value);
    }

    /// A value from `begin` to `end` without quotes, if there is one. The name's quote ends at `behindKey`: a number
    /// that stands for itself becomes a string of the same kind.
    void leaveOutPlain(std::string name, std::size_t begin, std::size_t end, std::size_t behindKey)
    {
        if (end <= begin)
            return;
        const std::string_view value = m_text.substr(begin, end - begin);
        const json::NumberScan number = json::scanNumber(value);
        const bool isNumber = number.complete && number.length == value.size();
        leaveOut(std::move(name), begin, end, isNumber ? m_text.substr(m_at, behindKey - m_at) : std::string_view());
    }

    /// The string whose quote, which may be escaped, stands at `index`.
    void readQuoted(std::string name, std::size_t index)
    {
        const std::size_t begin = afterQuote(index).value_or(index + 1);
        leaveOut(std::move(name), begin, endOfQuoted(begin, begin));
    }

    void readAddress()
    {
        const std::string_view rest = m_text.substr(m_at);
        const std::size_t slashes = rest.starts_with("://") ? 3 : rest.starts_with(":\\/\\/") ? 5 : 0;
        m_at += std::max<std::size_t>(slashes, 1);
        if (slashes == 0)
            return;
        const std::size_t end = std::min(m_text.find_first_of("/?#\"'`<> \t\r\n\\", m_at), m_text.size());
        const std::size_t sign = m_text.substr(m_at, end - m_at).rfind('@');
        if (sign != Nowhere)
            leaveOut("user and password of the address", m_at, m_at + sign);
    }

    /// `quote` is put around the mask.
    void leaveOut(std::string name, std::size_t begin, std::size_t end, std::string_view quote = {})
    {
        m_at = std::max(m_at, end);
        const std::string_view value = m_text.substr(begin, end - begin);
        if (onlyNames(value))
            return;
        m_found.text += m_text.substr(m_copied, begin - m_copied);
        m_found.text += quote;
        m_found.text += CredentialMask;
        m_found.text += quote;
        m_copied = end;
        std::vector<std::string> &names = m_found.leftOut;
        if (names.size() < MaxNames && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    }

    /// `$WRITE_KEY`, `{{key}}`, `%WRITE_KEY%`: what stands for a value.
    bool onlyNames(std::string_view value) const
    {
        if (value.empty() || value == CredentialMask || value.starts_with("{{"))
            return true;
        const char next = value.size() > 1 ? value[1] : '\0';
        if (value.front() == '$') // "$ecret" may be one.
            return m_isCommand || next == '{' || next == '(' || next == '_' || (next >= 'A' && next <= 'Z');
        const std::size_t end = value.front() == '%' ? value.find_first_not_of(NameBytes, 1) : Nowhere;
        return end != Nowhere && end > 1 && value[end] == '%' && !json::isDigit(next) &&
               CredentialText(value).signAt(end).size == 1;
    }

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
