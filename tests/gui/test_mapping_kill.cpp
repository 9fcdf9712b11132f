// A console that is killed while it saves a mapping with its filters leaves both as they were, or both as they are to
// be.
#include <destination/preset.h>
#include <destination/settings.h>
#include <gui/profile_disk.h>
#include <gui/starting_profile.h>
#include <json/document.h>
#include <workspace/files.h>
#include <workspace/mapping_file.h>

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include <cstdio>
#include <thread>
#include <vector>

using namespace smc;
using namespace smc::gui;

namespace {

constexpr int Kills = 30;

/// One of two states, "left" and "right": a mapping, and a filter of the same name.
std::string mappingOf(const std::string &name)
{
    std::string text(destination::Preset::smcText());
    text.replace(text.find("$.event"), 7, "$." + name);
    return text;
}

destination::Filters filtersOf(const std::string &name)
{
    json::Document array;
    const std::string text =
        R"([{"name":")" + name + R"(","if":"type = 'page'","actions":[{"type":"DROP"}],"enabled":true}])";
    if (!array.parse(text))
        qFatal("No JSON");
    return *destination::Filters::fromJson(array.root());
}

/// With a member that no profile takes.
destination::Filters withKey()
{
    json::Document array;
    if (!array.parse(R"([{"name":"n","if":"all","apiKey":"k","actions":[{"type":"DROP"}]}])"))
        qFatal("No JSON");
    return *destination::Filters::fromJson(array.root());
}

std::string contentOf(const std::string &path)
{
    return workspace::readFile(path, 16 << 20).value().value_or("no file");
}

/// The child: saves one after the other until it is killed.
int saveUntilKilled(const QString &folder)
{
    ProfileDisk disk(folder.toStdString());
    const workspace::Profile profile = disk.read().profiles.front();
    for (int i = 0;; ++i) {
        const std::string name = i % 2 == 0 ? "left" : "right";
        if (!disk.saveMapping(profile, mappingOf(name), filtersOf(name)))
            return 1;
        std::printf("saved\n");
        std::fflush(stdout);
    }
}

/// "left/left" for mapping and filter as the next program reads them.
std::string stateOf(ProfileDisk &disk)
{
    const workspace::ProfileList list = disk.read();
    if (!list.problems.empty() || list.profiles.size() != 1)
        return "a damaged profile";
    const auto settings = destination::Settings::fromJson(std::string_view(list.profiles.front().settingsJson));
    const MappingOnDisk mapping = disk.mapping(list.profiles.front().settingsJson);
    if (!settings || !mapping.text || !mapping.preset)
        return "no mapping: " + (mapping.text ? std::string() : mapping.text.error().message);
    const std::string filter =
        settings->destinationFilters.all().empty() ? "none" : settings->destinationFilters.all().front().name;
    for (const char *name : {"left", "right"}) {
        if (*mapping.text == mappingOf(name))
            return name + ('/' + filter);
    }
    return "another mapping/" + filter;
}

/// Another once the file is replaced; 0 while there is none.
ino_t inodeOf(const std::string &path)
{
    struct stat found
    {
    };
    return ::stat(path.c_str(), &found) == 0 ? found.st_ino : 0;
}

bool nameTheirs(ProfileDisk &disk, const workspace::Profile &profile, const std::string &file)
{
    const auto change = [file](workspace::Profile &, destination::Settings &settings) { settings.presetFile = file; };
    return workspace::writeAtomically(file, mappingOf("left")) && disk.change(profile, change, Unreadable::Refused);
}

QStringList mappingsIn(const QTemporaryDir &folder)
{
    return QDir(folder.filePath(QStringLiteral("mappings"))).entryList({QStringLiteral("*.json")}, QDir::Files);
}

} // namespace

class TestMappingKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mappingAndFiltersAreOfOneSaveWheneverItIsKilled_data()
    {
        QTest::addColumn<bool>("isElsewhere");
        QTest::newRow("in a file of the profile's own") << false;
        QTest::newRow("in a file of the person's own") << true;
    }
    void mappingAndFiltersAreOfOneSaveWheneverItIsKilled()
    {
        QFETCH(bool, isElsewhere);
        const QTemporaryDir folder;
        ProfileDisk disk(folder.path().toStdString());
        const workspace::Profile profile = disk.read().profiles.front();
        const std::string root = folder.path().toStdString() + '/';
        const std::string file = isElsewhere ? root + "theirs.json" : root + workspace::ownMappingFile(profile.id);
        if (isElsewhere)
            QVERIFY(nameTheirs(disk, profile, file));
        QVERIFY(disk.saveMapping(profile, mappingOf("left"), filtersOf("left")));
        const std::vector<std::string> files{file, root + workspace::nextMappingFile(profile.id),
                                             disk.fileOf(profile.id)};
        int underNext = 0;
        for (int kill = 0; kill < Kills; ++kill) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--save-in"), folder.path()});
            QVERIFY(child.waitForReadyRead(30000));
            // The moment that one of the files is another: between two steps of a save.
            const std::string watched = files[kill % files.size()];
            const ino_t before = inodeOf(watched);
            QElapsedTimer patience;
            patience.start();
            while (inodeOf(watched) == before && patience.elapsed() < 20000)
                std::this_thread::yield();
            child.kill(); // SIGKILL: no step follows.
            QVERIFY2(patience.elapsed() < 20000, watched.c_str());
            QVERIFY(child.waitForFinished(10000));
            underNext += contentOf(disk.fileOf(profile.id)).find(".next.json") != std::string::npos ? 1 : 0;
            const std::string state = stateOf(disk);
            QVERIFY2(state == "left/left" || state == "right/right", state.c_str());
            // What is the person's own is theirs again with the next start.
            const std::string mapping = mappingOf(state.substr(0, state.find('/')));
            QVERIFY(!isElsewhere || contentOf(file) == mapping);
            QVERIFY(!isElsewhere || disk.read().profiles.front().settingsJson.find(file) != std::string::npos);
        }
        qInfo("%d kills; %d of them left the mapping under its second name.", Kills, underNext);
        // Whatever was left, the next save goes on from there, and cleans up.
        const auto saved = disk.saveMapping(profile, mappingOf("right"), filtersOf("left"));
        QVERIFY2(saved, saved ? "" : saved.error().message.c_str());
        QCOMPARE(stateOf(disk), std::string("right/left"));
        const QString own = QString::fromStdString(profile.id) + QStringLiteral(".json");
        QCOMPARE(mappingsIn(folder), isElsewhere ? QStringList() : QStringList{own});
    }

    void whatAnotherHasWrittenSinceTheKillStays()
    {
        const QTemporaryDir folder;
        ProfileDisk disk(folder.path().toStdString());
        const workspace::Profile profile = disk.read().profiles.front();
        const std::string theirs = folder.path().toStdString() + "/theirs.json";
        QVERIFY(nameTheirs(disk, profile, theirs));
        QVERIFY(disk.saveMapping(profile, mappingOf("left"), filtersOf("left")));
        const auto isUnderNext = [&] {
            return contentOf(disk.fileOf(profile.id)).find(".next.json") != std::string::npos;
        };
        for (int kill = 0; kill < 20 * Kills && !isUnderNext(); ++kill) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--save-in"), folder.path()});
            QVERIFY(child.waitForReadyRead(30000));
            QElapsedTimer patience;
            for (patience.start(); !isUnderNext() && patience.elapsed() < 1000;)
                std::this_thread::yield();
            child.kill();
            QVERIFY(child.waitForFinished(10000));
        }
        QVERIFY(isUnderNext());
        QVERIFY(workspace::writeAtomically(theirs, mappingOf("another")));
        const std::string state = stateOf(disk);
        QVERIFY2(state == "another mapping/left" || state == "another mapping/right", state.c_str());
        QCOMPARE(contentOf(theirs), mappingOf("another"));
        QCOMPARE(mappingsIn(folder), QStringList());
    }

    void theSecondNameIsOnlyForTheTimeBetween()
    {
        const QTemporaryDir folder;
        ProfileDisk disk(folder.path().toStdString());
        const workspace::Profile profile = disk.read().profiles.front();
        const QString own = QString::fromStdString(workspace::ownMappingFile(profile.id)).section(QLatin1Char('/'), 1);
        for (const char *name : {"left", "right", "left"}) {
            const auto saved = disk.saveMapping(profile, mappingOf(name), filtersOf(name));
            QVERIFY(saved);
            QVERIFY(saved->profile.settingsJson.find(workspace::ownMappingFile(profile.id)) != std::string::npos);
            QCOMPARE(mappingsIn(folder), QStringList{own});
        }
        QVERIFY(disk.saveMapping(profile, std::string(destination::Preset::smcText()), {}));
        QCOMPARE(mappingsIn(folder), QStringList());
    }

    void aProfileThatNamesTheSecondFileIsCopiedAndRemovedWithIt()
    {
        const QTemporaryDir folder;
        const std::string workspaceFolder = folder.path().toStdString();
        ProfileDisk disk(workspaceFolder);
        workspace::Profile profile = disk.read().profiles.front();
        // As a kill leaves it.
        const std::string next = workspace::nextMappingFile(profile.id);
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("mappings")));
        QVERIFY(workspace::writeAtomically(workspaceFolder + '/' + next, mappingOf("left")));
        const auto named = disk.change(
            profile, [next](workspace::Profile &, destination::Settings &settings) { settings.presetFile = next; },
            Unreadable::Refused);
        QVERIFY(named && named->mapping.text.value() == mappingOf("left"));
        workspace::Profile copy = named->profile;
        copy.name = "Copy";
        const auto copied = disk.add(copy, profile.id);
        QVERIFY(copied);
        QVERIFY(copied->profile.id != profile.id);
        QCOMPARE(copied->mapping.text.value(), mappingOf("left"));
        QVERIFY(copied->profile.settingsJson.find(profile.id) == std::string::npos);
        QVERIFY(disk.remove(profile.id));
        QCOMPARE(mappingsIn(folder).size(), 1);
        QVERIFY(disk.mapping(copied->profile.settingsJson).text.has_value());
    }

    void aFileOfThePersonsOwnIsLeftWhereTheProfileCanNotTakeTheFilters()
    {
        const QTemporaryDir folder;
        const std::string theirs = folder.path().toStdString() + "/theirs.json";
        ProfileDisk disk(folder.path().toStdString());
        const workspace::Profile profile = disk.read().profiles.front();
        QVERIFY(nameTheirs(disk, profile, theirs));
        const std::string before = mappingOf("left") + std::string(1 << 20, ' ');
        QVERIFY(workspace::writeAtomically(theirs, before));
        const ino_t file = inodeOf(theirs);
        QVERIFY(!disk.saveMapping(profile, mappingOf("right"), withKey()));
        QCOMPARE(contentOf(theirs), before);
        QCOMPARE(inodeOf(theirs), file); // Not even put back.
        QCOMPARE(mappingsIn(folder), QStringList());
    }

    void aFileOfThePersonsOwnThatCanNotBeWrittenLeavesTheOldFilters()
    {
        const QTemporaryDir folder;
        const std::string theirs = folder.path().toStdString() + "/gone/theirs.json";
        ProfileDisk disk(folder.path().toStdString());
        const workspace::Profile profile = disk.read().profiles.front();
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("gone")));
        QVERIFY(nameTheirs(disk, profile, theirs));
        QVERIFY(disk.saveMapping(profile, mappingOf("left"), filtersOf("left")));
        QVERIFY(QDir(folder.filePath(QStringLiteral("gone"))).removeRecursively());
        const std::string before = contentOf(disk.fileOf(profile.id));
        const auto refused = disk.saveMapping(profile, mappingOf("right"), filtersOf("right"));
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("theirs.json") != std::string::npos, refused.error().message.c_str());
        QCOMPARE(contentOf(disk.fileOf(profile.id)), before);
        QCOMPARE(QDir(folder.filePath(QStringLiteral("mappings"))).entryList(QDir::Files), QStringList());
    }

    void aMappingThatTheProfileCanNotTakeLeavesTheOldOne()
    {
        const QTemporaryDir folder;
        ProfileDisk disk(folder.path().toStdString());
        const workspace::Profile profile = disk.read().profiles.front();
        QVERIFY(disk.saveMapping(profile, mappingOf("left"), filtersOf("left")));
        QVERIFY(!disk.saveMapping(profile, mappingOf("right"), withKey()));
        QCOMPARE(stateOf(disk), std::string("left/left"));
        QCOMPARE(mappingsIn(folder).size(), 1);
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--save-in"))
        return saveUntilKilled(arguments.value(2));
    TestMappingKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_mapping_kill.moc"
