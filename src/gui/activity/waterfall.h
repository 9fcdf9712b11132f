// Attempts of an exchange as bars: queued, connecting with TLS, waiting for the first byte, receiving, and the waits
// between attempts. The table beside it says the same in numbers.
#pragma once

#include "../theme.h"

#include <net/exchange.h>

#include <QWidget>

#include <vector>

namespace smc::gui {

enum class Phase : std::uint8_t { Queued, Connecting, Waiting, Receiving, Pause };
QString phaseInWords(Phase phase);
/// Of its bar: 3:1 on every ground that bars stand on (WCAG 1.4.11).
QColor colourOf(Phase phase, const theme::Colours &colours);

/// One stretch of time, in milliseconds from the start of the first attempt.
struct Stretch
{
    Phase phase = Phase::Queued;
    double begin = 0;
    double end = 0;

    bool operator==(const Stretch &) const = default;
};

/// The stretches of one attempt in their order; moments that are missing or run backwards give none.
std::vector<Stretch> stretchesOf(const net::Attempt &attempt, net::UtcTime firstStarted);

class Waterfall : public QWidget
{
    Q_OBJECT

public:
    explicit Waterfall(QWidget *parent = nullptr);

    void showExchange(const net::Exchange *exchange);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Row
    {
        QString label;
        std::vector<Stretch> stretches;
    };
    int rowHeight() const;
    int labelWidth() const;
    QRectF barOf(const Stretch &stretch, std::size_t row) const;
    QString wordsAt(QPointF place) const;
    QString inWords(Phase phase) const;
    void describe();

    std::vector<Row> m_rows;
    double m_whole = 1;
    bool m_isEncrypted = false;
};

} // namespace smc::gui
