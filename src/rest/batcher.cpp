#include "batch.h"
#include "record_key.h"
#include "sentences.h"

#include <destination/api_name.h>
#include <json/pointer.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace smc::rest {

namespace {

/// Batches of different shapes that wait for one list; more are not worth the search.
constexpr std::size_t MaxWaitingShapes = 64;
constexpr std::size_t MaxSourcesPerCell = 16;

/// The key of the record that a row concerns. None where it can't be told.
std::optional<std::string> recordOf(const destination::Delivery &delivery)
{
    std::string record;
    for (const std::string &field : delivery.keyFields) {
        const auto column =
            std::find_if(delivery.columns.begin(), delivery.columns.end(),
                         [&field](const std::string &name) { return destination::sameApiName(name, field); });
        if (column == delivery.columns.end())
            return std::nullopt;
        const std::string_view json = delivery.row[static_cast<std::size_t>(column - delivery.columns.begin())].json;
        const std::optional<std::string> value = foldedKeyValue(json);
        if (!value)
            return std::nullopt;
        record += *value;
        record += '\0';
    }
    return record;
}

std::string joinedLowered(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text += lowered(name) + ',';
    return text;
}

std::size_t rowBytes(const destination::Delivery &delivery)
{
    std::size_t bytes = 2 + delivery.row.size(); // brackets, commas, and one comma before the row
    for (const destination::Cell &cell : delivery.row)
        bytes += cell.json.size();
    return bytes;
}

/// The first value of `event` that a name came from.
CellSource placeOf(const mapping::Origin &origin, const json::Document &event)
{
    for (const json::Value value : origin.sources) {
        if (value.document() == &event)
            return {value.span(), json::pointerTo(value)};
    }
    return {};
}

Row rowFrom(RowSource source, const destination::Delivery &delivery, const json::Document &event)
{
    Row row;
    row.source = source;
    row.list = placeOf(delivery.listOrigin, event);
    row.segment = placeOf(delivery.segmentOrigin, event);
    for (const destination::ColumnOrigin &name : delivery.columnOrigins) {
        if (CellSource place = placeOf(name.origin, event); !place.span.isEmpty())
            row.names.push_back({name.column, std::move(place)});
    }
    row.cells.reserve(delivery.row.size());
    for (const destination::Cell &cell : delivery.row) {
        BatchCell &copy = row.cells.emplace_back();
        copy.json = cell.json;
        copy.kind = cell.origin.kind;
        for (const json::Value value : cell.origin.sources) {
            if (value.document() == &event && copy.sources.size() < MaxSourcesPerCell)
                copy.sources.push_back({value.span(), json::pointerTo(value)});
        }
    }
    return row;
}

bool isNameWrong(const std::string &name)
{
    return name.empty() || name.find(',') != std::string::npos;
}

Result<void> check(const destination::Delivery &delivery)
{
    std::string wrong;
    if (delivery.list.empty())
        wrong = "it names no list";
    else if (delivery.isSegment() && delivery.segment.empty())
        wrong = "it names no segment";
    else if (delivery.keyFields.empty())
        wrong = "it names no key field";
    else if (delivery.columns.empty() || delivery.columns.size() != delivery.row.size())
        wrong = "it has " + counted(static_cast<std::int64_t>(delivery.row.size()), "value", "values") + " for " +
                counted(static_cast<std::int64_t>(delivery.columns.size()), "column", "columns");
    else if (std::any_of(delivery.columns.begin(), delivery.columns.end(), isNameWrong) ||
             std::any_of(delivery.keyFields.begin(), delivery.keyFields.end(), isNameWrong))
        wrong = "a field's name is empty or holds a comma, which separates names in SMC's requests";
    if (wrong.empty())
        return {};
    return fail("row_malformed", "No request can be made of this row: " + wrong + ". Check the mapping.");
}

} // namespace

struct Batcher::State
{
    struct Open
    {
        Batch batch;
        std::size_t bytes = 2;
        std::size_t sequence = 0;
        std::string keyNames;
        std::unordered_set<std::string> records;
        bool hasOpaqueRecord = false; ///< A row whose record can't be told.
        bool full = false;

        bool hasShapeOf(const destination::Delivery &delivery) const
        {
            return batch.operation == delivery.operation && batch.segment == delivery.segment &&
                   batch.list == delivery.list && batch.columns == delivery.columns &&
                   batch.keyFields == delivery.keyFields;
        }
        bool mayConcern(const std::optional<std::string> &record, const std::string &names) const
        {
            return !record || hasOpaqueRecord || names != keyNames || records.count(*record) > 0;
        }
    };
    using Queue = std::vector<Open>;

    explicit State(Limits given)
        : limits(given)
    {
    }

    Open &openFor(const destination::Delivery &delivery, const std::optional<std::string> &record,
                  const std::string &keyNames, std::size_t bytes);
    void takeFirst(Queue &queue, std::size_t count, std::vector<Open> &out);
    void takeLargest(std::vector<Open> &out);
    static std::vector<Batch> inOrder(std::vector<Open> taken);

    Limits limits;
    std::unordered_map<std::string, Queue> lists; ///< By name in lower case; no queue is empty.
    std::vector<std::string> due;                 ///< Lists of which something must go now.
    std::size_t rows = 0;
    std::size_t bytes = 0;
    std::size_t nextSequence = 0;
};

