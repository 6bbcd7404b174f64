"""The scatter's pictures: the Plotly chart, and what is said of a selection: counts, thumbnails, CSV."""

import csv
import io
from html import escape

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from ae_core import data
from ui.features.scatter import state
from ui.resources import models
from ui.shell.language import _
from ui.shell.theme import CLASS_COLOURS, rgb, text_on
from ui.visuals import charts, class_names, png

HEIGHT = 520
COLUMNS, ROWS = 11, 9  # thumbnails of a selection
_TILE = 30  # 28 pixels and a gap
_LINE = 3  # the class's colour under a thumbnail
_STEPS = [((label + side) / 10, colour) for label, colour in enumerate(CLASS_COLOURS) for side in (0, 1)]
_BAR_WIDTH, _BAR_HEIGHT = 33, 64


def _marker(labels: np.ndarray, size: float) -> dict:
    """Every point in its class's colour, told by its label: one byte a point."""
    return {
        "size": size,
        "opacity": 0.75,
        "autocolorscale": False,
        "color": labels.astype(np.uint8),
        "colorscale": _STEPS,
        "cmin": -0.5,
        "cmax": 9.5,
        "showscale": False,
    }


def axis_titles(view: state.View) -> list[str]:
    """The code's own numbers, or principal components with their share of the variance."""
    if view.explained is None:
        return [f"z{'₁₂₃'[axis]}" for axis in range(view.points.shape[1])]
    return [
        _("component {number} ({share})").format(number=axis + 1, share=f"{share:.0%}")
        for axis, share in enumerate(view.explained)
    ]


def _names(view: state.View, labels: np.ndarray, names: tuple[str, ...], dark: bool) -> list[dict]:
    """The classes' names as annotations at their medians, framed in their colours."""
    ink, _line, ground = charts.INKS[dark]
    medians = [np.median(view.points[labels == label], axis=0).tolist() for label in range(10)]
    return [
        {
            **dict(zip("xyz", place, strict=False)),
            "text": f"<b>{escape(name)}</b>",
            "showarrow": False,
            "font": {"size": 15, "color": ink},
            "bgcolor": ground,
            "bordercolor": colour,
            "borderwidth": 2,
            "borderpad": 2,
            "opacity": 0.9,
        }
        for name, colour, place in zip(names, CLASS_COLOURS, medians, strict=True)
    ]


def _empty(dark: bool, **layout: str) -> go.Figure:
    """A chart without traces in the lab's look, with quiet buttons."""
    ink = charts.INKS[dark][0]
    buttons = {"bgcolor": "rgba(0,0,0,0)", "color": ink, "activecolor": charts.CODE[dark]}
    return go.Figure(
        layout={"template": charts.template(dark), "height": HEIGHT, "modebar": buttons, **layout}
    )


def _flat(view: state.View, labels: np.ndarray, names: tuple[str, ...], dark: bool) -> go.Figure:
    titles, spans = axis_titles(view), state.span(view.points)
    chart = _empty(dark, dragmode="lasso")
    chart.add_scattergl(
        x=view.points[:, 0],
        y=view.points[:, 1],
        mode="markers",
        marker=_marker(labels, 5),
        selected={"marker": {"opacity": 0.95}},
        unselected={"marker": {"opacity": 0.13}},
        hoverinfo="none",
    )
    chart.update_layout(annotations=_names(view, labels, names, dark))
    # Distances in the code are Euclidean: both axes have the same scale.
    chart.update_xaxes(title={"text": titles[0]}, range=spans[0], zeroline=False)
    chart.update_yaxes(title={"text": titles[1]}, range=spans[1], scaleanchor="x", zeroline=False)
    chart.update_layout(
        newselection={"line": {"color": charts.CODE[dark], "width": 2, "dash": "solid"}},
        activeselection={"fillcolor": charts.CODE[dark], "opacity": 0.1},
    )
    return chart


