// A page's draft, and what the page says of it.
#pragma once

#include "draft_keeper.h"

namespace smc::gui {

class Console;
class Page;

class PageDraft final : public DraftKeeper
{
    Q_OBJECT

public:
    /// `notKept` begins the banner that stands on the page while the draft can't be written: "Your draft could not be
    /// kept." The others as for DraftKeeper. `console` and `page` must outlive it; the page owns it.
    PageDraft(Page &page, Console &console, std::string key, Text text, const QString &notKept);

    /// Says on the page that the draft is there again, until hideRestored().
    void showRestored(const QString &sentence);
    void hideRestored();
    /// What was unsaved is saved or given up: there is nothing to restore any more, also where the window closes at
    /// once.
    void drop();

private:
    void showFailed(const QString &notKept, const QString &why);

    Page &m_page;
};

} // namespace smc::gui
