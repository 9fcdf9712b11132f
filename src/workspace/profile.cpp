#include "profile.h"

#include "profile_secret.h"

#include <json/document.h>
#include <json/pointer.h>
#include <json/text.h>
#include <json/writer.h>

#include <QRandomGenerator>
#include <QString>

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

namespace smc::workspace {

namespace {

constexpr std::size_t MaxIdLength = 64;
constexpr qsizetype MaxNameLength = 100;
constexpr std::array Environments{Environment::Sandbox, Environment::Development, Environment::Staging,
                                  Environment::Production};
constexpr std::array<std::string_view, 7> Keys{"version",    "id",       "name",     "environment",
                                               "keyExpires", "settings", "variables"};

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

bool isLowerOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

Result<void> checkId(const std::string &id)
{
    const auto allowed = [](char c) { return isLowerOrDigit(c) || c == '-'; };
    if (id.empty() ||
        (id.size() <= MaxIdLength && isLowerOrDigit(id.front()) && std::all_of(id.begin(), id.end(), allowed)))
        return {};
    return fail("profile_id_invalid",
                "A profile's id is made of lower-case letters, digits and hyphens, at most 64, and begins with a "
                "letter or a digit.",
                "/id");
}

bool canStandInName(char32_t c)
{
    const auto category = QChar::category(c);
    const bool bidiControl = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return category != QChar::Other_Control && category != QChar::Separator_Line &&
           category != QChar::Separator_Paragraph && !bidiControl && c != 0xfffd;
}

Result<void> checkName(const std::string &name)
{
    const QString text = toQString(name);
    const auto points = text.toUcs4();
    const bool fits = !text.trimmed().isEmpty() && text.size() <= MaxNameLength &&
                      std::all_of(points.begin(), points.end(), [](uint point) { return canStandInName(point); });
    if (fits)
        return {};
    return fail("profile_name_invalid",
                "A profile's name has 1 to 100 characters on one line, without control characters.", "/name");
}

std::string listOfEnvironments()
{
    return "\"sandbox\", \"development\", \"staging\" or \"production\"";
}

/// Reads a profile's object. The version comes first, since a newer file may hold anything; then secrets, so that no
/// other message can come to quote one.
class Reader
{
public:
    explicit Reader(json::Value root)
        : m_root(root)
    {
    }

    Result<Profile> read()
    {
        return checkVersion()
            .and_then([&] { return refuseSecret(m_root); })
            .and_then([&] { return checkKeys(); })
            .and_then([&] { return readTexts(); })
            .and_then([&] { return readDate(); })
            .and_then([&] { return readSettings(); })
            .and_then([&] { return readVariables(); })
            .and_then([&] { return check(m_profile); })
            .map([&] { return m_profile; });
    }

private:
    Result<void> checkKeys()
    {
        std::vector<std::string> seen;
        for (const json::Value member : m_root) {
            const std::string key = member.key();
            if (std::find(Keys.begin(), Keys.end(), key) == Keys.end())
                return fail(
                    "profile_unknown_key",
                    json::quoted(key) +
                        " is not part of a profile. It has \"name\", \"environment\" and \"settings\", and may have "
                        "\"keyExpires\", \"variables\", \"id\" and \"version\".",
                    json::pointerTo(member));
            if (std::find(seen.begin(), seen.end(), key) != seen.end())
                return fail("profile_duplicate_key", json::quoted(key) + " stands twice in the profile.", "/" + key);
            seen.push_back(key);
        }
        return {};
    }

    Result<void> checkVersion()
    {
        const json::Value version = m_root.find("version");
        if (!version)
            return {};
        const auto number = version.integer();
        if (!number || *number < 1)
            return fail("profile_version_invalid", "\"version\" is expected to be a whole number from 1.", "/version");
        if (*number > ProfileVersion)
            return fail("profile_newer",
                        "The profile was written by a newer version of SMC Console (its format is " +
                            std::to_string(*number) + ", this program reads up to " + std::to_string(ProfileVersion) +
                            "). Update this program.",
                        "/version");
        return {};
    }

