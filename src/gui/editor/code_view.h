// A box of code that paints only what is visible: requests, answers, events.
//
// Places are bytes of the UTF-8 text, so that a span of an event is a span here.
#pragma once

#include "../theme.h"
#include "qsci.h"

#include <json/span.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace smc::gui {

class CodeView : public QsciScintilla
{
    Q_OBJECT

public:
    enum class Language {
        Plain,
        Json,
        Http, ///< A request or an answer: a first line, headers, an empty line, a body.
    };

    /// A read-only box in the system's fixed font and the theme's colours.
    explicit CodeView(Language language, QWidget *parent = nullptr);

    Language language() const { return m_language; }
    void setLanguage(Language language);

    std::string code() const;
    std::size_t byteCount() const;

    /// Breaks long lines between words, numbers and the like, but for texts so large that it would take long.
    void breakLongLines();

    /// However little room there is, this many lines can be read, at every size of text.
    void keepLines(int count);

    /// Replaces the whole text. In an editor this can be undone.
    void setCode(std::string_view text);

    enum class Scroll { ToFirst, Stay };
    /// Lights up `spans`; caret and focus stay. Spans beyond the text are cut.
    void highlight(std::span<const json::Span> spans, Scroll scroll = Scroll::ToFirst);
    void clearHighlight();

    /// Puts the caret at `span`, selects its first line's part, unfolds and scrolls to it, and takes the focus.
    void reveal(json::Span span);

    /// The place of the caret in bytes.
    std::size_t caret() const;
    void setCaret(std::size_t offset);
    /// What is selected; empty at the caret where nothing is.
    json::Span selection() const;
    /// Where the letter at `offset` stands on the screen.
    QRect rectAt(std::size_t offset) const;

Q_SIGNALS:
    /// reveal() wants a place to be seen.
    void revealed();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    /// Takes the colours of the present scheme.
    virtual void applyColours(const theme::Colours &colours);

    /// Of two that colour text the last one counts. The first is one of those that lexers may have; ours have none.
    enum Indicator { VariableIndicator = 7, HighlightIndicator, ErrorIndicator, WarningIndicator, FaintIndicator };
    enum Margin { NumberMargin, MarkMargin, FoldMargin };

    long send(unsigned message, unsigned long first = 0, long second = 0) const
    {
        return SendScintilla(message, first, second);
    }
    json::Span clipped(json::Span span) const;
    void showWithoutMoving(json::Span span);

private:
    void dress();
    bool isDressed() const; ///< As the theme is now.
    void fitNumberMargin();
    void fitWrapping();

    Language m_language;
    std::optional<theme::Scheme> m_scheme;
    QFont m_font; ///< As it is dressed: what font() says may be its parent's.
    bool m_hasHighlight = false;
    bool m_breaksLines = false;
    int m_leastLines = 0; ///< 0: as many as there is room for.
};

} // namespace smc::gui
