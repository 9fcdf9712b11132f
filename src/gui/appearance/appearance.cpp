#include "appearance.h"

#include "../console.h"
#include "system_scheme.h"

#include <workspace/uistate.h>

#include <QApplication>

#include <algorithm>
#include <charconv>

namespace smc::gui {

namespace {

constexpr const char *SchemeKey = "window/scheme";
constexpr const char *SystemKey = "window/systemScheme"; ///< What the desktop showed last.
constexpr const char *ZoomKey = "window/zoom";

const char *nameOf(theme::Scheme scheme)
{
    return scheme == theme::Scheme::Dark ? "dark" : "light";
}

SchemeChoice choiceIn(const workspace::UiState &state)
{
    const std::string kept = state.value(SchemeKey, "");
    return kept == "dark" ? SchemeChoice::Dark : kept == "light" ? SchemeChoice::Light : SchemeChoice::System;
}

theme::Scheme schemeFor(SchemeChoice choice, theme::Scheme desktop)
{
    switch (choice) {
    case SchemeChoice::Light:
        return theme::Scheme::Light;
    case SchemeChoice::Dark:
        return theme::Scheme::Dark;
    case SchemeChoice::System:
        break;
    }
    return desktop;
}

int nearestStep(int percent)
{
    const QList<int> &steps = Appearance::zoomSteps();
    return *std::min_element(steps.begin(), steps.end(), [percent](int left, int right) {
        return std::abs(left - percent) < std::abs(right - percent);
    });
}

} // namespace

Look Look::remembered(const workspace::UiState &state, theme::Scheme platform)
{
    Look look{.choice = choiceIn(state), .desktop = platform};
    if (const auto desktop = state.value(SystemKey))
        look.desktop = *desktop == "dark" ? theme::Scheme::Dark : theme::Scheme::Light;
    const std::string kept = state.value(ZoomKey, "");
    int percent = 0;
    const auto [end, problem] = std::from_chars(kept.data(), kept.data() + kept.size(), percent);
    if (problem == std::errc() && end == kept.data() + kept.size())
        look.zoomPercent = nearestStep(percent);
    return look;
}

theme::Scheme Look::scheme() const
{
    return schemeFor(choice, desktop);
}

Appearance::Appearance(Console &console, QObject *parent)
    : QObject(parent)
    , m_console(console)
    , m_choice(choiceIn(console.uiState()))
{
}

const QList<int> &Appearance::zoomSteps()
{
    static const QList<int> steps{theme::SmallestZoom, 90, 100, 110, 125, 150, 175, theme::LargestZoom};
    return steps;
}

int Appearance::zoomPercent() const
{
    return theme::zoom();
}

theme::Scheme Appearance::wanted() const
{
    if (m_choice != SchemeChoice::System)
        return schemeFor(m_choice, {});
    return m_system ? m_system->scheme() : theme::platformScheme();
}

void Appearance::dress(theme::Scheme scheme, int zoomPercent)
{
    if (scheme != theme::schemeOf(QApplication::palette()) || zoomPercent != theme::zoom())
        theme::apply(*qApp, scheme, zoomPercent);
    Q_EMIT changed();
}

void Appearance::choose(SchemeChoice choice)
{
    m_choice = choice;
    if (choice == SchemeChoice::System)
        m_console.uiState().remove(SchemeKey);
    else
        m_console.uiState().set(SchemeKey, nameOf(wanted()));
    m_console.saveUiState();
    dress(wanted(), theme::zoom());
}

void Appearance::toggle()
{
    const bool isDark = theme::schemeOf(QApplication::palette()) == theme::Scheme::Dark;
    choose(isDark ? SchemeChoice::Light : SchemeChoice::Dark);
}

void Appearance::setZoom(int percent)
{
    const int step = nearestStep(percent);
    m_console.uiState().set(ZoomKey, std::to_string(step));
    m_console.saveUiState();
    dress(theme::schemeOf(QApplication::palette()), step);
}

void Appearance::larger()
{
    const QList<int> &steps = zoomSteps();
    const auto next = std::upper_bound(steps.begin(), steps.end(), theme::zoom());
    setZoom(next == steps.end() ? steps.last() : *next);
}

void Appearance::smaller()
{
    const QList<int> &steps = zoomSteps();
    const auto here = std::lower_bound(steps.begin(), steps.end(), theme::zoom());
    setZoom(here == steps.begin() ? steps.first() : *std::prev(here));
}

void Appearance::follow(SystemScheme &system)
{
    m_system = &system;
    const auto take = [this] {
        m_console.uiState().set(SystemKey, nameOf(m_system->scheme()));
        m_console.saveUiState();
        if (m_choice == SchemeChoice::System)
            dress(wanted(), theme::zoom());
    };
    connect(&system, &SystemScheme::changed, this, take);
    if (m_choice == SchemeChoice::System)
        dress(wanted(), theme::zoom());
}

} // namespace smc::gui
