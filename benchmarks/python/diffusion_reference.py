"""Runs the same pipeline directory through Python, for a side-by-side ratio with DiffusionOverhead.

    pip install onnxruntime numpy            # and, for the second measurement: diffusers optimum[onnxruntime]
    python diffusion_reference.py DIRECTORY [--size 512] [--steps 20] [--guidance 4] [--images 4]

First the denoising loop by hand over onnxruntime (DDIM, the same number of session runs as the Java pipeline), then, where
optimum is installed, its own ORTStableDiffusionPipeline with the directory's scheduler.
"""
import argparse
import json
import pathlib
import sys
import time

try:
    import numpy as np
    import onnxruntime as ort
except ImportError as missing:
    raise SystemExit(f"{missing.name} is not installed for {sys.executable}: pip install onnxruntime numpy") from None


def alphas(directory):
    config = json.loads((directory / "scheduler" / "scheduler_config.json").read_text())
    betas = np.linspace(config["beta_start"] ** 0.5, config["beta_end"] ** 0.5, config["num_train_timesteps"]) ** 2
    return config, np.cumprod(1 - betas)


class Net:
    def __init__(self, file):
        self.session = ort.InferenceSession(str(file), providers=["CPUExecutionProvider"])
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


def by_hand(directory, size, steps, guidance, images):
    text, unet, vae = (Net(directory / part / "model.onnx") for part in ("text_encoder", "unet", "vae_decoder"))
    config, abar = alphas(directory)
    scalar = len(unet.inputs["timestep"].shape) == 0
    stride = config["num_train_timesteps"] // steps
    times = [i * stride + config.get("steps_offset", 0) for i in range(steps)][::-1]
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

    image(0)
    before = sum(net.seconds for net in (text, unet, vae))
    begin = time.perf_counter()
    for seed in range(images):
        image(seed)
    wall = time.perf_counter() - begin
    inside = sum(net.seconds for net in (text, unet, vae)) - before
    print(f"onnxruntime {ort.__version__}: {images} images of {size} px, {steps} steps: {wall:.3f} s, of which "
          f"{inside:.3f} s in sessions: overhead {100 * (wall - inside) / inside:.2f} %")


def by_optimum(directory, size, steps, guidance, images):
    try:
        from optimum.onnxruntime import ORTStableDiffusionPipeline
    except ImportError:
        print("optimum is not installed: its pipeline was not measured")
        return
    pipeline = ORTStableDiffusionPipeline.from_pretrained(directory, provider="CPUExecutionProvider")
    pipeline.set_progress_bar_config(disable=True)
    options = dict(height=size, width=size, num_inference_steps=steps, guidance_scale=guidance)
    pipeline("Cardiomegaly.", **options)
    begin = time.perf_counter()
    for _ in range(images):
        pipeline("Large right-sided pleural effusion. Cardiomegaly.", **options)
    wall = time.perf_counter() - begin
    print(f"optimum: {images} images: {wall:.3f} s, {images / wall:.3f} images/s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=pathlib.Path)
    for name, default in (("size", 512), ("steps", 20), ("guidance", 4.0), ("images", 4)):
        parser.add_argument("--" + name, type=type(default), default=default)
    wish = parser.parse_args()
    for measure in (by_hand, by_optimum):
        measure(wish.directory, wish.size, wish.steps, wish.guidance, wish.images)
