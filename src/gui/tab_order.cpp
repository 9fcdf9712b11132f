#include "tab_order.h"

#include <QLayout>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>

namespace smc::gui {

namespace {

class Collector
{
public:
    void add(QWidget *widget)
    {
        if (m_seen.contains(widget))
            return;
        m_seen.append(widget);
        // It hands the keyboard to its bar: Tab would come there from wherever the widget was made, past all between.
        if (auto *tabs = qobject_cast<QTabWidget *>(widget)) {
            tabs->setFocusProxy(nullptr); // Else the bar would get its policy.
            tabs->setFocusPolicy(Qt::NoFocus);
        }
        if ((widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy())
            m_order.append(widget);
        if (auto *scroll = qobject_cast<QScrollArea *>(widget)) {
            if (scroll->widget())
                add(scroll->widget());
            return;
        }
        if (qobject_cast<QAbstractScrollArea *>(widget) && !qobject_cast<QSplitter *>(widget))
            return; // A view's parts are its own affair.
        addParts(*widget);
    }

    const QList<QWidget *> &order() const { return m_order; }

private:
    void addParts(QWidget &widget)
    {
        if (const auto *splitter = qobject_cast<QSplitter *>(&widget)) {
            for (int at = 0; at < splitter->count(); ++at)
                add(splitter->widget(at));
        } else if (const auto *tabs = qobject_cast<QTabWidget *>(&widget)) {
            add(tabs->tabBar());
            for (int at = 0; at < tabs->count(); ++at)
                add(tabs->widget(at));
        } else if (widget.layout()) {
            addLayout(*widget.layout());
        }
        // What stands in no layout, such as a button within a field.
        for (QObject *child : widget.children()) {
            auto *part = qobject_cast<QWidget *>(child);
            if (part && !part->isWindow())
                add(part);
        }
    }

    void addLayout(QLayout &layout)
    {
        for (int at = 0; at < layout.count(); ++at) {
            QLayoutItem *item = layout.itemAt(at);
            if (item->widget())
                add(item->widget());
            else if (item->layout())
                addLayout(*item->layout());
        }
    }

    QList<QWidget *> m_seen;
    QList<QWidget *> m_order;
};

} // namespace

void followLayout(QWidget &root)
{
    Collector collector;
    collector.add(&root);
    const QList<QWidget *> &order = collector.order();
    for (qsizetype at = 1; at < order.size(); ++at)
        QWidget::setTabOrder(order[at - 1], order[at]);
}

} // namespace smc::gui
