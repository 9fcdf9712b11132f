// What an SMC holds: organization, lists, fields, segments.
#pragma once

#include <base/error.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::rest {

struct Organization
{
    std::string name;
    std::vector<std::string> languages; ///< Codes: "EN".
    std::vector<std::string> audiences; ///< API names.
};

struct ListInfo
{
    std::optional<std::int64_t> id;
    std::string type; ///< Userlist, Datalist, DataSelectionList, Optionlist, Devicelist, Unknown.
    std::string apiName;
    std::string name;
    std::string description{}; ///< In details only.
};

struct FieldInfo
{
    std::string name;
    std::string dataType;           ///< Boolean, Numeric, Long, Float, Date, DateTime, Text, LongText, …
    std::optional<int> length;      ///< In characters; none for types other than text.
    std::optional<bool> allowsNull; ///< None where SMC does not tell.
    std::string content;            ///< Free, Single, Multi, ComputedPersisted, …
    std::string description;
};

struct SegmentInfo
{
    std::string type; ///< Static, Dynamic, External.
    std::string apiName;
    std::string name{};        ///< In details only.
    std::string description{}; ///< In details only.
};

/// They read an answer's body. Error code answer_unreadable. Lists are found under `lists` or `list`, a list's type
/// under `type` or `list_type`: both spellings are documented.
Result<Organization> readOrganization(std::string_view body);
Result<std::vector<ListInfo>> readLists(std::string_view body);
Result<ListInfo> readList(std::string_view body);
Result<std::vector<FieldInfo>> readFields(std::string_view body);
Result<std::int64_t> readRecordCount(std::string_view body);
Result<std::vector<SegmentInfo>> readSegments(std::string_view body);
Result<SegmentInfo> readSegment(std::string_view body);

} // namespace smc::rest
