"""How patient and how large the delivery of reports is: what the trial protocol says, section 4; the sizes are well within its section 2."""

MAX_BATCH = 100
"""Reports in a request."""
MAX_BATCH_CHARACTERS = 512 * 1024
"""Half of what the server takes."""
MAX_IN_MEMORY = 10_000
"""When more reports wait than this, the spool file takes the further ones."""
MAX_IN_MEMORY_WITHOUT_SPOOL = 10 * MAX_IN_MEMORY
"""When more wait and there is no usable spool file, intermediate reports are dropped."""
REFILL_BYTES = 1024 * 1024
"""How much is read back from the spool file at a time; more than the longest line."""
FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 5.0
LONGEST_RETRY_AFTER_SECONDS = 60.0
REQUEST_TIMEOUT_SECONDS = 30.0
HEARTBEAT_TIMEOUT_SECONDS = 2.0
"""Reports wait for a heartbeat that is on its way: not for long."""
TELL_OUTAGE_AFTER_SECONDS = 5.0
EXIT_SECONDS = 5.0
EXIT_SECONDS_WHILE_BUSY = 60.0
