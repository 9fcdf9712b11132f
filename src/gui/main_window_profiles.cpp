// The window's profiles: which one is current, choosing, making and removing them.
#include "actions.h"
#include "console.h"
#include "dialogs.h"
#include "environment.h"
#include "main_window_private.h"
#include "navigation.h"
#include "page.h"
#include "profile_switch.h"
#include "text.h"
#include "theme.h"

#include <workspace/profile.h>

#include <QAction>
#include <QFrame>
#include <QLabel>
#include <QPointer>
#include <QStatusBar>

#include <utility>

namespace smc::gui {

namespace {

Question removeQuestion(const QString &name)
{
    return {.id = QStringLiteral("remove_profile"),
            .title = MainWindow::tr("Remove profile"),
            .text = MainWindow::tr("Remove the profile “%1” with its settings, key and secret?").arg(name),
            .details = MainWindow::tr("Its history stays. Nothing changes in SMC."),
            .choices = {{QStringLiteral("remove"), MainWindow::tr("Remove"), Choice::Kind::Destroy},
                        {QStringLiteral("cancel"), MainWindow::tr("Keep it"), Choice::Kind::Cancel}},
            .preferred = QStringLiteral("cancel")};
}

} // namespace

void MainWindow::addProfileActions()
{
    d->remove = makeAction("profile.remove", this, [this] { removeProfile(); });
    const QList<QAction *> actions{
        makeAction("profile.new", this, [this] { newProfile(); }),
        makeAction("profile.duplicate", this, [this] { duplicateProfile(); }),
        d->remove,
    };
    addActions(actions);
    d->navigation->profileSwitch().setActions(actions);
    connect(&d->navigation->profileSwitch(), &ProfileSwitch::chosen, this,
            [this](const QString &id) { chooseProfile(id); });
}

QCoro::Task<void> MainWindow::chooseProfile(QString id)
{
    const QPointer<MainWindow> alive(this);
    const bool may = co_await mayLeavePage();
    if (!alive || !may)
        co_return;
    const Result<void> selected = co_await d->console.select(toUtf8(id));
    if (alive && !selected)
        showNotice(QStringLiteral("profile"), fromUtf8(selected.error().message));
}

QCoro::Task<void> MainWindow::newProfile()
{
    const QPointer<MainWindow> alive(this);
    const bool may = co_await mayLeavePage();
    if (!alive || !may)
        co_return;
    // From now on what is typed would be lost: the new profile is opened without another question.
    std::shared_ptr<const void> onTheWay = d->console.beginSwitch();
    auto creating = d->console.create(toUtf8(tr("New profile")));
    const Result<std::string> id = co_await creating;
    if (!alive)
        co_return;
    auto opening = openProfile(id, std::move(onTheWay));
    co_await opening;
}

QCoro::Task<void> MainWindow::duplicateProfile()
{
    const QPointer<MainWindow> alive(this);
    const bool may = co_await mayLeavePage();
    if (!alive || !may)
        co_return;
    std::shared_ptr<const void> onTheWay = d->console.beginSwitch();
    auto copying = d->console.duplicate(d->console.profile().id);
    const Result<std::string> id = co_await copying;
    if (!alive)
        co_return;
    auto opening = openProfile(id, std::move(onTheWay));
    co_await opening;
}

QCoro::Task<void> MainWindow::openProfile(Result<std::string> id, std::shared_ptr<const void> onTheWay)
{
    const QPointer<MainWindow> alive(this);
    if (!id) {
        showNotice(QStringLiteral("profile"), fromUtf8(id.error().message));
        co_return;
    }
    auto selecting = d->console.select(*id);
    onTheWay.reset();
    co_await selecting;
    if (alive)
        co_await showPage(PageId::Connection, QStringLiteral("name"));
}

QCoro::Task<void> MainWindow::removeProfile()
{
    const QPointer<MainWindow> alive(this);
    const std::string id = d->console.profile().id;
    const QString name = fromUtf8(d->console.profile().name);
    const QString answer = co_await d->console.dialogs().ask(this, removeQuestion(name));
    if (!alive || answer != QLatin1String("remove"))
        co_return;
    const Result<void> removed = co_await d->console.remove(id);
    if (!alive)
        co_return;
    if (removed)
        statusBar()->showMessage(tr("The profile “%1” is removed.").arg(name), StatusTimeMs);
    else
        showNotice(QStringLiteral("profile"), fromUtf8(removed.error().message));
}

void MainWindow::showProfile()
{
    const workspace::Profile &current = d->console.profile();
    QList<ProfileItem> items;
    for (const workspace::Profile &profile : d->console.profiles()) {
        items.append({fromUtf8(profile.id), fromUtf8(profile.name), environmentWord(profile.environment),
                      environmentSign(profile.environment), toneOf(profile.environment)});
    }
    d->navigation->profileSwitch().setProfiles(items, fromUtf8(current.id));
    d->productionLine->setVisible(d->console.isProduction());
    showTitle();
    d->remove->setEnabled(items.size() > 1);
    // The address stands beside it.
    const QString target = d->console.isProduction() ? d->console.targetText() : fromUtf8(current.name);
    const QString address = fromUtf8(d->console.destination().settings.smcAdminUrl);
    const bool misbehaves = d->console.sandboxMisbehaves();
    d->target->setText(address.isEmpty() ? tr("Sends to %1").arg(target)
                       : misbehaves      ? tr("Sends to %1 at %2, which misbehaves on purpose").arg(target, address)
                                         : tr("Sends to %1 at %2").arg(target, address));
    theme::setRole(*d->target, misbehaves ? "warning" : "");
    theme::repolish(*d->target);
}

} // namespace smc::gui
