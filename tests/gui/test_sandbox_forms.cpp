// The forms that make something in the sandbox: what they need is marked, and what is wrong is said under the field.
#include "named.h"
#include "window_bench.h"

#include <gui/sandbox/content_tree.h>
#include <gui/sandbox/form_checks.h>
#include <gui/sandbox/sandbox_page.h>
#include <gui/sandbox_host.h>
#include <gui/widgets/data_table.h>
#include <gui/widgets/field.h>

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>

#include <algorithm>

using namespace smc::gui;
namespace sandbox = smc::sandbox;

namespace {

/// What is said to be wrong in the field that `editor` belongs to, as long as one can see it.
QString errorUnder(const QWidget &editor)
{
    const auto *field = qobject_cast<const Field *>(editor.parentWidget());
    for (const QLabel *label : field->findChildren<QLabel *>()) {
        if (label->isVisible() && label->property("role") == QLatin1String("error") && label->text() == field->error())
            return label->text();
    }
    return {};
}

QPushButton &buttonOf(const QDialog &form, const QString &text)
{
    for (QPushButton *button : form.findChildren<QPushButton *>()) {
        if (button->text() == text)
            return *button;
    }
    qFatal("No button says %s", qPrintable(text));
}

struct Opened
{
    Opened(const char *action, const char *title)
    {
        bench.go(PageId::Sandbox);
        QCoro::waitFor(bench.window().showPage(PageId::Sandbox, QStringLiteral("USERS_SEGMENT")));
        QCoro::waitFor(static_cast<SandboxPage &>(bench.page(PageId::Sandbox)).refresh());
        bench.action(action).trigger();
        form = &bench.named<QDialog>(title);
        form->activateWindow();
        QTest::qWait(0);
    }
    QLineEdit &line(const QString &name) const { return *named<QLineEdit>(*form, name); }

    WindowBench bench;
    QPointer<QDialog> form;
};

} // namespace

class TestSandboxForms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void aFormBeginsBehindTheListThatIsChosen_data();
    void aFormBeginsBehindTheListThatIsChosen();
    void aSegmentIsMadeInAUserList();
    void aSpaceInAnApiNameIsNamedWhenTheFieldIsLeft();
    void whatANewRecordNeedsStandsFirstAndIsSaidWhenLeftEmpty();
    void theButtonLeadsToTheFirstFieldThatHasSomethingWrong();
    void theRecordThatWasAddedIsShown();
    void whatIsWrongIsReadWholeAtEveryTextSize_data();
    void whatIsWrongIsReadWholeAtEveryTextSize();
    void longNamesLeaveTheFormItsWidth();
    void aFormGrowsWithWhatIsSaidUnderItsFields();
    void aValueOfAnotherTypeIsNamedWhenTheFieldIsLeft();
    void aLengthThatIsNoNumberIsRefused();
    void whatOnlySmcKnowsIsSaidToo();
    void proposesANameThatIsAllowed_data();
    void proposesANameThatIsAllowed();
};

void TestSandboxForms::aFormBeginsBehindTheListThatIsChosen_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("title");
    QTest::addColumn<QString>("first");
    QTest::newRow("list") << QByteArray("sandbox.newList") << QByteArray("New list") << QStringLiteral("API name");
    QTest::newRow("field") << QByteArray("sandbox.newField") << QByteArray("New field") << QStringLiteral("Name");
    QTest::newRow("segment") << QByteArray("sandbox.newSegment") << QByteArray("New static segment")
                             << QStringLiteral("API name");
    QTest::newRow("record") << QByteArray("sandbox.newRecord") << QByteArray("New record")
                            << QStringLiteral("CUSTOMER_ID");
}

void TestSandboxForms::aFormBeginsBehindTheListThatIsChosen()
{
    QFETCH(const QByteArray, action);
    QFETCH(const QByteArray, title);
    QFETCH(const QString, first);
    const Opened opened(action.constData(), title.constData());
    QTRY_VERIFY(opened.line(first).hasFocus());
}

void TestSandboxForms::aSegmentIsMadeInAUserList()
{
    Opened opened("sandbox.newList", "New list"); // For the page, which shows another list then.
    opened.form->reject();
    QTRY_VERIFY(!opened.form);
    opened.bench.named<ContentTree>("Lists and segments").selectOnceThere({QStringLiteral("segment_events"), {}});
    opened.bench.action("sandbox.newSegment").trigger();
    const auto &list = *named<QComboBox>(opened.bench.named<QDialog>("New static segment"), "List");
    QCOMPARE(list.count(), 1);
    QCOMPARE(list.currentText(), QStringLiteral("USERS_SEGMENT"));
    // It is another list than the one that was chosen: one begins there.
    QTRY_VERIFY(list.hasFocus());
}

