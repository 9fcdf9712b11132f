#include "pages.h"

#include "activity/activity_page.h"
#include "compose/compose_page.h"
#include "connection/connection_page.h"
#include "mapping/mapping_page.h"
#include "sandbox/sandbox_page.h"

namespace smc::gui {

namespace {

Page *makeMapping(Console &console, OtherPage other, QWidget &parent)
{
    const auto events = [other = std::move(other)] {
        const auto *compose = static_cast<ComposePage *>(other(PageId::Compose));
        return compose ? EventAtHand{compose->preview().eventText, compose->shownStamp()} : EventAtHand();
    };
    return new MappingPage(console, events, &parent);
}

} // namespace

Page *makePage(PageId id, Console &console, OtherPage other, QWidget &parent)
{
    switch (id) {
    case PageId::Connection:
        return new ConnectionPage(console, &parent);
    case PageId::Compose:
        return new ComposePage(console, &parent);
    case PageId::Mapping:
        return makeMapping(console, std::move(other), parent);
    case PageId::Activity:
        return new ActivityPage(console, &parent);
    case PageId::Sandbox:
        return new SandboxPage(console, &parent);
    }
    return nullptr;
}

} // namespace smc::gui
