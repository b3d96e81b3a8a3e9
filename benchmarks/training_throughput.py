"""The step of TrainingThroughput.java in Python PyTorch: ResNet-18 at 128 px, six layers of BERT, InfoNCE, AdamW, batch 32.

Needs nothing but a Python with torch: python3 benchmarks/training_throughput.py [threads]
"""

import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH, SIDE, TOKENS, WARM_UP, STEPS = 32, 128, 64, 3, 10


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.down = None
        if stride != 1 or inputs != outputs:
            self.down = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + (x if self.down is None else self.down(x)))


class ResNet18(nn.Sequential):
    def __init__(self):
        layers = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
        for inputs, outputs, stride in ((64, 64, 1), (64, 128, 2), (128, 256, 2), (256, 512, 2)):
            layers += [Block(inputs, outputs, stride), Block(outputs, outputs, 1)]
        super().__init__(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten())


class Layer(nn.Module):
    """A layer of BERT with its attention written out, as the Java side has it."""

    def __init__(self, size=384, heads=12, inner=1536):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(size, size) for _ in range(4))
        self.up, self.down = nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm1, self.norm2 = nn.LayerNorm(size, 1e-12), nn.LayerNorm(size, 1e-12)

    def forward(self, x):
        b, n, d = x.shape
        q, k, v = (f(x).view(b, n, self.heads, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        weights = (q @ k.transpose(2, 3) / (d // self.heads) ** 0.5).softmax(-1)
        x = self.norm1(x + self.out((weights @ v).transpose(1, 2).reshape(b, n, d)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Bert(nn.Module):
    def __init__(self, size=384):
        super().__init__()
        self.words, self.places, self.types = nn.Embedding(30522, size), nn.Embedding(512, size), nn.Embedding(2, size)
        self.norm = nn.LayerNorm(size, 1e-12)
        self.layers = nn.Sequential(*(Layer() for _ in range(6)))

    def forward(self, ids):
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.types.weight[0]
        return self.layers(self.norm(x)).mean(1)


def head(inputs):
    return nn.Sequential(nn.Linear(inputs, inputs), nn.ReLU(), nn.Linear(inputs, 512))


def rate(half):
    torch.manual_seed(1)
    image, text = nn.Sequential(ResNet18(), head(512)), nn.Sequential(Bert(), head(384))
    parameters = [*image.parameters(), *text.parameters()]
    # Neither fused nor batched over parameters: the Java side has neither.
    optimizer = torch.optim.AdamW(parameters, 1e-4, weight_decay=0.01, foreach=False)
    images, ids = torch.randn(BATCH, 3, SIDE, SIDE), torch.randint(1000, 21000, (BATCH, TOKENS))
    own = torch.arange(BATCH)
    for step in range(WARM_UP + STEPS):
        if step == WARM_UP:
            begin = time.perf_counter()
        optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            seen, read = image(images), text(ids)
        # In float32 whatever surrounds it, as the Java side compares.
        s = F.normalize(seen.float(), dim=1) @ F.normalize(read.float(), dim=1).T / 0.1
        loss = 0.75 * F.cross_entropy(s, own) + 0.25 * F.cross_entropy(s.T, own)
        loss.backward()
        optimizer.step()
    return BATCH * STEPS / (time.perf_counter() - begin)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        torch.set_num_threads(int(sys.argv[1]))
    print(f"float32    {rate(False):.1f} pairs/s with {torch.get_num_threads()} threads")
    print(f"bfloat16   {rate(True):.1f} pairs/s with {torch.get_num_threads()} threads")
