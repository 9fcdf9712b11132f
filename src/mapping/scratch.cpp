#include "scratch.h"

#include <algorithm>

namespace smc::mapping {

Scratch::Scratch()
    : m_block(std::make_unique<std::byte[]>(FirstBlock))
    , m_memory(m_block.get(), FirstBlock)
{
}

Scratch::~Scratch() = default;

void Scratch::clear()
{
    m_memory.release();
    m_documents.clear();
}

std::string_view Scratch::keep(std::string_view text)
{
    if (text.empty())
        return {};
    auto *copy = static_cast<char *>(m_memory.allocate(text.size(), 1));
    std::copy(text.begin(), text.end(), copy);
    return {copy, text.size()};
}

std::span<const json::Value> Scratch::keep(std::span<const json::Value> values)
{
    if (values.empty())
        return {};
    auto *copy = static_cast<json::Value *>(m_memory.allocate(values.size_bytes(), alignof(json::Value)));
    std::uninitialized_copy(values.begin(), values.end(), copy);
    return {copy, values.size()};
}

json::Document &Scratch::document()
{
    return m_documents.emplace_back();
}

} // namespace smc::mapping
