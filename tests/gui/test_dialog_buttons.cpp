// The buttons that end a dialog or a panel: everywhere in the order of the platform, and reached by Tab as they stand.
#include "named.h"
#include "window_bench.h"

#include <gui/activity/activity_page.h>
#include <gui/activity/compare_window.h>
#include <gui/compose/compose_page.h>
#include <gui/compose/import_panel.h>
#include <gui/compose/place_panel.h>
#include <gui/compose/run_panel.h>
#include <gui/editor/json_editor.h>
#include <gui/shortcuts/shortcuts_dialog.h>
#include <gui/style/console_style.h>
#include <gui/widgets/data_table.h>

#include <QApplication>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QProxyStyle>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace smc;
using namespace smc::gui;

namespace {

/// The console's style where another platform says how buttons stand.
class StyleOf final : public QProxyStyle
{
public:
    explicit StyleOf(QDialogButtonBox::ButtonLayout order)
        : QProxyStyle(new ConsoleStyle)
        , m_order(order)
    {
    }
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_DialogButtonLayout ? int(m_order) : QProxyStyle::styleHint(hint, option, widget, data);
    }

private:
    QDialogButtonBox::ButtonLayout m_order;
};

QString wordsOf(const QPushButton &button)
{
    return button.text().remove(QLatin1Char('&'));
}

QList<QPushButton *> shownButtons(const QWidget &within)
{
    QList<QPushButton *> shown = within.findChildren<QPushButton *>();
    shown.removeIf([](const QPushButton *button) { return !button->isVisible(); });
    return shown;
}

/// Goes on with what is asked, or leaves it.
bool endsIt(const QPushButton &button)
{
    const QString role = button.property("role").toString();
    const QString words = wordsOf(button);
    return role == QLatin1String("primary") || role == QLatin1String("danger") || words == QLatin1String("Cancel") ||
           words == QLatin1String("Close");
}

const QDialogButtonBox *boxOf(const QPushButton &button)
{
    for (const QWidget *at = button.parentWidget(); at; at = at->parentWidget()) {
        if (const auto *box = qobject_cast<const QDialogButtonBox *>(at))
            return box;
    }
    return nullptr;
}

/// From left to right.
QList<QPushButton *> inARow(const QDialogButtonBox &box)
{
    QList<QPushButton *> row = shownButtons(box);
    std::sort(row.begin(), row.end(), [](const QPushButton *a, const QPushButton *b) { return a->x() < b->x(); });
    return row;
}

/// What is wrong with the buttons of `place`, a dialog or a panel that is open; nothing where all is well.
QStringList faultsOf(QWidget &place, QDialogButtonBox::ButtonLayout order)
{
    QStringList faults;
    bool canBeLeft = false;
    for (const QPushButton *button : shownButtons(place)) {
        const QDialogButtonBox *box = boxOf(*button);
        if (endsIt(*button) && !box)
            faults.append(QStringLiteral("“%1” stands where it was put").arg(wordsOf(*button)));
        if (!box || box->buttonRole(const_cast<QPushButton *>(button)) != QDialogButtonBox::RejectRole)
            continue;
        canBeLeft = true;
        for (QPushButton *other : inARow(*box)) {
            const bool goesOn = box->buttonRole(other) == QDialogButtonBox::AcceptRole;
            const bool leavesLast = order == QDialogButtonBox::WinLayout || order == QDialogButtonBox::KdeLayout;
            if (goesOn && (other->x() < button->x()) != leavesLast)
                faults.append(QStringLiteral("“%1” is on the wrong side").arg(wordsOf(*other)));
            const int gap = button->x() > other->x() ? button->x() - other->geometry().right() - 1 : 0;
            if (gap > 0 && gap < theme::space::Small)
                faults.append(QStringLiteral("“%1” stands too near").arg(wordsOf(*other)));
        }
    }
    if (!canBeLeft)
        faults.append(QStringLiteral("Nothing leaves it"));
    // Tab goes as they stand, and reaches them after what they are about.
    const QList<QWidget *> chain = tabChain(*place.window(), place);
    for (const QDialogButtonBox *box : place.findChildren<QDialogButtonBox *>()) {
        const QList<QPushButton *> row = inARow(*box);
        for (qsizetype at = 1; at < row.size(); ++at) {
            const bool areBoth = chain.contains(row[at - 1]) && chain.contains(row[at]);
            if (areBoth && chain.indexOf(row[at - 1]) > chain.indexOf(row[at]))
                faults.append(
                    QStringLiteral("Tab comes to “%1” before “%2”").arg(wordsOf(*row[at]), wordsOf(*row[at - 1])));
        }
    }
    return faults;
}

} // namespace

class TestDialogButtons : public QObject
{
    Q_OBJECT

private:
    QDialogButtonBox::ButtonLayout m_order = QDialogButtonBox::WinLayout;
    QStringList m_looked;

