"""Everything on one machine: the embedded PostgreSQL and the supervisor; of the shop it knows only its commands."""
