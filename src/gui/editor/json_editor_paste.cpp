// What comes into the editor from elsewhere: pasted and dropped.
#include "json_editor.h"
#include "long_lines.h"

#include <segment/credentials.h>
#include <segment/snippet.h>

#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QMimeData>

namespace smc::gui {

namespace {

/// Beside the text in the clipboard.
const QString OwnFormat = QStringLiteral("application/x-smc-console-event");

/// As the editor's own paste does it.
std::string withUnixLines(std::string text)
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n')
            text[kept++] = text[i];
    }
    text.resize(kept);
    return text;
}

} // namespace

void JsonEditor::insertText(std::string_view text)
{
    const std::string laidOut = withUnixLines(withLongLinesLaidOut(text, MaxLine));
    const bool isAll = isAllReplaced();
    beginUndoAction();
    send(SCI_TARGETFROMSELECTION);
    SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(laidOut.size()), laidOut.data());
    endUndoAction();
    if (isAll)
        send(SCI_SETXOFFSET, 0); // What was there may have been scrolled to the end of a longer line.
    setCaret(static_cast<std::size_t>(send(SCI_GETTARGETEND)));
}

bool JsonEditor::isAllReplaced() const
{
    const long length = send(SCI_GETLENGTH);
    return send(SCI_GETSELECTIONEND) - send(SCI_GETSELECTIONSTART) == length;
}

void JsonEditor::paste()
{
    const QMimeData *clipboard = QGuiApplication::clipboard()->mimeData();
    if (m_taker && clipboard != nullptr && clipboard->hasText() && isAllReplaced())
        m_taker(*clipboard);
    else
        CodeView::paste();
}

void JsonEditor::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_taker && event->mimeData()->hasUrls())
        event->acceptProposedAction();
    else
        CodeView::dragEnterEvent(event);
}

void JsonEditor::dragMoveEvent(QDragMoveEvent *event)
{
    if (m_taker && event->mimeData()->hasUrls())
        event->acceptProposedAction();
    else
        CodeView::dragMoveEvent(event);
}

void JsonEditor::dropEvent(QDropEvent *event)
{
    const bool isFromElsewhere = event->source() != this && event->source() != viewport();
    const bool isTaken = event->mimeData()->hasUrls() || (isFromElsewhere && isAllReplaced());
    if (!m_taker || !isTaken)
        return CodeView::dropEvent(event);
    event->setDropAction(Qt::CopyAction); // The file stays where it is.
    event->accept();
    m_taker(*event->mimeData());
}

QByteArray JsonEditor::fromMimeData(const QMimeData *source, bool &rectangular) const
{
    QByteArray text = CodeView::fromMimeData(source, rectangular);
    if (static_cast<std::size_t>(text.size()) > MaxBytes) {
        Q_EMIT const_cast<JsonEditor *>(this)->pasteRefused(text.size());
        return {};
    }
    if (isOwn(*source))
        return text;
    const std::string_view pasted(text.constData(), static_cast<std::size_t>(text.size()));
    segment::WithoutCredentials clean;
    if (!segment::isJsonOfEvents(pasted)) // As where such a text takes the place of all: compose/paste_reader.h.
        clean = segment::withoutCredentials(pasted);
    if (!clean.leftOut.empty())
        Q_EMIT const_cast<JsonEditor *>(this)->credentialsLeftOut(clean.leftOut);
    const std::string laidOut = withLongLinesLaidOut(clean.leftOut.empty() ? pasted : clean.text, MaxLine);
    if (hasLongLine(laidOut, MaxTextLine)) {
        Q_EMIT const_cast<JsonEditor *>(this)->longLineRefused();
        return {};
    }
    return QByteArray(laidOut.data(), static_cast<qsizetype>(laidOut.size()));
}

QMimeData *JsonEditor::toMimeData(const QByteArray &text, bool rectangular) const
{
    QMimeData *copied = CodeView::toMimeData(text, rectangular);
    copied->setData(OwnFormat, {});
    return copied;
}

bool JsonEditor::isOwn(const QMimeData &data)
{
    return data.hasFormat(OwnFormat);
}

} // namespace smc::gui
