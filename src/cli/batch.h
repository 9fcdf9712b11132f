// Some events on their way through the pipeline, with their texts in one piece of memory that is used again and again.
#pragma once

#include <segment/event_reader.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smc::cli {

/// One event, or the reason why a piece of the input is none.
struct Item
{
    static constexpr std::uint32_t NoError = UINT32_MAX;

    std::size_t index = 0; ///< Among all of the run, from 0.
    segment::Origin origin;
    std::size_t begin = 0;
    std::size_t size = 0;
    std::uint32_t error = NoError;

    bool isError() const { return error != NoError; }
};

class Batch
{
public:
    void add(std::size_t index, std::string_view text, segment::Origin origin)
    {
        m_items.push_back({index, origin, m_text.size(), text.size(), Item::NoError});
        if (m_text.capacity() < m_text.size() + text.size() + json::Document::Padding)
            m_text.reserve(2 * (m_text.size() + text.size() + json::Document::Padding));
        m_text += text;
    }

    void addError(std::size_t index, segment::ReadError error)
    {
        m_items.push_back({index, {error.offset, error.line}, 0, 0, static_cast<std::uint32_t>(m_errors.size())});
        m_errors.push_back(std::move(error));
    }

    const std::vector<Item> &items() const { return m_items; }
    std::string_view textOf(const Item &item) const { return std::string_view(m_text).substr(item.begin, item.size); }
    segment::PaddedText paddedTextOf(const Item &item) const { return {textOf(item)}; }
    const segment::ReadError &errorOf(const Item &item) const { return m_errors[item.error]; }

    bool isEmpty() const { return m_items.empty(); }
    bool isFull() const { return m_items.size() >= MaxItems || m_text.size() >= MaxText; }

    void clear()
    {
        m_items.clear();
        m_errors.clear();
        m_text.clear();
        if (m_text.capacity() > KeptText)
            m_text = {};
    }

private:
    static constexpr std::size_t MaxItems = 512;
    static constexpr std::size_t MaxText = 256U << 10U;
    static constexpr std::size_t KeptText = 1U << 20U; ///< One huge event must not make every batch huge for good.

    std::vector<Item> m_items;
    std::vector<segment::ReadError> m_errors;
    std::string m_text;
};

} // namespace smc::cli
