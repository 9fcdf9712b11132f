#include "catalog.h"

#include "sentences.h"

#include <json/document.h>
#include <json/text.h>

namespace smc::rest {

namespace {

tl::unexpected<Error> unreadable(std::string_view what)
{
    return fail("answer_unreadable", "SMC answered, but not with " + std::string(what) +
                                         " as its documents describe. The raw answer shows what came.");
}

std::string textOf(json::Value object, std::string_view name)
{
    const json::Value value = object.find(name);
    return value.is(json::Type::String) ? value.text() : std::string();
}

std::string firstText(json::Value object, std::string_view name, std::string_view otherName)
{
    std::string text = textOf(object, name);
    return text.empty() ? textOf(object, otherName) : text;
}

/// The texts under `name` of the objects of an array.
std::vector<std::string> textsOf(json::Value array, std::string_view name)
{
    std::vector<std::string> texts;
    if (!array.is(json::Type::Array))
        return texts;
    for (const json::Value entry : array) {
        std::string text = textOf(entry, name);
        if (!text.empty())
            texts.push_back(std::move(text));
    }
    return texts;
}

std::optional<json::Document> parsed(std::string_view body)
{
    std::optional<json::Document> document(std::in_place);
    if (!document->parse(std::string(json::withoutByteOrderMark(body))))
        document.reset();
    return document;
}

/// The array of objects under one of two names, or the body itself where it is one.
json::Value arrayIn(const json::Document &document, std::string_view name, std::string_view otherName)
{
    const json::Value root = document.root();
    if (root.is(json::Type::Array))
        return root;
    for (const std::string_view key : {name, otherName}) {
        if (const json::Value value = root.find(key); value.is(json::Type::Array))
            return value;
    }
    return {};
}

ListInfo listFrom(json::Value object)
{
    ListInfo list;
    if (const json::Value id = object.find("id"); id.is(json::Type::Number))
        list.id = id.integer();
    list.type = firstText(object, "type", "list_type");
    list.apiName = textOf(object, "api_name");
    list.name = textOf(object, "name");
    list.description = textOf(object, "description");
    return list;
}

FieldInfo fieldFrom(json::Value object)
{
    FieldInfo field;
    field.name = textOf(object, "name");
    field.dataType = textOf(object, "data_type");
    if (const json::Value length = object.find("length"); length.is(json::Type::Number)) {
        const auto number = length.integer();
        if (number && *number >= 0 && *number <= 0x7FFFFFFF)
            field.length = static_cast<int>(*number);
    }
    if (const json::Value allows = object.find("allow_null"); allows.is(json::Type::Bool))
        field.allowsNull = allows.isTrue();
    field.content = textOf(object, "content");
    field.description = textOf(object, "description");
    return field;
}

SegmentInfo segmentFrom(json::Value object)
{
    return {firstText(object, "segment_type", "type"), textOf(object, "api_name"), textOf(object, "name"),
            textOf(object, "description")};
}

template <typename T, typename From>
Result<std::vector<T>> readAll(std::string_view body, std::string_view name, std::string_view otherName,
                               std::string_view what, From from)
{
    const auto document = parsed(body);
    const json::Value array = document ? arrayIn(*document, name, otherName) : json::Value();
    if (!array)
        return unreadable(what);
    std::vector<T> items;
    for (const json::Value entry : array) {
        if (entry.is(json::Type::Object))
            items.push_back(from(entry));
    }
    return items;
}

template <typename T, typename From>
Result<T> readOne(std::string_view body, std::string_view mustHave, std::string_view what, From from)
{
    const auto document = parsed(body);
    if (!document || !document->root().is(json::Type::Object) || !document->root().find(mustHave))
        return unreadable(what);
    return from(document->root());
}

} // namespace

Result<Organization> readOrganization(std::string_view body)
{
    return readOne<Organization>(body, "name", "an organization", [](json::Value object) {
        return Organization{textOf(object, "name"), textsOf(object.find("languages"), "code"),
                            textsOf(object.find("audiences"), "api_name")};
    });
}

Result<std::vector<ListInfo>> readLists(std::string_view body)
{
    return readAll<ListInfo>(body, "lists", "list", "lists", listFrom);
}

Result<ListInfo> readList(std::string_view body)
{
    return readOne<ListInfo>(body, "api_name", "a list", listFrom);
}

Result<std::vector<FieldInfo>> readFields(std::string_view body)
{
    return readAll<FieldInfo>(body, "fields", "field", "fields", fieldFrom);
}

Result<std::int64_t> readRecordCount(std::string_view body)
{
    const auto document = parsed(body);
    const json::Value count = document ? document->root().find("count") : json::Value();
    const auto number = count.is(json::Type::Number) ? count.integer() : std::nullopt;
    if (!number)
        return unreadable("a number of records");
    return *number;
}

Result<std::vector<SegmentInfo>> readSegments(std::string_view body)
{
    return readAll<SegmentInfo>(body, "segments", "segment", "segments", segmentFrom);
}

Result<SegmentInfo> readSegment(std::string_view body)
{
    return readOne<SegmentInfo>(body, "api_name", "a segment", segmentFrom);
}

} // namespace smc::rest
