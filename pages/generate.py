"""Samples from the prior: grids of several models from the same seed, read by a classifier; ten digits in one style."""

import random
from dataclasses import dataclass, replace

import streamlit as st

from ae_core import CheckpointError, browser
from ui.components.blob import blob
from ui.components.live import live
from ui.components.style_pad import REACH, Chosen, sent, style_pad, within_reach
from ui.features.generate import view
from ui.resources import models
from ui.resources import samples as generating
from ui.resources.samples import Batch
from ui.shell import errors, lessons, router, url
from ui.shell.guard import guarded
from ui.shell.language import _
from ui.shell.session import sticky, sticky_choice, widget_key

PAD, MODELS = "generate_pad", "generate_models"
MODELS_AT_MOST = 5
DEFAULT_SEED = 7
HOTTEST = 2.0
_CHOSEN = "generate_chosen"


@dataclass(frozen=True)
class Wish:
    """What is to be sampled."""

    names: tuple[str, ...]
    seed: int
    temperature: float
    chosen: Chosen


def asked_models() -> list[str]:
    asked = url.names("models", generating.offered()) or generating.FAVOURITES
    return asked[:MODELS_AT_MOST]


def asked_temperature() -> float:
    asked = url.point("t", 1)
    return min(max(round(asked[0], 1), 0.0), HOTTEST) if asked else 1.0


def asked_seed() -> int:
    asked = url.whole_number("seed", 0, generating.SEEDS - 1)
    return DEFAULT_SEED if asked is None else asked


def chosen() -> Chosen:
    """Style and digit: the last that the pad sent, else what was there before, else what the URL says."""
    if _CHOSEN not in st.session_state:
        style = url.point("style")
        digit = url.whole_number("digit", 0, 9)
        st.session_state[_CHOSEN] = Chosen(0, within_reach(style) if style else (0.0, 0.0), digit)
    fresh = sent(PAD)
    if fresh and fresh.sequence > st.session_state[_CHOSEN].sequence:
        st.session_state[_CHOSEN] = fresh
    return st.session_state[_CHOSEN]


def wish() -> Wish:
    names = sticky_choice(MODELS, asked_models)
    seed = sticky("generate_seed", asked_seed)
    temperature = sticky("generate_temperature", asked_temperature)
    return Wish(tuple(names), seed, temperature, chosen())


def put_in_url(now: Wish) -> None:
    x, y = now.chosen.style
    url.put(
        models=",".join(now.names) if list(now.names) != generating.FAVOURITES else None,
        seed=now.seed,
        t=None if now.temperature == 1 else f"{now.temperature:g}",
        style=None if (x, y) == (0, 0) else f"{x:g},{y:g}",
        digit=now.chosen.digit,
    )


def samples(now: Wish) -> dict[str, Batch | str]:
    """Each model's samples, or the sentence that says why there are none."""
    found: dict[str, Batch | str] = {}
    for name in now.names:
        digit = now.chosen.digit if generating.is_conditional(name) else None
        try:
            found[name] = generating.samples(name, now.seed, now.temperature, digit)
        except CheckpointError as error:
            found[name] = errors.sentence(error)
    return found


def conditional() -> str | None:
    """The model whose styles the pad shows, where one can be loaded."""
    return next(iter(models.loadable(filter(generating.is_conditional, generating.offered()))), None)


def new_samples() -> None:
    st.session_state["generate_seed"] = random.randrange(generating.SEEDS)


def picture(now: Wish) -> bytes:
    found = {view.REAL: generating.real(now.seed)}
    found |= {name: batch for name, batch in samples(now).items() if isinstance(batch, Batch)}
    teller = conditional()
    row = generating.same_style(teller, now.chosen.style) if teller else None
    x, y = now.chosen.style
    caption = f"seed {now.seed}, temperature {now.temperature:g}"
    return view.picture(found, row, caption + (f", style ({x:g}, {y:g})" if teller else ""))


def more() -> None:
    with st.popover(_("More"), icon=":material/tune:"):
        st.multiselect(
            _("Models"),
            generating.offered(),
            format_func=models.labels(generating.offered()).get,
            key=widget_key(MODELS),
            max_selections=MODELS_AT_MOST,
        )
        st.number_input(_("Seed"), 0, generating.SEEDS - 1, key="generate_seed")


