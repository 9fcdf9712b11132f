// The workspace's folder, the drafts and what the console remembers of itself.
#include "test_files.h"

#include <workspace/directory.h>
#include <workspace/drafts.h>
#include <workspace/uistate.h>

#include <QTemporaryDir>

using namespace smc;
using namespace smc::workspace;

class TestSmallFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theWorkspaceIsWhereOneSays();
    void aDraftComesBackAsItWasWritten_data();
    void aDraftComesBackAsItWasWritten();
    void draftsAreKeptApart();
    void anyKeyStaysInTheFolder_data();
    void anyKeyStaysInTheFolder();
    void unusableKeysAreRefused();
    void theStateIsRemembered();
    void twoConsolesKeepEachOthersState();
    void aDamagedStateIsSetAsideAndReported_data();
    void aDamagedStateIsSetAsideAndReported();
    void aNewerStateIsLeftAlone();
    void anyTextIsRemembered();
    void theFilesAreTheOwnersOnly();
    void whatCanNotBeWrittenIsAnError();

private:
    std::string stateFile() const { return m_directory + "/ui_state.json"; }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::string m_directory;
};

void TestSmallFiles::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    m_directory = m_temporary->path().toStdString() + "/w";
}

void TestSmallFiles::theWorkspaceIsWhereOneSays()
{
    qputenv("XDG_DATA_HOME", "/tmp/some data");
    qunsetenv("SMC_WORKSPACE");
#ifdef Q_OS_LINUX
    QCOMPARE(workspaceDirectory(), std::string("/tmp/some data/smc-console"));
#endif
    qputenv("SMC_WORKSPACE", "/tmp/from the environment/");
    QCOMPARE(workspaceDirectory(), std::string("/tmp/from the environment"));
    QCOMPARE(workspaceDirectory("/tmp/ü/../chosen"), std::string("/tmp/chosen"));
    QCOMPARE(workspaceDirectory("here"), QDir::current().absoluteFilePath(QStringLiteral("here")).toStdString());
    qunsetenv("SMC_WORKSPACE");
}

void TestSmallFiles::aDraftComesBackAsItWasWritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("event") << QByteArray("{\r\n  \"type\": \"group\",\n\t\"n\": 1.00 }");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("no JSON at all") << QByteArray("{\"half");
    QTest::newRow("any bytes") << QByteArray("\x00\xff\xfe\x80 z", 6);
    QTest::newRow("large") << QByteArray(3'000'000, 'x');
}

void TestSmallFiles::aDraftComesBackAsItWasWritten()
{
    QFETCH(QByteArray, text);
    const auto saved = Drafts(m_directory).save("compose", text.toStdString());
    QVERIFY2(saved, saved ? "" : saved.error().message.c_str());
    const auto loaded = Drafts(m_directory).load("compose");
    QVERIFY(loaded && *loaded);
    QVERIFY(QByteArray::fromStdString(**loaded) == text);
}

void TestSmallFiles::draftsAreKeptApart()
{
    Drafts drafts(m_directory);
    QVERIFY(!*drafts.load("compose"));
    QVERIFY(drafts.save("compose", "one"));
    QVERIFY(drafts.save("Compose", "two"));
    QVERIFY(drafts.save("compose/group", "three"));
    QVERIFY(drafts.save("compose", "four"));
    QCOMPARE(**drafts.load("compose"), std::string("four"));
    QCOMPARE(**drafts.load("Compose"), std::string("two"));
    const std::vector<std::string> expected{"Compose", "compose", "compose/group"};
    QVERIFY(drafts.keys() == expected);
    QVERIFY(drafts.remove("compose"));
    QVERIFY(drafts.remove("compose"));
    QVERIFY(!*drafts.load("compose"));
    QCOMPARE(**drafts.load("Compose"), std::string("two"));
    QCOMPARE(filesUnder(m_directory).size(), 2);
}

void TestSmallFiles::anyKeyStaysInTheFolder_data()
{
    QTest::addColumn<QByteArray>("key");
    for (const char *key :
         {"..", "../../x", "/etc/passwd", "a\\b", "日本", "%2e%2e", "con", "a\nb", ".lock", "aux.txt"})
        QTest::newRow(key) << QByteArray(key);
    QTest::newRow("longest") << QByteArray(60, '/');
    QTest::newRow("zero byte") << QByteArray("a\0b", 3);
}

void TestSmallFiles::anyKeyStaysInTheFolder()
{
    QFETCH(QByteArray, key);
    Drafts drafts(m_directory);
    const auto saved = drafts.save(key.toStdString(), "text");
    QVERIFY2(saved, saved ? "" : saved.error().message.c_str());
    QCOMPARE(**drafts.load(key.toStdString()), std::string("text"));
    const auto files = filesUnder(m_temporary->path().toStdString());
    QCOMPARE(files.size(), 1);
    QVERIFY2(files[0].startsWith(QStringLiteral("w/drafts/d-")), qPrintable(files[0]));
    QCOMPARE(drafts.keys().size(), std::size_t(1));
    QCOMPARE(QByteArray::fromStdString(drafts.keys()[0]), key);
}

