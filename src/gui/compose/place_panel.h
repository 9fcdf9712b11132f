// Asks for a name and a folder, in the page: where to save an event, or where to move some.
#pragma once

#include <QFrame>
#include <QStringList>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace smc::gui {

class Field;

class PlacePanel : public QFrame
{
    Q_OBJECT

public:
    explicit PlacePanel(QWidget *parent = nullptr);

    enum class Ask { NameAndFolder, Folder };
    struct Question
    {
        Ask ask = Ask::NameAndFolder;
        QString title;       ///< "Save the event"
        QString button;      ///< "Save"
        QString name{};      ///< To begin with.
        QString folder{};    ///< "Newsletter/Spring"; empty for the top.
        QStringList folders; ///< To choose from, without the top. Another one can be written.
    };
    /// Shows itself; the focus is in the first field. `asker` is who wants to know; who asked before is told no more.
    void open(const Question &question, const QObject *asker);
    const QObject *asker() const { return m_asker; }
    void setError(const QString &error); ///< Under the first field. The panel stays.

Q_SIGNALS:
    void opened();
    void accepted(const QString &name, const QString &folder);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void accept();
    /// Empty for the top.
    QString folder() const;

    QLabel *m_title;
    QLineEdit *m_name;
    QComboBox *m_folder;
    Field *m_nameField;
    Field *m_folderField;
    QDialogButtonBox *m_buttons;
    QPushButton *m_accept;
    Ask m_ask = Ask::NameAndFolder;
    const QObject *m_asker = nullptr; ///< Only compared.
};

} // namespace smc::gui
