// Saved events: files in folders, as they are on a real disk, with what git, links and other programs leave there.
#include "test_files.h"

#include <workspace/saved_events.h>

#include <QTemporaryDir>

#include <thread>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace smc;
using namespace smc::workspace;

namespace {

constexpr auto Event = SavedEntry::Kind::Event;
constexpr auto Folder = SavedEntry::Kind::Folder;

SavedPath at(const char *path)
{
    const auto parsed = SavedPath::parse(path);
    if (!parsed)
        qFatal("%s is no path", path);
    return *parsed;
}

SavedEntry eventAt(const char *path)
{
    return {Event, at(path), 0};
}

SavedEntry folderAt(const char *path)
{
    return {Folder, at(path), 0};
}

template <typename T>
QString codeOf(const Result<T> &result)
{
    return result ? QStringLiteral("done") : QString::fromStdString(result.error().code);
}

} // namespace

class TestSavedEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void anEventComesBackByteForByte_data();
    void anEventComesBackByteForByte();
    void nothingIsMadeBeforeSomethingIsSaved();
    void aTakenNameIsRefusedWhateverItsCase();
    void foldersAreMadeAndFoundAsTheyAreSpelt();
    void namesAreMadeSafe();
    void theTreeIsInTheOrderInWhichPeopleSort();
    void whatIsNoSavedEventIsLeftAlone();
    void linksAreNotFollowed();
    void filesThatBlockAreNotOpened();
    void writingMindsWhatGitDidMeanwhile();
    void renaming();
    void moving();
    void aFolderCanNotGoTooDeep();
    void duplicating();
    void whatIsRemovedComesBack();
    void theBinIsBounded();
    void theBinKeepsOutOfGit();
    void searchFindsNamesAndTexts();
    void aHugeTreeIsCutShort();
    void aDeepTreeIsCutShort();
    void selectionsStandForTheirEventsInOrder();
    void writersWaitForEachOther();
    void errorsAreSentencesThatNameTheEvent();

private:
    QStringList shown() const
    {
        QStringList lines;
        for (const SavedEntry &entry : m_events->list().entries)
            lines << QString::fromStdString(entry.path.text()) +
                         (entry.kind == Folder ? QStringLiteral("/") : QString());
        return lines;
    }
    std::string root() const { return m_events->root(); }
    void save(const char *path, std::string_view text = "{}")
    {
        const auto saved = m_events->add(at(path).parent(), at(path).name(), text);
        QVERIFY2(saved, saved ? "" : saved.error().message.c_str());
        QCOMPARE(saved->text(), std::string(path));
    }

    /// More removals than the bin holds, later than all before and earlier than what comes next.
    void fillBin() const
    {
        const QString now = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'"));
        for (int i = 0; i < SavedEvents::MostRemoved + 20; ++i) {
            const QString id = QStringLiteral("%1-%2").arg(now).arg(i + 2, 5, 10, QLatin1Char('0'));
            QVERIFY(QDir().mkpath(QString::fromStdString(root()) + QStringLiteral("/.console/bin/") + id));
        }
        QTest::qSleep(5); // What is removed next is later than these.
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::unique_ptr<SavedEvents> m_events;
};

void TestSavedEvents::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    m_events = std::make_unique<SavedEvents>(m_temporary->path().toStdString() + "/w");
}

void TestSavedEvents::anEventComesBackByteForByte_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("layout") << QByteArray("{\r\n\t\"type\" : \"track\",\n\n \"n\": 1.00 }\n");
    QTest::newRow("variables") << QByteArray("{\"userId\":\"{{uuid}}\",\"n\":{{count}}}");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("{\"half");
    QTest::newRow("any bytes") << QByteArray("\x00\xff\xfe\x80 z", 6);
    QTest::newRow("mark") << QByteArray("\xEF\xBB\xBF{}");
    QTest::newRow("largest") << QByteArray(int(SavedEvents::MostBytes), ' ');
}

void TestSavedEvents::anEventComesBackByteForByte()
{
    QFETCH(QByteArray, text);
    save("Newsletter/Welcome", std::string_view(text.data(), std::size_t(text.size())));
    QVERIFY(contentOf(root() + "/Newsletter/Welcome.json") == text);
    const auto read = m_events->read(at("Newsletter/Welcome"));
    QVERIFY(read && QByteArray::fromStdString(*read) == text);
    QCOMPARE(m_events->list().find(at("Newsletter/Welcome"), Event)->bytes, text.size());
}

