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

/// The first eight bytes at `at`, of which `size` count. Eight can be read: Document::Padding.
std::uint64_t load(const char *at, std::size_t size)
{
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    if constexpr (std::endian::native == std::endian::little)
        return size >= sizeof word ? word : word & ((std::uint64_t(1) << (size * 8)) - 1);
    else
        return size >= sizeof word ? word : word >> ((sizeof word - size) * 8);
}

/// Mixes the length and up to 16 bytes of a key, of which keys seldom have all in common.
std::uint32_t hashOf(std::string_view key)
{
    const std::size_t size = key.size();
    const std::uint64_t first = load(key.data(), size);
    const std::uint64_t last = size > 8 ? load(key.data() + size - 8, 8) : 0;
    const std::uint64_t mixed = (first ^ (last * 0x9E3779B97F4A7C15U) ^ size) * 0xD6E8FEB86659FD93U;
    return static_cast<std::uint32_t>(mixed >> 32U);
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
        // Two keys of the same hash share all three of its bits; in most objects no two keys do.
        std::uint64_t some = 0;
        std::uint64_t others = 0;
        std::uint64_t thirds = 0;
        std::size_t members = 0;
        bool mayRepeat = false;
        bool isEscaped = false;
        for (std::uint32_t i = object + 1; i < end; i = m_document.node(i).next) {
            const Document::Node &member = m_document.node(i);
            const std::uint32_t hash = hashOf(member.key.of(m_document.text()));
            const std::uint64_t bit = std::uint64_t(1) << (hash % 64);
            const std::uint64_t other = std::uint64_t(1) << (hash / 64 % 64);
            const std::uint64_t third = std::uint64_t(1) << (hash / 4096 % 64);
            mayRepeat = mayRepeat || ((some & bit) != 0 && (others & other) != 0 && (thirds & third) != 0);
            isEscaped = isEscaped || member.keyEscaped;
            some |= bit;
            others |= other;
            thirds |= third;
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
            const std::uint32_t hash = hashOf(key);
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
