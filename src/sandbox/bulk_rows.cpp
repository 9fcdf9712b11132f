#include "bulk_rows.h"

#include "answers.h"

#include <algorithm>
#include <unordered_map>

namespace smc::sandbox {

namespace {

constexpr std::size_t MaxColumns = 1000;

tl::unexpected<HttpAnswer> refuse(std::string description)
{
    return tl::make_unexpected(errorAnswer(400, "ERR_VALIDATION", description));
}

std::vector<std::string> splitNames(std::string_view text)
{
    std::vector<std::string> names;
    while (!text.empty() && names.size() <= MaxColumns) {
        const auto comma = text.find(',');
        std::string_view name = text.substr(0, comma);
        while (!name.empty() && name.front() == ' ')
            name.remove_prefix(1);
        while (!name.empty() && name.back() == ' ')
            name.remove_suffix(1);
        names.emplace_back(name);
        if (comma == std::string_view::npos)
            break;
        text.remove_prefix(comma + 1);
    }
    return names;
}

/// The column names: the `fields` parameter, or the first row of the body.
tl::expected<std::vector<std::string>, HttpAnswer> columnNames(const Context &context)
{
    const auto fields = context.call.parameter("fields");
    if (!fields.empty())
        return splitNames(fields);
    const json::Value header = context.body.at(0);
    if (!header.is(json::Type::Array))
        return refuse("Without the parameter 'fields' the first row of the body names the fields.");
    std::vector<std::string> names;
    for (const json::Value name : header) {
        if (!name.is(json::Type::String))
            return refuse("Without the parameter 'fields' the first row of the body names the fields.");
        names.push_back(name.text());
    }
    return names;
}

tl::expected<void, HttpAnswer> findColumns(const Context &context, BulkRows &rows)
{
    // Before the body is looked at, whose first row would else be taken for names.
    const auto keys = splitNames(context.call.parameter("keyfields"));
    if (keys.empty())
        return refuse("The parameter 'keyFields' is required.");
    auto names = columnNames(context);
    if (!names)
        return tl::make_unexpected(names.error());
    if (names->empty() || names->size() > MaxColumns)
        return refuse("The request names no fields.");
    for (const std::string &name : *names) {
        const Field *field = context.list.field(name);
        if (!field)
            return refuse("Field '" + name + "' does not exist on list '" + context.list.apiName + "'.");
        if (std::find(rows.columns.begin(), rows.columns.end(), field) != rows.columns.end())
            return refuse("Field '" + field->name + "' is named twice.");
        rows.columns.push_back(field);
    }
    for (const std::string &name : keys) {
        const Field *field = context.list.field(name);
        if (!field)
            return refuse("Key field '" + name + "' does not exist on list '" + context.list.apiName + "'.");
        const auto at = std::find(rows.columns.begin(), rows.columns.end(), field);
        if (at == rows.columns.end())
            return refuse("Key field '" + field->name + "' is not among the fields.");
        const auto column = static_cast<std::size_t>(at - rows.columns.begin());
        if (std::find(rows.keyColumns.begin(), rows.keyColumns.end(), column) == rows.keyColumns.end())
            rows.keyColumns.push_back(column);
    }
    return {};
}

/// The row's values, or why it is refused.
tl::expected<BulkRow, InvalidRecord> readRow(const BulkRows &rows, json::Value value, std::size_t index)
{
    if (!value.is(json::Type::Array))
        return tl::make_unexpected(InvalidRecord{index, {}, {"InvalidType", "Record is not an array of values"}});
    BulkRow row;
    row.index = index;
    row.values.reserve(rows.columns.size());
    std::size_t column = 0;
    for (const json::Value item : value) {
        if (column < rows.columns.size()) {
            const Field &field = *rows.columns[column];
            auto stored = storedValue(field, item);
            if (!stored)
                return tl::make_unexpected(InvalidRecord{index, field.name, stored.error()});
            row.values.push_back(std::move(*stored));
        }
        ++column;
    }
    if (column != rows.columns.size()) {
        return tl::make_unexpected(
            InvalidRecord{index, {}, {"InvalidFieldCount", "Record contains incorrect number of fields"}});
    }
    for (const std::size_t key : rows.keyColumns) {
        if (row.values[key].isNull()) {
            row.key.clear();
            break;
        }
        const std::string part = foldedKey(row.values[key]);
        row.key += std::to_string(part.size()) + ':' + part;
    }
    return row;
}

void markDuplicates(BulkRows &rows, BulkOptions::Deduplication deduplication)
{
    std::unordered_map<std::string_view, std::size_t> seen;
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        BulkRow &row = rows.rows[i];
        if (row.key.empty()) // A null is equal to nothing.
            continue;
        const auto [found, isNew] = seen.try_emplace(row.key, i);
        if (isNew)
            continue;
        ++rows.duplicates;
        if (deduplication == BulkOptions::Deduplication::FirstMatch) {
            row.isDuplicate = true;
        } else {
            rows.rows[found->second].isDuplicate = true;
            found->second = i;
        }
    }
}

std::string_view resultCode(const BulkRows &rows)
{
    if (rows.invalid.empty())
        return "Succeeded";
    const bool allFailed =
        std::all_of(rows.rows.begin(), rows.rows.end(), [](const BulkRow &row) { return row.hasFailed; });
    return allFailed ? "Failed" : "PartiallySucceeded";
}

void writeInvalidRecords(json::Writer &w, const Context &context, const BulkRows &rows)
{
    w.key("invalid_records").array([&] {
        for (const InvalidRecord &invalid : rows.invalid) {
            w.object([&] {
                w.member("record_index", static_cast<qint64>(invalid.row) + context.settings.recordIndexBase);
                if (invalid.field.empty())
                    w.key("field_name").null();
                else
                    w.member("field_name", invalid.field);
                w.member("message", invalid.problem.message);
                w.member("validation_code", invalid.problem.validationCode);
            });
        }
    });
}

} // namespace

