// Completion in the event's editor: when it opens, what it shows, what a choice writes.
#pragma once

#include "completion.h"

#include <QObject>

#include <functional>

namespace smc::gui {

class CompletionPopup;
class JsonEditor;

class Completer : public QObject
{
    Q_OBJECT

public:
    /// Where it learns what there is; asked anew each time.
    struct Source
    {
        std::function<const destination::Destination &()> destination;
        std::function<const rest::Schema &()> schema;
    };
    /// A text beyond this is completed only when asked for.
    static constexpr std::size_t MaxTypedBytes = 256U << 10U;

    /// `editor` must outlive it.
    Completer(JsonEditor &editor, Source source, QObject *parent);

    /// Opens at the caret, as the person asked for it.
    void open();
    /// More is known about SMC now.
    void refresh();

Q_SIGNALS:
    /// Names of lists, or a list's fields and segments, would help here; not more than once for each opening.
    void listsWanted();
    void listWanted(const QString &list);
    /// It was asked for, and there is nothing to suggest.
    void nothingFound();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Way { Typed, Asked };
    void show(Way way);
    void accept(int row);
    void followTyping(int character);

    JsonEditor &m_editor;
    Source m_source;
    CompletionPopup *m_popup;
    Surroundings m_around;
    std::vector<Candidate> m_candidates;
    Way m_way = Way::Typed;
    std::size_t m_place = 0; ///< Of the caret, when it was looked at.
};

} // namespace smc::gui
