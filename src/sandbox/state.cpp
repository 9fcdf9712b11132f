#include "state.h"

#include "database.h"
#include "http_message.h"
#include "store.h"

#include <algorithm>

namespace smc::sandbox {

using namespace Qt::StringLiterals;

namespace {

/// Begins a transaction, so that all that is read belongs together.
Result<std::unique_ptr<Database>> openForReading(const QString &file)
{
    auto database = Database::open(file, Database::Access::ReadOnly);
    if (database)
        (*database)->run(u"BEGIN"_s);
    return database;
}

Result<void> failureOf(Database &database)
{
    if (database.hasFailed())
        return fail("sandbox_state",
                    "The sandbox's content cannot be read: " + database.takeFailure().toStdString() + ".");
    return {};
}

/// What a query asks for, in SQL.
struct AskedRows
{
    std::vector<std::string> columns;
    std::vector<DataType> types;
    QString from; ///< With the condition.
    QVariantList values;
    QString order;

    QString select() const
    {
        QStringList names;
        for (const std::string &column : columns)
            names << identifier(column);
        return u"SELECT "_s + names.join(u", "_s) + from + u" ORDER BY "_s + order;
    }
};

Result<AskedRows> askedRows(Database &database, const RowsQuery &query)
{
    const std::vector<List> lists = readLists(database);
    const auto list = std::find_if(lists.begin(), lists.end(), [&](const List &candidate) {
        return equalsIgnoringCase(candidate.apiName, query.list);
    });
    if (list == lists.end())
        return fail("sandbox_list", "There is no list '" + query.list + "'.");
    AskedRows asked;
    for (const Field &field : list->fields) {
        asked.columns.push_back(field.name);
        asked.types.push_back(field.type);
    }
    asked.from = u" FROM "_s + Store::table(*list);
    if (!query.segment.empty()) {
        asked.from += u" WHERE \"ID\" IN (SELECT record_id FROM smc_members JOIN smc_segments ON id = segment_id "
                      "WHERE list_id = ? AND api_name = ?)"_s;
        asked.values << list->id << toQString(query.segment);
    }
    // The name is the list's own: what was asked for is never part of the SQL.
    if (const Field *sorted = query.order ? list->field(query.order->column) : nullptr) {
        asked.order = identifier(sorted->name) +
                      (query.order->direction == RowsOrder::Direction::Descending ? u" DESC, "_s : u", "_s);
    }
    asked.order += u"\"ID\""_s; // Equal ones keep their order from page to page.
    return asked;
}

StoredRow currentRow(const Statement &rows, std::size_t columns)
{
    StoredRow row;
    for (int column = 0; column < static_cast<int>(columns); ++column)
        row.push_back(rows.isNull(column) ? std::nullopt : std::optional<std::string>(rows.utf8(column)));
    return row;
}

} // namespace

Result<State> readState(const QString &file, const std::string &organization)
{
    auto database = openForReading(file);
    if (!database)
        return tl::make_unexpected(database.error());
    State state;
    state.organization = organization;
    for (List &list : readLists(**database)) {
        ListState entry;
        for (const Segment &segment : readSegments(**database, list.id)) {
            const auto members =
                (*database)->value(u"SELECT count(*) FROM smc_members WHERE segment_id = ?"_s, {segment.id});
            entry.segments.push_back({segment.apiName, segment.name, segment.kind, members.toLongLong()});
        }
        entry.records = (*database)->value(u"SELECT count(*) FROM "_s + Store::table(list)).toLongLong();
        entry.apiName = std::move(list.apiName);
        entry.name = std::move(list.name);
        entry.kind = list.kind;
        entry.fields = std::move(list.fields);
        entry.businessKey = std::move(list.businessKey);
        state.lists.push_back(std::move(entry));
    }
    if (auto read = failureOf(**database); !read)
        return tl::make_unexpected(read.error());
    return state;
}

Result<RowsPage> readRows(const QString &file, const RowsQuery &query)
{
    auto database = openForReading(file);
    if (!database)
        return tl::make_unexpected(database.error());
    auto asked = askedRows(**database, query);
    if (!asked)
        return tl::make_unexpected(asked.error());
    RowsPage page;
    page.total = (*database)->value(u"SELECT count(*)"_s + asked->from, asked->values).toLongLong();
    Statement rows(**database, asked->select() + u" LIMIT ? OFFSET ?"_s);
    rows.run(QVariantList(asked->values) << std::clamp<qint64>(query.limit, 0, MaxRowsPerPage)
                                         << std::max<qint64>(0, query.offset));
    while (rows.next())
        page.rows.push_back(currentRow(rows, asked->columns.size()));
    rows.finish();
    page.columns = std::move(asked->columns);
    page.types = std::move(asked->types);
    if (auto read = failureOf(**database); !read)
        return tl::make_unexpected(read.error());
    return page;
}

Result<void> readAllRows(const QString &file, const RowsQuery &query, const RowsSink &sink)
{
    auto database = openForReading(file);
    if (!database)
        return tl::make_unexpected(database.error());
    const auto asked = askedRows(**database, query);
    if (!asked)
        return tl::make_unexpected(asked.error());
    Statement rows(**database, asked->select());
    rows.run(asked->values);
    bool goesOn = sink.columns(asked->columns, asked->types);
    while (goesOn && rows.next())
        goesOn = sink.row(currentRow(rows, asked->columns.size()));
    rows.finish();
    return failureOf(**database);
}

} // namespace smc::sandbox
