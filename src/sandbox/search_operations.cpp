#include "answers.h"
#include "operations.h"
#include "request_body.h"
#include "values.h"

#include <array>

namespace smc::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int DefaultTake = 1000; ///< Not documented.
constexpr int MaxTake = 10000;    ///< Not documented.
constexpr std::size_t MaxFilters = 100;
constexpr std::size_t MaxSearchFields = 1000;
constexpr std::size_t MaxPattern = 4000;
constexpr std::size_t MaxAnswer = std::size_t{32} * 1024 * 1024;

struct Operator
{
    std::string_view name;
    std::string_view sql; ///< With a ? where the operator takes a value.
};

constexpr std::array Operators{
    Operator{"EqualTo", "= ?"},           Operator{"NotEqualTo", "<> ?"},
    Operator{"GreaterThan", "> ?"},       Operator{"GreaterThanOrEqualTo", ">= ?"},
    Operator{"LessThan", "< ?"},          Operator{"LessThanOrEqualTo", "<= ?"},
    Operator{"Like", "LIKE ?"},           Operator{"IsNull", "IS NULL"},
    Operator{"IsNotNull", "IS NOT NULL"}, Operator{"IsEmpty", "= ''"},
    Operator{"IsNotEmpty", "<> ''"},
};

HttpAnswer invalid(std::string_view description)
{
    return errorAnswer(400, "ERR_VALIDATION", description);
}

const Operator *operatorNamed(std::string_view name)
{
    for (const Operator &known : Operators) {
        if (equalsIgnoringCase(known.name, name))
            return &known;
    }
    return nullptr;
}

/// The field that "FIELD", "MASTER.FIELD" or "SYSTEM.SELLIGENTID" names.
const Field *fieldNamed(const List &list, std::string_view text)
{
    if (equalsIgnoringCase(text, "SYSTEM.SELLIGENTID"))
        return list.field("ID");
    constexpr std::string_view Master = "MASTER.";
    if (equalsIgnoringCase(text.substr(0, Master.size()), Master))
        text.remove_prefix(Master.size());
    return list.field(text);
}

struct Search
{
    std::vector<const Field *> fields;
    std::vector<std::string> names; ///< As the answer calls them.
    QStringList conditions;
    QVariantList values;
    QString order = u"\"ID\""_s;
    int skip = 0;
    int take = DefaultTake;
};

std::string noSuchField(const Context &context, const std::string &name)
{
    return "Field '" + name + "' does not exist on list '" + context.list.apiName + "'.";
}

/// Adds one filter; returns what is wrong with it, or nothing.
std::string addFilter(const Context &context, json::Value value, Search &search)
{
    BodyReader body(value);
    const std::string name = body.requiredText("field_name");
    const std::string operatorName = body.requiredText("operator");
    if (body.hasFailed())
        return body.problem();
    const Field *field = fieldNamed(context.list, name);
    if (!field)
        return noSuchField(context, name);
    const Operator *op = operatorNamed(operatorName);
    if (!op)
        return "'" + operatorName + "' is no operator.";
    search.conditions << identifier(field->name) + u' ' + toQString(op->sql);
    if (op->sql.find('?') == std::string_view::npos)
        return {};

    const json::Value given = value.find("field_value");
    if (!given || given.is(json::Type::Null) || given.is(json::Type::Array) || given.is(json::Type::Object))
        return "The operator " + std::string(op->name) + " needs a field_value.";
    const std::string text = given.is(json::Type::String) ? given.text() : std::string(given.raw());
    if (op->name == "Like") {
        if (text.size() > MaxPattern)
            return "The pattern is longer than " + std::to_string(MaxPattern) + " bytes.";
        search.values << toQString(text);
        return {};
    }
    auto stored = storedValue(*field, text);
    if (!stored)
        return stored.error().message + ".";
    search.values << *stored;
    return {};
}

std::string readFields(const Context &context, json::Value fields, Search &search)
{
    if (!fields || fields.size() == 0 || fields.size() > MaxSearchFields)
        return "'fields' is required and names at least one field.";
    for (const json::Value value : fields) {
        const std::string name = value.text();
        const Field *field = fieldNamed(context.list, name);
        if (!field)
            return noSuchField(context, name);
        search.fields.push_back(field);
        search.names.push_back(equalsIgnoringCase(name, "SYSTEM.SELLIGENTID") ? "SELLIGENTID" : field->name);
    }
    return {};
}

