// What one can make in the sandbox: lists, fields, static segments and people, through its own API.
#pragma once

#include "content_tree.h"

#include <sandbox/state.h>

#include <QCoro/QCoroTask>
#include <QObject>

class QWidget;

namespace smc::gui {

class SandboxHost;

class SandboxCreation : public QObject
{
    Q_OBJECT

public:
    /// `over` is what dialogs stand over; both must outlive this.
    SandboxCreation(SandboxHost &sandbox, QWidget &over);

    /// What there is: forms offer its lists and fields.
    void setContent(sandbox::State state) { m_state = std::move(state); }

    void makeList();
    void makeField(const QString &list);
    void makeSegment(const QString &list);
    void makeRecord(const QString &list);

Q_SIGNALS:
    /// It is there: `place` can be shown.
    void made(const smc::gui::ContentTree::Place &place, const QString &sentence);
    /// After made(), of a list that had `before` records.
    void madeRecord(qint64 before);

private:
    const sandbox::ListState *list(const QString &apiName) const;
    enum class Lists { All, OfPeople };
    QStringList listNames(Lists which) const;

    SandboxHost &m_sandbox;
    QWidget &m_over;
    sandbox::State m_state;
};

} // namespace smc::gui
