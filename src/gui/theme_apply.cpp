// Puts the tokens in force: palette, font and style of the application.
#include "style/console_style.h"
#include "style/dress.h"
#include "theme.h"

#include <QApplication>
#include <QEvent>
#include <QFont>
#include <QPalette>
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
    QToolTip::setPalette(palette);
    // Qt tells windows of it from the event loop; who asks for a colour before that must not get the old one.
    for (const QEvent::Type type : {QEvent::ApplicationFontChange, QEvent::ApplicationPaletteChange})
        QCoreApplication::sendPostedEvents(nullptr, type);
    for (QWidget *widget : QApplication::allWidgets()) {
        if (!widget->testAttribute(Qt::WA_WState_Polished))
            continue;
        style::dress(*widget);
        if (zoom() == before)
            continue;
        QEvent measures(QEvent::StyleChange); // Icons, rows and marks are of another size.
        QCoreApplication::sendEvent(widget, &measures);
    }
}

} // namespace smc::gui::theme
