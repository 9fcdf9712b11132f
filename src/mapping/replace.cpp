#include "replace.h"

#include "evaluate.h"
#include "javascript.h"

#include <json/quote.h>

#include <QString>

#include <utility>
#include <vector>

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

/// A piece of what comes out: a range of the text before, or so much of a replacement. In UTF-16 units.
struct Stretch
{
    std::optional<qsizetype> from{};
    qsizetype size = 0;
};

/// A text with `pair.pattern` replaced. In the replacement `$$` is a dollar, `$&` what was found, and the dollar with a
/// backquote or an apostrophe what stands before and behind it (ECMA-262, GetSubstitution).
class Replacing
{
public:
    Replacing(QString whole, const Replace::Pair &pair, const Replace &how)
        : m_whole(std::move(whole))
        , m_replacement(qt(pair.replacement))
    {
        const QString pattern = how.ignoresCase ? canonical(qt(pair.pattern)) : qt(pair.pattern);
        const QString searched = how.ignoresCase ? canonical(m_whole) : m_whole;
        qsizetype from = 0;
        for (qsizetype at = searched.indexOf(pattern); at >= 0 && !pattern.isEmpty() && !isTooMuch();
             at = searched.indexOf(pattern, from)) {
            copy(from, at - from);
            expand(at, pattern.size());
            from = at + pattern.size();
            if (!how.isGlobal)
                break;
        }
        if (!isTooMuch())
            copy(from, m_whole.size() - from);
    }

    bool isTooMuch() const { return m_isTooMuch; }
    const QString &result() const { return m_result; }
    const std::vector<Stretch> &stretches() const { return m_stretches; }

private:
    /// What the replacement means at `at`.
    void expand(qsizetype at, qsizetype size)
    {
        for (qsizetype i = 0; i < m_replacement.size() && m_result.size() <= MostReplaced; ++i) {
            const QChar next = i + 1 < m_replacement.size() ? m_replacement[i + 1] : QChar();
            if (m_replacement[i] != u'$' || !QStringView(u"$&`'").contains(next) || next.isNull()) {
                write(m_replacement[i]);
                continue;
            }
            ++i;
            if (next == u'$')
                write(u'$');
            else if (next == u'&')
                copy(at, size);
            else if (next == u'`')
                copy(0, at);
            else
                copy(at + size, m_whole.size() - at - size);
        }
        m_isTooMuch = m_result.size() > MostReplaced;
    }

    void copy(qsizetype from, qsizetype size)
    {
        if (size == 0)
            return;
        m_result += QStringView(m_whole).mid(from, size);
        m_stretches.push_back({from, size});
    }

    void write(QChar c)
    {
        m_result += c;
        if (m_stretches.empty() || m_stretches.back().from)
            m_stretches.push_back({});
        ++m_stretches.back().size;
    }

    QString m_whole;
    QString m_replacement;
    QString m_result;
    std::vector<Stretch> m_stretches;
    bool m_isTooMuch = false;
};

std::size_t utf8Size(QStringView text)
{
    return static_cast<std::size_t>(text.toUtf8().size());
}

} // namespace

std::optional<Evaluator::Rendered> Evaluator::replacedIn(const Rendered &written, const Replace::Pair &pair,
                                                         const Replace &how)
{
    constexpr std::size_t MostPieces = 256; // Nobody reads more.
    const QString whole = qt(written.text);
    const Replacing replacing(whole, pair, how);
    if (replacing.isTooMuch())
        return {};
    Rendered next{replacing.result().toStdString(), {}, {}};
    if (written.parts.empty() || replacing.stretches().size() > MostPieces)
        return next;
    qsizetype at = 0;    // Of what comes out.
    std::size_t end = 1; // The same in the bytes of the JSON, behind the quote.
    for (const Stretch &stretch : replacing.stretches()) {
        if (stretch.from) {
            const Range range{utf8Size(QStringView(whole).left(*stretch.from)),
                              utf8Size(QStringView(whole).mid(*stretch.from, stretch.size))};
            end += appendCopied(next.parts, end, written, range);
        } else {
            const std::string text = replacing.result().mid(at, stretch.size).toStdString();
            const std::size_t size = json::quoted(text).size() - 2;
            next.parts.push_back({{static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(end + size)}});
            end += size;
        }
        at += stretch.size;
    }
    return next;
}

/// Of `text`, which @replace reads from `value`, in quotes.
Parts Evaluator::partsRead(Seen value, const std::string &text)
{
    if (value.type() == json::Type::String)
        return partsOfText(value, Directive::AtReplace);
    const std::span<const json::Value> sources = sourcesOf(value);
    const auto size = static_cast<std::uint32_t>(text.size());
    Parts parts;
    appendParts(
        parts,
        text == value.json()
            ? partsOf(value)
            : Parts{{{0, size}, Origin::Kind::Computed, Directive::AtReplace, {sources.begin(), sources.end()}}},
        1);
    return parts;
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
    Rendered written;
    javascript::appendString(written.text, {true, value.type(), value.json()});
    if (m_scratch.isTracing())
        written.parts = partsRead(value, written.text);
    for (const Replace::Pair &pair : operation.pairs) {
        if (javascript::length(pair.pattern) > LongestPattern)
            return failed("@replace requires a \"pattern\" less than 10 characters.");
        if (javascript::length(pair.replacement) > LongestReplacement)
            return failed("@replace requires a \"replacement\" less than 10 characters.");
        auto result = replacedIn(written, pair, operation);
        if (!result)
            return tooMuch();
        written = *std::move(result);
    }
    const std::span<const json::Value> sources = sourcesOf(value);
    written.sources.assign(sources.begin(), sources.end());
    return computedString(std::move(written));
}

} // namespace smc::mapping
