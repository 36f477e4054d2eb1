"""Calls of the store in threads of their own."""

import asyncio
import threading

from bot.store.threads import StoreThreads


async def test_the_end_waits_for_a_call_that_nobody_waits_for(open_store):
    """The heartbeat is cancelled while it saves the log: a store that is closed meanwhile would be opened again."""
    threads, begins, may_end, ended = StoreThreads(open_store(), is_file=True), threading.Event(), threading.Event(), []

    def save(store):
        begins.set()
        may_end.wait(10)
        ended.append(True)

    beat = asyncio.create_task(threads.call_apart(save))
    await asyncio.to_thread(begins.wait, 10)
    beat.cancel()
    closing = asyncio.create_task(asyncio.to_thread(threads.close))
    await asyncio.sleep(0.05)
    assert not closing.done()
    may_end.set()
    await closing
    assert ended == [True]


async def test_what_waits_for_the_disk_keeps_no_other_call_waiting(open_store):
    """A message is written while the log is saved, also to a file of SQLite, which has one thread for all else."""
    threads, may_end = StoreThreads(open_store(), is_file=True), threading.Event()
    saving = asyncio.create_task(threads.call_apart(lambda store: may_end.wait(10)))
    assert await threads.call(lambda store: "written") == "written"
    assert not saving.done()
    may_end.set()
    assert await saving
    threads.close()