Batcher::State::Open &Batcher::State::openFor(const destination::Delivery &delivery,
                                              const std::optional<std::string> &record, const std::string &keyNames,
                                              std::size_t size)
{
    const std::string list = lowered(delivery.list);
    Queue &queue = lists[list];
    for (auto open = queue.rbegin(); open != queue.rend(); ++open) {
        if (open->hasShapeOf(delivery)) {
            if (!open->full && open->bytes + size <= limits.bytes)
                return *open;
            open->full = true;
            due.push_back(list);
            break;
        }
        if (open->mayConcern(record, keyNames))
            break;
    }
    if (queue.size() >= MaxWaitingShapes)
        due.push_back(list);
    Open &open = queue.emplace_back();
    open.sequence = nextSequence++;
    open.keyNames = keyNames;
    open.batch.operation = delivery.operation;
    open.batch.list = delivery.list;
    open.batch.segment = delivery.segment;
    open.batch.keyFields = delivery.keyFields;
    open.batch.columns = delivery.columns;
    return open;
}

void Batcher::State::takeFirst(Queue &queue, std::size_t count, std::vector<Open> &out)
{
    const auto end = queue.begin() + static_cast<std::ptrdiff_t>(count);
    for (auto open = queue.begin(); open != end; ++open) {
        rows -= open->batch.rows.size();
        bytes -= open->bytes;
        out.push_back(std::move(*open));
    }
    queue.erase(queue.begin(), end);
}

/// Empties the lists that hold most, until half of what may wait is left.
void Batcher::State::takeLargest(std::vector<Open> &out)
{
    const auto sizeOf = [](const Queue &queue) {
        std::size_t sum = 0;
        for (const Open &open : queue)
            sum += open.bytes;
        return sum;
    };
    std::vector<std::pair<std::size_t, std::string>> sizes;
    sizes.reserve(lists.size());
    for (const auto &[list, queue] : lists)
        sizes.emplace_back(sizeOf(queue), list);
    std::sort(sizes.rbegin(), sizes.rend());
    for (const auto &[size, list] : sizes) {
        if (rows <= limits.waitingRows / 2 && bytes <= limits.waitingBytes / 2)
            return;
        Queue &queue = lists[list];
        takeFirst(queue, queue.size(), out);
        lists.erase(list);
    }
}

std::vector<Batch> Batcher::State::inOrder(std::vector<Open> taken)
{
    std::sort(taken.begin(), taken.end(), [](const Open &a, const Open &b) { return a.sequence < b.sequence; });
    std::vector<Batch> batches;
    batches.reserve(taken.size());
    for (Open &open : taken)
        batches.push_back(std::move(open.batch));
    return batches;
}

Batcher::Batcher()
    : Batcher(Limits())
{
}

Batcher::Batcher(Limits limits)
    : m_state(std::make_unique<State>(limits))
{
}

Batcher::~Batcher() = default;
Batcher::Batcher(Batcher &&) noexcept = default;
Batcher &Batcher::operator=(Batcher &&) noexcept = default;

Result<void> Batcher::add(RowSource source, const destination::Delivery &delivery, const json::Document &event)
{
    if (auto checked = check(delivery); !checked)
        return checked;
    const std::size_t size = rowBytes(delivery);
    if (size + 2 > m_state->limits.bytes) {
        return fail("row_too_large",
                    "This row alone takes " + std::to_string(size / 1000) + " kB, and a request to SMC may carry " +
                        std::to_string(m_state->limits.bytes / 1000) + " kB. Leave out large values in the mapping.");
    }
    const std::optional<std::string> record = recordOf(delivery);
    State::Open &open = m_state->openFor(delivery, record, joinedLowered(delivery.keyFields), size);
    open.batch.rows.push_back(rowFrom(source, delivery, event));
    if (open.batch.rows.size() == 1)
        m_state->bytes += open.bytes;
    open.bytes += size;
    if (record)
        open.records.insert(*record);
    else
        open.hasOpaqueRecord = true;
    if (open.batch.rows.size() >= m_state->limits.rows) {
        open.full = true;
        m_state->due.push_back(lowered(delivery.list));
    }
    m_state->rows += 1;
    m_state->bytes += size;
    return {};
}

std::vector<Batch> Batcher::takeFull()
{
    State &s = *m_state;
    std::vector<State::Open> taken;
    for (const std::string &list : std::exchange(s.due, {})) {
        const auto found = s.lists.find(list);
        if (found == s.lists.end())
            continue;
        State::Queue &queue = found->second;
        // What waits before a full batch goes before it.
        std::size_t count = queue.size() > MaxWaitingShapes ? queue.size() - MaxWaitingShapes : 0;
        for (std::size_t i = count; i < queue.size(); ++i) {
            if (queue[i].full)
                count = i + 1;
        }
        s.takeFirst(queue, count, taken);
        if (queue.empty())
            s.lists.erase(found);
    }
    if (s.rows > s.limits.waitingRows || s.bytes > s.limits.waitingBytes)
        s.takeLargest(taken);
    return s.inOrder(std::move(taken));
}

std::vector<Batch> Batcher::takeAll()
{
    std::vector<State::Open> taken;
    for (auto &[list, queue] : m_state->lists)
        m_state->takeFirst(queue, queue.size(), taken);
    m_state->lists.clear();
    m_state->due.clear();
    return m_state->inOrder(std::move(taken));
}

std::size_t Batcher::waitingRows() const
{
    return m_state->rows;
}

std::size_t Batcher::waitingBytes() const
{
    return m_state->bytes;
}

} // namespace smc::rest
