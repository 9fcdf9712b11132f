#include "dress.h"

#include "role.h"

#include <QApplication>
#include <QCalendarWidget>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QScrollArea>
#include <QStatusBar>
#include <QTabBar>
#include <QTableView>
#include <QTextCharFormat>
#include <QTextEdit>
#include <QTreeView>
#include <QVariant>

#include <cmath>
#include <optional>

namespace smc::gui::style {

namespace {

constexpr const char *DressedProperty = "smcDressed";
constexpr const char *EdgeProperty = "smcEdge";
constexpr int ProgressHeight = 6;

/// How a widget's words differ from those around it.
struct Words
{
    std::optional<double> size; ///< Times the body's.
    std::optional<QFont::Weight> weight;
    std::optional<QColor> colour;
    enum class Family { Body, Code } family = Family::Body;
    QPalette::ColorRole colourRole = QPalette::WindowText;

    bool areUsual() const { return !size && !weight && !colour && family == Family::Body; }
};

const QWidget *verdictAbove(const QWidget &widget)
{
    const QWidget *above = widget.parentWidget();
    while (above && !isCalled(above, QLatin1String("verdict")))
        above = above->parentWidget();
    return above;
}

Words wordsOfLabel(const QWidget &label, const theme::Colours &c)
{
    Words words;
    switch (roleOf(&label)) {
    case Role::PageTitle:
        words.size = 1.5;
        words.weight = QFont::DemiBold;
        break;
    case Role::GroupTitle:
    case Role::PaneTitle:
        words.size = 1.1;
        words.weight = QFont::DemiBold;
        break;
    case Role::Caption:
    case Role::Hint:
        words.size = 0.9;
        words.colour = c.secondaryText;
        break;
    case Role::Error:
        words.size = 0.9;
        words.colour = c.danger;
        break;
    case Role::Warning:
        words.size = 0.9;
        words.colour = c.warning;
        break;
    case Role::FieldLabel:
        words.weight = QFont::Medium;
        break;
    case Role::Code:
        words.family = Words::Family::Code;
        break;
    default:
        break;
    }
    if (isCalled(&label, QLatin1String("verdictWord"))) {
        words.weight = QFont::DemiBold;
        if (const QWidget *verdict = verdictAbove(label))
            words.colour = theme::colourOf(toneOf(verdict), c);
    }
    return words;
}

Words wordsOf(const QWidget &widget, const theme::Colours &c)
{
    if (qobject_cast<const QLabel *>(&widget))
        return wordsOfLabel(widget, c);
    Words words;
    const Role role = roleOf(&widget);
    if (qobject_cast<const QStatusBar *>(&widget)) {
        words.size = 0.9;
        words.colour = c.secondaryText;
    } else if (qobject_cast<const QLineEdit *>(&widget)) {
        words.colourRole = QPalette::Text;
        if (role == Role::Code)
            words.family = Words::Family::Code;
        if (role == Role::Path)
            words.colour = c.secondaryText;
    } else if (qobject_cast<const QPlainTextEdit *>(&widget)) {
        if (role == Role::Code)
            words.family = Words::Family::Code;
    } else if (role == Role::Primary || role == Role::Danger) {
        words.weight = QFont::DemiBold;
    }
    return words;
}

/// To a tenth of a point, so that sizes come out the same whatever they were computed from.
double points(double times)
{
    return std::round(QApplication::font().pointSizeF() * times * 10) / 10;
}

/// Only what differs: the rest comes from the parents.
QFont fontOf(const Words &words)
{
    QFont font;
    font.setResolveMask(0);
    if (words.family == Words::Family::Code)
        font.setFamilies({QFontDatabase::systemFont(QFontDatabase::FixedFont).family()});
    if (words.size)
        font.setPointSizeF(points(*words.size));
    if (words.weight)
        font.setWeight(*words.weight);
    return font;
}

void dressWords(QWidget &widget, const theme::Colours &c)
{
    const Words words = wordsOf(widget, c);
    const bool wasDressed = widget.property(DressedProperty).toBool();
    if (words.areUsual() && !wasDressed)
        return;
    widget.setFont(fontOf(words));
    QPalette palette;
    palette.setResolveMask(0);
    if (words.colour)
        palette.setColor(words.colourRole, *words.colour);
    widget.setPalette(palette);
    if (!wasDressed)
        widget.setProperty(DressedProperty, true);
}

void dressFrame(QFrame &frame)
{
    const bool hasEdge = roleOf(&frame) == Role::Card || isCalled(&frame, QLatin1String("verdict")) ||
                         isCalled(&frame, QLatin1String("banner")) || isCalled(&frame, QLatin1String("palette"));
    const bool hadEdge = frame.property(EdgeProperty).toBool();
    if (hasEdge != hadEdge) {
        frame.setFrameShape(hasEdge ? QFrame::StyledPanel : QFrame::NoFrame);
        frame.setProperty(EdgeProperty, hasEdge);
    }
}

/// What scrolls has round corners: its viewport leaves them to the frame.
void dressField(QAbstractScrollArea &area)
{
    // A header draws its own ground within those corners; a combo box's list stands in a panel that has some, too.
    if (qobject_cast<QHeaderView *>(&area) || area.inherits("QComboBoxListView")) {
        area.viewport()->setAutoFillBackground(false);
        return;
    }
    const bool hasFrame = area.frameShape() != QFrame::NoFrame;
    const bool isField = qobject_cast<QListView *>(&area) || qobject_cast<QTableView *>(&area) ||
                         qobject_cast<QTreeView *>(&area) || qobject_cast<QTextEdit *>(&area) ||
                         qobject_cast<QPlainTextEdit *>(&area);
    if (hasFrame && isField)
        area.viewport()->setAutoFillBackground(false);
}

/// Months above, weekdays, days: all in the tokens' colours, the weekend quieter, within an edge of its own.
void dressCalendar(QCalendarWidget &calendar, const theme::Colours &c)
{
    calendar.setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    QTextCharFormat head;
    head.setForeground(c.secondaryText);
    head.setBackground(c.raised);
    calendar.setHeaderTextFormat(head);
    QTextCharFormat weekend;
    weekend.setForeground(c.secondaryText);
    for (const Qt::DayOfWeek day : {Qt::Saturday, Qt::Sunday})
        calendar.setWeekdayTextFormat(day, weekend);
    if (auto *bar = calendar.findChild<QWidget *>(QStringLiteral("qt_calendar_navigationbar")))
        bar->setBackgroundRole(QPalette::Base);
    QWidget *popup = calendar.parentWidget();
    if (!popup || !popup->inherits("QCalendarPopup"))
        return;
    QPalette edge;
    edge.setResolveMask(0);
    edge.setColor(QPalette::Window, c.fieldLine);
    popup->setPalette(edge);
    popup->setContentsMargins(1, 1, 1, 1);
    QPalette own;
    own.setResolveMask(0);
    own.setColor(QPalette::Window, c.raised);
    calendar.setPalette(own);
}

/// Lists that stand on the ground of what holds them.
void dressList(QListView &list)
{
    const bool isNavigation = isCalled(&list, QLatin1String("navigation.pages"));
    if (!isNavigation && !isCalled(&list, QLatin1String("palette.list")))
        return;
    list.setFrameShape(QFrame::NoFrame);
    QPalette palette;
    palette.setResolveMask(0);
    palette.setColor(QPalette::Base, Qt::transparent);
    list.setPalette(palette);
    if (isNavigation)
        list.viewport()->setAttribute(Qt::WA_Hover);
}

/// The content of a page that scrolls has the page's ground.
void dressScrolled(QWidget &widget)
{
    const QWidget *viewport = widget.parentWidget();
    if (isCalled(&widget, QLatin1String("scrolled")) && viewport &&
        qobject_cast<const QScrollArea *>(viewport->parentWidget()))
        widget.setAutoFillBackground(false);
}

} // namespace

void dress(QWidget &widget)
{
    const theme::Colours &c = theme::colours(theme::schemeOf(QApplication::palette()));
    dressWords(widget, c);
    dressScrolled(widget);
    if (auto *label = qobject_cast<QLabel *>(&widget)) {
        if (roleOf(label) == Role::PaneTitle)
            label->setMinimumHeight(theme::paneHeadHeight() + ToolButtonExtra); // As where buttons stand beside it.
        if (qobject_cast<QStatusBar *>(label->parentWidget()))
            label->setContentsMargins(12, 4, 28, 4);
        return;
    }
    if (auto *list = qobject_cast<QListView *>(&widget))
        dressList(*list);
    if (auto *area = qobject_cast<QScrollArea *>(&widget))
        area->viewport()->setAutoFillBackground(false);
    else if (auto *field = qobject_cast<QAbstractScrollArea *>(&widget))
        dressField(*field);
    else if (auto *frame = qobject_cast<QFrame *>(&widget))
        dressFrame(*frame);
    else if (auto *calendar = qobject_cast<QCalendarWidget *>(&widget))
        dressCalendar(*calendar, c);
    else if (auto *bar = qobject_cast<QTabBar *>(&widget))
        bar->setDrawBase(false);
    else if (auto *progress = qobject_cast<QProgressBar *>(&widget))
        progress->setMaximumHeight(ProgressHeight);
}

} // namespace smc::gui::style
