#include "omission_json.h"

#include <json/writer.h>

namespace smc::destination {

namespace {

void appendMember(std::string &out, std::string_view name, std::string_view text)
{
    out.append(",\"").append(name).append("\":");
    json::appendQuoted(out, text);
}

} // namespace

void appendJson(std::string &out, const std::vector<Omission> &omissions)
{
    out += '[';
    for (const Omission &omission : omissions) {
        out += &omission == omissions.data() ? "{\"rule\":" : ",{\"rule\":";
        json::appendQuoted(out, omission.ruleId);
        if (!omission.list.empty())
            appendMember(out, "list", omission.list);
        appendMember(out, "extent", omission.extent == Omission::Extent::Member ? "member" : "delivery");
        appendMember(out, "code", omission.code);
        appendMember(out, "reason", omission.reason);
        if (!omission.suggestion.empty())
            appendMember(out, "suggestion", omission.suggestion);
        if (!omission.span.isEmpty())
            out.append(",\"range\":[")
                .append(std::to_string(omission.span.begin))
                .append(1, ',')
                .append(std::to_string(omission.span.end))
                .append(1, ']');
        out += '}';
    }
    out += ']';
}

} // namespace smc::destination
