// Saved events from files and as files.
#include "test_files.h"

#include <workspace/saved_transfer.h>

#include <QTemporaryDir>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace smc;
using namespace smc::workspace;

namespace {

const SavedEntry AllOfIt{SavedEntry::Kind::Folder, {}, 0};

} // namespace

class TestSavedTransfer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void anEventIsCalledAfterWhatItSays_data();
    void anEventIsCalledAfterWhatItSays();
    void aFileWithOneEventStaysAsItIs();
    void aFileWithSeveralBecomesAFolder_data();
    void aFileWithSeveralBecomesAFolder();
    void aBrokenPieceIsSaidAndTheRestComes();
    void whatHoldsNoEventIsSaidOnce_data();
    void whatHoldsNoEventIsSaidOnce();
    void aFolderComesWithItsFoldersButNotItsLinks();
    void importsAreBoundedAndCanBeStopped();
    void thousandsOfFilesComeWithProgress();
    void anImportIsStoppedInTheMiddle();
    void namesThatAreOneOnDiskDoNotReplaceEachOther();
    void troubleIsCountedBeyondWhatIsTold();
    void filesGoOutAsTheyAre();
    void whatIsThereIsNotOverwrittenUnasked();
    void anExportDoesNotFollowLinks();
    void nothingIsExportedIntoItself();
    void oneFileHoldsAnEventALine();
    void whatIsNoJsonIsLeftOutOfALineFile();
    void outAndInAgainIsTheSame();

private:
    QStringList shown() const
    {
        QStringList lines;
        for (const SavedEntry &entry : m_events->list().entries)
            lines << QString::fromStdString(entry.path.text());
        return lines;
    }
    std::string outside(const std::string &name) const { return m_temporary->path().toStdString() + "/out/" + name; }
    ImportReport take(const std::string &name, std::string_view text)
    {
        put(outside(name), text);
        return importEvents(*m_events, {outside(name)}, {});
    }
    std::string text(const char *path) const
    {
        return m_events->read(*SavedPath::parse(path)).value_or(std::string("not there"));
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::unique_ptr<SavedEvents> m_events;
};

void TestSavedTransfer::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    m_events = std::make_unique<SavedEvents>(m_temporary->path().toStdString() + "/w");
}

void TestSavedTransfer::anEventIsCalledAfterWhatItSays_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("track") << QByteArray("{\"type\":\"track\",\"event\":\"Order/Completed\"}")
                           << QByteArray("Order-Completed");
    QTest::newRow("page") << QByteArray("{\"type\":\"page\",\"name\":\"Home\"}") << QByteArray("Home");
    QTest::newRow("page without a name") << QByteArray("{\"type\":\"page\"}") << QByteArray("Page");
    QTest::newRow("identify") << QByteArray("{\"type\":\"identify\",\"userId\":\"secret@example.com\"}")
                              << QByteArray("Identify");
    QTest::newRow("group") << QByteArray("{\"type\":\"group\",\"groupId\":\"VIP\"}") << QByteArray("Group VIP");
    QTest::newRow("dots") << QByteArray("{\"type\":\"track\",\"event\":\"...\"}") << QByteArray("Track");
    QTest::newRow("number") << QByteArray("{\"type\":5}") << QByteArray("Event");
    QTest::newRow("no object") << QByteArray("[]") << QByteArray("Event");
    QTest::newRow("no JSON") << QByteArray("{\"type\":") << QByteArray("Event");
    QTest::newRow("nothing") << QByteArray() << QByteArray("Event");
}

void TestSavedTransfer::anEventIsCalledAfterWhatItSays()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, name);
    QCOMPARE(QByteArray::fromStdString(suggestedName(text.toStdString())), name);
}

void TestSavedTransfer::aFileWithOneEventStaysAsItIs()
{
    const std::string bytes = "\xEF\xBB\xBF {\r\n \"type\" : \"track\", \"n\": 1.00, \"id\": \"{{uuid}}\" }\n\n";
    QVERIFY(take("My event.json", bytes).problems.empty());
    QCOMPARE(text("My event"), bytes);
    QCOMPARE(take("My event.json", "{}").added.front().text(), std::string("My event 2"));
    QCOMPARE(take("CON.json", "{\"a\":1}").added.front().text(), std::string("CON_"));
    // A list of one, and a batch of one, are taken out of their brackets.
    QCOMPARE(take("one.json", "[{\"a\": 1}]").added.size(), std::size_t(1));
    QCOMPARE(text("one"), std::string("{\"a\": 1}"));
}

