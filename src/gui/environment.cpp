#include "environment.h"

#include "console.h"

#include <workspace/profile.h>

#include <QCoreApplication>
#include <QPushButton>

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

void setSendRole(QPushButton &button, const Console &console, const char *otherwise)
{
    const QString role = QString::fromLatin1(console.isProduction() ? "danger" : otherwise);
    if (button.property("role").toString() != role)
        theme::setRole(button, role.toLatin1().constData());
}

} // namespace smc::gui
