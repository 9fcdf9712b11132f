// How large the style makes things, and where their parts are.
#include "console_style.h"
#include "draw.h"
#include "dress.h"
#include "role.h"

#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QStyleOption>
#include <QTableView>
#include <QTreeView>

#include <algorithm>
#include <climits>

namespace smc::gui {

using namespace style;

namespace {

constexpr int FieldHeight = 32; ///< At least.
constexpr int TextInset = 6;
constexpr int ScrollBarWidth = 12;
constexpr int ShortestHandle = 32;
constexpr QMargins HeaderMargins(8, 6, 8, 7); ///< With the line below.
constexpr int HeaderGap = 2;
constexpr QMargins TabMargins(12, 8, 12, 10); ///< With the line below.
constexpr int ScrollAreaLine = 2;             ///< Room for the edge of what has the keyboard.
constexpr int CellEdge = 2; ///< Of a field where the text of a cell stands, so that the text moves little.
constexpr QMargins SpinMargins(9, 6, 4, 6);

QMargins lineEditMargins(const QWidget *widget)
{
    switch (roleOf(widget)) {
    case Role::Path:
        return {};
    case Role::Cell:
        return {5, 1, 5, 1};
    default:
        return {9, 6, 9, 6};
    }
}

/// A spin box draws the field around the one that it holds.
bool isPartOfOther(const QWidget *lineEdit)
{
    const QWidget *holder = lineEdit ? lineEdit->parentWidget() : nullptr;
    return holder && (qobject_cast<const QAbstractSpinBox *>(holder) || holder->inherits("QComboBox"));
}

/// Of a line of text in a field or a button: one for all kinds, so that they stand on one line at every text size.
int fieldHeight(const QStyleOption &option)
{
    constexpr int Around = 14; ///< Padding, edge, and the two pixels of a line edit itself.
    return std::max(FieldHeight, option.fontMetrics.height() + Around);
}

QSize lineEditSize(const QStyleOption &option, const QSize &contents, const QWidget *widget)
{
    const QSize size = contents.grownBy(lineEditMargins(widget));
    const Role role = roleOf(widget);
    if (role == Role::Path || role == Role::Cell)
        return size;
    return {size.width(), fieldHeight(option)};
}

/// Of the arrows beside a number and of the one that opens a combo box.
int arrowRoom()
{
    return chevronSide() + theme::space::Medium;
}

bool hasSteps(const QStyleOptionSpinBox &spin)
{
    return spin.buttonSymbols != QAbstractSpinBox::NoButtons;
}

QRect spinBoxPart(const QStyleOptionSpinBox &spin, QStyle::SubControl part)
{
    const QRect &rect = spin.rect;
    const int room = hasSteps(spin) ? arrowRoom() : 0;
    const QRect steps = rect.adjusted(rect.width() - room, ScrollAreaLine, -ScrollAreaLine, -ScrollAreaLine);
    QRect found;
    switch (part) {
    case QStyle::SC_SpinBoxFrame:
        return rect;
    case QStyle::SC_SpinBoxUp:
        found = room > 0 ? steps.adjusted(0, 0, 0, -steps.height() / 2) : QRect();
        break;
    case QStyle::SC_SpinBoxDown:
        found = room > 0 ? steps.adjusted(0, steps.height() - steps.height() / 2, 0, 0) : QRect();
        break;
    case QStyle::SC_SpinBoxEditField:
        found =
            rect.adjusted(SpinMargins.left(), ScrollAreaLine, -std::max(room, SpinMargins.right()), -ScrollAreaLine);
        break;
    default:
        return {};
    }
    return QStyle::visualRect(spin.direction, rect, found);
}

QRect comboBoxPart(const QStyleOptionComplex &combo, QStyle::SubControl part, const QRect &usual)
{
    const QRect &rect = combo.rect;
    QRect found;
    switch (part) {
    case QStyle::SC_ComboBoxArrow:
        found = rect.adjusted(rect.width() - arrowRoom(), 0, 0, 0);
        break;
    case QStyle::SC_ComboBoxEditField: // Text begins where it does in a line edit.
        found = rect.adjusted(SpinMargins.left(), ScrollAreaLine, -arrowRoom(), -ScrollAreaLine);
        break;
    default:
        return usual;
    }
    return QStyle::visualRect(combo.direction, rect, found);
}

QMargins itemMargins(const QWidget *view)
{
    if (isCalled(view, QLatin1String("navigation.pages")))
        return {8, 9, 8, 9};
    if (view && view->inherits("QCalendarView")) // Its days share the room that they are given.
        return {};
    const bool isPadded = qobject_cast<const QListView *>(view) || qobject_cast<const QTableView *>(view) ||
                          qobject_cast<const QTreeView *>(view);
    return isPadded ? QMargins(5, 4, 5, 4) : QMargins();
}

QSize headerSize(const QStyleOptionHeader &header, const QSize &given, int iconSide)
{
    const QSize text = header.fontMetrics.size(0, header.text);
    const int icon = header.icon.isNull() ? 0 : iconSide + HeaderGap;
    const int arrow = header.sortIndicator == QStyleOptionHeader::None ? 0 : chevronSide() + HeaderGap;
    const QSize contents(icon + text.width() + arrow + 2 * HeaderGap, std::max(icon, text.height()) + 2 * HeaderGap);
    return given.expandedTo(contents).grownBy(HeaderMargins);
}

QRect sliderOf(const QStyleOptionSlider &bar)
{
    const bool isUpright = bar.orientation == Qt::Vertical;
    const int room = isUpright ? bar.rect.height() : bar.rect.width();
    int length = room;
    if (bar.maximum != bar.minimum) {
        const auto range = static_cast<uint>(bar.maximum - bar.minimum);
        length = static_cast<int>(qint64(bar.pageStep) * room / (qint64(range) + bar.pageStep));
        if (length < ShortestHandle || range > INT_MAX / 2)
            length = ShortestHandle;
        length = std::min(length, room);
    }
    const int begin =
        QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, room - length, bar.upsideDown);
    return isUpright ? QRect(bar.rect.left(), bar.rect.top() + begin, bar.rect.width(), length)
                     : QRect(bar.rect.left() + begin, bar.rect.top(), length, bar.rect.height());
}

QRect scrollBarPart(const QStyleOptionSlider &bar, QStyle::SubControl part)
{
    const bool isUpright = bar.orientation == Qt::Vertical;
    const QRect slider = sliderOf(bar);
    QRect rect = bar.rect;
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return rect;
    case QStyle::SC_ScrollBarSlider:
        return QStyle::visualRect(bar.direction, bar.rect, slider);
    case QStyle::SC_ScrollBarSubPage:
        if (isUpright)
            rect.setBottom(slider.top() - 1);
        else
            rect.setRight(slider.left() - 1);
        return QStyle::visualRect(bar.direction, bar.rect, rect);
    case QStyle::SC_ScrollBarAddPage:
        if (isUpright)
            rect.setTop(slider.bottom() + 1);
        else
            rect.setLeft(slider.right() + 1);
        return QStyle::visualRect(bar.direction, bar.rect, rect);
    default:
        return {}; // There are no buttons at the ends.
    }
}

} // namespace

