#include "waterfall.h"

#include "../theme.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace smc::gui {

namespace {

constexpr int MostRows = 12;
constexpr int BarHeight = 14;
constexpr int MinWidth = 200;
constexpr int PauseShare = 3; ///< Bars of a pause are thinner by that.
constexpr double ThinnestBar = 2;
constexpr std::array Phases = {Phase::Queued, Phase::Connecting, Phase::Waiting, Phase::Receiving, Phase::Pause};

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::activity)
};

QString durationOf(const Stretch &stretch)
{
    const double ms = stretch.end - stretch.begin;
    return Words::tr("%1 ms").arg(ms, 0, 'f', ms < 10 ? 1 : 0);
}

} // namespace

QColor colourOf(Phase phase, const theme::Colours &colours)
{
    switch (phase) {
    case Phase::Queued:
        return colours.fieldLine;
    case Phase::Connecting:
        return colours.warning;
    case Phase::Waiting:
        return colours.accent;
    case Phase::Receiving:
        return colours.success;
    case Phase::Pause:
        break;
    }
    return colours.secondaryText;
}

QString phaseInWords(Phase phase)
{
    switch (phase) {
    case Phase::Queued:
        return Words::tr("Queued");
    case Phase::Connecting:
        return Words::tr("Connecting");
    case Phase::Waiting:
        return Words::tr("Waiting for the first byte");
    case Phase::Receiving:
        return Words::tr("Receiving");
    case Phase::Pause:
        break;
    }
    return Words::tr("Waiting to try again");
}

std::vector<Stretch> stretchesOf(const net::Attempt &attempt, net::UtcTime firstStarted)
{
    const double start = std::max(0.0, static_cast<double>((attempt.started - firstStarted).count()));
    std::vector<Stretch> stretches;
    double reached = 0;
    const auto add = [&](Phase phase, std::optional<double> until) {
        if (!until || !std::isfinite(*until) || *until <= reached)
            return;
        stretches.push_back({phase, start + reached, start + *until});
        reached = *until;
    };
    add(Phase::Queued, attempt.timing.queuedMs);
    // What never got further than this ended in it.
    const auto orEnd = [&](const std::optional<double> &moment) { return moment ? moment : attempt.timing.doneMs; };
    add(Phase::Connecting, orEnd(attempt.timing.connectedMs));
    add(Phase::Waiting, orEnd(attempt.timing.firstByteMs));
    add(Phase::Receiving, attempt.timing.doneMs);
    if (attempt.wait.count() > 0)
        stretches.push_back({Phase::Pause, start + reached, start + reached + double(attempt.wait.count())});
    return stretches;
}

Waterfall::Waterfall(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Waterfall::showExchange(const net::Exchange *exchange)
{
    m_rows.clear();
    m_whole = 1;
    m_isEncrypted = exchange && exchange->request.url.scheme() == QLatin1String("https");
    if (exchange) {
        for (const net::Attempt &attempt : exchange->attempts) {
            if (m_rows.size() == MostRows)
                break;
            Row row{QString::number(m_rows.size() + 1), stretchesOf(attempt, exchange->started())};
            if (!row.stretches.empty())
                m_whole = std::max(m_whole, row.stretches.back().end);
            m_rows.push_back(std::move(row));
        }
    }
    setVisible(!m_rows.empty());
    describe();
    updateGeometry();
    update();
}

/// Connecting has TLS in it, where there is one.
QString Waterfall::inWords(Phase phase) const
{
    return phase == Phase::Connecting && m_isEncrypted ? Words::tr("Connecting, with TLS") : phaseInWords(phase);
}

void Waterfall::describe()
{
    QStringList sentences;
    for (const Row &row : m_rows) {
        QStringList parts;
        for (const Stretch &stretch : row.stretches)
            parts.append(Words::tr("%1 %2").arg(inWords(stretch.phase), durationOf(stretch)));
        sentences.append(Words::tr("Attempt %1: %2.").arg(row.label, parts.join(QStringLiteral(", "))));
    }
    setAccessibleName(Words::tr("Timing as bars"));
    setAccessibleDescription(sentences.join(QLatin1Char(' ')));
}

int Waterfall::rowHeight() const
{
    return std::max(BarHeight, fontMetrics().height()) + theme::space::Tight;
}

int Waterfall::labelWidth() const
{
    return fontMetrics().horizontalAdvance(QStringLiteral("00")) + theme::space::Small;
}

QSize Waterfall::sizeHint() const
{
    // Below the bars stand two lines of legend.
    const int legend = 2 * (QFontMetrics(theme::captionFont()).height() + theme::space::Tight);
    return {2 * MinWidth, static_cast<int>(m_rows.size()) * rowHeight() + theme::space::Tight + legend};
}

QSize Waterfall::minimumSizeHint() const
{
    return {MinWidth, sizeHint().height()};
}

QRectF Waterfall::barOf(const Stretch &stretch, std::size_t row) const
{
    const double room = std::max(1, width() - labelWidth());
    const double begin = stretch.begin / m_whole * room;
    const double length = std::max(ThinnestBar, (stretch.end - stretch.begin) / m_whole * room);
    const double height = stretch.phase == Phase::Pause ? double(BarHeight) / PauseShare : BarHeight;
    const double top = static_cast<double>(row) * rowHeight() + (rowHeight() - height) / 2;
    return {labelWidth() + std::min(begin, room - ThinnestBar), top, length, height};
}

void Waterfall::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const theme::Colours &colours = theme::colours(*this);
    std::array<bool, Phases.size()> seen{};
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        painter.setPen(colours.secondaryText);
        const QRect label(0, static_cast<int>(i) * rowHeight(), labelWidth(), rowHeight());
        painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter, m_rows[i].label);
        painter.setPen(Qt::NoPen);
        for (const Stretch &stretch : m_rows[i].stretches) {
            seen[static_cast<std::size_t>(stretch.phase)] = true;
            painter.setBrush(colourOf(stretch.phase, colours));
            painter.drawRoundedRect(barOf(stretch, i), 2, 2);
        }
    }
    painter.setFont(theme::captionFont());
    const QFontMetrics metrics(painter.font());
    const int square = metrics.ascent();
    QPoint at(0, static_cast<int>(m_rows.size()) * rowHeight() + theme::space::Tight);
    for (const Phase phase : Phases) {
        if (!seen[static_cast<std::size_t>(phase)])
            continue;
        const QString name = inWords(phase);
        const int needed = square + theme::space::Tight + metrics.horizontalAdvance(name);
        if (at.x() > 0 && at.x() + needed > width())
            at = QPoint(0, at.y() + metrics.height() + theme::space::Tight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colourOf(phase, colours));
        const int thick = phase == Phase::Pause ? square / PauseShare : square; // As in the bars.
        painter.drawRoundedRect(QRect(at.x(), at.y() + (metrics.height() - thick) / 2, square, thick), 2, 2);
        painter.setPen(colours.secondaryText);
        painter.drawText(QPoint(at.x() + square + theme::space::Tight, at.y() + metrics.ascent()), name);
        at.rx() += needed + theme::space::Medium;
    }
}

QString Waterfall::wordsAt(QPointF place) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        for (const Stretch &stretch : m_rows[i].stretches) {
            if (barOf(stretch, i).adjusted(-2, -4, 2, 4).contains(place))
                return Words::tr("%1: %2").arg(inWords(stretch.phase), durationOf(stretch));
        }
    }
    return {};
}

bool Waterfall::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), wordsAt(help->pos()), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace smc::gui
