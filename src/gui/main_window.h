// The console's window: profile switch and navigation at the left, the page at the right, status bar below.
#pragma once

#include "page_id.h"

#include <base/error.h>

#include <QCoro/QCoroTask>
#include <QMainWindow>

#include <memory>
#include <string>

namespace smc::gui {

class Console;
class Appearance;
class CommandPalette;
class Navigation;
class Page;
class Shortcuts;
struct Summons;

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// `console` must outlive the window.
    explicit MainWindow(Console &console, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Made now where nobody has asked for it yet; nothing while the window goes away.
    Page *page(PageId id);
    Page *currentPage() const;
    /// Asks the current page first whether it may be left; false where the person stays.
    QCoro::Task<bool> showPage(PageId id, QString what = {});

    /// Comes to the front and does what another start of the console asks.
    QCoro::Task<void> answer(Summons summons);

    /// Ends the console without a question, as at the end of the desktop session: drafts are kept, and what is under
    /// way is cancelled and written down.
    QCoro::Task<void> closeUnasked();

    Appearance &appearance() const;
    Shortcuts &shortcuts() const;
    CommandPalette &commandPalette() const;

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void addPage(PageId id);
    Page *makePage(PageId id);
    void addWindowActions();
    void addViewActions();
    void addProfileActions();
    void openManual();
    void showKeysInManual();
    void addPalette();
    void showShortcuts();
    void showZoom();
    void comeToFront(const std::string &activation);
    QCoro::Task<void> openFile(QString file);
    void showProfile();
    void showTitle();
    void showWork();
    void showStatus(PageId id, const QString &text);
    bool sayWhyNot(const QKeyEvent &event);
    void showNotice(const QString &id, const QString &text);
    void restore();
    void remember();

    QCoro::Task<bool> mayLeavePage();
    QCoro::Task<void> chooseProfile(QString id);
    QCoro::Task<void> newProfile();
    QCoro::Task<void> duplicateProfile();
    QCoro::Task<void> removeProfile();
    QCoro::Task<void> openProfile(Result<std::string> id, std::shared_ptr<const void> onTheWay);
    QCoro::Task<void> closeWhenAllowed();
    /// What the pages are at, in a sentence each.
    QStringList unfinished() const;
    /// Cancels what is under way, and waits until that is written down. False where the window is gone before.
    QCoro::Task<bool> breakOff();
    /// Asks where something is under way, and ends it. False where the person stays.
    QCoro::Task<bool> endUnfinished();

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace smc::gui
