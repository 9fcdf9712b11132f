// Room: who gets it where it is scarce, and that nothing asks for more than it needs.
#include "compose_bench.h"

#include <gui/compose/delivery_model.h>
#include <gui/compose/preview_pane.h>
#include <gui/widgets/banner.h>
#include <gui/widgets/data_table.h>
#include <gui/widgets/empty_state.h>

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

using namespace smc;
using namespace smc::gui;

namespace {

constexpr const char *Group = R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"segmenttest@selligent.com",)"
                              R"("traits":{"matchkey":"MAIL","method":"ADD","userlist":"USERS_SEGMENT"}})";

int middleIn(const QWidget &window, const QWidget &part)
{
    return part.mapTo(&window, part.rect().center()).y();
}

const QLabel &labelSaying(const QWidget &widget, const QString &text)
{
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (label->text() == text)
            return *label;
    }
    qFatal("Nothing says %s", qPrintable(text));
}

} // namespace

class TestRoom : public ComposeBench
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void inASmallWindowTheValuesOfTheRowAreWhole()
    {
        m_bench->window().resize(1024, 680);
        write(Group);
        DataTable &table = m_bench->named<DataTable>("Row for SMC");
        QTRY_COMPARE(table.model()->rowCount(), 1);
        QTest::qWait(50);
        m_bench->picture("compose-row-small");
        for (const int column : {int(DeliveryModel::ColumnName), int(DeliveryModel::ValueColumn)})
            QVERIFY2(table.columnWidth(column) >= table.wantedWidth(column), qPrintable(QString::number(column)));
        QVERIFY(table.isColumnHidden(DeliveryModel::FromColumn));
        // There is room for where values came from in a larger one.
        m_bench->window().resize(1280, 800);
        QTRY_VERIFY(!table.isColumnHidden(DeliveryModel::FromColumn));
    }

    void problemsAreReadWholeAtEveryWidth()
    {
        write(
            R"({"type":"track","event":"Order Completed","userId":"u1","timestamp":"yesterday at noon","x":"{{nope}}"})");
        auto &list = *named<QListView>(*m_page, QStringLiteral("Problems of the event"));
        QTRY_VERIFY(list.isVisible() && list.model()->rowCount() > 0);
        for (int width = 1280; width >= 1024; width -= 8) {
            m_bench->window().resize(width, 800);
            QTest::qWait(10);
            for (int row = 0; row < list.model()->rowCount(); ++row) {
                const QModelIndex index = list.model()->index(row, 0);
                const QRect rect = list.visualRect(index);
                const int room = rect.width() - list.iconSize().width() - 2 * theme::space::Small - 10;
                const QRect needed = list.fontMetrics().boundingRect(QRect(0, 0, room, 10000), Qt::TextWordWrap,
                                                                     index.data().toString());
                QVERIFY2(rect.height() >= needed.height(),
                         qPrintable(QStringLiteral("%1 at %2").arg(index.data().toString()).arg(width)));
            }
        }
    }

    void theHeadsOfPanesStandAtOneHeight_data()
    {
        QTest::addColumn<int>("zoom");
        QTest::newRow("100") << 100;
        QTest::newRow("120") << 120;
    }

    void theHeadsOfPanesStandAtOneHeight()
    {
        QFETCH(const int, zoom);
        const auto back = qScopeGuard([] { theme::apply(*qApp, theme::Scheme::Light, 100); });
        theme::apply(*qApp, theme::Scheme::Light, zoom);
        m_bench->window().resize(1600, 900);
        write(Group);
        QTest::qWait(50);
        QList<int> middles;
        for (const char *title : {"Saved and e&xamples", "E&vent", "&Event", "What SMC &gets"}) {
            for (const QLabel *label : m_page->findChildren<QLabel *>()) {
                if (label->isVisible() && label->text() == QLatin1String(title))
                    middles.append(middleIn(m_bench->window(), *label));
            }
        }
        QCOMPARE(middles.size(), 3);
        QCOMPARE(middles[1], middles[0]);
        QCOMPARE(middles[2], middles[0]);
    }

    void withLargeTextABannerKeepsItsWordsWideAndLeadsToItsList()
    {
        const auto back = qScopeGuard([] { theme::apply(*qApp, theme::Scheme::Light, 100); });
        m_bench->window().resize(1280, 800);
        theme::apply(*qApp, theme::Scheme::Dark, 200);
        write("");
        QGuiApplication::clipboard()->setText(
            QStringLiteral("analytics.identify('u',{born:new Date(1)},{},()=>done()); "
                           "analytics.page('D','I',{path:location.pathname}); analytics.foo('x')"));
        action("compose.pasteEvent")->trigger();
        Banner *banner = m_page->banners().banner(QStringLiteral("paste"));
        QVERIFY(banner != nullptr);
        QTest::qWait(50);
        m_bench->picture("compose-pasted-zoom200-dark");
        const QLabel &words = labelSaying(*banner, banner->content().text);
        QVERIFY2(words.width() > banner->width() * 3 / 4, qPrintable(QString::number(words.width())));
        QVERIFY(words.height() >= words.heightForWidth(words.width()));
        QTest::mouseClick(named<QPushButton>(*banner, QStringLiteral("Show each")), Qt::LeftButton);
        auto &list = *named<QListView>(*m_page, QStringLiteral("What could not be used"));
        QTest::qWait(300);
        const auto *area = m_page->findChild<QScrollArea *>(QStringLiteral("pageScroll"));
        const QRect seen = QRect(list.mapTo(area->viewport(), QPoint(0, 0)), list.size()) & area->viewport()->rect();
        QVERIFY2(seen.height() >= 3 * list.fontMetrics().height(), qPrintable(QString::number(seen.height())));
        m_bench->picture("compose-pasted-unused-zoom200-dark");
    }

    void aVerdictHasAirBelowItsSentence()
    {
        VerdictWidget verdict(VerdictWidget::Form::Tall);
        verdict.setContent({.tone = theme::Tone::Success,
                            .word = QStringLiteral("Running"),
                            .sentence = QStringLiteral("Organization DEMO.")});
        verdict.resize(400, verdict.sizeHint().height());
        verdict.show();
        const QLabel &sentence = labelSaying(verdict, QStringLiteral("Organization DEMO."));
        QVERIFY(verdict.height() - sentence.geometry().bottom() - 1 >= theme::space::Small);
    }

    void anEmptyActivityDoesNotScroll_data()
    {
        QTest::addColumn<int>("zoom");
        QTest::newRow("activity-empty-zoom200") << 200;
        QTest::newRow("activity-empty-zoom100") << 100;
    }

    void anEmptyActivityDoesNotScroll()
    {
        QFETCH(const int, zoom);
        const auto back = qScopeGuard([] { theme::apply(*qApp, theme::Scheme::Light, 100); });
        theme::apply(*qApp, theme::Scheme::Light, zoom);
        m_bench->window().resize(1280, 800);
        m_bench->go(PageId::Activity);
        Page &page = m_bench->page(PageId::Activity);
        const auto isEmptyShown = [&page] {
            const auto states = page.findChildren<EmptyState *>();
            return std::any_of(states.begin(), states.end(),
                               [](const EmptyState *state) { return state->isVisible(); });
        };
        QTRY_VERIFY(isEmptyShown());
        QTest::qWait(50);
        m_bench->picture(QTest::currentDataTag());
        for (const QScrollArea *area : page.findChildren<QScrollArea *>()) {
            if (area->isVisible())
                QCOMPARE(area->verticalScrollBar()->maximum(), 0);
        }
    }
};

QTEST_MAIN(TestRoom)
#include "test_room.moc"
