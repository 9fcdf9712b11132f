#include "redaction.h"

#include <QByteArray>

#include <algorithm>
#include <array>
#include <set>

namespace smc::net {

namespace {

constexpr std::size_t ShortestNeedle = 4;
constexpr std::size_t ShortestAnywhere = 8;
constexpr std::size_t MostBackslashes = 8; ///< Of an escape within escapes.
constexpr std::size_t MostPercents = 3;
constexpr std::size_t ShortestPartial = 4;      ///< Of a secret that a cut text ends in.
constexpr std::string_view Ellipsis = "\u2026"; ///< Where a sentence leaves out the rest of a value that it quotes.

/// Which reading of '\', '%' and '&' goes first where both are possible.
enum class Reading { EscapedFirst, RawFirst };

struct Unit
{
    int byte = -1; ///< The byte that an escape stands for; -1 where there is no escape.
    std::size_t length = 0;
};

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// The value of `digits` digits of `base` at `at`; -1 where they are none.
int number(std::string_view text, std::size_t at, std::size_t digits, int base)
{
    if (digits == 0 || digits > 6 || at + digits > text.size())
        return -1;
    int value = 0;
    for (const char c : text.substr(at, digits)) {
        const int digit = hexDigit(c);
        if (digit < 0 || digit >= base)
            return -1;
        value = value * base + digit;
    }
    return value;
}

Unit backslashAt(std::string_view text, std::size_t at)
{
    if (at + 1 >= text.size())
        return {};
    const char next = text[at + 1];
    if (next == '/' || next == '"' || next == '\\' || next == '\'')
        return {static_cast<unsigned char>(next), 2};
    if (next == 'u')
        return {number(text, at + 2, 4, 16), 6};
    if (next == 'x')
        return {number(text, at + 2, 2, 16), 4};
    return {};
}

Unit entityAt(std::string_view text, std::size_t at)
{
    const std::size_t end = text.substr(at, 10).find(';');
    if (end == std::string_view::npos)
        return {};
    const std::string_view name = text.substr(at + 1, end - 1);
    static constexpr std::array<std::pair<std::string_view, char>, 7> Named = {
        {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"plus", '+'}, {"equals", '='}}};
    for (const auto &[entity, byte] : Named) {
        if (name == entity)
            return {byte, end + 1};
    }
    if (name.size() > 2 && name[0] == '#' && (name[1] == 'x' || name[1] == 'X'))
        return {number(name, 2, name.size() - 2, 16), end + 1};
    if (name.size() > 1 && name[0] == '#')
        return {number(name, 1, name.size() - 1, 10), end + 1};
    return {};
}

Unit escapeAt(std::string_view text, std::size_t at)
{
    switch (text[at]) {
    case '%':
        return {number(text, at + 1, 2, 16), 3};
    case '\\':
        return backslashAt(text, at);
    case '&':
        return entityAt(text, at);
    case '+':
        return {' ', 1};
    default:
        return {};
    }
}

/// What was escaped more than once: JSON within JSON, an address within an address.
Unit nestedAt(std::string_view text, std::size_t at)
{
    if (text[at] == '\\') {
        std::size_t count = 1;
        while (count <= MostBackslashes && at + count < text.size() && text[at + count] == '\\')
            ++count;
        const Unit innermost = count > 1 && count <= MostBackslashes ? backslashAt(text, at + count - 1) : Unit();
        return {innermost.byte, count - 1 + innermost.length};
    }
    if (text[at] == '%') {
        std::size_t digits = at + 1;
        for (std::size_t i = 0; i < MostPercents && text.substr(digits).starts_with("25"); ++i)
            digits += 2;
        return {number(text, digits, 2, 16), digits + 2 - at};
    }
    return {};
}

bool isWordByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool standsAlone(std::string_view text, std::size_t begin, std::size_t end)
{
    return (begin == 0 || !isWordByte(text[begin - 1])) && (end >= text.size() || !isWordByte(text[end]));
}

bool isPlainWord(std::string_view bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// For each byte whether it stands between quotation marks; empty where these don't match, so that nothing tells.
std::vector<bool> quotedBytes(std::string_view sentence)
{
    std::vector<bool> isQuoted(sentence.size());
    int open = 0;
    bool isStraight = false;
    bool isBacktick = false;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        if (sentence.substr(i).starts_with("\u201c"))
            ++open;
        else if (sentence.substr(i).starts_with("\u201d") && --open < 0)
            return {};
        else if (sentence[i] == '"')
            isStraight = !isStraight;
        else if (sentence[i] == '`')
            isBacktick = !isBacktick;
        isQuoted[i] = open > 0 || isStraight || isBacktick;
    }
    return open == 0 && !isStraight && !isBacktick ? isQuoted : std::vector<bool>();
}

/// How many bytes of `text` from `begin` on spell `secret`; 0 where they don't.
std::size_t spells(std::string_view text, std::size_t begin, std::string_view secret, Reading reading, TextEnd textEnd)
{
    std::size_t at = begin;
    for (std::size_t i = 0; i < secret.size(); ++i) {
        if (at >= text.size())
            return textEnd == TextEnd::Cut && i >= ShortestPartial ? at - begin : 0;
        if (i >= ShortestPartial && text.substr(at).starts_with(Ellipsis))
            return at - begin;
        const int wanted = static_cast<unsigned char>(secret[i]);
        const bool raw = static_cast<unsigned char>(text[at]) == wanted;
        if (raw && reading == Reading::RawFirst) {
            ++at;
            continue;
        }
        const Unit unit = escapeAt(text, at);
        if (unit.byte == wanted)
            at += unit.length;
        else if (const Unit nested = nestedAt(text, at); nested.byte == wanted)
            at += nested.length;
        else if (raw)
            ++at;
        else
            return 0;
    }
    return at - begin;
}

} // namespace

