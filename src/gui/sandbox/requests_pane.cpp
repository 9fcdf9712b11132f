#include "requests_pane.h"

#include "../background.h"
#include "../dialogs.h"
#include "../sandbox_host.h"
#include "../theme.h"
#include "rows_file.h"

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>
#include <array>

namespace smc::gui {

namespace {

constexpr int RequestsEveryMs = 200;
constexpr int LeastPathWidth = 64;

bool isSame(const sandbox::RequestLogEntry &a, const sandbox::RequestLogEntry &b)
{
    return a.time == b.time && a.path == b.path && a.method == b.method && a.ms == b.ms;
}

} // namespace

RequestsPane::RequestsPane(SandboxHost &sandbox, Dialogs &dialogs, const Actions &actions, QAction &toCompose,
                           QWidget *parent)
    : TablePane(dialogs, actions,
                {QStringLiteral("sandbox.requests"), tr("Requests"), QStringLiteral("sandbox.request"),
                 tr("The selected request")},
                parent)
    , m_sandbox(sandbox)
    , m_toCompose(toCompose)
    , m_model(new RequestsModel(this))
    , m_count(new QLabel(this))
{
    setModel(*m_model);
    table().setElasticColumn(RequestsModel::PathColumn, LeastPathWidth);
    table().setColumnFit([this] {
        // Times and numbers say little where their ends are missing; a path is whole below the list.
        static constexpr std::array GiveWay = {int(RequestsModel::PathColumn), int(RequestsModel::TimeColumn)};
        table().fitAllColumns(LeastPathWidth, GiveWay);
    });
    connect(&table(), &OrderedTable::orderChanged, this, &RequestsPane::arrange);
    theme::setRole(*m_count, "caption");
    head().addStretch(1);
    head().addWidget(m_count);

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
    const QModelIndex current = table().currentIndex();
    std::optional<sandbox::RequestLogEntry> chosen;
    if (current.isValid())
        chosen = m_model->request(current.row());
    m_model->setRequests(m_sandbox.requests());
    showWhetherEmpty();
    if (!chosen)
        return;
    const int rows = m_model->rowCount();
    int row = 0;
    while (row < rows && !isSame(m_model->request(row), *chosen))
        ++row;
    if (row == rows)
        return showDetails();
    const QModelIndex again = m_model->index(row, current.column());
    table().selectionModel()->setCurrentIndex(again, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void RequestsPane::showWhetherEmpty()
{
    const int count = m_model->rowCount();
    letExport(count > 0);
    m_count->setText(count == 0 ? QString() : count == 1 ? tr("1 request") : tr("%n requests", nullptr, count));
    if (count > 0)
        return showFilled();
    showEmpty(tr("Nothing was asked of the sandbox yet"), tr("Each request will stand here, with how it was answered."),
              &m_toCompose);
}

void RequestsPane::arrange()
{
    m_model->setOrder(table().order());
    const QModelIndex current = table().currentIndex();
    if (current.isValid())
        table().scrollTo(current);
    else
        table().scrollToTop();
}

QCoro::Task<void> RequestsPane::exportAll()
{
    FileQuestion question;
    question.id = QStringLiteral("export_requests");
    question.title = tr("Export requests");
    question.suggested = QStringLiteral("sandbox-requests.csv");
    question.filter = rowsFilter();
    const auto write = [this](const QString &path) {
        auto work = [requests = m_model->requests(), path] { return writeRequests(requests, path); };
        return inBackground(std::move(work));
    };
    return exportTo(std::move(question), write, [](qint64 count, const QString &path) {
        return count == 1 ? tr("1 request exported to %1.").arg(path)
                          : tr("%n requests exported to %1.", nullptr, static_cast<int>(count)).arg(path);
    });
}

} // namespace smc::gui
