"""Set-up and process side: the command line, embedded servers, and the group of processes.

Product packages never import this one; it imports them lazily, inside commands.
"""
