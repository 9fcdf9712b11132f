#include "text_checks.h"

#include <json/pointer.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>

namespace smc::segment {

namespace {

using json::Document;
using json::Value;

/// The keys of larger objects are sorted; those of smaller ones go through a table on the stack.
constexpr std::size_t FewMembers = 64;

/// Digits of 2^53 = 9007199254740992: JavaScript reads integers up to there exactly.
constexpr std::string_view LargestExact = "9007199254740992";

bool isBeyondExact(std::string_view number)
{
    if (number.front() == '-')
        number.remove_prefix(1);
    if (number.size() < LargestExact.size() || number.find_first_of(".eE") != std::string_view::npos)
        return false;
    return number.size() > LargestExact.size() || number > LargestExact;
}

/// Mixes the length and the last eight bytes of the key that ends at `end` (quotes included), of which two keys of one
/// object seldom have both in common. Eight bytes from the text's start can be read: Document::Padding.
std::uint32_t hashOf(std::string_view text, json::Span key)
{
    constexpr std::size_t Most = sizeof(std::uint64_t);
    const std::size_t count = std::min<std::size_t>(key.size(), Most);
    std::uint64_t word = 0;
    if constexpr (std::endian::native == std::endian::little) {
        const std::size_t end = std::max<std::size_t>(key.end, Most);
        std::memcpy(&word, text.data() + end - Most, Most);
        word = word << ((end - key.end) * 8) >> ((Most - count) * 8);
    } else {
        std::memcpy(&word, text.data() + key.end - count, count);
    }
    return static_cast<std::uint32_t>(((word ^ key.size()) * 0x9E3779B97F4A7C15U) >> 32U);
}

class Checker
{
public:
    Checker(const Event &event, std::vector<Problem> &problems)
        : m_document(event.document())
        , m_problems(problems)
    {
    }

    void run()
    {
        const std::uint32_t count = m_document.root().exists() ? m_document.node(0).next : 0;
        for (std::uint32_t i = 0; i < count && m_found < MaxTextWarnings; ++i) {
            const Document::Node &node = m_document.node(i);
            if (node.type == json::Type::Object)
                checkKeys(i, node.next);
            else if (node.type == json::Type::Number && node.value.size() >= LargestExact.size() &&
                     isBeyondExact(node.value.of(m_document.text())))
                addInteger(Value(&m_document, i));
        }
    }

private:
    void checkKeys(std::uint32_t object, std::uint32_t end)
    {
        // Two keys of the same hash share both of its bits; most objects have few keys, of which no two do.
        std::uint64_t some = 0;
        std::uint64_t others = 0;
        std::size_t members = 0;
        bool mayRepeat = false;
        bool isEscaped = false;
        for (std::uint32_t i = object + 1; i < end; i = m_document.node(i).next) {
            const Document::Node &member = m_document.node(i);
            const std::uint32_t hash = hashOf(m_document.text(), member.key);
            const std::uint64_t bit = std::uint64_t(1) << (hash >> 26U);
            const std::uint64_t other = std::uint64_t(1) << (hash >> 20U & 63U);
            mayRepeat |= (some & bit) != 0 && (others & other) != 0;
            isEscaped |= member.keyEscaped;
            some |= bit;
            others |= other;
            ++members;
        }
        if (isEscaped || (mayRepeat && members > FewMembers))
            compareSorted(object, end);
        else if (mayRepeat)
            compareHashed(object, end, members);
    }

    void compareHashed(std::uint32_t object, std::uint32_t end, std::size_t members)
    {
        struct Slot
        {
            std::uint32_t hash;
            std::uint32_t node; ///< 0 where the slot is free: no key stands at node 0.
        };
        std::array<Slot, 2 * FewMembers> table;
        const std::size_t mask = std::bit_ceil(2 * members) - 1;
        std::fill_n(table.begin(), mask + 1, Slot{});
        for (std::uint32_t i = object + 1; i < end; i = m_document.node(i).next) {
            const std::string_view key = m_document.node(i).key.of(m_document.text());
            const std::uint32_t hash = hashOf(m_document.text(), m_document.node(i).key);
            std::size_t at = hash & mask;
            while (table[at].node != 0 &&
                   (table[at].hash != hash || m_document.node(table[at].node).key.of(m_document.text()) != key))
                at = (at + 1) & mask;
            if (table[at].node != 0)
                addDuplicate(Value(&m_document, i));
            table[at] = {hash, i};
        }
    }

    void compareSorted(std::uint32_t object, std::uint32_t end)
    {
        std::vector<std::pair<std::string, std::uint32_t>> keys;
        for (std::uint32_t i = object + 1; i < end; i = m_document.node(i).next)
            keys.emplace_back(Value(&m_document, i).key(), i);
        std::sort(keys.begin(), keys.end());
        for (std::size_t i = 1; i < keys.size(); ++i) {
            if (keys[i].first == keys[i - 1].first)
                addDuplicate(Value(&m_document, keys[i].second));
        }
    }

    void addDuplicate(Value member)
    {
        if (++m_found > MaxTextWarnings)
            return;
        const std::string key = member.key();
        m_problems.push_back({"duplicate_key", Severity::Warning, json::pointerTo(member), member.keySpan(),
                              "The key \"" + key + "\" stands twice in this object. Only the last one counts."});
    }

    void addInteger(Value number)
    {
        if (++m_found > MaxTextWarnings)
            return;
        m_problems.push_back({"integer_above_2_53", Severity::Warning, json::pointerTo(number), number.span(),
                              "The integer " + std::string(number.raw().substr(0, 40)) +
                                  " is larger than JavaScript reads exactly (2^53), so Segment may change its last "
                                  "digits. Send it as a string."});
    }

    const Document &m_document;
    std::vector<Problem> &m_problems;
    std::size_t m_found = 0;
};

} // namespace

void checkText(const Event &event, std::vector<Problem> &problems)
{
    Checker(event, problems).run();
}

} // namespace smc::segment
