"""Links into the lab: every page with every query parameter that it reads, and a few things that a visitor does there.

A link's name is its page, then what is special about it. `tests/support/snapshot.py` records what each of them opens.
"""

import base64
import functools
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, ImageDraw

PAGES = (
    *("home", "draw", "denoise", "noise", "latent_map", "interpolation", "scatter"),
    *("bottleneck", "directions", "vae", "beta", "generate", "guess", "models"),
)
# The only page that rolls dice where the link does not say what to show.
_ALWAYS = {"guess": {"seed": "12"}}


@dataclass(frozen=True)
class Link:
    """One link and what is done once it is open.

    parameters: of the query string, the language apart. dark: the visitor's theme. sends: what components send after
    the first run, by key. opened: every fold is unfolded after the first run. downloads: what its buttons give counts.
    """

    name: str
    page: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    dark: bool = False
    sends: Mapping[str, Any] = field(default_factory=dict)
    opened: bool = False
    downloads: bool = False

    @property
    def query(self) -> dict[str, str]:
        """All of the query string."""
        return {**self.parameters, "lang": self.language}


def _link(page: str, special: str = "", *, lang: str = "en", **parameters: str) -> Link:
    said = special or " ".join(f"{name}={value}" for name, value in parameters.items())
    name = f"{page} {said}".strip() + (" ko" if lang == "ko" else "")
    return Link(name, page, {**_ALWAYS.get(page, {}), **parameters}, lang)


def _unfolded(page: str, *, lang: str = "en", **parameters: str) -> Link:
    plain = _link(page, lang=lang, **parameters)
    return Link(f"{plain.name} unfolded", page, plain.parameters, lang, opened=True, downloads=lang == "en")


def _dark(page: str, **parameters: str) -> Link:
    plain = _link(page, **parameters)
    return Link(f"{plain.name} dark", page, plain.parameters, dark=True, opened=True)


def _sent(page: str, special: str, sends: dict[str, Any], opened: bool = True, **parameters: str) -> Link:
    plain = _link(page, special, **parameters)
    return Link(plain.name, page, plain.parameters, sends=sends, opened=opened, downloads=True)


@functools.cache
def _strokes() -> str:
    """A seven as the canvas sends it."""
    image = Image.new("L", (280, 280))
    ImageDraw.Draw(image).line([(80, 80), (200, 80), (130, 220)], fill=255, width=24, joint="curve")
    out = io.BytesIO()
    image.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def _canvas(png: str = "", token: str = "") -> dict[str, Any]:
    return {"drawing": {"sequence": 1, "token": token, "png": png, "atRest": True}}


def _drawn() -> list[Link]:
    pages = ("draw", "denoise", "directions", "vae")
    seven = [_sent(page, "a seven drawn", {f"{page}_canvas": _canvas(_strokes())}) for page in pages]
    blank = [_sent(page, "canvas cleared", {f"{page}_canvas": _canvas()}) for page in pages]
    fashion = _sent("denoise", "clothes on the canvas", {"denoise_canvas": _canvas(token="fashion:12")})
    return [*seven, *blank, fashion]


_SPOIL = {"sequence": 1, "kind": "patch", "strength": 8, "seed": 3, "top": 4, "left": 5, "atRest": True}
_SENT = (
    _sent("denoise", "spoiler moved", {"denoise_spoiler": {"spoil": {**_SPOIL, "all": True}}}, opened=False),
    _sent("noise", "cell pressed", {"noise_matrix": {"pressed": "dae_nyu_d500,gaussian,0.3"}}),
    _sent("latent_map", "layers", {"latent_map_pad": {"layers": {"layers": [], "ground": "grid20"}}}),
    _sent(
        "interpolation",
        "way-points chosen",
        {"interpolation_ways": {"choice": {"sequence": 1, "points": ["7", "2"], "path": [], "page": 1}}},
    ),
    _sent("bottleneck", "turned", {"bottleneck_dial": {"turned": {"sequence": 1, "d": 2}}}),
    _sent(
        "directions",
        "moved",
        {"directions_board": {"moved": {"sequence": 1, "units": [1, 0, -1, 0.5, 0], "method": "arrow"}}},
    ),
    _sent("vae", "drawn from", {"vae_cloud": {"draws": {"sequence": 1, "seed": 4, "count": 12}}}),
    _sent("beta", "turned", {"beta_dial": {"turned": {"sequence": 1, "beta": 4}}}),
    _sent(
        "generate",
        "style chosen",
        {"generate_pad": {"chosen": {"sequence": 1, "x": 1.25, "y": -0.5, "digit": 4}}},
    ),
    _sent(
        "guess",
        "guessed",
        {"guess_pair": {"act": {"sequence": 1, "number": 0, "kind": "guess", "side": 0}}},
    ),
    _sent("models", "row pressed", {"zoo_table": {"pressed": "sae_kl"}}),
)

