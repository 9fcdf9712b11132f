#include "focus_home.h"

#include <QApplication>
#include <QWidget>

#include <utility>

namespace smc::gui {

FocusHome::FocusHome(QWidget &page, std::function<void(const QWidget &)> goHome, Reach reach)
    : m_page(page)
    , m_goHome(std::move(goHome))
    , m_reach(reach)
{
    connect(qApp, &QApplication::focusChanged, this, &FocusHome::follow);
}

void FocusHome::follow(const QWidget *old, const QWidget *now)
{
    if (!m_page.isVisible() || !m_page.isAncestorOf(old))
        return;
    const bool isInReach =
        m_reach == Reach::Window ? now && now->window() == m_page.window() : m_page.isAncestorOf(now);
    if (!isInReach)
        return;
    if (!old->isVisible() || !old->isEnabled())
        m_goHome(*old);
}

} // namespace smc::gui
