#include "account.h"

#include "routes.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qcryptographichash.h>
#include <QtCore/qrandom.h>

#include <algorithm>
#include <array>

namespace smc::sandbox {

namespace {

constexpr std::string_view Incorrect = "The access key was incorrect";
constexpr std::string_view Expired = "The access key has expired";

/// Takes as long for any two texts of the same length.
bool equalsInConstantTime(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
    return difference == 0;
}

QPair<QHostAddress, int> subnetOf(const std::string &cidr)
{
    return QHostAddress::parseSubnet(QString::fromStdString(cidr));
}

bool isPlaceholder(std::string_view segment)
{
    return segment.starts_with('{') && segment.ends_with('}');
}

/// Whether the right's path is that of the operation; the short form leaves out "/organizations/{organization}".
bool samePath(std::string_view right, std::string_view path)
{
    const auto wanted = segmentsOf(right);
    auto actual = segmentsOf(path);
    if (!wanted.empty() && equalsIgnoringCase(wanted.front(), "lists") && actual.size() > 2)
        actual.erase(actual.begin(), actual.begin() + 2);
    return std::equal(wanted.begin(), wanted.end(), actual.begin(), actual.end(),
                      [](std::string_view a, std::string_view b) {
                          return equalsIgnoringCase(a, b) || (isPlaceholder(a) && isPlaceholder(b));
                      });
}

bool covers(const std::string &right, std::string_view method, std::string_view path)
{
    const auto space = right.find(' ');
    if (space == std::string::npos)
        return samePath(right, path);
    return equalsIgnoringCase(std::string_view(right).substr(0, space), method) &&
           samePath(std::string_view(right).substr(space + 1), path);
}

QByteArrayView bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

SecretString generateSecret()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    QByteArray bytes(reinterpret_cast<const char *>(words.data()), sizeof(words));
    QByteArray text = bytes.toBase64();
    SecretString secret(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    text.fill('\0');
    bytes.fill('\0');
    return secret;
}

std::string keyMark(std::string_view key, std::string_view secret)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(bytesOf(key));
    hash.addData(bytesOf(":")); // No key holds one.
    hash.addData(bytesOf(secret));
    return hash.result().toHex().toStdString();
}

Result<Account> completed(Account account)
{
    for (const std::string &cidr : account.cidrs) {
        const auto subnet = subnetOf(cidr);
        if (subnet.second < 0 || subnet.first.protocol() != QAbstractSocket::IPv4Protocol)
            return fail("sandbox_cidr", "'" + cidr + "' is no IPv4 subnet such as 192.168.0.0/16.", "cidrs");
    }
    for (const std::string &right : account.rights) {
        const auto isOfIt = [&right](const Route &each) { return covers(right, each.method, each.path); };
        if (!std::any_of(routes().begin(), routes().end(), isOfIt)) {
            return fail("sandbox_account",
                        "'" + right +
                            "' is no operation of the API. A right is a path of it, with its method or without, such "
                            "as 'GET /lists' or '/lists/{api_name}/data/load'.",
                        "rights");
        }
    }
    if (account.key.reveal().find(':') != std::string_view::npos)
        return fail("sandbox_account", "A key cannot hold a colon: it ends where the first colon stands.", "key");
    if (account.key.isEmpty())
        account.key = generateSecret();
    if (account.secret.isEmpty())
        account.secret = generateSecret();
    return account;
}

std::optional<std::string_view> refusedCredentials(const Account &account, const HttpRequest &request, QDate today)
{
    if (request.headerCount("X-ApiKey") != 1 || request.headerCount("X-ApiKey-Secret") > 1)
        return Incorrect;
    std::string_view key = request.header("X-ApiKey").value_or("");
    std::string_view secret;
    if (const auto separate = request.header("X-ApiKey-Secret")) {
        secret = *separate;
    } else {
        const auto colon = key.find(':');
        if (colon == std::string_view::npos)
            return Incorrect;
        secret = key.substr(colon + 1);
        key = key.substr(0, colon);
    }
    const bool keyFits = equalsInConstantTime(key, account.key.reveal());
    const bool secretFits = equalsInConstantTime(secret, account.secret.reveal());
    if ((!keyFits || !secretFits) &&
        !std::binary_search(account.otherKeys.begin(), account.otherKeys.end(), keyMark(key, secret)))
        return Incorrect;
    if (account.expires && today > *account.expires)
        return Expired;
    return std::nullopt;
}

bool allowsAddress(const Account &account, const QHostAddress &address)
{
    if (account.cidrs.empty())
        return true;
    return std::any_of(account.cidrs.begin(), account.cidrs.end(),
                       [&](const std::string &cidr) { return address.isInSubnet(subnetOf(cidr)); });
}

bool allowsOrganization(const Account &account, std::string_view organization)
{
    if (account.organizations.empty())
        return true;
    return std::any_of(account.organizations.begin(), account.organizations.end(),
                       [&](const std::string &allowed) { return equalsIgnoringCase(allowed, organization); });
}

bool allowsOperation(const Account &account, std::string_view method, std::string_view path)
{
    if (account.rights.empty())
        return true;
    return std::any_of(account.rights.begin(), account.rights.end(),
                       [&](const std::string &right) { return covers(right, method, path); });
}

} // namespace smc::sandbox
