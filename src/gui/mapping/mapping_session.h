// The mapping and the destination filters of the current profile while they are edited: what is saved, what stands now,
// every step to undo, and what the event at hand becomes of it.
#pragma once

#include "mapping_outcome.h"
#include "mapping_view.h"

#include <base/error.h>

#include <QCoro/QCoroTask>
#include <QObject>
#include <QUndoStack>

#include <functional>
#include <string>
#include <vector>

namespace smc::gui {

class Console;

class MappingSession final : public QObject
{
    Q_OBJECT

public:
    /// Gives the event that Compose shows.
    using Events = std::function<EventAtHand()>;

    /// `console` must outlive the session.
    MappingSession(Console &console, Events events, QObject *parent);
    ~MappingSession() override;

    const std::string &mapping() const { return m_now.mapping; }
    const std::string &filters() const { return m_now.filters; } ///< A JSON array, "[]" for none.
    const MappingView &view() const { return m_view; }
    const MappingOutcome &outcome() const { return m_outcome; }
    const destination::Settings &settings() const;
    QUndoStack &undoStack() { return m_stack; }

    /// Fields that the list of a rule is known to have, those first that have no column yet.
    QStringList fieldsOfRule(std::size_t rule) const;
    /// The lists that the mapping names, each once.
    std::vector<std::string> lists() const;
    /// Asks SMC for the fields of the mapping's lists, where that is allowed without a person's asking.
    void wantFields();

    /// The profile's file can't be read, or is no mapping: there is nothing to edit.
    const std::optional<Error> &trouble() const { return m_trouble; }
    bool hasChanges() const { return m_now != m_saved; }
    /// The mapping is the preset that comes with the program.
    bool isPreset() const;

    /// One step to undo, called `what`. Steps with the same `typing` one after another, as letters are typed, are one,
    /// until endTyping().
    void setMapping(std::string mapping, const QString &what, const QString &typing = {});
    void setFilters(std::string filters, const QString &what, const QString &typing = {});
    /// The same for what may have failed; then nothing changes.
    Result<void> change(Result<std::string> mapping, const QString &what, const QString &typing = {});

    void endTyping() { ++m_typing; }

    /// Looks at the event in Compose anew.
    void look();
    /// Reads what is stored, and forgets the steps.
    void load();
    /// Keeps what stands now; it is in force at once. Errors: preset_invalid, filter_malformed, those of files.
    QCoro::Task<Result<void>> save();
    /// Puts back what was not saved at the end of another session, as one step. Texts that are no mapping and no
    /// filters are left out.
    void restore(std::string mapping, std::string filters);
    /// Goes back to what is saved, as one step.
    void discard();

Q_SIGNALS:
    void changed();

private:
    struct State
    {
        std::string mapping;
        std::string filters = "[]";
        bool operator==(const State &) const = default;
    };
    class Step;

    State stored();
    void refreshOutcome();
    void followConsole();
    void put(State state);
    void push(State state, const QString &what, const QString &typing);

    Console &m_console;
    Events m_events;
    QUndoStack m_stack;
    int m_typing = 0;
    std::string m_profileId;
    State m_saved;
    State m_now;
    MappingView m_view;
    MappingOutcome m_outcome;
    std::optional<Error> m_trouble;
};

} // namespace smc::gui
