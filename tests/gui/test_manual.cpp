// The manual: F1 opens it at the page, search finds places, links lead on.
#include "named.h"
#include "window_bench.h"

#include <gui/actions.h>
#include <gui/help/manual.h>
#include <gui/help/manual_window.h>
#include <gui/shortcuts/shortcuts_dialog.h>
#include <gui/verdict_words.h>

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>

using namespace smc::gui;

class TestManual : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void f1OpensTheChapterOfThePage()
    {
        WindowBench bench;
        for (const auto &[page, title] :
             {std::pair(PageId::Connection, "Connection"), std::pair(PageId::Compose, "Compose"),
              std::pair(PageId::Mapping, "Mapping"), std::pair(PageId::Activity, "Activity"),
              std::pair(PageId::Sandbox, "Sandbox")}) {
            QApplication::setActiveWindow(&bench.window());
            bench.go(page);
            // From wherever the keyboard is on the page.
            const QList<QWidget *> chain = tabChain(bench.window(), bench.page(page));
            QVERIFY(!chain.isEmpty());
            chain.at(chain.size() / 2)->setFocus();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_F1);
            auto &manual = bench.named<ManualWindow>("Manual – SMC Console");
            QTRY_VERIFY(manual.isVisible());
            QCOMPARE(manual.currentTopic(), nameOf(page));
            QCOMPARE(named<QTextBrowser>(manual, QStringLiteral("Chapter"))->document()->begin().text(),
                     QString::fromLatin1(title));
        }
    }

    void whatWasChangedWhileItWasClosedIsSeenInIt()
    {
        theme::apply(*qApp, theme::Scheme::Light, 100);
        WindowBench bench;
        bench.go(PageId::Compose);
        bench.action("window.manual").trigger();
        auto &manual = bench.named<ManualWindow>("Manual – SMC Console");
        auto *text = named<QTextBrowser>(manual, QStringLiteral("Chapter"));
        const double before = text->document()->defaultFont().pointSizeF();
        manual.close();
        theme::apply(*qApp, theme::Scheme::Light, 150);
        bench.action("window.manual").trigger();
        const double after = text->document()->defaultFont().pointSizeF();
        theme::apply(*qApp, theme::Scheme::Light, 100);

        QCOMPARE(after, before * 1.5);
    }

    void searchFindsPlacesAndGoesThere()
    {
        WindowBench bench;
        bench.action("window.manual").trigger();
        auto &manual = bench.named<ManualWindow>("Manual – SMC Console");
        auto *search = named<QLineEdit>(manual, QStringLiteral("Search the manual"));
        auto *list = named<QListWidget>(manual, QStringLiteral("Chapters"));
        auto *text = named<QTextBrowser>(manual, QStringLiteral("Chapter"));
        QTest::keyClicks(search, QStringLiteral("quota minute"));
        QVERIFY(list->count() > 0);
        const QString excerpt = list->item(0)->text();
        QVERIFY2(!excerpt.contains(QStringLiteral(" - ")) && !excerpt.contains(QStringLiteral("\n- ")),
                 qPrintable(excerpt));
        list->setCurrentRow(0);
        QCOMPARE(manual.currentTopic(), QStringLiteral("problems"));
        QVERIFY2(text->textCursor().block().text().contains(QLatin1String("429")),
                 qPrintable(text->textCursor().block().text()));

        QTest::keyClicks(search, QStringLiteral(" zzzz"));
        QCOMPARE(list->count(), 0);
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(search->text().isEmpty());
        QVERIFY(list->count() > 5);
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(!manual.isVisible());
    }

    void linksLeadOnInTheFilesTooWhereThereIsNoConsole()
    {
        const QDir source(QString::fromUtf8(SMC_SOURCE_DIR));
        QStringList files{source.filePath(QStringLiteral("README.md"))};
        const QDir manual(source.filePath(QStringLiteral("docs/manual")));
        for (const QString &name : manual.entryList({QStringLiteral("*.md")}, QDir::Files))
            files.append(manual.filePath(name));
        QVERIFY(files.size() > 10);
        static const QRegularExpression link(QStringLiteral("[(]([^()# ]+[.]md)(#[^()]*)?[)]"));
        int links = 0;
        for (const QString &name : files) {
            QFile file(name);
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name));
            const QString text = QString::fromUtf8(file.readAll());
            for (auto found = link.globalMatch(text); found.hasNext(); ++links) {
                const QString target = found.next().captured(1);
                if (!target.contains(QLatin1String("://")))
                    QVERIFY2(QFileInfo(file).dir().exists(target), qPrintable(name + QStringLiteral(": ") + target));
            }
        }
        QVERIFY(links >= 10);
    }

    void everyLinkLeadsToAChapter()
    {
        const Manual manual(keyboardChapter());
        static const QRegularExpression link(QStringLiteral(R"(\]\(([a-z]+)\.md\))"));
        int links = 0;
        for (const Topic &topic : manual.topics()) {
            QVERIFY2(!topic.title.isEmpty(), qPrintable(topic.id));
            for (auto found = link.globalMatch(topic.markdown); found.hasNext(); ++links)
                QVERIFY2(manual.topic(found.next().captured(1)), qPrintable(topic.id));
        }
        QVERIFY(links >= 5);
    }

    void theKeyboardChapterHasEveryShortcut()
    {
        const QString chapter = keyboardChapter();
        for (const ActionSpec &spec : actionTable()) {
            const QKeySequence keys(QString::fromLatin1(spec.shortcut), QKeySequence::PortableText);
            QVERIFY2(keys.isEmpty() || chapter.contains(keys.toString(QKeySequence::NativeText)), spec.id);
        }
    }

    void theVerdictsAreExplainedByTheWordsOfTheFilter()
    {
        const Manual manual(keyboardChapter());
        const Topic *chapter = manual.topic(QStringLiteral("activity"));
        QVERIFY(chapter);
        for (const std::string &verdict : historyVerdicts()) {
            const QString line = QStringLiteral("- **%1**: ").arg(verdictWord(verdict).word);
            QVERIFY2(chapter->markdown.contains(line), qPrintable(line));
        }
    }

    void theKeyboardChapterInTheWindowFollowsTheKeys()
    {
        WindowBench bench;
        bench.action("window.manual").trigger();
        auto &manual = bench.named<ManualWindow>("Manual – SMC Console");
        auto *list = named<QListWidget>(manual, QStringLiteral("Chapters"));
        auto *text = named<QTextBrowser>(manual, QStringLiteral("Chapter"));
        const auto chapters = list->findItems(QStringLiteral("Keyboard"), Qt::MatchStartsWith);
        QCOMPARE(chapters.size(), 1);
        list->setCurrentItem(chapters.first());
        QTRY_VERIFY2(text->toPlainText().contains(QStringLiteral("Ctrl+B")), qPrintable(text->toPlainText()));
        QVERIFY(!text->toPlainText().contains(QStringLiteral("Ctrl+Alt+J")));
        // As a person changes them, while the manual stands open beside.
        bench.action("window.shortcuts").trigger();
        auto *dialog = bench.window().findChild<ShortcutsDialog *>();
        QVERIFY(dialog && QTest::qWaitForWindowExposed(dialog));
        QTest::keyClicks(named<QLineEdit>(*dialog, QStringLiteral("Search actions and keys")),
                         QStringLiteral("page names"));
        auto *keys = named<QKeySequenceEdit>(*dialog, "Keys for Show or hide page names");
        keys->setFocus();
        QTest::keyClick(keys, Qt::Key_J, Qt::ControlModifier | Qt::AltModifier);
        auto *use = named<QPushButton>(*dialog, "Use these keys");
        QTRY_VERIFY(use->isEnabled());
        QTest::mouseClick(use, Qt::LeftButton);
        QTRY_VERIFY2(text->toPlainText().contains(QStringLiteral("Ctrl+Alt+J")), qPrintable(text->toPlainText()));
        QVERIFY(!text->toPlainText().contains(QStringLiteral("Ctrl+B")));
    }

    void everyPageHasAChapter()
    {
        const Manual manual(keyboardChapter());
        for (const PageId page :
             {PageId::Connection, PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox})
            QVERIFY(manual.topic(nameOf(page)));
    }

    void itKeepsToTheRules()
    {
        for (const theme::Scheme scheme : {theme::Scheme::Light, theme::Scheme::Dark}) {
            theme::apply(*qApp, scheme);
            WindowBench bench;
            bench.go(PageId::Compose);
            bench.action("window.manual").trigger();
            auto &manual = bench.named<ManualWindow>("Manual – SMC Console");
            QVERIFY(QTest::qWaitForWindowExposed(&manual));
            QCOMPARE(withoutAccessibleName(manual), QStringList());
            QCOMPARE(clippedTexts(manual), QStringList());
            manual.grab().save(pictureFolder() + (scheme == theme::Scheme::Dark ? QStringLiteral("/manual-dark.png")
                                                                                : QStringLiteral("/manual-light.png")));
        }
    }
};

QTEST_MAIN(TestManual)
#include "test_manual.moc"
