#include "test_files.h"

#include <workspace/files.h>
#include <workspace/mapping_file.h>
#include <workspace/profile_store.h>

#include <QLockFile>
#include <QProcess>
#include <QTemporaryDir>

#include <thread>

#ifdef Q_OS_LINUX
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif

using namespace smc;
using namespace smc::workspace;

namespace {

Profile profile(const std::string &name, const std::string &settings = R"({"organization":"ACME"})")
{
    Profile made;
    made.name = name;
    made.environment = Environment::Staging;
    made.settingsJson = settings;
    made.keyExpires = QDate(2027, 1, 31);
    return made;
}

std::string namesOf(const ProfileList &list)
{
    std::string names;
    for (const Profile &each : list.profiles)
        names += each.name + "|";
    return names;
}

int holdLock(const std::string &folder)
{
    const auto lock = lockDirectory(folder);
    std::this_thread::sleep_for(std::chrono::minutes(1));
    return lock ? 0 : 1;
}

int changeThirty(const std::string &directory, const std::string &id, const std::string &who)
{
    ProfileStore store(directory);
    for (int i = 0; i < 30; ++i) {
        const auto changed = store.update(id, [&](Profile &shared) -> Result<void> {
            shared.variables.emplace_back(who + std::to_string(i), "x");
            return {};
        });
        if (!changed) {
            std::fputs(changed.error().message.c_str(), stderr);
            return 1;
        }
    }
    return 0;
}

} // namespace

class TestProfileStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatIsSavedIsLoadedByAnother();
    void aProfileTakesItsOwnMappingWithIt();
    void mappingsAreNamedFromTheWorkspace();
    void savingAgainReplaces();
    void onlyTheOwnerMayReadTheFiles();
    void namesAreUniqueWithoutRegardToCase();
    void renamingKeepsTheId();
    void removingRemovesTheFileAndNoOther();
    void profilesAreListedAsPeopleSort();
    void anyNameStaysInTheFolder_data();
    void anyNameStaysInTheFolder();
    void anIdCanNotLeadOutOfTheFolder();
    void aDamagedFileIsSetAsideAndReported_data();
    void aDamagedFileIsSetAsideAndReported();
    void savingOverADamagedFileSetsItAside();
    void damagedTwiceIsSetAsideTwice();
    void aNewerFileIsReportedAndLeftAlone();
    void aSecretReachesNoFile();
    void aFolderThatCanNotBeWrittenIsAnError();
    void aKilledWriterLeavesTheOldProfileOrTheNew();
    void anEmptyLockOfAKilledWriterDoesNotHold();
    void theLockOfADeadProgramDoesNotHold();
    void aLockThatIsHeldIsRespected();
    void twoWritersLoseNothing();
    void changesOfTwoProgramsToOneProfileAreAllKept();
    void aChangeThatFailsOrChangesNothingWritesNothing();

private:
    std::string file(const std::string &id) const { return m_directory + "/profiles/" + id + ".json"; }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::string m_directory;
};

void TestProfileStore::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    m_directory = m_temporary->path().toStdString() + "/work space ü";
}

void TestProfileStore::aProfileTakesItsOwnMappingWithIt()
{
    ProfileStore store(m_directory);
    const auto acme = store.save(profile("Acme"));
    const auto other = store.save(profile("Other"));
    QVERIFY(acme && other);
    const std::string folder = m_directory;
    const std::string own = mappingPath(folder, ownMappingFile(acme->id));
    const std::string others = mappingPath(folder, ownMappingFile(other->id));
    put(own, "{}");
    put(others, "{}");
    QVERIFY(store.remove(acme->id));
    QVERIFY(!QFile::exists(QString::fromStdString(own)));
    QVERIFY(QFile::exists(QString::fromStdString(others)));
}

void TestProfileStore::mappingsAreNamedFromTheWorkspace()
{
    QCOMPARE(mappingPath("/home/me/ws", "mappings/a.json"), std::string("/home/me/ws/mappings/a.json"));
    QCOMPARE(mappingPath("/home/me/ws", "/elsewhere/b.json"), std::string("/elsewhere/b.json"));
    QCOMPARE(mappingPath("/home/me/ws", ""), std::string());
}