void TestSandboxForms::aSpaceInAnApiNameIsNamedWhenTheFieldIsLeft()
{
    Opened opened("sandbox.newList", "New list");
    QLineEdit &name = opened.line(QStringLiteral("API name"));
    QVERIFY2(name.accessibleDescription().startsWith(QStringLiteral("Needed. ")),
             qPrintable(name.accessibleDescription()));
    QTRY_VERIFY(name.hasFocus());
    QTest::keyClicks(&name, QStringLiteral("My newsletters"));
    QCOMPARE(errorUnder(name), QString()); // Not on each key.
    QTest::keyClick(&name, Qt::Key_Tab);
    QCOMPARE(errorUnder(name),
             QStringLiteral("No space can stand in it: SMC takes letters without accents, digits and underscores "
                            "only. My_newsletters would do."));
    QCOMPARE(name.accessibleDescription(), errorUnder(name));
    // All of it can be read.
    const QLabel *under = nullptr;
    for (const QLabel *label : name.parentWidget()->findChildren<QLabel *>())
        under = label->text() == name.accessibleDescription() ? label : under;
    QVERIFY(under);
    QTRY_VERIFY(under->height() >= under->heightForWidth(under->width()));
    QCOMPARE(under->visibleRegion().boundingRect(), under->rect());
    opened.form->grab().save(pictureFolder() + QStringLiteral("/state-sandbox-list-name.png"));
    // What is put right is not called wrong any longer.
    name.setFocus();
    name.selectAll();
    QTest::keyClicks(&name, QStringLiteral("My_newsletters"));
    QCOMPARE(errorUnder(name), QString());
}

void TestSandboxForms::whatANewRecordNeedsStandsFirstAndIsSaidWhenLeftEmpty()
{
    Opened opened("sandbox.newRecord", "New record");
    const auto edits = opened.form->findChildren<QLineEdit *>();
    QLineEdit &key = opened.line(QStringLiteral("CUSTOMER_ID"));
    QVERIFY(key.accessibleDescription().startsWith(QStringLiteral("Needed. ")));
    for (const QLineEdit *other : edits) {
        if (other == &key)
            continue;
        QVERIFY(!other->accessibleDescription().startsWith(QStringLiteral("Needed")));
        QVERIFY(key.mapTo(opened.form, QPoint()).y() < other->mapTo(opened.form, QPoint()).y());
    }
    QTRY_VERIFY(key.hasFocus());
    QTest::keyClick(&key, Qt::Key_Tab);
    QVERIFY2(errorUnder(key).startsWith(QStringLiteral("CUSTOMER_ID can't stay empty. The business key:")),
             qPrintable(errorUnder(key)));
}

void TestSandboxForms::theButtonLeadsToTheFirstFieldThatHasSomethingWrong()
{
    Opened opened("sandbox.newRecord", "New record");
    opened.line(QStringLiteral("MAIL")).setText(QStringLiteral("ann@example.com"));
    QLineEdit &key = opened.line(QStringLiteral("CUSTOMER_ID"));
    opened.line(QStringLiteral("NAME")).setFocus();
    QPushButton &create = buttonOf(*opened.form, QStringLiteral("Create record"));
    QVERIFY(create.isEnabled()); // Never grey without a word.
    create.click();
    QVERIFY(!errorUnder(key).isEmpty());
    QTRY_VERIFY(key.hasFocus());
    QVERIFY(opened.bench.console().sandbox().requests().empty());
    key.setText(QStringLiteral("C-900"));
    create.click();
    QTRY_VERIFY(!opened.form || !opened.form->isVisible());
}

void TestSandboxForms::theRecordThatWasAddedIsShown()
{
    Opened opened("sandbox.newRecord", "New record");
    auto &tabs = opened.bench.named<QTabBar>("Rows, requests or faults");
    tabs.setCurrentIndex(1);
    const auto &rows = opened.bench.named<DataTable>("Records");
    const auto make = [&opened](const QString &mail) {
        opened.line(QStringLiteral("CUSTOMER_ID")).setText(QStringLiteral("C-900"));
        opened.line(QStringLiteral("MAIL")).setText(mail);
        buttonOf(*opened.form, QStringLiteral("Create record")).click();
        return QTest::qWaitFor([&opened] { return !opened.form || !opened.form->isVisible(); });
    };
    QVERIFY(make(QStringLiteral("ann@example.com")));
    // The hundred and first: it stands on a page of its own.
    const auto chosen = [&rows] { return rows.currentIndex().siblingAtColumn(0).data().toString(); };
    QTRY_COMPARE(rows.model()->rowCount(), 1);
    QTRY_COMPARE(chosen(), QStringLiteral("101"));
    QCOMPARE(tabs.currentIndex(), 0);

    // One that only changes another leads nowhere.
    opened.bench.find<QPushButton>("sandbox.rows.previous").click();
    QTRY_COMPARE(rows.model()->rowCount(), 100);
    opened.bench.action("sandbox.newRecord").trigger();
    opened.form = &opened.bench.named<QDialog>("New record");
    QVERIFY(make(QStringLiteral("bea@example.com")));
    QTest::qWait(300);
    QCOMPARE(rows.model()->rowCount(), 100);
}

