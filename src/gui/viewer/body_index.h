// What is known of a body: its layouts, and what it is made of. The first rows are there at once; the rest is read by
// workers, part by part.
#pragma once

#include "body.h"

#include <json/hex_rows.h>
#include <json/json_indexer.h>
#include <json/outline.h>
#include <json/pretty_rows.h>
#include <json/raw_rows.h>

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace smc::gui {

/// Why a body is no JSON, in its own lines.
struct FaultPlace
{
    json::JsonFault fault;
    std::int64_t line = 1;   ///< From 1.
    std::int64_t column = 1; ///< From 1, in bytes.
};

class BodyIndex : public QObject
{
    Q_OBJECT

public:
    /// Rows of about `columns` bytes. `pool` must outlive the index.
    BodyIndex(std::shared_ptr<const Body> body, int columns, QThreadPool &pool, QObject *parent = nullptr);
    /// Stops the workers, without waiting for them.
    ~BodyIndex() override;

    const std::shared_ptr<const Body> &body() const { return m_body; }
    int columns() const { return m_columns; }

    bool isBinary() const { return m_hex != nullptr; }
    json::JsonShape shape() const { return m_outline.shape(); }
    /// The body is JSON as far as it was read, and there is something to lay out.
    bool isJson() const;
    /// Where it is none. Its line is told once the workers know it.
    const std::optional<FaultPlace> &fault() const { return m_fault; }

    const json::Outline &outline() const { return m_outline; }
    /// The body as it came: text, or hexadecimal digits. Begins to read it whole when first asked for.
    const json::Rows &raw();
    const json::PrettyRows &pretty() const { return m_pretty; }

    bool isReading() const;
    /// How much of it was read, 0 to 1.
    double progress() const;

Q_SIGNALS:
    /// More is known. `shapeSettled` comes besides when it is known whether the body is JSON.
    void grown();
    void shapeSettled();

private:
    void startJson();
    void takeJson(int part);
    void takeRaw(int part);
    void findLine();

    std::shared_ptr<const Body> m_body;
    int m_columns;
    QThreadPool &m_pool;
    json::Outline m_outline;
    json::PrettyRows m_pretty;
    std::unique_ptr<json::HexRows> m_hex;
    std::unique_ptr<json::RawRows> m_raw;
    json::Offset m_rawScanned;
    std::optional<FaultPlace> m_fault;
    QFutureWatcher<json::JsonPart> m_jsonWork;
    QFutureWatcher<json::RawPart> m_rawWork;
    QFutureWatcher<FaultPlace> m_lineWork;
};

} // namespace smc::gui