void BulkRows::refuse(BulkRow &row, InvalidValue problem)
{
    row.hasFailed = true;
    const auto at = std::upper_bound(invalid.begin(), invalid.end(), row.index,
                                     [](std::size_t index, const InvalidRecord &other) { return index < other.row; });
    invalid.insert(at, InvalidRecord{row.index, {}, std::move(problem)});
}

QVariantList BulkRows::keyValues(const BulkRow &row) const
{
    QVariantList values;
    for (const std::size_t column : keyColumns)
        values << row.values[column];
    return values;
}

std::vector<const Field *> BulkRows::keyFields() const
{
    std::vector<const Field *> fields;
    for (const std::size_t column : keyColumns)
        fields.push_back(columns[column]);
    return fields;
}

tl::expected<BulkOptions, HttpAnswer> readOptions(const Context &context)
{
    BulkOptions options;
    const Call &call = context.call;
    if (const auto mode = call.parameter("mode"); equalsIgnoringCase(mode, "Stream"))
        options.stream = true;
    else if (!mode.empty() && !equalsIgnoringCase(mode, "Sync"))
        return refuse("The parameter 'mode' is Sync or Stream.");

    if (const auto which = call.parameter("deduplication"); equalsIgnoringCase(which, "ImportFirstMatch"))
        options.deduplication = BulkOptions::Deduplication::FirstMatch;
    else if (!which.empty() && !equalsIgnoringCase(which, "ImportLastMatch"))
        return refuse("The parameter 'deduplication' is ImportLastMatch or ImportFirstMatch.");

    if (const auto import = call.parameter("data_import_option"); equalsIgnoringCase(import, "OnlyInsert"))
        options.import = BulkOptions::Import::OnlyInsert;
    else if (equalsIgnoringCase(import, "OnlyUpdate"))
        options.import = BulkOptions::Import::OnlyUpdate;
    else if (!import.empty() && !equalsIgnoringCase(import, "InsertAndUpdate"))
        return refuse("The parameter 'data_import_option' is InsertAndUpdate, OnlyInsert or OnlyUpdate.");

    // The values of errorHandling are not published, only that it stops or continues.
    options.stopsOnError = lowered(call.parameter("errorhandling")).find("stop") != std::string::npos;

    options.segmentName = call.parameter("create_segment_name");
    options.segmentApiName = call.parameter("create_segment_api_name");
    return options;
}

tl::expected<BulkRows, HttpAnswer> readRows(const Context &context, const BulkOptions &options)
{
    if (!context.body.is(json::Type::Array))
        return refuse("The body is an array of arrays of values.");
    BulkRows rows;
    if (auto found = findColumns(context, rows); !found)
        return tl::make_unexpected(found.error());

    const std::size_t headerRows = context.call.parameter("fields").empty() ? 1 : 0;
    std::size_t position = 0;
    for (const json::Value value : context.body) {
        if (position++ < headerRows)
            continue;
        if (context.stopping)
            break;
        const std::size_t index = position - headerRows - 1;
        auto row = readRow(rows, value, index);
        if (row && context.failEveryRow > 0 && (index + 1) % static_cast<std::size_t>(context.failEveryRow) == 0)
            row = tl::make_unexpected(
                InvalidRecord{index, {}, {"Unknown", "Record failed because the sandbox was told to fail it"}});
        if (row) {
            rows.rows.push_back(std::move(*row));
            continue;
        }
        rows.invalid.push_back(std::move(row.error()));
        if (options.stopsOnError)
            break;
    }
    markDuplicates(rows, options.deduplication);
    return rows;
}

HttpAnswer bulkAnswer(const Context &context, const BulkOptions &options, const BulkRows &rows,
                      const BulkCounts &counts, BulkAnswer kind)
{
    static const BulkRows NoRows;
    const bool load = kind == BulkAnswer::Load;
    // What a stream answers is not documented: it is taken in, and nothing is known of it yet.
    const BulkRows &shown = options.stream ? NoRows : rows;
    const BulkCounts count = options.stream ? BulkCounts{} : counts;
    json::Writer w;
    w.object([&] {
        w.key("errors").null();
        w.member("result_code", resultCode(shown));
        if (load)
            w.member("number_of_inserted_records", count.inserted);
        else
            w.member("number_of_deleted_records", count.deleted);
        if (load) {
            w.member("number_of_failed_records", shown.invalid.size());
            w.member("number_of_updated_records", count.updated);
            w.member("number_of_duplicate_records", shown.duplicates);
        } else {
            w.member("number_of_duplicate_records", shown.duplicates);
            w.member("number_of_failed_records", shown.invalid.size());
        }
        w.member("number_of_records_not_found", count.notFound);
        writeInvalidRecords(w, context, shown);
        if (load)
            w.member("number_of_deleted_records", count.deleted);
    });
    return jsonAnswer(200, w.take());
}

} // namespace smc::sandbox
