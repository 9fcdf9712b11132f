// The form in the real window, filled in as a person does.
#pragma once

#include "compose_bench.h"

#include <gui/compose/form/member_model.h>
#include <gui/compose/form/member_view.h>

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTabBar>
#include <QToolButton>

namespace smc::gui {

class FormBench : public ComposeBench
{
    Q_OBJECT

protected:
    /// Puts a text into the editor, with nothing before it to undo, and shows it as a form.
    void open(const std::string &text)
    {
        showJson();
        editor().setCode(text);
        editor().setCaret(0);
        editor().forgetUndo();
        QTest::qWait(100); // The preview follows.
        showForm();
    }

    void showForm() { named<QToolButton>(*m_page, QStringLiteral("Show the event as a form"))->click(); }
    void showJson() { named<QToolButton>(*m_page, QStringLiteral("Show the event as JSON"))->click(); }

    std::string text() { return editor().code(); }

    template <typename Widget>
    Widget *visible(const QString &accessibleName)
    {
        for (Widget *widget : m_page->findChildren<Widget *>()) {
            if (widget->accessibleName() == accessibleName && widget->isVisible())
                return widget;
        }
        return nullptr;
    }

    QLineEdit *line(const QString &name) { return visible<QLineEdit>(name); }
    QComboBox *box(const QString &name) { return visible<QComboBox>(name); }

    /// Types in a field in place of what is there, and leaves it with Tab.
    void fill(const QString &name, const QString &value)
    {
        QLineEdit *field = line(name);
        QVERIFY2(field, qPrintable(name));
        field->setFocus();
        field->selectAll();
        if (value.isEmpty())
            QTest::keyClick(focus(), Qt::Key_Delete);
        write(*field, value);
        // A list of proposals gets the keys first.
        QWidget *proposals = QApplication::activePopupWidget();
        QTest::keyClick(proposals ? proposals : focus(), Qt::Key_Tab);
    }

    /// Keys where there are such keys; what an input method would give otherwise.
    static void write(QLineEdit &field, const QString &value)
    {
        if (value.toLatin1() == value.toUtf8())
            QTest::keyClicks(QApplication::focusWidget(), value);
        else
            field.insert(value);
    }
    using ComposeBench::write;

    void choose(const QString &name, const QString &item)
    {
        QComboBox *field = box(name);
        QVERIFY2(field, qPrintable(name));
        const int index = field->findText(item);
        QVERIFY2(index >= 0, qPrintable(item));
        field->setCurrentIndex(index);
        Q_EMIT field->activated(index);
    }

    QWidget *focus() { return QApplication::focusWidget(); }

    MemberView &rows() { return *m_page->findChild<MemberView *>(); }
    MemberModel &model() { return *static_cast<MemberModel *>(rows().model()); }

    /// Goes to the row at a JSON pointer of the event.
    void go(const char *pointer, int column = MemberModel::ValueColumn)
    {
        rows().setFocus();
        QVERIFY2(rows().showPointer(pointer, column), pointer);
    }

    /// Types in the current cell, in place of what is there.
    void type(const QString &value)
    {
        QTest::keyClick(&rows(), Qt::Key_Return);
        auto *cell = qobject_cast<QLineEdit *>(focus());
        QVERIFY(cell);
        cell->selectAll();
        if (value.isEmpty())
            QTest::keyClick(cell, Qt::Key_Delete);
        QTest::keyClicks(cell, value);
        QTest::keyClick(cell, Qt::Key_Return);
        QTRY_VERIFY(!qobject_cast<QLineEdit *>(focus()) || focus() != cell);
    }

    /// The rows that are shown: "key=value (Kind)".
    QStringList shownRows()
    {
        QStringList shown;
        for (QModelIndex at = model().index(0, 0); at.isValid(); at = rows().indexBelow(at)) {
            int depth = 0;
            for (QModelIndex around = at.parent(); around.isValid(); around = around.parent())
                ++depth;
            shown.append(QString(depth * 2, QLatin1Char(' ')) + at.data().toString() + QLatin1Char('=') +
                         at.siblingAtColumn(1).data().toString() + QStringLiteral(" (") +
                         at.siblingAtColumn(2).data().toString() + QLatin1Char(')'));
        }
        return shown;
    }

    /// The words under a field.
    QString wordsUnder(const QString &name)
    {
        const QWidget *editor = line(name) ? static_cast<QWidget *>(line(name)) : box(name);
        return editor ? editor->accessibleDescription() : QStringLiteral("no such field");
    }
};

} // namespace smc::gui
