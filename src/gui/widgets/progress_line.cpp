#include "progress_line.h"

#include "../theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace smc::gui {

ProgressLine::ProgressLine(const QString &name, const QString &cancel, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_sentence(new QLabel(this))
    , m_cancel(new QPushButton(cancel, this))
{
    theme::setRole(*m_title, "groupTitle");
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(name);
    m_sentence->setWordWrap(true);
    m_cancel->setAccessibleName(cancel);
    connect(m_cancel, &QPushButton::clicked, this, &ProgressLine::cancelled);
    auto *words = new QVBoxLayout;
    words->setSpacing(theme::space::Tight);
    words->addWidget(m_title);
    words->addWidget(m_bar);
    words->addWidget(m_sentence);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Large);
    layout->addLayout(words, 1);
    layout->addWidget(m_cancel, 0, Qt::AlignVCenter);
}

void ProgressLine::setTitle(const QString &title)
{
    m_title->setText(title);
}

void ProgressLine::showProgress(quint64 done, quint64 total, const QString &sentence)
{
    // A bar counts in int; more than that is shown in its proportion.
    constexpr quint64 Most = std::numeric_limits<int>::max();
    const quint64 unit = total / Most + 1;
    m_bar->setRange(0, static_cast<int>(total / unit));
    m_bar->setValue(static_cast<int>(std::min(done, total) / unit));
    m_sentence->setText(sentence);
}

void ProgressLine::focusCancel()
{
    m_cancel->setFocus(Qt::OtherFocusReason);
}

} // namespace smc::gui
