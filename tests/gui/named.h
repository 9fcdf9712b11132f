// Finding controls as a screen reader names them.
#pragma once

#include <gui/console.h>
#include <workspace/history_store.h>

#include <QWidget>

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
    return console.history()->page().value_or(std::vector<workspace::HistorySummary>());
}

} // namespace smc::gui
