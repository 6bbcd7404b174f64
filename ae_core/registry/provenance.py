"""Where a model's idea, its lecture and its data come from, and what it is meant for: what cards say beside figures."""

from dataclasses import dataclass

LICENCE = "MIT"


@dataclass(frozen=True)
class Source:
    """A paper, a lecture or a data set. text: as one cites it. link: where to read it, "" where it has no address."""

    text: str
    link: str = ""


PCA = Source(
    "K. Pearson, On lines and planes of closest fit to systems of points in space, 1901",
    "https://doi.org/10.1080/14786440109462720",
)
LINEAR = Source(
    "P. Baldi and K. Hornik, Neural networks and principal component analysis, 1989",
    "https://doi.org/10.1016/0893-6080(89)90014-2",
)
DEEP = Source(
    "G. E. Hinton and R. R. Salakhutdinov, Reducing the dimensionality of data with neural networks, Science, 2006",
    "https://doi.org/10.1126/science.1127647",
)
LAYERWISE = Source(
    "Y. Bengio et al., Greedy layer-wise training of deep networks, 2007",
    "https://papers.nips.cc/paper/2006/hash/5da713a690c067105aeb2fae32403405-Abstract.html",
)
CONVOLUTIONAL = Source(
    "J. Masci et al., Stacked convolutional auto-encoders for hierarchical feature extraction, 2011",
    "https://doi.org/10.1007/978-3-642-21735-7_7",
)
DENOISING = Source(
    "P. Vincent et al., Extracting and composing robust features with denoising autoencoders, 2008",
    "https://doi.org/10.1145/1390156.1390294",
)
SUB_PIXEL = Source(
    "W. Shi et al., Real-time single image and video super-resolution using an efficient sub-pixel "
    "convolutional neural network, 2016",
    "https://arxiv.org/abs/1609.05158",
)
SPARSE = Source(
    "A. Ng, Sparse autoencoder, lecture notes of CS294A, 2011",
    "https://web.stanford.edu/class/cs294a/sparseAutoencoder.pdf",
)
CONTRACTIVE = Source(
    "S. Rifai et al., Contractive auto-encoders: explicit invariance during feature extraction, 2011",
    "https://icml.cc/2011/papers/455_icmlpaper.pdf",
)
VARIATIONAL = Source(
    "D. P. Kingma and M. Welling, Auto-encoding variational Bayes, 2013", "https://arxiv.org/abs/1312.6114"
)
BETA = Source(
    "I. Higgins et al., beta-VAE: learning basic visual concepts with a constrained variational framework, 2017",
    "https://openreview.net/forum?id=Sy2fzU9gl",
)
CONDITIONAL = Source(
    "K. Sohn, H. Lee and X. Yan, Learning structured output representation using deep conditional "
    "generative models, 2015",
    "https://papers.nips.cc/paper/2015/hash/8d55a249e6baa5c06772297520da2051-Abstract.html",
)
ADVERSARIAL = Source("A. Makhzani et al., Adversarial autoencoders, 2015", "https://arxiv.org/abs/1511.05644")
REVIEW = Source(
    "D. Bank, N. Koenigstein and R. Giryes, Autoencoders, 2020", "https://arxiv.org/abs/2003.05991"
)

LECTURES = {
    "000": Source(
        "A. Canziani, Introduction to autoencoders, NYU Deep Learning, week 7, 2020",
        "https://atcold.github.io/pytorch-Deep-Learning/en/week07/07-3/",
    ),
    "001": Source(
        "AI for Beginners, Autoencoders and variational autoencoders",
        "https://github.com/microsoft/AI-For-Beginners/tree/main/lessons/4-ComputerVision/09-Autoencoders",
    ),
    "002": Source("Auto Encoder, on denoising and restoration"),
    "003": Source(
        "AutoEncoder, after Generative Deep Learning",
        "https://angeloyeo.github.io/2020/10/10/autoencoder.html",
    ),
    "004": Source("A review of Bank, Koenigstein and Giryes, Autoencoders", REVIEW.link),
}

DATA = {
    "mnist": Source(
        "Y. LeCun et al., Gradient-based learning applied to document recognition, 1998",
        "https://doi.org/10.1109/5.726791",
    ),
    "fashion": Source(
        "H. Xiao, K. Rasul and R. Vollgraf, Fashion-MNIST, 2017", "https://arxiv.org/abs/1708.07747"
    ),
}

# What a model is meant for and what not, by its task.
USES = {
    "reconstruct": "For teaching: what a code of this size keeps of an MNIST digit. Not for storing other images.",
    "denoise": "For teaching: how noise is taken off an MNIST digit. Not for restoring documents: "
    "it draws what it expects, not what was there.",
    "upscale": "For teaching: how a small MNIST digit is enlarged. Not for finding detail that counts as evidence: "
    "what it adds is a guess.",
    "generate": "For teaching: how digits are drawn from a prior. Not a source of data: no hand wrote what it draws.",
}
CLOTHES = (
    "For teaching: what changes where clothes take the place of digits. "
    "Not for photographs of products or of people."
)
