// A box around text that one reads or edits. Its edge shows that the text has the keyboard.
#pragma once

#include <QFrame>

namespace smc::gui {

class Card : public QFrame
{
    Q_OBJECT

public:
    /// `left` is room before the content, in px, where it brings none of its own.
    explicit Card(QWidget &content, QWidget *parent, int left = 0);
    ~Card() override;

protected:
    void initStyleOption(QStyleOptionFrame *option) const override;

private:
    void follow(QWidget *focus);

    bool m_isLit = false;
};

} // namespace smc::gui
