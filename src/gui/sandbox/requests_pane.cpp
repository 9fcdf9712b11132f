#include "requests_pane.h"

#include "../background.h"
#include "../dialogs.h"
#include "../sandbox_host.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/icon_button.h"
#include "rows_file.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace smc::gui {

namespace {

constexpr int LeastRows = 2;
constexpr int RequestsEveryMs = 200;
constexpr int LeastPathWidth = 64;

bool isSame(const sandbox::RequestLogEntry &a, const sandbox::RequestLogEntry &b)
{
    return a.time == b.time && a.path == b.path && a.method == b.method && a.ms == b.ms;
}

} // namespace

RequestsPane::RequestsPane(SandboxHost &sandbox, Dialogs &dialogs, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_sandbox(sandbox)
    , m_dialogs(dialogs)
    , m_export(actions.exporting)
    , m_model(new RequestsModel(this))
    , m_table(new OrderedTable(tr("Requests"), this))
    , m_count(new QLabel(this))
    , m_details(new RowDetails(actions.copying, {QStringLiteral("sandbox.request"), tr("The selected request")}, this))
{
    m_table->setObjectName(QStringLiteral("sandbox.requests"));
    m_table->setModel(m_model);
    m_table->setLeastRows(LeastRows);
    m_table->setElasticColumn(RequestsModel::PathColumn, LeastPathWidth);
    m_table->setColumnFit([this] {
        // Times and numbers say little where their ends are missing; a path is whole below the list.
        static constexpr std::array GiveWay = {int(RequestsModel::PathColumn), int(RequestsModel::TimeColumn)};
        m_table->fitAllColumns(LeastPathWidth, GiveWay);
    });
    connect(m_table, &OrderedTable::orderChanged, this, &RequestsPane::arrange);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RequestsPane::showDetails);
    theme::setRole(*m_count, "caption");

    auto *head = new QHBoxLayout;
    head->setSpacing(theme::space::Small);
    head->addStretch(1);
    head->addWidget(m_count);
    head->addWidget(iconButton(&m_export, this));
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("sandbox.requests.splitter"));
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(theme::space::Small);
    splitter->addWidget(m_table);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::space::Small, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addLayout(head);
    layout->addWidget(splitter, 1);

    m_timer.setSingleShot(true);
    m_timer.setInterval(RequestsEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &RequestsPane::showRequests);
    connect(&sandbox, &SandboxHost::requestLogged, this, [this] {
        if (!m_timer.isActive())
            m_timer.start();
    });
    showRequests();
}

void RequestsPane::showRequests()
{
    // What is selected stays so, though others have come.
    const QModelIndex current = m_table->currentIndex();
    std::optional<sandbox::RequestLogEntry> chosen;
    if (current.isValid())
        chosen = m_model->requests()[static_cast<std::size_t>(current.row())];
    m_model->setRequests(m_sandbox.requests());
    const auto &shown = m_model->requests();
    m_export.setEnabled(!shown.empty());
    const int count = static_cast<int>(shown.size());
    m_count->setText(count == 0 ? tr("None yet") : count == 1 ? tr("1 request") : tr("%n requests", nullptr, count));
    if (!chosen)
        return;
    const auto found =
        std::find_if(shown.begin(), shown.end(), [&](const auto &entry) { return isSame(entry, *chosen); });
    if (found == shown.end())
        return showDetails();
    const QModelIndex again = m_model->index(static_cast<int>(found - shown.begin()), current.column());
    m_table->selectionModel()->setCurrentIndex(again, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void RequestsPane::arrange()
{
    m_model->setOrder(m_table->order());
    m_table->scrollToTop();
    showDetails();
}

void RequestsPane::showDetails()
{
    const QModelIndex current = m_table->currentIndex();
    m_details->show(current.isValid() ? std::optional(m_model->whole(current.row())) : std::nullopt);
}

QCoro::Task<void> RequestsPane::exportAll()
{
    const QPointer<RequestsPane> alive(this);
    FileQuestion question;
    question.id = QStringLiteral("export_requests");
    question.title = tr("Export requests");
    question.suggested = QStringLiteral("sandbox-requests.csv");
    question.filter = rowsFilter();
    QString path = co_await m_dialogs.saveFile(this, question);
    if (!alive || path.isEmpty())
        co_return;
    auto work = [requests = m_model->requests(), path] { return writeRequests(requests, path); };
    const Result<qint64> written = co_await inBackground(std::move(work));
    if (!alive)
        co_return;
    if (!written)
        Q_EMIT status(fromUtf8(written.error().message));
    else if (*written == 1)
        Q_EMIT status(tr("1 request exported to %1.").arg(path));
    else
        Q_EMIT status(tr("%n requests exported to %1.", nullptr, static_cast<int>(*written)).arg(path));
}

} // namespace smc::gui
