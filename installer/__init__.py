"""Makes packages out of a checkout. Started by ``build_installer.py``; no part of the program.

It is not called ``packaging``: the library of that name would be hidden behind it.
"""