void TestSavedTransfer::aFileWithSeveralBecomesAFolder_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray one = "{\"type\":\"track\",\"event\":\"One\", \"n\": 1.0}";
    const QByteArray two = "{\"type\":\"identify\"}";
    QTest::newRow("lines") << one + "\n\n" + two + "\n";
    QTest::newRow("array") << "[" + one + ",\n" + two + "]";
    QTest::newRow("batch") << "{\"batch\":[" + one + "," + two + "]}";
}

void TestSavedTransfer::aFileWithSeveralBecomesAFolder()
{
    QFETCH(QByteArray, text);
    const ImportReport report = take("week 12.ndjson", text.toStdString());
    QVERIFY(report.problems.empty());
    QCOMPARE(shown(), QStringList({QStringLiteral("week 12"), QStringLiteral("week 12/01 One"),
                                   QStringLiteral("week 12/02 Identify")}));
    QCOMPARE(this->text("week 12/01 One"), std::string("{\"type\":\"track\",\"event\":\"One\", \"n\": 1.0}"));
}

void TestSavedTransfer::aBrokenPieceIsSaidAndTheRestComes()
{
    const ImportReport report = take("x.ndjson", "{\"a\":1}\n{\"b\":\nhello\n[\n{\"c\":3}\n");
    QVERIFY(!report.problems.empty());
    for (const Error &problem : report.problems) {
        QCOMPARE(problem.code, std::string("import_bad_event"));
        QVERIFY2(contains(problem.message, "x.ndjson: Line "), problem.message.c_str());
        QCOMPARE(problem.where, outside("x.ndjson"));
    }
    QVERIFY(!report.added.empty());
}

void TestSavedTransfer::whatHoldsNoEventIsSaidOnce_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("why");
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("blank") << QByteArray(" \n\n") << QString();
    QTest::newRow("words") << QByteArray("hello\nworld") << QStringLiteral(" Line 1");
    QTest::newRow("numbers") << QByteArray("1\n2\n3")
                             << QStringLiteral(" Line 1 is no event: an event begins with '{'.");
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) << QStringLiteral(" Line 1");
    QTest::newRow("zeros") << QByteArray(100000, '\0') << QStringLiteral(" Line 1");
    QTest::newRow("a brace among bytes") << QByteArray("\x01\x02\n{\x03}\n\xFF\xFE\n\n{\"a\n\x05\n[\n", 19)
                                         << QStringLiteral(" Line 1");
    QTest::newRow("a program") << QByteArray("int main()\n{\nreturn 1;\n}\n{ x }\nint a;\n")
                               << QStringLiteral(" Line 1");
    QTest::newRow("JSON laid out, but broken")
        << QByteArray("{\n  \"type\": \"track\",\n  \"properties\": {\n    \"a\": \"1,\n    \"b\": [\n      {\n"
                      "        \"c\": 2\n      }\n    ]\n  }\n}\n")
        << QStringLiteral(" Line 4");
    QTest::newRow("deep") << QByteArray(100000, '[') << QString();
    QTest::newRow("no end") << "{\"a\":\"" + QByteArray(1000000, 'x') << QString();
}

void TestSavedTransfer::whatHoldsNoEventIsSaidOnce()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, why);
    const ImportReport report = take("odd.json", std::string_view(text.data(), std::size_t(text.size())));
    QVERIFY(report.added.empty());
    QCOMPARE(report.trouble, std::size_t(1));
    QCOMPARE(report.problems.size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(report.problems.front().code), QStringLiteral("import_no_event"));
    const QString message = QString::fromStdString(report.problems.front().message);
    QVERIFY2(message.startsWith(QStringLiteral("odd.json holds no event.") + why), qPrintable(message));
}

