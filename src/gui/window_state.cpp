#include "window_state.h"

#include <workspace/uistate.h>

#include <QByteArray>
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

} // namespace smc::gui
