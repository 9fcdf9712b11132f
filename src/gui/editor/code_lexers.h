// The lexers of a CodeView, in the theme's colours.
#pragma once

#include "../theme.h"
#include "qsci.h"

#include <string_view>

namespace smc::gui {

/// What stands at a place of a line of JSON. A token never goes over a line's end.
struct JsonToken
{
    enum class Kind { Text, Name, String, Number, Keyword, Punctuation } kind = Kind::Text;
    std::size_t length = 1; ///< In bytes.
};
JsonToken jsonTokenAt(std::string_view line, std::size_t at);
QColor colourOf(JsonToken::Kind kind, const theme::Colours &colours);

/// Scintilla's JSON with escapes and folding.
QsciLexerJSON *makeJsonLexer(const theme::Colours &colours, const QFont &font, QObject *parent);

/// A request or an answer as text: first line, headers, an empty line, and a body that may be JSON.
/// A token never goes over a line's end, which holds for pretty-printed JSON.
class HttpLexer : public QsciLexerCustom
{
    Q_OBJECT

public:
    HttpLexer(const theme::Colours &colours, const QFont &font, QObject *parent);

    const char *language() const override { return "HTTP"; }
    QString description(int style) const override;
    void styleText(int start, int end) override;

private:
    /// Those of JsonToken, and TextBehind, which looks like Text. The pieces of an address take turns with them, so
    /// that it is broken between two.
    enum Style { Text, Name, String, Number, Keyword, Punctuation, TextBehind };

    enum class HeadLine { First, Header };
    void styleHeadLine(const QByteArray &line, HeadLine kind);
    /// What of `line` stands from `begin` on; a piece ends behind "/", "?", "&", "=" or ",".
    void styleInPieces(const QByteArray &line, int begin);
    void styleBodyLine(const QByteArray &line);
};

} // namespace smc::gui
