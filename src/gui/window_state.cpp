#include "window_state.h"

#include <workspace/uistate.h>

#include <QApplication>
#include <QByteArray>
#include <QEvent>
#include <QMainWindow>

namespace smc::gui {

namespace {
constexpr const char *Key = "window/geometry";
}

void rememberWindow(const QMainWindow &window, workspace::UiState &state)
{
    state.set(Key, window.saveGeometry().toBase64().toStdString());
}

void restoreWindow(QMainWindow &window, const workspace::UiState &state)
{
    if (const auto kept = state.value(Key))
        window.restoreGeometry(QByteArray::fromBase64(QByteArray::fromStdString(*kept)));
}

namespace {

/// In the window itself, or in one that it has opened.
bool isWithin(const QMainWindow &window, const QWidget *widget)
{
    while (widget && widget != &window)
        widget = widget->parentWidget();
    return widget != nullptr;
}

} // namespace

StateWatch::StateWatch(QMainWindow &window)
    : QObject(&window)
    , m_window(window)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(DelayMs);
    connect(&m_timer, &QTimer::timeout, this, &StateWatch::due);
    qApp->installEventFilter(this);
}

bool StateWatch::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonRelease:
    case QEvent::KeyRelease:
    case QEvent::Wheel:
    case QEvent::Move:
    case QEvent::Resize:
        if (!m_timer.isActive() && m_window.isVisible()) {
            if (isWithin(m_window, qobject_cast<QWidget *>(watched)))
                m_timer.start();
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace smc::gui
