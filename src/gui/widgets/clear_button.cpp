#include "clear_button.h"

#include "../icons.h"

#include <QAction>
#include <QLineEdit>

namespace smc::gui {

void addClearButton(QLineEdit &field)
{
    field.setClearButtonEnabled(true);
    // Qt has no other way to the button's icon than the name that it gives its action.
    if (auto *clear = field.findChild<QAction *>(QStringLiteral("_q_qlineeditclearaction")))
        clear->setIcon(icon(QStringLiteral("close")));
}

} // namespace smc::gui
