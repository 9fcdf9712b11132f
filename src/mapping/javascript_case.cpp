// text.toLowerCase() and text.toUpperCase() (ECMA-262): Unicode's full mappings, with the one that looks around it.
#include "javascript.h"

#include <QString>

#include <algorithm>
#include <iterator>

namespace smc::mapping::javascript {

namespace {

constexpr QChar CapitalSigma(u'\u03A3');
constexpr QChar SmallSigma(u'\u03C3');
constexpr QChar FinalSigma(u'\u03C2');

bool isAscii(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

struct Range
{
    char32_t first;
    char32_t last;
};

/// Cased characters that are no letters with a case by their category (Unicode, Other_Lowercase and Other_Uppercase).
/// Modifier letters are left out: where it matters, they are passed over.
constexpr Range OtherCased[] = {
    {0x00AA, 0x00AA},   {0x00BA, 0x00BA},   {0x2160, 0x217F},   {0x24B6, 0x24E9},
    {0x1F130, 0x1F149}, {0x1F150, 0x1F169}, {0x1F170, 0x1F189},
};

/// What may stand in the middle of a word (Unicode, Word_Break MidLetter, MidNumLet and Single_Quote).
constexpr char32_t WithinWords[] = {
    0x0027, 0x002E, 0x003A, 0x00B7, 0x0387, 0x055F, 0x05F4, 0x2018, 0x2019,
    0x2024, 0x2027, 0xFE13, 0xFE52, 0xFE55, 0xFF07, 0xFF0E, 0xFF1A,
};

bool isCased(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Letter_Lowercase:
    case QChar::Letter_Uppercase:
    case QChar::Letter_Titlecase:
        return true;
    default:
        return std::any_of(std::begin(OtherCased), std::end(OtherCased),
                           [c](const Range &range) { return c >= range.first && c <= range.last; });
    }
}

/// Unicode, Case_Ignorable.
bool isPassedOver(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Other_Format:
    case QChar::Letter_Modifier:
    case QChar::Symbol_Modifier:
        return true;
    default:
        return std::binary_search(std::begin(WithinWords), std::end(WithinWords), c);
    }
}

/// The character that ends before `at`.
char32_t characterBefore(QStringView text, qsizetype at)
{
    const QChar last = text[at - 1];
    return last.isLowSurrogate() && at > 1 && text[at - 2].isHighSurrogate()
               ? QChar::surrogateToUcs4(text[at - 2], last)
               : char32_t(last.unicode());
}

char32_t characterAt(QStringView text, qsizetype at)
{
    const QChar first = text[at];
    return first.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate()
               ? QChar::surrogateToUcs4(first, text[at + 1])
               : char32_t(first.unicode());
}

qsizetype unitsOf(char32_t c)
{
    return QChar::requiresSurrogates(c) ? 2 : 1;
}

/// Unicode, Final_Sigma: a capital sigma at `at` ends a word.
bool endsWord(QStringView text, qsizetype at)
{
    qsizetype before = at;
    while (before > 0 && isPassedOver(characterBefore(text, before)))
        before -= unitsOf(characterBefore(text, before));
    if (before == 0 || !isCased(characterBefore(text, before)))
        return false;
    qsizetype after = at + 1;
    while (after < text.size() && isPassedOver(characterAt(text, after)))
        after += unitsOf(characterAt(text, after));
    return after == text.size() || !isCased(characterAt(text, after));
}

QString lowered(const QString &text)
{
    QString result;
    qsizetype from = 0;
    for (qsizetype at = text.indexOf(CapitalSigma); at >= 0; at = text.indexOf(CapitalSigma, from)) {
        result += text.mid(from, at - from).toLower();
        result += endsWord(text, at) ? FinalSigma : SmallSigma;
        from = at + 1;
    }
    return from == 0 ? text.toLower() : result + text.mid(from).toLower();
}

} // namespace

std::string lower(std::string_view text)
{
    if (!isAscii(text))
        return lowered(QStringView(unitsOf(text)).toString()).toStdString();
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

std::string upper(std::string_view text)
{
    if (!isAscii(text))
        return QStringView(unitsOf(text)).toString().toUpper().toStdString();
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return out;
}

} // namespace smc::mapping::javascript
