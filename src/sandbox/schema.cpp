#include "schema.h"

#include "http_message.h"

#include <algorithm>
#include <array>
#include <utility>

namespace smc::sandbox {

namespace {

template <typename Enum, std::size_t Size>
std::optional<Enum> named(const std::array<std::string_view, Size> &names, std::string_view text)
{
    for (std::size_t i = 0; i < Size; ++i) {
        if (equalsIgnoringCase(names[i], text))
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

constexpr std::array<std::string_view, 5> ListKinds{"Userlist", "Datalist", "DataSelectionList", "Optionlist",
                                                    "Devicelist"};
constexpr std::array<std::string_view, 9> DataTypes{"Boolean",  "Numeric", "Long",     "Float", "Date",
                                                    "DateTime", "Text",    "LongText", "Json"};
constexpr std::array<std::string_view, 3> SegmentKinds{"Static", "Dynamic", "External"};
constexpr std::array<std::string_view, 6> Contents{
    "Free", "Single", "Multi", "ComputedNonPersisted", "ComputedPersisted", "Lookup"};

Field systemField(std::string name, DataType type, std::optional<int> length = {})
{
    Field field;
    field.name = std::move(name);
    field.type = type;
    field.length = length;
    field.isSystem = true;
    return field;
}

} // namespace

std::string_view toText(ListKind kind)
{
    return ListKinds[static_cast<std::size_t>(kind)];
}

std::optional<ListKind> listKindNamed(std::string_view text)
{
    return named<ListKind>(ListKinds, text);
}

std::string_view toText(DataType type)
{
    return DataTypes[static_cast<std::size_t>(type)];
}

std::optional<DataType> dataTypeNamed(std::string_view text)
{
    return named<DataType>(DataTypes, text);
}

std::string_view toText(SegmentKind kind)
{
    return SegmentKinds[static_cast<std::size_t>(kind)];
}

std::optional<SegmentKind> segmentKindNamed(std::string_view text)
{
    return named<SegmentKind>(SegmentKinds, text);
}

std::optional<std::string_view> fieldContentNamed(std::string_view text)
{
    for (const std::string_view content : Contents) {
        if (equalsIgnoringCase(content, text))
            return content;
    }
    return std::nullopt;
}

bool isApiName(std::string_view text)
{
    return !text.empty() && text.size() <= MaxNameLength && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

bool Field::isId() const
{
    return equalsIgnoringCase(name, "ID");
}

const Field *List::field(std::string_view fieldName) const
{
    const auto found = std::find_if(fields.begin(), fields.end(), [fieldName](const Field &field) {
        return equalsIgnoringCase(field.name, fieldName);
    });
    return found == fields.end() ? nullptr : &*found;
}

std::vector<Field> defaultFields(ListKind kind, std::string_view optionlistCodeType)
{
    std::vector<Field> fields;
    fields.push_back(systemField("ID", DataType::Long));
    fields.back().allowsNull = false;
    switch (kind) {
    case ListKind::Userlist:
        fields.push_back(systemField("MAIL", DataType::Text, 255));
        fields.push_back(systemField("NAME", DataType::Text, 100));
        fields.push_back(systemField("OPTOUT", DataType::Numeric));
        fields.push_back(systemField("OPTOUT_DT", DataType::DateTime));
        fields.push_back(systemField("CREATED_DT", DataType::DateTime));
        fields.push_back(systemField("MODIFIED_DT", DataType::DateTime));
        break;
    case ListKind::DataSelectionList:
        fields.push_back(systemField("CREATED_DT", DataType::DateTime));
        fields.push_back(systemField("MODIFIED_DT", DataType::DateTime));
        fields.push_back(systemField("TAXONOMY", DataType::Text, 255));
        fields.push_back(systemField("LANGUAGE", DataType::Text, 10));
        break;
    case ListKind::Optionlist:
        if (equalsIgnoringCase(optionlistCodeType, "Numeric"))
            fields.push_back(systemField("CODE", DataType::Numeric));
        else
            fields.push_back(systemField("CODE", DataType::Text, 50));
        fields.back().allowsNull = false;
        fields.push_back(systemField("NAME", DataType::Text, 255));
        break;
    case ListKind::Datalist: // Only the ID of the record is predefined (SMC, "Data list").
    case ListKind::Devicelist:
        break;
    }
    return fields;
}

} // namespace smc::sandbox
