// Activity: what can be done with what was sent: send again, copy, export.
#include "activity_bench.h"

#include <gui/activity/sending_line.h>
#include <gui/widgets/banner.h>
#include <json/document.h>
#include <json/pointer.h>
#include <json/writer.h>
#include <net/exchange_json.h>
#include <sandbox/faults.h>
#include <workspace/profile.h>

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace smc;
using namespace smc::gui;

class TestActivityActions : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ActivityBench> m_activity;

    ActivityBench &activity() { return *m_activity; }

    QByteArray fileContent()
    {
        QFile file(activity().bench.dialogs().path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }
    void init() { m_activity = std::make_unique<ActivityBench>(); }
    void cleanup() { m_activity.reset(); }

    void anEventIsSentAgainAsItWas()
    {
        const std::string event = R"({"type":"identify","userId":"u1","traits":{"total":1.50}})";
        activity().send(event);
        QCOMPARE(activity().rows(), 1);
        auto *button = named<QPushButton>(*activity().page, QStringLiteral("Resend to Sandbox"));
        QVERIFY(button->isEnabled());
        QTest::keyClick(&activity().table(), Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(activity().rows(), 2);
        activity().settle();
        QCOMPARE(activity().shownId(), historyOf(activity().console()).front().id);
        QCOMPARE(activity().details().details().events.text(), event);
        QCOMPARE(activity().cell(0, HistoryModel::VerdictColumn), QStringLiteral("Delivered"));
        QVERIFY(activity().bench.dialogs().asked.isEmpty());
    }

    void sendingAgainShowsThatItIsUnderWayAndCanBeCancelled()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        activity().console().sandbox().setFaults(*sandbox::parseFaults({"latency=20000"}));
        QSignalSpy working(activity().page, &Page::working);
        activity().action("activity.resend")->trigger();
        auto *line = activity().page->findChild<SendingLine *>();
        QTRY_VERIFY(line->isVisible());
        QStringList words;
        for (const QLabel *label : line->findChildren<QLabel *>())
            words.append(label->text());
        QCOMPARE(words, QStringList({QStringLiteral("Sending to Sandbox"), QStringLiteral("Waiting for the answer.")}));
        QCOMPARE(working.last().first().toString(), QStringLiteral("Sending to Sandbox"));
        activity().bench.picture("activity-resend-under-way");
        auto *cancel = named<QPushButton>(*line, QStringLiteral("Cancel sending"));
        cancel->click();
        QTRY_VERIFY(!line->isVisible());
        QCOMPARE(working.last().first().toString(), QString());
        QTRY_COMPARE(activity().rows(), 2);
        QTRY_COMPARE(activity().cell(0, HistoryModel::VerdictColumn), QStringLiteral("Cancelled"));
    }

    void sendingAgainLeavesTheFilters()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        const std::int64_t first = activity().shownId();
        activity().action("activity.pin")->trigger();
        activity().settle();
        auto *pinned = named<QCheckBox>(*activity().page, QStringLiteral("Show pinned entries only"));
        auto *search = named<QLineEdit>(*activity().page, QStringLiteral("Search the history"));
        pinned->click();
        search->setText(QStringLiteral("u1"));
        QTest::keyClick(search, Qt::Key_Return);
        activity().settle();
        QTRY_COMPARE(activity().rows(), 1);
        activity().action("activity.resend")->trigger();
        QTRY_COMPARE(activity().bannerText(), QStringLiteral("What was sent is hidden by the filters."));
        QCOMPARE(activity().rows(), 1);
        QCOMPARE(activity().shownId(), first);
        QVERIFY(pinned->isChecked());
        activity().bench.picture("activity-sent-hidden");
        named<QPushButton>(*activity().page, QStringLiteral("Show it"))->click();
        QTRY_COMPARE(activity().rows(), 2);
        QTRY_VERIFY(activity().shownId() > first);
        QVERIFY(!pinned->isChecked() && search->text().isEmpty());
        QCOMPARE(activity().bannerText(), QStringLiteral("The filters are cleared: they hid this entry."));
        named<QPushButton>(*activity().page, QStringLiteral("Filter again"))->click();
        QTRY_COMPARE(activity().rows(), 1);
        QTRY_COMPARE(activity().shownId(), first);
        QVERIFY(pinned->isChecked());
        QCOMPARE(search->text(), QStringLiteral("u1"));
        QVERIFY(!activity().page->banners().banner(QStringLiteral("filters")));
        // What the filters let through is shown without a word.
        pinned->click();
        activity().settle();
        activity().action("activity.resend")->trigger();
        QTRY_COMPARE(activity().rows(), 3);
        QTRY_COMPARE(activity().shownId(), historyOf(activity().console()).front().id);
        QCOMPARE(search->text(), QStringLiteral("u1"));
        QVERIFY(!activity().page->banners().banner(QStringLiteral("filters")));
    }

    void whoReadsAnotherEntryMeanwhileStaysThere()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        activity().send(R"({"type":"identify","userId":"u2"})");
        activity().select({0});
        activity().console().sandbox().setFaults(*sandbox::parseFaults({"latency=600"}));
        activity().action("activity.resend")->trigger();
        activity().select({1});
        const std::int64_t read = activity().shownId();
        QTRY_COMPARE(activity().rows(), 3);
        QTRY_VERIFY(!activity().console().isBusy());
        activity().settle();
        QCOMPARE(activity().shownId(), read);
        QCOMPARE(activity().table().currentIndex().row(), 2);
    }

    void severalEventsOfOneRequestAreSentAgainInOrder()
    {
        // As smcctl leaves them.
        workspace::HistoryEntry entry;
        entry.timeMs = 1'700'000'000'000;
        entry.profileId = activity().console().profile().id;
        entry.profileName = "Sandbox";
        entry.environment = "sandbox";
        entry.callType = "identify";
        entry.verdict = "Refused";
        entry.sentence = "SMC refused the request.";
        entry.method = "POST";
        entry.eventText = "{\"type\":\"identify\",\"userId\":\"one\"}\n{\"type\":\"identify\",\"userId\":\"two\"}\n"
                          "{\"type\":\"identify\",\"userId\":\"three\"}";
        activity().keep(entry);
        activity().openAnew();
        QCOMPARE(activity().details().details().events.count(), std::size_t(3));
        QTest::keyClick(&activity().table(), Qt::Key_R, Qt::ControlModifier);
        QPushButton *start = nullptr;
        QTRY_VERIFY(([&] {
            for (QPushButton *button : activity().page->findChildren<QPushButton *>()) {
                if (button->isVisible() && button->text() == QLatin1String("Send 3 events to Sandbox"))
                    start = button;
            }
            return start != nullptr;
        })());
        activity().bench.picture("activity-resend-several");
        start->click();
        QTRY_COMPARE(historyOf(activity().console()).size(), std::size_t(4));
        const auto entries = historyOf(activity().console());
        for (const auto &[at, id] : {std::pair(2, "one"), std::pair(1, "two"), std::pair(0, "three")}) {
            const auto sent = entryOf(activity().console(), entries[static_cast<std::size_t>(at)].id);
            QCOMPARE((*sent)->eventText, "{\"type\":\"identify\",\"userId\":\"" + std::string(id) + "\"}");
            QCOMPARE((*sent)->verdict, std::string("Delivered"));
        }
        QTRY_VERIFY(activity().shownId() == entries.front().id);
    }

    void whatWasAskedAboutIsSentWhateverIsSelectedMeanwhile()
    {
        const QString now = QString::fromStdString(activity().console().profile().id);
        const auto kept = [&](const std::string &text, const std::string &profile) {
            workspace::HistoryEntry entry;
            entry.timeMs = 1'700'000'000'000;
            entry.profileId = profile;
            entry.profileName = "Elsewhere";
            entry.verdict = "Refused";
            entry.sentence = "SMC refused the request.";
            entry.method = "POST";
            entry.eventText = text;
            return activity().keep(entry);
        };
        const std::int64_t one = kept("{\"type\":\"identify\",\"userId\":\"one\"}", "elsewhere");
        const std::int64_t several = kept("{\"type\":\"identify\",\"userId\":\"two\"}\n"
                                          "{\"type\":\"identify\",\"userId\":\"three\"}",
                                          "elsewhere");
        const std::int64_t other = kept("{\"type\":\"identify\",\"userId\":\"never\"}", now.toStdString());
        activity().openAnew();
        const auto rowOf = [this](std::int64_t id) {
            for (int row = 0; row < activity().rows(); ++row) {
                const auto *model = activity().page->findChild<HistoryModel *>();
                if (model->entry(row).id == id)
                    return row;
            }
            return -1;
        };
        activity().bench.dialogs().answer = QStringLiteral("send");
        bool hasLoaded = false;
        activity().bench.dialogs().whileAsked = [&] {
            activity().select({rowOf(other)});
            // The details follow the selection while the question stands.
            hasLoaded = QTest::qWaitFor([&] { return activity().shownId() == other; });
        };
        activity().select({rowOf(one)});
        QTRY_COMPARE(activity().shownId(), one);
        activity().action("activity.resend")->trigger();
        QVERIFY(hasLoaded);
        QTRY_COMPARE(activity().rows(), 4);
        activity().settle();
        const auto sent = entryOf(activity().console(), historyOf(activity().console()).front().id);
        QCOMPARE((*sent)->eventText, std::string("{\"type\":\"identify\",\"userId\":\"one\"}"));

        hasLoaded = false;
        activity().select({rowOf(several)});
        QTRY_COMPARE(activity().shownId(), several);
        activity().action("activity.resend")->trigger();
        QVERIFY(hasLoaded);
        QPushButton *start = nullptr;
        QTRY_VERIFY(([&] {
            for (QPushButton *button : activity().page->findChildren<QPushButton *>()) {
                if (button->isVisible() && button->text() == QLatin1String("Send 2 events to Sandbox"))
                    start = button;
            }
            return start != nullptr;
        })());
        QCOMPARE(activity().shownId(), other);
        start->click();
        QTRY_COMPARE(historyOf(activity().console()).size(), std::size_t(6));
        // The selection that changes within the question, before anything could be read.
        activity().bench.dialogs().whileAsked = [&] {
            activity().table().setCurrentIndex(activity().table().model()->index(rowOf(other), 0));
        };
        for (const char *answer : {"cancel", "send"}) {
            activity().bench.dialogs().answer = QString::fromLatin1(answer);
            activity().select({rowOf(several)});
            QTRY_COMPARE(activity().shownId(), several);
            // The shortcut's key is still down when the question stands.
            QTest::keyPress(&activity().table(), Qt::Key_R, Qt::ControlModifier);
            QTRY_COMPARE(activity().shownId(), other);
            QTest::keyRelease(&activity().table(), Qt::Key_R);
        }
        for (const auto &entry : historyOf(activity().console())) {
            if (entry.id > other)
                QVERIFY((*entryOf(activity().console(), entry.id))->eventText.find("never") == std::string::npos);
        }
    }

    void whatCannotBeSentAgainSaysWhy()
    {
        workspace::HistoryEntry entry;
        entry.timeMs = 1'700'000'000'000;
        entry.verdict = "Delivered";
        entry.method = "POST";
        activity().keep(entry);
        activity().openAnew();
        const auto words = [this] { return activity().action("activity.resend")->toolTip(); };
        QVERIFY(!activity().action("activity.resend")->isEnabled());
        QVERIFY2(words().startsWith(QStringLiteral("The events of this request are not kept")), qPrintable(words()));
        QCOMPARE(activity().codeIn(QStringLiteral("Event")), words().toStdString());
        entry.verdict = "Answered";
        entry.method = "GET";
        activity().keep(entry);
        activity().openAnew();
        QVERIFY2(words().startsWith(QStringLiteral("This only asked SMC something")), qPrintable(words()));
        QVERIFY(!activity().labelWith(QStringLiteral("no row was sent")).isEmpty());
        entry.verdict = "Discarded";
        entry.method.clear();
        activity().keep(entry);
        activity().openAnew();
        QVERIFY(!activity().labelWith(QStringLiteral("Nothing was sent, so there are no rows.")).isEmpty());
    }

    void anotherProfileIsAskedAboutFirst()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        activity().bench.addProfile("Acme", "production");
        activity().settle();
        auto *button = named<QPushButton>(*activity().page, QStringLiteral("Resend to PRODUCTION: Acme"));
        QCOMPARE(button->property("role").toString(), QStringLiteral("danger"));
        activity().bench.dialogs().answer = QStringLiteral("cancel");
        button->click();
        activity().settle();
        QCOMPARE(activity().bench.dialogs().asked, QStringList{QStringLiteral("resend_elsewhere")});
        QCOMPARE(historyOf(activity().console()).size(), std::size_t(1));
        // Yes to the first question is none to production's.
        activity().bench.dialogs().answer = QStringLiteral("send");
        activity().bench.dialogs().whileAsked = [this] {
            if (activity().bench.dialogs().asked.last() == QLatin1String("send_to_production"))
                activity().bench.dialogs().answer = QStringLiteral("cancel");
        };
        vault::Credentials credentials{SecretString(std::string("a-key-of-acme")),
                                       SecretString(std::string("a-secret-of-acme"))};
        QVERIFY(QCoro::waitFor(activity().console().storeCredentials(std::move(credentials))).has_value());
        button->click();
        activity().settle();
        QCOMPARE(activity().bench.dialogs().asked.last(), QStringLiteral("send_to_production"));
        QCOMPARE(historyOf(activity().console()).size(), std::size_t(1));
    }

    void whatCannotBeSentIsSaid()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        activity().console().sandbox().stop();
        activity().action("activity.resend")->trigger();
        activity().settle();
        QVERIFY2(activity().bannerText().contains(QStringLiteral("sandbox does not run")),
                 qPrintable(activity().bannerText()));
    }

    void commandsSendWhatWasSentAndHoldNoSecret()
    {
        const SendReport report =
            activity().send("{\"type\":\"identify\",\"userId\":\"it's $(id) `id`\",\"traits\":{\"a\":\"</b>\"}}");
        const auto kept = entryOf(activity().console(), report.entryIds.front());
        const auto exchange = net::exchangeFromJson((*kept)->exchangeJson);
        QVERIFY(exchange.has_value());
        const QString url = exchange->request.url.toString(QUrl::FullyEncoded);
        const QString body = QString::fromStdString(exchange->request.body);
        QVERIFY2(url.startsWith(QString::fromStdString(activity().console().sandbox().address())) &&
                     url.contains(QStringLiteral("/lists/segment_events/data/load")),
                 qPrintable(url));
        QVERIFY2(body.contains(QStringLiteral("\"it's $(id) `id`\"")), qPrintable(body));
        // As a shell and as JavaScript take them.
        const auto inShell = [](QString text) {
            return QStringLiteral("'%1'").arg(text.replace(QLatin1Char('\''), QStringLiteral("'\\''")));
        };
        const auto inScript = [](const QString &text) {
            QString quoted = QString::fromStdString(json::quoted(text.toStdString()));
            return quoted.replace(QStringLiteral("</"), QStringLiteral("<\\/"));
        };
        const QList<std::pair<const char *, QStringList>> commands = {
            {"activity.copyCurl",
             {QStringLiteral("curl "), QStringLiteral(" --url ") + inShell(url),
              QStringLiteral(" --data-raw ") + inShell(body),
              QStringLiteral("X-ApiKey: $SMC_API_KEY:$SMC_API_SECRET")}},
            {"activity.copyHttpie",
             {QStringLiteral("http "), QStringLiteral(" 'POST' ") + inShell(url),
              QStringLiteral(" --raw=") + inShell(body), QStringLiteral("X-ApiKey: $SMC_API_KEY:$SMC_API_SECRET")}},
            {"activity.copyFetch",
             {QStringLiteral("fetch(") + inScript(url) + QStringLiteral(", {\n  method: \"POST\",\n"),
              QStringLiteral("\n  body: ") + inScript(body) + QStringLiteral(",\n"),
              QStringLiteral("\"X-ApiKey\", `${process.env.SMC_API_KEY}:${process.env.SMC_API_SECRET}`")}}};
        const auto *copyAs = named<QPushButton>(*activity().page, QStringLiteral("Copy as"));
        QVERIFY(copyAs->isEnabled());
        for (const auto &[id, parts] : commands) {
            QApplication::clipboard()->clear();
            activity().action(id)->trigger();
            const QString text = QApplication::clipboard()->text();
            QVERIFY2(text.startsWith(parts.first()), qPrintable(text));
            for (const QString &part : parts)
                QVERIFY2(text.contains(part), qPrintable(part + QStringLiteral("\nis not in\n") + text));
            QVERIFY2(!activity().holdsSecret(text), qPrintable(text));
        }
        activity().table().clearSelection();
        QVERIFY(!copyAs->isEnabled());
    }

    void anArchiveHoldsTheSelection()
    {
        for (const char *user : {"one", "two", "three"})
            activity().send(std::string("{\"type\":\"identify\",\"userId\":\"") + user + "\"}");
        activity().bench.dialogs().path = activity().bench.folder() + QStringLiteral("/out.har");
        activity().select({0, 2});
        activity().action("activity.exportHar")->trigger();
        QTRY_VERIFY2(QFile::exists(activity().bench.dialogs().path), qPrintable(activity().bannerText()));
        activity().settle();
        const QByteArray har = fileContent();
        json::Document document;
        QVERIFY(document.parse(har.toStdString()));
        QCOMPARE(json::resolve(document.root(), "/log/entries").size(), std::size_t(2));
        QVERIFY(har.contains("\\\"one\\\"") && har.contains("\\\"three\\\"") && !har.contains("\\\"two\\\""));
        QVERIFY(!activity().holdsSecret(QString::fromUtf8(har)));
    }

    void anArchiveHoldsAllThatTheFiltersLetThrough()
    {
        activity().send(R"({"type":"identify","userId":"one"})");
        activity().console().sandbox().setFaults(*sandbox::parseFaults({"401"}));
        activity().send(R"({"type":"identify","userId":"two"})");
        activity().choose(QStringLiteral("Show statuses"), QStringLiteral("4xx: refused"));
        QCOMPARE(activity().rows(), 1);
        activity().bench.dialogs().path = activity().bench.folder() + QStringLiteral("/all.har");
        activity().action("activity.exportAllHar")->trigger();
        QTRY_VERIFY2(QFile::exists(activity().bench.dialogs().path), qPrintable(activity().bannerText()));
        activity().settle();
        json::Document document;
        QVERIFY(document.parse(fileContent().toStdString()));
        QCOMPARE(json::resolve(document.root(), "/log/entries").size(), std::size_t(1));
        QCOMPARE(json::resolve(document.root(), "/log/entries/0/response/status").integer(), std::int64_t(401));
    }

    void anArchiveThatCannotBeWrittenSaysWhyAndIsTriedAgain()
    {
        for (const char *user : {"one", "two"})
            activity().send(std::string("{\"type\":\"identify\",\"userId\":\"") + user + "\"}");
        const QString folder = activity().bench.folder();
        activity().bench.dialogs().path = folder + QStringLiteral("/gone/out.har");
        activity().select({1});
        activity().action("activity.exportHar")->trigger();
        const BannerArea &banners = activity().page->banners();
        QTRY_VERIFY(banners.banner(QStringLiteral("export")) != nullptr);
        const BannerContent content = banners.banner(QStringLiteral("export"))->content();
        QCOMPARE(content.tone, theme::Tone::Danger);
        QCOMPARE(content.text,
                 folder + QStringLiteral("/gone/out.har could not be written: its folder is not there. Choose another "
                                         "one."));
        activity().bench.picture("activity-export-failed");
        // The same entry, whatever is selected by now.
        activity().select({0});
        activity().bench.dialogs().path = folder + QStringLiteral("/out.har");
        named<QPushButton>(banners, QStringLiteral("Export again…"))->click();
        QTRY_VERIFY(banners.banner(QStringLiteral("export")) == nullptr);
        const QByteArray har = fileContent();
        QVERIFY(har.contains("\\\"one\\\"") && !har.contains("\\\"two\\\""));
    }
};

QTEST_MAIN(TestActivityActions)
#include "test_activity_actions.moc"
