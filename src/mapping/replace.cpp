#include "replace.h"

#include "evaluate.h"
#include "javascript.h"

#include <QString>

namespace smc::mapping {

namespace {

QString qt(std::string_view text)
{
    return QStringView(javascript::unitsOf(text)).toString();
}

/// ECMA-262, Canonicalize without the u flag: one unit to one unit, and nothing outside ASCII becomes ASCII.
QChar canonical(QChar c)
{
    const QString upper = QString(c).toUpper();
    if (upper.size() != 1 || (c.unicode() >= 128 && upper.front().unicode() < 128))
        return c;
    return upper.front();
}

QString canonical(const QString &text)
{
    QString result = text;
    for (QChar &c : result)
        c = canonical(c);
    return result;
}

/// What a replacement may make of a text: "$`" and "$'" repeat all that stands beside each place.
constexpr qsizetype MostReplaced = 96 << 20;

/// `result` with what `replacement` means at `at`; it may become longer than MostReplaced by one piece.
void appendExpanded(QString &result, const QString &replacement, QStringView text, qsizetype at, qsizetype size)
{
    for (qsizetype i = 0; i < replacement.size() && result.size() <= MostReplaced; ++i) {
        const QChar next = i + 1 < replacement.size() ? replacement[i + 1] : QChar();
        if (replacement[i] != u'$' || !QStringView(u"$&`'").contains(next) || next.isNull()) {
            result += replacement[i];
            continue;
        }
        ++i;
        if (next == u'$')
            result += u'$';
        else if (next == u'&')
            result += text.mid(at, size);
        else if (next == u'`')
            result += text.left(at);
        else
            result += text.mid(at + size);
    }
}

} // namespace

std::optional<std::string> replaced(std::string_view text, const Replace::Pair &pair, const Replace &how)
{
    const QString whole = qt(text);
    const QString pattern = how.ignoresCase ? canonical(qt(pair.pattern)) : qt(pair.pattern);
    const QString searched = how.ignoresCase ? canonical(whole) : whole;
    const QString replacement = qt(pair.replacement);
    QString result;
    qsizetype from = 0;
    for (qsizetype at = searched.indexOf(pattern); at >= 0 && !pattern.isEmpty();
         at = searched.indexOf(pattern, from)) {
        result += QStringView(whole).mid(from, at - from);
        appendExpanded(result, replacement, whole, at, pattern.size());
        if (result.size() > MostReplaced)
            return {};
        from = at + pattern.size();
        if (!how.isGlobal)
            break;
    }
    result += QStringView(whole).mid(from);
    return result.toStdString();
}

Seen Evaluator::operator()(const Replace &operation)
{
    const Seen value = run(*operation.value);
    if (value.hasFailed())
        return value;
    const bool isText = value.exists() && (value.type() == json::Type::String || value.type() == json::Type::Number ||
                                           value.type() == json::Type::Bool);
    if (!isText || !operation.isUsable)
        return computedString({}, value.exists() ? sourcesOf(value) : std::span<const json::Value>());
    std::string text;
    javascript::appendString(text, {true, value.type(), value.json()});
    for (const Replace::Pair &pair : operation.pairs) {
        if (javascript::length(pair.pattern) > LongestPattern)
            return failed("@replace requires a \"pattern\" less than 10 characters.");
        if (javascript::length(pair.replacement) > LongestReplacement)
            return failed("@replace requires a \"replacement\" less than 10 characters.");
        auto result = replaced(text, pair, operation);
        if (!result)
            return tooMuch();
        text = *std::move(result);
    }
    return computedString(text, sourcesOf(value));
}

} // namespace smc::mapping
