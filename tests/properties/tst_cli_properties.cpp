// Whatever the lines: one thread gives the bytes that many give.
#include "../cli/smcctl_process.h"
#include "generate_mappings.h"

#include <QTest>

using namespace smc::test;

namespace {

rc::Gen<std::string> hostileLine()
{
    const auto event = rc::gen::map(eventText(3), [](const std::string &object) {
        std::string line = R"({"type":"identify","userId":"u","traits":)" + object + '}';
        std::erase_if(line, [](char c) { return c == '\n' || c == '\r'; });
        return line;
    });
    const auto large = rc::gen::map(rc::gen::inRange(1, 60000), [](int size) {
        return R"({"type":"track","event":"Order Completed","userId":"u","properties":{"x":")" +
               std::string(static_cast<std::size_t>(size), 'x') + "\"}}";
    });
    const auto deep = rc::gen::map(rc::gen::inRange(1, 1100), [](int depth) {
        const auto levels = static_cast<std::size_t>(depth);
        return R"({"type":"track","event":"Order Completed","userId":"u","properties":{"x":)" +
               std::string(levels, '[') + std::string(levels, ']') + "}}";
    });
    const auto odd = rc::gen::elementOf(Texts{
        "", " ", "{", "}", "[", "]", "null", "{\"type\":", "\xff\xfe", "{\"batch\":[]}", "[{\"type\":\"page\"},", "\"",
        R"({"type":"identify","userId":"\ud800"})", R"({"batch":[{"type":"identify","userId":"u"}],"context":{"a":1}})",
        R"({"type":"group","userId":"u","groupId":"S","traits":{"userlist":"L","matchkey":"MAIL"}})",
        "\xef\xbb\xbf{}"});
    return rc::gen::weightedOneOf<std::string>(
        {{6, event}, {2, damaged(event)}, {1, large}, {1, deep}, {3, odd}, {2, bytes()}});
}

rc::Gen<std::string> taskLine()
{
    return rc::gen::map(rc::gen::pair(rc::gen::oneOf(mappingText(2), damaged(mappingText(2))), eventText(2)),
                        [](const auto &pair) {
                            std::string line = "{\"mapping\":" + pair.first + ",\"payload\":" + pair.second + '}';
                            std::erase_if(line, [](char c) { return c == '\n' || c == '\r'; });
                            return line;
                        });
}

/// So many lines that they fill several batches.
QByteArray manyOf(const Texts &lines)
{
    std::string input;
    for (std::size_t i = 0; i < 1500 && !lines.empty(); ++i)
        input += lines[i * i % lines.size()] + (i % 40 == 39 ? "\r\n" : "\n");
    return QByteArray::fromStdString(input);
}

} // namespace

class TestCliProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_profile = m_smcctl.write("demo.json", demoProfile()); }

    void oneThreadEqualsMany_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("map") << QStringList{"map"};
        QTest::newRow("map --explain") << QStringList{"map", "--explain"};
        QTest::newRow("validate") << QStringList{"validate"};
        QTest::newRow("transform") << QStringList{"transform"};
    }

    void oneThreadEqualsMany()
    {
        QFETCH(QStringList, command);
        QVERIFY(rc::check("one thread equals many", [&] {
            const bool areTasks = command.first() == "transform";
            const Texts lines = *rc::gen::resize(30, rc::gen::container<Texts>(areTasks ? taskLine() : hostileLine()));
            const QByteArray input = manyOf(lines);
            const QStringList head = QStringList{"--profile", m_profile} + command + QStringList{"--threads"};
            const Ran one = m_smcctl.run(head + QStringList{"1"}, input);
            const bool hasRun = one.code == 0 || one.code == 1;
            RC_ASSERT(hasRun);
            for (const char *threads : {"2", "5"}) {
                const Ran many = m_smcctl.run(head + QStringList{threads}, input);
                RC_ASSERT(many.code == one.code);
                RC_ASSERT(many.err == one.err);
                RC_ASSERT(many.out == one.out);
            }
        }));
    }

private:
    Smcctl m_smcctl;
    QString m_profile;
};

QTEST_GUILESS_MAIN(TestCliProperties)
#include "tst_cli_properties.moc"
