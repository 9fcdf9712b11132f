#include <base/user_info.h>

#include <QTest>

class TestUserInfo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aUrlLosesItsUserNameAndPasswordAndNothingElse_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("without");
        QTest::addColumn<bool>("password");
        const auto row = [](const char *url, const char *without, bool password) {
            QTest::newRow(url) << QByteArray(url) << QByteArray(without) << password;
        };
        row("", "", false);
        row("https://acme.slgnt.us/Portal", "https://acme.slgnt.us/Portal", false);
        row("acme.slgnt.us:8443", "acme.slgnt.us:8443", false);
        row("https://jo:pw@acme.slgnt.us/x@y", "https://acme.slgnt.us/x@y", true);
        row("jo:pw@acme.slgnt.us", "acme.slgnt.us", true);
        row("http://jo@proxy:3128", "http://proxy:3128", false);
        row("http://jo:p@ss@proxy:3128", "http://proxy:3128", true);
        row("http://:pw@proxy", "http://proxy", true);
        row("http:/jo:pw@proxy:3128", "http:/jo:pw@proxy:3128", true);
        row("://@", "://", false);
        row("@", "", false);
    }
    void aUrlLosesItsUserNameAndPasswordAndNothingElse()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, without);
        QFETCH(bool, password);
        const std::string text = url.toStdString();
        QCOMPARE(QByteArray::fromStdString(smc::withoutUserInfo(text)), without);
        QCOMPARE(smc::mayHoldPassword(text), password);
    }
};

QTEST_GUILESS_MAIN(TestUserInfo)
#include "tst_user_info.moc"
