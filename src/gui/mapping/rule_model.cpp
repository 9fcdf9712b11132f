#include "rule_model.h"

#include "../icons.h"
#include "../text.h"
#include "../theme.h"
#include "mapping_session.h"

#include <algorithm>

namespace smc::gui {

namespace {

bool hasProblem(const RuleView &view)
{
    return !view.triggerProblem.empty() ||
           std::any_of(view.columns.begin(), view.columns.end(), [](const ColumnView &column) {
               return !column.nameProblem.empty() || !column.valueProblem.empty();
           });
}

} // namespace

RuleModel::RuleModel(MappingSession &session, QObject *parent)
    : QAbstractListModel(parent)
    , m_session(session)
    , m_count(static_cast<int>(session.view().rules.size()))
{
    connect(&session, &MappingSession::changed, this, [this] {
        const int count = static_cast<int>(m_session.view().rules.size());
        if (count != m_count) {
            beginResetModel();
            m_count = count;
            endResetModel();
        } else if (count > 0) {
            Q_EMIT dataChanged(index(0), index(count - 1));
        }
    });
}

int RuleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

QVariant RuleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto at = static_cast<std::size_t>(index.row());
    if (at >= m_session.view().rules.size()) // A smaller mapping has come, and follows in a moment.
        return {};
    const RuleView &view = m_session.view().rules[at];
    const auto &outcomes = m_session.outcome().rules;
    const auto state = at < outcomes.size() ? outcomes[at].state : RuleOutcome::State::Unknown;
    const bool isWrong = hasProblem(view);
    const QString words = isWrong                                 ? tr("can't be used")
                          : state == RuleOutcome::State::Taken    ? tr("takes this event")
                          : state == RuleOutcome::State::NotTaken ? tr("not this event")
                                                                  : QString();
    switch (role) {
    case Qt::DisplayRole:
        return words.isEmpty() ? fromUtf8(view.id) : fromUtf8(view.id) + QLatin1Char('\n') + words;
    case Qt::AccessibleTextRole:
        return words.isEmpty() ? fromUtf8(view.id) : tr("%1, %2", "rule, state").arg(fromUtf8(view.id), words);
    case Qt::ToolTipRole:
        return fromUtf8(view.description);
    case Qt::DecorationRole:
        if (isWrong)
            return icon(QStringLiteral("cross"), theme::Tone::Danger);
        return state == RuleOutcome::State::Taken ? icon(QStringLiteral("check"), theme::Tone::Success)
                                                  : icon(QStringLiteral("dot"), theme::Tone::Neutral);
    default:
        return {};
    }
}

} // namespace smc::gui
