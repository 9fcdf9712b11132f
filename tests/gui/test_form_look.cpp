// How the form looks with each example, and that it keeps to the rules for pages.
#include "form_bench.h"

#include <gui/compose/examples.h>

#include <QListView>
#include <QPushButton>

using namespace smc;
using namespace smc::gui;

class TestFormLook : public FormBench
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsCutOrNameless_data()
    {
        QTest::addColumn<theme::Scheme>("scheme");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light-1280") << theme::Scheme::Light << QSize(1280, 800);
        QTest::newRow("dark-1280") << theme::Scheme::Dark << QSize(1280, 800);
        QTest::newRow("light-1024") << theme::Scheme::Light << QSize(1024, 680);
        QTest::newRow("dark-1024") << theme::Scheme::Dark << QSize(1024, 680);
    }

    void nothingIsCutOrNameless()
    {
        QFETCH(theme::Scheme, scheme);
        QFETCH(QSize, size);
        theme::apply(*qApp, scheme);
        m_bench->window().resize(size);
        showForm();
        std::vector<std::pair<std::string, std::string>> texts = {
            {"empty", ""},
            {"wrong", R"({"type":"group","userId":5,"traits":{"n":18446744073709551615,"n":2}})"},
            {"several", R"({"type":"identify","userId":"a"} )"
                        "\n"
                        R"({"type":"alias","userId":""})"},
        };
        for (const Example &example : builtInExamples())
            texts.emplace_back(example.file, *exampleText(example.file));
        for (const auto &[name, text] : texts) {
            editor().setCode(text);
            QTest::qWait(120);
            const QString picture = QStringLiteral("form-%1-%2")
                                        .arg(QString::fromStdString(name).section(QLatin1Char('.'), 0, 0),
                                             QString::fromLatin1(QTest::currentDataTag()));
            m_bench->picture(qPrintable(picture));
            const QStringList nameless = withoutAccessibleName(*m_page);
            QVERIFY2(nameless.isEmpty(), qPrintable(picture + QLatin1Char('\n') + nameless.join(QLatin1Char('\n'))));
            const QStringList clipped = clippedTexts(*m_page);
            QVERIFY2(clipped.isEmpty(), qPrintable(picture + QLatin1Char('\n') + clipped.join(QLatin1Char('\n'))));
        }
        theme::apply(*qApp, theme::Scheme::Light);
    }

    void thePartsOfTheEventHaveTheirTabsAtOnce()
    {
        open(R"({"type":"identify","userId":"u","traits":{"plan":"free"}})");
        auto *tabs = visible<QTabBar>(QStringLiteral("Parts of the event"));
        QVERIFY(tabs != nullptr);
        QTRY_VERIFY2(tabs->height() >= tabs->sizeHint().height(), qPrintable(QString::number(tabs->height())));
    }

    void kindsAreReadWithLargeText()
    {
        const auto back = qScopeGuard([] { theme::apply(*qApp, theme::Scheme::Light, 100); });
        theme::apply(*qApp, theme::Scheme::Light, 200);
        m_bench->window().resize(1280, 800);
        open(R"({"type":"identify","userId":"u","traits":{"vip":true}})");
        auto *rows = visible<MemberView>(QStringLiteral("Traits of the event"));
        QVERIFY(rows != nullptr);
        m_bench->picture("form-kinds-zoom200");
        const QModelIndex kind = rows->model()->index(0, MemberModel::KindColumn);
        QStyleOptionViewItem option;
        option.initFrom(rows);
        option.font = rows->font();
        QVERIFY2(rows->columnWidth(MemberModel::KindColumn) >= rows->itemDelegate()->sizeHint(option, kind).width(),
                 qPrintable(QStringLiteral("%1 of %2")
                                .arg(rows->columnWidth(MemberModel::KindColumn))
                                .arg(rows->itemDelegate()->sizeHint(option, kind).width())));
    }

    void problemsStayReadableWhereTheyWereScrolled()
    {
        open(
            R"({"type":"track","useId":"u","event":"Order Completed","timestamp":"yesterday","properties":{"total":1}})");
        auto *problems = visible<QListView>(QStringLiteral("Problems of the event"));
        QVERIFY(problems != nullptr);
        const int last = problems->model()->rowCount() - 1;
        QVERIFY(last > 0);
        const int row = problems->visualRect(problems->model()->index(0, 0)).height();
        problems->setCurrentIndex(problems->model()->index(last, 0));
        m_bench->action("compose.dryRun").trigger();
        QTRY_VERIFY(visible<QPushButton>(QStringLiteral("Dismiss the result")) != nullptr);
        m_bench->window().resize(1024, 680);
        QTest::qWait(200);
        m_bench->picture("form-over-result");
        QVERIFY2(problems->viewport()->height() >= row,
                 qPrintable(QStringLiteral("%1 of %2").arg(problems->viewport()->height()).arg(row)));
    }

    void tabGoesFromFieldToFieldAsOneReads()
    {
        open(*exampleText("group-static-segment.json"));
        box(QStringLiteral("Call type"))->setFocus();
        QStringList way;
        for (int step = 0; step < 9; ++step) {
            way.append(focus()->accessibleName());
            QTest::keyClick(focus(), Qt::Key_Tab);
        }
        const QStringList wanted{QStringLiteral("Call type"),
                                 QStringLiteral("Method"),
                                 QStringLiteral("Static segment"),
                                 QStringLiteral("User ID"),
                                 QStringLiteral("Match field"),
                                 QStringLiteral("User list"),
                                 QStringLiteral("Parts of the event"),
                                 QStringLiteral("Traits of the event"),
                                 QStringLiteral("Add row")};
        QCOMPARE(way, wanted);
    }

    void mnemonicsLeadToTheirFields()
    {
        open(*exampleText("group-static-segment.json"));
        QTest::keyClick(&m_bench->window(), Qt::Key_M, Qt::AltModifier);
        QCOMPARE(focus()->accessibleName(), QStringLiteral("Match field"));
        QTest::keyClick(&m_bench->window(), Qt::Key_E, Qt::AltModifier);
        QCOMPARE(focus()->accessibleName(), QStringLiteral("Call type"));
    }
};

QTEST_MAIN(TestFormLook)
#include "test_form_look.moc"
