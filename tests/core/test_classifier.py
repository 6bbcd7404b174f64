import pytest
import torch

from ae_core import classifier, data
from ae_core.checkpoints import CheckpointError
from ae_core.registry import Augmentation


def test_it_reads_the_real_test_set_as_well_as_its_card_says():
    judge = classifier.load()
    assert classifier.accuracy(judge) == pytest.approx(judge.card.metrics["test_accuracy"], abs=2e-4)
    assert judge.card.metrics["test_accuracy"] >= 0.99
    assert judge.card.parameters == sum(p.numel() for p in judge.parameters()) <= 150_000
    assert judge.card.family == "classifier"
    assert not judge.training
    assert not any(p.requires_grad for p in judge.parameters())


def test_readings_are_probabilities_of_one_image_alone():
    judge = classifier.load()
    x = data.as_input(data.test_set()[0][:7])
    readings = classifier.read(judge, x, batch_size=3)
    assert readings.shape == (7, 10)
    torch.testing.assert_close(readings.sum(1), torch.ones(7))
    torch.testing.assert_close(readings[4:5], classifier.read(judge, x[4:5]), atol=1e-5, rtol=1e-4)


def test_it_learns_from_the_images_it_is_given():
    images, labels = data.test_set()
    images, labels = torch.tensor(images[:600]), torch.tensor(labels[:600]).long()
    still = Augmentation(until=0.0)
    recipe = classifier.ClassifierRecipe(epochs=3, batch_size=50, augmentation=still)
    told: list[int] = []
    model = classifier.fit(
        images, labels, recipe, torch.device("cpu"), lambda to_come, loss: told.append(to_come)
    )
    assert told == list(range(35, -1, -1))
    assert not model.training
    read_as = classifier.read(model, data.as_input(images.numpy())).argmax(1)
    assert (read_as == labels).float().mean() > 0.7


@pytest.fixture
def copy(copied):
    return copied(classifier.NAME)


def test_it_is_stored_and_loaded_with_its_card(tmp_path):
    torch.manual_seed(0)
    model = classifier.DigitClassifier().eval()
    card = classifier.store(model, classifier.ClassifierRecipe(), tmp_path)
    loaded = classifier.load(tmp_path)
    x = data.as_input(data.test_set()[0][:5])
    torch.testing.assert_close(loaded(x), model(x), atol=1e-2, rtol=1e-2)
    assert loaded.card.sha256 == card.sha256
    assert loaded.card.metrics["test_accuracy"] == pytest.approx(classifier.accuracy(loaded))


def test_an_altered_file_is_refused_with_the_command_that_mends_it(copy):
    path = copy / f"{classifier.NAME}.safetensors"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(CheckpointError, match=r"python -m ae_core\.classifier") as error:
        classifier.load(copy)
    assert error.value.code == "altered"


def test_a_missing_file_is_said_to_be_missing(copy):
    (copy / f"{classifier.NAME}.safetensors").unlink()
    with pytest.raises(CheckpointError) as error:
        classifier.load(copy)
    assert error.value.code == "missing"


def test_without_data_it_says_so_in_one_sentence(tmp_path, monkeypatch, capsys):
    def nothing(name, root):
        raise RuntimeError(f"MNIST is not in {root}")

    monkeypatch.setattr(data, "torchvision_set", nothing)
    assert classifier.main(["--data", str(tmp_path), "--out", str(tmp_path)]) == 2
    assert "MNIST is not in" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
