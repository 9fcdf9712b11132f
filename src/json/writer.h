// The one writer of JSON: compact text, keys in the order in which they are given.
#pragma once

#include "quote.h"

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace smc::json {

/// Builds a JSON text. The caller keeps the nesting right; commas and colons are the writer's.
///
///     Writer w;
///     w.object([&] { w.member("index", 0); w.key("rows").array([&] { w.value("a"); w.raw("1.00"); }); });
class Writer
{
public:
    Writer() = default;
    explicit Writer(std::string &&buffer)
        : m_out(std::move(buffer))
    {
        m_out.clear();
    }

    template <typename Body>
    Writer &object(Body body)
    {
        open('{');
        body();
        return close('}');
    }
    template <typename Body>
    Writer &array(Body body)
    {
        open('[');
        body();
        return close(']');
    }

    Writer &key(std::string_view name);
    Writer &value(std::string_view text);
    Writer &value(const char *text) { return value(std::string_view(text)); }
    Writer &value(bool flag) { return raw(flag ? "true" : "false"); }
    Writer &value(double number); ///< Shortest spelling that reads back the same; null where it is not finite.
    template <std::integral Integer>
    Writer &value(Integer number)
    {
        return raw(std::to_string(number));
    }
    Writer &null() { return raw("null"); }
    /// `json` as it stands: it must be one JSON value.
    Writer &raw(std::string_view json);

    template <typename T>
    Writer &member(std::string_view name, T content)
    {
        return key(name).value(content);
    }

    const std::string &text() const { return m_out; }
    std::string take();
    void clear();

private:
    void open(char bracket);
    Writer &close(char bracket);
    void separate();

    std::string m_out;
    bool m_needsComma = false;
};

} // namespace smc::json
