#include "profile_hold.h"

#include "console.h"
#include "page.h"
#include "widgets/banner.h"

#include <QAction>
#include <QApplication>
#include <QEvent>

#include <utility>

namespace smc::gui {

namespace {

constexpr const char *BannerId = "switching";

/// Of an object on a page that belongs to the profile, a menu that it opened, or its action.
bool isOfProfile(const QObject *object)
{
    for (; object; object = object->parent()) {
        if (const auto *page = qobject_cast<const Page *>(object))
            return page->isOfProfile();
    }
    return false;
}

bool isInput(QEvent::Type type)
{
    switch (type) {
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::InputMethod:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::ContextMenu:
    case QEvent::DragEnter:
    case QEvent::Drop:
    case QEvent::Shortcut:
        return true;
    default:
        return false;
    }
}

} // namespace

ProfileHold::ProfileHold(Console &console, QWidget &pages, BannerArea &banners, QObject *parent)
    : QObject(parent)
    , m_console(console)
    , m_pages(pages)
    , m_banners(banners)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(DelayMs);
    connect(&m_timer, &QTimer::timeout, this, &ProfileHold::show);
    connect(&console, &Console::switchingChanged, this, &ProfileHold::follow);
    follow();
}

bool ProfileHold::eventFilter(QObject *watched, QEvent *event)
{
    return isInput(event->type()) && isOfProfile(watched);
}

void ProfileHold::follow()
{
    if (!m_console.isSwitching()) {
        release();
        return;
    }
    qApp->installEventFilter(this);
    m_timer.start();
}

void ProfileHold::show()
{
    QWidget *focus = QApplication::focusWidget();
    m_focus = focus && isOfProfile(focus) ? focus : nullptr;
    for (Page *page : m_pages.findChildren<Page *>()) {
        if (page->isOfProfile() && page->isEnabled()) {
            m_held.append(page);
            page->setEnabled(false);
        }
    }
    m_stopgap = QApplication::focusWidget();
    BannerContent content;
    content.text = tr("Another profile is on its way, and the disk takes its time. Until it is there nothing is sent, "
                      "and no settings or mapping can be edited.");
    m_banners.show(QLatin1String(BannerId), content);
}

void ProfileHold::release()
{
    m_timer.stop();
    qApp->removeEventFilter(this);
    m_banners.hide(QLatin1String(BannerId));
    for (const QPointer<QWidget> &page : std::exchange(m_held, {})) {
        if (page)
            page->setEnabled(true);
    }
    // Where nobody has gone elsewhere meanwhile.
    if (m_focus && m_focus->isVisible() && QApplication::focusWidget() == m_stopgap)
        m_focus->setFocus(Qt::OtherFocusReason);
    m_focus = nullptr;
    m_stopgap = nullptr;
}

} // namespace smc::gui
