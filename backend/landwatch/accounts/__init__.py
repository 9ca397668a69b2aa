"""Who may do what, where.

In: a user name and a password. Out: a person with roles, a desk and districts, and one rule, `scope_of`, that says
which desks a person may see; every list asks it.
"""
