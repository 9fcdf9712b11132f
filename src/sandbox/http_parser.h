// Reads HTTP/1.x requests piece by piece, within limits, and trusts nothing.
//
// Bodies come with Content-Length or chunked (RFC 9112). What is ambiguous there (both lengths, differing lengths,
// folded headers, spaces before a colon) is refused, and so is what passes a limit, before it is kept in memory.
#pragma once

#include "http_message.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace smc::sandbox {

struct HttpLimits
{
    std::size_t requestLine = std::size_t{16} * 1024;
    std::size_t headers = std::size_t{32} * 1024; ///< All header lines together, bytes.
    std::size_t headerLines = 100;
    std::size_t body = std::size_t{20} * 1024 * 1024;
    std::size_t buffered = std::size_t{256} * 1024 * 1024; ///< Bodies of all connections together.
    std::size_t connections = 0;                           ///< 0: as many as the system's limit on open files lets us.
    std::chrono::milliseconds headersWithin{10'000};
    std::chrono::milliseconds requestWithin{60'000};
    std::chrono::milliseconds answerTakenWithin{30'000};
    std::chrono::milliseconds idle{60'000}; ///< Between two requests on one connection.
};

/// Why a request is refused before it is one.
struct HttpProblem
{
    int status = 400;
    std::string message;
};

class HttpParser
{
public:
    enum class State : std::uint8_t {
        RequestLine,
        Headers,
        Body,
        ChunkSize,
        ChunkData,
        ChunkEnd,
        Trailers,
        Complete,
        Failed
    };

    explicit HttpParser(const HttpLimits &limits)
        : m_limits(limits)
    {
    }

    /// Takes bytes and returns how many it used: all of them, or up to the end of a request. Once Complete or Failed
    /// it uses none.
    std::size_t feed(std::string_view bytes);

    State state() const { return m_state; }
    bool isComplete() const { return m_state == State::Complete; }
    bool hasFailed() const { return m_state == State::Failed; }
    bool hasStarted() const { return m_state != State::RequestLine || !m_line.empty(); }
    bool hasHeaders() const { return m_state > State::Headers && m_state != State::Failed; }
    const HttpProblem &problem() const { return m_problem; }

    /// Bytes of the body that are held.
    std::size_t held() const { return m_request.body.size(); }

    /// True once for a request whose sender waits for "100 Continue" before its body.
    bool takeContinueWanted();

    /// The complete request; the parser is ready for the next one.
    HttpRequest take();

private:
    std::size_t feedLine(std::string_view bytes);
    std::size_t feedBody(std::string_view bytes);
    void endLine();
    void readRequestLine();
    void readHeaderLine();
    void endHeaders();
    void readChunkSize();
    std::size_t lineLimit() const;
    void refuse(int status, std::string message);

    const HttpLimits m_limits;
    State m_state = State::RequestLine;
    HttpRequest m_request;
    HttpProblem m_problem;
    std::string m_line;
    std::size_t m_headerBytes = 0;
    std::size_t m_remaining = 0; ///< Of the body, or of the chunk.
    bool m_continueWanted = false;
};

} // namespace smc::sandbox
