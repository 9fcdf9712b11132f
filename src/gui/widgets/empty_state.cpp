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
constexpr int TextWidth = 460; ///< At most: some 75 characters at any text size.

/// In the middle, as wide as it may be where there is room. By stretches: a label that wraps only grows as tall as it
/// must without an alignment.
QHBoxLayout *centred(QLabel *words)
{
    auto *line = new QHBoxLayout;
    line->addStretch(0);
    line->addWidget(words, 1);
    line->addStretch(0);
    return line;
}

} // namespace

EmptyState::EmptyState(const QString &iconName, const QString &title, const QString &text, QWidget *parent)
    : WrappedPane(parent)
    , m_iconName(iconName)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(title, this))
    , m_text(new QLabel(text, this))
    , m_button(new QPushButton(this))
{
    theme::setRole(*m_title, "groupTitle");
    theme::setRole(*m_text, "caption");
    for (QLabel *words : {m_title, m_text}) {
        words->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        words->setWordWrap(true);
    }
    fitText();
    theme::setRole(*m_button, "primary");
    m_button->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(theme::space::Small);
    layout->addStretch(1);
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addLayout(centred(m_title));
    layout->addLayout(centred(m_text));
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
    if (m_action) {
        // From each other alone: Qt's accessibility learns by a signal, too, that a button has gone.
        m_action->disconnect(m_button);
        m_button->disconnect(m_action);
    }
    m_action = action;
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
    WrappedPane::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        fitText();
}

/// Icon and lines are as large as the text, whenever that changes.
void EmptyState::fitText()
{
    for (QLabel *words : {m_title, m_text})
        words->setMaximumWidth(theme::scaled(TextWidth));
    const QSize side(theme::scaled(IconSize), theme::scaled(IconSize));
    m_icon->setPixmap(icon(m_iconName, theme::Tone::Neutral).pixmap(side, devicePixelRatioF()));
}

} // namespace smc::gui