void TestSavedTransfer::aFolderComesWithItsFoldersButNotItsLinks()
{
    put(outside("team/a.json"), "{\"a\":1}");
    put(outside("team/sub/b.json"), "{\"b\":1}");
    put(outside("team/sub/more.ndjson"), "{\"c\":1}\n{\"d\":1}");
    put(outside("team/read.me"), "{}");
    put(outside("team/.git/x.json"), "{}");
    put(outside("private.json"), "{\"private\":1}");
    QVERIFY(QFile::link(QString::fromStdString(outside("private.json")),
                        QString::fromStdString(outside("team/link.json"))));
    QVERIFY(QFile::link(QString::fromStdString(outside("team")), QString::fromStdString(outside("team/sub/round"))));
#ifdef Q_OS_UNIX
    QCOMPARE(::mkfifo(outside("team/pipe.json").c_str(), 0600), 0);
#endif
    const ImportReport report =
        importEvents(*m_events, {outside("team"), outside("not there.json")}, *SavedPath::parse("in"));
    QCOMPARE(shown(), QStringList({QStringLiteral("in"), QStringLiteral("in/team"), QStringLiteral("in/team/sub"),
                                   QStringLiteral("in/team/sub/more"), QStringLiteral("in/team/sub/more/01 Event"),
                                   QStringLiteral("in/team/sub/more/02 Event"), QStringLiteral("in/team/sub/b"),
                                   QStringLiteral("in/team/a")}));
    QStringList codes;
    for (const Error &problem : report.problems)
        codes << QString::fromStdString(problem.code);
    QCOMPARE(codes.count(QStringLiteral("saved_link")), 2);
    QVERIFY(codes.contains(QStringLiteral("import_unreadable")));
}

void TestSavedTransfer::importsAreBoundedAndCanBeStopped()
{
    std::stop_source stopped;
    stopped.request_stop();
    put(outside("x.json"), "{}");
    QVERIFY(importEvents(*m_events, {outside("x.json")}, {}, stopped.get_token()).added.empty());
    std::string deep = outside("deep");
    for (int i = 0; i < 40; ++i)
        deep += "/d";
    put(deep + "/x.json", "{}");
    const ImportReport report = importEvents(*m_events, {outside("deep")}, {});
    QVERIFY(report.added.empty());
    QCOMPARE(report.problems.front().code, std::string("saved_too_deep"));
    std::string lines;
    for (int i = 0; i < 300; ++i)
        lines += "{\"n\":" + std::to_string(i) + "}\n";
    QCOMPARE(take("many.ndjson", lines).added.size(), std::size_t(300));
    QCOMPARE(text("many/300 Event"), std::string("{\"n\":299}"));
    QCOMPARE(text("many/007 Event"), std::string("{\"n\":6}"));
}

void TestSavedTransfer::thousandsOfFilesComeWithProgress()
{
    constexpr std::size_t Files = 3000;
    for (std::size_t i = 0; i < Files; ++i)
        put(outside("team/" + std::to_string(i) + ".json"), "{\"n\":" + std::to_string(i) + "}");
    std::vector<ImportProgress> steps;
    const ImportReport report =
        importEvents(*m_events, {outside("team")}, {}, {}, [&](const ImportProgress &step) { steps.push_back(step); });
    QCOMPARE(report.added.size(), Files);
    QCOMPARE(report.files, Files);
    QCOMPARE(report.trouble, std::size_t(0));
    QVERIFY(!report.wasStopped);
    QVERIFY(steps.size() >= Files);
    QCOMPARE(steps.back().all, Files);
    QCOMPARE(steps.back().files, Files);
    QCOMPARE(steps.back().events, Files);
    QVERIFY(std::is_sorted(steps.begin(), steps.end(),
                           [](const ImportProgress &a, const ImportProgress &b) { return a.files < b.files; }));
    QCOMPARE(text("team/2999"), std::string("{\"n\":2999}"));
    // A second time each gets a number; nothing is replaced.
    QCOMPARE(importEvents(*m_events, {outside("team/7.json")}, *SavedPath::parse("team")).added.front().text(),
             std::string("team/7 2"));
}

