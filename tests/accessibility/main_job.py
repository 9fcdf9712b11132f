#!/usr/bin/python3
"""Does the console's main job as a screen reader would: over AT-SPI, in a real X server, by roles and names only.

    main_job.py SMC-CONSOLE WORKSPACE

Connects to the sandbox, composes a group call, sends it, and reads the verdict. Ends with 0 only where all of it could
be found, done and read. Run it with `run` of this folder, which brings the X server and the buses.
"""

import os
import subprocess
import sys
import time
import warnings

warnings.filterwarnings('ignore', category=DeprecationWarning)

import gi  # noqa: E402

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 60  # seconds; machines are slow sometimes


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
    return accessible.get_state_set().contains(state)


def matches(accessible, role, name):
    try:
        said = plain(accessible.get_name())
        return accessible.get_role_name() == role and (name(said) if callable(name) else said == name)
    except GLib.Error:
        return False


def plain(text):
    """Without the places to break a long word."""
    return text.replace('\u200b', '')


def wait_for(what, attempt):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = attempt()
        if found:
            return found
        time.sleep(0.1)
    raise Missing(what)


class Console:
    def __init__(self, program, workspace):
        environment = dict(os.environ, QT_QPA_PLATFORM='xcb', QT_LINUX_ACCESSIBILITY_ALWAYS_ON='1')
        self.process = subprocess.Popen([program, '--workspace', workspace], env=environment)
        self.app = wait_for('the application SMC Console', self._application)

    def _application(self):
        if self.process.poll() is not None:
            raise Missing(f'the program, which ended with {self.process.returncode},')
        return next((app for app in children(Atspi.get_desktop(0)) if app and app.get_name() == 'SMC Console'), None)

    def find(self, role, name):
        return next((a for a in everything(self.app) if matches(a, role, name) and has(a, Atspi.StateType.SHOWING)), None)

    def get(self, role, name):
        shown = name.__doc__ if callable(name) else name
        return wait_for(f'the {role} “{shown}”', lambda: self.find(role, name))

    def do(self, role, name, action):
        """The action of that name, once the thing is there and enabled."""

        def ready():
            found = self.find(role, name)
            return found if found and has(found, Atspi.StateType.ENABLED) else None

        thing = wait_for(f'the {role} “{name}”, enabled', ready)
        actions = [thing.get_action_name(i) for i in range(thing.get_n_actions())]
        if action not in actions:
            raise Missing(f'the action {action} of the {role} “{name}”, which has {actions},')
        thing.do_action(actions.index(action))

    def text(self, words):
        """A label or a heading that holds the words."""

        def holds(said):
            return words in said

        holds.__doc__ = words
        return plain(self.get('label', holds).get_name())

    def names(self):
        return [f'{a.get_role_name()}: {a.get_name()}' for a in everything(self.app) if a.get_name()]


def main_job(console):
    console.get('frame', 'Connection – SMC Console')
    console.do('push button', 'Test connection', 'Press')
    print('connect:', console.text('The connection works'))

    console.do('list item', 'Compose', 'Toggle')
    console.get('frame', 'Compose – SMC Console')
    console.do('table cell', 'Into a static segment', 'Toggle')
    print('compose:', console.text('Adds segmenttest@selligent.com to SegmentToSMCStatic'))
    console.do('push button', 'Send to Sandbox', 'Press')
    print('send:', console.text('Delivered'))

    console.do('list item', 'Activity', 'Toggle')
    console.get('frame', 'Activity – SMC Console')
    print('read:', console.get('table cell', 'Delivered').get_name())


def main():
    program, workspace = sys.argv[1:]
    console = Console(program, workspace)
    try:
        main_job(console)
    except Missing as missing:
        print(f'Nowhere to be found: {missing}', file=sys.stderr)
        print('\n'.join(console.names()), file=sys.stderr)
        return 1
    finally:
        console.process.terminate()
        console.process.wait(timeout=30)
    return 0


if __name__ == '__main__':
    sys.exit(main())
