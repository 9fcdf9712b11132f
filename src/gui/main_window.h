// The console's window: profile switch and navigation at the left, the page at the right, status bar below.
#pragma once

#include "page_id.h"

#include <QCoro/QCoroTask>
#include <QMainWindow>

#include <vector>

class QStackedWidget;

namespace smc::gui {

class Console;
class Navigation;
class Page;

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// `console` must outlive the window.
    explicit MainWindow(Console &console, QWidget *parent = nullptr);
    ~MainWindow() override;

    Page *page(PageId id) const; ///< Nothing where there is no such page.
    Page *currentPage() const;
    /// Asks the current page first whether it may be left; false where the person stays.
    QCoro::Task<bool> showPage(PageId id, QString what = {});

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace smc::gui
