#include "needle.h"

#include <json/scan.h>
#include <json/utf8.h>

#include <QChar>
#include <QList>

#include <algorithm>

namespace smc::gui {

namespace {

struct Character
{
    char32_t value = 0;
    std::size_t length = 1;
};

/// The character at `at`; a byte that begins none stands for itself, as nothing that could be typed.
Character characterAt(std::string_view bytes, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
    const std::size_t length = json::sequenceLength(bytes, at);
    switch (length) {
    case 1:
        return {byte(0), 1};
    case 2:
        return {(byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU), 2};
    case 3:
        return {(byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU), 3};
    case 4:
        return {(byte(0) & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U | (byte(2) & 0x3FU) << 6U | (byte(3) & 0x3FU), 4};
    default:
        return {0x110000U + byte(0), 1};
    }
}

} // namespace

Needle::Needle(const QString &text, CaseRule caseRule, SpaceRule spaceRule)
    : m_caseRule(caseRule)
{
    const QList<uint> characters = text.toUcs4();
    bool isExact = caseRule == CaseRule::Match;
    for (qsizetype i = 0; i < characters.size(); ++i) {
        if (spaceRule == SpaceRule::AsLaidOut && characters[i] == ' ' && i > 0 && characters[i - 1] == ':') {
            m_pattern.push_back(AnySpaces);
            isExact = false;
            continue;
        }
        m_pattern.push_back(folded(characters[i]));
    }
    if (m_pattern.empty())
        return;
    if (isExact)
        m_exact = text.toStdString();
    for (const char32_t form : {m_pattern.front(), QChar::toLower(m_pattern.front()), QChar::toUpper(m_pattern.front()),
                                QChar::toTitleCase(m_pattern.front())})
        m_firsts[static_cast<unsigned char>(QString::fromUcs4(&form, 1).toUtf8().at(0))] = true;
}

char32_t Needle::folded(char32_t character) const
{
    if (m_caseRule == CaseRule::Match)
        return character;
    if (character < 0x80)
        return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
    return character < 0x110000 ? QChar::toCaseFolded(character) : character;
}

std::optional<std::size_t> Needle::matchAt(std::string_view bytes, std::size_t at) const
{
    for (const char32_t wanted : m_pattern) {
        if (wanted == AnySpaces) {
            while (at < bytes.size() && json::isSpace(bytes[at]))
                ++at;
            continue;
        }
        if (at >= bytes.size())
            return std::nullopt;
        const Character found = characterAt(bytes, at);
        if (folded(found.value) != wanted)
            return std::nullopt;
        at += found.length;
    }
    return at;
}

std::optional<json::Range> Needle::findFirst(std::string_view bytes, std::size_t from, std::size_t to) const
{
    to = std::min(to, bytes.size());
    if (isEmpty() || from >= to)
        return std::nullopt;
    if (!m_exact.empty()) {
        const std::size_t at = bytes.substr(0, std::min(bytes.size(), to + m_exact.size() - 1)).find(m_exact, from);
        if (at == std::string_view::npos)
            return std::nullopt;
        return json::Range{json::offsetAt(at), json::offsetAt(at + m_exact.size())};
    }
    for (std::size_t at = from; at < to; ++at) {
        if (!m_firsts[static_cast<unsigned char>(bytes[at])])
            continue;
        if (const std::optional<std::size_t> end = matchAt(bytes, at))
            return json::Range{json::offsetAt(at), json::offsetAt(*end)};
    }
    return std::nullopt;
}

std::optional<json::Range> Needle::findLast(std::string_view bytes, std::size_t from, std::size_t to) const
{
    std::optional<json::Range> last;
    for (std::optional<json::Range> found = findFirst(bytes, from, to); found;
         found = findFirst(bytes, found->end.index(), to))
        last = found;
    return last;
}

std::vector<json::Range> Needle::findAll(std::string_view bytes, std::size_t from, std::size_t to,
                                         std::size_t most) const
{
    std::vector<json::Range> all;
    for (std::optional<json::Range> found = findFirst(bytes, from, to); found && all.size() < most;
         found = findFirst(bytes, found->end.index(), to))
        all.push_back(*found);
    return all;
}

std::size_t Needle::count(std::string_view bytes, std::size_t from, std::size_t to) const
{
    std::size_t found = 0;
    for (std::optional<json::Range> hit = findFirst(bytes, from, to); hit; hit = findFirst(bytes, hit->end.index(), to))
        ++found;
    return found;
}

} // namespace smc::gui
