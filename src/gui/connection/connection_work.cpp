// What the buttons of the Connection page do.
#include "../console.h"
#include "../dialogs.h"
#include "../drafts/page_draft.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "connection_page.h"
#include "test_panel.h"
#include "ui_connection_form.h"

#include <rest/client.h>

#include <QAction>
#include <QPointer>
#include <QScrollArea>

namespace smc::gui {

namespace {

Question unsavedQuestion(const QString &name)
{
    return {.id = QStringLiteral("unsaved_settings"),
            .title = ConnectionPage::tr("Unsaved changes"),
            .text = ConnectionPage::tr("Save the changes to “%1” first?").arg(name),
            .details = {},
            .choices = {{QStringLiteral("save"), ConnectionPage::tr("Save"), Choice::Kind::Proceed},
                        {QStringLiteral("discard"), ConnectionPage::tr("Discard"), Choice::Kind::Destroy},
                        {QStringLiteral("cancel"), ConnectionPage::tr("Keep editing"), Choice::Kind::Cancel}},
            .preferred = QStringLiteral("save")};
}

Question removeQuestion(const QString &name)
{
    return {.id = QStringLiteral("remove_credentials"),
            .title = ConnectionPage::tr("Remove key and secret"),
            .text = ConnectionPage::tr("Remove the key and secret of “%1”?").arg(name),
            .details = ConnectionPage::tr("SMC does not show a secret again: you may have to make a new key there."),
            .choices = {{QStringLiteral("remove"), ConnectionPage::tr("Remove"), Choice::Kind::Destroy},
                        {QStringLiteral("cancel"), ConnectionPage::tr("Keep them"), Choice::Kind::Cancel}},
            .preferred = QStringLiteral("cancel")};
}

FileQuestion caFileQuestion(const QString &file)
{
    return {.id = QStringLiteral("ca_file"),
            .title = ConnectionPage::tr("Certificate authority file"),
            .suggested = file,
            .filter = ConnectionPage::tr("Certificates (*.pem *.crt *.cer);;All files (*)")};
}

} // namespace

void ConnectionPage::enter(const QString &what)
{
    if (what.isEmpty())
        return;
    const QString name = what == QLatin1String("credentials") ? QStringLiteral("apiKey") : what;
    leadTo(name);
    if (name == QLatin1String("name"))
        m_ui->name->selectAll();
    left(name);
}

void ConnectionPage::leadTo(const QString &setting)
{
    auto *editor = findChild<QWidget *>(setting);
    if (!editor)
        return;
    editor->setFocus(Qt::OtherFocusReason);
    constexpr int LinesUnderIt = 6 * theme::space::Large;
    m_scroll->ensureWidgetVisible(editor, 0, LinesUnderIt);
}

QCoro::Task<bool> ConnectionPage::canLeave()
{
    const QPointer<ConnectionPage> alive(this);
    if (m_saving) {
        Q_EMIT status(
            tr("The settings of “%1” are being saved. You go on once they are.").arg(fromUtf8(m_saved.profile.name)));
        co_await m_saves.next();
        if (!alive)
            co_return false;
    }
    if (!hasChanges())
        co_return true;
    const QString answer = co_await m_console.dialogs().ask(window(), unsavedQuestion(fromUtf8(m_saved.profile.name)));
    if (!alive)
        co_return false;
    if (answer == QLatin1String("discard")) {
        revert();
        co_return true;
    }
    if (answer != QLatin1String("save"))
        co_return false;
    const Saved saved = co_await save();
    co_return saved == Saved::Yes;
}

QCoro::Task<ConnectionPage::Saved> ConnectionPage::save()
{
    const QPointer<ConnectionPage> alive(this);
    const Turns::Turn turn = co_await m_saves.next();
    if (!alive)
        co_return Saved::No;
    banners().hide(QStringLiteral("save"));
    if (!m_ui->credentials->check())
        co_return Saved::No;
    if (const QString problem = m_ui->variables->problem(); !problem.isEmpty()) {
        showTrouble(Error{"variables", toUtf8(problem), {}});
        co_return Saved::No;
    }
    const ProfileDraft now = draft();
    for (const auto &[setting, problem] : problemsOf(now))
        if (findChild<QWidget *>(setting + QStringLiteral("Under")))
            setError(setting, problem);

    const vault::Credentials typed = m_ui->credentials->typed();
    m_saving = true;
    refreshActions();
    auto writing = write(now);
    Result<void> written = co_await writing;
    if (!alive)
        co_return Saved::No;
    if (written && m_console.profile().id != now.profile.id) {
        m_saving = false;
        refreshActions();
        co_return Saved::Yes;
    }
    const bool hasSecrets = written && !typed.isEmpty() && m_ui->credentials->hasTyped();
    if (hasSecrets) {
        auto storing = m_console.storeCredentials(typed);
        written = co_await storing;
        if (!alive)
            co_return Saved::No;
    }
    m_saving = false;
    if (!written) {
        showFailure(written.error());
        refreshActions();
        co_return Saved::No;
    }
    if (hasSecrets && m_ui->credentials->typed() == typed) // Nobody has typed on meanwhile.
        m_ui->credentials->forget();
    followCredentials();
    refreshActions();
    m_draft->drop();
    Q_EMIT status(tr("The settings of “%1” are saved.").arg(fromUtf8(m_saved.profile.name)));
    co_return Saved::Yes;
}

QCoro::Task<Result<void>> ConnectionPage::write(ProfileDraft now)
{
    if (now == m_saved)
        co_return Result<void>{};
    // What stands on disk may be another when its turn comes: only what the person changed is changed there.
    auto saving = m_console.save(now.profile.id, changeOf(m_saved, now));
    const Result<void> saved = co_await saving;
    co_return saved;
}

void ConnectionPage::showFailure(const Error &error)
{
    const QString setting = settingAt(error);
    if (!findChild<QWidget *>(setting + QStringLiteral("Under"))) {
        showTrouble(error);
        return;
    }
    setError(setting, fromUtf8(error.message));
    leadTo(setting);
}

void ConnectionPage::showTrouble(const Error &error)
{
    BannerContent content;
    content.tone = theme::Tone::Danger;
    content.text = tr("Not saved. %1").arg(fromUtf8(error.message));
    content.dismissable = true;
    banners().show(QStringLiteral("save"), content);
}

void ConnectionPage::revert()
{
    banners().hide(QStringLiteral("save"));
    load();
    m_draft->drop();
}

QCoro::Task<void> ConnectionPage::test()
{
    const QPointer<ConnectionPage> alive(this);
    const ProfileDraft now = draft();
    const std::optional<QString> base = apiBaseOf(now);
    m_test->showRunning(base ? *base : tr("the sandbox"));
    std::function<void(const rest::ConnectionStep &)> ended = [alive](const rest::ConnectionStep &step) {
        if (alive)
            alive->m_test->showStep(step);
    };
    const Result<rest::ConnectionReport> report = co_await m_console.testConnection(
        now.profile.environment, now.settings, m_ui->credentials->typed(), std::move(ended));
    if (!alive)
        co_return;
    if (report) {
        m_test->showReport(*report);
        Q_EMIT status(report->isGood() ? tr("The connection works.") : tr("The connection does not work yet."));
        Q_EMIT announced(m_test->outcome());
        co_return;
    }
    m_test->showError(report.error());
    Q_EMIT announced(m_test->outcome());
    const QString setting = fromUtf8(report.error().where);
    if (findChild<QWidget *>(setting + QStringLiteral("Under")))
        setError(setting, fromUtf8(report.error().message));
    else if (report.error().code == "credentials_incomplete")
        m_ui->credentials->setError(report.error());
}

QCoro::Task<void> ConnectionPage::removeCredentials()
{
    const QPointer<ConnectionPage> alive(this);
    const QString answer = co_await m_console.dialogs().ask(window(), removeQuestion(fromUtf8(m_saved.profile.name)));
    if (!alive || answer != QLatin1String("remove"))
        co_return;
    const Result<void> removed = co_await m_console.removeCredentials();
    if (alive && !removed)
        showTrouble(removed.error());
}

QCoro::Task<void> ConnectionPage::browseForCaFile()
{
    const QPointer<ConnectionPage> alive(this);
    const QString file = co_await m_console.dialogs().openFile(window(), caFileQuestion(m_ui->caFile->text()));
    if (!alive || file.isEmpty())
        co_return;
    m_ui->caFile->setText(file);
    edited();
}

} // namespace smc::gui
