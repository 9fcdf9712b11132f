// What the engine tells beside its results: hints, filters, reasons.
#include "smcctl_process.h"

#include <QTest>

using namespace smc::test;

class TestCliEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchNamesTheOdditiesOfATrigger()
    {
        const Ran ran = m_smcctl.run({"match", "--lint"},
                                     json("{'trigger':'!(type = \\'track\\')','payload':{'type':'track'}}\n"
                                          "{'trigger':'type = \\'track\\''}\n"
                                          "{'trigger':'messageId = \\'m\\'','payload':{}}\n"
                                          "{'payload':{}}\n"));
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.lines().size(), 4);
        const Line negated(ran.lines().at(0));
        QCOMPARE(negated.raw("/match"), std::string("true"));
        QCOMPARE(negated.text("/hints/0/code"), std::string("negated_group_ignored"));
        QCOMPARE(negated.text("/hints/0/severity"), std::string("warning"));
        QCOMPARE(negated.raw("/hints/0/range"), std::string("[0,1]"));
        QVERIFY(!negated.text("/hints/0/message").empty());
        QCOMPARE(ran.lines().at(1), QByteArray(json("{'hints':[]}")));
        const Line refused(ran.lines().at(2));
        QVERIFY(!refused.text("/error").empty());
        QCOMPARE(refused.text("/hints/0/code"), std::string("field_unsupported"));
        QVERIFY(Line(ran.lines().at(3)).text("/error").find("\"trigger\"") != std::string::npos);
    }

private:
    Smcctl m_smcctl;
};

QTEST_GUILESS_MAIN(TestCliEngine)
#include "tst_cli_engine.moc"
