#include "link_label.h"

#include <QFocusEvent>

namespace smc::gui {

LinkLabel::LinkLabel(QWidget *parent)
    : QLabel(parent)
{
    setWordWrap(true);
    setTextFormat(Qt::RichText);
    setTextInteractionFlags(Qt::TextBrowserInteraction);
    setOpenExternalLinks(false);
}

void LinkLabel::focusInEvent(QFocusEvent *event)
{
    QLabel::focusInEvent(event);
    const bool goesBack = event->reason() == Qt::BacktabFocusReason;
    // Qt would stop at the label first, which shows nothing of it.
    if ((goesBack || event->reason() == Qt::TabFocusReason) && text().contains(QLatin1String("<a ")))
        focusNextPrevChild(!goesBack);
}

} // namespace smc::gui
