#include "pages.h"

#include "activity/activity_page.h"
#include "compose/compose_page.h"
#include "connection/connection_page.h"
#include "mapping/mapping_page.h"
#include "sandbox/sandbox_page.h"

#include <QPointer>

namespace smc::gui {

std::vector<Page *> makePages(Console &console, QWidget &parent)
{
    auto *compose = new ComposePage(console, &parent);
    const auto events = [compose = QPointer<ComposePage>(compose)] {
        return compose ? EventAtHand{compose->preview().eventText, compose->stamp()} : EventAtHand();
    };
    return {new ConnectionPage(console, &parent), compose, new MappingPage(console, events, &parent),
            new ActivityPage(console, &parent), new SandboxPage(console, &parent)};
}

} // namespace smc::gui
