// The list of suggestions at the caret. The editor keeps the focus and hands it the keys.
#pragma once

#include <QListView>
#include <QString>

#include <vector>

class QStandardItemModel;

namespace smc::gui {

struct Suggestion
{
    enum class Kind { Text, Command };

    QString text;
    QString hint;
    Kind kind = Kind::Text; ///< A command is in words, and stands in their font.
};

class CompletionPopup : public QListView
{
    Q_OBJECT

public:
    /// A window of its own over `editor`, which owns it.
    explicit CompletionPopup(QWidget *editor);

    /// Shows `suggestions` under `caret` (the caret's rectangle on the screen), the first one chosen.
    void showAt(const std::vector<Suggestion> &suggestions, const QRect &caret);
    /// The caret is there now.
    void placeAt(const QRect &caret);
    int chosen() const { return currentIndex().row(); }

    /// Moves the choice or takes it; false for keys that it does not want.
    bool takeKey(int key);

Q_SIGNALS:
    void accepted(int row);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void choose(int row);

    QStandardItemModel *m_model;
};

} // namespace smc::gui
