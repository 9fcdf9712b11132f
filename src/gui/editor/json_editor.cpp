#include "json_editor.h"

#include "../icons.h"
#include "code_lexers.h"

#include <json/text.h>

#include <QKeyEvent>
#include <QToolTip>

#include <algorithm>
#include <string_view>

namespace smc::gui {

namespace {

constexpr int QuietMs = 60;
constexpr int LargeQuietMs = 400;
constexpr std::size_t LargeBytes = 1U << 20U;
constexpr std::size_t MaxDrawnMarks = 200;
constexpr std::size_t MaxColoured = 2000;
constexpr int DwellMs = 400;

/// Scintilla's keys that the console uses for something else, or that surprise people in a form.
void freeKeys(QsciCommandSet &commands)
{
    constexpr int Control = Qt::ControlModifier;
    constexpr int ControlShift = Control | static_cast<int>(Qt::ShiftModifier);
    for (const int key :
         {Control | Qt::Key_D, Control | Qt::Key_L, Control | Qt::Key_T, Control | Qt::Key_U, ControlShift | Qt::Key_L,
          ControlShift | Qt::Key_T, ControlShift | Qt::Key_U, int(Qt::Key_Escape)}) {
        if (QsciCommand *command = commands.boundTo(key)) {
            if (command->key() == key)
                command->setKey(0);
            if (command->alternateKey() == key)
                command->setAlternateKey(0);
        }
    }
}

} // namespace

JsonEditor::JsonEditor(QWidget *parent)
    : CodeView(Language::Json, parent)
{
    setReadOnly(false);
    setAccessibleName(tr("Event as JSON"));
    const QString keys = tr("Tab indents. To leave the editor press Escape and then Tab, or Ctrl+Tab.");
    setAccessibleDescription(keys);
    setToolTip(keys);
    freeKeys(*standardCommands());
    send(SCI_SETMOUSEDWELLTIME, DwellMs);

    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, &JsonEditor::edited);
    connect(this, &QsciScintilla::textChanged, this, [this] {
        if (!m_quiet.isActive())
            m_quiet.start(byteCount() > LargeBytes ? LargeQuietMs : QuietMs);
    });
    connect(this, &QsciScintilla::cursorPositionChanged, this,
            [this] { Q_EMIT caretMoved(static_cast<qsizetype>(caret())); });
    connect(this, &QsciScintillaBase::SCN_DWELLSTART, this,
            [this](int position, int x, int y) { showMarkAt(position, QPoint(x, y)); });
    applyColours(theme::colours(*this));
}

void JsonEditor::applyColours(const theme::Colours &colours)
{
    CodeView::applyColours(colours);
    setCaretLineVisible(true);
    setCaretLineBackgroundColor(colours.surface);
    setMarginWidth(MarkMargin, markerSide() + theme::space::Tight);
    markerDefine(markerImage(theme::Tone::Danger), ErrorMarker);
    markerDefine(markerImage(theme::Tone::Warning), WarningMarker);
    setMarginMarkerMask(MarkMargin, (1 << ErrorMarker) | (1 << WarningMarker));
    drawVariables();
}

QSize JsonEditor::minimumSizeHint() const
{
    constexpr int Lines = 7;
    return {CodeView::minimumSizeHint().width(), Lines * textHeight(0) + 2 * frameWidth()};
}

int JsonEditor::markerSide() const
{
    return std::max(12, fontMetrics().height() - 2);
}

QImage JsonEditor::markerImage(theme::Tone tone) const
{
    const QSize size(markerSide(), markerSide());
    return icon(iconNameOf(tone), tone).pixmap(size, 1.0).toImage().convertToFormat(QImage::Format_ARGB32);
}

void JsonEditor::setMarks(std::vector<EditorMark> marks)
{
    if (m_marks == marks)
        return;
    m_marks = std::move(marks);
    markerDeleteAll(ErrorMarker);
    markerDeleteAll(WarningMarker);
    for (const int indicator : {ErrorIndicator, WarningIndicator}) {
        send(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(indicator));
        send(SCI_INDICATORCLEARRANGE, 0, send(SCI_GETLENGTH));
    }
    const std::size_t count = std::min(m_marks.size(), MaxDrawnMarks);
    for (std::size_t i = 0; i < count; ++i)
        drawMark(m_marks[i]);
}

