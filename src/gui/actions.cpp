#include "actions.h"

#include "icons.h"

#include <QAction>
#include <QCoreApplication>

#include <cstring>

namespace smc::gui {

namespace {

constexpr const char *Context = "smc::gui::actions";

constexpr ActionSpec Table[] = {
    // The window.
    {"go.connection",
     QT_TRANSLATE_NOOP("smc::gui::actions", "Connection"),
     "connection",
     "Ctrl+1",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Show where events go and what is sent")},
    {"go.compose",
     QT_TRANSLATE_NOOP("smc::gui::actions", "Compose"),
     "compose",
     "Ctrl+2",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Write an event, see what SMC gets, send it")},
    {"go.mapping",
     QT_TRANSLATE_NOOP("smc::gui::actions", "Mapping"),
     "mapping",
     "Ctrl+3",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Say which events become which columns")},
    {"go.activity",
     QT_TRANSLATE_NOOP("smc::gui::actions", "Activity"),
     "activity",
     "Ctrl+4",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Look at what was sent and what came back")},
    {"go.sandbox",
     QT_TRANSLATE_NOOP("smc::gui::actions", "Sandbox"),
     "sandbox",
     "Ctrl+5",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Look into the SMC on your own computer")},
    {"window.palette",
     QT_TRANSLATE_NOOP("smc::gui::actions", "Search…"),
     "search",
     "Ctrl+K",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Find an action, a page, a profile or a list by a few letters")},
    {"window.shortcuts",
     QT_TRANSLATE_NOOP("smc::gui::actions", "&Keyboard shortcuts…"),
     "keyboard",
     "",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Look at the keys of every action, and change them")},
    {"window.navigation",
     QT_TRANSLATE_NOOP("smc::gui::actions", "Show or hide page &names"),
     "sidebar",
     "Ctrl+B",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Make the navigation narrow or wide")},
    {"window.scheme",
     QT_TRANSLATE_NOOP("smc::gui::actions", "Light or &dark colours"),
     "scheme",
     "",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Change between light and dark colours")},
    {"window.manual",
     QT_TRANSLATE_NOOP("smc::gui::actions", "&Manual"),
     "manual",
     "F1",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Open the manual at this page")},
    {"window.schemeSystem",
     QT_TRANSLATE_NOOP("smc::gui::actions", "Colours &of the desktop"),
     "",
     "",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Be light or dark as the desktop is")},
    {"window.schemeLight",
     QT_TRANSLATE_NOOP("smc::gui::actions", "&Light colours"),
     "",
     "",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Be light, whatever the desktop is")},
    {"window.schemeDark",
     QT_TRANSLATE_NOOP("smc::gui::actions", "&Dark colours"),
     "",
     "",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Be dark, whatever the desktop is")},
    {"window.zoomIn",
     QT_TRANSLATE_NOOP("smc::gui::actions", "L&arger text"),
     "",
     "Ctrl++",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Make text, icons and rows larger, up to 200 %")},
    {"window.zoomOut",
     QT_TRANSLATE_NOOP("smc::gui::actions", "&Smaller text"),
     "",
     "Ctrl+-",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Make text, icons and rows smaller, down to 80 %")},
    {"window.zoomNormal",
     QT_TRANSLATE_NOOP("smc::gui::actions", "&Normal text size"),
     "",
     "Ctrl+0",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Show text as large as the desktop does")},
    {"window.quit",
     QT_TRANSLATE_NOOP("smc::gui::actions", "&Quit"),
     "",
     "Ctrl+Q",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Close the console")},

    // Profiles.
    {"profile.new",
     QT_TRANSLATE_NOOP("smc::gui::actions", "&New profile"),
     "add",
     "",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Make a profile for another SMC")},
    {"profile.duplicate",
     QT_TRANSLATE_NOOP("smc::gui::actions", "&Duplicate this profile"),
     "copy",
     "",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Copy this profile's settings, but not its key and secret")},
    {"profile.remove",
     QT_TRANSLATE_NOOP("smc::gui::actions", "&Remove this profile"),
     "remove",
     "",
     {},
     QT_TRANSLATE_NOOP("smc::gui::actions", "Remove this profile with its key and secret")},

    // Connection.
    {"connection.test", QT_TRANSLATE_NOOP("smc::gui::actions", "&Test connection"), "test", "Ctrl+Return",
     PageId::Connection, QT_TRANSLATE_NOOP("smc::gui::actions", "Ask SMC whether it lets these settings in")},
    {"connection.save", QT_TRANSLATE_NOOP("smc::gui::actions", "&Save"), "save", "Ctrl+S", PageId::Connection,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Keep these settings")},
    {"connection.revert", QT_TRANSLATE_NOOP("smc::gui::actions", "Re&vert"), "revert", "", PageId::Connection,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Go back to the settings that are saved")},

    // Compose.
    {"compose.send", QT_TRANSLATE_NOOP("smc::gui::actions", "Send"), "send", "Ctrl+Return", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Send the event to SMC")},
    {"compose.dryRun", QT_TRANSLATE_NOOP("smc::gui::actions", "&Dry run"), "preview", "Ctrl+Shift+Return",
     PageId::Compose, QT_TRANSLATE_NOOP("smc::gui::actions", "Do all but the sending")},
    {"compose.format", QT_TRANSLATE_NOOP("smc::gui::actions", "&Format JSON"), "format", "Ctrl+Shift+F",
     PageId::Compose, QT_TRANSLATE_NOOP("smc::gui::actions", "Indent the event without changing a value")},
    {"compose.complete", QT_TRANSLATE_NOOP("smc::gui::actions", "Su&ggest"), "hint", "Ctrl+Space", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Suggest what could stand at the caret")},
    {"compose.quickFix", QT_TRANSLATE_NOOP("smc::gui::actions", "&Mend…"), "mend", "Ctrl+.", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Offer ways to mend the problem at the caret")},
    {"compose.refreshLists", QT_TRANSLATE_NOOP("smc::gui::actions", "Refresh &lists from SMC"), "refresh",
     "Ctrl+Shift+R", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Read lists, fields and static segments from SMC, for suggestions")},
    {"compose.dimUnused", QT_TRANSLATE_NOOP("smc::gui::actions", "Dim what goes &nowhere"), "", "Ctrl+Shift+U",
     PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Show values that don't reach SMC in the secondary colour, or all alike")},
    {"compose.pasteEvent", QT_TRANSLATE_NOOP("smc::gui::actions", "Paste as &event"), "", "Ctrl+Shift+V",
     PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Make an event of code, a cURL command or a recording in the clipboard")},
    {"compose.newValues", QT_TRANSLATE_NOOP("smc::gui::actions", "New &values"), "refresh", "", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Give the variables of the event other values")},
    {"compose.cancel", QT_TRANSLATE_NOOP("smc::gui::actions", "&Cancel sending"), "stop", "", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Stop waiting for SMC")},

    {"compose.view", QT_TRANSLATE_NOOP("smc::gui::actions", "Switch between form and &JSON"), "", "Ctrl+J",
     PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Show the event in the other way; both edit the same text")},
    {"compose.previousEvent", QT_TRANSLATE_NOOP("smc::gui::actions", "Previous event"), "chevron-left", "Ctrl+PgUp",
     PageId::Compose, QT_TRANSLATE_NOOP("smc::gui::actions", "Go to the event before this one in the text")},
    {"compose.nextEvent", QT_TRANSLATE_NOOP("smc::gui::actions", "Next event"), "chevron-right", "Ctrl+PgDown",
     PageId::Compose, QT_TRANSLATE_NOOP("smc::gui::actions", "Go to the event behind this one in the text")},
    {"compose.undo", QT_TRANSLATE_NOOP("smc::gui::actions", "Undo"), "", "Ctrl+Z", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Take back the last change of the event")},
    {"compose.redo", QT_TRANSLATE_NOOP("smc::gui::actions", "Redo"), "", "Ctrl+Shift+Z", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Make the change again that was taken back")},
    {"compose.addRow", QT_TRANSLATE_NOOP("smc::gui::actions", "Add row"), "add", "Ins", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Add a row behind this one, in the form")},
    {"compose.removeRow", QT_TRANSLATE_NOOP("smc::gui::actions", "Remove row"), "remove", "Ctrl+Del", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Take this row out of the event, in the form")},
    {"compose.rowUp", QT_TRANSLATE_NOOP("smc::gui::actions", "Move row up"), "", "Alt+Up", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Put this row before the one above, in the form")},
    {"compose.rowDown", QT_TRANSLATE_NOOP("smc::gui::actions", "Move row down"), "", "Alt+Down", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Put this row behind the one below, in the form")},
    {"compose.save", QT_TRANSLATE_NOOP("smc::gui::actions", "Sa&ve event"), "save", "Ctrl+S", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Keep this event among your saved events")},
    {"compose.saveAs", QT_TRANSLATE_NOOP("smc::gui::actions", "Save &as…"), "", "Ctrl+Shift+S", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Keep this event under another name")},
    {"compose.earlierTexts", QT_TRANSLATE_NOOP("smc::gui::actions", "Earlier texts…"), "earlier", "", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Go back to what you wrote before another text took its place")},
    {"compose.sendSeveral", QT_TRANSLATE_NOOP("smc::gui::actions", "Send several…"), "repeat", "", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Send this event many times, one after another")},

    // Saved events, in Compose. Their shortcuts are the list's own.
    {"saved.open", QT_TRANSLATE_NOOP("smc::gui::actions", "&Open"), "", "", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Put this event into the editor")},
    {"saved.send", QT_TRANSLATE_NOOP("smc::gui::actions", "&Send in order…"), "send", "", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Send the selected events one after another")},
    {"saved.rename", QT_TRANSLATE_NOOP("smc::gui::actions", "&Rename"), "", "F2", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Change the name of this event or folder")},
    {"saved.duplicate", QT_TRANSLATE_NOOP("smc::gui::actions", "D&uplicate"), "copy", "Ctrl+D", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Make a copy beside it")},
    {"saved.move", QT_TRANSLATE_NOOP("smc::gui::actions", "&Move to…"), "", "", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Move the selected events and folders into another folder")},
    {"saved.remove", QT_TRANSLATE_NOOP("smc::gui::actions", "&Delete"), "remove", "Del", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Remove the selected events and folders; it can be undone")},
    {"saved.newFolder", QT_TRANSLATE_NOOP("smc::gui::actions", "&New folder"), "folder", "", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Make a folder for saved events")},
    {"saved.import", QT_TRANSLATE_NOOP("smc::gui::actions", "&Import files…"), "", "", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Take events from files: JSON, one event a line, a batch")},
    {"saved.importFolder", QT_TRANSLATE_NOOP("smc::gui::actions", "Import a &folder…"), "", "", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Take the events of a folder with its folders")},
    {"saved.export", QT_TRANSLATE_NOOP("smc::gui::actions", "&Export as files…"), "export", "", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Copy the selected events, or all, into a folder")},
    {"saved.exportLines", QT_TRANSLATE_NOOP("smc::gui::actions", "Export as one ND&JSON file…"), "", "",
     PageId::Compose, QT_TRANSLATE_NOOP("smc::gui::actions", "Write the selected events, or all, one a line")},
    {"saved.copyPath", QT_TRANSLATE_NOOP("smc::gui::actions", "Copy the &path"), "", "", PageId::Compose,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Copy where the files are, for git")},

    // Mapping.
    {"mapping.save", QT_TRANSLATE_NOOP("smc::gui::actions", "&Save mapping"), "save", "Ctrl+Return", PageId::Mapping,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Keep the mapping and the filters; they are in force at once")},
    {"mapping.discard", QT_TRANSLATE_NOOP("smc::gui::actions", "&Discard"), "revert", "", PageId::Mapping,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Go back to the mapping and the filters that are saved")},
    {"mapping.undo", QT_TRANSLATE_NOOP("smc::gui::actions", "Undo"), "", "Ctrl+Z", PageId::Mapping,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Take back the last change of the mapping")},
    {"mapping.redo", QT_TRANSLATE_NOOP("smc::gui::actions", "Redo"), "", "Ctrl+Shift+Z", PageId::Mapping,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Make the change again that was taken back")},
    {"mapping.add", QT_TRANSLATE_NOOP("smc::gui::actions", "&Add column"), "add", "Ins", PageId::Mapping,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Add a column, or a filter, behind the selected one")},
    {"mapping.remove", QT_TRANSLATE_NOOP("smc::gui::actions", "Re&move"), "remove", "Ctrl+Del", PageId::Mapping,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Take the selected column, or the filter, away")},
    {"mapping.up", QT_TRANSLATE_NOOP("smc::gui::actions", "Move &up"), "", "Alt+Up", PageId::Mapping,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Put the selected column, or the filter, before the one above")},
    {"mapping.down", QT_TRANSLATE_NOOP("smc::gui::actions", "Move do&wn"), "", "Alt+Down", PageId::Mapping,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Put the selected column, or the filter, behind the one below")},
    {"mapping.resetRule", QT_TRANSLATE_NOOP("smc::gui::actions", "Reset r&ule"), "revert", "", PageId::Mapping,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Make this rule what it is in the preset that comes with the program")},
    {"mapping.resetAll", QT_TRANSLATE_NOOP("smc::gui::actions", "Reset a&ll"), "revert", "", PageId::Mapping,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Make all rules those of the preset that comes with the program")},
    {"mapping.import", QT_TRANSLATE_NOOP("smc::gui::actions", "&Import…"), "", "Ctrl+O", PageId::Mapping,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Take the mapping from a file")},
    {"mapping.export", QT_TRANSLATE_NOOP("smc::gui::actions", "E&xport…"), "export", "Ctrl+E", PageId::Mapping,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Write the mapping to a file, for smcctl and for other profiles")},
    {"mapping.refreshLists", QT_TRANSLATE_NOOP("smc::gui::actions", "Refresh &lists from SMC"), "refresh",
     "Ctrl+Shift+R", PageId::Mapping,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Read lists and their fields from SMC, for suggestions and checks")},
    {"mapping.suggest", QT_TRANSLATE_NOOP("smc::gui::actions", "Su&ggest"), "hint", "Ctrl+Space", PageId::Mapping,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Suggest paths of the event, or fields of the list")},

    // Activity.
    {"activity.copyCurl", QT_TRANSLATE_NOOP("smc::gui::actions", "Copy as c&URL"), "copy", "Ctrl+Shift+C",
     PageId::Activity, QT_TRANSLATE_NOOP("smc::gui::actions", "Copy a shell command that sends this request")},
    {"activity.exportHar", QT_TRANSLATE_NOOP("smc::gui::actions", "E&xport HAR…"), "export", "Ctrl+E", PageId::Activity,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Save the selected exchanges as an HTTP Archive, without secrets")},
    {"activity.copyHttpie", QT_TRANSLATE_NOOP("smc::gui::actions", "Copy as &HTTPie"), "", "", PageId::Activity,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Copy an HTTPie command that sends this request")},
    {"activity.copyFetch", QT_TRANSLATE_NOOP("smc::gui::actions", "Copy as &JavaScript fetch"), "", "",
     PageId::Activity, QT_TRANSLATE_NOOP("smc::gui::actions", "Copy JavaScript that sends this request")},
    {"activity.openEvent", QT_TRANSLATE_NOOP("smc::gui::actions", "Edit in &Compose"), "compose", "Ctrl+Return",
     PageId::Activity, QT_TRANSLATE_NOOP("smc::gui::actions", "Open this event in Compose, to change and send it")},
    {"activity.resend", QT_TRANSLATE_NOOP("smc::gui::actions", "&Resend"), "send", "Ctrl+R", PageId::Activity,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Send this event again as it was")},
    {"activity.compare", QT_TRANSLATE_NOOP("smc::gui::actions", "Co&mpare two"), "", "Ctrl+D", PageId::Activity,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Show two selected exchanges side by side, with their differences")},
    {"activity.exportAllHar", QT_TRANSLATE_NOOP("smc::gui::actions", "Export &all shown as HAR…"), "export",
     "Ctrl+Shift+E", PageId::Activity,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Save every exchange that the filters let through as an HTTP Archive")},
    {"activity.search", QT_TRANSLATE_NOOP("smc::gui::actions", "&Search the history"), "search", "Ctrl+F",
     PageId::Activity, QT_TRANSLATE_NOOP("smc::gui::actions", "Find a text in events, requests, answers and notes")},
    {"activity.clearFilters", QT_TRANSLATE_NOOP("smc::gui::actions", "Clear &filters"), "list", "Ctrl+Shift+L",
     PageId::Activity, QT_TRANSLATE_NOOP("smc::gui::actions", "Show every entry of the history")},
    {"activity.pin", QT_TRANSLATE_NOOP("smc::gui::actions", "&Pin or unpin"), "pin", "P", PageId::Activity,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Keep the selected entries when the history is full")},
    {"activity.note", QT_TRANSLATE_NOOP("smc::gui::actions", "Edit the &note"), "", "F2", PageId::Activity,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Write something down about this entry")},
    {"activity.remove", QT_TRANSLATE_NOOP("smc::gui::actions", "&Delete"), "remove", "Del", PageId::Activity,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Forget the selected exchanges")},
    {"activity.undoRemove", QT_TRANSLATE_NOOP("smc::gui::actions", "&Undo deleting"), "revert", "Ctrl+Z",
     PageId::Activity, QT_TRANSLATE_NOOP("smc::gui::actions", "Bring back the entries that were deleted last")},
    {"activity.clear", QT_TRANSLATE_NOOP("smc::gui::actions", "C&lear history…"), "remove", "", PageId::Activity,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Forget every exchange")},

    // A body: an answer.
    {"viewer.find", QT_TRANSLATE_NOOP("smc::gui::actions", "&Find in the body"), "find", "Ctrl+Alt+F", PageId::Activity,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Find text in the body")},
    {"viewer.findNext", QT_TRANSLATE_NOOP("smc::gui::actions", "Find &next"), "", "F3", PageId::Activity,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Go to the next occurrence in the body")},
    {"viewer.findPrevious", QT_TRANSLATE_NOOP("smc::gui::actions", "Find pre&vious"), "", "Shift+F3", PageId::Activity,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Go to the occurrence before in the body")},
    {"viewer.copyNode", QT_TRANSLATE_NOOP("smc::gui::actions", "Copy &value"), "copy", "", PageId::Activity,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Copy the selected value as it stands in the body")},
    {"viewer.copyPretty", QT_TRANSLATE_NOOP("smc::gui::actions", "Copy value &indented"), "format", "",
     PageId::Activity, QT_TRANSLATE_NOOP("smc::gui::actions", "Copy the selected value laid out for reading")},
    {"viewer.copyPath", QT_TRANSLATE_NOOP("smc::gui::actions", "Copy JSON &path"), "", "Ctrl+Alt+C", PageId::Activity,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Copy where the selected value stands in the body")},
    {"viewer.save", QT_TRANSLATE_NOOP("smc::gui::actions", "&Save body…"), "save", "", PageId::Activity,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Save the body to a file, as it came")},

    // Sandbox.
    {"sandbox.start", QT_TRANSLATE_NOOP("smc::gui::actions", "St&art sandbox"), "play", "Ctrl+Return", PageId::Sandbox,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Start an SMC of your own on this computer")},
    {"sandbox.stop", QT_TRANSLATE_NOOP("smc::gui::actions", "Sto&p sandbox"), "stop", "", PageId::Sandbox,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Stop the SMC on this computer; its content stays")},
    {"sandbox.refresh", QT_TRANSLATE_NOOP("smc::gui::actions", "&Refresh"), "refresh", "F5", PageId::Sandbox,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Read lists and requests again")},
    {"sandbox.showRows", QT_TRANSLATE_NOOP("smc::gui::actions", "Show ro&ws"), "list", "", PageId::Sandbox,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Show the records of the list or segment that is chosen")},
    {"sandbox.showRequests", QT_TRANSLATE_NOOP("smc::gui::actions", "Show requ&ests"), "", "", PageId::Sandbox,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Show what was asked of the sandbox, and what it answered")},
    {"sandbox.showFaults", QT_TRANSLATE_NOOP("smc::gui::actions", "Show &faults"), "", "", PageId::Sandbox,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Show what the sandbox can be made to do wrong")},
    {"sandbox.reset", QT_TRANSLATE_NOOP("smc::gui::actions", "Reset to &demo content…"), "revert", "", PageId::Sandbox,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Throw away what the sandbox holds and fill it anew")},
    {"sandbox.newList", QT_TRANSLATE_NOOP("smc::gui::actions", "New &list…"), "list", "", PageId::Sandbox,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Make an empty list in the sandbox")},
    {"sandbox.newField", QT_TRANSLATE_NOOP("smc::gui::actions", "New &field…"), "add", "", PageId::Sandbox,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Add a column to a list of the sandbox")},
    {"sandbox.newSegment", QT_TRANSLATE_NOOP("smc::gui::actions", "New &static segment…"), "segment", "",
     PageId::Sandbox, QT_TRANSLATE_NOOP("smc::gui::actions", "Make an empty static segment in the sandbox")},
    {"sandbox.newRecord", QT_TRANSLATE_NOOP("smc::gui::actions", "New &record…"), "add", "Ctrl+N", PageId::Sandbox,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Add a person or another record to the list that is shown")},
    {"sandbox.export", QT_TRANSLATE_NOOP("smc::gui::actions", "E&xport records…"), "export", "", PageId::Sandbox,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Save all records of the list or segment that is shown, as CSV or NDJSON")},
    {"sandbox.exportRequests", QT_TRANSLATE_NOOP("smc::gui::actions", "Export re&quests…"), "export", "",
     PageId::Sandbox, QT_TRANSLATE_NOOP("smc::gui::actions", "Save what was asked of the sandbox, as CSV or NDJSON")},
    {"sandbox.sort", QT_TRANSLATE_NOOP("smc::gui::actions", "Sort &by…"), "", "Ctrl+Alt+S", PageId::Sandbox,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Choose the column that records or requests are sorted by")},
    {"sandbox.copyRow", QT_TRANSLATE_NOOP("smc::gui::actions", "Copy as &JSON"), "copy", "Ctrl+Shift+C",
     PageId::Sandbox, QT_TRANSLATE_NOOP("smc::gui::actions", "Copy the selected record or request, whole")},
    {"sandbox.faultsOff", QT_TRANSLATE_NOOP("smc::gui::actions", "Switch all faults &off"), "check", "",
     PageId::Sandbox, QT_TRANSLATE_NOOP("smc::gui::actions", "Let the sandbox answer as it should")},
    {"sandbox.copyAddress", QT_TRANSLATE_NOOP("smc::gui::actions", "Copy addr&ess"), "copy", "", PageId::Sandbox,
     QT_TRANSLATE_NOOP("smc::gui::actions", "Copy the sandbox's address")},
};

} // namespace

std::span<const ActionSpec> actionTable()
{
    return Table;
}

const ActionSpec &actionSpec(const char *id)
{
    for (const ActionSpec &spec : Table) {
        if (std::strcmp(spec.id, id) == 0)
            return spec;
    }
    qFatal("No action is called %s", id);
}

QString textOf(const ActionSpec &spec)
{
    return QCoreApplication::translate(Context, spec.text);
}

QString tipOf(const ActionSpec &spec)
{
    return QCoreApplication::translate(Context, spec.tip);
}

QString whyOffOf(const ActionSpec &spec, const QAction &action)
{
    return action.toolTip() == tipOf(spec) ? QCoreApplication::translate("smc::gui::actions", "Can't be done now")
                                           : action.toolTip();
}

QAction *makeAction(const char *id, QObject *owner, std::function<void()> run)
{
    const ActionSpec &spec = actionSpec(id);
    auto *action = new QAction(textOf(spec), owner);
    action->setObjectName(QString::fromLatin1(spec.id));
    action->setToolTip(tipOf(spec));
    action->setStatusTip(tipOf(spec));
    if (*spec.icon)
        action->setIcon(icon(QString::fromLatin1(spec.icon)));
    if (*spec.shortcut)
        action->setShortcut(QKeySequence(QString::fromLatin1(spec.shortcut), QKeySequence::PortableText));
    action->setShortcutContext(Qt::WindowShortcut);
    QObject::connect(action, &QAction::triggered, owner, [run = std::move(run)] { run(); });
    return action;
}

} // namespace smc::gui
