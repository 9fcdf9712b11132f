#include "profile_draft.h"

#include "../console.h"
#include "../key_expiry.h"
#include "../text.h"

#include <base/user_info.h>
#include <json/document.h>
#include <json/writer.h>
#include <net/sender.h>
#include <rest/client.h>

#include <QCoreApplication>

#include <algorithm>
#include <climits>

namespace smc::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::ConnectionPage)
};

/// Whether a request can go by what `settings` says of its way.
bool hasWay(const destination::Settings &settings)
{
    return net::check(rest::transportFor(settings)).has_value();
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

ProfileDraft rebased(const ProfileDraft &before, const ProfileDraft &after, ProfileDraft onto)
{
    const auto take = [&](auto member) {
        if (!(after.profile.*member == before.profile.*member))
            onto.profile.*member = after.profile.*member;
    };
    take(&workspace::Profile::name);
    take(&workspace::Profile::environment);
    take(&workspace::Profile::keyExpires);
    take(&workspace::Profile::variables);
    onto.settings = destination::rebased(before.settings, after.settings, std::move(onto.settings));
    return onto;
}

ProfileChange changeOf(const ProfileDraft &before, const ProfileDraft &after)
{
    return [before, after](workspace::Profile &profile, destination::Settings &settings) {
        ProfileDraft changed = rebased(before, after, {profile, settings});
        profile = std::move(changed.profile);
        settings = std::move(changed.settings);
    };
}

std::string keptText(const ProfileDraft &draft)
{
    const workspace::Profile &profile = draft.profile;
    destination::Settings settings = draft.settings;
    settings.smcAdminUrl = withoutUserInfo(settings.smcAdminUrl);
    settings.proxyUrl = withoutUserInfo(settings.proxyUrl);
    json::Writer writer;
    writer.object([&] {
        writer.member("id", std::string_view(profile.id));
        writer.member("name", std::string_view(profile.name));
        writer.member("environment", workspace::nameOf(profile.environment));
        if (profile.keyExpires)
            writer.member("keyExpires", std::string_view(profile.keyExpires->toString(Qt::ISODate).toStdString()));
        writer.key("settings").raw(settings.toJson());
        writer.key("variables").array([&] {
            for (const auto &[name, value] : profile.variables) {
                writer.array([&, &name = name, &value = value] {
                    writer.value(std::string_view(name));
                    writer.value(std::string_view(workspace::checkNoSecret(name) ? value : std::string()));
                });
            }
        });
    });
    return writer.take();
}

std::optional<ProfileDraft> fromKeptText(const std::string &text, const ProfileDraft &saved)
{
    json::Document document;
    if (!document.parse(text) || document.root().find("id").text() != saved.profile.id)
        return {};
    const json::Value root = document.root();
    const auto environment = workspace::environmentNamed(root.find("environment").text());
    Result<destination::Settings> settings = destination::Settings::fromJson(root.find("settings"));
    if (!environment || !settings)
        return {};
    ProfileDraft draft = saved;
    draft.profile.name = root.find("name").text();
    draft.profile.environment = *environment;
    const QDate expires = QDate::fromString(fromUtf8(root.find("keyExpires").text()), Qt::ISODate);
    draft.profile.keyExpires = expires.isValid() ? std::optional(expires) : std::nullopt;
    draft.profile.variables.clear();
    for (const json::Value variable : root.find("variables")) {
        std::vector<std::string> pair;
        for (const json::Value part : variable)
            pair.push_back(part.text());
        if (pair.size() == 2 && draft.profile.variables.size() < workspace::MaxVariables)
            draft.profile.variables.emplace_back(pair[0], pair[1]);
    }
    draft.settings = *std::move(settings);
    draft.settings.presetFile = saved.settings.presetFile;
    draft.settings.destinationFilters = saved.settings.destinationFilters;
    return draft;
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
    destination::Settings onlyProxy;
    onlyProxy.proxyUrl = draft.settings.proxyUrl;
    if (!hasWay(onlyProxy))
        problems.emplace(
            QStringLiteral("proxyUrl"),
            Words::tr("This is no address of a proxy. Write it as http://host:port or socks5://host:port."));
    return problems;
}

QString caFileProblem(const std::string &path)
{
    destination::Settings onlyCaFile;
    onlyCaFile.caFile = path;
    if (hasWay(onlyCaFile))
        return {};
    return Words::tr("This file is not there, can't be read, or holds no certificate. Choose a PEM file.");
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
        return {Words::tr("Expired. SMC lets nothing in with this key: make a new one in SMC, then replace it here."),
                theme::Tone::Danger};
    if (days == 0)
        return {Words::tr("Today is its last day."), theme::Tone::Danger};
    if (days == 1)
        return {Words::tr("1 day left."), theme::Tone::Warning};
    const QString text = QCoreApplication::translate("smc::gui::ConnectionPage", "%n days left.", nullptr,
                                                     static_cast<int>(std::min<qint64>(days, INT_MAX)));
    return {text, days < ExpiryWarnDays ? theme::Tone::Warning : theme::Tone::Success};
}

} // namespace smc::gui
