#include "member_delegate.h"

#include "../../theme.h"
#include "../../widgets/data_table.h"
#include "member_model.h"
#include "name_completer.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTimer>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr int RowHeight = 28;

ValueKind kindAt(const QModelIndex &index)
{
    return static_cast<ValueKind>(index.data(MemberModel::KindRole).toInt());
}

} // namespace

QWidget *MemberDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool isWord = index.column() == MemberModel::ValueColumn && kindAt(index) == ValueKind::TrueFalse;
    QWidget *editor =
        index.column() == MemberModel::KindColumn || isWord ? makeChoice(parent, index) : makeLine(parent, index);
    const QString row = index.siblingAtColumn(MemberModel::KeyColumn).data().toString();
    switch (index.column()) {
    case MemberModel::KeyColumn:
        editor->setAccessibleName(tr("Key"));
        break;
    case MemberModel::ValueColumn:
        editor->setAccessibleName(tr("Value of %1").arg(row));
        break;
    default:
        editor->setAccessibleName(tr("Kind of %1").arg(row));
        break;
    }
    m_open = editor;
    m_openIndex = index;
    return editor;
}

QWidget *MemberDelegate::makeChoice(QWidget *parent, const QModelIndex &index) const
{
    auto *combo = new QComboBox(parent);
    if (index.column() == MemberModel::KindColumn) {
        for (const ValueKind kind : AllKinds)
            combo->addItem(wordFor(kind), static_cast<int>(kind));
        if (kindAt(index) == ValueKind::Variable)
            combo->addItem(wordFor(ValueKind::Variable), static_cast<int>(ValueKind::Variable));
    } else {
        combo->addItem(QStringLiteral("true"), QStringLiteral("true"));
        combo->addItem(QStringLiteral("false"), QStringLiteral("false"));
    }
    // A choice is made once it is clicked or confirmed.
    connect(combo, &QComboBox::activated, this, [this, combo] {
        auto *self = const_cast<MemberDelegate *>(this);
        Q_EMIT self->commitData(combo);
        Q_EMIT self->closeEditor(combo, NoHint);
    });
    QTimer::singleShot(0, combo, &QComboBox::showPopup);
    return combo;
}

QLineEdit *MemberDelegate::makeLine(QWidget *parent, const QModelIndex &index) const
{
    auto *line = new QLineEdit(parent);
    connect(line, &QLineEdit::textEdited, this, &MemberDelegate::typed);
    if (index.column() == MemberModel::KeyColumn) {
        proposeNames(*line, index.data(MemberModel::KeyNamesRole).toStringList());
        line->setPlaceholderText(tr("Key"));
    } else if (isContainer(kindAt(index))) {
        line->setFont(theme::codeFont());
    }
    return line;
}

void MemberDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const QVariant value = index.data(Qt::EditRole);
    if (auto *combo = qobject_cast<QComboBox *>(editor))
        combo->setCurrentIndex(combo->findData(value));
    // A preview that arrives meanwhile repaints the cells; what is being typed stays.
    else if (auto *line = qobject_cast<QLineEdit *>(editor); line && !line->isModified())
        line->setText(value.toString());
}

void MemberDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (const auto *combo = qobject_cast<QComboBox *>(editor))
        model->setData(index, combo->currentData());
    else if (const auto *line = qobject_cast<QLineEdit *>(editor))
        model->setData(index, line->text());
}

QString MemberDelegate::typedText() const
{
    const auto *line = qobject_cast<const QLineEdit *>(openEditor());
    return line ? line->text() : QString();
}

void MemberDelegate::commit()
{
    if (isTyping())
        Q_EMIT commitData(m_open);
}

void MemberDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                          const QModelIndex &) const
{
    editor->setGeometry(option.rect);
}

QSize MemberDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(std::max(RowHeight, option.fontMetrics.height() + theme::space::Medium));
    return size;
}

void MemberDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    dressCell(*option, index);
    if (index.column() == MemberModel::ValueColumn && isContainer(kindAt(index)))
        option->font = theme::codeFont();
    option->decorationPosition = QStyleOptionViewItem::Right;
}

} // namespace smc::gui
