// What SMC stores: lists with fields, and segments of lists.
#pragma once

#include <QtCore/qglobal.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::sandbox {

/// The kinds of lists that the API can name (SMC API, `type` of a list).
enum class ListKind : std::uint8_t { Userlist, Datalist, DataSelectionList, Optionlist, Devicelist };
std::string_view toText(ListKind kind);
std::optional<ListKind> listKindNamed(std::string_view text); ///< In any case.

/// SMC API, `data_type` of a field.
enum class DataType : std::uint8_t { Boolean, Numeric, Long, Float, Date, DateTime, Text, LongText, Json };
std::string_view toText(DataType type);
std::optional<DataType> dataTypeNamed(std::string_view text); ///< In any case.

/// The `content` values of a field as the API spells them; nothing for other texts.
std::optional<std::string_view> fieldContentNamed(std::string_view text);

enum class SegmentKind : std::uint8_t { Static, Dynamic, External };
std::string_view toText(SegmentKind kind);
std::optional<SegmentKind> segmentKindNamed(std::string_view text); ///< In any case.

constexpr int DefaultTextLength = 50;      ///< Of a Text field that is created without a length. Not documented.
constexpr int MaxTextLength = 4000;        ///< SQL Server's nvarchar. Not documented.
constexpr std::size_t MaxNameLength = 128; ///< SQL Server's identifiers. Not documented.
constexpr std::size_t MaxFields = 1000;

/// Only letters, digits and underscores (SMC, "Create a list"), and not more than MaxNameLength of them.
bool isApiName(std::string_view text);

struct Field
{
    std::string name;
    DataType type = DataType::Text;
    std::optional<int> length; ///< Characters of a Text field; nothing for the others.
    std::string description;
    bool allowsNull = true;
    std::string content = "Free";
    std::optional<std::string> optionlist;
    std::optional<std::string> valueDefinition;
    bool isSystem = false; ///< Comes with the kind of list and stays.

    bool isId() const;
};

struct List
{
    qint64 id = 0;
    std::string apiName;
    std::string name;
    ListKind kind = ListKind::Datalist;
    std::string description;
    std::string tags = "[]"; ///< A JSON array.
    bool enforcesSegmentSelection = false;
    std::string optionlistCodeType; ///< Of option lists: Text or Numeric.
    std::string taglist;
    std::string emailQuality;             ///< A JSON object in the form of GET, or empty.
    std::vector<std::string> businessKey; ///< One to three fields, or none.
    std::vector<Field> fields;

    /// The field of that name in any case.
    const Field *field(std::string_view name) const;
};

struct Segment
{
    qint64 id = 0;
    std::string apiName;
    std::string name;
    SegmentKind kind = SegmentKind::Static;
    std::string description;
    std::string tags = "[]";
};

/// The fields that a new list of that kind has.
std::vector<Field> defaultFields(ListKind kind, std::string_view optionlistCodeType);

} // namespace smc::sandbox
