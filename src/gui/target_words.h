// Where events go, in words for buttons, sentences and questions.
#pragma once

#include "dialogs.h"

#include <destination/settings.h>

#include <QString>

namespace smc::workspace {
enum class Environment;
struct Profile;
} // namespace smc::workspace

namespace smc::gui {

/// The host, where the environment is sandbox and the address is another computer's; else empty.
QString foreignHost(workspace::Environment environment, const destination::Settings &settings);

/// "Sandbox", "Acme", "PRODUCTION: Acme". A sandbox profile that goes to another computer would mislead by its name
/// alone: "acme.slgnt.us (Sandbox)".
QString targetWords(const workspace::Profile &profile, const destination::Settings &settings);

/// Where the settings lead: "https://acme.slgnt.us"; as it was typed where that is no address.
QString addressWords(const destination::Settings &settings);

/// Asked before something is sent to production.
Question productionQuestion(const workspace::Profile &profile, const destination::Settings &settings);

} // namespace smc::gui
