"""Runs the same pipeline directory through Python, for a side-by-side ratio with DiffusionOverhead.

    pip install onnxruntime numpy            # and, for the other measurements: diffusers transformers torch, optimum-onnx[onnxruntime]
    python diffusion_reference.py DIRECTORY [--size 512] [--steps 20] [--guidance 4] [--images 4]

First the denoising loop by hand over onnxruntime (DDIM's equation, as many session runs as the directory's scheduler makes), then the same
directory through diffusers' OnnxStableDiffusionPipeline and through optimum's ORTStableDiffusionPipeline, where they are installed and can
read it. Printed are medians over the images after one of warm-up: seconds by the clock, and processor seconds of the whole process with one
thread in the runtime, which other programs on the machine do not change.
"""
import argparse
import json
import pathlib
import statistics
import sys
import time

try:
    import numpy as np
    import onnxruntime as ort
except ImportError as missing:
    raise SystemExit(f"{missing.name} is not installed for {sys.executable}: pip install onnxruntime numpy") from None

PROVIDER = "CPUExecutionProvider"


def one_thread():
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    return options


def measure(name, image, images):
    image(0)
    costs = []
    for seed in range(1, images + 1):
        clock, processor = time.perf_counter(), time.process_time()
        image(seed)
        costs.append((time.perf_counter() - clock, time.process_time() - processor))
    print("{}: {:.3f} s an image, {:.3f} processor seconds".format(name, *map(statistics.median, zip(*costs))))


class Net:
    def __init__(self, file):
        self.session = ort.InferenceSession(str(file), one_thread(), providers=[PROVIDER])
        self.inputs = {i.name: i for i in self.session.get_inputs()}
        self.seconds = 0.0

    def dtype(self, name):
        return {"tensor(float)": np.float32, "tensor(float16)": np.float16, "tensor(int32)": np.int32,
                "tensor(int64)": np.int64}[self.inputs[name].type]

    def run(self, **values):
        feed = {name: np.asarray(value, self.dtype(name)) for name, value in values.items()}
        begin = time.perf_counter()
        result = self.session.run(None, feed)[0]
        self.seconds += time.perf_counter() - begin
        return result.astype(np.float32)


def schedule(directory, steps):
    """Configuration, products of alpha, and the times of all calls: PLMS visits the second one twice."""
    config = json.loads((directory / "scheduler" / "scheduler_config.json").read_text())
    betas = np.linspace(config["beta_start"] ** 0.5, config["beta_end"] ** 0.5, config["num_train_timesteps"]) ** 2
    stride = config["num_train_timesteps"] // steps
    times = [i * stride + config.get("steps_offset", 0) for i in range(steps)][::-1]
    twice = times[1:2] if config["_class_name"] == "PNDMScheduler" else []
    return config, np.cumprod(1 - betas), stride, times[:1] + twice + times[1:]


def by_hand(directory, size, steps, guidance, images):
    nets = text, unet, vae = [Net(directory / part / "model.onnx") for part in ("text_encoder", "unet", "vae_decoder")]
    config, abar, stride, times = schedule(directory, steps)
    scalar = len(unet.inputs["timestep"].shape) == 0
    v = config.get("prediction_type", "epsilon") == "v_prediction"

    def image(seed):
        ids = np.full((1, 77), 1 + seed % 7)  # any prompt: its words cost nothing
        hidden = np.concatenate([text.run(input_ids=np.zeros((1, 77))), text.run(input_ids=ids)])
        x = np.random.default_rng(seed).standard_normal((1, 4, size // 8, size // 8))
        for t in times:
            out = unet.run(sample=np.concatenate([x, x]), timestep=t if scalar else [t], encoder_hidden_states=hidden)
            e = out[:1] + guidance * (out[1:] - out[:1])
            a, b = abar[t], abar[t - stride] if t >= stride else abar[0]
            x0 = np.sqrt(a) * x - np.sqrt(1 - a) * e if v else (x - np.sqrt(1 - a) * e) / np.sqrt(a)
            eps = np.sqrt(a) * e + np.sqrt(1 - a) * x if v else e
            x = np.sqrt(b) * x0 + np.sqrt(1 - b) * eps
        return vae.run(latent_sample=x / 0.18215)

    begin = time.perf_counter()
    measure(f"onnxruntime {ort.__version__}", image, images)
    wall, inside = time.perf_counter() - begin, sum(net.seconds for net in nets)
    print(f"  outside the sessions: {100 * (wall - inside) / inside:.2f} % of the time inside")


def by_pipeline(name, load):
    """A measurement of a library's own pipeline, or a line that says why there is none."""
    def run(directory, size, steps, guidance, images):
        try:
            pipeline = load(directory)
        except ImportError as missing:
            print(f"{name}: not measured, {missing.name} is not installed")
            return
        except ValueError as unreadable:
            print(f"{name}: not measured, it cannot read this directory: {str(unreadable).splitlines()[0]}")
            return
        pipeline.set_progress_bar_config(disable=True)
        measure(name, lambda seed: pipeline("Large right-sided pleural effusion. Cardiomegaly.", height=size, width=size,
                                            num_inference_steps=steps, guidance_scale=guidance), images)
    return run


def diffusers_pipeline(directory):
    from diffusers import OnnxStableDiffusionPipeline
    absent = dict(vae_encoder=None, safety_checker=None, feature_extractor=None)  # an export for text-to-image lacks them
    return OnnxStableDiffusionPipeline.from_pretrained(directory, provider=PROVIDER, sess_options=one_thread(), **absent)


def optimum_pipeline(directory):
    from optimum.onnxruntime import ORTStableDiffusionPipeline
    return ORTStableDiffusionPipeline.from_pretrained(directory, provider=PROVIDER, session_options=one_thread())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=pathlib.Path)
    for option, default in (("size", 512), ("steps", 20), ("guidance", 4.0), ("images", 4)):
        parser.add_argument("--" + option, type=type(default), default=default)
    wish = parser.parse_args()
    for program in (by_hand, by_pipeline("diffusers", diffusers_pipeline), by_pipeline("optimum", optimum_pipeline)):
        program(wish.directory, wish.size, wish.steps, wish.guidance, wish.images)
