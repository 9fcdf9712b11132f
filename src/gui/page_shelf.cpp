#include "page_shelf.h"

#include "page.h"

#include <QEvent>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace smc::gui {

namespace {
/// Between two pages: what the person does meanwhile comes first.
constexpr int PauseMs = 30;
} // namespace

PageShelf::PageShelf(QWidget &window, Make make)
    : QObject(&window)
    , m_make(std::move(make))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(PauseMs);
    connect(&m_timer, &QTimer::timeout, this, &PageShelf::makeNext);
    window.installEventFilter(this);
}

PageShelf::~PageShelf()
{
    m_make = nullptr;
    const std::vector<Page *> pages = std::exchange(m_made, {});
    for (Page *page : pages)
        delete page;
}

Page *PageShelf::page(PageId id)
{
    if (Page *page = ifMade(id))
        return page;
    Page *page = m_make ? m_make(id) : nullptr;
    if (page)
        m_made.push_back(page);
    return page;
}

Page *PageShelf::ifMade(PageId id) const
{
    const auto found = std::find_if(m_made.begin(), m_made.end(), [id](const Page *page) { return page->id() == id; });
    return found == m_made.end() ? nullptr : *found;
}

bool PageShelf::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        watched->removeEventFilter(this);
        m_timer.start();
    }
    return QObject::eventFilter(watched, event);
}

void PageShelf::makeNext()
{
    for (const PageId id : allPages()) {
        if (!ifMade(id)) {
            page(id);
            m_timer.start();
            return;
        }
    }
}

} // namespace smc::gui
