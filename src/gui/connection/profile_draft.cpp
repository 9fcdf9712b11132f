#include "profile_draft.h"

#include "../console.h"
#include "../key_expiry.h"
#include "../text.h"

#include <QCoreApplication>

#include <algorithm>
#include <climits>

namespace smc::gui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("smc::gui::ConnectionPage", text);
}

workspace::Profile bare(workspace::Profile profile)
{
    profile.settingsJson.clear();
    return profile;
}

} // namespace

bool ProfileDraft::operator==(const ProfileDraft &other) const
{
    return bare(profile) == bare(other.profile) && settings == other.settings;
}

ProfileDraft draftOf(const workspace::Profile &profile, const destination::Settings &settings)
{
    return {profile, settings};
}

workspace::Profile toProfile(const ProfileDraft &draft)
{
    workspace::Profile profile = draft.profile;
    profile.settingsJson = draft.settings.writeInto(profile.settingsJson);
    return profile;
}

std::map<QString, QString> problemsOf(const ProfileDraft &draft)
{
    std::map<QString, QString> problems;
    const bool own = Console::meansOwnSandbox(draft.profile.environment, draft.settings);
    for (const destination::SettingsProblem &problem : destination::check(draft.settings)) {
        if (own && (problem.setting == "smcAdminUrl" || problem.setting == "organization"))
            continue;
        problems.emplace(fromUtf8(problem.setting), fromUtf8(problem.error.message));
    }
    workspace::Profile profile = toProfile(draft);
    if (const Result<void> fine = workspace::check(profile); !fine)
        problems.emplace(settingAt(fine.error()), fromUtf8(fine.error().message));
    return problems;
}

QString settingAt(const Error &error)
{
    return fromUtf8(error.where.substr(error.where.rfind('/') + 1));
}

std::optional<QString> apiBaseOf(const ProfileDraft &draft)
{
    const Result<destination::AdminUrl> url = destination::AdminUrl::parse(draft.settings.smcAdminUrl);
    if (!url)
        return {};
    return fromUtf8(url->apiBase());
}

Expiry expiryOf(const std::optional<QDate> &expires, const QDate &today)
{
    if (!expires || !expires->isValid())
        return {};
    const qint64 days = today.daysTo(*expires);
    if (days < 0)
        return {tr("Expired. SMC lets nothing in with this key: make a new one in SMC, then replace it here."),
                theme::Tone::Danger};
    if (days == 0)
        return {tr("Today is its last day."), theme::Tone::Danger};
    if (days == 1)
        return {tr("1 day left."), theme::Tone::Warning};
    const QString text = QCoreApplication::translate("smc::gui::ConnectionPage", "%n days left.", nullptr,
                                                     static_cast<int>(std::min<qint64>(days, INT_MAX)));
    return {text, days < ExpiryWarnDays ? theme::Tone::Warning : theme::Tone::Success};
}

} // namespace smc::gui
