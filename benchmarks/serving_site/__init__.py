"""The site that ``benchmarks/serving.py`` measures: documents, and a plain Wagtail page with the text of each."""
