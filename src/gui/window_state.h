// A window's place on the screen, from one start to the next.
#pragma once

#include <QObject>
#include <QTimer>

class QMainWindow;

namespace smc::workspace {
class UiState;
} // namespace smc::workspace

namespace smc::gui {

void rememberWindow(const QMainWindow &window, workspace::UiState &state);
/// Leaves the window as it is where nothing was remembered, or the screen is another.
void restoreWindow(QMainWindow &window, const workspace::UiState &state);

/// Tells when there may be something to remember: a while after the person has used the keyboard or the pointer in the
/// window, or in one that belongs to it, or moved it. A console that is killed has forgotten no more than that while.
class StateWatch final : public QObject
{
    Q_OBJECT

public:
    static constexpr int DelayMs = 400;

    explicit StateWatch(QMainWindow &window);

Q_SIGNALS:
    void due();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QMainWindow &m_window;
    QTimer m_timer;
};

} // namespace smc::gui