void TestSmallFiles::unusableKeysAreRefused()
{
    Drafts drafts(m_directory);
    for (const std::string &key : {std::string(), std::string(61, 'k')}) {
        QCOMPARE(drafts.save(key, "x").error().code, std::string("draft_key_invalid"));
        QCOMPARE(drafts.load(key).error().code, std::string("draft_key_invalid"));
        QCOMPARE(drafts.remove(key).error().code, std::string("draft_key_invalid"));
    }
}

void TestSmallFiles::theStateIsRemembered()
{
    {
        UiState state(m_directory);
        QVERIFY(!state.problem());
        QCOMPARE(state.value("page", "compose"), std::string("compose"));
        QVERIFY(state.save());
        QCOMPARE(filesUnder(m_directory), QStringList());
        state.set("page", "activity");
        state.set("profile", "acme-1f");
        state.set("window \"quoted\" ü", "AdnQywAD\\+/==");
        QVERIFY(state.save());
    }
    UiState state(m_directory);
    QCOMPARE(*state.value("page"), std::string("activity"));
    QCOMPARE(*state.value("window \"quoted\" ü"), std::string("AdnQywAD\\+/=="));
    state.remove("profile");
    QVERIFY(state.save());
    QVERIFY(!UiState(m_directory).value("profile"));
    QCOMPARE(filesUnder(m_directory), QStringList{QStringLiteral("ui_state.json")});
}

void TestSmallFiles::twoConsolesKeepEachOthersState()
{
    UiState one(m_directory);
    UiState two(m_directory);
    one.set("page", "activity");
    QVERIFY(one.save());
    two.set("profile", "acme");
    QVERIFY(two.save());
    one.remove("page");
    QVERIFY(one.save());
    const UiState now(m_directory);
    QVERIFY(!now.value("page"));
    QCOMPARE(now.value("profile", "lost"), std::string("acme"));
}

void TestSmallFiles::aDamagedStateIsSetAsideAndReported_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("cut off") << QByteArray("{\"version\":1,\"values\":{\"pa");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("no values") << QByteArray("{\"version\":1}");
    QTest::newRow("version as text") << QByteArray("{\"version\":\"x\",\"values\":{}}");
    QTest::newRow("zeros") << QByteArray(64, '\0');
}

void TestSmallFiles::aDamagedStateIsSetAsideAndReported()
{
    QFETCH(QByteArray, content);
    put(stateFile(), content.toStdString());
    UiState state(m_directory);
    QVERIFY(state.problem());
    QCOMPARE(state.problem()->code, std::string("ui_state_damaged"));
    const auto files = filesUnder(m_directory);
    QCOMPARE(files.size(), 1);
    QVERIFY2(files[0].startsWith(QStringLiteral("ui_state.json.damaged-")), qPrintable(files[0]));
    QCOMPARE(contentOf(m_directory + "/" + files[0].toStdString()), content);
    state.set("page", "x");
    QVERIFY(state.save());
    QCOMPARE(UiState(m_directory).value("page", ""), std::string("x"));
}

void TestSmallFiles::aNewerStateIsLeftAlone()
{
    const QByteArray content = "{\"version\":2,\"layout\":[]}";
    put(stateFile(), content.toStdString());
    UiState state(m_directory);
    QCOMPARE(state.problem()->code, std::string("ui_state_newer"));
    state.set("page", "x");
    QCOMPARE(state.save().error().code, std::string("ui_state_newer"));
    QCOMPARE(contentOf(stateFile()), content);
    QCOMPARE(state.value("page", ""), std::string("x"));
}

void TestSmallFiles::anyTextIsRemembered()
{
    UiState state(m_directory);
    state.set("broken\xff", std::string_view("a\0b\n\xc3\x28\xed\xa0\x80", 9));
    state.set("", "empty key");
    QVERIFY(state.save());
    const UiState now(m_directory);
    QVERIFY2(!now.problem(), now.problem() ? now.problem()->message.c_str() : "");
    QCOMPARE(now.value("", "lost"), std::string("empty key"));
    QVERIFY(now.value("broken\xef\xbf\xbd"));
    QVERIFY(now.value("broken\xef\xbf\xbd")->starts_with(std::string_view("a\0b\n", 4)));
}

void TestSmallFiles::theFilesAreTheOwnersOnly()
{
    UiState state(m_directory);
    state.set("a", "b");
    QVERIFY(state.save());
    QVERIFY(Drafts(m_directory).save("k", "v"));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QString &file : filesUnder(m_directory))
        QCOMPARE(int(QFile::permissions(QString::fromStdString(m_directory) + QLatin1Char('/') + file) & others), 0);
}

void TestSmallFiles::whatCanNotBeWrittenIsAnError()
{
    put(m_directory, "a file where the folder should be");
    UiState state(m_directory);
    state.set("a", "b");
    QVERIFY(!state.save());
    QCOMPARE(*state.value("a"), std::string("b"));
    const auto saved = Drafts(m_directory).save("k", "v");
    QVERIFY(!saved);
    QVERIFY2(contains(saved.error().message, m_directory), saved.error().message.c_str());
}

QTEST_GUILESS_MAIN(TestSmallFiles)
#include "tst_small_files.moc"
