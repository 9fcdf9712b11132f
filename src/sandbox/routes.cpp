#include "routes.h"

#include "http_message.h"

#include <QtCore/qstring.h>

#include <array>

namespace smc::sandbox {

namespace {

using Op = Operation;

constexpr std::array Routes{
    Route{"GET", "/status", Op::Status},
    Route{"GET", "/organizations", Op::GetOrganizations},
    Route{"GET", "/organizations/{organization}", Op::GetOrganization},
    Route{"GET", "/organizations/{organization}/lists", Op::GetLists},
    Route{"POST", "/organizations/{organization}/lists", Op::CreateList},
    Route{"GET", "/organizations/{organization}/lists/{api_name}", Op::GetList},
    Route{"PUT", "/organizations/{organization}/lists/{api_name}", Op::UpdateList},
    Route{"DELETE", "/organizations/{organization}/lists/{api_name}", Op::DeleteList},
    Route{"PUT", "/organizations/{organization}/lists/{api_name}/businesskey", Op::SetBusinessKey},
    Route{"GET", "/organizations/{organization}/lists/{api_name}/fields", Op::GetFields},
    Route{"POST", "/organizations/{organization}/lists/{api_name}/fields", Op::CreateFields},
    Route{"PUT", "/organizations/{organization}/lists/{api_name}/fields/{name}", Op::UpdateField},
    Route{"DELETE", "/organizations/{organization}/lists/{api_name}/fields/{name}", Op::DeleteField},
    Route{"GET", "/organizations/{organization}/lists/{api_name}/records", Op::CountRecords},
    Route{"DELETE", "/organizations/{organization}/lists/{api_name}/records/{record_id}", Op::DeleteRecord},
    Route{"POST", "/organizations/{organization}/lists/{api_name}/data", Op::SaveRecord},
    Route{"DELETE", "/organizations/{organization}/lists/{api_name}/data", Op::DeleteData},
    Route{"POST", "/organizations/{organization}/lists/{api_name}/data/load", Op::LoadData},
    Route{"POST", "/organizations/{organization}/lists/{api_name}/data/search", Op::SearchData},
    Route{"GET", "/organizations/{organization}/lists/{api_name}/segments", Op::GetSegments},
    Route{"POST", "/organizations/{organization}/lists/{api_name}/segments/static", Op::CreateStaticSegment},
    Route{"GET", "/organizations/{organization}/lists/{api_name}/segments/{segment_api_name}", Op::GetSegment},
    Route{"DELETE", "/organizations/{organization}/lists/{api_name}/segments/{segment_api_name}", Op::DeleteSegment},
    Route{"DELETE", "/organizations/{organization}/lists/{api_name}/segments/{segment_api_name}/data",
          Op::DeleteSegmentData},
    Route{"DELETE", "/organizations/{organization}/lists/{api_name}/segments/{segment_api_name}/data/clear",
          Op::ClearSegmentData},
    Route{"POST", "/organizations/{organization}/lists/{api_name}/segments/{segment_api_name}/data/load",
          Op::LoadSegmentData},
    Route{"POST", "/organizations/{organization}/lists/{api_name}/segments/{segment_api_name}/data/search",
          Op::SearchSegmentData},
    Route{"GET", "/organizations/{organization}/lists/{api_name}/relations", Op::GetRelations},
    Route{"POST", "/organizations/{organization}/lists/{api_name}/relations", Op::CreateRelations},
    Route{"GET", "/organizations/{organization}/lists/{api_name}/relations/{scope}", Op::GetRelation},
    Route{"PUT", "/organizations/{organization}/lists/{api_name}/relations/{scope}", Op::UpdateRelation},
    Route{"DELETE", "/organizations/{organization}/lists/{api_name}/relations/{scope}", Op::DeleteRelation},
};

constexpr std::string_view Root = "/portal/api";
constexpr std::size_t MaxSegments = 16;

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

enum class Plus { IsSpace, IsPlus };

/// Percent-decoded, and whatever bytes come, UTF-8.
std::string decoded(std::string_view text, Plus plus)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 && hexDigit(text[i + 2]) >= 0) {
            out += static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
            i += 2;
        } else {
            out += plus == Plus::IsSpace && text[i] == '+' ? ' ' : text[i];
        }
    }
    return QString::fromUtf8(out.data(), static_cast<qsizetype>(out.size())).toStdString();
}

