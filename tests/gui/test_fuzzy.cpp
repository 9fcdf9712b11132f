// Finding a line of the palette by a few letters.
#include <gui/palette/fuzzy.h>
#include <gui/palette/palette_model.h>

#include <QElapsedTimer>
#include <QTest>

using namespace smc::gui;

namespace {

QString places(const FuzzyMatch &match)
{
    QStringList numbers;
    for (const int place : match.places)
        numbers.append(QString::number(place));
    return numbers.join(QLatin1Char(' '));
}

PaletteItem line(const char *id, const char *title, const char *kind = "Action", const char *detail = "")
{
    PaletteItem item;
    item.id = QString::fromLatin1(id);
    item.title = QString::fromUtf8(title);
    item.kind = QString::fromLatin1(kind);
    item.detail = QString::fromUtf8(detail);
    return item;
}

QStringList titles(const PaletteModel &model)
{
    QStringList found;
    for (int row = 0; row < model.rowCount(); ++row)
        found.append(model.item(row).title);
    return found;
}

} // namespace

class TestFuzzy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lettersAreFoundWhereAPersonSeesThem_data();
    void lettersAreFoundWhereAPersonSeesThem();
    void scatteredLettersDoNotCount_data();
    void scatteredLettersDoNotCount();
    void betterMatchesComeFirst();
    void recentChoicesComeFirst();
    void whatCannotBeChosenComesLast();
    void kindNarrowsTheList();
    void wordsOfTheDetailCountLess();
    void someLinesShowOnlyWhenSearched();
    void onlyTheLastChoicesAreKept();
    void hostilePatternsTakeNoTime();
};

void TestFuzzy::lettersAreFoundWhereAPersonSeesThem_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("beginning") << "dry"
                               << "Dry run"
                               << "0 1 2";
    QTest::newRow("beginning of a word") << "dr"
                                         << "Copy address dry run"
                                         << "13 14";
    QTest::newRow("initials of words") << "dr"
                                       << "Do now run"
                                       << "0 7";
    QTest::newRow("case and accents") << "etudes" << QString::fromUtf8("Les Études") << "4 5 6 7 8 9";
    QTest::newRow("words in any order") << "curl copy"
                                        << "Copy as cURL"
                                        << "0 1 2 3 8 9 10 11";
    QTest::newRow("humps") << "sts"
                           << "SegmentToSMCStatic"
                           << "0 7 9";
    QTest::newRow("an inner part") << "andbox"
                                   << "Sandbox"
                                   << "1 2 3 4 5 6";
    QTest::newRow("nothing typed") << ""
                                   << "Sandbox"
                                   << "";
}

void TestFuzzy::lettersAreFoundWhereAPersonSeesThem()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto match = fuzzyMatch(pattern, text);
    QVERIFY(match);
    QCOMPARE(places(*match), expected);
}

void TestFuzzy::scatteredLettersDoNotCount_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::newRow("scattered") << "send"
                               << "Show where events go and what is read";
    QTest::newRow("one letter within a word") << "x"
                                              << "Text";
    QTest::newRow("wrong order") << "nur"
                                 << "Dry run";
    QTest::newRow("one word of two") << "dry wet"
                                     << "Dry run";
    QTest::newRow("empty text") << "a"
                                << "";
}

void TestFuzzy::scatteredLettersDoNotCount()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    const auto match = fuzzyMatch(pattern, text);
    QVERIFY2(!match, match ? qPrintable(places(*match)) : "");
}

void TestFuzzy::betterMatchesComeFirst()
{
    PaletteModel model;
    model.setItems({line("1", "Resend"), line("2", "Sandbox"), line("3", "Send to Sandbox"), line("4", "Send"),
                    line("5", "Select none, delete")});
    model.setQuery(QStringLiteral("send"));
    QCOMPARE(titles(model), (QStringList{QStringLiteral("Send"), QStringLiteral("Send to Sandbox"),
                                         QStringLiteral("Resend"), QStringLiteral("Select none, delete")}));
}

