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

void appendProblems(std::string &out, const std::vector<segment::Problem> &problems)
{
    out += '[';
    bool isFirst = true;
    for (const segment::Problem &problem : problems) {
        if (!isFirst)
            out += ',';
        isFirst = false;
        appendProblem(out, problem.code, nameOf(problem.severity), problem.path, problem.message);
    }
    out += ']';
}

void appendReadError(std::string &out, const segment::ReadError &error)
{
    out += '[';
    appendProblem(out, error.code, nameOf(segment::Severity::Error), "", error.message);
    out += ']';
}

void appendErrorLine(std::string &out, std::string_view message)
{
    out += "{\"error\":";
    json::appendQuoted(out, message);
    out += "}\n";
}

} // namespace smc::cli
