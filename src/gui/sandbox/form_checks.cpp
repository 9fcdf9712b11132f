#include "form_checks.h"

#include "../text.h"

#include <sandbox/values.h>

#include <QCoreApplication>

#include <algorithm>

namespace smc::gui {

namespace {

struct FormChecks
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::FormChecks)
};

bool isAllowed(QChar c)
{
    return c.unicode() < 128 && (c.isLetterOrNumber() || c == QLatin1Char('_'));
}

/// "Grosse_2" for "Größe 2"; empty where no letter and no digit is left.
QString allowedNameLike(const QString &name)
{
    QString allowed;
    for (const QChar c : name.normalized(QString::NormalizationForm_KD)) {
        if (isAllowed(c))
            allowed += c;
        else if (c == QChar(0xDF))
            allowed += QStringLiteral("ss");
        else if (c.category() != QChar::Mark_NonSpacing && !allowed.endsWith(QLatin1Char('_')))
            allowed += QLatin1Char('_');
    }
    const bool hasWord = std::any_of(allowed.begin(), allowed.end(), [](QChar c) { return c.isLetterOrNumber(); });
    return hasWord ? allowed : QString();
}

/// What a value of that type looks like.
QString expected(sandbox::DataType type)
{
    switch (type) {
    case sandbox::DataType::Boolean:
        return FormChecks::tr("Write true or false.");
    case sandbox::DataType::Numeric:
        return FormChecks::tr("Write a whole number, up to ten digits.");
    case sandbox::DataType::Long:
        return FormChecks::tr("Write a whole number.");
    case sandbox::DataType::Float:
        return FormChecks::tr("Write a number, such as 12.5.");
    case sandbox::DataType::Date:
        return FormChecks::tr("Write a date, such as 2026-03-27.");
    case sandbox::DataType::DateTime:
        return FormChecks::tr("Write a date with or without a time, such as 2026-03-27T11:57:20.");
    case sandbox::DataType::Json:
        return FormChecks::tr("Write it as JSON.");
    case sandbox::DataType::Text:
    case sandbox::DataType::LongText:
        break;
    }
    return {};
}

} // namespace

QString wrongInApiName(const QString &name)
{
    const auto *wrong = std::find_if_not(name.begin(), name.end(), isAllowed);
    if (wrong == name.end()) {
        const auto most = static_cast<int>(sandbox::MaxNameLength);
        return name.size() <= most ? QString()
                                   : FormChecks::tr("It is too long: SMC takes at most %n characters.", nullptr, most);
    }
    const QString character = name.mid(wrong - name.begin(), wrong->isHighSurrogate() ? 2 : 1);
    const QString what = wrong->isSpace() ? FormChecks::tr("No space can stand in it: SMC takes letters without "
                                                           "accents, digits and underscores only.")
                                          : FormChecks::tr("No %1 can stand in it: SMC takes letters without accents, "
                                                           "digits and underscores only.")
                                                .arg(character);
    const QString proposed = allowedNameLike(name);
    return proposed.isEmpty() || proposed.size() > static_cast<qsizetype>(sandbox::MaxNameLength)
               ? what
               : what + QLatin1Char(' ') + FormChecks::tr("%1 would do.").arg(proposed);
}

QString wrongInTextLength(const QString &length)
{
    bool isNumber = false;
    const int characters = length.toInt(&isNumber);
    return isNumber && characters >= 1 && characters <= sandbox::MaxTextLength
               ? QString()
               : FormChecks::tr("Write a whole number from 1 to %1, or nothing for SMC's own choice.")
                     .arg(sandbox::MaxTextLength);
}

QString wrongInValue(const sandbox::Field &field, const QString &value)
{
    const bool isText = field.type == sandbox::DataType::Text || field.type == sandbox::DataType::LongText;
    if (isText && field.length && value.size() > *field.length)
        return FormChecks::tr("It is too long: %1 has room for %n characters.", nullptr, *field.length)
            .arg(fromUtf8(field.name));
    if (isText || sandbox::storedValue(field, std::string_view(toUtf8(value))))
        return {};
    return FormChecks::tr("This is no %1. %2").arg(fromUtf8(sandbox::toText(field.type)), expected(field.type));
}

} // namespace smc::gui
