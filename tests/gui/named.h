// Finding controls as a screen reader names them.
#pragma once

#include <gui/console.h>
#include <gui/history_service.h>

#include <QAbstractButton>
#include <QWidget>

#include <optional>
#include <vector>

namespace smc::gui {

/// What a screen reader calls a control: its accessible name; without one a button's words, a window's title.
inline QString spokenName(const QWidget &widget)
{
    if (!widget.accessibleName().isEmpty())
        return widget.accessibleName();
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        return button->text().remove(QLatin1Char('&'));
    return widget.isWindow() ? widget.windowTitle() : QString();
}

/// The widget of that name; the one that can be seen, where others are hidden. The test ends where there is none, and
/// where two can be seen: nobody could tell them apart by ear.
template <typename Widget>
Widget *named(const QWidget &root, const QString &name)
{
    Widget *found = nullptr;
    for (Widget *widget : root.findChildren<Widget *>()) {
        if (spokenName(*widget) != name || (found && found->isAncestorOf(widget)))
            continue;
        if (found && found->isVisible() && widget->isVisible())
            qFatal("Two %s are called %s", Widget::staticMetaObject.className(), qPrintable(name));
        if (!found || (!found->isVisible() && widget->isVisible()))
            found = widget;
    }
    if (!found)
        qFatal("No %s is called %s", Widget::staticMetaObject.className(), qPrintable(name));
    return found;
}

template <typename Widget>
Widget *named(const QWidget &root, const char *name)
{
    return named<Widget>(root, QString::fromUtf8(name));
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
