// The console's pages, by name.
#pragma once

#include <QString>

#include <optional>

namespace smc::gui {

/// In the order of the navigation: Ctrl+1 is the first.
enum class PageId { Connection, Compose, Mapping, Activity, Sandbox };

/// "connection", "compose", …: object names and remembered state. Never translated.
QString nameOf(PageId id);
std::optional<PageId> pageIdOf(const QString &name);

} // namespace smc::gui
