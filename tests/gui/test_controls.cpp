// What the console's own style draws: one look for all fields, focus that can be seen, lists and menus, at every text
// size and in both schemes.
#include "window_bench.h"

#include <gui/activity/waterfall.h>
#include <gui/icons.h>
#include <gui/time_left.h>
#include <gui/widgets/data_table.h>
#include <gui/widgets/menu_opener.h>
#include <gui/widgets/progress_line.h>

#include <QApplication>
#include <QCalendarWidget>
#include <QCheckBox>
#include <QComboBox>
#include <QCoro/QCoroTask>
#include <QDateTimeEdit>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QStyleOptionHeader>
#include <QTabBar>
#include <QTest>
#include <QTextCharFormat>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace smc;
using namespace smc::gui;
using theme::Scheme;

namespace {

QString suffixOf(Scheme scheme, int zoom)
{
    return QStringLiteral("-%1-%2")
        .arg(scheme == Scheme::Dark ? QStringLiteral("dark") : QStringLiteral("light"))
        .arg(zoom);
}

QImage imageOf(QWidget &widget)
{
    return widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

/// Whether two by two pixels somewhere have another colour now, one that stands out of the window's ground.
bool hasThickChange(const QImage &before, const QImage &after, const QColor &ground)
{
    const auto changed = [&](int x, int y) {
        return before.pixel(x, y) != after.pixel(x, y) && theme::contrast(QColor(after.pixel(x, y)), ground) >= 3;
    };
    for (int y = 0; y + 1 < after.height(); ++y) {
        for (int x = 0; x + 1 < after.width(); ++x) {
            if (changed(x, y) && changed(x + 1, y) && changed(x, y + 1) && changed(x + 1, y + 1))
                return true;
        }
    }
    return false;
}

int pixelsOf(const QImage &image, const QRect &within, const QColor &colour)
{
    int count = 0;
    for (int y = within.top(); y <= within.bottom(); ++y) {
        for (int x = within.left(); x <= within.right(); ++x)
            count += image.pixel(x, y) == colour.rgb() ? 1 : 0;
    }
    return count;
}

/// One of each control, under each other.
class Controls : public QWidget
{
public:
    Controls()
    {
        auto *layout = new QVBoxLayout(this);
        combo->addItems({QStringLiteral("Anything"), QStringLiteral("Identify"), QStringLiteral("Track")});
        combo->setCurrentIndex(1);
        day->setCalendarPopup(true);
        list->addItems({QStringLiteral("One"), QStringLiteral("Two"), QStringLiteral("Three"), QStringLiteral("Four")});
        list->setSelectionMode(QAbstractItemView::ExtendedSelection);
        list->setCurrentRow(0);
        tree->setHeaderLabels({QStringLiteral("Name"), QStringLiteral("Rows")});
        new QTreeWidgetItem(new QTreeWidgetItem(tree, {QStringLiteral("List")}), {QStringLiteral("Segment")});
        model->setHorizontalHeaderLabels({QStringLiteral("Milliseconds"), QStringLiteral("Path")});
        for (int row = 0; row < 3; ++row)
            model->appendRow({new QStandardItem(QString::number(row)), new QStandardItem(QStringLiteral("/lists"))});
        table->setModel(model);
        table->setSortingEnabled(true);
        tabs->addTab(QStringLiteral("Rows"));
        tabs->addTab(QStringLiteral("Request"));
        link->setText(QStringLiteral("Add it"));
        theme::setRole(*link, "link");
        primary->setText(QStringLiteral("Send"));
        theme::setRole(*primary, "primary");
        danger->setText(QStringLiteral("Send to PRODUCTION"));
        theme::setRole(*danger, "danger");
        destructive->setText(QStringLiteral("Discard"));
        theme::setRole(*destructive, "destructive");
        plain->setText(QStringLiteral("Dry run"));
        plain->setMenu(new QMenu(plain));
        tool->setText(QStringLiteral("Form"));
        tool->setFocusPolicy(Qt::StrongFocus);
        for (QWidget *widget : all())
            layout->addWidget(widget);
        anchor->setFocusPolicy(Qt::StrongFocus);
        layout->addWidget(anchor);
        resize(theme::scaled(400), sizeHint().height());
        show();
        QApplication::setActiveWindow(this);
        if (!QTest::qWaitForWindowExposed(this))
            qFatal("The window is not shown");
    }

    QList<QWidget *> fields() { return {line, combo, number, fraction, day, time}; }
    QList<QPushButton *> buttons() { return {plain, link, primary, danger, destructive}; }
    QList<QWidget *> all()
    {
        QList<QWidget *> every = fields();
        every << text << list << tree << table << check << tabs << tool;
        for (QPushButton *button : buttons())
            every << button;
        return every;
    }

    QLineEdit *line = new QLineEdit(this);
    QComboBox *combo = new QComboBox(this);
    QSpinBox *number = new QSpinBox(this);
    QDoubleSpinBox *fraction = new QDoubleSpinBox(this);
    QDateTimeEdit *day = new QDateTimeEdit(this);
    QDateTimeEdit *time = new QDateTimeEdit(this);
    QPlainTextEdit *text = new QPlainTextEdit(this);
    QListWidget *list = new QListWidget(this);
    QTreeWidget *tree = new QTreeWidget(this);
    QStandardItemModel *model = new QStandardItemModel(this);
    DataTable *table = new DataTable(QStringLiteral("Requests"), this);
    QCheckBox *check = new QCheckBox(QStringLiteral("Pinned only"), this);
    QTabBar *tabs = new QTabBar(this);
    QToolButton *tool = new QToolButton(this);
    QPushButton *plain = new QPushButton(this);
    QPushButton *link = new QPushButton(this);
    QPushButton *primary = new QPushButton(this);
    QPushButton *danger = new QPushButton(this);
    QPushButton *destructive = new QPushButton(this);
    QWidget *anchor = new QWidget(this); ///< Has the keyboard when none of them has.
};

void eachLook()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<int>("zoom");
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        for (const int zoom : {100, 200})
            QTest::addRow("%s", qPrintable(suffixOf(scheme, zoom))) << scheme << zoom;
    }
}

} // namespace

