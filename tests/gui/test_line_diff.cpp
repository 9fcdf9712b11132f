// Two texts line by line.
#include <gui/activity/compare.h>
#include <gui/activity/line_diff.h>

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <random>

using namespace smc::gui;

namespace {

/// "=a -b +c ~d/e": each row in short.
QByteArray shown(const std::string &left, const std::string &right)
{
    const auto leftLines = linesOf(left);
    const auto rightLines = linesOf(right);
    QByteArray text;
    for (const DiffRow &row : diffLines(leftLines, rightLines)) {
        const auto line = [](const std::vector<std::string_view> &lines, std::int32_t at) {
            return at < 0 ? QByteArray()
                          : QByteArray(lines[std::size_t(at)].data(), qsizetype(lines[std::size_t(at)].size()));
        };
        const QByteArray a = line(leftLines, row.left);
        const QByteArray b = line(rightLines, row.right);
        text += row.kind == DiffKind::Same       ? "=" + a
                : row.kind == DiffKind::Changed  ? "~" + a + "/" + b
                : row.kind == DiffKind::OnlyLeft ? "-" + a
                                                 : "+" + b;
        text += ' ';
    }
    return text;
}

/// Length of the longest common subsequence, by the book.
std::size_t commonLength(const std::vector<std::string_view> &a, const std::vector<std::string_view> &b)
{
    std::vector<std::vector<std::size_t>> length(a.size() + 1, std::vector<std::size_t>(b.size() + 1, 0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j)
            length[i][j] =
                a[i - 1] == b[j - 1] ? length[i - 1][j - 1] + 1 : std::max(length[i - 1][j], length[i][j - 1]);
    }
    return length[a.size()][b.size()];
}

} // namespace

class TestLineDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsSayWhatBecameOfEachLine_data()
    {
        QTest::addColumn<std::string>("left");
        QTest::addColumn<std::string>("right");
        QTest::addColumn<QByteArray>("rows");
        const auto row = [](const char *name, std::string left, std::string right, const QByteArray &rows) {
            QTest::newRow(name) << std::move(left) << std::move(right) << rows;
        };
        row("both empty", "", "", "");
        row("the same", "a\nb\n", "a\nb\n", "=a =b ");
        row("one end without a line feed", "a\nb", "a\nb\n", "=a =b ");
        row("carriage returns", "a\r\nb\r\n", "a\nb\n", "=a =b ");
        row("only left", "a\n", "", "-a ");
        row("only right", "", "a\n", "+a ");
        row("a changed line", "a\nb\nc\n", "a\nx\nc\n", "=a ~b/x =c ");
        row("one more", "a\nc\n", "a\nb\nc\n", "=a +b =c ");
        row("one less", "a\nb\nc\n", "a\nc\n", "=a -b =c ");
        row("nothing in common", "a\nb\n", "x\ny\nz\n", "~a/x ~b/y +z ");
        row("the beginning and the end", "x\na\nb\n", "a\nb\ny\n", "-x =a =b +y ");
        row("empty lines", "\n\na\n", "\na\n", "= - =a ");
    }

    void rowsSayWhatBecameOfEachLine()
    {
        QFETCH(std::string, left);
        QFETCH(std::string, right);
        QFETCH(QByteArray, rows);
        QCOMPARE(shown(left, right), rows);
    }

    void randomTextsAreTakenApartInTheFewestSteps()
    {
        std::mt19937 random(20260301);
        const auto any = [&random](unsigned below) { return random() % below; };
        for (int round = 0; round < 400; ++round) {
            std::string texts[2];
            for (std::string &text : texts) {
                for (unsigned i = any(25); i > 0; --i)
                    text += std::string(1, char('a' + any(4))) + "\n";
            }
            const auto left = linesOf(texts[0]);
            const auto right = linesOf(texts[1]);
            const auto rows = diffLines(left, right);
            std::int32_t nextLeft = 0;
            std::int32_t nextRight = 0;
            std::size_t same = 0;
            for (const DiffRow &row : rows) {
                if (row.left >= 0)
                    QCOMPARE(row.left, nextLeft++);
                if (row.right >= 0)
                    QCOMPARE(row.right, nextRight++);
                if (row.kind == DiffKind::Same) {
                    QCOMPARE(left[std::size_t(row.left)], right[std::size_t(row.right)]);
                    ++same;
                }
            }
            QCOMPARE(std::size_t(nextLeft), left.size());
            QCOMPARE(std::size_t(nextRight), right.size());
            QCOMPARE(same, commonLength(left, right));
        }
    }

    void hugeTextsAreBounded()
    {
        std::string left = "begin\n";
        std::string right = "begin\n";
        for (int i = 0; i < 60'000; ++i) {
            left += "l" + std::to_string(i) + "\n";
            right += "r" + std::to_string(i) + "\n";
        }
        left += "end\n";
        right += "end\n";
        QElapsedTimer clock;
        clock.start();
        const auto rows = diffLines(linesOf(left), linesOf(right));
        QCOMPARE(rows.size(), std::size_t(60'002));
        QCOMPARE(rows.front().kind, DiffKind::Same);
        QCOMPARE(rows.back().kind, DiffKind::Same);
        QCOMPARE(rows[1].kind, DiffKind::Changed);
        qInfo("60 000 lines without one in common: %lld ms", static_cast<long long>(clock.elapsed()));
        QVERIFY2(clock.elapsed() < 10'000, qPrintable(QString::number(clock.elapsed())));
    }

    void numbersAreComparedAsTheyAreSpelt()
    {
        EntryDetails left;
        left.events = KeptEvents("{\"a\":1.00,\"b\":18446744073709551615}");
        EntryDetails right = left;
        right.events = KeptEvents("{ \"a\" : 1.0, \"b\" : 18446744073709551615 }");
        const Comparison comparison = compare(left, right);
        QCOMPARE(comparison.event.differences(), 1);
        QVERIFY(comparison.event.left.find("1.00") != std::string::npos);
        QVERIFY(comparison.event.left.find("18446744073709551615") != std::string::npos);
        QCOMPARE(comparison.request.differences(), 0);
    }

    void whatIsTooLongIsCutAndSaid()
    {
        EntryDetails left;
        left.events = KeptEvents(std::string(3 * MostCompared, 'x'));
        EntryDetails right;
        right.events = KeptEvents("x");
        const Comparison comparison = compare(left, right);
        QCOMPARE(comparison.event.left.size(), MostCompared);
        QCOMPARE(comparison.event.cut, QStringLiteral("Only the beginning is compared: 1.0 MB of 3.0 MB on the left, "
                                                      "1 byte of 1 byte on the right. The lengths differ."));
        QVERIFY(comparison.request.cut.isEmpty());
    }

    void largeAnswersAreComparedFromTheirFiles()
    {
        // The kept beginnings are alike; what differs stands in the files.
        const QTemporaryDir folder;
        const auto entryWith = [&folder](const QString &name, char end, qsizetype lines) {
            QByteArray body = QByteArray("12345678\n").repeated(lines);
            body[900'001] = end;
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(body) != body.size())
                qFatal("Not written");
            file.close();
            EntryDetails entry;
            entry.exchange.emplace().answer.emplace();
            smc::net::Answer &answer = *entry.exchange->answer;
            answer.status = 200;
            answer.body = body.first(64 << 10).toStdString();
            answer.spooled = smc::net::SpooledBody{name.toStdString(), std::uint64_t(body.size())};
            entry.answer = Body::fromFile(file.fileName()).value();
            return entry;
        };
        const EntryDetails left = entryWith(QStringLiteral("a.body"), 'x', 250'000);
        const EntryDetails right = entryWith(QStringLiteral("b.body"), 'y', 1'000'000);
        const Comparison comparison = compare(left, right);
        QCOMPARE(comparison.answer.differences(), 1);
        QCOMPARE(comparison.answer.left.back(), '\n'); // No line is cut.
        QCOMPARE(comparison.answer.cut, QStringLiteral("Only the beginning is compared: 1.0 MB of 2.1 MB on the left, "
                                                       "1.0 MB of 8.6 MB on the right. The lengths differ."));
        QVERIFY(compare(left, left).answer.cut.endsWith(QStringLiteral("2.1 MB on the right.")));

        EntryDetails part = left; // Its file is gone, and it broke off.
        part.answer = Body::fromText(part.exchange->answer->body);
        part.exchange->answer->truncated = true;
        const QString said = compare(part, left).answer.cut;
        QVERIFY2(said.contains(QStringLiteral("64 KB of 2.1 MB on the left")), qPrintable(said));
        QVERIFY2(said.endsWith(QStringLiteral("The left side was not kept to its end.")), qPrintable(said));
    }
};

QTEST_GUILESS_MAIN(TestLineDiff)
#include "test_line_diff.moc"
