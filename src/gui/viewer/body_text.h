// Parts of a body as text for the clipboard, and a body as a file: work for threads other than the main one.
#pragma once

#include "body.h"

#include <json/hex_rows.h>
#include <json/pretty_rows.h>

#include <QFuture>
#include <QString>
#include <QThreadPool>

#include <memory>
#include <variant>

namespace smc::gui {

/// How a part of a body is written.
struct AsItCame
{
};
/// A value, laid out anew from its own beginning.
struct Indented
{
};
/// As the rows of a layout show it. The layout is a copy: its own goes on in the main thread.
using AsShown = std::variant<json::PrettyRows, json::HexRows>;
using TextForm = std::variant<AsItCame, Indented, AsShown>;

/// More than this is copied only where the person asks for it, and never more than the other.
constexpr std::int64_t EasilyCopied = 10 << 20;
constexpr std::int64_t MostCopied = 256 << 20;

/// The text of `range`; what is no UTF-8 comes as U+FFFD. Cut behind MostCopied characters.
QString textOf(const Body &body, json::Range range, const TextForm &form);

/// Writes the body to `path`, whole or not at all: what stood there stays until the new file is complete. The results
/// are bytes written so far; the last one is all of them, or -1 where it failed. Cancelling leaves no trace.
QFuture<qint64> saveBody(std::shared_ptr<const Body> body, const QString &path, QThreadPool &pool);

} // namespace smc::gui
