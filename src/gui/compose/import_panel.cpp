#include "import_panel.h"

#include "../text.h"
#include "../theme.h"
#include "../time_left.h"
#include "../widgets/pane_head.h"
#include "../widgets/progress_line.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
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
    m_running = new ProgressLine(tr("Progress of the import"), tr("Cancel the import"), this);
    m_running->setTitle(tr("Importing events"));
    connect(m_running, &ProgressLine::cancelled, this, &ImportPanel::cancelled);
    m_leftOut = makeLeftOut();
    layout->addWidget(m_running);
    layout->addWidget(m_leftOut);
    hide();
}

QWidget *ImportPanel::makeLeftOut()
{
    auto *side = new QWidget(this);
    m_list = new QListWidget(side);
    m_list->setAccessibleName(tr("What the import left out"));
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_more = new QLabel(side);
    theme::setRole(*m_more, "caption");
    auto *buttons = new QDialogButtonBox(side);
    QPushButton *copyAll = buttons->addButton(tr("Copy the list"), QDialogButtonBox::ActionRole);
    QPushButton *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    copyAll->setAccessibleName(copyAll->text());
    close->setAccessibleName(tr("Close what the import left out"));
    theme::setRole(*copyAll, "link");
    theme::setRole(*close, "link");
    connect(copyAll, &QPushButton::clicked, this, &ImportPanel::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &ImportPanel::dismiss);
    auto *head = new QHBoxLayout;
    head->setSpacing(theme::space::Small);
    head->addWidget(titled(tr("What the import left out"), side), 1);
    head->addWidget(buttons);
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
    const bool isNews = isHidden() || (side == Running ? m_running->isHidden() : m_leftOut->isHidden());
    m_running->setVisible(side == Running);
    m_leftOut->setVisible(side == LeftOut);
    show();
    if (isNews)
        Q_EMIT turned();
}

QString ImportPanel::showProgress(const workspace::ImportProgress &progress, std::chrono::milliseconds passed)
{
    const bool isOneFile = progress.all == 1;
    const quint64 done = isOneFile ? progress.events : progress.files;
    const quint64 all = isOneFile ? progress.allEvents : progress.all; // 0 until they are counted.
    const QString sentence = withTimeLeft(progressSentence(progress), timeLeft(passed, done, all));
    m_running->showProgress(done, all, sentence);
    turn(Running);
    return sentence;
}

void ImportPanel::showLeftOut(const std::vector<Error> &problems, std::size_t more)
{
    m_list->clear();
    m_list->setFixedHeight(theme::scaled(ListHeight));
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
