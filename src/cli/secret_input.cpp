#include "secret_input.h"

#include "say.h"

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <string>

namespace smc::cli {

namespace {

constexpr std::size_t LongestLine = 2 * vault::MaxCredentialLength + 2;

/// Turns the terminal's echo off for as long as it lives, Ctrl+C included.
class Hidden
{
public:
    Hidden()
    {
        m_active = isTerminal(STDIN_FILENO) && ::tcgetattr(STDIN_FILENO, &saved()) == 0;
        if (!m_active)
            return;
        termios hidden = saved();
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSADRAIN, &hidden);
        std::signal(SIGINT, showAndEnd);
        std::signal(SIGTERM, showAndEnd);
    }
    ~Hidden()
    {
        if (!m_active)
            return;
        ::tcsetattr(STDIN_FILENO, TCSADRAIN, &saved());
        std::signal(SIGINT, SIG_DFL);
        std::signal(SIGTERM, SIG_DFL);
    }
    Hidden(const Hidden &) = delete;
    Hidden &operator=(const Hidden &) = delete;

private:
    static termios &saved()
    {
        static termios before = {};
        return before;
    }
    static void showAndEnd(int signal)
    {
        ::tcsetattr(STDIN_FILENO, TCSADRAIN, &saved());
        ::_exit(128 + signal);
    }

    bool m_active = false;
};

/// One line of standard input, byte by byte so that nothing behind it is taken, and its traces wiped.
Result<SecretString> readLine()
{
    std::array<char, LongestLine> line = {};
    std::size_t size = 0;
    bool isTooLong = false;
    bool isEnd = false;
    while (!isEnd) {
        char byte = 0;
        const ssize_t count = ::read(STDIN_FILENO, &byte, 1);
        if (count < 0 && errno == EINTR)
            continue;
        isEnd = count <= 0 || byte == '\n';
        if (isEnd)
            break;
        if (size < line.size())
            line[size++] = byte;
        else
            isTooLong = true;
    }
    if (size > 0 && line[size - 1] == '\r')
        --size;
    SecretString secret(std::string_view(line.data(), size));
    std::fill(line.begin(), line.end(), '\0');
    if (isTooLong)
        return fail("credential_too_long", "A line of key and secret is far too long to be one.");
    return secret;
}

Result<SecretString> ask(const char *question)
{
    if (!isTerminal(STDIN_FILENO))
        return readLine();
    std::fputs(question, stderr);
    std::fflush(stderr);
    auto line = readLine();
    std::fputc('\n', stderr);
    return line;
}

} // namespace

Result<vault::Credentials> readCredentials()
{
    const Hidden hidden; // for both lines, so that a second one that is pasted along is not shown either
    auto line = ask("API key (or key:secret): ");
    if (!line)
        return tl::make_unexpected(line.error());
    if (line->isEmpty())
        return fail("credential_missing", "No API key came on standard input. Expected is one line key:secret, or the "
                                          "key and the secret in a line each.");
    if (line->reveal().find(':') != std::string_view::npos)
        return vault::parseCredentials(line->reveal());
    auto secret = ask("API secret: ");
    if (!secret)
        return tl::make_unexpected(secret.error());
    vault::Credentials credentials{std::move(*line), std::move(*secret)};
    if (auto good = vault::check(credentials); !good)
        return tl::make_unexpected(good.error());
    return credentials;
}

} // namespace smc::cli
