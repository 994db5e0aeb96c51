"""Referral: who brought whom to what."""
