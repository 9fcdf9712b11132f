#include "empty_state.h"

#include "../icons.h"
#include "../theme.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace smc::gui {

namespace {
constexpr int IconSize = 40;
constexpr int TextWidth = 460;
} // namespace

EmptyState::EmptyState(const QString &iconName, const QString &title, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_iconName(iconName)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(title, this))
    , m_text(new QLabel(text, this))
    , m_button(new QPushButton(this))
{
    theme::setRole(*m_title, "groupTitle");
    theme::setRole(*m_text, "caption");
    showIcon();
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_text->setWordWrap(true);
    m_text->setFixedWidth(TextWidth);
    theme::setRole(*m_button, "primary");
    m_button->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(theme::space::Small);
    layout->addStretch(1);
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addWidget(m_title, 0, Qt::AlignHCenter);
    // Centred by stretches: a label that wraps only grows as tall as it must without an alignment.
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_text);
    middle->addStretch(1);
    layout->addLayout(middle);
    layout->addSpacing(theme::space::Small);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(2);
}

void EmptyState::setTexts(const QString &title, const QString &text)
{
    m_title->setText(title);
    m_text->setText(text);
}

void EmptyState::setAction(QAction *action)
{
    if (m_action)
        m_action->disconnect(m_button);
    m_action = action;
    m_button->disconnect();
    m_button->setVisible(action != nullptr);
    if (!action)
        return;
    const auto follow = [this] {
        m_button->setText(m_action->text());
        m_button->setEnabled(m_action->isEnabled());
        m_button->setToolTip(m_action->toolTip());
        m_button->setAccessibleName(m_action->text().remove(QLatin1Char('&')));
    };
    connect(action, &QAction::changed, m_button, follow);
    connect(m_button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
}

void EmptyState::takeFocus()
{
    m_button->setFocus(Qt::OtherFocusReason);
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        showIcon();
}

void EmptyState::showIcon()
{
    const QSize side(theme::scaled(IconSize), theme::scaled(IconSize));
    m_icon->setPixmap(icon(m_iconName, theme::Tone::Neutral).pixmap(side, devicePixelRatioF()));
}

} // namespace smc::gui
