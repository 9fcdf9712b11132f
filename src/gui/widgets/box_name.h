// The name of a box without a label.
#pragma once

#include <QComboBox>
#include <QString>

namespace smc::gui {

/// On Unix Qt gives assistive technology a box's value in the place of its name: there the name is its description.
inline void nameBox(QComboBox &box, const QString &name)
{
    box.setAccessibleName(name);
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    box.setAccessibleDescription(name);
#endif
}

} // namespace smc::gui
