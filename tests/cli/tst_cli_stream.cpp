#include "smcctl_process.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace smc::test;

namespace {

/// Events of all kinds and sizes, wrong ones among them.
QByteArray mixedEvents(int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i) {
        const QByteArray n = QByteArray::number(i);
        switch (i % 7) {
        case 0:
            text += json("{'type':'identify','userId':'u") + n + json("','traits':{'age':") + n + ".50}}\n";
            break;
        case 1:
            text += json("{'type':'track','userId':'u") + n +
                    json("','event':'Order Completed','properties':{'note':'") + QByteArray(i % 900, 'x') + "\"}}\n";
            break;
        case 2:
            text += json("{'type':'track','anonymousId':'a") + n + json("','event':'Something Else'}") + "\n";
            break;
        case 3:
            text += json("{'type':'group','userId':'u','groupId':'S','traits':{'userlist':'L','matchkey':'MAIL'}}\n");
            break;
        case 4:
            text += i % 5 == 0 ? "{\"type\":\n" : "{\"type\":\"identify\"}\n";
            break;
        case 5:
            text += "\n";
            break;
        default:
            text += "{\"type\":\"page\",\"userId\":\"Zo\\u00eb\",\"name\":\"Home\"}"
                    "\n";
        }
    }
    return text;
}

qint64 peakKilobytes(qint64 pid)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return -1;
}

} // namespace

class TestCliStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_smcctl.setVariable("ASAN_OPTIONS", "quarantine_size_mb=2"); // memory is measured here
        m_profile = m_smcctl.write("demo.json", demoProfile());
    }

    void anyNumberOfThreadsGivesTheSameBytes_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("validate") << QStringList{"validate"};
        QTest::newRow("map") << QStringList{"map"};
        QTest::newRow("map --explain --requests") << QStringList{"map", "--explain", "--requests"};
    }
    void anyNumberOfThreadsGivesTheSameBytes()
    {
        QFETCH(QStringList, command);
        const QByteArray events = mixedEvents(20000);
        const QStringList head = QStringList{"--profile", m_profile} + command + QStringList{"--threads"};
        const Ran one = m_smcctl.run(head + QStringList{"1"}, events);
        QCOMPARE(one.code, 1);
        QVERIFY(one.lines().size() > 15000);
        for (const char *threads : {"2", "4", "7"}) {
            const Ran many = m_smcctl.run(head + QStringList{threads}, events);
            QCOMPARE(many.code, one.code);
            QVERIFY2(many.out == one.out, threads);
        }
    }

    void transformAndMatchKeepTheOrderToo()
    {
        QByteArray tasks;
        for (int i = 0; i < 20000; ++i)
            tasks += "{\"mapping\":{\"@path\":\"$.n\"},\"trigger\":\"type = \\\"x\\\"\",\"payload\":{\"n\":" +
                     QByteArray::number(i) + "}}\n";
        const QList<QByteArray> lines = m_smcctl.run({"transform", "--threads", "4"}, tasks).lines();
        QCOMPARE(lines.size(), 20000);
        for (int i = 0; i < lines.size(); ++i)
            QCOMPARE(lines.at(i), "{\"output\":" + QByteArray::number(i) + "}");
        QCOMPARE(m_smcctl.run({"match", "--threads", "4"}, tasks).out,
                 m_smcctl.run({"match", "--threads", "1"}, tasks).out);
    }

    void memoryDoesNotGrowWithTheInput_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("map, one thread") << QStringList{"map", "--threads", "1"};
        QTest::newRow("map, two threads") << QStringList{"map", "--threads", "2"};
        QTest::newRow("transform") << QStringList{"transform", "--threads", "2"};
    }
    void memoryDoesNotGrowWithTheInput()
    {
        QFETCH(QStringList, command);
        const QByteArray line =
            command.first() == "map"
                ? QByteArray(json("{'type':'track','userId':'u','event':'Order Completed','properties':{'n':'") +
                             QByteArray(1500, 'n') + "\"}}\n")
                : QByteArray(json("{'mapping':{'@path':'$.n'},'payload':{'n':'") + QByteArray(1500, 'n') + "\"}}\n");
        QByteArray megabyte;
        while (megabyte.size() < (1 << 20))
            megabyte += line;

        QProcess process;
        process.setStandardOutputFile(QProcess::nullDevice());
        process.start(QStringLiteral(SMCCTL), QStringList{"--profile", m_profile} + command);
        QVERIFY(process.waitForStarted());
        const auto feed = [&](int megabytes) {
            for (int i = 0; i < megabytes; ++i) {
                process.write(megabyte);
                while (process.bytesToWrite() > 0 && process.waitForBytesWritten(30000))
                    ;
            }
        };
        feed(12);
        const qint64 early = peakKilobytes(process.processId());
        QVERIFY(early > 0);
        feed(100);
        const qint64 late = peakKilobytes(process.processId());
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.exitCode(), 0);
        QVERIFY2(late - early < 16 * 1024, qPrintable(QStringLiteral("%1 kB grew to %2 kB").arg(early).arg(late)));
    }

    void aSlowInputGetsItsAnswersAtOnce_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("validate") << QStringList{"validate"} << QByteArray(json("{'type':'identify','userId':'u'}"));
        QTest::newRow("validate, one thread")
            << QStringList{"validate", "--threads", "1"} << QByteArray(json("{'type':'identify','userId':'u'}"));
        QTest::newRow("transform") << QStringList{"transform"} << QByteArray(json("{'mapping':1,'payload':{}}"));
    }
    void aSlowInputGetsItsAnswersAtOnce()
    {
        QFETCH(QStringList, command);
        QFETCH(QByteArray, line);
        const auto process = m_smcctl.start(command);
        for (int i = 0; i < 3; ++i) {
            process->write(line + '\n');
            // The input stays open: without an answer this runs into its time-out.
            QVERIFY(process->canReadLine() || process->waitForReadyRead(20000));
            QVERIFY(process->readLine().endsWith('\n'));
        }
        process->closeWriteChannel();
        QVERIFY(process->waitForFinished());
        QCOMPARE(process->exitCode(), 0);
    }

    void aReaderThatGoesAwayEndsTheRunQuietly()
    {
        const QString events = m_smcctl.write("many.ndjson", mixedEvents(50000));
        QProcess shell;
        shell.start("/bin/sh",
                    {"-c", QStringLiteral("{ '" SMCCTL "' validate '%1'; echo ended >&2; } | head -n 1").arg(events)});
        QVERIFY(shell.waitForFinished(30000));
        QCOMPARE(shell.readAllStandardOutput().count('\n'), 1);
        QCOMPARE(shell.readAllStandardError(), QByteArray("ended\n"));
    }

    void anEndlessInputWhoseReaderGoesAwayEnds()
    {
        QProcess shell;
        shell.start("/bin/sh", {"-c", QStringLiteral("yes '{\"type\":\"identify\",\"userId\":\"u\"}' | '" SMCCTL
                                                     "' validate | head -n 2")});
        QVERIFY(shell.waitForFinished(30000));
        QCOMPARE(shell.readAllStandardOutput().count('\n'), 2);
    }

    void aFullDiskIsAnErrorAndNotSilence()
    {
        QProcess process;
        process.setStandardOutputFile("/dev/full");
        process.start(QStringLiteral(SMCCTL), {"validate", m_smcctl.write("few.ndjson", mixedEvents(10))});
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(process.exitCode(), 2);
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(said.contains("No space left"), said);
    }

    void anEventLargerThanItMayBeDoesNotStopTheOthers()
    {
        const QByteArray good = json("{'type':'identify','userId':'u'}");
        const QByteArray huge =
            json("{'type':'identify','userId':'u','traits':{'x':'") + QByteArray(17 << 20, 'x') + "\"}}";
        const Ran ran = m_smcctl.run({"validate"}, good + '\n' + huge + '\n' + good + '\n');
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.lines().size(), 3);
        QCOMPARE(Line(ran.lines().at(1)).raw("/valid"), std::string("false"));
        QCOMPARE(Line(ran.lines().at(2)).raw("/valid"), std::string("true"));
    }

    void fileNamesNeedNotBeUtf8()
    {
        QProcess shell;
        shell.start("/bin/sh",
                    {"-c", QStringLiteral("f=$(printf '%1\\377.ndjson'); "
                                          "printf '{\"type\":\"identify\",\"userId\":\"u\"}' > \"$f\"; '" SMCCTL
                                          "' validate \"$f\"; '" SMCCTL "' validate \"$f.missing\"; echo $?")
                               .arg(m_smcctl.path("odd"))});
        QVERIFY(shell.waitForFinished(30000));
        const QByteArray out = shell.readAllStandardOutput();
        QVERIFY2(out.startsWith("{\"index\":0,\"valid\":true"), out);
        QVERIFY2(out.endsWith("2\n"), out);
        QVERIFY(shell.readAllStandardError().contains("\xff"));
    }

private:
    Smcctl m_smcctl;
    QString m_profile;
};

QTEST_GUILESS_MAIN(TestCliStream)
#include "tst_cli_stream.moc"
