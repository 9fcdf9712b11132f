// What helps while an event is written: values that go nowhere stand back, the line under the editor tells what becomes
// of the value at the caret, completion, and quick fixes.
#pragma once

#include "../editor/completion_popup.h"
#include "form/field_edits.h"
#include "preview.h"

#include <QCoro/QCoroTask>
#include <QObject>
#include <QPointer>

#include <optional>
#include <vector>

class QAction;
class QListView;
class QMenu;

namespace smc::workspace {
class UiState;
} // namespace smc::workspace

namespace smc::gui {

class Completer;
class Console;
class ElidedLabel;
class EventForm;
class JsonEditor;
class ListRefresh;

class ComposeAssist : public QObject
{
    Q_OBJECT

public:
    /// Everything must outlive it. The actions are added to `page`.
    ComposeAssist(Console &console, JsonEditor &editor, EventForm &form, QListView &problems, QWidget &page);

    /// The line about the value at the caret, with a menu of what helps; for the room under the editor.
    QWidget *line() const { return m_line; }
    QList<QAction *> actions() const { return {m_complete, m_quickFix, m_refreshLists, m_dim}; }

    void setPreview(const Preview &preview);
    void setCaret(std::size_t offset);
    /// After a fix that leaves an empty string: puts the caret into it, at `offset`, and opens completion.
    void fillIn(std::size_t offset);

    void restoreState(const workspace::UiState &state);

Q_SIGNALS:
    void fixWanted(const smc::gui::Fix &fix);
    void status(const QString &text);
    /// What is to be shown as going nowhere: nothing where the person wants none of it dimmed.
    void unusedShown(const std::vector<smc::gui::UnusedPlace> &places);
    /// What is known about SMC has changed: the preview may say more.
    void knowledgeChanged();

private:
    void makeActions(QWidget &page);
    void makeLine();
    void showUnused();
    void showFate();
    void suggestInForm();
    /// The names that the text's completion knows for the place of `field`.
    QStringList namesFor(FieldId field, const QString &typed);
    void followSchema();
    void wantLists();
    /// "Refresh lists from SMC" among the suggestions, while the lists are not being read anyway.
    std::optional<Suggestion> readingOffer() const;
    void sayNothingFound();
    std::vector<Fix> fixesAt(std::size_t offset) const;
    void openFixesAtCaret();
    void openFixesOfProblem(int row, QPoint place);
    void openMenu(const std::vector<Fix> &fixes, QPoint place);

    Console &m_console;
    JsonEditor &m_editor;
    EventForm &m_form;
    QListView &m_problems;
    QWidget *m_line;
    ElidedLabel *m_fate;
    Completer *m_completer;
    QAction *m_complete = nullptr;
    QAction *m_quickFix = nullptr;
    QAction *m_refreshLists = nullptr;
    ListRefresh *m_refresh = nullptr;
    QAction *m_dim = nullptr;
    Preview m_preview;
    std::size_t m_caret = 0;
    bool m_formLacksLists = false;   ///< What SMC holds would have helped when names were looked for last.
    QPointer<QWidget> m_awaitsNames; ///< The field in which they were asked for, until they are there.
    QString m_plainDescription;      ///< Of the editor, without what stands at the caret.
};

} // namespace smc::gui
