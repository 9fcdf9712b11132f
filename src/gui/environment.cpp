#include "environment.h"

#include <workspace/profile.h>

#include <QCoreApplication>

namespace smc::gui {

QString environmentWord(workspace::Environment environment)
{
    switch (environment) {
    case workspace::Environment::Sandbox:
        return QCoreApplication::translate("smc::gui::environment", "Sandbox");
    case workspace::Environment::Development:
        return QCoreApplication::translate("smc::gui::environment", "Development");
    case workspace::Environment::Staging:
        return QCoreApplication::translate("smc::gui::environment", "Staging");
    case workspace::Environment::Production:
        break;
    }
    return QCoreApplication::translate("smc::gui::environment", "Production");
}

QString environmentSign(workspace::Environment environment)
{
    switch (environment) {
    case workspace::Environment::Sandbox:
        return QCoreApplication::translate("smc::gui::environment", "Sand");
    case workspace::Environment::Development:
        return QCoreApplication::translate("smc::gui::environment", "Dev");
    case workspace::Environment::Staging:
        return QCoreApplication::translate("smc::gui::environment", "Stag");
    case workspace::Environment::Production:
        break;
    }
    return QCoreApplication::translate("smc::gui::environment", "Prod");
}

theme::Tone toneOf(workspace::Environment environment)
{
    switch (environment) {
    case workspace::Environment::Sandbox:
        return theme::Tone::Info;
    case workspace::Environment::Development:
        return theme::Tone::Success;
    case workspace::Environment::Staging:
        return theme::Tone::Warning;
    case workspace::Environment::Production:
        break;
    }
    return theme::Tone::Danger;
}

} // namespace smc::gui
