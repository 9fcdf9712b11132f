// Completion in the event's editor: when it opens, what it shows, what a choice writes.
#pragma once

#include "../editor/completion_popup.h"
#include "completion.h"

#include <QObject>

#include <functional>
#include <optional>

namespace smc::gui {

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
        /// What reads from SMC what is missing there, where the person has to ask for it; nothing where it can't be
        /// read.
        std::function<std::optional<Suggestion>()> reading;
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
    /// Source::reading was chosen. What comes of it is suggested once refresh() says so, if the caret is still there.
    void readingWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Way { Typed, Asked };
    enum class Offer { Texts, TextsAndReading };
    void show(Way way, Offer offer = Offer::Texts);
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
