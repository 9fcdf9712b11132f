// Where SMC is read only when the person asks, Mapping knows no fields of its lists: this says so, with the way to ask.
#pragma once

#include <QObject>
#include <QString>

#include <set>
#include <string>

class QAction;

namespace smc::gui {

class BannerArea;
class Console;
class MappingSession;

class ListsOffer final : public QObject
{
    Q_OBJECT

public:
    /// `refresh` reads the lists. All of them must outlive this.
    ListsOffer(Console &console, const MappingSession &session, BannerArea &banners, QAction &refresh, QObject *parent);

    /// Shows or hides the offer, as what is known of SMC asks for.
    void follow();
    /// What came of reading the lists, as ListRefresh::ended() tells it.
    void take(const QString &why);

private:
    std::string target() const;

    Console &m_console;
    const MappingSession &m_session;
    BannerArea &m_banners;
    QAction &m_refresh;
    std::string m_failedTarget;       ///< The profile whose lists could not be read last.
    QString m_why;                    ///< Why they could not.
    std::set<std::string> m_declined; ///< Profiles for which the person has closed the offer.
};

} // namespace smc::gui
