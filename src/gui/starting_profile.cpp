#include "starting_profile.h"

#include "text.h"

#include <destination/settings.h>

#include <QCoreApplication>

#include <algorithm>

namespace smc::gui {

workspace::Profile startingProfile()
{
    destination::Settings settings;
    settings.organization = "DEMO";
    // The events of resources/examples.
    settings.allowedEvents = {"Order Completed", "Product Viewed", "Signed Up", "userId123"};
    settings.sendAliasEvents = true;
    settings.sendGroupEvents = true;
    settings.sendPageEvents = true;
    settings.sendScreenEvents = true;

    workspace::Profile profile;
    profile.name = toUtf8(QCoreApplication::translate("smc::gui::Console", "Sandbox"));
    profile.environment = workspace::Environment::Sandbox;
    profile.settingsJson = settings.toJson();
    return profile;
}

std::string freeName(const std::string &name, const std::vector<workspace::Profile> &profiles)
{
    const auto taken = [&profiles](const std::string &candidate) {
        return std::any_of(profiles.begin(), profiles.end(), [&candidate](const workspace::Profile &profile) {
            return workspace::sameName(profile.name, candidate);
        });
    };
    std::string candidate = name;
    for (int number = 2; taken(candidate); ++number)
        candidate = name + ' ' + std::to_string(number);
    return candidate;
}

} // namespace smc::gui