void TestSavedEvents::nothingIsMadeBeforeSomethingIsSaved()
{
    QVERIFY(m_events->list().entries.empty());
    QVERIFY(m_events->list().problems.empty());
    QVERIFY(m_events->search("x").events.empty());
    QCOMPARE(codeOf(m_events->read(at("a"))), QStringLiteral("saved_not_found"));
    QVERIFY(!QFileInfo::exists(QString::fromStdString(root())));
}

void TestSavedEvents::aTakenNameIsRefusedWhateverItsCase()
{
    save("Welcome", "one");
    for (const char *name : {"Welcome", "welcome", "WELCOME.json", " Welcome. "}) {
        const auto again = m_events->add({}, name, "two");
        QCOMPARE(codeOf(again), QStringLiteral("saved_name_taken"));
        QCOMPARE(again.error().where, std::string("Welcome"));
    }
    QCOMPARE(m_events->addBeside({}, "WELCOME", "two")->text(), std::string("WELCOME 2"));
    QCOMPARE(m_events->addBeside({}, "welcome", "three")->text(), std::string("welcome 3"));
    QCOMPARE(*m_events->read(at("Welcome")), std::string("one"));
    // A folder and an event may share a name: on disk they don't.
    QVERIFY(m_events->makeFolder({}, "Welcome"));
    QCOMPARE(codeOf(m_events->makeFolder({}, "welcome")), QStringLiteral("saved_name_taken"));
    QCOMPARE(m_events->makeFolderBeside({}, "welcome")->text(), std::string("welcome 2"));
    QVERIFY(m_events->list().find(at("Welcome"), Event) != m_events->list().find(at("Welcome"), Folder));
    // But a folder that is called as a file would be is in the way.
    QVERIFY(QDir(QString::fromStdString(root())).mkdir(QStringLiteral("taken.json")));
    QCOMPARE(codeOf(m_events->add({}, "Taken", "x")), QStringLiteral("saved_name_taken"));
}

void TestSavedEvents::foldersAreMadeAndFoundAsTheyAreSpelt()
{
    save("Newsletter/Spring/Welcome");
    const auto saved = m_events->add(*SavedPath::made("newsletter/SPRING/new"), "Bye", "{}");
    QCOMPARE(saved->text(), std::string("Newsletter/Spring/new/Bye"));
    QCOMPARE(shown(),
             QStringList({QStringLiteral("Newsletter/"), QStringLiteral("Newsletter/Spring/"),
                          QStringLiteral("Newsletter/Spring/new/"), QStringLiteral("Newsletter/Spring/new/Bye"),
                          QStringLiteral("Newsletter/Spring/Welcome")}));
}

void TestSavedEvents::namesAreMadeSafe()
{
    QCOMPARE(m_events->add({}, "../../Order: done?", "{}")->text(), std::string("Order- done-"));
    QCOMPARE(m_events->add({}, "NUL", "{}")->text(), std::string("NUL_"));
    QCOMPARE(codeOf(m_events->add({}, " .. ", "{}")), QStringLiteral("saved_name_empty"));
    QCOMPARE(filesUnder(m_temporary->path().toStdString())
                 .filter(QStringLiteral(".json"))
                 .filter(QRegularExpression(QStringLiteral("^w/events/")))
                 .size(),
             2);
}

void TestSavedEvents::theTreeIsInTheOrderInWhichPeopleSort()
{
    for (const char *path : {"b", "a10", "a2", "A1", "folder/x", "Archive/y", "\xC3\xA4z"})
        save(path);
    QCOMPARE(shown(), QStringList({QStringLiteral("Archive/"), QStringLiteral("Archive/y"), QStringLiteral("folder/"),
                                   QStringLiteral("folder/x"), QStringLiteral("A1"), QStringLiteral("a2"),
                                   QStringLiteral("a10"), QStringLiteral("äz"), QStringLiteral("b")}));
}

