// The event at the caret as a form. It shows a text and says which edits of it are wanted; the text is not its own.
#pragma once

#include "../preview.h"
#include "call_fields.h"
#include "event_text.h"
#include "field_edits.h"

#include <json/edit.h>

#include <QPointer>
#include <QWidget>

class QAction;
class QLabel;
class QScrollArea;
class QStackedLayout;

namespace smc::gui {

class Banner;
class CallStarter;
class MemberPane;

class EventForm : public QWidget
{
    Q_OBJECT

public:
    explicit EventForm(QWidget *parent = nullptr);
    ~EventForm() override;

    /// Shows an event. Of one that can't be read, its fields stand empty and disabled, with a banner that says why.
    void setEvent(EventText event);
    const EventText &eventText() const { return m_event; }

    void setProblems(const std::vector<PreviewProblem> &problems);
    /// Dims the rows of values that go nowhere.
    void setUnused(const std::vector<UnusedPlace> &places);
    void setAllowedEvents(const QStringList &names);
    /// What is known to go on from what is typed in a field.
    void setNameSource(CallFields::NameSource source);
    /// Lights up the rows that hold `spans`, in bytes of the editor's text.
    void mark(const std::vector<json::Span> &spans);

    /// Goes to the field or the row at a JSON pointer; false where the form has none for it.
    bool showPointer(const std::string &pointer);
    /// What is being typed, as edits of the editor's text.
    json::Edits pendingEdits() const;
    /// Takes what is being typed into the text.
    void commit();
    /// Gives the focus to where it was last, or to the first field.
    void takeFocus();
    enum class Suggested { Something, Nothing };
    /// Offers what could stand in the field or the cell that has the focus.
    Suggested suggest();

    const QList<QAction *> &rowActions() const;

Q_SIGNALS:
    /// Edits of the editor's text.
    void edited(const smc::json::Edits &edits);
    /// Something was typed, which pendingEdits() tells.
    void typed();
    /// An empty text is to become this.
    void begun(const std::string &text);
    void undoWanted();
    void redoWanted();
    /// The broken place is to be shown in the text.
    void placeWanted(smc::json::Span place);

private:
    void buildLayout();
    void showState();
    void rememberFocus(const QWidget *old);
    void submit(const Result<json::Edits> &edits);

    EventText m_event;
    Banner *m_banner;
    QStackedLayout *m_stack;
    CallStarter *m_starter;
    QScrollArea *m_scroll;
    CallFields *m_fields;
    MemberPane *m_members;
    QPointer<QWidget> m_lastFocus;
};

} // namespace smc::gui
