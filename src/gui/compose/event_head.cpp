#include "event_head.h"

#include "../theme.h"
#include "../widgets/elided_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {
constexpr int LeastName = 72; ///< Wide; less says nothing.
} // namespace

EventHead::EventHead(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(title, this))
    , m_name(new ElidedLabel(this))
    , m_row(new QHBoxLayout)
    , m_lines(new QVBoxLayout(this))
{
    theme::setRole(*m_title, "paneTitle");
    theme::setRole(*m_name, "caption");
    m_name->setObjectName(QStringLiteral("savedAs"));
    m_row->setSpacing(theme::space::Small);
    m_row->addWidget(m_title);
    m_row->addWidget(m_name, 1);
    m_row->addStretch(0); // Where the name is below.
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(theme::space::Tight);
    m_lines->addLayout(m_row);
}

void EventHead::setName(const QString &text, const QString &shorter)
{
    m_name->setFullText(text, shorter);
    placeName();
}

void EventHead::add(QWidget *widget, QWidget *before)
{
    m_row->insertWidget(before ? m_row->indexOf(before) : -1, widget);
}

bool EventHead::hasRoomBeside() const
{
    int room = width();
    for (int i = 0; i < m_row->count(); ++i) {
        const QWidget *widget = m_row->itemAt(i)->widget();
        if (widget && widget != m_name && !widget->isHidden())
            room -= widget->sizeHint().width() + m_row->spacing();
    }
    return room >= std::min(theme::scaled(LeastName), m_name->sizeHint().width());
}

void EventHead::placeName()
{
    const bool isBeside = m_row->indexOf(m_name) >= 0;
    const bool shouldBe = m_name->fullText().isEmpty() || hasRoomBeside();
    if (isBeside == shouldBe)
        return;
    if (shouldBe) {
        m_lines->removeWidget(m_name);
        m_row->insertWidget(1, m_name, 1);
    } else {
        m_row->removeWidget(m_name);
        m_lines->addWidget(m_name);
    }
}

bool EventHead::event(QEvent *event)
{
    // A button came or went, or the text size is another.
    if (event->type() == QEvent::LayoutRequest)
        placeName();
    return QWidget::event(event);
}

void EventHead::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeName();
}

} // namespace smc::gui
