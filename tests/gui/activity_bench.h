// The Activity page on a real window, with entries that were really sent or just kept.
#pragma once

#include "named.h"
#include "window_bench.h"

#include <gui/activity/activity_page.h>
#include <gui/activity/details_pane.h>
#include <gui/activity/history_model.h>
#include <gui/editor/code_view.h>
#include <gui/history_service.h>
#include <gui/sandbox_host.h>
#include <gui/widgets/data_table.h>
#include <gui/widgets/empty_state.h>
#include <vault/credentials.h>

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QTest>
#include <QThreadPool>

#include <functional>
#include <vector>

namespace smc::gui {

class ActivityBench
{
public:
    ActivityBench() { open(); }

    /// The page as it is after a new start of the program.
    void openAnew()
    {
        bench.restart();
        open();
    }

    void open()
    {
        bench.go(PageId::Activity);
        page = static_cast<ActivityPage *>(&bench.page(PageId::Activity));
        settle();
    }

    /// Waits for everything that was asked of the history.
    void settle()
    {
        for (int i = 0; i < 3; ++i) {
            static_cast<void>(QCoro::waitFor(console().history().count({})));
            QThreadPool::globalInstance()->waitForDone();
            QTest::qWait(1);
        }
    }

    Console &console() { return bench.console(); }
    SendReport send(const std::string &text)
    {
        const SendReport report = QCoro::waitFor(console().send(text));
        settle();
        return report;
    }

    DataTable &table() { return *named<DataTable>(*page, QStringLiteral("Exchanges")); }
    void select(const std::vector<int> &rows)
    {
        table().clearSelection();
        for (const int row : rows)
            table().selectionModel()->select(table().model()->index(row, 0),
                                             QItemSelectionModel::Select | QItemSelectionModel::Rows);
        settle();
    }
    /// The text of the label that can be seen and has `part` in it.
    QString labelWith(const QString &part) const
    {
        for (const QLabel *label : page->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(part))
                return label->text();
        }
        return QStringLiteral("no label with “%1”").arg(part);
    }
    int rows() { return table().model()->rowCount(); }
    QString cell(int row, int column) { return table().model()->index(row, column).data().toString(); }
    DetailsPane &details() { return *page->findChild<DetailsPane *>(); }
    std::int64_t shownId() { return details().details().summary.id; }
    QAction *action(const char *id) { return page->findChild<QAction *>(QString::fromLatin1(id)); }
    std::string codeIn(const QString &name) { return named<CodeView>(*page, name)->code(); }

    void choose(const QString &accessibleName, const QString &text)
    {
        auto *box = named<QComboBox>(*page, accessibleName);
        box->setCurrentIndex(box->findText(text));
        if (box->currentIndex() < 0)
            qFatal("There is no %s", qPrintable(text));
        Q_EMIT box->activated(box->currentIndex());
        settle();
    }

    QString bannerText()
    {
        const auto *banner = page->findChild<QWidget *>(QStringLiteral("banner"));
        return banner == nullptr ? QStringLiteral("no banner") : banner->accessibleName();
    }

    EmptyState *emptyState()
    {
        for (EmptyState *state : page->findChildren<EmptyState *>()) {
            if (state->isVisible())
                return state;
        }
        return nullptr;
    }

    /// A key and its secret that no text may hold.
    bool holdsSecret(const QString &text)
    {
        const vault::Credentials credentials = console().sandbox().credentials();
        return text.contains(QString::fromStdString(std::string(credentials.apiSecret.reveal()))) ||
               text.contains(QString::fromStdString(std::string(credentials.apiKey.reveal())));
    }

    /// An entry without a time begins after those before.
    std::int64_t keep(workspace::HistoryEntry entry)
    {
        if (entry.timeMs == 0)
            entry.timeMs = 1700000000000 + m_kept;
        ++m_kept;
        const Result<std::int64_t> id = QCoro::waitFor(console().history().append(entry));
        if (!id)
            qFatal("%s", id.error().message.c_str());
        return *id;
    }

    /// Entries that nobody sent.
    void fill(int count, const std::function<void(workspace::HistoryEntry &, int)> &change = {})
    {
        for (int i = 0; i < count; ++i) {
            workspace::HistoryEntry entry;
            entry.timeMs = 1700000000000 + m_kept;
            entry.profileId = i % 2 == 0 ? "even" : "odd";
            entry.profileName = entry.profileId;
            entry.environment = "sandbox";
            entry.callType = "track";
            entry.verdict = i % 10 == 0 ? "Refused" : "Delivered";
            entry.sentence = "Number " + std::to_string(i);
            if (change)
                change(entry, i);
            keep(entry);
        }
    }

    WindowBench bench;
    ActivityPage *page = nullptr;

private:
    int m_kept = 0;
};

} // namespace smc::gui