void TestProfileStore::whatIsSavedIsLoadedByAnother()
{
    const auto saved = ProfileStore(m_directory).save(profile("Acme EU ✓", " { \"b\": 1.00,\n \"a\" : [ true ] } "));
    QVERIFY2(saved, saved ? "" : saved.error().message.c_str());
    QCOMPARE(saved->settingsJson, std::string(R"({"b":1.00,"a":[true]})"));
    QVERIFY(saved->id.starts_with("acme-eu-"));
    const auto loaded = ProfileStore(m_directory).load(saved->id);
    QVERIFY2(loaded, loaded ? "" : loaded.error().message.c_str());
    QVERIFY(*loaded == *saved);
    QVERIFY(*ProfileStore(m_directory).list().find("ACME eu ✓") == *saved);
    QVERIFY2(contentOf(file(saved->id)).contains("\"version\": 1"), contentOf(file(saved->id)).constData());
}

void TestProfileStore::savingAgainReplaces()
{
    ProfileStore store(m_directory);
    auto saved = store.save(profile("Acme"));
    saved->settingsJson = R"({"organization":"OTHER"})";
    saved->keyExpires.reset();
    QVERIFY(store.save(*saved));
    QVERIFY(*store.load(saved->id) == *saved);
    QCOMPARE(filesUnder(m_directory).size(), 1);
}

void TestProfileStore::onlyTheOwnerMayReadTheFiles()
{
    const auto saved = ProfileStore(m_directory).save(profile("Acme"));
    QVERIFY(saved);
    const auto permissions = QFile::permissions(QString::fromStdString(file(saved->id)));
    const auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(int(permissions & others), 0);
    for (const std::string &folder : {m_directory, m_directory + "/profiles"})
        QCOMPARE(int(QFile::permissions(QString::fromStdString(folder)) & others), 0);
}

void TestProfileStore::namesAreUniqueWithoutRegardToCase()
{
    ProfileStore store(m_directory);
    const auto first = store.save(profile("Straße"));
    QVERIFY(first);
    const auto second = store.save(profile(" STRASSE "));
    QVERIFY(!second);
    QCOMPARE(second.error().code, std::string("profile_name_taken"));
    auto same = *first;
    same.name = "STRASSE";
    QVERIFY(store.save(same));
    const auto other = store.save(profile("Other"));
    QCOMPARE(store.rename(other->id, "strasse").error().code, std::string("profile_name_taken"));
    QCOMPARE(store.load(other->id)->name, std::string("Other"));
}

void TestProfileStore::renamingKeepsTheId()
{
    ProfileStore store(m_directory);
    const auto saved = store.save(profile("Acme"));
    const auto renamed = store.rename(saved->id, "Umbrella");
    QVERIFY(renamed);
    QCOMPARE(renamed->id, saved->id);
    QCOMPARE(namesOf(store.list()), std::string("Umbrella|"));
    QCOMPARE(store.rename("no-such", "x").error().code, std::string("profile_not_found"));
    QCOMPARE(store.rename(saved->id, "\n").error().code, std::string("profile_name_invalid"));
}

void TestProfileStore::removingRemovesTheFileAndNoOther()
{
    ProfileStore store(m_directory);
    const auto a = store.save(profile("A"));
    const auto b = store.save(profile("B"));
    QVERIFY(store.remove(a->id));
    QCOMPARE(filesUnder(m_directory), QStringList{QString::fromStdString("profiles/" + b->id + ".json")});
    QCOMPARE(store.remove(a->id).error().code, std::string("profile_not_found"));
}

void TestProfileStore::profilesAreListedAsPeopleSort()
{
    ProfileStore store(m_directory);
    QVERIFY(store.list().profiles.empty());
    for (const char *name : {"acme 10", "Zeta", "Acme 9", "beta"})
        QVERIFY(store.save(profile(name)));
    QCOMPARE(namesOf(store.list()), std::string("Acme 9|acme 10|beta|Zeta|"));
}

void TestProfileStore::anyNameStaysInTheFolder_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name :
         {"../../outside", "/etc/passwd", "a/b\\c", "..", ".", "C:\\x", "日本語", "😀", "a%2e%2e", "-rf *", "con"})
        QTest::newRow(name) << QByteArray(name);
}

void TestProfileStore::anyNameStaysInTheFolder()
{
    QFETCH(QByteArray, name);
    ProfileStore store(m_directory);
    const auto saved = store.save(profile(name.toStdString()));
    QVERIFY2(saved, saved ? "" : saved.error().message.c_str());
    const auto files = filesUnder(m_temporary->path().toStdString());
    QCOMPARE(files.size(), 1);
    QCOMPARE(files.front(), QString::fromStdString("work space ü/profiles/" + saved->id + ".json"));
    QCOMPARE(store.load(saved->id)->name, name.toStdString());
}

