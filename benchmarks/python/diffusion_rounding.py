"""How far golden diffusion runs are from the reference itself, when only its rounding changes, and from ONNX Runtime.

    pip install torch diffusers transformers onnx onnxruntime
    python diffusion_rounding.py PIPELINE_DIRECTORY RUNS_JSON [--runs n5-g7.5] [--seeds 40]

The reference's networks are built from the configurations and weights of PIPELINE_DIRECTORY (an export with parameter names). Then every
run of RUNS_JSON whose file contains the word after --runs is repeated with diffusers' own scheduler. Printed is the largest distance of the
latents over all calls:

    reference          one thread, as the golden run was made
    two threads        the same program with another number of threads
    halves apart       the unconditional and the conditional half in calls of their own
    plain attention    softmax(q k') v in three operators, which is what an export contains, instead of the fused one
    float64            both networks in double
    ONNX Runtime       the exported networks

With --seeds N each run begins with N other initial latents; the distances are those to the reference with one thread.
"""
import argparse
import json
import pathlib
import re
import statistics
import sys

try:
    import diffusers
    import diffusers.schedulers.scheduling_euler_ancestral_discrete as ancestral
    import numpy as np
    import onnx
    import onnxruntime as ort
    import torch
    import transformers
    from onnx import numpy_helper
    from safetensors.torch import load_file
except ImportError as missing:
    raise SystemExit(f"{missing.name} is not installed for {sys.executable}: "
                     "pip install torch diffusers transformers onnx onnxruntime") from None

LATENTS = 1e-4


