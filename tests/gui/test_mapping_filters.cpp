// Destination filters in the real window: what they do to the event at hand, edits with undo, saving.
#include "named.h"
#include "window_bench.h"

#include <gui/compose/compose_page.h>
#include <gui/editor/json_editor.h>
#include <gui/mapping/mapping_page.h>
#include <gui/widgets/banner.h>
#include <gui/widgets/verdict_widget.h>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <QTest>

using namespace smc;
using namespace smc::gui;

namespace {

constexpr const char *Identify =
    R"({"type":"identify","userId":"u-1","messageId":"m-1","traits":{"email":"ada@example.com","name":"Ada"}})";

} // namespace

class TestMappingFilters : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowBench> m_bench;
    MappingPage *m_page = nullptr;

    QTableView *table() { return named<QTableView>(*m_page, QStringLiteral("Destination filters")); }
    QLineEdit *line(const char *name) { return named<QLineEdit>(*m_page, QString::fromLatin1(name)); }
    QComboBox *does() { return named<QComboBox>(*m_page, QStringLiteral("What the filter does")); }
    QAction *action(const char *id) { return m_page->findChild<QAction *>(QString::fromLatin1(id)); }
    QString cell(int row, int column) { return table()->model()->index(row, column).data().toString(); }
    QString effect(int row) { return cell(row, 3); }
    QString verdict() { return m_page->session().outcome().verdict.sentence; }
    const destination::Filters &inForce() { return m_bench->console().destination().settings.destinationFilters; }

    void write(QLineEdit *edit, const QString &text)
    {
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        does()->setFocus(); // Left: now it is checked.
    }
    void choose(int index)
    {
        does()->setCurrentIndex(index);
        Q_EMIT does()->activated(index);
    }
    void addFilter(const char *name, const char *condition)
    {
        action("mapping.add")->trigger();
        write(line("Name of the filter"), QString::fromLatin1(name));
        write(line("Condition of the filter"), QString::fromLatin1(condition));
    }
    const Preview &preview() { return static_cast<ComposePage &>(m_bench->page(PageId::Compose)).preview(); }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<WindowBench>();
        m_bench->go(PageId::Compose);
        auto *compose = static_cast<ComposePage *>(&m_bench->page(PageId::Compose));
        named<JsonEditor>(*compose, QStringLiteral("Event as JSON"))->setCode(Identify);
        QTRY_COMPARE(compose->preview().eventText, std::string(Identify));
        m_bench->go(PageId::Mapping);
        m_page = static_cast<MappingPage *>(&m_bench->page(PageId::Mapping));
        named<QTabBar>(*m_page, QStringLiteral("Parts of the mapping"))->setCurrentIndex(1);
    }
    void cleanup() { m_bench.reset(); }

    void aFilterThatDropsSaysSoAndIsInForceOnceSaved()
    {
        QVERIFY(!table()->isVisible()); // None yet: what they are for stands there.
        addFilter("No Ada", "traits.name = 'Ada'");
        QCOMPARE(effect(0), QStringLiteral("keeps this event back"));
        QVERIFY2(verdict().contains(QStringLiteral("No Ada")), qPrintable(verdict()));
        QCOMPARE(preview().state, Preview::State::Ready);
        action("mapping.save")->trigger();
        m_bench->written();
        QCOMPARE(inForce().all().size(), std::size_t(1));
        QCOMPARE(preview().state, Preview::State::Discarded);
        QVERIFY(preview().verdict.sentence.contains(QStringLiteral("No Ada")));
        QCOMPARE(preview().verdict.todo, QStringLiteral("Segment calls this FILTERED_BY_RULES."));
        QCOMPARE(m_page->session().outcome().verdict.todo, preview().verdict.todo);
        m_bench->restart();
        QCOMPARE(inForce().all().front().name, std::string("No Ada"));
    }

    void filtersAreSwitchedOffAndOn()
    {
        addFilter("No Ada", "traits.name = 'Ada'");
        const QModelIndex first = table()->model()->index(0, 0);
        QVERIFY(table()->model()->setData(first, Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(effect(0), QStringLiteral("switched off"));
        QVERIFY(!verdict().contains(QStringLiteral("No Ada")));
        action("mapping.undo")->trigger();
        QCOMPARE(effect(0), QStringLiteral("keeps this event back"));
        table()->setCurrentIndex(first);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Space);
        QCOMPARE(effect(0), QStringLiteral("switched off"));
    }

    void propertiesAreTakenAwayBeforeTheMapping()
    {
        addFilter("No email", "type = 'identify'");
        choose(2);
        // Which properties? It stands under their field.
        const auto &under = m_bench->find<QLabel>("mapping.filterPropertiesUnder");
        QVERIFY(under.isVisible() && !under.text().isEmpty());
        QCOMPARE(under.parentWidget(), line("Properties of the filter")->parentWidget());
        write(line("Properties of the filter"), QStringLiteral("traits.email, traits.phone"));
        QCOMPARE(effect(0), QStringLiteral("takes traits.email away"));
        QCOMPARE(cell(0, 2), QStringLiteral("Drops traits.email, traits.phone"));
        action("mapping.save")->trigger();
        m_bench->written();
        for (const PreviewDelivery &delivery : preview().deliveries) {
            for (const PreviewCell &shown : delivery.cells)
                QVERIFY2(!shown.value.contains(QStringLiteral("ada@example.com")), qPrintable(shown.column));
        }
        choose(3);
        write(line("Properties of the filter"), QStringLiteral("traits.email"));
        QCOMPARE(effect(0), QStringLiteral("takes traits.name away"));
    }

    void aFilterThatNamesNoPropertyYetIsNotPassedOverInSilence()
    {
        addFilter("No email", "type = 'identify'");
        for (const int which : {2, 3}) {
            choose(which);
            write(line("Properties of the filter"), QStringLiteral(" "));
            QCOMPARE(effect(0), QStringLiteral("can't be used"));
            const VerdictContent said = m_page->session().outcome().verdict;
            QCOMPARE(said.word, QStringLiteral("Not usable"));
            QVERIFY2(said.sentence.contains(QStringLiteral("names no property")), qPrintable(said.sentence));
            QCOMPARE(m_bench->find<QLabel>("mapping.filterPropertiesUnder").text(), said.sentence);
            action("mapping.save")->trigger();
            m_bench->written();
            QVERIFY(inForce().all().empty());
            write(line("Properties of the filter"), QStringLiteral("traits.email"));
            QVERIFY(m_page->session().outcome().verdict.word != QStringLiteral("Not usable"));
        }
    }

    void samplesLetAPartThrough()
    {
        addFilter("None", "all");
        choose(1);
        auto *percent = named<QDoubleSpinBox>(*m_page, QStringLiteral("Percent of the events that go on"));
        percent->setValue(0);
        QCOMPARE(effect(0), QStringLiteral("keeps this event back"));
        percent->setValue(100);
        QCOMPARE(effect(0), QStringLiteral("matches, changes nothing"));
        write(line("Path that the choice goes by"), QStringLiteral("userId"));
        QVERIFY2(m_page->session().filters().find("\"path\":\"userId\"") != std::string::npos,
                 m_page->session().filters().c_str());
    }

    void aConditionThatCanNotBeReadIsNamedAndNotSaved()
    {
        addFilter("Broken", "type = ");
        const QString said = m_bench->find<QLabel>("mapping.filterConditionUnder").text();
        QVERIFY2(!said.isEmpty(), qPrintable(said));
        QCOMPARE(line("Condition of the filter")->accessibleDescription(), said);
        QCOMPARE(effect(0), QStringLiteral("can't be used"));
        action("mapping.save")->trigger();
        m_bench->written();
        auto *banner = m_page->banners().banner(QStringLiteral("trouble"));
        QVERIFY(banner && banner->content().text.contains(QStringLiteral("Broken")));
        QVERIFY(inForce().all().empty());
        write(line("Condition of the filter"), QStringLiteral("type = 'track'"));
        write(line("Name of the filter"), QString(65, QLatin1Char('x')));
        QVERIFY(m_bench->find<QLabel>("mapping.filterNameUnder").text().contains(QStringLiteral("64")));
    }

    void ofTwoFiltersOfOneNameTheOneThatStopsTheEventSaysSo()
    {
        addFilter("Same", "type = 'page'");
        addFilter("Same", "traits.name = 'Ada'");
        QCOMPARE(effect(0), QStringLiteral("does not match"));
        QCOMPARE(effect(1), QStringLiteral("keeps this event back"));
    }

    void aFilterSeesWhatSegmentGivesAnEventOnReceipt()
    {
        addFilter("Times", "receivedAt != null");
        choose(2);
        write(line("Properties of the filter"), QStringLiteral("traits.none"));
        QCOMPARE(effect(0), QStringLiteral("matches, changes nothing"));
    }

    void filtersThatCantBeUsedLeaveNoVerdictOfOthers()
    {
        addFilter("No Ada", "traits.name = 'Ada'");
        action("mapping.save")->trigger();
        QVERIFY2(verdict().contains(QStringLiteral("No Ada")), qPrintable(verdict()));
        m_page->session().setFilters(std::string(R"([{"name":"No Ada","if":"all","actions":[]}])"), QString());
        QVERIFY2(verdict().contains(QStringLiteral("has no action")), qPrintable(verdict()));
        QVERIFY(m_page->session().outcome().filters.empty());
    }

    void filtersAreOrderedRemovedAndUndone()
    {
        addFilter("First", "type = 'page'");
        addFilter("Second", "type = 'screen'");
        const std::string both = m_page->session().filters();
        QCOMPARE(cell(0, 0) + cell(1, 0), QStringLiteral("FirstSecond"));
        action("mapping.up")->trigger();
        QCOMPARE(cell(0, 0) + cell(1, 0), QStringLiteral("SecondFirst"));
        QCOMPARE(effect(0), QStringLiteral("does not match"));
        action("mapping.remove")->trigger();
        QCOMPARE(table()->model()->rowCount(), 1);
        action("mapping.undo")->trigger();
        action("mapping.undo")->trigger();
        QCOMPARE(m_page->session().filters(), both);
        while (action("mapping.undo")->isEnabled())
            action("mapping.undo")->trigger();
        QCOMPARE(m_page->session().filters(), std::string("[]"));
    }

    void segmentTakesTenFilters()
    {
        for (int i = 0; i < 10; ++i)
            action("mapping.add")->trigger();
        QVERIFY(!action("mapping.add")->isEnabled());
        QCOMPARE(table()->model()->rowCount(), 10);
    }

    void thePaneKeepsToTheRules()
    {
        for (const theme::Scheme scheme : {theme::Scheme::Light, theme::Scheme::Dark}) {
            theme::apply(*qApp, scheme);
            while (action("mapping.undo")->isEnabled())
                action("mapping.undo")->trigger();
            addFilter("No staff", "contains(traits.email, '@acme.com')");
            addFilter("Half of them", "all");
            choose(1);
            named<QDoubleSpinBox>(*m_page, QStringLiteral("Percent of the events that go on"))->setValue(50);
            addFilter("No email", "type = 'identify'");
            choose(2);
            write(line("Properties of the filter"), QStringLiteral("traits.email"));
            for (const QSize size : {QSize(1280, 800), QSize(1024, 680)}) {
                m_bench->window().resize(size);
                QTest::qWait(50);
                QCOMPARE(withoutAccessibleName(m_bench->window()), QStringList());
                QCOMPARE(clippedTexts(m_bench->window()), QStringList());
                const QString name =
                    QStringLiteral("mapping-filters-%1-%2")
                        .arg(scheme == theme::Scheme::Dark ? QStringLiteral("dark") : QStringLiteral("light"))
                        .arg(size.width());
                m_bench->picture(qPrintable(name));
            }
        }
        theme::apply(*qApp, theme::Scheme::Light);
    }
};

QTEST_MAIN(TestMappingFilters)
#include "test_mapping_filters.moc"