void TestProfileStore::anIdCanNotLeadOutOfTheFolder()
{
    put(m_directory + "/outside.json", R"({"name":"A","environment":"sandbox","settings":{}})");
    ProfileStore store(m_directory);
    auto outside = profile("A");
    outside.id = "../outside";
    QCOMPARE(store.save(outside).error().code, std::string("profile_id_invalid"));
    QCOMPARE(store.load("../outside").error().code, std::string("profile_not_found"));
    QCOMPARE(store.remove("../outside").error().code, std::string("profile_not_found"));
    QCOMPARE(store.remove("").error().code, std::string("profile_not_found"));
    QCOMPARE(filesUnder(m_directory), QStringList{QStringLiteral("outside.json")});
}

void TestProfileStore::aDamagedFileIsSetAsideAndReported_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << QByteArray(R"({"version":1,"name":"Acme","environment":"prod)");
    QTest::newRow("zeros, as after a power failure") << QByteArray(300, '\0');
    QTest::newRow("another program's") << QByteArray(R"({"hello":"world"})");
    QTest::newRow("other types") << QByteArray(R"({"version":1,"name":[],"environment":{},"settings":1})");
}

void TestProfileStore::aDamagedFileIsSetAsideAndReported()
{
    QFETCH(QByteArray, content);
    ProfileStore store(m_directory);
    const auto good = store.save(profile("Good"));
    put(file("bad"), content.toStdString());
    const auto list = store.list();
    QCOMPARE(namesOf(list), std::string("Good|"));
    QCOMPARE(list.problems.size(), std::size_t(1));
    QCOMPARE(list.problems[0].code, std::string("profile_damaged"));
    QCOMPARE(list.problems[0].where, file("bad"));
    const auto files = filesUnder(m_directory).filter(QStringLiteral("bad.json.damaged-"));
    QCOMPARE(files.size(), 1);
    QVERIFY2(contains(list.problems[0].message, files[0].toStdString()), list.problems[0].message.c_str());
    QCOMPARE(contentOf(m_directory + "/" + files[0].toStdString()), content);
    QVERIFY(store.list().problems.empty());
    QCOMPARE(store.load("bad").error().code, std::string("profile_not_found"));
}

void TestProfileStore::savingOverADamagedFileSetsItAside()
{
    ProfileStore store(m_directory);
    auto saved = *store.save(profile("Acme"));
    put(file(saved.id), "{\"half");
    const auto refused = store.save(saved);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, std::string("profile_damaged"));
    QCOMPARE(filesThatContain(m_directory, "{\"half").size(), 1);
    QVERIFY(store.save(saved));
    QCOMPARE(filesThatContain(m_directory, "{\"half").size(), 1);
    QVERIFY(*store.load(saved.id) == saved);
}

void TestProfileStore::damagedTwiceIsSetAsideTwice()
{
    ProfileStore store(m_directory);
    for (const char *content : {"first", "second", "third"}) {
        put(file("bad"), content);
        QCOMPARE(store.load("bad").error().code, std::string("profile_damaged"));
    }
    QCOMPARE(filesUnder(m_directory).filter(QStringLiteral("bad.json.damaged-")).size(), 3);
}

void TestProfileStore::aNewerFileIsReportedAndLeftAlone()
{
    const QByteArray content = R"({"version":3,"title":"Acme","stage":"live"})";
    put(file("acme"), content.toStdString());
    ProfileStore store(m_directory);
    const auto list = store.list();
    QCOMPARE(list.problems.size(), std::size_t(1));
    QCOMPARE(list.problems[0].code, std::string("profile_newer"));
    QCOMPARE(list.problems[0].where, file("acme"));
    auto mine = profile("Acme");
    mine.id = "acme";
    QCOMPARE(store.save(mine).error().code, std::string("profile_newer"));
    QCOMPARE(store.remove("acme").error().code, std::string("profile_newer"));
    QCOMPARE(contentOf(file("acme")), content);
}