std::map<std::string, std::string> readQuery(std::string_view text)
{
    std::map<std::string, std::string> query;
    while (!text.empty()) {
        const auto end = text.find('&');
        const auto pair = text.substr(0, end);
        const auto equals = pair.find('=');
        const auto value = equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
        if (!pair.empty())
            query.try_emplace(lowered(decoded(pair.substr(0, equals), Plus::IsSpace)), decoded(value, Plus::IsSpace));
        if (end == std::string_view::npos)
            break;
        text.remove_prefix(end + 1);
    }
    return query;
}

void assign(Call &call, std::string_view placeholder, std::string value)
{
    if (placeholder == "{organization}")
        call.organization = std::move(value);
    else if (placeholder == "{api_name}")
        call.list = std::move(value);
    else if (placeholder == "{segment_api_name}")
        call.segment = std::move(value);
    else
        call.item = std::move(value);
}

std::optional<Call> match(const Route &route, const std::vector<std::string> &segments)
{
    const auto wanted = segmentsOf(route.path);
    if (wanted.size() != segments.size())
        return std::nullopt;
    Call call;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].starts_with('{'))
            assign(call, wanted[i], segments[i]);
        else if (!equalsIgnoringCase(wanted[i], segments[i]))
            return std::nullopt;
    }
    call.operation = route.operation;
    call.path = route.path;
    return call;
}

} // namespace

std::span<const Route> routes()
{
    return Routes;
}

bool isBulk(Operation operation)
{
    return operation == Op::LoadData || operation == Op::DeleteData || operation == Op::LoadSegmentData ||
           operation == Op::DeleteSegmentData;
}

bool isChange(Operation operation)
{
    switch (operation) {
    case Op::Status:
    case Op::GetOrganizations:
    case Op::GetOrganization:
    case Op::GetLists:
    case Op::GetList:
    case Op::GetFields:
    case Op::CountRecords:
    case Op::GetSegments:
    case Op::GetSegment:
    case Op::SearchData:
    case Op::SearchSegmentData:
    case Op::GetRelations:
    case Op::GetRelation:
        return false;
    default:
        return true;
    }
}

std::string_view Call::parameter(std::string_view name) const
{
    const auto found = query.find(std::string(name));
    return found == query.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<std::string_view> segmentsOf(std::string_view path)
{
    std::vector<std::string_view> segments;
    while (!path.empty() && segments.size() < MaxSegments) {
        const auto slash = path.find('/');
        if (slash != 0)
            segments.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos)
            break;
        path.remove_prefix(slash + 1);
    }
    return segments;
}

std::variant<Call, NoSuchPath, NoSuchMethod> route(std::string_view method, std::string_view target)
{
    target = target.substr(0, target.find('#'));
    const auto mark = target.find('?');
    std::string_view path = target.substr(0, mark);
    if (!equalsIgnoringCase(path.substr(0, Root.size()), Root))
        return NoSuchPath{NoSuchPath::Where::OutsideApi};
    path.remove_prefix(Root.size());
    if (!path.empty() && path.front() != '/')
        return NoSuchPath{NoSuchPath::Where::OutsideApi};

    std::vector<std::string> segments;
    for (const std::string_view segment : segmentsOf(path))
        segments.push_back(decoded(segment, Plus::IsPlus));

    NoSuchMethod others;
    for (const Route &route : Routes) {
        auto call = match(route, segments);
        if (!call)
            continue;
        if (route.method == method || (method == "HEAD" && route.method == "GET")) {
            if (mark != std::string_view::npos)
                call->query = readQuery(target.substr(mark + 1));
            return std::move(*call);
        }
        if (others.allowed.find(route.method) == std::string::npos)
            others.allowed += (others.allowed.empty() ? "" : ", ") + std::string(route.method);
    }
    if (others.allowed.empty()) {
        const bool isJourneys = segments.size() > 2 && equalsIgnoringCase(segments[0], "organizations") &&
                                equalsIgnoringCase(segments[2], "journeys");
        return NoSuchPath{isJourneys ? NoSuchPath::Where::Journeys : NoSuchPath::Where::Unknown};
    }
    return others;
}

} // namespace smc::sandbox
