"""A server of ours that is away, told from what is wrong with the work itself: such work waits, and is never lost."""

import asyncpg
from redis import exceptions as redis
from tortoise.exceptions import DBConnectionError, TransactionManagementError

# Classes of PostgreSQL's error codes, https://www.postgresql.org/docs/current/errcodes-appendix.html: 08 connection,
# 40 rolled back, 53 resources, 57 operator, 58 system, and 55000, said by a database that takes no connections.
_DATABASE = (
    asyncpg.PostgresConnectionError,
    asyncpg.TransactionRollbackError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresSystemError,
    asyncpg.ObjectNotInPrerequisiteStateError,
    DBConnectionError,
)
# A transaction that met a standby, or that stood still for too long, as Tortoise translates it.
_TRANSACTION = (asyncpg.ReadOnlySQLTransactionError, asyncpg.IdleInTransactionSessionTimeoutError)
# What the client says of a connection that ended under it; it says other things of statements that are wrong.
_ENDED = ("closed", "closing", "in progress", "released back")
_CACHE = (
    redis.ConnectionError,
    redis.TimeoutError,
    redis.OutOfMemoryError,
    redis.ReadOnlyError,
    redis.ClusterError,
    redis.TryAgainError,
)
# What Redis answers a write with that it may not take, https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/
_CACHE_REFUSES = ("MISCONF", "NOREPLICAS")
_OF_FILES = (FileNotFoundError, FileExistsError, PermissionError, IsADirectoryError, NotADirectoryError)


def is_away(error: BaseException) -> bool:
    """Whether an error says that PostgreSQL or Redis is away, broke off or can't write, so that later it may do it."""
    match error:
        case redis.RedisError():
            return isinstance(error, _CACHE) or str(error).startswith(_CACHE_REFUSES)
        case asyncpg.InterfaceError() | asyncpg.InternalClientError():
            return any(word in str(error) for word in _ENDED)
        case TransactionManagementError():
            return isinstance(error.__cause__, _TRANSACTION)
        case OSError():
            return not isinstance(error, _OF_FILES)
    return isinstance(error, _DATABASE)


def is_older(error: BaseException) -> bool:
    """Whether an error may come of a schema that has gone on under a process of the version before."""
    return isinstance(error, asyncpg.InvalidCachedStatementError) or isinstance(
        error.__cause__, asyncpg.SyntaxOrAccessError
    )
