"""benchmarks/fit.py: every model can be fitted from its data."""

import dataclasses
import json
import shutil

import numpy as np
import pytest

from benchmarks import confidence_fit, fit, logistic_regression, page_examples
from benchmarks.labelled_examples import Example


@pytest.fixture(scope="module")
def pages():
    """A few generated pages."""
    return [page_examples.KnownPage(page) for page in page_examples.generate_pages(20, seed=5)]


def fitted(name, pages):
    """A fit of a model to the decisions of some pages."""
    chosen = fit.MODELS[name]
    assert chosen.choices is not None
    return logistic_regression.fit_model(chosen.model, [list(chosen.choices(page)) for page in pages], sigma=1.0)


@pytest.mark.parametrize("name", ["headline", "caption", "boundary"])
def test_the_decisions_of_generated_pages_are_mostly_those_of_the_model(pages, name):
    """Truth and features go together: the present weights decide nearly as the page generator meant."""
    result = fitted(name, pages)
    assert result.used.count >= 10
    assert result.used.count_errors(result.present) <= 0.1 * result.used.count


@pytest.mark.parametrize("name", ["headline", "boundary"])
def test_a_fit_makes_the_true_decisions_likelier(pages, name):
    """The fitted weights suit the decisions better than the present ones, and those set by hand stay."""
    result = fitted(name, pages)
    assert result.used.compute_loss(result.fitted) < result.used.compute_loss(result.present)
    assert (result.fitted[result.by_hand] == result.present[result.by_hand]).all()
    assert result.by_hand.any()


def test_a_fit_finds_the_weights_that_made_the_decisions():
    """Decisions drawn with known probabilities give their weights back."""
    random, weights = np.random.default_rng(7), np.array([0.5, 2.0, -1.0])
    values = [{"bias": 1.0, "tall": x, "wide": y} for x, y in random.normal(size=(4000, 2))]
    odds = [float(np.exp(np.dot(weights, list(one.values())))) for one in values]
    drawn = random.random(4000)
    choices = [
        page_examples.build_decision(one, p / (1 + p) > u) for one, p, u in zip(values, odds, drawn, strict=True)
    ]
    found = logistic_regression.fit_weights(
        logistic_regression.Choices(choices, ["bias", "tall", "wide"]), np.zeros(3), np.full(3, True), sigma=100.0
    )
    assert np.abs(found - weights).max() < 0.2


def test_a_sign_holds_whatever_the_decisions_say():
    """A weight that the decisions would make positive stays at 0 where it must not be."""
    random = np.random.default_rng(7)
    values = [{"bias": 1.0, "tall": x} for x in random.normal(size=500)]
    choices = logistic_regression.Choices(
        [page_examples.build_decision(one, one["tall"] > 0) for one in values], ["bias", "tall"]
    )
    both = np.full(2, True)
    assert logistic_regression.fit_weights(choices, np.zeros(2), both, sigma=10.0)[1] > 1
    assert logistic_regression.fit_weights(choices, np.zeros(2), both, sigma=10.0, signs=[0, -1])[1] == 0


def test_a_decision_counts_by_its_mass():
    """Of two that contradict each other the heavier one wins."""
    one = {"bias": 1.0}
    choices = logistic_regression.Choices(
        [page_examples.build_decision(one, True), page_examples.build_decision(one, False)], ["bias"]
    )
    weights = logistic_regression.fit_weights(
        choices, np.zeros(1), np.full(1, True), sigma=10.0, masses=np.array([3.0, 1.0])
    )
    assert weights[0] == pytest.approx(np.log(3), abs=0.05)


def test_a_few_mistaken_decisions_change_little_where_they_are_expected():
    """Of a hundred decisions by one value the three clearest are the other way; not expected, they rule its weight."""
    values = [{"bias": 1.0, "tall": x} for x in np.linspace(-2, 2, 100)]
    right = [page_examples.build_decision(one, one["tall"] > 0) for one in values]
    mistaken = right[:97] + [page_examples.build_decision(one, False) for one in values[97:]]

    def find_weight(decisions, share):
        choices = logistic_regression.Choices(decisions, ["bias", "tall"])
        return logistic_regression.fit_weights(choices, np.zeros(2), np.full(2, True), sigma=5.0, mistaken=share)[1]

    assert find_weight(mistaken, 0.0) < find_weight(right, 0.0) / 3
    assert find_weight(mistaken, 0.05) > find_weight(right, 0.0) / 2