void TestSandboxForms::whatIsWrongIsReadWholeAtEveryTextSize_data()
{
    QTest::addColumn<theme::Scheme>("scheme");
    QTest::addColumn<int>("zoom");
    QTest::newRow("sandbox-form-wrong-light") << theme::Scheme::Light << 100;
    QTest::newRow("sandbox-form-wrong-dark") << theme::Scheme::Dark << 150;
    QTest::newRow("sandbox-form-wrong-zoom200") << theme::Scheme::Light << 200;
}

void TestSandboxForms::whatIsWrongIsReadWholeAtEveryTextSize()
{
    QFETCH(const theme::Scheme, scheme);
    QFETCH(const int, zoom);
    const auto back = qScopeGuard([] { theme::apply(*qApp, theme::Scheme::Light, 100); });
    theme::apply(*qApp, scheme, zoom);
    Opened opened("sandbox.newList", "New list");
    buttonOf(*opened.form, QStringLiteral("Create list")).click();
    QTest::qWait(50);
    opened.form->grab().save(pictureFolder() + QLatin1Char('/') + QLatin1String(QTest::currentDataTag()) +
                             QStringLiteral(".png"));
    int wrong = 0;
    for (const Field *field : opened.form->findChildren<Field *>()) {
        wrong += field->error().isEmpty() ? 0 : 1;
        const QWidget &editor = *field->editor();
        QVERIFY2(editor.height() >= editor.sizeHint().height(), qPrintable(editor.accessibleName()));
        // As wide as the form, unless that is wide beyond reading.
        const int wide = std::min(field->width(), theme::scaled(theme::space::FieldWidth));
        QVERIFY2(editor.width() == wide, qPrintable(editor.accessibleName()));
        for (const QLabel *label : field->findChildren<QLabel *>()) {
            if (label->isVisible())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        }
    }
    QCOMPARE(wrong, 2);
    QCOMPARE(clippedTexts(*opened.form), QStringList());
}

void TestSandboxForms::longNamesLeaveTheFormItsWidth()
{
    const QString longest(100, QLatin1Char('W'));
    Opened opened("sandbox.newList", "New list");
    opened.line(QStringLiteral("API name")).setText(longest);
    opened.line(QStringLiteral("Name")).setText(longest);
    const int width = opened.form->width();
    buttonOf(*opened.form, QStringLiteral("Create list")).click();
    QTRY_VERIFY(!opened.form);
    const auto made = [&] {
        for (const QString &field : {QStringLiteral("FIRST"), longest}) {
            opened.bench.action("sandbox.newField").trigger();
            opened.form = &opened.bench.named<QDialog>("New field");
            QTest::qWait(0);
            if (opened.form->width() > width || !clippedTexts(*opened.form).isEmpty())
                return false;
            opened.line(QStringLiteral("Name")).setText(field);
            buttonOf(*opened.form, QStringLiteral("Create field")).click();
            if (!QTest::qWaitFor([&] { return !opened.form; }))
                return false;
        }
        return true;
    };
    QTRY_COMPARE(opened.bench.find<QLabel>("sandbox.rows.title").toolTip(), longest);
    QVERIFY(made());
    QCoro::waitFor(static_cast<SandboxPage &>(opened.bench.page(PageId::Sandbox)).refresh());
    opened.bench.action("sandbox.newRecord").trigger();
    opened.form = &opened.bench.named<QDialog>("New record");
    QTest::qWait(0);
    opened.form->grab().save(pictureFolder() + QStringLiteral("/state-sandbox-form-long-names.png"));
    QVERIFY2(opened.form->width() <= width, qPrintable(QString::number(opened.form->width())));
    QCOMPARE(clippedTexts(*opened.form), QStringList());
    QVERIFY(opened.line(longest).isVisible());
}

