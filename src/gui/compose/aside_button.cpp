#include "aside_button.h"

#include "../text.h"
#include "../widgets/menu_opener.h"
#include "open_event.h"

#include <workspace/saved_transfer.h>

#include <QAction>
#include <QDateTime>
#include <QMenu>

namespace smc::gui {

namespace {

constexpr qsizetype MostLetters = 60;

QString timeOf(const AsideText &text)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(text.atMs);
    return at.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString nameOf(const AsideText &text)
{
    const QString name =
        fromUtf8(text.path.isTop() ? workspace::suggestedName(text.text) : std::string(text.path.text()));
    return name.size() > MostLetters ? name.left(MostLetters - 1) + QStringLiteral("…") : name;
}

} // namespace

AsideButton::AsideButton(OpenEvent &open, QAction *action, QWidget *parent)
    : QToolButton(parent)
    , m_open(open)
    , m_action(action)
    , m_menu(new QMenu(this))
{
    setIcon(action->icon());
    setToolTip(action->toolTip());
    setAccessibleName(action->text().remove(QLatin1Char('&')));
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setPopupMenu(*this, *m_menu);
    m_menu->setAccessibleName(accessibleName());
    connect(m_menu, &QMenu::aboutToShow, this, &AsideButton::fill);
    connect(action, &QAction::triggered, this, [this] { openPopupMenu(*this); });
    connect(&open, &OpenEvent::asideChanged, this, &AsideButton::follow);
    follow();
}

void AsideButton::follow()
{
    setVisible(!m_open.aside().isEmpty());
    m_action->setEnabled(!m_open.aside().isEmpty());
}

void AsideButton::fill()
{
    m_menu->clear();
    for (const AsideText &text : m_open.aside().texts()) {
        QString label = tr("%1 – %2", "name of an event, then when").arg(nameOf(text), timeOf(text));
        QAction *one = m_menu->addAction(label.replace(QLatin1Char('&'), QLatin1String("&&")));
        // The texts may have moved by the time that it is chosen.
        connect(one, &QAction::triggered, &m_open, [this, id = text.id] { m_open.bringBack(id); });
    }
    m_menu->addSeparator();
    m_menu->addAction(tr("Forget all of them"), &m_open, &OpenEvent::forgetAside);
    m_menu->setActiveAction(m_menu->actions().first());
}

} // namespace smc::gui
