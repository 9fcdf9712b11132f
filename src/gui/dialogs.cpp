#include "dialogs.h"

#include "theme.h"

#include <QApplication>
#include <QCoro/QCoroSignal>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>

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

/// Each button answers to a letter of its own: the first one of a word, where another button does not have it.
QStringList withMnemonics(const QList<Choice> &choices)
{
    QStringList texts;
    QString taken;
    for (const Choice &choice : choices) {
        QString text = choice.text;
        text.replace(QLatin1Char('&'), QLatin1String("&&")); // Of a name.
        const auto isFree = [&](qsizetype at) { return text[at].isLetter() && !taken.contains(text[at].toLower()); };
        qsizetype found = -1;
        for (qsizetype at = 0; at < text.size() && found < 0; ++at) {
            if (isFree(at) && (at == 0 || text[at - 1].isSpace()))
                found = at;
        }
        for (qsizetype at = 0; at < text.size() && found < 0; ++at) {
            if (isFree(at))
                found = at;
        }
        if (found >= 0) {
            taken += text[found].toLower();
            text.insert(found, QLatin1Char('&'));
        }
        texts.append(text);
    }
    return texts;
}

/// QMessageBox indents its words for an icon that is not there.
void alignWords(QMessageBox &box)
{
    auto *grid = qobject_cast<QGridLayout *>(box.layout());
    if (!grid)
        return;
    grid->setContentsMargins(theme::space::Group, theme::space::Group, theme::space::Group, theme::space::Group);
    grid->setHorizontalSpacing(0);
    for (int at = 0; at < grid->count(); ++at) {
        if (QSpacerItem *spacer = grid->itemAt(at)->spacerItem())
            spacer->changeSize(0, 0, QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    for (const char *name : {"qt_msgbox_label", "qt_msgbox_informativelabel"}) {
        auto *words = box.findChild<QLabel *>(QLatin1String(name));
        if (!words)
            continue;
        words->setContentsMargins(0, 0, 0, 0);
        words->setIndent(0);
        int row = 0;
        int column = 0;
        int rows = 0;
        int columns = 0;
        grid->getItemPosition(grid->indexOf(words), &row, &column, &rows, &columns);
        grid->setColumnStretch(column, 1); // Not the room of the icon.
    }
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
    const QStringList texts = withMnemonics(question.choices);
    for (qsizetype at = 0; at < texts.size(); ++at) {
        const Choice &choice = question.choices[at];
        QPushButton *button = box->addButton(texts[at], roleOf(choice.kind));
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
    if (auto *sentence = box->findChild<QLabel *>(QStringLiteral("qt_msgbox_label")))
        theme::setRole(*sentence, "groupTitle");
    alignWords(*box);
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
    // A name without a kind gets that of the filter which is chosen.
    const auto takeKind = [dialog](const QString &filter) {
        static const QRegularExpression kind(QStringLiteral("\\*\\.(\\w+)"));
        dialog->setDefaultSuffix(kind.match(filter).captured(1));
    };
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, takeKind);
    takeKind(dialog->selectedNameFilter());
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
