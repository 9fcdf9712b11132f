// The fields that matter to the call at hand, labels above, two side by side where both are short.
#pragma once

#include "../preview.h"
#include "field_edits.h"

#include <QWidget>

#include <array>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

class QComboBox;
class QCompleter;
class QGridLayout;
class QLineEdit;

namespace smc::gui {

class Field;

class CallFields : public QWidget
{
    Q_OBJECT

public:
    explicit CallFields(QWidget *parent = nullptr);

    /// Fields that are being typed in keep what is typed. Without an event, all that are shown become empty.
    void setEvent(json::Value event);
    /// Each under the field that it concerns.
    void setProblems(const std::vector<PreviewProblem> &problems);
    void setAllowedEvents(const QStringList &names);
    /// What is known to go on from what is typed in a field; asked anew at each key.
    using NameSource = std::function<QStringList(FieldId id, const QString &typed)>;
    void setNameSource(NameSource source) { m_nameSource = std::move(source); }
    /// Has what is proposed in `line`, one of the fields', fit its text.
    void refreshNames(const QLineEdit &line);

    /// Goes to the field at a JSON pointer; false where none is shown for it.
    bool showPointer(const std::string &pointer);
    QWidget *firstEditor() const;
    /// The field that is being typed in, with what is typed.
    std::optional<std::pair<FieldId, QString>> pending() const;
    /// Takes what is being typed.
    void commit();

Q_SIGNALS:
    /// A field was left with another text.
    void changed(smc::gui::FieldId id, const QString &text);
    /// Something was typed, which pending() tells.
    void typed();
    /// Undo or redo was pressed in a field in which nothing is being typed.
    void undoWanted();
    void redoWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Shown
    {
        Field *field = nullptr;
        QLineEdit *line = nullptr; ///< Also that of a box that can be typed in.
        QComboBox *box = nullptr;
        QCompleter *names = nullptr; ///< Of a field that holds the name of something in SMC.
        QString text{};              ///< As it stands in the event.
        bool isText = true;          ///< Whether a string stands there, or nothing.
    };

    Shown &shown(FieldId id) { return m_fields[static_cast<std::size_t>(id)]; }
    void makeField(const FieldSpec &spec);
    void makeLine(Shown &shown, FieldId id);
    void makeNames(Shown &shown, FieldId id);
    void fillBox(FieldId id, const QString &text);
    void setText(FieldId id, const QString &text);
    void leave(FieldId id);
    void makeText(FieldId id);
    void arrange();
    void showProblems();
    static bool isPending(const Shown &shown);

    QGridLayout *m_grid;
    std::array<Shown, static_cast<std::size_t>(FieldId::Count)> m_fields{};
    std::vector<FieldId> m_visible;
    std::vector<PreviewProblem> m_problems;
    QStringList m_allowedEvents;
    NameSource m_nameSource;
};

} // namespace smc::gui