void TestSavedTransfer::anImportIsStoppedInTheMiddle()
{
    std::string lines;
    for (int i = 0; i < 2000; ++i)
        lines += "{\"n\":" + std::to_string(i) + "}\n";
    put(outside("many.ndjson"), lines);
    put(outside("next.json"), "{}");
    std::stop_source stop;
    const ImportReport report = importEvents(*m_events, {outside("many.ndjson"), outside("next.json")}, {},
                                             stop.get_token(), [&](const ImportProgress &step) {
                                                 if (step.events >= 100)
                                                     stop.request_stop();
                                             });
    QVERIFY(report.wasStopped);
    QVERIFY2(report.added.size() >= 100 && report.added.size() < 200, qPrintable(QString::number(report.added.size())));
    // What was added stays, whole.
    QCOMPARE(text("many/0001 Event"), std::string("{\"n\":0}"));
    QCOMPARE(m_events->eventsIn({AllOfIt}).size(), report.added.size());
}

void TestSavedTransfer::namesThatAreOneOnDiskDoNotReplaceEachOther()
{
    put(outside("a/Week/One.json"), "{\"n\":1}");
    put(outside("b/week/one.json"), "{\"n\":2}");
    put(outside("c/Week.ndjson"), "{\"n\":3}\n{\"n\":4}\n");
    const ImportReport report =
        importEvents(*m_events, {outside("a/Week"), outside("b/week"), outside("c/Week.ndjson")}, {});
    QCOMPARE(report.problems.size(), std::size_t(0));
    QCOMPARE(shown().filter(QStringLiteral("/")).size(), 4);
    QCOMPARE(text("Week/One"), std::string("{\"n\":1}"));
    QCOMPARE(text("Week/one 2"), std::string("{\"n\":2}"));
    QCOMPARE(text("Week 2/01 Event"), std::string("{\"n\":3}"));
}

void TestSavedTransfer::troubleIsCountedBeyondWhatIsTold()
{
    std::string lines;
    for (int i = 0; i < 500; ++i)
        lines += "no event " + std::to_string(i) + "\n";
    const ImportReport report = take("bad.ndjson", lines + "{\"n\":1}\n");
    QCOMPARE(report.problems.size(), MostImportProblems);
    QCOMPARE(report.trouble, std::size_t(500));
    QCOMPARE(report.added.size(), std::size_t(1));
}

void TestSavedTransfer::filesGoOutAsTheyAre()
{
    const std::string bytes = "{ \"n\": 1.00,\r\n \"id\": {{uuid}} }";
    QVERIFY(m_events->add(*SavedPath::parse("a/b"), "x", bytes));
    QVERIFY(m_events->add(*SavedPath::parse("a"), "y", "{}"));
    QVERIFY(m_events->add({}, "z", "{}"));
    const auto report = exportAsFiles(*m_events,
                                      {{SavedEntry::Kind::Folder, *SavedPath::parse("a/b"), 0},
                                       {SavedEntry::Kind::Event, *SavedPath::parse("a/y"), 0}},
                                      outside("target"), IfExported::Refuse);
    QVERIFY2(report, report ? "" : report.error().message.c_str());
    QCOMPARE(report->written, std::size_t(2));
    QCOMPARE(filesUnder(outside("target")), QStringList({QStringLiteral("b/x.json"), QStringLiteral("y.json")}));
    QCOMPARE(contentOf(outside("target/b/x.json")), QByteArray::fromStdString(bytes));
    QCOMPARE(exportAsFiles(*m_events, {AllOfIt}, outside("all"), IfExported::Refuse)->written, std::size_t(3));
    QCOMPARE(filesUnder(outside("all")),
             QStringList({QStringLiteral("a/b/x.json"), QStringLiteral("a/y.json"), QStringLiteral("z.json")}));
    QCOMPARE(exportAsFiles(*m_events, {}, outside("none"), IfExported::Refuse).error().code,
             std::string("export_nothing"));
}

void TestSavedTransfer::whatIsThereIsNotOverwrittenUnasked()
{
    QVERIFY(m_events->add({}, "a", "new a"));
    QVERIFY(m_events->add({}, "b", "new b"));
    put(outside("t/b.json"), "old b");
    const auto refused = exportAsFiles(*m_events, {AllOfIt}, outside("t"), IfExported::Refuse);
    QCOMPARE(refused.error().code, std::string("export_exists"));
    QCOMPARE(refused.error().message, std::string("b.json is there already."));
    QCOMPARE(filesUnder(outside("t")), QStringList({QStringLiteral("b.json")}));
    QCOMPARE(contentOf(outside("t/b.json")), QByteArray("old b"));
    QCOMPARE(exportAsFiles(*m_events, {AllOfIt}, outside("t"), IfExported::Replace)->written, std::size_t(2));
    QCOMPARE(contentOf(outside("t/b.json")), QByteArray("new b"));
}

