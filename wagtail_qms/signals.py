"""What other parts of a site may listen to. Sent inside the transaction that made the change.

Each is sent with the model's class as sender and ``row``: the new register row, unless it says otherwise.
"""

from django.dispatch import Signal

edition_issued = Signal()
edition_withdrawn = Signal()
edition_held = Signal()
edition_released = Signal()
document_restricted = Signal()

#: Everything that changes which edition of a document is in force, or who may read it.
STANDING_CHANGED = (edition_issued, edition_withdrawn, edition_held, edition_released, document_restricted)

#: A record was moved; sent with ``record`` and ``entry``: its line of the log.
record_moved = Signal()
