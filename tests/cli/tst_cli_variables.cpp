// --variables and --set, from outside.
#include "smcctl_process.h"

#include <QTest>

using namespace smc::test;

namespace {

const QByteArray Event =
    json("{'type':'identify','userId':'{{person.id}}','traits':{'age':{{age}},'shop':'{{shop}}'}}");

} // namespace

class TestCliVariables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray profile = demoProfile().trimmed();
        profile.chop(1);
        m_profile = m_smcctl.write("demo.json", profile + json(",'variables':{'age':'42','shop':'Ghent'}}"));
    }

    void withoutTheOptionEventsStayAsTheyAre()
    {
        const QByteArray event = json("{'type':'identify','userId':'{{person.id}}'}");
        const Ran ran = m_smcctl.run({"--profile", m_profile, "map"}, event);
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.out.contains("{{person.id}}"), ran.out);
    }

    void mapReplacesThem()
    {
        const Ran ran = m_smcctl.run({"--profile", m_profile, "map", "--variables"}, Event);
        QVERIFY2(ran.code == 0, ran.out + ran.err);
        QVERIFY2(ran.out.contains("\"person-"), ran.out);
        QVERIFY2(ran.out.contains("Ghent"), ran.out);
        QVERIFY2(!ran.out.contains("{{"), ran.out);
    }

    void setGivesAnotherValueAndMeansVariables()
    {
        const Ran ran = m_smcctl.run({"--profile", m_profile, "map", "--set", "shop=Antwerp=2"}, Event);
        QVERIFY2(ran.code == 0, ran.out + ran.err);
        QVERIFY2(ran.out.contains("Antwerp=2") && !ran.out.contains("Ghent"), ran.out);
    }

    void everyEventHasAPersonOfItsOwn()
    {
        const Ran ran = m_smcctl.run({"--profile", m_profile, "map", "--variables"}, Event + '\n' + Event + '\n');
        QCOMPARE(ran.lines().size(), 2);
        const auto rowOf = [](const QByteArray &line) { return Line(line).raw("/deliveries/0/row"); };
        QVERIFY2(rowOf(ran.lines().at(0)) != rowOf(ran.lines().at(1)), ran.out);
    }

    void validateNamesWhatCantBeReplaced()
    {
        const Ran ran = m_smcctl.run({"validate", "--variables"}, Event);
        QCOMPARE(ran.code, 1);
        const Line line(ran.out);
        QCOMPARE(line.raw("/valid"), std::string("false"));
        QCOMPARE(line.text("/problems/0/code"), std::string("variable_unknown"));
        QCOMPARE(line.text("/problems/0/severity"), std::string("error"));
        QCOMPARE(line.text("/problems/1/severity"), std::string("warning")); // Within a string it is content.

        const Ran good = m_smcctl.run({"validate", "--set", "age=1.00", "--set", "shop=x"}, Event);
        QVERIFY2(good.code == 0, good.out + good.err);
        const Ran profile = m_smcctl.run({"--profile", m_profile, "validate", "--variables"}, Event);
        QVERIFY2(profile.code == 0, profile.out + profile.err);
    }

    void anEventWithAWrongVariableIsNotSent()
    {
        const RunningSandbox sandbox(m_smcctl);
        QVERIFY(sandbox.isRunning());
        m_smcctl.setVariable("SMC_API_KEY", sandbox.key());
        m_smcctl.setVariable("SMC_API_SECRET", sandbox.secret());
        const QString profile = m_smcctl.write("sandbox.json", sandbox.profile());
        const Ran ran = m_smcctl.run({"--profile", profile, "send", "--variables"},
                                     Event + '\n' + json("{'type':'identify','userId':'{{uuid}}'}") + '\n');
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.lines().size(), 2);
        QCOMPARE(Line(ran.lines().at(0)).text("/outcome"), std::string("invalid"));
        QVERIFY2(ran.lines().at(0).contains("{{age}}"), ran.lines().at(0));
        QCOMPARE(Line(ran.lines().at(1)).text("/outcome"), std::string("delivered"));
    }

    void wrongNamesAreRefused_data()
    {
        QTest::addColumn<QString>("assignment");
        for (const char *assignment :
             {"age", "=1", "1a=1", "now=1", "person.email=x", "apiKey=THEKEY", "Password=THEKEY"})
            QTest::newRow(assignment) << assignment;
    }

    void wrongNamesAreRefused()
    {
        QFETCH(QString, assignment);
        const Ran ran = m_smcctl.run({"validate", "--set", assignment}, Event);
        QCOMPARE(ran.code, 2);
        QVERIFY(ran.out.isEmpty());
        QVERIFY(!ran.err.contains("THEKEY"));
    }

private:
    Smcctl m_smcctl;
    QString m_profile;
};

QTEST_GUILESS_MAIN(TestCliVariables)
#include "tst_cli_variables.moc"