std::string readOrder(const Context &context, const std::string &orderBy, const std::string &direction, Search &search)
{
    if (!direction.empty() && !equalsIgnoringCase(direction, "ASC") && !equalsIgnoringCase(direction, "DESC"))
        return "The order_by_direction is ASC or DESC.";
    if (orderBy.empty())
        return {};
    const Field *field = fieldNamed(context.list, orderBy);
    if (!field)
        return noSuchField(context, orderBy);
    search.order = identifier(field->name) + (equalsIgnoringCase(direction, "DESC") ? u" DESC"_s : u" ASC"_s);
    if (!field->isId())
        search.order += u", \"ID\""_s; // The same order each time.
    return {};
}

tl::expected<Search, std::string> readSearch(const Context &context)
{
    BodyReader body(context.body);
    Search search;
    const json::Value fields = body.array("fields");
    const json::Value filters = body.array("filters");
    search.skip = body.integer("skip").value_or(0);
    search.take = body.integer("take").value_or(DefaultTake);
    const std::string orderBy = body.text("order_by");
    const std::string direction = body.text("order_by_direction");
    if (body.hasFailed())
        return tl::make_unexpected(body.problem());
    if (search.skip < 0 || search.take < 0)
        return tl::make_unexpected(std::string("'skip' and 'take' are from 0 up."));
    if (search.take > MaxTake)
        return tl::make_unexpected("At most " + std::to_string(MaxTake) + " records can be taken at once.");
    if (filters.exists() && filters.size() > MaxFilters)
        return tl::make_unexpected("There are more than " + std::to_string(MaxFilters) + " filters.");
    std::string problem = readFields(context, fields, search);
    if (problem.empty())
        problem = readOrder(context, orderBy, direction, search);
    if (filters) {
        for (const json::Value filter : filters) {
            if (problem.empty())
                problem = addFilter(context, filter, search);
        }
    }
    if (!problem.empty())
        return tl::make_unexpected(std::move(problem));
    return search;
}

QString sqlOf(const Context &context, const Search &search)
{
    QStringList columns;
    for (const Field *field : search.fields)
        columns << identifier(field->name);
    QString sql = u"SELECT "_s + columns.join(u", "_s) + u" FROM "_s + Store::table(context.list);
    if (!search.conditions.isEmpty())
        sql += u" WHERE "_s + search.conditions.join(u" AND "_s);
    return sql + u" ORDER BY "_s + search.order + u" LIMIT ? OFFSET ?"_s;
}

HttpAnswer runSearch(Context &context, Search search)
{
    Statement rows(context.store.database(), sqlOf(context, search));
    rows.run(search.values << search.take << search.skip);
    json::Writer w;
    bool tooLarge = false;
    w.object([&] {
        w.key("fields").array([&] {
            for (const std::string &name : search.names)
                w.value(name);
        });
        w.key("data").array([&] {
            while (!tooLarge && rows.next()) {
                w.array([&] {
                    for (std::size_t i = 0; i < search.fields.size(); ++i)
                        writeValue(w, *search.fields[i], rows.value(static_cast<int>(i)));
                });
                tooLarge = w.text().size() > MaxAnswer;
            }
        });
        w.member("result_code", "Succeeded");
        w.key("errors").array([] {});
    });
    if (tooLarge)
        return invalid("The answer would be too large: take fewer records or fields.");
    return jsonAnswer(200, w.take());
}

} // namespace

HttpAnswer searchData(Context &context)
{
    auto search = readSearch(context);
    if (!search)
        return invalid(search.error());
    return runSearch(context, std::move(*search));
}

HttpAnswer searchSegmentData(Context &context)
{
    auto search = readSearch(context);
    if (!search)
        return invalid(search.error());
    search->conditions << u"\"ID\" IN (SELECT record_id FROM smc_members WHERE segment_id = ?)"_s;
    search->values << context.segment.id;
    return runSearch(context, std::move(*search));
}

} // namespace smc::sandbox
