// What was left out of something that a person brought, each with its reason: to read, to copy, to close.
#pragma once

#include <QWidget>

#include <cstddef>
#include <vector>

class QLabel;
class QListWidget;

namespace smc::gui {

/// One thing that was left out.
struct LeftOut
{
    QString text;    ///< What and why.
    QString where{}; ///< Its file or the like; empty for none.
};

/// How a list is called, and its buttons for screen readers: a page may have several.
struct LeftOutNames
{
    QString title;
    QString copy;
    QString close;
};

class LeftOutList : public QWidget
{
    Q_OBJECT

public:
    explicit LeftOutList(const LeftOutNames &names, QWidget *parent = nullptr);

    /// `more` were left out besides.
    void setItems(const std::vector<LeftOut> &items, std::size_t more);
    /// The keyboard goes to the first of them.
    void takeFocus();

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void copy();

    QListWidget *m_list = nullptr;
    QLabel *m_more = nullptr;
};

} // namespace smc::gui
