// What the buttons of the Connection page do.
#include "../background.h"
#include "../console.h"
#include "../dialogs.h"
#include "../text.h"
#include "connection_page.h"
#include "test_panel.h"
#include "ui_connection_form.h"

#include <rest/client.h>

#include <QAction>
#include <QPointer>
#include <QScrollArea>

#include <tuple>

namespace smc::gui {

namespace {

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

/// Whether a test asks the same of both.
bool isTestedAlike(const ProfileDraft &one, const ProfileDraft &other)
{
    const auto asked = [](const ProfileDraft &draft) {
        return std::tie(draft.profile.environment, draft.settings.smcAdminUrl, draft.settings.organization,
                        draft.settings.caFile, draft.settings.proxyUrl, draft.settings.eventsDataListApiName);
    };
    return asked(one) == asked(other);
}

} // namespace

void ConnectionPage::enter(const QString &what)
{
    if (what.isEmpty())
        return;
    const QString name = what == QLatin1String("credentials") ? QStringLiteral("apiKey")
                         : what == QLatin1String("variables") ? QStringLiteral("variables.add")
                                                              : what;
    leadTo(name);
    if (name == QLatin1String("name"))
        m_ui->name->selectAll();
    left(name);
}

void ConnectionPage::left(const QString &setting)
{
    if (setting == QLatin1String("smcAdminUrl") && m_ui->smcAdminUrl->text().contains(QLatin1Char('@')))
        m_ui->smcAdminUrl->setText(fromUtf8(draft().settings.smcAdminUrl));
    const std::map<QString, QString> found = problems();
    const auto problem = found.find(setting);
    setError(setting, problem == found.end() ? QString() : problem->second);
    if (setting == QLatin1String("caFile"))
        checkCaFile();
    if (setting == QLatin1String("audienceListApiName"))
        left(QStringLiteral("audienceKeyFields"));
    showHints();
}

QCoro::Task<void> ConnectionPage::checkCaFile()
{
    const QPointer<ConnectionPage> alive(this);
    const std::string path = draft().settings.caFile;
    const auto read = [path] { return caFileProblem(path); };
    const QString problem = co_await inBackground(read);
    if (!alive || draft().settings.caFile != path)
        co_return;
    m_wrongCaFile = problem.isEmpty() ? std::string() : path;
    m_caFileProblem = problem;
    setError(QStringLiteral("caFile"), problem);
}

std::map<QString, QString> ConnectionPage::problems() const
{
    std::map<QString, QString> problems = problemsOf(draft());
    if (!m_wrongCaFile.empty() && m_wrongCaFile == draft().settings.caFile)
        problems.emplace(QStringLiteral("caFile"), m_caFileProblem);
    return problems;
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

ConnectionPage::Words ConnectionPage::words(const QString &profile) const
{
    return {.question = QStringLiteral("unsaved_settings"),
            .ask = tr("Save the changes to “%1” first?").arg(profile),
            .saving = tr("The settings of “%1” are being saved. You go on once they are.").arg(profile),
            .saved = tr("The settings of “%1” are saved.").arg(profile),
            .restored =
                tr("Your changes to “%1” that were not saved are here again. Key and secret are never kept with "
                   "them.")
                    .arg(profile)};
}

bool ConnectionPage::check()
{
    if (!m_ui->credentials->check())
        return false;
    if (isDateWrong()) {
        m_ui->keyExpiresOn->check();
        leadTo(QStringLiteral("keyExpiresOn"));
        return false;
    }
    if (const QString problem = m_ui->variables->problem(); !problem.isEmpty()) {
        showTrouble(tr("Not saved. %1").arg(problem));
        return false;
    }
    for (const auto &[setting, problem] : problems())
        if (findChild<QWidget *>(setting + QStringLiteral("Under")))
            setError(setting, problem);
    return true;
}

QCoro::Task<Result<void>> ConnectionPage::write()
{
    const QPointer<ConnectionPage> alive(this);
    const ProfileDraft now = draft();
    const vault::Credentials typed = m_ui->credentials->typed();
    if (!(now == m_saved)) {
        // What stands on disk may be another when its turn comes: only what the person changed is changed there.
        auto saving = console().save(now.profile.id, changeOf(m_saved, now));
        const Result<void> saved = co_await saving;
        if (!saved || !alive || console().profile().id != now.profile.id)
            co_return saved;
    }
    if (typed.isEmpty() || !m_ui->credentials->hasTyped())
        co_return Result<void>{};
    auto storing = console().storeCredentials(typed);
    const Result<void> stored = co_await storing;
    if (!stored || !alive)
        co_return stored;
    if (m_ui->credentials->typed() == typed) // Nobody has typed on meanwhile.
        m_ui->credentials->forget();
    followCredentials();
    co_return stored;
}

void ConnectionPage::showFailure(const Error &error)
{
    const QString setting = settingAt(error);
    if (!findChild<QWidget *>(setting + QStringLiteral("Under"))) {
        showTrouble(tr("Not saved. %1").arg(fromUtf8(error.message)));
        return;
    }
    setError(setting, fromUtf8(error.message));
    leadTo(setting);
}

QCoro::Task<void> ConnectionPage::test()
{
    const QPointer<ConnectionPage> alive(this);
    const ProfileDraft now = draft();
    const std::optional<QString> base = apiBaseOf(now);
    m_tested = now;
    m_hasOtherKey = false;
    m_test->showRunning(base ? *base : tr("the sandbox"));
    if (primaryButton()->hasFocus()) // It is switched off meanwhile.
        m_test->takeFocus();
    std::function<void(const rest::ConnectionStep &)> ended = [alive](const rest::ConnectionStep &step) {
        if (alive)
            alive->m_test->showStep(step);
    };
    const Result<rest::ConnectionReport> report = co_await console().testConnection(
        now.profile.environment, now.settings, m_ui->credentials->typed(), std::move(ended));
    if (!alive)
        co_return;
    if (report) {
        m_test->showReport(*report);
        followTested();
        Q_EMIT status(m_test->title() + QLatin1Char('.'));
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

void ConnectionPage::takeFocusBack(const QWidget &lost)
{
    if (m_test->isAncestorOf(&lost))
        primaryButton()->setFocus(Qt::OtherFocusReason);
    else
        EditingPage::takeFocusBack(lost);
}

void ConnectionPage::followTested()
{
    m_test->setOutdated(m_hasOtherKey || !isTestedAlike(m_tested, draft()));
}

QCoro::Task<void> ConnectionPage::removeCredentials()
{
    const QPointer<ConnectionPage> alive(this);
    const QString answer = co_await console().dialogs().ask(window(), removeQuestion(fromUtf8(m_saved.profile.name)));
    if (!alive || answer != QLatin1String("remove"))
        co_return;
    const Result<void> removed = co_await console().removeCredentials();
    if (!alive)
        co_return;
    if (!removed) {
        showTrouble(tr("Not removed. %1").arg(fromUtf8(removed.error().message)));
        co_return;
    }
    m_hasOtherKey = true;
    followTested();
}

QCoro::Task<void> ConnectionPage::browseForCaFile()
{
    const QPointer<ConnectionPage> alive(this);
    const QString file = co_await console().dialogs().openFile(window(), caFileQuestion(m_ui->caFile->text()));
    if (!alive || file.isEmpty())
        co_return;
    m_ui->caFile->setText(file);
    edited();
    left(QStringLiteral("caFile"));
}

} // namespace smc::gui
