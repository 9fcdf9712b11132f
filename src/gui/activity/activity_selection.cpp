// Which entry Activity shows: what is selected, what is asked for, or the newest.
#include "../background.h"
#include "../console.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "activity_page.h"
#include "details_pane.h"
#include "filter_bar.h"
#include "history_model.h"
#include "history_table.h"

#include <workspace/profile.h>
#include <workspace/spool_folder.h>

#include <QPointer>

#include <algorithm>
#include <memory>
#include <utility>

namespace smc::gui {

namespace {
QString filtersBanner()
{
    return QStringLiteral("filters");
}
} // namespace

/// After entries were read: what is asked for, what was selected, or the newest. Who selected nothing is left alone.
void ActivityPage::settleSelection()
{
    if (showWanted())
        return;
    if (std::exchange(m_isNew, false) && newestId() != m_newestSeen) {
        m_table->select(0);
    } else if (m_isAnew && m_table->selectedCount() == 0 && m_model->rowCount() > 0) {
        if (!readTowardsSelected())
            m_table->select(std::max(0, m_model->rowOf(m_selected)));
    } else {
        showSelected();
    }
}

/// What was selected may stand below what is read at once. Where a text is looked for, that would take too long.
bool ActivityPage::readTowardsSelected()
{
    return m_selected != 0 && m_model->filter().text.empty() && m_model->rowCount() < HistoryTable::MostSelected &&
           m_model->readTowards(m_selected);
}

void ActivityPage::want(std::int64_t id, Filters filters)
{
    if (filters == Filters::GiveWay)
        forgetFilters(); // What was said of an earlier entry.
    m_wanted = id;
    m_filtersWay = filters;
    m_askedForNew = false;
    showWanted();
}

/// True where an entry is asked for that has not been read yet, or is selected now.
bool ActivityPage::showWanted()
{
    if (m_wanted == 0)
        return false;
    const int row = m_model->rowOf(m_wanted);
    if (row >= 0) {
        m_wanted = 0;
        m_table->select(row);
        return true;
    }
    if (m_model->readTowards(m_wanted))
        return true;
    if (!std::exchange(m_askedForNew, true)) {
        m_model->takeNew();
        return true;
    }
    if (m_filters->isActive() && m_filtersWay == Filters::GiveWay) {
        dropFilters();
        return true;
    }
    if (m_filters->isActive())
        offerHidden();
    m_wanted = 0;
    if (m_filtersWay == Filters::GiveWay && !m_dropped.choices.isEmpty())
        m_filters->setWish(std::exchange(m_dropped, {})); // It is gone: they hid nothing.
    return false;
}

void ActivityPage::offerHidden()
{
    m_hidden = m_wanted;
    BannerContent content;
    content.text = tr("What was sent is hidden by the filters.");
    content.action = tr("Show it");
    content.dismissable = true;
    banners().show(filtersBanner(), content);
}

void ActivityPage::dropFilters()
{
    const FilterBar::Wish dropped = m_filters->wish();
    m_filters->clear();
    m_dropped = dropped;
    BannerContent content;
    content.text = tr("The filters are cleared: they hid this entry.");
    content.action = tr("Filter again");
    content.dismissable = true;
    banners().show(filtersBanner(), content);
}

/// Once others are chosen, what the banner says is over.
void ActivityPage::forgetFilters()
{
    m_hidden = 0;
    m_dropped = {};
    banners().hide(filtersBanner());
}

/// What the banner offers.
void ActivityPage::changeFilters(const QString &banner)
{
    if (banner != filtersBanner())
        return;
    if (const std::int64_t hidden = std::exchange(m_hidden, 0); hidden != 0) {
        banners().hide(filtersBanner());
        want(hidden, Filters::GiveWay);
    } else {
        const FilterBar::Wish again = std::exchange(m_dropped, {});
        m_filters->setWish(again);
    }
}

void ActivityPage::showSelected()
{
    const int count = m_table->selectedCount();
    m_isAnew = m_isAnew && count == 0;
    if (count != 1) {
        if (count > 0 || m_model->isLoaded())
            m_details->showNothing(count);
    } else {
        m_selected = m_table->selectedIds().front();
        if (m_details->details().summary.id != m_selected)
            readDetails(m_selected);
    }
    enableActions();
}

QCoro::Task<void> ActivityPage::readDetails(std::int64_t id)
{
    const QPointer<ActivityPage> self(this);
    m_selected = id;
    Result<std::optional<workspace::HistoryEntry>> entry = co_await m_history.get(id);
    if (!self || m_selected != id)
        co_return;
    if (!entry || !*entry) {
        m_details->showNothing();
        if (!entry)
            say(fromUtf8(entry.error().message));
        co_return;
    }
    // Moved, not copied: it may hold an answer of many megabytes.
    const auto stored = std::make_shared<const workspace::HistoryEntry>(std::move(**entry));
    const auto read = [stored, spool = workspace::spoolFolder(m_console.workspaceFolder())] {
        return readEntry(*stored, spool);
    };
    EntryDetails details = co_await inBackground(read);
    if (!self || m_selected != id)
        co_return;
    for (const workspace::Profile &profile : m_console.profiles()) {
        if (profile.id == details.summary.profileId)
            addKeyExpiry(details.explanation, details.summary, profile);
    }
    m_details->showEntry(std::move(details));
    enableActions();
}

bool ActivityPage::isSelectedAlone(std::int64_t id) const
{
    return m_table->selectedCount() == 1 && m_table->selectedIds().front() == id;
}

std::int64_t ActivityPage::newestId() const
{
    return m_model->rowCount() > 0 ? m_model->entry(0).id : 0;
}

void ActivityPage::hideEvent(QHideEvent *event)
{
    m_newestSeen = newestId();
    m_isNew = false;
    m_lookout.stop();
    Page::hideEvent(event);
}

void ActivityPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_lookout.start();
}

/// What came from another program is put in where that moves nothing else: in another order the list would be read
/// from its start.
QCoro::Task<void> ActivityPage::takeForeign()
{
    const QPointer<ActivityPage> self(this);
    const Result<bool> changed = co_await m_history.hasChangedElsewhere();
    if (!self)
        co_return;
    if (isVisible())
        m_lookout.start();
    if (!changed || !*changed || !m_model->isNewestFirst())
        co_return;
    m_model->takeNew();
    readCounts();
}

} // namespace smc::gui
