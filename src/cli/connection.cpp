#include "connection.h"

namespace smc::cli {

rest::Connection connectionOf(const ChosenProfile &chosen)
{
    rest::Connection connection;
    connection.address.url = *destination::AdminUrl::parse(chosen.settings.smcAdminUrl);
    connection.address.organization = chosen.settings.organization;
    connection.transport = rest::transportFor(chosen.settings);
    return connection;
}

QCoro::Task<Result<rest::Connection>> connectionWithKey(ChosenProfile chosen, CredentialSource source)
{
    rest::Connection connection = connectionOf(chosen);
    auto credentials = co_await findCredentials(std::move(chosen), source);
    if (!credentials)
        co_return tl::make_unexpected(credentials.error());
    connection.apiKey = std::move(credentials->apiKey);
    connection.apiSecret = std::move(credentials->apiSecret);
    co_return Result<rest::Connection>(std::move(connection));
}

} // namespace smc::cli
