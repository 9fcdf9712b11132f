#include "shortcuts.h"

#include "../text.h"

#include <workspace/uistate.h>

#include <QAction>
#include <QActionEvent>
#include <QApplication>
#include <QWidget>

#include <utility>

namespace smc::gui {

namespace {

constexpr qsizetype MostLength = 64; ///< Of a remembered sequence; four keys with every modifier are shorter.

std::string stateKey(const ActionSpec &spec)
{
    return std::string("shortcuts/") + spec.id;
}

/// Holds the id of the action that has taken over the keys of `spec`.
std::string takenKey(const ActionSpec &spec)
{
    return std::string("shortcuts-taken/") + spec.id;
}

bool workTogether(const ActionSpec &one, const ActionSpec &other)
{
    return !one.page || !other.page || *one.page == *other.page;
}

/// Whether one sequence is the other, or its beginning.
bool clash(const QKeySequence &one, const QKeySequence &other)
{
    return !one.isEmpty() && !other.isEmpty() &&
           (one.matches(other) != QKeySequence::NoMatch || other.matches(one) != QKeySequence::NoMatch);
}

/// What fields, lists and the editor do with keys by themselves.
std::optional<QString> reservedFor(const QKeySequence &keys)
{
    const std::pair<QKeySequence::StandardKey, QString> standard[] = {
        {QKeySequence::Copy, Shortcuts::tr("Copy")},
        {QKeySequence::Cut, Shortcuts::tr("Cut")},
        {QKeySequence::Paste, Shortcuts::tr("Paste")},
        {QKeySequence::Undo, Shortcuts::tr("Undo")},
        {QKeySequence::Redo, Shortcuts::tr("Redo")},
        {QKeySequence::SelectAll, Shortcuts::tr("Select all")},
        {QKeySequence::MoveToNextWord, Shortcuts::tr("To the next word")},
        {QKeySequence::MoveToPreviousWord, Shortcuts::tr("To the previous word")},
        {QKeySequence::DeleteStartOfWord, Shortcuts::tr("Delete a word")},
    };
    for (const auto &[key, name] : standard) {
        for (const QKeySequence &binding : QKeySequence::keyBindings(key)) {
            if (clash(keys, binding))
                return name;
        }
    }
    return {};
}

/// Keys that people type with, or move with, when no other key is held.
bool isTyping(const QKeySequence &keys)
{
    const QKeyCombination first = keys[0];
    const Qt::KeyboardModifiers held = first.keyboardModifiers() & ~Qt::KeypadModifier;
    if (held & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    const Qt::Key key = first.key();
    return (key < Qt::Key_F1 || key > Qt::Key_F35) && key != Qt::Key_Delete && key != Qt::Key_Insert;
}

/// In the place of the action's first keys; second ones, such as Alt+Return, are its own.
void lay(QAction &action, const QKeySequence &keys)
{
    QList<QKeySequence> all = action.shortcuts().mid(1);
    if (!keys.isEmpty())
        all.prepend(keys);
    if (all != action.shortcuts())
        action.setShortcuts(all);
}

} // namespace

Shortcuts::Shortcuts(QWidget &window, workspace::UiState &state)
    : QObject(&window)
    , m_window(window)
    , m_state(state)
{
    for (const ActionSpec &spec : actionTable()) {
        const auto kept = state.value(stateKey(spec));
        if (!kept || kept->size() > static_cast<std::size_t>(MostLength))
            continue;
        const QKeySequence keys(fromUtf8(*kept), QKeySequence::PortableText);
        if (kept->empty() || (!keys.isEmpty() && keys[0].key() != Qt::Key_unknown))
            m_own[QString::fromLatin1(spec.id)] = keys;
    }
    for (const ActionSpec &spec : actionTable())
        apply(spec);
    // Pages and dialogs may make an action when they first need it.
    qApp->installEventFilter(this);
}

bool Shortcuts::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ActionAdded) {
        const QString id = static_cast<QActionEvent *>(event)->action()->objectName();
        const auto own = m_own.find(id);
        const auto *widget = qobject_cast<QWidget *>(watched);
        if (own != m_own.end() && widget && (widget == &m_window || m_window.isAncestorOf(widget)))
            lay(*static_cast<QActionEvent *>(event)->action(), own->second);
    }
    return QObject::eventFilter(watched, event);
}

