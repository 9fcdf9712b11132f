// What a person has changed on Connection and Mapping and not saved outlives a console that is killed; a key and a
// secret that they have typed do not.
#include "crash_bench.h"
#include "named.h"
#include "window_bench.h"

#include <gui/drafts/draft_keeper.h>
#include <gui/mapping/mapping_page.h>
#include <gui/widgets/banner.h>
#include <workspace/drafts.h>

#include <QApplication>
#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTest>
#include <QTimer>

using namespace smc;
using namespace smc::gui;

namespace {

constexpr int TypingMs = 2500;
constexpr qint64 MostLostMs = 1000;
constexpr const char *Key = "k3y-that-nobody-may-read";
constexpr const char *Secret = "s3cret-that-nobody-may-read";
constexpr const char *ProxyPassword = "pr0xy-password";

/// The child on Connection: key and secret, a proxy with a password, then the organization, without a pause.
void editConnection(Opened &opened, QTimer &keys)
{
    // Of another SMC: the sandbox brings key and secret of its own.
    const Result<std::string> made = QCoro::waitFor(opened.console->create("Acme"));
    if (!made || !QCoro::waitFor(opened.console->select(*made)))
        qFatal("There is no profile to edit");
    QCoro::waitFor(opened.window->showPage(PageId::Connection));
    Page &page = *opened.window->page(PageId::Connection);
    auto *address = named<QLineEdit>(page, QStringLiteral("SMC admin URL"));
    QTest::keyClicks(address, QStringLiteral("https://acme.slgnt.us"));
    auto *proxy = named<QLineEdit>(page, "Proxy");
    QTest::keyClicks(proxy, QStringLiteral("http://ada:%1@proxy.example:3128").arg(QLatin1String(ProxyPassword)));
    const QList<QLineEdit *> fields = page.findChildren<QLineEdit *>();
    int secrets = 0;
    for (QLineEdit *field : fields) {
        if (field->echoMode() == QLineEdit::Normal)
            continue;
        QTest::keyClicks(field, QLatin1String(secrets++ == 0 ? Key : Secret));
        if (field->text().isEmpty())
            qFatal("A field takes no secret");
    }
    if (secrets != 2)
        qFatal("Key and secret have %d fields", secrets);
    auto *organization = named<QLineEdit>(page, "Organization");
    organization->clear();
    // A secret in the wrong place, too.
    QTest::keyClicks(organization, QLatin1String(Secret) + QLatin1Char('_'));
    QObject::connect(&keys, &QTimer::timeout, organization, [organization, number = 0]() mutable {
        QTest::keyClicks(organization, QStringLiteral("w%1_").arg(++number));
        sayTyped(number);
    });
}

/// The child on Mapping: a value of the first rule.
void editMapping(Opened &opened, QTimer &keys)
{
    QCoro::waitFor(opened.window->showPage(PageId::Mapping));
    Page &page = *opened.window->page(PageId::Mapping);
    auto *columns = named<QTableView>(page, QStringLiteral("Columns of the rule"));
    columns->setCurrentIndex(columns->model()->index(0, 0));
    auto *value = named<QPlainTextEdit>(page, QStringLiteral("Value of the column"));
    value->setFocus();
    value->selectAll();
    QTest::keyClicks(value, QStringLiteral("Hello "));
    QObject::connect(&keys, &QTimer::timeout, value, [value, number = 0]() mutable {
        QTest::keyClicks(value, QStringLiteral("w%1_").arg(++number));
        sayTyped(number);
    });
}

int editUntilKilled(const QString &page, const QString &folder)
{
    theme::apply(*qApp, theme::Scheme::Light);
    Opened opened(folder);
    QTimer keys;
    if (page == QLatin1String("mapping"))
        editMapping(opened, keys);
    else
        editConnection(opened, keys);
    beginTyping(keys);
    return QApplication::exec();
}

/// Lets a child edit `page`, kills it, and gives the last number that was typed a second or more before.
int editAndKill(const char *page, const QTemporaryDir &folder, Disk disk)
{
    int last = 0;
    for (const auto &[number, age] :
         typeAndKill({QStringLiteral("--edit"), QString::fromLatin1(page), folder.path()}, TypingMs, disk)) {
        if (age >= MostLostMs)
            last = number;
    }
    return last;
}

/// All bytes below the folder, with the names of their files.
QByteArray everythingIn(const QTemporaryDir &folder)
{
    QByteArray all;
    QDirIterator files(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            all += file.fileName().toUtf8() + '\n' + file.readAll() + '\n';
    }
    return all;
}

} // namespace

class TestCrashEdits : public QObject
{
    Q_OBJECT

