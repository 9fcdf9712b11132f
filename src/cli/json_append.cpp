#include "json_append.h"

#include <json/writer.h>

namespace smc::cli {

namespace {

void appendProblem(std::string &out, std::string_view code, std::string_view severity, std::string_view path,
                   std::string_view message)
{
    out += "{\"code\":";
    json::appendQuoted(out, code);
    out += ",\"severity\":";
    json::appendQuoted(out, severity);
    out += ",\"path\":";
    json::appendQuoted(out, path);
    out += ",\"message\":";
    json::appendQuoted(out, message);
    out += '}';
}

} // namespace

void appendProblems(std::string &out, const std::vector<segment::Problem> &problems, const segment::Origin &origin)
{
    out += '[';
    bool isFirst = true;
    for (const segment::Problem &problem : problems) {
        if (!isFirst)
            out += ',';
        isFirst = false;
        if (problem.code == "not_json")
            appendProblem(out, problem.code, nameOf(problem.severity), problem.path,
                          inLinesOfInput(problem.message, origin.line));
        else
            appendProblem(out, problem.code, nameOf(problem.severity), problem.path, problem.message);
    }
    out += ']';
}

void appendNotJson(std::string &out, std::string_view message)
{
    out += '[';
    appendProblem(out, "not_json", nameOf(segment::Severity::Error), "", message);
    out += ']';
}

std::string inLinesOfInput(std::string_view message, std::uint32_t line)
{
    constexpr std::string_view Prefix = "Line ";
    if (line <= 1 || message.substr(0, Prefix.size()) != Prefix)
        return std::string(message);
    std::uint32_t within = 0;
    const char *const end = message.data() + message.size();
    const auto [rest, error] = std::from_chars(message.data() + Prefix.size(), end, within);
    if (error != std::errc())
        return std::string(message);
    return std::string(Prefix) + std::to_string(within + line - 1) + std::string(rest, end);
}

void appendErrorLine(std::string &out, std::string_view message)
{
    out += "{\"error\":";
    json::appendQuoted(out, message);
    out += "}\n";
}

} // namespace smc::cli
