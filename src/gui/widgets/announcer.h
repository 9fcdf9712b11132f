// Says to a screen reader what somebody who sees the window reads by themselves: what became of the verdict, what came
// of sending.
#pragma once

#include <QStringList>
#include <QTimer>
#include <QWidget>

namespace smc::gui {

/// Belongs into a status bar. What screen readers speak without being asked differs with Qt: from 6.8 on there is an
/// event for announcements; before that they speak a notification that comes into view, and the name of a thing in a
/// status bar without its role (Orca 43, onShowingChanged and isStatusBarNotification).
class Announcer : public QWidget
{
    Q_OBJECT

public:
    explicit Announcer(QWidget *parent);

    /// What is said within a moment is said together, since one announcement cuts the one before it short. What another
    /// one of them holds already is left out.
    void say(const QString &text);

Q_SIGNALS:
    /// This was told to screen readers.
    void said(const QString &text);

private:
    void speak();

    QStringList m_waiting;
    QTimer m_moment;
};

} // namespace smc::gui
