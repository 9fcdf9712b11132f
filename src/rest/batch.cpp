#include "batch.h"

namespace smc::rest {

bool Batch::isSegment() const
{
    return operation == destination::Operation::SegmentLoad || operation == destination::Operation::SegmentDelete;
}

std::string Batch::body() const
{
    std::size_t size = 2;
    for (const Row &row : rows) {
        size += 3;
        for (const BatchCell &cell : row.cells)
            size += cell.json.size() + 1;
    }
    std::string out;
    out.reserve(size);
    out += '[';
    for (const Row &row : rows) {
        if (&row != rows.data())
            out += ',';
        out += '[';
        for (const BatchCell &cell : row.cells) {
            if (&cell != row.cells.data())
                out += ',';
            out += cell.json;
        }
        out += ']';
    }
    out += ']';
    return out;
}

} // namespace smc::rest
