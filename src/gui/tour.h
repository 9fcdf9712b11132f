// The console's main job, done by itself in the real window: connect, compose, send identify and group, inspect.
#pragma once

#include <QCoro/QCoroTask>
#include <QString>

#include <functional>

namespace smc::gui {

class Console;
class MainWindow;

struct TourOptions
{
    QString folder; ///< Takes a PNG of each page; made where it does not exist.
    /// Gets a line for each exchange and for each step that did not work.
    std::function<void(const QString &line)> say;
};

/// Every step goes through the window's own actions, as a person's click does. True where every step worked. Where
/// the current profile is not for the embedded sandbox, one that is gets selected first, or made. The window must be
/// shown.
QCoro::Task<bool> runTour(Console &console, MainWindow &window, TourOptions options);

} // namespace smc::gui