bool isSensitiveHeader(std::string_view name)
{
    static const Headers sensitive = {{"Authorization", {}}, {"Proxy-Authorization", {}},
                                      {"X-ApiKey", {}},      {"X-ApiKey-Secret", {}},
                                      {"Cookie", {}},        {"Set-Cookie", {}}};
    return findHeader(sensitive, name).has_value();
}

void Redactor::add(const SecretString &value)
{
    const std::string_view whole = value.reveal();
    addForms(whole);
    const std::size_t colon = whole.find(':');
    if (colon != std::string_view::npos) {
        addForms(whole.substr(0, colon));
        addForms(whole.substr(colon + 1));
    }
    arrange();
}

void Redactor::addNeedle(std::string_view bytes)
{
    if (bytes.size() < ShortestNeedle)
        return;
    const bool ambiguous = bytes.find_first_of("%\\&") != std::string_view::npos;
    const bool wordOnly = bytes.size() < ShortestAnywhere;
    m_needles.push_back({SecretString(bytes), wordOnly, wordOnly && isPlainWord(bytes), ambiguous});
}

void Redactor::addForms(std::string_view bytes)
{
    if (bytes.size() < ShortestNeedle)
        return;
    addNeedle(bytes);
    // In base64 a text looks different at each of three offsets; what its neighbours can't change is looked for.
    for (std::size_t offset = 0; offset < 3; ++offset) {
        QByteArray shifted(qsizetype(offset), '\0');
        shifted.append(bytes.data(), qsizetype(bytes.size()));
        const std::size_t begin = (offset * 8 + 5) / 6;
        const std::size_t end = (offset + bytes.size()) * 8 / 6;
        QByteArray standard = shifted.toBase64();
        QByteArray urlSafe = shifted.toBase64(QByteArray::Base64UrlEncoding);
        addNeedle(std::string_view(standard.constData(), std::size_t(standard.size())).substr(begin, end - begin));
        if (urlSafe != standard)
            addNeedle(std::string_view(urlSafe.constData(), std::size_t(urlSafe.size())).substr(begin, end - begin));
        for (QByteArray *copy : {&shifted, &standard, &urlSafe})
            copy->fill('\0');
    }
}

