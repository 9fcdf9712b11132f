#include "http_message.h"

#include <algorithm>

namespace smc::sandbox {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// Whether `list`, a header's comma-separated tokens, holds `token`.
bool hasToken(std::string_view list, std::string_view token)
{
    while (!list.empty()) {
        const auto comma = list.find(',');
        std::string_view item = list.substr(0, comma);
        while (!item.empty() && (item.front() == ' ' || item.front() == '\t'))
            item.remove_prefix(1);
        while (!item.empty() && (item.back() == ' ' || item.back() == '\t'))
            item.remove_suffix(1);
        if (equalsIgnoringCase(item, token))
            return true;
        if (comma == std::string_view::npos)
            break;
        list.remove_prefix(comma + 1);
    }
    return false;
}

} // namespace

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

std::optional<std::string_view> HttpRequest::header(std::string_view name) const
{
    for (const HttpHeader &header : headers) {
        if (equalsIgnoringCase(header.name, name))
            return header.value;
    }
    return std::nullopt;
}

std::size_t HttpRequest::headerCount(std::string_view name) const
{
    return static_cast<std::size_t>(std::count_if(headers.begin(), headers.end(), [name](const HttpHeader &header) {
        return equalsIgnoringCase(header.name, name);
    }));
}

bool HttpRequest::keepsAlive() const
{
    const auto connection = header("connection").value_or("");
    if (hasToken(connection, "close"))
        return false;
    return minorVersion >= 1 || hasToken(connection, "keep-alive");
}

std::string_view reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Payload Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 421:
        return "Misdirected Request";
    case 422:
        return "Unprocessable Entity";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Unknown";
    }
}

std::string toWire(const HttpAnswer &answer, AfterAnswer after)
{
    std::string out;
    out.reserve(answer.body.size() + 320);
    out += "HTTP/1.1 ";
    out += std::to_string(answer.status);
    out += ' ';
    out += reasonPhrase(answer.status);
    out += "\r\n";
    if (!answer.contentType.empty())
        out += "Content-Type: " + answer.contentType + "\r\n";
    for (const HttpHeader &header : answer.headers)
        out += header.name + ": " + header.value + "\r\n";
    out += "Cache-Control: no-store\r\n";
    out += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n";
    out += after == AfterAnswer::Close ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n";
    out += answer.body;
    return out;
}

} // namespace smc::sandbox
