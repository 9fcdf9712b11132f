#include "pages.h"

#include "activity/activity_page.h"
#include "compose/compose_page.h"
#include "connection/connection_page.h"
#include "sandbox/sandbox_page.h"

namespace smc::gui {

std::vector<Page *> makePages(Console &console, QWidget &parent)
{
    return {new ConnectionPage(console, &parent), new ComposePage(console, &parent), new ActivityPage(console, &parent),
            new SandboxPage(console, &parent)};
}

} // namespace smc::gui
