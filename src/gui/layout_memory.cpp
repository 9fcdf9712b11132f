#include "layout_memory.h"

#include "text.h"
#include "widgets/data_table.h"

#include <workspace/uistate.h>

#include <QByteArray>
#include <QSplitter>
#include <QVariant>

#include <string>

namespace smc::gui {

namespace {

constexpr const char *ForNowProperty = "smcForNow";

std::string keyOf(const QWidget &widget)
{
    return "layout/" + toUtf8(widget.objectName());
}

} // namespace

void setLayoutIs(QWidget &widget, LayoutIs is)
{
    widget.setProperty(ForNowProperty, is == LayoutIs::ForNow);
}

void rememberLayout(QWidget &root, workspace::UiState &state)
{
    for (const auto *splitter : root.findChildren<QSplitter *>()) {
        if (!splitter->objectName().isEmpty() && !splitter->property(ForNowProperty).toBool())
            state.set(keyOf(*splitter), splitter->saveState().toBase64().toStdString());
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
        if (kept)
            splitter->restoreState(QByteArray::fromBase64(QByteArray::fromStdString(*kept)));
    }
    for (auto *table : root.findChildren<DataTable *>()) {
        const auto kept = table->objectName().isEmpty() ? std::nullopt : state.value(keyOf(*table));
        if (kept)
            table->restoreColumnState(*kept);
    }
}

} // namespace smc::gui
