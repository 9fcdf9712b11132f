// The middle of Compose: the event as a form or as JSON, which of several it is, and what is wrong with it.
//
// Both views show one text, the editor's. The form edits it through the editor, so that there is one history to undo.
#pragma once

#include "../editor/code_view.h"
#include "../theme.h"
#include "form/view_switch.h"
#include "preview.h"

#include <json/edit.h>

#include <QTimer>
#include <QWidget>

#include <string>
#include <string_view>
#include <vector>

class QAction;
class QBoxLayout;
class QLabel;
class QListView;
class QStackedLayout;
class QToolButton;

namespace smc::gui {

class EventForm;
class JsonEditor;
class EventHead;
class ProblemModel;

class EventPane : public QWidget
{
    Q_OBJECT

public:
    /// `format` is the action that indents the text. What else can be done here stands in actions().
    explicit EventPane(QAction *format, QWidget *parent = nullptr);

    JsonEditor &editor() const { return *m_editor; }
    EventForm &form() const { return *m_form; }

    QListView &problems() const { return *m_list; }

    /// In the head, before the choice of the view.
    void addToHead(QWidget *widget);
    /// Under the editor, in the line that sums up the problems: what concerns the JSON alone.
    void addBesideSummary(QWidget *aboutCaret);

    EventView view() const { return m_view; }
    /// Caret, selection and scroll of the other view stay as they are until it is shown again.
    void setView(EventView view);

    enum class Saving { Saved, Unsaved };
    /// Which saved event stands in the editor: "Newsletter/Welcome"; empty for none.
    void setSavedAs(const QString &name, Saving saving);

    /// Shows problems, marks them in the text and under the fields.
    void setPreview(const Preview &preview);
    /// Dims them in the form; the editor is told by others.
    void setUnused(const std::vector<UnusedPlace> &places);
    /// Proposed as names of track events.
    void setAllowedEvents(const QStringList &names);
    /// Lights up places of the text, in both views.
    void highlight(const std::vector<json::Span> &places, CodeView::Scroll scroll);

    /// The text with what is being typed in the form, for keeping.
    std::string draft() const;
    /// Takes what is being typed in the form into the text.
    void commit();
    /// In the form: goes to what stands at a byte of the text. False where JSON is shown, or the form has no place for
    /// it.
    bool goToField(std::size_t offset);
    /// Gives the focus to the view that is shown.
    void takeFocus();

Q_SIGNALS:
    /// Something was typed in the form that is not in the text yet, but in draft().
    void typed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Neighbour { Previous, Next };

    void makeActions();
    QWidget *makeNavigator();
    QWidget *makeEditorPage();
    void makeProblems();
    void connectViews();
    void switchView(EventView view);
    /// True where the event that the form shows still stands in `text`.
    bool isSeen(std::string_view text) const;
    void applyEdits(const json::Edits &edits);
    void undo();
    void redo();
    void goTo(Neighbour neighbour);
    void followCaret();
    void refreshForm();
    void refreshFormSoon();
    void showProblem(const PreviewProblem &problem);
    void showTone();
    void showPosition(const Preview &preview);
    void fitProblems();

    EventView m_view = EventView::Json;
    ViewSwitch *m_switch = nullptr;
    QAction *m_previous = nullptr;
    QAction *m_next = nullptr;
    QWidget *m_navigator = nullptr;
    EventHead *m_head;
    QLabel *m_position;
    QStackedLayout *m_stack;
    JsonEditor *m_editor;
    QBoxLayout *m_summaryLine;
    QWidget *m_aboutCaret = nullptr; ///< Of the editor: not shown with the form.
    EventForm *m_form;
    QTimer m_formTimer;
    QLabel *m_summaryIcon;
    theme::Tone m_tone = theme::Tone::Neutral;
    QLabel *m_summary;
    ProblemModel *m_model;
    QListView *m_list;
};

} // namespace smc::gui