_PATH = "1.000,1.000;2.500,0.500;4.000,-1.000"
_BY_PARAMETER = (
    _link("draw", models="ae_nyu_d30,pca_d2"),
    _link("draw", models="vae_d20,ae_d2,ae_tied_d30"),
    _link("draw", digit="7"),
    _link("draw", raw="1"),
    _link("draw", fashion="12"),
    _link("denoise", models="dae_dropout,ae_conv_d64,cae"),
    _link("denoise", digit="7"),
    _link("denoise", fashion="12"),
    _link("denoise", kind="gaussian"),
    _link("denoise", kind="gaussian", strength="0.8", seed="123"),
    _link("denoise", kind="salt_and_pepper", strength="0.15"),
    _link("denoise", kind="patch", strength="12", at="3,8"),
    _link("denoise", kind="downsample", strength="4", models="sr_x4,sr_x2"),
    _link("denoise", strength="0.8"),
    _link("denoise", strength="1"),
    _link("denoise", strength="0"),
    _link("denoise", seed="5"),
    _link("noise", kind="dropout"),
    _link("noise", kind="dropout", strength="0.8", methods="pca_d30,median"),
    _link("noise", kind="salt_and_pepper", strength="0.15"),
    _link("noise", strength="0.3"),
    _link("noise", methods="dae_gaussian,total_variation,non_local_means"),
    _link("noise", set="3"),
    _link("noise", cell="dae_s05,dropout,0.8"),
    _link("latent_map", model="pca_d2"),
    _link("latent_map", model="aae_d2", ground="density"),
    _link("latent_map", model="vae_d2_fashion"),
    _link("latent_map", model="ae_d2", ground="error"),
    _link("latent_map", z="0.500,-1.000"),
    _link("latent_map", path=_PATH),
    _link("latent_map", layers="drawing"),
    _link("latent_map", layers="none"),
    *(_link("latent_map", ground=ground) for ground in ("grid20", "grid30", "gauss20", "regions")),
    _link("latent_map", compare="1"),
    _link("latent_map", model="pca_d2", compare="1", path=_PATH, path_on="ae_d2"),
    _link("latent_map", model="ae_d2_fashion", compare="1"),
    _link("interpolation", model="ae_conv_d30"),
    _link("interpolation", model="pca_d2"),
    _link("interpolation", model="vae_d2_fashion", curve="nearest"),
    _link("interpolation", model="pca_d2", path=_PATH),
    _link("interpolation", points="7,2,13"),
    _link("interpolation", steps="8"),
    _link("interpolation", way="sphere"),
    *(_link("interpolation", curve=curve) for curve in ("back", "nearest", "length")),
    _link("scatter", model="ae_conv_d30"),
    _link("scatter", model="ae_conv_d30", view="3d", show="7"),
    _link("scatter", model="vae_d2_fashion"),
    _link("scatter", show="7"),
    _link("bottleneck", d="1"),
    _link("bottleneck", d="64"),
    _link("bottleneck", ten="5"),
    _link("directions", digit="7"),
    _link("directions", move="1,-2,0,0.5,3"),
    _link("directions", method="arrow"),
    _link("vae", digit="7"),
    _link("vae", seed="5"),
    _link("vae", draws="20"),
    _link("vae", draws="0"),
    _link("beta", beta="0.1"),
    _link("beta", beta="4"),
    _link("beta", seed="12"),
    _link("generate", models="vae_d2"),
    _link("generate", models="cvae_d2,ae_d2,pca_d30"),
    _link("generate", seed="41"),
    _link("generate", t="0.6"),
    _link("generate", style="1.25,-0.5"),
    _link("generate", digit="4"),
    _link("guess", seed="77"),
    _link("guess", round="4"),
    _link("guess", models="vae_d2,ae_d2"),
    _link("models", models="ae_nyu_d30,vae_d20"),
    _link("models", model="pca_d30"),
    _link("models", model="vae_d2_fashion", models="vae_d2_fashion,vae_d2"),
    _link("models", set="4"),
    *(_link("models", kind=kind) for kind in ("reconstruct", "denoise", "generate", "upscale")),
)

