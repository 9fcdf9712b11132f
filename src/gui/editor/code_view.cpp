#include "code_view.h"

#include "code_lexers.h"

#include <QEvent>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr std::size_t MaxWrappedBytes = 64U << 10U; ///< Laying out a line takes Scintilla long.
constexpr int FoldMarginWidth = 14;
constexpr long ColouredByValue = 1; ///< Scintilla's SC_INDICFLAG_VALUEFORE, which QScintilla does not name.

} // namespace

CodeView::CodeView(Language language, QWidget *parent)
    : QsciScintilla(parent)
    , m_language(language)
{
    QsciScintilla::setUtf8(true);
    setEolMode(EolUnix);
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setBraceMatching(SloppyBraceMatch);
    setIndentationsUseTabs(false);
    setIndentationWidth(2);
    setTabWidth(2);
    setAutoIndent(true);
    setScrollWidth(1);
    setScrollWidthTracking(true);
    // It only grows by itself: what was wide and has gone would leave its scroll bar behind. Once the caret is in view.
    connect(
        this, &QsciScintilla::textChanged, this,
        [this] {
            if (send(SCI_GETXOFFSET) == 0)
                setScrollWidth(1);
        },
        Qt::QueuedConnection);
    setWrapMode(WrapNone);

    setMarginType(NumberMargin, QsciScintilla::NumberMargin);
    setMarginType(MarkMargin, SymbolMargin);
    setMarginWidth(MarkMargin, 0);
    send(SCI_SETMARGINLEFT, 0, theme::space::Tight);
    setFolding(language == Language::Json ? PlainFoldStyle : NoFoldStyle, FoldMargin);

    indicatorDefine(FullBoxIndicator, HighlightIndicator);
    indicatorDefine(SquigglePixmapIndicator, ErrorIndicator);
    indicatorDefine(SquigglePixmapIndicator, WarningIndicator);
    setIndicatorDrawUnder(true, HighlightIndicator);
    indicatorDefine(TextColorIndicator, FaintIndicator);
    indicatorDefine(TextColorIndicator, VariableIndicator);
    send(SCI_INDICSETFLAGS, VariableIndicator, ColouredByValue);

    // Text size is the window's affair, for all of it at once.
    for (const int key :
         {int(Qt::ControlModifier) | int(Qt::Key_Plus), int(Qt::ControlModifier) | int(Qt::Key_Minus)}) {
        if (QsciCommand *command = standardCommands()->boundTo(key))
            command->setKey(0);
    }

    connect(this, &QsciScintilla::linesChanged, this, &CodeView::fitNumberMargin);
    connect(this, &QsciScintillaBase::SCN_ZOOM, this, &CodeView::fitNumberMargin);
    dress();
}

void CodeView::setLanguage(Language language)
{
    if (m_language == language)
        return;
    m_language = language;
    setFolding(language == Language::Json ? PlainFoldStyle : NoFoldStyle, FoldMargin);
    dress();
}

void CodeView::dress()
{
    const QFont font = theme::codeFont();
    const theme::Colours &colours = theme::colours(*this);
    m_scheme = theme::schemeOf(palette());
    m_font = font;
    QsciLexer *old = lexer();
    setWrapMode(WrapNone); // Or each change below lays the text out anew.
    setLexer(nullptr);     // To take one away resets all styles.
    setFont(font);
    // A line is as high as the largest style needs, also one that nobody sees: none may keep an old size.
    const QByteArray family = font.family().toUtf8();
    SendScintilla(SCI_STYLESETFONT, static_cast<unsigned long>(STYLE_DEFAULT), family.constData());
    send(SCI_STYLESETSIZEFRACTIONAL, STYLE_DEFAULT,
         qRound(font.pointSizeF() * static_cast<int>(SC_FONT_SIZE_MULTIPLIER)));
    send(SCI_STYLECLEARALL);
    switch (m_language) {
    case Language::Plain:
        break;
    case Language::Json:
        setLexer(makeJsonLexer(colours, font, this));
        break;
    case Language::Http:
        setLexer(new HttpLexer(colours, font, this));
        break;
    }
    delete old;
    applyColours(colours);
    fitNumberMargin();
    if (m_language == Language::Json)
        setMarginWidth(FoldMargin, theme::scaled(FoldMarginWidth)); // Its triangles are as wide.
    fitWrapping();
    if (m_leastLines > 0)
        keepLines(m_leastLines);
    if (hasFocus())
        send(SCI_SCROLLCARET); // What was laid out anew begins at the left.
}

