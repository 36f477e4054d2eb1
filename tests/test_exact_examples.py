"""Examples for the exact words: the right candidate first, and models that can be fitted to them."""

import json

from benchmarks import fit
from benchmarks.exact_examples import main


def test_the_command_makes_decisions_that_a_model_is_fitted_to(tmp_path, capsys):
    """A right candidate comes first, another and "none" after it; where no candidate is right "none" comes first."""
    paragraphs = [
        {
            "context": f"{name}泳池票价{price}元。{name}图书馆办证收{price + 7}元。",
            "qas": [
                {"question": f"{name}泳池票价多少钱？", "answers": [{"text": f"{price}元"}]},
                {"question": f"{name}泳池票价多少钱？", "answers": [{"text": "免费"}]},
            ],
        }
        for name, price in (("城东", 15), ("城西", 20), ("城南", 30))
    ]
    public = tmp_path / "public.json"
    public.write_text(json.dumps({"data": [{"title": "镇", "paragraphs": paragraphs}]}), "utf-8")
    out = tmp_path / "examples.jsonl"
    assert main([str(out), "--public", str(public)]) == 0
    examples = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [example["model"] for example in examples] == ["quantity"] * 6
    assert [[values["none"] for values in example["alternatives"]] for example in examples[:2]] == [
        [0.0, 0.0, 1.0],
        [1.0, 0.0, 0.0],
    ]
    assert fit.main(["quantity", "--examples", str(out)]) == 0
    assert "fitted on" in capsys.readouterr().out