QRect ConsoleStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_PushButtonContents:
        return option->rect.marginsRemoved(buttonMargins(widget));
    case SE_LineEditContents:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            return option->rect.marginsRemoved(lineEditMargins(widget));
        if (roleOf(widget) == Role::Cell)
            return option->rect.adjusted(CellEdge, 0, -CellEdge, 0);
        break;
    case SE_HeaderLabel: {
        const QRect rect = option->rect.marginsRemoved(HeaderMargins);
        const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        const bool isSorted = header && header->sortIndicator != QStyleOptionHeader::None;
        return visualRect(option->direction, option->rect,
                          rect.adjusted(0, 0, isSorted ? -chevronSide() - HeaderGap : 0, 0));
    }
    case SE_HeaderArrow: {
        const QRect rect = option->rect.marginsRemoved(HeaderMargins);
        return visualRect(option->direction, option->rect,
                          QRect(rect.right() + 1 - chevronSide(), rect.top(), chevronSide(), rect.height()));
    }
    case SE_TabWidgetTabContents:
        return QProxyStyle::subElementRect(SE_TabWidgetTabPane, option, widget);
    case SE_ItemViewItemFocusRect:
        return option->rect;
    case SE_ItemViewItemCheckIndicator:
    case SE_ItemViewItemDecoration:
    case SE_ItemViewItemText:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            QStyleOptionViewItem inner = *item;
            inner.rect = item->rect.marginsRemoved(itemMargins(widget));
            return QProxyStyle::subElementRect(element, &inner, widget);
        }
        break;
    default:
        break;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect ConsoleStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                   const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return scrollBarPart(*bar, part);
    }
    if (control == CC_SpinBox) {
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option))
            return spinBoxPart(*spin, part);
    }
    const QRect usual = QProxyStyle::subControlRect(control, option, part, widget);
    return control == CC_ComboBox ? comboBoxPart(*option, part, usual) : usual;
}

