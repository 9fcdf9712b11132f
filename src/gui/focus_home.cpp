#include "focus_home.h"

#include <QApplication>
#include <QWidget>

#include <utility>

namespace smc::gui {

FocusHome::FocusHome(QWidget &page, std::function<void(const QWidget &)> goHome)
    : m_page(page)
    , m_goHome(std::move(goHome))
{
    connect(qApp, &QApplication::focusChanged, this, &FocusHome::follow);
}

void FocusHome::follow(const QWidget *old, const QWidget *now)
{
    if (!m_page.isVisible() || !m_page.isAncestorOf(old) || !m_page.isAncestorOf(now))
        return;
    if (!old->isVisible() || !old->isEnabled())
        m_goHome(*old);
}

} // namespace smc::gui
