"""What an edition that was approved on paper keeps of its paper."""

from __future__ import annotations

from wagtail_qms.problems import Level, Problem


class PaperEvidence:
    """Reads the column ``paper_sign_offs``: rows {"role", "name", "post"}, as the paper says who signed.

    One that was brought in as a file has in each row its "source" ({"digest", "name"}) and in the first the
    "problems" of the paper. A paper without names has one row without a name then.
    """

    @property
    def paper_signers(self) -> list[dict]:
        """Who signed on paper, as far as the paper names them."""
        return [row for row in self.paper_sign_offs if row.get("name")]

    @property
    def paper_source(self) -> dict | None:
        """Digest and name of the file that the edition was read from, in the private store."""
        return next((row["source"] for row in self.paper_sign_offs if "source" in row), None)

    @property
    def paper_problems(self) -> list[Problem]:
        """What was wrong with the paper and was recorded, since it had happened: what would have stopped a draft,
        and where the paper contradicts itself.
        """
        rows = (row for signed in self.paper_sign_offs for row in signed.get("problems", ()))
        return [
            Problem(row["code"], Level(row.get("level", Level.BLOCK)), row["message"], row["field"], row["params"])
            for row in rows
        ]
