import dataclasses

import pytest
import torch

from ae_core import checkpoints, data, registry
from ae_core.images.augmentation import augment
from ae_core.models import TanhAutoencoder
from ae_core.registry import Augmentation, Entry, Recipe
from ae_core.training import run as training
from ae_core.training.optimisers import optimisers, schedule, warm_average
from ae_core.training.run import finish
from ae_core.training.trainer import Trainer, corrupt

CPU = torch.device("cpu")


def entry(**recipe) -> Entry:
    return dataclasses.replace(
        registry.get("ae_nyu_d30"), recipe=Recipe(**{"epochs": 3, "batch_size": 64, **recipe})
    )


@pytest.fixture(scope="module")
def images():
    return torch.tensor(data.test_set()[0][:500])


@pytest.fixture(scope="module")
def labels():
    return torch.tensor(data.test_set()[1][:500]).long()


def weights(model) -> torch.Tensor:
    return torch.cat([p.detach().flatten() for p in model.parameters()])


class Killed(Exception):
    pass


@pytest.mark.parametrize("optimiser", ["adam", "adamw", "muon"])
def test_a_killed_run_resumes_to_the_very_same_weights(images, labels, tmp_path, optimiser):
    what = entry(
        optimiser=optimiser, ema=0.9, augmentation=Augmentation(), corruption="dropout", strength=0.5
    )
    whole = Trainer(what, images, labels, CPU).run()

    def kill(progress):
        if progress.epoch == 2:
            raise Killed

    state = tmp_path / "state.pt"
    with pytest.raises(Killed):
        Trainer(what, images, labels, CPU, state).run(kill)
    resumed = Trainer(what, images, labels, CPU, state)
    told = []
    model = resumed.run(lambda progress: told.append(progress.epoch))
    assert set(told) == {2}, "more than the unfinished epoch was trained again"
    assert torch.equal(weights(model), weights(whole))


def test_state_of_another_recipe_is_left_alone(images, labels, tmp_path):
    state = tmp_path / "state.pt"
    Trainer(entry(epochs=1), images, labels, CPU, state).run()
    assert not Trainer(entry(epochs=1, learning_rate=1e-4), images, labels, CPU, state).resume()


def test_seeded(images, labels):
    first, again = (Trainer(entry(), images, labels, CPU).run() for _ in range(2))
    other = Trainer(entry(seed=1), images, labels, CPU).run()
    assert torch.equal(weights(first), weights(again))
    assert not torch.equal(weights(first), weights(other))


def test_progress_counts_down(images, labels):
    told = []
    Trainer(entry(), images, labels, CPU).run(told.append)
    assert [p.epoch for p in told] == [0, 1, 2]
    assert told[-1].seconds_left == 0
    assert told[-1].loss < told[0].loss


def test_every_image_is_seen_once_an_epoch(images, labels):
    trainer = Trainer(entry(batch_size=64), images, labels, CPU)
    batches = list(trainer._batches(torch.Generator().manual_seed(0)))
    seen = torch.cat([x for x, _ in batches])
    assert len(seen) == 500
    assert torch.equal(torch.cat([y for _, y in batches]).bincount(), labels.bincount())
    assert torch.equal(seen.sum((1, 2, 3)).sort().values, (images.float() / 255).sum((1, 2)).sort().values)


def test_fresh_noise_for_each_batch():
    x, generator = torch.ones(8, 1, 28, 28), torch.Generator().manual_seed(0)
    recipe = Recipe(corruption="dropout", strength=0.5)
    assert not torch.equal(corrupt(x, recipe, generator), corrupt(x, recipe, generator))
    assert corrupt(x, Recipe(), generator) is None


def test_strength_is_drawn_for_each_image():
    x = torch.ones(500, 1, 28, 28)
    recipe = Recipe(corruption="dropout", strength=(0.0, 0.9))
    share = 1 - corrupt(x, recipe, torch.Generator().manual_seed(0)).mean((1, 2, 3))
    assert share.min() < 0.05
    assert share.max() > 0.8
    assert share.mean().item() == pytest.approx(0.45, abs=0.03)


def test_augmentation_changes_its_share_a_little():
    x = data.as_input(data.test_set()[0][:100])
    changed = augment(x, Augmentation(share=0.5), torch.Generator().manual_seed(0))
    different = (changed != x).flatten(1).any(1)
    assert different.sum() == 50
    ink = changed.sum((1, 2, 3)) / x.sum((1, 2, 3))
    assert ink.min() > 0.7
    assert ink.max() < 1.3


def test_augmentation_without_motion_is_the_identity():
    x = data.as_input(data.test_set()[0][:10])
    still = augment(x, Augmentation(1.0, 0.0, 0.0, 0.0), torch.Generator().manual_seed(0))
    torch.testing.assert_close(still, x, atol=1e-5, rtol=0)


