"""Figures as SVG, by pygal. Nothing else knows how charts are drawn."""

from __future__ import annotations

import re
import sys

import pygal
from pygal.style import Style

from wagtail_qms.reports.figures import SHOWN, Figure

# pygal's own finder, for plugins with maps, has no ``find_spec``: whoever walks through the finders would stumble.
sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, pygal.PluginImportFixer)]

_FONT = "system-ui, 'Segoe UI', 'Liberation Sans', Arial, sans-serif"
_SIZES = {f"{part}_font_size": 15 for part in ("label", "major_label", "value", "legend", "tooltip")}
_STYLE = Style(
    background="white",
    plot_background="white",
    font_family=_FONT,
    colors=("#005ea5", "#b35900"),
    value_colors=("#1f1f1f",),
    **_SIZES,
)
_LONGEST = 24
#: What pygal writes anew each time: who made it and when, and a random identifier.
_COMMENTS = re.compile(r"<!--.*?-->", re.DOTALL)
_IDENTIFIER = re.compile(r"chart-[0-9a-f-]{36}")
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)


def svg(figure: Figure) -> str:
    """The chart of ``figure``: bars, and for a Pareto chart the line of their sums in per cent. The same each time."""
    bars = figure.bars[:SHOWN]
    chart = pygal.Bar(
        js=(),
        style=_STYLE,
        width=760,
        height=420,
        show_legend=figure.is_pareto,
        legend_at_bottom=True,
        print_values=True,
        print_values_position="top",
        x_label_rotation=25 if len(bars) > 4 else 0,
        truncate_label=_LONGEST,
        margin=12,
        range=(0, max([bar.count for bar in bars] or [1]) * 1.1),
        secondary_range=(0, 110),
        value_formatter=lambda value: f"{value:.0f}",
    )
    chart.x_labels = [bar.label for bar in bars]
    chart.add(figure.title, [bar.count for bar in bars])
    if figure.is_pareto and bars:
        _add_sums(chart, bars)
    drawn = _SCRIPT.sub("", _COMMENTS.sub("", chart.render(is_unicode=True)))
    return _IDENTIFIER.sub(f"chart-{figure.name}", drawn)


def _add_sums(chart, bars):
    sums = [{"value": bar.together, "label": f"{bar.together:.0f} %"} for bar in bars]
    chart.add("Σ %", sums, secondary=True, formatter=lambda value: f"{value:.0f} %")