bool CodeView::isDressed() const
{
    return m_scheme == theme::schemeOf(palette()) && m_font == theme::codeFont();
}

void CodeView::applyColours(const theme::Colours &colours)
{
    setColor(colours.text);
    setPaper(colours.raised);
    setCaretForegroundColor(colours.text);
    setCaretWidth(2);
    setSelectionBackgroundColor(colours.selection);
    resetSelectionForegroundColor();
    setMarginsForegroundColor(colours.secondaryText);
    setMarginsBackgroundColor(colours.sunken);
    setMarginsFont(theme::codeFont());
    setFoldMarginColors(colours.sunken, colours.sunken);
    for (int marker = int(SC_MARKNUM_FOLDEREND); marker <= int(SC_MARKNUM_FOLDEROPEN); ++marker) {
        SendScintilla(SCI_MARKERSETFORE, static_cast<unsigned long>(marker), colours.secondaryText);
        SendScintilla(SCI_MARKERSETBACK, static_cast<unsigned long>(marker), colours.secondaryText);
    }
    send(SCI_MARKERDEFINE, SC_MARKNUM_FOLDEROPEN, SC_MARK_ARROWDOWN);
    send(SCI_MARKERDEFINE, SC_MARKNUM_FOLDER, SC_MARK_ARROW);
    setMatchedBraceForegroundColor(colours.text);
    setMatchedBraceBackgroundColor(colours.selection);
    setUnmatchedBraceForegroundColor(colours.danger);
    setUnmatchedBraceBackgroundColor(colours.raised);
    setIndicatorForegroundColor(colours.spanHighlight, HighlightIndicator);
    send(SCI_INDICSETALPHA, HighlightIndicator, 255);
    send(SCI_INDICSETOUTLINEALPHA, HighlightIndicator, 255);
    setIndicatorForegroundColor(colours.danger, ErrorIndicator);
    setIndicatorForegroundColor(colours.warning, WarningIndicator);
    setIndicatorForegroundColor(colours.secondaryText, FaintIndicator);
}

void CodeView::changeEvent(QEvent *event)
{
    QsciScintilla::changeEvent(event);
    // A font of its own keeps a widget from hearing of the application's; it hears of the style's measures.
    const bool mayBeOld = event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange;
    if (mayBeOld && m_scheme && isVisible() && !isDressed())
        dress();
}

/// To lay a text out takes long, so that one which nobody sees waits for that.
void CodeView::showEvent(QShowEvent *event)
{
    if (isDressed())
        fitWrapping();
    else
        dress();
    QsciScintilla::showEvent(event);
}

void CodeView::fitNumberMargin()
{
    // Numbers are for people who write; what was sent and answered is read.
    if (m_language != Language::Json) {
        setMarginWidth(NumberMargin, 0);
        return;
    }
    const int digits = std::max(2, static_cast<int>(QString::number(lines()).size()));
    setMarginWidth(NumberMargin, QString(digits + 1, QLatin1Char('9')));
}

std::string CodeView::code() const
{
    std::string text(byteCount() + 1, '\0');
    SendScintilla(SCI_GETTEXT, static_cast<unsigned long>(text.size()), static_cast<void *>(text.data()));
    text.pop_back();
    return text;
}

std::size_t CodeView::byteCount() const
{
    return static_cast<std::size_t>(send(SCI_GETLENGTH));
}

void CodeView::setCode(std::string_view text)
{
    const bool wasReadOnly = isReadOnly();
    clearHighlight();
    setWrapMode(WrapNone);
    setReadOnly(false);
    send(SCI_TARGETWHOLEDOCUMENT);
    SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(text.size()), text.data());
    setReadOnly(wasReadOnly);
    setScrollWidth(1);
    if (wasReadOnly) {
        send(SCI_EMPTYUNDOBUFFER);
        send(SCI_GOTOPOS, 0);
        send(SCI_SETXOFFSET, 0);
    }
    fitNumberMargin();
    fitWrapping();
}

