// What a run keeps stays as it was until clear(), however large it is.
#include <json/quote.h>
#include <mapping/scratch.h>

#include <QRandomGenerator>
#include <QTest>

#include <vector>

using namespace smc;
using namespace smc::mapping;

namespace {

std::string randomText(QRandomGenerator &random, int size)
{
    static constexpr std::string_view Letters = "abc\"\\\n\x01\xC3\xA9 ,:{}";
    std::string text;
    for (int i = 0; i < size; ++i)
        text += Letters[static_cast<std::size_t>(random.bounded(static_cast<int>(Letters.size())))];
    return text;
}

} // namespace

class TestScratch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsOfAnySizeAreKept()
    {
        QRandomGenerator random(1);
        Scratch scratch;
        for (int round = 0; round < 20; ++round) {
            std::vector<std::pair<std::string, std::string_view>> kept;
            for (int i = 0; i < 50; ++i) {
                const std::string text = randomText(random, random.bounded(i % 10 == 9 ? 200'000 : 300));
                kept.emplace_back(text, scratch.keep(text));
                kept.emplace_back(json::quoted(text), scratch.keepQuoted(text));
            }
            for (const auto &[expected, view] : kept)
                QVERIFY(view == expected);
            scratch.clear();
        }
    }

    void quotedSlicesServeAgainInsideLargerOnes()
    {
        QRandomGenerator random(2);
        Scratch scratch;
        for (int round = 0; round < 500; ++round) {
            const std::string text = randomText(random, 400);
            std::vector<std::string_view> slices;
            for (int i = 0; i < 12; ++i) {
                const auto begin = static_cast<std::size_t>(random.bounded(400));
                slices.push_back(std::string_view(text).substr(begin, static_cast<std::size_t>(random.bounded(200))));
            }
            slices.push_back(text);
            for (const std::string_view slice : slices)
                QCOMPARE(QByteArray::fromStdString(std::string(scratch.keepQuotedSlice(slice))),
                         QByteArray::fromStdString(json::quoted(slice)));
            scratch.clear();
        }
    }

    void manySmallDocumentsShareOneParser()
    {
        Scratch scratch;
        std::vector<json::Value> roots;
        for (int i = 0; i < 100'000; ++i)
            roots.push_back(scratch.read("{\"n\":" + std::to_string(i) + '}'));
        // Each with a parser of its own, they would be some gigabytes.
        QVERIFY(!scratch.isExhausted());
        for (int i = 0; i < 100'000; i += 997)
            QCOMPARE(roots[static_cast<std::size_t>(i)].find("n").integer(), std::optional<std::int64_t>(i));
        QVERIFY(!scratch.read("{\"n\":").exists());
        QCOMPARE(roots.front().find("n").integer(), std::optional<std::int64_t>(0));
        scratch.clear();
        const std::string large = '"' + std::string(60U << 20U, 'x') + '"';
        QVERIFY(scratch.read(large).exists());
        QVERIFY2(scratch.isExhausted(), "A large text counts with its parser.");
    }

    void textIsQuotedAsByteForByte()
    {
        QRandomGenerator random(3);
        for (int size = 0; size < 400; ++size) {
            const std::string text = randomText(random, size);
            std::string expected = "\"";
            for (const char c : text)
                expected += c == '"'    ? "\\\""
                            : c == '\\' ? "\\\\"
                            : c == '\n' ? "\\n"
                            : c == 1    ? "\\u0001"
                                        : std::string(1, c);
            QCOMPARE(json::quoted(text), expected + '"');
        }
    }
};

QTEST_APPLESS_MAIN(TestScratch)
#include "tst_scratch.moc"
