// Which saved event stands in the editor, whether it has unsaved changes, and what to do when it changes on disk.
#pragma once

#include "go_on.h"
#include "set_aside.h"

#include <workspace/saved_events.h>

#include <QCoro/QCoroTask>
#include <QObject>
#include <QTimer>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

class Console;
class EventLibrary;
class JsonEditor;
class Page;
class SavedStore;

class OpenEvent : public QObject
{
    Q_OBJECT

public:
    /// Says what it has to say on `page`, and asks for names in the library. All of them must outlive it.
    OpenEvent(Console &console, SavedStore &store, EventLibrary &library, JsonEditor &editor, Page &page);

    /// The top's where the editor's text was not saved yet, and for an example.
    const workspace::SavedPath &path() const { return m_path; }
    /// The text is other than what is saved; of a text without a name: false.
    bool hasChanges() const;

    QCoro::Task<void> open(workspace::SavedEntry entry, GoOn goOn);
    /// An example or an event of the history, `text`, is about to take the editor: under no name.
    void leave(const std::string &text, GoOn goOn = GoOn::InEditor);
    /// Something pasted is about to take the editor, under the same name.
    void setAside();
    /// What left the editor and is in no saved event.
    const SetAside &aside() const { return m_aside; }
    /// Puts that text of aside() back into the editor, where it is there still.
    void bringBack(AsideText::Id id);
    /// At once, on disk too; a banner offers them back.
    void forgetAside();
    /// An event or a folder stands elsewhere now, or nowhere where `to` is the top's.
    void followMove(const workspace::SavedEntry &from, const workspace::SavedPath &to);
    /// What was removed, as followMove() was told, stands at `to`: open again, where no other has taken the editor.
    void followRestore(const workspace::SavedEntry &from, const workspace::SavedPath &to);

    /// Writes the event, or asks for a name where it has none.
    QCoro::Task<void> save();
    /// Asks for another name.
    void saveAs();

    /// What was open when the program ended: call it once, with the draft in the editor.
    QCoro::Task<void> restore();

Q_SIGNALS:
    /// path() or hasChanges() is another.
    void changed();
    /// Another text stands in the editor.
    void loaded();
    /// aside() is another.
    void asideChanged();

private:
    /// What was open when its file was removed.
    struct Removed
    {
        workspace::SavedEntry with; ///< The event itself, or a folder around it.
        workspace::SavedPath path;
        std::optional<std::string> base;
        int turn = 0; ///< m_turn then.
    };

    void put(workspace::SavedPath path, std::optional<std::string> base, const std::string &text);
    void followEdit();
    bool wouldBeLost(const std::string &text) const;
    void keepForReturn(const std::string &text, AsideText::Offer offer, GoOn goOn = GoOn::InEditor);
    void writeAside();
    bool hasOffer() const; ///< The newest text that left the editor is for a banner.
    void showLeft();
    /// Says of what left the editor what it is beside what is open now, where it is spoken of at all.
    void followLeft();
    void dismissLeft();
    /// Of what left the editor, the file of what is open holds the same now.
    void dropWhatIsSaved();
    void bringBackForgotten();
    void dropWhatIsBack();
    /// What was set aside before the program ended.
    QCoro::Task<void> restoreAside();
    QCoro::Task<void> place(QString name, QString folder);
    QCoro::Task<void> write(workspace::SavedPath path, std::string text, std::optional<std::string> basedOn);
    QCoro::Task<void> lookAtDisk();
    void showChangedOutside();
    static QString changedOutsideBanner(); ///< Its id.
    static QString leftBanner();
    static QString forgottenBanner();
    void keepMine();
    void reload();
    void remember();
    /// `text` stands in the file; `turn` was m_turn when that began.
    void setSaved(workspace::SavedPath path, std::string text, int turn);
    void complain(const Error &error);

    Console &m_console;
    SavedStore &m_store;
    EventLibrary &m_library;
    JsonEditor &m_editor;
    Page &m_page;
    workspace::SavedPath m_path; ///< The top's for none.
    /// What the file held when it was read or written last; nothing where it is gone, or was never looked at.
    std::optional<std::string> m_base;
    std::optional<std::string> m_onDisk; ///< What it holds now, while the banner asks.
    std::optional<Removed> m_removed;
    SetAside m_aside;
    QTimer m_leftLater;
    AsideText::Id m_offered = 0;         ///< What the banner offers to go back to.
    SetAside m_forgotten;                ///< While the person may want them back.
    std::vector<std::string> m_examples; ///< Texts that nobody misses.
    int m_turn = 0;                      ///< So often has another text taken the editor.
    bool m_isSaving = false;
    bool m_isLooking = false;
    bool m_isNotSaved = false; ///< A save met another text on disk, and has not been told so.
    bool m_hadChanges = false;
};

} // namespace smc::gui
