// What the sandbox holds: its lists with their records, under each its segments with their members.
#pragma once

#include <sandbox/state.h>

#include <QTreeWidget>

namespace smc::gui {

class ContentTree : public QTreeWidget
{
    Q_OBJECT

public:
    explicit ContentTree(QWidget *parent = nullptr);

    /// Keeps what is selected, where it is still there; else selects the first list.
    void setContent(const sandbox::State &state);

    /// API names; the segment is empty where a list is selected, both where nothing is.
    struct Place
    {
        QString list;
        QString segment;
        bool operator==(const Place &) const = default;
        bool isEmpty() const { return list.isEmpty(); }
    };
    Place current() const;
    /// At once, or with the next content that has it.
    void selectOnceThere(const Place &place);

Q_SIGNALS:
    void placeChanged();
    /// A person or an action went to a place, also to the one that it was on: never a reading of the content.
    void placeChosen();

protected:
    void changeEvent(QEvent *event) override;

private:
    void fitWidth();
    QTreeWidgetItem *find(const Place &place) const;

    Place m_wanted;
};

} // namespace smc::gui
