#include "elided_label.h"

#include <QResizeEvent>

namespace smc::gui {

ElidedLabel::ElidedLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void ElidedLabel::setFullText(const QString &text, const QString &shorter)
{
    m_text = text;
    m_shorter = shorter;
    setToolTip(text);
    setAccessibleName(text);
    updateGeometry();
    elide();
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    elide();
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
                    : fontMetrics().elidedText(m_text, Qt::ElideLeft, room));
}

} // namespace smc::gui
