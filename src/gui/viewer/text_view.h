// A view of rows of text, of which it makes and paints only those that are seen: a body of any size costs what a
// screenful costs.
//
// Caret and selection are bytes of the body, so that they mean the same in every layout.
#pragma once

#include "row_layout.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace smc::gui {

class TextView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TextView(QWidget *parent = nullptr);
    ~TextView() override;

    /// Shows `rows` from the top; nothing where there are none. They must outlive the view or be taken away.
    void setRows(const json::Rows *rows);
    const json::Rows *rows() const { return m_rows; }
    /// The rows have become more, or are known better.
    void rowsGrown();

    json::Offset caret() const { return m_caret; }
    /// Empty where nothing is selected.
    json::Range selection() const;
    bool hasSelection() const { return m_anchor != m_caret; }
    void select(json::Range range);
    void selectAll();
    /// Selects `range` and scrolls to where it begins, so that its surroundings are seen too.
    void reveal(json::Range range);

    void goToStart();
    /// At once, however large the body; the view stays there while the rows become more.
    void goToEnd();

    /// The first byte in view, and the way back to it.
    json::Offset topOffset() const;
    void showAtTop(json::Offset offset);
    json::RowNumber topRow() const { return m_top; }
    std::int64_t rowsOnPage() const;
    /// Characters of the code font that stand side by side.
    int columnsThatFit() const;

    /// What is lit up among the bytes in view: asked for each time that the view moves.
    using Marker = std::function<std::vector<json::Range>(json::Range)>;
    void setMarker(Marker marker);
    void refreshMarks();

    /// What a screen reader reads: the rows in view, a line each, and where caret and selection stand in it.
    QString visibleText() const;
    int caretPosition() const;
    std::pair<int, int> selectedPositions() const;
    void setCaretPosition(int position);
    QRect rectOfPosition(int position) const;
    int positionAt(QPoint point) const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void caretMoved();
    void copyWanted();

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    enum class Extend { No, Yes };
    /// At the beginning of a row, or at the end of the row before: the same byte where nothing lies between.
    enum class Side { Begin, End };
    struct Hit
    {
        json::Offset offset;
        Side side = Side::Begin;
    };

    void dress();
    void rebuild();
    void fitBars();
    void setTop(json::RowNumber top);
    json::RowNumber lastTop() const;
    std::int64_t barScale() const;
    void showCaret();
    void tellChange();

    std::unique_ptr<RowLayout> layoutOf(json::RowNumber row) const;
    json::RowNumber caretRow() const;
    Hit hitAt(QPointF point) const;
    void place(Hit hit, Extend extend);
    bool moveByKey(const QKeyEvent &event);
    bool scrollByKey(const QKeyEvent &event);
    void moveVertically(std::int64_t rows, Extend extend);
    void moveSideways(int step, Extend extend);
    void moveInRow(Side side, Extend extend);
    void moveByWord(int step, Extend extend);
    json::Range wordAt(json::Offset offset) const;
    void paintRow(QPainter &painter, std::size_t row) const;

    const json::Rows *m_rows = nullptr;
    QFont m_font;
    int m_rowHeight = 1;
    std::vector<std::unique_ptr<RowLayout>> m_visible; ///< From m_top on.
    std::vector<json::Range> m_marks;
    Marker m_marker;
    json::RowNumber m_top;
    json::Offset m_caret;
    json::Offset m_anchor;
    Side m_side = Side::Begin; ///< Of the caret.
    qreal m_wantedX = -1;      ///< Where the caret goes in rows above and below.
    qreal m_contentWidth = 0;
    bool m_followsEnd = false;
    bool m_settingBars = false;
    bool m_dragging = false;
    QBasicTimer m_dragTimer;
    QPointF m_dragPoint;
    QBasicTimer m_tripleClick;
    int m_wheelRest = 0;
};

} // namespace smc::gui
