#!/usr/bin/python3
"""Does the console's main job as somebody who does not see it: over AT-SPI, in a real X server, with the keyboard, by
roles and names only.

    main_job.py SMC-CONSOLE SMCCTL WORKSPACE

Makes a profile for an SMC (a sandbox of `smcctl sandbox`, which hands out address, organization, key and secret as SMC
does), fills it in, keeps it and tests the connection; composes a group call in the form, sends it there, and reads the
verdict. Run it with `run` of this folder, which brings the X server, the buses and the keyring.
"""

import contextlib
import json
import subprocess
import sys

from reader import Atspi, Missing, has, matches, run, wait_for

PROFILE = 'Spring & Summer'

GROUP = {
    'Static segment': 'SegmentToSMCStatic',
    'User ID': 'segmenttest@selligent.com',
    'Match field': 'MAIL',
    'User list': 'USERS_SEGMENT',
}


@contextlib.contextmanager
def smc(console):
    """An SMC to connect to: what it wants to be told by whoever comes."""
    sandbox = subprocess.Popen([console.smcctl, 'sandbox'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        yield json.loads(sandbox.stdout.readline())
    finally:
        sandbox.terminate()
        sandbox.wait()


def command(console, words):
    """Does what the palette calls by these words."""
    console.press('Ctrl+k')
    console.awaits('text', 'Search actions, pages, profiles and lists')
    console.type(words)
    wait_for(f'“{words}” as what was found', lambda: console.focused() and matches(
        console.focused(), 'list item', lambda said: said.startswith(words + ',')))
    console.press('Return')


def fill(console, role, name, value):
    """With the keyboard, in the field that Tab comes to. Of a secret no more can be read than how long it is."""
    field = console.go_to(role, name)
    console.type(value)
    wait_for(f'{len(value)} characters in {name}', lambda: console.length(field) == len(value))
    expected = '' if role == 'password text' else value
    wait_for(f'“{expected}” to be read in {name}', lambda: console.written(field) == expected)


def connect(console, account):
    console.get('frame', 'Connection – SMC Console')
    console.activate()
    command(console, 'New profile')
    console.awaits('text', 'Profile name')
    print('heard:', console.get('push button', 'Profile: New profile, Development').get_name())
    fill(console, 'text', 'Profile name', PROFILE)
    fill(console, 'text', 'SMC admin URL', account['url'])
    fill(console, 'text', 'Organization', account['organization'])
    fill(console, 'password text', 'API key', account['apiKey'])
    fill(console, 'password text', 'API secret', account['apiSecret'])
    group = console.go_to('check box', 'Send group events')
    console.press('Space')
    wait_for('“Send group events”, checked', lambda: has(group, Atspi.StateType.CHECKED))
    console.press('Ctrl+s')
    print('heard:', console.hears(f'The settings of “{PROFILE}” are saved.'))
    print('profile:', console.get('push button', f'Profile: {PROFILE}, Development').get_name())
    print('key:', console.text('Stored in the keychain'))
    console.announced.clear()
    console.go_to('push button', 'Test connection')
    console.press('Space')
    print('connect:', console.text('The connection works'))
    print('heard:', console.hears('The connection works.'))


def compose(console):
    console.press('Ctrl+2')
    console.get('frame', 'Compose – SMC Console')
    console.awaits('text', 'Event as JSON')
    console.press('Ctrl+a')
    console.press('Delete')
    print('heard:', console.hears('Nothing to preview yet'))
    console.press('Ctrl+j')
    console.go_to('push button', 'Begin with group')
    console.press('Space')
    for field, value in GROUP.items():
        fill(console, 'text', field, value)
    console.press('Tab')
    print('compose:', console.text('Adds segmenttest@selligent.com to SegmentToSMCStatic'))
    print('heard:', console.hears('Ready. Adds segmenttest@selligent.com to SegmentToSMCStatic.'))


def send(console):
    console.announced.clear()
    console.ready('push button', f'Send to {PROFILE}')
    console.press('Ctrl+Return')
    print('send:', console.text('Delivered'))
    print('heard:', console.hears(f'Delivered to {PROFILE}'))


def read(console):
    console.press('Ctrl+4')
    console.get('frame', 'Activity – SMC Console')
    console.get('table cell', 'Delivered')
    row = wait_for('the row of the group call',
                   lambda: next((cells for cells in console.rows('Exchanges') if 'Group' in cells), None))
    if 'Delivered' not in row or PROFILE not in row or not any(GROUP['Static segment'] in cell for cell in row):
        raise Missing(f'“Delivered”, “{PROFILE}” and the segment in the row of the group call, which says {row},')
    print('read:', row)


def main_job(console):
    with smc(console) as account:
        connect(console, account)
        compose(console)
        send(console)
        read(console)


if __name__ == '__main__':
    sys.exit(run(main_job, *sys.argv[1:]))
