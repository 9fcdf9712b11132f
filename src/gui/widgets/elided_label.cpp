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

void ElidedLabel::useTwoLines()
{
    m_hasTwoLines = true;
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
    return {0, m_hasTwoLines ? fontMetrics().height() : QLabel::minimumSizeHint().height()};
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 1,
            m_hasTwoLines ? fontMetrics().height() : QLabel::sizeHint().height()};
}

QString ElidedLabel::inTwoLines(int room) const
{
    if (fontMetrics().horizontalAdvance(m_text) <= room)
        return m_text;
    qsizetype end = 0; // Of the first line: behind the last word that has room.
    for (qsizetype blank = m_text.indexOf(QLatin1Char(' ')); blank >= 0;
         blank = m_text.indexOf(QLatin1Char(' '), blank + 1)) {
        if (fontMetrics().horizontalAdvance(m_text.left(blank)) > room)
            break;
        end = blank;
    }
    if (end == 0)
        return fontMetrics().elidedText(m_text, m_cut, room);
    return m_text.left(end) + QLatin1Char('\n') + fontMetrics().elidedText(m_text.mid(end + 1), Qt::ElideRight, room);
}

void ElidedLabel::elide()
{
    const int room = contentsRect().width();
    if (m_hasTwoLines)
        return setText(inTwoLines(room));
    const bool isShort = !m_shorter.isEmpty() && fontMetrics().horizontalAdvance(m_text) > room;
    setText(isShort ? fontMetrics().elidedText(m_shorter, Qt::ElideRight, room)
                    : fontMetrics().elidedText(m_text, m_cut, room));
}

} // namespace smc::gui
