// Puts the tokens in force: palette, font and style of the application.
#include "style/console_style.h"
#include "style/dress.h"
#include "theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QEvent>
#include <QFont>
#include <QPalette>
#include <QPointer>
#include <QToolTip>
#include <QVariant>
#include <QWidget>

#include <algorithm>

namespace smc::gui::theme {

namespace {

// What the application is dressed in is kept with it: there is one application, and no other place that outlives
// windows.
constexpr const char *ZoomProperty = "smcZoom";
constexpr const char *FontProperty = "smcSystemFont";
constexpr const char *IconSideProperty = "smcIconSide";
constexpr const char *StillProperty = "smcStill";

void fitIcons(QWidget &widget)
{
    const QVariant kept = widget.property(IconSideProperty);
    if (!kept.isValid())
        return;
    const QSize size(scaled(kept.toInt()), scaled(kept.toInt()));
    if (auto *view = qobject_cast<QAbstractItemView *>(&widget))
        view->setIconSize(size);
    else if (auto *button = qobject_cast<QAbstractButton *>(&widget))
        button->setIconSize(size);
}

} // namespace

int zoom()
{
    const QVariant kept = qApp->property(ZoomProperty);
    return kept.isValid() ? kept.toInt() : 100;
}

int paneHeadHeight()
{
    return scaled(22) + space::Small;
}

int scaled(int pixels)
{
    return (pixels * zoom() + 50) / 100;
}

void setIconSide(QWidget &widget, int side)
{
    widget.setProperty(IconSideProperty, side);
    fitIcons(widget);
}

bool allowsMotion()
{
    return !qApp->property(StillProperty).toBool();
}

void allowMotion(bool allowed)
{
    qApp->setProperty(StillProperty, !allowed);
}

Scheme platformScheme()
{
    const QPalette ours = QApplication::palette();
    QApplication::setPalette(QPalette());
    const Scheme scheme = schemeOf(QApplication::palette());
    QApplication::setPalette(ours);
    return scheme;
}

void apply(QApplication &application, Scheme scheme)
{
    apply(application, scheme, zoom());
}

void apply(QApplication &application, Scheme scheme, int zoomPercent)
{
    if (!application.property(FontProperty).isValid()) {
        application.setProperty(FontProperty, QApplication::font());
        QApplication::setStyle(new ConsoleStyle);
    }
    const int before = zoom();
    application.setProperty(ZoomProperty, std::clamp(zoomPercent, SmallestZoom, LargestZoom));
    auto font = application.property(FontProperty).value<QFont>();
    font.setPointSizeF(font.pointSizeF() * zoom() / 100.0);
    if (QApplication::font() != font)
        QApplication::setFont(font);
    const QPalette palette = paletteOf(scheme);
    QApplication::setPalette(palette);
    QPalette menus = palette; // A combo box fills the lines that it opens with the ground of menus.
    menus.setColor(QPalette::Window, colours(scheme).raised);
    QApplication::setPalette(menus, "QMenu");
    QToolTip::setPalette(palette);
    // Qt tells windows of it from the event loop; who asks for a colour before that must not get the old one.
    for (const QEvent::Type type : {QEvent::ApplicationFontChange, QEvent::ApplicationPaletteChange})
        QCoreApplication::sendPostedEvents(nullptr, type);
    // A change of size may end a widget that another one made for itself.
    QList<QPointer<QWidget>> all;
    for (QWidget *widget : QApplication::allWidgets())
        all.append(widget);
    for (const QPointer<QWidget> &widget : std::as_const(all)) {
        if (!widget || !widget->testAttribute(Qt::WA_WState_Polished))
            continue;
        style::dress(*widget);
        if (zoom() == before)
            continue;
        fitIcons(*widget);
        QEvent measures(QEvent::StyleChange); // Icons, rows and marks are of another size.
        QCoreApplication::sendEvent(widget, &measures);
    }
}

} // namespace smc::gui::theme
