"""The tables of the store, version by version: how Alembic brings a store of an older version to this one."""
