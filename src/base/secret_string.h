// A secret in memory: no stream operator, no implicit conversion, wiped when it goes.
#pragma once

#include <string>
#include <string_view>

namespace smc {

class SecretString
{
public:
    SecretString() = default;
    explicit SecretString(std::string_view secret);
    SecretString(const SecretString &other);
    SecretString(SecretString &&other) noexcept;
    SecretString &operator=(const SecretString &other);
    SecretString &operator=(SecretString &&other) noexcept;
    ~SecretString();

    bool isEmpty() const { return m_bytes.empty(); }

    /// The secret itself, for the one place that must have it: the request, or the keychain.
    std::string_view reveal() const { return m_bytes; }

    bool operator==(const SecretString &other) const { return m_bytes == other.m_bytes; }

private:
    void wipe();

    std::string m_bytes;
};

/// Overwrites `text` in a way that the compiler keeps, then empties it.
void wipe(std::string &text);

} // namespace smc
