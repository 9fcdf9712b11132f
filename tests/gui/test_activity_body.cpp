// Activity: the answer's body in the real window: found in, its places named, copied and saved.
#include "activity_bench.h"

#include <gui/viewer/body_viewer.h>
#include <gui/viewer/text_view.h>
#include <gui/viewer/tree_view.h>
#include <net/exchange_json.h>

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

using namespace smc;
using namespace smc::gui;

namespace {

const std::string Kept = R"({"result_code":"Partial","rows":[{"MAIL":"a@example.com","SCORE":1.50},)"
                         R"({"MAIL":"b@example.com","SCORE":18446744073709551615}]})";

} // namespace

class TestActivityBody : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ActivityBench> m_activity;

    ActivityBench &activity() { return *m_activity; }
    BodyViewer &viewer() { return activity().details().answer(); }

    QString path() { return named<QLineEdit>(viewer(), QStringLiteral("JSON path"))->text(); }

    QString copied(const std::function<void()> &copy)
    {
        QClipboard &clipboard = *QApplication::clipboard();
        clipboard.setText(QStringLiteral("(nothing)"));
        copy();
        static_cast<void>(QTest::qWaitFor([&] { return clipboard.text() != QLatin1String("(nothing)"); }));
        return clipboard.text();
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }
    void init()
    {
        m_activity = std::make_unique<ActivityBench>();
        net::Exchange exchange;
        exchange.id = "x";
        exchange.request.method = "POST";
        exchange.request.url = QUrl(QStringLiteral("https://acme.slgnt.us/"));
        exchange.state = net::State::Done;
        exchange.answer = net::Answer{};
        exchange.answer->status = 200;
        exchange.answer->headers = {{"Content-Type", "application/json"}};
        exchange.answer->body = Kept;
        workspace::HistoryEntry entry;
        entry.method = "POST";
        entry.status = 200;
        entry.verdict = "Answered";
        entry.sentence = "SMC answered.";
        entry.exchangeJson = net::exchangeToJson(exchange);
        activity().keep(entry);
        activity().openAnew();
        QTRY_COMPARE(activity().rows(), 1);
        activity().details().setCurrentTab(QStringLiteral("answer"));
        QTRY_VERIFY(viewer().textView().isVisible());
        QTRY_VERIFY(viewer().index() && !viewer().index()->isReading());
    }
    void cleanup() { m_activity.reset(); }

    void theListOpensTheSearchOfTheBody()
    {
        activity().details().setCurrentTab(QStringLiteral("headers"));
        activity().table().setFocus();
        QTest::keyClick(&activity().table(), Qt::Key_F, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(activity().details().currentTab(), QStringLiteral("answer"));
        const auto *find = named<QLineEdit>(viewer(), QStringLiteral("Find in the body"));
        QTRY_VERIFY(find->isVisible() && find->hasFocus());
    }

    void whereNoEntryIsShownThereIsNoBodyToSearch()
    {
        activity().select({});
        QVERIFY(!viewer().isVisible());
        activity().table().setFocus();
        QTest::keyClick(&activity().table(), Qt::Key_F, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(activity().table().hasFocus());
        activity().select({0});
        QTRY_VERIFY(viewer().isVisible());
        QVERIFY(!named<QLineEdit>(viewer(), QStringLiteral("Find in the body"))->isVisible());
    }

    void whatIsFoundIsNamedAndCopied()
    {
        viewer().textView().setFocus();
        QTest::keyClick(&viewer().textView(), Qt::Key_F, Qt::ControlModifier | Qt::AltModifier);
        auto *find = named<QLineEdit>(viewer(), QStringLiteral("Find in the body"));
        QTRY_VERIFY(find->isVisible() && find->hasFocus());
        QTest::keyClicks(find, QStringLiteral("example.com"));
        const auto *count = named<QLabel>(viewer(), QStringLiteral("Occurrences"));
        QTRY_COMPARE(count->text(), QStringLiteral("1 of 2"));
        QCOMPARE(path(), QStringLiteral("$.rows[0].MAIL"));
        QTest::keyClick(find, Qt::Key_Return);
        QTRY_COMPARE(count->text(), QStringLiteral("2 of 2"));
        QCOMPARE(path(), QStringLiteral("$.rows[1].MAIL"));
        QVERIFY(viewer().textView().selection().size() > 0);
        activity().bench.picture("activity-body-found");
        QTest::keyClick(find, Qt::Key_Escape);
        QTRY_VERIFY(!find->isVisible());

        // The number below it, as it came.
        viewer().textView().setFocus();
        QTest::keyClick(&viewer().textView(), Qt::Key_Down);
        QTRY_COMPARE(path(), QStringLiteral("$.rows[1].SCORE"));
        const auto pressed = [this] {
            QTest::keyClick(&viewer().textView(), Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
        };
        QCOMPARE(copied(pressed), QStringLiteral("$.rows[1].SCORE"));
        const auto value = [this] { activity().action("viewer.copyNode")->trigger(); };
        QCOMPARE(copied(value), QStringLiteral("18446744073709551615"));
        // The tree is at the same place, and the row above it is copied whole.
        named<QAbstractButton>(viewer(), QStringLiteral("Tree"))->click();
        QCOMPARE(path(), QStringLiteral("$.rows[1].SCORE"));
        QTest::keyClick(&viewer().treeView(), Qt::Key_Left);
        QTRY_COMPARE(path(), QStringLiteral("$.rows[1]"));
        QCOMPARE(copied(value), QStringLiteral(R"({"MAIL":"b@example.com","SCORE":18446744073709551615})"));
    }

    void theBodyIsSavedAsItCame()
    {
        activity().bench.dialogs().path = activity().bench.folder() + QStringLiteral("/answer.json");
        QSignalSpy said(activity().page, &Page::status);
        activity().action("viewer.save")->trigger();
        QTRY_VERIFY(!said.isEmpty());
        QCOMPARE(said.last().first().toString(), QStringLiteral("Saved %1 bytes to answer.json.").arg(Kept.size()));
        QCOMPARE(activity().bench.dialogs().asked, QStringList{QStringLiteral("save_body")});
        QFile file(activity().bench.dialogs().path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().toStdString(), Kept);
    }
};

QTEST_MAIN(TestActivityBody)
#include "test_activity_body.moc"
