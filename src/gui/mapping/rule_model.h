// The rules of a mapping as a list: what each is called, and whether it takes the event at hand.
#pragma once

#include <QAbstractListModel>

namespace smc::gui {

class MappingSession;

class RuleModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    /// `session` must outlive the model.
    explicit RuleModel(MappingSession &session, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    MappingSession &m_session;
    int m_count = 0;
};

} // namespace smc::gui
