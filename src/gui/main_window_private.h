// What MainWindow keeps; for its own translation units only.
#pragma once

#include "main_window.h"

#include <QPointer>

#include <map>

class QAction;
class QFrame;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace smc::gui {

class Announcer;
class BannerArea;
class ManualWindow;
class PageShelf;
class ShortcutsDialog;

constexpr int StatusTimeMs = 8000; ///< How long a line stands in the status bar.

class MainWindow::Private
{
public:
    explicit Private(Console &forConsole)
        : console(forConsole)
    {
    }

    Console &console;
    PageShelf *pages = nullptr;
    QFrame *productionLine = nullptr;
    BannerArea *banners = nullptr;
    Navigation *navigation = nullptr;
    QStackedWidget *stack = nullptr;
    QLabel *target = nullptr;
    Announcer *announcer = nullptr;
    QPushButton *working = nullptr; ///< What a page that is not shown works on; leads to it.
    std::map<PageId, QString> work;
    std::map<PageId, QString> said; ///< In the status bar, by each page.
    QString saidOfWait;             ///< There, of what SMC has not taken yet.
    QAction *remove = nullptr;
    ManualWindow *manual = nullptr; ///< Made when it is asked for first.
    Appearance *appearance = nullptr;
    CommandPalette *palette = nullptr;
    Shortcuts *shortcuts = nullptr;
    QPointer<ShortcutsDialog> shortcutsDialog;
    QAction *search = nullptr;
    bool mayClose = false;
    bool asking = false; ///< Whether the person is being asked if a page may be left.
};

} // namespace smc::gui
