#include "icons.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

#include <optional>
#include <utility>

// Resources of a static library are not loaded by themselves; Q_INIT_RESOURCE wants the global namespace.
static void loadIcons()
{
    Q_INIT_RESOURCE(icons);
}

namespace smc::gui {

namespace {

/// Draws an SVG whose lines are `currentColor` in the palette's colour of the moment.
class IconEngine final : public QIconEngine
{
public:
    IconEngine(QByteArray svg, std::optional<theme::Tone> tone)
        : m_svg(std::move(svg))
        , m_tone(tone)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QByteArray svg = m_svg;
        svg.replace("currentColor", colour(mode).name().toLatin1());
        QSvgRenderer(svg).render(painter, QRectF(rect));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new IconEngine(m_svg, m_tone); }

private:
    QColor colour(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        const theme::Colours &colours = theme::colours(theme::schemeOf(palette));
        if (mode == QIcon::Disabled)
            return colours.disabledText;
        return m_tone ? theme::colourOf(*m_tone, colours) : colours.text;
    }

    QByteArray m_svg;
    std::optional<theme::Tone> m_tone;
};

QIcon make(const QString &name, std::optional<theme::Tone> tone)
{
    loadIcons();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new IconEngine(file.readAll(), tone));
}

} // namespace

QIcon icon(const QString &name)
{
    return make(name, {});
}

QIcon icon(const QString &name, theme::Tone tone)
{
    return make(name, tone);
}

QString iconNameOf(theme::Tone tone)
{
    switch (tone) {
    case theme::Tone::Success:
        return QStringLiteral("check");
    case theme::Tone::Warning:
        return QStringLiteral("warning");
    case theme::Tone::Danger:
        return QStringLiteral("cross");
    case theme::Tone::Info:
        return QStringLiteral("info");
    case theme::Tone::Waiting:
        return QStringLiteral("waiting");
    case theme::Tone::Neutral:
        break;
    }
    return QStringLiteral("dot");
}

QStringList iconNames()
{
    loadIcons();
    QStringList names = QDir(QStringLiteral(":/icons")).entryList(QDir::Files, QDir::Name);
    for (QString &name : names)
        name.chop(4);
    return names;
}

} // namespace smc::gui