def parameters(file):
    """Weights by the names they had in PyTorch: the exporter transposes those of linear layers, shares equal ones and splits group norms."""
    graph = onnx.load(str(file)).graph
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for node in graph.node:
        if node.op_type == "Constant":
            values[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
        elif node.op_type == "Identity" and node.input[0] in values:
            values[node.output[0]] = values[node.input[0]]
    named = {name[2:]: value for name, value in values.items() if name.startswith("m.")}
    for node in graph.node:
        path = ".".join(node.name.strip("/").split("/")[1:-1])
        weight = values.get(node.input[1]) if len(node.input) > 1 else None
        if node.op_type == "MatMul" and weight is not None:
            named[path + ".weight"] = weight.T
        elif node.op_type in ("Mul", "Add") and weight is not None and weight.ndim == 3 and re.search(r"norm\w*$", path):
            named[path + (".weight" if node.op_type == "Mul" else ".bias")] = weight.reshape(-1)
    return named


def load(network, file):
    named = parameters(file)
    network.load_state_dict({name: torch.from_numpy(named[name.removeprefix("text_model.")].copy()) for name in network.state_dict()})
    return network.eval()


def reference(directory):
    def config(part):
        return json.loads((directory / part / "config.json").read_text())
    unet = load(diffusers.UNet2DConditionModel.from_config(config("unet")), directory / "unet" / "model.onnx")
    text = load(transformers.CLIPTextModel(transformers.CLIPTextConfig(**config("text_encoder"))), directory / "text_encoder" / "model.onnx")
    return text, unet


def called(text, unet, kind=torch.float32):
    text, unet = text.to(kind), unet.to(kind)
    return (lambda ids: text(ids)[0],
            lambda x, time, hidden: unet(x.to(kind), time.to(kind), hidden.to(kind), return_dict=False)[0].float())


def apart(networks):
    text, unet = networks
    return text, lambda x, time, hidden: torch.cat([unet(x[i:i + 1], time, hidden[i:i + 1]) for i in range(len(x))])


def runtime(directory):
    kinds = {"tensor(float)": np.float32, "tensor(int32)": np.int32, "tensor(int64)": np.int64}

    def network(part):
        session = ort.InferenceSession(str(directory / part / "model.onnx"), providers=["CPUExecutionProvider"])
        ports = {port.name: port for port in session.get_inputs()}

        def run(**values):
            feed = {name: value.numpy().astype(kinds[ports[name].type]).reshape(value.shape or [1] * len(ports[name].shape))
                    for name, value in values.items()}
            return torch.from_numpy(session.run(None, feed)[0])
        return run
    text, unet = network("text_encoder"), network("unet")
    return lambda ids: text(input_ids=ids), lambda x, time, hidden: unet(sample=x, timestep=time, encoder_hidden_states=hidden)


@torch.no_grad()
def latents(run, golden, networks):
    """After every call, from golden["initial_latents"] on."""
    text, unet = networks
    config = {key: value for key, value in run["scheduler"].items() if not key.startswith("_")}
    scheduler = getattr(diffusers, run["scheduler"]["_class_name"]).from_config(config)
    scheduler.set_timesteps(run["steps"])
    guidance = run["guidance_scale"]
    texts = ("negative_input_ids", "input_ids") if guidance > 1 else ("input_ids",)
    hidden = torch.cat([text(golden[name].reshape(1, -1)) for name in texts])
    x = golden["initial_latents"].reshape(1, -1, run["height"] // 8, run["width"] // 8) * scheduler.init_noise_sigma
    result = []
    for call, time in enumerate(scheduler.timesteps):
        out = unet(scheduler.scale_model_input(torch.cat([x] * len(texts)), time), time, hidden)
        if guidance > 1:
            out = out[:1] + guidance * (out[1:] - out[:1])
        if "noise" in golden:
            ancestral.randn_tensor = lambda *_, **__: golden["noise"][call].reshape(x.shape)
        x = scheduler.step(out, time, x, return_dict=False)[0]
        result.append(x)
    return torch.stack(result)


def plain(query, key, value, **_):
    return torch.softmax(query @ key.transpose(-1, -2) * query.shape[-1] ** -0.5, -1) @ value


def variants(directory):
    """Name to a function of (run, golden) to latents."""
    networks, wide, exported = called(*reference(directory)), called(*reference(directory), torch.float64), runtime(directory)
    fused = torch.nn.functional.scaled_dot_product_attention

    def threads(run, golden):
        torch.set_num_threads(2)
        try:
            return latents(run, golden, networks)
        finally:
            torch.set_num_threads(1)

    def unfused(run, golden):
        def attention(query, key, value, attn_mask=None, is_causal=False, **more):
            if attn_mask is None and not is_causal:  # the U-Net's
                return plain(query, key, value)
            return fused(query, key, value, attn_mask=attn_mask, is_causal=is_causal, **more)
        torch.nn.functional.scaled_dot_product_attention = attention
        try:
            return latents(run, golden, networks)
        finally:
            torch.nn.functional.scaled_dot_product_attention = fused
    return {"reference": lambda run, golden: latents(run, golden, networks), "two threads": threads,
            "halves apart": lambda run, golden: latents(run, golden, apart(networks)), "plain attention": unfused,
            "float64": lambda run, golden: latents(run, golden, wide), "ONNX Runtime": lambda run, golden: latents(run, golden, exported)}


def repeated(run, golden, programs, seeds):
    """Distances to the golden latents, or for other initial latents to those of the reference."""
    for seed in range(max(1, seeds)):
        if seeds:
            noise = torch.randn(golden["initial_latents"].shape, generator=torch.Generator().manual_seed(seed))
            golden = {**golden, "initial_latents": noise}
        expected = programs["reference"](run, golden) if seeds else None
        for name, program in programs.items():
            if not seeds or name != "reference":
                found = program(run, golden)
                yield name, (found - (golden["latents"].reshape(found.shape) if expected is None else expected)).abs().max().item()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("runs_json", type=pathlib.Path)
    parser.add_argument("--runs", default="")
    parser.add_argument("--seeds", type=int, default=0)
    wish = parser.parse_args()
    torch.set_num_threads(1)
    made = variants(wish.directory)
    for one in json.loads(wish.runs_json.read_text())["runs"]:
        if wish.runs in one["file"]:
            print(one["file"])
            distances = {}
            for name, distance in repeated(one, load_file(wish.runs_json.parent / one["file"]), made, wish.seeds):
                distances.setdefault(name, []).append(distance)
            for name, found in distances.items():
                print(f"  {name:16} median {statistics.median(found):.1e}, largest {max(found):.1e}, "
                      f"above 1e-4: {sum(distance > LATENTS for distance in found)} of {len(found)}", flush=True)
