"""How much noise is too much: PSNR against strength for every method, and the mismatch matrix."""

import streamlit as st

from ae_core.restoration.curves import IMAGES, NOTHING, STRENGTHS
from ui.components.live import live
from ui.components.matrix import matrix, pressed
from ui.features.noise import chart as noise_chart
from ui.features.noise import lesson, results, view
from ui.features.noise import matrix as noise_matrix
from ui.features.noise.matrix import Cell
from ui.shell import lessons, router, theme, url
from ui.shell.guard import guarded
from ui.shell.language import _
from ui.shell.session import sticky, sticky_choice, widget_key

METHODS_AT_MOST = 8
MATRIX = "noise_matrix"
KIND, SET, STOPPED = "noise_kind", "noise_set", "noise_stopped"
POLL_SECONDS = 0.4


def changed() -> None:
    # The steps below the fold follow only while one of them is open.
    if lessons.any_step_open("noise"):
        st.rerun(["noise_stage", "noise_steps"])


def chosen_kind() -> str:
    asked = sticky_choice(KIND, lambda: (url.names("kind", view.KINDS) or [view.DEFAULT_KIND])[0])
    return asked or view.DEFAULT_KIND


def chosen_strength(kind: str) -> float:
    return sticky(f"noise_strength_{kind}", lambda: view.asked_strength(kind))


def chosen_methods(kind: str) -> list[str]:
    sensible = view.default_methods(kind)

    def asked() -> list[str]:
        return (url.names("methods", view.choosable(kind)) or sensible)[:METHODS_AT_MOST]

    return sticky_choice(f"noise_methods_{kind}", asked)


def chosen_set() -> int:
    if SET not in st.session_state:
        st.session_state[SET] = url.whole_number("set", 0, view.SETS - 1) or 0
    return st.session_state[SET]


def other_digits() -> None:
    st.session_state[SET] = (chosen_set() + 1) % view.SETS


def put_in_url(kind: str, strength: float, methods: list[str], number: int) -> None:
    url.put(
        kind=kind if kind != view.DEFAULT_KIND else None,
        strength=f"{strength:g}" if strength != view.DEFAULT_STRENGTH else None,
        methods=",".join(methods) if methods != view.default_methods(kind) else None,
        set=number or None,
    )


