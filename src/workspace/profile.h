// A profile: one SMC organization's destination settings, under a name and an environment. It never holds a secret.
#pragma once

#include <base/error.h>

#include <QDate>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smc::workspace {

enum class Environment { Sandbox, Development, Staging, Production };

/// "sandbox", "development", "staging", "production".
std::string_view nameOf(Environment environment);
std::optional<Environment> environmentNamed(std::string_view name);

struct Profile
{
    /// Stable for the profile's life, also through renaming; the keychain's entry stands under it. Lower-case letters,
    /// digits and hyphens, at most 64. Empty while the profile has not been stored.
    std::string id;
    std::string name; ///< What people see; 1 to 100 characters of one line.
    Environment environment = Environment::Sandbox;
    /// A JSON object under Segment's setting names, on one line. This room keeps it as text and knows none of the
    /// settings; it only keeps secrets out. destination::Settings reads and writes it.
    std::string settingsJson = "{}";
    std::optional<QDate> keyExpires; ///< The last day on which the API key is valid.
    /// Names and values that events may use as {{name}}, in the person's order. This room keeps them as texts; which
    /// names can be used, segment/variables.h says.
    std::vector<std::pair<std::string, std::string>> variables{};

    bool operator==(const Profile &) const = default;
};

/// The newest schema of profile files, which this program writes and reads. A file says the lowest that it needs: 2
/// where it has variables, else 1, which older programs read too.
constexpr int ProfileVersion = 2;

constexpr std::size_t MaxVariables = 200;
constexpr std::size_t MaxVariableValue = 16384; ///< Bytes.

/// A profile from its file form, which people may write by hand:
///
///     {"name": "Acme", "environment": "production", "settings": {"smcAdminUrl": "…", "organization": "ACME"},
///      "keyExpires": "2027-01-31", "variables": {"shop": "Antwerp"}, "id": "acme-1f0c", "version": 2}
///
/// `name`, `environment` and `settings` must be there; `keyExpires`, `variables`, `id` and `version` may be.
/// settingsJson comes back on one line, with its keys in their order and its numbers as they are spelt. A variable's
/// value that is no string is taken as its JSON text.
///
/// Errors carry a JSON pointer in `where`: profile_not_json, profile_not_object, profile_missing_key,
/// profile_wrong_type, profile_unknown_key, profile_duplicate_key, profile_newer (a `version` above ProfileVersion),
/// profile_version_invalid, profile_date_invalid, and those of check().
Result<Profile> parseProfile(std::string_view text);

/// The file form, indented, with `version`. The profile must pass check().
std::string profileText(const Profile &profile);

/// Nothing where the profile can be stored, or the first reason why not: profile_id_invalid (an empty id is valid),
/// profile_name_invalid, profile_environment_unknown, profile_variable_invalid (an empty name, a name twice, a value
/// beyond MaxVariableValue, or more than MaxVariables), and those of checkSettings() and checkNoSecret().
Result<void> check(const Profile &profile);

/// The part of check() that is about the settings: profile_settings_invalid (not a JSON object), profile_secret (an API
/// key or secret stands among them, at any depth, or a `proxyUrl` with a password; the sentence says where it goes and
/// never repeats it). Where: "/settings/…".
Result<void> checkSettings(std::string_view settingsJson);

/// Nothing where a variable may have this name, or profile_secret: values stand in a plain file.
Result<void> checkNoSecret(std::string_view name);

/// A new id: what is left of `name` in lower-case ASCII, and eight random hexadecimal digits:
/// "acme-production-9c41d07e".
std::string newProfileId(std::string_view name);

/// True where two names count as one: without regard to case, Unicode form and white space at the ends or in a row.
bool sameName(std::string_view left, std::string_view right);

} // namespace smc::workspace
