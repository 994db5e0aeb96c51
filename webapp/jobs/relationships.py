"""What shopkeepers' customers did, or let pass, reaches their relationships within a minute."""

from webapp.flows.count_ignored import count_ignored
from webapp.flows.note_openings import note_openings
from webapp.jobs.context import scan

scan(note_openings)
scan(count_ignored)
