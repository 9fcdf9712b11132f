// Leaves the wheel to the page: a control below the pointer does not take it from what is being scrolled.
#pragma once

#include <QObject>

class QWidget;

namespace smc::gui::style {

/// An event filter for boxes and tab bars. The wheel turns the value of a box only while the box has the keyboard, and
/// never turns over a tab: else scrolling a page changes what comes under the pointer on the way.
class WheelGuard final : public QObject
{
public:
    using QObject::QObject;

    /// Does nothing for other widgets.
    void watch(QWidget &widget);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace smc::gui::style
