// The tokens: contrast, icons, and the one table of actions.
#include <gui/actions.h>
#include <gui/icons.h>
#include <gui/theme.h>

#include <QApplication>
#include <QFile>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QTest>

using namespace smc::gui;
using theme::Scheme;

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textCanBeReadOnItsGround_data();
    void textCanBeReadOnItsGround();
    void edgesOfControlsCanBeSeen();
    void contrastIsThatOfTheStandard();
    void everyActionHasItsIcon();
    void noShortcutMeansTwoThingsOnOnePage();
    void everyActionIsNamedOnce();
    void iconsAreDrawnInTheTextColour();
    void iconsFollowTheScheme();
    void iconsStandOnTheGrid();
    void rolesFollowSchemeAndZoom();
    void roleGivenLateIsDressedAtOnce();
    void aCardTakesRoomForItsEdgeOnlyWhileItIsOne();
};

namespace {

struct Pair
{
    const char *name;
    QColor theme::Colours::*front;
    QColor theme::Colours::*ground;
};

using C = theme::Colours;
const Pair Pairs[] = {
    {"text on surface", &C::text, &C::surface},
    {"text on raised", &C::text, &C::raised},
    {"text on sunken", &C::text, &C::sunken},
    {"text on selection", &C::text, &C::selection},
    {"text on line", &C::text, &C::line},
    {"text on highlight", &C::text, &C::spanHighlight},
    {"text on success tint", &C::text, &C::successTint},
    {"text on warning tint", &C::text, &C::warningTint},
    {"text on danger tint", &C::text, &C::dangerTint},
    {"text on info tint", &C::text, &C::infoTint},
    {"secondary on surface", &C::secondaryText, &C::surface},
    {"secondary on raised", &C::secondaryText, &C::raised},
    {"secondary on sunken", &C::secondaryText, &C::sunken},
    {"secondary on line", &C::secondaryText, &C::line},
    {"accent on surface", &C::accent, &C::surface},
    {"accent on raised", &C::accent, &C::raised},
    {"accent on success tint", &C::accent, &C::successTint},
    {"accent on warning tint", &C::accent, &C::warningTint},
    {"accent on danger tint", &C::accent, &C::dangerTint},
    {"accent on info tint", &C::accent, &C::infoTint},
    {"success on surface", &C::success, &C::surface},
    {"success on raised", &C::success, &C::raised},
    {"success on its tint", &C::success, &C::successTint},
    {"warning on surface", &C::warning, &C::surface},
    {"warning on raised", &C::warning, &C::raised},
    {"warning on its tint", &C::warning, &C::warningTint},
    {"danger on surface", &C::danger, &C::surface},
    {"danger on raised", &C::danger, &C::raised},
    {"danger on its tint", &C::danger, &C::dangerTint},
    {"info on surface", &C::info, &C::surface},
    {"info on raised", &C::info, &C::raised},
    {"info on its tint", &C::info, &C::infoTint},
    {"on accent", &C::onAccent, &C::accent},
    {"on danger", &C::onDanger, &C::danger},
    {"keys in code", &C::codeKey, &C::raised},
    {"strings in code", &C::codeString, &C::raised},
    {"numbers in code", &C::codeNumber, &C::raised},
    {"words in code", &C::codeWord, &C::raised},
    {"keys in lit code", &C::codeKey, &C::spanHighlight},
    {"strings in lit code", &C::codeString, &C::spanHighlight},
};

QImage drawn(const QIcon &icon, QIcon::Mode mode = QIcon::Normal)
{
    return icon.pixmap(QSize(40, 40), mode).toImage().convertToFormat(QImage::Format_ARGB32);
}

/// The colours of all pixels that are wholly opaque.
QSet<QRgb> opaqueColours(const QImage &image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) == 255)
                colours.insert(image.pixel(x, y));
        }
    }
    return colours;
}

} // namespace

