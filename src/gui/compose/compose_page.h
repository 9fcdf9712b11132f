// Compose: write an event, see live what SMC would get, send it.
#pragma once

#include "../editor/code_view.h"
#include "../focus_home.h"
#include "../page.h"
#include "go_on.h"
#include "preview.h"

#include <QCoro/QCoroTask>

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

class QFrame;
class QPushButton;
class QSplitter;

namespace smc::workspace {
struct SavedEntry;
} // namespace smc::workspace

namespace smc::gui {

class ComposeAssist;
class Console;
class EventPane;
class EventLibrary;
class OpenEvent;
class PageDraft;
class ImportPanel;
class LeftOutList;
class RunPanel;
class SavedActions;
class SavedStore;
class VerdictVoice;
class JsonEditor;
class PasteReader;
class PreviewPane;
struct ComposeLink;
struct SendReport;

class ComposePage : public Page
{
    Q_OBJECT

public:
    /// `console` must outlive the page.
    explicit ComposePage(Console &console, QWidget *parent = nullptr);
    ~ComposePage() override;

    QString title() const override;
    QString iconName() const override;
    QString whatIsThis() const override;

    QString unfinished() const override;
    void breakOff() override;
    /// `what` is a ComposeLink, a SavedLink, or empty.
    void enter(const QString &what) override;
    void saveState(workspace::UiState &state) const override;
    void restoreState(const workspace::UiState &state) override;

    SavedStore &saved() const { return *m_store; }
    const Preview &preview() const { return m_preview; }
    /// What an event gets on receipt that is sent from here next.
    const destination::Stamp &stamp() const { return m_stamp; }
    /// What the preview shows: stamp(), or what the event was sent with while its preview says so.
    const destination::Stamp &shownStamp() const { return m_showsSent ? m_last->stamp : m_stamp; }

    /// Puts an example into the editor; what was there comes back with Undo.
    void loadExample(const std::string &file);
    void chooseExample(const std::string &file, GoOn goOn);
    /// The same with the content of a file; `name` is what to call it.
    void openText(const std::string &text, const QString &name);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    enum class Way { Send, DryRun };
    /// What was sent, or tried dry, last from here.
    struct Last
    {
        std::string sourceText;   ///< Before its variables were replaced.
        destination::Stamp stamp; ///< That it went out with.
        segment::Draw draw;
        std::optional<VerdictContent> step{}; ///< The last step's word, once there was an answer.
        bool settingsHold = true;             ///< Profile and settings are still those that it was sent with.
    };

    void makeActions();
    void makeSaved();
    void makeRuns();
    void offerRun();
    void offerRun(std::vector<workspace::SavedEntry> entries);
    void showOpenEvent();
    QWidget *makeResult();
    Preview previewWith(const destination::Stamp &stamp, const segment::Draw &draw) const;
    /// The preview of what was sent last, while that is what stands at the caret.
    std::optional<Preview> previewOfSent() const;
    /// What was sent last gives way to what is sent next.
    void leaveLast();
    void showResult(const VerdictContent &result);
    /// Below what can be seen, such as with large text, a part of the page would be missed.
    void bringIntoView(QWidget &part);
    void showProgress(const QString &sentence);
    /// SMC did not take it; it is sent again after `wait`.
    void showRefusal();
    void followEdit();
    void followSettings();
    void followProfile();
    void connectPanes();
    void connectConsole();

    void refresh();
    void refreshIfEventChanged();
    void refreshActions();
    void tellVerdict();
    void showHighlight(CodeView::Scroll scroll);
    std::optional<Error> hindrance() const;
    void apply(const Fix &fix);
    static QString settingBanner(); ///< On a setting that a fix has changed.
    enum class Switch { On, Off };
    QCoro::Task<void> changeSettings(Fix fix, Switch to);
    QCoro::Task<void> openEntry(ComposeLink link);
    void openSaved(const QString &path);
    void openResult(const QString &linkId);
    /// Another message id, and other values for the variables.
    void drawAnew();
    /// The draft may be older than the sending of it.
    void renewTimes();
    /// Another event takes the editor: nothing of what was sent, or drawn, for the one before is shown for it.
    void beginAnother();
    VariableValues variableValues(const segment::Draw &draw) const;

    void connectPaste();
    QWidget *makePasteUnused();
    void showPasteUnused();
    void hidePasteUnused();
    void pasteEvent();
    void showPaste();
    void showPasteRefusal();
    void showPastedText(const QString &found);
    void showPastedUnused(const QString &why);
    void followPasteEdit();
    /// Another text takes the place of what was pasted, or was about to be.
    void leavePaste();

    void makeDraft();
    void loadDraft();

    QCoro::Task<void> run(Way way);
    void showReport(const SendReport &report, Way way, const QString &target);
    /// A result whose event is no longer what stands in the editor.
    static VerdictContent ofThePast(VerdictContent result);

    Console &m_console;
    FocusHome m_focusHome;
    QAction *m_send = nullptr;
    QAction *m_dryRun = nullptr;
    QAction *m_format = nullptr;
    QAction *m_cancel = nullptr;
    QAction *m_newValues = nullptr;
    QAction *m_sendSeveral = nullptr;
    SavedStore *m_store = nullptr;
    EventLibrary *m_library = nullptr;
    OpenEvent *m_open = nullptr;
    RunPanel *m_runs = nullptr;
    ImportPanel *m_imports = nullptr;
    SavedActions *m_savedActions = nullptr;
    std::int64_t m_runEntry = 0; ///< In the history, of what the last run leads to.
    EventPane *m_event = nullptr;
    PasteReader *m_paste = nullptr;
    QFrame *m_pasteUnusedCard = nullptr;
    LeftOutList *m_pasteUnused = nullptr; ///< Of the last paste; shown where the person asks for it.
    PreviewPane *m_pane = nullptr;
    ComposeAssist *m_assist = nullptr;
    VerdictVoice *m_voice = nullptr;
    QSplitter *m_splitter = nullptr;
    QWidget *m_resultBar = nullptr;
    QPushButton *m_dismiss = nullptr;
    VerdictWidget *m_result = nullptr; ///< What came of sending; it stays until it is dismissed.
    PageDraft *m_draft = nullptr;
    Preview m_preview;
    destination::Stamp m_stamp; ///< Of what is sent next, like the draw of its variables.
    segment::Draw m_draw;
    std::optional<Fix> m_settingFix; ///< What the banner offers to take back.
    std::optional<Last> m_last;      ///< From sending to the next change of the text.
    qint64 m_lastEntry = 0;          ///< In the history, of what was sent last from here.
    bool m_showsSent = false;        ///< The preview is of what was sent last.
    bool m_isSending = false;
};

} // namespace smc::gui