# All that a page's link can say, as far as it goes together.
_TOGETHER = (
    _link("draw", "everything", models="ae_nyu_d30,pca_d2", digit="7", raw="1"),
    _link(
        "denoise",
        "everything",
        **{
            "models": "dae_dropout,cae",
            "digit": "7",
            "kind": "patch",
            "strength": "12",
            "at": "3,8",
            "seed": "5",
        },
    ),
    _link(
        "noise",
        "everything",
        **{"kind": "dropout", "strength": "0.8", "methods": "pca_d30,median"},
        **{"set": "3", "cell": "dae_s05,dropout,0.8"},
    ),
    _link(
        "latent_map",
        "everything",
        model="pca_d2",
        z="0.500,-1.000",
        path=_PATH,
        layers="none",
        ground="grid30",
    ),
    _link(
        "interpolation",
        "everything",
        model="vae_beta_1",
        points="7,2,13",
        steps="8",
        way="sphere",
        curve="back",
    ),
    _link("scatter", "everything", model="ae_conv_d30", view="3d", show="7"),
    _link("bottleneck", "everything", d="64", ten="5"),
    _link("directions", "everything", digit="7", move="1,-2,0,0.5,3", method="arrow"),
    _link("vae", "everything", digit="7", seed="5", draws="20"),
    _link("beta", "everything", beta="4", seed="12"),
    _link("generate", "everything", models="cvae_d2", seed="41", t="0.6", style="1.25,-0.5", digit="4"),
    _link("guess", "everything", seed="77", round="4", models="vae_d2,ae_d2"),
    _link("models", "everything", models="ae_nyu_d30,vae_d20", model="pca_d30", set="4", kind="reconstruct"),
)

# What a link must not be able to say.
_GARBAGE = (
    _link("draw", "garbage", models="nobody", digit="99999999", fashion="-1", raw="yes"),
    _link("denoise", "garbage", models="nobody", kind="rain", strength="much", seed="-3", at="a,b"),
    _link("denoise", "too strong", kind="gaussian", strength="40"),
    _link("noise", "garbage", kind="rain", strength="0.123", methods="nobody", set="x", cell="a,b,c"),
    _link("latent_map", "garbage", model="../x", z="1,b", layers="all,<b>", ground="lava", path="1;2"),
    _link("latent_map", "too far", z="1e30,-1e30", path="1,1;1e30,-1e30"),
    _link("latent_map", "too long", path=";".join(f"{i % 7},1" for i in range(100))),
    _link("interpolation", "garbage", model="nobody", points="x,99999", steps="1", way="zigzag", curve="<b>"),
    _link("interpolation", "path too long", model="pca_d2", path=";".join(f"{i % 3},1" for i in range(40))),
    _link("interpolation", "path without a plane", model="pca_d30", path=_PATH),
    _link("interpolation", "too many points", points=",".join(map(str, range(12)))),
    _link("scatter", "garbage", model="nobody", view="4d", show="many"),
    _link("bottleneck", "garbage", d="3", ten="99999"),
    _link("directions", "garbage", move="1,2", method="guess", digit="x"),
    _link("vae", "garbage", digit="x", seed="-1", draws="1e9"),
    _link("beta", "garbage", beta="3.3", seed="x"),
    _link("generate", "garbage", models="nobody", seed="x", t="hot", style="1", digit="12"),
    _link("guess", "garbage", models="nobody", round="0"),
    _link("models", "garbage", models="nobody", model="nobody", set="-1", kind="cats"),
)
_UNFOLDED = (
    *(_unfolded(page) for page in PAGES),
    *(_unfolded(page, lang="ko") for page in PAGES),
    _unfolded("draw", models="ae_conv_d30,pca_d2", digit="7"),
    _unfolded("denoise", again="ae_conv_d30", kind="gaussian", strength="0.8", digit="7"),
    _unfolded("denoise", kind="patch", strength="12", at="3,8"),
    _unfolded("denoise", kind="downsample", strength="4", models="sr_x4"),
    _unfolded("noise", kind="dropout", strength="0.8"),
    _unfolded("latent_map", model="ae_d2_fashion", z="0.500,-1.000", lang="ko"),
    _unfolded("interpolation", model="ae_d2", points="7,2,13", steps="4"),
    _unfolded("interpolation", model="pca_d2", path=_PATH),
    _unfolded("scatter", model="ae_conv_d30", view="3d", show="7"),
    _unfolded("bottleneck", d="2", ten="5"),
    _unfolded("directions", move="1,-2,0,0.5,3", method="arrow", digit="7"),
    _unfolded("vae", digit="7", seed="5", draws="20"),
    _unfolded("beta", beta="10", seed="12"),
    _unfolded("generate", seed="41", t="1.3", digit="4", style="1.25,-0.5"),
    _unfolded("models", model="vae_d20", set="4"),
)
LINKS = (
    *(_link(page) for page in PAGES),
    *(_link(page, lang="ko") for page in PAGES),
    *_BY_PARAMETER,
    *_TOGETHER,
    *_GARBAGE,
    *_UNFOLDED,
    *(_dark(page) for page in ("draw", "denoise", "noise", "scatter")),
    *_drawn(),
    *_SENT,
)
