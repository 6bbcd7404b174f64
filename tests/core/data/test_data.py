import hashlib

import numpy as np
import pytest

from ae_core import data


def test_the_shipped_test_set_is_mnists():
    images, labels = data.test_set()
    assert images.shape == (10_000, 28, 28)
    assert labels[:10].tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]
    header = bytes.fromhex("00000803 00002710 0000001c 0000001c".replace(" ", ""))
    digest = hashlib.md5(header + images.tobytes()).hexdigest()
    assert digest == "2646ac647ad5339dbf082846283269ea", "not the file that torchvision downloads"


def test_fashion_is_its_first_thousand():
    images, labels = data.test_set("fashion")
    assert images.shape == (1000, 28, 28)
    assert labels[:5].tolist() == [9, 2, 1, 1, 6]


def test_nobody_can_change_what_others_see():
    images, _ = data.test_set()
    with pytest.raises(ValueError, match="read-only"):
        images[0, 0, 0] = 1


def test_unknown_data_set():
    with pytest.raises(ValueError, match="no data set 'cifar'"):
        data.test_set("cifar")


def test_as_input_takes_one_or_many():
    images, _ = data.test_set()
    assert data.as_input(images[0]).shape == (1, 1, 28, 28)
    batch = data.as_input(images[:3])
    assert batch.shape == (3, 1, 28, 28)
    assert np.allclose(batch[2, 0].numpy() * 255, images[2])


def test_to_pixels_undoes_as_input_and_clips():
    images, _ = data.test_set()
    assert np.array_equal(data.to_pixels(data.as_input(images[0])), images[0])
    assert data.to_pixels(np.linspace(-1, 2, 784))[[0, 27], [0, 27]].tolist() == [0, 255]
