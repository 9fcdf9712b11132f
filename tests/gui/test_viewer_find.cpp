// The viewer's search, and the body as a file.
#include "../json/json_samples.h"
#include "viewer_bench.h"
#include "window_bench.h"

#include <gui/theme.h>
#include <gui/viewer/find_bar.h>
#include <gui/viewer/needle.h>

#include <QFile>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace smc;
using namespace smc::gui;

namespace {

QString field(ViewerBench &bench)
{
    return named<QLabel>(bench.viewer, QStringLiteral("Occurrences"))->text();
}

void look(ViewerBench &bench, const QString &text)
{
    bench.key(Qt::Key_F, Qt::ControlModifier);
    auto *edit = named<QLineEdit>(bench.viewer, QStringLiteral("Find in the body"));
    edit->clear();
    QTest::keyClicks(edit, text);
}

std::string selectedBytes(ViewerBench &bench, const std::string &text)
{
    const json::Range range = bench.text().selection();
    return text.substr(range.begin.index(), static_cast<std::size_t>(range.size()));
}

std::vector<std::int64_t> places(const QString &needle, CaseRule rule, const std::string &text,
                                 SpaceRule spaces = SpaceRule::AsTyped)
{
    std::vector<std::int64_t> begins;
    for (const json::Range &range : Needle(needle, rule, spaces).findAll(text, 0, text.size(), 100))
        begins.push_back(range.begin.value);
    return begins;
}

} // namespace