    static void disks()
    {
        QTest::addColumn<Disk>("disk");
        QTest::newRow("disk as it is") << Disk::AsItIs;
#ifdef Q_OS_LINUX
        QTest::newRow("slow disk") << Disk::Slow;
#endif
    }

private Q_SLOTS:
    void changesToTheConnectionAreBackAndUnsaved_data()
    {
        disks();
    }
    void changesToTheConnectionAreBackAndUnsaved()
    {
        QFETCH(Disk, disk);
        const QTemporaryDir folder;
        const int last = editAndKill("connection", folder, disk);
        QVERIFY(last > 5);
        const QByteArray all = everythingIn(folder);
        QVERIFY(all.contains("acme.slgnt.us"));
        for (const char *hidden : {Key, Secret, ProxyPassword})
            QVERIFY2(!all.contains(hidden), hidden);

        Opened again(folder.path());
        Page &page = *again.window->page(PageId::Connection);
        const QString text = named<QLineEdit>(page, "Organization")->text();
        QVERIFY2(text.contains(QStringLiteral("w%1_").arg(last)), qPrintable(text));
        QCOMPARE(named<QLineEdit>(page, QStringLiteral("SMC admin URL"))->text(),
                 QStringLiteral("https://acme.slgnt.us"));
        QVERIFY(page.findChild<QLabel *>(QStringLiteral("connection.unsaved"))->isVisibleTo(&page));
        QVERIFY(page.banners().banner(QStringLiteral("restored")));
        QCOMPARE(again.console->storedSettings().smcAdminUrl, std::string());
        // Taken back, nothing of them comes again.
        page.findChild<QAction *>(QStringLiteral("connection.revert"))->trigger();
        QVERIFY(!page.findChild<QLabel *>(QStringLiteral("connection.unsaved"))->isVisibleTo(&page));
        QTRY_VERIFY(!everythingIn(folder).contains("acme.slgnt.us"));
    }

    void changesToTheMappingAreBackAndUnsaved_data()
    {
        disks();
    }
    void changesToTheMappingAreBackAndUnsaved()
    {
        QFETCH(Disk, disk);
        const QTemporaryDir folder;
        const int last = editAndKill("mapping", folder, disk);
        QVERIFY(last > 5);

        Opened again(folder.path());
        auto &page = *static_cast<MappingPage *>(again.window->page(PageId::Mapping));
        const std::string &mapping = page.session().mapping();
        QVERIFY2(mapping.find("w" + std::to_string(last) + "_") != std::string::npos, mapping.c_str());
        QVERIFY(page.session().hasChanges());
        QVERIFY(page.findChild<QLabel *>(QStringLiteral("mapping.unsaved"))->isVisibleTo(&page));
        QVERIFY(page.banners().banner(QStringLiteral("restored")));
        QVERIFY(again.console->mappingFile().empty());
        // One step to take back.
        page.findChild<QAction *>(QStringLiteral("mapping.undo"))->trigger();
        QVERIFY(!page.session().hasChanges());
    }

    void aDraftOfAnotherProfileOrOfNoSenseIsLeftAlone()
    {
        for (const char *draft : {"{", "[]", R"({"id":"another-1","name":"X","environment":"sandbox","settings":{}})",
                                  R"({"profile":"another-1","mapping":"{}","filters":"[]"})"}) {
            const QTemporaryDir folder;
            QDir(folder.path()).mkdir(QStringLiteral("drafts"));
            const workspace::Drafts drafts(folder.path().toStdString());
            for (const char *name : {"connection/another-1", "mapping/another-1"})
                QVERIFY(workspace::Drafts(drafts).save(name, draft));
            {
                Opened again(folder.path());
                for (const PageId id : {PageId::Connection, PageId::Mapping})
                    QVERIFY2(!again.window->page(id)->banners().banner(QStringLiteral("restored")), draft);
                QTest::qWait(2 * DraftKeeper::DelayMs);
            }
            for (const char *name : {"connection/another-1", "mapping/another-1"})
                QCOMPARE(drafts.load(name)->value_or("gone"), std::string(draft));
        }
    }

    void whatWasDiscardedOnClosingDoesNotComeBack()
    {
        const QTemporaryDir folder;
        {
            Opened first(folder.path());
            Page &page = *first.window->page(PageId::Connection);
            auto *organization = named<QLineEdit>(page, "Organization");
            organization->setText(QStringLiteral("GIVEN-UP"));
            Q_EMIT organization->textEdited(organization->text());
            QTRY_VERIFY(everythingIn(folder).contains("GIVEN-UP"));
            page.findChild<QAction *>(QStringLiteral("connection.revert"))->trigger();
        }
        QVERIFY(!everythingIn(folder).contains("GIVEN-UP"));
    }
};

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.value(1) == QLatin1String("--edit"))
        return editUntilKilled(arguments.value(2), arguments.value(3));
    theme::apply(application, theme::Scheme::Light);
    TestCrashEdits test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_crash_edits.moc"
