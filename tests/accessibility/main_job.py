#!/usr/bin/python3
"""Does the console's main job as somebody who does not see it: over AT-SPI, in a real X server, with the keyboard, by
roles and names only.

    main_job.py SMC-CONSOLE WORKSPACE

Connects to the sandbox, composes a group call in the form, sends it, and reads the verdict. Run it with `run` of this
folder, which brings the X server and the buses.
"""

import sys

from reader import Missing, run, wait_for

GROUP = {
    'Static segment': 'SegmentToSMCStatic',
    'User ID': 'segmenttest@selligent.com',
    'Match field': 'MAIL',
    'User list': 'USERS_SEGMENT',
}


def connect(console):
    console.get('frame', 'Connection – SMC Console')
    console.activate()
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
        console.go_to('text', field)
        console.type(value)
        wait_for(f'“{value}” in {field}', lambda value=value: console.written() == value)
    console.press('Tab')
    print('compose:', console.text('Adds segmenttest@selligent.com to SegmentToSMCStatic'))
    print('heard:', console.hears('Ready. Adds segmenttest@selligent.com to SegmentToSMCStatic.'))


def send(console):
    console.announced.clear()
    console.press('Ctrl+Return')
    print('send:', console.text('Delivered'))
    print('heard:', console.hears('Delivered to Sandbox'))


def read(console):
    console.press('Ctrl+4')
    console.get('frame', 'Activity – SMC Console')
    console.get('table cell', 'Delivered')
    row = wait_for('the row of the group call',
                   lambda: next((cells for cells in console.rows('Exchanges') if 'Group' in cells), None))
    if 'Delivered' not in row or not any(GROUP['Static segment'] in cell for cell in row):
        raise Missing(f'“Delivered” and the segment in the row of the group call, which says {row},')
    print('read:', row)


def main_job(console):
    connect(console)
    compose(console)
    send(console)
    read(console)


if __name__ == '__main__':
    sys.exit(run(main_job, *sys.argv[1:]))
