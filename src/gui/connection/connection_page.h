// Connection: where events go and what is sent; the settings of the current profile.
#pragma once

#include "../editing_page.h"
#include "profile_draft.h"

#include <QCoro/QCoroTask>

#include <memory>

class QLineEdit;
class QScrollArea;

namespace Ui {
class ConnectionForm;
} // namespace Ui

namespace smc::gui {

class TestPanel;

class ConnectionPage : public EditingPage
{
    Q_OBJECT

public:
    /// `console` must outlive the page.
    explicit ConnectionPage(Console &console, QWidget *parent = nullptr);
    ~ConnectionPage() override;

    QString title() const override;
    QString iconName() const override;
    QString whatIsThis() const override;

    /// `what` is a setting's name, which gets the focus, or empty.
    void enter(const QString &what) override;

    bool hasChanges() const override;
    /// What the form says now.
    ProfileDraft draft() const;

protected:
    void refreshActions() override;
    Words words(const QString &profile) const override;
    void takeFocusBack(const QWidget &lost) override;
    bool check() override;
    QCoro::Task<Result<void>> write() override;
    /// At the field that it is about, or in a banner.
    void showFailure(const Error &error) override;
    void takeBack() override { load(); }
    std::string keptText() const override;
    void restore(const std::string &kept) override;

private:
    void makeForm();
    void makeActions();
    void connectForm();
    void connectConsole();

    void load();
    /// Puts it into the fields.
    void fill(const ProfileDraft &draft);
    void followConsole();
    void followCredentials();
    void edited();
    void left(const QString &setting);
    /// Reads the CA file in another thread, and says under its field what is wrong with it.
    QCoro::Task<void> checkCaFile();
    /// Of the draft and of its CA file, as far as that has been read.
    std::map<QString, QString> problems() const;
    /// Puts the focus into the setting's field, with what stands under it in view.
    void leadTo(const QString &setting);
    void makeHints(const QWidget &form);
    void showHints();
    void showExpiry();
    bool isDateWrong() const;
    void setError(const QString &setting, const QString &error);
    void forgetErrors();
    QCoro::Task<void> test();
    /// Says of a result that it is of what stood there before.
    void followTested();
    QCoro::Task<void> removeCredentials();
    QCoro::Task<void> browseForCaFile();

    std::unique_ptr<Ui::ConnectionForm> m_ui;
    QScrollArea *m_scroll = nullptr;
    TestPanel *m_test = nullptr;
    QAction *m_testAction = nullptr;
    ProfileDraft m_saved;
    ProfileDraft m_tested;
    std::map<QString, QString> m_hints; ///< What stands under a field while nothing is wrong with it.
    std::string m_wrongCaFile;          ///< The path that was read last and was wrong.
    QString m_caFileProblem;            ///< Of that.
    bool m_hasOtherKey = false;         ///< Than was tested; the key itself is kept nowhere.
    bool m_loading = false;
};

} // namespace smc::gui
