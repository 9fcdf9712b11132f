#include "answers.h"
#include "bulk_rows.h"
#include "operations.h"
#include "record_writer.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace smc::sandbox {

using namespace Qt::StringLiterals;

namespace {

/// The fields of a request, among them an ID that is no key: nobody can set it.
std::optional<HttpAnswer> refusedColumns(const BulkRows &rows)
{
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        const bool isKey = std::find(rows.keyColumns.begin(), rows.keyColumns.end(), i) != rows.keyColumns.end();
        if (rows.columns[i]->isId() && !isKey)
            return errorAnswer(400, "ERR_VALIDATION", "Field 'ID' is assigned by the system and cannot be loaded.");
    }
    return std::nullopt;
}

InvalidValue problemOf(RecordWriter::Outcome outcome, const RecordWriter &writer)
{
    switch (outcome) {
    case RecordWriter::Outcome::MissingField:
        return {"Unknown", "Field " + writer.missingField() + " does not allow null and is not among the fields"};
    case RecordWriter::Outcome::GivenId:
        return {"Unknown", "There is no record with this ID, and the system assigns the IDs of new ones"};
    default:
        return {"Unknown", "Another record has the same values in the unique business key"};
    }
}

/// Upserts the rows and calls `touched` with the id of each record that is there afterwards.
template <typename Touched>
BulkCounts upsert(Context &context, const BulkOptions &options, BulkRows &rows, Touched touched)
{
    using Import = BulkOptions::Import;
    BulkCounts counts;
    context.store.ensureIndex(context.list, rows.keyFields());
    RecordFinder finder(context.store, context.list, rows.keyFields());
    RecordWriter writer(context.store, context.list, rows.columns);
    for (BulkRow &row : rows.rows) {
        if (context.stopping || context.store.database().hasFailed())
            break;
        if (row.isDuplicate)
            continue;
        const std::vector<qint64> ids = row.key.empty() ? std::vector<qint64>() : finder.find(rows.keyValues(row));
        if (ids.empty() && options.import == Import::OnlyUpdate) {
            ++counts.notFound;
            continue;
        }
        if (!ids.empty() && options.import == Import::OnlyInsert) {
            ++rows.duplicates; // Which count such a row goes into is not documented.
            continue;
        }
        const auto outcome = ids.empty() ? writer.insert(row.values) : writer.update(row.values, ids);
        if (outcome != RecordWriter::Outcome::Done) {
            rows.refuse(row, problemOf(outcome, writer));
            continue;
        }
        if (ids.empty()) {
            ++counts.inserted;
            touched(writer.insertedId());
        } else {
            counts.updated += ids.size();
            for (const qint64 id : ids)
                touched(id);
        }
    }
    return counts;
}

/// Adds members to a static segment.
class MemberWriter
{
public:
    MemberWriter(Database &database, const Segment &segment)
        : m_segment(segment.id)
        , m_insert(database, u"INSERT OR IGNORE INTO smc_members (segment_id, record_id) VALUES (?, ?)"_s)
    {
    }

    /// Whether the record was no member before.
    bool add(qint64 record) { return m_insert.run({m_segment, record}) && m_insert.affected() > 0; }

private:
    const qint64 m_segment;
    Statement m_insert;
};

std::string apiNameFrom(const std::string &name)
{
    std::string apiName = name.substr(0, MaxNameLength);
    for (char &c : apiName) {
        if (!isApiName(std::string_view(&c, 1)))
            c = '_';
    }
    return apiName;
}

/// The static segment that a load is to create; without a name where it is to create none.
tl::expected<Segment, HttpAnswer> segmentToCreate(Context &context, const BulkOptions &options)
{
    Segment segment;
    segment.apiName = options.segmentApiName.empty() ? apiNameFrom(options.segmentName) : options.segmentApiName;
    segment.name = options.segmentName.empty() ? segment.apiName : options.segmentName;
    if (segment.apiName.empty())
        return segment;
    if (!isApiName(segment.apiName)) {
        return tl::make_unexpected(errorAnswer(400, "ERR_LIST_VALIDATION",
                                               "'" + segment.apiName +
                                                   "' is no API name: only letters, digits and "
                                                   "underscores are allowed."));
    }
    if (context.store.segment(context.list, segment.apiName)) {
        return tl::make_unexpected(errorAnswer(400, "ERR_LIST_VALIDATION",
                                               "There is already a segment '" + segment.apiName + "' on list '" +
                                                   context.list.apiName + "'."));
    }
    return segment;
}

