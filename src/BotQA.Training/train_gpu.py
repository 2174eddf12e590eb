"""Trains reader or support weights on a GPU, on examples written by `botqa-train export`.

The model and the recipe are those of `botqa-train train`, with larger steps, several passes and dropout, as a GPU allows. A folder of
examples that is named several times weighs so much more. With --teachers, the probabilities that other runs gave (--predict) are learnt
beside the labels. With --layers, the network is made deeper before it is trained. Needs PyTorch, NumPy and safetensors.
"""

import argparse
import math
import time

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import load_file, save_file

HIDDEN, HEADS = 384, 12
LONGEST_ANSWER = 30
FORBIDDEN = -1e4
UNLABELLED = 65535
TOKEN_WEIGHT = 0.5
LENGTH_STEP = 32
LOGS, REPORTS = 20, 4


class Examples:
    """Examples in the GPU's memory, read in the file's order of batches or in another."""

    def __init__(self, folders, first=None):
        def read(name):
            values = np.concatenate([np.fromfile(f"{folder}/{name}.u16", dtype="<u2") for folder in folders]).astype(np.int32)
            return values if name in ("tokens", "classes") else values[:first]

        self.lengths_host = read("lengths")
        ends = np.cumsum(self.lengths_host, dtype=np.int64)
        self.tokens = torch.from_numpy(read("tokens")[: ends[-1]]).cuda()
        self.classes = torch.from_numpy(read("classes")[: ends[-1]]).cuda()
        self.offsets = torch.from_numpy(ends - self.lengths_host).cuda()
        self.lengths = torch.from_numpy(self.lengths_host).cuda()
        self.passages = torch.from_numpy(read("passages")).cuda()
        self.starts = torch.from_numpy(read("starts")).long().cuda()
        self.ends = torch.from_numpy(read("ends")).long().cuda()

    def __len__(self):
        return len(self.lengths_host)

    def batch(self, first, size):
        """Ids, types, the mask of tokens and of allowed answers, and where each token lies, for `size` examples from `first` on."""
        rows = slice(first, min(first + size, len(self)))
        longest = int(self.lengths_host[rows].max())
        width = -(-longest // LENGTH_STEP) * LENGTH_STEP
        at = torch.arange(width, device="cuda")
        lengths, passages = self.lengths[rows, None], self.passages[rows, None]
        mask = at < lengths
        where = (self.offsets[rows, None] + at).clamp(max=len(self.tokens) - 1)
        ids = torch.where(mask, self.tokens[where].long(), 0)
        types = ((at >= passages) & mask).long()
        allowed = (at == 0) | ((at >= passages) & (at < lengths - 1))
        return rows, ids, types, mask, allowed, where


def depth(weights):
    return 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))


def deepen(weights, layers):
    """Adds layers evenly between the others, which at first leave nearly everything as it is and then learn.

    A new layer is a copy of the one above it whose halves add nothing (as in LLaMA Pro, Wu et al. 2024). What its layer norms
    take away, mean and deviation of the norm before them, they give back.
    """
    old = depth(weights)
    deeper = {name: values for name, values in weights.items() if not name.startswith("encoder.layer.")}
    at = 0

    def add(layer):
        nonlocal at
        deeper.update({f"encoder.layer.{at}.{name}": values for name, values in layer.items()})
        at += 1

    def layer_of(index):
        start = f"encoder.layer.{index}."
        return {name.removeprefix(start): values for name, values in weights.items() if name.startswith(start)}

    for index in range(old):
        layer = layer_of(index)
        add(layer)
        if (index + 1) * (layers - old) // old == index * (layers - old) // old:
            continue
        gain, bias = layer["output.LayerNorm.weight"].astype(np.float32), layer["output.LayerNorm.bias"].astype(np.float32)
        added = dict(layer_of(min(index + 1, old - 1)))
        for half in ("attention.output", "output"):
            added[half + ".dense.weight"] = np.zeros_like(added[half + ".dense.weight"])
            added[half + ".dense.bias"] = np.zeros_like(added[half + ".dense.bias"])
            added[half + ".LayerNorm.weight"] = np.full(HIDDEN, np.sqrt((gain**2).mean() + bias.var()), np.float32)
            added[half + ".LayerNorm.bias"] = np.full(HIDDEN, bias.mean(), np.float32)
        add(added)
    return deeper