void TestProfileStore::aSecretReachesNoFile()
{
    ProfileStore store(m_directory);
    QVERIFY(store.save(profile("Good")));
    const auto refused = store.save(profile("Bad", R"({"organization":"ACME","apiSecret":"hush-hush"})"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, std::string("profile_secret"));
    QCOMPARE(refused.error().where, std::string("/settings/apiSecret"));
    QVERIFY2(contains(refused.error().message, "smcctl credential set"), refused.error().message.c_str());
    QVERIFY(!contains(refused.error().message, "hush"));
    QVERIFY(!store.save(profile("Proxy", R"({"proxyUrl":"http://jo:hush-hush@proxy:3128"})")));
    QCOMPARE(filesThatContain(m_directory, "hush"), QStringList());
}

void TestProfileStore::aFolderThatCanNotBeWrittenIsAnError()
{
    put(m_directory + "/profiles", "a file where the folder should be");
    const auto inTheWay = ProfileStore(m_directory).save(profile("Acme"));
    QVERIFY(!inTheWay);
    QVERIFY2(contains(inTheWay.error().message, m_directory), inTheWay.error().message.c_str());
    QCOMPARE(contentOf(m_directory + "/profiles"), QByteArray("a file where the folder should be"));
#ifdef Q_OS_LINUX
    // Not even root can write here.
    const auto readOnly = ProfileStore("/proc/smc-console").save(profile("Acme"));
    QVERIFY(!readOnly);
    QCOMPARE(readOnly.error().code, std::string("workspace_not_writable"));
#endif
    QVERIFY(ProfileStore("/nonexistent").list().profiles.empty());
}

/// This program, started again, saves one profile for ever (see main()) until it is killed in the midst of it.
void TestProfileStore::aKilledWriterLeavesTheOldProfileOrTheNew()
{
    const auto saved = *ProfileStore(m_directory).save(profile("Acme"));
    for (int round = 0; round < 15; ++round) {
        QProcess writer;
        writer.start(QCoreApplication::applicationFilePath(),
                     {QStringLiteral("--write-for-ever"), QString::fromStdString(m_directory),
                      QString::fromStdString(saved.id)});
        QVERIFY(writer.waitForReadyRead(10000));
        QTest::qWait(3 + 7 * (round % 5));
        writer.kill();
        QVERIFY(writer.waitForFinished(10000));
        QCOMPARE(writer.exitStatus(), QProcess::CrashExit);
        const auto list = ProfileStore(m_directory).list();
        QVERIFY2(list.problems.empty(), list.problems.empty() ? "" : list.problems[0].message.c_str());
        QCOMPARE(list.profiles.size(), std::size_t(1));
        QVERIFY2(ProfileStore(m_directory).save(list.profiles[0]), "the lock of a killed program must not hold");
    }
}

void TestProfileStore::anEmptyLockOfAKilledWriterDoesNotHold()
{
    put(m_directory + "/profiles/.lock", "");
    const auto saved = ProfileStore(m_directory).save(profile("Acme"));
    QVERIFY2(saved, saved ? "" : saved.error().message.c_str());
}

/// This program, started again, holds the lock (see main()) until it is killed. Nobody has looked at what became of it:
/// the system keeps its process as dead.
void TestProfileStore::theLockOfADeadProgramDoesNotHold()
{
#ifdef Q_OS_LINUX
    const std::string lock = m_directory + "/profiles/.lock";
    std::string program = QCoreApplication::applicationFilePath().toStdString();
    std::string word = "--hold-the-lock";
    std::string folder = m_directory + "/profiles";
    char *arguments[] = {program.data(), word.data(), folder.data(), nullptr};
    pid_t holder = 0;
    QCOMPARE(::posix_spawn(&holder, program.c_str(), nullptr, nullptr, arguments, environ), 0);
    QTRY_VERIFY_WITH_TIMEOUT(contentOf(lock).size() > 0, 20000);
    QCOMPARE(::kill(holder, SIGKILL), 0);
    siginfo_t how{};
    QCOMPARE(::waitid(P_PID, static_cast<id_t>(holder), &how, WEXITED | WNOWAIT), 0);

    const auto saved = ProfileStore(m_directory).save(profile("Acme"));
    ::waitpid(holder, nullptr, 0);
    QVERIFY2(saved, saved ? "" : saved.error().message.c_str());
#endif
}

void TestProfileStore::aLockThatIsHeldIsRespected()
{
    ProfileStore store(m_directory);
    const auto saved = store.save(profile("Acme"));
    QLockFile held(QString::fromStdString(m_directory + "/profiles/.lock"));
    QVERIFY(held.lock());
    const auto refused = store.rename(saved->id, "Umbrella");
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, std::string("workspace_locked"));
    held.unlock();
    QVERIFY(store.rename(saved->id, "Umbrella"));
}

void TestProfileStore::changesOfTwoProgramsToOneProfileAreAllKept()
{
    ProfileStore store(m_directory);
    const auto saved = store.save(profile("Shared"));
    QVERIFY(saved);
    QProcess other;
    other.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--change-thirty"), QString::fromStdString(m_directory),
                 QString::fromStdString(saved->id), QStringLiteral("theirs")});
    QVERIFY(other.waitForStarted());
    QCOMPARE(changeThirty(m_directory, saved->id, "ours"), 0);
    QVERIFY(other.waitForFinished(60000));
    QVERIFY2(other.exitCode() == 0, other.readAllStandardError());
    QCOMPARE(store.load(saved->id)->variables.size(), std::size_t(60));
}

void TestProfileStore::aChangeThatFailsOrChangesNothingWritesNothing()
{
    ProfileStore store(m_directory);
    const auto saved = store.save(profile("Acme"));
    QVERIFY(saved);
    const std::string file = store.directory() + "/" + saved->id + ".json";
    put(file, contentOf(file).append("\n\n").toStdString()); // Other bytes of the same profile.
    const QByteArray before = contentOf(file);
    QVERIFY(store.update(saved->id, [](Profile &) -> Result<void> { return {}; }));
    QCOMPARE(contentOf(file), before);
    const auto failed = store.update(saved->id, [](Profile &changed) -> Result<void> {
        changed.name = "Half changed";
        return fail("of_my_own", "No.");
    });
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, std::string("of_my_own"));
    QCOMPARE(contentOf(file), before);
    const auto refused = store.update(saved->id, [](Profile &changed) -> Result<void> {
        changed.settingsJson = R"({"apiKey":"k"})";
        return {};
    });
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, std::string("profile_secret"));
    QCOMPARE(contentOf(file), before);
    QCOMPARE(store.update("nobody-1", [](Profile &) -> Result<void> { return {}; }).error().code,
             std::string("profile_not_found"));
}

