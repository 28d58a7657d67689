"""What the tests of articles share."""

import pytest


@pytest.fixture
def refused():
    class Refused(list):
        def __call__(self, error):
            self.append(error)

        @property
        def codes(self):
            return [error.code for error in self]

    return Refused()
