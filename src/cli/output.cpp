#include "output.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace smc::cli {

namespace {

/// A non-blocking standard output is waited for.
void waitUntilWritable()
{
    pollfd descriptor{STDOUT_FILENO, POLLOUT, 0};
    ::poll(&descriptor, 1, -1);
}

} // namespace

bool Output::write(std::string_view lines)
{
    while (m_state == State::Open && !lines.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, lines.data(), lines.size());
        if (written >= 0) {
            lines.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            waitUntilWritable();
        } else if (errno == EPIPE) {
            m_state = State::Closed;
        } else if (errno != EINTR) {
            m_reason = std::strerror(errno);
            m_state = State::Failed;
        }
    }
    return m_state == State::Open;
}

} // namespace smc::cli
