// How the console starts: its command line, and what follows from it.
#pragma once

#include <QString>
#include <QStringList>

class QApplication;

namespace smc::gui {

struct StartOptions
{
    QString workspace;  ///< Empty: the system's place for it.
    QString profile;    ///< A name; empty: the last one.
    QString tourFolder; ///< Empty: no tour.
    QString page{};     ///< The page to show, by its name; empty: the last one.
    QString file{};     ///< An event's file to open in Compose; empty: none.
    /// Whether the first painted frame is announced on standard output: for tests/benchmarks.
    enum class FirstPaint { Silent, Announced } firstPaint = FirstPaint::Silent;

    bool isTour() const { return !tourFolder.isEmpty(); }
};

/// What the arguments ask for, done until its end; the exit code. 2 with a sentence on standard error, and no window,
/// where they name a page or a profile that is not there. A QApplication must be there.
int run(const QStringList &arguments);

/// Ends the program where it asks for help or the version, or can't be understood.
StartOptions readArguments(const QStringList &arguments);

/// Opens the window and runs until it is closed. Returns the exit code.
int start(QApplication &application, const StartOptions &options);

/// Opens the window, takes the tour and ends: 0 where every step worked. Without a workspace it takes one of its own,
/// which goes with it.
int startTour(QApplication &application, const StartOptions &options);

} // namespace smc::gui
