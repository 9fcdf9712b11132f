// Sending several events from Compose, with what tests of it ask of the window.
#pragma once

#include "compose_bench.h"

#include <gui/compose/library_model.h>
#include <gui/compose/run_panel.h>

#include <QDir>
#include <QDoubleSpinBox>
#include <QFile>
#include <QFileInfo>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeView>

#include <vector>

namespace smc::gui {

class RunBench : public ComposeBench
{
    Q_OBJECT

protected:
    template <typename Widget>
    Widget &in(const char *name)
    {
        return *named<Widget>(*m_page, QString::fromLatin1(name));
    }
    QPushButton &starter()
    {
        for (QPushButton *button : m_page->findChild<RunPanel *>()->findChildren<QPushButton *>()) {
            if (button->accessibleName().startsWith(QLatin1String("Send ")))
                return *button;
        }
        qFatal("Nothing starts the run");
    }
    void offer(int times, double delay = 0)
    {
        QTRY_VERIFY(action("compose.sendSeveral")->isEnabled());
        action("compose.sendSeveral")->trigger();
        QVERIFY(in<QSpinBox>("Times").isVisible());
        in<QSpinBox>("Times").setValue(times);
        in<QDoubleSpinBox>("Pause between").setValue(delay);
    }
    void start()
    {
        QTRY_VERIFY(starter().isEnabled()); // The events of saved files are counted first.
        QTest::mouseClick(&starter(), Qt::LeftButton);
    }
    VerdictWidget *outcome(const QString &word, int patienceMs = 60000)
    {
        VerdictWidget *found = nullptr;
        const auto look = [&] {
            for (VerdictWidget *widget : m_page->findChild<RunPanel *>()->findChildren<VerdictWidget *>()) {
                if (widget->isVisible() && widget->content().word.startsWith(word))
                    found = widget;
            }
            return found != nullptr;
        };
        return QTest::qWaitFor(look, patienceMs) ? found : nullptr;
    }
    std::vector<workspace::HistoryEntry> entries()
    {
        std::vector<workspace::HistoryEntry> all;
        workspace::HistoryQuery query;
        query.count = 1000;
        const auto page = QCoro::waitFor(console().history().page(query));
        for (const auto &summary : *page)
            all.push_back(**entryOf(console(), summary.id));
        return {all.rbegin(), all.rend()};
    }
    void save(const QString &name, const QByteArray &text) const
    {
        const QString file = m_bench->folder() + QStringLiteral("/events/") + name + QStringLiteral(".json");
        QDir().mkpath(QFileInfo(file).path());
        QFile target(file);
        QVERIFY(target.open(QIODevice::WriteOnly));
        target.write(text);
    }
    void chooseSaved(LibraryItem::Kind kind, const char *path)
    {
        auto &tree = in<QTreeView>("Saved events and examples");
        const auto &model = *static_cast<const LibraryModel *>(tree.model());
        QTRY_VERIFY(model.indexOf(kind, path).isValid());
        tree.setCurrentIndex(model.indexOf(kind, path));
    }
};

} // namespace smc::gui
