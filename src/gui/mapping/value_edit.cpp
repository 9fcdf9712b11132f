#include "value_edit.h"

#include "../theme.h"

#include <QKeyEvent>
#include <QTextBlock>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr std::size_t MostOffered = 50;
constexpr int Lines = 3;
constexpr int Margin = theme::space::Small - 2;

class UndoFilter final : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
            return false;
        const auto *key = static_cast<QKeyEvent *>(event);
        if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo))
            return false;
        event->ignore(); // Then the action has the keys.
        return true;
    }
};

bool isOfPath(QChar c)
{
    return c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('.') || c == QLatin1Char('$') ||
           c == QLatin1Char('-');
}

} // namespace

void leaveUndoToPage(QWidget &field)
{
    field.installEventFilter(new UndoFilter(&field));
}

ValueEdit::ValueEdit(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_popup(new CompletionPopup(this))
{
    setUndoRedoEnabled(false);
    leaveUndoToPage(*this);
    setTabChangesFocus(true);
    document()->setDocumentMargin(Margin);
    theme::setRole(*this, "code");
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_isSetting)
            Q_EMIT typed(value());
    });
    connect(m_popup, &CompletionPopup::accepted, this, &ValueEdit::accept);
}

void ValueEdit::setValue(const QString &text)
{
    if (text == value())
        return;
    m_isSetting = true;
    setPlainText(text);
    moveCursor(QTextCursor::End);
    m_isSetting = false;
    m_popup->hide();
}

void ValueEdit::setPaths(std::vector<Suggestion> paths)
{
    m_paths = std::move(paths);
}

QSize ValueEdit::sizeHint() const
{
    const int height = Lines * fontMetrics().lineSpacing() + 2 * Margin + 2 * frameWidth();
    return {theme::space::FieldWidth, height};
}

QSize ValueEdit::minimumSizeHint() const
{
    return {4 * theme::space::Huge, sizeHint().height() - fontMetrics().lineSpacing()};
}

int ValueEdit::tokenBegin() const
{
    const QString text = value();
    int begin = textCursor().position();
    while (begin > 0 && isOfPath(text[begin - 1]))
        --begin;
    return begin;
}

void ValueEdit::suggest()
{
    offer(value().mid(tokenBegin(), textCursor().position() - tokenBegin()));
}

void ValueEdit::offer(const QString &token)
{
    // Within {{…}} a path has no `$.`.
    const bool isBare = !token.startsWith(QLatin1Char('$')) && value().left(tokenBegin()).endsWith(QLatin1String("{{"));
    m_offered.clear();
    std::vector<Suggestion> others;
    for (Suggestion path : m_paths) {
        if (isBare)
            path.text.remove(0, 2);
        if (path.text == token)
            continue;
        if (path.text.startsWith(token, Qt::CaseInsensitive))
            m_offered.push_back(path);
        else if (path.text.contains(token.section(QLatin1Char('.'), -1), Qt::CaseInsensitive))
            others.push_back(path);
    }
    m_offered.insert(m_offered.end(), others.begin(), others.end());
    m_offered.resize(std::min(m_offered.size(), MostOffered));
    if (m_offered.empty()) {
        m_popup->hide();
        return;
    }
    QRect caret = cursorRect();
    caret.moveTopLeft(viewport()->mapToGlobal(caret.topLeft()));
    m_popup->showAt(m_offered, caret);
}

void ValueEdit::accept(int row)
{
    m_popup->hide();
    if (row < 0 || row >= static_cast<int>(m_offered.size()))
        return;
    QTextCursor cursor = textCursor();
    const int end = cursor.position();
    cursor.setPosition(tokenBegin());
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    cursor.insertText(m_offered[static_cast<std::size_t>(row)].text);
    setTextCursor(cursor);
}

void ValueEdit::keyPressEvent(QKeyEvent *event)
{
    if (m_popup->isVisible() && m_popup->takeKey(event->key()))
        return;
    QPlainTextEdit::keyPressEvent(event);
    if (event->text().isEmpty() || !event->text().front().isPrint()) {
        m_popup->hide();
        return;
    }
    const QString token = value().mid(tokenBegin(), textCursor().position() - tokenBegin());
    const bool isInTemplate = value().left(tokenBegin()).endsWith(QLatin1String("{{"));
    if (token.startsWith(QLatin1Char('$')) || isInTemplate)
        offer(token);
    else
        m_popup->hide();
}

void ValueEdit::focusOutEvent(QFocusEvent *event)
{
    m_popup->hide();
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT left();
}

} // namespace smc::gui
