// Every action of the console, once: menus, buttons, shortcuts, help and manual come from this table.
#pragma once

#include "page_id.h"

#include <QKeySequence>
#include <QList>
#include <QString>

#include <functional>
#include <optional>
#include <span>

class QAction;
class QObject;

namespace smc::gui {

struct ActionSpec
{
    const char *id;             ///< "compose.send": the QAction's object name. Stable.
    const char *text;           ///< Translated by textOf(); with the & that makes its mnemonic.
    const char *icon;           ///< Its file's name without ".svg"; empty for none.
    const char *shortcut;       ///< In portable form, "Ctrl+Return"; empty for none.
    std::optional<PageId> page; ///< Where it works; nothing for everywhere.
    const char *tip;            ///< One sentence for tooltip and help.
};

std::span<const ActionSpec> actionTable();

/// The row of `id`; asking for an id that has none is a programming error.
const ActionSpec &actionSpec(const char *id);

QString textOf(const ActionSpec &spec);
QString tipOf(const ActionSpec &spec);
/// Why the row's action can't be done now: what its tooltip says in place of the usual.
QString whyOffOf(const ActionSpec &spec, const QAction &action);

/// A QAction made from its row, owned by `owner`, that calls `run`.
QAction *makeAction(const char *id, QObject *owner, std::function<void()> run);

} // namespace smc::gui