void TestSavedEvents::whatIsNoSavedEventIsLeftAlone()
{
    put(root() + "/README.md", "read me");
    put(root() + "/.git/config.json", "{}");
    put(root() + "/.hidden.json", "{}");
    put(root() + "/a.json.orig", "{}");
    put(root() + "/a.JSON", "{}");
    put(root() + "/good.json", "{}");
    put(root() + "/x:y.json", "{}");
    put(root() + "/back\\slash.json", "{}");
    put(root() + "/.json", "{}");
    QCOMPARE(shown(), QStringList({QStringLiteral("good")}));
    const auto problems = m_events->list().problems;
    QCOMPARE(problems.size(), std::size_t(2));
    for (const Error &problem : problems)
        QCOMPARE(problem.code, std::string("saved_name_unusable"));
#ifdef Q_OS_LINUX
    put(root() + "/plain.json", "{}");
    QCOMPARE(::rename((root() + "/plain.json").c_str(), (root() + "/no\xFFutf8.json").c_str()), 0);
    QCOMPARE(shown(), QStringList({QStringLiteral("good")}));
    QCOMPARE(::unlink((root() + "/no\xFFutf8.json").c_str()), 0); // Qt can't: it knows no such name.
#endif
}

void TestSavedEvents::linksAreNotFollowed()
{
    const std::string outside = m_temporary->path().toStdString() + "/outside";
    put(outside + "/secret.json", "secret");
    save("kept/a");
    const auto link = [&](const char *name, const std::string &to) {
        QVERIFY(QFile::link(QString::fromStdString(to), QString::fromStdString(root() + "/" + name)));
    };
    link("folder", outside);
    link("file.json", outside + "/secret.json");
    link("round", root());
    link("nowhere.json", outside + "/not there");
    QCOMPARE(shown(), QStringList({QStringLiteral("kept/"), QStringLiteral("kept/a")}));
    QVERIFY(m_events->search("secret").events.empty());
    QCOMPARE(codeOf(m_events->read(at("folder/secret"))), QStringLiteral("saved_link"));
    QCOMPARE(codeOf(m_events->read(at("file"))), QStringLiteral("saved_link"));
    QCOMPARE(codeOf(m_events->write(at("file"), "x")), QStringLiteral("saved_link"));
    QCOMPARE(codeOf(m_events->write(at("folder/new"), "x")), QStringLiteral("saved_link"));
    QCOMPARE(codeOf(m_events->write(at("nowhere"), "x")), QStringLiteral("saved_link"));
    QCOMPARE(codeOf(m_events->add(at("folder"), "new", "x")), QStringLiteral("saved_link"));
    QCOMPARE(codeOf(m_events->makeFolder(at("folder"), "new")), QStringLiteral("saved_link"));
    QCOMPARE(codeOf(m_events->move(eventAt("kept/a"), at("folder"))), QStringLiteral("saved_link"));
    QCOMPARE(codeOf(m_events->rename(eventAt("folder/secret"), "mine")), QStringLiteral("saved_link"));
    QCOMPARE(codeOf(m_events->duplicate(folderAt("folder"), "copy")), QStringLiteral("saved_link"));
    QCOMPARE(codeOf(m_events->remove(folderAt("folder"))), QStringLiteral("saved_link"));
    QCOMPARE(filesUnder(outside), QStringList({QStringLiteral("secret.json")}));
    QCOMPARE(contentOf(outside + "/secret.json"), QByteArray("secret"));

    // A folder that goes with a link in it leaves the link's target alone, in the bin too.
    QVERIFY(QFile::link(QString::fromStdString(outside), QString::fromStdString(root() + "/kept/link")));
    QVERIFY(m_events->duplicate(folderAt("kept"), "copy"));
    QVERIFY(!QFileInfo::exists(QString::fromStdString(root() + "/copy/link")));
    QVERIFY(m_events->remove(folderAt("kept")));
    fillBin();
    save("x");
    QVERIFY(m_events->remove(eventAt("x")));
    QCOMPARE(filesUnder(outside), QStringList({QStringLiteral("secret.json")}));
}

void TestSavedEvents::filesThatBlockAreNotOpened()
{
#ifdef Q_OS_UNIX
    QVERIFY(QDir().mkpath(QString::fromStdString(root())));
    QCOMPARE(::mkfifo((root() + "/pipe.json").c_str(), 0600), 0);
    QVERIFY(m_events->list().entries.empty());
    QVERIFY(m_events->search("x").events.empty());
    QCOMPARE(codeOf(m_events->read(at("pipe"))), QStringLiteral("saved_not_found"));
#endif
}

