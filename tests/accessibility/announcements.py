#!/usr/bin/python3
"""Listens to what a screen reader is told without being asked: in a real X server, as a client of AT-SPI.

    announcements.py SMC-CONSOLE SMCCTL WORKSPACE
"""

import os
import sys

from reader import Missing, run, wait_for

IDENTIFY = '{"type":"identify","userId":"u1"}'
UNKNOWN = '{"type":"track","event":"Nobody Knows","userId":"u1"}'


def write(console, text):
    """Letter by letter, as a person types."""
    console.press('Ctrl+a')
    console.press('Delete')
    console.type(text)
    editor = console.get('text', 'Event as JSON')
    wait_for(f'“{text}” in the editor, which holds “{console.written(editor)}”,',
             lambda: console.written(editor) == text)


def damage(workspace):
    """What a start has to say."""
    os.makedirs(os.path.join(workspace, 'profiles'))
    with open(os.path.join(workspace, 'profiles', 'damaged.json'), 'w') as profile:
        profile.write('{')


def announcements(console):
    # Found before there is a window: said once there is one.
    print('heard:', console.hears('damaged.json'))
    verdicts(console)


def verdicts(console):
    console.get('frame', 'Connection – SMC Console')
    console.activate()
    console.press('Ctrl+2')
    console.get('frame', 'Compose – SMC Console')
    console.awaits('text', 'Event as JSON')
    write(console, IDENTIFY)
    print('heard:', console.hears('Ready. Adds one row to segment_events.'))

    # The verdict of a change is said as it stands on the screen, and once: each letter makes another text.
    console.quiet(1)
    write(console, UNKNOWN)
    said = console.hears('Discarded. ')
    sentence = console.text('is not in Allowed Events')
    if sentence not in said:
        raise Missing(f'“{sentence}” in what was announced, “{said}”,')
    print('heard:', said)
    # The last verdict is heard once, and nothing after it.
    console.quiet(2, keep=True)
    if console.announced[-1] != said or sum(heard.startswith('Discarded. ') for heard in console.announced) != 1:
        raise Missing(f'“{said}” once, and last, among {console.announced},')
    if len(console.announced) > len(UNKNOWN) / 10:
        raise Missing(f'a pause between announcements: {console.announced}')

    # A change that leaves the verdict as it is needs no word.
    console.quiet(2)
    for _ in range(3):
        console.press('Space')
    console.quiet(2, keep=True)
    if console.announced:
        raise Missing(f'silence while nothing changes, but for {console.announced},')

    write(console, IDENTIFY)
    console.hears('Ready. ')
    console.quiet(1)
    console.press('Ctrl+Return')
    said = console.hears('Delivered to Sandbox')
    if 'SMC added it to the list segment_events' not in said:
        raise Missing(f'what SMC did in what was announced, “{said}”,')
    print('heard:', said)


if __name__ == '__main__':
    damage(sys.argv[-1])
    sys.exit(run(announcements, *sys.argv[1:]))
