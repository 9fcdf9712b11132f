#!/usr/bin/python3
"""Opens the menus of buttons as assistive technologies do, which wait for the answer, and leaves them by keyboard: in a
real X server, as a client of AT-SPI.

    menus.py SMC-CONSOLE SMCCTL WORKSPACE
"""

import sys
import time

from reader import Atspi, Missing, has, run, wait_for

# A key to the page, and the button.
BUTTONS = [('Ctrl+2', 'More for saved events'), ('Ctrl+2', 'Help with writing'), ('Ctrl+5', 'New'),
           ('Ctrl+5', 'Profile: Sandbox, Sandbox'), ('Ctrl+5', 'Colours, text size and shortcuts')]
MOMENT = 5  # seconds, on a slow machine; whoever waits for the menu to close waits for good


def menus(console):
    console.get('frame', 'Connection – SMC Console')
    console.activate()
    for page, name in BUTTONS:
        console.press(page)
        button = console.ready('push button', name)
        begun = time.monotonic()
        console.do('push button', name, 'ShowMenu')
        took = time.monotonic() - begun
        if took > MOMENT:
            raise Missing(f'an answer of “{name}” within {MOMENT} s: it took {took:.1f} s, and so')
        wait_for(f'“{name}”, pressed', lambda: has(button, Atspi.StateType.PRESSED))
        print(f'{name}: open after {took:.2f} s')
        console.press('Escape')
        wait_for(f'“{name}” without its menu', lambda: not has(button, Atspi.StateType.PRESSED))


if __name__ == '__main__':
    sys.exit(run(menus, *sys.argv[1:]))
