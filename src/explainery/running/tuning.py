"""What is best to run where: numbers that were measured, with their units."""

# Bytes of sources. Less is built sooner in this process than it takes to start others.
POOL_FROM = 200_000

# Bytes of sources in one batch. A batch should take well over the millisecond that its journey costs, and well under
# the time in which somebody waits for the first result.
BATCH_BYTES = 64_000

# The same for stories whose drafts a cluster made: each alone, as soon as its draft is here. To merge even a small one
# takes some 15 milliseconds.
MERGED_BYTES = 1

# Batches that wait for each worker, so that it is never idle while this process writes what others made.
WAITING_A_WORKER = 2

# A batch that loses its worker this often is not sent again: it is likely to be the reason.
LOST_TOO_OFTEN = 4

# Seconds that a worker of a cluster works before its process's other threads may interrupt it. Dask's look at it a
# hundred times a second, and each time the work stands still until the system has let that thread run. With it, two
# workers on two processors made the drafts of 400 articles in 17 seconds, and with Python's own 0.005 in 27: one pair
# of runs on a quiet machine. On a busy one both took 48.
UNDISTURBED_SECONDS = 0.1

# Seconds to wait for a cluster's scheduler, and for its first worker: twice what they take to start on a busy machine.
CONNECT_SECONDS = 10.0

# Seconds without any worker after which a build on a cluster gives up. A killed one is started again within 5.
NO_WORKERS_SECONDS = 60.0

# Seconds between two looks at how many workers a cluster has.
LOOK_SECONDS = 2.0
