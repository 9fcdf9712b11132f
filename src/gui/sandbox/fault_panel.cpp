#include "fault_panel.h"

#include "../theme.h"
#include "../widgets/box_name.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <array>
#include <utility>

namespace smc::gui {

namespace {

using sandbox::Fault;

struct Words
{
    Fault::Kind kind;
    const char *title;
    const char *what;
};

constexpr int RowsOfLine = 3; ///< Of the grid: title, words, and room for the controls.

constexpr Words Table[] = {
    {Fault::Kind::Latency, QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "Late answers"),
     QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "Each answer takes longer, and a list stays busy for that long.")},
    {Fault::Kind::Unauthorized, QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "Not let in (401)"),
     QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "As if the key were wrong.")},
    {Fault::Kind::QuotaExceeded, QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "Quota used up (429)"),
     QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "As after 2500 requests in a minute.")},
    {Fault::Kind::ListBusy, QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "List busy (429)"),
     QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "As if another bulk operation worked on the list.")},
    {Fault::Kind::Unavailable, QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "Unavailable (503)"),
     QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "As in maintenance.")},
    {Fault::Kind::Drop, QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "Connection breaks before"),
     QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "Nothing is done, and no answer comes.")},
    {Fault::Kind::DropAfter, QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "Connection breaks after"),
     QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "The work is done, and no answer comes.")},
    {Fault::Kind::Garbage, QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "Damaged answer"),
     QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "The work is done, and the answer is no JSON.")},
    {Fault::Kind::Partial, QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "Some rows fail"),
     QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "Every so many rows of a bulk request, one is refused.")},
};

/// Which requests a fault meets: the first so many, or every so many-th.
struct Which
{
    const char *text;
    int first;
    int every;
};

constexpr Which Choices[] = {
    {QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "Every request"), 0, 1},
    {QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "The first request"), 1, 1},
    {QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "The first three"), 3, 1},
    {QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "Every second one"), 0, 2},
    {QT_TRANSLATE_NOOP("smc::gui::FaultPanel", "Every tenth one"), 0, 10},
};

const Words &wordsOf(Fault::Kind kind)
{
    return *std::find_if(std::begin(Table), std::end(Table), [&](const Words &words) { return words.kind == kind; });
}

QString translated(const char *text)
{
    return QCoreApplication::translate("smc::gui::FaultPanel", text);
}

QSpinBox *makeAmount(Fault::Kind kind)
{
    if (kind != Fault::Kind::Latency && kind != Fault::Kind::Partial)
        return nullptr;
    auto *amount = new QSpinBox;
    const bool isLatency = kind == Fault::Kind::Latency;
    amount->setRange(1, isLatency ? 60'000 : 1000);
    amount->setValue(isLatency ? 500 : 10);
    amount->setSingleStep(isLatency ? 100 : 1);
    if (isLatency)
        amount->setSuffix(FaultPanel::tr(" ms"));
    else
        amount->setPrefix(FaultPanel::tr("every ", "every tenth row"));
    amount->setAccessibleName(isLatency ? FaultPanel::tr("Milliseconds") : FaultPanel::tr("Rows"));
    return amount;
}

} // namespace

FaultPanel::FaultPanel(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    setObjectName(QStringLiteral("scrolled"));
    m_grid->setContentsMargins(theme::space::Tight, theme::space::Medium, theme::space::Medium, theme::space::Medium);
    m_grid->setHorizontalSpacing(theme::space::Large);
    m_grid->setVerticalSpacing(theme::space::Tight);
    m_grid->setColumnStretch(0, 1);
    for (const Words &words : Table)
        addLine(words.kind);
    arrange(Parts::Beside);
    m_grid->setRowStretch(m_grid->rowCount(), 1);
    refresh();
}

void FaultPanel::addLine(Fault::Kind kind)
{
    const Words &words = wordsOf(kind);
    Line line{kind, new QCheckBox(translated(words.title), this), new QWidget(this), makeAmount(kind), new QComboBox};
    line.isOn->setAccessibleName(translated(words.title));
    line.isOn->setAccessibleDescription(translated(words.what));
    for (const Which &which : Choices)
        line.which->addItem(translated(which.text));
    nameBox(*line.which, tr("Requests that %1 meets").arg(translated(words.title)));
    auto *controls = new QHBoxLayout(line.controls);
    controls->setContentsMargins(0, 0, 0, 0);
    controls->setSpacing(theme::space::Large);
    if (line.amount)
        controls->addWidget(line.amount);
    controls->addWidget(line.which);
    auto *what = new QLabel(translated(words.what), this);
    theme::setRole(*what, "hint");
    what->setContentsMargins(theme::space::Group, 0, 0, theme::space::Small);
    what->setWordWrap(true);
    const int row = static_cast<int>(m_lines.size()) * RowsOfLine;
    m_grid->addWidget(what, row + 1, 0, 1, 2);

    const auto follow = [this] {
        refresh();
        Q_EMIT changed();
    };
    connect(line.isOn, &QCheckBox::toggled, this, follow);
    connect(line.which, &QComboBox::currentIndexChanged, this, follow);
    if (line.amount)
        connect(line.amount, &QSpinBox::valueChanged, this, follow);
    m_lines.push_back(line);
}

