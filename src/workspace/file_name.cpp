#include "file_name.h"

#include <QString>
#include <QStringList>

namespace smc::workspace {

namespace {

constexpr QLatin1String Ending(".json");

/// Joiners change how Persian, Hindi and emoji are written; other format characters only hide or turn text.
bool isJoiner(char32_t c)
{
    return c == 0x200C || c == 0x200D;
}

QString withoutUnusable(const QString &text)
{
    QString result;
    for (const char32_t c : text.toUcs4()) {
        switch (QChar::category(c)) {
        case QChar::Other_Control:
        case QChar::Separator_Line:
        case QChar::Separator_Paragraph:
            result += QLatin1Char(' ');
            break;
        case QChar::Other_Surrogate:
        case QChar::Other_NotAssigned:
            break;
        case QChar::Other_Format:
            if (isJoiner(c))
                result += QChar(static_cast<char16_t>(c));
            break;
        default:
            if (c == QChar::ReplacementCharacter)
                break;
            result += isRefusedInNames(c) ? QStringLiteral("-") : QString::fromUcs4(&c, 1);
        }
    }
    return result.simplified();
}

void trim(QString &name)
{
    const auto isOneOf = [](QChar c, const char *characters) {
        return c == u'\u200C' || c == u'\u200D' || QLatin1String(characters).contains(c);
    };
    qsizetype begin = 0;
    while (begin < name.size() && isOneOf(name[begin], " .-"))
        ++begin;
    qsizetype end = name.size();
    while (end > begin && isOneOf(name[end - 1], " ."))
        --end;
    name = name.mid(begin, end - begin);
}

void cut(QString &name, std::size_t mostBytes)
{
    while (static_cast<std::size_t>(name.toUtf8().size()) > mostBytes)
        name.chop(name.size() > 1 && name.back().isLowSurrogate() ? 2 : 1);
}

/// Microsoft, "Naming Files, Paths, and Namespaces": also with an ending behind.
bool isDevice(const QString &stem)
{
    static const QStringList names{QStringLiteral("CON"), QStringLiteral("PRN"),    QStringLiteral("AUX"),
                                   QStringLiteral("NUL"), QStringLiteral("CONIN$"), QStringLiteral("CONOUT$")};
    const QString upper = stem.trimmed().toUpper();
    if (names.contains(upper))
        return true;
    return upper.size() == 4 && (upper.startsWith(QLatin1String("COM")) || upper.startsWith(QLatin1String("LPT"))) &&
           QStringView(u"0123456789¹²³").contains(upper[3]);
}

} // namespace

std::string safeFileName(std::string_view wanted)
{
    // What is much longer than a name is cut before anybody looks at each of its characters.
    const std::string_view begin = wanted.substr(0, 16 * MostNameBytes);
    QString name = withoutUnusable(QString::fromUtf8(begin.data(), static_cast<qsizetype>(begin.size())))
                       .normalized(QString::NormalizationForm_C);
    for (QString before; before != name;) {
        before = name;
        // Room for the underscore of a device's name.
        cut(name, MostNameBytes - 1);
        trim(name);
        if (name.endsWith(Ending, Qt::CaseInsensitive))
            name.chop(Ending.size());
    }
    const qsizetype dot = name.indexOf(QLatin1Char('.'));
    const qsizetype stem = dot < 0 ? name.size() : dot;
    if (isDevice(name.left(stem)))
        name.insert(stem, QLatin1Char('_'));
    return name.toStdString();
}

bool isRefusedInNames(char32_t c)
{
    // By Windows.
    return c < 0x80 && std::string_view("<>:\"/\\|?*").find(static_cast<char>(c)) != std::string_view::npos;
}

std::string nameKey(std::string_view name)
{
    // Upper case first: it alone makes "ss" of "ß".
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))
        .normalized(QString::NormalizationForm_KC)
        .toUpper()
        .toCaseFolded()
        .normalized(QString::NormalizationForm_KC)
        .toStdString();
}

} // namespace smc::workspace
