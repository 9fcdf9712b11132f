// The form's fields that name something in SMC propose what the text's completion does.
#include "form_bench.h"

#include <gui/schema_cache.h>

#include <QAbstractItemView>
#include <QCompleter>
#include <QSignalSpy>

using namespace smc;
using namespace smc::gui;

namespace {

constexpr const char *Group =
    R"({"type":"group","groupId":"","userId":"u","traits":{"userlist":"USERS_SEGMENT","matchkey":""}})";

} // namespace

class TestFormNames : public FormBench
{
    Q_OBJECT

    QAbstractItemView &proposals(const QString &field) { return *line(field)->completer()->popup(); }

    QStringList proposed(const QString &field)
    {
        QStringList names;
        const QAbstractItemModel &model = *proposals(field).model();
        for (int row = 0; proposals(field).isVisible() && row < model.rowCount(); ++row)
            names.append(model.index(row, 0).data().toString());
        return names;
    }

    void ask(const QString &field)
    {
        line(field)->setFocus();
        action("compose.complete")->trigger();
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void namesAreProposedWhereTheyAreAskedFor_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("name");
        QTest::newRow("list") << QStringLiteral("User list") << QStringLiteral("USERS_SEGMENT");
        QTest::newRow("field") << QStringLiteral("Match field") << QStringLiteral("MAIL");
        QTest::newRow("segment") << QStringLiteral("Static segment") << QStringLiteral("SegmentToSMCStatic");
    }

    /// The sandbox is read by itself, and what it holds is shown once it is there.
    void namesAreProposedWhereTheyAreAskedFor()
    {
        QFETCH(QString, field);
        QFETCH(QString, name);
        open(Group);
        ask(field);
        QTRY_VERIFY2(proposed(field).contains(name), qPrintable(proposed(field).join(QLatin1Char(' '))));
        QCOMPARE(proposals(field).accessibleName(), QStringLiteral("Suggestions"));
        m_bench->picture("form-names");
        QTest::keyClick(&proposals(field), Qt::Key_Escape);
        QVERIFY(!proposals(field).isVisible());
        QCOMPARE(text(), std::string(Group));
    }

    void whatIsChosenStandsInTheEvent()
    {
        const QString field = QStringLiteral("Match field");
        open(Group);
        ask(field);
        QTRY_VERIFY(proposed(field).contains(QStringLiteral("MAIL")));
        QTest::keyClick(&proposals(field), Qt::Key_Escape);

        QTest::keyClicks(line(field), QStringLiteral("ai"));
        QCOMPARE(proposed(field), QStringList{QStringLiteral("MAIL")});
        QTest::keyClick(&proposals(field), Qt::Key_Down);
        QTest::keyClick(&proposals(field), Qt::Key_Return);
        QCOMPARE(line(field)->text(), QStringLiteral("MAIL"));
        QTRY_VERIFY2(text().find(R"("matchkey":"MAIL")") != std::string::npos, text().c_str());
        QVERIFY(!proposals(field).isVisible());
    }

    void whatIsTypedStaysWithoutAChoice()
    {
        const QString field = QStringLiteral("Match field");
        open(Group);
        ask(field);
        QTRY_VERIFY(proposed(field).contains(QStringLiteral("MAIL")));
        QTest::keyClick(&proposals(field), Qt::Key_Escape);
        QTest::keyClicks(line(field), QStringLiteral("mai"));
        QCOMPARE(proposed(field), QStringList{QStringLiteral("MAIL")});
        QTest::keyClick(&proposals(field), Qt::Key_Tab);
        QVERIFY(text().find(R"("matchkey":"mai")") != std::string::npos);
        QVERIFY(line(QStringLiteral("User list"))->hasFocus());

        // A whole name needs no proposal.
        fill(field, QString());
        line(field)->setFocus();
        QTest::keyClicks(line(field), QStringLiteral("MAI"));
        QVERIFY(proposals(field).isVisible());
        QTest::keyClicks(line(field), QStringLiteral("L"));
        QVERIFY(!proposals(field).isVisible());
    }

    void productionIsReadOnlyAfterThePersonAsked()
    {
        const QString field = QStringLiteral("User list");
        useProduction();
        open(R"({"type":"group","groupId":"","userId":"u","traits":{"matchkey":"MAIL"}})");
        QSignalSpy said(m_page, &Page::status);
        ask(field);
        QCOMPARE(said.size(), 1);
        QVERIFY(said.first().first().toString().contains(QStringLiteral("Refresh lists from SMC")));
        QTest::keyClicks(line(field), QStringLiteral("US"));
        QTest::qWait(100);
        QVERIFY(!console().schema().isReading());
        QVERIFY(!console().schema().readAt().has_value());
        QVERIFY(proposed(field).isEmpty());
        action("compose.refreshLists")->trigger();
        QTRY_VERIFY(proposed(field).contains(QStringLiteral("USERS_SEGMENT")));
    }
};

QTEST_MAIN(TestFormNames)
#include "test_form_names.moc"