def test_shift_is_in_pixels():
    x = torch.zeros(400, 1, 28, 28)
    x[:, :, 14, 14] = 1.0
    moved = augment(x, Augmentation(1.0, 0.0, 0.0, 3.0), torch.Generator().manual_seed(0))
    where = (moved.sum(2).squeeze(1) @ torch.arange(28.0)) - 14
    assert where.abs().max() <= 3.01
    assert where.abs().max() > 2.8


def test_warm_average_forgets_its_start_then_decays():
    update = warm_average(0.9)
    average, current = [torch.zeros(1)], [torch.ones(1)]
    update(average, current, 0)
    assert average[0].item() == pytest.approx(0.9)
    average = [torch.zeros(1)]
    update(average, current, 10_000)
    assert average[0].item() == pytest.approx(0.1)


def test_schedule_warms_up_and_ends_at_zero():
    recipe = Recipe(epochs=1, learning_rate=1.0, warm_up=0.1)
    optimiser = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], 1.0)
    steps = schedule(optimiser, recipe, 100)
    rates = []
    for _ in range(100):
        rates.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        steps.step()
    assert rates[0] == pytest.approx(0.1)
    assert max(rates) == pytest.approx(1.0)
    assert rates.index(max(rates)) in (9, 10)
    assert rates[-1] < 0.01


def test_every_weight_belongs_to_one_optimiser():
    for name in registry.list_models():
        model = registry.build(name)
        for kind in ("adam", "adamw", "muon"):
            held = [
                p.data_ptr()
                for one in optimisers(list(model.parameters()), Recipe(optimiser=kind))
                for group in one.param_groups
                for p in group["params"]
            ]
            assert sorted(held) == sorted(p.data_ptr() for p in model.parameters())


def test_muon_moves_the_kernels_of_convolutions():
    torch.manual_seed(0)
    model = registry.build("ae_conv_d30")
    before = {name: p.detach().clone() for name, p in model.named_parameters()}
    steps = optimisers(list(model.parameters()), Recipe(optimiser="muon", learning_rate=1e-2))
    model.loss(torch.rand(8, 1, 28, 28))["loss"].backward()
    for one in steps:
        one.step()
    assert isinstance(steps[0], torch.optim.Muon)
    # The first kernel of a fresh residual block waits one step for the second, which starts at zero.
    moved = {name for name, p in model.named_parameters() if not torch.equal(p, before[name])}
    assert {name for name in before if ".first." not in name} <= moved


def test_finish_writes_a_card_that_loads(tmp_path, images, labels):
    what = entry(epochs=1)
    card = finish(what, Trainer(what, images, labels, CPU).run(), tmp_path)
    assert card.metrics["squared_error_per_image"] > 0
    assert card.recipe["batch_size"] == 64
    assert (tmp_path / "ae_nyu_d30.safetensors").stat().st_size > 0
    model = checkpoints.load_model("ae_nyu_d30", "cpu", tmp_path)
    assert isinstance(model, TanhAutoencoder)
    assert training.evaluate(model, what) == pytest.approx(card.metrics, rel=1e-5)


def test_layer_by_layer_trains_one_pair_of_layers_at_a_time(images, labels):
    what = dataclasses.replace(
        registry.get("ae_deep_d30"),
        config={"encoder": [20, 10], "latent_dim": 5},
        recipe=Recipe(epochs=1, batch_size=100, layerwise_epochs=1, ema=0.9),
    )
    trainer = Trainer(what, images, labels, CPU)
    assert trainer.epochs == 4  # three pairs of layers, then all together
    x = images[:100].unsqueeze(1) / 255

    def moved(epoch: int) -> set[str]:
        before = {name: p.detach().clone() for name, p in trainer.model.named_parameters()}
        trainer.epoch = epoch
        trainer._train_batch(x, None, labels[:100])
        after = dict(trainer.model.named_parameters())
        return {name.rsplit(".", 1)[0] for name in before if not torch.equal(after[name], before[name])}

    assert moved(0) == {"encoder.0", "decoder.4"}
    assert moved(1) == {"encoder.2", "decoder.2"}
    assert moved(2) == {"encoder.4", "decoder.0"}
    assert len(moved(3)) == 6


def test_a_second_recipe_goes_on_from_the_first(images, labels):
    what = entry(epochs=2)
    whole = training._run_recipes(
        dataclasses.replace(what, recipe=dataclasses.replace(what.recipe, then=Recipe(epochs=1, seed=3))),
        *(images, labels, CPU, None, None),
    )
    first = Trainer(what, images, labels, CPU).run()
    second = Trainer(entry(epochs=1, seed=3, batch_size=256), images, labels, CPU, start=first).run()
    assert torch.equal(weights(whole), weights(second))


def test_blend_averages_with_the_weights_before(images, labels):
    first = Trainer(entry(epochs=1), images, labels, CPU).run()
    ends = {
        blend: weights(Trainer(entry(epochs=1, seed=3, blend=blend), images, labels, CPU, start=first).run())
        for blend in (0.0, 0.5)
    }
    torch.testing.assert_close(ends[0.5], (ends[0.0] + weights(first)) / 2)
