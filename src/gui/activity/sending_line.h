// One event that is sent again: that it is under way, whether it waits, and the way out. In the page while it lasts.
#pragma once

#include <QFrame>
#include <QPointer>
#include <QTimer>

#include <chrono>

namespace smc::gui {

class Console;
class ProgressLine;

class SendingLine : public QFrame
{
    Q_OBJECT

public:
    /// `console` must outlive it. Cancelling is asked of it.
    SendingLine(Console &console, QWidget *parent = nullptr);

    /// It shows itself once the console sends, unless that is over at once.
    void begin();
    void end();

Q_SIGNALS:
    /// For the status bar; empty once there is nothing to say.
    void working(const QString &text);
    /// It came or went: the tab order changed.
    void turned();

private:
    void followConsole();
    void appear();
    void say(const QString &sentence);
    void showWait(std::chrono::milliseconds wait);
    void goOn();

    Console &m_console;
    ProgressLine *m_progress;
    QTimer m_appearing;
    QPointer<QWidget> m_from; ///< Where the keyboard was before it came here.
    bool m_isUnderWay = false;
};

} // namespace smc::gui
