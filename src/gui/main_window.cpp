// The window's frame: its parts and its pages. Profiles stand in main_window_profiles.cpp, leaving the console in
// main_window_close.cpp.
#include "actions.h"
#include "appearance/appearance.h"
#include "console.h"
#include "help/manual_window.h"
#include "layout_memory.h"
#include "main_window_private.h"
#include "navigation.h"
#include "page.h"
#include "page_shelf.h"
#include "pages.h"
#include "palette/command_palette.h"
#include "profile_hold.h"
#include "send_words.h"
#include "shortcuts/shortcuts.h"
#include "shortcuts/shortcuts_dialog.h"
#include "text.h"
#include "theme.h"
#include "widgets/announcer.h"
#include "widgets/banner.h"
#include "window_state.h"

#include <net/clock.h>
#include <workspace/uistate.h>

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace smc::gui {

namespace {

constexpr QSize Designed(1280, 800);
constexpr QSize Smallest(1024, 680);
constexpr int ProductionLine = 4;

} // namespace

MainWindow::MainWindow(Console &console, QWidget *parent)
    : QMainWindow(parent)
    , d(std::make_unique<Private>(console))
{
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(Smallest);
    resize(Designed);
    build();
    connect(&console, &Console::profileChanged, this, &MainWindow::showProfile);
    connect(&console, &Console::profilesChanged, this, &MainWindow::showProfile);
    connect(&console, &Console::settingsChanged, this, &MainWindow::showProfile);
    connect(&console, &Console::sandboxChanged, this, &MainWindow::showProfile);
    connect(&console, &Console::notice, this, &MainWindow::showNotice);
    connect(&console, &Console::waiting, this, [this](std::chrono::milliseconds wait) {
        const net::UtcTime until = d->console.clock().now() + wait;
        d->saidOfWait = waitInWords(until);
        statusBar()->showMessage(d->saidOfWait, static_cast<int>(wait.count()));
    });
    for (const auto &[id, text] : console.notices())
        showNotice(id, text);
    d->shortcuts = new Shortcuts(*this, console.uiState());
    connect(d->shortcuts, &Shortcuts::changed, &console, &Console::saveUiState);
    connect(d->shortcuts, &Shortcuts::changed, this, &MainWindow::showKeysInManual);
    addPalette();
    showProfile();
    restore();
    new ProfileHold(console, *d->stack, *d->banners, this);
    auto *watch = new StateWatch(*this);
    connect(watch, &StateWatch::due, this, &MainWindow::remember);
}

MainWindow::~MainWindow()
{
    // While the window is whole: a page may have something to keep, and to say where it can't.
    delete d->pages;
    d->pages = nullptr;
}

void MainWindow::build()
{
    auto *central = new QWidget(this);
    auto *outer = new QVBoxLayout(central);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    d->productionLine = new QFrame(central);
    d->productionLine->setObjectName(QStringLiteral("productionLine"));
    d->productionLine->setFixedHeight(ProductionLine);
    outer->addWidget(d->productionLine);

    auto *inner = new QHBoxLayout;
    inner->setSpacing(0);
    outer->addLayout(inner, 1);
    d->navigation = new Navigation(central);
    inner->addWidget(d->navigation);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    inner->addLayout(right, 1);
    d->banners = new BannerArea(central);
    d->banners->setContentsMargins(theme::space::Group, theme::space::Small, theme::space::Group, 0);
    right->addWidget(d->banners);
    d->stack = new QStackedWidget(central);
    right->addWidget(d->stack, 1);
    setCentralWidget(central);

    d->working = new QPushButton(this);
    d->working->setObjectName(QStringLiteral("status.working"));
    theme::setRole(*d->working, "link");
    d->working->hide();
    connect(d->working, &QPushButton::clicked, this, [this] {
        for (const auto &[where, text] : d->work) {
            if (!text.isEmpty() && where != currentPage()->id()) {
                showPage(where);
                return;
            }
        }
    });
    statusBar()->addPermanentWidget(d->working);
    d->target = new QLabel(this);
    d->target->setObjectName(QStringLiteral("status.target"));
    statusBar()->addPermanentWidget(d->target);
    statusBar()->setSizeGripEnabled(false);
    d->announcer = new Announcer(statusBar());
    connect(statusBar(), &QStatusBar::messageChanged, d->announcer, &Announcer::say);
    connect(d->banners, &BannerArea::seen, d->announcer, &Announcer::say);

    d->appearance = new Appearance(d->console, this);
    d->search = makeAction("window.palette", this, [this] { d->palette->open(); });
    addAction(d->search);
    d->pages = new PageShelf(*this, [this](PageId id) { return makePage(id); });
    for (const PageId id : allPages())
        addPage(id);
    addWindowActions();
    addProfileActions();
    connect(d->navigation, &Navigation::chosen, this, [this](PageId id) { showPage(id); });
}

void MainWindow::addPage(PageId id)
{
    const QByteArray name = "go." + nameOf(id).toLatin1();
    QAction *action = makeAction(name.constData(), this, [this, id] { showPage(id); });
    addAction(action);
    d->navigation->addPage(id, *action);
}

Page *MainWindow::makePage(PageId id)
{
    Page *page = gui::makePage(
        id, d->console, [this](PageId other) { return this->page(other); }, *this);
    page->setSearchAction(d->search);
    connect(page, &Page::goTo, this, [this](PageId where, const QString &what) { showPage(where, what); });
    connect(page, &Page::working, this, [this, id](const QString &text) {
        d->work[id] = text;
        showWork();
    });
    connect(page, &Page::status, this, [this, id](const QString &text) { showStatus(id, text); });
    connect(page, &Page::announced, d->announcer, &Announcer::say);
    d->stack->addWidget(page);
    page->restoreState(d->console.uiState());
    restoreLayout(*page, d->console.uiState());
    return page;
}

/// A page takes back only what it said itself, or what was said of its waiting.
void MainWindow::showStatus(PageId id, const QString &text)
{
    const QString shown = statusBar()->currentMessage();
    if (text.isEmpty() && shown != d->said[id] && shown != d->saidOfWait)
        return;
    d->said[id] = text;
    statusBar()->showMessage(text, StatusTimeMs);
}

void MainWindow::addWindowActions()
{
    QAction *narrow = makeAction("window.navigation", this, [this] {
        const bool wide = d->navigation->widthMode() == Navigation::Width::Wide;
        d->navigation->setWidth(wide ? Navigation::Width::Narrow : Navigation::Width::Wide);
    });
    QAction *manual = makeAction("window.manual", this, [this] { openManual(); });
    addActions({narrow, manual, makeAction("window.quit", this, [this] { close(); })});
    d->navigation->addTool(narrow);
    addViewActions();
    d->navigation->addTool(manual);
}

void MainWindow::openManual()
{
    if (!d->manual) {
        d->manual = new ManualWindow(this);
        restoreLayout(*d->manual, d->console.uiState());
    }
    showKeysInManual();
    d->manual->open(nameOf(currentPage()->id()));
}

void MainWindow::showKeysInManual()
{
    if (d->manual)
        d->manual->setKeyboard(keyboardChapter(d->shortcuts));
}

Page *MainWindow::page(PageId id)
{
    return d->pages ? d->pages->page(id) : nullptr;
}

Page *MainWindow::currentPage() const
{
    return static_cast<Page *>(d->stack->currentWidget());
}

QCoro::Task<bool> MainWindow::mayLeavePage()
{
    const QPointer<MainWindow> alive(this);
    if (d->asking)
        co_return false; // The question stands on the screen already.
    if (!currentPage())
        co_return true;
    d->asking = true;
    const bool may = co_await currentPage()->canLeave();
    if (!alive)
        co_return false;
    d->asking = false;
    co_return may;
}

QCoro::Task<bool> MainWindow::showPage(PageId id, QString what)
{
    const QPointer<MainWindow> alive(this);
    if (!currentPage() || currentPage()->id() != id) {
        const bool may = co_await mayLeavePage();
        if (!alive)
            co_return false;
        if (!may) {
            d->navigation->setCurrent(currentPage()->id());
            co_return false;
        }
        d->stack->setCurrentWidget(page(id));
    }
    showTitle();
    if (isVisible()) { // Not while the window is being restored.
        d->console.uiState().set("window/page", toUtf8(nameOf(id)));
        d->console.saveUiState();
    }
    d->navigation->setCurrent(id);
    showWork();
    const bool isWalked = d->navigation->isWalked();
    currentPage()->enter(what);
    if (isWalked)
        d->navigation->list().setFocus(Qt::OtherFocusReason);
    co_return true;
}

void MainWindow::showWork()
{
    QString shown;
    for (const auto &[where, text] : d->work) {
        if (shown.isEmpty() && currentPage() && where != currentPage()->id())
            shown = text;
    }
    d->working->setText(shown);
    d->working->setAccessibleName(shown);
    d->working->setVisible(!shown.isEmpty());
}

void MainWindow::showNotice(const QString &id, const QString &text)
{
    if (text.isEmpty()) {
        d->banners->hide(id);
        return;
    }
    BannerContent content;
    content.tone = theme::Tone::Warning;
    content.text = text;
    content.dismissable = true;
    d->banners->show(id, content);
}

void MainWindow::restore()
{
    const workspace::UiState &state = d->console.uiState();
    restoreWindow(*this, state);
    if (state.value("window/navigation", "wide") == "narrow")
        d->navigation->setWidth(Navigation::Width::Narrow);
    d->palette->restoreState(state);
    showPage(pageIdOf(fromUtf8(state.value("window/page", ""))).value_or(allPages().front()));
    d->navigation->list().setFocus();
}

void MainWindow::remember()
{
    workspace::UiState &state = d->console.uiState();
    rememberWindow(*this, state);
    state.set("window/navigation", d->navigation->widthMode() == Navigation::Width::Narrow ? "narrow" : "wide");
    for (Page *page : d->pages->made()) {
        page->saveState(state);
        rememberLayout(*page, state);
    }
    for (QWidget *window : {static_cast<QWidget *>(d->manual), static_cast<QWidget *>(d->shortcutsDialog)}) {
        if (window)
            rememberLayout(*window, state);
    }
    state.set("window/page", toUtf8(nameOf(currentPage()->id())));
    d->palette->saveState(state);
    d->console.saveUiState();
}

void MainWindow::showTitle()
{
    if (!currentPage())
        return;
    const QString page = currentPage()->title();
    setWindowTitle(d->console.isProduction() ? tr("%1 – %2 – SMC Console").arg(page, d->console.targetText())
                                             : tr("%1 – SMC Console").arg(page));
}

/// What nobody below has used: Escape leaves for the navigation.
void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        d->navigation->list().setFocus(Qt::OtherFocusReason);
    else if (!sayWhyNot(*event))
        QMainWindow::keyPressEvent(event);
}

/// The keys of what the page is for come here while it can't be done: then it is said why.
bool MainWindow::sayWhyNot(const QKeyEvent &event)
{
    const Page *page = currentPage();
    const QAction *action = page ? page->primaryAction() : nullptr;
    if (!action || action->isEnabled() || !action->shortcuts().contains(QKeySequence(event.keyCombination())))
        return false;
    const QString why = whyOffOf(actionSpec(action->objectName().toLatin1()), *action);
    showStatus(page->id(), why);
    d->announcer->say(why);
    return true;
}

} // namespace smc::gui
