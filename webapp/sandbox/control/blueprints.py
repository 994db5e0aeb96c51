"""The blueprints of the control API, in the order of its document."""

from webapp.sandbox.control import chats, clock, faults, payments, people

ALL = (people.blueprint, chats.blueprint, payments.blueprint, clock.blueprint, faults.blueprint)
