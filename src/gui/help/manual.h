// The user manual: docs/manual/*.md, shipped within the program, and what can be found in it.
#pragma once

#include <QList>
#include <QString>

namespace smc::gui {

class Shortcuts;

/// One chapter.
struct Topic
{
    QString id;       ///< "compose": its file's name, and the page's that F1 opens it from.
    QString title;    ///< Its first heading.
    QString markdown; ///< GitHub's dialect; links to chapters are "compose.md" or "compose.md#heading words".
};

/// A place that holds what was searched for.
struct ManualHit
{
    QString topicId;
    QString topicTitle;
    QString heading;  ///< The nearest one above; the chapter's title at its top.
    int headingIndex; ///< Among the chapter's headings, from 0.
    QString excerpt;  ///< The words around the first match, on one line.
};

class Manual
{
public:
    /// The chapters that come with the program, in their order, and one made from `keyboard` (Markdown).
    explicit Manual(const QString &keyboard);

    const QList<Topic> &topics() const { return m_topics; }
    /// Nothing where there is no such chapter.
    const Topic *topic(const QString &id) const;

    /// Sections that hold every word of `words`, whatever its case; those whose heading does come first. At most
    /// `MostHits`.
    QList<ManualHit> search(const QString &words) const;
    static constexpr int MostHits = 100;

private:
    struct Section
    {
        qsizetype topic;
        int headingIndex;
        QString heading;
        QString text;
    };

    void add(Topic topic);

    QList<Topic> m_topics;
    QList<Section> m_sections;
};

/// The keyboard chapter: every action that has keys, page by page; the table's keys where there are no `shortcuts`.
QString keyboardChapter(const Shortcuts *shortcuts = nullptr);

} // namespace smc::gui
