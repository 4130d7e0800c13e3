"""A server of ours that is away, told from what is wrong with the work itself: such work waits, and is never lost."""

import socket

import asyncpg
from redis.exceptions import BusyLoadingError, RedisError, ResponseError
from tortoise.exceptions import DBConnectionError, TransactionManagementError

# Classes of PostgreSQL's error codes, https://www.postgresql.org/docs/current/errcodes-appendix.html: 08 connection,
# 40 rolled back, 53 resources, 57 operator, 58 system, and 55000, said by a database that takes no connections.
# The last two are the client's: a connection that ends under it is also met in the middle of a state.
_DATABASE = (
    asyncpg.PostgresConnectionError,
    asyncpg.TransactionRollbackError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresSystemError,
    asyncpg.ObjectNotInPrerequisiteStateError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)
_LINE = (ConnectionError, TimeoutError, socket.gaierror, DBConnectionError, TransactionManagementError)


def is_away(error: BaseException) -> bool:
    """Whether an error says that a server of ours is away or broke off, so that the same work may succeed later."""
    if isinstance(error, RedisError):
        return isinstance(error, BusyLoadingError) or not isinstance(error, ResponseError)
    # A value that PostgreSQL can't hold is an InterfaceError as well, and will be one the next time too.
    return isinstance(error, (*_DATABASE, *_LINE)) and not isinstance(error, ValueError)
