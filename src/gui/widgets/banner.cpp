#include "banner.h"

#include "../icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace smc::gui {

namespace {
constexpr int IconSize = 20;
constexpr int LeastText = 320; ///< Where the words have less beside the buttons, these go below.
} // namespace

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_action(new QPushButton(this))
    , m_secondAction(new QPushButton(this))
    , m_dismiss(new QPushButton(tr("Dismiss"), this))
    , m_body(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_buttons(new QHBoxLayout)
{
    setObjectName(QStringLiteral("banner"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    for (QPushButton *button : {m_action, m_secondAction, m_dismiss})
        theme::setRole(*button, "link");
    connect(m_action, &QPushButton::clicked, this, &Banner::action);
    connect(m_secondAction, &QPushButton::clicked, this, &Banner::secondAction);
    connect(m_dismiss, &QPushButton::clicked, this, &Banner::dismissed);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::space::Medium, theme::space::Tight, theme::space::Small, theme::space::Tight);
    layout->setSpacing(theme::space::Small);
    layout->addWidget(m_icon);
    m_buttons->setSpacing(theme::space::Small);
    for (QPushButton *button : {m_action, m_secondAction, m_dismiss})
        m_buttons->addWidget(button);
    m_body->setSpacing(theme::space::Small);
    m_body->addWidget(m_text, 1);
    m_body->addLayout(m_buttons);
    layout->addLayout(m_body, 1);
    refresh();
}

void Banner::setContent(const BannerContent &content)
{
    if (m_content.text != content.text || isHidden())
        m_isUnseen = true;
    if (m_content != content) {
        m_content = content;
        refresh();
    }
    tellIfSeen();
}

void Banner::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    tellIfSeen();
}

void Banner::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitButtons();
}

void Banner::fitButtons()
{
    const int words = width() - m_buttons->sizeHint().width() - m_icon->width() - 5 * theme::space::Small;
    const bool isBeside = words >= theme::scaled(LeastText) || m_buttons->isEmpty();
    m_body->setDirection(isBeside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_body->setSpacing(isBeside ? theme::space::Small : 0);
    m_buttons->setSpacing(isBeside ? theme::space::Small : theme::space::Group);
    m_buttons->setAlignment(isBeside ? Qt::Alignment() : Qt::AlignLeft);
}

void Banner::tellIfSeen()
{
    if (!isVisible() || !std::exchange(m_isUnseen, false))
        return;
    if (m_content.voice == BannerContent::Voice::Speaks && !m_content.text.isEmpty())
        Q_EMIT seen(m_content.text);
}

void Banner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshIcon();
    if (event->type() == QEvent::FontChange)
        fitButtons();
}

void Banner::refresh()
{
    m_text->setText(m_content.text);
    m_action->setText(m_content.action);
    m_action->setVisible(!m_content.action.isEmpty());
    m_secondAction->setText(m_content.secondAction);
    m_secondAction->setVisible(!m_content.secondAction.isEmpty());
    m_dismiss->setVisible(m_content.dismissable);
    for (QPushButton *button : {m_action, m_secondAction, m_dismiss})
        button->setAccessibleName(button->text().remove(QLatin1Char('&')));
    fitButtons();
    setAccessibleName(m_content.text);
    theme::setTone(*this, m_content.tone);
    refreshIcon();
}

void Banner::refreshIcon()
{
    const QSize side(theme::scaled(IconSize), theme::scaled(IconSize));
    m_icon->setFixedSize(side);
    m_icon->setPixmap(icon(iconNameOf(m_content.tone), m_content.tone).pixmap(side, devicePixelRatioF()));
}

BannerArea::BannerArea(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, theme::space::Small); // With the page's own, a row's distance.
    m_layout->setSpacing(theme::space::Tight);
    QWidget::hide();
}

Banner *BannerArea::show(const QString &id, const BannerContent &content)
{
    Banner *&banner = m_banners[id];
    if (!banner) {
        banner = new Banner(this);
        connect(banner, &Banner::seen, this, &BannerArea::seen);
        connect(banner, &Banner::action, this, [this, id] { Q_EMIT action(id); });
        connect(banner, &Banner::secondAction, this, [this, id] { Q_EMIT secondAction(id); });
        connect(banner, &Banner::dismissed, this, [this, id] {
            hide(id);
            Q_EMIT dismissed(id);
        });
        m_layout->addWidget(banner);
    }
    const bool isNews = banner->content() != content || banner->isHidden();
    banner->setContent(content);
    QWidget::show();
    if (isNews)
        Q_EMIT changed();
    return banner;
}

void BannerArea::hide(const QString &id)
{
    Banner *banner = m_banners.take(id);
    if (!banner)
        return;
    banner->hide();
    banner->deleteLater();
    setVisible(!m_banners.isEmpty());
}

Banner *BannerArea::banner(const QString &id) const
{
    return m_banners.value(id);
}

} // namespace smc::gui