void TestFuzzy::recentChoicesComeFirst()
{
    PaletteModel model;
    model.setItems({line("a", "Copy as cURL"), line("b", "Copy as HAR"), line("c", "Compose")});
    model.addRecent(QStringLiteral("b"));
    model.setQuery({});
    QCOMPARE(titles(model).first(), QStringLiteral("Copy as HAR"));
    model.setQuery(QStringLiteral("copy"));
    QCOMPARE(titles(model), (QStringList{QStringLiteral("Copy as HAR"), QStringLiteral("Copy as cURL")}));
    // A head start, not a walkover.
    model.setQuery(QStringLiteral("copy as curl"));
    QCOMPARE(titles(model).first(), QStringLiteral("Copy as cURL"));
}

void TestFuzzy::whatCannotBeChosenComesLast()
{
    PaletteModel model;
    PaletteItem off = line("a", "Send");
    off.whyOff = QStringLiteral("Works on Compose");
    model.setItems({off, line("b", "Show the end")});
    model.setQuery(QStringLiteral("s"));
    QCOMPARE(titles(model), (QStringList{QStringLiteral("Show the end"), QStringLiteral("Send")}));
    model.setQuery({});
    QCOMPARE(titles(model).last(), QStringLiteral("Send"));
    QVERIFY(model.index(1, 0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Works on Compose")));
}

void TestFuzzy::kindNarrowsTheList()
{
    PaletteModel model;
    model.setItems({line("a", "Acme", "Profile"), line("b", "Acme import", "List")});
    model.setQuery(QStringLiteral("list acme"));
    QCOMPARE(titles(model), QStringList{QStringLiteral("Acme import")});
    // Only letters of the title are drawn as found.
    QCOMPARE(model.index(0, 0).data(PaletteModel::PlacesRole).value<QList<int>>(), (QList<int>{0, 1, 2, 3}));
}

void TestFuzzy::wordsOfTheDetailCountLess()
{
    PaletteModel model;
    model.setItems({line("a", "Dry run", "Action", "Do all but the sending"), line("b", "Butter")});
    model.setQuery(QStringLiteral("but"));
    QCOMPARE(titles(model), (QStringList{QStringLiteral("Butter"), QStringLiteral("Dry run")}));
    model.setQuery(QStringLiteral("ending")); // No word begins with it.
    QCOMPARE(titles(model), QStringList());
}

void TestFuzzy::someLinesShowOnlyWhenSearched()
{
    PaletteModel model;
    PaletteItem list = line("a", "USERS", "List");
    list.shown = PaletteItem::Shown::WhenSearched;
    model.setItems({list, line("b", "Send")});
    model.setQuery({});
    QCOMPARE(titles(model), QStringList{QStringLiteral("Send")});
    model.setQuery(QStringLiteral("us"));
    QCOMPARE(titles(model), QStringList{QStringLiteral("USERS")});
}

void TestFuzzy::onlyTheLastChoicesAreKept()
{
    PaletteModel model;
    for (int at = 0; at < 50; ++at)
        model.addRecent(QString::number(at));
    model.addRecent(QStringLiteral("40"));
    QCOMPARE(model.recent().size(), PaletteModel::MostRecent);
    QCOMPARE(model.recent().first(), QStringLiteral("40"));
    QCOMPARE(model.recent().count(QStringLiteral("40")), 1);
}

void TestFuzzy::hostilePatternsTakeNoTime()
{
    QList<PaletteItem> items;
    for (int at = 0; at < 2000; ++at)
        items.append(line("x", qPrintable(QString(5000, QLatin1Char('a')))));
    PaletteModel model;
    model.setItems(items);
    QElapsedTimer timer;
    timer.start();
    model.setQuery(QString(100'000, QLatin1Char('a')));
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(model.rowCount() <= PaletteModel::MostLines);
    // Half a pair, marks without a letter, no letter at all.
    for (const QString &odd :
         {QString(QChar(0xD83D)), QString(QChar(0x0301)), QStringLiteral("\n\t"), QString(QChar(0))})
        model.setQuery(odd);
}

QTEST_GUILESS_MAIN(TestFuzzy)
#include "test_fuzzy.moc"
