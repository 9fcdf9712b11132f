// What the tests of the Connection page share: a key and its secret, and typing as a person does.
#pragma once

#include <QLineEdit>
#include <QTest>

namespace smc::gui {

inline constexpr const char *Key = "kEy-7f3a9c21";
inline constexpr const char *Secret = "sEcReT-5b2e8d40f1";

/// Puts `text` in the place of what stands in `edit`.
inline void type(QLineEdit &edit, const QString &text)
{
    edit.setFocus();
    edit.selectAll();
    QTest::keyClick(&edit, Qt::Key_Delete);
    QTest::keyClicks(&edit, text);
}

/// As one leaves a field by the Tab key.
inline void leave(QWidget &widget)
{
    QTest::keyClick(&widget, Qt::Key_Tab);
}

} // namespace smc::gui
