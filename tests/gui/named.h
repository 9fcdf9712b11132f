// Finding controls as a screen reader names them.
#pragma once

#include <gui/console.h>
#include <gui/history_service.h>

#include <QWidget>

#include <optional>
#include <vector>

namespace smc::gui {

/// The widget of that accessible name, or the test ends.
template <typename Widget>
Widget *named(const QWidget &root, const QString &accessibleName)
{
    for (Widget *widget : root.findChildren<Widget *>()) {
        if (widget->accessibleName() == accessibleName)
            return widget;
    }
    qFatal("No widget is called %s", qPrintable(accessibleName));
}

/// The newest entries.
inline std::vector<workspace::HistorySummary> historyOf(Console &console)
{
    return QCoro::waitFor(console.history().page({})).value_or(std::vector<workspace::HistorySummary>());
}

/// The whole entry, as the history keeps it.
inline Result<std::optional<workspace::HistoryEntry>> entryOf(Console &console, std::int64_t id)
{
    return QCoro::waitFor(console.history().get(id));
}

} // namespace smc::gui
