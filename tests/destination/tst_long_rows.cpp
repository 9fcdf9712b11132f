// Rows of thousands of columns, as an event may name them: the same rules hold, and time grows with the row only.
#include <destination/prepare.h>

#include <QTest>

#include <algorithm>
#include <ctime>

using namespace smc;
using namespace smc::destination;

namespace {

Destination withAudience()
{
    Destination destination;
    destination.settings.audienceListApiName = "USERS";
    destination.settings.audienceKeyFields = {"ID"};
    return destination;
}

/// "aa0", "ab0", …: different names of three letters.
std::string nameOf(std::size_t number)
{
    constexpr std::string_view Letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    return {Letters[number % 26], Letters[number / 26 % 36], Letters[number / 26 / 36 % 36]};
}

/// `names` traits, and what `more` adds behind them.
std::string identify(std::size_t names, const std::string &more = {})
{
    std::string traits;
    for (std::size_t i = 0; i < names; ++i)
        traits += (i == 0 ? "\"" : ",\"") + nameOf(i) + "\":" + std::to_string(i % 10);
    return R"({"type":"identify","userId":"u","messageId":"m","traits":{)" + traits + more + "}}";
}

/// Time of the processor, as other programs have it too; the least of several.
double millisecondsFor(const std::string &event, Preparer &preparer)
{
    const auto now = [] {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    };
    double best = 1e9;
    for (int i = 0; i < 7; ++i) {
        const double begin = now();
        preparer.prepare(event);
        best = std::min(best, now() - begin);
    }
    return best;
}

} // namespace

class TestLongRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLongRowFollowsTheRulesOfAShortOne_data()
    {
        QTest::addColumn<int>("names");
        for (const int names : {5, 31, 32, 33, 64, 65, 200, 2000})
            QTest::addRow("%d", names) << names;
    }

    void aLongRowFollowsTheRulesOfAShortOne()
    {
        QFETCH(int, names);
        const auto count = static_cast<std::size_t>(names);
        Preparer preparer(withAudience());
        for (int round = 0; round < 2; ++round) { // The second time with the memory of the first.
            const Prepared &prepared =
                preparer.prepare(identify(count, R"(,"aaa":"last","AAA":"other","Id":"w","zzz":1,"ZZZ":1)"));
            QCOMPARE(prepared.verdict(), Verdict::Ready);
            const Delivery &users = prepared.deliveries().back();
            QCOMPARE(users.list, std::string("USERS"));
            QCOMPARE(users.columns.size(), count + 2);
            QCOMPARE(users.columns.front(), std::string("ID"));
            QCOMPARE(users.columns.back(), std::string("zzz"));
            for (std::size_t i = 0; i < count; ++i) {
                QCOMPARE(users.columns[i + 1], nameOf(i));
                QCOMPARE(std::string(users.row[i + 1].json), i == 0 ? "\"last\"" : std::to_string(i % 10));
                QVERIFY(users.nameOrigin(i + 1).sources.front().keyIs(nameOf(i)));
                QCOMPARE(users.nameOrigin(i + 1).sources.front().raw(), users.row[i + 1].json);
            }
            QVERIFY(users.nameOrigin(0).sources.empty());
            std::vector<std::string> reasons;
            for (const Omission &omission : prepared.omissions())
                reasons.push_back(omission.reason.substr(0, 15));
            QCOMPARE(reasons, (std::vector<std::string>{"The trait \"AAA\"", "The trait \"Id\" "}));
        }
    }

    void timeGrowsWithTheRowAndNotWithItsSquare_data()
    {
        QTest::addColumn<bool>("hasFields");
        QTest::newRow("without fields") << false;
        QTest::newRow("with as many fields") << true;
    }

    void timeGrowsWithTheRowAndNotWithItsSquare()
    {
        QFETCH(bool, hasFields);
        Destination destination = withAudience();
        if (hasFields) {
            KnownFields lists{{"USERS", {{"ID", DataType::Text, 50}}}};
            for (std::size_t i = 4000; i-- > 0;)
                lists.front().fields.push_back({nameOf(i), DataType::Numeric});
            destination.fields = std::make_shared<const KnownFields>(std::move(lists));
        }
        Preparer preparer(destination);
        const double few = millisecondsFor(identify(400), preparer);
        const double many = millisecondsFor(identify(3200), preparer);
        QCOMPARE(preparer.prepare(identify(3200)).deliveries().back().columns.size(), std::size_t(3201));
        // Eight times as many: 8, and 64 where each were compared with each.
        QVERIFY2(many < few * 24, qPrintable(QStringLiteral("%1 ms and %2 ms").arg(few).arg(many)));
    }
};

QTEST_APPLESS_MAIN(TestLongRows)
#include "tst_long_rows.moc"
