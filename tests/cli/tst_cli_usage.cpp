#include "smcctl_process.h"

#include <QTest>

using namespace smc::test;

class TestCliUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void versionIsOneLineOnStdout()
    {
        const Ran ran = m_smcctl.run({"--version"});
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.out.startsWith("smcctl ") && ran.out.count('\n') == 1, ran.out);
        QCOMPARE(ran.err, QByteArray());
    }

    void helpShowsCommandsExitCodesAndExamples()
    {
        const Ran ran = m_smcctl.run({"--help"});
        QCOMPARE(ran.code, 0);
        for (const char *word : {"validate", "map", "transform", "match", "send", "sandbox", "profile", "credential",
                                 "Exit codes", "Examples"})
            QVERIFY2(ran.out.contains(word), word);
    }

    void eachCommandHelps_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("validate") << QStringList{"validate"} << QByteArray("--threads");
        QTest::newRow("map") << QStringList{"map"} << QByteArray("--explain");
        QTest::newRow("send") << QStringList{"send"} << QByteArray("--yes-production");
        QTest::newRow("sandbox") << QStringList{"sandbox"} << QByteArray("--fault");
        QTest::newRow("profile set") << QStringList{"profile", "set"} << QByteArray("--environment");
        QTest::newRow("credential") << QStringList{"credential"} << QByteArray("keychain");
    }
    void eachCommandHelps()
    {
        QFETCH(QStringList, command);
        QFETCH(QByteArray, expected);
        const Ran ran = m_smcctl.run(command + QStringList{"--help"});
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.out.contains(expected), ran.out);
    }

    void bashCompletesCommandsAndOptions_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("a command") << QByteArray("smcctl va") << QByteArray("validate");
        QTest::newRow("an option") << QByteArray("smcctl map --exp") << QByteArray("--explain");
        QTest::newRow("a command behind an option") << QByteArray("smcctl --profile x ma") << QByteArray("map match");
        QTest::newRow("a command's part") << QByteArray("smcctl profile re") << QByteArray("remove");
        QTest::newRow("a part's option") << QByteArray("smcctl profile set A --env") << QByteArray("--environment");
    }
    void bashCompletesCommandsAndOptions()
    {
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, expected);
        const QString script = m_smcctl.write("completion.bash", m_smcctl.run({"completion", "bash"}).out);
        QProcess bash;
        bash.start("bash", {"--norc", "-c",
                            "source '" + script + "'; COMP_WORDS=(" + typed +
                                "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); "
                                "_smcctl; echo ${COMPREPLY[@]}"});
        QVERIFY(bash.waitForFinished());
        QCOMPARE(bash.readAllStandardOutput().trimmed(), expected);
        QCOMPARE(bash.readAllStandardError(), QByteArray());
    }

    void mistakesEndWithExitCode2AndASentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("no command") << QStringList{} << QByteArray("Which command?");
        QTest::newRow("unknown command") << QStringList{"mpa"} << QByteArray("Did you mean 'map'?");
        QTest::newRow("unknown command, far off") << QStringList{"xyzzy"} << QByteArray("There is no command 'xyzzy'.");
        QTest::newRow("unknown part of a command")
            << QStringList{"profile", "lsit"} << QByteArray("Did you mean 'list'?");
        QTest::newRow("unknown option") << QStringList{"validate", "--bogus"} << QByteArray("--bogus");
        QTest::newRow("no threads") << QStringList{"validate", "--threads", "0"} << QByteArray("--threads");
        QTest::newRow("threads in words") << QStringList{"validate", "--threads", "two"} << QByteArray("--threads");
        QTest::newRow("missing file") << QStringList{"validate", "no-such-file"} << QByteArray("no-such-file");
        QTest::newRow("a folder as input") << QStringList{"validate", "/"} << QByteArray("directory");
        QTest::newRow("map without a profile") << QStringList{"map"} << QByteArray("--profile");
        QTest::newRow("send without a profile") << QStringList{"send"} << QByteArray("--profile");
        QTest::newRow("profile that is not there")
            << QStringList{"--profile", "nobody", "map"} << QByteArray("'nobody'");
        QTest::newRow("fault that is none") << QStringList{"sandbox", "--fault", "gremlins"} << QByteArray("gremlins");
        QTest::newRow("port that is none") << QStringList{"sandbox", "--port", "99999"} << QByteArray("--port");
    }
    void mistakesEndWithExitCode2AndASentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, sentence);
        const Ran ran = m_smcctl.run(arguments);
        QCOMPARE(ran.code, 2);
        QCOMPARE(ran.out, QByteArray());
        QVERIFY2(ran.err.startsWith("smcctl: ") && ran.err.contains(sentence), ran.err);
    }

    void optionsBeforeAndAfterTheCommandMeanTheSame()
    {
        const QString profile = m_smcctl.write("p.json", json("{'name':'P','environment':'sandbox','settings':{}}"));
        const QByteArray event = json("{'type':'identify','userId':'u'}");
        const Ran before = m_smcctl.run({"--profile", profile, "map"}, event);
        const Ran after = m_smcctl.run({"map", "--profile", profile}, event);
        QCOMPARE(before.code, 0);
        QVERIFY(!before.out.isEmpty());
        QCOMPARE(after.out, before.out);
    }

    void profileFilesThatAreWrongSayWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray("not JSON");
        QTest::newRow("no environment") << QByteArray(json("{'name':'P','settings':{}}")) << QByteArray("environment");
        QTest::newRow("unknown environment")
            << QByteArray(json("{'name':'P','environment':'moon','settings':{}}")) << QByteArray("moon");
        QTest::newRow("setting of the wrong type")
            << QByteArray(json("{'name':'P','environment':'sandbox','settings':{'sendGroupEvents':'yes'}}"))
            << QByteArray("sendGroupEvents");
    }
    void profileFilesThatAreWrongSayWhatIsWrong()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, sentence);
        const Ran ran = m_smcctl.run({"--profile", m_smcctl.write("wrong.json", text), "map"});
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("wrong.json") && ran.err.contains(sentence), ran.err);
    }

    void aSecretInAProfileFileIsRefusedAndNotRepeated()
    {
        const QString file = m_smcctl.write(
            "secret.json", json("{'name':'P','environment':'sandbox','settings':{'apiSecret':'hush-hush-1234'}}"));
        const Ran ran = m_smcctl.run({"--profile", file, "map"});
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("apiSecret"), ran.err);
        QVERIFY2(!(ran.err + ran.out).contains("hush-hush"), ran.err);
    }

private:
    Smcctl m_smcctl;
};

QTEST_GUILESS_MAIN(TestCliUsage)
#include "tst_cli_usage.moc"