def _solid(view: state.View, labels: np.ndarray, names: tuple[str, ...], dark: bool) -> go.Figure:
    line = charts.INKS[dark][1]
    titles, spans = axis_titles(view), state.span(view.points)
    chart = _empty(dark)
    x, y, z = view.points.T
    # Single points know no opacity here, so the selected ones are a trace of their own, which the browser fills.
    faint = _marker(labels, 2.5) | {"opacity": 0.12}
    chart.add_scatter3d(x=x, y=y, z=z, mode="markers", marker=faint, hoverinfo="none")
    chosen = _marker(labels[:0], 3.5) | {"opacity": 1}
    chart.add_scatter3d(x=[], y=[], z=[], mode="markers", marker=chosen, hoverinfo="none")
    axes = {
        f"{letter}axis": {
            "title": {"text": title, "font": {"size": 13}},
            "range": reach,
            "showbackground": False,
            "gridcolor": line,
            "zeroline": False,
            "showspikes": False,
            "tickfont": {"size": 11},
        }
        for letter, title, reach in zip("xyz", titles, spans, strict=True)
    }
    widths = np.array([high - low for low, high in spans])
    ratio = dict(zip("xyz", (widths / widths.mean()).tolist(), strict=True))
    scene = {**axes, "aspectmode": "manual", "aspectratio": ratio, "dragmode": "turntable"}
    scene["camera"] = {"eye": {"x": 1.3, "y": 1.3, "z": 0.7}, "center": {"x": 0, "y": 0, "z": -0.12}}
    scene["annotations"] = _names(view, labels, names, dark)
    chart.update_layout(scene=scene, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    return chart


@st.cache_resource(show_spinner=False)
def chart(name: str, axes: int, dark: bool, language: str, checkpoint: str) -> go.Figure:
    """The model's codes on two or three axes. Made once for each look; no selection is in it: the browser adds that.

    Args:
        language: of the names in it. checkpoint: the weights it shows; both only tell one figure from another.
    """
    del language, checkpoint
    view, labels = state.projected(name, axes), state.cloud(name).labels
    draw = _flat if axes == 2 else _solid
    return draw(view, labels, class_names.names(models.entry(name).data), dark)


def notes(name: str, axes: int) -> str:
    """What to know of the view: how much of the code it leaves out, and what one can do in three dimensions."""
    explained, said = state.projected(name, axes).explained, []
    if explained is not None:
        shadow = _("A shadow: {axes} of {count} dimensions, {share} of the variance.")
        count = models.entry(name).latent_dim
        said.append(shadow.format(axes=axes, count=count, share=f"{sum(explained):.0%}"))
    if axes == 3:
        said.append(_("Drag to turn it. What is circled in 2-D stays selected here."))
    return " ".join(said)


def shown_thumbnails(indices: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Which of the selected images are shown, class after class: all where they fit, else evenly taken."""
    ordered = indices[np.argsort(labels[indices], kind="stable")]
    room = COLUMNS * ROWS
    if len(ordered) <= room:
        return ordered
    return ordered[np.linspace(0, len(ordered) - 1, room).round().astype(int)]


def thumbnails(indices: np.ndarray, labels: np.ndarray, source: str) -> np.ndarray:
    """The images side by side on one (H, W, 4) uint8 picture, a line of their class's colour under each."""
    images, side = data.test_set(source)[0], 28
    rows = -(-len(indices) // COLUMNS)
    sheet = np.zeros((rows * (_TILE + _LINE), COLUMNS * _TILE, 4), np.uint8)
    for place, index in enumerate(indices):
        top, left = place // COLUMNS * (_TILE + _LINE), place % COLUMNS * _TILE
        sheet[top : top + side, left : left + side, :3] = images[index][..., None]
        sheet[top + side : top + side + _LINE, left : left + side, :3] = rgb(CLASS_COLOURS[labels[index]])
        sheet[top : top + side + _LINE, left : left + side, 3] = 255
    return sheet


def bars(counts: np.ndarray, names: tuple[str, ...]) -> str:
    """Selected images of each class, (10,), as bars with their number above and their class below."""
    parts = []
    for label, count in enumerate(counts.tolist()):
        height = _BAR_HEIGHT * count / max(int(counts.max()), 1)
        left, middle, top = label * _BAR_WIDTH, label * _BAR_WIDTH + 14, 14 + _BAR_HEIGHT - height
        colour = CLASS_COLOURS[label]
        parts.append(
            f'<g data-class="{label}" data-count="{count}"><title>{escape(names[label])}: {count}</title>'
            f'<text x="{middle}" y="{top - 3:.1f}" style="fill:currentColor">{count}</text>'
            f'<rect x="{left}" y="{top:.1f}" width="28" height="{height:.1f}" fill="{colour}"/>'
            f'<rect x="{left}" y="{16 + _BAR_HEIGHT}" width="28" height="17" rx="2" fill="{colour}"/>'
            f'<text x="{middle}" y="{29 + _BAR_HEIGHT}" style="font-weight:700;fill:{text_on(colour)}">'
            f"{escape(names[label][:4])}</text></g>"
        )
    width, height = 10 * _BAR_WIDTH - 5, 34 + _BAR_HEIGHT
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(_("Selected images of each class"))}" style="display:block;max-width:100%;'
        f'font-size:11.5px;text-anchor:middle;font-variant-numeric:tabular-nums">{"".join(parts)}</svg>'
    )


def heading(now: state.State, count: int) -> str:
    """What is selected, in words."""
    source = models.entry(now.model).data
    if now.lasso:
        said = _("{count} selected by hand")
    elif now.preset == state.WRONG:
        said = _("{count} that their neighbours vote wrong")
    else:
        said = _("{count} of class {name}")
    name = "" if now.preset == state.WRONG else class_names.names(source)[int(now.preset)]
    return said.format(count=f"{count:,}", name=name)


def panel(now: state.State, indices: np.ndarray) -> str:
    """All that is said of the selection, as HTML for `live`."""
    found, source = state.cloud(now.model), models.entry(now.model).data
    names = class_names.names(source)
    counts = np.bincount(found.labels[indices], minlength=10)
    shown = shown_thumbnails(indices, found.labels)
    said = _("5-NN purity {mine}; of all {count}: {all}").format(
        mine=f"<b>{found.purity[indices].mean():.1%}</b>" if len(indices) else "–",
        count=f"{len(found.labels):,}",
        all=f"<b>{found.purity.mean():.1%}</b>",
    )
    hint = _("Share of the five nearest codes that carry the same label, in the whole code")
    rows = -(-max(len(shown), 1) // COLUMNS)
    sheet = ""
    if len(shown):
        alt = _("{count} of the selected images").format(count=len(shown))
        sheet = (
            f'<img src="{png.data_uri(thumbnails(shown, found.labels, source))}" alt="{escape(alt)}" '
            f'width="{COLUMNS * _TILE}" height="{rows * (_TILE + _LINE)}" data-shown="{len(shown)}" '
            'style="max-width:100%;height:auto">'
        )
    return (
        f'<h4 data-selected="{len(indices)}" style="font-size:16px">{escape(heading(now, len(indices)))}</h4>'
        f'<p title="{escape(hint)}" style="font-variant-numeric:tabular-nums;margin-bottom:6px">{said}</p>'
        f'{bars(counts, names)}<div style="height:8px"></div>{sheet}'
    )


def confusions(name: str, count: int = 3) -> str:
    """The pairs of classes that the neighbours take for each other most often, with how many times: "4/9: 512"."""
    found = state.cloud(name)
    names = class_names.names(models.entry(name).data)
    taken = np.zeros((10, 10), int)
    np.add.at(taken, (found.labels, found.votes), 1)
    both = np.triu(taken + taken.T, k=1)
    worst = np.argsort(both, axis=None, kind="stable")[::-1][:count]
    pairs = [(index // 10, index % 10) for index in worst.tolist() if both.flat[index]]
    return ", ".join(f"{names[one]}/{names[other]}: {both[one, other]:,}" for one, other in pairs) or "–"


def table(name: str, indices: np.ndarray) -> str:
    """The selection as CSV: index in the test set, label, and every number of the code."""
    found, out = state.cloud(name), io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["index", "label", *(f"z{axis + 1}" for axis in range(found.codes.shape[1]))])
    for index in indices.tolist():
        code = (f"{value:.6g}" for value in found.codes[index].tolist())
        writer.writerow([index, int(found.labels[index]), *code])
    return out.getvalue()
