#include "palette_saved.h"

#include "../compose/saved_store.h"
#include "../text.h"

namespace smc::gui {

SavedEventsSource::SavedEventsSource(Store store, Open open)
    : m_wanted(std::move(store))
    , m_open(std::move(open))
{
}

void SavedEventsSource::refresh()
{
    if (m_store)
        return; // It tells by itself.
    m_store = m_wanted();
    if (!m_store)
        return;
    connect(m_store, &SavedStore::listed, this, &SavedEventsSource::follow);
    follow();
}

void SavedEventsSource::follow()
{
    m_items.clear();
    for (const workspace::SavedEntry &entry : m_store->tree().entries) {
        if (entry.kind != workspace::SavedEntry::Kind::Event)
            continue;
        if (m_items.size() == MostEvents)
            break;
        const QString path = fromUtf8(entry.path.text());
        const QString folder = fromUtf8(entry.path.parent().text());
        PaletteItem item;
        item.id = QStringLiteral("saved:") + path;
        item.title = fromUtf8(entry.path.name());
        item.detail = folder.isEmpty() ? tr("Opens in Compose") : tr("Opens in Compose, from “%1”").arg(folder);
        item.kind = tr("Saved event");
        item.iconName = QStringLiteral("compose");
        item.shown = PaletteItem::Shown::WhenSearched;
        item.run = [open = m_open, path] { open(path); };
        m_items.append(item);
    }
    Q_EMIT changed();
}

} // namespace smc::gui
