// An HTTP request and its answer as plain values.
#pragma once

#include "buffer_budget.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smc::sandbox {

struct HttpHeader
{
    std::string name;
    std::string value;
};

struct HttpRequest
{
    std::string method; ///< As it was sent: methods are case-sensitive (RFC 9110).
    std::string target; ///< Path and query as they were sent, percent-encoded.
    int minorVersion = 1;
    std::vector<HttpHeader> headers;
    std::string body;
    BufferHold hold; ///< The body's share of the memory that all requests may hold.

    /// The first header of that name in any case, or nothing.
    std::optional<std::string_view> header(std::string_view name) const;
    /// How many headers have that name.
    std::size_t headerCount(std::string_view name) const;
    /// Whether the client wants to use the connection again.
    bool keepsAlive() const;
};

struct HttpAnswer
{
    int status = 200;
    std::string contentType = "application/json; charset=utf-8";
    std::vector<HttpHeader> headers;
    std::string body;
};

/// "Not Found" for 404.
std::string_view reasonPhrase(int status);

enum class AfterAnswer { KeepOpen, Close };

/// The answer as it goes over the wire.
std::string toWire(const HttpAnswer &answer, AfterAnswer after);

/// Whether `a` and `b` are the same but for the case of ASCII letters.
bool equalsIgnoringCase(std::string_view a, std::string_view b);
std::string lowered(std::string_view text);

} // namespace smc::sandbox
