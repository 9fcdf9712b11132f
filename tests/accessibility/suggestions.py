#!/usr/bin/python3
"""Opens and leaves the suggestions of Compose's editor, and looks for them in the tree: in a real X server, as a client
of AT-SPI.

    suggestions.py SMC-CONSOLE SMCCTL WORKSPACE
"""

import sys

from reader import Missing, everything, matches, run, wait_for


def lists(console):
    """Shown or not: whoever walks the tree comes by all of them."""
    return [each for each in everything(console.app) if matches(each, 'list', 'Suggestions')]


def suggestions(console):
    console.get('frame', 'Connection – SMC Console')
    console.activate()
    console.press('Ctrl+2')
    console.get('frame', 'Compose – SMC Console')
    console.awaits('text', 'Event as JSON')
    if lists(console):
        raise Missing('a tree without suggestions before any were asked for')
    for _ in range(2):
        console.press('Ctrl+a')
        console.press('Delete')
        console.type('{"')
        wait_for('the suggestions', lambda: lists(console))
        print('open:', console.get('list', 'Suggestions').get_child_count(), 'suggestions')
        console.press('Escape')
        wait_for('a tree without the suggestions that were left', lambda: not lists(console))
        print('left: no suggestions in the tree')
    console.awaits('text', 'Event as JSON')


if __name__ == '__main__':
    sys.exit(run(suggestions, *sys.argv[1:]))
