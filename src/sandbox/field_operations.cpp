#include "answers.h"
#include "operations.h"
#include "request_body.h"

#include <algorithm>

namespace smc::sandbox {

namespace {

HttpAnswer invalid(std::string_view description)
{
    return errorAnswer(400, "ERR_VALIDATION", description);
}

void writeOptional(json::Writer &w, std::string_view name, const std::optional<std::string> &text)
{
    if (text)
        w.member(name, *text);
    else
        w.key(name).null();
}

void writeField(json::Writer &w, const Field &field)
{
    w.object([&] {
        w.member("name", field.name);
        if (field.length)
            w.member("length", *field.length);
        else
            w.key("length").null();
        w.member("data_type", toText(field.type));
        w.member("description", field.description);
        w.member("allow_null", field.allowsNull);
        w.member("content", field.content);
        writeOptional(w, "optionlist", field.optionlist);
        writeOptional(w, "value_definition", field.valueDefinition);
    });
}

/// Sets `length` where the type has one. Returns what is wrong with it, or nothing.
std::string setLength(Field &field, std::optional<int> length)
{
    if (field.type != DataType::Text)
        return {};
    field.length = length.value_or(DefaultTextLength);
    if (*field.length < 1 || *field.length > MaxTextLength)
        return "The length of field '" + field.name + "' is from 1 to " + std::to_string(MaxTextLength) + ".";
    return {};
}

/// A new field from its JSON, or what is wrong with it.
tl::expected<Field, std::string> readField(json::Value value)
{
    BodyReader body(value);
    Field field;
    field.name = body.requiredText("name");
    const std::string type = body.requiredText("data_type");
    const auto length = body.integer("length");
    field.description = body.text("description");
    field.allowsNull = body.flag("allow_null").value_or(true);
    const std::string content = body.text("content", "Free");
    field.optionlist = body.optionalText("optionlist");
    field.valueDefinition = body.optionalText("value_definition");
    if (body.hasFailed())
        return tl::make_unexpected(body.problem());
    if (!isApiName(field.name))
        return tl::make_unexpected("'" + field.name +
                                   "' is no field name: only letters, digits and underscores are allowed.");
    const auto dataType = dataTypeNamed(type);
    if (!dataType)
        return tl::make_unexpected("'" + type + "' is no data type.");
    field.type = *dataType;
    const auto knownContent = fieldContentNamed(content);
    if (!knownContent)
        return tl::make_unexpected("'" + content + "' is no content of a field.");
    field.content = *knownContent;
    if (auto problem = setLength(field, length); !problem.empty())
        return tl::make_unexpected(std::move(problem));
    return field;
}

} // namespace

HttpAnswer getFields(Context &context)
{
    json::Writer w;
    w.object([&] {
        w.key("fields").array([&] {
            for (const Field &field : context.list.fields)
                writeField(w, field);
        });
    });
    return jsonAnswer(200, w.take());
}

HttpAnswer createFields(Context &context)
{
    BodyReader body(context.body);
    const json::Value fields = body.array("fields");
    if (body.hasFailed())
        return errorAnswer(400, "ERR", body.problem());
    if (!fields || fields.size() == 0)
        return errorAnswer(400, "ERR", "'fields' is required and names at least one field.");
    if (context.list.fields.size() + fields.size() > MaxFields)
        return errorAnswer(400, "ERR", "A list has at most " + std::to_string(MaxFields) + " fields.");
    for (const json::Value value : fields) {
        auto field = readField(value);
        if (!field)
            return errorAnswer(400, "ERR", field.error());
        if (context.list.field(field->name))
            return errorAnswer(400, "ERR", "Field '" + field->name + "' exists already.");
        context.store.addField(context.list, *field);
        context.list.fields.push_back(std::move(*field));
    }
    return succeeded("Fields created successfully.", 201);
}

HttpAnswer updateField(Context &context)
{
    const Field *old = context.list.field(context.call.item);
    if (!old)
        return invalid("Field '" + context.call.item + "' does not exist on list '" + context.list.apiName + "'.");
    BodyReader body(context.body);
    Field field = *old;
    field.name = body.text("name", old->name);
    field.description = body.text("description", old->description);
    const std::string content = body.text("content", old->content);
    if (body.has("optionlist"))
        field.optionlist = body.optionalText("optionlist");
    if (body.hasFailed())
        return invalid(body.problem());
    if (!isApiName(field.name))
        return invalid("'" + field.name + "' is no field name: only letters, digits and underscores are allowed.");
    if (old->isSystem && field.name != old->name)
        return invalid("Field '" + old->name + "' comes with the list and keeps its name.");
    const Field *other = context.list.field(field.name);
    if (other && other != old)
        return invalid("Field '" + field.name + "' exists already.");
    const auto knownContent = fieldContentNamed(content);
    if (!knownContent)
        return invalid("'" + content + "' is no content of a field.");
    field.content = *knownContent;
    context.store.updateField(context.list, old->name, field);
    return succeeded("The field has been updated successfully.");
}

HttpAnswer deleteField(Context &context)
{
    const Field *field = context.list.field(context.call.item);
    if (!field)
        return invalid("Field '" + context.call.item + "' does not exist on list '" + context.list.apiName + "'.");
    if (field->isSystem)
        return invalid("Field '" + field->name + "' comes with the list and cannot be deleted.");
    const auto &key = context.list.businessKey;
    if (std::any_of(key.begin(), key.end(), [&](const auto &name) { return equalsIgnoringCase(name, field->name); }))
        return invalid("Field '" + field->name + "' belongs to the business key and cannot be deleted.");
    context.store.removeField(context.list, *field);
    return succeeded("List field deleted successfully.");
}

} // namespace smc::sandbox
