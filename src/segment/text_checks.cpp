#include "text_checks.h"

#include <json/pointer.h>

#include <algorithm>
#include <cstdint>
#include <string>

namespace smc::segment {

namespace {

using json::Document;
using json::Value;

/// Objects of more members are sorted rather than compared pair by pair.
constexpr std::size_t FewMembers = 24;

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

/// One of 64 bits for a key: two keys with different bits differ.
std::uint64_t bitOf(std::string_view key)
{
    if (key.empty())
        return 1;
    const auto first = static_cast<unsigned char>(key.front());
    const auto middle = static_cast<unsigned char>(key[key.size() / 2]);
    const auto last = static_cast<unsigned char>(key.back());
    return std::uint64_t{1} << ((first * 7U + middle * 5U + last * 3U + key.size()) & 63U);
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
        std::uint64_t seen = 0;
        std::size_t members = 0;
        bool mayRepeat = false;
        for (std::uint32_t i = object + 1; i < end; i = m_document.node(i).next) {
            const Document::Node &node = m_document.node(i);
            const std::uint64_t bit = bitOf(node.key.of(m_document.text()));
            mayRepeat = mayRepeat || (seen & bit) != 0 || node.keyEscaped;
            seen |= bit;
            ++members;
        }
        if (!mayRepeat || members < 2)
            return;
        if (members <= FewMembers)
            comparePairs(object, end);
        else
            compareSorted(object, end);
    }

    void comparePairs(std::uint32_t object, std::uint32_t end)
    {
        for (std::uint32_t i = object + 1; i < end; i = m_document.node(i).next) {
            for (std::uint32_t k = object + 1; k < i; k = m_document.node(k).next) {
                if (sameKey(k, i)) {
                    addDuplicate(Value(&m_document, i));
                    break;
                }
            }
        }
    }

    bool sameKey(std::uint32_t a, std::uint32_t b) const
    {
        const Document::Node &first = m_document.node(a);
        const Document::Node &second = m_document.node(b);
        if (first.keyEscaped || second.keyEscaped)
            return Value(&m_document, a).key() == Value(&m_document, b).key();
        return first.key.size() == second.key.size() &&
               first.key.of(m_document.text()) == second.key.of(m_document.text());
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
