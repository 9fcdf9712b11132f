// Looking up many paths in one pass gives what following each of them gives.
#include <mapping/fql.h>
#include <mapping/plan.h>

#include <QRandomGenerator>
#include <QTest>

#include <array>

using namespace smc;
using namespace smc::mapping;

namespace {

constexpr std::array<const char *, 6> Names = {"a", "b", "traits", "0", "\\u0061", "length"};

/// A small random JSON value, full of what paths stumble over: falsy values, arrays, repeated and escaped keys.
std::string randomValue(QRandomGenerator &random, int depth)
{
    static constexpr std::array<const char *, 8> Scalars = {"null", "0",    "\"\"",     "false",
                                                            "1",    "true", "\"text\"", "[]"};
    const int kind = random.bounded(depth > 0 ? 4 : 1);
    if (kind == 0)
        return Scalars[random.bounded(static_cast<int>(Scalars.size()))];
    std::string text(1, kind == 1 ? '[' : '{');
    for (int i = random.bounded(5); i > 0; --i) {
        if (kind != 1)
            text.append(1, '"').append(Names[random.bounded(static_cast<int>(Names.size()))]).append("\":");
        text.append(randomValue(random, depth - 1)).append(i > 1 ? "," : "");
    }
    return text + (kind == 1 ? ']' : '}');
}

std::string randomPath(QRandomGenerator &random)
{
    std::string path = "$.";
    for (int i = random.bounded(4); i > 0; --i)
        path.append(random.bounded(5) == 4 ? "length" : Names[random.bounded(4)]).append(i > 1 ? "." : "");
    return path;
}

QByteArray textOf(const Result<Mapped> &mapped)
{
    if (!mapped)
        return "failed: " + QByteArray::fromStdString(mapped.error().message);
    return mapped->exists ? QByteArray::fromStdString(std::string(mapped->json)) : QByteArray("undefined");
}

} // namespace

class TestLookups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onePassFindsWhatStepsFind()
    {
        QRandomGenerator random(20);
        for (int round = 0; round < 3000; ++round) {
            PathTable paths;
            std::vector<std::string> mappings;
            std::vector<Plan> together;
            for (int i = 0; i < 6; ++i) {
                const std::string path = randomPath(random);
                mappings.push_back("{\"@path\":\"" + path + "\"}");
                json::Document mapping;
                QVERIFY(mapping.parse(mappings.back()));
                together.push_back(*Plan::compile(mapping.root(), &paths));
            }
            json::Document event;
            const std::string text = "{\"a\":" + randomValue(random, 3) + ",\"traits\":" + randomValue(random, 3) +
                                     ",\"b\":" + randomValue(random, 2) + ",\"a\":" + randomValue(random, 3) + "}";
            QVERIFY2(event.parse(text), text.c_str());
            Lookups lookups;
            lookups.run(paths, event.root());
            Scratch scratch;
            for (std::size_t i = 0; i < mappings.size(); ++i) {
                const QByteArray fast = textOf(together[i].run({event.root(), {}, &lookups}, scratch));
                const QByteArray slow = textOf(Plan::compile(mappings[i])->run({event.root()}, scratch));
                QVERIFY2(
                    fast == slow,
                    (mappings[i] + " on " + text + ": " + fast.toStdString() + ", not " + slow.toStdString()).c_str());
            }
        }
    }

    void triggersDecideTheSameWithAndWithoutThem()
    {
        QRandomGenerator random(21);
        const std::array<std::string, 5> triggers = {"type = \"a\" or traits.a = null", "traits.a.b != 1",
                                                     "properties.a = \"text\"", "traits.length >= 0",
                                                     "traits.a = true and traits.b = false"};
        for (int round = 0; round < 2000; ++round) {
            PathTable paths;
            std::vector<Trigger> together;
            for (const std::string &fql : triggers)
                together.push_back(*Trigger::compile(fql, &paths));
            json::Document event;
            const std::string text = "{\"type\":" + randomValue(random, 0) + ",\"traits\":" + randomValue(random, 3) +
                                     ",\"properties\":" + randomValue(random, 2) + "}";
            QVERIFY2(event.parse(text), text.c_str());
            Lookups lookups;
            lookups.run(paths, event.root());
            for (std::size_t i = 0; i < triggers.size(); ++i)
                QVERIFY2(together[i].matches(event.root(), &lookups) == together[i].matches(event.root()),
                         (triggers[i] + " on " + text).c_str());
        }
    }

    void tooLongPathsAreFollowedStepByStep()
    {
        Path path(PathTable::LongestPath + 1, Step{"a", {}});
        PathTable paths;
        QVERIFY(!paths.add(path));
        path.pop_back();
        QVERIFY(paths.add(path));
    }
};

QTEST_APPLESS_MAIN(TestLookups)
#include "tst_lookups.moc"
