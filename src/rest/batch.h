// Several events' rows for the same list and columns, travelling as one request.
#pragma once

#include "facts.h"

#include <base/error.h>
#include <destination/delivery.h>
#include <json/document.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::rest {

/// Which event of the run, and which of its deliveries, a row is.
struct RowSource
{
    std::size_t event = 0;
    std::size_t delivery = 0;

    bool operator==(const RowSource &) const = default;
};

/// A value of the event that went into a cell.
struct CellSource
{
    json::Span span;  ///< In the event's own text.
    std::string path; ///< JSON pointer: "/traits/email".

    bool operator==(const CellSource &) const = default;
};

struct BatchCell
{
    std::string json;                            ///< One JSON value as it is sent.
    std::optional<mapping::Origin::Kind> kind{}; ///< None where no mapping made it: of a record written by hand.
    std::vector<CellSource> sources;             ///< Empty for constants and for what is assigned on receipt.
};

struct Row
{
    RowSource source;
    std::vector<BatchCell> cells; ///< As many as the batch has columns.
    CellSource list{};            ///< Where the list's name came from; empty where the event did not give it.
    CellSource segment{};         ///< Likewise.

    struct ColumnName
    {
        std::size_t column = 0;
        CellSource source{};
    };
    std::vector<ColumnName> names{}; ///< Of the columns whose names the event gave.
};

struct Batch
{
    destination::Operation operation = destination::Operation::Load;
    std::string list;
    std::string segment; ///< For the segment operations only.
    std::vector<std::string> keyFields;
    std::vector<std::string> columns;
    std::vector<Row> rows;

    bool isSegment() const;
    /// The body: an array of arrays built from the cells' JSON as it stands.
    std::string body() const;
};

/// Gathers deliveries into batches.
///
/// What concerns one record of a list reaches SMC in the order of the events: a row joins an earlier batch only where
/// no later batch for the same list may concern the same record. A batch has at most Limits::rows rows and
/// Limits::bytes of body, and all that wait together have no more than Limits::waitingBytes.
class Batcher
{
public:
    struct Limits
    {
        std::size_t rows = MaxRowsPerRequest;
        std::size_t bytes = MaxBodyBytes;
        std::size_t waitingRows = 4 * MaxRowsPerRequest;
        std::size_t waitingBytes = 2 * MaxBodyBytes;
    };

    Batcher();
    explicit Batcher(Limits limits);
    ~Batcher();
    Batcher(Batcher &&) noexcept;
    Batcher &operator=(Batcher &&) noexcept;

    /// Copies what it needs of `delivery`. Origins are kept for values of `event`, the document that it was made of.
    /// Errors: row_too_large (by itself more than Limits::bytes), row_malformed (no list, segment, columns or key
    /// fields, a name with a comma in it, as many values as columns not given).
    Result<void> add(RowSource source, const destination::Delivery &delivery, const json::Document &event);

    /// Batches that must go now, in the order in which they must be sent; often none.
    std::vector<Batch> takeFull();
    /// Everything, in the order in which it must be sent.
    std::vector<Batch> takeAll();

    std::size_t waitingRows() const;
    std::size_t waitingBytes() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace smc::rest
