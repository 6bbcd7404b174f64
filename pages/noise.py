"""How much noise is too much: PSNR against strength for every method, and the mismatch matrix."""

import streamlit as st

from ae_core.restoration import curves, mismatch
from ae_core.restoration.curves import IMAGES, STRENGTHS, Curves
from ae_core.restoration.methods import NOTHING
from ae_core.restoration.mismatch import Cell
from ui.components.live import live
from ui.components.matrix import matrix, pressed
from ui.features.noise import chart, export, lesson, results, state, view
from ui.features.noise import matrix as words
from ui.features.noise.state import KINDS, Setting
from ui.shell import downloads, layout, lessons, router, theme
from ui.shell.downloads import Download
from ui.shell.guard import guarded
from ui.shell.language import _
from ui.shell.session import widget_key
from ui.visuals import digit_rows, method_names
from ui.visuals.numbers import level

MATRIX, STOPPED = "noise_matrix", "noise_stopped"
POLL_SECONDS = 0.4


def changed() -> None:
    # Widgets: their values are there already.
    layout.follow_open_steps("noise", ["noise_stage", "noise_steps"])


def controls(kind: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.segmented_control(
            _("Noise"),
            list(KINDS),
            format_func=lambda one: _(KINDS[one]),
            key=widget_key(state.KIND),
            on_change=changed,
            required=True,
            label_visibility="collapsed",
        )
        st.select_slider(
            _(state.AXES[kind]),
            STRENGTHS[kind],
            format_func=lambda one: level(kind, one),
            key=state.strength_key(kind),
            on_change=changed,
            width=240,
        )
        with st.popover(_("Methods"), icon=":material/tune:"):
            st.multiselect(
                _("Methods"),
                state.choosable(kind),
                format_func=method_names.full,
                key=widget_key(state.methods_key(kind)),
                max_selections=state.METHODS_AT_MOST,
                on_change=changed,
            )
            st.caption(_("The spoiled image itself, with nothing done, is always shown."))
        st.button(
            _("Other digits"), key="noise_other", on_click=state.take_other_digits, icon=":material/refresh:"
        )


def show_digits(setting: Setting, number: int) -> None:
    """The test digits at the strength marked, a row a method."""
    kind, strength, shown = setting.kind, setting.strength, [NOTHING, *setting.methods]
    measured, given = results.board().curves, results.under_noise(kind, strength, number)
    best = curves.best_method(measured, kind, strength, shown)
    rows = [view.originals(given)]
    for key in shown:
        curve = measured.get((kind, key))
        mean = curve.at(strength) if curve else None
        rows.append(view.restored_row(key, results.restored(key, given), given, mean, best=key == best))
    live(digit_rows.of_few(rows), key="noise_digits")


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
        method=method_names.short(running.job[1]), images=f"{IMAGES:,}", count=waiting
    )
    if running.seconds_left is not None:
        text += ", " + _("about {seconds} s for this one").format(seconds=round(running.seconds_left) + 1)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(running.share, text=text)
        st.button(_("Stop"), key="noise_stop", on_click=lambda: st.session_state.update({STOPPED: True}))


@st.fragment(key="noise_stage")
@guarded
def stage() -> None:
    setting, number = state.chosen_setting(state.chosen_kind()), state.chosen_number()
    kind, strength = setting.kind, setting.strength
    state.put_in_url(setting, number)
    controls(kind)
    left, right = st.columns([7, 5], gap="medium")
    with left:
        shown = [NOTHING, *setting.methods]
        drawn = chart.figure(results.board().curves, kind, shown, strength, theme.is_dark())
        st.plotly_chart(drawn, theme=None, key="noise_chart", config={"displayModeBar": False})
    with right:
        show_digits(setting, number)


def show_example(measured: Curves, cell: Cell) -> None:
    """What one net makes of one noise: as they were, corrupted, restored."""
    given = results.under_noise(cell.kind, cell.strength, state.chosen_number())
    rows = [view.originals(given)]
    for key in dict.fromkeys((NOTHING, cell.row)):
        curve = measured.get((cell.kind, key))
        mean = curve.at(cell.strength) if curve else None
        rows.append(view.restored_row(key, results.restored(key, given), given, mean))
    live(digit_rows.of_few(rows), key="noise_example")
    st.caption(lesson.about(measured, cell))


@st.fragment(key="noise_mismatch")
@guarded
def show_mismatch() -> None:
    measured = results.board().curves
    cell = state.chosen_cell(measured, pressed(MATRIX))
    left, right = st.columns([7, 5], gap="medium")
    with left:
        matrix(words.html(measured, cell), key=MATRIX)
        st.caption(
            _(
                "Mean PSNR in dB over {images} test digits. Ring: best of its column. Dots: best of the nets that "
                "differ only in what they were trained on. The paler, the farther below the best."
            ).format(images=f"{IMAGES:,}")
        )
        if absent := mismatch.absent(measured):
            names = "; ".join(map(method_names.short, absent))
            st.caption(
                _("Without a figure so far, because not trained or not measured: {nets}.").format(nets=names)
            )
    with right:
        if cell:
            show_example(measured, cell)


@st.fragment(key="noise_steps")
@guarded
def steps() -> None:
    setting = state.chosen_setting(state.chosen_kind())
    measured = results.board().curves
    lessons.show_steps("noise", lesson.values(measured, setting.kind, setting.strength, setting.methods))


def export_menu() -> None:
    measured = results.board().curves
    downloads.popover(
        [
            Download(
                _("Curves (CSV)"), lambda: export.curves_csv(measured), "noise-curves.csv", "noise-curves"
            ),
            Download(
                _("Matrix (CSV)"), lambda: export.matrix_csv(measured), "noise-matrix.csv", "noise-matrix"
            ),
        ]
    )


def page() -> None:
    with layout.opening("noise"):
        export_menu()
    progress(state.chosen_kind())
    stage()
    st.subheader(_("Trained on one noise, tested on another"), anchor=False)
    show_mismatch()
    steps()
    layout.closing("noise")


router.show(page)