def opening() -> None:
    """Title, how warm, another draw, and what one may want to keep."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(gap="xxsmall", key="opening"):
            lessons.show_opening("generate")
        st.slider(
            _("Temperature"),
            0.0,
            HOTTEST,
            step=0.1,
            format="%.1f",
            key="generate_temperature",
            width=200,
            help=_("How far the draws stray from the mean: 0 gives one picture, 1 is the prior itself."),
        )
        st.button(_("New samples"), on_click=new_samples, icon=":material/casino:", type="primary")
        more()
        st.download_button(
            "PNG",
            lambda: picture(wish()),
            "autoencoder-lab-samples.png",
            "image/png",
            key="generate_png",
            on_click="ignore",
            icon=":material/download:",
            help=_("All samples on this page as one picture"),
        )


def show_pad(now: Wish) -> None:
    name = conditional()
    if name is None:
        return
    content = _decoder(name)
    title = f"decoder-{name}-{models.fingerprint(name)}"
    blob(title, content)
    st.markdown(
        _(
            "**{model}**: the same style for all ten digits. Drag the point; press a digit to draw only that one."
        ).format(model=models.label(name))
    )
    agreement = figure(name, "classifier_agreement", ".2%")
    note = _(
        "Handwriting is what is left for two numbers once the digit is told. Of 10,000 such digits in random styles "
        "the classifier reads {share} as the digit asked for."
    ).format(share=agreement)
    style_pad(now.chosen, title, note if agreement != "–" else "", key=PAD)


@st.cache_resource(show_spinner=False)
def _decoder(name: str) -> bytes:
    return browser.decoder_blob(models.model(name))


@st.fragment(key="generate_stage")
@guarded
def stage() -> None:
    now = wish()
    opening()
    put_in_url(now)
    real = generating.real(now.seed)
    live(view.html(real, samples(now), now.temperature, now.chosen.digit), key="generate_priors")
    show_pad(now)
    lessons.show_steps("generate", lesson_values(now))


def batch_of(name: str, now: Wish) -> Batch | None:
    """A model's samples, whether it is on the page or not; None where there are none or nobody to read them."""
    if name not in generating.offered():
        return None
    batch = samples(replace(now, names=(name,)))[name]
    return batch if isinstance(batch, Batch) and batch.is_read else None


def share_of(name: str, now: Wish) -> str:
    """What is read with confidence of a model's samples."""
    batch = batch_of(name, now)
    return "–" if batch is None else view.percent(batch.share)


def coverage_of(name: str, now: Wish) -> str:
    batch = batch_of(name, now)
    return "–" if batch is None else f"{batch.coverage:.1f}"


def figure(name: str, metric: str, form: str) -> str:
    """A figure from a model's card, as the format says; "–" where there is none."""
    try:
        value = models.model(name).card.metrics.get(metric)
    except CheckpointError:
        return "–"
    return "–" if value is None else format(value, form).replace("%", " %")


def lesson_values(now: Wish) -> dict[str, str] | None:
    """Today's numbers; they cost readings, so only where a step is open."""
    if not lessons.any_step_open("generate"):
        return None
    real = generating.real(now.seed)
    return {
        "seed": str(now.seed),
        "temperature": f"{now.temperature:g}",
        "count": str(generating.COUNT),
        "plain": share_of("ae_conv_d30", now),
        "flat": share_of("ae_d2", now),
        "flat_coverage": coverage_of("ae_d2", now),
        "vae": share_of("vae_d20", now),
        "vae_flat": share_of("vae_d2", now),
        "vae_flat_coverage": coverage_of("vae_d2", now),
        "adversary": figure("aae_d2", "discriminator_accuracy", ".3f"),
        "kl": figure("vae_d20", "kl_per_image", ".1f"),
        "agreement": figure("cvae_d2", "classifier_agreement", ".2%"),
        "accuracy": view.judge_accuracy(),
        "sure": f"{generating.SURE:g}",
        "real": view.percent(real.share) if real.is_read else "–",
        "style": f"({now.chosen.style[0]:.2f}, {now.chosen.style[1]:.2f})",
        "reach": f"{REACH:g}",
    }


def generate() -> None:
    stage()
    lessons.show_source("generate")
    router.next_link("generate")


router.show(generate)
