"""Complaints as each side and staff find them, read and held."""

from functools import partial
from itertools import product

from tests.databases import NOON
from webapp.kernel.paging import encode
from webapp.social.complaints.kinds import ComplaintState
from webapp.social.complaints.queries import complaints
from webapp.social.complaints.queries.complaints import ComplaintFilter, Viewer

FILTERS = ((ComplaintFilter(), None), (ComplaintFilter(state=ComplaintState.OPEN, order_no="G1"), encode(7)))

CALLS = [
    partial(complaints.complaint, 1),
    partial(complaints.lock_complaint, 1),
    partial(complaints.complaint_for, 1, 1),
    partial(complaints.lock_complaint_for, 1, 1),
    partial(complaints.complaint_for_viewer, Viewer(1), 1),
    partial(complaints.lock_complaint_for_viewer, Viewer(1, 1), 1),
    *(
        partial(listed, 1, wanted, cursor=cursor)
        for listed, (wanted, cursor) in product((complaints.complaints_of, complaints.complaints_through), FILTERS)
    ),
    partial(complaints.complaints_in, ComplaintState.OPEN),
    partial(complaints.complaints_in, ComplaintState.OPEN, cursor=encode(NOON.isoformat(), 7)),
]
