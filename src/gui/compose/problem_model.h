// What is wrong or doubtful with an event, one line each.
#pragma once

#include "preview.h"

#include <QAbstractListModel>

namespace smc::gui {

class ProblemModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    /// `text` is the editor's, for line numbers.
    void setProblems(const std::vector<PreviewProblem> &problems, std::string_view text);
    const PreviewProblem &problem(int row) const { return m_lines[static_cast<std::size_t>(row)].problem; }

    /// "1 error, 2 warnings"; "No problems".
    QString summary() const;
    theme::Tone tone() const;

    int rowCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;

private:
    struct Line
    {
        PreviewProblem problem;
        std::uint32_t number = 0;
    };
    int count(segment::Severity severity) const;

    std::vector<Line> m_lines;
};

} // namespace smc::gui
