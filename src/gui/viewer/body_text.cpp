#include "body_text.h"

#include "../text.h"
#include "pool_work.h"

#include <QSaveFile>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr std::int64_t RowsAtOnce = 4096;
constexpr std::size_t BlockToWrite = 4U << 20U;

/// The part of a row that lies in `range`; indentation comes with the first byte of the row.
std::string_view partOf(const json::Row &row, json::Range range, bool isFirst)
{
    const std::size_t size = row.text.size();
    std::size_t begin = 0;
    if (isFirst || range.begin > row.source.begin)
        begin = json::columnOf(row, std::max(range.begin, row.source.begin));
    const std::size_t end = range.end < row.source.end ? json::columnOf(row, range.end) : size;
    return std::string_view(row.text).substr(std::min(begin, size), std::max(begin, end) - std::min(begin, end));
}

std::string shownText(const json::Rows &rows, json::Range range)
{
    std::string out;
    bool continues = false;
    bool isFirst = true;
    for (json::RowNumber next = rows.rowOf(range.begin);;) {
        const std::vector<json::Row> read = rows.read(next, RowsAtOnce);
        for (const json::Row &row : read) {
            if (row.source.begin >= range.end || static_cast<std::int64_t>(out.size()) > MostCopied)
                return out;
            if (!isFirst && !continues)
                out += '\n';
            // The indentation of a line that goes on is not the text's.
            out += partOf(row, range, isFirst || continues);
            continues = row.continues;
            isFirst = false;
        }
        next = next + static_cast<std::int64_t>(read.size());
        if (next.value >= rows.count())
            return out;
    }
}

void writeTo(QPromise<qint64> &promise, std::string_view bytes, const QString &path)
{
    QSaveFile file(path);
    bool worked = file.open(QIODevice::WriteOnly);
    for (std::size_t at = 0; worked && at < bytes.size() && !promise.isCanceled(); at += BlockToWrite) {
        const std::string_view block = bytes.substr(at, BlockToWrite);
        worked = file.write(block.data(), static_cast<qint64>(block.size())) == static_cast<qint64>(block.size());
        promise.addResult(static_cast<qint64>(at + block.size()) - 1);
    }
    if (promise.isCanceled()) {
        file.cancelWriting();
        return;
    }
    promise.addResult(worked && file.commit() ? static_cast<qint64>(bytes.size()) : -1);
}

} // namespace

QString textOf(const Body &body, json::Range range, const TextForm &form)
{
    if (const auto *shown = std::get_if<AsShown>(&form))
        return fromUtf8(std::visit([range](const auto &rows) { return shownText(rows, range); }, *shown));
    if (std::holds_alternative<Indented>(form))
        return fromUtf8(json::prettyRange(body.bytes(), range, static_cast<std::size_t>(MostCopied)));
    const auto size = static_cast<std::size_t>(std::clamp<std::int64_t>(range.size(), 0, MostCopied));
    return fromUtf8(body.bytes().substr(range.begin.index(), size));
}

QFuture<qint64> saveBody(std::shared_ptr<const Body> body, const QString &path, QThreadPool &pool)
{
    return startIn<qint64>(
        pool, [body = std::move(body), path](QPromise<qint64> &promise) { writeTo(promise, body->bytes(), path); });
}

} // namespace smc::gui
