// Pasting and dropping what is no JSON yet.
#include "compose_bench.h"

#include <gui/widgets/banner.h>
#include <json/text.h>

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

#include <algorithm>

using namespace smc;
using namespace smc::gui;

namespace {

const QString Call = QStringLiteral("analytics.identify('u1', {plan: 'pro', age: user.age}, () => {});");
const std::string Converted = "{\n  \"type\": \"identify\",\n  \"userId\": \"u1\",\n  \"traits\": {\n    \"plan\": "
                              "\"pro\"\n  }\n}";

} // namespace

class TestComposePaste : public ComposeBench
{
    Q_OBJECT

    Banner *banner() { return m_page->banners().banner(QStringLiteral("paste")); }

    static void copy(const QString &text) { QGuiApplication::clipboard()->setText(text); }

    void paste()
    {
        editor().setFocus();
        QTest::keyClick(&editor(), Qt::Key_V, Qt::ControlModifier);
    }

    void drop(QMimeData &mime)
    {
        QWidget *target = editor().viewport();
        QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(20, 20), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &event);
    }

    QString fileWith(const QByteArray &content, const char *name)
    {
        const QString path = m_bench->folder() + QLatin1Char('/') + QLatin1String(name);
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path : QString();
    }

    void dropFile(const QString &path)
    {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        drop(mime);
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void aCallPastedIntoAnEmptyEditorBecomesItsEvent()
    {
        write("");
        copy(Call);
        paste();
        QCOMPARE(editor().code(), Converted);
        QVERIFY(banner() != nullptr);
        QCOMPARE(
            banner()->content().text,
            QStringLiteral("Recognised an analytics.js identify call. Not all of it could be used:\n"
                           "traits.age: `user.age` is worked out by the program: its value is not in what you pasted.\n"
                           "The callback: It runs in the program, and is no part of the event."));
        QCOMPARE(m_page->preview().verdict.word, QStringLiteral("Ready"));
        QVERIFY(editor().hasFocus());
        m_bench->picture("compose-pasted");
        const QStringList clipped = clippedTexts(*m_page);
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QLatin1Char('\n'))));
    }

    void pastingOverEverythingIsOneStepToUndo()
    {
        write(Track);
        editor().selectAll();
        copy(Call);
        paste();
        QCOMPARE(editor().code(), Converted);
        QTest::keyClick(&editor(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(editor().code(), std::string(Track));
    }

    void itCanBePastedAsTextInstead()
    {
        write(Track);
        editor().selectAll();
        copy(Call);
        paste();
        QPushButton *instead = named<QPushButton>(*banner(), QStringLiteral("Paste as text instead"));
        QTest::mouseClick(instead, Qt::LeftButton);
        QCOMPARE(editor().code(), Call.toStdString());
        QVERIFY(banner() == nullptr || !banner()->isVisible());
    }

    void afterAChangeTheOfferIsGone()
    {
        write("");
        copy(Call);
        paste();
        QTest::keyClicks(&editor(), QStringLiteral(" "));
        QTRY_VERIFY(banner()->content().action.isEmpty());
        QVERIFY(banner()->content().text.startsWith(QStringLiteral("Recognised")));
    }

    void whatWasSaidOfItGoesWhenAnotherEventIsOpened()
    {
        write("");
        copy(QStringLiteral("analytics.identify('u', {plan: f()});"));
        paste();
        QTRY_VERIFY(banner() != nullptr);
        m_page->loadExample("page-home.json");
        QVERIFY(banner() == nullptr);
    }

    void withinATextItIsAPlainPaste()
    {
        write("{\"a\": }");
        editor().setCaret(6);
        copy(Call);
        paste();
        QCOMPARE(editor().code(), "{\"a\": " + Call.toStdString() + "}");
        QVERIFY(banner() == nullptr);
    }

    void pasteAsEventWorksWithinAText()
    {
        write(Track);
        copy(Call);
        action("compose.pasteEvent")->trigger();
        QCOMPARE(editor().code(), Converted);
        QTest::mouseClick(named<QPushButton>(*banner(), QStringLiteral("Paste as text instead")), Qt::LeftButton);
        QCOMPARE(editor().code(), Call.toStdString() + Track);
    }

    void pasteAsEventSaysWhyThereIsNone()
    {
        write(Track);
        copy(QStringLiteral("Dear all"));
        action("compose.pasteEvent")->trigger();
        QCOMPARE(editor().code(), std::string(Track));
        QVERIFY(banner()->content().text.startsWith(QStringLiteral("Nothing was pasted. This is no event")));
        QTest::mouseClick(named<QPushButton>(*banner(), QStringLiteral("Paste as text instead")), Qt::LeftButton);
        QCOMPARE(editor().code(), "Dear all" + std::string(Track));
    }

    void whatIsNoEventGoesInAndIsCalledSo()
    {
        write("");
        copy(QStringLiteral("Dear all"));
        paste();
        QCOMPARE(editor().code(), std::string("Dear all"));
        QVERIFY(banner() != nullptr);
        QVERIFY2(banner()->content().text.startsWith(QStringLiteral("This was pasted as text. This is no event")),
                 qPrintable(banner()->content().text));
        editor().undo();
        QTRY_VERIFY(banner() == nullptr);
    }

    void jsonStaysAsItIsPasted()
    {
        for (const char *text : {Track, "{\"broken\":"}) {
            write("");
            copy(QString::fromLatin1(text));
            paste();
            QCOMPARE(editor().code(), std::string(text));
            QVERIFY(banner() == nullptr);
            QCOMPARE(editor().caret(), std::string(text).size());
        }
    }

    void theStatusLineSaysWhatPastedJsonIs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said");
        const QString undo = QStringLiteral(" Undo brings back what was there.");
        const QString identify = QStringLiteral(R"({"type":"identify","userId":"u"})");
        const QString track = QString::fromLatin1(Track);
        QTest::newRow("one line") << identify + QLatin1Char('\n')
                                  << QStringLiteral("Recognised an identify call.") + undo;
        QTest::newRow("NDJSON of one call")
            << track + QLatin1Char('\n') + track << QStringLiteral("Recognised 2 track calls.") + undo;
        QTest::newRow("of several") << identify + QLatin1Char('\n') + track
                                    << QStringLiteral("Recognised 2 events.") + undo;
    }

    void theStatusLineSaysWhatPastedJsonIs()
    {
        QFETCH(QString, text);
        QFETCH(QString, said);
        write("");
        QSignalSpy spy(m_page, &Page::status);
        copy(text);
        paste();
        QCOMPARE(editor().code(), text.toStdString());
        QVERIFY(banner() == nullptr);
        QVERIFY(!spy.isEmpty());
        QCOMPARE(spy.last().first().toString(), said);

        // A piece within the text is none.
        spy.clear();
        editor().setCaret(0);
        paste();
        QCOMPARE(editor().code(), (text + text).toStdString());
        QVERIFY(spy.isEmpty());
    }

    void everythingThatCouldNotBeUsedIsCountedAndCanBeRead()
    {
        write("");
        copy(QStringLiteral("analytics.identify('u',{ok:!done,born:new Date('2020-01-02')},{},()=>done()); "
                            "analytics.page('D','I',{path:location.pathname}); analytics.foo('x')"));
        paste();
        QVERIFY(banner() != nullptr);
        const QStringList lines = banner()->content().text.split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 5);
        QCOMPARE(lines.last(), QStringLiteral("2 more could not be used."));
        auto *each = named<QPushButton>(*banner(), QStringLiteral("Show each"));
        QVERIFY(each->isVisible());
        each->setFocus();
        QTest::keyClick(each, Qt::Key_Space);
        auto &list = *named<QListWidget>(*m_page, QStringLiteral("What could not be used"));
        QVERIFY(list.isVisible() && list.hasFocus());
        QStringList all;
        for (int row = 0; row < list.count(); ++row)
            all.append(list.item(row)->text().remove(QChar(0x200B)));
        QCOMPARE(all.size(), 5);
        const QString text = all.join(QLatin1Char('\n'));
        for (const char *part : {"location.pathname", "analytics.foo", "born"})
            QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
        m_bench->picture("compose-pasted-unused");
        const QStringList clipped = clippedTexts(*m_page);
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QLatin1Char('\n'))));
        QTest::mouseClick(named<QPushButton>(*m_page, QStringLiteral("Copy what could not be used")), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), text);
        QTest::keyClick(&list, Qt::Key_Escape);
        QVERIFY(!list.isVisible());
        QVERIFY(editor().hasFocus());

        // The list is of the last paste alone, and goes with its banner.
        QTest::mouseClick(each, Qt::LeftButton);
        QVERIFY(list.isVisible());
        QTest::mouseClick(named<QPushButton>(*banner(), QStringLiteral("Dismiss")), Qt::LeftButton);
        QVERIFY(!list.isVisible());
    }

    void whatIsBeyondTheListIsCounted()
    {
        write("");
        QString call = QStringLiteral("analytics.identify('u', {");
        for (int i = 0; i < 60; ++i)
            call += QStringLiteral("t%1: x%1, ").arg(i);
        copy(call + QStringLiteral("ok: 1});"));
        paste();
        QVERIFY(banner() != nullptr);
        QVERIFY2(banner()->content().text.endsWith(QStringLiteral("\n57 more could not be used.")),
                 qPrintable(banner()->content().text));
        QTest::mouseClick(named<QPushButton>(*banner(), QStringLiteral("Show each")), Qt::LeftButton);
        QCOMPARE(named<QListWidget>(*m_page, QStringLiteral("What could not be used"))->count(), 50);
        const auto labels = m_page->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text() == QLatin1String("10 more could not be taken either.");
        }));
    }

    void aFileThatACommandNamesIsSaid()
    {
        const QString command =
            QStringLiteral("curl -X POST --user \"$WRITE_KEY:\" https://api.segment.io/v1/batch --data @batch.json");
        write(Track);
        editor().selectAll();
        copy(command);
        paste();
        QCOMPARE(editor().code(), command.toStdString());
        QVERIFY(banner() != nullptr);
        const QString why =
            QStringLiteral("This is a cURL command, but it holds no event that can be used. @batch.json: "
                           "The data stand in a file, which did not come along. Drop the file itself.");
        QCOMPARE(banner()->content().text, QStringLiteral("This was pasted as text. ") + why);
        m_bench->picture("compose-pasted-command");

        write(Track);
        action("compose.pasteEvent")->trigger();
        QCOMPARE(editor().code(), std::string(Track));
        QCOMPARE(banner()->content().text, QStringLiteral("Nothing was pasted. ") + why);
    }

    void jsonWithVariablesStaysAsItIs()
    {
        for (const char *text :
             {"{\"type\":\"identify\",\"userId\":\"{{person.email}}\",\"traits\":{\"age\":{{age}}}}",
              "{\"type\":\"identify\",\"userId\":{{uuid}}}\n{\"type\":\"identify\",\"userId\":{{uuid}}}"}) {
            write("");
            copy(QString::fromUtf8(text));
            paste();
            QCOMPARE(editor().code(), std::string(text));
            QVERIFY(banner() == nullptr);
        }
    }

    void aWriteKeyNeverReachesTheEditor()
    {
        write("");
        copy(QStringLiteral("curl -u WRITEKEY: https://api.segment.io/v1/page -d "
                            "'{\"userId\":\"u\",\"name\":\"Home\",\"writeKey\":\"WRITEKEY\"}'"));
        paste();
        QVERIFY(editor().code().find("\"name\": \"Home\"") != std::string::npos);
        QVERIFY(editor().code().find("WRITEKEY") == std::string::npos);
        QVERIFY(!banner()->content().text.contains(QStringLiteral("WRITEKEY")));
    }

    void aCredentialOfWhatIsNoEventNeverReachesTheEditor()
    {
        const QString command =
            QStringLiteral("curl -u WRITEKEY: -H 'X-ApiKey: KEY:SECRET' https://x.example -d @e.json");
        const std::string clean = "curl -u *** -H 'X-ApiKey: ***' https://x.example -d @e.json";
        const QString said =
            QStringLiteral("The values of -u, X-ApiKey were left out: keys and secrets are never kept.");
        write("");
        copy(command);
        paste();
        QCOMPARE(editor().code(), clean);
        QVERIFY(banner() != nullptr);
        QVERIFY2(banner()->content().text.endsWith(said), qPrintable(banner()->content().text));
        m_bench->picture("compose-pasted-credentials");

        write(Track);
        action("compose.pasteEvent")->trigger();
        QTest::mouseClick(named<QPushButton>(*banner(), QStringLiteral("Paste as text instead")), Qt::LeftButton);
        QCOMPARE(editor().code(), clean + Track);
        QVERIFY(banner() != nullptr);
        QVERIFY(banner()->content().text.endsWith(said));

        write("{\"a\": }");
        editor().setCaret(6);
        paste();
        QCOMPARE(editor().code(), "{\"a\": " + clean + "}");
        QTRY_VERIFY(banner() != nullptr && banner()->content().text.endsWith(said));
    }

    void aDroppedHarGivesItsEvents()
    {
        write("");
        const QByteArray har =
            "{\"log\":{\"entries\":[{\"request\":{\"url\":\"https://api.segment.io/v1/p\",\"postData\":"
            "{\"text\":\"{\\\"userId\\\":\\\"u\\\",\\\"name\\\":\\\"Home\\\"}\"}}}]}}";
        dropFile(fileWith(har, "x.har"));
        QTRY_VERIFY(editor().code().find("\"Home\"") != std::string::npos);
        QCOMPARE(banner()->content().text, QStringLiteral("Recognised a HAR with one event."));
    }

    void aDroppedFileOfEventsStaysAsItIs()
    {
        write(Track);
        dropFile(
            fileWith("{\"type\":\"page\",\"userId\":\"a\"}\r\n{\"type\":\"page\",\"userId\":\"b\"}\n", "x.ndjson"));
        QTRY_COMPARE(editor().code(),
                     std::string("{\"type\":\"page\",\"userId\":\"a\"}\n{\"type\":\"page\",\"userId\":\"b\"}\n"));
        QTRY_VERIFY(banner() == nullptr);
        QTest::keyClick(&editor(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(editor().code(), std::string(Track));
    }

    void aDroppedFileThatIsNoneSaysWhy()
    {
        write(Track);
        dropFile(fileWith(QByteArray(100000, '\x01'), "x.txt"));
        QTRY_VERIFY(banner() != nullptr && banner()->content().text.startsWith(QStringLiteral("Nothing was pasted.")));
        QCOMPARE(editor().code(), std::string(Track));
        dropFile(m_bench->folder() + QStringLiteral("/not there"));
        QTRY_VERIFY2(banner()->content().text.contains(QStringLiteral("can't be read")),
                     qPrintable(banner()->content().text));
        QVERIFY(banner()->content().action.isEmpty());
    }

    void aDroppedTextBecomesItsEvent()
    {
        write("");
        QMimeData mime;
        mime.setText(Call);
        drop(mime);
        QCOMPARE(editor().code(), Converted);
    }

    void secretsOfARecordingWithoutEventsNeverReachTheEditor()
    {
        const QString recording = QStringLiteral(
            "{\"log\": {\"entries\": [{\"request\": {\"url\": \"https://x.example/a?token=URLSECRET7&b=1\",\n"
            "\"queryString\": [{\"name\": \"token\", \"value\": \"URLSECRET7\"}],\n"
            "\"postData\": {\"text\": \"user=a&password=PASSSECRET6\",\n"
            "\"params\": [{\"name\": \"password\", \"value\": \"PASSSECRET6\"}]}}}]}}");
        write("");
        copy(recording);
        paste();
        QTRY_VERIFY(editor().code().find("user=a&password=***\"") != std::string::npos);
        QVERIFY(editor().code().find("/a?token=***&b=1\"") != std::string::npos);
        QVERIFY2(editor().code().find("SECRET") == std::string::npos, editor().code().c_str());
        QVERIFY(banner() != nullptr);
        QVERIFY2(banner()->content().text.endsWith(
                     QStringLiteral("The values of token, password were left out: keys and secrets are never kept.")),
                 qPrintable(banner()->content().text));

        // An event is the person's own.
        const std::string event = R"({"type":"identify","userId":"u","traits":{"token":"T1","url":"a?token=T2"}})";
        write("");
        copy(QString::fromStdString(event));
        paste();
        QCOMPARE(editor().code(), event);
    }

    void aVeryLongLineIsLaidOutOrLeftOut()
    {
        // An editor measures a line as a whole.
        const std::string value(1000, 'v');
        std::string longLine = "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"n\":1.50";
        for (int i = 0; i < 200; ++i)
            longLine += ",\"t" + std::to_string(i) + "\":\"" + value + "\"";
        longLine += "}}";
        write("");
        QSignalSpy spy(m_page, &Page::status);
        copy(QString::fromStdString(std::string(Track) + "\n" + longLine));
        paste();
        QTRY_VERIFY(!spy.isEmpty() && spy.last().first().toString().startsWith(QStringLiteral("Recognised 2 events.")));
        QCOMPARE(editor().code(), std::string(Track) + "\n" + json::pretty(longLine));
        QVERIFY(editor().code().find("\n    \"n\": 1.50,\n") != std::string::npos);
        QCOMPARE(spy.last().first().toString(),
                 QStringLiteral("Recognised 2 events. What was one very long line stands in several. "
                                "Undo brings back what was there."));

        write(Track);
        editor().selectAll();
        copy(QString(200'000, QLatin1Char('x')));
        paste();
        QTRY_COMPARE(banner() == nullptr ? QString() : banner()->content().text,
                     QStringLiteral("Nothing was pasted. A line of it has more than 100 KB, and the editor would "
                                    "stand still over it."));
        QCOMPARE(editor().code(), std::string(Track));
        QTest::mouseClick(named<QPushButton>(*banner(), QStringLiteral("Paste as text instead")), Qt::LeftButton);
        QCOMPARE(editor().code(), std::string(200'000, 'x'));

        // The reason is the line; and within a text, too.
        write(Track);
        editor().setCaret(1);
        copy(QString(200'000, QLatin1Char('y')));
        paste();
        QTRY_VERIFY(banner() != nullptr && banner()->content().text.contains(QStringLiteral("A line of it has more")));
        QVERIFY(banner()->content().action.isEmpty());
        QCOMPARE(editor().code(), std::string(Track));
    }

    void whatIsMovedWithinTheEditorStaysAsItIs()
    {
        const std::string event = R"({"type":"identify","userId":"u","traits":{"token":"abc","age":3}})";
        const std::size_t begin = event.find("\"token\"");
        const std::size_t end = event.find("\"age\"");
        write(event);
        editor().SendScintilla(QsciScintilla::SCI_SETSEL, static_cast<unsigned long>(begin), static_cast<long>(end));
        QTest::keyClick(&editor(), Qt::Key_X, Qt::ControlModifier);
        QVERIFY(editor().code().find("token") == std::string::npos);
        paste();
        QCOMPARE(editor().code(), event);
        QVERIFY(banner() == nullptr);
        // Nor alone, where it is no event.
        editor().SendScintilla(QsciScintilla::SCI_SETSEL, static_cast<unsigned long>(begin), static_cast<long>(end));
        QTest::keyClick(&editor(), Qt::Key_C, Qt::ControlModifier);
        editor().selectAll();
        paste();
        QCOMPARE(editor().code(), std::string("\"token\":\"abc\","));
        QVERIFY(banner() == nullptr);
    }

    void aShortTextIsInViewWhereALongLineWas()
    {
        write("");
        copy(QStringLiteral("{\"type\":\"identify\",\"userId\":\"%1\"}").arg(QString(3000, QLatin1Char('u'))));
        paste();
        QTRY_VERIFY(editor().SendScintilla(QsciScintilla::SCI_GETXOFFSET) > 0);
        QTest::qWait(200);
        editor().selectAll();
        copy(QStringLiteral("{\"type\":\"page\"}"));
        paste();
        QTRY_COMPARE(editor().code(), std::string("{\"type\":\"page\"}"));
        QTest::qWait(200);
        const long x = editor().SendScintilla(QsciScintilla::SCI_POINTXFROMPOSITION, 0UL, 0L);
        QVERIFY2(x >= 0, qPrintable(QString::number(x)));
        QTRY_COMPARE(editor().horizontalScrollBar()->maximum(), 0);
        QVERIFY(!editor().horizontalScrollBar()->isVisible());
    }

    void aLongPasteIsReadBesideTheWindow()
    {
        write("");
        QString calls;
        for (int i = 0; i < 5000; ++i)
            calls += QStringLiteral("analytics.page({userId: 'u%1', name: 'Home'});\n").arg(i);
        copy(calls);
        paste();
        QVERIFY(banner() != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(editor().code().find("u4999") != std::string::npos, 20000);
        QCOMPARE(banner()->content().text, QStringLiteral("Recognised 5000 Node library page calls."));
    }
};

QTEST_MAIN(TestComposePaste)
#include "test_compose_paste.moc"