    void look(QWidget *place, const char *name)
    {
        QVERIFY2(place, name);
        QTRY_VERIFY2(place->isVisible(), name);
        QTest::qWait(50);
        const QStringList faults = faultsOf(*place, m_order);
        place->grab().save(pictureFolder() +
                           QStringLiteral("/buttons-%1-%2.png").arg(QLatin1String(name)).arg(int(m_order)));
        QVERIFY2(faults.isEmpty(), qPrintable(QLatin1String(name) + QStringLiteral(": ") + faults.join(u'\n')));
        m_looked.append(QLatin1String(name));
    }

    void lookAtQuestion(WindowBench &bench)
    {
        WindowDialogs dialogs;
        Question question{.id = QStringLiteral("unsaved_settings"),
                          .title = QStringLiteral("Unsaved settings"),
                          .text = QStringLiteral("The settings of “Acme” are not saved."),
                          .details = {},
                          .choices = {{QStringLiteral("save"), QStringLiteral("Save"), Choice::Kind::Proceed},
                                      {QStringLiteral("cancel"), QStringLiteral("Cancel"), Choice::Kind::Cancel}},
                          .preferred = QStringLiteral("save")};
        auto asking = dialogs.ask(&bench.window(), std::move(question));
        auto *box = bench.window().findChild<QMessageBox *>();
        look(box, "question");
        box->reject();
        QCOMPARE(QCoro::waitFor(std::move(asking)), QStringLiteral("cancel"));
    }

    void lookAtCreation(WindowBench &bench)
    {
        bench.go(PageId::Sandbox);
        auto &rows = bench.named<DataTable>("Records");
        QTRY_VERIFY(rows.model()->columnCount() > 1);
        for (const auto &[id, title] : {std::pair("sandbox.newList", "New list"),
                                        {"sandbox.newField", "New field"},
                                        {"sandbox.newSegment", "New static segment"},
                                        {"sandbox.newRecord", "New record"}}) {
            bench.action(id).trigger();
            auto *form = &bench.named<QDialog>(title);
            look(form, id);
            // One begins to write at once.
            QVERIFY2(!qobject_cast<QPushButton *>(form->focusWidget()), id);
            delete form;
        }
    }

    void lookAtActivity(WindowBench &bench)
    {
        for (int i = 0; i < 2; ++i)
            QCoro::waitFor(bench.console().send(R"({"type":"identify","userId":"u-1"})"));
        bench.go(PageId::Activity);
        Page &page = bench.page(PageId::Activity);
        auto &table = bench.named<DataTable>("Exchanges");
        QTRY_COMPARE(table.model()->rowCount(), 2);
        table.selectAll();
        QTRY_VERIFY(bench.action("activity.compare").isEnabled());
        bench.action("activity.compare").trigger();
        QTRY_VERIFY(page.findChild<CompareWindow *>());
        auto *compare = page.findChild<CompareWindow *>();
        look(compare, "compare");
        delete compare;
        named<QPushButton>(page, QStringLiteral("Change the bound of the history"))->click();
        auto *bound = &bench.named<QDialog>("Bound of the history");
        look(bound, "bound");
        delete bound;
    }

    void lookAtPanels(WindowBench &bench)
    {
        bench.go(PageId::Compose);
        Page &page = bench.page(PageId::Compose);
        named<JsonEditor>(page, QStringLiteral("Event as JSON"))->setCode(R"({"type":"identify","userId":"u-1"})");
        QTRY_VERIFY(bench.action("compose.sendSeveral").isEnabled());
        bench.action("compose.save").trigger();
        auto *place = page.findChild<PlacePanel *>();
        look(place, "name");
        Q_EMIT place->cancelled();
        bench.action("compose.sendSeveral").trigger();
        auto *run = page.findChild<RunPanel *>();
        look(run, "run");
        run->hide();
        auto *import = page.findChild<ImportPanel *>();
        import->showLeftOut({Error { "not_json", "This is not JSON.", "events.json" }}, 0);
        look(import, "import");
    }

private Q_SLOTS:
    void init() { theme::apply(*qApp, theme::Scheme::Light, 100); }
    void cleanup() { QApplication::setStyle(new ConsoleStyle); }

    void everyDialogAndPanelHasThemInTheOrderOfThePlatform_data()
    {
        QTest::addColumn<QDialogButtonBox::ButtonLayout>("order");
        QTest::newRow("Windows") << QDialogButtonBox::WinLayout;
        QTest::newRow("macOS") << QDialogButtonBox::MacLayout;
        QTest::newRow("KDE") << QDialogButtonBox::KdeLayout;
        QTest::newRow("GNOME") << QDialogButtonBox::GnomeLayout;
    }

    void everyDialogAndPanelHasThemInTheOrderOfThePlatform()
    {
        QFETCH(QDialogButtonBox::ButtonLayout, order);
        QApplication::setStyle(new StyleOf(order));
        m_order = order;
        m_looked.clear();
        WindowBench bench;
        lookAtQuestion(bench);
        lookAtCreation(bench);
        lookAtActivity(bench);
        lookAtPanels(bench);
        bench.action("window.shortcuts").trigger();
        look(bench.window().findChild<ShortcutsDialog *>(), "shortcuts");
        // A check that ended early would have looked at less.
        QCOMPARE(m_looked.size(), 11);
    }
};

QTEST_MAIN(TestDialogButtons)
#include "test_dialog_buttons.moc"
