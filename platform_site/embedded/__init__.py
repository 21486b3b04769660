"""PostgreSQL and Valkey from wheels, and the people who start them: bin/demo and bin/test.

Nothing in the site imports this package. The servers' own Python interfaces are not used:
they add system users, open private directories and leave servers running after a kill.
"""
