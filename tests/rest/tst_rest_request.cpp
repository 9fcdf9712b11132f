// Requests, byte for byte.
#include "rest_fixtures.h"

#include <rest/client.h>

using namespace restfixtures;
using smc::rest::Address;

class TstRestRequest : public QObject
{
    Q_OBJECT

    static Address address(std::string organization = "ACME")
    {
        return {*smc::destination::AdminUrl::parse("acme.slgnt.us/portal/ES/a"), std::move(organization)};
    }
    static std::string url(const smc::net::HttpRequest &request) { return request.url.toEncoded().toStdString(); }

private Q_SLOTS:
    void aLoadIsAPostWithSmcsOwnQueryNames()
    {
        const auto request = toRequest(address(), people(2));
        COMPARE_TEXT(request.method, "POST");
        COMPARE_TEXT(url(request),
                     "https://acme.slgnt.us/Portal/Api/organizations/ACME/lists/people/data/load?keyFields=MAIL"
                     "&fields=MAIL,NAME&mode=Sync&deduplication=ImportLastMatch&data_import_option=InsertAndUpdate");
        COMPARE_TEXT(request.body, R"([["p0@example.com","Name 0"],["p1@example.com","Name 1"]])");
        QVERIFY(findHeader(request.headers, "content-type") == "application/json");
        QVERIFY(findHeader(request.headers, "accept") == "application/json");
        QVERIFY(!request.secret);
    }

    void aDeletionIsADeleteWithABody()
    {
        const auto request = toRequest(address(), people(1, Operation::Delete));
        COMPARE_TEXT(request.method, "DELETE");
        COMPARE_TEXT(url(request),
                     "https://acme.slgnt.us/Portal/Api/organizations/ACME/lists/people/data?keyFields=MAIL"
                     "&fields=MAIL,NAME&mode=Sync");
        COMPARE_TEXT(request.body, R"([["p0@example.com","Name 0"]])");
    }

    void segmentOperationsGoToTheSegmentsData()
    {
        const auto load = toRequest(address(), people(1, Operation::SegmentLoad));
        COMPARE_TEXT(load.method, "POST");
        COMPARE_TEXT(url(load),
                     "https://acme.slgnt.us/Portal/Api/organizations/ACME/lists/people/segments/gold/data/load"
                     "?keyFields=MAIL&fields=MAIL,NAME&mode=Sync&deduplication=ImportLastMatch");
        const auto removal = toRequest(address(), people(1, Operation::SegmentDelete));
        COMPARE_TEXT(removal.method, "DELETE");
        COMPARE_TEXT(url(removal), "https://acme.slgnt.us/Portal/Api/organizations/ACME/lists/people/segments/gold/data"
                                   "?keyFields=MAIL&fields=MAIL,NAME&mode=Sync");
    }

    void organizationsMayHoldSpacesSlashesAndAccents()
    {
        COMPARE_TEXT(url(organizationRequest(address("Segment Connector/Süd?#&%"))),
                     "https://acme.slgnt.us/Portal/Api/organizations/Segment%20Connector%2FS%C3%BCd%3F%23%26%25");
    }

    void theOtherQuestionsHaveTheirPaths()
    {
        const std::string base = "https://acme.slgnt.us/Portal/Api";
        COMPARE_TEXT(url(statusRequest(address())), (base + "/status").c_str());
        const std::string lists = base + "/organizations/ACME/lists";
        COMPARE_TEXT(url(listsRequest(address())), lists.c_str());
        COMPARE_TEXT(url(listsRequest(address(), {.filter = "Userlist", .search = "a b&c", .skip = 0, .take = 50})),
                     (lists + "?filter=Userlist&search=a%20b%26c&skip=0&take=50").c_str());
        COMPARE_TEXT(url(listRequest(address(), "L")), (lists + "/L").c_str());
        COMPARE_TEXT(url(fieldsRequest(address(), "L")), (lists + "/L/fields").c_str());
        COMPARE_TEXT(url(recordCountRequest(address(), "L")), (lists + "/L/records").c_str());
        COMPARE_TEXT(url(segmentsRequest(address(), "L")), (lists + "/L/segments").c_str());
        COMPARE_TEXT(url(segmentRequest(address(), "L", "S")), (lists + "/L/segments/S").c_str());
    }

    void optionsCanBeChanged()
    {
        smc::rest::BulkOptions options;
        options.mode = "Stream";
        options.dataImportOption = "OnlyUpdate";
        options.deduplication.clear();
        options.errorHandling = "Continue";
        const std::string text = url(toRequest(address(), people(1), options));
        VERIFY_CONTAINS(text, "&mode=Stream&data_import_option=OnlyUpdate&errorHandling=Continue");
    }

    void theConnectionAddsKeyAndSecretApartFromEverythingThatIsShown()
    {
        smc::rest::Connection connection;
        connection.address = address();
        connection.apiKey = smc::SecretString("k+/=");
        connection.apiSecret = smc::SecretString("s:s");
        const auto request = connection.authorized(statusRequest(connection.address));
        QVERIFY(request.secret.has_value());
        COMPARE_TEXT(request.secret->name, "X-ApiKey");
        COMPARE_TEXT(std::string(request.secret->value.reveal()), "k+/=:s:s");
        COMPARE_TEXT(request.secret->display, "$SMC_API_KEY:$SMC_API_SECRET");
        QVERIFY(!findHeader(request.headers, "X-ApiKey"));
        QVERIFY(!smc::rest::Connection{}.authorized(statusRequest(address())).secret);
    }
};

QTEST_GUILESS_MAIN(TstRestRequest)
#include "tst_rest_request.moc"