void CodeView::breakLongLines()
{
    m_breaksLines = true;
    fitWrapping();
}

void CodeView::keepLines(int count)
{
    m_leastLines = count;
    setMinimumHeight(count * static_cast<int>(send(SCI_TEXTHEIGHT)));
}

void CodeView::fitWrapping()
{
    setWrapMode(m_breaksLines && isVisible() && byteCount() <= MaxWrappedBytes ? WrapWord : WrapNone);
}

json::Span CodeView::clipped(json::Span span) const
{
    const auto size = static_cast<std::uint32_t>(byteCount());
    return {std::min(span.begin, size), std::min(std::max(span.begin, span.end), size)};
}

void CodeView::highlight(std::span<const json::Span> spans, Scroll scroll)
{
    clearHighlight();
    send(SCI_SETINDICATORCURRENT, HighlightIndicator);
    for (const json::Span &span : spans) {
        const json::Span part = clipped(span);
        if (!part.isEmpty())
            send(SCI_INDICATORFILLRANGE, part.begin, part.size());
    }
    m_hasHighlight = !spans.empty();
    if (m_hasHighlight && scroll == Scroll::ToFirst)
        showWithoutMoving(clipped(spans.front()));
}

void CodeView::clearHighlight()
{
    if (!m_hasHighlight)
        return;
    send(SCI_SETINDICATORCURRENT, HighlightIndicator);
    send(SCI_INDICATORCLEARRANGE, 0, send(SCI_GETLENGTH));
    m_hasHighlight = false;
}

void CodeView::showWithoutMoving(json::Span span)
{
    send(SCI_ENSUREVISIBLEENFORCEPOLICY, static_cast<unsigned long>(send(SCI_LINEFROMPOSITION, span.begin)));
    const long lineEnd =
        send(SCI_GETLINEENDPOSITION, static_cast<unsigned long>(send(SCI_LINEFROMPOSITION, span.begin)));
    send(SCI_SCROLLRANGE, static_cast<unsigned long>(std::min<long>(span.end, lineEnd)), span.begin);
}

void CodeView::reveal(json::Span span)
{
    Q_EMIT revealed();
    const json::Span part = clipped(span);
    const auto line = static_cast<unsigned long>(send(SCI_LINEFROMPOSITION, part.begin));
    const long end = std::min<long>(part.end, send(SCI_GETLINEENDPOSITION, line));
    send(SCI_ENSUREVISIBLEENFORCEPOLICY, line);
    send(SCI_SETSEL, static_cast<unsigned long>(std::max<long>(end, part.begin)), part.begin);
    send(SCI_SCROLLCARET);
    setFocus(Qt::OtherFocusReason);
}

std::size_t CodeView::caret() const
{
    return static_cast<std::size_t>(send(SCI_GETCURRENTPOS));
}

void CodeView::setCaret(std::size_t offset)
{
    send(SCI_GOTOPOS, static_cast<unsigned long>(std::min(offset, byteCount())));
}

QRect CodeView::rectAt(std::size_t offset) const
{
    const auto at = static_cast<long>(std::min(offset, byteCount()));
    const QPoint place(static_cast<int>(send(SCI_POINTXFROMPOSITION, 0, at)),
                       static_cast<int>(send(SCI_POINTYFROMPOSITION, 0, at)));
    const auto line = static_cast<unsigned long>(send(SCI_LINEFROMPOSITION, static_cast<unsigned long>(at)));
    return {viewport()->mapToGlobal(place), QSize(1, static_cast<int>(send(SCI_TEXTHEIGHT, line)))};
}

json::Span CodeView::selection() const
{
    return {static_cast<std::uint32_t>(send(SCI_GETSELECTIONSTART)),
            static_cast<std::uint32_t>(send(SCI_GETSELECTIONEND))};
}

} // namespace smc::gui
