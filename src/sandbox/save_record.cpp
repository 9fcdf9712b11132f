#include "answers.h"
#include "operations.h"
#include "record_writer.h"
#include "relations.h"
#include "values.h"

#include <algorithm>
#include <map>

namespace smc::sandbox {

using namespace Qt::StringLiterals;

namespace {

HttpAnswer invalid(std::string_view description)
{
    return errorAnswer(400, "ERR_VALIDATION", description);
}

/// Fields of one list and what is to stand in them.
struct Part
{
    List list;
    std::vector<const Field *> fields;
    std::vector<QVariant> values;

    const QVariant *valueOf(const Field *field) const
    {
        const auto found = std::find(fields.begin(), fields.end(), field);
        return found == fields.end() ? nullptr : &values[static_cast<std::size_t>(found - fields.begin())];
    }
};

struct Name
{
    std::string scope; ///< Empty for the list itself.
    std::string field;
};

/// "FIELD", "MASTER.FIELD" or "SCOPE.FIELD".
Name splitName(const std::string &text)
{
    const auto dot = text.find('.');
    if (dot == std::string::npos)
        return {{}, text};
    Name name{text.substr(0, dot), text.substr(dot + 1)};
    if (equalsIgnoringCase(name.scope, "MASTER"))
        name.scope.clear();
    return name;
}

/// Adds a member of the body to the part; returns what is wrong with it, or nothing.
std::string addMember(Part &part, const std::string &name, json::Value value)
{
    const Field *field = part.list.field(name);
    if (!field)
        return "Field '" + name + "' does not exist on list '" + part.list.apiName + "'.";
    if (part.valueOf(field))
        return "Field '" + field->name + "' is given twice.";
    auto stored = storedValue(*field, value);
    if (!stored)
        return stored.error().message + ".";
    part.fields.push_back(field);
    part.values.push_back(std::move(*stored));
    return {};
}

struct Saved
{
    qint64 id = 0;
    std::string verb; ///< "inserted" or "updated".
};

/// Updates the first of `ids`, or inserts. An ID among the values is not written.
tl::expected<Saved, std::string> save(Store &store, const Part &part, const std::vector<qint64> &ids)
{
    std::vector<const Field *> fields;
    std::vector<QVariant> values;
    for (std::size_t i = 0; i < part.fields.size(); ++i) {
        if (part.fields[i]->isId())
            continue;
        fields.push_back(part.fields[i]);
        values.push_back(part.values[i]);
    }
    RecordWriter writer(store, part.list, fields);
    const auto outcome = ids.empty() ? writer.insert(values) : writer.update(values, {ids.front()});
    if (outcome == RecordWriter::Outcome::MissingField)
        return tl::make_unexpected("Field '" + writer.missingField() + "' does not allow null and is missing.");
    if (outcome == RecordWriter::Outcome::BrokeUniqueKey)
        return tl::make_unexpected("Another record has the same values in the unique business key.");
    if (ids.empty())
        return Saved{writer.insertedId(), "inserted"};
    return Saved{ids.front(), "updated"};
}

/// The ids that the parameter `keyfields` finds, or what is wrong with it.
tl::expected<std::vector<qint64>, std::string> findByKey(Context &context, const Part &part)
{
    std::vector<const Field *> key;
    QVariantList values;
    for (const QString &text : toQString(context.call.parameter("keyfields")).split(u',', Qt::SkipEmptyParts)) {
        const Name name = splitName(text.trimmed().toStdString());
        const Field *field = name.scope.empty() ? part.list.field(name.field) : nullptr;
        if (!field)
            return tl::make_unexpected("Key field '" + text.toStdString() + "' does not exist on list '" +
                                       part.list.apiName + "'.");
        const QVariant *value = part.valueOf(field);
        if (!value)
            return tl::make_unexpected("Key field '" + field->name + "' is missing in the body.");
        key.push_back(field);
        values << *value;
    }
    if (key.empty())
        return tl::make_unexpected("The parameter 'keyfields' is required.");
    context.store.ensureIndex(part.list, key);
    return RecordFinder(context.store, part.list, key).find(values);
}

/// The body's members, list by list. The list itself is the part without a scope.
tl::expected<std::map<std::string, Part>, std::string> readParts(Context &context)
{
    std::map<std::string, Part> parts;
    parts[{}].list = context.list;
    for (const json::Value value : context.body) {
        const Name name = splitName(value.key());
        const std::string scope = lowered(name.scope);
        if (!parts.contains(scope)) {
            const auto relation = relationOf(context.store, context.list, name.scope);
            const auto slave = relation ? context.store.list(relation->slaveList) : std::nullopt;
            if (!slave || relation->type != "OneToOne")
                return tl::make_unexpected("There is no 1:1 relation '" + name.scope + "' on list '" +
                                           context.list.apiName + "'.");
            parts[scope].list = *slave;
        }
        if (auto problem = addMember(parts[scope], name.field, value); !problem.empty())
            return tl::make_unexpected(std::move(problem));
    }
    return parts;
}

/// Saves the part of a related list whose record belongs to the master's.
tl::expected<std::string, std::string> saveRelated(Context &context, const std::string &scope, Part &part,
                                                   qint64 master)
{
    const auto relation = relationOf(context.store, context.list, scope);
    const Field *link = part.list.field(relation->slaveField);
    const Field *from = context.list.field(relation->masterField);
    if (!link || !from)
        return tl::make_unexpected("The relation '" + relation->scope + "' names a field that does not exist.");
    const QVariant linked = context.store.database().value(u"SELECT "_s + identifier(from->name) + u" FROM "_s +
                                                               Store::table(context.list) + u" WHERE \"ID\" = ?"_s,
                                                           {master});
    const std::vector<qint64> ids = RecordFinder(context.store, part.list, {link}).find({linked});
    if (!part.valueOf(link)) {
        part.fields.push_back(link);
        part.values.push_back(linked);
    }
    const auto saved = save(context.store, part, ids);
    if (!saved)
        return tl::make_unexpected(saved.error());
    return " Record ID " + std::to_string(saved->id) + " " + saved->verb + " on Relation " + relation->scope + ".";
}

} // namespace

HttpAnswer saveRecord(Context &context)
{
    if (!context.body.is(json::Type::Object))
        return invalid("The body is one flat object.");
    auto parts = readParts(context);
    if (!parts)
        return invalid(parts.error());
    const Part &master = parts->at({});
    const auto ids = findByKey(context, master);
    if (!ids)
        return invalid(ids.error());
    const auto saved = save(context.store, master, *ids);
    if (!saved)
        return invalid(saved.error());
    std::string message =
        "Record ID " + std::to_string(saved->id) + " " + saved->verb + " on List " + context.list.apiName + ".";
    for (auto &[scope, part] : *parts) {
        if (scope.empty())
            continue;
        const auto related = saveRelated(context, scope, part, saved->id);
        if (!related)
            return invalid(related.error());
        message += *related;
    }
    return succeeded(message);
}

} // namespace smc::sandbox
