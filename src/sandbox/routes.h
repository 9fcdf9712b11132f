// The API's paths: from method and target to an operation and its parameters.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace smc::sandbox {

enum class Operation : std::uint8_t {
    Status,
    GetOrganizations,
    GetOrganization,
    GetLists,
    CreateList,
    GetList,
    UpdateList,
    DeleteList,
    SetBusinessKey,
    GetFields,
    CreateFields,
    UpdateField,
    DeleteField,
    CountRecords,
    DeleteRecord,
    GetSegments,
    CreateStaticSegment,
    GetSegment,
    DeleteSegment,
    SaveRecord,
    LoadData,
    DeleteData,
    SearchData,
    LoadSegmentData,
    DeleteSegmentData,
    ClearSegmentData,
    SearchSegmentData,
    GetRelations,
    CreateRelations,
    GetRelation,
    UpdateRelation,
    DeleteRelation,
};

/// Whether it is one of the four of which a list bears one at a time (SMC API, changelog).
bool isBulk(Operation operation);
/// Whether it can change what is stored.
bool isChange(Operation operation);

/// One operation of the API, its path as the contract writes it: "/organizations/{organization}/lists/{api_name}".
struct Route
{
    std::string_view method;
    std::string_view path;
    Operation operation;
};
/// All that the sandbox has.
std::span<const Route> routes();

struct Call
{
    Operation operation = Operation::Status;
    std::string_view path; ///< As the contract writes it: "/organizations/{organization}/lists/{api_name}".
    std::string organization;
    std::string list;
    std::string segment;
    std::string item;                         ///< A field's name, a record's number or a relation's scope.
    std::map<std::string, std::string> query; ///< Names in lower case; the first of equal names counts.

    /// The parameter of that name (in lower case), empty where it is missing.
    std::string_view parameter(std::string_view name) const;
};

struct NoSuchPath
{
    enum class Where : std::uint8_t {
        OutsideApi, ///< It does not begin with /Portal/Api.
        Unknown,    ///< The API has no such path.
        Journeys,   ///< SMC's API has it; the sandbox has no journeys.
    } where = Where::Unknown;
};
struct NoSuchMethod
{
    std::string allowed; ///< "GET, POST"
};

/// The segments of a path that are not empty, as they are written; of a long one no more than tell it from every route.
std::vector<std::string_view> segmentsOf(std::string_view path);

/// Paths and names of parameters match in any case; percent-encoding is resolved.
std::variant<Call, NoSuchPath, NoSuchMethod> route(std::string_view method, std::string_view target);

} // namespace smc::sandbox
