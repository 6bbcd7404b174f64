"""The pages, in teaching order, and the way between them. A new page is one line in `PAGES`."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from ui.shell import theme
from ui.shell.guard import guarded
from ui.shell.language import N_, _

_MARK = "navigation_ready"


@dataclass(frozen=True)
class Section:
    """Pages that belong together. number: its place among the acts, or "". purpose: what it is for, in one line."""

    number: str
    title: str
    purpose: str


@dataclass(frozen=True)
class Page:
    """One page: file in pages/, section and title for the sidebar, and the sentence that invites to it."""

    name: str
    section: Section
    title: str
    invitation: str
    icon: str

    @property
    def path(self) -> str:
        return f"pages/{self.name}.py"


START = Section("", N_("Start"), N_("What an autoencoder is"))
COMPRESS = Section("1", N_("Compress"), N_("How few numbers suffice?"))
REPAIR = Section("2", N_("Repair"), N_("Spoiled digits brought back"))
LATENT_SPACE = Section("3", N_("Latent space"), N_("Every digit has its place"))
GENERATE = Section("4", N_("Generate"), N_("Digits that nobody wrote"))
MODELS = Section("", N_("Models"), N_("Every network, measured"))

PAGES = (
    Page("home", START, N_("In one minute"), N_("A minute's reading."), ":material/home:"),
    Page(
        "draw",
        COMPRESS,
        N_("Draw a digit"),
        N_("Draw a digit and watch several networks bring it back from 30 numbers, or from two."),
        ":material/draw:",
    ),
    Page(
        "bottleneck",
        COMPRESS,
        N_("The bottleneck dial"),
        N_("One number, two, four, up to 64: turn the dial and see what each buys, beside PCA."),
        ":material/compress:",
    ),
    Page(
        "denoise",
        REPAIR,
        N_("The denoising bench"),
        N_("Spoil a digit, drag a patch over it, and watch who brings it back and who does not."),
        ":material/healing:",
    ),
    Page(
        "noise",
        REPAIR,
        N_("How much noise"),
        N_("How far each method gets as the noise grows, and what a net does with noise it never met."),
        ":material/show_chart:",
    ),
    Page(
        "latent_map",
        LATENT_SPACE,
        N_("The latent map"),
        N_("All test digits as points on a plane: whatever lies under the pointer is decoded at once."),
        ":material/map:",
    ),
    Page(
        "interpolation",
        LATENT_SPACE,
        N_("Interpolation"),
        N_("From one digit to another, through pixels and through codes, with the energy along the way."),
        ":material/animation:",
    ),
    Page(
        "scatter",
        LATENT_SPACE,
        N_("The codes, selected"),
        N_("Circle a heap of points and see which digits lie there; turn a code of thirty numbers in 3-D."),
        ":material/scatter_plot:",
    ),
    Page(
        "directions",
        LATENT_SPACE,
        N_("Directions in the code"),
        N_("Sliders that shift, zoom, thicken and lean any digit by moving its twenty numbers."),
        ":material/open_with:",
    ),
    Page(
        "generate",
        GENERATE,
        N_("Samples from the prior"),
        N_("Let several models dream up digits from the same seed, and give ten digits one handwriting."),
        ":material/casino:",
    ),
    Page(
        "vae",
        GENERATE,
        N_("Inside a VAE"),
        N_("A digit becomes a cloud of codes: draw from it, and watch the loss count every step."),
        ":material/bubble_chart:",
    ),
    Page(
        "beta",
        GENERATE,
        N_("The beta dial"),
        N_("One dial from copying to dreaming: reconstruction, new digits and the curve move along."),
        ":material/tune:",
    ),
    Page(
        "guess",
        GENERATE,
        N_("Real or generated?"),
        N_("Two digits, one written by hand: find it, and learn what gives each model away."),
        ":material/compare:",
    ),
    Page(
        "models",
        MODELS,
        N_("The zoo"),
        N_("All models of the lab with their cards, and the same ten digits through any of them."),
        ":material/table_chart:",
    ),
)


def _streamlit_pages() -> list:
    """A fresh `st.Page` of each page; the first one is the root of the site."""
    # No icon here: Streamlit would make it the tab's icon and fetch that from another host.
    return [st.Page(page.path, title=_(page.title), default=page is PAGES[0]) for page in PAGES]


def navigate():
    """For app.py: register the pages and return the one to run. Our own menu lists them; Streamlit's is hidden."""
    st.session_state[_MARK] = True
    return st.navigation(_streamlit_pages(), position="hidden")


def current(page) -> Page:
    """The page of ours that `navigate` returned; Streamlit's address of the first one is empty."""
    return next((known for known in PAGES if known.name == page.url_path), PAGES[0])


def sections() -> dict[Section, list[Page]]:
    """The sections and their pages, in teaching order."""
    found: dict[Section, list[Page]] = {}
    for page in PAGES:
        found.setdefault(page.section, []).append(page)
    return found


def go_to(name: str | None) -> None:
    """Leave for the page called `name`; stay where there is none."""
    page = next((known for known in PAGES if known.name == name), None)
    if page:
        st.switch_page(page.path)


def show(page: Callable[[], None]) -> None:
    """The last line of every page file: show the page, behind the guard.

    On a cold server a deep link to /draw runs pages/draw.py without app.py, which would have left its mark. Then this
    registers the pages and starts again through app.py; the query string stays.
    """
    if not st.session_state.pop(_MARK, False):
        theme.configure_page()
        navigate()
        st.rerun()
    guarded(page)()


def next_link(name: str) -> None:
    """The way on at the end of a page: the page after `name`, or the first one after the last."""
    position = [page.name for page in PAGES].index(name)
    following = PAGES[(position + 1) % len(PAGES)]
    st.page_link(
        following.path, label=_("Next: {title}").format(title=_(following.title)), icon=following.icon
    )
