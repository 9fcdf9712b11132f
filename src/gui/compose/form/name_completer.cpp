#include "name_completer.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStringListModel>

#include <algorithm>
#include <array>

namespace smc::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::NameCompleter)
};

/// A list of proposals gets the keys of a line first. What chooses none of them is for the line.
class KeysForTheLine final : public QObject
{
public:
    KeysForTheLine(QCompleter &completer, QLineEdit &line)
        : QObject(&line)
        , m_completer(completer)
        , m_line(line)
    {
        completer.popup()->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        static constexpr std::array Ending{Qt::Key_Return, Qt::Key_Enter, Qt::Key_Tab, Qt::Key_Backtab};
        if (event->type() != QEvent::KeyPress || m_completer.popup()->currentIndex().isValid())
            return QObject::eventFilter(watched, event);
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (std::find(Ending.begin(), Ending.end(), key) == Ending.end())
            return QObject::eventFilter(watched, event);
        m_completer.popup()->hide();
        QCoreApplication::sendEvent(&m_line, event);
        return true;
    }

private:
    QCompleter &m_completer;
    QLineEdit &m_line;
};

} // namespace

QCompleter *proposeNames(QLineEdit &line, const QStringList &names)
{
    auto *completer = new QCompleter(&line);
    completer->setModel(new QStringListModel(names, completer));
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->popup()->setAccessibleName(Words::tr("Suggestions"));
    line.setCompleter(completer);
    new KeysForTheLine(*completer, line);
    return completer;
}

void setNames(QCompleter &completer, const QStringList &names)
{
    static_cast<QStringListModel *>(completer.model())->setStringList(names);
}

} // namespace smc::gui
