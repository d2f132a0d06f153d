"""How the search goes, with what every figure rests on. Pure.

Applications become cases of `tracker.rates` (`cases`); from them the funnel and
what it says beside published rates (`funnel`, `groups`), times (`times`),
pictures (`pictures`), the study of 27 companies (`study`) and what may come of
what is under way (`ahead`).
"""
