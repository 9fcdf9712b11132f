// How long work that is under way will still take, and how that is said.
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace smc::gui {

/// What the rest takes, where it goes on as until now. Nothing before there is something to tell by: a second, and one
/// thing done of a total that is known.
std::optional<std::chrono::milliseconds> timeLeft(std::chrono::milliseconds passed, quint64 done, quint64 total);

/// "about 12 seconds", "about 3 minutes".
QString inWords(std::chrono::milliseconds duration);
/// `sentence` with "Time left: about 12 seconds." behind it, where that is known.
QString withTimeLeft(const QString &sentence, std::optional<std::chrono::milliseconds> left);

} // namespace smc::gui
