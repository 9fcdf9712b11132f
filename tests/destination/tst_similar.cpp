// "Did you mean …?": which names are near, and that the quick look at what they are made of misses none.
#include <destination/similar.h>

#include <QTest>

#include <array>

using namespace smc;
using namespace smc::destination;

namespace {

const std::vector<std::string> Names{"userId", "anonymousId", "e_mail",  "Order Completed", "a",
                                     "abcd",   "orderId2",    "_city_-", "Größe",           "sku-42 xyz"};

/// All texts that are one edit away.
std::vector<std::string> edited(const std::string &text)
{
    std::vector<std::string> all;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        for (const char c : {'x', 'E', '7', '_', '-', '.'}) {
            all.push_back(text.substr(0, i) + c + text.substr(i));
            if (i < text.size())
                all.push_back(text.substr(0, i) + c + text.substr(i + 1));
        }
        if (i < text.size())
            all.push_back(text.substr(0, i) + text.substr(i + 1));
    }
    return all;
}

NearMiss nearest(const std::string &text, const std::string &name)
{
    return nearMiss(text, std::array{name});
}

} // namespace

class TestSimilar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTypoOfALongNameIsNear()
    {
        for (const std::string &name : Names) {
            if (name.size() < 4 || name == "Größe")
                continue;
            for (const std::string &one : edited(name)) {
                QVERIFY2(nearest(one, name).name == name, (one + " for " + name).c_str());
                if (name.size() < 8)
                    continue;
                for (const std::string &two : edited(one))
                    QVERIFY2(nearest(two, name).name == name, (two + " for " + name).c_str());
            }
        }
    }

    void capitalsAndWhiteSpaceAreNear()
    {
        QVERIFY(nearest("order completed", "Order Completed").miss == Miss::Case);
        QVERIFY(nearest(" Order\t Completed ", "Order Completed").miss == Miss::Spaces);
        QVERIFY(nearest("ORDER  COMPLETED", "Order Completed").miss == Miss::CaseAndSpaces);
        QVERIFY(nearest("a ", "a").miss == Miss::Spaces);
        QVERIFY(nearest("GRÖSSE", "größe").miss != Miss::Spaces);
        QVERIFY(nearest("GRÖßE", "Größe").miss == Miss::Case);
        QVERIFY(nearest("Order\u00a0Completed", "Order Completed").miss == Miss::Spaces);
        QVERIFY(nearest("user\u212Aind", "userKind").miss == Miss::Case); // The Kelvin sign folds to k.
    }

    void whatIsFartherIsNotNear()
    {
        QVERIFY(nearest("b", "a").miss == Miss::None);
        QVERIFY(nearest("abXY", "abcd").miss == Miss::None);
        QVERIFY(nearest("sentAt", "receivedAt").miss == Miss::None);
        QVERIFY(nearest("", "abcd").miss == Miss::None);
    }

    void theNearestOfAllIsNamed()
    {
        const std::array<std::string, 3> names{"Order Complete", "order completed", "Order Completed "};
        QCOMPARE(nearMiss("Order Completed", names).name, std::string("order completed"));
        QVERIFY(nearMiss("Order Completed", names).miss == Miss::Case);
    }
};

QTEST_APPLESS_MAIN(TestSimilar)
#include "tst_similar.moc"
