"""Requests to be forgotten, filtered."""

from functools import partial

from webapp.kernel.paging import encode
from webapp.people.privacy.service.erasures import requests

CALLS = [requests, partial(requests, state="waiting", cursor=encode(7))]
