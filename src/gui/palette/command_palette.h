// The command palette: one field that finds every action, page, profile and list, over the window.
//
// The field keeps the keyboard: what is typed filters, Up, Down, Page Up, Page Down choose, Return does it, Escape
// leaves. A screen reader hears the line that is chosen as the field's description, and as the list's active line.
#pragma once

#include "palette_source.h"

#include <QFrame>
#include <QPointer>

#include <vector>

class QLabel;
class QLineEdit;
class QListView;

namespace smc::workspace {
class UiState;
} // namespace smc::workspace

namespace smc::gui {

class PaletteModel;

class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    /// Hidden until open(). `window` is what it lies over.
    explicit CommandPalette(QWidget &window);

    /// Takes it over. Sources come in the order in which their lines stand where nothing was chosen before.
    void addSource(PaletteSource *source);

    void open(const QString &query = {});
    void leave();

    PaletteModel &model() { return *m_model; }

    void saveState(workspace::UiState &state) const;
    void restoreState(const workspace::UiState &state);

Q_SIGNALS:
    /// Something was chosen, and the list of recent choices is another.
    void chosen();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void gather();
    void filter();
    void moveBy(int lines);
    void select(int row);
    void run();
    void announce();
    void place();
    bool handleKey(int key);
    /// Whether they mean something in the whole window, whatever page it shows.
    bool isOfWindow(const QKeySequence &keys) const;

    QWidget &m_window;
    QLineEdit *m_field;
    QListView *m_list;
    QLabel *m_nothing;
    PaletteModel *m_model;
    std::vector<PaletteSource *> m_sources;
    QPointer<QWidget> m_before; ///< Had the keyboard before, and gets it back.
};

} // namespace smc::gui
