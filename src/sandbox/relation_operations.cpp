#include "answers.h"
#include "operations.h"
#include "relations.h"
#include "request_body.h"

#include <json/text.h>

#include <array>

namespace smc::sandbox {

namespace {

constexpr std::array<std::string_view, 3> Types{"OneToOne", "OneToMany", "ManyToOne"};

HttpAnswer invalid(std::string_view description)
{
    return errorAnswer(400, "ERR_LIST_VALIDATION", description);
}

std::optional<std::string_view> typeNamed(std::string_view text)
{
    for (const std::string_view type : Types) {
        if (equalsIgnoringCase(type, text))
            return type;
    }
    return std::nullopt;
}

void writeJson(json::Writer &w, const Relation &relation)
{
    w.object([&] {
        w.member("scope", relation.scope);
        w.member("type", relation.type);
        w.member("masterlist_field_name", relation.masterField);
        w.member("slavelist_api_name", relation.slaveList);
        w.member("slavelist_field_name", relation.slaveField);
        w.key("constraints").raw(relation.constraints);
    });
}

/// The relation that a body describes on top of `relation`, or what is wrong with it.
tl::expected<Relation, std::string> readRelation(Context &context, json::Value value, Relation relation)
{
    BodyReader body(value);
    relation.scope = body.text("scope", relation.scope);
    const std::string type = body.text("type", relation.type);
    relation.masterField = body.text("masterlist_field_name", relation.masterField);
    relation.slaveList = body.text("slavelist_api_name", relation.slaveList);
    relation.slaveField = body.text("slavelist_field_name", relation.slaveField);
    if (const json::Value constraints = body.array("constraints"))
        relation.constraints = json::compact(constraints);
    if (body.hasFailed())
        return tl::make_unexpected(body.problem());
    if (!isApiName(relation.scope) || equalsIgnoringCase(relation.scope, "MASTER") ||
        equalsIgnoringCase(relation.scope, "SYSTEM"))
        return tl::make_unexpected("'" + relation.scope + "' is no scope of a relation.");
    const auto known = typeNamed(type);
    if (!known)
        return tl::make_unexpected(std::string("The type is OneToOne, OneToMany or ManyToOne."));
    relation.type = *known;
    if (!context.list.field(relation.masterField))
        return tl::make_unexpected("Field '" + relation.masterField + "' does not exist on list '" +
                                   context.list.apiName + "'.");
    const auto slave = context.store.list(relation.slaveList);
    if (!slave)
        return tl::make_unexpected("There is no list '" + relation.slaveList + "'.");
    if (!slave->field(relation.slaveField))
        return tl::make_unexpected("Field '" + relation.slaveField + "' does not exist on list '" + slave->apiName +
                                   "'.");
    return relation;
}

HttpAnswer noSuchRelation(const Context &context)
{
    return errorAnswer(404, "ERR_LIST_VALIDATION",
                       "There is no relation '" + context.call.item + "' on list '" + context.list.apiName + "'.");
}

} // namespace

HttpAnswer getRelations(Context &context)
{
    const auto filter = context.call.parameter("filter");
    const auto type = typeNamed(filter);
    if (!filter.empty() && !type)
        return invalid("The parameter 'filter' is OneToOne, OneToMany or ManyToOne.");
    json::Writer w;
    w.object([&] {
        w.key("relations").array([&] {
            for (const Relation &relation : relationsOf(context.store, context.list)) {
                if (!type || relation.type == *type)
                    writeJson(w, relation);
            }
        });
    });
    return jsonAnswer(200, w.take());
}

HttpAnswer createRelations(Context &context)
{
    BodyReader body(context.body);
    const json::Value relations = body.array("relations");
    if (body.hasFailed())
        return invalid(body.problem());
    if (!relations || relations.size() == 0)
        return invalid("'relations' is required and names at least one relation.");
    for (const json::Value value : relations) {
        const auto relation = readRelation(context, value, {});
        if (!relation)
            return invalid(relation.error());
        if (relationOf(context.store, context.list, relation->scope))
            return invalid("There is already a relation '" + relation->scope + "'.");
        writeRelation(context.store, context.list, *relation);
    }
    return succeeded("Relations created successfully.", 201);
}

HttpAnswer getRelation(Context &context)
{
    const auto relation = relationOf(context.store, context.list, context.call.item);
    if (!relation)
        return noSuchRelation(context);
    json::Writer w;
    writeJson(w, *relation);
    return jsonAnswer(200, w.take());
}

HttpAnswer updateRelation(Context &context)
{
    const auto old = relationOf(context.store, context.list, context.call.item);
    if (!old)
        return noSuchRelation(context);
    const auto relation = readRelation(context, context.body, *old);
    if (!relation)
        return invalid(relation.error());
    const auto other = relationOf(context.store, context.list, relation->scope);
    if (other && !equalsIgnoringCase(other->scope, old->scope))
        return invalid("There is already a relation '" + relation->scope + "'.");
    removeRelation(context.store, context.list, old->scope);
    writeRelation(context.store, context.list, *relation);
    return succeeded("The relation has been updated successfully.");
}

HttpAnswer deleteRelation(Context &context)
{
    const auto relation = relationOf(context.store, context.list, context.call.item);
    if (!relation)
        return noSuchRelation(context);
    removeRelation(context.store, context.list, relation->scope);
    return succeeded("The relation has been deleted successfully.");
}

} // namespace smc::sandbox