void TestSandboxForms::aFormGrowsWithWhatIsSaidUnderItsFields()
{
    Opened opened("sandbox.newField", "New field");
    QLineEdit &name = opened.line(QStringLiteral("Name"));
    name.setText(QStringLiteral("1 n\u00e4me that is wrong"));
    buttonOf(*opened.form, QStringLiteral("Create field")).click();
    QTest::qWait(50);
    QVERIFY(!errorUnder(name).isEmpty());
    const auto &scroll = *opened.form->findChild<QScrollArea *>();
    QCOMPARE(scroll.verticalScrollBar()->maximum(), 0);

    // So it does with what is said of the whole.
    opened.bench.console().sandbox().setFaults(*sandbox::parseFaults({"503"}));
    name.setText(QStringLiteral("FINE"));
    buttonOf(*opened.form, QStringLiteral("Create field")).click();
    const QLabel *said = nullptr;
    QTRY_VERIFY((said = opened.form->findChild<QLabel *>(QStringLiteral("creation.trouble")))->isVisible());
    QTest::qWait(0);
    QVERIFY2(said->height() >= said->heightForWidth(said->width()), qPrintable(said->text()));
    QVERIFY(said->y() >= scroll.geometry().bottom());
    QCOMPARE(scroll.verticalScrollBar()->maximum(), 0);
}

void TestSandboxForms::aValueOfAnotherTypeIsNamedWhenTheFieldIsLeft()
{
    Opened opened("sandbox.newRecord", "New record");
    QLineEdit &optOut = opened.line(QStringLiteral("OPTOUT"));
    QTRY_VERIFY(opened.line(QStringLiteral("CUSTOMER_ID")).hasFocus());
    optOut.setFocus();
    QTest::keyClicks(&optOut, QStringLiteral("never"));
    QTest::keyClick(&optOut, Qt::Key_Tab);
    QCOMPARE(errorUnder(optOut), QStringLiteral("This is no Numeric. Write a whole number, up to ten digits."));
    QLineEdit &mail = opened.line(QStringLiteral("MAIL"));
    mail.setFocus();
    mail.setText(QString(5000, QLatin1Char('a')));
    QTest::keyClick(&mail, Qt::Key_Tab);
    QVERIFY2(errorUnder(mail).startsWith(QStringLiteral("It is too long: MAIL has room for ")),
             qPrintable(errorUnder(mail)));
}

void TestSandboxForms::aLengthThatIsNoNumberIsRefused()
{
    Opened opened("sandbox.newField", "New field");
    opened.line(QStringLiteral("Name")).setText(QStringLiteral("COLOUR"));
    QLineEdit &length = opened.line(QStringLiteral("Length"));
    length.setText(QStringLiteral("five"));
    buttonOf(*opened.form, QStringLiteral("Create field")).click();
    QCOMPARE(errorUnder(length),
             QStringLiteral("Write a whole number from 1 to 4000, or nothing for SMC's own choice."));
    QVERIFY(opened.bench.console().sandbox().requests().empty());
}

void TestSandboxForms::whatOnlySmcKnowsIsSaidToo()
{
    Opened opened("sandbox.newList", "New list");
    opened.line(QStringLiteral("API name")).setText(QStringLiteral("users_segment"));
    opened.line(QStringLiteral("Name")).setText(QStringLiteral("People"));
    buttonOf(*opened.form, QStringLiteral("Create list")).click();
    const auto says = [&opened] {
        for (const QLabel *label : opened.form->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(QStringLiteral("already a list")))
                return !label->text().contains(QStringLiteral("Mend")); // That is for rows.
        }
        return false;
    };
    QTRY_VERIFY(says());
}

void TestSandboxForms::proposesANameThatIsAllowed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("end");
    QTest::newRow("legal") << QStringLiteral("ORDERS_2") << QString();
    QTest::newRow("accents") << QString::fromUtf8("Größe é") << QStringLiteral(" Grosse_e would do.");
    QTest::newRow("nothing left") << QStringLiteral("--") << QStringLiteral("underscores only.");
    QTest::newRow("beyond the first plane") << QString::fromUtf8("a\xF0\x9F\x98\x80") << QStringLiteral("a_ would do.");
    QTest::newRow("half a character") << QString(QChar(0xD83D)) << QStringLiteral("underscores only.");
    QTest::newRow("too long") << QString(129, QLatin1Char('a')) << QStringLiteral("at most 128 characters.");
    QTest::newRow("long and illegal") << QString(100000, QLatin1Char('-')) + QLatin1Char('a')
                                      << QStringLiteral("_a would do.");
}

void TestSandboxForms::proposesANameThatIsAllowed()
{
    QFETCH(const QString, name);
    QFETCH(const QString, end);
    const QString wrong = wrongInApiName(name);
    QCOMPARE(wrong.isEmpty(), end.isEmpty());
    QVERIFY2(wrong.endsWith(end), qPrintable(wrong));
}

QTEST_MAIN(TestSandboxForms)
#include "test_sandbox_forms.moc"
