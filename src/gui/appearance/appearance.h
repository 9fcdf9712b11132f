// Light, dark or as the desktop; how large text is. Changed while the console runs, kept from one start to the next.
#pragma once

#include "../theme.h"

#include <QList>
#include <QObject>

namespace smc::workspace {
class UiState;
} // namespace smc::workspace

namespace smc::gui {

class Console;
class SystemScheme;

enum class SchemeChoice { System, Light, Dark };

/// How the console was dressed last.
struct Look
{
    SchemeChoice choice = SchemeChoice::System;
    theme::Scheme desktop = theme::Scheme::Light; ///< What the desktop showed last.
    int zoomPercent = 100;

    /// `platform` stands in where nothing is known of the desktop from last time.
    static Look remembered(const workspace::UiState &state, theme::Scheme platform);
    theme::Scheme scheme() const;
};

/// Dresses the application, and keeps in the workspace what was chosen: `window/scheme` ("light", "dark", or nothing
/// for the desktop's), `window/zoom`.
class Appearance : public QObject
{
    Q_OBJECT

public:
    /// Changes nothing yet.
    explicit Appearance(Console &console, QObject *parent = nullptr);

    SchemeChoice choice() const { return m_choice; }
    void choose(SchemeChoice choice);
    /// Light where it is dark now, and the other way round.
    void toggle();

    int zoomPercent() const;
    /// The nearest that there is.
    void setZoom(int percent);
    void larger();
    void smaller();
    /// Steps between theme::SmallestZoom and theme::LargestZoom.
    static const QList<int> &zoomSteps();

    /// Where the desktop is to decide, it does from now on. `system` must outlive this.
    void follow(SystemScheme &system);

Q_SIGNALS:
    /// The choice or the zoom is another.
    void changed();

private:
    theme::Scheme wanted() const;
    void dress(theme::Scheme scheme, int zoomPercent);

    Console &m_console;
    SystemScheme *m_system = nullptr;
    SchemeChoice m_choice;
};

} // namespace smc::gui
