"""Foothold: a job-search tracker with a referral network graph."""

__version__ = "0.1.0"
