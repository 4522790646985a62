"""What every search engine must do. An engine's tests inherit ``EngineContract`` and give it the fixture ``engine``::

    class TestDatabaseEngine(EngineContract):
        @pytest.fixture
        def engine(self, db):
            return DatabaseEngine()

The engine has nothing in its index then. What was applied must be found by the next question.
"""

from tests.search.contract_changes import Changing
from tests.search.contract_finding import Finding
from tests.search.contract_input import Taking
from tests.search.contract_scope import Scoping


class EngineContract(Finding, Scoping, Changing, Taking):
    """The contract. A subclass gives the fixture ``engine``: an engine with nothing in its index."""
