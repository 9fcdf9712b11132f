// cURL commands that post to Segment.
#include "snippet_requests.h"
#include "snippet_shell.h"

#include <algorithm>
#include <array>

namespace smc::segment {

namespace {

constexpr std::array<std::string_view, 5> DataOptions = {"--data", "--data-raw", "--data-binary", "--data-ascii",
                                                         "--json"};

/// Options whose argument is none of an event's (curl's manual).
constexpr std::array<std::string_view, 26> OtherOptions = {
    "--request",   "--header",          "--user",       "--user-agent", "--cookie",  "--cookie-jar",
    "--referer",   "--output",          "--proxy",      "--cacert",     "--cert",    "--key",
    "--max-time",  "--connect-timeout", "--retry",      "--write-out",  "--form",    "--upload-file",
    "--config",    "--oauth2-bearer",   "--proxy-user", "--interface",  "--resolve", "--data-urlencode",
    "--url-query", "--retry-delay"};

/// The long name of an option of one letter that takes an argument; for those that mean nothing here that of one such.
std::string_view longName(char letter)
{
    switch (letter) {
    case 'd':
        return "--data";
    case 'X':
        return "--request";
    case 'H':
        return "--header";
    case 'u':
        return "--user";
    case 'F':
        return "--form";
    case 'T':
        return "--upload-file";
    default:
        return std::string_view("AbceoxEmwKU").find(letter) == std::string_view::npos ? "" : "--output";
    }
}

/// The command as the events need it.
class CurlReader
{
public:
    CurlReader(const ShellCommand &command, Gathering &found)
        : m_command(command)
        , m_found(found)
    {
    }

    void read()
    {
        for (m_at = 1; m_at < m_command.size(); ++m_at)
            readWord(m_command[m_at]);
        const auto endpoint = endpointOf(m_url);
        if (!m_body.empty())
            addBody(m_body, endpoint.value_or(Endpoint{{}, false}), m_found);
        else if (!m_hasFile)
            m_found.addUnused("the command", "It sends no data.");
    }

private:
    void readWord(const ShellWord &word)
    {
        const std::string_view text = word.text;
        if (text.starts_with("--")) {
            const std::size_t equals = text.find('=');
            const std::string_view name = text.substr(0, equals);
            if (equals != std::string_view::npos && takesArgument(name))
                readOption(name, {word.text.substr(equals + 1), word.isExpanded});
            else if (takesArgument(name) && m_at + 1 < m_command.size())
                readOption(name, m_command[++m_at]);
            return;
        }
        if (text.size() > 1 && text.front() == '-')
            return readLetters(word);
        if (m_url.empty())
            m_url = text;
    }

    /// `-XPOST`, `-sd DATA`
    void readLetters(const ShellWord &word)
    {
        for (std::size_t i = 1; i < word.text.size(); ++i) {
            const std::string_view name = longName(word.text[i]);
            if (name.empty())
                continue;
            if (i + 1 < word.text.size())
                readOption(name, {word.text.substr(i + 1), word.isExpanded});
            else if (m_at + 1 < m_command.size())
                readOption(name, m_command[++m_at]);
            return;
        }
    }

    static bool takesArgument(std::string_view name)
    {
        return name == "--url" || std::find(DataOptions.begin(), DataOptions.end(), name) != DataOptions.end() ||
               std::find(OtherOptions.begin(), OtherOptions.end(), name) != OtherOptions.end();
    }

    void readOption(std::string_view name, const ShellWord &argument)
    {
        if (name == "--url")
            m_url = argument.text;
        else if (std::find(DataOptions.begin(), DataOptions.end(), name) != DataOptions.end())
            readData(name, argument);
        else if (name == "--user" || name == "--oauth2-bearer")
            m_found.addUnused("the write key", "Keys and secrets are never kept.", Unused::Kind::Aside);
        else if (name == "--header")
            readHeader(argument.text);
        else if (name == "--form" || name == "--upload-file" || name == "--data-urlencode" || name == "--config")
            m_found.addUnused(std::string(name), "Events travel as JSON, with --data.");
    }

    void readHeader(const std::string &header)
    {
        std::string name = header.substr(0, header.find(':'));
        std::transform(name.begin(), name.end(), name.begin(), [](char c) { return static_cast<char>(c | 0x20); });
        if (name == "authorization")
            m_found.addUnused("the Authorization header", "Keys and secrets are never kept.", Unused::Kind::Aside);
    }

    void readData(std::string_view name, const ShellWord &argument)
    {
        if (argument.text.starts_with('@') && name != "--data-raw") {
            m_hasFile = true;
            m_found.addUnused(argument.text.substr(0, 60),
                              "The data stand in a file, which did not come along. Drop the file itself.");
            return;
        }
        if (argument.isExpanded)
            m_found.addUnused("a variable of the shell", "Its value is not in what you pasted; its name stands there.");
        // curl puts '&' between several pieces of data, as forms have it.
        if (!m_body.empty() && name != "--json")
            m_body += '&';
        m_body += argument.text;
    }

    const ShellCommand &m_command;
    Gathering &m_found;
    std::size_t m_at = 0;
    std::string m_url;
    std::string m_body;
    bool m_hasFile = false;
};

/// Without the words that may stand before a command.
ShellCommand withoutPrefix(ShellCommand command)
{
    const auto isPrefix = [](const ShellWord &word) {
        return word.text == "$" || word.text == ">" || word.text == "%" || word.text == "sudo" || word.text == "time";
    };
    const auto first = std::find_if_not(command.begin(), command.end(), isPrefix);
    command.erase(command.begin(), first);
    return command;
}

bool isCurl(std::string_view word)
{
    const std::size_t slash = word.find_last_of("/\\");
    const std::string_view name = slash == std::string_view::npos ? word : word.substr(slash + 1);
    return name == "curl" || name == "curl.exe";
}

} // namespace

std::optional<Recognised> recogniseCurl(std::string_view text)
{
    if (text.find("curl") == std::string_view::npos)
        return {};
    Gathering found;
    std::size_t count = 0;
    for (ShellCommand &words : shellCommands(text)) {
        const ShellCommand command = withoutPrefix(std::move(words));
        if (command.empty() || !isCurl(command.front().text))
            continue;
        ++count;
        CurlReader(command, found).read();
    }
    if (count == 0)
        return {};
    std::string words = count == 1 ? "a cURL command" : std::to_string(count) + " cURL commands";
    if (found.hasEvents())
        words += " with " + found.callWords({});
    return found.take(SnippetKind::Curl, std::move(words));
}

} // namespace smc::segment
