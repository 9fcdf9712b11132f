"""The console as a screen reader meets it: over AT-SPI, by roles and names, with the keyboard."""

import os
import subprocess
import time
import warnings

warnings.filterwarnings('ignore', category=DeprecationWarning)

import gi  # noqa: E402

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 120  # seconds; machines are slow sometimes
Atspi.set_timeout(20_000, 60_000)  # of one question, in milliseconds: less than a second unless told otherwise

MOVE = 10  # seconds that the focus may take to move

KEYS = {'Tab': 0xFF09, 'Return': 0xFF0D, 'Escape': 0xFF1B, 'Delete': 0xFFFF, 'Down': 0xFF54, 'Up': 0xFF52,
        'Space': 0x20}
MODIFIERS = {'Shift': 1 << Atspi.ModifierType.SHIFT, 'Ctrl': 1 << Atspi.ModifierType.CONTROL,
             'Alt': 1 << Atspi.ModifierType.ALT}


class Missing(Exception):
    pass


def children(accessible):
    try:
        return [accessible.get_child_at_index(i) for i in range(accessible.get_child_count())]
    except GLib.Error:
        return []  # it went away while it was looked at


def everything(accessible):
    """The accessible and all below it that is showing, in the order of the tree."""
    waiting = [accessible]
    while waiting:
        each = waiting.pop(0)
        if each is None:
            continue
        yield each
        waiting = children(each) + waiting


def has(accessible, state):
    try:
        return accessible.get_state_set().contains(state)
    except GLib.Error:
        return False


def matches(accessible, role, name):
    try:
        said = plain(accessible.get_name())
        return accessible.get_role_name() == role and (name(said) if callable(name) else said == name)
    except GLib.Error:
        return False


def plain(text):
    """Without the places to break a long word."""
    return text.replace('\u200b', '')


def said(accessible):
    """For a message."""
    try:
        return f'{accessible.get_role_name()} “{accessible.get_name()}”'
    except (AttributeError, GLib.Error):
        return 'nothing'  # or it went away while it was looked at


def listen():
    """Hands out the events that have come."""
    while GLib.MainContext.default().iteration(False):
        pass


def wait_for(what, attempt):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        listen()
        try:
            found = attempt()
        except GLib.Error:
            found = None  # it went away while it was looked at
        if found:
            return found
        time.sleep(0.1)
    raise Missing(what() if callable(what) else what)