    Result<std::string> text(const char *key)
    {
        const json::Value value = m_root.find(key);
        if (!value)
            return fail("profile_missing_key", "\"" + std::string(key) + "\" is missing.", std::string("/") + key);
        if (!value.is(json::Type::String))
            return fail("profile_wrong_type",
                        "\"" + std::string(key) + "\" is expected to be a string, not " +
                            std::string(json::describe(value.type())) + ".",
                        std::string("/") + key);
        return value.text();
    }

    Result<void> readTexts()
    {
        auto name = text("name");
        if (!name)
            return tl::make_unexpected(name.error());
        m_profile.name = *name;
        const auto environmentName = text("environment");
        if (!environmentName)
            return tl::make_unexpected(environmentName.error());
        const auto environment = environmentNamed(*environmentName);
        if (!environment)
            return fail("profile_environment_unknown",
                        "\"environment\" is " + json::quoted(*environmentName) + "; expected is " +
                            listOfEnvironments() + ".",
                        "/environment");
        m_profile.environment = *environment;
        if (m_root.find("id")) {
            const auto id = text("id");
            if (!id)
                return tl::make_unexpected(id.error());
            if (id->empty())
                return fail("profile_id_invalid", "\"id\" is empty.", "/id");
            m_profile.id = *id;
        }
        return {};
    }

    Result<void> readDate()
    {
        const json::Value value = m_root.find("keyExpires");
        if (!value || value.is(json::Type::Null))
            return {};
        const std::string date = value.text();
        const QDate day = QDate::fromString(toQString(date), QStringLiteral("yyyy-MM-dd"));
        if (!day.isValid() || date.size() != 10)
            return fail("profile_date_invalid",
                        "\"keyExpires\" is expected to be a day such as \"2027-01-31\", not " + json::compact(value) +
                            ".",
                        "/keyExpires");
        m_profile.keyExpires = day;
        return {};
    }

    Result<void> readSettings()
    {
        const json::Value settings = m_root.find("settings");
        if (!settings)
            return fail("profile_missing_key", "\"settings\" is missing.", "/settings");
        if (!settings.is(json::Type::Object))
            return fail("profile_wrong_type",
                        "\"settings\" is expected to be an object, not " +
                            std::string(json::describe(settings.type())) + ".",
                        "/settings");
        m_profile.settingsJson = json::compact(settings);
        return {};
    }

    Result<void> readVariables()
    {
        const json::Value variables = m_root.find("variables");
        if (!variables)
            return {};
        if (!variables.is(json::Type::Object))
            return fail("profile_wrong_type",
                        "\"variables\" is expected to be an object of names and values, not " +
                            std::string(json::describe(variables.type())) + ".",
                        "/variables");
        for (const json::Value value : variables)
            m_profile.variables.emplace_back(value.key(),
                                             value.is(json::Type::String) ? value.text() : json::compact(value));
        return {};
    }

