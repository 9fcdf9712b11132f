#include "secret_string.h"

#include <utility>

namespace smc {

void wipe(std::string &text)
{
    text.resize(text.capacity());
    volatile char *bytes = text.data();
    for (std::size_t i = 0; i < text.size(); ++i)
        bytes[i] = 0;
    text.clear();
}

SecretString::SecretString(std::string_view secret)
    : m_bytes(secret)
{
}

SecretString::SecretString(const SecretString &other) = default;

SecretString::SecretString(SecretString &&other) noexcept
    : m_bytes(other.m_bytes)
{
    other.wipe();
}

SecretString &SecretString::operator=(const SecretString &other)
{
    if (this != &other) {
        wipe();
        m_bytes = other.m_bytes;
    }
    return *this;
}

SecretString &SecretString::operator=(SecretString &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = other.m_bytes;
        other.wipe();
    }
    return *this;
}

SecretString::~SecretString()
{
    wipe();
}

void SecretString::wipe()
{
    smc::wipe(m_bytes);
}

} // namespace smc
