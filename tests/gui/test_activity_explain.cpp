// Activity: the explanation at the top of the details.
#include "activity_bench.h"

#include <gui/activity/entry_words.h>
#include <gui/activity/explanation_view.h>
#include <gui/compose/compose_link.h>
#include <gui/editor/json_editor.h>
#include <sandbox/faults.h>
#include <workspace/profile.h>

#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>

using namespace smc;
using namespace smc::gui;

class TestActivityExplain : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ActivityBench> m_activity;

    ActivityBench &activity() { return *m_activity; }
    ExplanationView &view() { return *activity().page->findChild<ExplanationView *>(); }

    QString shownText()
    {
        QStringList parts;
        for (const QLabel *label : view().findChildren<QLabel *>()) {
            if (!label->isHidden())
                parts.append(label->text());
        }
        return parts.join(QLatin1Char('\n')).remove(QChar(0x200B));
    }

    QStringList column(const QString &table, int column)
    {
        const QAbstractItemModel *model = named<DataTable>(*activity().page, table)->model();
        QStringList cells;
        for (int row = 0; row < model->rowCount(); ++row)
            cells.append(model->index(row, column).data().toString());
        return cells;
    }

    /// What the explanation's first link shows of `event`.
    std::string placeBehindLink(const std::string &event)
    {
        QSignalSpy goTo(activity().page, &Page::goTo);
        auto *fields = named<QLabel>(view(), QStringLiteral("Refused fields"));
        const qsizetype at = fields->text().indexOf(QStringLiteral("href=\""));
        if (at < 0)
            return "no link in " + fields->text().toStdString();
        Q_EMIT fields->linkActivated(fields->text().mid(at + 6).section(QLatin1Char('"'), 0, 0));
        const auto link = goTo.isEmpty() ? std::nullopt : ComposeLink::parse(goTo.first().at(1).toString());
        return link ? std::string(link->place.of(event)) : "no place";
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }
    void init() { m_activity = std::make_unique<ActivityBench>(); }
    void cleanup() { m_activity.reset(); }

    void whatWasCancelledIsNobodysTroubleInOldEntriesToo()
    {
        workspace::HistoryEntry entry;
        entry.verdict = "Cancelled";
        entry.sentence = "Cancelled while the request was on its way.";
        entry.outcomeJson = R"({"verdict":"cancelled","side":"yours","advice":"Look into the list."})";
        QCOMPARE(explain(entry).side, TroubleSide::Nobody);
        QCOMPARE(explain(entry).todo, QStringLiteral("Look into the list."));
        entry.verdict = "Refused";
        QCOMPARE(explain(entry).side, TroubleSide::Yours);
    }

    void whatWentWellNeedsNoAdvice()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        const QString text = shownText();
        QVERIFY2(text.contains(QStringLiteral("Delivered")), qPrintable(text));
        QVERIFY2(!text.contains(QStringLiteral("What to do")) && !text.contains(QStringLiteral("side")),
                 qPrintable(text));
    }

    void eachTroubleSaysWhoseItIsAndWhatToDo_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("side");
        QTest::addColumn<QString>("todo");
        const QString identify = QStringLiteral("{\"type\":\"identify\",\"userId\":\"u1\"}");
        const QString yours = QStringLiteral("on your side");
        const auto row = [](const char *name, const char *fault, const QString &event, const QString &side,
                            const char *todo) {
            QTest::newRow(name) << QString::fromLatin1(fault) << event << side << QString::fromUtf8(todo);
        };
        row("a key that is not let in", "401", identify, yours, "Copy key and secret again");
        row("a busy list", "429-busy", identify, QStringLiteral("on SMC's side"),
            "Send again when the other operation");
        row("a quota that is used up", "429", identify, yours, "and send again, or send more events in one request.");
        row("maintenance", "503", identify, QStringLiteral("on SMC's side"), "Try again later");
        row("a dropped connection", "drop", identify, QStringLiteral("on the way"), "Try again");
        row("an unknown segment", "",
            QStringLiteral("{\"type\":\"group\",\"groupId\":\"NoSuchSegment\",\"userId\":\"a@b.example\","
                           "\"traits\":{\"matchkey\":\"MAIL\",\"userlist\":\"USERS_SEGMENT\"}}"),
            yours, "Make the static segment in SMC");
        row("an event that is not allowed", "",
            QStringLiteral("{\"type\":\"track\",\"userId\":\"u\",\"event\":\"Never Heard Of\"}"),
            QStringLiteral("Segment would not pass it on"), "Change the destination's settings");
        row("an event that is none", "", QStringLiteral("{\"type\":\"identify\"}"), yours, "Mend the event");
    }

    void eachTroubleSaysWhoseItIsAndWhatToDo()
    {
        QFETCH(QString, fault);
        QFETCH(QString, event);
        QFETCH(QString, side);
        QFETCH(QString, todo);
        if (!fault.isEmpty())
            activity().console().sandbox().setFaults(*sandbox::parseFaults({fault.toStdString()}));
        activity().send(event.toStdString());
        QTRY_VERIFY(activity().shownId() != 0);
        const QString text = shownText();
        QVERIFY2(text.contains(side), qPrintable(text));
        // In the advice alone, and not in the sentence about what happened.
        QVERIFY2(text.section(QStringLiteral("What to do: "), 1).contains(todo), qPrintable(text));
        QVERIFY2(!text.section(QStringLiteral("What to do: "), 0, 0).contains(todo), qPrintable(text));
        QVERIFY2(!activity().holdsSecret(text), qPrintable(text));
        activity().bench.picture(qPrintable(QStringLiteral("activity-explained-") +
                                            QLatin1String(QTest::currentDataTag()).toString().replace(u' ', u'-')));
    }

    void aKeyThatHasExpiredIsNamedFirst_data()
    {
        QTest::addColumn<QDate>("expires");
        QTest::addColumn<QString>("words");
        // It is the first of March.
        QTest::newRow("past") << QDate(2026, 2, 27)
                              << QStringLiteral("The profile “Sandbox” says that this key was good until Friday, 27 "
                                                "February 2026: it had expired.");
        QTest::newRow("near") << QDate(2026, 3, 10)
                              << QStringLiteral("The profile “Sandbox” says that this key is good until Tuesday, 10 "
                                                "March 2026");
        QTest::newRow("far") << QDate(2026, 12, 31) << QString();
        QTest::newRow("unknown") << QDate() << QString();
    }

    void aKeyThatHasExpiredIsNamedFirst()
    {
        QFETCH(QDate, expires);
        QFETCH(QString, words);
        const auto change = [expires](workspace::Profile &profile, destination::Settings &) {
            if (expires.isValid())
                profile.keyExpires = expires;
        };
        Console &console = activity().console();
        QVERIFY(QCoro::waitFor(console.save(console.profile().id, change)).has_value());
        activity().console().sandbox().setFaults(*sandbox::parseFaults({"401"}));
        const SendReport report = activity().send(R"({"type":"identify","userId":"u1"})");
        QTRY_VERIFY(activity().shownId() != 0);
        const QLocale locale;
        const QString date = locale.toString(expires, QLocale::LongFormat);
        QString wanted = words;
        wanted.replace(QRegularExpression(QStringLiteral("until [^:]*2026")), QStringLiteral("until ") + date);
        const QString text = shownText();
        QVERIFY2(text.contains(QStringLiteral("Copy key and secret again")), qPrintable(text));
        if (words.isEmpty()) {
            QVERIFY2(!text.contains(QStringLiteral("says that this key")), qPrintable(text));
            QVERIFY2(!report.verdict.todo.contains(QStringLiteral("says that")), qPrintable(report.verdict.todo));
            return;
        }
        QVERIFY2(text.contains(wanted), qPrintable(text));
        QVERIFY2(report.verdict.todo.startsWith(wanted), qPrintable(report.verdict.todo));
    }

    void aRefusedFieldNamesValueRuleAndPlace()
    {
        const std::string tooLong(300, 'x');
        const std::string event = "{\"type\":\"identify\",\"userId\":\"" + tooLong + "\"}";
        activity().send(event);
        const QString text = shownText();
        QVERIFY2(text.contains(QStringLiteral("USER_ID “xxxx")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("At most 255 characters; there are 300.")), qPrintable(text));
        QCOMPARE(placeBehindLink(event), '"' + tooLong + '"');
        activity().bench.picture("activity-refused-field");
        theme::apply(*qApp, theme::Scheme::Dark);
        activity().bench.picture("activity-refused-field-dark");
        theme::apply(*qApp, theme::Scheme::Light);
    }

    void aFieldThatTheListHasNotIsShownInTheEvent()
    {
        const std::string event = R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"u",)"
                                  R"("traits":{"matchkey":"NoSuch","userlist":"USERS_SEGMENT"}})";
        activity().send(event);
        QTRY_VERIFY(activity().shownId() != 0);
        QVERIFY2(shownText().contains(QStringLiteral("traits.matchkey")), qPrintable(shownText()));
        QCOMPARE(placeBehindLink(event), std::string("\"NoSuch\""));
    }

    void whatSmcDoesNotKnowIsShownInTheEvent_data()
    {
        QTest::addColumn<QString>("groupId");
        QTest::addColumn<QString>("userlist");
        QTest::addColumn<QString>("userId");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        const QString segment = QStringLiteral("SegmentToSMCStatic");
        const QString list = QStringLiteral("USERS_SEGMENT");
        const QString mail = QStringLiteral("segmenttest@selligent.com");
        const QString other = QStringLiteral("NoSuch");
        QTest::newRow("segment") << other << list << mail << QStringLiteral("groupId") << other;
        QTest::newRow("list") << segment << other << mail << QStringLiteral("traits.userlist") << other;
        QTest::newRow("record") << segment << list << other << QStringLiteral("userId") << other;
    }

    void whatSmcDoesNotKnowIsShownInTheEvent()
    {
        QFETCH(QString, groupId);
        QFETCH(QString, userlist);
        QFETCH(QString, userId);
        QFETCH(QString, name);
        QFETCH(QString, value);
        const QString form = QStringLiteral(R"({"type":"group","groupId":"%1","userId":"%2",)"
                                            R"("traits":{"matchkey":"MAIL","userlist":"%3"}})");
        const std::string event = form.arg(groupId, userId, userlist).toStdString();
        const std::string wanted = '"' + value.toStdString() + '"';
        activity().send(event);
        QTRY_VERIFY(activity().shownId() != 0);
        const QString line = name + QStringLiteral(" “%1”").arg(value);
        QVERIFY2(shownText().contains(line), qPrintable(shownText()));
        QCOMPARE(placeBehindLink(event), wanted);
        named<QPushButton>(*activity().page, QStringLiteral("Show the place in Compose"))->click();
        WindowBench &bench = activity().bench;
        QTRY_COMPARE(bench.window().currentPage()->id(), PageId::Compose);
        const auto *editor = named<JsonEditor>(bench.window(), QStringLiteral("Event as JSON"));
        QTRY_COMPARE(editor->code(), event);
        QCOMPARE(editor->caret(), event.find(wanted));
    }

    void aLongExplanationScrollsAndLeavesRoom()
    {
        workspace::HistoryEntry entry;
        entry.verdict = "Refused";
        entry.sentence = std::string(40, 'w') + " and many more words";
        for (int i = 0; i < 60; ++i)
            entry.sentence += " of which there is no end";
        entry.outcomeJson = "{\"side\":\"yours\",\"advice\":\"Shorten it.\"}";
        activity().keep(entry);
        activity().openAnew();
        activity().bench.window().resize(1024, 680);
        activity().settle();
        auto *tabs = named<QTabWidget>(activity().details(), "Details");
        QVERIFY2(tabs->height() >= 120, qPrintable(QString::number(tabs->height())));
        activity().bench.picture("activity-long-explanation");
    }

    void aShortExplanationBehindALongOneDoesNotScroll()
    {
        activity().send("{\"type\":\"identify\",\"userId\":\"" + std::string(300, 'x') + "\"}");
        const auto *scroll = activity().page->findChild<ExplanationScroll *>();
        activity().send(R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"segmenttest@selligent.com",)"
                        R"("traits":{"matchkey":"MAIL","userlist":"USERS_SEGMENT"}})");
        activity().table().setCurrentIndex(activity().table().model()->index(1, 0));
        activity().settle();
        activity().table().setCurrentIndex(activity().table().model()->index(0, 0));
        activity().settle();
        QTRY_VERIFY(view().height() <= scroll->viewport()->height());
        QVERIFY(!scroll->verticalScrollBar()->isVisible());
        activity().bench.picture("activity-short-explanation");
    }

    void anExplanationOfWhatWasSentElsewhereIsWholeAtTheFirstVisit()
    {
        activity().bench.restart(WindowBench::Pages::WhenAskedFor);
        WindowBench &bench = activity().bench;
        bench.window().resize(1280, 800);
        bench.go(PageId::Compose);
        QTRY_VERIFY(bench.console().sandbox().isRunning());
        bench.console().sandbox().setFaults(*sandbox::parseFaults({"429"}));
        activity().send(R"({"type":"identify","userId":"u1"})");
        activity().open();
        const auto *scroll = activity().page->findChild<ExplanationScroll *>();
        QTRY_VERIFY(!shownText().isEmpty());
        QTest::qWait(100);
        bench.picture("activity-first-visit");
        for (const QLabel *label : view().findChildren<QLabel *>()) {
            if (!label->isHidden() && label->wordWrap())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        }
        QVERIFY(view().height() <= scroll->viewport()->height());
        const QImage first = view().grab().toImage();
        for (QLabel *label : view().findChildren<QLabel *>()) {
            const QString text = label->text();
            if (label->isHidden() || text.isEmpty())
                continue;
            label->setText(QStringLiteral("-"));
            label->setText(text);
        }
        QTest::qWait(50);
        QCOMPARE(view().grab().toImage(), first); // Broken into lines where it is shown.
    }

    void anEntryIsCalledWhatItsRowsAre()
    {
        for (const char *fault : {"401", "429"}) {
            activity().console().sandbox().setFaults(*sandbox::parseFaults({fault}));
            const SendReport report = activity().send(R"({"type":"identify","userId":"u1"})");
            QCOMPARE(report.verdict.word, QStringLiteral("Not sent"));
            QTRY_COMPARE(activity().cell(0, HistoryModel::VerdictColumn), report.verdict.word);
            activity().settle();
            QCOMPARE(column(QStringLiteral("Rows and what became of them"), 0), QStringList{report.verdict.word});
        }
    }
};

QTEST_MAIN(TestActivityExplain)
#include "test_activity_explain.moc"
