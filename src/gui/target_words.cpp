#include "target_words.h"

#include "console.h"
#include "text.h"

#include <destination/admin_url.h>
#include <workspace/profile.h>

#include <QUrl>

namespace smc::gui {

namespace {

constexpr qsizetype LongestHost = 48;

/// A host is recognised by its end.
QString shortened(const QString &host)
{
    return host.size() <= LongestHost ? host : QChar(0x2026) + host.right(LongestHost - 1);
}

} // namespace

QString foreignHost(workspace::Environment environment, const destination::Settings &settings)
{
    if (environment != workspace::Environment::Sandbox)
        return {};
    const Result<destination::AdminUrl> url = destination::AdminUrl::parse(settings.smcAdminUrl);
    return url && !url->isLoopback() ? QUrl(fromUtf8(url->origin())).host() : QString();
}

QString targetWords(const workspace::Profile &profile, const destination::Settings &settings)
{
    const QString name = fromUtf8(profile.name);
    if (profile.environment == workspace::Environment::Production)
        return Console::tr("PRODUCTION: %1").arg(name);
    const QString host = foreignHost(profile.environment, settings);
    return host.isEmpty() ? name : Console::tr("%1 (%2)", "host (profile)").arg(shortened(host), name);
}

QString addressWords(const destination::Settings &settings)
{
    const Result<destination::AdminUrl> url = destination::AdminUrl::parse(settings.smcAdminUrl);
    return fromUtf8(url ? url->origin() : settings.smcAdminUrl);
}

Question productionQuestion(const workspace::Profile &profile, const destination::Settings &settings)
{
    const QString name = fromUtf8(profile.name);
    return {
        .id = QStringLiteral("send_to_production"),
        .title = Console::tr("Send to production"),
        .text = Console::tr("Send to the production profile “%1”, organization “%2”?")
                    .arg(name, fromUtf8(settings.organization)),
        .details = Console::tr("It goes to %1. Real contacts may be changed. You are asked once for this profile while "
                               "the console runs.")
                       .arg(addressWords(settings)),
        .choices = {{QStringLiteral("send"), Console::tr("Send to PRODUCTION: %1").arg(name), Choice::Kind::Destroy},
                    {QStringLiteral("cancel"), Console::tr("Don't send"), Choice::Kind::Cancel}},
        .preferred = QStringLiteral("cancel")};
}

} // namespace smc::gui