void TestProfileStore::twoWritersLoseNothing()
{
    std::vector<std::unique_ptr<QProcess>> writers;
    for (int i = 0; i < 2; ++i) {
        writers.push_back(std::make_unique<QProcess>());
        writers.back()->start(
            QCoreApplication::applicationFilePath(),
            {QStringLiteral("--write-thirty"), QString::fromStdString(m_directory), QString::number(i)});
    }
    for (const auto &writer : writers) {
        QVERIFY(writer->waitForFinished(60000));
        QVERIFY2(writer->exitCode() == 0, writer->readAllStandardError().constData());
    }
    const auto list = ProfileStore(m_directory).list();
    QVERIFY(list.problems.empty());
    QCOMPARE(list.profiles.size(), std::size_t(60));
}

namespace {

int writeForEver(const std::string &directory, const std::string &id)
{
    ProfileStore store(directory);
    auto written = profile("Acme");
    written.id = id;
    for (int i = 0;; ++i) {
        written.settingsJson =
            R"({"n":)" + std::to_string(i) + R"(,"filler":")" + std::string(std::size_t(i % 50) * 4000, 'x') + "\"}";
        if (!store.save(written))
            return 1;
        if (i == 0) {
            std::puts("writing");
            std::fflush(stdout);
        }
    }
}

int writeThirty(const std::string &directory, const std::string &who)
{
    ProfileStore store(directory);
    for (int i = 0; i < 30; ++i) {
        const auto saved = store.save(profile("Writer " + who + " profile " + std::to_string(i)));
        if (!saved) {
            std::fputs(saved.error().message.c_str(), stderr);
            return 1;
        }
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const auto arguments = app.arguments();
    if (arguments.value(1) == QStringLiteral("--write-for-ever"))
        return writeForEver(arguments.value(2).toStdString(), arguments.value(3).toStdString());
    if (arguments.value(1) == QStringLiteral("--write-thirty"))
        return writeThirty(arguments.value(2).toStdString(), arguments.value(3).toStdString());
    if (arguments.value(1) == QStringLiteral("--change-thirty"))
        return changeThirty(arguments.value(2).toStdString(), arguments.value(3).toStdString(),
                            arguments.value(4).toStdString());
    if (arguments.value(1) == QStringLiteral("--hold-the-lock"))
        return holdLock(arguments.value(2).toStdString());
    TestProfileStore test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_profile_store.moc"
