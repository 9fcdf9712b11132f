// A profile's mapping as a file: saved, reset, exported and imported, by smcctl, changed elsewhere, hostile.
#include "mapping_bench.h"

#include <destination/preset.h>
#include <gui/widgets/banner.h>
#include <workspace/profile_store.h>

#include <QFile>
#include <QProcess>

using namespace smc;
using namespace smc::gui;

class TestMappingFiles : public MappingBench
{
    Q_OBJECT

private Q_SLOTS:
    void resetPutsThePresetBackAndCanBeUndone()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.email"));
        action("mapping.save")->trigger();
        m_bench->written();
        const std::string own = m_page->session().mapping();
        QVERIFY(QFile::exists(QString::fromStdString(m_bench->console().mappingFile())));
        action("mapping.resetRule")->trigger();
        QCOMPARE(m_page->session().mapping(), std::string(destination::Preset::smcText()));
        action("mapping.undo")->trigger();
        QCOMPARE(m_page->session().mapping(), own);
        action("mapping.resetAll")->trigger();
        const QString file = QString::fromStdString(m_bench->console().mappingFile());
        action("mapping.save")->trigger();
        m_bench->written();
        QVERIFY(m_bench->console().mappingFile().empty());
        QVERIFY(!QFile::exists(file));
        QCOMPARE(previewOf("EVENT"), QStringLiteral("null"));
    }

    void anExportedFileImportsToTheSameAndMapsAlikeInSmcctl()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("Hello {{traits.name}}"));
        QCOMPARE(result(QStringLiteral("EVENT")), QStringLiteral("Hello Ada"));
        const std::string mapping = m_page->session().mapping();
        const QString file = m_bench->folder() + QStringLiteral("/exported.json");
        m_bench->dialogs().path = file;
        action("mapping.export")->trigger();
        QTRY_VERIFY(QFile::exists(file));
        action("mapping.resetAll")->trigger();
        QVERIFY(m_page->session().mapping() != mapping);
        action("mapping.import")->trigger();
        QTRY_COMPARE(m_page->session().mapping(), mapping);

        QFile profile(m_bench->folder() + QStringLiteral("/profile.json"));
        QVERIFY(profile.open(QIODevice::WriteOnly));
        profile.write(
            QStringLiteral("{\"name\":\"P\",\"environment\":\"sandbox\",\"settings\":{\"presetFile\":\"%1\"}}")
                .arg(file)
                .toUtf8());
        profile.close();
        QProcess smcctl;
        smcctl.start(QStringLiteral(SMC_SMCCTL),
                     {QStringLiteral("--profile"), profile.fileName(), QStringLiteral("map")});
        QVERIFY(smcctl.waitForStarted());
        smcctl.write(Identify);
        smcctl.closeWriteChannel();
        QVERIFY(smcctl.waitForFinished());
        const QByteArray said = smcctl.readAllStandardOutput();
        QVERIFY2(said.contains("\"Hello Ada\""), said + smcctl.readAllStandardError());
    }

    void smcctlMapsAStoredProfileByItsOwnMapping()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.email"));
        action("mapping.save")->trigger();
        m_bench->written();
        QProcess smcctl;
        smcctl.start(QStringLiteral(SMC_SMCCTL),
                     {QStringLiteral("--workspace"), m_bench->folder(), QStringLiteral("--profile"),
                      QStringLiteral("Sandbox"), QStringLiteral("map")});
        QVERIFY(smcctl.waitForStarted());
        smcctl.write(R"({"type":"identify","userId":"u","messageId":"m","traits":{"email":"only@here.example"}})");
        smcctl.closeWriteChannel();
        QVERIFY(smcctl.waitForFinished());
        const QByteArray said = smcctl.readAllStandardOutput();
        QVERIFY2(said.contains("\"only@here.example\","), said + smcctl.readAllStandardError());
    }

    void hostileFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("said");
        QTest::newRow("no JSON") << QByteArray("{\"rules\": [") << QStringLiteral("not JSON");
        QTest::newRow("binary") << QByteArray(4096, '\0') << QStringLiteral("not JSON");
        QTest::newRow("too large") << QByteArray(5 * 1024 * 1024, ' ') << QStringLiteral("4 MB");
        QTest::newRow("deep") << QByteArray(100'000, '[') << QStringLiteral("not JSON");
        QTest::newRow("other JSON") << QByteArray("{\"hello\": 1}") << QStringLiteral("lacks");
    }

    void hostileFilesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, said);
        QFile file(m_bench->folder() + QStringLiteral("/hostile.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        m_bench->dialogs().path = file.fileName();
        const std::string before = m_page->session().mapping();
        action("mapping.import")->trigger();
        QTRY_VERIFY(m_page->banners().banner(QStringLiteral("trouble")));
        const QString text = m_page->banners().banner(QStringLiteral("trouble"))->content().text;
        QVERIFY2(text.startsWith(QStringLiteral("Not imported.")) && text.contains(said), qPrintable(text));
        QCOMPARE(m_page->session().mapping(), before);
    }

    void aFileChangedElsewhereIsTakenUp()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.email"));
        action("mapping.save")->trigger();
        m_bench->written();
        m_bench->go(PageId::Compose);
        QFile file(QString::fromStdString(m_bench->console().mappingFile()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray text = file.readAll();
        text.replace("$.traits.email", "$.traits.name");
        QVERIFY(file.resize(0) && file.seek(0) && file.write(text) == text.size());
        file.close();
        openPage();
        QCOMPARE(result(QStringLiteral("EVENT")), QStringLiteral("Ada"));
        QCOMPARE(previewOf("EVENT"), QStringLiteral("Ada"));

        m_bench->go(PageId::Compose);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
        file.close();
        openPage();
        QVERIFY(m_page->banners().banner(QStringLiteral("unreadable")));
        action("mapping.resetAll")->trigger();
        QVERIFY(!m_page->banners().banner(QStringLiteral("unreadable")));
        action("mapping.save")->trigger();
        m_bench->written();
        QCOMPARE(previewOf("EVENT"), QStringLiteral("null"));
    }

    void settingsThatCanNotBeReadKeepTheirMapping()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.email"));
        action("mapping.save")->trigger();
        m_bench->written();
        const QString file = QString::fromStdString(m_bench->console().mappingFile());
        QFile kept(file);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        const QByteArray before = kept.readAll();
        workspace::Profile damaged = m_bench->console().profile();
        damaged.settingsJson = "{\"organization\": 5}";
        QVERIFY(workspace::ProfileStore(m_bench->folder().toStdString()).save(damaged).has_value());
        QVERIFY(QCoro::waitFor(m_bench->console().select(std::string(damaged.id))));
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.name"));
        action("mapping.save")->trigger();
        m_bench->written();
        QVERIFY(m_page->banners().banner(QStringLiteral("trouble")));
        QFile after(file);
        QVERIFY(after.open(QIODevice::ReadOnly));
        QCOMPARE(after.readAll(), before);
    }

    void aCopiedProfileHasAMappingOfItsOwn()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.email"));
        action("mapping.save")->trigger();
        m_bench->written();
        const QString original = QString::fromStdString(m_bench->console().mappingFile());
        m_bench->action("profile.duplicate").trigger();
        QTRY_COMPARE(m_bench->console().profile().name, std::string("Copy of Sandbox"));
        const QString copy = QString::fromStdString(m_bench->console().mappingFile());
        QVERIFY(copy != original && QFile::exists(copy));
        m_bench->dialogs().answer = QStringLiteral("remove");
        m_bench->action("profile.remove").trigger();
        QTRY_COMPARE(m_bench->console().profile().name, std::string("Sandbox"));
        QVERIFY(!QFile::exists(copy) && QFile::exists(original));
    }

    void aProfileWhoseMappingCannotBeCopiedIsNotHalfDuplicated()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.email"));
        action("mapping.save")->trigger();
        QTRY_VERIFY(QFile::exists(QString::fromStdString(m_bench->console().mappingFile())));
        QVERIFY(QFile::remove(QString::fromStdString(m_bench->console().mappingFile())));
        const std::size_t before = m_bench->console().profiles().size();
        const auto copied = QCoro::waitFor(m_bench->console().duplicate(m_bench->console().profile().id));
        QVERIFY(!copied);
        QVERIFY2(copied.error().message.find("“Sandbox” was not duplicated. The preset ") == 0,
                 copied.error().message.c_str());
        QCOMPARE(m_bench->console().profiles().size(), before);
    }
};

QTEST_MAIN(TestMappingFiles)
#include "test_mapping_files.moc"