void TestTheme::textCanBeReadOnItsGround_data()
{
    QTest::addColumn<QColor>("front");
    QTest::addColumn<QColor>("ground");
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        const theme::Colours &colours = theme::colours(scheme);
        for (const Pair &pair : Pairs)
            QTest::addRow("%s: %s", scheme == Scheme::Dark ? "dark" : "light", pair.name)
                << colours.*pair.front << colours.*pair.ground;
    }
}

void TestTheme::textCanBeReadOnItsGround()
{
    QFETCH(QColor, front);
    QFETCH(QColor, ground);
    const double contrast = theme::contrast(front, ground);
    QVERIFY2(contrast >= 4.5, qPrintable(QString::number(contrast)));
}

void TestTheme::edgesOfControlsCanBeSeen()
{
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        const theme::Colours &colours = theme::colours(scheme);
        for (const QColor &ground : {colours.surface, colours.raised}) {
            QVERIFY(theme::contrast(colours.fieldLine, ground) >= 3.0);
            QVERIFY(theme::contrast(colours.accent, ground) >= 3.0);
        }
    }
}

void TestTheme::contrastIsThatOfTheStandard()
{
    // WCAG 2.1's ends of the scale, and the grey that is known to just pass on white.
    QCOMPARE(theme::contrast(Qt::white, Qt::black), 21.0);
    QCOMPARE(theme::contrast(Qt::red, Qt::red), 1.0);
    QVERIFY(qAbs(theme::contrast(QColor(0x767676), Qt::white) - 4.54) < 0.01);
}

void TestTheme::everyActionHasItsIcon()
{
    const QStringList names = iconNames();
    for (const ActionSpec &spec : actionTable()) {
        if (*spec.icon)
            QVERIFY2(names.contains(QString::fromLatin1(spec.icon)), spec.icon);
        QVERIFY2(!textOf(spec).isEmpty() && !tipOf(spec).isEmpty(), spec.id);
    }
}

void TestTheme::noShortcutMeansTwoThingsOnOnePage()
{
    for (const PageId page :
         {PageId::Connection, PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox}) {
        QSet<QString> seen;
        for (const ActionSpec &spec : actionTable()) {
            const QString shortcut = QString::fromLatin1(spec.shortcut);
            if (shortcut.isEmpty() || (spec.page && *spec.page != page))
                continue;
            QVERIFY2(!seen.contains(shortcut), spec.id);
            QVERIFY2(!QKeySequence(shortcut, QKeySequence::PortableText).isEmpty(), spec.id);
            seen.insert(shortcut);
        }
    }
}

void TestTheme::everyActionIsNamedOnce()
{
    QSet<QString> seen;
    for (const ActionSpec &spec : actionTable()) {
        QVERIFY2(!seen.contains(QString::fromLatin1(spec.id)), spec.id);
        seen.insert(QString::fromLatin1(spec.id));
    }
    QVERIFY(seen.size() > 20);
}

void TestTheme::iconsAreDrawnInTheTextColour()
{
    theme::apply(*qApp, Scheme::Light);
    for (const QString &name : iconNames()) {
        const QSet<QRgb> colours = opaqueColours(drawn(icon(name)));
        QCOMPARE(colours, QSet<QRgb>{theme::colours(Scheme::Light).text.rgb()});
    }
    const QSet<QRgb> red = opaqueColours(drawn(icon(QStringLiteral("cross"), theme::Tone::Danger)));
    QCOMPARE(red, QSet<QRgb>{theme::colours(Scheme::Light).danger.rgb()});
}

void TestTheme::iconsFollowTheScheme()
{
    theme::apply(*qApp, Scheme::Light);
    const QIcon made = icon(QStringLiteral("send"));
    theme::apply(*qApp, Scheme::Dark);
    QCOMPARE(opaqueColours(drawn(made)), QSet<QRgb>{theme::colours(Scheme::Dark).text.rgb()});
    QCOMPARE(opaqueColours(drawn(made, QIcon::Disabled)), QSet<QRgb>{theme::colours(Scheme::Dark).disabledText.rgb()});
    theme::apply(*qApp, Scheme::Light);
}

