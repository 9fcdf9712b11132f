// Pasting and dropping what is no JSON yet.
#include "compose_bench.h"

#include <gui/widgets/banner.h>

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QPushButton>

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
                           "the callback: It runs in the program, and is no part of the event."));
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

    void jsonAndOtherTextsArePastedWithoutAWord()
    {
        for (const char *text : {Track, "Dear all", "{\"broken\":"}) {
            write("");
            copy(QString::fromLatin1(text));
            paste();
            QCOMPARE(editor().code(), std::string(text));
            QVERIFY(banner() == nullptr);
            QCOMPARE(editor().caret(), std::string(text).size());
        }
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
