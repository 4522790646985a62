"""What can be seen to be wrong in a document alone."""


def problems(document):
    """Every problem of ``document``."""
    yield from ()
