#include "dialogs.h"

#include "theme.h"

#include <QApplication>
#include <QCoro/QCoroSignal>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>

namespace smc::gui {

namespace {

QMessageBox::ButtonRole roleOf(Choice::Kind kind)
{
    switch (kind) {
    case Choice::Kind::Proceed:
        return QMessageBox::AcceptRole;
    case Choice::Kind::Destroy:
        return QMessageBox::DestructiveRole;
    case Choice::Kind::Cancel:
        break;
    }
    return QMessageBox::RejectRole;
}

QCoro::Task<QStringList> chosenFiles(QFileDialog *dialog)
{
    const QPointer<QFileDialog> guard(dialog);
    dialog->open();
    const int result = co_await qCoro(dialog, &QDialog::finished);
    if (!guard)
        co_return QStringList();
    const QStringList files = dialog->selectedFiles();
    dialog->deleteLater();
    co_return result == QDialog::Accepted ? QStringList(files) : QStringList();
}

QCoro::Task<QString> chosenFile(QFileDialog *dialog)
{
    auto choosing = chosenFiles(dialog);
    const QStringList files = co_await choosing;
    co_return files.value(0);
}

} // namespace

Dialogs::~Dialogs() = default;

QCoro::Task<QString> WindowDialogs::ask(QWidget *over, Question question)
{
    auto *box = new QMessageBox(over ? over : QApplication::activeWindow());
    const QPointer<QMessageBox> guard(box);
    box->setObjectName(question.id);
    box->setWindowTitle(question.title);
    box->setText(question.text);
    box->setInformativeText(question.details);
    box->setTextFormat(Qt::PlainText);
    QString escape;
    for (const Choice &choice : question.choices) {
        QPushButton *button = box->addButton(choice.text, roleOf(choice.kind));
        button->setObjectName(choice.id);
        // The loudest button is the one that Return presses; what can't be undone is said in its words' colour.
        const bool isPreferred = choice.id == question.preferred;
        if (isPreferred)
            box->setDefaultButton(button);
        if (choice.kind == Choice::Kind::Destroy)
            theme::setRole(*button, isPreferred ? "danger" : "destructive");
        else if (isPreferred)
            theme::setRole(*button, "primary");
        if (choice.kind == Choice::Kind::Cancel) {
            box->setEscapeButton(button);
            escape = choice.id;
        }
    }
    constexpr int Padding = theme::space::Medium; // With the layout's own.
    box->setContentsMargins(Padding, Padding, Padding, Padding);
    if (auto *sentence = box->findChild<QLabel *>(QStringLiteral("qt_msgbox_label")))
        theme::setRole(*sentence, "groupTitle");
    box->open();
    co_await qCoro(box, &QDialog::finished);
    if (!guard)
        co_return escape;
    const QString answer = box->clickedButton() ? box->clickedButton()->objectName() : escape;
    box->deleteLater();
    co_return answer;
}

QCoro::Task<QString> WindowDialogs::openFile(QWidget *over, FileQuestion question)
{
    auto *dialog = new QFileDialog(over, question.title, question.suggested, question.filter);
    dialog->setFileMode(QFileDialog::ExistingFile);
    return chosenFile(dialog);
}

QCoro::Task<QString> WindowDialogs::saveFile(QWidget *over, FileQuestion question)
{
    auto *dialog = new QFileDialog(over, question.title, {}, question.filter);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(question.suggested);
    return chosenFile(dialog);
}

QCoro::Task<QStringList> WindowDialogs::openFiles(QWidget *over, FileQuestion question)
{
    auto *dialog = new QFileDialog(over, question.title, question.suggested, question.filter);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    return chosenFiles(dialog);
}

QCoro::Task<QString> WindowDialogs::chooseFolder(QWidget *over, FileQuestion question)
{
    auto *dialog = new QFileDialog(over, question.title, question.suggested);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    return chosenFile(dialog);
}

} // namespace smc::gui