void TestSavedTransfer::anExportDoesNotFollowLinks()
{
    QVERIFY(m_events->add(*SavedPath::parse("f"), "a", "new"));
    put(outside("elsewhere/a.json"), "mine");
    QDir().mkpath(QString::fromStdString(outside("t")));
    QVERIFY(QFile::link(QString::fromStdString(outside("elsewhere")), QString::fromStdString(outside("t/f"))));
    const auto report = exportAsFiles(*m_events, {AllOfIt}, outside("t"), IfExported::Replace);
    QVERIFY(!report);
    QCOMPARE(report.error().code, std::string("saved_link"));
    QCOMPARE(contentOf(outside("elsewhere/a.json")), QByteArray("mine"));
}

void TestSavedTransfer::nothingIsExportedIntoItself()
{
    QVERIFY(m_events->add(*SavedPath::parse("f"), "a", "{}"));
    for (const std::string &target : {m_events->root(), m_events->root() + "/f"}) {
        const auto report = exportAsFiles(*m_events, {AllOfIt}, target, IfExported::Replace);
        QCOMPARE(report.error().code, std::string("export_into_itself"));
    }
}

void TestSavedTransfer::oneFileHoldsAnEventALine()
{
    QVERIFY(m_events->add({}, "a", "{\n  \"n\": 1.00,\n  \"s\": \"\\u00e4 {{uuid}}\"\n}\n"));
    QVERIFY(m_events->add({}, "b", "{\"x\": 18446744073709551615}\n[{\"y\": 1}]"));
    const auto report = exportAsNdjson(*m_events, {AllOfIt}, m_temporary->path().toStdString() + "/all.ndjson");
    QVERIFY2(report, report ? "" : report.error().message.c_str());
    QCOMPARE(report->written, std::size_t(3));
    QVERIFY(report->problems.empty());
    QCOMPARE(contentOf(m_temporary->path().toStdString() + "/all.ndjson"),
             QByteArray("{\"n\":1.00,\"s\":\"\xC3\xA4 {{uuid}}\"}\n{\"x\":18446744073709551615}\n{\"y\":1}\n"));
}

void TestSavedTransfer::whatIsNoJsonIsLeftOutOfALineFile()
{
    QVERIFY(m_events->add({}, "a", "{\"n\": {{count}} }"));
    QVERIFY(m_events->add({}, "b", ""));
    const std::string file = m_temporary->path().toStdString() + "/x.ndjson";
    QCOMPARE(exportAsNdjson(*m_events, {AllOfIt}, file).error().code, std::string("export_no_json"));
    QVERIFY(!QFileInfo::exists(QString::fromStdString(file)));
    QVERIFY(m_events->add({}, "c", "{}"));
    const auto report = exportAsNdjson(*m_events, {AllOfIt}, file);
    QCOMPARE(report->written, std::size_t(1));
    QCOMPARE(report->problems.size(), std::size_t(2));
    QVERIFY2(contains(report->problems.front().message, "“a”"), report->problems.front().message.c_str());
}

void TestSavedTransfer::outAndInAgainIsTheSame()
{
    const std::vector<std::pair<std::string, std::string>> all = {
        {"one", "{ \"a\" : 1.0 }\n"}, {"Übung", "{\"b\":\"{{now-2d}}\"}"}, {"tab", "{\t\"c\":1e400}\r\n"}};
    for (const auto &[name, text] : all)
        QVERIFY(m_events->add(*SavedPath::parse("team/sub"), name, text));
    QVERIFY(exportAsFiles(*m_events, {AllOfIt}, outside("t"), IfExported::Refuse));
    SavedEvents other(m_temporary->path().toStdString() + "/other");
    QVERIFY(importEvents(other, {outside("t/team")}, {}).problems.empty());
    for (const auto &[name, text] : all)
        QCOMPARE(*other.read(SavedPath::parse("team/sub")->under(name)), text);
}

QTEST_GUILESS_MAIN(TestSavedTransfer)
#include "tst_saved_transfer.moc"
