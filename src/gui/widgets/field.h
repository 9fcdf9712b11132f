// A field of a form: its label above, what is wrong with it under it, in words.
#pragma once

#include <QWidget>

class QLabel;

namespace smc::gui {

class Field : public QWidget
{
    Q_OBJECT

public:
    /// `editor` becomes the field's child and buddy of the label, takes the label as its accessible name, and is at
    /// most theme::space::FieldWidth wide, at 100 %. `hint` stands under it while nothing is wrong.
    Field(const QString &label, QWidget *editor, const QString &hint = {}, QWidget *parent = nullptr);

    QWidget *editor() const { return m_editor; }

    /// Empty where all is well.
    void setError(const QString &error);
    QString error() const;
    void setHint(const QString &hint);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fitWidth();

    QWidget *m_editor;
    QLabel *m_label;
    QLabel *m_under;
    QString m_hint;
    QString m_error;
};

} // namespace smc::gui