class Reader(torch.nn.Module):
    """The encoder with weights of its own over the package's, and a new head."""

    def __init__(self, weights, seed, dropout, keeps_head):
        super().__init__()
        self.dropout = dropout
        self.layers = depth(weights)
        self.names = {}
        if not keeps_head:
            head = np.random.default_rng(seed).normal(0, 0.02, (2, HIDDEN)).astype(np.float32)
            weights = {**weights, "qa_outputs.weight": head, "qa_outputs.bias": np.zeros(2, np.float32)}
        for name, values in weights.items():
            tensor = torch.from_numpy(values.astype(np.float32))
            key = name.replace(".", "__")
            self.names[key] = name
            if "word_embeddings" in name or "position_embeddings" in name:
                self.register_buffer(key, tensor)
            else:
                self.register_parameter(key, torch.nn.Parameter(tensor))

    def get(self, name):
        return getattr(self, name.replace(".", "__"))

    def trained(self):
        return {self.names[key]: parameter for key, parameter in self.named_parameters()}

    def linear(self, x, name):
        return F.linear(x, self.get(name + ".weight"), self.get(name + ".bias"))

    def norm(self, x, name):
        return F.layer_norm(x, [HIDDEN], self.get(name + ".weight"), self.get(name + ".bias"), 1e-12)

    def drop(self, x):
        return F.dropout(x, self.dropout, self.training)

    def forward(self, ids, types, mask):
        batch, width = ids.shape
        x = self.get("embeddings.word_embeddings.weight")[ids] + self.get("embeddings.position_embeddings.weight")[:width]
        x = x + F.embedding(types, self.get("embeddings.token_type_embeddings.weight"))
        x = self.drop(self.norm(x, "embeddings.LayerNorm"))
        visible = mask[:, None, None, :]
        for layer in range(self.layers):
            at = f"encoder.layer.{layer}."

            def heads(name):
                return self.linear(x, at + "attention.self." + name).view(batch, width, HEADS, HIDDEN // HEADS).transpose(1, 2)

            context = F.scaled_dot_product_attention(
                heads("query"), heads("key"), heads("value"), visible, dropout_p=self.dropout if self.training else 0.0
            )
            context = context.transpose(1, 2).reshape(batch, width, HIDDEN)
            attended = self.norm(self.drop(self.linear(context, at + "attention.output.dense")) + x, at + "attention.output.LayerNorm")
            inner = F.gelu(self.linear(attended, at + "intermediate.dense"))
            x = self.norm(self.drop(self.linear(inner, at + "output.dense")) + attended, at + "output.LayerNorm")
        return self.linear(x, "qa_outputs").float()


def log_shares(logits, allowed):
    """Log-probabilities of starts and ends over the allowed tokens, [batch, tokens, 2]."""
    return torch.where(allowed[..., None], logits, FORBIDDEN).log_softmax(1)


def span_loss(shares, starts, ends):
    """The mean loss of the examples that have labels."""
    known = starts != UNLABELLED
    starts, ends = torch.where(known, starts, 0), torch.where(known, ends, 0)
    losses = F.nll_loss(shares[..., 0], starts, reduction="none") + F.nll_loss(shares[..., 1], ends, reduction="none")
    return (losses * known).sum() / 2 / known.sum().clamp(min=1)


def token_loss(logits, classes):
    """The mean loss of the statements' tokens of which it is known whether they are wrong."""
    known = classes != UNLABELLED
    losses = F.cross_entropy(logits.flatten(0, 1), torch.where(known, classes, 0).flatten(), reduction="none")
    return (losses * known.flatten()).sum() / known.sum().clamp(min=1)


def auroc(positives, negatives):
    both = np.concatenate([positives, negatives])
    ranks = both.argsort().argsort()[: len(positives)] + 1
    return (ranks.sum() - len(positives) * (len(positives) + 1) / 2) / max(1, len(positives)) / max(1, len(negatives))


@torch.no_grad()
def evaluate(model, examples, task, batch=256):
    model.eval()
    order = np.argsort(examples.lengths_host, kind="stable")
    exact, overlap, answerable, scores, labels, losses = 0, 0.0, 0, [], [], []
    for first in range(0, len(examples), batch):
        rows, ids, types, mask, allowed, _ = examples.batch(first, batch)
        with torch.autocast("cuda", torch.bfloat16):
            logits = model(ids, types, mask)
        starts, ends = examples.starts[rows], examples.ends[rows]
        if task == "support":
            shares = logits[:, 0].log_softmax(1)
            losses.append(F.nll_loss(shares, starts).item())
            scores.append((shares[:, 1] - shares[:, 0]).cpu())
            labels.append(starts.cpu())
            continue
        shares = log_shares(logits, allowed)
        losses.append(span_loss(shares, starts, ends).item())
        width = ids.shape[1]
        at = torch.arange(width, device="cuda")
        span = at[None, :] - at[:, None]
        possible = (span >= 0) & (span < LONGEST_ANSWER) & (at[:, None] > 0)
        pair = shares[:, :, None, 0] + shares[:, None, :, 1]
        best, index = torch.where(possible, pair, -torch.inf).flatten(1).max(1)
        first_token, last_token = index // width, index % width
        scores.append((best - shares[:, 0].sum(1)).cpu())
        labels.append((starts > 0).cpu())
        common = (torch.minimum(last_token, ends) - torch.maximum(first_token, starts) + 1).clamp(min=0)
        f1 = 2 * common / (last_token - first_token + ends - starts + 2)
        is_asked = starts > 0
        answerable += is_asked.sum().item()
        overlap += f1[is_asked].sum().item()
        exact += ((first_token == starts) & (last_token == ends) & is_asked).sum().item()
    scores, labels = torch.cat(scores).numpy(), torch.cat(labels).numpy().astype(bool)
    figures = f"loss {np.mean(losses):.4f} AUROC {auroc(scores[labels], scores[~labels]):.4f}"
    if task == "support":
        return figures + f" right {((scores > 0) == labels).mean():.4f}"
    return figures + f" tokens EM {100 * exact / answerable:.1f} F1 {100 * overlap / answerable:.1f}"


def main():
    started = time.time()
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--examples", nargs="+", required=True, help="folders written by botqa-train export")
    parser.add_argument("--held-out", nargs="*", default=[], help="folders written by botqa-train export --held-out")
    parser.add_argument("--encoder", required=True, help="model.fp16.safetensors of the embedding model")
    parser.add_argument("--from", dest="start_from", help="weights to start from in place of the encoder's, a reader's for the support task")
    parser.add_argument("--keep-head", action="store_true", help="those weights are of the same task: go on with their head")
    parser.add_argument("--layers", type=int, help="make the network so deep before it is trained")
    parser.add_argument("--output", required=True, help="the weights to write, safetensors")
    parser.add_argument("--task", choices=["span", "support"], default="span")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--first", type=int, help="use so many examples only")
    parser.add_argument("--passes", type=float, default=1, help="over all examples")
    parser.add_argument("--seconds", type=float, default=math.inf, help="end after so many seconds at the latest; the rate falls to zero by then")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--warm-up", type=float, default=0.04)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--average", type=float, default=0.999)
    parser.add_argument("--teachers", nargs="*", default=[], help="files written with --predict")
    parser.add_argument("--soft", type=float, default=0.6, help="the teachers' share of the loss")
    parser.add_argument("--predict", help="write log-probabilities (support: log odds) of the examples to this file at the end")
    parser.add_argument("--predict-first", type=int, help="for so many examples only")
    parser.add_argument("--eager", action="store_true", help="don't compile")
    options = parser.parse_args()

    def say(text):
        print(f"{time.time() - started:6.1f}s {options.output.rsplit('/', 1)[-1]}: {text}", flush=True)

    torch.manual_seed(options.seed)
    torch.backends.cuda.matmul.allow_tf32 = True
    encoder = {n: v for n, v in load_file(options.encoder).items() if not n.startswith("pooler") and n != "embeddings.position_ids"}
    if options.start_from:
        encoder |= {n: v for n, v in load_file(options.start_from).items() if not n.endswith(".input_range")}
    if options.layers:
        encoder = deepen(encoder, options.layers)
    model = Reader(encoder, options.seed, options.dropout, options.keep_head).cuda()
    averaged = Reader(encoder, options.seed, 0, options.keep_head).cuda()
    runner = model if options.eager else torch.compile(model, dynamic=True)
    examples = Examples(options.examples, options.first)
    held_out = {folder.rsplit("/", 1)[-1]: Examples([folder]) for folder in options.held_out}
    teachers = [torch.from_numpy(np.load(t)).cuda() for t in options.teachers]

    shuffle = np.random.default_rng(options.seed)
    count = len(examples) // options.batch
    order = np.concatenate([shuffle.permutation(count) for _ in range(math.ceil(options.passes))])
    batches = order[: int(options.passes * count)] * options.batch
    named = model.trained()
    groups = {}
    for name, parameter in named.items():
        decays = parameter.dim() > 1 and "LayerNorm" not in name
        groups.setdefault((decays, name.startswith("qa_outputs")), []).append(parameter)
    optimizer = torch.optim.AdamW(
        [{"params": p, "weight_decay": 0.01 if decays else 0.0, "factor": 3 if head else 1} for (decays, head), p in groups.items()],
        betas=(0.9, 0.98), eps=1e-6, fused=True,
    )
    parameters, averages = list(named.values()), [averaged.trained()[name] for name in named]
    say(f"{len(examples)} examples, {len(batches)} steps")

    def save():
        save_file({name: p.detach().half().cpu().numpy() for name, p in averaged.trained().items()}, options.output)

    losses, logged, reported = [], 0, 0
    for step, first in enumerate(batches):
        progress = max(step / len(batches), (time.time() - started) / options.seconds)
        if progress >= 1:
            break
        rate = options.rate * min(1, max(progress, 1e-4) / options.warm_up) * (1 - progress)
        for group in optimizer.param_groups:
            group["lr"] = rate * group["factor"]
        model.train()
        rows, ids, types, mask, allowed, where = examples.batch(int(first), options.batch)
        with torch.autocast("cuda", torch.bfloat16):
            logits = runner(ids, types, mask)
        if options.task == "support":
            loss = F.cross_entropy(logits[:, 0], examples.starts[rows])
            loss = loss + TOKEN_WEIGHT * token_loss(logits, torch.where(mask, examples.classes[where].long(), UNLABELLED))
            if teachers:
                target = sum(t[rows].float().sigmoid() for t in teachers) / len(teachers)
                soft = F.binary_cross_entropy_with_logits(logits[:, 0, 1] - logits[:, 0, 0], target)
                loss = (1 - options.soft) * loss + options.soft * soft
        else:
            shares = log_shares(logits, allowed)
            loss = span_loss(shares, examples.starts[rows], examples.ends[rows])
            if teachers:
                target = sum(t[where].float().exp() for t in teachers) / len(teachers)
                target = torch.where(allowed[..., None], target, 0)
                target = target / target.sum(1, keepdim=True)
                soft = -(target * shares).sum(1).mean()
                loss = (1 - options.soft) * loss + options.soft * soft
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0, foreach=True)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        with torch.no_grad():
            torch._foreach_lerp_(averages, parameters, 1 - min(options.average, (step + 1) / (step + 10)))
        losses.append(loss.detach())
        if progress > (logged + 1) / LOGS:
            logged += 1
            say(f"step {step + 1} loss {torch.stack(losses).mean().item():.4f} rate {rate:.1e}")
            losses = []
        if progress > (reported + 1) / REPORTS:
            reported += 1
            save()
            for name, asked in held_out.items():
                say(f"{name}, averaged: " + evaluate(averaged, asked, options.task))
    save()
    for name, asked in held_out.items():
        say(f"{name}, averaged, at the end: " + evaluate(averaged, asked, options.task))
        say(f"{name}, last weights: " + evaluate(model, asked, options.task))
    if options.predict:
        asked = Examples(options.examples, options.predict_first)
        said = torch.zeros(len(asked) if options.task == "support" else (len(asked.tokens), 2), dtype=torch.float16, device="cuda")
        averaged.eval()
        with torch.no_grad():
            for first in range(0, len(asked), 256):
                rows, ids, types, mask, allowed, where = asked.batch(first, 256)
                with torch.autocast("cuda", torch.bfloat16):
                    logits = averaged(ids, types, mask)
                if options.task == "support":
                    said[rows] = (logits[:, 0, 1] - logits[:, 0, 0]).half()
                else:
                    said[where[mask]] = log_shares(logits, allowed)[mask].half()
        np.save(options.predict, said.cpu().numpy())
    say("done")


if __name__ == "__main__":
    main()