void TestTheme::iconsStandOnTheGrid()
{
    for (const QString &name : iconNames()) {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray svg = file.readAll();
        QVERIFY2(svg.contains("viewBox=\"0 0 20 20\"") && svg.contains("stroke-width=\"1.5\"") &&
                     svg.contains("stroke=\"currentColor\"") && !svg.contains('#'),
                 qPrintable(name));
        // A stroke that runs out of the picture would be cut off.
        const QImage image = drawn(icon(name));
        for (int at = 0; at < image.width(); ++at) {
            for (const QPoint edge :
                 {QPoint(at, 0), QPoint(0, at), QPoint(at, image.height() - 1), QPoint(image.width() - 1, at)})
                QVERIFY2(qAlpha(image.pixel(edge)) == 0, qPrintable(name));
        }
    }
}

void TestTheme::rolesFollowSchemeAndZoom()
{
    theme::apply(*qApp, Scheme::Light, 100);
    QWidget window;
    auto *title = new QLabel(QStringLiteral("Title"), &window);
    auto *error = new QLabel(QStringLiteral("Error"), &window);
    auto *plain = new QLabel(QStringLiteral("Plain"), &window);
    theme::setRole(*title, "pageTitle");
    theme::setRole(*error, "error");
    window.show();
    const double body = plain->font().pointSizeF();
    QVERIFY(qAbs(title->font().pointSizeF() - body * 1.5) < 0.06);
    QCOMPARE(title->font().weight(), QFont::DemiBold);
    QVERIFY(qAbs(error->font().pointSizeF() - body * 0.9) < 0.06);
    QCOMPARE(error->palette().color(QPalette::WindowText), theme::colours(Scheme::Light).danger);

    theme::apply(*qApp, Scheme::Dark, 200);
    QTRY_VERIFY(qAbs(plain->font().pointSizeF() - 2 * body) < 0.06);
    QVERIFY(qAbs(title->font().pointSizeF() - 2 * body * 1.5) < 0.06);
    QVERIFY(qAbs(error->font().pointSizeF() - 2 * body * 0.9) < 0.06);
    QTRY_COMPARE(plain->palette().color(QPalette::WindowText), theme::colours(Scheme::Dark).text);
    QCOMPARE(error->palette().color(QPalette::WindowText), theme::colours(Scheme::Dark).danger);
    theme::apply(*qApp, Scheme::Light, 100);
}

void TestTheme::roleGivenLateIsDressedAtOnce()
{
    theme::apply(*qApp, Scheme::Light);
    QLabel label(QStringLiteral("What it says"));
    label.show();
    const QFont usual = label.font();
    theme::setRole(label, "warning");
    QCOMPARE(label.palette().color(QPalette::WindowText), theme::colours(Scheme::Light).warning);
    QVERIFY(label.font().pointSizeF() < usual.pointSizeF());
    theme::setRole(label, "");
    QCOMPARE(label.palette().color(QPalette::WindowText), theme::colours(Scheme::Light).text);
    QCOMPARE(label.font().pointSizeF(), usual.pointSizeF());
}

void TestTheme::aCardTakesRoomForItsEdgeOnlyWhileItIsOne()
{
    theme::apply(*qApp, Scheme::Light);
    QFrame frame;
    frame.resize(100, 100);
    theme::setRole(frame, "card");
    frame.show();
    QCOMPARE(frame.contentsRect(), QRect(1, 1, 98, 98));
    const QImage card = frame.grab().toImage();
    QCOMPARE(card.pixelColor(50, 50), theme::colours(Scheme::Light).raised);
    QCOMPARE(card.pixelColor(50, 0), theme::colours(Scheme::Light).line);
    theme::setRole(frame, "");
    QCOMPARE(frame.contentsRect(), QRect(0, 0, 100, 100));
    QCOMPARE(frame.grab().toImage().pixelColor(50, 50), theme::colours(Scheme::Light).surface);
}

QTEST_MAIN(TestTheme)
#include "test_theme.moc"
