// What the command palette offers comes from sources: actions, pages, profiles, lists, …
#pragma once

#include "../theme.h"

#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace smc::gui {

/// One line of the palette.
struct PaletteItem
{
    QString id{};     ///< "action:compose.send". Stable from one start to the next: what was chosen comes first later.
    QString title{};  ///< "Dry run": what is searched, and shown first.
    QString detail{}; ///< "Do all but the sending": shown behind it; a word that begins with what is typed counts.
    QString kind{};   ///< "Action", "Page": translated; typing it narrows the list to its kind.
    QString iconName{};                ///< Empty for none.
    std::optional<theme::Tone> tone{}; ///< Of the icon.
    QString shortcut{};                ///< As people read it.
    QString whyOff{};                  ///< Why it can't be chosen now, in a few words; empty where it can.
    QString leadsTo{};                 ///< Where it leads instead of working; empty where it works. Comes behind those.
    enum class Shown { Always, WhenSearched } shown = Shown::Always;
    std::function<void()> run{};
};

class PaletteSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// What there is now. Quick: it is called in the main thread when the palette opens and after changed().
    virtual QList<PaletteItem> items() const = 0;

    /// The palette opens: what takes time may be read anew now, and changed() tells when it is there.
    virtual void refresh() {}

Q_SIGNALS:
    /// items() gives something else now.
    void changed();
};

} // namespace smc::gui
