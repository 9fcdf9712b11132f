#include "allow_list_editor.h"

#include "../theme.h"
#include "../widgets/row_edit_delegate.h"
#include "allow_list_model.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {

bool isPaste(const QEvent &event)
{
    return event.type() == QEvent::KeyPress && static_cast<const QKeyEvent &>(event).matches(QKeySequence::Paste);
}

} // namespace

AllowListEditor::AllowListEditor(QWidget *parent)
    : QWidget(parent)
    , m_model(new AllowListModel(this))
    , m_list(new QListView(this))
    , m_name(new QLineEdit(this))
    , m_add(new QPushButton(tr("Add"), this))
    , m_paste(new QPushButton(tr("Paste names"), this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_count(new QLabel(this))
{
    m_list->setModel(m_model);
    m_list->setObjectName(QStringLiteral("allowedEvents.list"));
    m_list->setAccessibleName(tr("Allowed events"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setItemDelegate(new RowEditDelegate(m_list));
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_list->setMinimumHeight(120);
    m_name->setObjectName(QStringLiteral("allowedEvent.new"));
    m_name->setPlaceholderText(tr("Name of a track event"));
    m_name->setAccessibleName(tr("Event to allow"));
    m_paste->setToolTip(tr("Add a column of names from the clipboard, one a line"));
    for (QPushButton *button : {m_add, m_paste, m_remove})
        button->setAccessibleName(tr("%1 (allowed events)").arg(button->text()));
    m_add->setObjectName(QStringLiteral("allowedEvent.add"));
    m_paste->setObjectName(QStringLiteral("allowedEvent.paste"));
    m_remove->setObjectName(QStringLiteral("allowedEvent.remove"));
    theme::setRole(*m_count, "hint");
    m_count->setWordWrap(true);

    auto *adding = new QHBoxLayout;
    adding->setSpacing(theme::space::Small);
    adding->addWidget(m_name, 1);
    adding->addWidget(m_add);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::space::Small);
    buttons->addWidget(m_paste);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Small);
    layout->addLayout(adding);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    layout->addWidget(m_count);
    // Not by a focus proxy: Tab would come here before its turn.
    setFocusPolicy(Qt::ClickFocus);

    m_list->installEventFilter(this);
    m_name->installEventFilter(this);
    connect(m_add, &QPushButton::clicked, this, &AllowListEditor::addTyped);
    connect(m_name, &QLineEdit::returnPressed, this, &AllowListEditor::addTyped);
    connect(m_paste, &QPushButton::clicked, this, [this] { paste(QGuiApplication::clipboard()->text()); });
    connect(m_remove, &QPushButton::clicked, this, &AllowListEditor::removeSelected);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AllowListEditor::refresh);
    connect(m_model, &AllowListModel::refused, this, [this](const QString &why) {
        m_said = why;
        refresh();
    });
    connect(m_model, &AllowListModel::namesChanged, this, [this] {
        refresh();
        Q_EMIT changed();
    });
    refresh();
}

void AllowListEditor::setNames(const QStringList &names)
{
    m_said.clear();
    m_model->setNames(names);
    refresh();
}

QStringList AllowListEditor::names() const
{
    return m_model->names();
}

void AllowListEditor::paste(const QString &text)
{
    const AllowListModel::Added result = m_model->add(text);
    if (result.added == 0 && result.known == 0)
        m_said = tr("There is no name to add.");
    else if (result.known == 0)
        m_said = tr("Added %1.").arg(result.added);
    else
        m_said = tr("Added %1, left out %2 that were there already.").arg(result.added).arg(result.known);
    refresh();
    m_list->scrollToBottom();
}

void AllowListEditor::focusInEvent(QFocusEvent *event)
{
    m_name->setFocus(event->reason());
}

bool AllowListEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (isPaste(*event)) {
        const QString text = QGuiApplication::clipboard()->text();
        if (watched == m_list || text.trimmed().contains(QLatin1Char('\n'))) {
            paste(text);
            return true;
        }
    }
    if (watched == m_list && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete) {
        removeSelected();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void AllowListEditor::addTyped()
{
    if (m_name->text().trimmed().isEmpty())
        return;
    paste(m_name->text());
    m_name->clear();
}

void AllowListEditor::removeSelected()
{
    QList<int> rows;
    for (const QModelIndex &index : m_list->selectionModel()->selectedIndexes())
        rows.append(index.row());
    std::sort(rows.begin(), rows.end(), std::greater<>());
    m_said.clear();
    for (const int row : rows)
        m_model->removeRow(row);
}

void AllowListEditor::refresh()
{
    const int count = m_model->rowCount();
    QString text = count == 0   ? tr("No names: no track event is sent.")
                   : count == 1 ? tr("1 name.")
                                : tr("%n names.", nullptr, count);
    if (!m_said.isEmpty())
        text += QLatin1Char(' ') + m_said;
    m_count->setText(text);
    m_remove->setEnabled(m_list->selectionModel()->hasSelection());
}

} // namespace smc::gui
