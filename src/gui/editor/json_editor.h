// The editor for events: JSON with marks where something is wrong, and places counted in bytes.
#pragma once

#include "code_view.h"

#include <json/edit.h>

#include <QTimer>

#include <functional>
#include <string>
#include <vector>

class QMimeData;

namespace smc::gui {

/// Something to say about a place in the text.
struct EditorMark
{
    enum class Severity { Error, Warning };

    json::Span span;
    Severity severity = Severity::Error;
    QString message; ///< Shown when the pointer rests on the place.

    bool operator==(const EditorMark &) const = default;
};

/// A part of the text that stands back, and why.
struct FaintPlace
{
    json::Span span;
    QString reason; ///< Shown when the pointer rests on the place.

    bool operator==(const FaintPlace &) const = default;
};

/// Tab and Shift+Tab indent; Escape and then Tab leaves the editor, as does Ctrl+Tab.
class JsonEditor : public CodeView
{
    Q_OBJECT

public:
    /// A text beyond this is neither taken in by paste nor looked at while typing.
    static constexpr std::size_t MaxBytes = 16U << 20U;
    /// A line beyond this, pasted, is laid out over several lines: one endless line makes every editor slow.
    static constexpr std::size_t MaxLine = 20000;
    /// Bytes of a line that can't be laid out over several: what the editor measures within a frame of the window.
    static constexpr std::size_t MaxTextLine = 100'000;

    explicit JsonEditor(QWidget *parent = nullptr);

    /// Some lines of text, whatever its size: pages scroll rather than press the editor together.
    QSize minimumSizeHint() const override;

    /// Replaces all marks. At most the first 200 are drawn.
    void setMarks(std::vector<EditorMark> marks);
    const std::vector<EditorMark> &marks() const { return m_marks; }

    /// Draws these places in the secondary colour, and no others. At most the first 2000 are drawn.
    void setFaint(std::vector<FaintPlace> places);
    const std::vector<FaintPlace> &faint() const { return m_faint; }

    /// Indents the text by two spaces a level; numbers and keys stay as they are spelt. Can be undone.
    /// False where the text is no JSON, or is laid out so already.
    bool format();

    /// Draws these places, variables that stand for a whole value, as values, and no others. For JSON they are wrong,
    /// with all that comes behind them on their line. In the order of the text.
    void setVariables(std::vector<json::Span> places);

    /// Replaces `span` as one step that can be undone.
    void replaceSpan(json::Span span, std::string_view text);

    /// Makes all `edits` as one step that can be undone. Caret, folds and marks stay with the text that they are at.
    void apply(const json::Edits &edits);
    /// Replaces the whole text as one step that can be undone, and puts the caret at its start.
    void replaceAll(std::string_view text);
    /// Puts `text` in the place of the selection as one step that can be undone; a line that is too long is laid out.
    void insertText(std::string_view text);

    struct Selection
    {
        long anchor = 0;
        long caret = 0;
    };
    Selection selection() const;
    void select(Selection selection);

    /// From now on what is pasted or dropped over the whole text, and every file that is dropped, goes to `taker`
    /// instead. Pastes within a text are the editor's own.
    using Taker = std::function<void(const QMimeData &data)>;
    void setWholePasteTaker(Taker taker) { m_taker = std::move(taker); }
    /// Whether `data` was cut or copied in an editor like this one: what stood there already loses nothing by coming
    /// back.
    static bool isOwn(const QMimeData &data);

    /// From here on Undo does not go back.
    void forgetUndo();

public Q_SLOTS:
    void paste() override;
    /// Both leave the caret where the text has changed, also after a step that changed it in several places.
    void undo() override;
    void redo() override;

Q_SIGNALS:
    /// The text has changed; at most every 60 ms, every 400 ms for texts beyond 1 MB.
    void edited();
    void caretMoved(qsizetype offset);
    /// Something too large was pasted, and left out.
    void pasteRefused(qsizetype bytes);
    /// What was pasted within the text has a line beyond MaxTextLine, and was left out.
    void longLineRefused();
    /// A paste within the text lost its credentials: segment::WithoutCredentials::leftOut.
    void credentialsLeftOut(const std::vector<std::string> &names);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void applyColours(const theme::Colours &colours) override;
    QByteArray fromMimeData(const QMimeData *source, bool &rectangular) const override;
    QMimeData *toMimeData(const QByteArray &text, bool rectangular) const override;

private:
    enum Marker { ErrorMarker = 1, WarningMarker };

    /// True where nothing would stay beside what is pasted: the text is empty, or all of it is selected.
    bool isAllReplaced() const;
    void caretToChangeSince(const std::string &before);
    void drawMark(const EditorMark &mark);
    void drawVariables();
    void showMarkAt(int position, QPoint at);
    /// Scintilla draws a marker's image pixel by pixel, whatever the screen's scale.
    QImage markerImage(theme::Tone tone) const;
    int markerSide() const;

    Taker m_taker;
    std::vector<EditorMark> m_marks;
    std::vector<FaintPlace> m_faint;
    std::vector<json::Span> m_variables;
    QTimer m_quiet;
    bool m_tabLeaves = false;
};

} // namespace smc::gui