void TestSavedEvents::writingMindsWhatGitDidMeanwhile()
{
    save("a", "one");
    QVERIFY(m_events->write(at("a"), "two", "one"));
    QCOMPARE(*m_events->read(at("a")), std::string("two"));
    put(root() + "/a.json", "of a colleague");
    QCOMPARE(codeOf(m_events->write(at("a"), "three", "two")), QStringLiteral("saved_changed"));
    QCOMPARE(*m_events->read(at("a")), std::string("of a colleague"));
    QVERIFY(m_events->write(at("a"), "three"));
    QCOMPARE(*m_events->read(at("a")), std::string("three"));
    QVERIFY(QFile::remove(QString::fromStdString(root() + "/a.json")));
    QCOMPARE(codeOf(m_events->write(at("a"), "four", "three")), QStringLiteral("saved_changed"));
    QVERIFY(m_events->write(at("a"), "four"));
    QCOMPARE(*m_events->read(at("a")), std::string("four"));
    const std::string large(SavedEvents::MostBytes + 1, ' ');
    QCOMPARE(codeOf(m_events->write(at("a"), large)), QStringLiteral("saved_too_large"));
    QCOMPARE(codeOf(m_events->add({}, "b", large)), QStringLiteral("saved_too_large"));
    put(root() + "/huge.json", large);
    QCOMPARE(codeOf(m_events->read(at("huge"))), QStringLiteral("file_too_large"));
}

void TestSavedEvents::renaming()
{
    save("a/one", "1");
    save("a/two", "2");
    QCOMPARE(m_events->rename(eventAt("a/one"), "ONE")->text(), std::string("a/ONE"));
    QCOMPARE(codeOf(m_events->rename(eventAt("a/ONE"), "Two")), QStringLiteral("saved_name_taken"));
    QCOMPARE(codeOf(m_events->rename(eventAt("a/gone"), "x")), QStringLiteral("saved_not_found"));
    QCOMPARE(codeOf(m_events->rename(eventAt("a/two"), "//")), QStringLiteral("saved_name_empty"));
    QCOMPARE(codeOf(m_events->rename(folderAt("a"), std::string(170, 'n'))), QStringLiteral("done"));
    const std::string cut = m_events->list().entries.front().path.text();
    QVERIFY(cut.size() <= 120);
    QCOMPARE(m_events->rename({Folder, *SavedPath::parse(cut), 0}, "b")->text(), std::string("b"));
    QCOMPARE(m_events->rename(eventAt("b/ONE"), "b/../../x")->text(), std::string("b/b-..-..-x"));
    QCOMPARE(*m_events->read(at("b/b-..-..-x")), std::string("1"));
    QCOMPARE(*m_events->read(at("b/two")), std::string("2"));
}

void TestSavedEvents::moving()
{
    save("a/one", "1");
    save("one", "other");
    save("b/c/x", "x");
    QCOMPARE(codeOf(m_events->move(eventAt("a/one"), {})), QStringLiteral("saved_name_taken"));
    QCOMPARE(m_events->move(eventAt("a/one"), at("a"))->text(), std::string("a/one"));
    QCOMPARE(m_events->move(eventAt("a/one"), at("new/folder"))->text(), std::string("new/folder/one"));
    QCOMPARE(codeOf(m_events->move(folderAt("b"), at("b/c"))), QStringLiteral("saved_into_itself"));
    QCOMPARE(codeOf(m_events->move(folderAt("b"), at("b"))), QStringLiteral("saved_into_itself"));
    QCOMPARE(m_events->move(folderAt("b/c"), {})->text(), std::string("c"));
    QCOMPARE(codeOf(m_events->move(folderAt("gone"), at("c"))), QStringLiteral("saved_not_found"));
    QCOMPARE(*m_events->read(at("c/x")), std::string("x"));
    QCOMPARE(*m_events->read(at("one")), std::string("other"));
}

