// Questions to the person and to the file system, behind a seam: tests answer them without a dialog.
#pragma once

#include <QCoro/QCoroTask>
#include <QList>
#include <QString>
#include <QStringList>

class QWidget;

namespace smc::gui {

struct Choice
{
    enum class Kind { Proceed, Destroy, Cancel };
    QString id{};   ///< What comes back: "save", "discard", "cancel".
    QString text{}; ///< On the button: a verb.
    Kind kind = Kind::Proceed;
};

/// For what can't be undone; everything else is said in the page.
struct Question
{
    QString id{}; ///< Stable, for tests and "don't ask again": "unsaved_settings", "send_to_production".
    QString title{};
    QString text{};          ///< One sentence.
    QString details{};       ///< More, smaller; may be empty.
    QList<Choice> choices{}; ///< The Cancel one is what Escape gives.
    QString preferred{};     ///< The id of the choice that Return gives.
};

struct FileQuestion
{
    QString id{}; ///< "export_har"
    QString title{};
    QString suggested{}; ///< A file name, or a whole path.
    QString filter{};    ///< "HTTP Archive (*.har)"
};

class Dialogs
{
public:
    virtual ~Dialogs();

    /// The id of the choice made.
    virtual QCoro::Task<QString> ask(QWidget *over, Question question) = 0;
    /// A path, or an empty string where the person thought better of it.
    virtual QCoro::Task<QString> openFile(QWidget *over, FileQuestion question) = 0;
    virtual QCoro::Task<QString> saveFile(QWidget *over, FileQuestion question) = 0;
    /// Several files; none where the person thought better of it.
    virtual QCoro::Task<QStringList> openFiles(QWidget *over, FileQuestion question) = 0;
    virtual QCoro::Task<QString> chooseFolder(QWidget *over, FileQuestion question) = 0;
};

/// Real dialogs, modal to the window but without an event loop of their own.
class WindowDialogs final : public Dialogs
{
public:
    QCoro::Task<QString> ask(QWidget *over, Question question) override;
    QCoro::Task<QString> openFile(QWidget *over, FileQuestion question) override;
    QCoro::Task<QString> saveFile(QWidget *over, FileQuestion question) override;
    QCoro::Task<QStringList> openFiles(QWidget *over, FileQuestion question) override;
    QCoro::Task<QString> chooseFolder(QWidget *over, FileQuestion question) override;
};

} // namespace smc::gui
