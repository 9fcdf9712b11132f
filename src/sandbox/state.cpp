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
    const std::vector<List> lists = readLists(**database);
    const auto list = std::find_if(lists.begin(), lists.end(), [&](const List &candidate) {
        return equalsIgnoringCase(candidate.apiName, query.list);
    });
    if (list == lists.end())
        return fail("sandbox_list", "There is no list '" + query.list + "'.");

    RowsPage page;
    QStringList columns;
    for (const Field &field : list->fields) {
        page.columns.push_back(field.name);
        columns << identifier(field.name);
    }
    QString from = u" FROM "_s + Store::table(*list);
    QVariantList values;
    if (!query.segment.empty()) {
        from += u" WHERE \"ID\" IN (SELECT record_id FROM smc_members JOIN smc_segments ON id = segment_id "
                "WHERE list_id = ? AND api_name = ?)"_s;
        values << list->id << toQString(query.segment);
    }
    page.total = (*database)->value(u"SELECT count(*)"_s + from, values).toLongLong();
    Statement rows(**database, u"SELECT "_s + columns.join(u", "_s) + from + u" ORDER BY \"ID\" LIMIT ? OFFSET ?"_s);
    rows.run(values << std::clamp<qint64>(query.limit, 0, MaxRowsPerPage) << std::max<qint64>(0, query.offset));
    while (rows.next()) {
        auto &row = page.rows.emplace_back();
        for (int column = 0; column < columns.size(); ++column)
            row.push_back(rows.isNull(column) ? std::nullopt : std::optional<std::string>(rows.utf8(column)));
    }
    rows.finish();
    if (auto read = failureOf(**database); !read)
        return tl::make_unexpected(read.error());
    return page;
}

} // namespace smc::sandbox
