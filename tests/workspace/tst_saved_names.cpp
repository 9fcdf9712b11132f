// Names and paths of saved events: whatever is written, a file that every system takes, in the folder.
#include "test_files.h"

#include <workspace/file_name.h>
#include <workspace/saved_path.h>

#include <QRandomGenerator>

using namespace smc::workspace;

class TestSavedNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNameBecomesOneThatEverySystemTakes_data();
    void aNameBecomesOneThatEverySystemTakes();
    void longNamesAreCutBetweenCharacters();
    void anyTextBecomesASafeNameOnceAndForAll();
    void namesThatOneFolderCanNotHoldTwiceAreTheSame();
    void aPathNeverLeadsOut_data();
    void aPathNeverLeadsOut();
    void whatAPersonWritesBecomesAPath();
    void pathsHaveParentsAndDepth();
};

void TestSavedNames::aNameBecomesOneThatEverySystemTakes_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("name");
    const auto row = [](const char *title, QByteArray written, QByteArray name) {
        QTest::newRow(title) << std::move(written) << std::move(name);
    };
    row("as it is", "Order Completed", "Order Completed");
    row("other scripts", "注文 Заказ", "注文 Заказ");
    row("refused by Windows", "a<b>c:d\"e/f\\g|h?i*j", "a-b-c-d-e-f-g-h-i-j");
    row("up", "../../etc/passwd", "etc-passwd");
    row("only dots", "...", "");
    row("only blanks", " \t\n ", "");
    row("nothing", "", "");
    row("hidden", ".git", "git");
    row("an option", "-rf", "rf");
    row("dots and blanks at the end", "Welcome. . ", "Welcome");
    row("the ending", "Welcome.JSON", "Welcome");
    row("the ending twice", "a.json.json", "a");
    row("only the ending", ".json", "json");
    row("a device", "con", "con_");
    row("a device with an ending", "Aux.old", "Aux_.old");
    row("a device with a raised digit", "COM\xC2\xB9", "COM\xC2\xB9_");
    row("no device", "Console", "Console");
    row("control characters",
        "a\x01"
        "b\r\nc",
        "a b c");
    row("a zero byte", QByteArray("a\0b", 3), "a b");
    row("turned text", "a\xE2\x80\xAEnosj.exe", "anosj.exe");
    row("unseen", "\xE2\x80\x8B\xEF\xBB\xBF", "");
    row("no UTF-8",
        "a\xFF\xFE"
        "b\xC3",
        "ab");
    row("a half character", "a\xED\xA0\x80z", "az");
    row("decomposed", "Mu\xCC\x88nchen", "M\xC3\xBCnchen");
    row("a family", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 mail",
        "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 mail");
}

void TestSavedNames::aNameBecomesOneThatEverySystemTakes()
{
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, name);
    QCOMPARE(QByteArray::fromStdString(safeFileName(written.toStdString())), name);
}

void TestSavedNames::longNamesAreCutBetweenCharacters()
{
    const std::string umlauts = safeFileName(QString(500, u'ü').toStdString());
    QVERIFY(umlauts.size() <= MostNameBytes && umlauts.size() > MostNameBytes - 4);
    QCOMPARE(QString::fromStdString(umlauts), QString(qsizetype(umlauts.size()) / 2, u'ü'));
    QString faces;
    for (int i = 0; i < 100; ++i)
        faces += QStringLiteral("\U0001F600");
    const QString cut = QString::fromStdString(safeFileName(faces.toStdString()));
    QVERIFY(!cut.isEmpty() && faces.startsWith(cut) && cut.back().isLowSurrogate());
    // A cut that leaves a device's name, or a blank at the end, is mended too.
    const std::string blank = safeFileName(std::string(MostNameBytes - 2, 'x') + "     y");
    QCOMPARE(blank, std::string(MostNameBytes - 2, 'x'));
    QVERIFY(safeFileName(std::string(50'000'000, 'x')).size() <= MostNameBytes);
}

void TestSavedNames::anyTextBecomesASafeNameOnceAndForAll()
{
    QRandomGenerator random(20260301);
    const QByteArray alphabet("aA.- /\\:*?\"<>|\0\x01\x7f\xc3\xbc\xe2\x80\xae\xed\xa0\x80\xff.jsonCONcom1\xcc\x88", 40);
    for (int round = 0; round < 20000; ++round) {
        QByteArray text;
        for (auto length = random.bounded(40); length > 0; --length)
            text += alphabet[random.bounded(int(alphabet.size()))];
        const std::string name = safeFileName(text.toStdString());
        const QByteArray shown = "of " + text.toHex() + " came " + QByteArray::fromStdString(name);
        QVERIFY2(safeFileName(name) == name, shown.constData());
        QVERIFY2(name.empty() || SavedPath::canHold(name), shown.constData());
        QVERIFY2(name.size() <= MostNameBytes, shown.constData());
    }
}

void TestSavedNames::namesThatOneFolderCanNotHoldTwiceAreTheSame()
{
    QCOMPARE(nameKey("Welcome"), nameKey("wELCOME"));
    QCOMPARE(nameKey("M\xC3\xBCnchen"), nameKey("MU\xCC\x88NCHEN"));
    QCOMPARE(nameKey("Stra\xC3\x9F"
                     "e"),
             nameKey("STRASSE"));
    QVERIFY(nameKey("Welcome") != nameKey("Welcome 2"));
}

void TestSavedNames::aPathNeverLeadsOut_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"..", "../x", "a/../b", "/etc/passwd", "a//b", "a/", "./a", ".git/config", "a/.console/b",
                             "a\\..\\b", "C:/x", "a:stream", "a\xFF", "1/2/3/4/5/6/7/8/9/10"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("zero byte") << QByteArray("a\0b", 3);
    QTest::newRow("long") << QByteArray(300, 'x');
}

void TestSavedNames::aPathNeverLeadsOut()
{
    QFETCH(QByteArray, text);
    const auto path = SavedPath::parse(text.toStdString());
    QVERIFY(!path);
    QCOMPARE(path.error().code, std::string("saved_path_invalid"));
}

void TestSavedNames::whatAPersonWritesBecomesAPath()
{
    QCOMPARE(SavedPath::made("Newsletter / Welcome: now ")->text(), std::string("Newsletter/Welcome- now"));
    QCOMPARE(SavedPath::made("/../a\\b//c/.")->text(), std::string("a/b/c"));
    QVERIFY(SavedPath::made("")->isTop());
    QCOMPARE(SavedPath::made("1/2/3/4/5/6/7/8/9/10").error().code, std::string("saved_too_deep"));
    const std::string word(100, 'x');
    QCOMPARE(SavedPath::made(word + "/" + word).error().code, std::string("saved_path_too_long"));
}

void TestSavedNames::pathsHaveParentsAndDepth()
{
    const SavedPath path = *SavedPath::parse("a/b/c");
    QCOMPARE(path.depth(), 3);
    QCOMPARE(path.name(), std::string_view("c"));
    QCOMPARE(path.parent().text(), std::string("a/b"));
    QVERIFY(path.parent().parent().parent().isTop());
    QVERIFY(path.isWithin(path) && path.isWithin({}) && path.isWithin(path.parent()));
    QVERIFY(!SavedPath::parse("ab/c")->isWithin(*SavedPath::parse("a")));
}

QTEST_GUILESS_MAIN(TestSavedNames)
#include "tst_saved_names.moc"
