#include "place_panel.h"

#include "../theme.h"
#include "../widgets/field.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace smc::gui {

namespace {

/// The first choice is shown by its name; chosen, it leaves the field empty. So that name can neither be completed to
/// nor be taken for a folder to make.
class TopChoice final : public QStandardItem
{
public:
    explicit TopChoice(const QString &name)
        : QStandardItem(name)
    {
    }

    QVariant data(int role) const override { return role == Qt::EditRole ? QString() : QStandardItem::data(role); }
};

} // namespace

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
    static_cast<QStandardItemModel *>(m_folder->model())->appendRow(new TopChoice(tr("Top folder")));
    m_folder->addItems(question.folders);
    m_folder->setCurrentIndex(static_cast<int>(question.folders.indexOf(question.folder)) + 1);
    m_folder->setEditText(question.folder);
    setError({});
    show();
    if (asksName) {
        m_name->setFocus(Qt::OtherFocusReason);
        m_name->selectAll();
    } else {
        m_folder->setFocus(Qt::OtherFocusReason);
        m_folder->lineEdit()->selectAll();
    }
    Q_EMIT opened();
}

void PlacePanel::setError(const QString &error)
{
    m_nameField->setError(m_ask == Ask::NameAndFolder ? error : QString());
    m_folderField->setError(m_ask == Ask::Folder ? error : QString());
}

QString PlacePanel::folder() const
{
    const QString written = m_folder->currentText();
    // Written out, it is what the list calls so, unless there is a folder of that name.
    const bool isTop = written.trimmed().compare(tr("Top folder"), Qt::CaseInsensitive) == 0;
    const QAbstractItemModel &choices = *m_folder->model();
    const QModelIndex second = choices.index(1, 0);
    const bool isThere =
        second.isValid() && !choices.match(second, Qt::EditRole, written.trimmed(), 1, Qt::MatchFixedString).isEmpty();
    return isTop && !isThere ? QString() : written;
}

void PlacePanel::accept()
{
    if (m_ask == Ask::NameAndFolder && m_name->text().trimmed().isEmpty()) {
        setError(tr("Give the event a name."));
        m_name->setFocus(Qt::OtherFocusReason);
        return;
    }
    Q_EMIT accepted(m_name->text(), folder());
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
