"""Referral asks: where each stands, what to write, whom to ask next. Pure."""
