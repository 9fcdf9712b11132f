// Sending saved events in order, from the real window to the real sandbox.
#include "run_bench.h"

#include <gui/activity/details_pane.h>
#include <gui/sandbox_host.h>

#include <QCheckBox>
#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

using namespace smc;
using namespace smc::gui;

class TestRunsSaved : public RunBench
{
    Q_OBJECT

    QStringList usersInHistory()
    {
        QStringList users;
        static const QRegularExpression user(QStringLiteral("\"userId\":\"(\\w+)\""));
        for (const auto &entry : entries())
            users.append(user.match(QString::fromStdString(entry.eventText)).captured(1));
        return users;
    }

    /// Of the records in the list of events, in the order in which the sandbox put them in.
    QStringList usersInSandbox()
    {
        sandbox::RowsQuery query;
        query.list = "segment_events";
        const auto page = QCoro::waitFor(console().sandbox().rows(query));
        if (!page)
            return {QString::fromStdString(page.error().message)};
        const auto column = std::find(page->columns.begin(), page->columns.end(), "USER_ID") - page->columns.begin();
        QStringList users;
        for (const sandbox::StoredRow &row : page->rows)
            users.append(QString::fromStdString(row.at(static_cast<std::size_t>(column)).value_or("")));
        return users;
    }

    void click(const char *event, Qt::KeyboardModifiers modifiers)
    {
        auto &tree = in<QTreeView>("Saved events and examples");
        const QModelIndex index =
            static_cast<const LibraryModel *>(tree.model())->indexOf(LibraryItem::Kind::Event, event);
        QVERIFY2(index.isValid(), event);
        tree.scrollTo(index);
        QTest::mouseClick(tree.viewport(), Qt::LeftButton, modifiers, tree.visualRect(index).center());
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void savedEventsAreSentInTheirOrder()
    {
        save(QStringLiteral("f/02 second"), R"({"type":"identify","userId":"second"})");
        save(QStringLiteral("f/10 last"),
             "{\"type\":\"identify\",\"userId\":\"third\"}\n{\"type\":\"identify\",\"userId\":\"last\"}");
        save(QStringLiteral("f/01 first"), R"({"type":"identify","userId":"first"})");
        save(QStringLiteral("other"), R"({"type":"identify","userId":"other"})");
        m_bench->restart();
        openPage();
        chooseSaved(LibraryItem::Kind::Folder, "f");
        action("saved.send")->trigger();
        QVERIFY(in<QSpinBox>("Times").isVisible());
        QTRY_COMPARE(starter().text(), QStringLiteral("Send 4 events to Sandbox"));
        start();
        VerdictWidget *result = outcome(QStringLiteral("Run finished: all sent"));
        QVERIFY(result != nullptr);
        QVERIFY(result->content().sentence.startsWith(QStringLiteral("4 of 4")));
        QStringList users;
        static const QRegularExpression user(QStringLiteral("\"userId\":\"(\\w+)\""));
        for (const auto &entry : entries())
            users.append(user.match(QString::fromStdString(entry.eventText)).captured(1));
        QCOMPARE(users, QStringList({QStringLiteral("first"), QStringLiteral("second"), QStringLiteral("third"),
                                     QStringLiteral("last")}));
    }

    void severalChosenInTheTreeAreSentInItsOrder()
    {
        for (const char *name : {"one", "two", "three", "four", "five"})
            save(QStringLiteral("%1 %2").arg(++m_saved).arg(QLatin1String(name)),
                 R"({"type":"identify","userId":")" + QByteArray(name) + R"("})");
        m_bench->restart();
        openPage();
        auto &tree = in<QTreeView>("Saved events and examples");
        QTRY_VERIFY(
            static_cast<const LibraryModel *>(tree.model())->indexOf(LibraryItem::Kind::Event, "5 five").isValid());
        // In another order than they stand in.
        click("4 four", Qt::NoModifier);
        click("1 one", Qt::ControlModifier);
        click("3 three", Qt::ControlModifier);
        QCOMPARE(tree.selectionModel()->selectedRows().size(), 3);
        const QStringList before = usersInSandbox();
        action("saved.send")->trigger();
        QTRY_COMPARE(starter().text(), QStringLiteral("Send 3 events to Sandbox"));
        start();
        QVERIFY(outcome(QStringLiteral("Run finished: all sent")) != nullptr);
        const QStringList wanted = {QStringLiteral("one"), QStringLiteral("three"), QStringLiteral("four")};
        QCOMPARE(usersInHistory(), wanted);
        QCOMPARE(usersInSandbox(), before + wanted);
    }

    void thePauseBetweenSavedEventsIsKept()
    {
        constexpr qint64 PauseMs = 400;
        for (const char *name : {"a", "b", "c"})
            save(QString::fromLatin1(name), R"({"type":"identify","userId":")" + QByteArray(name) + R"("})");
        m_bench->restart();
        openPage();
        auto &tree = in<QTreeView>("Saved events and examples");
        QTRY_VERIFY(static_cast<const LibraryModel *>(tree.model())->indexOf(LibraryItem::Kind::Event, "c").isValid());
        click("a", Qt::NoModifier);
        click("c", Qt::ShiftModifier);
        action("saved.send")->trigger();
        QTRY_COMPARE(starter().text(), QStringLiteral("Send 3 events to Sandbox"));
        in<QDoubleSpinBox>("Pause between").setValue(double(PauseMs) / 1000);
        start();
        QVERIFY(outcome(QStringLiteral("Run finished: all sent")) != nullptr);
        const auto arrivals = [this] {
            QList<QDateTime> times;
            for (const sandbox::RequestLogEntry &request : console().sandbox().requests()) {
                if (request.path.contains(QStringLiteral("/data/load")))
                    times.prepend(request.time); // The newest is the first.
            }
            return times;
        };
        QTRY_COMPARE(arrivals().size(), 3);
        const QList<QDateTime> came = arrivals();
        for (int i = 1; i < 3; ++i) {
            const qint64 between = came[i - 1].msecsTo(came[i]);
            QVERIFY2(between >= PauseMs, qPrintable(QString::number(between)));
        }
    }

    void productionIsAskedAboutForTheEventsInTheFiles()
    {
        save(QStringLiteral("f/one"), R"({"type":"identify","userId":"a"})");
        save(QStringLiteral("f/two"), R"([{"type":"identify","userId":"b"},{"type":"identify","userId":"c"}])");
        m_bench->restart();
        openPage();
        useProduction();
        m_bench->dialogs().answer = QStringLiteral("cancel");
        chooseSaved(LibraryItem::Kind::Folder, "f");
        action("saved.send")->trigger();
        QTRY_COMPARE(starter().text(), QStringLiteral("Send 3 events to PRODUCTION: Acme"));
        in<QSpinBox>("Times").setValue(2);
        QCOMPARE(starter().text(), QStringLiteral("Send 6 events to PRODUCTION: Acme"));
        start();
        QVERIFY(outcome(QStringLiteral("Nothing was sent")) != nullptr);
        const QString asked = m_bench->dialogs().questions.last().text;
        QVERIFY2(asked.startsWith(QStringLiteral("Send 6 events ")), qPrintable(asked));
    }

    void whatCannotBeCountedSaysWhyOnceItIsStarted()
    {
        save(QStringLiteral("f/broken"), R"({"batch":[]})");
        m_bench->restart();
        openPage();
        chooseSaved(LibraryItem::Kind::Folder, "f");
        action("saved.send")->trigger();
        QTRY_VERIFY(starter().isEnabled());
        QCOMPARE(starter().text(), QStringLiteral("Send to Sandbox"));
        start();
        VerdictWidget *result = outcome(QStringLiteral("Nothing was sent"));
        QVERIFY(result != nullptr);
        QVERIFY2(result->content().sentence.contains(QStringLiteral("f/broken")),
                 qPrintable(result->content().sentence));
        QVERIFY(entries().empty());
    }

    void aFailureInTheMiddleStopsOrNot_data()
    {
        QTest::addColumn<bool>("stops");
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("counts");
        QTest::newRow("stop") << true << QStringLiteral("Run stopped at the first failure (Sandbox)")
                              << QStringLiteral("2 of 3: 1 accepted, 1 not sent");
        QTest::newRow("go on") << false << QStringLiteral("Run finished with failures (Sandbox)")
                               << QStringLiteral("3 of 3: 2 accepted, 1 not sent");
    }

    void aFailureInTheMiddleStopsOrNot()
    {
        QFETCH(bool, stops);
        QFETCH(QString, word);
        QFETCH(QString, counts);
        save(QStringLiteral("f/1"), R"({"type":"identify","userId":"u"})");
        save(QStringLiteral("f/2"), R"({"type":"track","event":"Not Allowed","userId":"u"})");
        save(QStringLiteral("f/3"), R"({"type":"identify","userId":"u"})");
        m_bench->restart();
        openPage();
        chooseSaved(LibraryItem::Kind::Folder, "f");
        action("saved.send")->trigger();
        in<QCheckBox>("Stop at the first failure").setChecked(stops);
        start();
        VerdictWidget *result = outcome(QStringLiteral("Run "));
        QVERIFY(result != nullptr);
        m_bench->picture(stops ? "run-stopped" : "run-failures");
        QCOMPARE(result->content().word, word);
        QVERIFY2(result->content().sentence.startsWith(counts), qPrintable(result->content().sentence));
        QVERIFY2(result->content().todo.contains(QStringLiteral("f/2")), qPrintable(result->content().todo));
        // The link leads to what failed.
        Q_EMIT result->linkActivated(result->content().linkId);
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Activity);
        QTRY_COMPARE(m_bench->window().findChild<DetailsPane *>()->details().summary.verdict, std::string("Discarded"));
    }

private:
    int m_saved = 0;
};

QTEST_MAIN(TestRunsSaved)
#include "test_runs_saved.moc"