void TestSavedEvents::aFolderCanNotGoTooDeep()
{
    save("1/2/3/4/5/6/7/8/deepest");
    QCOMPARE(codeOf(m_events->makeFolder(at("1/2/3/4/5/6/7/8"), "9")), QStringLiteral("saved_too_deep"));
    save("a/b/x");
    QCOMPARE(codeOf(m_events->move(folderAt("a"), at("1/2/3/4/5/6/7"))), QStringLiteral("saved_too_deep"));
    QCOMPARE(codeOf(m_events->move(folderAt("a"), at("1/2/3/4/5/6"))), QStringLiteral("done"));
    const std::string word(100, 'w');
    QVERIFY(m_events->makeFolder({}, word));
    QCOMPARE(codeOf(m_events->add(*SavedPath::parse(word), word, "{}")), QStringLiteral("saved_path_too_long"));
    save("short/event");
    QCOMPARE(codeOf(m_events->rename(folderAt("short"), word)), QStringLiteral("saved_name_taken"));
    QVERIFY(m_events->add(at("short"), std::string(90, 'v'), "{}"));
    QCOMPARE(codeOf(m_events->rename(folderAt("short"), std::string(100, 'z'))), QStringLiteral("saved_path_too_long"));
}

void TestSavedEvents::duplicating()
{
    save("f/one", "1");
    put(root() + "/f/notes.txt", "no event");
    QCOMPARE(m_events->duplicate(eventAt("f/one"), "Copy of one")->text(), std::string("f/Copy of one"));
    QCOMPARE(m_events->duplicate(eventAt("f/one"), "Copy of one")->text(), std::string("f/Copy of one 2"));
    QCOMPARE(m_events->duplicate(folderAt("f"), "Copy of f")->text(), std::string("Copy of f"));
    QCOMPARE(*m_events->read(at("Copy of f/Copy of one 2")), std::string("1"));
    QVERIFY(!QFileInfo::exists(QString::fromStdString(root() + "/Copy of f/notes.txt")));
    QCOMPARE(codeOf(m_events->duplicate(eventAt("gone"), "x")), QStringLiteral("saved_not_found"));
}

void TestSavedEvents::whatIsRemovedComesBack()
{
    save("f/one", "1");
    save("f/two", "2");
    const auto one = m_events->remove(eventAt("f/one"));
    QVERIFY(one);
    QCOMPARE(shown(), QStringList({QStringLiteral("f/"), QStringLiteral("f/two")}));
    const auto all = m_events->remove(folderAt("f"));
    QVERIFY(all && shown().isEmpty());
    // The folder is gone meanwhile, and its name is taken.
    QCOMPARE(m_events->restore(*one)->text(), std::string("f/one"));
    QCOMPARE(m_events->restore(*all)->text(), std::string("f 2"));
    QCOMPARE(*m_events->read(at("f/one")), std::string("1"));
    QCOMPARE(*m_events->read(at("f 2/two")), std::string("2"));
    QCOMPARE(codeOf(m_events->restore(*all)), QStringLiteral("saved_not_found"));
    QCOMPARE(codeOf(m_events->restore({"../..", eventAt("f/one")})), QStringLiteral("saved_not_found"));
    QCOMPARE(codeOf(m_events->remove({Folder, {}, 0})), QStringLiteral("saved_not_found"));
}

void TestSavedEvents::theBinIsBounded()
{
    save("x", "kept");
    fillBin();
    const auto removed = m_events->remove(eventAt("x"));
    QVERIFY(removed);
    const QDir bin(QString::fromStdString(root() + "/.console/bin"));
    QCOMPARE(int(bin.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size()), SavedEvents::MostRemoved);
    QVERIFY(m_events->restore(*removed));
    QCOMPARE(*m_events->read(at("x")), std::string("kept"));
}

void TestSavedEvents::theBinKeepsOutOfGit()
{
    save("x");
    QCOMPARE(contentOf(root() + "/.console/.gitignore"), QByteArray("*\n"));
    QVERIFY(m_events->remove(eventAt("x")));
    QVERIFY(shown().isEmpty());
    QVERIFY(m_events->search("").events.empty());
}

