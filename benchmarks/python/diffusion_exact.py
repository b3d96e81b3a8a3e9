"""How far a golden diffusion run and ONNX Runtime are from exact arithmetic.

    pip install numpy onnx onnxruntime
    python diffusion_exact.py PIPELINE_DIRECTORY RUNS_JSON RUN_FILE

RUN_FILE is a run of DPMSolverMultistepScheduler (order 2, linspace) named in RUNS_JSON. The text encoder and the U-Net are evaluated
in float64 with the reference operators of the package onnx, the sampler in float64, too: only what every implementation rounds to
float32 (sigmas, the angles of the time embedding) is rounded. Prints, call by call, the largest distance of the latents between

    golden and exact    what the reference itself rounded
    runtime and exact   what ONNX Runtime's kernels round
    runtime and golden  what a comparison sees
"""
import json
import pathlib
import struct
import sys

try:
    import numpy as np
    import onnx
    import onnxruntime as ort
    from onnx import TensorProto, helper, numpy_helper
    from onnx.reference import ReferenceEvaluator
except ImportError as missing:
    raise SystemExit(f"{missing.name} is not installed for {sys.executable}: pip install numpy onnx onnxruntime") from None


def tensors(file):
    content = file.read_bytes()
    length = struct.unpack("<Q", content[:8])[0]
    kinds = {"F32": np.float32, "I64": np.int64, "U8": np.uint8}
    header = json.loads(content[8:8 + length])
    return {name: np.frombuffer(content[8 + length + about["data_offsets"][0]:8 + length + about["data_offsets"][1]],
                                kinds[about["dtype"]]).reshape(about["shape"])
            for name, about in header.items() if name != "__metadata__"}


def exact(file):
    """The network in float64."""
    model = onnx.load(str(file))

    def widen(tensor):
        if tensor.data_type == TensorProto.FLOAT:
            tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float64), tensor.name))

    for tensor in model.graph.initializer:
        widen(tensor)
    for node in list(model.graph.node):
        for attribute in node.attribute:
            if attribute.HasField("t"):
                widen(attribute.t)
            if node.op_type == "Cast" and attribute.name == "to" and attribute.i == TensorProto.FLOAT:
                attribute.i = TensorProto.DOUBLE
    for port in [*model.graph.input, *model.graph.output, *model.graph.value_info]:
        if port.type.tensor_type.elem_type == TensorProto.FLOAT:
            port.type.tensor_type.elem_type = TensorProto.DOUBLE
    for node in [node for node in model.graph.node if node.op_type in ("Sin", "Cos")]:
        angle, rounded, wide = node.input[0], node.name + "_rounded", node.name + "_wide"
        at = list(model.graph.node).index(node)
        model.graph.node.insert(at, helper.make_node("Cast", [rounded], [wide], to=TensorProto.DOUBLE))
        model.graph.node.insert(at, helper.make_node("Cast", [angle], [rounded], to=TensorProto.FLOAT))
        node.input[0] = wide
    evaluator = ReferenceEvaluator(model)
    inputs = {port.name: port.type.tensor_type for port in model.graph.input}

    def run(**values):
        feed = {}
        for name, value in values.items():
            kind = helper.tensor_dtype_to_np_dtype(inputs[name].elem_type)
            rank = len(inputs[name].shape.dim)
            feed[name] = np.asarray(value, kind).reshape([1] * rank if np.ndim(value) == 0 else np.shape(value))
        return evaluator.run(None, feed)[0]
    return run


def runtime(file):
    session = ort.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    kinds = {"tensor(float)": np.float32, "tensor(int32)": np.int32, "tensor(int64)": np.int64}
    inputs = {port.name: port for port in session.get_inputs()}

    def run(**values):
        feed = {}
        for name, value in values.items():
            shape = [1] * len(inputs[name].shape) if np.ndim(value) == 0 else np.shape(value)
            feed[name] = np.asarray(value, kinds[inputs[name].type]).reshape(shape)
        return session.run(None, feed)[0].astype(np.float64)
    return run


def latents(open_network, directory, run, golden):
    """Every latent of DPM-Solver++ 2M in float64 around the given networks."""
    text, unet = (open_network(directory / part / "model.onnx") for part in ("text_encoder", "unet"))
    hidden = np.concatenate([text(input_ids=golden[name][None]) for name in ("negative_input_ids", "input_ids")])
    config = run["scheduler"]
    train = config["num_train_timesteps"]
    betas = np.linspace(config["beta_start"] ** 0.5, config["beta_end"] ** 0.5, train).astype(np.float32) ** 2
    kept = np.cumprod((1 - betas).astype(np.float64)).astype(np.float32).astype(np.float64)
    times = np.linspace(0, train - 1, run["steps"] + 1).round()[::-1][:-1].astype(int)
    sigmas = np.append(np.sqrt((1 - kept) / kept)[times], 0).astype(np.float32).astype(np.float64)
    alpha = 1 / np.sqrt(sigmas ** 2 + 1)
    sigma = sigmas * alpha
    with np.errstate(divide="ignore"):
        logsnr = np.log(alpha) - np.log(sigma)
    x, before, result = golden["initial_latents"].astype(np.float64), None, []
    for k, time in enumerate(times):
        out = unet(sample=np.concatenate([x, x]), timestep=float(time), encoder_hidden_states=hidden)
        out = out[:1] + run["guidance_scale"] * (out[1:] - out[:1])
        velocity = config["prediction_type"] == "v_prediction"
        clean = alpha[k] * x - sigma[k] * out if velocity else (x - sigma[k] * out) / alpha[k]
        h = logsnr[k + 1] - logsnr[k]
        direction = clean
        if 0 < k < run["steps"] - 1:
            direction = clean + 0.5 * (clean - before) * h / (logsnr[k] - logsnr[k - 1])
        x, before = sigma[k + 1] / sigma[k] * x - alpha[k + 1] * np.expm1(-h) * direction, clean
        result.append(x)
    return result


if __name__ == "__main__":
    folder, runs, name = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
    wanted = next(run for run in json.loads(runs.read_text())["runs"] if run["file"] == name)
    reference = tensors(runs.parent / name)
    by_exact, by_runtime = (latents(network, folder, wanted, reference) for network in (exact, runtime))
    by_golden = [one[None] if one.ndim == 3 else one for one in reference["latents"].astype(np.float64)]
    for what, a, b in (("golden and exact", by_golden, by_exact), ("runtime and exact", by_runtime, by_exact),
                       ("runtime and golden", by_runtime, by_golden)):
        print(f"{what:18}", " ".join(f"{np.abs(p - q).max():.1e}" for p, q in zip(a, b)))
