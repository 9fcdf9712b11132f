#include "text_view_accessible.h"

#include "text_view.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <algorithm>

namespace smc::gui {

namespace {

/// The text is that of the rows in view: a body of a gigabyte is read as it is seen, a screenful at a time.
class TextViewAccessible final : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit TextViewAccessible(TextView *view)
        : QAccessibleWidget(view, QAccessible::EditableText)
        , m_view(*view)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TextInterface)
            return static_cast<QAccessibleTextInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        state.multiLine = true;
        state.selectableText = true;
        return state;
    }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_view.visibleText() : QAccessibleWidget::text(kind);
    }

    QString text(int start, int end) const override { return m_view.visibleText().mid(start, end - start); }
    int characterCount() const override { return static_cast<int>(m_view.visibleText().size()); }
    int cursorPosition() const override { return m_view.caretPosition(); }
    void setCursorPosition(int position) override { m_view.setCaretPosition(position); }

    int selectionCount() const override { return m_view.hasSelection() ? 1 : 0; }
    void selection(int index, int *start, int *end) const override
    {
        const auto [from, to] = index == 0 ? m_view.selectedPositions() : std::pair(0, 0);
        *start = from;
        *end = to;
    }
    void addSelection(int start, int end) override { setSelection(0, start, end); }
    void removeSelection(int) override { m_view.select({m_view.caret(), m_view.caret()}); }
    void setSelection(int, int start, int end) override
    {
        m_view.setCaretPosition(start);
        const json::Offset begin = m_view.caret();
        m_view.setCaretPosition(end);
        m_view.select({begin, m_view.caret()});
    }

    QRect characterRect(int position) const override
    {
        const QRect rect = m_view.rectOfPosition(position);
        return {m_view.viewport()->mapToGlobal(rect.topLeft()), rect.size()};
    }
    int offsetAtPoint(const QPoint &point) const override
    {
        return m_view.positionAt(m_view.viewport()->mapFromGlobal(point));
    }
    void scrollToSubstring(int start, int) override { m_view.setCaretPosition(start); }
    QString attributes(int, int *start, int *end) const override
    {
        *start = 0;
        *end = characterCount();
        return {};
    }

private:
    TextView &m_view;
};

QAccessibleInterface *makeAccessible(const QString &className, QObject *object)
{
    if (className != QLatin1String("smc::gui::TextView"))
        return nullptr;
    auto *view = qobject_cast<TextView *>(object);
    return view ? new TextViewAccessible(view) : nullptr;
}

} // namespace

void installTextViewAccessibility()
{
    [[maybe_unused]] static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
}

QString TextView::visibleText() const
{
    QString text;
    for (const std::unique_ptr<RowLayout> &layout : m_visible) {
        if (!text.isEmpty() || layout != m_visible.front())
            text += QLatin1Char('\n');
        text += layout->text();
    }
    return text;
}

int TextView::caretPosition() const
{
    const json::RowNumber row = caretRow();
    int position = 0;
    for (const std::unique_ptr<RowLayout> &layout : m_visible) {
        if (layout->row().number == row)
            return position + layout->positionOf(m_caret);
        position += static_cast<int>(layout->text().size()) + 1;
    }
    return m_caret < topOffset() ? 0 : std::max(0, position - 1);
}

std::pair<int, int> TextView::selectedPositions() const
{
    const json::Range selected = selection();
    int begin = -1;
    int end = 0;
    int position = 0;
    for (const std::unique_ptr<RowLayout> &layout : m_visible) {
        const json::Range &source = layout->row().source;
        if (selected.begin < source.end && selected.end > source.begin) {
            if (begin < 0)
                begin = position + layout->positionOf(selected.begin);
            end = position + (selected.end >= source.end ? static_cast<int>(layout->text().size())
                                                         : layout->positionOf(selected.end));
        }
        position += static_cast<int>(layout->text().size()) + 1;
    }
    return {std::max(begin, 0), end};
}

void TextView::setCaretPosition(int position)
{
    for (const std::unique_ptr<RowLayout> &layout : m_visible) {
        const auto size = static_cast<int>(layout->text().size());
        if (position <= size) {
            place({layout->offsetOf(std::max(position, 0)), position == size ? Side::End : Side::Begin}, Extend::No);
            return;
        }
        position -= size + 1;
    }
}

QRect TextView::rectOfPosition(int position) const
{
    for (std::size_t row = 0; row < m_visible.size(); ++row) {
        const RowLayout &layout = *m_visible[row];
        const auto size = static_cast<int>(layout.text().size());
        if (position <= size) {
            const qreal left = layout.xOf(layout.offsetOf(std::max(position, 0)));
            const int character = fontMetrics().averageCharWidth();
            return {static_cast<int>(left) + theme::space::Small, static_cast<int>(row) * m_rowHeight, character,
                    m_rowHeight};
        }
        position -= size + 1;
    }
    return {};
}

int TextView::positionAt(QPoint point) const
{
    const Hit hit = hitAt(point);
    int position = 0;
    for (const std::unique_ptr<RowLayout> &layout : m_visible) {
        const json::Range &source = layout->row().source;
        if (hit.offset >= source.begin && hit.offset <= source.end)
            return position + layout->positionOf(hit.offset);
        position += static_cast<int>(layout->text().size()) + 1;
    }
    return -1;
}

void TextView::tellChange()
{
    if (!QAccessible::isActive())
        return;
    QAccessibleValueChangeEvent changed(this, visibleText());
    QAccessible::updateAccessibility(&changed);
    QAccessibleTextCursorEvent moved(this, caretPosition());
    QAccessible::updateAccessibility(&moved);
}

} // namespace smc::gui