class TestViewerFind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void needlesAreFound()
    {
        using Places = std::vector<std::int64_t>;
        QCOMPARE(places(QStringLiteral("ab"), CaseRule::Match, "abAbab"), (Places{0, 4}));
        QCOMPARE(places(QStringLiteral("ab"), CaseRule::Ignore, "abAbab"), (Places{0, 2, 4}));
        QCOMPARE(places(QStringLiteral("aa"), CaseRule::Match, "aaaa"), (Places{0, 2}));
        QCOMPARE(places(QStringLiteral("É"), CaseRule::Ignore, "é É e"), (Places{0, 3}));
        QCOMPARE(places(QStringLiteral("É"), CaseRule::Match, "é É e"), (Places{3}));
        QCOMPARE(places(QStringLiteral("ж😀"), CaseRule::Ignore, "xЖ😀"), (Places{1}));
        QCOMPARE(places(QStringLiteral("x"), CaseRule::Ignore, "\xFFX\x80x"), (Places{1, 3}));
        QCOMPARE(places(QStringLiteral("\uFFFD"), CaseRule::Match, "\xFF"), Places{});
        QCOMPARE(places(QString(), CaseRule::Match, "abc"), Places{});
        QCOMPARE(places(QStringLiteral("long"), CaseRule::Match, "lo"), Places{});
        QCOMPARE(places(QStringLiteral("\"a\": 1"), CaseRule::Match, "{\"a\":1,\"a\" : 1,\"a\":\n\t1}"), Places{});
        QCOMPARE(places(QStringLiteral("\"a\": 1"), CaseRule::Match, "{\"a\":1,\"a\" : 1,\"a\":\n\t1}",
                        SpaceRule::AsLaidOut),
                 (Places{1, 15}));
    }

    void occurrencesAreCountedAndVisited()
    {
        const std::string text = json::samples::records(3000);
        ViewerBench bench;
        bench.show(text);
        look(bench, QStringLiteral("PERSON1@"));
        QTRY_COMPARE(field(bench), QStringLiteral("1 of 1"));
        QCOMPARE(selectedBytes(bench, text), std::string("person1@"));
        QTRY_COMPARE(bench.viewer.path(), QStringLiteral("$.records[1].MAIL"));
        look(bench, QStringLiteral("\"score\": 1.0"));
        QTRY_COMPARE(field(bench), QStringLiteral("2 of 3,000"));
        QCOMPARE(bench.viewer.path(), QStringLiteral("$.records[1].SCORE"));
        QWidget *edit = named<QLineEdit>(bench.viewer, QStringLiteral("Find in the body"));
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(field(bench), QStringLiteral("3 of 3,000"));
        QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
        QTRY_COMPARE(field(bench), QStringLiteral("2 of 3,000"));
        QTest::keyClick(edit, Qt::Key_F3, Qt::ShiftModifier);
        QTRY_COMPARE(field(bench), QStringLiteral("1 of 3,000"));
        // Around the beginning to the last one, and back.
        bench.act("viewer.findPrevious");
        QTRY_COMPARE(field(bench), QStringLiteral("3,000 of 3,000"));
        QCOMPARE(bench.viewer.path(), QStringLiteral("$.records[2999].SCORE"));
        QVERIFY(bench.visible().contains(QStringLiteral("\"ID\": 2999")));
        bench.act("viewer.findNext");
        QTRY_COMPARE(field(bench), QStringLiteral("1 of 3,000"));
    }

    void upperCaseMattersWhereAskedFor()
    {
        ViewerBench bench;
        bench.show("[\"Ab\",\"ab\",\"AB\"]");
        look(bench, QStringLiteral("ab"));
        QTRY_COMPARE(field(bench), QStringLiteral("1 of 3"));
        named<QAbstractButton>(bench.viewer, QStringLiteral("Match upper and lower case"))->click();
        QTRY_COMPARE(field(bench), QStringLiteral("1 of 1"));
        look(bench, QStringLiteral("zz"));
        QTRY_COMPARE(field(bench), QStringLiteral("Not found"));
    }

    void whatIsAskedForNoMoreIsMarkedNoMore()
    {
        ViewerBench bench;
        bench.show("[\"Ab\",\"AB\"]");
        look(bench, QStringLiteral("ab"));
        QTRY_VERIFY(bench.text().hasSelection());
        named<QAbstractButton>(bench.viewer, QStringLiteral("Match upper and lower case"))->click();
        QTRY_COMPARE(field(bench), QStringLiteral("Not found"));
        // The count, which knows it as well, may be the first to say it.
        QTRY_VERIFY(!bench.text().hasSelection());
    }

    void whatIsNotFoundLeavesWhereOneHasScrolledTo()
    {
        ViewerBench bench;
        bench.show(json::samples::records(3000));
        look(bench, QStringLiteral("person1@"));
        QTRY_COMPARE(field(bench), QStringLiteral("1 of 1"));
        QScrollBar &bar = *bench.text().verticalScrollBar();
        bar.setValue(bar.maximum());
        const QString there = bench.visible();
        look(bench, QStringLiteral("person1@nowhere"));
        QTRY_COMPARE(field(bench), QStringLiteral("Not found"));
        QTRY_VERIFY(!bench.text().hasSelection());
        QCOMPARE(bench.visible(), there);
    }

    void theTreeGoesToWhatIsFound()
    {
        ViewerBench bench;
        bench.show(json::samples::records(3000), "tree");
        QTest::keyClick(&bench.tree(), Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(named<QLineEdit>(bench.viewer, QStringLiteral("Find in the body")),
                         QStringLiteral("person2345@"));
        QTRY_COMPARE(bench.viewer.path(), QStringLiteral("$.records[2345].MAIL"));
        QCOMPARE(bench.tree().currentIndex().data().toString(), QStringLiteral("MAIL"));
        QVERIFY(bench.tree().viewport()->rect().intersects(bench.tree().visualRect(bench.tree().currentIndex())));
    }

    void escapeLeavesTheSearch()
    {
        ViewerBench bench;
        bench.show("[\"x\"]");
        look(bench, QStringLiteral("x"));
        QTRY_COMPARE(field(bench), QStringLiteral("1 of 1"));
        QTest::keyClick(named<QLineEdit>(bench.viewer, QStringLiteral("Find in the body")), Qt::Key_Escape);
        QVERIFY(!bench.viewer.findChild<FindBar *>()->isVisible());
        // The next search begins with what is selected.
        bench.key(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(named<QLineEdit>(bench.viewer, QStringLiteral("Find in the body"))->text(), QStringLiteral("x"));
    }

    void theBodyIsSavedAsItCame()
    {
        const QTemporaryDir folder;
        AnsweringDialogs dialogs;
        dialogs.path = folder.filePath(QStringLiteral("out.json"));
        ViewerBench bench;
        bench.viewer.setDialogs(&dialogs);
        std::string text = "[\"" + std::string(9 << 20, 'x') + "\xFF\r\n\"]";
        bench.show(text, "raw");
        QSignalSpy said(&bench.viewer, &BodyViewer::status);
        bench.act("viewer.save");
        QTRY_COMPARE(said.count(), 1);
        QCOMPARE(said.front().front().toString(), QStringLiteral("Saved 9.0 MB to out.json."));
        QFile file(dialogs.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().toStdString() == text);
        QCOMPARE(dialogs.asked, QStringList{QStringLiteral("save_body")});
    }

    void whatCannotBeSavedIsSaid()
    {
        AnsweringDialogs dialogs;
        dialogs.path = QStringLiteral("/no such folder/out.json");
        ViewerBench bench;
        bench.viewer.setDialogs(&dialogs);
        bench.show("[1]");
        bench.act("viewer.save");
        QTRY_VERIFY2(bench.said().contains(QStringLiteral("The body could not be saved to out.json.")),
                     qPrintable(bench.said()));
        // Where the person thinks better of it, nothing happens.
        dialogs.path.clear();
        bench.act("viewer.save");
        QVERIFY(!bench.said().contains(QStringLiteral("Saving")));
    }
};

QTEST_MAIN(TestViewerFind)
#include "test_viewer_find.moc"
