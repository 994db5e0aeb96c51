"""Everything held about somebody, handed to them: all of it, nothing of anybody else, and a portion at a time."""

from webapp.kernel import data_subject, ratelimit
from webapp.kernel.schema import metadata
from webapp.people.privacy.facts import PersonExport

MAX_PER_HOUR = 6
HOUR = 3_600


def export_person(person_id: int) -> PersonExport:
    """Each table with this person's rows, some hundreds at a time; raises TooMany before anything is read."""
    ratelimit.count(f"export:{person_id}", most=MAX_PER_HOUR, seconds=HOUR)
    holdings = sorted(data_subject.personal_tables(metadata), key=lambda each: each.name)
    return ((each, data_subject.row_batches(each, person_id)) for each in holdings)
