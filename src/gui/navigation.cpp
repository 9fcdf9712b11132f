#include "navigation.h"

#include "icons.h"
#include "page.h"
#include "profile_switch.h"
#include "theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QListWidget>
#include <QSignalBlocker>
#include <QToolButton>

namespace smc::gui {

namespace {
constexpr int NarrowWidth = 60;
}

Navigation::Navigation(QWidget *parent)
    : QFrame(parent)
    , m_switch(new ProfileSwitch(this))
    , m_list(new QListWidget(this))
    , m_foot(new QBoxLayout(QBoxLayout::LeftToRight))
{
    setObjectName(QStringLiteral("navigation"));
    m_list->setObjectName(QStringLiteral("navigation.pages"));
    m_list->setAccessibleName(tr("Pages"));
    m_list->setIconSize(QSize(20, 20));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            Q_EMIT chosen(m_pages[row]);
    });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::Small, theme::space::Small, theme::space::Small, theme::space::Small);
    layout->setSpacing(theme::space::Small);
    layout->addWidget(m_switch);
    layout->addWidget(m_list, 1);
    layout->addLayout(m_foot);
    m_foot->setSpacing(theme::space::Tight);
    setWidth(Width::Wide);
}

void Navigation::addPage(const Page &page, const QAction &action)
{
    m_pages.append(page.id());
    m_words.append(page.title());
    const QSignalBlocker quiet(m_list);
    auto *item = new QListWidgetItem(icon(page.iconName()), page.title(), m_list);
    item->setData(Qt::AccessibleTextRole, page.title());
    item->setToolTip(tr("%1 (%2)").arg(action.toolTip(), action.shortcut().toString(QKeySequence::NativeText)));
}

void Navigation::setCurrent(PageId id)
{
    const QSignalBlocker quiet(m_list);
    m_list->setCurrentRow(static_cast<int>(m_pages.indexOf(id)));
}

void Navigation::setWidth(Width width)
{
    m_width = width;
    const bool wide = width == Width::Wide;
    setFixedWidth(wide ? theme::space::NavigationWidth : NarrowWidth);
    m_switch->setWordsShown(wide ? ProfileSwitch::Words::Shown : ProfileSwitch::Words::Hidden);
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setText(wide ? m_words[row] : QString());
    m_foot->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void Navigation::addTool(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setIconSize(QSize(20, 20));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setObjectName(action->objectName() + QStringLiteral(".button"));
    QString plain = action->text();
    button->setAccessibleName(plain.remove(QLatin1Char('&')));
    if (m_tools.isEmpty())
        m_foot->addStretch(1);
    m_foot->insertWidget(m_foot->count() - 1, button);
    m_tools.append(button);
}

} // namespace smc::gui
