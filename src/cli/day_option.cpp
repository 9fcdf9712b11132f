#include "day_option.h"

namespace smc::cli {

Result<QDate> lastDayOfKey(const std::string &text)
{
    const QDate day = QDate::fromString(QString::fromStdString(text), Qt::ISODate);
    if (!day.isValid())
        return fail("profile_date_invalid", "--key-expires is a day such as 2027-01-31, not \"" + text + "\".");
    return day;
}

} // namespace smc::cli
