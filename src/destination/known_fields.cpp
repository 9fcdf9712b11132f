// What is known of the fields of SMC's lists: read, written and looked up.
#include "api_name.h"
#include "column_types.h"
#include "mistake.h"
#include "similar.h"
#include "type_rules.h"

#include <json/text.h>
#include <json/writer.h>

#include <algorithm>
#include <span>
#include <utility>

namespace smc::destination {

using json::Type;
using json::Value;

namespace {

[[noreturn]] void mistake(Value at, std::string sentence)
{
    throwMistake("fields_malformed", at, std::move(sentence));
}

ListField readField(Value object)
{
    const Value name = object.find("name");
    if (!name.is(Type::String))
        mistake(object, "Each field is an object with a \"name\" and a \"data_type\".");
    const Value allowsNull = object.find("allow_null");
    return ListField::of(name.text(), dataTypeNamed(object.find("data_type").text()), object.find("length").integer(),
                         allowsNull.is(Type::Bool) ? std::optional(allowsNull.isTrue()) : std::nullopt);
}

ListFields readList(std::string name, Value value)
{
    const Value fields = value.is(Type::Object) ? value.find("fields") : value;
    if (!fields.is(Type::Array))
        mistake(value, "Expected an array of the list's fields here, or SMC's answer with \"fields\".");
    ListFields list{std::move(name), {}};
    for (const Value field : fields)
        list.fields.push_back(readField(field));
    return list;
}

} // namespace

ListField ListField::of(std::string name, DataType type, std::optional<std::int64_t> length,
                        std::optional<bool> allowsNull)
{
    ListField field{std::move(name), type, {}, allowsNull};
    if (type == DataType::Text && length && *length > 0)
        field.length = static_cast<std::size_t>(*length);
    return field;
}

const ListField *ListFields::find(std::string_view name) const
{
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const ListField &field) { return sameApiName(field.name, name); });
    return found == fields.end() ? nullptr : &*found;
}

const ListFields *listNamed(const KnownFields &lists, std::string_view name)
{
    const auto found =
        std::find_if(lists.begin(), lists.end(), [&](const ListFields &list) { return sameApiName(list.list, name); });
    return found == lists.end() ? nullptr : &*found;
}

std::optional<ValueProblem> unknownField(const ListFields &list, std::string_view column)
{
    const std::string &code = typeRules().unknownFieldCode;
    if (code.empty() || list.fields.empty() || list.find(column) != nullptr)
        return {};
    // A column is compared with no more fields than any table has.
    constexpr std::size_t MostCompared = 2000;
    std::vector<std::string> names;
    for (const ListField &field : std::span(list.fields).first(std::min(list.fields.size(), MostCompared)))
        names.push_back(field.name);
    std::string nearest = nearMiss(column, names).name;
    std::string advice = nearest.empty() ? "Add the field to the list in SMC, or take the column out of the mapping."
                                         : "Did you mean " + nearest + "?";
    return ValueProblem{code, "Field '" + std::string(column) + "' does not exist on list '" + list.list + "'",
                        std::move(advice), std::move(nearest)};
}

Result<KnownFields> readFields(std::string_view json, std::string_view only)
{
    json::Document document;
    if (const auto parsed = document.parse(std::string(json::withoutByteOrderMark(json))); !parsed)
        return fail("fields_malformed", "The fields are not JSON. " + parsed.error().message);
    return orMistake([&] {
        const Value root = document.root();
        KnownFields lists;
        if (root.find("fields").is(Type::Array) || root.is(Type::Array)) {
            lists.push_back(readList(std::string(only), root));
            return lists;
        }
        if (!root.is(Type::Object))
            mistake(root, "Expected an object of lists, each with an array of its fields.");
        for (const Value list : root)
            lists.push_back(readList(list.key(), list));
        return lists;
    });
}

std::string fieldsAsJson(const KnownFields &lists)
{
    json::Writer writer;
    const auto writeField = [&writer](const ListField &field) {
        writer.object([&] {
            writer.member("name", std::string_view(field.name)).member("data_type", nameOf(field.type));
            if (field.length)
                writer.member("length", *field.length);
            if (field.allowsNull)
                writer.member("allow_null", *field.allowsNull);
        });
    };
    writer.object([&] {
        for (const ListFields &list : lists) {
            writer.key(list.list).array([&] {
                for (const ListField &field : list.fields)
                    writeField(field);
            });
        }
    });
    return writer.take();
}

} // namespace smc::destination