    json::Value m_root;
    Profile m_profile;
};

Result<void> checkVariables(const Profile &profile)
{
    const auto wrong = [](const std::string &name, std::string message) {
        std::string where = "/variables";
        json::appendToken(where, name);
        return fail("profile_variable_invalid", std::move(message), std::move(where));
    };
    if (profile.variables.size() > MaxVariables)
        return wrong({}, "A profile has at most " + std::to_string(MaxVariables) + " variables.");
    std::set<std::string_view> names;
    for (const auto &[name, value] : profile.variables) {
        if (auto clean = checkNoSecret(name); !clean)
            return clean;
        if (name.empty())
            return wrong(name, "A variable has no name.");
        if (!names.insert(name).second)
            return wrong(name, json::quoted(name) + " stands twice among the variables.");
        if (value.size() > MaxVariableValue)
            return wrong(name, "The value of " + json::quoted(name) + " has more than 16 KB.");
    }
    return {};
}

} // namespace

std::string_view nameOf(Environment environment)
{
    switch (environment) {
    case Environment::Sandbox:
        return "sandbox";
    case Environment::Development:
        return "development";
    case Environment::Staging:
        return "staging";
    case Environment::Production:
        return "production";
    }
    return {};
}

std::optional<Environment> environmentNamed(std::string_view name)
{
    const auto found = std::find_if(Environments.begin(), Environments.end(),
                                    [&](Environment environment) { return nameOf(environment) == name; });
    return found == Environments.end() ? std::nullopt : std::optional(*found);
}

Result<Profile> parseProfile(std::string_view text)
{
    json::Document document;
    if (const auto parsed = document.parse(std::string(json::withoutByteOrderMark(text))); !parsed)
        return fail("profile_not_json", "The profile is not JSON: " + parsed.error().message);
    if (!document.root().is(json::Type::Object))
        return fail("profile_not_object",
                    "A profile is a JSON object, not " + std::string(json::describe(document.root().type())) + ".");
    return Reader(document.root()).read();
}

std::string profileText(const Profile &profile)
{
    json::Writer writer;
    writer.object([&] {
        writer.member("version", profile.variables.empty() ? 1 : 2);
        if (!profile.id.empty())
            writer.member("id", std::string_view(profile.id));
        writer.member("name", std::string_view(profile.name));
        writer.member("environment", nameOf(profile.environment));
        if (profile.keyExpires)
            writer.member("keyExpires", std::string_view(profile.keyExpires->toString(Qt::ISODate).toStdString()));
        writer.key("settings").raw(profile.settingsJson);
        if (profile.variables.empty())
            return;
        writer.key("variables").object([&] {
            for (const auto &[name, value] : profile.variables)
                writer.member(name, std::string_view(value));
        });
    });
    return json::pretty(writer.take()) + "\n";
}

Result<void> check(const Profile &profile)
{
    if (auto id = checkId(profile.id); !id)
        return id;
    if (auto name = checkName(profile.name); !name)
        return name;
    if (nameOf(profile.environment).empty())
        return fail("profile_environment_unknown", "The environment is expected to be " + listOfEnvironments() + ".",
                    "/environment");
    if (auto settings = checkSettings(profile.settingsJson); !settings)
        return settings;
    return checkVariables(profile);
}

Result<void> checkSettings(std::string_view settingsJson)
{
    json::Document settings;
    if (!settings.parse(std::string(settingsJson)) || !settings.root().is(json::Type::Object))
        return fail("profile_settings_invalid", "A profile's settings are expected to be a JSON object.", "/settings");
    if (auto clean = refuseSecret(settings.root()); !clean) {
        clean.error().where.insert(0, "/settings");
        return clean;
    }
    return {};
}

std::string newProfileId(std::string_view name)
{
    constexpr std::size_t mostOfName = 40;
    std::string id;
    for (const QChar c : toQString(name).normalized(QString::NormalizationForm_KD).toLower()) {
        const char ascii = c.unicode() < 0x80 ? char(c.unicode()) : '\0';
        if (isLowerOrDigit(ascii))
            id += ascii;
        else if (ascii != '\0' && !id.empty() && id.back() != '-')
            id += '-';
        if (id.size() == mostOfName)
            break;
    }
    while (id.ends_with('-'))
        id.pop_back();
    if (id.empty())
        id = "profile";
    std::array<char, 9> digits{};
    std::snprintf(digits.data(), digits.size(), "%08x", QRandomGenerator::system()->generate());
    return id + '-' + digits.data();
}

bool sameName(std::string_view left, std::string_view right)
{
    // Upper case first: it alone makes "ss" of "ß".
    const auto folded = [](std::string_view name) {
        return toQString(name).normalized(QString::NormalizationForm_KC).toUpper().toCaseFolded().simplified();
    };
    return folded(left) == folded(right);
}

} // namespace smc::workspace
