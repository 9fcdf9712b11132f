// What Page::enter() of Compose is told: which event to open, and which place in it to show.
#pragma once

#include <json/span.h>

#include <QString>

#include <cstdint>
#include <optional>

namespace smc::gui {

/// "saved:Newsletter/Welcome": the saved event of that path.
struct SavedLink
{
    QString path; ///< As SavedPath::text() has it.

    QString text() const;
    static std::optional<SavedLink> parse(const QString &text);
};

struct ComposeLink
{
    std::int64_t entryId = 0; ///< In the history.
    json::Span place{};       ///< In the entry's event; empty for its beginning.

    /// "entry:12:40-52".
    QString text() const;
    static std::optional<ComposeLink> parse(const QString &text);

    bool operator==(const ComposeLink &) const = default;
};

} // namespace smc::gui
