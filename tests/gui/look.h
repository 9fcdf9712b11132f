// How a page is looked at: in both schemes, in a small window, and with large text.
#pragma once

#include <gui/theme.h>

#include <QApplication>
#include <QSize>
#include <QString>
#include <QTest>

namespace smc::gui {

/// The rows of a test that begins with a Look.
inline void addLooks()
{
    using theme::Scheme;
    constexpr QSize Designed(1280, 800);
    constexpr QSize Small(1024, 680);
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<int>("zoom");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light") << Scheme::Light << 100 << Designed;
    QTest::newRow("dark") << Scheme::Dark << 100 << Designed;
    QTest::newRow("small") << Scheme::Light << 100 << Small;
    QTest::newRow("zoom200") << Scheme::Light << 200 << Designed;
    QTest::newRow("smallzoom200") << Scheme::Dark << 200 << Small;
}

/// Colours and text are as the row says for as long as this lives. The window is resized by whoever makes one.
class Look
{
public:
    Look()
    {
        QFETCH(const theme::Scheme, scheme);
        QFETCH(const int, zoom);
        QFETCH(const QSize, size);
        theme::apply(*qApp, scheme, zoom);
        m_zoom = zoom;
        m_size = size;
    }
    ~Look() { theme::apply(*qApp, theme::Scheme::Light, 100); }
    Look(const Look &) = delete;
    Look &operator=(const Look &) = delete;

    int zoom() const { return m_zoom; }
    QSize size() const { return m_size; }
    /// The row's name, for pictures.
    static QString tag() { return QString::fromLatin1(QTest::currentDataTag()); }

private:
    int m_zoom = 100;
    QSize m_size;
};

} // namespace smc::gui
