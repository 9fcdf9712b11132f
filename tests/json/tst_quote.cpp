// Text as a JSON string, by every way that the processor of this machine can go.
#include <json/quote.h>

#include <QTest>

#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <random>

using smc::json::escapedBound;
using smc::json::QuoteWay;
using smc::json::quoteWays;

namespace {

constexpr std::size_t LongestText = 200;
constexpr std::size_t Alignments = 64;

/// JSON.stringify (ECMA-262, QuoteJSONString), byte by byte.
std::string plainlyEscaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const std::size_t known = std::string_view("\"\\\b\f\n\r\t").find(c);
        char code[8];
        if (known != std::string_view::npos) {
            out.append(1, '\\').append(1, "\"\\bfnrt"[known]);
        } else if (static_cast<unsigned char>(c) < 0x20) {
            std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(c));
            out += code;
        } else {
            out += c;
        }
    }
    return out;
}

/// Memory behind which nobody may read or write: whoever does ends the test.
class Fenced
{
public:
    explicit Fenced(std::size_t size)
        : m_pages((size / pageSize() + 1) * pageSize())
        , m_memory(static_cast<char *>(
              ::mmap(nullptr, m_pages + pageSize(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)))
    {
        ::mprotect(m_memory + m_pages, pageSize(), PROT_NONE);
    }
    ~Fenced() { ::munmap(m_memory, m_pages + pageSize()); }
    Fenced(const Fenced &) = delete;
    Fenced &operator=(const Fenced &) = delete;

    /// The last `size` bytes before the fence.
    char *last(std::size_t size) const { return m_memory + m_pages - size; }

private:
    static std::size_t pageSize() { return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)); }

    std::size_t m_pages;
    char *m_memory;
};

/// What texts are made of.
enum class Kind { AnyByte, Quotes, QuotesAndControls, Letters };

std::string textOf(Kind kind, std::size_t size, std::mt19937 &random)
{
    constexpr std::string_view Some[] = {{}, "\"\\ab", "\"\\\n\001\037a\177", "abcdefgh"};
    const std::string_view letters = Some[static_cast<std::size_t>(kind)];
    std::string text;
    while (text.size() < size)
        text += letters.empty() ? static_cast<char>(random() % 256) : letters[random() % letters.size()];
    return text;
}

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

class TestQuote : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theProcessorGoesEveryWayThatItCan()
    {
        QVERIFY(!quoteWays().empty());
        QCOMPARE(bytes(quoteWays().back().name), QByteArray("bytes"));
        QByteArrayList names;
        for (const QuoteWay &way : quoteWays())
            names.append(bytes(way.name));
        qInfo("Ways: %s", names.join(", ").constData());
#if defined(__x86_64__) && defined(__GNUC__)
        QVERIFY(names.contains("SSE2"));
        QCOMPARE(names.contains("SSSE3"), __builtin_cpu_supports("ssse3") != 0);
        QCOMPARE(names.contains("AVX-512"), __builtin_cpu_supports("avx512vbmi2") != 0);
#endif
    }

    void everyWayWritesWhatIsWrittenByteByByte_data()
    {
        QTest::addColumn<int>("way");
        QTest::addColumn<int>("kind");
        const char *const kinds[] = {"any byte", "quotes", "quotes and control characters", "letters"};
        for (std::size_t way = 0; way < quoteWays().size(); ++way) {
            for (int kind = 0; kind < 4; ++kind)
                QTest::addRow("%s, %s", bytes(quoteWays()[way].name).constData(), kinds[kind]) << int(way) << kind;
        }
    }

    void everyWayWritesWhatIsWrittenByteByByte()
    {
        QFETCH(int, way);
        QFETCH(int, kind);
        const QuoteWay &tried = quoteWays()[static_cast<std::size_t>(way)];
        const Fenced memory(LongestText + Alignments);
        const Fenced output(escapedBound(LongestText));
        std::mt19937 random(20260131);
        for (std::size_t size = 0; size <= LongestText; ++size) {
            std::string text;
            std::string expected;
            for (std::size_t behind = 0; behind < Alignments; ++behind) {
                if (behind % 8 == 0) {
                    text = textOf(Kind(kind), size, random);
                    expected = plainlyEscaped(text);
                }
                // At the fence where nothing is behind it.
                char *const in = memory.last(size + behind);
                std::memcpy(in, text.data(), size);
                char *const out = output.last(escapedBound(size));
                const char *const end = tried.write(out, {in, size});
                const QByteArray written(out, static_cast<qsizetype>(end - out));
                if (written != bytes(expected))
                    QFAIL("In hexadecimal: " + bytes(text).toHex(' ') + "\nwritten:  " + written.toHex(' ') +
                          "\nexpected: " + bytes(expected).toHex(' '));
            }
        }
    }

    void longTextsAreWrittenInOnePiece()
    {
        std::mt19937 random(7);
        const std::string text = textOf(Kind::AnyByte, 100000, random);
        QCOMPARE(bytes(smc::json::quoted(text)), "\"" + bytes(plainlyEscaped(text)) + "\"");
    }
};

QTEST_APPLESS_MAIN(TestQuote)
#include "tst_quote.moc"
