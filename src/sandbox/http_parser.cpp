#include "http_parser.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace smc::sandbox {

namespace {

constexpr std::size_t MaxChunkLine = 256;

bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
}

bool isToken(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isPrintable(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte >= 0x20 && byte != 0x7f) || c == '\t';
    });
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// The path and query of a target in origin form or absolute form; empty for the other forms.
std::string_view originForm(std::string_view target)
{
    if (target.starts_with('/'))
        return target;
    if (!equalsIgnoringCase(target.substr(0, 7), "http://"))
        return {};
    const auto slash = target.find('/', 7);
    return slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
}

} // namespace

void HttpParser::refuse(int status, std::string message)
{
    m_problem = {status, std::move(message)};
    m_state = State::Failed;
    m_request = {};
    m_line = {};
}

std::size_t HttpParser::feed(std::string_view bytes)
{
    std::size_t used = 0;
    while (used < bytes.size() && m_state != State::Complete && m_state != State::Failed) {
        const auto rest = bytes.substr(used);
        const bool inBody = m_state == State::Body || m_state == State::ChunkData;
        used += inBody ? feedBody(rest) : feedLine(rest);
    }
    return used;
}

std::size_t HttpParser::lineLimit() const
{
    switch (m_state) {
    case State::RequestLine:
        return m_limits.requestLine;
    case State::Headers:
    case State::Trailers:
        return m_limits.headers - std::min(m_limits.headers, m_headerBytes);
    default:
        return MaxChunkLine;
    }
}

std::size_t HttpParser::feedLine(std::string_view bytes)
{
    const auto end = bytes.find('\n');
    const auto part = bytes.substr(0, end);
    if (m_line.size() + part.size() > lineLimit() + 1) { // One more for a carriage return.
        if (m_state == State::RequestLine)
            refuse(414, "The request line is longer than " + std::to_string(m_limits.requestLine) + " bytes.");
        else if (m_state == State::Headers || m_state == State::Trailers)
            refuse(431, "The headers are longer than " + std::to_string(m_limits.headers) + " bytes.");
        else
            refuse(400, "The chunked body is broken.");
        return bytes.size();
    }
    m_line += part;
    if (end == std::string_view::npos)
        return bytes.size();
    if (m_line.ends_with('\r'))
        m_line.pop_back();
    endLine();
    m_line.clear();
    return end + 1;
}

void HttpParser::endLine()
{
    switch (m_state) {
    case State::RequestLine:
        if (!m_line.empty()) // Empty lines before a request are skipped (RFC 9112, 2.2).
            readRequestLine();
        break;
    case State::Headers:
        if (m_line.empty())
            endHeaders();
        else
            readHeaderLine();
        break;
    case State::ChunkSize:
        readChunkSize();
        break;
    case State::ChunkEnd:
        if (m_line.empty())
            m_state = State::ChunkSize;
        else
            refuse(400, "The chunked body is broken.");
        break;
    case State::Trailers:
        m_headerBytes += m_line.size() + 2;
        if (m_line.empty())
            m_state = State::Complete;
        break;
    default:
        break;
    }
}

void HttpParser::readRequestLine()
{
    const std::string_view line = m_line;
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
        return refuse(400, "This is no HTTP request.");
    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (!isToken(method) || method.size() > 20 || !isPrintable(target) || target.find(' ') != std::string_view::npos)
        return refuse(400, "This is no HTTP request.");
    if (!version.starts_with("HTTP/"))
        return refuse(400, "This is no HTTP request.");
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return refuse(505, "The sandbox speaks HTTP 1.1.");
    const auto path = originForm(target);
    if (path.empty())
        return refuse(400, "The request's target is no path.");
    m_request.method = method;
    m_request.target = path;
    m_request.minorVersion = version.back() - '0';
    m_state = State::Headers;
}

void HttpParser::readHeaderLine()
{
    const std::string_view line = m_line;
    m_headerBytes += line.size() + 2;
    if (m_request.headers.size() >= m_limits.headerLines)
        return refuse(431, "There are more than " + std::to_string(m_limits.headerLines) + " headers.");
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon)) || !isPrintable(line))
        return refuse(400, "A header is broken.");
    m_request.headers.push_back({std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))});
}

void HttpParser::endHeaders()
{
    const auto coding = m_request.header("transfer-encoding");
    const auto length = m_request.header("content-length");
    if (coding && length)
        return refuse(400, "The request gives two lengths for its body.");
    if (m_request.headerCount("content-length") > 1 || m_request.headerCount("transfer-encoding") > 1)
        return refuse(400, "The request gives two lengths for its body.");
    if (coding && (m_request.minorVersion == 0 || !equalsIgnoringCase(*coding, "chunked")))
        return refuse(501, "Only chunked is known as a transfer encoding.");

    m_remaining = 0;
    if (length) {
        const bool digits = !length->empty() &&
                            std::all_of(length->begin(), length->end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!digits)
            return refuse(400, "The Content-Length is no number.");
        const auto result = std::from_chars(length->data(), length->data() + length->size(), m_remaining);
        if (result.ec != std::errc() || m_remaining > m_limits.body)
            return refuse(413, "The body is larger than " + std::to_string(m_limits.body) + " bytes.");
    }
    if (const auto expected = m_request.header("expect")) {
        const bool hasBody = coding || m_remaining > 0;
        m_continueWanted = hasBody && m_request.minorVersion >= 1 && equalsIgnoringCase(*expected, "100-continue");
    }
    if (coding)
        m_state = State::ChunkSize;
    else
        m_state = m_remaining > 0 ? State::Body : State::Complete;
}

void HttpParser::readChunkSize()
{
    const auto digits = trimmed(std::string_view(m_line).substr(0, m_line.find(';')));
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
    if (digits.empty() || digits.front() == '-' || end != digits.data() + digits.size())
        return refuse(400, "The chunked body is broken.");
    if (error != std::errc() || size > m_limits.body - m_request.body.size())
        return refuse(413, "The body is larger than " + std::to_string(m_limits.body) + " bytes.");
    m_remaining = size;
    m_state = size == 0 ? State::Trailers : State::ChunkData;
}

std::size_t HttpParser::feedBody(std::string_view bytes)
{
    const auto part = bytes.substr(0, m_remaining);
    m_request.body += part;
    m_remaining -= part.size();
    if (m_remaining == 0)
        m_state = m_state == State::Body ? State::Complete : State::ChunkEnd;
    return part.size();
}

bool HttpParser::takeContinueWanted()
{
    return std::exchange(m_continueWanted, false);
}

HttpRequest HttpParser::take()
{
    m_state = State::RequestLine;
    m_headerBytes = 0;
    m_remaining = 0;
    m_continueWanted = false;
    m_line = {};
    return std::exchange(m_request, {});
}

} // namespace smc::sandbox