def controls(kind: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.segmented_control(
            _("Noise"),
            list(view.KINDS),
            format_func=lambda one: _(view.KINDS[one]),
            key=widget_key(KIND),
            on_change=changed,
            required=True,
            label_visibility="collapsed",
        )
        st.select_slider(
            _(view.AXES[kind]),
            STRENGTHS[kind],
            format_func=lambda one: view.level(kind, one),
            key=f"noise_strength_{kind}",
            on_change=changed,
            width=240,
        )
        with st.popover(_("Methods"), icon=":material/tune:"):
            st.multiselect(
                _("Methods"),
                view.choosable(kind),
                format_func=view.full,
                key=widget_key(f"noise_methods_{kind}"),
                max_selections=METHODS_AT_MOST,
                on_change=changed,
            )
            st.caption(_("The spoiled image itself, with nothing done, is always shown."))
        st.button(_("Other digits"), key="noise_other", on_click=other_digits, icon=":material/refresh:")


def show_digits(kind: str, strength: float, methods: list[str], number: int) -> None:
    """The test digits at the strength marked, a row a method."""
    curves = results.board().curves
    given = view.under_noise(kind, strength, number)
    shown = [NOTHING, *methods]
    best = view.best_method(curves, kind, strength, shown)
    rows = [view.originals(given)]
    for method in shown:
        curve = curves.get((kind, method))
        mean = curve.at(strength) if curve else None
        rows.append(view.restored_row(method, given, mean, best=method == best))
    live("".join(row.html() for row in rows), key="noise_digits")


def progress(kind: str) -> None:
    """Curves that no file holds, because a net has changed since: measured while somebody looks on."""
    board = results.board()
    if not board.open_jobs(kind):
        return
    if st.session_state.get(STOPPED):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(_("Curves still to be measured: {count}.").format(count=len(board.open_jobs(kind))))
            st.button(
                _("Measure them"),
                key="noise_go_on",
                on_click=lambda: st.session_state.update({STOPPED: False}),
            )
        return
    st.fragment(guarded(measuring), run_every=POLL_SECONDS)(kind, len(board.curves))


def measuring(kind: str, shown: int) -> None:
    """Give a slice of time to what is missing; `shown` curves are on the page, which follows when there are more."""
    if st.session_state.get(STOPPED):
        st.rerun()
    board = results.board()
    board.work(kind)
    waiting = len(board.open_jobs(kind))
    if len(board.curves) != shown or not waiting:
        st.rerun()
    running = board.running
    if running is None:
        return
    text = _("Measuring {method} on {images} digits; curves to come: {count}").format(
        method=view.short(running.job[1]), images=f"{IMAGES:,}", count=waiting
    )
    if running.seconds_left is not None:
        text += ", " + _("about {seconds} s for this one").format(seconds=round(running.seconds_left) + 1)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(running.share, text=text)
        st.button(_("Stop"), key="noise_stop", on_click=lambda: st.session_state.update({STOPPED: True}))


@st.fragment(key="noise_stage")
@guarded
def stage() -> None:
    kind = chosen_kind()
    strength, methods, number = chosen_strength(kind), chosen_methods(kind), chosen_set()
    put_in_url(kind, strength, methods, number)
    controls(kind)
    left, right = st.columns([7, 5], gap="medium")
    with left:
        chart = noise_chart.figure(
            results.board().curves, kind, [NOTHING, *methods], strength, theme.is_dark()
        )
        st.plotly_chart(chart, theme=None, key="noise_chart", config={"displayModeBar": False})
    with right:
        show_digits(kind, strength, methods, number)


def chosen_cell() -> Cell | None:
    """The cell pressed last, else the URL's, else a telling one; None while nothing is measured."""
    curves = results.board().curves
    found = noise_matrix.cells(curves)
    sensible = noise_matrix.default_cell(curves)
    name = pressed(MATRIX) or st.query_params.get("cell", "")
    chosen = found.get(name, sensible)
    url.put(cell=chosen.name if chosen and chosen != sensible else None)
    return chosen


def show_example(cell: Cell) -> None:
    """What one net makes of one noise: as they were, spoiled, restored."""
    curves = results.board().curves
    given = view.under_noise(cell.kind, cell.strength, chosen_set())
    nothing = curves.get((cell.kind, NOTHING))
    spoiled = view.restored_row(NOTHING, given, nothing.at(cell.strength) if nothing else None)
    rows = [view.originals(given), spoiled]
    if cell.row != NOTHING:
        rows.append(view.restored_row(cell.row, given, noise_matrix.value(curves, cell)))
    live("".join(row.html() for row in rows), key="noise_example")
    st.caption(lesson.about(curves, cell))


@st.fragment(key="noise_mismatch")
@guarded
def mismatch() -> None:
    curves = results.board().curves
    cell = chosen_cell()
    left, right = st.columns([7, 5], gap="medium")
    with left:
        matrix(noise_matrix.html(curves, cell), key=MATRIX)
        st.caption(
            _(
                "Mean PSNR in dB over {images} test digits. Ring: best of its column. Dots: best of the nets that "
                "differ only in what they were trained on. The paler, the farther below the best."
            ).format(images=f"{IMAGES:,}")
        )
        if absent := noise_matrix.absent(curves):
            names = "; ".join(view.short(row) for row in absent)
            st.caption(
                _("Without a figure so far, because not trained or not measured: {nets}.").format(nets=names)
            )
    with right:
        if cell:
            show_example(cell)


@st.fragment(key="noise_steps")
@guarded
def steps() -> None:
    kind = chosen_kind()
    curves = results.board().curves
    lessons.show_steps("noise", lesson.values(curves, kind, chosen_strength(kind), chosen_methods(kind)))


def keep_it() -> None:
    curves = results.board().curves
    with st.popover(_("Keep"), icon=":material/download:"):
        for label, made, name in (
            (_("Curves (CSV)"), view.curves_csv, "noise-curves"),
            (_("Matrix (CSV)"), noise_matrix.as_csv, "noise-matrix"),
        ):
            st.download_button(
                label,
                lambda made=made: made(curves),
                f"{name}.csv",
                "text/csv",
                key=name,
                on_click="ignore",
                icon=":material/table:",
                width="stretch",
            )


def noise_page() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(gap="xxsmall", key="opening"):
            lessons.show_opening("noise")
        keep_it()
    progress(chosen_kind())
    stage()
    st.subheader(_("Trained on one noise, tested on another"), anchor=False)
    mismatch()
    steps()
    lessons.show_source("noise")
    router.next_link("noise")


router.show(noise_page)
