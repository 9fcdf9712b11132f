#include "explanation_pane.h"

#include "../theme.h"
#include "../widgets/wrapped_delegate.h"

#include <QKeyEvent>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace smc::gui {

namespace {

bool isEdit(const Fix &fix)
{
    return fix.kind == Fix::Kind::ReplaceText || fix.kind == Fix::Kind::Edit;
}

} // namespace

ExplanationPane::ExplanationPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new ExplanationModel(this))
    , m_list(new QListView(this))
    , m_fixes()
{
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("Explanation of the row"));
    m_list->setAccessibleDescription(tr("Choose a line to see its place in the event."));
    m_list->setItemDelegate(new WrappedDelegate(m_list));
    m_list->setWordWrap(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMinimumHeight(1); // A small window has little room under the row.
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        showFixes();
        Q_EMIT selectionChanged();
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &ExplanationPane::showFixes);
    connect(m_list, &QListView::doubleClicked, this, &ExplanationPane::goToPlace);
    m_list->installEventFilter(this);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list, 1);
    for (std::size_t i = 0; i < m_fixes.size(); ++i) {
        m_fixes[i] = new QPushButton(this);
        theme::setRole(*m_fixes[i], "link");
        layout->addWidget(m_fixes[i], 0, Qt::AlignLeft);
        connect(m_fixes[i], &QPushButton::clicked, this, [this, i] {
            if (const ExplanationLine *line = current(); line && i < line->fixes.size())
                Q_EMIT fixWanted(Fix(line->fixes[i]));
        });
    }
    showFixes();
}

void ExplanationPane::setLines(std::vector<ExplanationLine> lines)
{
    const auto side = theme::scaled(16);
    m_list->setIconSize({side, side});
    m_model->setLines(std::move(lines));
    showFixes();
}

const ExplanationLine *ExplanationPane::current() const
{
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    return rows.size() == 1 ? &m_model->line(rows.front().row()) : nullptr;
}

std::vector<json::Span> ExplanationPane::selectedPlaces() const
{
    const ExplanationLine *line = current();
    return line ? line->spans : std::vector<json::Span>();
}

void ExplanationPane::takeFocus()
{
    m_list->setFocus(Qt::OtherFocusReason);
    if (!current() && m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(0, 0));
}

void ExplanationPane::showFixes()
{
    const ExplanationLine *line = current();
    for (std::size_t i = 0; i < m_fixes.size(); ++i) {
        const bool isUsed = line && i < line->fixes.size();
        m_fixes[i]->setVisible(isUsed);
        m_fixes[i]->setText(isUsed ? line->fixes[i].label : QString());
        m_fixes[i]->setAccessibleName(m_fixes[i]->text());
    }
}

void ExplanationPane::goToPlace()
{
    const ExplanationLine *line = current();
    if (line && !line->spans.empty())
        Q_EMIT fixWanted(Fix{Fix::Kind::ShowPlace, {}, {}, line->spans.front()});
}

/// By Enter: the one way to mend it, where Undo takes that back; else its place. What it does stands on the button.
void ExplanationPane::act()
{
    const ExplanationLine *line = current();
    if (line && line->fixes.size() == 1 && isEdit(line->fixes.front()))
        Q_EMIT fixWanted(Fix(line->fixes.front()));
    else
        goToPlace();
}

bool ExplanationPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && !(key->modifiers() & ~Qt::KeypadModifier)) {
            act();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace smc::gui