class TestControls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { theme::apply(*qApp, Scheme::Light, 100); }
    void cleanup() { theme::apply(*qApp, Scheme::Light, 100); }

    void fieldsOfEveryKindHaveOneHeight_data()
    {
        QTest::addColumn<int>("zoom");
        for (const int zoom : {80, 100, 150, 200})
            QTest::addRow("%d", zoom) << zoom;
    }

    void fieldsOfEveryKindHaveOneHeight()
    {
        QFETCH(int, zoom);
        theme::apply(*qApp, Scheme::Light, zoom);
        Controls controls;
        for (const QWidget *field : controls.fields())
            QVERIFY2(field->sizeHint().height() == controls.line->sizeHint().height(),
                     qPrintable(QStringLiteral("%1: %2, not %3")
                                    .arg(QLatin1String(field->metaObject()->className()))
                                    .arg(field->sizeHint().height())
                                    .arg(controls.line->sizeHint().height())));
        QVERIFY(controls.line->sizeHint().height() >= 32);
    }

    void aButtonIsLetGoWhenThePointerLeftItWhileItsMenuWasOpen_data()
    {
        QTest::addColumn<bool>("isTool");
        QTest::newRow("push button") << false;
        QTest::newRow("tool button") << true;
    }

    void aButtonIsLetGoWhenThePointerLeftItWhileItsMenuWasOpen()
    {
        QFETCH(bool, isTool);
        QWidget window;
        auto *push = new QPushButton(QStringLiteral("New"), &window);
        auto *tool = new QToolButton(&window);
        auto *menu = new QMenu(&window);
        menu->addAction(QStringLiteral("One"));
        setPopupMenu(*push, *menu);
        setPopupMenu(*tool, *menu);
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(push);
        layout->addWidget(tool);
        layout->addStretch();
        window.resize(400, 400);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QAbstractButton *button = isTool ? static_cast<QAbstractButton *>(tool) : push;
        QCursor::setPos(button->mapToGlobal(button->rect().center()));
        QTRY_VERIFY(button->underMouse());
        bool wasOpen = false;
        connect(menu, &QMenu::aboutToShow, &window, [&] {
            QTimer::singleShot(50, &window, [&] {
                wasOpen = menu->isVisible();
                QCursor::setPos(window.mapToGlobal(QPoint(390, 390)));
                QCoreApplication::sendPostedEvents();
                button->setAttribute(Qt::WA_UnderMouse); // An X server says nothing of the leaving.
                QTimer::singleShot(50, menu, &QMenu::close);
            });
        });
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(wasOpen);
        QTRY_VERIFY(!menu->isVisible());
        QVERIFY(!button->underMouse());
        // Where it is over the button still, that shows it.
        QCursor::setPos(button->mapToGlobal(button->rect().center()));
        QTRY_VERIFY(button->underMouse());
    }

    void whateverHasTheKeyboardShowsItTwoPixelsThick_data() { eachLook(); }

    void whateverHasTheKeyboardShowsItTwoPixelsThick()
    {
        QFETCH(Scheme, scheme);
        QFETCH(int, zoom);
        theme::apply(*qApp, scheme, zoom);
        Controls controls;
        for (QWidget *widget : controls.all()) {
            controls.anchor->setFocus();
            const QImage before = imageOf(*widget);
            widget->setFocus(Qt::TabFocusReason);
            // Neither a caret nor selected text counts.
            for (QLineEdit *edit : widget->findChildren<QLineEdit *>())
                edit->deselect();
            const QImage after = imageOf(*widget);
            const bool isSeen = hasThickChange(before, after, theme::colours(scheme).surface);
            if (!isSeen)
                after.save(pictureFolder() + QStringLiteral("/controls-faint.png"));
            QVERIFY2(isSeen, widget->metaObject()->className());
        }
        controls.number->setFocus();
        controls.grab().save(pictureFolder() + QStringLiteral("/controls") + suffixOf(scheme, zoom) +
                             QStringLiteral(".png"));
    }

    void pressedButtonsLookPressed_data() { eachLook(); }

    void pressedButtonsLookPressed()
    {
        QFETCH(Scheme, scheme);
        QFETCH(int, zoom);
        theme::apply(*qApp, scheme, zoom);
        Controls controls;
        for (QPushButton *button : controls.buttons()) {
            const QImage before = imageOf(*button);
            button->setDown(true);
            QVERIFY2(imageOf(*button) != before, qPrintable(button->text()));
        }
        const QImage before = imageOf(*controls.tool);
        controls.tool->setDown(true);
        QVERIFY(imageOf(*controls.tool) != before);
    }

    void theCurrentLineIsSeenBesideTheSelectedOnes()
    {
        Controls controls;
        const QColor accent = theme::colours(Scheme::Light).accent;
        controls.list->setFocus();
        for (int step = 0; step < 2; ++step)
            QTest::keyClick(controls.list, Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(controls.list->currentRow(), 2);
        QVERIFY(!controls.list->item(2)->isSelected());
        const auto ringOf = [&](int row) {
            const QRect rect = controls.list->visualItemRect(controls.list->item(row));
            return pixelsOf(imageOf(*controls.list->viewport()), rect, accent);
        };
        QVERIFY(ringOf(2) > 2 * controls.list->viewport()->width());
        QCOMPARE(ringOf(0), 0);
        // Among several that are selected, too.
        QTest::keyClick(controls.list, Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(controls.list->item(2)->isSelected() && controls.list->item(0)->isSelected());
        QVERIFY(ringOf(2) > 2 * controls.list->viewport()->width());
        // Where one is selected, it is the one.
        controls.list->clearSelection();
        controls.list->setCurrentRow(1);
        QCOMPARE(ringOf(1), 0);
    }

    void whatIsTypedInATableCoversWhatStoodThere_data() { eachLook(); }

    void whatIsTypedInATableCoversWhatStoodThere()
    {
        QFETCH(Scheme, scheme);
        QFETCH(int, zoom);
        theme::apply(*qApp, scheme, zoom);
        QTreeWidget tree;
        auto *item = new QTreeWidgetItem(&tree, {QStringLiteral("What stood there")});
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        tree.resize(400, 200);
        tree.show();
        QVERIFY(QTest::qWaitForWindowActive(&tree));
        tree.editItem(item);
        auto *line = tree.viewport()->findChild<QLineEdit *>();
        QVERIFY(line);
        QVERIFY(line->hasFocus());
        const QColor below(255, 0, 255);
        QImage image(line->size(), QImage::Format_RGB32);
        image.fill(below);
        line->render(&image, {}, {}, QWidget::DrawChildren);
        QCOMPARE(pixelsOf(image, image.rect(), below), 0);
        QVERIFY(line->height() >= line->fontMetrics().height());
    }

    void whatIsFaintIsAsDimAsTheRestWhereAllIsDisabled()
    {
        QStandardItemModel model(1, 2);
        model.setData(model.index(0, 1), true, FaintRole);
        DataTable table(QStringLiteral("Rows"));
        table.setModel(&model);
        QStyleOptionViewItem option;
        option.widget = &table;
        option.palette = table.palette();
        const QColor disabled = option.palette.color(QPalette::Disabled, QPalette::Text);
        dressCell(option, model.index(0, 1));
        QCOMPARE(option.palette.color(QPalette::Disabled, QPalette::Text), disabled);
        QCOMPARE(option.palette.color(QPalette::Active, QPalette::Text), theme::colours(Scheme::Light).secondaryText);
    }

    void theArrowOfASortedColumnHasARoomOfItsOwn_data() { eachLook(); }

    void theArrowOfASortedColumnHasARoomOfItsOwn()
    {
        QFETCH(int, zoom);
        theme::apply(*qApp, Scheme::Light, zoom);
        const QFont font = QApplication::font();
        for (const auto indicator : {QStyleOptionHeader::SortUp, QStyleOptionHeader::SortDown}) {
            QStyleOptionHeader header;
            header.text = QStringLiteral("Milliseconds");
            header.fontMetrics = QFontMetrics(font);
            header.sortIndicator = indicator;
            header.rect = QRect(
                QPoint(), QApplication::style()->sizeFromContents(QStyle::CT_HeaderSection, &header, QSize(), nullptr));
            const QRect label = QApplication::style()->subElementRect(QStyle::SE_HeaderLabel, &header);
            const QRect arrow = QApplication::style()->subElementRect(QStyle::SE_HeaderArrow, &header);
            QVERIFY(!label.intersects(arrow));
            QVERIFY(header.rect.contains(arrow));
            QVERIFY(label.width() >= header.fontMetrics.horizontalAdvance(header.text));
            QCOMPARE(arrow.width(), theme::scaled(12));
        }
    }

    void menusAndPopupsHaveLinesOfOneHeight()
    {
        Controls controls;
        QMenu menu;
        menu.addAction(QStringLiteral("Copy value"));
        menu.addAction(QIcon(QStringLiteral(":/icons/copy.svg")), QStringLiteral("Copy"));
        menu.addAction(QStringLiteral("Pinned"))->setCheckable(true);
        menu.ensurePolished();
        const int first = menu.actionGeometry(menu.actions().first()).height();
        for (QAction *action : menu.actions())
            QCOMPARE(menu.actionGeometry(action).height(), first);
        QCOMPARE(controls.combo->view()->sizeHintForRow(0), first);
        QCOMPARE(first, 32);
    }

    void whatOpensHasNoCornersWhereWindowsAreNotComposed()
    {
        // Without a compositor what is translucent is black.
        const auto hasItsShape = [](QWidget &opened) {
            const QRegion shape = opened.mask();
            if (!QTest::qWaitForWindowExposed(&opened) || shape.isEmpty())
                return false;
            QImage picture(opened.size(), QImage::Format_ARGB32_Premultiplied);
            picture.fill(Qt::transparent);
            opened.render(&picture, {}, {}, QWidget::DrawChildren);
            for (int y = 0; y < picture.height(); ++y) {
                for (int x = 0; x < picture.width(); ++x) {
                    const int alpha = qAlpha(picture.pixel(x, y));
                    if (shape.contains(QPoint(x, y)) ? alpha < 100 : alpha > 200) {
                        qWarning("%d,%d is %d", x, y, alpha);
                        return false;
                    }
                }
            }
            return true;
        };
        Controls controls;
        QMenu menu;
        menu.addAction(QStringLiteral("Copy value"));
        menu.popup(QPoint(20, 20));
        QVERIFY(hasItsShape(menu));
        menu.close();
        controls.combo->showPopup();
        QVERIFY(hasItsShape(*controls.combo->view()->window()));
    }

    void whatAFieldToTypeIntoOpensCanNotBeSeenThrough()
    {
        Controls controls;
        controls.combo->setEditable(true);
        controls.combo->showPopup();
        QWidget *popup = controls.combo->view()->window();
        QVERIFY(QTest::qWaitForWindowExposed(popup));
        QImage picture(popup->size(), QImage::Format_ARGB32_Premultiplied);
        picture.fill(Qt::transparent);
        popup->render(&picture, {}, {}, QWidget::DrawWindowBackground | QWidget::DrawChildren);
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                QVERIFY2(qAlpha(picture.pixel(x, y)) == 255, qPrintable(QStringLiteral("%1,%2").arg(x).arg(y)));
        }
        const theme::Colours &colours = theme::colours(*popup);
        QCOMPARE(picture.pixelColor(0, picture.height() / 2), colours.fieldLine);
        QCOMPARE(picture.pixelColor(picture.width() - 6, picture.height() - 3), colours.raised);
    }

    void busyBarsMoveAndStandWhereMovingIsUnwanted()
    {
        QProgressBar bar;
        bar.setRange(0, 0);
        bar.setTextVisible(false);
        bar.resize(300, 6);
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        const auto moves = [&bar] {
            const QImage before = imageOf(bar);
            QTest::qWait(400);
            return imageOf(bar) != before;
        };
        // By itself, not because it is asked for a picture.
        class Counter : public QObject
        {
        public:
            int paints = 0;
            bool eventFilter(QObject *, QEvent *event) override
            {
                paints += event->type() == QEvent::Paint ? 1 : 0;
                return false;
            }
        } counter;
        bar.installEventFilter(&counter);
        QTRY_VERIFY(counter.paints > 5);
        QVERIFY(moves());
        theme::allowMotion(false);
        QTest::qWait(100);
        const bool stillMoves = moves();
        theme::allowMotion(true);
        QVERIFY(!stillMoves);
        bar.setRange(0, 10);
        QTest::qWait(100);
        counter.paints = 0;
        QTest::qWait(300);
        QCOMPARE(counter.paints, 0);
    }

    void calendarsFollowTheColours()
    {
        Controls controls;
        QCalendarWidget *calendar = controls.day->calendarWidget();
        calendar->ensurePolished();
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            theme::apply(*qApp, scheme);
            const theme::Colours &colours = theme::colours(scheme);
            for (const Qt::DayOfWeek day : {Qt::Saturday, Qt::Sunday})
                QCOMPARE(calendar->weekdayTextFormat(day).foreground().color(), colours.secondaryText);
            QCOMPARE(calendar->headerTextFormat().background().color(), colours.raised);
            const auto *bar = calendar->findChild<QWidget *>(QStringLiteral("qt_calendar_navigationbar"));
            QVERIFY(bar);
            QCOMPARE(bar->palette().color(bar->backgroundRole()), colours.raised);
        }
    }

    void whatOpensLooksLikeTheRest_data() { eachLook(); }

    /// Pictures for those who want to look; what opens stands within its edge, of the tokens' colours.
    void whatOpensLooksLikeTheRest()
    {
        QFETCH(Scheme, scheme);
        QFETCH(int, zoom);
        theme::apply(*qApp, scheme, zoom);
        const theme::Colours &colours = theme::colours(scheme);
        const auto keep = [&](QWidget &popup, const char *name) {
            const QImage image = popup.grab().toImage();
            image.save(pictureFolder() + QLatin1Char('/') + QString::fromLatin1(name) + suffixOf(scheme, zoom) +
                       QStringLiteral(".png"));
            return image.pixelColor(image.width() / 2, 0);
        };
        Controls controls;
        QMenu menu;
        menu.addAction(icon(QStringLiteral("copy")), QStringLiteral("Copy value"));
        menu.addAction(QStringLiteral("Copy rows\tCtrl+C"));
        menu.addSeparator();
        QAction *check = menu.addAction(QStringLiteral("Pinned"));
        check->setCheckable(true);
        check->setChecked(true);
        menu.addAction(QStringLiteral("Not now"))->setEnabled(false);
        menu.addMenu(QStringLiteral("Copy as"))->addAction(QStringLiteral("cURL"));
        menu.popup(QPoint(10, 10));
        menu.setActiveAction(menu.actions().at(1));
        QCOMPARE(keep(menu, "open-menu"), colours.fieldLine);
        menu.close();

        controls.combo->showPopup();
        QWidget *list = controls.combo->view()->window();
        QTRY_VERIFY(list->isVisible());
        QCOMPARE(keep(*list, "open-combo"), colours.fieldLine);
        // All of its lines, within the margin of a menu.
        QCOMPARE(list->height(), 3 * controls.combo->view()->sizeHintForRow(0) + 2 * (1 + theme::space::Tight));
        controls.combo->hidePopup();

        controls.day->setDate(QDate(2026, 3, 1));
        QTest::keyClick(controls.day, Qt::Key_Down, Qt::AltModifier);
        const QPoint arrow = QRect(controls.day->rect()).adjusted(controls.day->width() - 8, 0, -4, 0).center();
        if (!controls.day->calendarWidget()->isVisible())
            QTest::mouseClick(controls.day, Qt::LeftButton, {}, arrow);
        QTRY_VERIFY(controls.day->calendarWidget()->isVisible());
        QTest::qWait(50);
        QCOMPARE(keep(*controls.day->calendarWidget()->window(), "open-calendar"), colours.fieldLine);
        controls.day->calendarWidget()->window()->close();
    }

    void theSafeAnswerIsTheLoudOne_data() { eachLook(); }

    void theSafeAnswerIsTheLoudOne()
    {
        QFETCH(Scheme, scheme);
        QFETCH(int, zoom);
        theme::apply(*qApp, scheme, zoom);
        Controls controls;
        WindowDialogs dialogs;
        Question question{.id = QStringLiteral("unsaved_settings"),
                          .title = QStringLiteral("Unsaved settings"),
                          .text = QStringLiteral("The settings of “Acme” are not saved."),
                          .details = QStringLiteral("What you changed is lost if you discard it."),
                          .choices = {{QStringLiteral("save"), QStringLiteral("Save"), Choice::Kind::Proceed},
                                      {QStringLiteral("discard"), QStringLiteral("Discard"), Choice::Kind::Destroy},
                                      {QStringLiteral("cancel"), QStringLiteral("Cancel"), Choice::Kind::Cancel}},
                          .preferred = QStringLiteral("save")};
        auto asking = dialogs.ask(&controls, std::move(question));
        auto *box = controls.findChild<QMessageBox *>();
        QVERIFY(box);
        QTRY_VERIFY(box->isVisible());
        const auto *save = named<QPushButton>(*box, "Save");
        const auto *discard = named<QPushButton>(*box, "Discard");
        QVERIFY(save->isDefault());
        QCOMPARE(save->property("role").toString(), QStringLiteral("primary"));
        QCOMPARE(discard->property("role").toString(), QStringLiteral("destructive"));
        // Words begin where a dialog's padding ends, at the left as at the right.
        QTest::qWait(50);
        for (const char *name : {"qt_msgbox_label", "qt_msgbox_informativelabel"}) {
            const auto *words = box->findChild<QLabel *>(QLatin1String(name));
            QVERIFY2(words, name);
            QCOMPARE(words->mapTo(box, words->contentsRect().topLeft()).x(), theme::space::Group);
        }
        int right = 0;
        for (const QPushButton *button : box->findChildren<QPushButton *>())
            right = std::max(right, button->mapTo(box, button->rect().topRight()).x());
        QCOMPARE(box->width() - 1 - right, theme::space::Group);
        // Each answer has a letter of its own.
        QSet<QKeySequence> letters;
        for (const QPushButton *button : box->findChildren<QPushButton *>())
            letters.insert(button->shortcut());
        QCOMPARE(letters.size(), 3);
        QVERIFY(!letters.contains(QKeySequence()));
        QVERIFY(letters.contains(QKeySequence(Qt::ALT | Qt::Key_D)));
        QTest::qWait(50);
        box->grab().save(pictureFolder() + QStringLiteral("/question") + suffixOf(scheme, zoom) +
                         QStringLiteral(".png"));
        QTest::keyClick(box, Qt::Key_Return);
        QCOMPARE(QCoro::waitFor(std::move(asking)), QStringLiteral("save"));
    }

    void barsOfTheWaterfallStandOut()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const theme::Colours &colours = theme::colours(scheme);
            for (const Phase phase :
                 {Phase::Queued, Phase::Connecting, Phase::Waiting, Phase::Receiving, Phase::Pause}) {
                QVERIFY2(theme::contrast(colourOf(phase, colours), colours.surface) >= 3,
                         qPrintable(phaseInWords(phase)));
                QVERIFY2(theme::contrast(colourOf(phase, colours), colours.raised) >= 3,
                         qPrintable(phaseInWords(phase)));
            }
        }
    }

    void linksBeginInLineWithWhatIsAboveThem()
    {
        QPushButton link(QStringLiteral("Show the place"));
        theme::setRole(link, "link");
        link.resize(link.sizeHint());
        link.show();
        QVERIFY(QTest::qWaitForWindowExposed(&link));
        const QImage image = imageOf(link);
        const QColor ground = QColor(image.pixel(image.width() - 1, 0));
        const auto isInked = [&](int x) {
            for (int y = 0; y < image.height(); ++y) {
                if (theme::contrast(QColor(image.pixel(x, y)), ground) > 2)
                    return true;
            }
            return false;
        };
        QVERIFY(isInked(0) || isInked(1) || isInked(2));
        QVERIFY(isInked(image.width() - 1) || isInked(image.width() - 2) || isInked(image.width() - 3));
    }

    void theCornerBetweenScrollBarsIsOfTheGroundTheyLieOn_data() { eachLook(); }

    void theCornerBetweenScrollBarsIsOfTheGroundTheyLieOn()
    {
        QFETCH(Scheme, scheme);
        QFETCH(int, zoom);
        theme::apply(*qApp, scheme, zoom);
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *scroll = new QScrollArea(&window);
        auto *large = new QWidget;
        large->setFixedSize(2000, 2000);
        scroll->setWidget(large);
        scroll->setFrameShape(QFrame::NoFrame);
        auto *text = new QPlainTextEdit(QString(200, QLatin1Char('x')) + QString(200, QLatin1Char('\n')), &window);
        text->setLineWrapMode(QPlainTextEdit::NoWrap);
        auto *table = new DataTable(QStringLiteral("Rows"), &window);
        table->setModel(new QStandardItemModel(100, 100, table));
        const QList<QAbstractScrollArea *> areas{scroll, text, table};
        for (QAbstractScrollArea *area : areas)
            layout->addWidget(area);
        window.resize(400, 800);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::qWait(50);
        for (QAbstractScrollArea *area : areas) {
            const QScrollBar *down = area->verticalScrollBar();
            const QScrollBar *across = area->horizontalScrollBar();
            QTRY_VERIFY2(down->isVisible() && across->isVisible(), area->metaObject()->className());
            const QImage image = imageOf(*area);
            // The handles stand at the begin of each.
            const QPoint underDown = down->mapTo(area, down->rect().bottomLeft() + QPoint(1, -1));
            const QPoint besideAcross = across->mapTo(area, across->rect().topRight() + QPoint(-1, 1));
            const QPoint corner(underDown.x() + down->width() / 2, besideAcross.y() + across->height() / 2);
            const auto nameAt = [&](const QPoint &at) { return image.pixelColor(at).name(); };
            const QString name = QLatin1String(area->metaObject()->className());
            QCOMPARE(name + nameAt(corner), name + nameAt(underDown));
            QCOMPARE(name + nameAt(corner), name + nameAt(besideAcross));
        }
    }

    void timeLeftIsToldOnceThereIsSomethingToTellBy()
    {
        using namespace std::chrono_literals;
        QVERIFY(!timeLeft(0ms, 0, 100));
        QVERIFY(!timeLeft(500ms, 50, 100)); // Too early.
        QVERIFY(!timeLeft(20s, 0, 100));
        QVERIFY(!timeLeft(20s, 50, 0)); // Of how many is not known.
        QCOMPARE(timeLeft(20s, 50, 100).value(), 20000ms);
        QCOMPARE(timeLeft(20s, 100, 100).value(), 0ms);
        QCOMPARE(timeLeft(20s, 200, 100).value(), 0ms);
        const auto ages = timeLeft(24h, 1, std::numeric_limits<quint64>::max());
        QVERIFY(!inWords(*ages).isEmpty());
        QCOMPARE(withTimeLeft(QStringLiteral("1 of 2."), 12s), QStringLiteral("1 of 2. Time left: about 12 seconds."));
        QCOMPARE(withTimeLeft(QStringLiteral("1 of 2."), std::nullopt), QStringLiteral("1 of 2."));
    }

    void namesAreNoMarkup()
    {
        QLabel plain(QStringLiteral("Sends to Acme <i>EU</i>"));
        QLabel marked(QStringLiteral("<a href=\"x\">Activity</a>"));
        marked.setTextFormat(Qt::RichText);
        plain.show();
        marked.show();
        QCOMPARE(plain.textFormat(), Qt::PlainText);
        QCOMPARE(marked.textFormat(), Qt::RichText);
    }

    void progressOfMoreThanABarCanCountIsShownInProportion()
    {
        ProgressLine line(QStringLiteral("Progress"), QStringLiteral("Cancel"));
        const auto *bar = line.findChild<QProgressBar *>();
        line.showProgress(5'000'000'000, 10'000'000'000, {});
        QVERIFY(bar->maximum() > 0);
        QCOMPARE(qRound(100.0 * bar->value() / bar->maximum()), 50);
        line.showProgress(7, 0, {});
        QCOMPARE(bar->maximum(), 0);
        line.showProgress(9, 7, {});
        QCOMPARE(bar->value(), 7);
    }
};

QTEST_MAIN(TestControls)
#include "test_controls.moc"
