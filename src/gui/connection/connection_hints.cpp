// What stands under the fields of the form: a hint, or what is wrong.
#include "../console.h"
#include "../sandbox_host.h"
#include "../target_words.h"
#include "../text.h"
#include "../theme.h"
#include "connection_page.h"
#include "ui_connection_form.h"

#include <QLabel>

namespace smc::gui {

namespace {

/// Everything that has a line under it which can say what is wrong.
const QStringList &settingNames()
{
    static const QStringList names{
        QStringLiteral("name"),
        QStringLiteral("environment"),
        QStringLiteral("smcAdminUrl"),
        QStringLiteral("organization"),
        QStringLiteral("caFile"),
        QStringLiteral("proxyUrl"),
        QStringLiteral("eventsDataListApiName"),
        QStringLiteral("audienceListApiName"),
        QStringLiteral("audienceKeyFields"),
    };
    return names;
}

/// Its name is not known while it is stopped.
QString ownOrganization(const SandboxHost &sandbox)
{
    return sandbox.isRunning() ? ConnectionPage::tr("The sandbox in this console is %1, whatever stands here.")
                                     .arg(fromUtf8(sandbox.organization()))
                               : ConnectionPage::tr("The sandbox in this console has its own, whatever stands here.");
}

} // namespace

void ConnectionPage::makeHints(const QWidget &form)
{
    for (const QString &setting : settingNames()) {
        if (const auto *under = form.findChild<QLabel *>(setting + QStringLiteral("Under")))
            m_hints[setting] = under->text();
    }
    forgetErrors();
}

void ConnectionPage::forgetErrors()
{
    for (const QString &setting : settingNames())
        setError(setting, {});
}

void ConnectionPage::showHints()
{
    const ProfileDraft now = draft();
    const std::optional<QString> base = apiBaseOf(now);
    const bool isOwn = Console::meansOwnSandbox(now.profile.environment, now.settings);
    QString address = tr("As it stands in the browser's address bar.");
    if (base)
        address = tr("API: %1").arg(*base);
    else if (isOwn)
        address = console().sandbox().isRunning()
                      ? tr("Empty for the sandbox in this console: %1").arg(fromUtf8(console().sandbox().address()))
                      : tr("Empty for the sandbox in this console, which is stopped.");
    m_hints[QStringLiteral("smcAdminUrl")] = address;
    m_hints[QStringLiteral("organization")] =
        isOwn ? ownOrganization(console().sandbox()) : tr("Its name stands at the top right of SMC, beside the menu.");
    const QString foreign = foreignHost(now.profile.environment, now.settings);
    QString environment;
    if (now.profile.environment == workspace::Environment::Production)
        environment = tr("Sending asks you first, and the window shows a red line.");
    else if (!foreign.isEmpty())
        environment = tr("With this address events go to %1, not to the sandbox in this console.").arg(foreign);
    m_hints[QStringLiteral("environment")] = environment;
    // A field that has become right says so at once; one that has become wrong waits until it is left.
    const std::map<QString, QString> found = problems();
    for (const QString &setting : settingNames()) {
        auto *under = findChild<QLabel *>(setting + QStringLiteral("Under"));
        const bool wrong = under->property("role").toString() == QLatin1String("error");
        setError(setting, wrong && found.count(setting) ? found.at(setting) : QString());
    }
}

bool ConnectionPage::isDateWrong() const
{
    return m_ui->keyExpires->isChecked() && m_ui->keyExpiresOn->isWrong();
}

void ConnectionPage::showExpiry()
{
    DateEdit &field = *m_ui->keyExpiresOn;
    const bool isAsked = m_ui->keyExpires->isChecked();
    Expiry expiry;
    if (isAsked && field.isToldWrong())
        expiry = {tr("This is not a date. Write it like %1 or %2.")
                      .arg(field.date().toString(Qt::ISODate),
                           QLocale().toString(field.date(), QStringLiteral("d MMMM yyyy"))),
                  theme::Tone::Danger};
    else if (!field.isWrong())
        expiry = expiryOf(draft().profile.keyExpires, console().today());
    field.setProperty("wrong", isAsked && field.isToldWrong());
    field.setAccessibleDescription(expiry.text);
    theme::repolish(field);
    m_ui->keyExpiresUnder->setText(expiry.text);
    m_ui->keyExpiresUnder->setVisible(!expiry.text.isEmpty());
    theme::setRole(*m_ui->keyExpiresUnder, expiry.tone == theme::Tone::Danger    ? "error"
                                           : expiry.tone == theme::Tone::Warning ? "warning"
                                                                                 : "hint");
    theme::repolish(*m_ui->keyExpiresUnder);
}

void ConnectionPage::setError(const QString &setting, const QString &error)
{
    auto *under = findChild<QLabel *>(setting + QStringLiteral("Under"));
    auto *editor = findChild<QWidget *>(setting);
    if (!under || !editor)
        return;
    const bool wrong = !error.isEmpty();
    const QString text = wrong ? error : m_hints[setting];
    if (under->text() == text && editor->property("wrong").toBool() == wrong &&
        under->isVisibleTo(this) != text.isEmpty())
        return;
    under->setText(text);
    under->setVisible(!text.isEmpty());
    theme::setRole(*under, wrong ? "error" : "hint");
    editor->setProperty("wrong", wrong);
    editor->setAccessibleDescription(text);
    theme::repolish(*under);
    theme::repolish(*editor);
}

} // namespace smc::gui
