// Connection: where events go and what is sent; the settings of the current profile.
#pragma once

#include "../page.h"
#include "../turns.h"
#include "profile_draft.h"

#include <QCoro/QCoroTask>

#include <memory>

class QLabel;
class QLineEdit;
class QScrollArea;

namespace Ui {
class ConnectionForm;
} // namespace Ui

namespace smc::gui {

class Console;
class PageDraft;
class TestPanel;

class ConnectionPage : public Page
{
    Q_OBJECT

public:
    /// `console` must outlive the page.
    explicit ConnectionPage(Console &console, QWidget *parent = nullptr);
    ~ConnectionPage() override;

    QString title() const override;
    QString iconName() const override;
    QString whatIsThis() const override;

    bool isOfProfile() const override { return true; }
    QCoro::Task<bool> canLeave() override;
    /// `what` is a setting's name, which gets the focus, or empty.
    void enter(const QString &what) override;

    bool hasChanges() const;
    /// What the form says now.
    ProfileDraft draft() const;

private:
    void makeForm();
    void makeActions();
    void connectForm();
    void connectConsole();

    void load();
    /// Puts it into the fields.
    void fill(const ProfileDraft &draft);
    void makeDraft();
    /// What was not saved when the console ended, as unsaved changes.
    void restoreDraft();
    void followDraft();
    std::string keptDraft() const;
    void followConsole();
    void followCredentials();
    void edited();
    void left(const QString &setting);
    /// Puts the focus into the setting's field, with what stands under it in view.
    void leadTo(const QString &setting);
    void showHints();
    void showExpiry();
    void setError(const QString &setting, const QString &error);
    void refreshActions();

    enum class Saved { Yes, No };
    QCoro::Task<Saved> save();
    QCoro::Task<Result<void>> write(ProfileDraft now);
    /// At the field that it is about, or in a banner.
    void showFailure(const Error &error);
    void showTrouble(const Error &error);
    void revert();
    QCoro::Task<void> test();
    QCoro::Task<void> removeCredentials();
    QCoro::Task<void> browseForCaFile();

    Console &m_console;
    std::unique_ptr<Ui::ConnectionForm> m_ui;
    QScrollArea *m_scroll = nullptr;
    TestPanel *m_test = nullptr;
    PageDraft *m_draft = nullptr;
    QLabel *m_unsaved = nullptr;
    QAction *m_saveAction = nullptr;
    QAction *m_revertAction = nullptr;
    QAction *m_testAction = nullptr;
    ProfileDraft m_saved;
    std::map<QString, QString> m_hints; ///< What stands under a field while nothing is wrong with it.
    bool m_loading = false;
    Turns m_saves;
    bool m_saving = false;
};

} // namespace smc::gui