void TestSavedEvents::searchFindsNamesAndTexts()
{
    save("Newsletter/Welcome", "{\"type\":\"track\"}");
    save("Orders/Done", "{\"event\":\"Order Completed \xC3\x84RGER\"}");
    save("Orders/Other", "{}");
    const auto found = [&](const char *needle) {
        QStringList paths;
        for (const SavedPath &path : m_events->search(needle).events)
            paths << QString::fromStdString(path.text());
        return paths;
    };
    QCOMPARE(found("welcome"), QStringList({QStringLiteral("Newsletter/Welcome")}));
    QCOMPARE(found("ORDERS/"), QStringList({QStringLiteral("Orders/Done"), QStringLiteral("Orders/Other")}));
    QCOMPARE(found("\xC3\xA4rger"), QStringList({QStringLiteral("Orders/Done")}));
    QCOMPARE(found("nowhere"), QStringList());
    std::stop_source stopped;
    stopped.request_stop();
    QVERIFY(m_events->search("welcome", stopped.get_token()).isCutShort);
}

void TestSavedEvents::aHugeTreeIsCutShort()
{
    const QString root = QString::fromStdString(m_events->root());
    QVERIFY(QDir().mkpath(root));
    for (std::size_t i = 0; i < SavedEvents::MostEntries + 10; ++i) {
        QFile file(root + QStringLiteral("/e%1.json").arg(i));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    const SavedTree tree = m_events->list();
    QCOMPARE(tree.entries.size(), SavedEvents::MostEntries);
    QCOMPARE(tree.problems.size(), std::size_t(1));
    QCOMPARE(tree.problems.front().code, std::string("saved_too_many"));
}

void TestSavedEvents::aDeepTreeIsCutShort()
{
    std::string deep = root();
    for (int i = 0; i < 60; ++i)
        deep += "/d";
    put(deep + "/x.json", "{}");
    const SavedTree tree = m_events->list();
    QCOMPARE(tree.entries.size(), std::size_t(SavedPath::MostDepth));
    QCOMPARE(tree.problems.front().code, std::string("saved_too_deep"));
    QCOMPARE(codeOf(m_events->duplicate(folderAt("d"), "e")), QStringLiteral("saved_too_deep"));
    QVERIFY(m_events->remove(folderAt("d")));
}

void TestSavedEvents::selectionsStandForTheirEventsInOrder()
{
    for (const char *path : {"f/b", "f/a", "f/g/c", "x", "f 2/y"})
        save(path);
    const auto texts = [&](const std::vector<SavedEntry> &entries) {
        QStringList paths;
        for (const SavedPath &path : m_events->eventsIn(entries))
            paths << QString::fromStdString(path.text());
        return paths;
    };
    QCOMPARE(texts({eventAt("x"), folderAt("f"), eventAt("f/a")}),
             QStringList({QStringLiteral("f/g/c"), QStringLiteral("f/a"), QStringLiteral("f/b"), QStringLiteral("x")}));
    QCOMPARE(texts({{Folder, {}, 0}}).size(), 5);
    QCOMPARE(texts({eventAt("gone")}), QStringList());
}

void TestSavedEvents::writersWaitForEachOther()
{
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 4; ++writer) {
        writers.emplace_back([events = *m_events]() mutable {
            for (int i = 0; i < 10; ++i)
                (void)events.addBeside({}, "same", "{}");
        });
    }
    for (std::thread &writer : writers)
        writer.join();
    QCOMPARE(shown().size(), 40);
    QCOMPARE(shown().back(), QStringLiteral("same 40"));
}

void TestSavedEvents::errorsAreSentencesThatNameTheEvent()
{
    save("Newsletter/Welcome");
    const std::vector<Result<SavedPath>> results{m_events->rename(eventAt("Newsletter/Gone"), "x"),
                                                 m_events->add(at("Newsletter"), "welcome", ""),
                                                 m_events->move(folderAt("Newsletter"), at("Newsletter"))};
    for (const Result<SavedPath> &result : results) {
        QVERIFY(!result);
        QVERIFY2(contains(result.error().message, "Newsletter"), result.error().message.c_str());
        QVERIFY2(result.error().message.back() == '.', result.error().message.c_str());
    }
    put(m_temporary->path().toStdString() + "/file", "");
    SavedEvents nowhere(m_temporary->path().toStdString() + "/file");
    QCOMPARE(codeOf(nowhere.add({}, "a", "")), QStringLiteral("workspace_not_writable"));
    QVERIFY(nowhere.list().entries.empty());
}

QTEST_GUILESS_MAIN(TestSavedEvents)
#include "tst_saved_events.moc"
