#include "history_size.h"

#include "../text.h"
#include "../theme.h"
#include "entry_words.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr int MostEntries = 1'000'000;
constexpr int MostMegabytes = 64 * 1024;
constexpr std::int64_t Megabyte = 1 << 20;
constexpr int DialogWidth = 380;

QString counted(std::int64_t entries)
{
    return entries == 1 ? HistorySize::tr("1 entry")
                        : HistorySize::tr("%1 entries").arg(QLocale().toString(qlonglong(entries)));
}

/// A text that is broken at the dialog's width, and keeps its room while it is hidden.
QLabel *paragraph(const QString &text, const char *role, QDialog &dialog)
{
    const int width = theme::scaled(DialogWidth) - 2 * theme::space::Group;
    auto *label = new QLabel(text, &dialog);
    label->setWordWrap(true);
    theme::setRole(*label, role);
    label->ensurePolished();
    label->setFixedSize(width, label->heightForWidth(width));
    QSizePolicy policy = label->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    label->setSizePolicy(policy);
    return label;
}

QSpinBox *addNumber(QDialog &dialog, QVBoxLayout &layout, const QString &label, int value, int most)
{
    auto *text = new QLabel(label, &dialog);
    theme::setRole(*text, "fieldLabel");
    auto *number = new QSpinBox(&dialog);
    number->setRange(1, most);
    number->setValue(value);
    number->setGroupSeparatorShown(true);
    number->setAccessibleName(label);
    text->setBuddy(number);
    layout.addWidget(text);
    layout.addSpacing(theme::space::Tight);
    layout.addWidget(number);
    layout.addSpacing(theme::space::Medium);
    return number;
}

} // namespace

QString sizeInWords(const workspace::HistoryStore::Size &size)
{
    const std::int64_t bytes = size.bytes + size.spooledBytes;
    return HistorySize::tr("%1 with %2").arg(counted(size.entries), dataSize(static_cast<std::uint64_t>(bytes)));
}

QString extentInWords(const HistoryService::Extent &extent)
{
    const auto &[size, limits] = extent;
    QString words = HistorySize::tr("%1, %2 of %3")
                        .arg(counted(size.entries), dataSize(static_cast<std::uint64_t>(size.bytes)),
                             dataSize(static_cast<std::uint64_t>(limits.mostBytes)));
    if (size.spooledBytes > 0)
        words +=
            HistorySize::tr(", and %1 of large answers").arg(dataSize(static_cast<std::uint64_t>(size.spooledBytes)));
    if (size.pinnedEntries > limits.mostEntries / 2 || size.pinnedBytes > limits.mostBytes / 2)
        words += QLatin1Char(' ') +
                 HistorySize::tr("Pinned entries take up more than half of it: little room is left for new ones.");
    return words;
}

HistorySize::HistorySize(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_change(new QPushButton(tr("Change the bound…"), this))
{
    theme::setRole(*m_text, "caption");
    theme::setRole(*m_change, "link");
    m_text->setWordWrap(true);
    m_change->setAccessibleName(tr("Change the bound of the history"));
    m_change->setToolTip(tr("Set how many entries the history keeps, and how large it may grow."));
    connect(m_change, &QPushButton::clicked, this, &HistorySize::ask);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_change);
}

void HistorySize::setExtent(const HistoryService::Extent &extent)
{
    m_extent = extent;
    m_text->setText(extentInWords(extent));
    m_text->setToolTip(
        tr("At most %1. The oldest ones that are not pinned go first.").arg(counted(extent.limits.mostEntries)));
}

void HistorySize::ask()
{
    auto *dialog = new QDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Bound of the history"));
    dialog->setFixedWidth(theme::scaled(DialogWidth));
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(theme::space::Group, theme::space::Group, theme::space::Group, theme::space::Group);
    layout->setSpacing(0);
    layout->addWidget(
        paragraph(tr("When one of these is reached, the oldest entries go. Pinned ones stay."), "", *dialog));
    layout->addSpacing(theme::space::Large);
    QSpinBox *entries = addNumber(*dialog, *layout, tr("Most entries"),
                                  int(std::min<std::int64_t>(m_extent.limits.mostEntries, MostEntries)), MostEntries);
    QSpinBox *megabytes =
        addNumber(*dialog, *layout, tr("Most megabytes"),
                  int(std::clamp<std::int64_t>(m_extent.limits.mostBytes / Megabyte, 1, MostMegabytes)), MostMegabytes);
    QLabel *warning =
        paragraph(tr("The history holds more than that: the oldest entries go at once."), "warning", *dialog);
    layout->addWidget(warning);
    layout->addSpacing(theme::space::Medium);
    const auto warn = [this, entries, megabytes, warning] {
        warning->setVisible(entries->value() < m_extent.size.entries ||
                            megabytes->value() * Megabyte < m_extent.size.bytes);
    };
    connect(entries, &QSpinBox::valueChanged, warning, warn);
    connect(megabytes, &QSpinBox::valueChanged, warning, warn);
    warn();
    auto *buttons = new QDialogButtonBox(dialog);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    QPushButton *accept = buttons->addButton(tr("Keep this bound"), QDialogButtonBox::AcceptRole);
    theme::setRole(*accept, "primary");
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(dialog, &QDialog::accepted, this, [this, entries, megabytes] {
        Q_EMIT limitsWanted({entries->value(), megabytes->value() * Megabyte});
    });
    dialog->open();
}

} // namespace smc::gui
