"""Linear autoencoders: PCA, and the tied-weight net that finds the same subspace by gradient descent."""

from typing import Self

import torch
from torch import Tensor, nn

from ae_core import losses
from ae_core.models.base import PIXELS, SIDE, Autoencoder


class LinearAutoencoder(Autoencoder):
    """z = W (x - b), x_hat = W^T z + b: tied weights W_x = W_h^T, no squashing.

    With orthonormal rows of W and b the mean image this is PCA (Baldi & Hornik 1989: the global minimum of a
    linear autoencoder spans the principal subspace).
    """

    def __init__(self, latent_dim: int) -> None:
        super().__init__(latent_dim)
        self.weight = nn.Parameter(nn.init.orthogonal_(torch.empty(latent_dim, PIXELS)))
        self.mean = nn.Parameter(torch.zeros(PIXELS))

    def encode(self, x: Tensor) -> Tensor:
        return (x.flatten(1) - self.mean) @ self.weight.T

    def decode_affine(self, z: Tensor) -> Tensor:
        """W^T z + b as it is, (B, 1, 28, 28): the affine map leaves [0, 1] here and there.

        Textbook PCA errors (43.64 at two dimensions) are those of this image.
        """
        return torch.addmm(self.mean, z, self.weight).view(-1, 1, SIDE, SIDE)

    def decode(self, z: Tensor) -> Tensor:
        return self.decode_affine(z).clamp_(0, 1)

    def loss(
        self, x: Tensor, x_noisy: Tensor | None = None, labels: Tensor | None = None
    ) -> dict[str, Tensor]:
        z = self.encode(x if x_noisy is None else x_noisy)
        return {"loss": losses.squared_error(self.decode_affine(z), x)}

    def leading(self, count: int) -> "LinearAutoencoder":
        """PCA at fewer dimensions: the first `count` components of this one, 1 <= count <= latent_dim."""
        smaller = LinearAutoencoder(count)
        smaller.load_state_dict({"weight": self.weight[:count], "mean": self.mean})
        return smaller.eval().requires_grad_(False)

    @torch.inference_mode()
    def errors_by_dimension(self, x: Tensor, batch_size: int = 500) -> Tensor:
        """Squared error of x_hat as `decode` gives it, with the leading 1, 2, ... components, all of them at last.

        Args:
            x: (N, 1, 28, 28) in [0, 1].

        Returns:
            (latent_dim,) sums over the pixels, mean over the images.
        """
        sums = torch.zeros(self.latent_dim, dtype=torch.float64)
        for part in x.split(batch_size):
            flat, z = part.flatten(1), self.encode(part)
            x_hat = self.mean.repeat(len(part), 1)
            # One component more at a time: a rank-one update instead of a whole decoding.
            for count in range(self.latent_dim):
                x_hat.addr_(z[:, count], self.weight[count])
                sums[count] += (x_hat.clamp(0, 1) - flat).pow(2).sum()
        return sums / len(x)

    @torch.no_grad()
    def fit_pca(self, x: Tensor) -> Self:
        """Set the weights to the closed form: the leading eigenvectors of the covariance of x.

        Args:
            x: (N, 1, 28, 28) in [0, 1]. Computed in float64; each component's largest entry is made positive,
                so that the result does not depend on the eigensolver's signs.
        """
        flat = x.flatten(1).double()
        mean = flat.mean(0)
        # N * mean outer mean is subtracted instead of centring 60,000 images in float64 a second time.
        covariance = flat.T @ flat / len(flat) - torch.outer(mean, mean)
        components = torch.linalg.eigh(covariance).eigenvectors[:, -self.latent_dim :].flip(1).T
        largest = components.gather(1, components.abs().argmax(1, keepdim=True))
        self.weight.copy_(components * largest.sign())
        self.mean.copy_(mean)
        return self
