#include "page.h"

#include "mnemonic.h"
#include "tab_order.h"
#include "theme.h"
#include "widgets/banner.h"
#include "widgets/focus_scroll.h"
#include "widgets/fold.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace smc::gui {

namespace {

/// Holds what a page scrolls. A scroll area gives a content whose texts wrap the height that it would like, and scrolls
/// at once; this one asks for no more than the content needs.
class ScrolledContent final : public QWidget
{
public:
    explicit ScrolledContent(QWidget *content)
        : m_content(content)
    {
        m_content->setParent(this);
        QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override
    {
        const QLayout *layout = m_content->layout();
        return layout && layout->hasHeightForWidth() ? layout->totalMinimumHeightForWidth(width)
                                                     : m_content->minimumSizeHint().height();
    }
    QSize minimumSizeHint() const override { return {m_content->minimumSizeHint().width(), 0}; }
    QSize sizeHint() const override { return m_content->sizeHint(); }

protected:
    void resizeEvent(QResizeEvent *) override { m_content->resize(size()); }
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::LayoutRequest)
            updateGeometry(); // The content needs another height.
        return QWidget::event(event);
    }

private:
    QWidget *m_content;
};

} // namespace

Page::Page(PageId id, QWidget *parent)
    : QWidget(parent)
    , m_id(id)
    , m_title(new QLabel(this))
    , m_head(new QHBoxLayout)
    , m_whatIsThis(new QLabel(this))
    , m_banners(new BannerArea(this))
    , m_contentLayout(new QVBoxLayout)
    , m_footLeft(new QHBoxLayout)
    , m_footRight(new QHBoxLayout)
    , m_foot(new QWidget(this))
{
    setObjectName(nameOf(id));
    theme::setRole(*m_title, "pageTitle");
    theme::setRole(*m_whatIsThis, "caption");
    m_whatIsThis->setWordWrap(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::Group, theme::space::Large, theme::space::Group, theme::space::Large);
    layout->setSpacing(theme::space::Tight);
    layout->addLayout(m_head);
    m_head->addWidget(m_title, 1);
    layout->addWidget(m_whatIsThis);
    layout->addSpacing(theme::space::Small);
    layout->addWidget(m_banners);
    layout->addLayout(m_contentLayout, 1);
    layout->addWidget(m_foot);

    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(0, theme::space::Medium, 0, 0);
    foot->addLayout(m_footLeft);
    foot->addStretch(1);
    foot->addLayout(m_footRight);
    m_footLeft->setSpacing(theme::space::Small);
    m_footRight->setSpacing(theme::space::Small);
    foot->setAlignment(m_footLeft, Qt::AlignLeft);
    foot->setAlignment(m_footRight, Qt::AlignRight);
    new Fold(*m_foot, *m_foot, *foot);
    m_foot->hide();
    connect(m_banners, &BannerArea::changed, this, [this] { followLayout(*this); });
    connect(m_banners, &BannerArea::seen, this, &Page::announced);
}

QCoro::Task<bool> Page::canLeave()
{
    co_return true;
}

QString Page::unfinished() const
{
    return {};
}

void Page::breakOff() {}

void Page::enter(const QString &) {}

void Page::saveState(workspace::UiState &) const {}

void Page::restoreState(const workspace::UiState &) {}

void Page::setContent(QWidget *content)
{
    // Where text is large and the window small, the content scrolls instead of being cut off.
    auto *scroll = new FocusScroll(this);
    scroll->setObjectName(QStringLiteral("pageScroll"));
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(new ScrolledContent(content));
    m_contentLayout->addWidget(scroll, 1);
    m_room = scroll->viewport();
}

void Page::setSearchAction(QAction *action)
{
    auto *button = new QPushButton(this);
    button->setObjectName(QStringLiteral("search"));
    theme::setRole(*button, "search");
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    const auto follow = [button, action] {
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        const QString word = action->text().remove(QLatin1Char('&'));
        button->setText(keys.isEmpty() ? word : tr("%1   %2", "keys, then the word Search").arg(keys, word));
        button->setToolTip(action->toolTip());
        button->setAccessibleName(word);
        button->setAccessibleDescription(action->toolTip());
    };
    connect(action, &QAction::changed, button, follow);
    follow();
    m_head->addWidget(button);
}

void Page::setPrimaryAction(QAction *action)
{
    m_primary = action;
    m_primaryButton = buttonFor(action);
    theme::setRole(*m_primaryButton, "primary");
    m_footRight->addWidget(m_primaryButton);
    m_foot->show();
}

void Page::leavePrimaryButtonToContent()
{
    delete m_primaryButton;
    m_primaryButton = nullptr;
}

QPushButton *Page::addFootAction(QAction *action, FootSide side)
{
    QPushButton *button = buttonFor(action);
    if (side == FootSide::Left)
        m_footLeft->addWidget(button);
    else
        m_footRight->insertWidget(m_primaryButton ? m_footRight->count() - 1 : m_footRight->count(), button);
    m_foot->show();
    return button;
}

void Page::addFootWidget(QWidget *widget, FootSide side)
{
    (side == FootSide::Left ? m_footLeft : m_footRight)->addWidget(widget);
    m_foot->show();
}

QPushButton *Page::buttonFor(QAction *action)
{
    addAction(action);
    auto *button = new QPushButton(m_foot);
    button->setObjectName(action->objectName() + QStringLiteral(".button"));
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setEnabled(action->isEnabled());
        button->setVisible(action->isVisible());
        button->setToolTip(
            action->shortcut().isEmpty()
                ? action->toolTip()
                : tr("%1 (%2)").arg(action->toolTip(), action->shortcut().toString(QKeySequence::NativeText)));
        button->setAccessibleName(readOn(action->text()));
    };
    connect(action, &QAction::changed, button, follow);
    follow();
    return button;
}

void Page::showEvent(QShowEvent *event)
{
    m_title->setText(title());
    m_whatIsThis->setText(whatIsThis());
    followLayout(*this);
    QWidget::showEvent(event);
}

} // namespace smc::gui
