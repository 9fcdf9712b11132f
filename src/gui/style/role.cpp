#include "role.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QStyleOption>
#include <QVariant>
#include <QWidget>

#include <utility>

namespace smc::gui::style {

namespace {

constexpr std::pair<const char *, Role> Roles[] = {
    {"pageTitle", Role::PageTitle},
    {"groupTitle", Role::GroupTitle},
    {"paneTitle", Role::PaneTitle},
    {"caption", Role::Caption},
    {"hint", Role::Hint},
    {"error", Role::Error},
    {"warning", Role::Warning},
    {"fieldLabel", Role::FieldLabel},
    {"code", Role::Code},
    {"path", Role::Path},
    {"cell", Role::Cell},
    {"card", Role::Card},
    {"primary", Role::Primary},
    {"danger", Role::Danger},
    {"destructive", Role::Destructive},
    {"link", Role::Link},
    {"search", Role::Search},
    {"segmentFirst", Role::SegmentFirst},
    {"segmentLast", Role::SegmentLast},
};

/// A line that is typed in where it stands in a table.
bool isCell(const QWidget &widget)
{
    const QWidget *viewport = widget.parentWidget();
    const auto *view = qobject_cast<const QAbstractItemView *>(viewport ? viewport->parentWidget() : nullptr);
    return view && view->viewport() == viewport && qobject_cast<const QLineEdit *>(&widget);
}

} // namespace

Role roleOf(const QWidget *widget)
{
    if (!widget)
        return Role::None;
    const QVariant kept = widget->property("role");
    if (!kept.isValid())
        return isCell(*widget) ? Role::Cell : Role::None;
    const QString name = kept.toString();
    for (const auto &[known, role] : Roles) {
        if (name == QLatin1String(known))
            return role;
    }
    return Role::None;
}

bool isCalled(const QWidget *widget, QLatin1String objectName)
{
    return widget && widget->objectName() == objectName;
}

bool isPopupOfCombo(const QWidget *widget)
{
    return widget && widget->inherits("QComboBoxPrivateContainer");
}

theme::Tone toneOf(const QWidget *widget)
{
    const QVariant kept = widget ? widget->property("tone") : QVariant();
    return kept.isValid() ? static_cast<theme::Tone>(kept.toInt()) : theme::Tone::Neutral;
}

bool isWrong(const QWidget *widget)
{
    return widget && widget->property("wrong").toBool();
}

const theme::Colours &coloursFor(const QStyleOption &option)
{
    return theme::colours(theme::schemeOf(option.palette));
}

} // namespace smc::gui::style
