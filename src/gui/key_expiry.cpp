#include "key_expiry.h"

#include "text.h"

#include <workspace/profile.h>

#include <QCoreApplication>
#include <QLocale>

namespace smc::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::expiry)
};

} // namespace

QString expiryWords(const workspace::Profile &profile, QDate day)
{
    if (!profile.keyExpires || !profile.keyExpires->isValid() || !day.isValid())
        return {};
    const qint64 left = day.daysTo(*profile.keyExpires);
    const QString name = fromUtf8(profile.name);
    const QString date = QLocale().toString(*profile.keyExpires, QLocale::LongFormat);
    if (left < 0)
        return Words::tr("The profile “%1” says that this key was good until %2: it had "
                         "expired. Make a new one in SMC, and replace it in Connection.")
            .arg(name, date);
    if (left >= ExpiryWarnDays)
        return {};
    return Words::tr("The profile “%1” says that this key is good until %2: if it was "
                     "replaced in SMC already, enter the new one in Connection.")
        .arg(name, date);
}

} // namespace smc::gui
