// A page on which the current profile is changed, and which saves the changes when it is told to.
#pragma once

#include "focus_home.h"
#include "page.h"
#include "turns.h"

#include <base/error.h>

#include <string>

namespace smc::gui {

class Console;
class PageDraft;

/// What is changed and not saved yet is kept on disk as it is typed, and is asked about when the page is left. Saves
/// take turns; leaving while one is under way waits for it and says so.
class EditingPage : public Page
{
    Q_OBJECT

public:
    bool isOfProfile() const final { return true; }
    QCoro::Task<bool> canLeave() final;

    virtual bool hasChanges() const = 0;

protected:
    /// Their names in the table of actions.
    struct Actions
    {
        const char *save;
        const char *takeBack;
    };
    /// `console` must outlive the page.
    EditingPage(PageId id, Console &console, Actions actions, QWidget *parent);

    Console &console() const { return m_console; }
    /// For the page to lay out, with the words that stand there while there are changes.
    QAction *saveAction() const { return m_save; }
    QAction *takeBackAction() const { return m_takeBack; }
    QLabel *unsavedLabel() const { return m_unsaved; }

    /// The changes of the current profile that the console kept before it ended, as unsaved ones. To be called once the
    /// page shows the profile.
    void restoreDraft();
    /// The same where the profile is another one than before.
    void followDraft();
    bool isSaving() const { return m_saving; }
    /// To be called after each change.
    virtual void refreshActions();
    void showTrouble(const QString &text);
    void hideTrouble();

    /// What the page says, each as a sentence with the profile's name in it.
    struct Words
    {
        QString question; ///< The id of the question that `ask` is.
        QString ask;      ///< "Save the changes to “Acme” first?"
        QString saving;   ///< To whoever wants to leave meanwhile.
        QString saved;
        QString restored;
    };
    virtual Words words(const QString &profile) const = 0;

    /// Gives the keyboard back to the content where `lost`, a button that was switched off or hidden, had it.
    virtual void takeFocusBack(const QWidget &lost);

    /// Whether what stands can be saved. Otherwise the page says what keeps it from that.
    virtual bool check() = 0;
    virtual QCoro::Task<Result<void>> write() = 0;
    virtual void showFailure(const Error &error) = 0;
    /// Goes back to what is saved.
    virtual void takeBack() = 0;
    /// What is not saved, without secrets; empty where everything is.
    virtual std::string keptText() const = 0;
    /// Puts such a text into the page, if it is one of the current profile.
    virtual void restore(const std::string &kept) = 0;

private:
    enum class Saved { Yes, No };
    QCoro::Task<Saved> save();
    void discard();
    Words wordsNow() const;

    Console &m_console;
    QAction *m_save;
    QAction *m_takeBack;
    QLabel *m_unsaved;
    PageDraft *m_draft;
    FocusHome m_focusHome;
    Turns m_saves;
    bool m_saving = false;
    bool m_hadChanges = false;
};

} // namespace smc::gui
