// What the date that a profile keeps for its key says about a request that SMC did not let in.
#pragma once

#include <QDate>
#include <QString>

namespace smc::workspace {
struct Profile;
} // namespace smc::workspace

namespace smc::gui {

/// Days before the last one from which on a person is reminded.
constexpr int ExpiryWarnDays = 30;

/// "The profile “Acme” says that this key expired on 3 March 2026. Make a new one in SMC, and replace it in
/// Connection." for a request of `day`; empty where the profile keeps no date, or a later one.
QString expiryWords(const workspace::Profile &profile, QDate day);

} // namespace smc::gui