void JsonEditor::drawMark(const EditorMark &mark)
{
    const bool isError = mark.severity == EditorMark::Severity::Error;
    json::Span part = clipped(mark.span);
    const auto line = static_cast<unsigned long>(send(SCI_LINEFROMPOSITION, part.begin));
    // An object that lacks something is marked at its first line only: the whole of it would drown the text.
    part.end = std::min(part.end, static_cast<std::uint32_t>(send(SCI_GETLINEENDPOSITION, line)));
    if (part.end <= part.begin) {
        const long behind = send(SCI_POSITIONAFTER, part.begin);
        part.end = static_cast<std::uint32_t>(std::max<long>(behind, part.begin));
        if (part.isEmpty() && part.begin > 0)
            part.begin = static_cast<std::uint32_t>(send(SCI_POSITIONBEFORE, part.begin));
    }
    send(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(isError ? ErrorIndicator : WarningIndicator));
    if (!part.isEmpty())
        send(SCI_INDICATORFILLRANGE, part.begin, part.size());
    // One sign a line: the error's, where there is one.
    const auto at = static_cast<int>(line);
    if (isError)
        markerDelete(at, WarningMarker);
    if (isError || (markersAtLine(at) & (1U << ErrorMarker)) == 0)
        markerAdd(at, isError ? ErrorMarker : WarningMarker);
}

void JsonEditor::setFaint(std::vector<FaintPlace> places)
{
    if (places.size() > MaxColoured)
        places.resize(MaxColoured);
    if (m_faint.empty() && places.empty())
        return;
    // Drawn anew even where they are the same: a text that was replaced by itself has lost them.
    m_faint = std::move(places);
    send(SCI_SETINDICATORCURRENT, FaintIndicator);
    send(SCI_INDICATORCLEARRANGE, 0, send(SCI_GETLENGTH));
    for (const FaintPlace &place : m_faint) {
        const json::Span part = clipped(place.span);
        if (!part.isEmpty())
            send(SCI_INDICATORFILLRANGE, part.begin, part.size());
    }
}

void JsonEditor::setVariables(std::vector<json::Span> places)
{
    if (places.size() > MaxColoured)
        places.resize(MaxColoured);
    if (m_variables.empty() && places.empty())
        return;
    m_variables = std::move(places);
    drawVariables();
}

void JsonEditor::drawVariables()
{
    const theme::Colours &colours = theme::colours(*this);
    std::size_t drawn = 0;
    const auto draw = [&](std::size_t begin, std::size_t length, const QColor &colour) {
        const unsigned long value = static_cast<unsigned long>(colour.red()) |
                                    static_cast<unsigned long>(colour.green()) << 8U |
                                    static_cast<unsigned long>(colour.blue()) << 16U;
        send(SCI_SETINDICATORVALUE, value | SC_INDICVALUEBIT);
        send(SCI_INDICATORFILLRANGE, begin, static_cast<long>(length));
        ++drawn;
    };
    send(SCI_SETINDICATORCURRENT, VariableIndicator);
    send(SCI_INDICATORCLEARRANGE, 0, send(SCI_GETLENGTH));
    for (std::size_t i = 0; i < m_variables.size() && drawn < MaxColoured; ++i) {
        const json::Span part = clipped(m_variables[i]);
        if (part.isEmpty())
            continue;
        draw(part.begin, part.size(), colours.codeWord);
        const long line = send(SCI_LINEFROMPOSITION, part.begin);
        auto end = static_cast<std::uint32_t>(send(SCI_GETLINEENDPOSITION, static_cast<unsigned long>(line)));
        if (i + 1 < m_variables.size())
            end = std::min(end, clipped(m_variables[i + 1]).begin);
        end = std::max(part.end, end);
        const QByteArray behind = bytes(static_cast<int>(part.end), static_cast<int>(end)); // Ends with a NUL.
        const std::string_view text(behind.constData(), end - part.end);
        for (std::size_t at = 0; at < text.size() && drawn < MaxColoured;) {
            const JsonToken token = jsonTokenAt(text, at);
            draw(part.end + at, std::min(token.length, text.size() - at), colourOf(token.kind, colours));
            at += token.length;
        }
    }
}