class Console:
    def __init__(self, program, smcctl, workspace):
        self.smcctl = smcctl
        self.announced = []
        self.listener = Atspi.EventListener.new(self._hear)
        self.focus = None
        for kind in ('object:announcement', 'object:state-changed:showing', 'object:state-changed:focused'):
            self.listener.register(kind)
        self.environment = dict(os.environ, QT_QPA_PLATFORM='xcb', QT_LINUX_ACCESSIBILITY_ALWAYS_ON='1')
        self.command = [program, '--workspace', workspace]
        self.process = subprocess.Popen(self.command, env=self.environment)
        self.app = None

    def begin(self):
        self.app = wait_for('the application SMC Console', self._application)

    def _application(self):
        if self.process.poll() is not None:
            raise Missing(f'the program, which ended with {self.process.returncode},')
        return next((app for app in children(Atspi.get_desktop(0)) if app and app.get_name() == 'SMC Console'), None)

    def _hear(self, event, *_):
        """What Orca says without being asked: an announcement, or a notification that comes into view."""
        try:
            if event.type == 'object:state-changed:focused':
                # Qt 6.4's tables tell of a new current cell as of the focus, also where nobody sees them.
                if event.detail1 and has(event.source, Atspi.StateType.SHOWING):
                    self.focus = event.source
            elif event.type == 'object:announcement':
                self.announced.append(plain(event.any_data))
            elif event.detail1 and event.source.get_role() == Atspi.Role.NOTIFICATION:
                self.announced.append(plain(event.source.get_name()))
        except GLib.Error:
            pass  # it went away while it was looked at

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)

    def find(self, role, name):
        return next((a for a in everything(self.app) if matches(a, role, name) and has(a, Atspi.StateType.SHOWING)), None)

    def get(self, role, name):
        shown = name.__doc__ if callable(name) else name
        return wait_for(f'the {role} “{shown}”', lambda: self.find(role, name))

    def ready(self, role, name):
        """The thing of that role and name, once it is there and enabled."""

        def look():
            found = self.find(role, name)
            return found if found and has(found, Atspi.StateType.ENABLED) else None

        return wait_for(f'the {role} “{name}”, enabled', look)

    def do(self, role, name, action):
        thing = self.ready(role, name)
        actions = [thing.get_action_name(i) for i in range(thing.get_n_actions())]
        if action not in actions:
            raise Missing(f'the action {action} of the {role} “{name}”, which has {actions},')
        thing.do_action(actions.index(action))

    def rows(self, name):
        """What is read in each row of the table, cell by cell."""
        table = self.get('table', name)
        try:
            return [[plain(Atspi.Table.get_accessible_at(table, row, column).get_name())
                     for column in range(Atspi.Table.get_n_columns(table))]
                    for row in range(Atspi.Table.get_n_rows(table))]
        except (GLib.Error, AttributeError):
            return []  # it was changed while it was looked at

    def text(self, words):
        """A label or a heading that holds the words."""

        def holds(said):
            return words in said

        def read():
            found = self.find('label', holds)
            return found and plain(found.get_name())

        return wait_for(f'the label “{words}”', read)

    def hears(self, words):
        """The first announcement that holds the words."""
        return wait_for(lambda: f'the announcement “{words}”, among {self.announced},',
                        lambda: next((said for said in self.announced if words in said), None))

    def quiet(self, seconds, keep=False):
        """Lets that much time pass, and forgets what was announced unless it is to be kept."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            listen()
            time.sleep(0.05)
        if not keep:
            self.announced.clear()

    def activate(self):
        """There is no window manager here to do it: another start of the console brings the first to the front."""
        subprocess.run(self.command, env=self.environment, timeout=PATIENCE, check=True)
        wait_for('the active window', lambda: any(has(child, Atspi.StateType.ACTIVE) for child in children(self.app)
                                                  if child and child.get_role_name() == 'frame'))

    def press(self, keys):
        """One key as a person presses it: 'Tab', 'Ctrl+Return', 'a'."""
        *modifiers, key = keys.split('+') if len(keys) > 1 else keys
        mask = sum(MODIFIERS[modifier] for modifier in modifiers)
        if mask:
            Atspi.generate_keyboard_event(mask, None, Atspi.KeySynthType.LOCKMODIFIERS)
        Atspi.generate_keyboard_event(KEYS.get(key) or ord(key), None, Atspi.KeySynthType.SYM)
        if mask:
            Atspi.generate_keyboard_event(mask, None, Atspi.KeySynthType.UNLOCKMODIFIERS)
        listen()

    def press_and_see(self, key):
        """Presses a key that moves the focus."""
        before = self.focused()
        self.press(key)
        end = time.monotonic() + MOVE
        while self.focused() == before and time.monotonic() < end:
            time.sleep(0.02)
        if self.is_item(self.focused()):
            self.quiet(0.5, keep=True)  # it may have spoken in between, see is_item()

    @staticmethod
    def is_item(accessible):
        """Items of lists and tables say that they have the focus where they are just the current ones, too."""
        try:
            return bool(accessible) and accessible.get_role_name() in ('list item', 'table cell', 'tree item')
        except GLib.Error:
            return True  # it went away while it was looked at

    def type(self, text):
        for letter in text:
            self.press(letter)

    def focused(self):
        """What said last that it has the focus; Qt's current items say so of themselves in every list."""
        listen()
        return self.focus

    def awaits(self, role, name):
        """Waits until the thing of that role and name has the focus."""

        def has_it():
            found = self.find(role, name)
            if found and has(found, Atspi.StateType.FOCUSED):
                self.focus = found
            return found and self.focus == found

        wait_for(f'the focus on the {role} “{name}”', has_it)

    def go_to(self, role, name, key='Tab'):
        """With the keyboard alone."""
        passed = []
        for _ in range(80):
            where = self.focused()
            if where and matches(where, role, name):
                return where
            if self.is_item(where):
                found = self.find(role, name)
                if found and has(found, Atspi.StateType.FOCUSED):
                    self.focus = found
                    return found
            passed.append(said(where))
            self.press_and_see(key)
        raise Missing(f'the {role} “{name}” by {key}, which came by {passed},')

    @staticmethod
    def written(field):
        """What stands in the field."""
        try:
            return Atspi.Text.get_text(field, 0, Atspi.Text.get_character_count(field))
        except (GLib.Error, TypeError):
            return None  # it holds no text, or went away

    @staticmethod
    def length(field):
        """How many characters stand in the field."""
        try:
            return Atspi.Text.get_character_count(field)
        except (GLib.Error, TypeError):
            return None  # it holds no text, or went away

    def names(self):
        try:
            return [f'{a.get_role_name()}: {a.get_name()}' for a in everything(self.app)
                    if a.get_name() and has(a, Atspi.StateType.SHOWING)]
        except GLib.Error:
            return []  # it went away while it was looked at


def run(job, program, smcctl, workspace):
    """Ends with 0 only where all of the job could be found, done and read."""
    console = Console(program, smcctl, workspace)
    try:
        console.begin()
        job(console)
    except Missing as missing:
        print(f'Nowhere to be found: {missing}')
        print('\n'.join(console.names()))
        return 1
    finally:
        console.close()
    return 0
