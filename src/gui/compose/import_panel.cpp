#include "import_panel.h"

#include "../text.h"
#include "../theme.h"
#include "../widgets/pane_head.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace smc::gui {

namespace {

constexpr int ListHeight = 112;

QLabel *titled(const QString &text, QWidget *parent)
{
    auto *title = new QLabel(text, parent);
    theme::setRole(*title, "groupTitle");
    return title;
}

} // namespace

QString progressSentence(const workspace::ImportProgress &progress)
{
    const QLocale locale;
    if (progress.all == 0)
        return ImportPanel::tr("Looking for files.");
    if (progress.all == 1)
        return ImportPanel::tr("%1 of %2 events taken.")
            .arg(locale.toString(qulonglong(progress.events)), locale.toString(qulonglong(progress.allEvents)));
    return ImportPanel::tr("%1 of %2 files read, %3 events taken.")
        .arg(locale.toString(qulonglong(progress.files)), locale.toString(qulonglong(progress.all)),
             locale.toString(qulonglong(progress.events)));
}

ImportPanel::ImportPanel(QWidget *parent)
    : QFrame(parent)
{
    theme::setRole(*this, "card");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::Medium, theme::space::Small, theme::space::Medium, theme::space::Small);
    m_running = makeRunning();
    m_leftOut = makeLeftOut();
    layout->addWidget(m_running);
    layout->addWidget(m_leftOut);
    hide();
}

QWidget *ImportPanel::makeRunning()
{
    auto *side = new QWidget(this);
    m_text = new QLabel(side);
    m_text->setWordWrap(true);
    m_bar = new QProgressBar(side);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the import"));
    m_cancel = new QPushButton(tr("Cancel the import"), side);
    m_cancel->setAccessibleName(m_cancel->text());
    connect(m_cancel, &QPushButton::clicked, this, &ImportPanel::cancelled);
    auto *words = new QVBoxLayout;
    words->setSpacing(theme::space::Tight);
    words->addWidget(titled(tr("Importing events"), side));
    words->addWidget(m_bar);
    words->addWidget(m_text);
    auto *layout = new QHBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Large);
    layout->addLayout(words, 1);
    layout->addWidget(m_cancel, 0, Qt::AlignVCenter);
    return side;
}

QWidget *ImportPanel::makeLeftOut()
{
    auto *side = new QWidget(this);
    m_list = new QListWidget(side);
    m_list->setAccessibleName(tr("What the import left out"));
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFixedHeight(ListHeight);
    m_more = new QLabel(side);
    theme::setRole(*m_more, "caption");
    auto *copyAll = new QPushButton(tr("Copy the list"), side);
    auto *close = new QPushButton(tr("Close"), side);
    copyAll->setAccessibleName(copyAll->text());
    close->setAccessibleName(tr("Close what the import left out"));
    theme::setRole(*copyAll, "link");
    theme::setRole(*close, "link");
    connect(copyAll, &QPushButton::clicked, this, &ImportPanel::copy);
    connect(close, &QPushButton::clicked, this, &ImportPanel::dismiss);
    auto *head = new QHBoxLayout;
    head->setSpacing(theme::space::Small);
    head->addWidget(titled(tr("What the import left out"), side), 1);
    head->addWidget(copyAll);
    head->addWidget(close);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addLayout(head);
    layout->addWidget(m_list);
    layout->addWidget(m_more);
    return side;
}

void ImportPanel::turn(Side side)
{
    const bool isNews = isHidden() || (side == Running ? m_running : m_leftOut)->isHidden();
    m_running->setVisible(side == Running);
    m_leftOut->setVisible(side == LeftOut);
    show();
    if (isNews)
        Q_EMIT turned();
}

void ImportPanel::showProgress(const workspace::ImportProgress &progress)
{
    // Busy, without an end, until the files are counted.
    const bool isOneFile = progress.all == 1;
    m_bar->setRange(0, static_cast<int>(isOneFile ? progress.allEvents : progress.all));
    m_bar->setValue(static_cast<int>(isOneFile ? progress.events : progress.files));
    m_text->setText(progressSentence(progress));
    turn(Running);
}

void ImportPanel::showLeftOut(const std::vector<Error> &problems, std::size_t more)
{
    m_list->clear();
    for (const Error &problem : problems) {
        auto *item = new QListWidgetItem(breakable(fromUtf8(problem.message)), m_list);
        item->setToolTip(fromUtf8(problem.where));
        item->setData(Qt::UserRole, fromUtf8(problem.where));
    }
    m_more->setText(more == 1 ? tr("One more could not be taken either.")
                              : tr("%n more could not be taken either.", nullptr, static_cast<int>(more)));
    m_more->setVisible(more > 0);
    m_list->setCurrentRow(0);
    turn(LeftOut);
    m_list->setFocus(Qt::OtherFocusReason);
}

void ImportPanel::copy()
{
    QStringList lines;
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem *item = m_list->item(row);
        QString text = item->text();
        text.remove(QChar(0x200B)); // Where it may be broken.
        lines.append(text + QLatin1Char('\t') + item->data(Qt::UserRole).toString());
    }
    QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void ImportPanel::dismiss()
{
    if (isHidden())
        return;
    hide();
    Q_EMIT turned();
}

void ImportPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_leftOut->isHidden()) {
        dismiss();
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace smc::gui
