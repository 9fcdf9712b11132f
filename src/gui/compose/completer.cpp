#include "completer.h"

#include "../editor/json_editor.h"
#include "../text.h"

#include <QEvent>
#include <QKeyEvent>
#include <QTimer>

#include <cctype>

namespace smc::gui {

Completer::Completer(JsonEditor &editor, Source source, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_source(std::move(source))
    , m_popup(new CompletionPopup(&editor))
{
    editor.installEventFilter(this);
    connect(m_popup, &CompletionPopup::accepted, this, &Completer::accept);
    connect(&editor, &QsciScintillaBase::SCN_CHARADDED, this, &Completer::followTyping);
    connect(&editor, &QsciScintilla::cursorPositionChanged, this, [this] {
        if (m_popup->isVisible())
            show(m_way);
        else if (m_editor.caret() != m_place)
            m_way = Way::Typed; // It was asked for somewhere else.
    });
}

void Completer::open()
{
    show(Way::Asked, Offer::TextsAndReading);
    if (!m_popup->isVisible())
        Q_EMIT nothingFound();
}

void Completer::refresh()
{
    const bool isAwaited = m_popup->isVisible() || m_way == Way::Asked;
    if (isAwaited && m_editor.hasFocus())
        show(m_way);
}

void Completer::followTyping(int character)
{
    const bool isWord = character == '"' || character == '_' || character == '-' || character == ' ' ||
                        (character < 0x80 ? std::isalnum(character) != 0 : true);
    if (isWord && m_editor.byteCount() <= MaxTypedBytes)
        show(m_popup->isVisible() ? m_way : Way::Typed);
    else
        m_popup->hide();
}

void Completer::show(Way way, Offer offer)
{
    m_way = way;
    m_place = m_editor.caret();
    const std::string text = m_editor.code();
    m_around = surroundingsOf(text, m_place);
    // Nobody wants a list over the text while they only move about in it.
    const bool isMeant = way == Way::Asked || m_around.isQuoted;
    Completion completion = isMeant ? completionFor(m_around, m_source.destination(), m_source.schema()) : Completion();
    m_candidates = std::move(completion.candidates);
    if (completion.wantsLists)
        Q_EMIT listsWanted();
    if (!completion.wantsList.empty())
        Q_EMIT listWanted(fromUtf8(completion.wantsList));
    std::vector<Suggestion> suggestions;
    for (const Candidate &candidate : m_candidates)
        suggestions.push_back({fromUtf8(candidate.text), candidate.hint});
    // Only where it was asked for: Return, meant for the text, must not send anything.
    const bool lacksLists = completion.wantsLists || !completion.wantsList.empty();
    if (const auto reading = m_source.reading(); lacksLists && reading && offer == Offer::TextsAndReading)
        suggestions.push_back(*reading);
    const bool isDone =
        suggestions.size() == 1 && m_candidates.size() == 1 && m_candidates.front().text == m_around.typed;
    if (suggestions.empty() || (isDone && way == Way::Typed))
        m_popup->hide();
    else
        m_popup->showAt(suggestions, m_editor.rectAt(m_around.token.begin));
}

void Completer::accept(int row)
{
    m_popup->hide();
    if (row >= 0 && static_cast<std::size_t>(row) == m_candidates.size()) {
        Q_EMIT readingWanted(); // m_way stays: its answer is awaited here.
        return;
    }
    m_way = Way::Typed;
    if (row < 0 || static_cast<std::size_t>(row) > m_candidates.size())
        return;
    const CompletionEdit edit = editFor(m_candidates[static_cast<std::size_t>(row)], m_around, m_editor.code());
    m_editor.replaceSpan(edit.span, edit.text);
    m_editor.setCaret(edit.span.begin + edit.caret);
    if (edit.opensNext)
        show(Way::Asked);
}

bool Completer::eventFilter(QObject *watched, QEvent *event)
{
    if (!m_popup->isVisible())
        return QObject::eventFilter(watched, event);
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    const auto *key = isKey ? static_cast<QKeyEvent *>(event) : nullptr;
    if (key && (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier) {
        if (event->type() == QEvent::KeyPress) {
            const bool isTaken = m_popup->takeKey(key->key());
            if (isTaken && key->key() == Qt::Key_Escape)
                m_way = Way::Typed; // It was sent away: what SMC answers later does not bring it back.
            return isTaken;
        }
        if (key->key() == Qt::Key_Escape || key->key() == Qt::Key_Return || key->key() == Qt::Key_Tab) {
            event->accept();
            return true;
        }
    }
    // Such as by the line with the first problem, while one types; the text has its new place a little later.
    if (event->type() == QEvent::Resize)
        QTimer::singleShot(0, m_popup, [this] { m_popup->placeAt(m_editor.rectAt(m_around.token.begin)); });
    if (event->type() == QEvent::FocusOut || event->type() == QEvent::Hide) {
        m_popup->hide();
        m_way = Way::Typed;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace smc::gui
