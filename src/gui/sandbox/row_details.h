// One record or request, whole: its values below each other, to read and to copy.
#pragma once

#include <QString>
#include <QWidget>

#include <optional>
#include <string>
#include <vector>

class QAction;
class QLabel;

namespace smc::gui {

class CodeView;

/// A row of a table as people read it.
struct WholeRow
{
    struct Member
    {
        std::string name;
        std::optional<std::string> text; ///< Nothing for null.
        bool isJson = false;             ///< A number or a boolean, to stand without quotes in JSON.
    };
    QString title; ///< "Record 12"
    std::vector<Member> members;

    /// A line for each member; JSON in a text is laid out below its name, its numbers as they are spelt.
    std::string asText() const;
    /// One JSON object.
    std::string asJson() const;
};

class RowDetails : public QWidget
{
    Q_OBJECT

public:
    struct Names
    {
        QString object;
        QString accessible;
    };
    /// `copying` copies the row that is shown; it is offered beside the title. `names` are those of the text.
    RowDetails(QAction &copying, const Names &names, QWidget *parent = nullptr);

    /// Shows the row; hides itself where there is none.
    void show(std::optional<WholeRow> row);
    const std::optional<WholeRow> &row() const { return m_row; }

    /// Some lines: the table above it gets the rest.
    QSize sizeHint() const override;

private:
    QLabel *m_title;
    CodeView *m_text;
    std::optional<WholeRow> m_row;
};

} // namespace smc::gui
