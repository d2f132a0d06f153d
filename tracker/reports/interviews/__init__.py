"""Interviews: which are ahead, how they went, what they cost. Pure."""
