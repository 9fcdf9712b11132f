// The list of shortcuts for people to read and print.
#include "shortcuts.h"

#include <QCoreApplication>

#include <vector>

namespace smc::gui {

namespace {

struct Place
{
    QString name;
    std::vector<const ActionSpec *> actions;
};

/// Actions with keys, by where they work, in the order of the table.
std::vector<Place> places(const Shortcuts &shortcuts)
{
    std::vector<Place> result;
    for (const ActionSpec &spec : actionTable()) {
        if (shortcuts.of(spec).isEmpty())
            continue;
        const QString name = placeOf(spec);
        Place *place = nullptr;
        for (Place &known : result) {
            if (known.name == name)
                place = &known;
        }
        if (!place)
            place = &result.emplace_back(Place{name, {}});
        place->actions.push_back(&spec);
    }
    return result;
}

} // namespace

QString plainTextOf(const ActionSpec &spec)
{
    return textOf(spec).remove(QLatin1Char('&'));
}

QString placeOf(const ActionSpec &spec)
{
    if (!spec.page)
        return Shortcuts::tr("Everywhere");
    const QByteArray id = "go." + nameOf(*spec.page).toLatin1();
    return plainTextOf(actionSpec(id.constData()));
}

QString shortcutsAsText(const Shortcuts &shortcuts)
{
    constexpr int KeysWidth = 24;
    QString text = Shortcuts::tr("Keyboard shortcuts of SMC Console") + QLatin1Char('\n');
    for (const Place &place : places(shortcuts)) {
        text += QLatin1Char('\n') + place.name + QLatin1Char('\n');
        for (const ActionSpec *spec : place.actions)
            text += QStringLiteral("  ") +
                    shortcuts.of(*spec).toString(QKeySequence::NativeText).leftJustified(KeysWidth) +
                    plainTextOf(*spec) + QLatin1Char('\n');
    }
    return text;
}

QString shortcutsAsHtml(const Shortcuts &shortcuts)
{
    const QString title = Shortcuts::tr("Keyboard shortcuts of SMC Console").toHtmlEscaped();
    QString body = QStringLiteral("<h1>%1</h1>\n").arg(title);
    for (const Place &place : places(shortcuts)) {
        body += QStringLiteral("<h2>%1</h2>\n<table>\n").arg(place.name.toHtmlEscaped());
        for (const ActionSpec *spec : place.actions)
            body += QStringLiteral("<tr><td><kbd>%1</kbd></td><td>%2</td><td>%3</td></tr>\n")
                        .arg(shortcuts.of(*spec).toString(QKeySequence::NativeText).toHtmlEscaped(),
                             plainTextOf(*spec).toHtmlEscaped(), tipOf(*spec).toHtmlEscaped());
        body += QStringLiteral("</table>\n");
    }
    return QStringLiteral("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%1</title>\n"
                          "<style>body { font-family: sans-serif; } td { padding: 4px 12px 4px 0; }</style>\n"
                          "</head><body>\n%2</body></html>\n")
        .arg(title, body);
}

} // namespace smc::gui
