// Mapping in the real window, with what its tests ask of it.
#pragma once

#include "named.h"
#include "window_bench.h"

#include <gui/compose/compose_page.h>
#include <gui/editor/json_editor.h>
#include <gui/mapping/mapping_page.h>

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTest>

#include <memory>

namespace smc::gui {

inline constexpr const char *Identify =
    R"({"type":"identify","userId":"u-1","messageId":"m-1","traits":{"email":"ada@example.com","name":"Ada"}})";

class MappingBench : public QObject
{
    Q_OBJECT

protected:
    std::unique_ptr<WindowBench> m_bench;
    MappingPage *m_page = nullptr;

    void compose(const char *text)
    {
        m_bench->go(PageId::Compose);
        auto *page = static_cast<ComposePage *>(&m_bench->page(PageId::Compose));
        named<JsonEditor>(*page, QStringLiteral("Event as JSON"))->setCode(text);
        QTRY_COMPARE(page->preview().eventText, std::string(text));
    }

    void openPage()
    {
        m_bench->go(PageId::Mapping);
        m_bench->written(); // What the page reads anew, too.
        m_page = static_cast<MappingPage *>(&m_bench->page(PageId::Mapping));
    }

    QTableView *columns() { return named<QTableView>(*m_page, QStringLiteral("Columns of the rule")); }
    QListView *rules() { return named<QListView>(*m_page, QStringLiteral("Rules of the mapping")); }
    QLineEdit *name() { return named<QLineEdit>(*m_page, QStringLiteral("Name of the column")); }
    QPlainTextEdit *value() { return named<QPlainTextEdit>(*m_page, QStringLiteral("Value of the column")); }
    QLineEdit *trigger() { return named<QLineEdit>(*m_page, QStringLiteral("Trigger of the rule")); }
    QString under() { return m_bench->find<QLabel>("mapping.columnUnder").text(); }
    QAction *action(const char *id) { return m_page->findChild<QAction *>(QString::fromLatin1(id)); }

    /// The row of a column, or -1.
    int rowOf(const QString &column)
    {
        for (int row = 0; row < columns()->model()->rowCount(); ++row) {
            if (columns()->model()->index(row, 0).data(Qt::EditRole).toString() == column)
                return row;
        }
        return -1;
    }
    QString cell(const QString &column, int at)
    {
        return columns()->model()->index(rowOf(column), at).data().toString();
    }
    QString result(const QString &column) { return cell(column, 3); }
    void select(const QString &column) { columns()->setCurrentIndex(columns()->model()->index(rowOf(column), 0)); }
    void writeValue(const QString &text)
    {
        value()->setFocus();
        value()->selectAll();
        QTest::keyClicks(value(), text);
        name()->setFocus(); // Left: now it is checked.
    }

    /// What Compose says of a column of the event's row: what is in force.
    QString previewOf(const char *column)
    {
        const auto *page = static_cast<ComposePage *>(&m_bench->page(PageId::Compose));
        for (const PreviewDelivery &delivery : page->preview().deliveries) {
            for (const PreviewCell &cell : delivery.cells) {
                if (cell.column == QLatin1String(column))
                    return cell.isNull() ? QStringLiteral("null") : cell.value;
            }
        }
        return QStringLiteral("no such column");
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<WindowBench>();
        compose(Identify);
        openPage();
    }
    void cleanup() { m_bench.reset(); }
};

} // namespace smc::gui
