// Which keys trigger which action: the table's, or the person's own.
//
// The person's own are kept in the workspace under `shortcuts/ACTION`, in portable form; an empty one means none.
#pragma once

#include "../actions.h"

#include <QKeySequence>
#include <QObject>
#include <QString>

#include <map>
#include <optional>

class QAction;
class QWidget;

namespace smc::workspace {
class UiState;
} // namespace smc::workspace

namespace smc::gui {

/// Why a sequence can't be given to an action.
struct ShortcutProblem
{
    enum class Kind {
        Taken,    ///< Another action has it, where both work: `other`. It can be taken from there.
        Reserved, ///< Every text field and list uses it: "Copy".
        Typing,   ///< It would be taken away from typing.
    };
    Kind kind = Kind::Taken;
    const ActionSpec *other = nullptr;
    QString sentence; ///< For the person.
};

class Shortcuts : public QObject
{
    Q_OBJECT

public:
    /// Gives the actions of `window` what `state` remembers, now and those that come later. What is no key sequence, or
    /// belongs to no action, is left alone. `state` must outlive this.
    Shortcuts(QWidget &window, workspace::UiState &state);

    QKeySequence of(const ActionSpec &spec) const;
    static QKeySequence usual(const ActionSpec &spec);
    bool isChanged(const ActionSpec &spec) const;

    /// Nothing where `keys` may be given to `spec`. Two actions of different pages may have the same keys.
    std::optional<ShortcutProblem> problemWith(const ActionSpec &spec, const QKeySequence &keys) const;

    /// In force at once; an empty sequence takes it away. The caller has looked at problemWith(): an action that has
    /// the keys so far, where both work, loses them, and gets its usual ones back once they are free again, unless a
    /// person has chosen others for it.
    void set(const ActionSpec &spec, const QKeySequence &keys);
    void reset(const ActionSpec &spec);
    void resetAll();

Q_SIGNALS:
    /// The state has something to save.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply(const ActionSpec &spec);
    void keep(const ActionSpec &spec, const QKeySequence &keys);

    QWidget &m_window;
    workspace::UiState &m_state;
    std::map<QString, QKeySequence> m_own; ///< By the action's id.
};

/// Where an action works, for people: "Compose", "Everywhere".
QString placeOf(const ActionSpec &spec);
/// Its text without the & of its mnemonic.
QString plainTextOf(const ActionSpec &spec);

/// The shortcuts that hold, by page, as a plain text with a line each and as an HTML page of its own.
QString shortcutsAsText(const Shortcuts &shortcuts);
QString shortcutsAsHtml(const Shortcuts &shortcuts);

} // namespace smc::gui
