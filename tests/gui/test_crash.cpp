// A console that is killed loses at most the last second: the text, the page, the layout.
#include "crash_bench.h"
#include "named.h"
#include "window_bench.h"

#include <gui/editor/json_editor.h>
#include <gui/widgets/banner.h>
#include <workspace/drafts.h>
#include <workspace/uistate.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QSplitter>
#include <QTest>
#include <QTimer>

#include <map>

using namespace smc;
using namespace smc::gui;

namespace {

constexpr int TypingMs = 4000;
constexpr qint64 MostLostMs = 1000;

JsonEditor &editorOf(Opened &opened)
{
    return *named<JsonEditor>(*opened.window, "Event as JSON");
}

QSplitter &splitterOf(Opened &opened)
{
    return *opened.window->page(PageId::Compose)->findChild<QSplitter *>();
}

/// The child: a person who types without a pause until the process is killed. "typed N" tells what stands there.
int typeUntilKilled(const QString &folder)
{
    theme::apply(*qApp, theme::Scheme::Light);
    Opened opened(folder);
    QCoro::waitFor(opened.window->showPage(PageId::Compose));
    editorOf(opened).setCode("");
    splitterOf(opened).setSizes({150, 600, 300});
    int number = 0;
    QTimer keys;
    QObject::connect(&keys, &QTimer::timeout, &keys, [&] {
        QTest::keyClicks(&editorOf(opened), QStringLiteral("w%1 ").arg(++number));
        sayTyped(number);
    });
    beginTyping(keys);
    return QApplication::exec();
}

std::string draftIn(const QTemporaryDir &folder)
{
    const auto draft = workspace::Drafts(folder.path().toStdString()).load("compose");
    return draft && *draft ? **draft : std::string();
}

/// How long before the kill the oldest word was typed that is not in the draft, in ms.
qint64 lostOf(const std::map<int, qint64> &ages, const std::string &draft)
{
    qint64 lost = 0;
    for (const auto &[number, age] : ages) {
        if (draft.find('w' + std::to_string(number) + ' ') == std::string::npos)
            lost = std::max(lost, age);
    }
    return lost;
}

} // namespace

class TestCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedConsoleLosesAtMostTheLastSecond();
#ifdef Q_OS_LINUX
    void aSlowDiskLosesNoMore();
#endif
    void consoleThatEndedWellSaysNothing();
    void draftIsKeptWithoutAPauseInTyping();
};

void TestCrash::killedConsoleLosesAtMostTheLastSecond()
{
    const QTemporaryDir folder;
    const std::map<int, qint64> ages = typeAndKill({QStringLiteral("--type-into"), folder.path()}, TypingMs);
    QVERIFY2(ages.size() > 20, qPrintable(QString::number(ages.size())));
    const std::string draft = draftIn(folder);
    const qint64 lost = lostOf(ages, draft);
    qInfo("Killed after %d words; what was lost was typed at most %lld ms before.", int(ages.size()),
          static_cast<long long>(lost));
    QVERIFY2(lost <= MostLostMs,
             qPrintable(
                 QStringLiteral("Lost what was typed %1 ms before: %2").arg(lost).arg(QString::fromStdString(draft))));

    Opened again(folder.path());
    QVERIFY(again.console->endedBadly());
    QCOMPARE(editorOf(again).code(), draft);
    // Page and layout are back too.
    QCOMPARE(again.window->currentPage()->id(), PageId::Compose);
    const QList<int> sizes = splitterOf(again).sizes();
    QVERIFY2(sizes[1] > sizes[0] && sizes[1] > sizes[2],
             qPrintable(QStringLiteral("%1 %2 %3").arg(sizes[0]).arg(sizes[1]).arg(sizes[2])));
    const Banner *banner = again.window->page(PageId::Compose)->banners().banner(QStringLiteral("restored"));
    QVERIFY(banner && banner->isVisible());
    QVERIFY2(banner->content().text.contains(QStringLiteral("did not end as it should")),
             qPrintable(banner->content().text));
}

#ifdef Q_OS_LINUX
void TestCrash::aSlowDiskLosesNoMore()
{
    const QTemporaryDir folder;
    const std::map<int, qint64> ages =
        typeAndKill({QStringLiteral("--type-into"), folder.path()}, TypingMs, Disk::Slow);
    QVERIFY2(ages.size() > 20, qPrintable(QString::number(ages.size())));
    const qint64 lost = lostOf(ages, draftIn(folder));
    QVERIFY2(lost <= MostLostMs, qPrintable(QString::number(lost)));
}
#endif

void TestCrash::consoleThatEndedWellSaysNothing()
{
    WindowBench bench;
    bench.go(PageId::Compose);
    QTest::keyClicks(named<JsonEditor>(bench.window(), QStringLiteral("Event as JSON")), QStringLiteral("x"));
    bench.restart();
    QVERIFY(!bench.console().endedBadly());
    QVERIFY(!bench.page(PageId::Compose).banners().banner(QStringLiteral("restored")));
}

void TestCrash::draftIsKeptWithoutAPauseInTyping()
{
    WindowBench bench;
    bench.go(PageId::Compose);
    auto *editor = named<JsonEditor>(bench.window(), QStringLiteral("Event as JSON"));
    editor->setCode("");
    QElapsedTimer clock;
    clock.start();
    int number = 0;
    // Never a quiet moment that a delay that begins anew with each key would wait for.
    while (clock.elapsed() < 2500) {
        QTest::keyClicks(editor, QStringLiteral("w%1 ").arg(++number));
        QTest::qWait(20);
    }
    const auto draft = workspace::Drafts(bench.folder().toStdString()).load("compose");
    QVERIFY(draft && *draft);
    QVERIFY2((*draft)->find("w5 ") != std::string::npos, (*draft)->c_str());
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.value(1) == QLatin1String("--type-into"))
        return typeUntilKilled(arguments.value(2));
    theme::apply(application, theme::Scheme::Light);
    TestCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_crash.moc"