struct Request
{
    BulkOptions options;
    BulkRows rows;
};

tl::expected<Request, HttpAnswer> readRequest(const Context &context)
{
    auto options = readOptions(context);
    if (!options)
        return tl::make_unexpected(options.error());
    auto rows = readRows(context, *options);
    if (!rows)
        return tl::make_unexpected(rows.error());
    return Request{std::move(*options), std::move(*rows)};
}

std::optional<HttpAnswer> refusedSegment(const Context &context)
{
    if (context.segment.kind == SegmentKind::Static)
        return std::nullopt;
    return errorAnswer(400, "ERR_VALIDATION", "Segment '" + context.segment.apiName + "' is not static.");
}

/// Calls `act` with the ids of the records that each row's key finds, and counts what it returns as done.
template <typename Act>
std::pair<std::size_t, std::size_t> forEachFound(Context &context, BulkRows &rows, Act act)
{
    std::size_t done = 0;
    std::size_t notFound = 0;
    context.store.ensureIndex(context.list, rows.keyFields());
    RecordFinder finder(context.store, context.list, rows.keyFields());
    for (const BulkRow &row : rows.rows) {
        if (context.stopping || context.store.database().hasFailed())
            break;
        if (row.isDuplicate)
            continue;
        const std::vector<qint64> ids = row.key.empty() ? std::vector<qint64>() : finder.find(rows.keyValues(row));
        std::size_t here = 0;
        for (const qint64 id : ids)
            here += act(id) ? 1U : 0U;
        done += here;
        notFound += here == 0 ? 1U : 0U;
    }
    return {done, notFound};
}

} // namespace

HttpAnswer loadData(Context &context)
{
    auto request = readRequest(context);
    if (!request)
        return request.error();
    if (auto refused = refusedColumns(request->rows))
        return *refused;
    auto segment = segmentToCreate(context, request->options);
    if (!segment)
        return segment.error();
    std::optional<MemberWriter> members;
    if (!segment->apiName.empty()) {
        context.store.createSegment(context.list, *segment);
        members.emplace(context.store.database(), *segment);
    }
    const BulkCounts counts = upsert(context, request->options, request->rows, [&](qint64 id) {
        if (members)
            members->add(id);
    });
    return bulkAnswer(context, request->options, request->rows, counts, BulkAnswer::Load);
}

HttpAnswer deleteData(Context &context)
{
    auto request = readRequest(context);
    if (!request)
        return request.error();
    BulkCounts counts;
    std::tie(counts.deleted, counts.notFound) =
        forEachFound(context, request->rows, [&](qint64 id) { return context.store.removeRecord(context.list, id); });
    return bulkAnswer(context, request->options, request->rows, counts, BulkAnswer::Delete);
}

/// With key fields only, rows refer to records of the list. With more fields the records are upserted first. A record
/// that becomes a member counts as inserted, one that is a member already as updated.
HttpAnswer loadSegmentData(Context &context)
{
    auto request = readRequest(context);
    if (!request)
        return request.error();
    if (auto refused = refusedColumns(request->rows))
        return *refused;
    if (auto refused = refusedSegment(context))
        return *refused;
    MemberWriter members(context.store.database(), context.segment);
    BulkCounts counts;
    BulkRows &rows = request->rows;
    if (rows.columns.size() > rows.keyColumns.size()) {
        counts = upsert(context, request->options, rows, [&](qint64 id) { members.add(id); });
        return bulkAnswer(context, request->options, rows, counts, BulkAnswer::Load);
    }
    counts.notFound = forEachFound(context, rows, [&](qint64 id) {
                          ++(members.add(id) ? counts.inserted : counts.updated);
                          return true;
                      }).second;
    return bulkAnswer(context, request->options, rows, counts, BulkAnswer::Load);
}

HttpAnswer deleteSegmentData(Context &context)
{
    auto request = readRequest(context);
    if (!request)
        return request.error();
    if (auto refused = refusedSegment(context))
        return *refused;
    Statement remove(context.store.database(), u"DELETE FROM smc_members WHERE segment_id = ? AND record_id = ?"_s);
    BulkCounts counts;
    std::tie(counts.deleted, counts.notFound) = forEachFound(context, request->rows, [&](qint64 id) {
        return remove.run({context.segment.id, id}) && remove.affected() > 0;
    });
    return bulkAnswer(context, request->options, request->rows, counts, BulkAnswer::Delete);
}

} // namespace smc::sandbox
