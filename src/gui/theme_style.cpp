// The style sheet, made from the tokens.
#include "console_style.h"
#include "theme.h"

#include <QApplication>
#include <QFont>
#include <QFontDatabase>
#include <QPalette>
#include <QVariant>

#include <algorithm>
#include <utility>

namespace smc::gui::theme {

namespace {

// What the application is dressed in is kept with it: there is one application, and no other place that outlives
// windows.
constexpr const char *ZoomProperty = "smcZoom";
constexpr const char *FontProperty = "smcSystemFont";

/// Names in @ are tokens; colours come as #rrggbb, sizes as points.
constexpr const char *Sheet = R"(
QToolTip { background: @raised; color: @text; border: 1px solid @line; padding: 4px; }

QLabel[role="pageTitle"] { font-size: @titlePt; font-weight: 600; }
QLabel[role="groupTitle"], QLabel[role="paneTitle"] { font-size: @groupPt; font-weight: 600; }
QLabel[role="caption"], QLabel[role="hint"] { font-size: @captionPt; color: @secondaryText; }
QLabel[role="error"] { font-size: @captionPt; color: @danger; }
QLabel[role="warning"] { font-size: @captionPt; color: @warning; }
QLabel[role="paneTitle"] { min-height: @paneHeadPx; }
QLabel[role="fieldLabel"] { font-weight: 500; }
QLabel[role="code"], QLineEdit[role="code"], QPlainTextEdit[role="code"] { font-family: "@codeFamily"; }

QFrame[role="card"] { background: @raised; border: 1px solid @line; border-radius: 6px; }

QLineEdit, QPlainTextEdit, QTextEdit, QListView, QTableView, QTreeView {
    background: @raised; border: 1px solid @line; border-radius: 6px;
}
QLineEdit { padding: 5px 8px; border-color: @fieldLine; }
QPlainTextEdit[role="code"] { border-color: @fieldLine; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QListView:focus, QTableView:focus, QTreeView:focus,
QPlainTextEdit[role="code"]:focus {
    border-color: @accent;
}
QLineEdit:disabled, QLineEdit:read-only { background: @surface; border-color: @line; }
QLineEdit[role="path"], QLineEdit[role="path"]:focus {
    background: transparent; border: none; padding: 0; color: @secondaryText;
}
QLineEdit[wrong="true"], QPlainTextEdit[role="code"][wrong="true"], QListView[wrong="true"] { border-color: @danger; }

QLineEdit[role="cell"] { border-radius: 0; padding: 0 4px; }

QTreeView#bodyTree, QTreeView#bodyTree:focus { border: none; border-radius: 0; }

QHeaderView { background: @raised; border: none; }
QHeaderView::section {
    background: @surface; color: @secondaryText; border: none; border-bottom: 1px solid @line; padding: 6px 8px;
}
QListView::item, QTreeView::item { border: none; padding: 4px 5px; }
QTableView { gridline-color: @line; }
QTableView::item { border: none; padding: 4px 5px; }
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected { background: @selection; color: @text; }
QAbstractScrollArea::corner { background: @raised; border: none; }
QTableCornerButton::section { background: @surface; border: none; }

QPushButton {
    background: @raised; color: @text; border: 1px solid @fieldLine; border-radius: 6px; padding: 5px 14px;
    min-height: 20px;
}
QPushButton:hover { background: @selection; }
QPushButton:pressed { background: @line; }
QPushButton:focus { border-color: @accent; outline: none; }
QPushButton:disabled { color: @disabledText; border-color: @line; background: @surface; }
QPushButton[role="primary"] { background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: @accentHover; }
QPushButton[role="primary"]:focus { border: 2px solid @text; padding: 4px 13px; }
QPushButton[role="primary"]:disabled { background: @line; color: @secondaryText; border-color: @line; }
QPushButton[role="danger"] { background: @danger; color: @onDanger; border-color: @danger; font-weight: 600; }
QPushButton[role="danger"]:focus { border: 2px solid @text; padding: 4px 13px; }
QPushButton[role="danger"]:disabled { background: @line; color: @secondaryText; border-color: @line; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: @accent; padding: 5px 6px; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border-color: @accent; }
QPushButton[role="link"]:disabled { color: @disabledText; }
QPushButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: center right; right: 8px; width: 12px; }
QPushButton[role="link"]::menu-indicator { image: none; }

QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: @selection; }
QToolButton:focus { border-color: @accent; }
QToolButton::menu-indicator { image: none; }
QToolButton:checked { background: @selection; }
QToolButton[role="segmentFirst"], QToolButton[role="segmentLast"] {
    background: @raised; border: 1px solid @fieldLine; padding: 2px 10px;
}
QToolButton[role="segmentFirst"] { border-top-right-radius: 0; border-bottom-right-radius: 0; }
QToolButton[role="segmentLast"] { border-top-left-radius: 0; border-bottom-left-radius: 0; border-left: none; }
QToolButton[role="segmentFirst"]:checked, QToolButton[role="segmentLast"]:checked {
    background: @selection; font-weight: 600;
}
QToolButton[role="segmentFirst"]:focus, QToolButton[role="segmentLast"]:focus { border: 1px solid @accent; }

QTabWidget::pane { border: none; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @secondaryText; padding: 8px 12px; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
QTabBar::tab:focus { color: @accent; }

QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @line; }
QScrollArea, QScrollArea > QWidget > QWidget#scrolled { background: transparent; border: none; }
QLineEdit#qt_spinbox_lineedit, QComboBox QLineEdit { background: transparent; border: none; padding: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @fieldLine; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: @line; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
#navigation { background: @sunken; border-right: 1px solid @line; }
#navigation QListWidget, #navigation QListWidget:focus { background: transparent; border: none; border-radius: 0; }
#navigation QListWidget::item { padding: 8px; border-radius: 6px; margin: 1px 0; }
#navigation QListWidget::item:hover { background: @line; }
#navigation QListWidget::item:selected { background: @selection; color: @text; }
#navigation QListWidget::item:selected:focus { border: 1px solid @accent; padding: 7px; }
#palette { background: @surface; border: 1px solid @fieldLine; border-radius: 6px; }
#palette QListView, #palette QListView:focus { background: transparent; border: none; }
QPushButton[role="search"] {
    background: @raised; color: @secondaryText; border: 1px solid @line; text-align: left; padding: 4px 12px;
}
QPushButton[role="search"]:hover { background: @selection; color: @text; }
QPushButton[role="search"]:focus { border-color: @accent; }
#productionLine { background: @danger; }
QFrame#verdict, QFrame#banner { border: 1px solid @line; border-radius: 6px; }
QFrame#verdict QLabel, QFrame#banner QLabel { background: transparent; }
QLabel#verdictWord { font-weight: 600; }
QStatusBar { background: @sunken; border-top: 1px solid @line; color: @secondaryText; font-size: @captionPt; padding-left: 18px; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @secondaryText; font-size: @captionPt; padding: 4px 24px 4px 12px; }
QMenu { background: @raised; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @disabledText; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
)";

/// A frame in each tone: ground, edge, and the colour of its first word.
QString toneRules(const Colours &c)
{
    QString rules;
    for (const Tone tone : {Tone::Neutral, Tone::Info, Tone::Success, Tone::Warning, Tone::Danger}) {
        const QString name = QString::number(static_cast<int>(tone));
        const QString colour = colourOf(tone, c).name();
        const QString ground = tintOf(tone, c).name();
        rules += QStringLiteral("QFrame#verdict[tone=\"%1\"] { background: %2; border-color: %3; }"
                                "QFrame#banner[tone=\"%1\"] { background: %2; border-color: %4; }"
                                "QFrame#verdict[tone=\"%1\"] QLabel#verdictWord { color: %4; }")
                     .arg(name, ground, c.line.name(), colour);
    }
    return rules;
}

QString points(double size)
{
    return QString::number(size, 'f', 1) + QStringLiteral("pt");
}

} // namespace