QSize ConsoleStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                     const QWidget *widget) const
{
    switch (type) {
    case CT_PushButton:
        return {size.grownBy(buttonMargins(widget)).width(),
                std::max(fieldHeight(*option), size.height() + 2 * ScrollAreaLine)};
    case CT_ToolButton:
        return (size + QSize(ToolButtonExtra, ToolButtonExtra)).grownBy(toolButtonMargins(widget));
    case CT_LineEdit:
        if (isPartOfOther(widget))
            return QProxyStyle::sizeFromContents(type, option, size, widget);
        return lineEditSize(*option, size, widget);
    case CT_SpinBox:
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option)) {
            const int width = size.grownBy(SpinMargins).width() + (hasSteps(*spin) ? arrowRoom() : 0);
            return {width, fieldHeight(*option)};
        }
        break;
    case CT_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return headerSize(*header, size, pixelMetric(PM_SmallIconSize, option, widget));
        break;
    case CT_TabBarTab:
        return size.grownBy(TabMargins);
    case CT_ItemViewItem:
        return QProxyStyle::sizeFromContents(type, option, size, widget).grownBy(itemMargins(widget));
    case CT_Menu:
        return size;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            // A combo box says how much room there is, not how much its line needs.
            const bool isMenu = qobject_cast<const QMenu *>(widget) != nullptr;
            const QSize contents = isMenu ? size : item->fontMetrics.size(0, item->text);
            return menuItemSize(*item, isMenu ? LinesOf::Menu : LinesOf::ComboBox, contents,
                                pixelMetric(PM_SmallIconSize, option, widget));
        }
        break;
    default:
        break;
    }
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ComboBox) {
        constexpr int UsualArrow = 12; // Fusion's, at any text size.
        result.rwidth() += theme::space::Small + TextInset + chevronSide() - UsualArrow;
        result.setHeight(fieldHeight(*option));
    }
    return result;
}

int ConsoleStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
        return theme::scaled(16);
    case PM_CheckBoxLabelSpacing:
        return theme::space::Small;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
        return theme::scaled(20);
    case PM_LineEditIconSize:
        return theme::scaled(theme::space::Large);
    case PM_TreeViewIndentation:
        return chevronSide();
    case PM_ScrollBarExtent: // A combo box counts with the system's.
        return qobject_cast<const QComboBox *>(widget) ? QProxyStyle::pixelMetric(metric, option, widget)
                                                       : ScrollBarWidth;
    case PM_ScrollBarSliderMin:
        return ShortestHandle;
    case PM_TabBarTabHSpace: // sizeFromContents() adds them.
    case PM_TabBarTabVSpace:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarBaseOverlap:
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_MenuButtonIndicator:
        if (qobject_cast<const QPushButton *>(widget))
            return chevronSide();
        break;
    case PM_DefaultFrameWidth:
        if (qobject_cast<const QAbstractScrollArea *>(widget))
            return ScrollAreaLine;
        if (isPopupOfCombo(widget)) // With the margin of a menu.
            return 1 + theme::space::Tight;
        break;
    case PM_HeaderMarkSize:
        return chevronSide();
    case PM_LayoutHorizontalSpacing:
        if (qobject_cast<const QDialogButtonBox *>(widget))
            return theme::space::Small;
        break;
    case PM_MenuPanelWidth:
        return qobject_cast<const QMenu *>(widget) ? 1 : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        if (qobject_cast<const QMenu *>(widget))
            return theme::space::Tight;
        break;
    case PM_ToolTipLabelFrameWidth:
        return theme::space::Tight;
    default:
        break;
    }
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int ConsoleStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_Widget_Animation_Duration:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    case SH_ComboBox_Popup: // As a menu, with a mark at the chosen line.
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return combo->editable ? 0 : 1;
        break;
    case SH_Menu_Mask: // Of what combo boxes open, too.
        if (auto *mask = qstyleoption_cast<QStyleHintReturnMask *>(data);
            mask && option && widget && widget->testAttribute(Qt::WA_TranslucentBackground)) {
            mask->region = menuShape(option->rect);
            return 1;
        }
        break;
    case SH_TextControl_FocusIndicatorTextCharFormat: // The link that has the keyboard.
        if (auto *format = qstyleoption_cast<QStyleHintReturnVariant *>(data); format && option) {
            format->variant = focusedLink(*option);
            return 1;
        }
        break;
    case SH_Table_GridLineColor:
        if (option)
            return static_cast<int>(coloursFor(*option).line.rgba());
        break;
    default:
        break;
    }
    return QProxyStyle::styleHint(hint, option, widget, data);
}

} // namespace smc::gui
