#include "value_words.h"

#include "../text.h"
#include "mapping_value.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace smc::gui {

using json::Type;
using json::Value;

namespace {

constexpr int MostDepth = 4;
constexpr int MostParts = 6;
constexpr qsizetype MostLength = 240;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::value_words)
};

QString shortened(const QString &text, qsizetype most = MostLength)
{
    const QString line = text.simplified();
    return line.size() > most ? line.left(most - 1) + QChar(0x2026) : line;
}

/// No more of it than can be shown is looked at.
QString rawOf(Value value)
{
    return shortened(fromUtf8(std::string(value.raw().substr(0, 4 * MostLength))));
}

QString quoted(Value text)
{
    return Words::tr("“%1”").arg(shortened(fromUtf8(text.text()), MostLength / 8));
}

QString partOf(Value value, int depth);

/// The value of a directive's only member: {"@case": …} gives what stands for the dots.
Value optionsOf(Value directive)
{
    for (const Value member : directive) {
        if (member.key().starts_with('@'))
            return member;
    }
    return directive;
}

QString ifInWords(Value options, int depth)
{
    const Value exists = options.find("exists");
    const Value tested = exists ? exists : options.find("blank");
    const Value then = options.find("then");
    const Value otherwise = options.find("else");
    const QString test = partOf(tested, depth);
    const QString first = then ? partOf(then, depth) : Words::tr("nothing");
    if (exists && then && test == first)
        return otherwise ? Words::tr("%1, or else %2").arg(test, partOf(otherwise, depth)) : test;
    const QString condition = exists ? Words::tr("if %1 exists: %2") : Words::tr("if %1 is blank: %2");
    const QString whole = condition.arg(test, first);
    return otherwise ? Words::tr("%1; if not: %2").arg(whole, partOf(otherwise, depth)) : whole;
}

QString caseInWords(Value options, int depth)
{
    const QString value = partOf(options.find("value"), depth);
    if (options.find("operator").textIs("lower"))
        return Words::tr("%1 in lower case").arg(value);
    if (options.find("operator").textIs("upper"))
        return Words::tr("%1 in upper case").arg(value);
    return rawOf(options);
}

QString replaceInWords(Value options, int depth)
{
    QString whole = Words::tr("%1, with %2 in the place of %3")
                        .arg(partOf(options.find("value"), depth), quoted(options.find("replacement")),
                             quoted(options.find("pattern")));
    if (options.find("pattern2").is(Type::String))
        whole = Words::tr("%1, and %2 in that of %3")
                    .arg(whole, quoted(options.find("replacement2")), quoted(options.find("pattern2")));
    return whole;
}

QString jsonInWords(Value options, int depth)
{
    const QString value = partOf(options.find("value"), depth);
    return options.find("mode").textIs("decode") ? Words::tr("%1, read as JSON").arg(value)
                                                 : Words::tr("%1 as JSON text").arg(value);
}

/// The parts of an object or an array, as far as there is room.
QString partsInWords(Value whole, int depth)
{
    QStringList parts;
    for (const Value part : whole) {
        if (parts.size() == MostParts) {
            parts.append(QStringLiteral("…"));
            break;
        }
        const QString value = partOf(part, depth);
        parts.append(whole.is(Type::Object) ? Words::tr("%1: %2").arg(fromUtf8(part.key()), value) : value);
    }
    const QString inner = parts.join(Words::tr(", "));
    return whole.is(Type::Object) ? QStringLiteral("{ %1 }").arg(inner) : QStringLiteral("[ %1 ]").arg(inner);
}

QString arrayPathInWords(Value options, int depth)
{
    const Value from = options.at(0);
    const QString items = from.is(Type::String) ? shortened(fromUtf8(from.text()))
                          : from                ? partOf(from, depth)
                                                : QString();
    const Value shape = options.at(1);
    return shape.is(Type::Object) && shape.size() > 0
               ? Words::tr("of each item of %1: %2").arg(items, partsInWords(shape, depth))
               : Words::tr("each item of %1").arg(items);
}

QString mergeInWords(Value options, int depth)
{
    QStringList objects;
    for (const Value object : options.find("objects")) {
        if (objects.size() < MostParts)
            objects.append(partOf(object, depth));
    }
    if (options.find("direction").textIs("left"))
        std::reverse(objects.begin(), objects.end());
    return objects.join(Words::tr(", merged with ")); // The later ones win.
}

QString directiveInWords(Directive directive, Value value, int depth)
{
    const Value options = optionsOf(value);
    switch (directive) {
    case Directive::If:
        return ifInWords(options, depth);
    case Directive::Case:
        return caseInWords(options, depth);
    case Directive::Replace:
        return replaceInWords(options, depth);
    case Directive::ArrayPath:
        return arrayPathInWords(options, depth);
    case Directive::Merge:
        return mergeInWords(options, depth);
    case Directive::Transform:
        return Words::tr("%1, from %2")
            .arg(partOf(options.find("mapping"), depth), partOf(options.find("apply"), depth));
    case Directive::Flatten:
        return Words::tr("%1, flattened with %2")
            .arg(partOf(options.find("value"), depth), quoted(options.find("separator")));
    case Directive::Json:
        return jsonInWords(options, depth);
    case Directive::ExcludeWhenNull:
        return Words::tr("%1, left out when null").arg(partOf(options, depth));
    case Directive::Parts:
        return partsInWords(value, depth);
    case Directive::Path:
    case Directive::Template:
    case Directive::Constant:
    case Directive::Unknown:
        break;
    }
    return rawOf(value);
}

QString partOf(Value value, int depth)
{
    if (!value)
        return Words::tr("nothing");
    if (depth <= 0)
        return QStringLiteral("…");
    const Directive directive = directiveOf(value);
    const Value options = value.is(Type::Object) ? optionsOf(value) : value;
    if (directive == Directive::Path && options.is(Type::String))
        return shortened(fromUtf8(options.text()));
    if (directive == Directive::Template && options.is(Type::String))
        return Words::tr("“%1”").arg(shortened(fromUtf8(options.text())));
    if (directive == Directive::Constant)
        return options.is(Type::String) ? quoted(options) : rawOf(options);
    return shortened(directiveInWords(directive, value, depth - 1));
}

} // namespace

QString inOneLine(Value value)
{
    switch (directiveOf(value)) {
    case Directive::Path:
    case Directive::Template:
    case Directive::Constant:
    case Directive::Unknown:
        return shortened(fromUtf8(textOf(value)));
    default:
        return partOf(value, MostDepth);
    }
}

QString inOneLine(std::string_view json)
{
    json::Document document;
    if (!document.parse(std::string(json)))
        return shortened(fromUtf8(std::string(json)));
    return inOneLine(document.root());
}

} // namespace smc::gui
