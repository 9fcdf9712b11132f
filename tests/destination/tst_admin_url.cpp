// Whatever a person copies from the address bar becomes the address of the API, or a reason why not.
#include <destination/admin_url.h>

#include <QTest>

using namespace smc::destination;

class TestAdminUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatPeopleCopyBecomesTheApiBase_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("base");
        const auto row = [](const char *typed, const char *base) {
            QTest::newRow(typed) << QByteArray(typed) << QByteArray(base);
        };
        row("https://acme.slgnt.us", "https://acme.slgnt.us/Portal/Api");
        row("https://acme.slgnt.us/", "https://acme.slgnt.us/Portal/Api");
        row("acme.slgnt.eu", "https://acme.slgnt.eu/Portal/Api");
        row("paranasolution.selligent.com/portal/ES/a", "https://paranasolution.selligent.com/Portal/Api");
        row("https://paranasolution.selligent.com/portal/ES/a#/home?x=1",
            "https://paranasolution.selligent.com/Portal/Api");
        row("https://acme.slgnt.us/Portal/Api", "https://acme.slgnt.us/Portal/Api");
        row("https://acme.slgnt.us/PORTAL/API/swagger/ui/index#!/Data/Data_LoadData",
            "https://acme.slgnt.us/Portal/Api");
        row("  \"HTTPS://Acme.SLGNT.us\"\n", "https://acme.slgnt.us/Portal/Api");
        row("<https://acme.slgnt.us>", "https://acme.slgnt.us/Portal/Api");
        row("https://user:pw@acme.slgnt.us:8443/x", "https://acme.slgnt.us:8443/Portal/Api");
        row("https://acme.slgnt.us:443", "https://acme.slgnt.us/Portal/Api");
        row("http://127.0.0.1:8080", "http://127.0.0.1:8080/Portal/Api");
        row("http://localhost:8080/", "http://localhost:8080/Portal/Api");
        row("localhost:8080", "http://localhost:8080/Portal/Api");
        row("http://[::1]:9000", "http://[::1]:9000/Portal/Api");
        row("https://acme.slgnt.us,", "https://acme.slgnt.us/Portal/Api");
        row("https://b\u00fccher.example", "https://xn--bcher-kva.example/Portal/Api");
        row("https://10.1.2.3", "https://10.1.2.3/Portal/Api");
    }

    void whatPeopleCopyBecomesTheApiBase()
    {
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, base);
        const auto url = AdminUrl::parse(typed.toStdString());
        QVERIFY2(url.has_value(), url ? "" : url.error().message.c_str());
        QCOMPARE(QByteArray::fromStdString(url->apiBase()), base);
    }

    void everyRefusalSaysWhy_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("why");
        const auto row = [](const char *typed, const char *code, const char *why) {
            QTest::newRow(typed) << QByteArray(typed) << QByteArray(code) << QByteArray(why);
        };
        row("", "admin_url_missing", "is missing");
        row("   ", "admin_url_missing", "is missing");
        row("http://acme.slgnt.us", "admin_url_not_https", "would travel in the open");
        row("http://127.0.0.1.evil.example", "admin_url_not_https", "would travel in the open");
        row("http://localhost.evil.example", "admin_url_not_https", "would travel in the open");
        row("ftp://acme.slgnt.us", "admin_url_scheme", "is reached by https");
        row("file:///etc/passwd", "admin_url_scheme", "is reached by https");
        row("mailto:me@acme.slgnt.us", "admin_url_scheme", "is reached by https");
        row("javascript:alert(1)", "admin_url_scheme", "is reached by https");
        row("https://", "admin_url_no_host", "names no computer");
        row("acme", "admin_url_no_host", "lacks the part behind the dot");
        row("https://acme", "admin_url_no_host", "lacks the part behind the dot");
        row("my company.slgnt.us", "admin_url_malformed", "white space");
        row("https://acme .slgnt.us", "admin_url_malformed", "white space");
        row("https://acme.slgnt.us\\@evil.example", "admin_url_malformed", "backslash");
        row("https://acme.slgnt.us\\portal", "admin_url_malformed", "backslash");
        row("https://acme.slgnt.us:99999", "admin_url_malformed", "\"99999\" is no port");
        row("https://acme.slgnt.us:99999/x", "admin_url_malformed", "\"99999\" is no port");
        row("https://acme.slgnt.us:0", "admin_url_malformed", "\"0\" is no port");
        row("https://acme.slgnt.us:http", "admin_url_malformed", "\"http\" is no port");
        row("https://acme..slgnt.us", "admin_url_malformed", "between two of its dots");
        row("https://-a.slgnt.us", "admin_url_malformed", "hyphen");
        row("https://acme,slgnt.us", "admin_url_malformed", "only letters");
        row("jane@acme.com", "admin_url_malformed", "e-mail address");
    }

    void everyRefusalSaysWhy()
    {
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, why);
        const auto url = AdminUrl::parse(typed.toStdString());
        QVERIFY2(!url.has_value(), url ? url->origin().c_str() : "");
        QCOMPARE(QByteArray::fromStdString(url.error().code), code);
        QVERIFY2(url.error().message.find(why.toStdString()) != std::string::npos, url.error().message.c_str());
        QVERIFY(url.error().message.ends_with('.'));
        QCOMPARE(url.error().where, std::string("smcAdminUrl"));
    }

    void noRefusalRepeatsAPassword()
    {
        for (const char *typed :
             {"ftp://jo:hush@acme.slgnt.us", "https://jo:hush@my company.slgnt.us", "https://jo:hush@"}) {
            const auto url = AdminUrl::parse(typed);
            QVERIFY2(!url.has_value(), typed);
            QVERIFY2(url.error().message.find("hush") == std::string::npos, url.error().message.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestAdminUrl)
#include "tst_admin_url.moc"
