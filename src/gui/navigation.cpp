#include "navigation.h"

#include "icons.h"
#include "profile_switch.h"
#include "theme.h"
#include "widgets/menu_opener.h"
#include "widgets/selection.h"

#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QListWidget>
#include <QMenu>
#include <QSignalBlocker>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace smc::gui {

namespace {
constexpr int IconSide = 20;
constexpr int NarrowWidth = 60;
constexpr int BesideWord = 56; ///< Margins, paddings, and the room between icon and word.
} // namespace

Navigation::Navigation(QWidget *parent)
    : QFrame(parent)
    , m_switch(new ProfileSwitch(this))
    , m_list(new QListWidget(this))
    , m_foot(new QBoxLayout(QBoxLayout::LeftToRight))
{
    setObjectName(QStringLiteral("navigation"));
    m_list->setObjectName(QStringLiteral("navigation.pages"));
    m_list->setAccessibleName(tr("Pages"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    followSelection(*m_list);
    m_list->installEventFilter(this);
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

void Navigation::addPage(PageId id, const QAction &action)
{
    const QString word = action.text().remove(QLatin1Char('&'));
    m_pages.append(id);
    m_words.append(word);
    const QSignalBlocker quiet(m_list);
    auto *item = new QListWidgetItem(action.icon(), word, m_list);
    item->setData(Qt::AccessibleTextRole, word);
    const auto follow = [item, &action] {
        const QString keys = action.shortcut().toString(QKeySequence::NativeText);
        item->setToolTip(keys.isEmpty() ? action.toolTip() : tr("%1 (%2)").arg(action.toolTip(), keys));
    };
    connect(&action, &QAction::changed, m_list, follow);
    follow();
    fit();
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
    m_switch->setWordsShown(wide ? ProfileSwitch::Words::Shown : ProfileSwitch::Words::Hidden);
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setText(wide ? m_words[row] : QString());
    m_foot->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    fit();
}

/// To the size of text and icons.
void Navigation::fit()
{
    const QSize side(theme::scaled(IconSide), theme::scaled(IconSide));
    m_list->setIconSize(side);
    for (QToolButton *tool : m_tools)
        tool->setIconSize(side);
    int widest = theme::space::NavigationWidth;
    for (const QString &word : m_words)
        widest = std::max(widest, m_list->fontMetrics().horizontalAdvance(word) + side.width() + BesideWord);
    setFixedWidth(m_width == Width::Wide ? widest : NarrowWidth - IconSide + side.width());
}

void Navigation::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

bool Navigation::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        m_isWalked = true;
        QTimer::singleShot(0, this, [this] { m_isWalked = false; });
    }
    return QFrame::eventFilter(watched, event);
}

void Navigation::addTool(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setObjectName(action->objectName() + QStringLiteral(".button"));
    QString plain = action->text();
    button->setAccessibleName(plain.remove(QLatin1Char('&')));
    addToFoot(button);
}

void Navigation::addMenu(QMenu *menu, const QString &iconName, const QString &name)
{
    auto *button = new QToolButton(this);
    button->setIcon(icon(iconName));
    setPopupMenu(*button, *menu);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setObjectName(menu->objectName() + QStringLiteral(".button"));
    addToFoot(button);
}

void Navigation::addToFoot(QToolButton *button)
{
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    if (m_tools.isEmpty())
        m_foot->addStretch(1);
    m_foot->insertWidget(m_foot->count() - 1, button);
    m_tools.append(button);
    fit();
}

} // namespace smc::gui
