// The saved events in the palette: choosing one opens it in Compose.
#pragma once

#include "palette_source.h"

#include <QPointer>

#include <functional>

namespace smc::gui {

class SavedStore;

class SavedEventsSource final : public PaletteSource
{
    Q_OBJECT

public:
    /// `path` is a SavedPath's text: "Newsletter/Welcome".
    using Open = std::function<void(const QString &path)>;

    /// Asked when the palette opens first: the page that has the store is made when somebody wants it.
    using Store = std::function<SavedStore *()>;

    /// The store reads its folders anew by itself, whenever the disk changes.
    SavedEventsSource(Store store, Open open);
    QList<PaletteItem> items() const override { return m_items; }
    void refresh() override;

private:
    /// The palette searches what it is given at every letter, in the main thread.
    static constexpr int MostEvents = 2000;

    void follow();

    Store m_wanted;
    QPointer<SavedStore> m_store;
    Open m_open;
    QList<PaletteItem> m_items;
};

} // namespace smc::gui
