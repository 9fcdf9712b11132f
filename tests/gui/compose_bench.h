// Compose in the real window, with what its tests ask of it.
#pragma once

#include "named.h"
#include "window_bench.h"

#include <gui/compose/compose_page.h>
#include <gui/editor/json_editor.h>
#include <gui/sandbox_host.h>
#include <gui/widgets/verdict_widget.h>
#include <workspace/profile.h>

#include <QAction>
#include <QTest>

namespace smc::gui {

constexpr const char *Track = R"({"type":"track","event":"Order Completed","userId":"u1","properties":{"total":1.5}})";

class ComposeBench : public QObject
{
    Q_OBJECT

protected:
    std::unique_ptr<WindowBench> m_bench;
    ComposePage *m_page = nullptr;

    JsonEditor &editor() { return *named<JsonEditor>(*m_page, QStringLiteral("Event as JSON")); }

    void write(const std::string &text)
    {
        editor().setCode(text);
        editor().setCaret(0);
        QTRY_COMPARE(m_page->preview().count == 0 ? std::string() : text, text);
        // With variables, what is sent is not what stands in the editor.
        QTRY_VERIFY(m_page->preview().eventText.empty() || text.find("{{") != std::string::npos ||
                    text.find(m_page->preview().eventText) != std::string::npos);
    }

    /// The one on the whole event, above those of the steps, of which one may have the same word.
    VerdictWidget *verdict()
    {
        for (VerdictWidget *widget : m_page->findChildren<VerdictWidget *>()) {
            if (widget->accessibleName() == m_page->preview().verdict.word)
                return widget;
        }
        qFatal("No verdict is shown");
    }

    /// The page's words about the last send; waits for what begins with `word`.
    VerdictWidget *resultOf(const QString &word)
    {
        VerdictWidget *found = nullptr;
        const auto look = [&] {
            for (VerdictWidget *widget : m_page->findChildren<VerdictWidget *>()) {
                if (widget->isVisible() && widget->content().word.startsWith(word))
                    found = widget;
            }
            return found != nullptr;
        };
        return QTest::qWaitFor(look, 10000) ? found : nullptr;
    }

    /// Makes a production profile, "Acme", whose SMC is the sandbox of this console, and chooses it.
    void useProduction()
    {
        destination::Settings settings = console().destination().settings;
        settings.smcAdminUrl = console().sandbox().address();
        workspace::Profile profile = console().profile();
        profile.name = "Acme";
        profile.environment = workspace::Environment::Production;
        profile.settingsJson = settings.toJson();
        const Result<std::string> id = QCoro::waitFor(console().add(profile));
        QVERIFY(id.has_value());
        const vault::Credentials credentials = console().sandbox().credentials();
        QVERIFY(QCoro::waitFor(console().select(*id)).has_value());
        QVERIFY(QCoro::waitFor(console().storeCredentials(credentials)).has_value());
        QVERIFY(QCoro::waitFor(console().sandbox().start()).has_value());
    }

    void openPage()
    {
        m_bench->go(PageId::Compose);
        m_page = static_cast<ComposePage *>(&m_bench->page(PageId::Compose));
    }

    Console &console() { return m_bench->console(); }
    std::vector<workspace::HistorySummary> history() { return historyOf(console()); }

    QString lastStep() { return m_page->preview().steps[static_cast<std::size_t>(StepId::Request)].word; }

    QAction *action(const char *id) { return m_page->findChild<QAction *>(QString::fromLatin1(id)); }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<WindowBench>();
        openPage();
    }

    void cleanup() { m_bench.reset(); }
};

} // namespace smc::gui