@pytest.mark.parametrize("name", sorted(fit.MODELS))
def test_weights_are_written_into_their_module(root, tmp_path, name):
    """Every weight has one place in the module; nothing else of it changes."""
    chosen = fit.MODELS[name]
    copy = tmp_path / "weights.py"
    shutil.copy(root / chosen.file, copy)
    fit.write_weights(copy, chosen.model.weights)
    assert copy.read_text("utf-8") == (root / chosen.file).read_text("utf-8")
    with pytest.raises(ValueError, match="places for the weight"):
        fit.write_weights(copy, {"no such feature": 1.0})


def test_the_command_prints_present_and_fitted_weights(capsys):
    """A line for each feature, and how many of the decisions kept apart are wrong."""
    assert fit.main(["boundary", "--pages", "10"]) == 0
    out = capsys.readouterr().out
    assert all(f"\n{name} " in out for name in fit.MODELS["boundary"].model.weights)
    assert "kept apart: " in out


@pytest.mark.parametrize("name", ["headline", "doubt", "caption", "boundary"])
def test_the_present_weights_read_a_page_that_is_read_rightly(root, name):
    """What the reader makes of such a page is the truth, so that no decision of today's weights is wrong."""
    find_choices = fit.MODELS[name].choices
    assert find_choices is not None
    choices = list(find_choices(page_examples.ReadPage(sorted((root / "seeds").glob("*.txt"))[0])))
    names = (page_examples.BIAS, *fit.MODELS[name].model.weights)
    weights = np.array([fit.MODELS[name].model.bias, *fit.MODELS[name].model.weights.values()])
    assert choices and logistic_regression.Choices(choices, names).count_errors(weights) == 0


def test_a_third_of_the_pages_may_be_in_some_styles():
    """Another third has styles mixed at random, and the rest any style."""
    styles = [page.style for page in page_examples.generate_pages(30, seed=5, often=["worst"])]
    assert all(style == "worst" for style in styles[1::3])


def test_the_confidence_is_fitted_to_examples_and_calibrated(tmp_path, capsys):
    """Two of three covered questions and one of 20 others are right: the fitted confidences say so."""
    names = list(fit.MODELS["confidence"].model.weights)
    rights = [(covered, number % 60 < (40 if covered else 3)) for covered in (0.0, 1.0) for number in range(300)]
    examples = [
        Example(
            "public",
            50,
            "answerable" if right else "absent",
            str(number),
            right,
            dict.fromkeys(names, 0.0) | {"covered": x},
        )
        for number, (x, right) in enumerate(rights)
    ]
    path = tmp_path / "examples.jsonl"

    def fit_to(examples):
        path.write_text("\n".join(json.dumps(dataclasses.asdict(example)) for example in examples), "utf-8")
        assert fit.main(["confidence", "--examples", str(path), "--prior", "10"]) == 0
        return {line.split()[0]: float(line.split()[-1]) for line in capsys.readouterr().out.splitlines()[1:4]}

    fitted = fit_to(examples)
    assert fitted["bias"] == pytest.approx(np.log(1 / 19), abs=0.3)
    assert fitted["bias"] + fitted["covered"] == pytest.approx(np.log(4 / 2), abs=0.3)
    # every fifth question takes no part, in none of the steps
    others = [dataclasses.replace(one, right=one.right != (at % 5 == 0)) for at, one in enumerate(examples)]
    assert fit_to(others) == fitted


def test_the_second_step_moves_what_tells_the_least_sure_right_ones_from_the_others():
    """`said` is 1 for all right passages and for no other, `covered` spreads both alike, `named` may only lower.

    What is decided by hand takes no part, whatever else it has.
    """
    names = ("bias", "covered", "said", "named", confidence_fit.DECIDES)
    start, by_hand = np.array([0.0, 1.0, 0.1, 0.0, -9.0]), np.array([False, False, False, False, True])

    def example(right, covered, **features):
        values = dict.fromkeys(names[1:], 0.0) | {"covered": covered} | features
        return Example("public", 50, "answerable" if right else "absent", "", right, values)

    examples = [example(right, at / 50, said=float(right), named=float(right)) for right in (0, 1) for at in range(50)]
    decided = [example(False, 9.0, said=9.0, **{confidence_fit.DECIDES: 1.0})] * 50
    none = logistic_regression.Choices([page_examples.build_decision(dict.fromkeys(names, 0.0), True)], names)
    moved = []
    for chosen in (examples, examples + decided):
        moved.append(
            confidence_fit.sharpen(
                logistic_regression.Fit(names, start, start, by_hand, none, none), chosen, (1, 1, -1, -1)
            ).fitted
        )
    bias, covered, said, named, decides = moved[0]
    assert covered < 1.0 and said > 1.0
    assert (bias, named, decides) == (0.0, 0.0, -9.0)
    assert moved[1] == pytest.approx(moved[0])
