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
}

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_action(new QPushButton(this))
    , m_secondAction(new QPushButton(this))
    , m_dismiss(new QPushButton(tr("Dismiss"), this))
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
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(m_secondAction);
    layout->addWidget(m_dismiss);
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
