#include "manual.h"

#include "../actions.h"
#include "../shortcuts/shortcuts.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <array>

// Resources of a static library are not loaded by themselves; Q_INIT_RESOURCE wants the global namespace.
static void loadChapters()
{
    Q_INIT_RESOURCE(manual);
}

namespace smc::gui {

namespace {

/// In the order of reading.
constexpr std::array Files = {"start",  "connection", "compose", "mapping", "activity", "sandbox",
                              "window", "problems",   "smcctl",  "files",   "words"};

constexpr qsizetype ExcerptBefore = 30;
constexpr qsizetype ExcerptLength = 120;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::Manual)
};

QString read(const QString &name)
{
    QFile file(QStringLiteral(":/manual/") + name + QStringLiteral(".md"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The manual lacks the chapter %s", qPrintable(name));
    return QString::fromUtf8(file.readAll());
}

bool isHeading(QStringView line)
{
    return line.startsWith(u'#');
}

/// Words as they are read: without the marks of Markdown.
QString plain(QStringView line)
{
    if (line.startsWith(u"- "))
        line = line.mid(2); // Of a list.
    QString text;
    bool inAddress = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        if (inAddress)
            inAddress = c != u')';
        else if (c == u']' && i + 1 < line.size() && line[i + 1] == u'(')
            inAddress = true;
        else if (c == u'|')
            text += u' ';
        else if (c != u'[' && c != u'`' && c != u'*' && c != u'#')
            text += c;
    }
    return text.simplified();
}

QString excerptAround(const QString &text, const QString &word)
{
    const qsizetype at = std::max<qsizetype>(text.indexOf(word, 0, Qt::CaseInsensitive), 0);
    qsizetype from = std::max<qsizetype>(at - ExcerptBefore, 0);
    if (from > 0)
        from = text.indexOf(u' ', from) + 1;
    const QString excerpt = text.mid(from, ExcerptLength);
    return (from > 0 ? QStringLiteral("…") : QString()) + excerpt +
           (from + ExcerptLength < text.size() ? QStringLiteral("…") : QString());
}

bool holdsAll(const QString &text, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(),
                       [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

QString pageTitle(const std::optional<PageId> &page)
{
    if (!page)
        return Words::tr("Everywhere");
    const QByteArray go = "go." + nameOf(*page).toLatin1();
    return textOf(actionSpec(go.constData()));
}

} // namespace

Manual::Manual(const QString &keyboard)
{
    loadChapters();
    for (const char *name : Files) {
        const QString id = QString::fromLatin1(name);
        add({id, {}, read(id)});
    }
    add({QStringLiteral("keyboard"), {}, keyboard});
}

void Manual::add(Topic topic)
{
    int headings = 0;
    for (const QStringView line : QStringView(topic.markdown).split(u'\n')) {
        if (isHeading(line)) {
            m_sections.append({m_topics.size(), headings++, plain(line), {}});
            if (topic.title.isEmpty())
                topic.title = m_sections.last().heading;
        } else if (headings > 0) {
            m_sections.last().text += plain(line) + u' ';
        }
    }
    m_topics.append(std::move(topic));
}

const Topic *Manual::topic(const QString &id) const
{
    const auto found =
        std::find_if(m_topics.begin(), m_topics.end(), [&](const Topic &topic) { return topic.id == id; });
    return found == m_topics.end() ? nullptr : &*found;
}

QList<ManualHit> Manual::search(const QString &words) const
{
    const QStringList wanted = words.simplified().split(u' ', Qt::SkipEmptyParts);
    if (wanted.isEmpty())
        return {};
    QList<ManualHit> hits;
    const auto add = [&](const Section &section) {
        const Topic &topic = m_topics[section.topic];
        hits.append({topic.id, topic.title, section.heading, section.headingIndex,
                     excerptAround(section.text, wanted.first())});
    };
    for (const Section &section : m_sections) {
        if (hits.size() < MostHits && holdsAll(section.heading, wanted))
            add(section);
    }
    for (const Section &section : m_sections) {
        const bool isIn = holdsAll(section.heading + u' ' + section.text, wanted);
        if (hits.size() < MostHits && isIn && !holdsAll(section.heading, wanted))
            add(section);
    }
    return hits;
}

QString keyboardChapter(const Shortcuts *shortcuts)
{
    QString chapter =
        QStringLiteral("# ") + Words::tr("Keyboard") + QStringLiteral("\n\n") +
        Words::tr("Every action that has a shortcut. Tab goes through a page as one reads it; Escape leaves what "
                  "is open.") +
        QStringLiteral("\n");
    QList<std::optional<PageId>> pages{std::nullopt};
    for (const ActionSpec &spec : actionTable()) {
        if (spec.page && !pages.contains(spec.page))
            pages.append(spec.page);
    }
    for (const std::optional<PageId> &page : pages) {
        chapter += QStringLiteral("\n## ") + pageTitle(page) + QStringLiteral("\n\n| ") + Words::tr("Keys") +
                   QStringLiteral(" | ") + Words::tr("What they do") + QStringLiteral(" |\n| --- | --- |\n");
        for (const ActionSpec &spec : actionTable()) {
            const QKeySequence keys = shortcuts ? shortcuts->of(spec) : Shortcuts::usual(spec);
            if (spec.page != page || keys.isEmpty())
                continue;
            chapter += QStringLiteral("| `") + keys.toString(QKeySequence::NativeText) + QStringLiteral("` | ") +
                       tipOf(spec) + QStringLiteral(" |\n");
        }
    }
    return chapter;
}

} // namespace smc::gui
