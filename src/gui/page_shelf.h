// The window's pages: each is made when it is asked for first, so that a start makes the one that it shows. The others
// follow by themselves, one at a time, when the window has been painted and nothing else is to be done.
#pragma once

#include "page_id.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

class QWidget;

namespace smc::gui {

class Page;

class PageShelf final : public QObject
{
    Q_OBJECT

public:
    using Make = std::function<Page *(PageId id)>;
    /// `make` gives the page whole: in its place, with what was remembered of it.
    PageShelf(QWidget &window, Make make);
    /// Deletes the pages.
    ~PageShelf() override;

    Page *page(PageId id);         ///< Nothing once this goes away.
    Page *ifMade(PageId id) const; ///< Nothing where it was not asked for yet.
    const std::vector<Page *> &made() const { return m_made; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeNext();

    Make m_make;
    std::vector<Page *> m_made;
    QTimer m_timer;
};

} // namespace smc::gui
