// Which saved event stands in the editor, whether it has unsaved changes, and what to do when it changes on disk.
#pragma once

#include <workspace/saved_events.h>

#include <QCoro/QCoroTask>
#include <QObject>

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

    QCoro::Task<void> open(workspace::SavedEntry entry);
    /// An example or an event of the history, `text`, is about to take the editor: under no name.
    void leave(const std::string &text);
    /// An event or a folder stands elsewhere now, or nowhere where `to` is the top's.
    void followMove(const workspace::SavedEntry &from, const workspace::SavedPath &to);

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

private:
    /// A text that is in the editor no more, and in no saved event. It is kept as a draft until it is had back or
    /// dismissed.
    struct Left
    {
        workspace::SavedPath path;
        std::optional<std::string> base;
        std::string text;

        /// Its form on disk; nothing where that is damaged.
        std::string written() const;
        static std::optional<Left> read(std::string_view written);
    };

    void put(workspace::SavedPath path, std::optional<std::string> base, const std::string &text);
    void followEdit();
    bool wouldBeLost(const std::string &text) const;
    void keepForReturn(const std::string &text);
    void keepLeft();
    void showLeft();
    void dropLeft();
    /// What was set aside before the program ended.
    QCoro::Task<void> restoreLeft();
    void bringBack();
    QCoro::Task<void> place(QString name, QString folder);
    QCoro::Task<void> write(workspace::SavedPath path, std::string text, std::optional<std::string> basedOn);
    QCoro::Task<void> lookAtDisk();
    void showChangedOutside();
    static QString changedOutsideBanner(); ///< Its id.
    void keepMine();
    void reload();
    void remember();
    void setSaved(workspace::SavedPath path, std::string text);
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
    std::optional<Left> m_left;
    std::optional<Left> m_inUndo;        ///< A text without a name that only Undo would bring back.
    std::vector<std::string> m_examples; ///< Texts that nobody misses.
    bool m_isSaving = false;
    bool m_isLooking = false;
    bool m_hadChanges = false;
};

} // namespace smc::gui
