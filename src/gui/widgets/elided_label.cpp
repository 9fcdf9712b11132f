#include "elided_label.h"

#include <QEvent>
#include <QResizeEvent>

namespace smc::gui {

ElidedLabel::ElidedLabel(QWidget *parent, Qt::TextElideMode cut)
    : QLabel(parent)
    , m_cut(cut)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void ElidedLabel::setFullText(const QString &text, const QString &shorter)
{
    if (accessibleName() == m_text)
        setAccessibleName(text);
    else
        setAccessibleDescription(text);
    m_text = text;
    m_shorter = shorter;
    setToolTip(text);
    updateGeometry();
    elide();
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        elide(); // Its room may stay as it is.
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {0, QLabel::minimumSizeHint().height()};
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 1, QLabel::sizeHint().height()};
}

void ElidedLabel::elide()
{
    const int room = contentsRect().width();
    const bool isShort = !m_shorter.isEmpty() && fontMetrics().horizontalAdvance(m_text) > room;
    setText(isShort ? fontMetrics().elidedText(m_shorter, Qt::ElideRight, room)
                    : fontMetrics().elidedText(m_text, m_cut, room));
}

} // namespace smc::gui
