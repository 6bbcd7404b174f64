"""Templates: what is put in is escaped, what is missing is an error, lay-out is no content, texts are translated."""

import jinja2
import pytest

from ui.shell import language
from ui.visuals import markup
from ui.visuals.markup import Markup, render


@pytest.fixture
def template(tmp_path, monkeypatch):
    """`template(text)` puts a template where `render` finds it and gives its name."""
    monkeypatch.setattr(markup, "_FOLDER", tmp_path)
    monkeypatch.setattr(markup, "_templates", markup._environment())

    def write(text: str) -> str:
        name = f"{len(list(tmp_path.iterdir()))}.html"
        (tmp_path / name).write_text(text, "utf-8")
        return name

    return write


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img onerror=x>', "' onclick='x", "&lt;"]
)
def test_what_is_put_in_is_escaped(template, hostile):
    name = template('<p title="{{ text }}">{{ text }}</p>')
    assert render(name, text=hostile) == Markup('<p title="{0}">{0}</p>').format(hostile)
    assert "<script" not in render(name, text=hostile)
    assert '"><' not in render(name, text=hostile).removesuffix('"></p>')


def test_markup_made_elsewhere_goes_in_as_it_is(template):
    inner = render(template("<b>{{ text }}</b>"), text="<")
    assert render(template("{{ inner }}"), inner=inner) == "<b>&lt;</b>"


def test_a_value_that_is_missing_is_an_error(template):
    with pytest.raises(jinja2.UndefinedError, match="absent"):
        render(template("{{ absent }}"))
    with pytest.raises(jinja2.UndefinedError, match="colour"):
        render(template("{{ thing.colour }}"), thing={})
    with pytest.raises(jinja2.UndefinedError):
        render(template("{% if absent %}x{% endif %}"))


def test_lay_out_leaves_no_white_space(template):
    name = template(
        """{# said to whoever reads on #}
        <ul class="bars"
            data-key="a">
          {% for one in many %}
            <li>
              {{ one }}
            </li>
          {% endfor %}
        </ul>
        <p>Two lines
           of text, a <b>b</b> word</p>
        """
    )
    assert render(name, many=["x", "y"]) == (
        '<ul class="bars" data-key="a"><li>x</li><li>y</li></ul><p>Two lines of text, a <b>b</b> word</p>'
    )


def test_an_error_names_its_line(template):
    name = template("<p>\n  a\n</p>\n{{ 1 / 0 }}\n")
    with pytest.raises(ZeroDivisionError) as caught:
        render(name)
    assert caught.traceback[-1].lineno == 3


def test_texts_are_translated_and_filled_as_in_python(template, monkeypatch):
    said = {"{count} % of {name}": "{name}: {count} %", "one draw": "하나"}
    monkeypatch.setattr(
        language,
        "_translations",
        lambda _code: type(
            "T", (), {"gettext": staticmethod(said.get), "ngettext": staticmethod(lambda a, _b, _n: said[a])}
        ),
    )
    monkeypatch.setattr(language, "current", lambda: "ko")
    name = template('{{ _("{count} % of {name}").format(count=5, name=name) }}')
    assert render(name, name="<x>") == "&lt;x&gt;: 5 %"
    assert render(template('{{ ngettext("one draw", "{n} draws", 1) }}')) == "하나"
    bold = render(template("<b>5</b>"))
    name = template('{{ (_("{count} % of {name}") | e).format(count=bold, name=name) }}')
    assert render(name, bold=bold, name="<x>") == "&lt;x&gt;: <b>5</b> %"


def test_every_template_of_the_lab_can_be_read():
    environment = markup._environment()
    for name in environment.list_templates(extensions=["html"]):
        if not name.startswith("components/"):
            environment.get_template(name)


def test_a_file_to_take_home_keeps_its_lines(template, tmp_path):
    (tmp_path / "map.file.html").write_text("<p>\n  {{ text }}\n</p>\n", "utf-8")
    template("")
    assert render("map.file.html", text="<") == "<p>\n  &lt;\n</p>\n"