QKeySequence Shortcuts::usual(const ActionSpec &spec)
{
    return QKeySequence(QString::fromLatin1(spec.shortcut), QKeySequence::PortableText);
}

QKeySequence Shortcuts::of(const ActionSpec &spec) const
{
    const auto own = m_own.find(QString::fromLatin1(spec.id));
    return own == m_own.end() ? usual(spec) : own->second;
}

bool Shortcuts::isChanged(const ActionSpec &spec) const
{
    return m_own.contains(QString::fromLatin1(spec.id));
}

std::optional<ShortcutProblem> Shortcuts::problemWith(const ActionSpec &spec, const QKeySequence &keys) const
{
    if (keys.isEmpty())
        return {};
    const QString words = keys.toString(QKeySequence::NativeText);
    // What comes with the program is thought about; only another action can stand in its way.
    const bool isUsual = keys == usual(spec);
    if (const auto reserved = isUsual ? std::nullopt : reservedFor(keys))
        return ShortcutProblem{ShortcutProblem::Kind::Reserved, nullptr,
                               tr("%1 is “%2” in every field.").arg(words, *reserved)};
    if (!isUsual && isTyping(keys))
        return ShortcutProblem{ShortcutProblem::Kind::Typing, nullptr,
                               tr("%1 by itself is for typing. Hold Ctrl or Alt as well.").arg(words)};
    for (const ActionSpec &other : actionTable()) {
        if (&other != &spec && workTogether(spec, other) && clash(keys, of(other)))
            return ShortcutProblem{
                ShortcutProblem::Kind::Taken, &other,
                tr("%1 is taken by “%2” (%3).")
                    .arg(of(other).toString(QKeySequence::NativeText), plainTextOf(other), placeOf(other))};
    }
    return {};
}

void Shortcuts::apply(const ActionSpec &spec)
{
    const QKeySequence keys = of(spec);
    const QList<QAction *> actions = m_window.findChildren<QAction *>(QString::fromLatin1(spec.id));
    for (QAction *action : actions)
        lay(*action, keys);
}

void Shortcuts::keep(const ActionSpec &spec, const QKeySequence &keys)
{
    const QString id = QString::fromLatin1(spec.id);
    if (keys == usual(spec)) {
        m_own.erase(id);
        m_state.remove(stateKey(spec));
    } else {
        m_own[id] = keys;
        m_state.set(stateKey(spec), toUtf8(keys.toString(QKeySequence::PortableText)));
    }
    apply(spec);
}

void Shortcuts::set(const ActionSpec &spec, const QKeySequence &keys)
{
    for (const ActionSpec &other : actionTable()) {
        if (&other != &spec && workTogether(spec, other) && clash(keys, of(other))) {
            keep(other, {});
            m_state.set(takenKey(other), spec.id);
        }
    }
    keep(spec, keys);
    m_state.remove(takenKey(spec)); // What it has now a person chose.
    for (const ActionSpec &other : actionTable()) {
        if (m_state.value(takenKey(other)) == spec.id && !problemWith(other, usual(other))) {
            keep(other, usual(other));
            m_state.remove(takenKey(other));
        }
    }
    Q_EMIT changed();
}

void Shortcuts::reset(const ActionSpec &spec)
{
    set(spec, usual(spec));
}

void Shortcuts::resetAll()
{
    for (const ActionSpec &spec : actionTable()) {
        keep(spec, usual(spec));
        m_state.remove(takenKey(spec));
    }
    Q_EMIT changed();
}

} // namespace smc::gui
