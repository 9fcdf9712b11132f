// A part of a splitter whose texts wrap.
#pragma once

#include <QLayout>
#include <QResizeEvent>
#include <QWidget>

#include <algorithm>

namespace smc::gui {

/// Asks for the height that its wrapped lines need at its width; a splitter asks for the one at their narrowest.
class WrappedPane : public QWidget
{
public:
    using QWidget::QWidget;

    QSize minimumSizeHint() const override
    {
        const QSize least = QWidget::minimumSizeHint();
        if (!layout()->hasHeightForWidth())
            return least; // Nothing that wraps is shown.
        return {least.width(), layout()->minimumHeightForWidth(std::max(width(), least.width()))};
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QWidget::resizeEvent(event);
        if (event->oldSize().width() != event->size().width())
            updateGeometry();
    }
};

} // namespace smc::gui
