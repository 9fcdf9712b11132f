// A stack that asks for no more room than the widget that is shown.
#pragma once

#include <QStackedWidget>

namespace smc::gui {

/// QStackedWidget itself is as large as the largest of all: an empty state would scroll for what is not there.
class CurrentStack : public QStackedWidget
{
public:
    explicit CurrentStack(QWidget *parent = nullptr)
        : QStackedWidget(parent)
    {
        connect(this, &QStackedWidget::currentChanged, this, [this] { updateGeometry(); });
    }

    QSize sizeHint() const override { return currentWidget() ? currentWidget()->sizeHint() : QSize(); }
    QSize minimumSizeHint() const override
    {
        return currentWidget() ? currentWidget()->minimumSizeHint().expandedTo(currentWidget()->minimumSize())
                               : QSize();
    }
    /// A layout would ask the stack's own layout, which knows the largest of all only. What wraps asks for its lines by
    /// its minimumSizeHint(): WrappedPane.
    bool hasHeightForWidth() const override { return false; }
};

} // namespace smc::gui
