// How the window is looked at and reached: colours, text size, shortcuts, the palette, and other starts of the console.
#include "actions.h"
#include "appearance/appearance.h"
#include "background.h"
#include "compose/compose_link.h"
#include "compose/compose_page.h"
#include "console.h"
#include "instance/summons.h"
#include "layout_memory.h"
#include "main_window_private.h"
#include "navigation.h"
#include "page.h"
#include "palette/command_palette.h"
#include "palette/palette_saved.h"
#include "palette/palette_sources.h"
#include "shortcuts/shortcuts_dialog.h"
#include "text.h"

#include <workspace/files.h>
#include <workspace/profile.h>

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QMenu>
#include <QStatusBar>

namespace smc::gui {

namespace {

constexpr std::size_t MostFileBytes = 16UL << 20;

struct SchemeRow
{
    const char *action;
    SchemeChoice choice;
};
constexpr SchemeRow Schemes[] = {
    {"window.schemeSystem", SchemeChoice::System},
    {"window.schemeLight", SchemeChoice::Light},
    {"window.schemeDark", SchemeChoice::Dark},
};

} // namespace

Appearance &MainWindow::appearance() const
{
    return *d->appearance;
}

Shortcuts &MainWindow::shortcuts() const
{
    return *d->shortcuts;
}

CommandPalette &MainWindow::commandPalette() const
{
    return *d->palette;
}

void MainWindow::addViewActions()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("viewMenu"));
    auto *schemes = new QActionGroup(this);
    for (const SchemeRow &row : Schemes) {
        QAction *action = makeAction(row.action, this, [this, choice = row.choice] { d->appearance->choose(choice); });
        action->setCheckable(true);
        schemes->addAction(action);
        menu->addAction(action);
        const auto follow = [this, action, choice = row.choice] {
            action->setChecked(d->appearance->choice() == choice);
        };
        connect(d->appearance, &Appearance::changed, action, follow);
        follow();
    }
    QAction *toggle = makeAction("window.scheme", this, [this] { d->appearance->toggle(); });
    QAction *larger = makeAction("window.zoomIn", this, [this] { d->appearance->larger(); });
    QAction *smaller = makeAction("window.zoomOut", this, [this] { d->appearance->smaller(); });
    QAction *normal = makeAction("window.zoomNormal", this, [this] { d->appearance->setZoom(100); });
    QAction *keys = makeAction("window.shortcuts", this, [this] { showShortcuts(); });
    for (QAction *zoom : {larger, smaller, normal})
        connect(zoom, &QAction::triggered, this, &MainWindow::showZoom);
    menu->addSeparator();
    menu->addActions({larger, smaller, normal});
    menu->addSeparator();
    menu->addAction(keys);
    addActions(menu->actions());
    addAction(toggle);
    d->navigation->addMenu(menu, QStringLiteral("view"), tr("Colours, text size and shortcuts"));
}

void MainWindow::showZoom()
{
    statusBar()->showMessage(tr("Text is at %1 %.").arg(d->appearance->zoomPercent()), StatusTimeMs);
}

void MainWindow::addPalette()
{
    d->palette = new CommandPalette(*this);
    const auto show = [this](PageId page, const QString &what) { showPage(page, what); };
    d->palette->addSource(new ActionsSource(*this));
    d->palette->addSource(new PagesSource(*this));
    d->palette->addSource(new ProfilesSource(d->console, [this](const QString &id) { chooseProfile(id); }));
    d->palette->addSource(new SavedEventsSource(
        [this]() -> SavedStore * {
            auto *compose = static_cast<ComposePage *>(page(PageId::Compose));
            return compose ? &compose->saved() : nullptr;
        },
        [this](const QString &path) { showPage(PageId::Compose, SavedLink{path}.text()); }));
    d->palette->addSource(new SandboxListsSource(d->console, show));
    d->palette->addSource(new SmcListsSource(d->console, [this](const QString &apiName) {
        QApplication::clipboard()->setText(apiName);
        statusBar()->showMessage(tr("“%1” is copied.").arg(apiName), StatusTimeMs);
    }));
    d->palette->addSource(new HistorySource(d->console, show));
    connect(d->palette, &CommandPalette::chosen, this, &MainWindow::remember);
}

void MainWindow::showShortcuts()
{
    if (!d->shortcutsDialog) {
        d->shortcutsDialog = new ShortcutsDialog(*d->shortcuts, d->console.dialogs(), this);
        restoreLayout(*d->shortcutsDialog, d->console.uiState());
    }
    d->shortcutsDialog->open();
}

void MainWindow::comeToFront(const std::string &activation)
{
    if (!activation.empty()) // Read by the platform when a window asks to be active, and used up by it.
        qputenv("XDG_ACTIVATION_TOKEN", QByteArray::fromStdString(activation));
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
    // Where the system does not let a window come by itself, it may at least ask to be looked at.
    QApplication::alert(this);
}

QCoro::Task<void> MainWindow::answer(Summons summons)
{
    const QPointer<MainWindow> alive(this);
    comeToFront(summons.activation);
    for (const workspace::Profile &profile : d->console.profiles()) {
        const std::string id = profile.id;
        if (summons.profile.empty() || !workspace::sameName(profile.name, summons.profile) ||
            id == d->console.profile().id)
            continue;
        co_await chooseProfile(fromUtf8(id));
        if (!alive)
            co_return;
        break;
    }
    const QString pageName = fromUtf8(summons.page);
    if (const auto page = pageIdOf(pageName)) {
        co_await showPage(*page);
        if (!alive)
            co_return;
    }
    if (!summons.file.empty())
        co_await openFile(fromUtf8(summons.file));
}

QCoro::Task<void> MainWindow::openFile(QString file)
{
    const QPointer<MainWindow> alive(this);
    const QString name = QFileInfo(file).fileName();
    const auto work = [path = toUtf8(file)] { return workspace::readFile(path, MostFileBytes); };
    auto reading = inBackground(work);
    const Result<std::optional<std::string>> bytes = co_await reading;
    if (!alive)
        co_return;
    if (!bytes || !*bytes) {
        showNotice(QStringLiteral("file"),
                   bytes ? tr("There is no file %1.").arg(file) : fromUtf8(bytes.error().message));
        co_return;
    }
    const bool shown = co_await showPage(PageId::Compose);
    if (!alive || !shown)
        co_return;
    static_cast<ComposePage *>(page(PageId::Compose))->openText(**bytes, name);
}

} // namespace smc::gui
