#include "place_panel.h"

#include "../theme.h"
#include "../widgets/field.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace smc::gui {

PlacePanel::PlacePanel(QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_name(new QLineEdit(this))
    , m_folder(new QComboBox(this))
    , m_nameField(new Field(tr("&Name"), m_name, {}, this))
    , m_folderField(new Field(tr("F&older"), m_folder, {}, this))
    , m_buttons(new QDialogButtonBox(this))
    , m_accept(m_buttons->addButton(QString(), QDialogButtonBox::AcceptRole))
{
    theme::setRole(*this, "card");
    theme::setRole(*m_title, "groupTitle");
    m_title->setWordWrap(true);
    m_name->setMaxLength(200);
    m_folder->setEditable(true);
    m_folder->setInsertPolicy(QComboBox::NoInsert);
    m_folder->setMinimumContentsLength(8);
    m_folder->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_folder->lineEdit()->setPlaceholderText(tr("Top folder"));
    m_folder->lineEdit()->setAccessibleName(m_folder->accessibleName());

    m_buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &PlacePanel::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &PlacePanel::cancelled);
    connect(m_name, &QLineEdit::returnPressed, this, &PlacePanel::accept);
    connect(m_folder->lineEdit(), &QLineEdit::returnPressed, this, &PlacePanel::accept);
    connect(m_name, &QLineEdit::textEdited, this, [this] { setError({}); });
    theme::setRole(*m_accept, "primary");

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::Medium, theme::space::Medium, theme::space::Medium, theme::space::Medium);
    layout->setSpacing(theme::space::Small);
    layout->addWidget(m_title);
    layout->addWidget(m_nameField);
    layout->addWidget(m_folderField);
    layout->addWidget(m_buttons);
    hide();
}

void PlacePanel::open(const Question &question, const QObject *asker)
{
    m_asker = asker;
    m_ask = question.ask;
    const bool asksName = m_ask == Ask::NameAndFolder;
    m_title->setText(question.title);
    m_accept->setText(question.button);
    m_nameField->setVisible(asksName);
    m_name->setText(question.name);
    m_folder->clear();
    m_folder->addItem(QString());
    m_folder->addItems(question.folders);
    m_folder->setItemData(0, tr("Top folder"), Qt::ToolTipRole);
    m_folder->setCurrentText(question.folder);
    setError({});
    show();
    if (asksName) {
        m_name->setFocus(Qt::OtherFocusReason);
        m_name->selectAll();
    } else {
        m_folder->setFocus(Qt::OtherFocusReason);
        m_folder->lineEdit()->selectAll();
    }
}

void PlacePanel::setError(const QString &error)
{
    m_nameField->setError(m_ask == Ask::NameAndFolder ? error : QString());
    m_folderField->setError(m_ask == Ask::Folder ? error : QString());
}

void PlacePanel::accept()
{
    if (m_ask == Ask::NameAndFolder && m_name->text().trimmed().isEmpty()) {
        setError(tr("Give the event a name."));
        m_name->setFocus(Qt::OtherFocusReason);
        return;
    }
    Q_EMIT accepted(m_name->text(), m_folder->currentText());
}

void PlacePanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT cancelled();
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace smc::gui
