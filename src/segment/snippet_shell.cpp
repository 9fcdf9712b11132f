#include "snippet_shell.h"

#include <cstdint>

namespace smc::segment {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

bool isSeparator(char c)
{
    return c == '\n' || c == ';' || c == '|' || c == '&' || c == '<' || c == '>';
}

/// A '$' or '`' that makes a POSIX shell put something else in its place.
bool startsExpansion(std::string_view text)
{
    if (text.front() == '`')
        return true;
    if (text.front() != '$' || text.size() < 2)
        return false;
    const char c = text[1];
    return c == '{' || c == '(' || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What comes out of the words of either shell.
class Commands
{
public:
    std::string &word()
    {
        m_hasWord = true;
        return m_word.text;
    }
    void expand() { m_word.isExpanded = true; }
    bool hasWord() const { return m_hasWord; }

    void endWord()
    {
        if (m_hasWord)
            m_command.push_back(std::move(m_word));
        m_word = {};
        m_hasWord = false;
    }

    void endCommand()
    {
        endWord();
        if (!m_command.empty())
            m_commands.push_back(std::move(m_command));
        m_command.clear();
    }

    std::vector<ShellCommand> take()
    {
        endCommand();
        return std::move(m_commands);
    }

private:
    std::vector<ShellCommand> m_commands;
    ShellCommand m_command;
    ShellWord m_word;
    bool m_hasWord = false;
};

class PosixReader
{
public:
    explicit PosixReader(std::string_view text)
        : m_text(text)
    {
    }

    std::vector<ShellCommand> read()
    {
        while (m_at < m_text.size())
            step();
        return m_commands.take();
    }

private:
    char peek(std::size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }

    void step()
    {
        const char c = peek();
        if (isBlank(c)) {
            m_commands.endWord();
            ++m_at;
        } else if (isSeparator(c)) {
            m_commands.endCommand();
            ++m_at;
        } else if (c == '#' && !m_commands.hasWord()) {
            const std::size_t end = m_text.find('\n', m_at);
            m_at = end == std::string_view::npos ? m_text.size() : end;
        } else if (c == '\\') {
            readBackslash();
        } else if (c == '\'') {
            ++m_at;
            readVerbatim();
        } else if (c == '$' && peek(1) == '\'') {
            m_at += 2;
            readEscaped();
        } else if (c == '"') {
            ++m_at;
            readQuoted();
        } else {
            if (startsExpansion(m_text.substr(m_at)))
                m_commands.expand();
            m_commands.word() += c;
            ++m_at;
        }
    }

    void readBackslash()
    {
        ++m_at;
        if (peek() == '\r' && peek(1) == '\n')
            m_at += 2;
        else if (peek() == '\n')
            ++m_at;
        else if (m_at < m_text.size())
            m_commands.word() += m_text[m_at++];
    }

    void readVerbatim()
    {
        const std::size_t end = std::min(m_text.find('\'', m_at), m_text.size());
        m_commands.word() += m_text.substr(m_at, end - m_at);
        m_at = end + 1;
    }

    void readQuoted()
    {
        std::string &word = m_commands.word();
        for (; m_at < m_text.size() && peek() != '"'; ++m_at) {
            if (peek() == '\\' && std::string_view("$`\"\\").find(peek(1)) != std::string_view::npos &&
                m_at + 1 < m_text.size())
                word += m_text[++m_at];
            else if (peek() == '\\' && peek(1) == '\n')
                ++m_at;
            else {
                if (startsExpansion(m_text.substr(m_at)))
                    m_commands.expand();
                word += peek();
            }
        }
        ++m_at;
    }

    /// Bash's $'…'.
    void readEscaped()
    {
        std::string &word = m_commands.word();
        while (m_at < m_text.size() && peek() != '\'') {
            const char c = m_text[m_at++];
            if (c == '\\' && m_at < m_text.size())
                readEscape(word);
            else
                word += c;
        }
        ++m_at;
    }

    void readEscape(std::string &word)
    {
        static constexpr std::string_view Names = "nrtbfva0";
        static constexpr std::string_view Bytes("\n\r\t\b\f\v\a\0", 8);
        const char c = m_text[m_at++];
        const std::size_t simple = Names.find(c);
        if (simple != std::string_view::npos) {
            word += Bytes[simple];
        } else if (c == 'u' || c == 'x') {
            readHex(word, c == 'u' ? 4 : 2);
        } else {
            word += c;
        }
    }

    void readHex(std::string &word, std::size_t most)
    {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < most; ++i, ++m_at) {
            const char c = static_cast<char>(peek() | 0x20);
            if (peek() >= '0' && peek() <= '9')
                value = value * 16 + static_cast<std::uint32_t>(peek() - '0');
            else if (c >= 'a' && c <= 'f')
                value = value * 16 + static_cast<std::uint32_t>(c - 'a' + 10);
            else
                break;
        }
        if (value < 0x80 || most == 2) {
            word += static_cast<char>(value);
        } else if (value < 0x800) {
            word += static_cast<char>(0xC0U | (value >> 6U));
            word += static_cast<char>(0x80U | (value & 0x3FU));
        } else {
            word += static_cast<char>(0xE0U | (value >> 12U));
            word += static_cast<char>(0x80U | ((value >> 6U) & 0x3FU));
            word += static_cast<char>(0x80U | (value & 0x3FU));
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    Commands m_commands;
};

/// The command line as cmd.exe hands it on: without its carets. Those within quotes are plain characters.
std::string withoutCarets(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    bool isQuoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '^' && !isQuoted && i + 1 < text.size()) {
            const bool isCrLf = text.substr(i + 1).starts_with("\r\n");
            i += isCrLf ? 2 : 1;
            // A line that goes on. An empty one behind it is a line break of the text.
            if (text[i] != '\n')
                out += text[i];
            continue;
        }
        if (c == '"')
            isQuoted = !isQuoted;
        out += c;
    }
    return out;
}

/// Splits as the C runtime of Windows does: backslashes count only before a quote, and two quotes within quotes are
/// one.
std::vector<ShellCommand> windowsCommands(std::string_view text)
{
    const std::string line = withoutCarets(text);
    Commands commands;
    bool isQuoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        std::size_t slashes = 0;
        while (i < line.size() && line[i] == '\\') {
            ++slashes;
            ++i;
        }
        const bool isBeforeQuote = slashes > 0 && i < line.size() && line[i] == '"';
        if (slashes > 0) {
            commands.word().append(isBeforeQuote ? slashes / 2 : slashes, '\\');
            if (isBeforeQuote && slashes % 2 == 1)
                commands.word() += '"';
            else
                --i; // Looked at in the next round.
            continue;
        }
        if (c == '"') {
            commands.word();
            if (isQuoted && i + 1 < line.size() && line[i + 1] == '"') {
                commands.word() += '"';
                ++i;
            } else {
                isQuoted = !isQuoted;
            }
        } else if (!isQuoted && isBlank(c)) {
            commands.endWord();
        } else if (!isQuoted && isSeparator(c)) {
            commands.endCommand();
        } else {
            commands.word() += c;
        }
    }
    return commands.take();
}

bool isForWindows(std::string_view text)
{
    return text.find("^\"") != std::string_view::npos || text.find("^\n") != std::string_view::npos ||
           text.find("^\r\n") != std::string_view::npos;
}

} // namespace

std::vector<ShellCommand> shellCommands(std::string_view text)
{
    return isForWindows(text) ? windowsCommands(text) : PosixReader(text).read();
}

} // namespace smc::segment
