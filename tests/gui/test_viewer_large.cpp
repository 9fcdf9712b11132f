// Bodies that are large or hostile: what they may cost, and that the viewer stays at work.
#include "../json/json_samples.h"
#include "viewer_bench.h"

#include <gui/theme.h>

#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

using namespace smc;
using namespace smc::gui;

namespace {

/// Memory of this process that belongs to no file, in bytes.
qint64 ownMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        qFatal("No /proc here");
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("RssAnon:") + 8;
    return text.mid(at, text.indexOf(" kB", at) - at).trimmed().toLongLong() * 1024;
}

std::shared_ptr<const Body> fileBody(const QString &path)
{
    Result<std::shared_ptr<const Body>> body = Body::fromFile(path);
    if (!body)
        qFatal("%s", body.error().message.c_str());
    return *body;
}

/// About `megabytes` of records.
QString writeRecords(const QTemporaryDir &folder, int megabytes)
{
    const QString path = folder.filePath(QStringLiteral("large.json"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("No room for a large file");
    const std::string block = json::samples::records(9000);
    const std::size_t begin = block.find('[') + 1;
    const std::size_t end = block.rfind(']');
    const QByteArray records = QByteArray(block.data() + begin, static_cast<qsizetype>(end - begin));
    file.write("{\"records\":[");
    for (int i = 0; file.pos() < qint64(megabytes) << 20; ++i) {
        if (i > 0)
            file.write(",");
        file.write(records);
    }
    file.write("],\"last\":\"one\"}");
    return path;
}

} // namespace

class TestViewerLarge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void aLargeFileShowsItsFirstScreenAtOnceAndCostsLittle()
    {
        const QTemporaryDir folder;
        const QString path = writeRecords(folder, 100);
        ViewerBench bench;
        bench.show("[1]");
        QVERIFY(!bench.text().viewport()->grab().isNull());
        const qint64 before = ownMemory();

        QElapsedTimer clock;
        clock.start();
        const std::shared_ptr<const Body> body = fileBody(path);
        bench.viewer.setBody(body);
        bench.text().viewport()->repaint();
        const qint64 firstScreen = clock.elapsed();
        QVERIFY(bench.visible().startsWith(QStringLiteral("{\n  \"records\": [\n    {\n      \"ID\": 0,")));
        QVERIFY(bench.viewer.index()->isReading());
        bench.viewer.setViewName(QStringLiteral("raw"));
        bench.key(Qt::Key_End, Qt::ControlModifier);
        bench.text().viewport()->repaint();
        const qint64 rawEnd = clock.restart();
        QVERIFY2(bench.visible().endsWith(QStringLiteral("\"last\":\"one\"}")), qPrintable(bench.visible()));

        bench.viewer.setViewName(QStringLiteral("pretty"));
        bench.key(Qt::Key_End, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(bench.visible().endsWith(QStringLiteral("  \"last\": \"one\"\n}")), 100000);
        const qint64 prettyEnd = clock.elapsed();
        QVERIFY(bench.waitUntilRead());
        QCOMPARE(bench.text().verticalScrollBar()->value(), bench.text().verticalScrollBar()->maximum());
        const qint64 grown = ownMemory() - before;
        qInfo("100 MB: first screen %lld ms, end in Raw %lld ms, end in Pretty %lld ms, %.1f MB of memory", firstScreen,
              rawEnd, prettyEnd, double(grown) / (1 << 20));
        QVERIFY2(firstScreen < 2000, qPrintable(QString::number(firstScreen)));
        // A fiftieth of the body, and what painting and threads take however small it is.
        QVERIFY2(grown < qint64(body->bytes().size()) / 50 + (24 << 20), qPrintable(QString::number(grown)));

        // In the middle of it, rows, path and tree are where they should be.
        bench.text().verticalScrollBar()->setValue(bench.text().verticalScrollBar()->maximum() / 2);
        bench.key(Qt::Key_Home, Qt::ControlModifier);
        const std::size_t middle = body->bytes().find("person4321@", body->bytes().size() / 2);
        bench.text().reveal({{std::int64_t(middle)}, {std::int64_t(middle) + 6}});
        QVERIFY(bench.visible().contains(QStringLiteral("\"MAIL\": \"person4321@example.com\"")));
        const QString place = bench.viewer.path();
        QVERIFY2(place.startsWith(QStringLiteral("$.records[")) && place.endsWith(QStringLiteral("].MAIL")),
                 qPrintable(place));
        bench.viewer.setViewName(QStringLiteral("tree"));
        QCOMPARE(bench.viewer.path(), place);
        QCOMPARE(bench.tree().currentIndex().siblingAtColumn(TreeModel::ValueColumn).data().toString(),
                 QStringLiteral("\"person4321@example.com\""));
    }

    void whatIsNotKnownYetIsSaidInWords()
    {
        const QTemporaryDir folder;
        ViewerBench bench;
        bench.viewer.setViewName(QStringLiteral("raw"));
        bench.viewer.setBody(fileBody(writeRecords(folder, 100)));
        bench.key(Qt::Key_End, Qt::ControlModifier);
        const auto *path = named<QLineEdit>(bench.viewer, QStringLiteral("JSON path"));
        QCOMPARE(path->text(), QStringLiteral("The path is known once the body is read."));
        QCOMPARE(path->cursorPosition(), 0); // Its beginning is in view.

        QFile file(folder.filePath(QStringLiteral("sparse")));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.resize(qint64(60) << 30));
        bench.viewer.setBody(fileBody(file.fileName()));
        bench.act("viewer.find");
        QTest::keyClicks(named<QLineEdit>(bench.viewer, QStringLiteral("Find in the body")), QStringLiteral("nothing"));
        QTRY_VERIFY2(bench.said().contains(QStringLiteral("0 found so far")), qPrintable(bench.said()));
    }

    void oneLineOfFiftyMegabytesScrolls()
    {
        ViewerBench bench;
        bench.show(std::string(50 << 20, 'x') + "end", "raw");
        QVERIFY(bench.visible().startsWith(QStringLiteral("xxxxxxxxxxxx")));
        bench.key(Qt::Key_End, Qt::ControlModifier);
        QVERIFY(bench.visible().remove(QLatin1Char('\n')).endsWith(QStringLiteral("xend")));
        QVERIFY(bench.waitUntilRead());
        QVERIFY(bench.visible().remove(QLatin1Char('\n')).endsWith(QStringLiteral("xend")));
        QVERIFY(bench.viewer.index()->raw().count() > 100000);
        bench.text().verticalScrollBar()->setValue(bench.text().verticalScrollBar()->maximum() / 2);
        QVERIFY(bench.text().topRow().value > 10000);
        bench.key(Qt::Key_Down);
        QVERIFY(bench.text().caret().value > 0);

        bench.show("{\"data\":\"" + std::string(50 << 20, 'y') + "\",\"n\":1}");
        QVERIFY(bench.waitUntilRead());
        bench.key(Qt::Key_End, Qt::ControlModifier);
        QVERIFY(bench.visible().endsWith(QStringLiteral("  \"n\": 1\n}")));
        bench.key(Qt::Key_Up);
        QCOMPARE(bench.viewer.path(), QStringLiteral("$.n"));
    }

    void moreRowsThanAScrollBarCountsAreReached()
    {
        // Sixty gigabytes that take no room on the disk: zeros, sixteen a row.
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("sparse")));
        QVERIFY(file.open(QIODevice::ReadWrite));
        const qint64 size = qint64(60) << 30;
        QVERIFY(file.resize(size) && file.seek(size - 3) && file.write("end") == 3 && file.flush());
        ViewerBench bench;
        bench.viewer.setBody(fileBody(file.fileName()));
        QVERIFY(bench.said().contains(QStringLiteral("hexadecimal")));
        QVERIFY(bench.viewer.index()->raw().count() > std::int64_t(INT_MAX));
        bench.key(Qt::Key_End, Qt::ControlModifier);
        QVERIFY2(bench.visible().endsWith(QStringLiteral(".............end")), qPrintable(bench.visible()));
        QScrollBar &bar = *bench.text().verticalScrollBar();
        QCOMPARE(bar.value(), bar.maximum());
        bench.key(Qt::Key_Up);
        bench.key(Qt::Key_PageUp);
        const std::int64_t top = bench.text().topRow().value;
        bench.key(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(bench.text().topRow().value, top - 1);
        bar.setValue(bar.maximum() / 2);
        QVERIFY(qAbs(double(bench.text().topRow().value) / double(bench.viewer.index()->raw().count()) - 0.5) < 0.01);
        bar.setValue(bar.maximum());
        QVERIFY(bench.visible().endsWith(QStringLiteral(".............end")));
    }

    void hostileBodiesAreShown_data()
    {
        QTest::addColumn<QByteArray>("body");
        const auto repeated = [](const char *text, int times) { return QByteArray(text).repeated(times); };
        QTest::newRow("10 000 levels") << repeated("[", 10000) + repeated("]", 10000);
        QTest::newRow("objects in objects") << repeated("{\"a\":", 10000) + "1" + repeated("}", 10000);
        QTest::newRow("10 000 levels, unclosed") << repeated("[", 10000);
        QTest::newRow("2 million levels") << repeated("[", 2000000);
        QTest::newRow("spaces") << QByteArray("[") + repeated(" ", 3000000) + "1]";
        QTest::newRow("only spaces") << repeated(" \n", 100000);
        QTest::newRow("quotes") << repeated("\"", 100001);
        QTest::newRow("backslashes") << QByteArray("[\"") + repeated("\\", 100001);
        QTest::newRow("commas") << QByteArray("[") + repeated(",", 100000);
        QTest::newRow("closing brackets") << repeated("]", 100000);
        QTest::newRow("no UTF-8") << QByteArray("[\"") + repeated("\xFF\x80\xC3", 30000) + "\"]";
        QTest::newRow("turned around") << QByteArray("[\"") + repeated("\xE2\x80\xAE", 30000) + "\"]";
        QTest::newRow("marks on marks") << QByteArray("[\"a") + repeated("\xCC\x81", 30000) + "\"]";
        QTest::newRow("lone returns") << repeated("a\r", 100000);
        QTest::newRow("NULs") << QByteArray(100000, '\0');
        QTest::newRow("NULs in JSON") << QByteArray("{\"a\":\"\0\"}", 9);
        QTest::newRow("a number of a megabyte") << repeated("1", 1 << 20);
        QTest::newRow("a key of a megabyte") << QByteArray("{\"") + repeated("k", 1 << 20) + "\":1}";
        QTest::newRow("numbers") << QByteArray("[1") + repeated(",1", 500000) + "]";
        QTest::newRow("a mark and nothing") << QByteArray("\xEF\xBB\xBF");
    }

    void hostileBodiesAreShown()
    {
        QFETCH(QByteArray, body);
        for (const char *view : {"pretty", "raw", "tree"}) {
            ViewerBench bench;
            QElapsedTimer clock;
            clock.start();
            bench.show(body.toStdString(), view);
            QVERIFY(!bench.viewer.grab().isNull());
            QVERIFY(bench.waitUntilRead());
            bench.key(Qt::Key_End, Qt::ControlModifier);
            bench.key(Qt::Key_PageUp);
            bench.key(Qt::Key_Home);
            bench.key(Qt::Key_Down, Qt::ShiftModifier);
            bench.key(Qt::Key_Left);
            if (bench.viewer.view() == BodyViewer::View::Tree)
                bench.tree().expandRecursively(bench.tree().model()->index(0, 0), 30);
            QVERIFY(!bench.viewer.path().isNull() || bench.viewer.view() == BodyViewer::View::Raw);
            QVERIFY(!bench.viewer.grab().isNull());
            QVERIFY2(clock.elapsed() < 15000, view);
        }
    }

    void anotherBodyStopsTheWorkOnTheOneBefore()
    {
        const QTemporaryDir folder;
        const std::shared_ptr<const Body> body = fileBody(writeRecords(folder, 60));
        ViewerBench bench;
        for (int i = 0; i < 20; ++i) {
            bench.viewer.setBody(body);
            bench.viewer.setBody(Body::fromText("[1,2]"));
        }
        QElapsedTimer clock;
        clock.start();
        QVERIFY(bench.waitUntilRead());
        QCOMPARE(bench.visible(), QStringLiteral("[\n  1,\n  2\n]"));
        QVERIFY(clock.elapsed() < 3000);
    }
};

QTEST_MAIN(TestViewerLarge)
#include "test_viewer_large.moc"