/// Puts the controls beside each title, or below its words.
void FaultPanel::arrange(Parts parts)
{
    m_parts = parts;
    const bool isBelow = parts == Parts::Below;
    for (std::size_t at = 0; at < m_lines.size(); ++at) {
        QWidget *controls = m_lines[at].controls;
        const int row = static_cast<int>(at) * RowsOfLine;
        controls->layout()->setContentsMargins(isBelow ? theme::space::Group : 0, 0, 0,
                                               isBelow ? theme::space::Medium : 0);
        // In the order of reading, which the order of Tab follows.
        m_grid->removeWidget(m_lines[at].isOn);
        m_grid->removeWidget(controls);
        m_grid->addWidget(m_lines[at].isOn, row, 0);
        if (isBelow)
            m_grid->addWidget(controls, row + 2, 0, 1, 2, Qt::AlignLeft);
        else
            m_grid->addWidget(controls, row, 1, Qt::AlignRight);
    }
}

int FaultPanel::widthOf(Parts parts) const
{
    int title = 0;
    int controls = 0;
    for (const Line &line : m_lines) {
        title = std::max(title, line.isOn->sizeHint().width());
        const int amount = line.amount ? line.amount->sizeHint().width() + theme::space::Large : 0;
        controls = std::max(controls, amount + line.which->sizeHint().width());
    }
    const int within = parts == Parts::Beside ? title + theme::space::Large + controls
                                              : std::max(title, theme::space::Group + controls);
    const QMargins around = m_grid->contentsMargins();
    return around.left() + within + around.right();
}

void FaultPanel::takeFocus()
{
    m_lines.front().isOn->setFocus(Qt::ShortcutFocusReason);
}

QSize FaultPanel::minimumSizeHint() const
{
    return {widthOf(Parts::Below), QWidget::minimumSizeHint().height()};
}

void FaultPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const Parts wanted = width() < widthOf(Parts::Beside) ? Parts::Below : Parts::Beside;
    if (wanted != m_parts)
        arrange(wanted);
}

void FaultPanel::refresh()
{
    for (const Line &line : m_lines) {
        line.which->setEnabled(line.isOn->isChecked());
        if (line.amount)
            line.amount->setEnabled(line.isOn->isChecked());
    }
}

void FaultPanel::setFaults(const sandbox::Faults &faults)
{
    if (faults == this->faults())
        return;
    for (const Line &line : m_lines) {
        const QSignalBlocker blockers[] = {QSignalBlocker(line.isOn), QSignalBlocker(line.which)};
        const auto fault = std::find_if(faults.list.begin(), faults.list.end(),
                                        [&](const Fault &each) { return each.kind == line.kind; });
        line.isOn->setChecked(fault != faults.list.end());
        if (fault == faults.list.end())
            continue;
        if (line.amount) {
            const QSignalBlocker blocker(line.amount);
            line.amount->setValue(fault->amount);
        }
        const auto *which = std::find_if(std::begin(Choices), std::end(Choices), [&](const Which &each) {
            return each.first == fault->first && each.every == fault->every;
        });
        line.which->setCurrentIndex(which == std::end(Choices) ? 0 : static_cast<int>(which - std::begin(Choices)));
    }
    refresh();
}

sandbox::Faults FaultPanel::faults() const
{
    sandbox::Faults faults;
    for (const Line &line : m_lines) {
        if (!line.isOn->isChecked())
            continue;
        const Which &which = Choices[static_cast<std::size_t>(line.which->currentIndex())];
        faults.list.push_back({line.kind, line.amount ? line.amount->value() : 0, which.first, which.every});
    }
    return faults;
}

QString FaultPanel::inWords(const sandbox::Faults &faults)
{
    QStringList titles;
    for (const Fault &fault : faults.list)
        titles.append(translated(wordsOf(fault.kind).title));
    return titles.join(tr(", ", "between faults"));
}

} // namespace smc::gui
