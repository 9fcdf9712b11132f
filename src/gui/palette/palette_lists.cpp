// Lists and static segments in the palette: the sandbox's own, and those of an SMC elsewhere.
#include "../console.h"
#include "../sandbox_host.h"
#include "../schema_cache.h"
#include "../text.h"
#include "palette_sources.h"

#include <workspace/profile.h>

#include <QLocale>
#include <QPointer>

namespace smc::gui {

void SandboxListsSource::refresh()
{
    if (!m_console.usesOwnSandbox() || !m_console.sandbox().isRunning()) {
        m_items.clear();
        return;
    }
    if (!m_isReading)
        read();
}

QCoro::Task<void> SandboxListsSource::read()
{
    const QPointer<SandboxListsSource> alive(this);
    m_isReading = true;
    const Result<sandbox::State> state = co_await m_console.sandbox().state();
    if (!alive)
        co_return;
    m_isReading = false;
    m_items.clear();
    for (const sandbox::ListState &list : state ? state->lists : std::vector<sandbox::ListState>()) {
        const QString listName = fromUtf8(list.apiName);
        PaletteItem item;
        item.id = QStringLiteral("list:") + listName;
        item.title = listName;
        item.detail = list.records == 1 ? tr("1 record in the sandbox")
                                        : tr("%Ln records in the sandbox", nullptr, static_cast<int>(list.records));
        item.kind = tr("List");
        item.iconName = QStringLiteral("list");
        item.shown = PaletteItem::Shown::WhenSearched;
        item.run = [show = m_show, listName] { show(PageId::Sandbox, listName); };
        m_items.append(item);
        for (const sandbox::SegmentState &segment : list.segments) {
            const QString path = listName + QLatin1Char('/') + fromUtf8(segment.apiName);
            item.id = QStringLiteral("segment:") + path;
            item.title = fromUtf8(segment.apiName);
            item.detail = segment.members == 1
                              ? tr("1 member, in %1").arg(listName)
                              : tr("%Ln members, in %1", nullptr, static_cast<int>(segment.members)).arg(listName);
            item.kind = tr("Static segment");
            item.iconName = QStringLiteral("segment");
            item.run = [show = m_show, path] { show(PageId::Sandbox, path); };
            m_items.append(item);
        }
    }
    Q_EMIT changed();
}

SmcListsSource::SmcListsSource(Console &console, Copy copy)
    : m_console(console)
    , m_copy(std::move(copy))
{
    connect(&console.schema(), &SchemaCache::changed, this, &PaletteSource::changed);
}

void SmcListsSource::refresh()
{
    if (!m_console.usesOwnSandbox())
        m_console.schema().want(); // Nothing where the person has to ask first.
}

QList<PaletteItem> SmcListsSource::items() const
{
    if (m_console.usesOwnSandbox())
        return {};
    QList<PaletteItem> items;
    const QString profile = fromUtf8(m_console.profile().name);
    const auto add = [&](const QString &id, const QString &apiName, const QString &detail, const QString &kind,
                         const char *iconName) {
        PaletteItem item;
        item.id = id;
        item.title = apiName;
        item.detail = detail;
        item.kind = kind;
        item.iconName = QString::fromLatin1(iconName);
        item.shown = PaletteItem::Shown::WhenSearched;
        item.run = [copy = m_copy, apiName] { copy(apiName); };
        items.append(item);
    };
    for (const rest::KnownList &list : m_console.schema().schema().lists) {
        const QString name = fromUtf8(list.info.apiName);
        add(QStringLiteral("list:") + name, name, tr("Copy this name of a list of %1").arg(profile), tr("List"),
            "list");
        for (const rest::SegmentInfo &segment : list.segments.value_or(std::vector<rest::SegmentInfo>()))
            add(QStringLiteral("segment:") + name + QLatin1Char('/') + fromUtf8(segment.apiName),
                fromUtf8(segment.apiName), tr("Copy this name of a segment of %1").arg(name), tr("Static segment"),
                "segment");
    }
    return items;
}

} // namespace smc::gui
