// At the top of an entry's details: what happened, whose trouble it is, what to do, and the fields that were refused,
// each with a link to its place in the event.
#pragma once

#include "explanation.h"

#include <QFrame>
#include <QScrollArea>

class QLabel;

namespace smc::gui {

struct EntryDetails;

class ExplanationView : public QFrame
{
    Q_OBJECT

public:
    explicit ExplanationView(QWidget *parent = nullptr);

    void showEntry(const EntryDetails &details);

Q_SIGNALS:
    /// The person wants to see this row's place; an index into EntryDetails::rows.
    void placeWanted(std::size_t row);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void show(QLabel &label, const QString &plain);

    Explanation m_explanation;
    /// A refused field in words; its index where it has a place in the event.
    struct Field
    {
        QString text;
        std::size_t row = 0;
        bool hasPlace = false;
    };
    std::vector<Field> m_fields;
    std::size_t m_more = 0; ///< Refused fields that are not shown.

    QLabel *m_icon;
    QLabel *m_word;
    QLabel *m_side;
    QLabel *m_sentence;
    QLabel *m_todo;
    QLabel *m_refused;
};

/// As high as the explanation is, up to a bound; beyond, it scrolls.
class ExplanationScroll : public QScrollArea
{
    Q_OBJECT

public:
    /// Takes `view` over.
    explicit ExplanationScroll(ExplanationView &view, QWidget *parent = nullptr);

    void setMost(int height);
    /// After the view was filled anew.
    void toTop();

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    ExplanationView &m_view;
    int m_most = 200;
};

} // namespace smc::gui