QString styleSheetOf(Scheme scheme)
{
    const Colours &c = colours(scheme);
    const double body = QApplication::font().pointSizeF();
    // Longer names first where one begins with another.
    const std::pair<const char *, QString> tokens[] = {
        {"@secondaryText", c.secondaryText.name()},
        {"@disabledText", c.disabledText.name()},
        {"@accentHover", scheme == Scheme::Dark ? c.accent.lighter(112).name() : c.accent.darker(115).name()},
        {"@onAccent", c.onAccent.name()},
        {"@onDanger", c.onDanger.name()},
        {"@fieldLine", c.fieldLine.name()},
        {"@selection", c.selection.name()},
        {"@paneHeadPx", QStringLiteral("%1px").arg(paneHeadHeight())},
        {"@codeFamily", QFontDatabase::systemFont(QFontDatabase::FixedFont).family()},
        {"@captionPt", points(body * 0.9)},
        {"@surface", c.surface.name()},
        {"@titlePt", points(body * 1.5)},
        {"@groupPt", points(body * 1.1)},
        {"@warning", c.warning.name()},
        {"@raised", c.raised.name()},
        {"@sunken", c.sunken.name()},
        {"@accent", c.accent.name()},
        {"@danger", c.danger.name()},
        {"@text", c.text.name()},
        {"@line", c.line.name()},
    };
    QString sheet = QString::fromLatin1(Sheet);
    for (const auto &[name, value] : tokens)
        sheet.replace(QLatin1String(name), value);
    return sheet + toneRules(c);
}

int zoom()
{
    const QVariant kept = qApp->property(ZoomProperty);
    return kept.isValid() ? kept.toInt() : 100;
}

int paneHeadHeight()
{
    return scaled(22) + space::Small;
}

int scaled(int pixels)
{
    return (pixels * zoom() + 50) / 100;
}

Scheme platformScheme()
{
    const QPalette ours = QApplication::palette();
    QApplication::setPalette(QPalette());
    const Scheme scheme = schemeOf(QApplication::palette());
    QApplication::setPalette(ours);
    return scheme;
}

void apply(QApplication &application, Scheme scheme)
{
    apply(application, scheme, zoom());
}

void apply(QApplication &application, Scheme scheme, int zoomPercent)
{
    if (!application.property(FontProperty).isValid()) {
        application.setProperty(FontProperty, QApplication::font());
        QApplication::setStyle(new ConsoleStyle);
    }
    application.setProperty(ZoomProperty, std::clamp(zoomPercent, SmallestZoom, LargestZoom));
    auto font = application.property(FontProperty).value<QFont>();
    font.setPointSizeF(font.pointSizeF() * zoom() / 100.0);
    if (QApplication::font() != font)
        QApplication::setFont(font);
    QApplication::setPalette(paletteOf(scheme));
    application.setStyleSheet(styleSheetOf(scheme));
}

} // namespace smc::gui::theme
