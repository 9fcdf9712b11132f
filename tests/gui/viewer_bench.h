// A viewer in a window of its own, and what tests ask of it.
#pragma once

#include "named.h"

#include <gui/viewer/body_viewer.h>
#include <gui/viewer/text_view.h>
#include <gui/viewer/tree_model.h>
#include <gui/viewer/tree_view.h>

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QTest>

#include <string>

namespace smc::gui {

class ViewerBench
{
public:
    ViewerBench()
        : viewer(QStringLiteral("Answer"))
    {
        viewer.resize(600, 500);
        viewer.show();
    }

    void show(std::string text, const char *view = "pretty")
    {
        viewer.setViewName(QString::fromLatin1(view));
        viewer.setBody(Body::fromText(std::move(text)), {.fileName = QStringLiteral("answer.json")});
    }

    TextView &text() { return viewer.textView(); }
    TreeView &tree() { return viewer.treeView(); }
    QString visible() { return text().visibleText(); }

    /// What the viewer says of the body: why it is shown as it is.
    QString said()
    {
        QStringList texts;
        for (const QLabel *label : viewer.findChildren<QLabel *>()) {
            if (label->isVisible() && !label->text().isEmpty())
                texts.append(label->text());
        }
        return texts.join(QLatin1Char('\n'));
    }

    bool waitUntilRead()
    {
        return QTest::qWaitFor([this] { return viewer.index() && !viewer.index()->isReading(); }, 60000);
    }

    void act(const char *id) { viewer.findChild<QAction *>(QString::fromLatin1(id))->trigger(); }

    /// The clipboard's text once something is copied.
    QString copied(const char *id)
    {
        QApplication::clipboard()->setText(QStringLiteral("(nothing)"));
        act(id);
        return waitForClipboard();
    }
    QString waitForClipboard()
    {
        const auto isThere = [] { return QApplication::clipboard()->text() != QLatin1String("(nothing)"); };
        (void)QTest::qWaitFor(isThere, 10000);
        return QApplication::clipboard()->text();
    }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&text(), key, modifiers);
    }

    BodyViewer viewer;
};

} // namespace smc::gui