void Redactor::arrange()
{
    std::stable_sort(m_needles.begin(), m_needles.end(), [](const Needle &a, const Needle &b) {
        return a.bytes.reveal().size() > b.bytes.reveal().size();
    });
    for (auto &candidates : m_candidates)
        candidates.clear();
    for (std::size_t i = 0; i < m_needles.size(); ++i) {
        const char first = m_needles[i].bytes.reveal().front();
        std::set<char> starts = {first, '%', '\\', '&'};
        if (first == ' ')
            starts.insert('+');
        for (const char start : starts)
            m_candidates[static_cast<unsigned char>(start)].push_back(std::uint16_t(i));
    }
}

std::size_t Redactor::matchAt(std::string_view text, std::size_t at, TextEnd end, Words words) const
{
    for (const std::uint16_t candidate : m_candidates[static_cast<unsigned char>(text[at])]) {
        const Needle &needle = m_needles[candidate];
        if (needle.plainWord && words == Words::Ours)
            continue;
        const std::string_view bytes = needle.bytes.reveal();
        std::size_t length = spells(text, at, bytes, Reading::EscapedFirst, end);
        if (needle.ambiguous)
            length = std::max(length, spells(text, at, bytes, Reading::RawFirst, end));
        if (length > 0 && (!needle.wordOnly || standsAlone(text, at, at + length)))
            return length;
    }
    return 0;
}

std::string Redactor::text(std::string_view text, TextEnd end) const
{
    if (m_needles.empty())
        return std::string(text);
    return part(text, 0, text.size(), end).text;
}

std::string Redactor::sentence(std::string_view sentence) const
{
    const bool isWord =
        std::any_of(m_needles.begin(), m_needles.end(), [](const Needle &needle) { return needle.plainWord; });
    return isWord ? masked(sentence, 0, sentence.size(), TextEnd::Whole, quotedBytes(sentence)).text : text(sentence);
}

Redactor::Part Redactor::part(std::string_view text, std::size_t from, std::size_t upTo, TextEnd end) const
{
    if (m_needles.empty())
        return {std::string(text.substr(from, upTo - from)), upTo};
    return masked(text, from, upTo, end, {});
}

Redactor::Part Redactor::masked(std::string_view text, std::size_t from, std::size_t upTo, TextEnd end,
                                const std::vector<bool> &isQuoted) const
{
    std::string out;
    std::size_t kept = from; // Everything before it is in `out`.
    std::size_t at = from;
    while (at < upTo) {
        const Words words = isQuoted.empty() || isQuoted[at] ? Words::Foreign : Words::Ours;
        const std::size_t length = matchAt(text, at, end, words);
        if (length == 0) {
            ++at;
            continue;
        }
        out.append(text.substr(kept, at - kept)).append(Mask);
        at += length;
        kept = at;
    }
    out.append(text.substr(kept, at - kept));
    return {std::move(out), at};
}

bool Redactor::finds(std::string_view text) const
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (matchAt(text, at, TextEnd::Whole, Words::Foreign) > 0)
            return true;
    }
    return false;
}

QUrl Redactor::url(const QUrl &url) const
{
    QUrl clean = url;
    clean.setUserInfo({});
    const std::string encoded = clean.toEncoded().toStdString();
    const std::string redacted = text(encoded);
    if (redacted == encoded)
        return clean;
    const QUrl masked = QUrl::fromEncoded(QByteArray::fromStdString(redacted));
    if (masked.isValid() && !finds(masked.toEncoded().toStdString()))
        return masked;
    return QUrl(url.scheme() + QStringLiteral("://redacted.invalid/"));
}

Headers Redactor::headers(const Headers &headers) const
{
    Headers out;
    out.reserve(headers.size());
    for (const Header &header : headers) {
        const bool hide = isSensitiveHeader(header.name);
        out.push_back({text(header.name), hide ? std::string(Mask) : text(header.value)});
    }
    return out;
}

HttpRequest Redactor::request(const HttpRequest &request) const
{
    HttpRequest out;
    out.method = text(request.method);
    out.url = url(request.url);
    out.headers = headers(request.headers);
    out.body = text(request.body);
    if (request.secret)
        out.secret = SecretHeader{request.secret->name, SecretString(), text(request.secret->display)};
    return out;
}

} // namespace smc::net
