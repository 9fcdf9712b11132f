// A profile as the Connection form edits it, and what is to be said about it.
#pragma once

#include "../profile_change.h"
#include "../theme.h"

#include <destination/settings.h>
#include <workspace/profile.h>

#include <QDate>
#include <QString>

#include <map>
#include <optional>
#include <string>

namespace smc::gui {

struct ProfileDraft
{
    workspace::Profile profile; ///< Its settingsJson is as stored: toProfile() writes `settings` into it.
    destination::Settings settings;

    bool operator==(const ProfileDraft &other) const;
};

ProfileDraft draftOf(const workspace::Profile &profile, const destination::Settings &settings);
workspace::Profile toProfile(const ProfileDraft &draft);

/// `onto` with what `after` says otherwise than `before`: what a person changed on one state, brought to another.
ProfileDraft rebased(const ProfileDraft &before, const ProfileDraft &after, ProfileDraft onto);
/// What a person changed from `before` to `after`, and nothing else.
ProfileChange changeOf(const ProfileDraft &before, const ProfileDraft &after);

/// A draft as a text that may lie on disk: no password, and no value of a variable that is named like a key.
std::string keptText(const ProfileDraft &draft);
/// `saved` with what such a text says of the same profile, as far as the form edits it. Nothing where it is about
/// another, or no such text.
std::optional<ProfileDraft> fromKeptText(const std::string &text, const ProfileDraft &saved);

/// What is wrong, by setting name ("smcAdminUrl", "organization", "name" …), in a sentence each. Settings that the own
/// sandbox brings with it are not missed.
std::map<QString, QString> problemsOf(const ProfileDraft &draft);
/// What is wrong with the CA file at `path`, in a sentence; empty where it is usable or there is none. Reads the file.
QString caFileProblem(const std::string &path);

/// Of an error that concerns a member of a profile: that member's name, "name" or "proxyUrl". Empty where it is about
/// no one of them.
QString settingAt(const Error &error);

/// Under the address field: the API base that follows from it. Nothing where it is no address.
std::optional<QString> apiBaseOf(const ProfileDraft &draft);

struct Expiry
{
    QString text; ///< "28 days left."; empty where there is no date.
    theme::Tone tone = theme::Tone::Neutral;
};
Expiry expiryOf(const std::optional<QDate> &expires, const QDate &today);

} // namespace smc::gui
