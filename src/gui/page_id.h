// The console's pages, by name.
#pragma once

#include <QString>

#include <optional>
#include <span>

namespace smc::gui {

/// In the order of the navigation: Ctrl+1 is the first.
enum class PageId { Connection, Compose, Mapping, Activity, Sandbox };

std::span<const PageId> allPages();

/// "connection", "compose", …: object names and remembered state. Never translated.
QString nameOf(PageId id);
std::optional<PageId> pageIdOf(const QString &name);

} // namespace smc::gui
