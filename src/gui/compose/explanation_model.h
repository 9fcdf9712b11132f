// What explains a row for SMC, line by line: the pieces of the chosen cell, why columns stayed empty, and why rules did
// not take the event.
#pragma once

#include "preview.h"

#include <QAbstractListModel>

#include <optional>
#include <vector>

namespace smc::gui {

struct ExplanationLine
{
    enum class Kind : std::uint8_t {
        Title, ///< Of the lines below it.
        Part,
        Gap,
        Rule,
    };
    Kind kind = Kind::Title;
    QString text;
    QString about{};                 ///< More of it, for a tooltip.
    std::vector<json::Span> spans{}; ///< In the editor's text.
    std::vector<Fix> fixes{};

    bool operator==(const ExplanationLine &other) const { return kind == other.kind && text == other.text; }
};

/// The lines for the delivery of that index, with the cell in `row` of it first where one is chosen.
std::vector<ExplanationLine> explanationLines(const Preview &preview, std::size_t delivery,
                                              std::optional<std::size_t> row);

class ExplanationModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    /// Where the lines say the same as before, the selection stays.
    void setLines(std::vector<ExplanationLine> lines);
    const ExplanationLine &line(int row) const { return m_lines[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;

private:
    std::vector<ExplanationLine> m_lines;
};

} // namespace smc::gui
