// A small form that makes something: fields, what is wrong in words, and one button that tries.
#pragma once

#include <base/error.h>

#include <QCoro/QCoroTask>
#include <QDialog>
#include <QHash>
#include <QStringList>

#include <functional>
#include <optional>

class QDialogButtonBox;
class QLabel;
class QPushButton;
class QScrollArea;

namespace smc::gui {

class Field;

struct FormLine
{
    QString id;
    QString label; ///< With its mnemonic.
    QString hint{};
    QStringList choices{}; ///< None: any text.
    enum class Need { Required, Optional } need = Need::Required;
    QString text{}; ///< To begin with.
    /// What is wrong with a text that is not empty, in words; empty where nothing is.
    std::function<QString(const QString &text)> check{};
};

struct Form
{
    QString title;
    QString sentence; ///< What is made, and where.
    QList<FormLine> lines;
    QString button; ///< A verb: "Create list".
};

/// A field is checked when it is left, all of them before anything is tried: the button is never grey without a word.
class CreationDialog : public QDialog
{
    Q_OBJECT

public:
    using Values = QHash<QString, QString>; ///< By id.
    /// Tries; the dialog stays with the error in words where there is one.
    using Create = std::function<QCoro::Task<Result<void>>(Values)>;

    CreationDialog(const Form &form, Create create, QWidget *parent);

    QString valueOf(const QString &id) const; ///< Without space at its ends.

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeLine(const FormLine &line);
    QString wrongWith(const FormLine &line) const;
    void fitHeight();
    void takeBackError(qsizetype at);
    bool checkAll();
    void bringIntoView(Field &field);
    QCoro::Task<void> tryIt();
    void showError(const Error &error);

    QList<FormLine> m_lines;
    Create m_create;
    QHash<QString, QWidget *> m_editors;
    QList<Field *> m_fields; ///< One for each line.
    QScrollArea *m_scroll;
    QLabel *m_error;
    QDialogButtonBox *m_buttons = nullptr;
    QPushButton *m_button = nullptr; ///< Creates.
};

} // namespace smc::gui
