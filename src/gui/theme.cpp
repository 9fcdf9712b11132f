#include "theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QStyle>
#include <QVariant>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace smc::gui::theme {

namespace {

const Colours Light{
    .text = QColor(0x1B2330),
    .secondaryText = QColor(0x535D6E),
    .disabledText = QColor(0x9AA2AE),
    .surface = QColor(0xF6F7F9),
    .raised = QColor(0xFFFFFF),
    .sunken = QColor(0xECEEF2),
    .line = QColor(0xD9DDE4),
    .fieldLine = QColor(0x858D9B),
    .accent = QColor(0x1F5FBF),
    .onAccent = QColor(0xFFFFFF),
    .success = QColor(0x1A6E3E),
    .warning = QColor(0x855000),
    .danger = QColor(0xB3261E),
    .onDanger = QColor(0xFFFFFF),
    .info = QColor(0x0B5F83),
    .successTint = QColor(0xE3F4E9),
    .warningTint = QColor(0xFDF1DC),
    .dangerTint = QColor(0xFCE8E6),
    .infoTint = QColor(0xE2F1F8),
    .selection = QColor(0xD6E5FA),
    .spanHighlight = QColor(0xFFE69A),
    .codeKey = QColor(0x1F4FA3),
    .codeString = QColor(0x1A6E3E),
    .codeNumber = QColor(0x7E3A94),
    .codeWord = QColor(0x9A4408),
};

const Colours Dark{
    .text = QColor(0xE8EBF0),
    .secondaryText = QColor(0xA9B2C0),
    .disabledText = QColor(0x6C7685),
    .surface = QColor(0x1B1F26),
    .raised = QColor(0x242A33),
    .sunken = QColor(0x15181E),
    .line = QColor(0x363E4A),
    .fieldLine = QColor(0x7D8797),
    .accent = QColor(0x7FB0FF),
    .onAccent = QColor(0x0E1B30),
    .success = QColor(0x6CCB8B),
    .warning = QColor(0xF0B95B),
    .danger = QColor(0xFF8A80),
    .onDanger = QColor(0x3A0906),
    .info = QColor(0x8AC4E8),
    .successTint = QColor(0x1C3326),
    .warningTint = QColor(0x3A2E17),
    .dangerTint = QColor(0x40211F),
    .infoTint = QColor(0x1B3240),
    .selection = QColor(0x2C4568),
    .spanHighlight = QColor(0x5A4A12),
    .codeKey = QColor(0x9CC2FF),
    .codeString = QColor(0x8AD7A4),
    .codeNumber = QColor(0xD8A6EE),
    .codeWord = QColor(0xF2B27A),
};

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

QFont times(double factor)
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * factor);
    return font;
}

} // namespace

const Colours &colours(Scheme scheme)
{
    return scheme == Scheme::Dark ? Dark : Light;
}

const Colours &colours(const QWidget &widget)
{
    return colours(schemeOf(widget.palette()));
}

QColor colourOf(Tone tone, const Colours &from)
{
    switch (tone) {
    case Tone::Info:
        return from.info;
    case Tone::Success:
        return from.success;
    case Tone::Warning:
        return from.warning;
    case Tone::Danger:
        return from.danger;
    case Tone::Neutral:
    case Tone::Waiting:
        break;
    }
    return from.secondaryText;
}

QColor tintOf(Tone tone, const Colours &from)
{
    switch (tone) {
    case Tone::Info:
        return from.infoTint;
    case Tone::Success:
        return from.successTint;
    case Tone::Warning:
        return from.warningTint;
    case Tone::Danger:
        return from.dangerTint;
    case Tone::Waiting:
        return from.surface;
    case Tone::Neutral:
        break;
    }
    return from.raised;
}

Scheme schemeOf(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness()
               ? Scheme::Dark
               : Scheme::Light;
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

QFont pageTitleFont()
{
    QFont font = times(1.5);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont groupTitleFont()
{
    QFont font = times(1.1);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont captionFont()
{
    return times(0.9);
}

QFont codeFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QApplication::font().pointSizeF());
    return font;
}

QPalette paletteOf(Scheme scheme)
{
    const Colours &c = colours(scheme);
    QPalette palette;
    palette.setColor(QPalette::Window, c.surface);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.raised);
    palette.setColor(QPalette::AlternateBase, c.surface);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::PlaceholderText, c.secondaryText);
    palette.setColor(QPalette::Button, c.raised);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.danger);
    palette.setColor(QPalette::Highlight, c.selection);
    palette.setColor(QPalette::HighlightedText, c.text);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    palette.setColor(QPalette::ToolTipBase, c.raised);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::Light, c.raised);
    palette.setColor(QPalette::Midlight, c.line);
    palette.setColor(QPalette::Mid, c.line);
    palette.setColor(QPalette::Dark, c.fieldLine);
    palette.setColor(QPalette::Shadow, c.fieldLine);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.disabledText);
    return palette;
}

void setRole(QWidget &widget, const char *role)
{
    widget.setProperty("role", QString::fromLatin1(role));
    if (widget.testAttribute(Qt::WA_WState_Polished))
        repolish(widget);
}

void setTone(QWidget &widget, Tone tone)
{
    const int value = static_cast<int>(tone);
    if (widget.property("tone") == value)
        return;
    widget.setProperty("tone", value);
    repolish(widget);
    for (QWidget *child : widget.findChildren<QWidget *>())
        repolish(*child);
}

void repolish(QWidget &widget)
{
    widget.style()->polish(&widget);
    widget.updateGeometry();
    widget.update();
}

} // namespace smc::gui::theme