void JsonEditor::showMarkAt(int position, QPoint at)
{
    if (position < 0)
        return;
    const long line = send(SCI_LINEFROMPOSITION, static_cast<unsigned long>(position));
    for (const EditorMark &mark : m_marks) {
        const long first = send(SCI_LINEFROMPOSITION, clipped(mark.span).begin);
        if (mark.span.contains(static_cast<std::uint32_t>(position)) || (mark.span.isEmpty() && first == line)) {
            QToolTip::showText(viewport()->mapToGlobal(at), mark.message, viewport());
            return;
        }
    }
    for (const FaintPlace &place : m_faint) {
        if (place.span.contains(static_cast<std::uint32_t>(position))) {
            QToolTip::showText(viewport()->mapToGlobal(at), place.reason, viewport());
            return;
        }
    }
}

bool JsonEditor::format()
{
    const std::string before = code();
    const std::string after = json::pretty(before);
    if (after == before)
        return false;
    const std::size_t place = caret();
    beginUndoAction();
    setCode(after);
    endUndoAction();
    setCaret(place);
    return true;
}

void JsonEditor::replaceSpan(json::Span span, std::string_view text)
{
    const json::Span part = clipped(span);
    beginUndoAction();
    send(SCI_SETTARGETRANGE, part.begin, part.end);
    SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(text.size()), text.data());
    endUndoAction();
    setCaret(part.begin + text.size());
}

void JsonEditor::apply(const json::Edits &edits)
{
    if (edits.empty())
        return;
    beginUndoAction();
    // From behind: what stands before keeps its place.
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
        const json::Span part = clipped(edit->span);
        send(SCI_SETTARGETRANGE, part.begin, part.end);
        SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(edit->text.size()), edit->text.data());
    }
    endUndoAction();
}

void JsonEditor::undo()
{
    const std::string before = code();
    CodeView::undo();
    caretToChangeSince(before);
}

void JsonEditor::redo()
{
    const std::string before = code();
    CodeView::redo();
    caretToChangeSince(before);
}

/// Scintilla leaves the caret behind the last of several changes, and at the end of a text that was replaced.
void JsonEditor::caretToChangeSince(const std::string &before)
{
    const std::string now = code();
    if (now == before)
        return;
    const auto [was, is] = std::mismatch(before.begin(), before.end(), now.begin(), now.end());
    const auto begin = static_cast<std::size_t>(is - now.begin());
    const std::size_t most = std::min(before.size(), now.size()) - begin;
    std::size_t same = 0;
    while (same < most && before[before.size() - 1 - same] == now[now.size() - 1 - same])
        ++same;
    const std::size_t end = now.size() - same;
    const std::string_view changed = std::string_view(now).substr(begin, end - begin);
    if (caret() < begin || caret() > end || changed.find('\n') != std::string_view::npos)
        setCaret(begin);
}

void JsonEditor::replaceAll(std::string_view text)
{
    beginUndoAction();
    setCode(text);
    endUndoAction();
    send(SCI_SETXOFFSET, 0);
    setCaret(0);
}

JsonEditor::Selection JsonEditor::selection() const
{
    return {send(SCI_GETANCHOR), send(SCI_GETCURRENTPOS)};
}

void JsonEditor::select(Selection selection)
{
    send(SCI_SETSEL, static_cast<unsigned long>(selection.anchor), selection.caret);
}

void JsonEditor::forgetUndo()
{
    send(SCI_EMPTYUNDOBUFFER);
}

bool JsonEditor::event(QEvent *event)
{
    // The tooltip about the keys would hide the one about a mark.
    if (event->type() == QEvent::ToolTip && (!m_marks.empty() || !m_faint.empty()))
        return true;
    return CodeView::event(event);
}

void JsonEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste))
        return paste();
    if (event->matches(QKeySequence::Undo))
        return undo();
    if (event->matches(QKeySequence::Redo))
        return redo();
    const bool isTab = event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab;
    if (isTab && (m_tabLeaves || (event->modifiers() & Qt::ControlModifier) != 0)) {
        m_tabLeaves = false;
        // The editor's own answer is that it keeps Tab. NOLINTNEXTLINE(bugprone-parent-virtual-call)
        QWidget::focusNextPrevChild(event->key() == Qt::Key_Tab);
        return;
    }
    // Shift comes as a key of its own before Shift+Tab.
    m_tabLeaves = event->key() == Qt::Key_Escape || (m_tabLeaves && event->key() == Qt::Key_Shift);
    CodeView::keyPressEvent(event);
    if (m_tabLeaves)
        event->accept(); // For the window Escape means another way out.
}

void JsonEditor::focusInEvent(QFocusEvent *event)
{
    m_tabLeaves = false;
    CodeView::focusInEvent(event);
}

} // namespace smc::gui
