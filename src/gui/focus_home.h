// Where the keyboard goes when what had it on a page is hidden or switched off.
#pragma once

#include <QObject>

#include <functional>

class QWidget;

namespace smc::gui {

/// By itself Qt gives it to the next control, whatever that does: Return would save over a file, or delete an entry.
class FocusHome : public QObject
{
    Q_OBJECT

public:
    /// Behind a page's last control come those beside the page: `Window` calls it back from there, too.
    enum class Reach { Page, Window };

    /// `goHome` is called with what had the keyboard, while `page` is shown. Both must outlive it: a page keeps it by
    /// value, or by unique_ptr.
    FocusHome(QWidget &page, std::function<void(const QWidget &)> goHome, Reach reach = Reach::Page);

private:
    void follow(const QWidget *old, const QWidget *now);

    QWidget &m_page;
    std::function<void(const QWidget &)> m_goHome;
    Reach m_reach;
};

} // namespace smc::gui
