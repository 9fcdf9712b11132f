#include "page_id.h"

#include <array>
#include <utility>

namespace smc::gui {

namespace {
constexpr PageId Pages[] = {PageId::Connection, PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox};

constexpr std::array Names{
    std::pair{PageId::Connection, "connection"}, std::pair{PageId::Compose, "compose"},
    std::pair{PageId::Mapping, "mapping"},       std::pair{PageId::Activity, "activity"},
    std::pair{PageId::Sandbox, "sandbox"},
};
} // namespace

std::span<const PageId> allPages()
{
    return Pages;
}

QString nameOf(PageId id)
{
    for (const auto &[page, name] : Names) {
        if (page == id)
            return QString::fromLatin1(name);
    }
    return {};
}

std::optional<PageId> pageIdOf(const QString &text)
{
    for (const auto &[page, name] : Names) {
        if (text == QLatin1String(name))
            return page;
    }
    return {};
}

} // namespace smc::gui
