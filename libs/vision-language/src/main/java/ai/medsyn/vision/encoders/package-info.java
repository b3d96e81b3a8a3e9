/**
 * Image and text encoders under the parameter names of the public checkpoints (torchvision, timm, Hugging Face). Every encoder
 * returns a global vector and local vectors; what a method makes of them (projection, pooling, words from word pieces) is the
 * method's business, see {@code objectives}. Attention is written out as matrix products: LibTorch's fused bfloat16 kernel is
 * slower than float32 on CPUs, and MGCA needs the attention weights.
 */
@NullMarked
package ai.medsyn.vision.encoders;

import org.jspecify.annotations.NullMarked;
