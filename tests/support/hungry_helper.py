"""A helper process that takes as many megabytes as it is told to: for tests of the limits of such processes."""

from bot.live.helper import serve

if __name__ == "__main__":
    serve(lambda order: {"taken": len(bytearray(order["megabytes"] << 20))})
