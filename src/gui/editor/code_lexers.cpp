#include "code_lexers.h"

#include <json/scan.h>

#include <algorithm>
#include <string_view>

namespace smc::gui {

JsonToken jsonTokenAt(std::string_view line, std::size_t at)
{
    using Kind = JsonToken::Kind;
    std::size_t length = 1;
    if (line[at] == '"') {
        while (at + length < line.size() && line[at + length] != '"')
            length += line[at + length] == '\\' ? 2 : 1;
        length = std::min(length + 1, line.size() - at);
        const std::size_t behind = line.find_first_not_of(" \t", at + length);
        const bool isName = behind != std::string_view::npos && line[behind] == ':';
        return {isName ? Kind::Name : Kind::String, length};
    }
    if (const auto number = json::scanNumber(line.substr(at)); number.complete && number.length > 0)
        return {Kind::Number, number.length};
    if (line[at] >= 'a' && line[at] <= 'z') {
        while (at + length < line.size() && line[at + length] >= 'a' && line[at + length] <= 'z')
            ++length;
        const std::string_view word = line.substr(at, length);
        const bool isValue = word == "true" || word == "false" || word == "null";
        return {isValue ? Kind::Keyword : Kind::Text, length};
    }
    return {std::string_view("{}[],:").find(line[at]) != std::string_view::npos ? Kind::Punctuation : Kind::Text, 1};
}

QColor colourOf(JsonToken::Kind kind, const theme::Colours &colours)
{
    switch (kind) {
    case JsonToken::Kind::Name:
        return colours.codeKey;
    case JsonToken::Kind::String:
        return colours.codeString;
    case JsonToken::Kind::Number:
        return colours.codeNumber;
    case JsonToken::Kind::Keyword:
        return colours.codeWord;
    case JsonToken::Kind::Punctuation:
        return colours.secondaryText;
    case JsonToken::Kind::Text:
        break;
    }
    return colours.text;
}

QsciLexerJSON *makeJsonLexer(const theme::Colours &colours, const QFont &font, QObject *parent)
{
    auto *lexer = new QsciLexerJSON(parent);
    lexer->setFont(font);
    lexer->setPaper(colours.raised);
    lexer->setDefaultPaper(colours.raised);
    lexer->setColor(colours.text);
    lexer->setDefaultColor(colours.text);
    lexer->setColor(colours.codeNumber, QsciLexerJSON::Number);
    for (const int style : {int(QsciLexerJSON::String), int(QsciLexerJSON::EscapeSequence), int(QsciLexerJSON::IRI),
                            int(QsciLexerJSON::IRICompact)})
        lexer->setColor(colours.codeString, style);
    lexer->setColor(colours.codeKey, QsciLexerJSON::Property);
    lexer->setColor(colours.codeWord, QsciLexerJSON::Keyword);
    lexer->setColor(colours.codeWord, QsciLexerJSON::KeywordLD);
    lexer->setColor(colours.secondaryText, QsciLexerJSON::Operator);
    for (const int style : {int(QsciLexerJSON::UnclosedString), int(QsciLexerJSON::Error),
                            int(QsciLexerJSON::CommentLine), int(QsciLexerJSON::CommentBlock)})
        lexer->setColor(colours.danger, style);
    lexer->setHighlightComments(false);
    lexer->setHighlightEscapeSequences(true);
    lexer->setFoldCompact(false);
    return lexer;
}

HttpLexer::HttpLexer(const theme::Colours &colours, const QFont &font, QObject *parent)
    : QsciLexerCustom(parent)
{
    setDefaultFont(font);
    setDefaultColor(colours.text);
    setDefaultPaper(colours.raised);
    for (int style = Text; style <= TextBehind; ++style) {
        setFont(font, style);
        setPaper(colours.raised, style);
        setColor(style == TextBehind ? colours.text : colourOf(static_cast<JsonToken::Kind>(style), colours), style);
    }
}

QString HttpLexer::description(int style) const
{
    static const char *const names[] = {"Text", "Name", "String", "Number", "Keyword", "Punctuation", "Text behind"};
    return style >= Text && style <= TextBehind ? QString::fromLatin1(names[style]) : QString();
}

void HttpLexer::styleText(int start, int end)
{
    auto *box = editor();
    if (box == nullptr)
        return;
    const auto position = static_cast<unsigned long>(start);
    int line = static_cast<int>(box->SendScintilla(QsciScintillaBase::SCI_LINEFROMPOSITION, position));
    start = static_cast<int>(box->SendScintilla(QsciScintillaBase::SCI_POSITIONFROMLINE, line));

    bool inHead = true;
    for (int above = 0; above < line && inHead; ++above)
        inHead = box->SendScintilla(QsciScintillaBase::SCI_LINELENGTH, above) > 1;

    startStyling(start);
    while (start < end) {
        const long length = box->SendScintilla(QsciScintillaBase::SCI_LINELENGTH, line);
        if (length <= 0)
            break;
        QByteArray text(static_cast<qsizetype>(length) + 1, '\0');
        box->SendScintilla(QsciScintillaBase::SCI_GETLINE, static_cast<unsigned long>(line),
                           static_cast<void *>(text.data()));
        text.truncate(static_cast<qsizetype>(length));
        if (inHead)
            styleHeadLine(text, line == 0 ? HeadLine::First : HeadLine::Header);
        else
            styleBodyLine(text);
        inHead = inHead && text.trimmed().size() > 0;
        start += static_cast<int>(length);
        ++line;
    }
}

void HttpLexer::styleHeadLine(const QByteArray &line, HeadLine kind)
{
    const bool isQuery = line.startsWith(' ');
    int begin = 0;
    if (kind == HeadLine::First) {
        begin = std::max(0, static_cast<int>(line.indexOf(' ')));
        setStyling(begin, Keyword);
    } else if (!isQuery) {
        begin = static_cast<int>(line.indexOf(':')) + 1;
        setStyling(begin, Name);
    }
    styleInPieces(line, begin);
}

/// Scintilla breaks a long line where the style changes, and else in the middle of a word.
void HttpLexer::styleInPieces(const QByteArray &line, int begin)
{
    constexpr std::string_view breaks = "/?&=,";
    const std::string_view text(line.constData(), static_cast<std::size_t>(line.size()));
    const auto isBreak = [&](std::size_t at) { return breaks.find(text[at]) != std::string_view::npos; };
    auto from = static_cast<std::size_t>(begin);
    Style style = Text;
    while (from < text.size()) {
        // What leads a piece stays with it: the "&" of a query, both slashes of "https://".
        std::size_t to = text.find_first_not_of(" \t", from);
        while (to < text.size() && isBreak(to))
            ++to;
        while (to < text.size() && !isBreak(to))
            ++to;
        while (to < text.size() && isBreak(to))
            ++to;
        to = std::min(to, text.size());
        setStyling(static_cast<int>(to - from), style);
        style = style == Text ? TextBehind : Text;
        from = to;
    }
}

void HttpLexer::styleBodyLine(const QByteArray &line)
{
    const std::string_view text(line.constData(), static_cast<std::size_t>(line.size()));
    std::size_t at = 0;
    while (at < text.size()) {
        const JsonToken token = jsonTokenAt(text, at);
        setStyling(static_cast<int>(token.length), static_cast<int>(token.kind));
        at += token.length;
    }
}

} // namespace smc::gui
