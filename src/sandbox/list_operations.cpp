#include "answers.h"
#include "listing.h"
#include "operations.h"
#include "request_body.h"

#include <algorithm>

namespace smc::sandbox {

namespace {

HttpAnswer invalid(std::string_view description)
{
    return errorAnswer(400, "ERR_LIST_VALIDATION", description);
}

bool matches(const List &list, const std::string &search)
{
    return containsIgnoringCase(list.name, search) || containsIgnoringCase(list.apiName, search) ||
           containsIgnoringCase(list.description, search) || containsIgnoringCase(list.tags, search);
}

std::string notAnApiName(const std::string &name)
{
    return "'" + name + "' is no API name: only letters, digits and underscores are allowed, at most " +
           std::to_string(MaxNameLength) + " of them.";
}

/// GET's form of the e-mail quality that PUT sets: other names for the same.
std::string emailQualityFrom(json::Value value)
{
    json::Writer w;
    w.object([&] {
        const std::string type = value.find("type").text();
        w.member("email_quality_type", type.empty() ? std::string("Normal") : type);
        w.member("invalid_email_syntax", 1);
        w.member("non_existing_domain", 1);
        w.member("hard_bounce", 1);
        w.member("soft_bounce", 3);
        const std::string scope = value.find("bounce_scope").text();
        w.member("bounce_scope", scope.empty() ? std::string("MASTER") : scope);
        w.key("email_quality_actions").array([&] {
            for (const json::Value action : value.find("actions")) {
                w.object([&] {
                    w.member("field_name", action.find("name").text());
                    w.member("field_value", action.find("value").text());
                });
            }
        });
        w.key("bounce_stored_procedures").array([&] {
            for (const json::Value procedure : value.find("bounce_stored_procedures"))
                w.value(procedure.text());
        });
    });
    return w.take();
}

bool isUsedByRelation(Store &store, const List &list)
{
    return store.database()
               .value(QStringLiteral("SELECT count(*) FROM smc_relations WHERE slave_list = ? COLLATE NOCASE"),
                      {toQString(list.apiName)})
               .toInt() > 0;
}

} // namespace

HttpAnswer getLists(Context &context)
{
    const auto filter = context.call.parameter("filter");
    const auto kind = listKindNamed(filter);
    if (!filter.empty() && !kind) {
        return invalid("The parameter 'filter' is Userlist, Datalist, DataSelectionList, Optionlist or Devicelist.");
    }
    const auto page = readPage(context.call);
    if (!page)
        return page.error();
    std::vector<List> lists = context.store.lists();
    const std::string search(context.call.parameter("search"));
    std::erase_if(lists, [&](const List &list) {
        return (kind && list.kind != *kind) || (!search.empty() && !matches(list, search));
    });
    json::Writer w;
    w.object([&] {
        w.key("lists").array([&] {
            for (std::size_t i = page->first(lists.size()); i < page->end(lists.size()); ++i) {
                w.object([&] {
                    w.member("id", lists[i].id);
                    w.member("type", toText(lists[i].kind));
                    w.member("api_name", lists[i].apiName);
                    w.member("name", lists[i].name);
                });
            }
        });
    });
    return jsonAnswer(200, w.take());
}

HttpAnswer createList(Context &context)
{
    BodyReader body(context.body);
    List list;
    list.apiName = body.requiredText("api_name");
    list.name = body.requiredText("name");
    const std::string type = body.requiredText("type");
    list.description = body.text("description");
    list.tags = body.textArray("tags").value_or("[]");
    list.enforcesSegmentSelection = body.flag("enforce_segment_selection").value_or(false);
    list.optionlistCodeType = body.text("optionlist_codetype");
    if (body.hasFailed())
        return invalid(body.problem());
    if (!isApiName(list.apiName))
        return invalid(notAnApiName(list.apiName));
    const auto kind = listKindNamed(type);
    if (!kind)
        return invalid("The type is Userlist, Datalist, DataSelectionList, Optionlist or Devicelist.");
    list.kind = *kind;
    const bool knownCodeType = list.optionlistCodeType.empty() || equalsIgnoringCase(list.optionlistCodeType, "Text") ||
                               equalsIgnoringCase(list.optionlistCodeType, "Numeric") ||
                               equalsIgnoringCase(list.optionlistCodeType, "Unknown");
    if (!knownCodeType)
        return invalid("The optionlist_codetype is Text or Numeric.");
    if (context.store.list(list.apiName))
        return invalid("There is already a list '" + list.apiName + "'.");
    list.fields = defaultFields(list.kind, list.optionlistCodeType);
    context.store.createList(list);
    return succeeded("List created successfully.");
}

HttpAnswer getList(Context &context)
{
    const List &list = context.list;
    json::Writer w;
    w.object([&] {
        w.member("api_name", list.apiName);
        w.member("name", list.name);
        w.member("type", toText(list.kind));
        w.member("description", list.description);
        w.key("tags").raw(list.tags);
        if (list.emailQuality.empty())
            w.key("email_quality_configuration").null();
        else
            w.key("email_quality_configuration").raw(list.emailQuality);
        w.member("enforce_segment_selection", list.enforcesSegmentSelection);
        if (list.taglist.empty())
            w.key("taglist_api_name").null();
        else
            w.member("taglist_api_name", list.taglist);
        w.key("organizations").array([&] { w.value(context.settings.organization); });
        w.member("not_accessible_organizations_count", 0);
    });
    return jsonAnswer(200, w.take());
}

HttpAnswer updateList(Context &context)
{
    BodyReader body(context.body);
    List list = context.list;
    list.apiName = body.text("api_name", list.apiName);
    list.name = body.text("name", list.name);
    list.description = body.text("description", list.description);
    list.tags = body.textArray("tags").value_or(list.tags);
    list.enforcesSegmentSelection = body.flag("enforce_segment_selection").value_or(list.enforcesSegmentSelection);
    list.taglist = body.text("taglist_api_name", list.taglist);
    const json::Value quality = body.object("email_quality_configuration");
    if (body.hasFailed())
        return invalid(body.problem());
    if (quality) {
        const std::string type = quality.find("type").text();
        static constexpr std::string_view Types[] = {"", "Defensive", "Normal", "Aggressive", "Custom"};
        if (std::find(std::begin(Types), std::end(Types), type) == std::end(Types))
            return invalid("'" + type + "' is no type of email quality: Defensive, Normal, Aggressive or Custom.");
        list.emailQuality = emailQualityFrom(quality);
    }
    if (!isApiName(list.apiName))
        return invalid(notAnApiName(list.apiName));
    if (list.name.empty())
        return invalid("The name must not be empty.");
    const auto other = context.store.list(list.apiName);
    if (other && other->id != list.id)
        return invalid("There is already a list '" + list.apiName + "'.");
    context.store.updateList(list, context.list.apiName);
    return succeeded("List updated successfully.");
}

HttpAnswer deleteList(Context &context)
{
    const auto dropTable = context.call.parameter("droptable");
    const bool drop = equalsIgnoringCase(dropTable, "true");
    if (!dropTable.empty() && !drop && !equalsIgnoringCase(dropTable, "false"))
        return errorAnswer(400, "ERR_VALIDATION", "The parameter 'dropTable' is true or false.");
    if (isUsedByRelation(context.store, context.list)) {
        return errorAnswer(400, "ERR_VALIDATION",
                           "List '" + context.list.apiName + "' is used by a relation of another list.");
    }
    context.store.removeList(context.list, drop ? Store::Table::Drop : Store::Table::Keep);
    return succeeded("The list has been deleted successfully");
}

/// The body's shape is not documented: {"fields":["A","B"]} or the array by itself.
HttpAnswer setBusinessKey(Context &context)
{
    const json::Value names = context.body.is(json::Type::Array) ? context.body : context.body.find("fields");
    if (!names.is(json::Type::Array) || names.size() < 1 || names.size() > 3)
        return invalid("The body is {\"fields\":[…]} with the names of one to three fields.");
    std::vector<std::string> fields;
    for (const json::Value name : names) {
        const Field *field = context.list.field(name.text());
        if (!field)
            return invalid("Field '" + name.text() + "' does not exist on list '" + context.list.apiName + "'.");
        if (field->type == DataType::LongText || field->type == DataType::Json)
            return invalid("Field '" + field->name + "' is too long for a business key.");
        if (std::find(fields.begin(), fields.end(), field->name) != fields.end())
            return invalid("Field '" + field->name + "' is named twice.");
        fields.push_back(field->name);
    }
    if (!context.store.setBusinessKey(context.list, fields))
        return invalid("Records of list '" + context.list.apiName + "' share values in these fields.");
    return succeeded("Business key updated successfully.");
}

} // namespace smc::sandbox
