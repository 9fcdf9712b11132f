#include "layout_memory.h"

#include "text.h"
#include "widgets/data_table.h"

#include <workspace/uistate.h>

#include <QByteArray>
#include <QList>
#include <QSplitter>
#include <QVariant>

#include <string>

namespace smc::gui {

namespace {

constexpr const char *ForNowProperty = "smcForNow";
constexpr const char *KeptProperty = "smcKept";

std::string keyOf(const QWidget &widget)
{
    return "layout/" + toUtf8(widget.objectName());
}

std::string stateOf(const QSplitter &splitter)
{
    return std::to_string(splitter.count()) + ' ' + splitter.saveState().toBase64().toStdString();
}

} // namespace

void setLayoutIs(QSplitter &splitter, LayoutIs is)
{
    splitter.setProperty(ForNowProperty, is == LayoutIs::ForNow);
}

LayoutIs layoutOf(const QSplitter &splitter)
{
    return splitter.property(ForNowProperty).toBool() ? LayoutIs::ForNow : LayoutIs::Chosen;
}

Restored restoreWithParts(QSplitter &splitter)
{
    const QList<QByteArray> parts = splitter.property(KeptProperty).toByteArray().split(' ');
    if (parts.size() != 2 || parts[0].toInt() != splitter.count() ||
        !splitter.restoreState(QByteArray::fromBase64(parts[1])))
        return Restored::No;
    setLayoutIs(splitter, LayoutIs::Chosen);
    return Restored::Yes;
}

void rememberLayout(QWidget &root, workspace::UiState &state)
{
    for (const auto *splitter : root.findChildren<QSplitter *>()) {
        if (!splitter->objectName().isEmpty() && layoutOf(*splitter) == LayoutIs::Chosen)
            state.set(keyOf(*splitter), stateOf(*splitter));
    }
    for (auto *table : root.findChildren<DataTable *>()) {
        if (table->objectName().isEmpty())
            continue;
        const std::string columns = table->columnState();
        if (!columns.empty())
            state.set(keyOf(*table), columns);
    }
}

void restoreLayout(QWidget &root, const workspace::UiState &state)
{
    for (auto *splitter : root.findChildren<QSplitter *>()) {
        const auto kept = splitter->objectName().isEmpty() ? std::nullopt : state.value(keyOf(*splitter));
        if (!kept)
            continue;
        splitter->setProperty(KeptProperty, QByteArray::fromStdString(*kept));
        restoreWithParts(*splitter);
    }
    for (auto *table : root.findChildren<DataTable *>()) {
        const auto kept = table->objectName().isEmpty() ? std::nullopt : state.value(keyOf(*table));
        if (kept)
            table->restoreColumnState(*kept);
    }
}

} // namespace smc::gui
