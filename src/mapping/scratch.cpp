#include "scratch.h"

#include <json/quote.h>

#include <algorithm>

namespace smc::mapping {

Scratch::Scratch()
{
    m_blocks.push_back({std::unique_ptr<std::byte[]>(new std::byte[FirstBlock]), FirstBlock});
}

Scratch::~Scratch() = default;

void Scratch::clear()
{
    // A larger block serves the next large event too, unless it is so large that it would only lie about.
    if (m_blocks.size() > 1 && m_blocks.back().size <= LargestKept)
        std::swap(m_blocks.front(), m_blocks.back());
    m_blocks.resize(1);
    m_used = 0;
    m_kept = 0;
    m_slices.clear();
    m_hidden.clear();
    m_undefined.clear();
    m_seen.clear();
    if (!m_parts.empty())
        m_parts.clear();
    if (!m_documents.empty())
        m_documents.clear();
    if (m_longest > LargestKept)
        m_parser = json::Document();
    m_longest = 0;
}

std::byte *Scratch::reserveBlock(std::size_t size)
{
    const std::size_t capacity = std::max(size, m_blocks.back().size);
    m_blocks.push_back({std::unique_ptr<std::byte[]>(new std::byte[capacity]), capacity});
    m_used = 0;
    return m_blocks.back().bytes.get();
}

std::string_view Scratch::keep(std::string_view text)
{
    if (text.empty())
        return {};
    auto *copy = reinterpret_cast<char *>(reserve(text.size()));
    std::copy(text.begin(), text.end(), copy);
    take(text.size());
    return {copy, text.size()};
}

std::span<const json::Value> Scratch::keep(std::span<const json::Value> values)
{
    if (values.empty())
        return {};
    auto *copy = reinterpret_cast<json::Value *>(reserve(values.size_bytes()));
    std::uninitialized_copy(values.begin(), values.end(), copy);
    take(values.size_bytes());
    return {copy, values.size()};
}

std::string_view Scratch::keepQuoted(std::string_view text)
{
    auto *begin = reinterpret_cast<char *>(reserve(json::escapedBound(text.size()) + 2));
    *begin = '"';
    char *end = json::writeEscaped(begin + 1, text);
    *end++ = '"';
    const auto size = static_cast<std::size_t>(end - begin);
    take(size);
    return {begin, size};
}

std::string_view Scratch::keepQuotedSlice(std::string_view slice)
{
    auto *const begin = reinterpret_cast<char *>(reserve(json::escapedBound(slice.size()) + 2));
    char *out = begin;
    *out++ = '"';
    const char *from = slice.data();
    const char *const end = from + slice.size();
    for (const QuotedSlice &known : m_slices) {
        const char *const knownEnd = known.slice.data() + known.slice.size();
        if (known.slice.data() < from || knownEnd > end)
            continue;
        out = json::writeEscaped(out, {from, known.slice.data()});
        out = std::copy(known.quoted.begin() + 1, known.quoted.end() - 1, out);
        from = knownEnd;
    }
    out = json::writeEscaped(out, {from, end});
    *out++ = '"';
    const auto size = static_cast<std::size_t>(out - begin);
    take(size);
    const std::string_view quoted(begin, size);
    if (m_slices.size() < MostSlices) {
        const auto place = std::find_if(m_slices.begin(), m_slices.end(),
                                        [&](const QuotedSlice &known) { return known.slice.data() >= slice.data(); });
        m_slices.insert(place, {slice, quoted});
    }
    return quoted;
}

void Scratch::hide(std::string_view json, Hidden hidden)
{
    if (hidden.empty() || json.empty())
        return;
    for (const std::vector<std::string> &keys : hidden)
        m_kept += keys.size() * sizeof(std::string) + sizeof keys;
    m_hidden.emplace(json.data(), std::move(hidden));
}

const Scratch::Hidden &Scratch::hiddenIn(std::string_view json) const
{
    static const Hidden Nothing;
    const auto found = m_hidden.find(json.data());
    return found == m_hidden.end() ? Nothing : found->second;
}

void Scratch::keepParts(std::string_view json, Parts parts)
{
    m_parts[json.data()] = std::move(parts);
}

const Parts &Scratch::partsOf(std::string_view json) const
{
    static const Parts Nothing;
    const auto found = m_parts.find(json.data());
    return found == m_parts.end() ? Nothing : found->second;
}

json::Value Scratch::read(std::string text)
{
    json::Document &document = m_documents.emplace_back(m_parser.sibling());
    const std::size_t size = text.size();
    if (size > m_longest) {
        // A parser has about four bytes for each byte of the longest text.
        m_kept += (size - m_longest) * 4;
        m_longest = size;
    }
    if (!document.parse(std::move(text))) {
        m_documents.pop_back();
        return {};
    }
    m_kept += size + sizeof(json::Document) + document.node(0).next * sizeof(json::Document::Node);
    return document.root();
}

void Scratch::saw(std::span<const json::Value> values)
{
    m_seen.insert(m_seen.end(), values.begin(), values.end());
}

void Scratch::forget(json::Value value)
{
    const auto last = std::find_if(m_seen.rbegin(), m_seen.rend(), [value](json::Value seen) {
        return seen.document() == value.document() && seen.node() == value.node();
    });
    if (last != m_seen.rend())
        m_seen.erase(std::next(last).base());
}

} // namespace smc::mapping
